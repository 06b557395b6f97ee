/* The properties of a JobPosting of schema.org, for boards that have one in their records. */
#ifndef SHORTLIST_READ_BOARD_SCHEMA_ORG_INT_H
#define SHORTLIST_READ_BOARD_SCHEMA_ORG_INT_H

#include "util/node.h"

/* Makes, of the type board_make_fn; RECORD is not looked at. */

/* A Place, a PostalAddress or a text as a place. */
struct node *schema_org_place(const struct node *value, const struct node *record);

/* The names of areas: {"@type": "Country", "name": "USA"}, or texts. */
struct node *schema_org_area(const struct node *value, const struct node *record);

/* TELECOMMUTE: "remote". */
struct node *schema_org_workplace(const struct node *value, const struct node *record);

/* A baseSalary in any of its forms, as a map of min, max, currency and period, or a text. */
struct node *schema_org_pay(const struct node *value, const struct node *record);

/* {"monthsOfExperience": 24}: "2 years"; or a text. */
struct node *schema_org_experience(const struct node *value, const struct node *record);

/* A text, or what a credential is called. */
struct node *schema_org_education(const struct node *value, const struct node *record);

/* The rows; AT is the path to the JobPosting, with its dot, or "". */
#define SCHEMA_ORG_ROWS(at) \
	{ .to = "title", .from = at "title" }, \
	{ .to = "title", .from = at "name" }, \
	{ .to = "company", .from = at "hiringOrganization", .make = make_name }, \
	{ .to = "locations", .from = at "jobLocation[]", .make = schema_org_place }, \
	{ .to = "workplace", .from = at "jobLocationType", .make = schema_org_workplace }, \
	{ .to = "remote_scope", .from = at "applicantLocationRequirements[]", \
	  .make = schema_org_area }, \
	{ .to = "employment_type", .from = at "employmentType" }, \
	{ .to = "salary", .from = at "baseSalary", .make = schema_org_pay }, \
	{ .to = "experience", .from = at "experienceRequirements", \
	  .make = schema_org_experience }, \
	{ .to = "education", .from = at "educationRequirements", .make = schema_org_education }, \
	{ .to = "clearance", .from = at "securityClearanceRequirement", .make = make_name }, \
	{ .to = "posted", .from = at "datePosted", .make = value_day }, \
	{ .to = "expires", .from = at "validThrough", .make = value_day }, \
	{ .to = "url", .from = at "url" }, \
	{ .to = "tags", .from = at "skills" }, \
	{ .to = "description", .from = at "description" }, \
	{ .to = "+Responsibilities", .from = at "responsibilities" }, \
	{ .to = "+Qualifications", .from = at "qualifications", \
	  .make = schema_org_education }, \
	{ .to = "+Benefits", .from = at "jobBenefits" }, \
	{ .to = "+Incentives", .from = at "incentiveCompensation" }, \
	{ .to = "+Working hours", .from = at "workHours" }, \
	{ .to = "+Start", .from = at "jobStartDate" }, \
	{ .to = "+Right to work", .from = at "eligibilityToWorkRequirement" }, \
	{ .to = "+Physical demands", .from = at "physicalRequirement", .make = make_name }, \
	{ .to = "+Department", .from = at "employmentUnit", .make = make_name }, \
	{ .to = "+Industry", .from = at "industry", .make = make_name }, \
	{ .to = "+Occupation", .from = at "occupationalCategory", .make = make_name }

#endif

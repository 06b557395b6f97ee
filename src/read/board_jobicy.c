/* Jobicy: remote jobs, in the words of its old and its new service. */
#include "config.h"

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "jobTitle" },
	{ .to = "company", .from = "companyName" },
	{ .to = "workplace", .from = "jobTitle", .make = value_always_remote },
	{ .to = "remote_scope", .from = "jobGeo" },
	{ .to = "employment_type", .from = "jobType[]" },
	{ .to = "seniority", .from = "jobLevel" },
	{ .to = "salary_min", .from = "salaryMin", .make = value_amount },
	{ .to = "salary_min", .from = "annualSalaryMin", .make = value_amount },
	{ .to = "salary_max", .from = "salaryMax", .make = value_amount },
	{ .to = "salary_max", .from = "annualSalaryMax", .make = value_amount },
	{ .to = "salary_currency", .from = "salaryCurrency" },
	{ .to = "salary_period", .from = "salaryPeriod" },
	{ .to = "salary_period", .from = "annualSalaryMin", .make = value_always_year },
	{ .to = "salary_period", .from = "annualSalaryMax", .make = value_always_year },
	{ .to = "posted", .from = "pubDate" },
	{ .to = "url", .from = "url" },
	{ .to = "description", .from = "jobDescription" },
	{ .to = "description", .from = "jobExcerpt" },
	{ .to = "+Open to", .from = "jobGeo", .make = value_worldwide },
	{ .to = "+Industry", .from = "jobIndustry", .make = make_line },
	{ .to = NULL },
};

const struct board board_jobicy = {
	.name = "jobicy",
	.what = "Jobicy: the board's list, old and new",
	.lists = "jobs[] [] .",
	.signs = "jobTitle jobGeo",
	.rows = rows,
};

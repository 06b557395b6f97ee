/*
 * A posting: what was read of one job advertisement, each fact with its evidence.
 *
 * Absent facts are NULL, -1, DATE_UNKNOWN or an empty list, as said at each member; unknown is
 * never taken for "no". All text is UTF-8 as it was written (not gated, but valid). A posting owns
 * all that it points to: initialise with posting_init(), release with posting_release().
 */
#ifndef SHORTLIST_POSTING_POSTING_H
#define SHORTLIST_POSTING_POSTING_H

#include "posting/field.h"
#include "posting/money.h"
#include "posting/place.h"
#include "posting/shingle.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How the body is written, and so how it is cut into blocks (see posting/document.h). */
enum body_format { BODY_TEXT, BODY_MARKDOWN };

enum need { NEED_REQUIRED, NEED_PREFERRED, NEED_MENTIONED };

/* "required", "preferred", "mentioned" */
const char *need_name(enum need need);

/* The order of these is the order of their tables in posting/field.c; -1 is unknown. */
enum workplace { WORKPLACE_UNKNOWN = -1, WORKPLACE_REMOTE, WORKPLACE_HYBRID, WORKPLACE_ONSITE };
enum visa { VISA_UNKNOWN = -1, VISA_SPONSORS, VISA_REFUSES };
enum seniority {
	SENIORITY_UNKNOWN = -1, SENIORITY_INTERN, SENIORITY_JUNIOR, SENIORITY_MID, SENIORITY_SENIOR,
	SENIORITY_STAFF, SENIORITY_PRINCIPAL, SENIORITY_LEAD, SENIORITY_MANAGER,
	SENIORITY_DIRECTOR, SENIORITY_EXECUTIVE
};
/* Employment is a set: bit N stands for choice N. */
enum employment {
	EMPLOYMENT_FULL_TIME, EMPLOYMENT_PART_TIME, EMPLOYMENT_CONTRACT, EMPLOYMENT_TEMPORARY,
	EMPLOYMENT_INTERNSHIP, EMPLOYMENT_FREELANCE, EMPLOYMENT_VOLUNTEER
};
/* The least that is asked for; CLEARANCE_ANY where no level is named. */
enum clearance {
	CLEARANCE_UNKNOWN = -1, CLEARANCE_NONE, CLEARANCE_ANY, CLEARANCE_BASIC, CLEARANCE_SECRET,
	CLEARANCE_TOP_SECRET, CLEARANCE_TS_SCI
};
/* The least degree that is asked for; EDUCATION_NONE where the text says that none is. */
enum education {
	EDUCATION_UNKNOWN = -1, EDUCATION_NONE, EDUCATION_SCHOOL, EDUCATION_ASSOCIATE,
	EDUCATION_BACHELOR, EDUCATION_MASTER, EDUCATION_DOCTORATE
};
/* What is paid beside the salary, as a set: bit N stands for choice N. */
enum extra { EXTRA_EQUITY, EXTRA_BONUS, EXTRA_COMMISSION };

/* Where the body says it: bytes [start, end) of the body, and the rule that read it. A fact that
 * the source states outside the body (front matter, a field of a feed) has start = end = 0. */
struct evidence {
	enum field_id field;
	size_t start, end;
	const char *rule;        /* a name from the extractors' tables, not owned */
};

struct posting_place {
	struct place place;      /* resolved; kind PLACE_NONE where only the text is known */
	char *text;              /* as written */
	char *town;              /* what place.city is for a town that the gazetteer lacks */
};

struct posting_technology {
	char *name;              /* canonical */
	enum need need;
};

/* A language that people speak. */
struct posting_language {
	char *name;              /* in English: "German" */
	enum need need;
};

/* The time zones from which one may work, as minutes east of UTC; min > max: not stated. */
struct zones {
	int min, max;
	char *text;              /* as written; NULL: not stated */
};

struct salary {
	int64_t min, max;        /* in hundredths of the currency's unit; -1 where not stated */
	char currency[4];        /* ISO 4217; "" where unknown */
	enum pay_period period;
	char *text;              /* as written; NULL for no pay at all */
};

struct posting {
	char *title;             /* NULL: unknown */
	bool title_inferred;
	char *company;           /* NULL: unknown */
	struct { struct posting_place *items; size_t count, cap; } locations;
	enum workplace workplace;
	int office_days;         /* of a week, where hybrid: 1 to 5; -1: not stated */
	struct { struct posting_place *items; size_t count, cap; } remote_scope;
	struct zones zones;
	unsigned employment;     /* a set of enum employment */
	enum seniority seniority;
	int years_min, years_max;/* -1: not stated */
	struct salary salary;
	unsigned extras;         /* a set of enum extra */
	int32_t posted, expires; /* days since the epoch, DATE_UNKNOWN */
	enum visa visa;
	enum clearance clearance;
	enum education education;
	struct { struct posting_language *items; size_t count, cap; } languages;
	struct { struct posting_technology *items; size_t count, cap; } stack;
	char *url;               /* NULL: none */
	char *ref;               /* what its source calls it: "greenhouse:8503792002"; NULL: none */
	/* Hashes of what the source states outside the body, to know a change by: of the facts,
	 * and of the dates, which some sources renew every day; 0 where it states none. */
	struct { uint64_t facts, dates; } stated;
	/* Bit N: of field N the text, or the source and the text, say two things; both are in the
	 * evidence, first the one that was taken. */
	unsigned conflicts;
	struct { struct evidence *items; size_t count, cap; } evidence;
	struct strbuf body;
	enum body_format format;
	struct signature signature; /* of the body's text */
	bool is_doubtful;        /* a bare text in which nothing says that it is a posting */
};

void posting_init(struct posting *posting);
void posting_release(struct posting *posting);

void posting_add_evidence(struct posting *posting, enum field_id field, size_t start, size_t end,
			  const char *rule);

/* Whether two things are said of a field. */
bool posting_has_conflict(const struct posting *posting, enum field_id field);
void posting_set_conflict(struct posting *posting, enum field_id field);

/* Adds a technology, or raises the need of one that is there (required over preferred over
 * mentioned). Takes a copy of NAME. */
void posting_add_technology(struct posting *posting, const char *name, enum need need);

/* Adds a language, or raises its need, likewise. */
void posting_add_language(struct posting *posting, const char *name, enum need need);

/* Adds a place unless an equal one is there. Takes a copy of TEXT. */
void posting_add_location(struct posting *posting, const struct place *place, const char *text,
			  size_t len);
void posting_add_scope(struct posting *posting, const struct place *place, const char *text,
		       size_t len);

/* Pay by the year in whole units of its currency, for comparing: -1 where unknown. */
int64_t salary_year_min(const struct salary *salary);
int64_t salary_year_max(const struct salary *salary);

#endif

/*
 * The field table: every fact of a posting that can be asked for, shown, sorted by or exported,
 * once.
 *
 * The query language, the list's columns, the facets, the completion, the exports and the manual
 * are fed from these rows, so that a new field is one row here and one extractor.
 */
#ifndef SHORTLIST_POSTING_FIELD_H
#define SHORTLIST_POSTING_FIELD_H

#include <stdbool.h>
#include <stddef.h>

enum field_id {
	FIELD_TITLE,
	FIELD_COMPANY,
	FIELD_LOCATION,
	FIELD_WORKPLACE,
	FIELD_OFFICE_DAYS,
	FIELD_REMOTE_SCOPE,
	FIELD_ZONES,
	FIELD_EMPLOYMENT,
	FIELD_SENIORITY,
	FIELD_EXPERIENCE,
	FIELD_SALARY,
	FIELD_EXTRAS,
	FIELD_POSTED,
	FIELD_EXPIRES,
	FIELD_VISA,
	FIELD_CLEARANCE,
	FIELD_EDUCATION,
	FIELD_LANGUAGES,
	FIELD_STACK,
	FIELD_URL,
	FIELD_SOURCE,
	FIELD_CONFLICT,
	FIELD_GONE,
	FIELD_CHANGED,
	FIELD_REPOST,
	FIELD_COPIES,
	/* What the user adds. */
	FIELD_SHORTLISTED,
	FIELD_STAGE,
	FIELD_TAG,
	FIELD_NOTES,
	FIELD_HIDDEN,
	FIELD_SEEN,
	FIELD_COUNT
};

/* What values a field has, and so which tests a query may make of it. */
enum field_kind {
	FIELD_TEXT,              /* words and phrases in it */
	FIELD_CHOICE,            /* one of a fixed list of words */
	FIELD_CHOICES,           /* several of a fixed list */
	FIELD_NAME,              /* a name the user or a source chose; compared whole, folded */
	FIELD_PLACE,
	FIELD_TECHNOLOGY,
	FIELD_LANGUAGE,          /* one that people speak: its name, its own name or its code */
	FIELD_NUMBER,            /* a range of whole numbers of the field's unit */
	FIELD_OFFSET,            /* a range of minutes east of UTC */
	FIELD_PAY,               /* a range of money */
	FIELD_DATE,
	FIELD_FLAG,
};

struct choice {
	const char *name;        /* as typed, stored and put into JSON */
	const char *label;       /* as shown to people */
	const char *aliases;     /* further spellings in a query, divided by blanks; may be NULL */
};

struct field {
	enum field_id id;
	enum field_kind kind;
	const char *name;        /* as in JSON: "locations" */
	const char *key;         /* as in a query: "loc" */
	const char *key_aliases; /* further keys, divided by blanks; may be NULL */
	const char *label;       /* as shown: "place" */
	const char *help;        /* one sentence for help, completion and manual */
	const char *example;     /* a term of the query language */
	const struct choice *choices; /* ends with a NULL name; NULL where the values are open */
	const char *unit;        /* of a number: "years"; else NULL */
	bool is_ordered;         /* its choices rise, so that "<=senior" has a meaning */
	bool can_sort;
	bool is_facet;           /* stands in the filter pane */
	bool is_user;            /* said by the user, not read from the posting */
	int column;              /* columns wide in the list; 0: not a list column */
};

/* The row of a field; ids outside the table are a bug. */
const struct field *field_get(enum field_id id);

/* The field that a query key (LEN bytes, any case, aliases too) names; NULL for none. */
const struct field *field_by_key(const char *key, size_t len);

/* The key that KEY was probably meant to be, for "did you mean"; NULL where none is near. */
const char *field_nearest_key(const char *key, size_t len);

/* The index of a choice by its name or an alias (any case), -1 for none. */
int field_choice(const struct field *field, const char *name, size_t len);

#endif

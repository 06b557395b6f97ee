/*
 * The keys of the query language: those of the field table, and the few that stand for a value of a
 * field (is:remote), for any value (has:salary), for a need of the stack (must:, nice:) and for the
 * order (sort:).
 */
#ifndef SHORTLIST_QUERY_KEY_H
#define SHORTLIST_QUERY_KEY_H

#include "posting/field.h"
#include "query/query.h"

#include <stdbool.h>
#include <stddef.h>

enum query_key_kind { KEY_FIELD, KEY_IS, KEY_HAS, KEY_SORT };

/* Owns nothing: the strings live as long as the program. */
struct query_key {
	const char *name;
	const char *aliases;     /* divided by blanks; may be NULL */
	enum query_key_kind kind;
	enum field_id field;     /* KEY_FIELD */
	enum query_need need;    /* must:, nice: */
	const char *help;        /* one sentence */
	const char *example;
};

/* All keys, in the order of the manual: those of the fields, then the others. */
size_t query_key_count(void);
struct query_key query_key_at(size_t index);

/* Fills *key with the one that has this name or alias, in any case; false where there is none. */
bool query_key_find(const char *name, size_t len, struct query_key *key);

/* The key that NAME was probably meant to be; NULL where none is near. */
const char *query_key_nearest(const char *name, size_t len);

#define QUERY_IS_SET (-1)
#define QUERY_IS_NOT_SET (-2)

/* The words that is: knows: each stands for a value of a field. Ends with a NULL name. */
struct query_is {
	const char *name;        /* "remote" */
	enum field_id field;
	int choice;              /* of a choice field, else one of the two below */
	const char *help;
};
extern const struct query_is query_is_table[];
/* The row of that name, in any case; NULL for none. */
const struct query_is *query_is_find(const char *name, size_t len);

#endif

/* The values behind a key: what each means, which words a key takes, and what is wrong with
 * others. */
#ifndef SHORTLIST_QUERY_VALUE_INT_H
#define SHORTLIST_QUERY_VALUE_INT_H

#include "query/key.h"
#include "query/lex_int.h"
#include "query/query.h"

#include <stdbool.h>
#include <stddef.h>

/* A word that a key takes. */
struct value_word {
	const char *name;
	const char *aliases;     /* divided by blanks; may be NULL */
	const char *help;
};

/* Fills *word with word INDEX of those that is:, has:, sort: or a choice's key take; false past
 * their end, and for keys whose values are open. */
bool value_word_at(const struct query_key *key, size_t index, struct value_word *word);

/* Reads the value at AT of the query's line: the field it tests into *field, its meaning into
 * *value (whose text the caller owns). False where it is not understood, with the problem noted. */
bool value_read(struct query *query, const struct query_key *key, const struct lex_value *at,
		enum field_id *field, struct query_value *value);

/* The same for a value of sort:. */
bool value_read_sort(struct query *query, const struct query_key *key, const struct lex_value *at,
		     struct query_sort *sort);

/* "none" and "any" (and, of closed fields, "unknown") where they mean a test; false for others. */
bool value_test(const struct field *field, const char *text, enum query_test *test);

#endif

/* What the parts of the query layer share: building a tree, and noting problems. */
#ifndef SHORTLIST_QUERY_QUERY_INT_H
#define SHORTLIST_QUERY_QUERY_INT_H

#include "query/query.h"

#include <stdbool.h>
#include <stddef.h>

struct query_node *query_node_new(enum query_kind kind, size_t start, size_t end);
void query_node_free(struct query_node *node);

/* Moves CHILD to the end of NODE's children. */
void query_node_add(struct query_node *node, struct query_node *child);

/* The last of the line that NODE stands for is still being typed. */
bool query_node_is_open(const struct query_node *node);

/*
 * Where tests that may join meet: tests of one field, and of one need, that ask for a value. Those
 * that ask for any value at all join only with their like. Slots of nodes that may never join are
 * QUERY_SLOTS.
 */
#define QUERY_SLOTS ((size_t)FIELD_COUNT * 3 * 2)
size_t query_node_slot(const struct query_node *node);

/* Notes a problem of bytes [START, END). What the sentence quotes of the line must be gated. */
void query_problem_add(struct query *query, size_t start, size_t end, bool is_unfinished,
		       const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Bytes [START, END) of the line as a sentence may quote them: gated, and cut where long. */
char *query_quoted(const struct query *query, size_t start, size_t end);

/* Notes what a part of the line is; nothing where it is empty. */
void query_span_add(struct query *query, enum query_part part, size_t start, size_t end);

/* Adds TEXT in quotes, the last of which is left off where IS_OPEN. */
void query_add_quoted(struct strbuf *out, const char *text, bool is_open);

/* Whether TEXT, left bare as a value, would end early. GROUPS_DIGITS as for lex_value(). */
bool query_needs_quotes(const char *text, bool groups_digits);

/* The word of is: for a test of a flag. */
const char *query_flag_word(enum field_id field, enum query_test test);

/* Whether TEXT has a letter or digit, and so something to look for. */
bool query_has_letter(const char *text);

#endif

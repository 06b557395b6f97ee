/* Further values that several boards make: amounts, constants, parts of texts. */
#ifndef SHORTLIST_READ_BOARD_VALUE_INT_H
#define SHORTLIST_READ_BOARD_VALUE_INT_H

#include "util/node.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* -- makes, of the type board_make_fn */

/* A number above zero, without a fraction of nothing ("99200.0"); boards write 0 for none. */
struct node *value_amount(const struct node *value, const struct node *record);

/* What is so for all postings of a board, wherever the row's path leads to anything. */
struct node *value_always_remote(const struct node *value, const struct node *record);
struct node *value_always_dollars(const struct node *value, const struct node *record);
struct node *value_always_year(const struct node *value, const struct node *record);

/* "a, b,c" as a list; a list stays one. */
struct node *value_list(const struct node *value, const struct node *record);

/* A place in parts by commas, some of which may be empty: "bangalore, , India". */
struct node *value_place_text(const struct node *value, const struct node *record);

/* Words with hyphens for blanks: "Product-Management". */
struct node *value_words(const struct node *value, const struct node *record);

/* A day; nothing for 1970, 1900 and the year 1, which programs write for none, and for a year that
 * nobody can mean. A month ("2023-04") is its first day. */
struct node *value_day(const struct node *value, const struct node *record);

/* Words for the whole world, which is no place: "Worldwide", "Anywhere in the World". */
struct node *value_worldwide(const struct node *value, const struct node *record);

/* An address without its host and what follows its path: "/companies/acme/jobs/potter". */
struct node *value_path(const struct node *value, const struct node *record);

/* What an address calls a posting where each company counts its own: "acme:123". */
struct node *value_company_and_last(const struct node *value, const struct node *record);

/* -- for other makes */

/* The text is a number, no less and no more. */
bool value_is_number(const char *text);
bool value_is_true(const struct node *node);

/* The host of an address without its port: LEN bytes of it, or NULL. */
const char *value_host(const char *url, size_t *len);

/* What OUT holds as a text, NULL for nothing; releases it. */
struct node *value_take(struct strbuf *out);

#endif

/*
 * Lists of facts, packed into one text: items one after the other, each its length in bytes, a
 * colon, and its bytes. Any text can be an item; an empty list is NULL.
 *
 *     posting.places     for each place: whether it is of who may apply and its kind, as two
 *                        digits; country, region, city, area; the place as written
 *     posting.stack      for each technology: the need and the name, "1Rust"
 *     posting.languages  the same
 *     posting.evidence   numbers divided by blanks, three for each: the rule (see rule_int.h),
 *                        start and end
 *
 * SQL sees the first three as tables: place, technology, language (list_table.c).
 */
#ifndef SHORTLIST_STORE_LIST_INT_H
#define SHORTLIST_STORE_LIST_INT_H

#include "posting/posting.h"
#include "store/stmt_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* An item as SQL: of an expression that is a text. */
#define LIST_ITEM(text) "length(CAST(" text " AS BLOB)) || ':' || " text

void lists_add(struct strbuf *list, const char *bytes, size_t len);

struct list_item { const char *bytes; size_t len; };

/* Takes the next item of the LEN bytes at *LIST and steps over it. False at the end, and where it
 * makes no sense, which is as good as the end. */
bool lists_next(const char **list, size_t *len, struct list_item *item);

void lists_add_places(struct strbuf *list, const struct posting *posting);
void lists_add_stack(struct strbuf *list, const struct posting *posting);
void lists_add_languages(struct strbuf *list, const struct posting *posting);

/* Makes the tables known to a connection; an SQLite code. */
int list_tables_add(sqlite3 *db);

#endif

/* What several boards make of what stands at their paths; and how a record is put together. */
#ifndef SHORTLIST_READ_BOARD_MAKE_INT_H
#define SHORTLIST_READ_BOARD_MAKE_INT_H

#include "util/node.h"
#include "util/strbuf.h"

#include <stddef.h>

/* -- putting a record together (for a board's finish() and for makes) */

struct node *make_text(const char *text);                  /* NULL for NULL or an empty text */
struct node *make_text_len(const char *text, size_t len);
struct node *make_copy(const struct node *node);           /* the whole tree below it */

/* Puts ITEM under KEY of a map, in the place of what stood there; NULL only removes that. */
void make_set(struct node *map, const char *key, struct node *item);

/* Adds ITEM (may be NULL) to what stands under KEY, which becomes a list. */
void make_also(struct node *map, const char *key, struct node *item);

/* -- makes for the rows of boards */

/* True, yes, 1: "remote"; else nothing. */
struct node *make_remote(const struct node *value, const struct node *record);

/* The company as an address spells it: its part of the path on a board's host
 * ("jobs.lever.co/acme/..."), of the host where boards divide by hosts ("acme.recruitee.com"), or
 * the host's own name ("careers.acme.com"). */
struct node *make_slug(const struct node *value, const struct node *record);

/* The last part of an address's path. */
struct node *make_last_part(const struct node *value, const struct node *record);

/* City, region and country of a map that has other keys too; a text as it is. */
struct node *make_place(const struct node *value, const struct node *record);

/* What names a map or each map of a list: its name, title, label, text; one text, by commas. */
struct node *make_name(const struct node *value, const struct node *record);

/* The items of a list in one line, by commas. */
struct node *make_line(const struct node *value, const struct node *record);

/* A number in hundredths as whole units: 1250050 is "12500.50". */
struct node *make_cents(const struct node *value, const struct node *record);

/* An interval of pay as APIs spell it ("1 YEAR", "per-hour-wage", "PA", "annual") as a plain word:
 * "year", "hour"; nothing for none that is known ("NONE", "one-time"). */
struct node *make_period(const struct node *value, const struct node *record);

/* A list of maps, each with a heading (title, text, name, label, question) and a text (content,
 * text, value, body, description, answer), as a map of headings: for rows whose key is "+". */
struct node *make_sections(const struct node *value, const struct node *record);

#endif

/*
 * What the keys of records mean: in front matter, YAML, JSON, tables.
 *
 * A key is found by its words: case, and whether they are divided by blanks, hyphens, underscores
 * or capitals, does not matter. The names are rows of a table in key.c.
 */
#ifndef SHORTLIST_READ_KEY_INT_H
#define SHORTLIST_READ_KEY_INT_H

#include "posting/field.h"
#include "util/strbuf.h"

#include <stdbool.h>

/* Before a key: it is shown in the text as it is written, whatever it would mean. */
#define KEY_SHOWN '+'

enum key_role {
	KEY_UNKNOWN,             /* part of what people read, under its own name */
	KEY_FACT,                /* states a field */
	KEY_BODY,                /* the text */
	KEY_REMOTE,              /* yes, no, a workplace, or where one may live */
	KEY_PLACE,               /* a part of the place */
	KEY_PAY,                 /* a part of the pay */
	KEY_IGNORED,             /* of use to machines only */
};

/* The parts of a place and of pay, in the order in which they are put together. */
enum key_part {
	PART_NONE = -1,
	PART_CITY, PART_REGION, PART_COUNTRY, PART_PLACES,
	PART_AMOUNT = 0, PART_MIN, PART_MAX, PART_CURRENCY, PART_PERIOD, PART_PAYS,
};

struct key {
	enum key_role role;
	enum field_id field;     /* of KEY_FACT, KEY_REMOTE, KEY_PLACE and KEY_PAY */
	enum key_part part;
	size_t rank;             /* among the names for the same: the surest is 1 */
};

struct key key_find(const char *text);

/* The part that a key of a mapping for a place or for pay names: "min", "currency". */
enum key_part key_find_part(enum field_id field, const char *text);

/* The key names a field that only postings have: a title or the text. */
bool key_is_telling(const struct key *key);

/* Adds the key as people would write it: "nice_to_have" is "Nice to have". */
void key_label(struct strbuf *out, const char *text);

#endif

/*
 * The gazetteer: what names mean which places.
 *
 * Read once from the tables beside posting/gazetteer.c and the user's places.tsv; it never changes
 * after that and may be shared by threads.
 */
#ifndef SHORTLIST_POSTING_GAZETTEER_H
#define SHORTLIST_POSTING_GAZETTEER_H

#include "posting/place.h"
#include "util/err.h"
#include "util/image.h"

#include <stdbool.h>
#include <stddef.h>

struct gazetteer;

/* Reads the built-in tables and CONFIG_DIR/places.tsv (CONFIG_DIR may be NULL). */
struct gazetteer *gazetteer_new(const char *config_dir, struct err *err);
void gazetteer_free(struct gazetteer *gazetteer);

/* Prints the tables of C that gazetteer_new() lays: for the build. */
void gazetteer_print(const struct gazetteer *gazetteer, struct image_print *print);

/* All places that NAME (LEN bytes; case, accents and punctuation do not matter) may mean: first
 * the cities of over 500,000 people with that name, then countries, regions and areas with it,
 * then what has it as another name in the same order, then smaller cities; within each the most
 * populous first. The two letters of a country are another name of it. At most MAX into OUT;
 * returns how many there are, which may be more. */
size_t gazetteer_find(const struct gazetteer *gazetteer, const char *name, size_t len,
		      struct place *out, size_t max);

/* Whether the word or words could start a name or are one: for scanning text word by word. */
bool gazetteer_has_prefix(const struct gazetteer *gazetteer, const char *folded, size_t len);

/* The longest name that starts at byte AT of the text folded with utf8_fold(), a word's start, and
 * ends at a word's end. Between its words may stand blanks, '-', '_', '.', '&' and apostrophes; no
 * comma and no line's end. At most MAX places into OUT, in the order of gazetteer_find(), *found
 * of them; returns the name's bytes, 0 for none. Short names are ordinary words as well ("in",
 * "reading"): how they are written is the caller's to look at. */
size_t gazetteer_match(const struct gazetteer *gazetteer, const char *folded, size_t len, size_t at,
		       struct place *out, size_t max, size_t *found);

/* The members of an area: countries, regions or cities. At most MAX into OUT; returns the
 * number. */
size_t gazetteer_members(const struct gazetteer *gazetteer, const struct place *area,
			 struct place *out, size_t max);

/* Whether INNER lies in OUTER, by place_contains() or by the members of areas: Doha in the Middle
 * East, the Bay Area in California, Hong Kong in China. */
bool gazetteer_lies_in(const struct gazetteer *gazetteer, const struct place *inner,
		       const struct place *outer);

/* Whether INNER is a city that people take for a part of the far larger city OUTER, the first
 * member of an area that has both: Uxbridge of London. */
bool gazetteer_is_part(const struct gazetteer *gazetteer, const struct place *inner,
		       const struct place *outer);

/* The country's English name by its code, "Canada" for "CA"; NULL for an unknown code. */
const char *gazetteer_country(const struct gazetteer *gazetteer, const char *code);
/* The region's name by its ISO 3166-2 code; NULL for an unknown one. */
const char *gazetteer_region(const struct gazetteer *gazetteer, const char *code);

#endif

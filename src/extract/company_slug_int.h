/* The company that an address names, where the source states none. */
#ifndef SHORTLIST_EXTRACT_COMPANY_SLUG_INT_H
#define SHORTLIST_EXTRACT_COMPANY_SLUG_INT_H

#include "extract/company_int.h"
#include "extract/reading_int.h"
#include "util/strbuf.h"

#include <stdbool.h>

/* Finds the words that the source's slug ("top-hat") is made of, with as much around them as their
 * name has ("Top Hat Inc"), and gives their bytes; false where the text has no such name. */
bool company_slug_find(const struct reading *reading, const char *slug, size_t *start, size_t *end);

/* The same without a word that companies put before or behind their name: "withclutch". */
bool company_slug_find_part(const struct reading *reading, const char *slug, size_t *start,
			    size_t *end);

/* The name ("Clutch") and the slug ("withclutch") may be of one company. */
bool company_slug_fits(const struct reading *reading, const char *slug, const struct name *name);

/* Adds the slug as people would write it: "top-hat" is "Top Hat". */
void company_slug_label(struct strbuf *out, const char *slug);

#endif

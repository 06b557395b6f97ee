/*
 * Languages that people speak and jobs ask for.
 *
 * The names and codes are those of ISO 639 (parts 1, 2 and 3, as Debian's iso-codes lists them);
 * the own names and the common other ones were added.
 */
#ifndef SHORTLIST_POSTING_LANGUAGE_H
#define SHORTLIST_POSTING_LANGUAGE_H

#include <stddef.h>

/* The English name of the language that LEN bytes of TEXT name: in English, in the language itself
 * or by its code, in any case and without regard to accents; NULL for none. Static. */
const char *language_find(const char *text, size_t len);

/* The English name of language INDEX; NULL behind the last one. */
const char *language_name(size_t index);

#endif

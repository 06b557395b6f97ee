/*
 * A text's signature: how much two texts have in common can be told from theirs alone.
 *
 * The words of the text, folded, are taken three in a row; of the set of these threes the signature
 * keeps a sample (MinHash with one permutation: Li, Owen, Zhang, "One Permutation Hashing", 2012).
 * Markup that is not words, the places of line ends, cases, accents and links do not change it. It
 * is the same on every machine and may be stored.
 */
#ifndef SHORTLIST_POSTING_SHINGLE_H
#define SHORTLIST_POSTING_SHINGLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIGNATURE_SLOTS 64
#define SIGNATURE_HEAD_SLOTS 16

/* Of the slots with a value the smallest hash that fell into each; UINT32_MAX: none did. */
struct signature {
	uint32_t slots[SIGNATURE_SLOTS];
	uint32_t head[SIGNATURE_HEAD_SLOTS]; /* of the first threes only */
	uint32_t words;          /* how many the text has; 0: there is no text */
};

/* Of a text in which nothing else than words matters. */
void signature_make(struct signature *signature, const char *text, size_t len);

/* The same of a text that is folded, see utf8_fold(). */
void signature_make_folded(struct signature *signature, const char *folded, size_t len);

/* How many percent of the threes of both are common to both. Exact to about 4 either way. */
int signature_common(const struct signature *a, const struct signature *b);

/* How many percent of the shorter text stand in the longer one too: a copy that was cut, or that
 * has something before and behind it. */
int signature_contained(const struct signature *a, const struct signature *b);

/* A hash of some slots: texts of 90 % in common share one of their bands in 999 cases of 1,000. */
#define SIGNATURE_BANDS 10
uint64_t signature_band(const struct signature *signature, size_t band);

/* The signature as bytes that do not depend on the machine. */
#define SIGNATURE_BYTES ((SIGNATURE_SLOTS + SIGNATURE_HEAD_SLOTS + 1) * 4)
void signature_write(const struct signature *signature, unsigned char bytes[SIGNATURE_BYTES]);
/* False where LEN is not SIGNATURE_BYTES; it is then that of no text. */
bool signature_read(struct signature *signature, const void *bytes, size_t len);

#endif

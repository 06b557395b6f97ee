/*
 * One block's part of a set, as it is stored: the shortest of a few forms.
 *
 * Few members are differences, some are numbers of two bytes, many are bits, nearly all are the
 * ones that are missing. The first byte names the form. Bytes come from a file that may be damaged:
 * whatever they are, reading them stays in bounds.
 */
#ifndef SHORTLIST_INDEX_PACKED_H
#define SHORTLIST_INDEX_PACKED_H

#include "index/bitset.h"
#include "util/strbuf.h"

/* Adds the packed form of MEMBERS, which rise and are at least one. */
void packed_write(struct strbuf *out, const uint16_t *members, size_t count);

/* Adds the members to the bits of a block. False where the bytes are no packed set; then some of
 * the members may have been added. */
bool packed_or(const void *bytes, size_t len, uint64_t bits[BLOCK_WORDS]);

/* The members, rising; false where the bytes are no packed set. */
bool packed_read(const void *bytes, size_t len, uint16_t members[BLOCK_SIZE], size_t *count);

/* How many members there are, without looking at each; 0 where the bytes are no packed set. */
size_t packed_count(const void *bytes, size_t len);

#endif

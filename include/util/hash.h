/* A 128-bit content hash (FNV-1a, in two halves): tells equal from changed; no defence against
 * forgery. */
#ifndef SHORTLIST_UTIL_HASH_H
#define SHORTLIST_UTIL_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash { uint64_t high, low; };

#define HASH_HEX_LEN 32

void hash_init(struct hash *hash);
void hash_add(struct hash *hash, const char *bytes, size_t len);
/* Writes 32 hexadecimal digits and a NUL. */
void hash_hex(const struct hash *hash, char out[HASH_HEX_LEN + 1]);

#endif

/* FNV-1a with 128 bits, in two halves (Fowler, Noll, Vo; the constants are theirs). */
#include "config.h"

#include "util/hash.h"

#define BASIS_HIGH UINT64_C(0x6C62272E07BB0142)
#define BASIS_LOW UINT64_C(0x62B821756295C58D)

/* The prime is 2 to the 88 plus this. */
#define PRIME_LOW UINT64_C(0x13B)
#define PRIME_SHIFT (88 - 64)

void hash_init(struct hash *hash)
{
	hash->high = BASIS_HIGH;
	hash->low = BASIS_LOW;
}

#ifdef __SIZEOF_INT128__
/* The high half of a product, by one instruction: every byte of every file comes by here. */
static uint64_t carry_of(uint64_t low)
{
	return (uint64_t)((unsigned __int128)low * PRIME_LOW >> 64);
}
#else
static uint64_t carry_of(uint64_t low)
{
	uint64_t carry = (low & UINT32_MAX) * PRIME_LOW >> 32;

	return ((low >> 32) * PRIME_LOW + carry) >> 32;
}
#endif

void hash_add(struct hash *hash, const char *bytes, size_t len)
{
	uint64_t high = hash->high, low = hash->low;
	size_t i;

	for (i = 0; i < len; i++) {
		low ^= (unsigned char)bytes[i];
		high = high * PRIME_LOW + (low << PRIME_SHIFT) + carry_of(low);
		low *= PRIME_LOW; /* each half waits for one multiplication a byte */
	}
	hash->high = high;
	hash->low = low;
}

void hash_hex(const struct hash *hash, char out[HASH_HEX_LEN + 1])
{
	static const char digits[] = "0123456789abcdef";
	const uint64_t halves[] = { hash->high, hash->low };

	for (size_t i = 0; i < HASH_HEX_LEN; i++)
		out[i] = digits[halves[i / 16] >> (60 - 4 * (i % 16)) & 15];
	out[HASH_HEX_LEN] = '\0';
}

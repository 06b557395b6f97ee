/*
 * A packed set of any bytes: it is refused by all readers or says the same to all of them, and what
 * it holds can be packed again.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "index/packed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static uint16_t members[BLOCK_SIZE], again[BLOCK_SIZE];

static void check_bits(const uint8_t *data, size_t len, size_t count)
{
	uint64_t bits[BLOCK_WORDS] = { 0 }, sum[BLOCK_WORDS] = { 0 };

	MUST(packed_or(data, len, bits));
	for (size_t i = 0; i < count; i++) {
		MUST(i == 0 || members[i - 1] < members[i]);
		sum[members[i] / 64] |= UINT64_C(1) << members[i] % 64;
	}
	MUST(memcmp(bits, sum, sizeof bits) == 0);
}

static void check_again(size_t len, size_t count)
{
	struct strbuf bytes = STRBUF_INIT;
	size_t found;

	packed_write(&bytes, members, count);
	MUST(bytes.len <= len);
	MUST(packed_read(bytes.text, bytes.len, again, &found) && found == count);
	MUST(memcmp(members, again, count * sizeof *again) == 0);
	strbuf_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	uint64_t bits[BLOCK_WORDS] = { 0 };
	size_t count, counted = packed_count(data, len);

	MUST(counted <= BLOCK_SIZE);
	if (!packed_read(data, len, members, &count)) {
		MUST(!packed_or(data, len, bits));
		return 0;
	}
	MUST(count > 0 && count == counted);
	check_bits(data, len, count);
	check_again(len, count);
	return 0;
}

/* Packed sets against one byte a number; and damaged ones, which are refused or read in bounds. */
#include "config.h"

#include "index/packed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint64_t seed = 20261122;

static uint32_t next_random(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33);
}

struct world {
	uint16_t members[BLOCK_SIZE], read[BLOCK_SIZE];
	uint64_t bits[BLOCK_WORDS], before[BLOCK_WORDS];
	size_t count;
	struct strbuf bytes;
};

static int set_up(void **state)
{
	struct world *world = calloc(1, sizeof *world);

	strbuf_init(&world->bytes);
	*state = world;
	return 0;
}

static int tear_down(void **state)
{
	struct world *world = *state;

	strbuf_release(&world->bytes);
	free(world);
	return 0;
}

/* Members [first, limit), of which PER_64K in 65,536 are taken. */
static void fill(struct world *world, size_t first, size_t limit, unsigned per_64k)
{
	world->count = 0;
	for (size_t i = first; i < limit; i++)
		if (next_random() % BLOCK_SIZE < per_64k)
			world->members[world->count++] = (uint16_t)i;
}

static void add_bit(uint64_t bits[BLOCK_WORDS], unsigned number)
{
	bits[number / 64] |= UINT64_C(1) << number % 64;
}

/* Reads LEN bytes in memory of just their size, at an odd address. */
static bool read_exact(struct world *world, const char *bytes, size_t len, size_t *count)
{
	char *exact = malloc(len + 1);
	bool is_read, is_or;

	memcpy(exact + 1, bytes, len);
	*count = 0;
	is_read = packed_read(exact + 1, len, world->read, count);
	is_or = packed_or(exact + 1, len, world->bits);
	assert_true(is_read == is_or);
	assert_true(packed_count(exact + 1, len) <= BLOCK_SIZE);
	if (is_read) {
		assert_int_equal(packed_count(exact + 1, len), *count);
		assert_in_range(*count, 1, BLOCK_SIZE);
	}
	for (size_t i = 1; is_read && i < *count; i++)
		assert_true(world->read[i - 1] < world->read[i]);
	free(exact);
	return is_read;
}

/* The members are the same after packing, and or-ed into whatever was there. At most MAX bytes. */
static void check_members(struct world *world, size_t max)
{
	size_t count;

	strbuf_clear(&world->bytes);
	packed_write(&world->bytes, world->members, world->count);
	assert_in_range(world->bytes.len, 1, max);
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		world->bits[i] = world->before[i] =
			(uint64_t)next_random() << 40 & (uint64_t)next_random() << 13;
	for (size_t i = 0; i < world->count; i++)
		add_bit(world->before, world->members[i]);
	assert_true(read_exact(world, world->bytes.text, world->bytes.len, &count));
	assert_int_equal(count, world->count);
	assert_memory_equal(world->read, world->members, count * sizeof *world->read);
	assert_memory_equal(world->bits, world->before, sizeof world->bits);
}

/* What was written comes behind what the buffer already held. */
static void it_is_added(void **state)
{
	static const uint16_t members[] = { 1, 2, 300 };
	struct strbuf bytes = STRBUF_INIT;

	(void)state;
	strbuf_puts(&bytes, "ab");
	packed_write(&bytes, members, 3);
	assert_memory_equal(bytes.text, "ab", 2);
	assert_int_equal(packed_count(bytes.text + 2, bytes.len - 2), 3);
	strbuf_release(&bytes);
}

static void single_members(void **state)
{
	static const uint16_t numbers[] = { 0, 1, 63, 64, 127, 128, 255, 256, 16383, 16384, 65535 };
	struct world *world = *state;

	world->count = 1;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		world->members[0] = numbers[i];
		check_members(world, numbers[i] < 128 ? 2 : 3);
	}
}

static void whole_blocks(void **state)
{
	struct world *world = *state;

	fill(world, 0, BLOCK_SIZE, BLOCK_SIZE);
	check_members(world, 1);
	fill(world, 1, BLOCK_SIZE, BLOCK_SIZE);
	check_members(world, 3);
	fill(world, 0, BLOCK_SIZE - 1, BLOCK_SIZE);
	check_members(world, 3);
}

/* A block that has just begun, and a part in its middle, are no longer than their postings. */
static void parts_of_a_block(void **state)
{
	struct world *world = *state;

	fill(world, 0, 5000, BLOCK_SIZE / 2);
	check_members(world, 3 + 8 * (5000 / 64 + 1));
	fill(world, 30000, 35000, BLOCK_SIZE / 2);
	check_members(world, 3 + 8 * (5000 / 64 + 2));
	fill(world, 30000, 35000, BLOCK_SIZE);
	check_members(world, 3 + 8 * (5000 / 64 + 2));
	fill(world, 40000, 40040, BLOCK_SIZE);
	check_members(world, 3 + 8 * 2);
}

static void counts_around_the_limits(void **state)
{
	static const size_t counts[] = { 1, 2, 63, 64, 65, 66, 4095, 4096, 4097, 8191, 8192, 8193,
					 32768, 61439, 61440, 61441, 65534, 65535 };
	struct world *world = *state;

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		size_t count = counts[i];

		for (size_t j = 0; j < count; j++)
			world->members[j] = (uint16_t)(j * BLOCK_SIZE / count);
		world->count = count;
		check_members(world, count <= 4096 ? 1 + 2 * count : 3 + BLOCK_SIZE / 8);
	}
}

static void random_members(void **state)
{
	static const unsigned densities[] = { 3, 30, 64, 300, 2000, 4000, 4096, 4200, 30000, 61000,
					      61440, 62000, 65000, 65500, 65530, 65535 };
	struct world *world = *state;

	for (size_t i = 0; i < 4 * sizeof densities / sizeof densities[0]; i++) {
		fill(world, 0, BLOCK_SIZE, densities[i / 4]);
		if (world->count > 0)
			check_members(world, 3 + BLOCK_SIZE / 8);
	}
}

static void what_is_no_packed_set(void **state)
{
	static const struct { const char *bytes; size_t len; } rows[] = {
		{ "", 0 },
		{ "\x04", 1 }, { "\xff\1\0", 3 },                      /* no form */
		{ "\0\1", 2 },                                         /* half a number */
		{ "\0\5\0\4\0", 5 }, { "\0\5\0\5\0", 5 },              /* not rising */
		{ "\1", 1 }, { "\1\0\0", 3 },                          /* no words */
		{ "\1\0\0\1\1\1\1\1\1\1", 10 },                        /* not a whole one */
		{ "\1\0\4\1\1\1\1\1\1\1\1", 11 },                      /* beyond the block */
		{ "\1\xff\xff\1\1\1\1\1\1\1\1", 11 },
		{ "\1\0\0\0\0\0\0\0\0\0\0", 11 },                      /* an empty one */
		{ "\1\xff\3\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1\1", 19 },
		{ "\2", 1 }, { "\2\1", 2 }, { "\2\5\0\4\0", 5 }, { "\2\5\0\5\0", 5 },
		{ "\3", 1 }, { "\3\x80", 2 },                          /* unfinished */
		{ "\3\x80\x80\x80\1", 5 },                             /* too long */
		{ "\3\x80\x80\4", 4 }, { "\3\xff\xff\3\0", 5 },        /* beyond the block */
	};
	struct world *world = *state;
	size_t count;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_false(read_exact(world, rows[i].bytes, rows[i].len, &count));
}

static void too_many_members(void **state)
{
	struct world *world = *state;
	size_t count;

	for (unsigned form = 0; form < 4; form++) {
		strbuf_clear(&world->bytes);
		strbuf_putc(&world->bytes, (char)form);
		if (form == 3)
			strbuf_repeat(&world->bytes, "\1", 1000);
		else if (form == 1)
			for (unsigned i = 0; i < 2 + 8 * (BLOCK_WORDS + 1); i++)
				strbuf_putc(&world->bytes, i < 2 ? '\0' : '\1');
		else
			for (unsigned i = 0; i < 5000; i++) {
				strbuf_putc(&world->bytes, (char)(i & 0xFF));
				strbuf_putc(&world->bytes, (char)(i >> 8));
			}
		assert_false(read_exact(world, world->bytes.text, world->bytes.len, &count));
	}
}

/* Cuts, and changes of a bit, of some sets of each form. */
static void damaged_bytes(void **state)
{
	static const unsigned densities[] = { 30, 300, 30000, 65300 };
	struct world *world = *state;
	size_t count;

	for (size_t i = 0; i < sizeof densities / sizeof densities[0]; i++) {
		fill(world, 100, i == 3 ? BLOCK_SIZE : 6000, densities[i]);
		if (world->count == 0)
			world->members[world->count++] = 4711;
		strbuf_clear(&world->bytes);
		packed_write(&world->bytes, world->members, world->count);
		for (size_t len = 0; len < world->bytes.len; len += 1 + len / 40)
			read_exact(world, world->bytes.text, len, &count);
		for (size_t bit = 0; bit < 8 * world->bytes.len; bit += 1 + bit / 40) {
			char *at = &world->bytes.text[bit / 8];

			*at = (char)(*at ^ 1 << bit % 8);
			read_exact(world, world->bytes.text, world->bytes.len, &count);
			*at = (char)(*at ^ 1 << bit % 8);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_added),
		cmocka_unit_test_setup_teardown(single_members, set_up, tear_down),
		cmocka_unit_test_setup_teardown(whole_blocks, set_up, tear_down),
		cmocka_unit_test_setup_teardown(parts_of_a_block, set_up, tear_down),
		cmocka_unit_test_setup_teardown(counts_around_the_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(random_members, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_packed_set, set_up, tear_down),
		cmocka_unit_test_setup_teardown(too_many_members, set_up, tear_down),
		cmocka_unit_test_setup_teardown(damaged_bytes, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Columns and their pieces. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "index/column.h"
#include "util/alloc.h"

#define COUNT(array) (sizeof (array) / sizeof (array)[0])

static uint64_t seed;

static uint32_t draw(uint32_t limit)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % limit);
}

/* Reads from memory of exactly the size, so that a sanitizer sees a byte too many. */
static bool read_numbers(struct number_column *column, uint32_t first, const char *bytes,
			 size_t len)
{
	char *exact = xrealloc(NULL, len, 1);
	bool is_good;

	if (len > 0)
		memcpy(exact, bytes, len);
	is_good = number_column_read(column, first, exact, len);
	free(exact);
	return is_good;
}

static bool read_names(struct name_column *column, uint32_t first, const char *bytes, size_t len)
{
	char *exact = xrealloc(NULL, len, 1);
	bool is_good;

	if (len > 0)
		memcpy(exact, bytes, len);
	is_good = name_column_read(column, first, exact, len);
	free(exact);
	return is_good;
}

/* -- numbers */

static void an_empty_number_column_knows_nothing(void **state)
{
	struct number_column column = { .values = NULL };
	struct strbuf piece = STRBUF_INIT;
	struct bitset set;

	(void)state;
	bitset_init(&set, 10);
	number_columns_meet(&column, &column, INT64_MIN, INT64_MAX, &set);
	assert_int_equal(bitset_count(&set), 0);
	number_column_write(&column, 0, 0, &piece);
	assert_true(read_numbers(&column, 0, piece.text, piece.len));
	assert_int_equal(column.count, 0);
	strbuf_clear(&piece);
	number_column_write(&column, 5, 70, &piece);
	assert_true(read_numbers(&column, 5, piece.text, piece.len));
	assert_int_equal(column.count, 70);
	for (size_t i = 0; i < column.count; i++)
		assert_true(column.values[i] == NUMBER_NONE);
	number_columns_meet(&column, &column, INT64_MIN, INT64_MAX, &set);
	assert_int_equal(bitset_count(&set), 0);
	number_column_release(&column);
	number_column_release(&column);
	strbuf_release(&piece);
	bitset_release(&set);
}

static void growing_never_forgets(void **state)
{
	struct number_column column = { .values = NULL };

	(void)state;
	number_column_set(&column, 3, -7);
	assert_int_equal(column.count, 4);
	number_column_grow(&column, 1000);
	number_column_grow(&column, 10);
	assert_int_equal(column.count, 1000);
	for (size_t i = 0; i < 1000; i++)
		assert_true(column.values[i] == (i == 3 ? -7 : NUMBER_NONE));
	number_column_release(&column);
}

/* Writes the numbers at FIRST, reads them into a column with others, and says how many bytes that
 * took. */
static size_t round_trip(const int64_t *values, size_t count, uint32_t first)
{
	struct number_column from = { .values = NULL }, to = { .values = NULL };
	struct strbuf piece = STRBUF_INIT;
	size_t len;

	for (size_t i = 0; i < count; i++)
		number_column_set(&from, first + (uint32_t)i, values[i]);
	number_column_set(&from, first + (uint32_t)count, 99);
	strbuf_puts(&piece, "before");
	number_column_write(&from, first, first + (uint32_t)count, &piece);
	len = piece.len - 6;
	number_column_set(&to, 0, 5);
	if (count > 0)
		number_column_set(&to, first + (uint32_t)count - 1, 6);
	assert_true(read_numbers(&to, first, piece.text + 6, len));
	if (first > 0)
		assert_true(to.values[0] == 5);
	for (size_t i = 0; i < count; i++)
		assert_true(to.values[first + i] == values[i]);
	for (size_t i = 0; i < len; i++)
		assert_false(read_numbers(&to, first, piece.text + 6, i));
	strbuf_putc(&piece, '\0');
	assert_false(read_numbers(&to, first, piece.text + 6, len + 1));
	number_column_release(&from);
	number_column_release(&to);
	strbuf_release(&piece);
	return len;
}

static void numbers_take_few_bytes(void **state)
{
	const int64_t same[] = { 7, 7, 7, 7 };
	const int64_t unknown[] = { NUMBER_NONE, NUMBER_NONE };
	const int64_t one[] = { -100, 154, NUMBER_NONE, 0 };
	const int64_t two[] = { -100, 155, NUMBER_NONE, 0 };
	const int64_t two_more[] = { 1000, 66534, 1000, NUMBER_NONE };
	const int64_t four[] = { 1000, 66535, 1000, NUMBER_NONE };
	const int64_t four_more[] = { 0, UINT32_MAX - INT64_C(1) };
	const int64_t eight[] = { 0, UINT32_MAX };
	const int64_t wide[] = { INT64_MAX, INT64_MIN + 1, NUMBER_NONE, 0, -1 };

	(void)state;
	assert_int_equal(round_trip(same, 0, 0), 13);
	assert_int_equal(round_trip(same, COUNT(same), 0), 13);
	assert_int_equal(round_trip(unknown, COUNT(unknown), 1), 13);
	assert_int_equal(round_trip(one, COUNT(one), 70000), 13 + 4);
	assert_int_equal(round_trip(two, COUNT(two), 0), 13 + 8);
	assert_int_equal(round_trip(two_more, COUNT(two_more), 9), 13 + 8);
	assert_int_equal(round_trip(four, COUNT(four), 0), 13 + 16);
	assert_int_equal(round_trip(four_more, COUNT(four_more), 0), 13 + 8);
	assert_int_equal(round_trip(eight, COUNT(eight), 0), 13 + 16);
	assert_int_equal(round_trip(wide, COUNT(wide), 3), 13 + 40);
}

static void random_numbers_are_read_as_written(void **state)
{
	static const uint32_t ranges[] = { 1, 200, 254, 255, 256, 60000, 65535, 70000, 1u << 30 };
	int64_t values[300];

	(void)state;
	seed = 1;
	for (size_t round = 0; round < 200; round++) {
		size_t count = draw(300);
		uint32_t range = ranges[draw(COUNT(ranges))], unknown = draw(4);

		for (size_t i = 0; i < count; i++)
			values[i] = draw(4) < unknown ? NUMBER_NONE : (int64_t)draw(range) - 500;
		round_trip(values, count, draw(100));
	}
}

static void damaged_number_pieces_are_refused(void **state)
{
	static const unsigned char head[13] = { 1, 1, 0, 0, 0 };
	unsigned char piece[14] = { 0 };
	struct number_column column = { .values = NULL };

	(void)state;
	memcpy(piece, head, sizeof head);
	assert_true(read_numbers(&column, UINT16_MAX, (const char *)piece, 14));
	assert_false(read_numbers(&column, UINT32_MAX, (const char *)piece, 14));
	for (unsigned width = 0; width < 256; width++) {
		piece[0] = (unsigned char)width;
		assert_int_equal(read_numbers(&column, 0, (const char *)piece, 14), width == 1);
		assert_int_equal(read_numbers(&column, 0, (const char *)piece, 13), width == 0);
	}
	piece[0] = 0;
	piece[1] = 0;
	piece[3] = 1;
	assert_true(read_numbers(&column, 0, (const char *)piece, 13));
	piece[1] = 1;
	assert_false(read_numbers(&column, 0, (const char *)piece, 13));
	number_column_release(&column);
}

static bool model_meets(int64_t low, int64_t high, int64_t min, int64_t max)
{
	if (low == NUMBER_NONE && high == NUMBER_NONE)
		return false;
	if (low == NUMBER_NONE)
		low = high;
	if (high == NUMBER_NONE)
		high = low;
	return low <= max && high >= min;
}

static int64_t draw_number(void)
{
	static const int64_t ends[] = { INT64_MIN, INT64_MIN, INT64_MIN + 1, INT64_MAX, -1, 0 };

	return draw(3) == 0 ? ends[draw(COUNT(ends))] : (int64_t)draw(40) - 20;
}

static void ranges_meet_as_the_model_says(void **state)
{
	(void)state;
	seed = 2;
	for (size_t round = 0; round < 300; round++) {
		struct number_column low = { .values = NULL }, high = { .values = NULL };
		const struct number_column *second = draw(4) == 0 ? &low : &high;
		int64_t min = draw_number(), max = draw_number();
		struct bitset set;

		for (uint32_t i = draw(300); i-- > 0;)
			number_column_set(&low, i, draw_number());
		for (uint32_t i = draw(300); i-- > 0;)
			number_column_set(&high, i, draw_number());
		bitset_init(&set, 400);
		bitset_add(&set, 350);
		number_columns_meet(&low, second, min, max, &set);
		for (uint32_t i = 0; i < 400; i++) {
			int64_t from = i < low.count ? low.values[i] : NUMBER_NONE;
			int64_t to = i < second->count ? second->values[i] : NUMBER_NONE;

			assert_int_equal(bitset_has(&set, i),
					 i == 350 || model_meets(from, to, min, max));
		}
		number_column_release(&low);
		number_column_release(&high);
		bitset_release(&set);
	}
}

/* A set may have less room than the columns. */
static void what_has_no_room_is_no_member(void **state)
{
	struct number_column column = { .values = NULL };
	struct bitset set;

	(void)state;
	number_column_set(&column, BLOCK_SIZE - 1, 1);
	number_column_set(&column, BLOCK_SIZE, 1);
	number_column_set(&column, BLOCK_SIZE + 100, 1);
	bitset_init(&set, 1);
	number_columns_meet(&column, &column, 1, 1, &set);
	assert_int_equal(bitset_count(&set), 1);
	assert_true(bitset_has(&set, BLOCK_SIZE - 1));
	bitset_release(&set);
	number_column_release(&column);
}

/* -- names */

static void an_empty_name_column_knows_nothing(void **state)
{
	struct name_column column = { .starts = NULL };
	struct strbuf piece = STRBUF_INIT;

	(void)state;
	assert_true(name_column_find(&column, "") == UINT32_MAX);
	name_column_write(&column, 0, 0, &piece);
	assert_true(read_names(&column, 0, piece.text, piece.len));
	assert_int_equal(column.count, 0);
	strbuf_clear(&piece);
	name_column_write(&column, 3, 9, &piece);
	assert_true(read_names(&column, 3, piece.text, piece.len));
	assert_int_equal(column.count, 9);
	assert_int_equal(column.name_count, 0);
	name_column_set(&column, 20, NULL, 0);
	assert_int_equal(column.count, 21);
	name_column_release(&column);
	name_column_release(&column);
	strbuf_release(&piece);
}

static void names_have_one_number_each(void **state)
{
	struct name_column column = { .starts = NULL };
	char name[32];

	(void)state;
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 5000; i++) {
			snprintf(name, sizeof name, "%s%u", i % 3 ? "a longer name, " : "", i);
			assert_int_equal(name_column_name(&column, name), i);
			assert_int_equal(name_column_find(&column, name), i);
			assert_string_equal(column.names[i], name);
		}
	assert_int_equal(column.name_count, 5000);
	assert_true(name_column_find(&column, "none of these") == UINT32_MAX);
	assert_int_equal(name_column_name(&column, ""), 5000);
	name_column_release(&column);
}

struct has { uint32_t names[40]; size_t count; };

static void draw_names(struct has *has, uint32_t most, uint32_t kinds)
{
	has->count = 0;
	for (size_t want = draw(most + 1); want > 0; want--) {
		uint32_t name = draw(kinds);
		size_t i = 0;

		while (i < has->count && has->names[i] != name)
			i++;
		has->names[i] = name;
		has->count += i == has->count;
	}
}

static void number_names(struct name_column *column, uint32_t kinds)
{
	char name[32];

	for (uint32_t i = 0; i < kinds; i++) {
		snprintf(name, sizeof name, "name %u", i);
		name_column_name(column, name);
	}
}

static void check_names(const struct name_column *column, size_t number, const struct has *has,
			const struct name_column *names)
{
	assert_int_equal(column->counts[number], has->count);
	for (size_t i = 0; i < has->count; i++)
		assert_string_equal(column->names[column->values[column->starts[number] + i]],
				    names->names[has->names[i]]);
}

static void postings_have_what_was_set_last(void **state)
{
	static struct has model[200];
	struct name_column column = { .starts = NULL };

	(void)state;
	seed = 3;
	number_names(&column, 50);
	memset(model, 0, sizeof model);
	name_column_grow(&column, COUNT(model));
	for (size_t round = 0; round < 20000; round++) {
		uint32_t number = draw(COUNT(model));

		draw_names(&model[number], draw(40), 50);
		name_column_set(&column, number, model[number].names, model[number].count);
		assert_true(column.value_count <= column.value_cap);
	}
	for (size_t i = 0; i < COUNT(model); i++)
		check_names(&column, i, &model[i], &column);
	assert_true(column.value_cap < 20 * COUNT(model) * 3);
	name_column_release(&column);
}

/* One piece of each kind of width, read into a column that numbers its names otherwise. */
static void names_are_read_as_written(void **state)
{
	static const uint32_t kinds[] = { 1, 3, 255, 256, 257, 3000 };
	static struct has model[300];

	(void)state;
	seed = 4;
	for (size_t round = 0; round < 60; round++) {
		struct name_column from = { .starts = NULL }, to = { .starts = NULL };
		struct strbuf piece = STRBUF_INIT;
		uint32_t first = draw(50), limit = first + draw(200);
		uint32_t count = kinds[draw(COUNT(kinds))], most = 1 + draw(39);

		number_names(&from, count);
		for (uint32_t i = 0; i < limit; i++) {
			draw_names(&model[i], most, count);
			name_column_set(&from, i, model[i].names, model[i].count);
		}
		name_column_name(&to, "name 1");
		name_column_name(&to, "another");
		for (uint32_t i = 0; i < 3; i++) {
			strbuf_clear(&piece);
			name_column_write(&from, first, limit, &piece);
			assert_true(read_names(&to, first, piece.text, piece.len));
		}
		for (uint32_t i = first; i < limit; i++)
			check_names(&to, i, &model[i], &from);
		for (uint32_t i = 0; i < first && i < to.count; i++)
			assert_int_equal(to.counts[i], 0);
		name_column_release(&from);
		name_column_release(&to);
		strbuf_release(&piece);
	}
}

static void a_posting_may_have_very_many_names(void **state)
{
	struct name_column from = { .starts = NULL }, to = { .starts = NULL };
	struct strbuf piece = STRBUF_INIT;
	uint32_t *all = xrealloc(NULL, 70000, sizeof *all);

	(void)state;
	number_names(&from, 70000);
	for (uint32_t i = 0; i < 70000; i++)
		all[i] = i;
	name_column_set(&from, 0, all, 65535);
	name_column_set(&from, 1, all + 70000 - 65535, 65535);
	name_column_write(&from, 0, 3, &piece);
	assert_true(read_names(&to, 1, piece.text, piece.len));
	assert_int_equal(to.name_count, 70000);
	assert_int_equal(to.counts[0], 0);
	assert_int_equal(to.counts[1], 65535);
	assert_int_equal(to.counts[2], 65535);
	assert_int_equal(to.counts[3], 0);
	assert_string_equal(to.names[to.values[to.starts[2] + 65534]], "name 69999");
	free(all);
	strbuf_release(&piece);
	name_column_release(&from);
	name_column_release(&to);
}

static void check_bounds(const struct name_column *column)
{
	for (size_t i = 0; i < column->count; i++) {
		assert_true(column->starts[i] + column->counts[i] <= column->value_count);
		for (size_t k = 0; k < column->counts[i]; k++)
			assert_true(column->values[column->starts[i] + k] < column->name_count);
	}
}

static void damaged_name_pieces_stay_in_bounds(void **state)
{
	struct name_column column = { .starts = NULL }, other = { .starts = NULL };
	struct strbuf piece = STRBUF_INIT;

	(void)state;
	seed = 5;
	number_names(&column, 300);
	for (uint32_t i = 0; i < 60; i++) {
		struct has has;

		draw_names(&has, 5, 300);
		name_column_set(&column, i, has.names, has.count);
	}
	name_column_write(&column, 0, 60, &piece);
	for (size_t i = 0; i < piece.len; i++)
		assert_false(read_names(&other, 0, piece.text, i));
	assert_int_equal(other.count, 0);
	assert_false(read_names(&other, UINT32_MAX - 30, piece.text, piece.len));
	for (size_t round = 0; round < 20000; round++) {
		size_t at = draw(draw(2) ? 20 : (uint32_t)piece.len);
		char was = piece.text[at];

		piece.text[at] = (char)(draw(2) ? draw(256) : (uint32_t)was ^ 1u << draw(8));
		if (read_names(&other, draw(1000), piece.text, piece.len) && round % 16 == 0)
			check_bounds(&other);
		piece.text[at] = was;
	}
	check_bounds(&other);
	strbuf_release(&piece);
	name_column_release(&column);
	name_column_release(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_number_column_knows_nothing),
		cmocka_unit_test(growing_never_forgets),
		cmocka_unit_test(numbers_take_few_bytes),
		cmocka_unit_test(random_numbers_are_read_as_written),
		cmocka_unit_test(damaged_number_pieces_are_refused),
		cmocka_unit_test(ranges_meet_as_the_model_says),
		cmocka_unit_test(what_has_no_room_is_no_member),
		cmocka_unit_test(an_empty_name_column_knows_nothing),
		cmocka_unit_test(names_have_one_number_each),
		cmocka_unit_test(postings_have_what_was_set_last),
		cmocka_unit_test(names_are_read_as_written),
		cmocka_unit_test(a_posting_may_have_very_many_names),
		cmocka_unit_test(damaged_name_pieces_stay_in_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

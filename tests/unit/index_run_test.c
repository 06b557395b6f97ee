/* Runs: building, reading, merging, and what is none. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "index/run.h"
#include "util/alloc.h"
#include "index_world.h"

#define FIRST 1000               /* number of the world's first posting */
#define STRIDE 7                 /* from one number to the next */

static uint32_t number_of(size_t posting)
{
	return (uint32_t)(FIRST + STRIDE * posting);
}

/* A run with one posting and one term. */
static void write_one(struct strbuf *out, uint32_t number, const char *term, size_t len)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT;

	terms_add(&terms, term, len);
	run_builder_add(builder, number, &terms);
	run_builder_write(builder, out);
	strbuf_release(&terms);
	run_builder_free(builder);
}

static void add(struct run_builder *builder, uint32_t number, const char *const *words)
{
	struct strbuf terms = STRBUF_INIT;

	for (; *words; words++)
		terms_add(&terms, *words, strlen(*words));
	run_builder_add(builder, number, &terms);
	strbuf_release(&terms);
}

#define WORDS(...) (const char *const[]){ __VA_ARGS__, NULL }
#define NO_WORDS (const char *const[]){ NULL }

/* Says what a run has: "1,5: a=1 b=1,5". */
static void dump(const struct strbuf *bytes, struct strbuf *out)
{
	struct run run;
	struct run_cursor cursor;

	strbuf_clear(out);
	assert_true(run_open(&run, bytes->text, bytes->len));
	for (size_t i = 0; i < run.count; i++)
		strbuf_printf(out, i > 0 ? ",%u" : "%u", (unsigned)run.numbers[i]);
	strbuf_puts(out, ":");
	run_cursor_init(&cursor, &run);
	while (run_cursor_next(&cursor)) {
		strbuf_putc(out, ' ');
		strbuf_add(out, cursor.term, cursor.len);
		for (size_t i = 0; i < cursor.count; i++)
			strbuf_printf(out, i > 0 ? ",%u" : "=%u",
				      (unsigned)run.numbers[cursor.places[i]]);
	}
	assert_false(cursor.is_bad);
	assert_false(run_cursor_next(&cursor));
	run_cursor_release(&cursor);
	run_release(&run);
}

static void check(const struct strbuf *bytes, const char *expected)
{
	struct strbuf text = STRBUF_INIT;

	dump(bytes, &text);
	assert_string_equal(text.text, expected);
	strbuf_release(&text);
}

/* Reads bytes to their end; false where they are no run. */
static bool is_run(const void *bytes, size_t len)
{
	struct run run;
	struct run_cursor cursor;
	bool is_good;

	if (!run_open(&run, bytes, len))
		return false;
	run_cursor_init(&cursor, &run);
	while (run_cursor_next(&cursor)) {
		assert_true(cursor.len > 0 && cursor.len <= TERM_MAX);
		assert_true(cursor.count > 0 && cursor.count <= run.count);
		assert_true(cursor.places[cursor.count - 1] < run.count);
	}
	is_good = !cursor.is_bad;
	run_cursor_release(&cursor);
	run_release(&run);
	return is_good;
}

/* -- lists of terms */

static void an_empty_list_has_no_terms(void **state)
{
	struct strbuf terms = STRBUF_INIT;
	const char *term;
	size_t at = 0, len;

	(void)state;
	assert_false(terms_next(&terms, &at, &term, &len));
	strbuf_release(&terms);
}

static void terms_are_read_as_they_were_added(void **state)
{
	static const size_t lens[] = { 1, 2, 127, 128, 129, TERM_MAX - 1, TERM_MAX };
	struct strbuf terms = STRBUF_INIT;
	char text[TERM_MAX];
	const char *term;
	size_t at = 0, len;

	(void)state;
	memset(text, 0, sizeof text);
	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++)
		terms_add(&terms, text, lens[i]);
	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
		assert_true(terms_next(&terms, &at, &term, &len));
		assert_int_equal(len, lens[i]);
		assert_memory_equal(term, text, len);
	}
	assert_false(terms_next(&terms, &at, &term, &len));
	strbuf_release(&terms);
}

static void a_damaged_list_ends(void **state)
{
	static const struct { const char *bytes; size_t len; } rows[] = {
		{ "\0", 1 }, { "\x02w", 2 }, { "\x80", 1 }, { "\x81\x08w", 3 },
		{ "\xff\xff\xff\xff\xff", 5 }, { "\xff\xff\xff\xff\x7f", 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf terms = STRBUF_INIT;
		const char *term;
		size_t at = 0, len;

		strbuf_add(&terms, rows[i].bytes, rows[i].len);
		assert_false(terms_next(&terms, &at, &term, &len));
		strbuf_release(&terms);
	}
}

/* -- building */

static void nothing_is_written_of_nothing(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT;

	(void)state;
	run_builder_write(builder, &out);
	assert_int_equal(out.len, 0);
	add(builder, 1, WORDS("wa"));
	run_builder_cut(builder, 0);
	assert_int_equal(run_builder_count(builder), 0);
	assert_int_equal(run_builder_bytes(builder), 0);
	run_builder_write(builder, &out);
	assert_int_equal(out.len, 0);
	strbuf_release(&out);
	run_builder_free(builder);
	run_builder_free(NULL);
}

static void a_posting_may_have_no_terms(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT;

	(void)state;
	add(builder, 5, NO_WORDS);
	run_builder_write(builder, &out);
	check(&out, "5:");
	strbuf_clear(&out);
	add(builder, 5, NO_WORDS);
	add(builder, 4294967294, NO_WORDS);
	add(builder, 0, WORDS("wa"));
	run_builder_write(builder, &out);
	check(&out, "0,5,4294967294: wa=0");
	strbuf_release(&out);
	run_builder_free(builder);
}

static void a_run_is_appended(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT, text = STRBUF_INIT;

	(void)state;
	strbuf_puts(&out, "before");
	add(builder, 3, WORDS("wb", "wab", "wa", "fx"));
	add(builder, 4, WORDS("wa"));
	run_builder_write(builder, &out);
	assert_int_equal(run_builder_count(builder), 0);
	assert_memory_equal(out.text, "before", 6);
	strbuf_remove(&out, 0, 6);
	check(&out, "3,4: fx=3 wa=3,4 wab=3 wb=3");
	strbuf_release(&text);
	strbuf_release(&out);
	run_builder_free(builder);
}

static void the_same_posting_replaces(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT;

	(void)state;
	add(builder, 9, WORDS("wa", "wb"));
	add(builder, 3, NO_WORDS);
	add(builder, 3, WORDS("wc"));
	add(builder, 9, WORDS("wb", "wd"));
	add(builder, 1, WORDS("wc"));
	add(builder, 1, NO_WORDS);
	assert_int_equal(run_builder_count(builder), 6);
	run_builder_write(builder, &out);
	check(&out, "1,3,9: wb=9 wc=3 wd=9");
	strbuf_release(&out);
	run_builder_free(builder);
}

static void a_cut_brings_back_what_was_replaced(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT;
	size_t bytes;

	(void)state;
	add(builder, 9, WORDS("wa", "wb"));
	bytes = run_builder_bytes(builder);
	add(builder, 9, WORDS("wc"));
	add(builder, 10, WORDS("wd"));
	run_builder_cut(builder, 7);
	assert_int_equal(run_builder_count(builder), 3);
	run_builder_cut(builder, 1);
	assert_int_equal(run_builder_bytes(builder), bytes);
	add(builder, 8, WORDS("we"));
	run_builder_write(builder, &out);
	check(&out, "8,9: wa=9 wb=9 we=8");
	strbuf_release(&out);
	run_builder_free(builder);
}

static void a_term_twice_counts_once(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT;

	(void)state;
	add(builder, 2, WORDS("wb", "wa", "wb", "wb"));
	add(builder, 3, WORDS("wb", "wb"));
	run_builder_write(builder, &out);
	check(&out, "2,3: wa=2 wb=2,3");
	strbuf_release(&out);
	run_builder_free(builder);
}

/* Terms that share eight bytes and more, or are the beginning of another one. */
static void terms_are_in_the_order_of_their_bytes(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT;

	(void)state;
	add(builder, 1, WORDS("winternational", "winterna", "winternal", "wi", "winterne", "w",
			      "winternationally", "w\xff", "winternat", "winter", "w\x01"));
	run_builder_write(builder, &out);
	check(&out, "1: w=1 w\x01=1 wi=1 winter=1 winterna=1 winternal=1 winternat=1"
	      " winternational=1 winternationally=1 winterne=1 w\xff=1");
	strbuf_release(&out);
	run_builder_free(builder);
}

/* -- against the model */

static void check_world(const struct world *world, const struct strbuf *bytes)
{
	struct run run;
	struct run_cursor cursor;
	size_t posting = 0, count;

	assert_true(run_open(&run, bytes->text, bytes->len));
	for (size_t i = 0; i < world->posting_count; i++)
		if (world->is_there[i])
			assert_int_equal(run.numbers[posting++], number_of(i));
	assert_int_equal(run.count, posting);
	run_cursor_init(&cursor, &run);
	for (size_t term = 0; term < world->term_count; term++) {
		if (!world_has_any(world, term))
			continue;
		assert_true(run_cursor_next(&cursor));
		assert_int_equal(cursor.len, world->terms[term].len);
		assert_memory_equal(cursor.term, world->terms[term].bytes, cursor.len);
		count = 0;
		for (size_t i = 0; i < world->posting_count; i++)
			if (world_has(world, i, term)) {
				assert_true(count < cursor.count);
				assert_int_equal(run.numbers[cursor.places[count++]],
						 number_of(i));
			}
		assert_int_equal(count, cursor.count);
	}
	assert_false(run_cursor_next(&cursor));
	assert_false(cursor.is_bad);
	run_cursor_release(&cursor);
	run_release(&run);
}

/* Adds postings at random, many of them again; cuts back once in a while. */
static void add_at_random(struct world *world, struct world *before, struct run_builder *builder,
			  size_t times, size_t sparseness)
{
	struct strbuf terms = STRBUF_INIT;
	size_t cut = run_builder_count(builder);

	world_copy(before, world);
	for (size_t i = 0; i < times; i++) {
		size_t choice = world_pick(world, 12), posting;

		if (choice == 0) {
			run_builder_cut(builder, cut);
			world_copy(world, before);
		} else if (choice == 1) {
			cut = run_builder_count(builder);
			world_copy(before, world);
		}
		posting = world_pick(world, world->posting_count);
		world_draw(world, posting, sparseness, &terms);
		run_builder_add(builder, number_of(posting), &terms);
	}
	strbuf_release(&terms);
}

static const struct size { size_t terms, postings, adds, sparseness; } sizes[] = {
	{ 1, 1, 1, 1 }, { 5, 1, 3, 2 }, { 40, 9, 6, 3 }, { 300, 30, 60, 4 }, { 900, 120, 150, 60 },
	{ 200, 700, 900, 150 }, { 3000, 40, 60, 8 },
};

#define SIZES (sizeof sizes / sizeof *sizes)

static void random_runs_are_as_the_model_says(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		struct run_builder *builder = run_builder_new();
		struct world world, before;

		world_init(&world, 11 + i, sizes[i].terms, sizes[i].postings);
		world_init(&before, 11 + i, sizes[i].terms, sizes[i].postings);
		for (size_t round = 0; round < 3; round++) {
			world_clear(&world);
			strbuf_clear(&out);
			add_at_random(&world, &before, builder, sizes[i].adds,
				      sizes[i].sparseness);
			run_builder_write(builder, &out);
			check_world(&world, &out);
		}
		world_release(&before);
		world_release(&world);
		run_builder_free(builder);
	}
	strbuf_release(&out);
}

/* Postings come in two runs. */
static void random_runs_are_merged(void **state)
{
	struct strbuf runs[2] = { STRBUF_INIT, STRBUF_INIT }, out = STRBUF_INIT;
	struct strbuf terms = STRBUF_INIT;

	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		struct run_builder *builder = run_builder_new();
		struct world world;

		world_init(&world, 77 + i, sizes[i].terms, sizes[i].postings);
		for (size_t which = 0; which < 2; which++) {
			strbuf_clear(&runs[which]);
			for (size_t k = 0; k <= sizes[i].adds / 2; k++) {
				size_t posting = world_pick(&world, world.posting_count);

				world_draw(&world, posting, sizes[i].sparseness, &terms);
				run_builder_add(builder, number_of(posting), &terms);
			}
			run_builder_write(builder, &runs[which]);
		}
		strbuf_clear(&out);
		assert_true(run_merge(runs[0].text, runs[0].len, runs[1].text, runs[1].len, &out));
		check_world(&world, &out);
		world_release(&world);
		run_builder_free(builder);
	}
	strbuf_release(&terms);
	strbuf_release(&out);
	strbuf_release(&runs[0]);
	strbuf_release(&runs[1]);
}

/* -- merging */

static void a_run_from_zero_is_moved(void **state)
{
	struct strbuf from_zero = STRBUF_INIT, elsewhere = STRBUF_INIT, moved = STRBUF_INIT;
	struct run_builder *builder = run_builder_new();

	(void)state;
	assert_false(run_move("", 0, 1, &moved));
	for (uint32_t first = 0; first <= 70000; first += 70000) {
		add(builder, first, WORDS("a", "b"));
		add(builder, first + 1, NO_WORDS);
		add(builder, first + 2, WORDS("b"));
		run_builder_write(builder, first == 0 ? &from_zero : &elsewhere);
	}
	assert_true(run_move(from_zero.text, from_zero.len, 70000, &moved));
	assert_int_equal(moved.len, elsewhere.len);
	assert_memory_equal(moved.text, elsewhere.text, moved.len);
	/* One that begins elsewhere, one that has no room above, and less than a head. */
	assert_false(run_move(elsewhere.text, elsewhere.len, 0, &moved));
	assert_false(run_move(from_zero.text, from_zero.len, UINT32_MAX - 2, &moved));
	for (size_t len = 0; len < 9; len++)
		assert_false(run_move(from_zero.text, len, 1, &moved));
	assert_int_equal(moved.len, elsewhere.len);
	run_builder_free(builder);
	strbuf_release(&from_zero);
	strbuf_release(&elsewhere);
	strbuf_release(&moved);
}

static void a_newer_run_holds(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf older = STRBUF_INIT, newer = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	add(builder, 1, WORDS("wa", "wb"));
	add(builder, 5, WORDS("wa", "wc"));
	run_builder_write(builder, &older);
	add(builder, 3, WORDS("wa", "wd"));
	add(builder, 5, WORDS("wb"));
	run_builder_write(builder, &newer);
	assert_true(run_merge(older.text, older.len, newer.text, newer.len, &out));
	check(&out, "1,3,5: wa=1,3 wb=1,5 wd=3");
	strbuf_clear(&out);
	assert_true(run_merge(newer.text, newer.len, older.text, older.len, &out));
	check(&out, "1,3,5: wa=1,3,5 wb=1 wc=5 wd=3");
	strbuf_release(&older);
	strbuf_release(&newer);
	strbuf_release(&out);
	run_builder_free(builder);
}

static void what_is_no_run_is_not_merged(void **state)
{
	struct strbuf good = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	write_one(&good, 7, "wa", 2);
	strbuf_puts(&out, "before");
	assert_false(run_merge(good.text, good.len, "x", 1, &out));
	assert_false(run_merge("", 0, good.text, good.len, &out));
	assert_false(run_merge(good.text, good.len, good.text, good.len - 1, &out));
	assert_string_equal(out.text, "before");
	strbuf_release(&good);
	strbuf_release(&out);
}

/* -- what is no run */

static void what_is_no_run_is_refused(void **state)
{
	/* The form, four bytes of how many terms, how many postings, their numbers, the terms. */
	static const struct { const char *bytes; size_t len; bool is_good; } rows[] = {
		{ "", 0, false },
		{ "x", 1, false },
		{ "r\0\0\0\0", 5, false },
		{ "r\0\0\0\0\0", 6, false },
		{ "r\0\0\0\0\1", 6, false },
		{ "r\0\0\0\0\1\5", 7, true },
		{ "r\0\0\0\0\1\5\0", 8, false },
		{ "r\0\0\0\0\2\5\0", 8, true },
		{ "r\0\0\0\0\1\xfe\xff\xff\xff\x0f", 11, true },
		{ "r\0\0\0\0\1\xff\xff\xff\xff\x0f", 11, false },
		{ "r\0\0\0\0\2\xfe\xff\xff\xff\x0f\0", 12, false },
		{ "r\0\0\0\0\1\xff\xff\xff\xff\x1f", 11, false },
		{ "r\xff\xff\xff\xff\1\5", 7, false },
		{ "r\1\0\0\0\1\5\x02wa\1", 11, true },
		{ "r\1\0\0\0\1\5\x02wa\3", 11, false },           /* one that is not there */
		{ "r\1\0\0\0\1\5\x02wa\2\0", 12, true },
		{ "r\1\0\0\0\1\5\x02wa\0\1", 12, true },
		{ "r\2\0\0\0\1\5\x02wa\0\1", 12, false },
		{ "r\0\0\0\0\1\5\x02wa\0\1", 12, false },
		{ "r\1\0\0\0\1\5\x02wa\0\0", 12, false },        /* no posting */
		{ "r\1\0\0\0\1\5\x02wa\0\2", 12, false },
		{ "r\1\0\0\0\1\5\x02wa\2\1", 12, false },
		{ "r\1\0\0\0\1\5\x02wa\4\0\0", 13, false },
		{ "r\1\0\0\0\2\5\0\x02wa\4\0\0", 14, true },
		{ "r\1\0\0\0\2\5\0\x02wa\4\0\1", 14, false },
		{ "r\1\0\0\0\1\5\x12wa\1", 11, false },          /* shares with none */
		{ "r\1\0\0\0\1\5\x00\1\0\0", 11, false },        /* an empty term */
		{ "r\2\0\0\0\1\5\x02wa\1\x11" "b\1", 14, true },
		{ "r\2\0\0\0\1\5\x02wa\1\x11" "a\1", 14, false }, /* the same again */
		{ "r\2\0\0\0\1\5\x02wb\1\x11" "a\1", 14, false }, /* not in order */
		{ "r\2\0\0\0\1\5\x02wa\1\x20\1\1", 14, false },
		{ "r\1\0\0\0\1\5\x0f\xff\xff\3wa\1", 14, false }, /* far too long */
		{ "r\1\0\0\0\1\5\x02wa\x81\0", 12, true },
		{ "r\1\0\0\0\1\5\x02wa\2\xff\xff\xff\xff\xff\xff", 17, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(is_run(rows[i].bytes, rows[i].len), rows[i].is_good);
}

/* Bytes of a size of their own, where a sanitizer sees one too many read. */
static bool is_run_exactly(const char *bytes, size_t len)
{
	char *copy = xmalloc(len);
	bool is_good;

	memcpy(copy, bytes, len);
	is_good = is_run(copy, len);
	free(copy);
	return is_good;
}

static void a_damaged_run_is_read_in_bounds(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf out = STRBUF_INIT, terms = STRBUF_INIT;
	struct world world;

	(void)state;
	world_init(&world, 5, 60, 20);
	for (size_t i = 0; i < world.posting_count; i++) {
		world_draw(&world, i, 6, &terms);
		run_builder_add(builder, number_of(i), &terms);
	}
	run_builder_write(builder, &out);
	assert_true(is_run_exactly(out.text, out.len));
	for (size_t len = 0; len < out.len; len++)
		assert_false(is_run_exactly(out.text, len));
	for (size_t i = 0; i < 4000; i++) {
		size_t at = world_pick(&world, out.len);
		char before = out.text[at];

		out.text[at] = (char)world_pick(&world, 256);
		is_run_exactly(out.text, out.len);
		out.text[at] = before;
	}
	world_release(&world);
	strbuf_release(&terms);
	strbuf_release(&out);
	run_builder_free(builder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_list_has_no_terms),
		cmocka_unit_test(terms_are_read_as_they_were_added),
		cmocka_unit_test(a_damaged_list_ends),
		cmocka_unit_test(nothing_is_written_of_nothing),
		cmocka_unit_test(a_posting_may_have_no_terms),
		cmocka_unit_test(a_run_is_appended),
		cmocka_unit_test(the_same_posting_replaces),
		cmocka_unit_test(a_cut_brings_back_what_was_replaced),
		cmocka_unit_test(a_term_twice_counts_once),
		cmocka_unit_test(terms_are_in_the_order_of_their_bytes),
		cmocka_unit_test(random_runs_are_as_the_model_says),
		cmocka_unit_test(random_runs_are_merged),
		cmocka_unit_test(a_run_from_zero_is_moved),
		cmocka_unit_test(a_newer_run_holds),
		cmocka_unit_test(what_is_no_run_is_not_merged),
		cmocka_unit_test(what_is_no_run_is_refused),
		cmocka_unit_test(a_damaged_run_is_read_in_bounds),
	};

	return cmocka_run_group_tests_name("run", tests, NULL, NULL);
}

/* The tail: taking in runs, replacing postings, and searching. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "index/tail.h"
#include "util/alloc.h"
#include "index_world.h"

#define FIRST 70000              /* number of the world's first posting */
#define STRIDE 3                 /* from one number to the next */
#define ROOM (2 * BLOCK_SIZE)    /* of the sets that are asked for */

static uint32_t number_of(size_t posting)
{
	return (uint32_t)(FIRST + STRIDE * posting);
}

static void add_run(struct tail *tail, uint32_t number, const char *const *words)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT, run = STRBUF_INIT;

	for (; *words; words++)
		terms_add(&terms, *words, strlen(*words));
	run_builder_add(builder, number, &terms);
	run_builder_write(builder, &run);
	assert_true(tail_add(tail, run.text, run.len));
	strbuf_release(&terms);
	strbuf_release(&run);
	run_builder_free(builder);
}

#define WORDS(...) (const char *const[]){ __VA_ARGS__, NULL }

enum asked { TERM, PREFIX, MEMBERS };

/* Checks an answer: "1,5". */
static void check(struct tail *tail, enum asked asked, const char *text, const char *expected)
{
	struct strbuf found = STRBUF_INIT;
	struct bitset set;

	bitset_init(&set, ROOM);
	if (asked == TERM)
		tail_term(tail, text, strlen(text), &set);
	else if (asked == PREFIX)
		tail_prefix(tail, text, strlen(text), &set);
	else
		tail_members(tail, &set);
	for (uint32_t i = bitset_next(&set, 0); i != BITSET_END; i = bitset_next(&set, i + 1))
		strbuf_printf(&found, found.len > 0 ? ",%u" : "%u", (unsigned)i);
	assert_string_equal(found.text, expected);
	strbuf_release(&found);
	bitset_release(&set);
}

static void an_empty_tail_has_nothing(void **state)
{
	struct tail *tail = tail_new();

	(void)state;
	assert_int_equal(tail_count(tail), 0);
	assert_false(tail_has(tail, 0));
	assert_true(tail_bytes(tail) > 0);
	check(tail, TERM, "wa", "");
	check(tail, PREFIX, "wa", "");
	check(tail, PREFIX, "", "");
	check(tail, MEMBERS, NULL, "");
	tail_free(tail);
	tail_free(NULL);
}

static void what_is_no_run_changes_nothing(void **state)
{
	struct tail *tail = tail_new();
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT, run = STRBUF_INIT;
	size_t bytes;

	(void)state;
	add_run(tail, 5, WORDS("wa", "wb"));
	terms_add(&terms, "wa", 2);
	terms_add(&terms, "wc", 2);
	run_builder_add(builder, 5, &terms);
	run_builder_add(builder, 6, &terms);
	run_builder_write(builder, &run);
	bytes = tail_bytes(tail);
	for (size_t len = 0; len < run.len; len++)
		assert_false(tail_add(tail, run.text, len));
	assert_int_equal(tail_bytes(tail), bytes);
	check(tail, PREFIX, "w", "5");
	check(tail, TERM, "wb", "5");
	check(tail, TERM, "wc", "");
	check(tail, MEMBERS, NULL, "5");
	assert_true(tail_add(tail, run.text, run.len));
	check(tail, TERM, "wb", "");
	check(tail, TERM, "wc", "5,6");
	strbuf_release(&terms);
	strbuf_release(&run);
	run_builder_free(builder);
	tail_free(tail);
}

static void a_later_run_replaces(void **state)
{
	struct tail *tail = tail_new();

	(void)state;
	add_run(tail, 7, WORDS("wa", "wab", "f1"));
	add_run(tail, 3, WORDS("wa", "wb"));
	check(tail, TERM, "wa", "3,7");
	check(tail, PREFIX, "wa", "3,7");
	check(tail, PREFIX, "wab", "7");
	add_run(tail, 7, WORDS("wb"));
	assert_int_equal(tail_count(tail), 2);
	check(tail, TERM, "wa", "3");
	check(tail, TERM, "wab", "");
	check(tail, PREFIX, "wab", "");
	check(tail, TERM, "wb", "3,7");
	check(tail, TERM, "f1", "");
	check(tail, MEMBERS, NULL, "3,7");
	add_run(tail, 3, (const char *const[]){ NULL });
	check(tail, PREFIX, "", "7");
	check(tail, MEMBERS, NULL, "3,7");
	assert_true(tail_has(tail, 3));
	assert_false(tail_has(tail, 4));
	assert_false(tail_has(tail, 8));
	tail_free(tail);
}

static void a_number_beyond_the_set_is_left_out(void **state)
{
	struct tail *tail = tail_new();

	(void)state;
	add_run(tail, UINT32_MAX - 1, WORDS("wa"));
	add_run(tail, ROOM, WORDS("wa"));
	add_run(tail, ROOM - 1, WORDS("wa"));
	check(tail, TERM, "wa", "131071");
	check(tail, MEMBERS, NULL, "131071");
	assert_true(tail_has(tail, UINT32_MAX - 1));
	assert_int_equal(tail_count(tail), 3);
	tail_free(tail);
}

/* Terms that share eight bytes and more, or are the beginning of another one. */
static void beginnings_are_of_bytes(void **state)
{
	struct tail *tail = tail_new();

	(void)state;
	add_run(tail, 1, WORDS("winternational", "wi", "w\xff"));
	add_run(tail, 2, WORDS("winternal", "winter", "winternationally"));
	check(tail, PREFIX, "w", "1,2");
	check(tail, PREFIX, "wi", "1,2");
	check(tail, PREFIX, "winterna", "1,2");
	check(tail, PREFIX, "winternal", "2");
	check(tail, PREFIX, "winternat", "1,2");
	check(tail, PREFIX, "winternationall", "2");
	check(tail, PREFIX, "winternationallyx", "");
	check(tail, PREFIX, "wj", "");
	check(tail, PREFIX, "w\xff", "1");
	check(tail, PREFIX, "x", "");
	check(tail, PREFIX, "v", "");
	check(tail, TERM, "winterna", "");
	check(tail, TERM, "winternational", "1");
	tail_free(tail);
}

static void a_tail_stays_small_however_often_it_changes(void **state)
{
	struct tail *tail = tail_new();
	size_t most = 0;

	(void)state;
	for (uint32_t i = 0; i < 8000; i++) {
		char word[] = { 'w', (char)('a' + i % 26), (char)('a' + i / 26 % 26), '\0' };

		add_run(tail, i % 7, WORDS("wa", word));
		if (tail_bytes(tail) > most)
			most = tail_bytes(tail);
	}
	assert_int_equal(tail_count(tail), 7);
	assert_true(most < 200000);
	check(tail, TERM, "wa", "0,1,2,3,4,5,6");
	check(tail, PREFIX, "wl", "6"); /* 7,993 is the oldest that holds */
	check(tail, PREFIX, "wk", "");
	tail_free(tail);
}

/* -- against the model */

static void check_set(const struct world *world, const char *start, size_t len, bool is_whole,
		      const struct bitset *set)
{
	size_t first, limit;
	uint64_t count = 0;

	world_range(world, start, len, is_whole, &first, &limit);
	for (size_t i = 0; i < world->posting_count; i++) {
		bool has = world_has_one(world, i, first, limit);

		assert_int_equal(bitset_has(set, number_of(i)), has);
		count += has;
	}
	assert_int_equal(bitset_count(set), count);
}

static void check_members(const struct world *world, const struct tail *tail,
			  struct bitset *set)
{
	size_t count = 0;

	bitset_clear(set);
	tail_members(tail, set);
	for (size_t i = 0; i < world->posting_count; i++) {
		assert_int_equal(tail_has(tail, number_of(i)), world->is_there[i]);
		assert_int_equal(bitset_has(set, number_of(i)), world->is_there[i]);
		count += world->is_there[i];
	}
	assert_int_equal(tail_count(tail), count);
	assert_int_equal(bitset_count(set), count);
}

static void check_world(struct world *world, struct tail *tail)
{
	struct bitset set;

	bitset_init(&set, ROOM);
	check_members(world, tail, &set);
	for (size_t i = 0; i < world->term_count; i++) {
		const struct world_term *term = &world->terms[i];

		bitset_clear(&set);
		tail_term(tail, term->bytes, term->len, &set);
		check_set(world, term->bytes, term->len, true, &set);
		for (size_t len = 0; len <= term->len && len < 12; len++) {
			if (i > 0 && world_begins(&world->terms[i - 1], term->bytes, len))
				continue;
			bitset_clear(&set);
			tail_prefix(tail, term->bytes, len, &set);
			check_set(world, term->bytes, len, false, &set);
		}
	}
	bitset_release(&set);
}

static void draw_run(struct world *world, struct tail *tail, size_t adds, size_t sparseness)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT, run = STRBUF_INIT;

	for (size_t i = 0; i < adds; i++) {
		size_t posting = world_pick(world, world->posting_count);

		world_draw(world, posting, sparseness, &terms);
		run_builder_add(builder, number_of(posting), &terms);
	}
	run_builder_write(builder, &run);
	assert_true(tail_add(tail, run.text, run.len));
	strbuf_release(&terms);
	strbuf_release(&run);
	run_builder_free(builder);
}

static void random_tails_are_as_the_model_says(void **state)
{
	static const struct { size_t terms, postings, runs, adds, sparseness; } sizes[] = {
		{ 1, 1, 2, 1, 1 }, { 30, 5, 6, 4, 2 }, { 300, 60, 3, 20, 12 },
		{ 300, 40, 90, 5, 20 }, { 150, 800, 5, 400, 60 }, { 60, 300, 800, 8, 9 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct tail *tail = tail_new();
		struct world world;

		world_init(&world, 131 + i, sizes[i].terms, sizes[i].postings);
		for (size_t k = 0; k < sizes[i].runs; k++) {
			draw_run(&world, tail, sizes[i].adds, sizes[i].sparseness);
			if ((k + 1) % (1 + sizes[i].runs / 3) == 0)
				check_world(&world, tail);
		}
		check_world(&world, tail);
		world_release(&world);
		tail_free(tail);
	}
}

/* Bytes are changed one at a time; what is taken in all the same can be searched. */
static void a_damaged_run_is_read_in_bounds(void **state)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT, run = STRBUF_INIT;
	struct tail *tail = tail_new();
	struct world world;
	struct bitset set;

	(void)state;
	bitset_init(&set, ROOM);
	world_init(&world, 9, 60, 20);
	for (size_t i = 0; i < world.posting_count; i++) {
		world_draw(&world, i, 6, &terms);
		run_builder_add(builder, number_of(i), &terms);
	}
	run_builder_write(builder, &run);
	for (size_t i = 0; i < 2000; i++) {
		size_t at = world_pick(&world, run.len);
		char before = run.text[at];

		run.text[at] = (char)world_pick(&world, 256);
		tail_add(tail, run.text, run.len);
		run.text[at] = before;
		tail_prefix(tail, "w", world_pick(&world, 2), &set);
	}
	assert_true(tail_add(tail, run.text, run.len));
	bitset_release(&set);
	world_release(&world);
	strbuf_release(&terms);
	strbuf_release(&run);
	run_builder_free(builder);
	tail_free(tail);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_tail_has_nothing),
		cmocka_unit_test(what_is_no_run_changes_nothing),
		cmocka_unit_test(a_later_run_replaces),
		cmocka_unit_test(a_number_beyond_the_set_is_left_out),
		cmocka_unit_test(beginnings_are_of_bytes),
		cmocka_unit_test(a_tail_stays_small_however_often_it_changes),
		cmocka_unit_test(random_tails_are_as_the_model_says),
		cmocka_unit_test(a_damaged_run_is_read_in_bounds),
	};

	return cmocka_run_group_tests_name("tail", tests, NULL, NULL);
}

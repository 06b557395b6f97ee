/* Segments: the rows of terms and of their beginnings. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "index/packed.h"
#include "index/segment.h"
#include "util/utf8.h"
#include "util/vec.h"
#include "index_world.h"

#define FIRST (3 * BLOCK_SIZE + 100) /* number of the world's first posting */
#define STRIDE 13                /* from one number to the next */

static uint32_t number_of(size_t posting)
{
	return (uint32_t)(FIRST + STRIDE * posting);
}

/* The rows of a segment, as they came. */
struct found { char *term; size_t len; struct strbuf packed; };
struct rows {
	struct { struct found *items; size_t count, cap; } found;
	size_t max;              /* rows that are taken before the work is ended; 0: all */
};

static bool keep_row(const char *term, size_t len, const void *packed, size_t size, void *data)
{
	struct rows *rows = data;
	struct found *found = VEC_PUSH(&rows->found);

	found->term = xstrndup(term, len);
	found->len = len;
	strbuf_init(&found->packed);
	strbuf_add(&found->packed, packed, size);
	return rows->found.count != rows->max;
}

static void release_rows(struct rows *rows)
{
	for (size_t i = 0; i < rows->found.count; i++) {
		free(rows->found.items[i].term);
		strbuf_release(&rows->found.items[i].packed);
	}
	VEC_RELEASE(&rows->found);
}

static const struct found *find_row(const struct rows *rows, const char *term, size_t len)
{
	for (size_t i = 0; i < rows->found.count; i++)
		if (rows->found.items[i].len == len &&
		    memcmp(rows->found.items[i].term, term, len) == 0)
			return &rows->found.items[i];
	return NULL;
}

static void write_run(uint32_t number, const char *const *words, struct strbuf *out)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT;

	for (; *words; words++)
		terms_add(&terms, *words, strlen(*words));
	run_builder_add(builder, number, &terms);
	run_builder_write(builder, out);
	strbuf_release(&terms);
	run_builder_free(builder);
}

#define WORDS(...) (const char *const[]){ __VA_ARGS__, NULL }

static bool build(const struct strbuf *bytes, size_t count, uint32_t first, uint32_t limit,
		  struct rows *rows, bool *is_bad)
{
	struct run *runs = xcalloc(count, sizeof *runs);
	bool ok;

	for (size_t i = 0; i < count; i++)
		assert_true(run_open(&runs[i], bytes[i].text, bytes[i].len));
	ok = segment_build(runs, count, first, limit, keep_row, rows, is_bad);
	for (size_t i = 0; i < count; i++)
		run_release(&runs[i]);
	free(runs);
	return ok;
}

/* Checks all rows: "wa=1,2 wb=1". */
static void check(const struct strbuf *bytes, size_t count, uint32_t first, uint32_t limit,
		  const char *expected)
{
	struct rows rows = { .max = 0 };
	struct strbuf text = STRBUF_INIT;
	uint16_t *places = xmalloc(BLOCK_SIZE * sizeof *places);
	bool is_bad;

	assert_true(build(bytes, count, first, limit, &rows, &is_bad));
	assert_false(is_bad);
	for (size_t i = 0; i < rows.found.count; i++) {
		const struct found *found = &rows.found.items[i];
		size_t place_count;

		strbuf_puts(&text, i > 0 ? " " : "");
		strbuf_add(&text, found->term, found->len);
		assert_true(packed_read(found->packed.text, found->packed.len, places,
					&place_count));
		for (size_t k = 0; k < place_count; k++)
			strbuf_printf(&text, k > 0 ? ",%u" : "=%u", places[k]);
	}
	assert_string_equal(text.text, expected);
	free(places);
	strbuf_release(&text);
	release_rows(&rows);
}

/* -- rows of terms */

static void no_runs_make_no_rows(void **state)
{
	(void)state;
	check(NULL, 0, 0, BLOCK_SIZE, "");
}

static void postings_elsewhere_are_passed_over(void **state)
{
	struct strbuf runs[2] = { STRBUF_INIT, STRBUF_INIT };

	(void)state;
	write_run(5, WORDS("wa", "wb"), &runs[0]);
	write_run(BLOCK_SIZE + 6, WORDS("wa", "wc"), &runs[1]);
	check(runs, 2, 0, BLOCK_SIZE, "wa=5 wb=5");
	check(runs, 2, BLOCK_SIZE, 2 * BLOCK_SIZE, "wa=6 wc=6");
	check(runs, 2, 2 * BLOCK_SIZE, 3 * BLOCK_SIZE, "");
	check(runs, 2, 5, 6, "wa=5 wb=5");
	check(runs, 2, 0, 5, "");
	check(runs, 2, 6, BLOCK_SIZE, "");
	strbuf_release(&runs[0]);
	strbuf_release(&runs[1]);
}

static void a_later_run_replaces(void **state)
{
	struct strbuf runs[4] = { STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT };

	(void)state;
	write_run(9, WORDS("wa", "wb"), &runs[0]);
	write_run(5, WORDS("wa", "wb", "wc"), &runs[1]);
	write_run(7, WORDS("wc"), &runs[2]);
	write_run(5, WORDS("wb", "wd"), &runs[3]);
	check(runs, 2, 0, BLOCK_SIZE, "wa=5,9 wb=5,9 wc=5");
	check(runs, 4, 0, BLOCK_SIZE, "wa=9 wb=5,9 wc=7 wd=5");
	for (size_t i = 0; i < 4; i++)
		strbuf_release(&runs[i]);
}

static void the_end_is_where_a_row_is_refused(void **state)
{
	struct strbuf run = STRBUF_INIT;
	bool is_bad;

	(void)state;
	write_run(9, WORDS("wa", "wb", "wc"), &run);
	for (size_t max = 1; max <= 3; max++) {
		struct rows rows = { .max = max };

		assert_false(build(&run, 1, 0, BLOCK_SIZE, &rows, &is_bad));
		assert_false(is_bad);
		assert_int_equal(rows.found.count, max);
		release_rows(&rows);
	}
	strbuf_release(&run);
}

static void a_run_that_is_none_is_told(void **state)
{
	struct strbuf runs[2] = { STRBUF_INIT, STRBUF_INIT };
	struct rows rows = { .max = 0 };
	bool is_bad = false;

	(void)state;
	write_run(9, WORDS("wa", "wb"), &runs[0]);
	write_run(5, WORDS("wa", "wb"), &runs[1]);
	strbuf_cut(&runs[1], runs[1].len - 1);
	assert_false(build(runs, 2, 0, BLOCK_SIZE, &rows, &is_bad));
	assert_true(is_bad);
	release_rows(&rows);
	strbuf_release(&runs[0]);
	strbuf_release(&runs[1]);
}

/* -- beginnings */

static void the_row_of_a_beginning_has_a_capital(void **state)
{
	static const struct { const char *term; size_t count; const char *row; } rows[] = {
		{ "", 0, NULL }, { "w", 0, NULL }, { "wa", 1, "Wa" }, { "trust", 4, "Trust" },
		{ "wabcdef", 6, "Wabcdef" }, { "wabcdefg", 0, NULL }, { "sab", 0, NULL },
		{ "Wab", 0, NULL }, { "c\xc3\xa9t", 2, "C\xc3\xa9t" },
		{ "l\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xe6\x97\xa5zzz", 6,
		  "L\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xe6\x97\xa5zzz" },
		{ "w\xc3", 0, NULL }, { "wa\xff", 0, NULL }, { "w\x80", 0, NULL },
	};
	char row[TERM_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t len = strlen(rows[i].term);

		assert_int_equal(segment_prefix_row(rows[i].term, len, row), rows[i].count);
		if (rows[i].count > 0)
			assert_memory_equal(row, rows[i].row, len);
	}
	assert_int_equal(segment_prefix_row("\0a", 2, row), 0);
}

/* COUNT words that begin with "re", of a posting each. */
static void write_words(size_t count, struct strbuf *out)
{
	struct run_builder *builder = run_builder_new();

	for (size_t i = 0; i < count; i++) {
		char word[] = { 'w', 'r', 'e', (char)('a' + i % 26), (char)('a' + i / 26) };
		struct strbuf terms = STRBUF_INIT;

		terms_add(&terms, word, sizeof word);
		run_builder_add(builder, (uint32_t)(2 * i), &terms);
		strbuf_release(&terms);
	}
	run_builder_write(builder, out);
	run_builder_free(builder);
}

static void beginnings_have_rows_where_many_share_them(void **state)
{
	(void)state;
	for (size_t count = SEGMENT_SHARED; count <= SEGMENT_SHARED + 1; count++) {
		struct strbuf run = STRBUF_INIT;
		struct rows rows = { .max = 0 };
		const struct found *found;
		bool is_bad;

		write_words(count, &run);
		assert_true(build(&run, 1, 0, BLOCK_SIZE, &rows, &is_bad));
		assert_null(find_row(&rows, "Wrea", 4));
		found = find_row(&rows, "Wre", 3);
		assert_int_equal(found != NULL, count > SEGMENT_SHARED);
		if (found) {
			assert_int_equal(rows.found.count, count + 2);
			assert_memory_equal(rows.found.items[count].term, "Wr", 2);
			assert_int_equal(packed_count(found->packed.text, found->packed.len),
					 count);
		}
		release_rows(&rows);
		strbuf_release(&run);
	}
}

/* -- against the model */

/* The set of a row, added to BITS. */
static void add_row(const struct found *found, uint64_t bits[BLOCK_WORDS])
{
	assert_true(packed_or(found->packed.text, found->packed.len, bits));
}

static void check_set(const struct world *world, const char *start, size_t len, bool is_whole,
		      const uint64_t bits[BLOCK_WORDS])
{
	size_t count = 0, expected = 0, first, limit;

	world_range(world, start, len, is_whole, &first, &limit);
	for (size_t i = 0; i < world->posting_count; i++) {
		uint32_t place = number_of(i) % BLOCK_SIZE;
		bool has = world_has_one(world, i, first, limit);

		assert_int_equal(bits[place / 64] >> place % 64 & 1, has);
		expected += has;
	}
	for (size_t i = 0; i < BLOCK_WORDS; i++)
		count += (size_t)__builtin_popcountll(bits[i]);
	assert_int_equal(count, expected);
}

static void check_order(const struct rows *rows)
{
	bool is_behind = false;

	for (size_t i = 0; i < rows->found.count; i++) {
		const struct found *found = &rows->found.items[i];
		bool is_beginning = found->len > 0 && strchr("WTCL", found->term[0]) != NULL;

		assert_true(is_beginning || !is_behind);
		if (i > 0 && is_beginning == is_behind) {
			const struct found *before = &rows->found.items[i - 1];
			size_t len = before->len < found->len ? before->len : found->len;
			int order = memcmp(before->term, found->term, len);

			assert_true(order < 0 || (order == 0 && before->len < found->len));
		}
		is_behind = is_beginning;
	}
}

/* Puts the answer together as a search does: from the row of the beginning, or from those of the
 * terms, of which there are then few. */
static void check_beginning(const struct world *world, const struct rows *rows,
			    const char *start, size_t len)
{
	uint64_t bits[BLOCK_WORDS] = { 0 };
	char row[TERM_MAX];
	const struct found *found = NULL;
	size_t shared = 0;

	if (segment_prefix_row(start, len, row) > 0)
		found = find_row(rows, row, len);
	for (size_t i = 0; i < rows->found.count; i++) {
		const struct found *each = &rows->found.items[i];
		struct world_term term = { each->term, each->len };

		if (!world_begins(&term, start, len))
			continue;
		shared++;
		if (!found)
			add_row(each, bits);
	}
	if (found)
		add_row(found, bits);
	if (segment_prefix_row(start, len, row) > 0)
		assert_int_equal(found != NULL, shared > SEGMENT_SHARED);
	check_set(world, start, len, false, bits);
}

static void check_world(struct world *world, const struct rows *rows)
{
	size_t there = 0;

	check_order(rows);
	for (size_t i = 0; i < world->term_count; i++) {
		const struct world_term *term = &world->terms[i];
		const struct found *found = find_row(rows, term->bytes, term->len);
		uint64_t bits[BLOCK_WORDS] = { 0 };

		assert_int_equal(found != NULL, world_has_any(world, i));
		there += found != NULL;
		if (found)
			add_row(found, bits);
		check_set(world, term->bytes, term->len, true, bits);
		for (size_t len = 1; len <= term->len && len < 12; len++)
			if (i == 0 || !world_begins(&world->terms[i - 1], term->bytes, len))
				check_beginning(world, rows, term->bytes, len);
	}
	for (size_t i = there; i < rows->found.count; i++)
		assert_non_null(strchr("WTCL", rows->found.items[i].term[0]));
}

/* Postings are drawn several times, in runs; some are outside of the range. */
static void draw_runs(struct world *world, struct strbuf *runs, size_t count, size_t adds,
		      size_t sparseness)
{
	struct run_builder *builder = run_builder_new();
	struct strbuf terms = STRBUF_INIT;

	for (size_t run = 0; run < count; run++) {
		for (size_t i = 0; i < adds; i++) {
			size_t posting = world_pick(world, world->posting_count);

			world_draw(world, posting, sparseness, &terms);
			run_builder_add(builder, number_of(posting), &terms);
			run_builder_add(builder, FIRST - 1 - (uint32_t)i, &terms);
			run_builder_add(builder, (uint32_t)i, &terms);
		}
		run_builder_write(builder, &runs[run]);
	}
	strbuf_release(&terms);
	run_builder_free(builder);
}

static void random_segments_are_as_the_model_says(void **state)
{
	static const struct { size_t terms, postings, runs, adds, sparseness; } sizes[] = {
		{ 1, 1, 1, 1, 1 }, { 30, 5, 2, 4, 2 }, { 300, 60, 3, 20, 12 },
		{ 400, 40, 9, 5, 20 }, { 250, 300, 65, 7, 40 }, { 200, 1500, 2, 1400, 30 },
		{ 700, 40, 33, 1, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct strbuf *runs = xcalloc(sizes[i].runs, sizeof *runs);
		struct rows rows = { .max = 0 };
		struct world world;
		bool is_bad;

		world_init(&world, 31 + i, sizes[i].terms, sizes[i].postings);
		for (size_t k = 0; k < sizes[i].runs; k++)
			strbuf_init(&runs[k]);
		draw_runs(&world, runs, sizes[i].runs, sizes[i].adds, sizes[i].sparseness);
		assert_true(build(runs, sizes[i].runs, FIRST, 4 * BLOCK_SIZE, &rows, &is_bad));
		check_world(&world, &rows);
		release_rows(&rows);
		for (size_t k = 0; k < sizes[i].runs; k++)
			strbuf_release(&runs[k]);
		free(runs);
		world_release(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_runs_make_no_rows),
		cmocka_unit_test(postings_elsewhere_are_passed_over),
		cmocka_unit_test(a_later_run_replaces),
		cmocka_unit_test(the_end_is_where_a_row_is_refused),
		cmocka_unit_test(a_run_that_is_none_is_told),
		cmocka_unit_test(the_row_of_a_beginning_has_a_capital),
		cmocka_unit_test(beginnings_have_rows_where_many_share_them),
		cmocka_unit_test(random_segments_are_as_the_model_says),
	};

	return cmocka_run_group_tests_name("segment", tests, NULL, NULL);
}

/* Vectors laid over tables: what fits, what does not, what is freed, and what is printed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "util/image.h"
#include "util/vec.h"

static const uint32_t numbers[] = { 3, 1, 4 };
static const uint16_t size = 7;

/* In place of the rows that the build makes. */
const struct image_row image_rows[] = {
	{ "other", "numbers", numbers, 1, 4 },
	{ "thing", "numbers", numbers, 3, 4 },
	{ "thing", "size", &size, 1, 2 },
	{ "short", "numbers", numbers, 3, 4 },
	{ "wide", "numbers", numbers, 1, 8 },
	{ "wide", "size", &size, 1, 2 },
	{ NULL, NULL, NULL, 0, 0 },
};

struct thing {
	uint16_t size;
	struct { uint32_t *items; size_t count, cap; } numbers;
};

static const struct image_part parts[] = {
	IMAGE_VECTOR(struct thing, numbers),
	IMAGE_VALUE(struct thing, size),
};

static void what_does_not_fit_is_left_alone(void **state)
{
	static const char *const owners[] = { "", "nobody", "other", "short", "wide" };
	struct thing thing = { .size = 1 };

	(void)state;
	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
		assert_false(image_lay(owners[i], parts, 2, &thing));
		assert_int_equal(thing.size, 1);
		assert_null(thing.numbers.items);
	}
}

static void a_laid_vector_is_the_table(void **state)
{
	struct thing thing = { .size = 0 };

	(void)state;
	assert_true(image_lay("thing", parts, 2, &thing));
	assert_ptr_equal(thing.numbers.items, numbers);
	assert_int_equal(thing.numbers.count, 3);
	assert_int_equal(thing.numbers.cap, 0);
	assert_int_equal(thing.size, 7);
	image_release(parts, 2, &thing);
	assert_null(thing.numbers.items);
}

static void a_grown_vector_is_freed(void **state)
{
	struct thing thing = { .size = 0 };

	(void)state;
	image_release(parts, 2, &thing);
	*VEC_PUSH(&thing.numbers) = 5;
	image_release(parts, 2, &thing);
	assert_null(thing.numbers.items);
	assert_int_equal(thing.numbers.count, 0);
	image_release(parts, 2, &thing);
}

static void print(struct image_print *out, const char *bytes, size_t len)
{
	static const struct image_part part[] = {
		{ "bytes", 0, 1, true },
	};
	struct { char *items; size_t count, cap; } vector = { NULL, 0, 0 };

	for (size_t i = 0; i < len; i++)
		*VEC_PUSH(&vector) = bytes[i];
	image_print(out, "text", part, 1, &vector);
	VEC_RELEASE(&vector);
}

static void what_is_printed_is_c(void **state)
{
	struct image_print out = { STRBUF_INIT, STRBUF_INIT, 0 };

	(void)state;
	print(&out, "", 0);
	print(&out, "a\"\\?=?\n7\xff" "7\0", 11);
	assert_string_equal(out.tables.text,
		"static const _Alignas(64) char table_1[] =\n\t\"\";\n\n"
		"static const _Alignas(64) char table_2[] =\n"
		"\t\"a\\42\\134\\77=\\77\\12\\067\\3777\\0\";\n\n");
	assert_string_equal(out.rows.text, "\t{ \"text\", \"bytes\", table_1, 0, 1 },\n"
		"\t{ \"text\", \"bytes\", table_2, 11, 1 },\n");
	strbuf_release(&out.tables);
	strbuf_release(&out.rows);
}

static void a_long_table_has_lines(void **state)
{
	struct image_print out = { STRBUF_INIT, STRBUF_INIT, 0 };
	char text[65];

	(void)state;
	memset(text, 'x', 64);
	text[63] = '\1';
	text[64] = '2';
	print(&out, text, 65);
	assert_non_null(strstr(out.tables.text, "xx\\1\"\n\t\"2\";\n"));
	strbuf_release(&out.tables);
	strbuf_release(&out.rows);
}

static void a_value_is_printed_as_its_bytes(void **state)
{
	struct image_print out = { STRBUF_INIT, STRBUF_INIT, 0 };
	struct thing thing = { .size = 0x0101 };

	(void)state;
	image_print(&out, "thing", parts, 2, &thing);
	assert_non_null(strstr(out.tables.text, "table_2[] =\n\t\"\\1\\1\";"));
	assert_non_null(strstr(out.rows.text, "{ \"thing\", \"size\", table_2, 1, 2 }"));
	strbuf_release(&out.tables);
	strbuf_release(&out.rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_does_not_fit_is_left_alone),
		cmocka_unit_test(a_laid_vector_is_the_table),
		cmocka_unit_test(a_grown_vector_is_freed),
		cmocka_unit_test(what_is_printed_is_c),
		cmocka_unit_test(a_long_table_has_lines),
		cmocka_unit_test(a_value_is_printed_as_its_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

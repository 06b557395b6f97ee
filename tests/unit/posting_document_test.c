/* Documents: blocks, trimming, and the way from the text back to the body. */
#include "config.h"

#include "posting/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void add(struct document *document, const char *text, size_t source)
{
	document_add(document, text, strlen(text), source);
}

/* One paragraph of TEXT from byte SOURCE of the body. */
static bool paragraph(struct document *document, const char *text, size_t source)
{
	document_open_block(document, BLOCK_PARAGRAPH, 0);
	add(document, text, source);
	return document_close_block(document);
}

static void assert_source(const struct document *document, size_t start, size_t end,
			  size_t source_start, size_t source_end)
{
	size_t from = 0, to = 0;

	assert_true(document_source(document, start, end, &from, &to));
	assert_int_equal(from, source_start);
	assert_int_equal(to, source_end);
}

static void test_empty(void **state)
{
	struct document document;
	size_t from, to;

	(void)state;
	document_init(&document);
	assert_int_equal(document.text.len, 0);
	assert_int_equal(document_block_at(&document, 0), 0);
	assert_false(document_source(&document, 0, 0, &from, &to));
	assert_false(document_source(&document, 0, 9, &from, &to));
	assert_false(document_from_source(&document, 0, 9, &from, &to));
	document_release(&document);
	document_release(&document);
}

static void test_empty_blocks_are_dropped(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	assert_false(paragraph(&document, "", 0));
	assert_false(paragraph(&document, " \t\n ", 3));
	assert_false(paragraph(&document, "\xc2\xa0\xe2\x80\x8b\xe3\x80\x80", 9));
	document_open_block(&document, BLOCK_ITEM, 1);
	add(&document, "  ", 20);
	document_add_link(&document, 0, "https://example.com", 19);
	assert_false(document_close_block(&document));
	assert_int_equal(document.blocks.count, 0);
	assert_int_equal(document.runs.count, 0);
	assert_int_equal(document.links.count, 0);
	assert_int_equal(document.text.len, 0);
	document_release(&document);
}

static void test_rule(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	document_open_block(&document, BLOCK_RULE, 0);
	add(&document, "----", 0);
	assert_true(document_close_block(&document));
	assert_true(paragraph(&document, "a", 5));
	assert_string_equal(document.text.text, "\na\n");
	assert_int_equal(document.blocks.items[0].start, document.blocks.items[0].end);
	assert_int_equal(document.runs.count, 1);
	assert_source(&document, 1, 2, 5, 6);
	document_release(&document);
}

static void test_trimmed(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	assert_true(paragraph(&document, "one", 0));
	assert_true(paragraph(&document, " \xc2\xa0 two \xc2\xa0", 10));
	assert_string_equal(document.text.text, "one\ntwo\n");
	assert_int_equal(document.blocks.items[1].start, 4);
	assert_int_equal(document.blocks.items[1].end, 7);
	assert_source(&document, 4, 7, 14, 17);
	document_release(&document);
}

/* Trimming takes whole runs away, and parts of them. */
static void test_trimmed_runs(void **state)
{
	struct document document;
	size_t from, to;

	(void)state;
	document_init(&document);
	document_open_block(&document, BLOCK_PARAGRAPH, 0);
	add(&document, "  ", 5);
	add(&document, " a", 20);
	document_add_made(&document, " ", 1);
	add(&document, "b ", 40);
	add(&document, " ", 60);
	assert_true(document_close_block(&document));
	assert_string_equal(document.text.text, "a b\n");
	assert_int_equal(document.runs.count, 2);
	assert_source(&document, 0, 1, 21, 22);
	assert_source(&document, 0, 3, 21, 41);
	assert_false(document_source(&document, 1, 2, &from, &to));
	assert_false(document_source(&document, 3, 4, &from, &to));
	document_release(&document);
}

static void test_runs_merge(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	document_open_block(&document, BLOCK_PARAGRAPH, 0);
	add(&document, "ab", 10);
	add(&document, "cd", 12);
	add(&document, "", 99);
	add(&document, "ef", 16);
	document_close_block(&document);
	assert_int_equal(document.runs.count, 2);
	assert_source(&document, 1, 3, 11, 13);
	assert_source(&document, 3, 5, 13, 17);
	document_release(&document);
}

static void test_from_source(void **state)
{
	struct document document;
	size_t start, end;

	(void)state;
	document_init(&document);
	paragraph(&document, "alpha", 10);
	paragraph(&document, "beta", 20);
	assert_true(document_from_source(&document, 11, 13, &start, &end));
	assert_int_equal(start, 1);
	assert_int_equal(end, 3);
	assert_true(document_from_source(&document, 0, 100, &start, &end));
	assert_int_equal(start, 0);
	assert_int_equal(end, 10);
	assert_false(document_from_source(&document, 15, 20, &start, &end));
	assert_false(document_from_source(&document, 12, 12, &start, &end));
	document_release(&document);
}

static void test_block_at(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	paragraph(&document, "alpha", 0);
	document_open_block(&document, BLOCK_RULE, 0);
	document_close_block(&document);
	paragraph(&document, "beta", 20);
	assert_int_equal(document_block_at(&document, 0), 0);
	assert_int_equal(document_block_at(&document, 5), 0);
	assert_int_equal(document_block_at(&document, 6), 1);
	assert_int_equal(document_block_at(&document, 7), 2);
	assert_int_equal(document_block_at(&document, 11), 2);
	assert_int_equal(document_block_at(&document, 12), 3);
	document_release(&document);
}

static void test_links(void **state)
{
	struct document document;
	const struct document_link *link;

	(void)state;
	document_init(&document);
	paragraph(&document, "first", 0);
	document_open_block(&document, BLOCK_PARAGRAPH, 0);
	add(&document, "  see ", 10);
	add(&document, "here  ", 17);
	document_add_link(&document, document.text.len - 6, "https://example.com/xyz", 19);
	assert_true(document_close_block(&document));
	assert_int_equal(document.links.count, 1);
	link = &document.links.items[0];
	assert_memory_equal(document.text.text + link->start, "here", 4);
	assert_int_equal(link->end - link->start, 4);
	assert_string_equal(link->url, "https://example.com");
	document_release(&document);
}

/* A bad byte at either end is no blank and no reason to read outside. */
/* What is bold moves with what is trimmed before it, and grows over a blank, not over a line. */
static void test_strong(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	document_open_block(&document, BLOCK_PARAGRAPH, 0);
	add(&document, "  ", 0);
	document_add_strong(&document, 0);
	add(&document, " one", 2);
	document_add_strong(&document, 3);
	add(&document, " two", 6);
	document_add_strong(&document, 7);
	add(&document, " a, ", 10);
	document_add_strong(&document, document.text.len);
	add(&document, "b ", 14);
	document_add_strong(&document, document.text.len - 2);
	assert_true(document_close_block(&document));
	assert_string_equal(document.text.text, "one two a, b\n");
	assert_int_equal(document.strongs.count, 2);
	assert_int_equal(document.strongs.items[0].start, 0);
	assert_int_equal(document.strongs.items[0].end, 7);
	assert_int_equal(document.strongs.items[1].start, 11);
	assert_int_equal(document.strongs.items[1].end, 12);
	document_open_block(&document, BLOCK_PARAGRAPH, 0);
	add(&document, " ", 20);
	document_add_strong(&document, document.text.len - 1);
	assert_false(document_close_block(&document));
	assert_int_equal(document.strongs.count, 2);
	document_release(&document);
}

static void test_bad_bytes(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	assert_true(paragraph(&document, "\x80\x80\x80\x80\x80", 0));
	assert_true(paragraph(&document, " \xe2\x80 ", 10));
	assert_int_equal(document.blocks.items[0].end, 5);
	assert_int_equal(document.blocks.items[1].end - document.blocks.items[1].start, 2);
	document_release(&document);
}

static void a_link_of_bad_bytes_is_mended(void **state)
{
	struct document document;

	(void)state;
	document_init(&document);
	document_open_block(&document, BLOCK_PARAGRAPH, 0);
	document_add(&document, "here", 4, 0);
	document_add_link(&document, 0, "https://a/\xF6\0b", 13);
	assert_string_equal(document.links.items[0].url, "https://a/\xEF\xBF\xBD\xEF\xBF\xBD" "b");
	document_release(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_of_bad_bytes_is_mended),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_empty_blocks_are_dropped),
		cmocka_unit_test(test_rule),
		cmocka_unit_test(test_trimmed),
		cmocka_unit_test(test_trimmed_runs),
		cmocka_unit_test(test_runs_merge),
		cmocka_unit_test(test_from_source),
		cmocka_unit_test(test_block_at),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_strong),
		cmocka_unit_test(test_bad_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The vocabularies that the program brings along are those that their files say. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract/extract.h"
#include "posting_config.h"
#include "util/image.h"

static void print_all(struct image_print *print, const char *config_dir)
{
	struct err err = ERR_INIT;
	struct vocabulary vocabulary;
	struct extractor *extractor;

	assert_true(vocabulary_load(&vocabulary, config_dir, &err));
	extractor = extractor_new(&vocabulary, config_dir, &err);
	assert_non_null(extractor);
	vocabulary_print(&vocabulary, print);
	extractor_print(extractor, print);
	extractor_free(extractor);
	vocabulary_release(&vocabulary);
}

static void release(struct image_print *print)
{
	strbuf_release(&print->tables);
	strbuf_release(&print->rows);
}

static void every_row_is_laid(void **state)
{
	struct image_print print = { STRBUF_INIT, STRBUF_INIT, 0 };
	size_t rows = 0;

	(void)state;
	while (image_rows[rows].owner)
		rows++;
	print_all(&print, NULL);
	assert_int_equal(print.count, rows);
	release(&print);
}

/* A user's file, and be it empty, is a reason to read ours as well. */
static void they_are_what_the_files_say(void **state)
{
	static const char *const names[] = { "technologies.yaml", "places.tsv", "lexicon.yaml" };
	struct image_print laid = { STRBUF_INIT, STRBUF_INIT, 0 };

	(void)state;
	print_all(&laid, NULL);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct image_print read = { STRBUF_INIT, STRBUF_INIT, 0 };
		struct config config;

		assert_true(config_make(&config, names[i], ""));
		print_all(&read, config.directory);
		config_remove(&config);
		assert_int_equal(read.tables.len, laid.tables.len);
		assert_memory_equal(read.tables.text, laid.tables.text, laid.tables.len);
		assert_string_equal(read.rows.text, laid.rows.text);
		release(&read);
	}
	release(&laid);
}

static void a_users_file_is_heard(void **state)
{
	struct err err = ERR_INIT;
	struct config config;
	struct vocabulary vocabulary;

	(void)state;
	assert_true(config_make(&config, "technologies.yaml",
				"- {name: Quuxlang, kind: language}\n"));
	assert_true(vocabulary_load(&vocabulary, config.directory, &err));
	config_remove(&config);
	assert_false(technologies_are_built_in(vocabulary.technologies));
	assert_non_null(technologies_find(vocabulary.technologies, "quuxlang", 8));
	assert_non_null(technologies_find(vocabulary.technologies, "rust", 4));
	vocabulary_release(&vocabulary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_laid),
		cmocka_unit_test(they_are_what_the_files_say),
		cmocka_unit_test(a_users_file_is_heard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

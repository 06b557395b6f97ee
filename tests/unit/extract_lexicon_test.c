/* The lexicon: phrases as they are written in the file, and what a user's file changes. */
#include "config.h"

#include "extract/lexicon_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract/view_int.h"
#include "posting_config.h"

static struct lexicon *load(const char *text, struct err *err)
{
	struct config config;
	struct lexicon *lexicon;

	assert_true(config_make(&config, "lexicon.yaml", text));
	lexicon = lexicon_new(config.directory, err);
	config_remove(&config);
	return lexicon;
}

static bool says(const struct lexicon *lexicon, const char *text, enum lexicon_group group,
		 int value)
{
	struct view view;
	bool is_said;

	view_init(&view, lexicon, text, strlen(text));
	is_said = view_has(&view, group, value, 0, view.words.count);
	view_release(&view);
	return is_said;
}

static void test_words(void **state)
{
	struct err err = ERR_INIT;
	struct lexicon *lexicon = lexicon_new(NULL, &err);

	(void)state;
	assert_non_null(lexicon);
	assert_int_equal(lexicon_word(lexicon, "", 0), LEXICON_UNKNOWN);
	assert_int_equal(lexicon_word(lexicon, "quuxquux", 8), LEXICON_UNKNOWN);
	assert_int_not_equal(lexicon_word(lexicon, "remote", 6), LEXICON_UNKNOWN);
	assert_int_equal(lexicon_word(lexicon, "you'll", 6), lexicon_word(lexicon, "youll", 5));
	assert_int_equal(lexicon_word(lexicon, "you\xe2\x80\x99ll", 8),
			 lexicon_word(lexicon, "youll", 5));
	assert_true(lexicon_opens_heading(lexicon, lexicon_word(lexicon, "requirements", 12)));
	lexicon_free(lexicon);
	lexicon_free(NULL);
}

static void test_a_users_file_adds_and_takes_away(void **state)
{
	struct err err = ERR_INIT;
	struct lexicon *lexicon = load("visa:\n  sponsors: [quux and * quux, \"# quuxes\"]\n"
				       "  refuses: [-no visa]\n", &err);

	(void)state;
	assert_non_null(lexicon);
	assert_true(says(lexicon, "We quux and even QUUX.", LEXICON_VISA, VISA_WORD_SPONSORS));
	assert_true(says(lexicon, "12 quuxes", LEXICON_VISA, VISA_WORD_SPONSORS));
	assert_false(says(lexicon, "many quuxes", LEXICON_VISA, VISA_WORD_SPONSORS));
	assert_false(says(lexicon, "No visa!", LEXICON_VISA, VISA_WORD_REFUSES));
	assert_true(says(lexicon, "No visas!", LEXICON_VISA, VISA_WORD_REFUSES));
	lexicon_free(lexicon);
}

static void test_a_broken_file_names_the_line(void **state)
{
	static const struct { const char *text, *says; } broken[] = {
		{ "visa:\n  quux: [a]\n", "lexicon.yaml: line 2" },
		{ "\nquux:\n  a: [b]\n", "lexicon.yaml: line 2" },
		{ "visa:\n  sponsors: text\n", "line 2" },
		{ "visa:\n  sponsors:\n    - a b c d e f g h i j k l m\n", "line 3" },
		{ "visa: [a]\n", "line 1" },
		{ "- a\n", "line 1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		struct err err = ERR_INIT;

		assert_null(load(broken[i].text, &err));
		assert_int_equal(err.status, STATUS_CONFIG);
		assert_non_null(strstr(err.text, broken[i].says));
		err_release(&err);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_a_users_file_adds_and_takes_away),
		cmocka_unit_test(test_a_broken_file_names_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

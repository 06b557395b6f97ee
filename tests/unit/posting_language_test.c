/* Languages by their English names, own names and codes. */
#include "config.h"

#include "posting/language.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *find(const char *text)
{
	return language_find(text, strlen(text));
}

static void test_none(void **state)
{
	(void)state;
	assert_null(find(""));
	assert_null(find(" "));
	assert_null(find("x"));
	assert_null(find("Klingon"));
	assert_null(find("English German"));
	assert_null(find("\xff\xfe"));
	assert_null(find("a name that is far longer than every name of a language that there is"));
}

static void test_each_by_its_name(void **state)
{
	size_t count = 0;

	(void)state;
	for (; language_name(count) != NULL; count++)
		assert_ptr_equal(find(language_name(count)), language_name(count));
	assert_true(count > 80);
	assert_null(language_name(count + 1));
}

static void test_other_names(void **state)
{
	static const char *const rows[][2] = {
		{ "german", "German" }, { "de", "German" }, { "deu", "German" },
		{ "GER", "German" }, { "Deutsch", "German" }, { "Français", "French" },
		{ "francais", "French" }, { "español", "Spanish" }, { "Castilian", "Spanish" },
		{ "日本語", "Japanese" }, { "ja", "Japanese" }, { "Mandarin", "Chinese" },
		{ "zh", "Chinese" }, { "русский", "Russian" }, { "Farsi", "Persian" },
		{ "Bahasa Indonesia", "Indonesian" }, { "हिन्दी", "Hindi" }, { "cs", "Czech" },
		{ "Čeština", "Czech" }, { "American Sign Language", "American Sign Language" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_non_null(find(rows[i][0]));
		assert_string_equal(find(rows[i][0]), rows[i][1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_each_by_its_name),
		cmocka_unit_test(test_other_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

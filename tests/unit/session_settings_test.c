/* The settings: defaults, files, errors with their place, :set. */
#include "config.h"

#include "session/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting_config.h"

static struct settings settings;
static struct err err;

/* Loads a file of this text over the defaults. */
static bool load(const char *text)
{
	struct config config;
	bool good;

	err_release(&err);
	err = (struct err)ERR_INIT;
	assert_true(config_make(&config, "shortlist.yaml", text));
	good = settings_load(&settings, config.file, true, &err);
	config_remove(&config);
	return good;
}

static void expect_error(const char *text, const char *part)
{
	assert_false(load(text));
	assert_int_equal(err.status, STATUS_CONFIG);
	if (!strstr(err.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text);
	assert_null(settings.theme);
}

static void defaults(void **state)
{
	(void)state;
	assert_true(settings_load(&settings, NULL, false, NULL));
	assert_string_equal(settings.theme, "dark");
	assert_int_equal(settings.layout, LAYOUT_AUTO);
	assert_false(settings.ascii);
	assert_false(settings.ascii_is_set);
	assert_false(settings.mouse);
	assert_null(settings.editor);
	assert_null(settings.browser);
	assert_string_equal(settings.export_file, "shortlist.txt");
	settings_release(&settings);
}

static void a_file_that_is_not_there(void **state)
{
	(void)state;
	assert_true(settings_load(&settings, "/nonexistent/shortlist.yaml", false, NULL));
	assert_string_equal(settings.theme, "dark");
	settings_release(&settings);
	err_release(&err);
	err = (struct err)ERR_INIT;
	assert_false(settings_load(&settings, "/nonexistent/shortlist.yaml", true, &err));
	assert_non_null(strstr(err.text, "/nonexistent/shortlist.yaml"));
}

static void empty_files(void **state)
{
	(void)state;
	static const char *const texts[] = { "", "\n", "# nothing\n", "---\n", "{}\n" };

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_true(load(texts[i]));
		assert_string_equal(settings.theme, "dark");
		settings_release(&settings);
	}
}

static void a_file_over_the_defaults(void **state)
{
	(void)state;
	assert_true(load("theme: light\nlayout: two\nascii: yes\nmouse: on\neditor: ed -s\n"));
	assert_string_equal(settings.theme, "light");
	assert_int_equal(settings.layout, LAYOUT_TWO);
	assert_true(settings.ascii);
	assert_true(settings.ascii_is_set);
	assert_true(settings.mouse);
	assert_string_equal(settings.editor, "ed -s");
	assert_string_equal(settings.export_file, "shortlist.txt");
	settings_release(&settings);
}

static void errors_say_where(void **state)
{
	(void)state;
	expect_error("theme: dark\nlayuot: wide\n", ":2:1: there is no setting \"layuot\"; did you "
		     "mean \"layout\"?");
	expect_error("layout: huge\n", ":1:9: layout is one of: auto wide two one");
	expect_error("mouse: perhaps\n", ":1:8: mouse is one of: yes no");
	expect_error("theme: [dark]\n", ":1:8: theme takes one value");
	expect_error("mouse:\n", "mouse takes one value");
	expect_error("- theme\n", ":1:1: settings are lines");
	expect_error("theme: \"dark\n", "shortlist.yaml");
	expect_error("zzzzzzzz: 1\n", "there is no setting \"zzzzzzzz\"");
}

static void setting_by_name(void **state)
{
	(void)state;
	struct strbuf text = STRBUF_INIT;

	assert_true(settings_load(&settings, NULL, false, NULL));
	assert_true(settings_set(&settings, "layout", "one", &err));
	assert_int_equal(settings.layout, LAYOUT_ONE);
	assert_true(settings_set(&settings, "Export-File", "x.md", &err));
	assert_false(settings_set(&settings, "ascii", "no way", &err));
	assert_false(settings.ascii_is_set);
	assert_true(settings_set(&settings, "ascii", "no", &err));
	assert_true(settings.ascii_is_set);
	assert_false(settings_set(&settings, "", "", &err));
	for (const struct setting *setting = setting_table; setting->name; setting++) {
		settings_format(&settings, setting, &text);
		strbuf_puts(&text, ";");
	}
	assert_string_equal(text.text, "dark;one;no;no;;;x.md;");
	strbuf_release(&text);
	settings_release(&settings);
}

static int tear_down(void **state)
{
	(void)state;
	err_release(&err);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(a_file_that_is_not_there),
		cmocka_unit_test(empty_files),
		cmocka_unit_test(a_file_over_the_defaults),
		cmocka_unit_test(errors_say_where),
		cmocka_unit_test(setting_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}

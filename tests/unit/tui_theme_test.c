/* Themes: the built-in ones, a user's, fewer colours, and what is refused. */
#include "config.h"

#include "tui/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/color_int.h"
#include "tui/swatch_int.h"

static const char *const built_in[] = { "dark", "light", "contrast", "mono", "ansi" };

#define BUILT_IN (sizeof built_in / sizeof built_in[0])

/* Loads a user's theme "mine" (or another) that has this text. */
static struct theme *load_as(const char *name, const char *text, struct err *err)
{
	char directory[] = "/tmp/shortlist-test-XXXXXX", themes[64], file[128];
	struct theme *theme;
	FILE *out;

	assert_non_null(mkdtemp(directory));
	snprintf(themes, sizeof themes, "%s/themes", directory);
	snprintf(file, sizeof file, "%s/%s.yaml", themes, name);
	assert_int_equal(mkdir(themes, 0700), 0);
	out = fopen(file, "wb");
	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(fclose(out), 0);
	theme = theme_load(name, directory, err);
	unlink(file);
	rmdir(themes);
	rmdir(directory);
	return theme;
}

static struct theme *load(const char *text)
{
	struct err err = ERR_INIT;
	struct theme *theme = load_as("mine", text, &err);

	if (!theme)
		fail_msg("%s", err.text);
	return theme;
}

static void assert_refused(const char *text, const char *wanted)
{
	struct err err = ERR_INIT;
	struct theme *theme = load_as("mine", text, &err);

	if (theme)
		fail_msg("\"%s\" is taken", text);
	assert_int_equal(err.status, STATUS_CONFIG);
	if (!strstr(err.text, wanted))
		fail_msg("\"%s\" does not say \"%s\"", err.text, wanted);
	err_release(&err);
}

static void the_built_in_themes_are_good(void **state)
{
	struct strbuf names = STRBUF_INIT;

	(void)state;
	theme_names(&names);
	for (size_t i = 0; i < BUILT_IN; i++) {
		struct err err = ERR_INIT;
		struct theme *theme = theme_load(built_in[i], NULL, &err);

		if (!theme)
			fail_msg("%s", err.text);
		assert_non_null(strstr(names.text, built_in[i]));
		assert_string_equal(theme_name(theme), built_in[i]);
		theme_free(theme);
	}
	strbuf_release(&names);
}

/* Relative luminance and contrast as WCAG 2.1 has them, with a cheap curve: x^2.2 by parts. */
static double channel(uint32_t rgb, unsigned shift)
{
	double x = (rgb >> shift & 0xff) / 255.0;

	return x * x * (0.6 + 0.4 * x);
}

static double contrast(uint32_t a, uint32_t b)
{
	double la = 0.2126 * channel(a, 16) + 0.7152 * channel(a, 8) + 0.0722 * channel(a, 0);
	double lb = 0.2126 * channel(b, 16) + 0.7152 * channel(b, 8) + 0.0722 * channel(b, 0);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

/* Everything that is read can be read, on every ground it may stand on; rules and bars less. */
static void text_can_be_read(void **state)
{
	static const enum role grounds[] = { ROLE_TEXT, ROLE_SELECTED, ROLE_UNFOCUSED };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct theme *theme = theme_load(built_in[i], NULL, NULL);

		for (int role = 0; role < ROLE_COUNT; role++) {
			for (size_t over = 0; over < 3; over++) {
				struct style style = theme_style(theme, (enum role)role,
								 grounds[over], DEPTH_RGB);
				double wanted = role == ROLE_RULE ? 1.4 :
						role == ROLE_BAR ? 2.5 : 4.5;

				if (contrast(style.foreground, style.background) < wanted)
					fail_msg("%s: %s on %s is hard to read", built_in[i],
						 role_table[role].name,
						 role_table[grounds[over]].name);
			}
		}
		theme_free(theme);
	}
}

static bool same_style(const struct style *a, const struct style *b)
{
	return a->foreground == b->foreground && a->background == b->background &&
	       a->attributes == b->attributes;
}

/* With any number of colours the row under the cursor stands out, and so do matches. */
static void what_matters_stands_out(void **state)
{
	static const enum role roles[] = {
		ROLE_SELECTED, ROLE_UNFOCUSED, ROLE_MATCH, ROLE_CURRENT, ROLE_WARNING,
		ROLE_QUERY_WRONG, ROLE_HEADING,
	};

	(void)state;
	for (size_t i = 0; i < BUILT_IN; i++) {
		struct theme *theme = theme_load(built_in[i], NULL, NULL);

		for (int depth = DEPTH_MONO; depth <= DEPTH_RGB; depth++) {
			struct style plain = theme_style(theme, ROLE_TEXT, ROLE_TEXT,
							 (enum color_depth)depth);

			for (size_t r = 0; r < sizeof roles / sizeof roles[0]; r++) {
				bool lies_over = roles[r] <= ROLE_UNFOCUSED && r < 2;
				struct style style = theme_style(
					theme, lies_over ? ROLE_TEXT : roles[r],
					lies_over ? roles[r] : ROLE_TEXT, (enum color_depth)depth);

				if (same_style(&style, &plain))
					fail_msg("%s: %s looks like text at depth %d", built_in[i],
						 role_table[roles[r]].name, depth);
			}
		}
		theme_free(theme);
	}
}

static void a_users_theme(void **state)
{
	struct theme *theme = load("palette:\n  sky: \"#0af\"\n  night: 17\nstyles:\n"
				   "  text: sky on night\n  title: \"#102030 bold underline\"\n"
				   "  dim: dim\n  link: on default\n");
	struct style style = theme_style(theme, ROLE_TITLE, ROLE_TEXT, DEPTH_RGB);

	(void)state;
	assert_int_equal(style.foreground, COLOR_RGB | 0x102030);
	assert_int_equal(style.background, 17);
	assert_int_equal(style.attributes, ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE);
	style = theme_style(theme, ROLE_DIM, ROLE_TEXT, DEPTH_RGB);
	assert_int_equal(style.foreground, COLOR_RGB | 0x00aaff);
	assert_int_equal(style.attributes, ATTRIBUTE_DIM);
	style = theme_style(theme, ROLE_LINK, ROLE_TEXT, DEPTH_RGB);
	assert_int_equal(style.background, COLOR_NONE);
	style = theme_style(theme, ROLE_AGE, ROLE_TEXT, DEPTH_RGB);
	assert_int_equal(style.background, 17);
	theme_free(theme);
}

static void a_palette_alone_recolors(void **state)
{
	struct theme *theme = load("inherit: dark\npalette:\n  gold: \"#123456\"\n");
	struct style style = theme_style(theme, ROLE_MATCH, ROLE_TEXT, DEPTH_RGB);

	(void)state;
	assert_int_equal(style.foreground, COLOR_RGB | 0x123456);
	assert_true(style.attributes & ATTRIBUTE_BOLD);
	theme_free(theme);
}

static void a_theme_may_change_the_built_in_one_of_its_name(void **state)
{
	struct err err = ERR_INIT;
	struct theme *theme = load_as("dark", "inherit: dark\nstyles:\n  age: bold\n", &err);

	(void)state;
	assert_non_null(theme);
	assert_int_equal(theme_style(theme, ROLE_AGE, ROLE_TEXT, DEPTH_RGB).attributes,
			 ATTRIBUTE_BOLD);
	theme_free(theme);
}

static void an_empty_file_is_a_plain_theme(void **state)
{
	struct theme *theme = load("");
	struct style style = theme_style(theme, ROLE_MATCH, ROLE_SELECTED, DEPTH_RGB);

	(void)state;
	assert_int_equal(style.foreground, COLOR_NONE);
	assert_int_equal(style.background, COLOR_NONE);
	theme_free(theme);
}

static void what_is_wrong_is_said_with_its_place(void **state)
{
	(void)state;
	assert_refused("styles:\n  titel: bold\n", "mine.yaml:2:3: there is no role \"titel\"");
	assert_refused("styles:\n  title: blod\n", "mine.yaml:2:10: \"blod\" is no colour");
	assert_refused("styles:\n  title: 1 2\n", "one colour too many");
	assert_refused("styles:\n  title: 1 on\n", "a colour must follow");
	assert_refused("styles:\n  title: 256\n", "\"256\" is no colour");
	assert_refused("styles:\n  title: [bold]\n", "title is a style");
	assert_refused("palette:\n  a: \"#12345\"\n", "mine.yaml:2:3: a is");
	assert_refused("palette: 3\n", "palette holds lines");
	assert_refused("colors:\n  a: 1\n", "mine.yaml:1:1: a theme has");
	assert_refused("- a\n", "a theme has a palette");
	assert_refused("inherit: nowhere\n", "there is no theme \"nowhere\"");
	assert_refused("inherit: ../dark\n", "a theme's name");
	assert_refused("styles: [\n", "mine.yaml");
	assert_refused("inherit: [dark]\n", "inherit names one");
}

static void a_name_is_no_path(void **state)
{
	static const char *const names[] = { "", "../dark", "a/b", "dark.yaml", "none-such" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct err err = ERR_INIT;

		assert_null(theme_load(names[i], NULL, &err));
		assert_int_equal(err.status, STATUS_CONFIG);
		err_release(&err);
	}
}

static void colors_become_fewer(void **state)
{
	(void)state;
	assert_int_equal(color_reduce(COLOR_RGB | 0xff0000, DEPTH_RGB), COLOR_RGB | 0xff0000);
	assert_int_equal(color_reduce(COLOR_RGB | 0xff0000, DEPTH_256), 196);
	assert_int_equal(color_reduce(COLOR_RGB | 0xff0000, DEPTH_16), 9);
	assert_int_equal(color_reduce(COLOR_RGB | 0xff0000, DEPTH_MONO), COLOR_NONE);
	assert_int_equal(color_reduce(COLOR_NONE, DEPTH_16), COLOR_NONE);
	assert_int_equal(color_reduce(3, DEPTH_16), 3);
	assert_int_equal(color_reduce(196, DEPTH_16), 9);
	for (unsigned i = 16; i < 256; i++)
		assert_int_equal(color_rgb(color_nearest(color_rgb(i), 16, 255)), color_rgb(i));
}

static size_t changes;

static int count_change(int number, int red, int green, int blue)
{
	assert_true(number >= 16 && number <= 255);
	assert_in_range(red, 0, 1000);
	assert_in_range(green, 0, 1000);
	assert_in_range(blue, 0, 1000);
	changes++;
	return 0;
}

static void colors_are_given_numbers(void **state)
{
	struct swatch swatch = { .color_count = 256, .has_default = true, .change = count_change };
	struct style style = { COLOR_RGB | 0x101010, COLOR_RGB | 0x111111, 0 };
	int foreground, background;

	(void)state;
	changes = 0;
	swatch_numbers(&swatch, &style, &foreground, &background);
	assert_int_not_equal(foreground, background);
	swatch_numbers(&swatch, &style, &foreground, &background);
	assert_int_equal(changes, 2);
	/* More colours than there are numbers are shown all the same. */
	for (uint32_t rgb = 0; rgb < 1000; rgb++) {
		style.foreground = COLOR_RGB | rgb;
		swatch_numbers(&swatch, &style, &foreground, &background);
	}
	style = (struct style){ COLOR_NONE, 3, 0 };
	swatch_numbers(&swatch, &style, &foreground, &background);
	assert_int_equal(foreground, -1);
	assert_int_equal(background, 3);
	swatch_release(&swatch);
}

static void eight_colors_are_bold_where_bright(void **state)
{
	struct swatch swatch = { .color_count = 8 };
	struct style style = { 9, COLOR_NONE, 0 };
	int foreground, background;

	(void)state;
	swatch_numbers(&swatch, &style, &foreground, &background);
	assert_int_equal(foreground, 1);
	assert_int_equal(background, 0);
	assert_int_equal(style.attributes, ATTRIBUTE_BOLD);
}

static int makes;

static int make(int pair, int foreground, int background)
{
	makes++;
	assert_int_equal(pair, makes);
	assert_int_not_equal(foreground, background);
	return 0;
}

static void pairs_are_given_numbers(void **state)
{
	struct swatch swatch = { .color_count = 8, .make = make };

	(void)state;
	makes = 0;
	assert_int_equal(swatch_pair(&swatch, 1, 2, 2), 1);
	assert_int_equal(swatch_pair(&swatch, 2, 1, 2), 2);
	assert_int_equal(swatch_pair(&swatch, 1, 2, 2), 1);
	assert_int_equal(makes, 2);
	assert_int_equal(swatch_pair(&swatch, 3, 4, 2), 0);
	assert_int_equal(makes, 2);
	swatch_release(&swatch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_built_in_themes_are_good),
		cmocka_unit_test(text_can_be_read),
		cmocka_unit_test(what_matters_stands_out),
		cmocka_unit_test(a_users_theme),
		cmocka_unit_test(a_palette_alone_recolors),
		cmocka_unit_test(a_theme_may_change_the_built_in_one_of_its_name),
		cmocka_unit_test(an_empty_file_is_a_plain_theme),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(a_name_is_no_path),
		cmocka_unit_test(colors_become_fewer),
		cmocka_unit_test(colors_are_given_numbers),
		cmocka_unit_test(eight_colors_are_bold_where_bright),
		cmocka_unit_test(pairs_are_given_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

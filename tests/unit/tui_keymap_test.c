/* The key map: the built-in keys, a user's file over them, and what is refused. */
#include "config.h"

#include "tui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting_config.h"

static struct keymap keymap;

static int tear_down(void **state)
{
	(void)state;
	keymap_release(&keymap);
	return 0;
}

/* The action of a key, "" for none. */
static const char *action_of(enum context context, const char *name)
{
	struct key key;
	const struct binding *binding;

	assert_true(key_parse(name, strlen(name), &key));
	binding = keymap_find(&keymap, context, &key);
	return binding ? binding->action->name : "";
}

/* Loads with a user's file of this text. */
static bool load(const char *text, struct err *err)
{
	struct config config;
	bool good;

	assert_true(config_make(&config, "keys.yaml", text));
	good = keymap_load(&keymap, config.directory, err);
	config_remove(&config);
	return good;
}

static void assert_refused(const char *text, const char *wanted)
{
	struct err err = ERR_INIT;

	if (load(text, &err))
		fail_msg("\"%s\" is taken", text);
	assert_int_equal(err.status, STATUS_CONFIG);
	if (!strstr(err.text, wanted))
		fail_msg("\"%s\" does not say \"%s\"", err.text, wanted);
	err_release(&err);
	assert_int_equal(keymap.count, 0);
}

static void the_built_in_keys_are_good(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	if (!keymap_load(&keymap, NULL, &err))
		fail_msg("%s", err.text);
	assert_string_equal(action_of(CONTEXT_LIST, "j"), "down");
	assert_string_equal(action_of(CONTEXT_DETAIL, "^D"), "half-down");
	assert_string_equal(action_of(CONTEXT_FILTER, "Space"), "include");
	assert_string_equal(action_of(CONTEXT_LIST, "Space"), "shortlist");
	assert_string_equal(action_of(CONTEXT_QUERY, "Tab"), "complete");
	assert_string_equal(action_of(CONTEXT_QUERY, "j"), "");
	assert_string_equal(action_of(CONTEXT_HELP, "q"), "quit");
}

/* The conventions that DESIGN names. */
static void the_usual_keys_are_there(void **state)
{
	static const struct { const char *key, *action; } usual[] = {
		{ "Down", "down" }, { "k", "up" }, { "g", "top" }, { "G", "bottom" },
		{ "Home", "top" }, { "End", "bottom" }, { "^U", "half-up" }, { "^F", "page-down" },
		{ "^B", "page-up" }, { "PageDown", "page-down" }, { "Enter", "open" },
		{ "Tab", "focus-next" }, { "S-Tab", "focus-previous" }, { "/", "query" },
		{ "n", "next-match" }, { "N", "previous-match" }, { "?", "help" }, { "F1", "help" },
		{ "F10", "quit-all" }, { ":", "command" }, { "q", "quit" }, { "Q", "quit-all" },
		{ "^C", "quit-all" }, { "^L", "redraw" }, { "u", "undo" }, { "^R", "redo" },
		{ "s", "stage" }, { "t", "tag" }, { "J", "move-later" }, { "K", "move-earlier" },
		{ "o", "open-link" }, { "e", "export" }, { "f", "filter" }, { "^Z", "suspend" },
	};

	(void)state;
	assert_true(keymap_load(&keymap, NULL, NULL));
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		assert_string_equal(action_of(CONTEXT_LIST, usual[i].key), usual[i].action);
}

/* One can leave every context, and the program from each. */
static void there_is_a_way_out_of_everywhere(void **state)
{
	static const enum context contexts[] = {
		CONTEXT_LIST, CONTEXT_DETAIL, CONTEXT_FILTER, CONTEXT_QUERY, CONTEXT_PROMPT,
		CONTEXT_NARROW, CONTEXT_HELP,
	};

	(void)state;
	assert_true(keymap_load(&keymap, NULL, NULL));
	for (size_t i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
		assert_string_equal(action_of(contexts[i], "^C"), "quit-all");
		assert_string_equal(action_of(contexts[i], "^L"), "redraw");
		assert_true(*action_of(contexts[i], "Esc"));
	}
}

static void a_users_keys_come_over_them(void **state)
{
	struct err err = ERR_INIT;
	struct strbuf keys = STRBUF_INIT;

	(void)state;
	assert_true(load("list:\n  j: up\n  w: scroll-down 5\n  k: ~\npanes:\n  z: undo\n", &err));
	assert_string_equal(action_of(CONTEXT_LIST, "j"), "up");
	assert_string_equal(action_of(CONTEXT_DETAIL, "j"), "down");
	assert_string_equal(action_of(CONTEXT_LIST, "k"), "");
	assert_string_equal(action_of(CONTEXT_DETAIL, "k"), "up");
	assert_string_equal(action_of(CONTEXT_FILTER, "z"), "undo");
	assert_string_equal(action_of(CONTEXT_LIST, "w"), "scroll-down");
	keymap_keys(&keymap, CONTEXT_FILTER, action_find("undo"), 9, &keys);
	assert_string_equal(keys.text, "u z");
	strbuf_clear(&keys);
	keymap_keys(&keymap, CONTEXT_FILTER, action_find("undo"), 1, &keys);
	assert_string_equal(keys.text, "u");
	strbuf_release(&keys);
}

static void an_argument_is_kept(void **state)
{
	struct key key;

	(void)state;
	assert_true(load("list:\n  w: scroll-down  5\n", NULL));
	assert_true(key_parse("w", 1, &key));
	assert_string_equal(keymap_find(&keymap, CONTEXT_LIST, &key)->argument, "5");
	assert_true(key_parse("j", 1, &key));
	assert_null(keymap_find(&keymap, CONTEXT_LIST, &key)->argument);
}

static void nothing_in_it_is_fine(void **state)
{
	(void)state;
	assert_true(load("", NULL));
	keymap_release(&keymap);
	assert_true(load("# nothing\n", NULL));
	keymap_release(&keymap);
	assert_true(load("list: ~\n", NULL));
}

static void what_is_wrong_is_said_with_its_place(void **state)
{
	(void)state;
	assert_refused("list:\n  j: dwon\n", "keys.yaml:2:3: there is no action \"dwon\"");
	assert_refused("list:\n  jj: down\n", "keys.yaml:2:3: there is no key \"jj\"");
	assert_refused("lists:\n  j: down\n", "keys.yaml:1:1: keys are bound in");
	assert_refused("list:\n  j: include\n", "include does not work in list");
	assert_refused("panes:\n  j: include\n", "include does not work in list");
	assert_refused("list:\n  j: down 3\n", "down takes nothing");
	assert_refused("list:\n  j: [down]\n", "a key has one action");
	assert_refused("list: down\n", "list holds lines");
	assert_refused("- list\n", "keys stand below the context");
	assert_refused("list:\n  j: down\n  j: up\n", "keys.yaml:3");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, NULL, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_built_in_keys_are_good),
		TEST(the_usual_keys_are_there),
		TEST(there_is_a_way_out_of_everywhere),
		TEST(a_users_keys_come_over_them),
		TEST(an_argument_is_kept),
		TEST(nothing_in_it_is_fine),
		TEST(what_is_wrong_is_said_with_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

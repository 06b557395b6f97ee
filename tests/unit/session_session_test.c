/* The session: what keys and actions do to the line, the list, the marks and the messages. */
#include "config.h"

#include "session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "session_world.h"

static struct world world;
static struct session *session;

static int set_up(void **state)
{
	(void)state;
	if (!world_init(&world))
		return -1;
	session = world_session(&world, NULL);
	return session ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	world_release(&world);
	return 0;
}

static void run(const char *action)
{
	world_run(&world, action, NULL);
}

static void run_with(const char *action, const char *argument)
{
	world_run(&world, action, argument);
}

static void ask(const char *line)
{
	run_with("query", line);
}

static void expect_message(const char *part)
{
	if (!strstr(session->message.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, session->message.text);
}

/* A blank at the end of the line closes its last term, and does not matter here. */
static void expect_line(const char *line)
{
	size_t len = session->line.text.len;

	while (len > 0 && session->line.text.text[len - 1] == ' ')
		len--;
	assert_int_equal(len, strlen(line));
	assert_memory_equal(session->line.text.text, line, len);
}

static void expect_counts(const char *text)
{
	struct strbuf counts = STRBUF_INIT;

	session_counts(session, &counts);
	assert_string_equal(counts.text, text);
	strbuf_release(&counts);
}

static void every_action_runs_anywhere(void **state)
{
	static const char *const arguments[] = { NULL, "", "1", "x", "-9999999999999999999" };

	(void)state;
	for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++) {
		for (const struct action *action = action_table; action->name; action++) {
			struct request request;

			/* What writes a file is not for any argument. */
			if (strncmp(action->name, "export", 6) == 0 && arguments[i])
				continue;
			session_run(session, action, arguments[i]);
			session_type(session, "x", 1);
			request = session_take_request(session);
			free(request.text);
		}
	}
}

static void every_action_has_a_sentence(void **state)
{
	(void)state;
	for (const struct action *action = action_table; action->name; action++) {
		assert_true(action->contexts != 0);
		assert_non_null(action->run);
		assert_int_equal(action->help[strlen(action->help) - 1], '.');
		assert_ptr_equal(action_find(action->name), action);
	}
	assert_null(action_find(""));
}

static void typing_narrows_at_once(void **state)
{
	(void)state;
	expect_counts("4 of 4 shown · 0 hidden");
	run("query");
	assert_int_equal(session_context(session), CONTEXT_QUERY);
	world_type(&world, "r");
	world_type(&world, "u");
	world_type(&world, "st");
	assert_int_equal(session->list.total, 2);
	expect_counts("2 of 4 shown · 0 hidden");
	assert_string_equal(world_title(&world, 0), "Rust Intern");
	assert_int_equal(session->words.count, 1);
	run("accept");
	assert_int_equal(session_context(session), CONTEXT_LIST);
	expect_line("rust");
	run("query");
	run("clear");
	expect_line("");
	assert_int_equal(session->list.total, 4);
	assert_int_equal(session_context(session), CONTEXT_QUERY);
	run("clear");
	assert_int_equal(session_context(session), CONTEXT_LIST);
}

static void what_is_not_understood_keeps_the_answer(void **state)
{
	(void)state;
	ask("stack:rust");
	assert_int_equal(session->list.total, 2);
	run("query");
	world_type(&world, " salery:");
	assert_int_equal(session->list.total, 2);
	assert_true(session->typed->problems.count > 0);
	assert_true(session->message.len > 0);
	assert_string_equal(session->query->line, "stack:rust");
	run("clear");
	assert_int_equal(session->message.len, 0);
	assert_int_equal(session->list.total, 4);
}

static void a_start_with_a_problem(void **state)
{
	(void)state;
	session = world_session(&world, "rust salery:x");
	assert_int_equal(session->message_kind, MESSAGE_WARNING);
	assert_int_equal(session->list.total, 2);
}

static void hints_when_nothing_matches(void **state)
{
	(void)state;
	ask("stack:rust loc:lisbon is:remote ");
	if (session->list.total > 0)
		skip();
	assert_int_equal(session->list.total, 0);
	assert_int_equal(session->list.id, 0);
	assert_int_equal(session->detail.record.id, 0);
	ask("stack:rust workplace:hybrid ");
	assert_int_equal(session->list.total, 0);
	assert_int_equal(session->hints.count, 2);
	assert_string_equal(session->hints.items[0].text, "workplace:hybrid");
	assert_int_equal(session->hints.items[0].count, 2);
	assert_string_equal(session->hints.items[1].text, "stack:rust");
	assert_int_equal(session->hints.items[1].count, 1);
	run_with("drop-term", "3");
	assert_int_equal(session->list.total, 0);
	run_with("drop-term", "2");
	assert_int_equal(session->list.total, 1);
	assert_int_equal(session->hints.count, 0);
}

static void the_detail_follows(void **state)
{
	(void)state;
	assert_int_equal(session->detail.record.id, session->list.id);
	run("down");
	assert_int_equal(session->list.cursor, 1);
	assert_int_equal(session->detail.record.id, session->list.id);
	run("bottom");
	assert_string_equal(record_title(&session->detail.record), "Lantern Keeper");
	run("top");
	assert_int_equal(session->list.cursor, 0);
}

static void matches_across_postings(void **state)
{
	int64_t first;

	(void)state;
	run("next-match");
	expect_message("no words");
	ask("rust ");
	first = session->list.id;
	for (int i = 0; i < 40 && session->list.id == first; i++)
		run("next-match");
	assert_int_not_equal(session->list.id, first);
	expect_message("match 1 of");
	run("previous-match");
	assert_int_equal(session->list.id, first);
	for (int i = 0; i < 40; i++)
		run("next-match");
	expect_message("no further match");
}

static void panes_and_quitting(void **state)
{
	struct request request;

	(void)state;
	run("open");
	assert_int_equal(session_context(session), CONTEXT_DETAIL);
	run("quit");
	assert_int_equal(session_context(session), CONTEXT_LIST);
	run("filter");
	assert_int_equal(session_context(session), CONTEXT_FILTER);
	run("narrow");
	assert_int_equal(session_context(session), CONTEXT_NARROW);
	run("clear");
	assert_int_equal(session_context(session), CONTEXT_FILTER);
	run("back");
	run("help");
	assert_int_equal(session_context(session), CONTEXT_HELP);
	run("down");
	assert_int_equal(session->help_top, 1);
	run("quit");
	assert_false(session->is_quitting);
	run("quit");
	assert_true(session->is_quitting);
	request = session_take_request(session);
	assert_int_equal(request.kind, REQUEST_QUIT);
	assert_int_equal(session_take_request(session).kind, REQUEST_NONE);
}

static void opening_marks_as_seen(void **state)
{
	(void)state;
	assert_false(result_list_row(&session->list, 0)->marks.is_seen);
	run("open");
	assert_true(result_list_row(&session->list, 0)->marks.is_seen);
	run("mark-new");
	assert_false(result_list_row(&session->list, 0)->marks.is_seen);
}

static void completing_keys_and_values(void **state)
{
	(void)state;
	run("query");
	world_type(&world, "workp");
	run("complete");
	expect_line("workplace:");
	world_type(&world, "rem");
	run("complete");
	expect_line("workplace:remote");
	assert_int_equal(session->list.total, 1);
	run("clear");
	world_type(&world, "stack:");
	run("complete");
	assert_true(session->candidates.count > 1);
	assert_int_equal(session->chosen, 0);
	expect_line("stack:linux");
	assert_int_equal(session->candidates.items[0].count, 3);
	run("complete");
	expect_line("stack:rust");
	run("complete-previous");
	expect_line("stack:linux");
	world_type(&world, " ");
	assert_int_equal(session->candidates.count, 0);
}

static void history(void **state)
{
	(void)state;
	ask("rust ");
	ask("loc:berlin");
	run("query");
	run("delete-to-start");
	world_type(&world, "dra");
	run("history-previous");
	expect_line("loc:berlin");
	run("history-previous");
	expect_line("rust");
	run("history-previous");
	expect_line("rust");
	run("history-next");
	run("history-next");
	expect_line("dra");
	run("history-next");
	expect_line("dra");
}

static void go_to_value(enum field_id field, const char *value)
{
	for (size_t i = 0; i < session->facets.rows.count; i++) {
		const struct facet_row *row = &session->facets.rows.items[i];

		if (row->field == field && row->value && strcmp(row->value, value) == 0) {
			facets_move(&session->facets,
				    (int64_t)i - (int64_t)session->facets.cursor);
			return;
		}
	}
	fail_msg("no value %s", value);
}

static void the_filter_edits_the_line(void **state)
{
	(void)state;
	run("filter");
	go_to_value(FIELD_STACK, "rust");
	run("include");
	expect_line("stack:rust");
	assert_int_equal(session->list.total, 2);
	assert_int_equal(facets_current(&session->facets)->state, QUERY_INCLUDED);
	expect_message("Rust");
	run("include");
	expect_line("");
	go_to_value(FIELD_STACK, "php");
	run("exclude");
	expect_line("-stack:php");
	assert_int_equal(session->list.total, 3);
	assert_int_equal(facets_current(&session->facets)->state, QUERY_EXCLUDED);
	assert_int_equal(facets_current(&session->facets)->count, 1);
	run("clear-value");
	expect_line("");
	run("top");
	run("open");
	assert_true(session->facets.is_closed[FIELD_LOCATION]);
}

/* The heading, which shows the letters, does not stay above the first row that is shown. */
static void narrowing_after_scrolling(void **state)
{
	size_t heading;

	(void)state;
	session_resize(session, 80, 16);
	run("focus-filter");
	run("next-facet");
	heading = session->facets.cursor;
	run("down");
	run("down");
	session->facets.top = session->facets.cursor;
	run("narrow");
	world_type(&world, "r");
	assert_int_equal(session->facets.cursor, heading + 1);
	assert_true(session->facets.top <= heading);
}

static void narrowing_a_facet(void **state)
{
	(void)state;
	run("filter");
	go_to_value(FIELD_STACK, "linux");
	run("narrow");
	world_type(&world, "ru");
	assert_string_equal(facets_current(&session->facets)->value, "rust");
	run("accept");
	assert_int_equal(session_context(session), CONTEXT_FILTER);
	run("include");
	expect_line("stack:rust");
	run("back");
	assert_int_equal(session->facets.narrow.text.len, 0);
	assert_int_equal(session_context(session), CONTEXT_FILTER);
	run("back");
	assert_int_equal(session_context(session), CONTEXT_LIST);
}

static void the_shortlist(void **state)
{
	int64_t first = session->list.id;

	(void)state;
	run("shortlist");
	expect_message("(1)");
	assert_int_equal(session->list.id, first);
	assert_true(result_list_row(&session->list, 0)->marks.is_shortlisted);
	run("down");
	run("shortlist");
	expect_message("(2)");
	run("show-shortlist");
	assert_int_equal(session->list.total, 2);
	assert_int_equal(session->list.id, first);
	run("move-later");
	assert_int_equal(session->list.cursor, 1);
	assert_int_equal(session->list.id, first);
	run("move-earlier");
	assert_int_equal(session->list.cursor, 0);
	run("show-shortlist");
	expect_line("");
	run("bottom");
	run("move-later");
	expect_message("first");
}

static void undo_after_do(void **state)
{
	(void)state;
	run("undo");
	assert_int_equal(session->message_kind, MESSAGE_WARNING);
	run_with("stage", "applied");
	assert_int_equal(result_list_row(&session->list, 0)->marks.stage, STAGE_APPLIED);
	run_with("tag", "later +soon");
	assert_int_equal(result_list_row(&session->list, 0)->marks.tags.count, 2);
	run_with("tag", "-later");
	run_with("tag", "soon");
	assert_int_equal(result_list_row(&session->list, 0)->marks.tags.count, 0);
	run("undo");
	expect_message("undone");
	for (int i = 0; i < 4; i++)
		run("undo");
	assert_int_equal(result_list_row(&session->list, 0)->marks.stage, STAGE_NONE);
	run("redo");
	assert_int_equal(result_list_row(&session->list, 0)->marks.stage, STAGE_APPLIED);
	run_with("stage", "promoted");
	expect_message("no stage");
	run_with("stage", "none");
	assert_int_equal(result_list_row(&session->list, 0)->marks.stage, STAGE_NONE);
}

static void hiding(void **state)
{
	int64_t first = session->list.id;

	(void)state;
	run("hide");
	assert_int_equal(session_context(session), CONTEXT_PROMPT);
	world_type(&world, "too far");
	run("accept");
	expect_counts("3 of 4 shown · 1 hidden");
	assert_int_not_equal(session->list.id, first);
	ask("is:hidden");
	assert_int_equal(session->list.id, first);
	assert_string_equal(session->detail.record.marks.hidden_reason, "too far");
	run("unhide");
	assert_int_equal(session->list.total, 0);
	run("undo");
	assert_int_equal(session->list.total, 1);
	run("clear-query");
	run("unhide");
	expect_message("is not hidden");
}

static void notes(void **state)
{
	struct request request;

	(void)state;
	session_notes_edited(session, "nobody asked");
	run("note");
	request = session_take_request(session);
	assert_int_equal(request.kind, REQUEST_EDIT_NOTES);
	assert_string_equal(request.text, "");
	free(request.text);
	session_notes_edited(session, "call Anna\n");
	assert_non_null(strstr(session->detail.record.marks.notes, "call Anna"));
	run("note");
	request = session_take_request(session);
	assert_non_null(strstr(request.text, "call Anna"));
	free(request.text);
}

static void prompts(void **state)
{
	(void)state;
	run("stage");
	assert_string_equal(prompt_label(session->prompt.kind), "stage: ");
	assert_true(session->prompt.candidates.count > 3);
	world_type(&world, "int");
	assert_int_equal(session->prompt.candidates.count, 1);
	run("complete");
	assert_string_equal(session->prompt.edit.text.text, "interview");
	run("accept");
	assert_int_equal(result_list_row(&session->list, 0)->marks.stage, STAGE_INTERVIEW);
	run("command");
	world_type(&world, "short");
	assert_true(session->prompt.candidates.count >= 2);
	assert_string_equal(session->prompt.candidates.items[0].text, "shortlist");
	run("complete");
	run("accept");
	assert_true(result_list_row(&session->list, 0)->marks.is_shortlisted);
	run("command");
	world_type(&world, "shrtlist");
	run("accept");
	expect_message("did you mean shortlist");
	run("command");
	world_type(&world, "sort -salary,-comp");
	run("complete");
	assert_string_equal(session->prompt.edit.text.text, "sort -salary,-company");
	run("delete-to-start");
	world_type(&world, "set layout ");
	run("complete");
	assert_string_equal(session->prompt.edit.text.text, "set layout auto");
	run("clear");
	run("command");
	world_type(&world, "  set layout  two ");
	run("accept");
	assert_int_equal(session->layout.way, LAYOUT_TWO);
	run("command");
	run("clear");
	assert_int_equal(session_context(session), CONTEXT_LIST);
}

static void settings_and_theme(void **state)
{
	struct request request;

	(void)state;
	run_with("set", "layuot two");
	expect_message("did you mean \"layout\"");
	run_with("set", "layout");
	expect_message("layout: auto");
	run_with("theme", "light");
	request = session_take_request(session);
	assert_int_equal(request.kind, REQUEST_THEME);
	assert_string_equal(request.text, "light");
	free(request.text);
}

static void sorting(void **state)
{
	(void)state;
	run("sort");
	expect_line("sort:-salary");
	assert_string_equal(world_title(&world, 0), "Rust Engineer");
	run("sort");
	expect_line("sort:company");
	run_with("sort", "title");
	assert_string_equal(world_title(&world, 0), "Lantern Keeper");
	run_with("sort", "none");
	expect_line("");
	run_with("sort", "nonsense");
	assert_string_equal(world_title(&world, 0), "Rust Intern");
}

static void a_posting_without_a_link(void **state)
{
	(void)state;
	run("open-link");
	expect_message("no link");
	assert_int_equal(session_take_request(session).kind, REQUEST_NONE);
}

/* A directory for a file that is exported. */
static char directory[64];
static char file[96];

static void make_directory(const char *name)
{
	snprintf(directory, sizeof directory, "/tmp/shortlist-test-XXXXXX");
	assert_non_null(mkdtemp(directory));
	snprintf(file, sizeof file, "%s/%s", directory, name);
}

/* What was asked is there again in the next session; what was only typed is not. */
static void history_is_kept(void **state)
{
	struct session_options options = {
		.store = world.store, .vocabulary = &world.vocabulary,
		.extractor = world.extractor, .settings = &world.settings, .today = WORLD_TODAY,
	};

	(void)state;
	make_directory("history");
	options.history = file;
	for (int turn = 0; turn < 2; turn++) {
		session_free(world.session);
		world.session = session = session_new(&options, NULL);
		assert_non_null(session);
		run("query");
		run("history-previous");
		expect_line(turn == 0 ? "" : "loc:berlin");
		run("delete-to-start");
		world_type(&world, turn == 0 ? "loc:berlin" : "rus");
		run(turn == 0 ? "accept" : "back");
	}
	unlink(file);
	rmdir(directory);
}

static void exporting(void **state)
{
	char *target;

	(void)state;
	make_directory("out.txt");
	ask("rust ");
	run("export");
	assert_int_equal(session->prompt.kind, PROMPT_EXPORT);
	assert_string_equal(session->prompt.edit.text.text, "shortlist.txt");
	run("clear");
	run_with("export", file);
	expect_message("2 postings written");
	run_with("export", file);
	assert_int_equal(session->prompt.kind, PROMPT_REPLACE_FILE);
	assert_string_equal(session->prompt.subject, file);
	run("accept");
	assert_int_equal(session->prompt.kind, PROMPT_REPLACE_FILE);
	world_type(&world, "n");
	assert_int_equal(session->prompt.kind, PROMPT_NONE);
	run_with("export-shortlist", file);
	target = session->prompt.target;
	assert_string_equal(target, file);
	world_type(&world, "y");
	expect_message("0 postings written");
	run_with("export", "/nonexistent/folder/x.txt");
	assert_int_equal(session->message_kind, MESSAGE_WARNING);
	unlink(file);
	rmdir(directory);
}

static void sizes(void **state)
{
	(void)state;
	static const int all[][2] = { { 1, 1 }, { 20, 6 }, { 40, 12 }, { 80, 24 }, { 200, 50 },
				      { 0, 0 }, { 400, 200 }, { 120, 30 } };

	ask("rust ");
	run("down");
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		session_resize(session, all[i][0], all[i][1]);
		run("focus-next");
		run("layout");
		assert_int_equal(session->list.cursor, 1);
		expect_line("rust");
	}
}

static void messages_are_gated(void **state)
{
	(void)state;
	session_say(session, MESSAGE_INFO, "%s", "a\x1b[31m\nb");
	assert_null(strchr(session->message.text, '\x1b'));
	assert_null(strchr(session->message.text, '\n'));
}

static void a_read_only_store(void **state)
{
	struct err err = ERR_INIT;
	struct session_options options = { .settings = &world.settings, .today = WORLD_TODAY,
					   .vocabulary = &world.vocabulary,
					   .extractor = world.extractor };
	struct store *store;

	(void)state;
	make_directory("read.db");
	store = store_open(file, STORE_READ_WRITE, &world.vocabulary, &err);
	assert_non_null(store);
	store_close(store);
	options.store = store_open(file, STORE_READ_ONLY, &world.vocabulary, &err);
	assert_non_null(options.store);
	session_free(world.session);
	world.session = session = session_new(&options, &err);
	assert_non_null(session);
	run("undo");
	expect_message("reading only");
	run("shortlist");
	expect_message("reading only");
	session_free(session);
	world.session = NULL;
	store_close(options.store);
	unlink(file);
	rmdir(directory);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_action_runs_anywhere), TEST(every_action_has_a_sentence),
		TEST(typing_narrows_at_once), TEST(what_is_not_understood_keeps_the_answer),
		TEST(a_start_with_a_problem), TEST(hints_when_nothing_matches),
		TEST(the_detail_follows), TEST(matches_across_postings),
		TEST(panes_and_quitting), TEST(opening_marks_as_seen),
		TEST(completing_keys_and_values), TEST(history), TEST(history_is_kept),
		TEST(the_filter_edits_the_line), TEST(narrowing_a_facet),
		TEST(narrowing_after_scrolling), TEST(the_shortlist),
		TEST(undo_after_do), TEST(hiding), TEST(notes), TEST(prompts),
		TEST(settings_and_theme), TEST(sorting), TEST(a_posting_without_a_link),
		TEST(exporting), TEST(sizes), TEST(messages_are_gated), TEST(a_read_only_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What changed from version to version, in the detail. */
#include "config.h"

#include "session/detail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "session_world.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/utf8.h"
#include "util/vec.h"

static struct world world;
static struct detail detail;
static struct query_words words;

static int set_up_all(void **state)
{
	(void)state;
	return world_init(&world) ? 0 : -1;
}

static int tear_down_all(void **state)
{
	(void)state;
	world_release(&world);
	return 0;
}

static int set_up(void **state)
{
	(void)state;
	detail_init(&detail);
	memset(&words, 0, sizeof words);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	detail_release(&detail);
	return 0;
}

static void add_version(struct versions *versions, const char *pay, const char *body)
{
	struct version *version = VEC_PUSH(versions);

	*version = (struct version){
		.number = (int)versions->count, .workplace = WORKPLACE_UNKNOWN,
		.first = WORLD_TODAY - 10 + (int)versions->count, .replaced = DATE_UNKNOWN,
		.pay = pay ? xstrdup(pay) : NULL, .format = BODY_MARKDOWN,
	};
	strbuf_init(&version->body);
	strbuf_puts(&version->body, body);
}

/* The posting of these versions, laid out to 60 by 20. */
static void show(const char *body, int count)
{
	struct record record;

	record_init(&record);
	record.id = 1;
	record.version = count;
	record.changed = WORLD_TODAY - 3;
	record.posting.title = xstrdup("Kettle Brewer");
	record.posting.format = BODY_MARKDOWN;
	strbuf_puts(&record.posting.body, body);
	detail_show(&detail, world.extractor, &record);
	record_release(&record);
	detail_layout(&detail, 60, 20, &words, world.vocabulary.gazetteer, WORLD_TODAY);
}

/* Shows what became of BEFORE in AFTER. */
static void compare(const char *before, const char *after)
{
	struct versions versions = { 0 };

	add_version(&versions, NULL, before);
	add_version(&versions, NULL, after);
	show(after, 2);
	detail_show_changes(&detail, &versions);
	assert_int_equal(versions.count, 0);
}

static size_t find_line(const char *text)
{
	for (size_t i = 0; i < detail.lines.count; i++)
		if (strstr(detail.lines.items[i].text, text))
			return i;
	return SIZE_MAX;
}

static size_t line_with(const char *text)
{
	size_t line = find_line(text);

	if (line == SIZE_MAX) {
		for (size_t i = 0; i < detail.lines.count; i++)
			print_message("|%s\n", detail.lines.items[i].text);
		fail_msg("no line with \"%s\"", text);
	}
	return line;
}

/* Whether all of TEXT in the line has the role, and nothing beside it. */
static bool has_role(size_t line, const char *text, enum role role)
{
	const struct detail_line *shown = &detail.lines.items[line];
	size_t start = (size_t)(strstr(shown->text, text) - shown->text);

	for (size_t i = 0; i < shown->spans.count; i++)
		if (shown->spans.items[i].role == role && shown->spans.items[i].start == start)
			return shown->spans.items[i].end == start + strlen(text);
	return false;
}

static void words_are_marked(void **state)
{
	size_t line;

	(void)state;
	compare("We brew **green** tea in Berlin, with care.\n",
		"We brew **black** tea in Paris, with great care.\n");
	assert_true(find_line("Version 2 against version 1") != SIZE_MAX);
	line_with("first read 2026-11-14; the one before 2026-11-13");
	line = line_with("We brew [-green-] {+black+} tea in [-Berlin-] {+Paris+},");
	assert_non_null(strstr(detail.lines.items[line + 1].text, "with {+great+} care."));
	assert_true(has_role(line, "[-green-]", ROLE_REMOVED));
	assert_true(has_role(line, "{+black+}", ROLE_ADDED));
	assert_true(has_role(line, "{+Paris+}", ROLE_ADDED));
	assert_int_equal(find_line("workplace"), SIZE_MAX);
}

static void facts_come_first(void **state)
{
	struct versions versions = { 0 };
	size_t line;

	(void)state;
	add_version(&versions, "50,000 \x1b[31mEUR", "Brew tea.\n");
	add_version(&versions, "60,000 EUR", "Brew tea.\n");
	versions.items[1].workplace = WORKPLACE_REMOTE;
	versions.items[0].places = xstrdup("Lisbon; Porto");
	show("Brew tea.\n", 2);
	detail_show_changes(&detail, &versions);
	line = line_with("{+60,000 EUR+}");
	assert_true(has_role(line, "{+60,000 EUR+}", ROLE_ADDED));
	assert_true(has_role(line_with("{+remote+}"), "{+remote+}", ROLE_ADDED));
	assert_true(has_role(line_with("Lisbon"), "[-Lisbon; Porto-]", ROLE_REMOVED));
	assert_true(line_with("The text has the same words.") > line);
	for (size_t i = 0; i < detail.lines.count; i++)
		assert_null(strchr(detail.lines.items[i].text, '\x1b'));
}

static void what_did_not_change_is_cut_short(void **state)
{
	struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 40; i++) {
		strbuf_printf(&before, "Paragraph %d says so many words and then it stops%s.\n\n",
			      i, i == 20 ? " at one" : "");
		strbuf_printf(&after, "Paragraph %d says so many words and then it stops%s.\n\n",
			      i, i == 20 ? " at six" : "");
	}
	compare(before.text, after.text);
	line_with("… 20 says so many words and then it stops at [-one-]");
	line_with("{+six+}. …");
	assert_int_equal(find_line("Paragraph 18"), SIZE_MAX);
	assert_int_equal(find_line("Paragraph 22"), SIZE_MAX);
	assert_true(detail.lines.count < 12);
	strbuf_release(&before);
	strbuf_release(&after);
}

static void items_and_paragraphs_keep_their_lines(void **state)
{
	size_t line;

	(void)state;
	compare("# Duties\n\n- Boil water\n- Wash cups\n\nCome soon.\n",
		"# Duties\n\n- Boil water\n- Warm the pot\n- Wash cups\n\nCome on Monday.\n");
	line = line_with("{+Warm the pot+}");
	assert_string_equal(detail.lines.items[line].text, "• {+Warm the pot+}");
	assert_string_equal(detail.lines.items[line - 1].text, "• Boil water");
	assert_string_equal(detail.lines.items[line + 1].text, "• Wash cups");
	line_with("Come [-soon-] {+on Monday+}.");
	compare("Old one.\n\nSame.\n", "New two.\n\nSame.\n");
	line_with("[-Old one-] {+New two+}.");
	compare("Gone\n\nSame.\n", "Same.\n");
	line = line_with("[-Gone-]");
	assert_string_equal(detail.lines.items[line].text, "[-Gone-]");
}

static void a_text_can_go_whole(void **state)
{
	(void)state;
	compare("All of it.\n", "");
	line_with("[-All of it.-]");
	compare("", "All of it.\n");
	line_with("{+All of it.+}");
	compare("", "");
	line_with("The text has the same words.");
}

static void from_version_to_version_and_back(void **state)
{
	struct versions versions = { 0 };

	(void)state;
	add_version(&versions, NULL, "Price one.\n");
	add_version(&versions, NULL, "Price two.\n");
	add_version(&versions, NULL, "Price three.\n");
	show("Price three.\n", 3);
	assert_true(detail.lines.count > 0);
	line_with("3 days ago, 3 versions");
	detail_show_changes(&detail, &versions);
	line_with("[-two-] {+three+}");
	assert_true(detail_earlier_change(&detail));
	line_with("[-one-] {+two+}");
	show("Price three.\n", 3);
	line_with("[-one-] {+two+}");
	assert_false(detail_earlier_change(&detail));
	line_with("3 days ago, 3 versions");
	assert_int_equal(detail.changes.versions.count, 0);
}

static void another_version_shows_its_text(void **state)
{
	(void)state;
	compare("Price one.\n", "Price two.\n");
	show("Price three.\n", 3);
	assert_int_equal(detail.changes.at, 0);
	line_with("three");
	compare("Price one.\n", "Price two.\n");
	detail_clear(&detail);
	assert_int_equal(detail.changes.at, 0);
}

static void hostile_text_stays_behind_the_gate(void **state)
{
	(void)state;
	compare("safe \x1b[31mred \xE2\x80\xAE" "end\n\n```\na\n\tb\n```\n",
		"safe \x1b[32mgreen \xFF\n\n```\na\n\tc\n```\n");
	for (int cols = 60; cols > 0; cols -= 13) {
		detail_layout(&detail, cols, 20, &words, world.vocabulary.gazetteer, WORLD_TODAY);
		for (size_t i = 0; i < detail.lines.count; i++) {
			const char *text = detail.lines.items[i].text;

			assert_true(utf8_is_valid(text, strlen(text)));
			for (const char *c = text; *c; c++)
				assert_true((unsigned char)*c >= 0x20 && *c != 0x7F);
		}
	}
}

static void the_action_says_when_there_is_one_version(void **state)
{
	struct session *session = world_session(&world, "title:lantern ");

	(void)state;
	assert_non_null(session);
	world_run(&world, "changes", NULL);
	assert_string_equal(session->message.text, "it has only one version");
	assert_int_equal(session->detail.changes.at, 0);
}

static void the_action_goes_through_the_changes(void **state)
{
	struct session *session;

	(void)state;
	assert_true(world_put(&world, "kettle.md", "Kettle Mender", "Mend kettles of tin.\n"));
	assert_true(world_put(&world, "kettle.md", "Kettle Mender", "Mend kettles of iron.\n"));
	session = world_session(&world, "title:mender ");
	assert_non_null(session);
	world_run(&world, "changes", NULL);
	assert_string_equal(session->message.text, "change 1 of 1, the latest first");
	assert_int_equal(session->detail.changes.at, 1);
	world_run(&world, "changes", NULL);
	assert_string_equal(session->message.text, "the text as it is now");
	assert_int_equal(session->detail.changes.at, 0);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(words_are_marked), TEST(facts_come_first),
		TEST(what_did_not_change_is_cut_short),
		TEST(items_and_paragraphs_keep_their_lines), TEST(a_text_can_go_whole),
		TEST(from_version_to_version_and_back), TEST(another_version_shows_its_text),
		TEST(hostile_text_stays_behind_the_gate),
		TEST(the_action_says_when_there_is_one_version),
		TEST(the_action_goes_through_the_changes),
	};

	return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}

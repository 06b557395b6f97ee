/* The detail: facts, reflow, matches, evidence, hostile text. */
#include "config.h"

#include "session/detail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "session_world.h"
#include "util/alloc.h"
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
	query_words_release(&words);
	return 0;
}

static void look_for(const char *line)
{
	struct query *query = query_parse(line, WORLD_TODAY);

	query_words_release(&words);
	memset(&words, 0, sizeof words);
	query_words(query, &words);
	query_free(query);
}

static void lay(int cols, int rows)
{
	detail_layout(&detail, cols, rows, &words, world.vocabulary.gazetteer, WORLD_TODAY);
}

/* Shows a posting of this body, and lays it out to 60 by 20. */
static void show_bytes(const char *body, size_t len)
{
	struct record record;

	record_init(&record);
	record.id = 1;
	record.posting.title = xstrdup("Kettle Brewer");
	record.posting.format = BODY_MARKDOWN;
	strbuf_add(&record.posting.body, body, len);
	detail_show(&detail, world.extractor, &record);
	record_release(&record);
	lay(60, 20);
}

static void show(const char *body)
{
	show_bytes(body, strlen(body));
}

/* The first line that holds TEXT; fails where there is none. */
static size_t line_with(const char *text)
{
	for (size_t i = 0; i < detail.lines.count; i++)
		if (strstr(detail.lines.items[i].text, text))
			return i;
	for (size_t i = 0; i < detail.lines.count; i++)
		print_message("|%s\n", detail.lines.items[i].text);
	fail_msg("no line with \"%s\"", text);
	return 0;
}

/* The text of a line's first span of that role, "" for none. Valid until the next call. */
static const char *spanned(size_t line, enum role role)
{
	static char text[256];

	text[0] = '\0';
	for (size_t i = 0; i < detail.lines.items[line].spans.count; i++) {
		const struct detail_span *span = &detail.lines.items[line].spans.items[i];

		if (span->role == role && span->end - span->start < sizeof text) {
			memcpy(text, detail.lines.items[line].text + span->start,
			       span->end - span->start);
			text[span->end - span->start] = '\0';
			return text;
		}
	}
	return text;
}

/* What must hold of any layout. */
static void check_lines(size_t cols)
{
	for (size_t i = 0; i < detail.lines.count; i++) {
		const struct detail_line *line = &detail.lines.items[i];
		size_t len = strlen(line->text), at = 0;

		assert_true(utf8_is_valid(line->text, len));
		assert_true(utf8_cols(line->text, len) <= cols);
		for (const char *c = line->text; *c; c++)
			assert_true((unsigned char)*c >= 0x20 && *c != 0x7F);
		for (size_t span = 0; span < line->spans.count; span++) {
			assert_true(line->spans.items[span].start >= at);
			assert_true(line->spans.items[span].end >= line->spans.items[span].start);
			at = line->spans.items[span].end;
		}
		assert_true(at <= len);
		assert_true(line->doc_start <= line->doc_end);
		assert_true(line->doc_end <= detail.document.text.len);
	}
}

static void nothing_is_shown(void **state)
{
	struct strbuf what = STRBUF_INIT;

	(void)state;
	lay(40, 10);
	assert_int_equal(detail.lines.count, 0);
	detail_scroll(&detail, 5);
	detail_scroll(&detail, INT64_MIN);
	assert_int_equal(detail.top, 0);
	assert_false(detail_next_match(&detail, 1));
	assert_false(detail_next_section(&detail, -1));
	assert_false(detail_next_evidence(&detail, 1, &what));
	detail_clear(&detail);
}

static void an_empty_posting(void **state)
{
	struct record record;

	(void)state;
	record_init(&record);
	record.id = 7;
	detail_show(&detail, world.extractor, &record);
	lay(60, 20);
	assert_string_equal(spanned(line_with("no title"), ROLE_UNKNOWN), "(no title)");
	assert_string_equal(spanned(line_with("place"), ROLE_UNKNOWN), "unknown");
	assert_string_equal(spanned(line_with("workplace"), ROLE_UNKNOWN), "unknown");
	assert_string_equal(spanned(line_with("visa"), ROLE_LABEL), "posted");
	check_lines(60);
}

static void facts(void **state)
{
	struct record record;
	size_t line;

	(void)state;
	record_init(&record);
	record.id = 7;
	record.posting.title = xstrdup("Keeper\nof \x1b[31mLanterns");
	record.posting.title_inferred = true;
	record.posting.company = xstrdup("Harbour Lights");
	record.posting.url = xstrdup("https://harbour.example/jobs");
	posting_set_conflict(&record.posting, FIELD_WORKPLACE);
	posting_set_conflict(&record.posting, FIELD_EDUCATION);
	record.posting.education = EDUCATION_MASTER;
	record.posting.office_days = 3;
	posting_add_language(&record.posting, "German", NEED_PREFERRED);
	record.posting.years_min = 3;
	record.posting.years_max = -1;
	record.posting.seniority = SENIORITY_SENIOR;
	record.posting.posted = WORLD_TODAY - 2;
	posting_add_technology(&record.posting, "Google Cloud", NEED_REQUIRED);
	posting_add_technology(&record.posting, "Rust", NEED_PREFERRED);
	record.marks.stage = STAGE_APPLIED;
	record.marks.notes = xstrdup("call\nAnna\n");
	*VEC_PUSH(&record.marks.tags) = xstrdup("later");
	detail_show(&detail, world.extractor, &record);
	lay(60, 20);
	assert_non_null(strstr(detail.lines.items[0].text, "Keeper of"));
	assert_string_equal(spanned(0, ROLE_UNKNOWN), " (title inferred)");
	line = line_with("Harbour Lights");
	assert_string_equal(spanned(line, ROLE_LINK), "https://harbour.example/jobs");
	line = line_with("3+ years");
	assert_non_null(strstr(detail.lines.items[line].text, "senior"));
	line_with("2026-11-20, 2d ago");
	line = line_with("master (!)");
	assert_string_equal(spanned(line, ROLE_WARNING), "master (!)");
	assert_non_null(strstr(detail.lines.items[line].text, "German"));
	line_with("3 days a week");
	for (size_t i = 0; i < detail.lines.count; i++)
		assert_null(strstr(detail.lines.items[i].text, "clearance"));
	assert_string_equal(spanned(line_with("must "), ROLE_MUST), "Google Cloud");
	assert_string_equal(spanned(line_with("nice "), ROLE_NICE), "Rust");
	assert_string_equal(spanned(line_with("stage "), ROLE_STAGE), "applied");
	line_with("later");
	assert_string_equal(detail.lines.items[line_with("call") + 1].text, "           Anna");
	assert_string_equal(spanned(line_with("two things"), ROLE_WARNING),
			    "It says two things about: workplace, degree");
	check_lines(60);
	lay(20, 20);
	check_lines(20);
}

static void names_are_not_broken(void **state)
{
	struct record record;

	(void)state;
	record_init(&record);
	record.id = 7;
	posting_add_technology(&record.posting, "Rust", NEED_REQUIRED);
	posting_add_technology(&record.posting, "Google Cloud", NEED_REQUIRED);
	posting_add_technology(&record.posting, "OpenID Connect", NEED_REQUIRED);
	detail_show(&detail, world.extractor, &record);
	lay(30, 20);
	line_with("Google Cloud");
	line_with("OpenID Connect");
	check_lines(30);
}

static void blocks(void **state)
{
	size_t line;

	(void)state;
	show("# About\n\nWe brew tea in kettles of copper, and have for three hundred years.\n\n"
	     "# Requirements\n\n- patience with water that does not want to boil today or ever\n"
	     "- tea\n\n```\nint x;\n```\n");
	line = line_with("About");
	assert_string_equal(spanned(line, ROLE_HEADING), "About");
	assert_int_equal(utf8_cols(detail.lines.items[line].text,
				   strlen(detail.lines.items[line].text)), 60);
	line = line_with("• patience");
	assert_int_equal(strncmp(detail.lines.items[line + 1].text, "  ", 2), 0);
	assert_int_not_equal(detail.lines.items[line + 1].text[2], ' ');
	line_with("• tea");
	line_with("int x;");
	assert_int_equal(detail.section_lines.count, 2);
	check_lines(60);
	detail.rows = 4;
	assert_true(detail_next_section(&detail, 1));
	assert_int_equal(detail.top, line_with("About"));
	assert_true(detail_next_section(&detail, 1));
	assert_int_equal(detail.top, line_with("Requirements"));
	assert_true(detail_next_section(&detail, -1));
	assert_true(detail_next_section(&detail, -1));
	assert_int_equal(detail.top, 0);
	assert_false(detail_next_section(&detail, -1));
}

static void a_heading_has_no_colon_and_a_label_no_rule(void **state)
{
	size_t line;

	(void)state;
	show("**Location**: Toronto\n\nBrew tea.\n\nRequirements:\n\n- Patience\n- Tea\n");
	line = line_with("Location: Toronto");
	assert_null(strstr(detail.lines.items[line].text, "──"));
	line = line_with("── Requirements ──");
	assert_string_equal(detail.lines.items[line + 1].text, "• Patience");
}

static void links_are_listed(void **state)
{
	size_t line;

	(void)state;
	show("Write to [the brewery](https://kettle.example/apply) or not.\n");
	line = line_with("Write to the brewery");
	assert_non_null(strstr(detail.lines.items[line].text, "brewery[1] or not"));
	assert_string_equal(spanned(line, ROLE_LINK), "the brewery");
	line_with("Links");
	assert_string_equal(spanned(line_with("[1] https"), ROLE_LINK),
			    "https://kettle.example/apply");
	check_lines(60);
}

static void matches(void **state)
{
	(void)state;
	look_for("brew \"copper kettle\" tea");
	show("Brewing. To BREW, brew; br\xC3\xA9w!\n\nA copper-kettle. Copper,\nkettle. Steal.\n\n"
	     "teapot and tea\n");
	/* "tea" is still being typed, so "teapot" is one too. */
	assert_int_equal(detail.matches.count, 7);
	assert_string_equal(spanned(line_with("Brewing"), ROLE_MATCH), "BREW");
	assert_true(detail_next_match(&detail, 1));
	assert_string_equal(spanned(line_with("Brewing"), ROLE_CURRENT), "BREW");
	for (int i = 0; i < 6; i++)
		assert_true(detail_next_match(&detail, 1));
	assert_string_equal(spanned(line_with("teapot"), ROLE_CURRENT), "tea");
	assert_false(detail_next_match(&detail, 1));
	assert_true(detail_next_match(&detail, -1));
	lay(30, 10);
	assert_int_equal(detail.match, 5);
	check_lines(30);
}

static void no_match_inside_a_word(void **state)
{
	(void)state;
	look_for("tea ");
	show("Steam teas tea.\n");
	assert_int_equal(detail.matches.count, 1);
}

static void evidence(void **state)
{
	static const char body[] = "Some \xE2\x80\x8B**words**.\n\n"
				   "Remote from *anywhere* in Canada.\n";
	const char *start = strstr(body, "Remote");
	const char *end = strstr(body, "anywhere") + strlen("anywhere");
	struct strbuf what = STRBUF_INIT;

	(void)state;
	show(body);
	posting_add_evidence(&detail.record.posting, FIELD_TITLE, 0, 0, "stated");
	posting_add_evidence(&detail.record.posting, FIELD_WORKPLACE, (size_t)(start - body),
			     (size_t)(end - body), "remote");
	posting_add_evidence(&detail.record.posting, FIELD_COMPANY, 5, 99999, "wrong");
	assert_true(detail_next_evidence(&detail, 1, &what));
	assert_non_null(strstr(what.text, "workplace: \"Remote from *anywhere\""));
	assert_string_equal(spanned(line_with("Remote from"), ROLE_CURRENT),
			    "Remote from anywhere");
	strbuf_clear(&what);
	assert_true(detail_next_evidence(&detail, -1, &what));
	assert_int_equal(detail.evidence, 1);
	strbuf_release(&what);
	check_lines(60);
}

static void hostile_text(void **state)
{
	static const char body[] =
		"\x1b]52;c;AAAA\x07 \xE2\x80\xAE" "evil\r \x9b bytes\0nul \xFF\xFE\n\n"
		"- \x1b[31mred\x1b[0m\n\n```\na\tb\x08\n```\n";

	(void)state;
	look_for("evil bytes ");
	show_bytes(body, sizeof body - 1);
	check_lines(60);
	line_with("shown as marks");
	line_with("invisible");
	assert_true(detail.marks.replaced >= 5);
	assert_int_equal(detail.matches.count, 2);
	lay(20, 5);
	check_lines(20);
}

static void an_emoji_is_no_reason_for_a_warning(void **state)
{
	(void)state;
	show("We \xE2\x9D\xA4\xEF\xB8\x8F tea.\n");
	assert_int_equal(detail.marks.dropped, 0);
	assert_int_equal(detail.marks.replaced, 0);
}

static void the_place_stays_when_the_width_changes(void **state)
{
	struct strbuf body = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 60; i++)
		strbuf_printf(&body, "Paragraph %d says a few words more than fit on a line here, "
			      "and then it stops.\n\n", i);
	show(body.text);
	detail_go(&detail, line_with("Paragraph 30 "));
	lay(33, 20);
	assert_int_equal(detail.top, line_with("Paragraph 30 "));
	lay(90, 7);
	assert_int_equal(detail.top, line_with("Paragraph 30 "));
	detail_scroll(&detail, 100000);
	assert_int_equal(detail.top, detail.lines.count - 7);
	detail_scroll(&detail, -100000);
	assert_int_equal(detail.top, 0);
	strbuf_release(&body);
}

/* Milliseconds that one layout takes. */
static double time_layout(void)
{
	clock_t start = clock();

	lay(76, 20);
	return (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
}

/* Twice the text may take twice the time; the factor of ten leaves room for a busy machine, and a
 * layout that looks at the rest of the line for each of its parts would take a thousand. */
static void a_line_of_a_megabyte(void **state)
{
	struct strbuf body = STRBUF_INIT;
	double small, large;

	(void)state;
	look_for("kettle tea");
	strbuf_repeat(&body, "tea and more tea, ", 4 * 1024);
	show(body.text);
	small = time_layout();
	strbuf_repeat(&body, "tea and more tea, ", 54 * 1024);
	detail_clear(&detail);
	show(body.text);
	large = time_layout();
	assert_true(detail.lines.count > 13000);
	assert_true(large < (small + 5) * 15 * 10);
	strbuf_clear(&body);
	strbuf_repeat(&body, "x", 1024 * 1024);
	detail_clear(&detail);
	show(body.text);
	check_lines(60);
	strbuf_release(&body);
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_shown), TEST(an_empty_posting), TEST(facts),
		TEST(names_are_not_broken), TEST(blocks),
		TEST(a_heading_has_no_colon_and_a_label_no_rule),
		TEST(links_are_listed), TEST(matches),
		TEST(no_match_inside_a_word), TEST(evidence), TEST(hostile_text),
		TEST(an_emoji_is_no_reason_for_a_warning),
		TEST(the_place_stays_when_the_width_changes), TEST(a_line_of_a_megabyte),
	};

	return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}

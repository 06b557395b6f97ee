/* Writers: what each writes, and that nothing hostile passes any of them. */
#include "config.h"

#include "export/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export_world.h"
#include "export/json.h"
#include "posting/gazetteer.h"
#include "posting/record.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/utf8.h"
#include "util/vec.h"

#define TODAY 20779 /* 2026-11-22 */

static const struct place toronto = { PLACE_CITY, "Toronto", "Ontario", "CA-ON", "CA", "", 1 };
static struct gazetteer *gazetteer;

static int load_gazetteer(void **state)
{
	(void)state;
	gazetteer = gazetteer_new(NULL, NULL);
	return gazetteer ? 0 : -1;
}

static int free_gazetteer(void **state)
{
	(void)state;
	gazetteer_free(gazetteer);
	return 0;
}

static struct write_options plain_options(void)
{
	return (struct write_options){ .today = TODAY, .gazetteer = gazetteer };
}

static void fill(struct record *record)
{
	struct posting *posting = &record->posting;

	record_init(record);
	record->id = 3;
	record->source = xstrdup("acme.md");
	posting->title = xstrdup("Senior \"Rust\" engineer");
	posting->company = xstrdup("Acme | Co");
	posting_add_location(posting, &toronto, "Toronto, ON", 11);
	posting->workplace = WORKPLACE_HYBRID;
	posting->employment = 1U << EMPLOYMENT_FULL_TIME | 1U << EMPLOYMENT_CONTRACT;
	posting->seniority = SENIORITY_SENIOR;
	posting->years_min = 5;
	posting->salary = (struct salary){ .min = 15000000, .max = 18000050, .currency = "CAD",
					   .period = PAY_YEAR, .text = xstrdup("$150-180K CAD") };
	posting->posted = TODAY - 1;
	posting->visa = VISA_SPONSORS;
	posting->office_days = 2;
	posting->zones = (struct zones){ .min = -300, .max = 60, .text = xstrdup("ET to CET") };
	posting->extras = 1U << EXTRA_EQUITY | 1U << EXTRA_BONUS;
	posting->clearance = CLEARANCE_SECRET;
	posting->education = EDUCATION_BACHELOR;
	posting_add_language(posting, "German", NEED_REQUIRED);
	posting_add_language(posting, "French", NEED_PREFERRED);
	posting_set_conflict(posting, FIELD_WORKPLACE);
	posting_set_conflict(posting, FIELD_EDUCATION);
	posting_add_technology(posting, "Rust", NEED_REQUIRED);
	posting_add_technology(posting, "Terraform", NEED_PREFERRED);
	posting->url = xstrdup("https://acme.example/3");
	strbuf_puts(&posting->body, "Own the ledger.\nIn Toronto.\n");
	posting_add_evidence(posting, FIELD_TITLE, 4, 7, "first-line");
	posting_add_evidence(posting, FIELD_TITLE, 8, 10000, "label");
	record->marks.is_shortlisted = true;
	record->marks.stage = STAGE_APPLIED;
	*VEC_PUSH(&record->marks.tags) = xstrdup("later");
	record->marks.notes = xstrdup("line one\nline two");
	record->copies = 3;
	record->first_seen = TODAY - 61;
	record->is_repost = true;
	*VEC_PUSH(&record->urls) = xstrdup("https://acme.example/3");
	*VEC_PUSH(&record->urls) = xstrdup("https://b.example/3");
}

static void test_table(void **state)
{
	static const char *const names[] = { "text", "markdown", "html", "csv", "tsv", "json",
					   "jsonl" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(writer_find(names[i])->name, names[i]);
	assert_null(writer_find("pdf"));
	assert_null(writer_find(""));
	assert_null(writer_at(7));
	assert_ptr_equal(writer_find("MD"), writer_find("markdown"));
	assert_ptr_equal(writer_find("ndjson"), writer_find("jsonl"));
	assert_ptr_equal(writer_for_file("/tmp/x.y/list.csv"), writer_find("csv"));
	assert_ptr_equal(writer_for_file("a.txt"), writer_find("text"));
	assert_null(writer_for_file("list"));
	assert_null(writer_for_file("/tmp/x.csv/list"));
}

static void assert_written(const char *name, const struct record *record,
			   const struct write_options *options, const char *wanted)
{
	char *text = written(name, record, options);

	assert_string_equal(text, wanted);
	free(text);
}

static void test_no_record(void **state)
{
	struct write_options options = plain_options();

	(void)state;
	assert_written("json", NULL, &options, "[]\n");
	assert_written("jsonl", NULL, &options, "");
	assert_written("text", NULL, &options, "");
	assert_written("markdown", NULL, &options, "");
}

static void test_unknown_facts(void **state)
{
	struct write_options options = plain_options();
	struct record record;

	(void)state;
	record_init(&record);
	assert_written("jsonl", &record, &options,
		       "{\"id\": null, \"title\": null, \"title_inferred\": false, "
		       "\"company\": null, \"locations\": [], "
		       "\"workplace\": \"unknown\", \"office_days\": null, "
		       "\"remote_scope\": [], \"time_zones\": null, "
		       "\"employment\": [], \"seniority\": null, "
		       "\"experience\": null, \"salary\": null, \"extras\": [], "
		       "\"posted\": null, \"expires\": null, \"visa\": null, "
		       "\"clearance\": null, \"education\": null, \"languages\": [], "
		       "\"stack\": [], \"url\": null, \"conflicts\": [], \"source\": null, "
		       "\"shortlisted\": false, \"stage\": null, "
		       "\"tags\": [], \"notes\": null}\n");
	record_release(&record);
}

static void test_json(void **state)
{
	struct write_options options = plain_options();
	struct record record;

	(void)state;
	fill(&record);
	assert_written("jsonl", &record, &options,
		       "{\"id\": 3, \"title\": \"Senior \\\"Rust\\\" engineer\", "
		       "\"title_inferred\": false, \"company\": \"Acme | Co\", "
		       "\"locations\": [{\"city\": \"Toronto\", \"region\": \"Ontario\", "
		       "\"country\": \"CA\", \"text\": \"Toronto, ON\"}], "
		       "\"workplace\": \"hybrid\", \"office_days\": 2, \"remote_scope\": [], "
		       "\"time_zones\": {\"min\": -300, \"max\": 60, \"text\": \"ET to CET\"}, "
		       "\"employment\": [\"full-time\", \"contract\"], "
		       "\"seniority\": \"senior\", \"experience\": {\"min\": 5, \"max\": null}, "
		       "\"salary\": {\"min\": 150000, \"max\": 180000.50, \"currency\": \"CAD\", "
		       "\"period\": \"year\", \"text\": \"$150-180K CAD\"}, "
		       "\"extras\": [\"equity\", \"bonus\"], "
		       "\"posted\": \"2026-11-21\", \"expires\": null, \"visa\": \"sponsors\", "
		       "\"clearance\": \"secret\", \"education\": \"bachelor\", "
		       "\"languages\": [{\"name\": \"German\", \"need\": \"required\"}, "
		       "{\"name\": \"French\", \"need\": \"preferred\"}], "
		       "\"stack\": [{\"name\": \"Rust\", \"need\": \"required\"}, "
		       "{\"name\": \"Terraform\", \"need\": \"preferred\"}], "
		       "\"url\": \"https://acme.example/3\", "
		       "\"conflicts\": [\"workplace\", \"education\"], \"source\": \"acme.md\", "
		       "\"shortlisted\": true, \"stage\": \"applied\", \"tags\": [\"later\"], "
		       "\"notes\": \"line one\\nline two\", \"copies\": 3, "
		       "\"first_seen\": \"2026-09-22\", \"repost\": true}\n");
	record_release(&record);
}

/* Evidence beyond the text is cut to it. */
static void test_json_evidence(void **state)
{
	struct write_options options = plain_options();
	struct record record;
	char *text;

	(void)state;
	options.has_evidence = options.has_body = true;
	fill(&record);
	text = written("json", &record, &options);
	assert_holds(text, "\"evidence\": {\"title\": [{\"start\": 4, \"end\": 7, "
		     "\"text\": \"the\", \"rule\": \"first-line\"}, {\"start\": 8, \"end\": 28, "
		     "\"text\": \"ledger.\\nIn Toronto.\\n\", \"rule\": \"label\"}]}");
	assert_holds(text, "\"body\": \"Own the ledger.\\nIn Toronto.\\n\"");
	free(text);
	record_release(&record);
}

static void test_json_strings(void **state)
{
	static const struct { const char *text, *json; } rows[] = {
		{ NULL, "null" },
		{ "", "\"\"" },
		{ "a\"b\\c", "\"a\\\"b\\\\c\"" },
		{ "\b\f\n\r\t\x01\x1b\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u001b\\u007f\"" },
		{ "Caf\xc3\xa9", "\"Caf\xc3\xa9\"" },
		{ "\xc2\x9b", "\"\\u009b\"" },
		{ "\xe2\x80\xae", "\"\\u202e\"" },
		{ "\xe2\x80\xa8", "\"\\u2028\"" },
		{ "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"" },
		{ "\xff", "\"\\ufffd\"" },
		{ "\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\"" },
		{ "\xf0\x9f\x8e\xa9", "\"\xf0\x9f\x8e\xa9\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct strbuf out = STRBUF_INIT;

		json_string(&out, rows[i].text);
		assert_string_equal(out.text, rows[i].json);
		strbuf_release(&out);
	}
}

static void test_csv(void **state)
{
	struct write_options options = plain_options();
	struct record record;
	char *text;

	(void)state;
	fill(&record);
	text = written("csv", &record, &options);
	assert_holds(text, "id,title,company,");
	assert_holds(text, "\r\n3,\"Senior \"\"Rust\"\" engineer\",\"Acme | Co\",");
	assert_holds(text, "\"line one\nline two\",\"3\"\r\n");
	free(text);
	record_release(&record);
}

static void test_csv_formulas(void **state)
{
	static const char *const formulas[] = {
		"=HYPERLINK(\"http://x\")", "+1", "-1", "@a", " =1", "\t=1", "\r=1", "\n=1",
		"\xe2\x80\x8b=1", ("\xef\xbc\x9d" "1"),
	};
	struct write_options options = plain_options();

	(void)state;
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		struct record record;
		char *text;

		record_init(&record);
		record.posting.title = xstrdup(formulas[i]);
		options.is_raw_csv = false;
		text = written("csv", &record, &options);
		assert_holds(text, "\r\n,\"'");
		free(text);
		options.is_raw_csv = true;
		text = written("csv", &record, &options);
		assert_null(strstr(text, "\"'"));
		free(text);
		record_release(&record);
	}
}

static size_t count_of(const char *text, char wanted)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == wanted;
	return count;
}

static void test_tsv(void **state)
{
	struct write_options options = plain_options();
	struct record record;
	char *text, *second;

	(void)state;
	options.has_body = true;
	fill(&record);
	free(record.posting.title);
	record.posting.title = xstrdup("a\tb\nc");
	text = written("tsv", &record, &options);
	assert_int_equal(count_of(text, '\n'), 2);
	second = strchr(text, '\n');
	*second++ = '\0';
	assert_int_equal(count_of(text, '\t'), count_of(second, '\t'));
	assert_holds(second, "line one line two\t3\t\thttps://b.example/3\tOwn the ledger. In "
			     "Toronto.");
	free(text);
	record_release(&record);
}

static void test_markdown(void **state)
{
	struct write_options options = plain_options();
	struct record record;
	char *text;

	(void)state;
	options.has_body = true;
	options.heading = "is:shortlisted *now*";
	fill(&record);
	text = written("markdown", &record, &options);
	assert_holds(text, "# is:shortlisted \\*now\\*\n\n"
		     "## Senior \"Rust\" engineer, Acme \\| Co\n");
	assert_holds(text, "- **place**: Toronto, Ontario, Canada\n");
	assert_holds(text, "- **office**: 2 days a week\n");
	assert_holds(text, "- **time zone**: UTC-5 to UTC+1\n");
	assert_holds(text, "- **extras**: equity, bonus\n");
	assert_holds(text, "- **clearance**: secret clearance\n- **degree**: bachelor\n");
	assert_holds(text, "- **language**: German, French (preferred)\n");
	assert_holds(text, "- **conflict**: workplace, degree\n");
	assert_holds(text, "\n> Own the ledger.\n> In Toronto.\n");
	free(text);
	record.posting.format = BODY_MARKDOWN;
	text = written("markdown", &record, &options);
	assert_holds(text, "\nOwn the ledger.\nIn Toronto.\n");
	free(text);
	record_release(&record);
}

static void test_text(void **state)
{
	struct write_options options = plain_options();
	struct record record;
	char *text;

	(void)state;
	options.has_body = true;
	fill(&record);
	text = written("text", &record, &options);
	assert_holds(text, "1. Senior \"Rust\" engineer - Acme | Co\n");
	assert_holds(text, "Toronto, Ontario, Canada");
	assert_holds(text, "\nmust        Rust\nnice        Terraform\n");
	assert_holds(text, "\ncopies      3\nalso at     https://b.example/3\n");
	assert_holds(text, "\n\nOwn the ledger.\nIn Toronto.\n");
	assert_null(strchr(text, '\033'));
	free(text);
	record.posting.title_inferred = true;
	options.use_color = true;
	text = written("text", &record, &options);
	assert_holds(text, "\033[1m1. Senior \"Rust\" engineer (title inferred)");
	free(text);
	record_release(&record);
}

/* A line of the list is as wide as it was asked to be, whatever stands in it. */
static void test_list_widths(void **state)
{
	static const char *const titles[] = {
		"", "Short", "A title that goes on and on and on, longer than any terminal is wide",
		("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe3\x82\xbf\xe3\x82\xa4"
		 "\xe3\x83\x88\xe3\x83\xab\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae"),
	};
	static const size_t widths[] = { 80, 81, 100, 200 };
	struct write_options options = plain_options();

	(void)state;
	options.is_list = true;
	for (size_t i = 0; i < 16; i++) {
		struct record record;
		char *text;

		fill(&record);
		free(record.posting.title);
		record.posting.title = xstrdup(titles[i / 4]);
		options.cols = widths[i % 4];
		text = written("text", &record, &options);
		assert_int_equal(count_of(text, '\n'), 1);
		assert_true(utf8_cols(text, strlen(text) - 1) <= widths[i % 4]);
		assert_holds(text, " 1d");
		free(text);
		record_release(&record);
	}
}

static void test_ascii(void **state)
{
	struct write_options options = plain_options();
	struct record record;

	(void)state;
	options.is_ascii = options.has_body = true;
	fill(&record);
	strbuf_puts(&record.posting.body, "Caf\xc3\xa9 \xe2\x80\x93 \xe2\x80\xa2 item");
	for (int is_list = 0; is_list < 2; is_list++) {
		char *text;

		options.is_list = is_list;
		text = written("text", &record, &options);
		for (const char *c = text; *c; c++)
			assert_true((unsigned char)*c < 0x80);
		free(text);
	}
	record_release(&record);
}

/* -- nothing hostile passes */

static const char hostile[] =
	"x\x1b[31m\x1b]52;c;AAAA\x07\r\b\x7f\xc2\x9b\x9b\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8b"
	"\xef\xbb\xbf\xf3\xa0\x81\x81\xff\xfe y";

static void fill_hostile(struct record *record)
{
	fill(record);
	free(record->posting.title);
	free(record->posting.company);
	free(record->posting.url);
	free(record->posting.salary.text);
	free(record->source);
	free(record->marks.notes);
	free(record->marks.tags.items[0]);
	record->posting.title = xstrdup(hostile);
	record->posting.company = xstrdup(hostile);
	record->posting.url = xstrdup(hostile);
	record->posting.salary.min = record->posting.salary.max = -1;
	record->posting.salary.text = xstrdup(hostile);
	record->source = xstrdup(hostile);
	record->marks.notes = xstrdup(hostile);
	record->marks.tags.items[0] = xstrdup(hostile);
	posting_add_location(&record->posting, &(struct place){ PLACE_NONE, "", "", "", "", "", 0 },
			     hostile, sizeof hostile - 1);
	posting_add_technology(&record->posting, hostile, NEED_REQUIRED);
	strbuf_add(&record->posting.body, hostile, sizeof hostile);
}

/* A document may hold printable characters, line ends and, between the cells of tsv, tabs. */
static void assert_clean(const char *name, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		uint32_t code;
		bool is_valid = true;

		at += utf8_decode(text + at, len - at, &code, &is_valid);
		if (!is_valid || (code < 0x20 && code != '\n' && code != '\t' && code != '\r') ||
		    (code >= 0x7f && code < 0xa0) || code == 0x202e || code == 0x2066 ||
		    code == 0x200b || code == 0xfeff || code >= 0xe0000 ||
		    (code == '\r' && (strcmp(name, "csv") != 0 || text[at] != '\n')) ||
		    (code == '\t' && strcmp(name, "tsv") != 0))
			fail_msg("%s lets U+%04x pass at byte %zu", name, (unsigned)code, at);
	}
}

static void test_hostile_text(void **state)
{
	const struct writer *writer;

	(void)state;
	for (size_t i = 0; (writer = writer_at(i)); i++) {
		for (unsigned mode = 0; mode < 8; mode++) {
			struct write_options options = plain_options();
			struct record record;
			char *text;

			options.is_list = mode & 1;
			options.has_body = options.has_evidence = mode & 2;
			options.is_raw_csv = mode & 4;
			options.heading = hostile;
			fill_hostile(&record);
			text = written(writer->name, &record, &options);
			assert_clean(writer->name, text);
			free(text);
			record_release(&record);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_no_record),
		cmocka_unit_test(test_unknown_facts),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_json_evidence),
		cmocka_unit_test(test_json_strings),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_formulas),
		cmocka_unit_test(test_tsv),
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_list_widths),
		cmocka_unit_test(test_ascii),
		cmocka_unit_test(test_hostile_text),
	};

	return cmocka_run_group_tests(tests, load_gazetteer, free_gazetteer);
}

/* Boards: paths, signs, what is made of values, and records of unknown shape. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "read/board_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/json_int.h"
#include "read_dump.h"
#include "read_file.h"
#include "util/node.h"
#include "util/strbuf.h"

static struct node *parse(const char *text)
{
	struct node *values = json_parse(text, strlen(text), "a", 1, JSON_STRICT, NULL, NULL);

	assert_non_null(values);
	return values;
}

static bool see_text(const struct node *value, void *data)
{
	strbuf_printf(data, "%s;", value->kind == NODE_SCALAR ? value->text :
		      value->kind == NODE_LIST ? "[]" : "{}");
	return true;
}

static void assert_walk(const struct node *node, const char *path, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	board_walk(node, path, see_text, &out);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void paths(void **state)
{
	struct node *values = parse("{\"a\": {\"b\": [1, {\"c\": 2}, null, {\"c\": 3}]}, \"d\": "
	"4}");
	const struct node *node = values->items[0];

	(void)state;
	assert_walk(node, ".", "{};");
	assert_walk(node, "d", "4;");
	assert_walk(node, "d[]", "4;");
	assert_walk(node, "a.b", "[];");
	assert_walk(node, "a.b[]", "1;{};null;{};");
	assert_walk(node, "a.b[].c", "2;3;");
	assert_walk(node, "a.b[].c|d", "2;3;");
	assert_walk(node, "a.x", "");
	assert_walk(node, "x[].y", "");
	assert_walk(node, "[].d", "4;");
	assert_walk(NULL, "a", "");
	assert_string_equal(board_text_at(node, "x|a.b[].c"), "2");
	assert_null(board_text_at(node, "a"));
	node_free(values);
}

static void signs(void **state)
{
	struct node *values = parse("{\"a\": null, \"kind\": \"story\", \"b\": [{\"c\": "
	"\"jobs/1\"}]}");
	const struct node *node = values->items[0];

	(void)state;
	assert_true(board_has_signs(node, "a kind"));
	assert_true(board_has_signs(node, "x|a"));
	assert_true(board_has_signs(node, "kind=story b[].c~jobs/"));
	assert_false(board_has_signs(node, "a x"));
	assert_false(board_has_signs(node, "kind=stor"));
	assert_false(board_has_signs(node, "a=null"));
	assert_false(board_has_signs(node, "b[].c~posts"));
	node_free(values);
}

static void assert_made(struct node *(*make)(const struct node *, const struct node *),
			const char *json, const char *expected)
{
	struct node *values = parse(json);
	struct node *made = make(values->items[0], values->items[0]);

	if (!expected)
		assert_null(made);
	else
		assert_string_equal(node_text(made), expected);
	node_free(made);
	node_free(values);
}

static void slugs(void **state)
{
	static const struct { const char *url, *slug; } rows[] = {
		{ "\"https://jobs.lever.co/the-pan/1-2\"", "the-pan" },
		{ "\"https://job-boards.greenhouse.io/pan/jobs/12\"", "pan" },
		{ "\"https://boards.greenhouse.io/embed/pan/jobs/12\"", "pan" },
		{ "\"https://pan.recruitee.com/o/cook\"", "pan" },
		{ "\"https://www.pan.example/jobs?gh_jid=12\"", "pan" },
		{ "\"https://careers.pan.co.uk/12\"", "pan" },
		{ "\"https://jobs.ashbyhq.com/The%20Pan/12\"", "The%20Pan" },
		{ "\"localhost\"", NULL }, { "\"\"", NULL }, { "12", NULL }, { "[]", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_made(make_slug, rows[i].url, rows[i].slug);
}

static void makes(void **state)
{
	(void)state;
	assert_made(make_remote, "true", "remote");
	assert_made(make_remote, "\"Yes\"", "remote");
	assert_made(make_remote, "false", NULL);
	assert_made(make_remote, "null", NULL);
	assert_made(make_last_part, "\"https://pan.example/jobs/12/?a=b#c\"", "12");
	assert_made(make_last_part, "\"https://pan.example\"", NULL);
	assert_made(make_name, "{\"id\": 3, \"label\": \"Kitchen\"}", "Kitchen");
	assert_made(make_name, "[{\"name\": \"Bar\"}, \"Hall\", {\"id\": 1}]", "Bar, Hall");
	assert_made(make_name, "[]", NULL);
	assert_made(make_cents, "1250050", "12500.50");
	assert_made(make_cents, "4000000", "40000");
	assert_made(make_cents, "0", NULL);
	assert_made(make_cents, "\"x\"", NULL);
	assert_made(make_period, "\"1 YEAR\"", "year");
	assert_made(make_period, "\"per-hour-wage\"", "hour");
	assert_made(make_period, "\"PA\"", "year");
	assert_made(make_period, "\"NONE\"", NULL);
}

static void records_of_unknown_shape(void **state)
{
	(void)state;
	assert_file("{\"took\": 3, \"hits\": {\"total\": 1, \"hits\": [{\"_id\": \"7\", "
		    "\"_source\": {"
		    "\"title\": \"Pastry &amp; Bread Cook\", \"employer\": {\"id\": 3, \"name\": "
		    "\"The Pan\"}, \"city\": \"Oslo\", \"country\": \"Norway\", \"is_remote\": "
		    "false, "
		    "\"viewCount\": 99, \"equity\": true, \"logoUrl\": "
		    "\"https://pan.example/a.png\", "
		    "\"jobHash\": \"00ff00ff00ff00ff\", \"team\": \"Ovens\", \"perks\": "
		    "[\"Bread\", "
		    "\"Butter\"], \"url\": \"https://pan.example/jobs/7?utm_source=x\", "
		    "\"description\": "
		    "\"We bake.\", \"start_date\": \"2026-12-01\"}}]}}",
		    "@1\ntitle=Pastry & Bread Cook\ncompany=The "
		    "Pan\nurl=https://pan.example/jobs/7\n"
		    "locations=Oslo, Norway\nP We bake.\nP^ Equity: yes\nP Team: Ovens\n"
		    "P Perks: Bread, Butter\nP Start date: 2026-12-01\n");
}

static void surest_keys(void **state)
{
	(void)state;
	assert_file("[{\"position\": \"243\", \"title\": \"Cook\", \"created_at\": \"2026-01-01\", "
		    "\"published_at\": \"2026-02-02\", \"location\": \"Oslo\", \"apply_url\": "
		    "\"https://pan.example/apply\", \"url\": \"https://pan.example/7\"}]",
		    "@1\ntitle=Cook\nposted=2026-02-02\nlocations=Oslo\n"
		    "url=https://pan.example/7\n");
}

static void one_text(void **state)
{
	(void)state;
	assert_file("[{\"title\": \"Cook\", \"company\": \"Pan\", \"excerpt\": \"We bake bread "
		    "and\", "
		    "\"description\": \"<p>We bake bread and more.</p><ul><li>Bake</li></ul>\", "
		    "\"descriptionPlain\": \"We bake bread and more. - Bake\"}]",
		    "@1\ntitle=Cook\ncompany=Pan\nP We bake bread and more.\nI1^ Bake\n");
}

static void names_and_maps(void **state)
{
	(void)state;
	assert_file("{\"7\": {\"name\": \"Cook\", \"location\": \"Oslo\", \"type\": "
		    "\"full-time\"}, "
		    "\"8\": {\"name\": \"Waiter\", \"location\": \"Bergen\", \"type\": "
		    "\"part-time\"}}",
		    "@1\nlocations=Oslo\nemployment=full-time\ntitle=Cook\n"
		    "@1\nlocations=Bergen\nemployment=part-time\ntitle=Waiter\n");
}

static void pay_of_any_shape(void **state)
{
	static const struct { const char *pay, *fact; } rows[] = {
		{ "\"salary\": \"60000\"", "salary=60000\n" },
		{ "\"salary\": 0", "" }, { "\"salary\": -1", "" }, { "\"salary\": \"\"", "" },
		{ "\"salary\": {\"min\": \"60000\", \"max\": \"75000\", \"period\": \"year\", "
		  "\"currency\": \"EUR\"}", "salary=60000 - 75000 EUR per year\n" },
		{ "\"salary\": {\"currency\": \"EUR\", \"value\": {\"minValue\": 20, "
		  "\"maxValue\": 25, "
		  "\"unitText\": \"HOUR\"}}", "salary=20 - 25 EUR per HOUR\n" },
		{ "\"salary\": [{\"min\": 50, \"max\": 60, \"currency\": \"USD\"}, {\"min\": 40, "
		  "\"max\": 90, \"currency\": \"USD\"}, {\"min\": 1, \"max\": 2, \"currency\": "
		  "\"EUR\"}]",
		  "salary=40 - 90 USD\n" },
		{ "\"salary_min\": 0, \"salary_max\": 90000, \"currency\": \"GBP\"",
		  "salary=up to 90000 GBP\n" },
		{ "\"salary\": NaN", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct strbuf text = STRBUF_INIT, expected = STRBUF_INIT;

		strbuf_printf(&text, "[{\"title\": \"Cook\", \"company\": \"Pan\", "
		    "%s}]", rows[i].pay);
		strbuf_printf(&expected, "@1\ntitle=Cook\ncompany=Pan\n%s", rows[i].fact);
		assert_file(text.text, expected.text);
		strbuf_release(&text);
		strbuf_release(&expected);
	}
}

static void groups_and_sections(void **state)
{
	(void)state;
	assert_file("[{\"company\": {\"name\": \"Pan\"}, \"job\": {\"title\": \"Cook\", "
		    "\"type\": \"part-time\"}, \"details\": {\"salary\": \"20 EUR per hour\", "
		    "\"sections\": [{\"title\": \"What we ask\", \"content\": "
		    "\"<ul><li>A pan</li><li>A lid</li></ul>\"}]}}]",
		    "@1\ncompany=Pan\ntitle=Cook\nemployment=part-time\n"
		    "salary=20 EUR per hour\nH2 What we ask\nI1^ A pan\nI1 A lid\n");
}

static void refs_from_addresses(void **state)
{
	(void)state;
	assert_file("[{\"title\": \"Cook\", \"company\": \"Pan\", \"url\": "
		    "\"https://www.linkedin.com/jobs/view/4414359267/?trk=x\"}]",
		    "@1 linkedin:4414359267\ntitle=Cook\ncompany=Pan\n"
		    "url=https://www.linkedin.com/jobs/view/4414359267/\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths),
		cmocka_unit_test(signs),
		cmocka_unit_test(slugs),
		cmocka_unit_test(makes),
		cmocka_unit_test(records_of_unknown_shape),
		cmocka_unit_test(surest_keys),
		cmocka_unit_test(one_text),
		cmocka_unit_test(names_and_maps),
		cmocka_unit_test(pay_of_any_shape),
		cmocka_unit_test(groups_and_sections),
		cmocka_unit_test(refs_from_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* YAML: what its keys state, the text made of the rest, and what is not taken for YAML. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/key_int.h"
#include "read/reader.h"
#include "read/yaml_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	struct strbuf *out = data;

	strbuf_printf(out, "@%zu\n", raw->line);
	dump_posting(out, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

static void assert_yaml(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	assert_true(yaml_recognises(text, strlen(text)));
	if (!yaml_read(text, strlen(text), "a.yaml", &sink, &err))
		strbuf_puts(&out, err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&out);
}

static void nothing_is_not_yaml(void **state)
{
	(void)state;
	assert_false(yaml_recognises("", 0));
	assert_false(yaml_recognises("\n", 1));
	assert_false(yaml_recognises("---\n", 4));
	assert_false(yaml_recognises("# comment\n", 10));
	assert_false(yaml_recognises("x", 1));
}

static void one_posting(void **state)
{
	(void)state;
	assert_yaml("title: Cook\ncompany: The Pan\nlocation: Oslo\ndescription: |\n  We cook.\n\n "
		    " - soup\n",
		    "@1\ntitle=Cook\ncompany=The Pan\nlocations=Oslo\nP We cook.\nI1^ soup\n");
}

static void keys_have_synonyms(void **state)
{
	(void)state;
	assert_yaml(
	    "position: Cook\nCompany Name: Pan\napplyUrl: https://a.example\njob-type: Full-time\n"
	    "closing_date: 2026-12-01\nLevel: Senior\nyears_of_experience: 3+\n",
	    "@1\ntitle=Cook\ncompany=Pan\nurl=https://a.example\nemployment=Full-time\n"
	    "expires=2026-12-01\nseniority=Senior\nexperience=3+ years\n");
	assert_yaml(
	    "title: Cook\nemploymentType: FullTime\nlevels: [Entry Level]\nmin_years: 3\n"
	    "epoch: 1785792634\ndescription: We cook.\n",
	    "@1\ntitle=Cook\nemployment=Full Time\nseniority=Entry Level\nexperience=3 years\n"
	    "posted=1785792634\nP We cook.\n");
}

static void lists_are_several_facts(void **state)
{
	(void)state;
	assert_yaml("title: Cook\nlocations:\n  - Oslo\n  - {city: Bergen, country: Norway}\n"
		    "stack: [soup, bread]\nregions: [Norway, Sweden]\n",
		    "@1\ntitle=Cook\nlocations=Oslo\nlocations=Bergen, Norway\nstack=soup\n"
		    "stack=bread\nremote_scope=Norway\nremote_scope=Sweden\n");
}

static void parts_are_put_together(void **state)
{
	(void)state;
	assert_yaml("title: Cook\nsalary: {min: 1, max: 2, currency: NOK, period: hour}\n"
		    "city: Oslo\ncountry: Norway\n",
		    "@1\ntitle=Cook\nsalary=1 - 2 NOK per hour\nlocations=Oslo, Norway\n");
	assert_yaml("title: Cook\nsalary_min: 5\nsalary_currency: EUR\nsalary_period: yearly\n"
		    "location: Oslo, Norway\ncountry: norway\n",
		    "@1\ntitle=Cook\nlocations=Oslo, Norway\nsalary=from 5 EUR yearly\n");
	/* "US" is in "Austin", but not as a word. */
	assert_yaml("title: Cook\nlocation: Austin\ncountry: US\npay: 70000\ncurrency: USD\n",
		    "@1\ntitle=Cook\nlocations=Austin, US\nsalary=70000 USD\n");
}

static void yes_and_no(void **state)
{
	(void)state;
	assert_yaml("title: Cook\nremote: true\nvisa_sponsorship: no\n",
		    "@1\ntitle=Cook\nworkplace=remote\nvisa=refuses\n");
	assert_yaml("title: Cook\nremote: no\n", "@1\ntitle=Cook\n");
	assert_yaml("title: Cook\nremote: Hybrid, two days\n",
		    "@1\ntitle=Cook\nworkplace=Hybrid, two days\n");
	assert_yaml("title: Cook\nremote: Europe\n", "@1\ntitle=Cook\nremote_scope=Europe\n");
}

static void values_of_another_kind(void **state)
{
	(void)state;
	assert_yaml(
	    "title: [Two, Titles]\ncompany: {legal: {form: Ltd}, name: Pan}\nlocation:\n"
	    "url: none of these\nsalary: [1, 2]\nposted: {at: tomorrow}\n",
	    "@1\ntitle=Two\ncompany=Pan\nposted=tomorrow\nsalary=1 - 2\nP Url: none of these\n");
}

static void the_rest_becomes_text(void **state)
{
	(void)state;
	assert_yaml(
	    "title: Cook\nid: 7\nrequirements:\n  - a knife\n  - a hat\nnice_to_have: [music]\n"
	    "hours: 35\nsummary: We cook.\ncontact:\n  name: A\n",
	    "@1\ntitle=Cook\nP We cook.\nH2^ Requirements\nI1^ a knife\nI1 a hat\n"
	    "H2^ Nice to have\nI1^ music\nH2^ Contact\nI1^ Name: A\nP^ Hours: 35\n");
	/* Sentences are to be read, whatever their key. */
	assert_yaml("title: Cook\nskills:\n  - You have cooked for a great many people and for a "
		    "very long time\n",
		    "@1\ntitle=Cook\nH2 Skills\n"
		    "I1^ You have cooked for a great many people and for a very long time\n");
}

static void values_have_a_limit(void **state)
{
	struct strbuf text = STRBUF_INIT, expected = STRBUF_INIT;

	(void)state;
	strbuf_puts(&text, "title: Cook\ncity: ");
	strbuf_repeat(&text, "x", 3000);
	strbuf_puts(&text, "\ntags:\n");
	strbuf_repeat(&text, "  - soup\n", 70);
	strbuf_puts(&expected, "@1\ntitle=Cook\n");
	strbuf_repeat(&expected, "stack=soup\n", 64);
	assert_yaml(text.text, expected.text);
	strbuf_release(&text);
	strbuf_release(&expected);
}

static void several_postings(void **state)
{
	(void)state;
	assert_yaml("- title: Cook\n- title: Baker\n", "@1\ntitle=Cook\n@2\ntitle=Baker\n");
	assert_yaml("---\ntitle: Cook\n---\ntitle: Baker\n...\n---\n",
		    "@2\ntitle=Cook\n@4\ntitle=Baker\n");
	assert_yaml("jobs:\n  - title: Cook\n", "@2\ntitle=Cook\n");
}

static void one_of_several_is_refused(void **state)
{
	(void)state;
	assert_yaml("- title: Cook\n- just text\n- {url: https://a.example}\n- title: Baker\n",
		    "@1\ntitle=Cook\n"
		    "refused@2 a posting should stand here, with keys such as \"title:\"\n"
		    "refused@3 the posting has neither a title nor a description\n"
		    "@4\ntitle=Baker\n");
}

static void broken_yaml_says_where(void **state)
{
	(void)state;
	assert_yaml("title: Cook\ntags: [a, b\ncompany: Pan\n",
		    "a.yaml:3:8: did not find expected ',' or ']' while parsing a flow sequence; "
		    "correct the YAML there");
	assert_yaml("- &a\n  title: Cook\n- *a\n",
		    "a.yaml:3:3: YAML aliases are not accepted; write the value out");
}

/* The list around the records is another matter: there may be two of them. */
static void a_key_twice_costs_its_record(void **state)
{
	(void)state;
	assert_yaml("- title: Cook\n  company: A\n  company: B\n- title: Baker\n",
		    "refused@1 the key \"company\" stands twice, on line 2 and on line 3; "
		    "remove one\n"
		    "@4\ntitle=Baker\n");
	assert_yaml("jobs:\n- title: Cook\njobs:\n- title: Baker\n",
		    "a.yaml:1: the key \"jobs\" stands twice, on line 1 and on line 3; remove one");
}

static void bad_bytes_are_counted(void **state)
{
	static const char text[] = "title: Cook\ncompany: Caf\xe9\ndescription: na\xefve soup\n";
	struct node *stream;
	size_t bad;

	(void)state;
	assert_yaml(text, "@1\ntitle=Cook\ncompany=Caf\xef\xbf\xbd\nP na\xef\xbf\xbdve soup\n");
	stream = yaml_parse_any(text, sizeof text - 1, "a", &bad, NULL);
	assert_non_null(stream);
	assert_int_equal(bad, 2);
	node_free(stream);
}

static void assert_not_yaml(const char *text)
{
	assert_false(yaml_recognises(text, strlen(text)));
}

static void prose_is_not_yaml(void **state)
{
	(void)state;
	assert_not_yaml("Note: we are hiring\n");
	assert_not_yaml("Title: Cook\nLocation: Oslo\n\nWe cook all day.\n");
	/* Labels of a text that YAML cannot read are labels of a text. */
	assert_not_yaml("Title: Cook: soups\nCompany: Pan\n");
	assert_not_yaml("- Role: Cook\n- Company: Pan\n- Place: Oslo\n");
	assert_not_yaml("Cook wanted\n- soup\n- bread\n");
	assert_not_yaml("- soup\n- bread\n");
	assert_not_yaml("---\ntitle: Cook\n---\n\n# Duties\n\nSoup.\n");
	assert_not_yaml("name: x\nvalue: y\n");
	assert_not_yaml("[NO] Cook\n");
}

static void keys_are_found_in_any_spelling(void **state)
{
	struct strbuf label = STRBUF_INIT;

	(void)state;
	assert_int_equal(key_find("title").field, FIELD_TITLE);
	assert_int_equal(key_find("Job Title").field, FIELD_TITLE);
	assert_int_equal(key_find("jobTitle").field, FIELD_TITLE);
	assert_int_equal(key_find("JOB-TITLE").field, FIELD_TITLE);
	assert_int_equal(key_find("").role, KEY_UNKNOWN);
	assert_int_equal(key_find("___").role, KEY_UNKNOWN);
	assert_int_equal(
	    key_find("titles and more titles and more titles and more titles and").role,
	    KEY_UNKNOWN);
	assert_int_equal(key_find_part(FIELD_SALARY, "maxValue"), PART_MAX);
	key_label(&label, "nice_to_have");
	assert_string_equal(label.text, "Nice to have");
	strbuf_clear(&label);
	key_label(&label, "howToApply");
	assert_string_equal(label.text, "How to apply");
	strbuf_release(&label);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_not_yaml),
		cmocka_unit_test(one_posting),
		cmocka_unit_test(keys_have_synonyms),
		cmocka_unit_test(lists_are_several_facts),
		cmocka_unit_test(parts_are_put_together),
		cmocka_unit_test(yes_and_no),
		cmocka_unit_test(values_of_another_kind),
		cmocka_unit_test(the_rest_becomes_text),
		cmocka_unit_test(values_have_a_limit),
		cmocka_unit_test(several_postings),
		cmocka_unit_test(one_of_several_is_refused),
		cmocka_unit_test(broken_yaml_says_where),
		cmocka_unit_test(a_key_twice_costs_its_record),
		cmocka_unit_test(bad_bytes_are_counted),
		cmocka_unit_test(prose_is_not_yaml),
		cmocka_unit_test(keys_are_found_in_any_spelling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

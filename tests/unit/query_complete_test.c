/* What could be typed at the cursor. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "util/strbuf.h"
#include "query/complete.h"
#include "query/key.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* LINE has a '|' where the cursor stands. */
static void check(const char *line, enum completion_kind kind, size_t start, size_t end,
		  const char *prefix, const char *items)
{
	struct strbuf plain = STRBUF_INIT, found = STRBUF_INIT;
	size_t cursor = strcspn(line, "|");
	struct completion completion;

	strbuf_puts(&plain, line);
	strbuf_remove(&plain, cursor, 1);
	completion_find(plain.text, cursor, &completion);
	for (size_t i = 0; i < completion.items.count; i++) {
		strbuf_printf(&found, "%s%s", i > 0 ? " " : "", completion.items.items[i].text);
		assert_non_null(completion.items.items[i].help);
	}
	if (completion.kind != kind || completion.start != start || completion.end != end)
		print_error("line: %s\n", line);
	assert_int_equal(completion.kind, kind);
	assert_int_equal(completion.start, start);
	assert_int_equal(completion.end, end);
	assert_string_equal(completion.prefix, prefix);
	if (items)
		assert_string_equal(found.text, items);
	completion_release(&completion);
	strbuf_release(&plain);
	strbuf_release(&found);
}

static void test_keys(void **state)
{
	(void)state;
	check("|", COMPLETE_KEY, 0, 0, "", NULL);
	check("a |", COMPLETE_KEY, 2, 2, "", NULL);
	check("a | b", COMPLETE_KEY, 2, 2, "", NULL);
	check("|rust", COMPLETE_KEY, 0, 0, "", NULL);
	check("sta|", COMPLETE_KEY, 0, 3, "sta", "stack: stage:");
	check("STA|", COMPLETE_KEY, 0, 3, "STA", "stack: stage:");
	check("x -(se|", COMPLETE_KEY, 4, 6, "se", "seniority:");
	check("-hi|", COMPLETE_KEY, 1, 3, "hi", "");
	check("ag|", COMPLETE_KEY, 0, 2, "ag", "posted: stage: tag:");
	check("st|ack:rust", COMPLETE_KEY, 0, 6, "st", "stack: stage: posted: must:");
	check("zzz|", COMPLETE_KEY, 0, 3, "zzz", "");
	check("(|", COMPLETE_KEY, 1, 1, "", NULL);
	check("(a |)", COMPLETE_KEY, 3, 3, "", NULL);
	check("x -|", COMPLETE_KEY, 3, 3, "", NULL);
}

static void test_every_key(void **state)
{
	struct completion completion;

	(void)state;
	completion_find("", 99, &completion);
	assert_int_equal(completion.items.count, query_key_count());
	assert_string_equal(completion.items.items[0].text, "title:");
	completion_release(&completion);
}

static void test_choices(void **state)
{
	(void)state;
	check("seniority:se|", COMPLETE_CHOICE, 10, 12, "se", "senior");
	check("seniority:n|", COMPLETE_CHOICE, 10, 11, "n",
	      "none intern junior senior principal manager any");
	check("stage:applied,|", COMPLETE_CHOICE, 14, 14, "",
	      "saved applied interview offer rejected withdrawn none any");
	check("-is:re|", COMPLETE_CHOICE, 4, 6, "re", "remote repost");
	check("is:|", COMPLETE_CHOICE, 3, 3, "",
	      "remote hybrid onsite new seen shortlisted hidden conflict gone changed repost");
	check("has:sal|", COMPLETE_CHOICE, 4, 7, "sal", "salary");
	check("sort:-sal|", COMPLETE_CHOICE, 6, 9, "sal", "salary");
	check("sort:posted,-|", COMPLETE_CHOICE, 13, 13, "", NULL);
	check("seniority:se|ni x", COMPLETE_CHOICE, 10, 14, "se", "senior");
	check("employment:\"full|", COMPLETE_CHOICE, 11, 16, "full", "full-time");
	check("posted:<|", COMPLETE_CHOICE, 7, 8, "<", "<7d <14d <30d");
	check("salary:1|", COMPLETE_CHOICE, 7, 8, "1", "120k..160k >=100k");
	check("years:|", COMPLETE_CHOICE, 6, 6, "", "<=2 <=5 3..5 none");
	check("days:|", COMPLETE_CHOICE, 5, 5, "", "<=1 <=2 <=3 none");
	check("zone:c|", COMPLETE_CHOICE, 5, 6, "c", "cet utc");
	check("edu:ba|", COMPLETE_CHOICE, 4, 6, "ba", "bachelor");
	check("edu:<=ba|", COMPLETE_CHOICE, 6, 8, "ba", "bachelor");
	check("visa:<=|", COMPLETE_CHOICE, 5, 7, "<=", NULL);
	check("expires:to|", COMPLETE_CHOICE, 8, 10, "to", "today tomorrow");
}

static void test_values(void **state)
{
	struct completion completion;

	(void)state;
	check("stack:ru|", COMPLETE_VALUE, 6, 8, "ru", "");
	check("stack:rust,p|", COMPLETE_VALUE, 11, 12, "p", "");
	check("company:\"top h|", COMPLETE_VALUE, 8, 14, "top h", "");
	check("company:\"top| hat\" x", COMPLETE_VALUE, 8, 17, "top", "");
	check("nice:|", COMPLETE_VALUE, 5, 5, "", "");
	completion_find("must:ru", 7, &completion);
	assert_int_equal(completion.field, FIELD_STACK);
	completion_release(&completion);
	completion_find("is:", 3, &completion);
	assert_int_equal(completion.field, FIELD_COUNT);
	completion_release(&completion);
}

static void test_nothing(void **state)
{
	(void)state;
	check("\"event dri|", COMPLETE_NOTHING, 10, 10, "", "");
	check("\"a b\"|", COMPLETE_NOTHING, 5, 5, "", "");
	check("foo:b|", COMPLETE_NOTHING, 5, 5, "", "");
	check("@na|", COMPLETE_NOTHING, 3, 3, "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys), cmocka_unit_test(test_every_key),
		cmocka_unit_test(test_choices), cmocka_unit_test(test_values),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

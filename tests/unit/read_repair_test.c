/* What sources do to texts and addresses, undone; and what only looks as if it were done. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "read/repair_int.h"
#include "util/strbuf.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static void assert_mojibake(const char *text, const char *expected, size_t repaired)
{
	struct strbuf out = STRBUF_INIT;
	size_t count = repair_mojibake(&out, text, strlen(text));

	assert_string_equal(out.text, expected);
	assert_int_equal(count, repaired);
	strbuf_release(&out);
}

static void assert_url(const char *url, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	repair_url(&out, url, strlen(url));
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void nothing_stays_nothing(void **state)
{
	(void)state;
	assert_mojibake("", "", 0);
	assert_url("", "");
	assert_url(" ", "");
	assert_url("?", "");
	assert_url("#", "");
	assert_url("&", "&");
}

static void what_was_taken_for_bytes(void **state)
{
	(void)state;
	/* As Latin-1 and as Windows-1252. */
	assert_mojibake("You\u00e2\xc2\x80" "\xc2\x99" "ll", "You\u2019ll", 1);
	assert_mojibake("You\u00e2\u20ac\u2122ll", "You\u2019ll", 1);
	assert_mojibake("Gda\u00c5\xc2\x84" "sk, Gda\u00c5\u201esk", "Gda\u0144sk, Gda\u0144sk", 2);
	assert_mojibake("caf\u00c3\u00a9 \u00c2\u00a320", "caf\u00e9 \u00a320", 2);
	assert_mojibake("\u00f0\xc2\x9f" "\xc2\x8d" "\xc2\x95", "\U0001f355", 1);
	assert_mojibake("10\u00c2\u00a0km", "10\u00a0km", 1);
}

static void twice(void **state)
{
	(void)state;
	assert_mojibake("caf\u00c3\xc2\x83" "\u00c2\u00a9", "caf\u00e9", 2);
	assert_mojibake("You\u00c3\u00a2\u00c2\xc2\x80" "\u00c2\xc2\x99" "ll", "You\u2019ll", 3);
}

static void sound_text_stays(void **state)
{
	static const char *const texts[] = {
		"\u00c3", "na\u00efve", "S\u00c3O", "\u201cIRM\u00c3\u201d", "CAF\u00c9 \u2013 BAR",
		"caf\u00e9\u00a0\u201cq\u201d", "\u00ab\u00a0\u00c9COLE\u00a0\u00bb",
		"\u00e0\u00a0\u00bb",
		"Z\u00fcrich \u20ac60k", "\u00e2\xc2\x80", "caf\xe9 \xc3", "\u65e5\u672c",
		"d\u00e9j\u00e0\u00a0\u00a9 2026",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		assert_mojibake(texts[i], texts[i], 0);
}

static void trackers_go(void **state)
{
	(void)state;
	assert_url("https://a.example/j?utm_source=x&utm_medium=y", "https://a.example/j");
	assert_url("https://a.example/j?id=7&utm_source=x#apply", "https://a.example/j?id=7#apply");
	assert_url("https://a.example/j?gh_src=abc&gh_jid=12", "https://a.example/j?gh_jid=12");
	assert_url("https://a.example/j?lever-source[]=b&lever-origin=c", "https://a.example/j");
	assert_url("https://a.example/j?fbclid=1&amp;id=2&amp;gclid=3", "https://a.example/j?id=2");
	assert_url("https://a.example/j?id=2&amp;x=3", "https://a.example/j?id=2&x=3");
	assert_url("https://a.example/j#utm_campaign=z", "https://a.example/j");
	assert_url("https://a.example/j#:~:text=cook", "https://a.example/j");
	assert_url("https://www.linkedin.com/jobs/view/9?trk=x&refId=y&trackingId=z&position=3",
		   "https://www.linkedin.com/jobs/view/9");
	assert_url("https://www.indeed.com/viewjob?jk=0a1b&tk=99&from=serp",
		   "https://www.indeed.com/viewjob?jk=0a1b");
}

static void what_names_the_posting_stays(void **state)
{
	static const char *const urls[] = {
		"https://a.example/j?gh_jid=12", "https://www.indeed.com/viewjob?vjk=0a1b",
		"https://www.linkedin.com/jobs/search?currentJobId=8", "https://a.example/j?id=",
		"https://a.example/#/job/123", "https://a.example/j?position=cook&from=here",
		"https://a.example/j?ref=REQ-1234", "mailto:me@a.example", "not an address & co",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(urls); i++)
		assert_url(urls[i], urls[i]);
	assert_url("https://a.example/j?ref=newsletter", "https://a.example/j");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_stays_nothing),
		cmocka_unit_test(what_was_taken_for_bytes),
		cmocka_unit_test(twice),
		cmocka_unit_test(sound_text_stays),
		cmocka_unit_test(trackers_go),
		cmocka_unit_test(what_names_the_posting_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Time zones as they are written. */
#include "config.h"

#include "posting/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_none(void **state)
{
	static const char *const rows[] = { "", " ", "2", "+", "-", "x", "+x", "cetera", "+15",
					    "+123", "utcx", "12:30", "-14:30" };
	int minutes;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(zone_parse(rows[i], strlen(rows[i]), &minutes), 0);
}

static void test_zones(void **state)
{
	static const struct { const char *text; size_t bytes; int minutes; } rows[] = {
		{ "cet", 3, 60 }, { "CEST", 4, 120 }, { "ET", 2, -300 }, { "utc", 3, 0 },
		{ "UTC+2", 5, 120 }, { "UTC +2", 6, 120 }, { "GMT-3:30", 8, -210 },
		{ "gmt+5.5", 7, 330 }, { "+2", 2, 120 }, { "-8", 2, -480 }, { "+0530", 5, 330 },
		{ "+14", 3, 840 }, { "UTC−5", 7, -300 }, { "cet, +2", 3, 60 },
		{ "CET+1", 3, 60 }, { "+2.", 2, 120 }, { "utc.", 3, 0 }, { "-3..+1", 2, -180 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int minutes = 9999;

		assert_int_equal(zone_parse(rows[i].text, strlen(rows[i].text), &minutes),
				 rows[i].bytes);
		assert_int_equal(minutes, rows[i].minutes);
	}
}

static void assert_range(int min, int max, const char *want)
{
	struct strbuf out = STRBUF_INIT;

	zone_format_range(&out, min, max);
	assert_string_equal(out.len > 0 ? out.text : "", want);
	strbuf_release(&out);
}

static void test_format(void **state)
{
	(void)state;
	assert_range(1, 0, "");
	assert_range(0, 0, "UTC");
	assert_range(60, 60, "UTC+1");
	assert_range(-210, 345, "UTC-3:30 to UTC+5:45");
	assert_range(-30, 30, "UTC-0:30 to UTC+0:30");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_zones),
		cmocka_unit_test(test_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

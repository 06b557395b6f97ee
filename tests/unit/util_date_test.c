/* Dates, spans, ages and the clock. */
#include "config.h"

#include "util/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void days_that_are_none(void **state)
{
	static const int64_t rows[][3] = {
		{ 0, 0, 0 },
		{ 2024, 2, 30 },
		{ 2023, 2, 29 },
		{ 1900, 2, 29 },
		{ 2100, 2, 29 },
		{ 2024, 4, 31 },
		{ 2024, 13, 1 },
		{ 2024, 0, 1 },
		{ 2024, 1, 0 },
		{ 2024, 1, 32 },
		{ 2024, -1, 1 },
		{ 1969, 12, 31 },
		{ 2201, 1, 1 },
		{ -4, 2, 29 },
		{ 292277026596, 12, 4 },
		{ INT64_MAX, INT64_MAX, INT64_MAX },
		{ INT64_MIN, INT64_MIN, INT64_MIN },
		{ 2024, 1, INT64_MAX },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		assert_int_equal(date_from_civil(rows[i][0], rows[i][1], rows[i][2]), DATE_UNKNOWN);
}

static void known_days(void **state)
{
	(void)state;
	assert_int_equal(date_from_civil(1970, 1, 1), 0);
	assert_int_equal(date_from_civil(1970, 12, 31), 364);
	assert_int_equal(date_from_civil(2000, 2, 29), 11016);
	assert_int_equal(date_from_civil(2026, 11, 22), 20779);
	assert_int_equal(date_from_civil(2200, 12, 31), 84370);
}

/* Counts every day of the range by hand. */
static void every_day_there_and_back(void **state)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day, y, m, d;
	int32_t days = 0;

	(void)state;
	for (year = 1970; year <= 2200; year++) {
		bool is_leap = (year % 4 == 0 && year % 100 != 0) || year == 2000;

		for (month = 1; month <= 12; month++) {
			for (day = 1; day <= lengths[month - 1] + (month == 2 && is_leap); day++) {
				assert_int_equal(date_from_civil(year, month, day), days);
				date_to_civil(days, &y, &m, &d);
				assert_true(y == year && m == month && d == day);
				days++;
			}
			assert_int_equal(date_from_civil(year, month, day), DATE_UNKNOWN);
		}
	}
}

static void far_days_do_not_overflow(void **state)
{
	int year, month, day;

	(void)state;
	date_to_civil(-1, &year, &month, &day);
	assert_true(year == 1969 && month == 12 && day == 31);
	date_to_civil(-719468, &year, &month, &day);
	assert_true(year == 0 && month == 3 && day == 1);
	date_to_civil(INT32_MAX, &year, &month, &day);
	assert_int_equal(year, 5881580);
	date_to_civil(INT32_MIN, &year, &month, &day);
	assert_int_equal(year, -5877641);
}

static void seconds(void **state)
{
	static const struct { int64_t seconds; int32_t days; } rows[] = {
		{ -1, DATE_UNKNOWN },
		{ 0, 0 },
		{ 86399, 0 },
		{ 86400, 1 },
		{ 2147483648, 24855 },
		{ INT64_C(84371) * 86400 - 1, 84370 },
		{ INT64_C(84371) * 86400, DATE_UNKNOWN },
		{ INT64_MAX, DATE_UNKNOWN },
		{ INT64_MIN, DATE_UNKNOWN },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		assert_int_equal(date_from_seconds(rows[i].seconds), rows[i].days);
}

static void iso(void **state)
{
	static const struct { const char *text; size_t read; int32_t days; } rows[] = {
		{ "", 0, -7 },
		{ "2026", 0, -7 },
		{ "2026-11", 0, -7 },
		{ "2026-11-2", 0, -7 },
		{ "2026/11/22", 0, -7 },
		{ "0000-00-00", 0, -7 },
		{ "2024-02-30", 0, -7 },
		{ "1969-12-31", 0, -7 },
		{ "292277026596-12-04", 0, -7 },
		{ "2026-11-223", 0, -7 },
		{ "x2026-11-22", 0, -7 },
		{ "2026-11-22", 10, 20779 },
		{ "2026-11-22.", 10, 20779 },
		{ "2026-11-22 or later", 10, 20779 },
		{ "2026-11-22T", 10, 20779 },
		{ "2026-11-22T25:00", 10, 20779 },
		{ "2026-11-22T09:60", 10, 20779 },
		{ "2026-11-22T09:30", 16, 20779 },
		{ "2026-11-22 09:30", 16, 20779 },
		{ "2026-11-22T09:30:", 16, 20779 },
		{ "2026-11-22T09:30:61", 10, 20779 },
		{ "2026-11-22T09:30:00", 19, 20779 },
		{ "2026-11-22T23:59:60", 19, 20779 },
		{ "2026-11-22T09:30:00.123456Z", 27, 20779 },
		{ "2026-11-22T09:30:00.", 19, 20779 },
		{ "2026-11-22t09:30z", 17, 20779 },
		{ "2026-11-22T23:30:00-05:00", 25, 20780 },
		{ "2026-11-22T00:30:00+0530", 24, 20778 },
		{ "2026-11-22T00:30+01", 19, 20778 },
		{ "2026-11-22T00:30+24", 16, 20779 },
		{ "1970-01-01T00:00+01", 0, -7 },
		{ "2200-12-31T23:00-02", 0, -7 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		int32_t days = -7;

		assert_int_equal(date_parse_iso(rows[i].text, strlen(rows[i].text), &days),
				 rows[i].read);
		assert_int_equal(days, rows[i].days);
	}
}

/* No prefix is read past its end. */
static void iso_stops_at_the_end(void **state)
{
	static const char text[] = "2026-11-22T09:30:00.5+05:30";
	size_t len;
	int32_t days;

	(void)state;
	for (len = 0; len < sizeof text; len++) {
		char *exact = malloc(len + 1);

		assert_non_null(exact);
		memcpy(exact, text, len);
		exact = realloc(exact, len > 0 ? len : 1);
		assert_non_null(exact);
		assert_true(date_parse_iso(exact, len, &days) <= len);
		free(exact);
	}
}

static void months(void **state)
{
	static const struct { const char *text; size_t read; int month; } rows[] = {
		{ "", 0, -7 },
		{ "No", 0, -7 },
		{ "Nove", 0, -7 },
		{ "Novembers", 0, -7 },
		{ "Marching", 0, -7 },
		{ "Mon", 0, -7 },
		{ "jan", 3, 1 },
		{ "FEBRUARY", 8, 2 },
		{ "Mar.", 3, 3 },
		{ "april 3", 5, 4 },
		{ "May", 3, 5 },
		{ "June", 4, 6 },
		{ "Jul", 3, 7 },
		{ "Aug2026", 3, 8 },
		{ "Sept. 3", 4, 9 },
		{ "Sep-", 3, 9 },
		{ "oct", 3, 10 },
		{ "November, 2026", 8, 11 },
		{ "Dec", 3, 12 },
		{ "marz 2026", 4, 3 },
		{ "Dezember", 8, 12 },
		{ "aout", 4, 8 },
		{ "ago", 0, -7 },
		{ "enero", 5, 1 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		int month = -7;

		assert_int_equal(date_parse_month(rows[i].text, strlen(rows[i].text), &month),
				 rows[i].read);
		assert_int_equal(month, rows[i].month);
	}
}

static void spans(void **state)
{
	static const struct { const char *text; size_t read; int32_t days; } rows[] = {
		{ "", 0, -7 },
		{ "d", 0, -7 },
		{ "14", 0, -7 },
		{ "14x", 0, -7 },
		{ "14days", 0, -7 },
		{ "-3d", 0, -7 },
		{ "99999999999999999999d", 0, -7 },
		{ "9223372036854775807y", 0, -7 },
		{ "100001d", 0, -7 },
		{ "0d", 2, 0 },
		{ "14d", 3, 14 },
		{ "14D)", 3, 14 },
		{ "3w", 2, 21 },
		{ "6m", 2, 180 },
		{ "6mo", 3, 180 },
		{ "6mon", 0, -7 },
		{ "1y", 2, 365 },
		{ "12h", 3, 0 },
		{ "25h", 3, 1 },
		{ "100000d", 7, 100000 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		int32_t days = -7;

		assert_int_equal(date_parse_span(rows[i].text, strlen(rows[i].text), &days),
				 rows[i].read);
		assert_int_equal(days, rows[i].days);
	}
}

static void format_iso(void **state)
{
	struct strbuf out = STRBUF_INIT;

	(void)state;
	date_format_iso(&out, DATE_UNKNOWN);
	assert_string_equal(out.text, "");
	date_format_iso(&out, 20779);
	date_format_iso(&out, 0);
	assert_string_equal(out.text, "2026-11-221970-01-01");
	strbuf_release(&out);
}

static void format_age(void **state)
{
	static const struct { int32_t days, today; const char *text; } rows[] = {
		{ DATE_UNKNOWN, 100, "" },   { 100, DATE_UNKNOWN, "" },
		{ 20779, 20779, "today" },   { 20778, 20779, "1d" },
		{ 1000, 1013, "13d" },       { 1000, 1014, "2w" },
		{ 1000, 1020, "2w" },        { 1000, 1021, "3w" },
		{ 1000, 1062, "8w" },        { 1000, 1063, "2mo" },
		{ 1000, 1092, "3mo" },       { 1000, 1364, "11mo" },
		{ 1000, 1365, "1y" },        { 1000, 1729, "1y" },
		{ 1000, 1730, "2y" },        { 0, 84370, "231y" },
		{ 1003, 1000, "in 3d" },     { 1014, 1000, "in 2w" },
		{ INT32_MAX, 0, "in 5883516y" },
	};
	struct strbuf out = STRBUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		strbuf_clear(&out);
		date_format_age(&out, rows[i].days, rows[i].today);
		assert_string_equal(out.text, rows[i].text);
	}
	strbuf_release(&out);
}

static void the_clock_can_be_fixed(void **state)
{
	int64_t now;

	(void)state;
	setenv("SHORTLIST_NOW", "2026-11-22", 1);
	assert_true(clock_seconds() == INT64_C(20779) * 86400);
	setenv("SHORTLIST_NOW", "2026-11-22T23:30:15-05:00", 1);
	assert_true(clock_seconds() == INT64_C(20780) * 86400 + 4 * 3600 + 1815);
	assert_int_equal(clock_today(), 20780);
	setenv("SHORTLIST_NOW", "next week", 1);
	now = clock_seconds();
	assert_true(now - (int64_t)time(NULL) <= 1 && now > INT64_C(1600000000));
	unsetenv("SHORTLIST_NOW");
	assert_true(clock_seconds() >= now);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_that_are_none),
		cmocka_unit_test(known_days),
		cmocka_unit_test(every_day_there_and_back),
		cmocka_unit_test(far_days_do_not_overflow),
		cmocka_unit_test(seconds),
		cmocka_unit_test(iso),
		cmocka_unit_test(iso_stops_at_the_end),
		cmocka_unit_test(months),
		cmocka_unit_test(spans),
		cmocka_unit_test(format_iso),
		cmocka_unit_test(format_age),
		cmocka_unit_test(the_clock_can_be_fixed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

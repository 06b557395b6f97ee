/* Money: amounts as postings write them, currencies, and pay as it is shown. */
#include "config.h"

#include "posting/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/ascii.h"

/* The whole of TEXT is an amount of CENTS. */
static void assert_money(const char *text, int64_t cents)
{
	int64_t read = -1;
	bool has_k;

	assert_int_equal(money_parse(text, strlen(text), &read, &has_k), strlen(text));
	assert_true(read == cents);
}

/* The first BYTES of TEXT are an amount of CENTS. */
static void assert_money_start(const char *text, size_t bytes, int64_t cents)
{
	int64_t read = -1;
	bool has_k;

	assert_int_equal(money_parse(text, strlen(text), &read, &has_k), bytes);
	assert_true(read == cents);
}

static void assert_no_money(const char *text)
{
	int64_t read = -1;
	bool has_k;

	assert_int_equal(money_parse(text, strlen(text), &read, &has_k), 0);
	assert_true(read == -1);
}

static void test_no_amount(void **state)
{
	(void)state;
	assert_no_money("");
	assert_no_money("k");
	assert_no_money(".5");
	assert_no_money(",000");
	assert_no_money("$5");
	assert_no_money(" 5");
	assert_no_money("1.2.3");
	assert_no_money("12.05.2024");
	assert_no_money("3.1.0k");
}

static void test_too_large(void **state)
{
	(void)state;
	assert_money("92233720368547758", INT64_C(9223372036854775800));
	assert_money("92233720368547758.07", INT64_MAX);
	assert_no_money("92233720368547758.08");
	assert_no_money("92233720368547759");
	assert_no_money("99999999999999999999999999999999");
	assert_no_money("922,337,203,685,477,580,800");
	assert_no_money("9223372036854775k");
	assert_no_money("999999999999 crore");
}

static void test_plain(void **state)
{
	(void)state;
	assert_money("0", 0);
	assert_money("45", 4500);
	assert_money("45.5", 4550);
	assert_money("45,50", 4550);
	assert_money("120000", 12000000);
	assert_money("17.3077", 1730);
	assert_money("0.125", 12);
	assert_money("000", 0);
}

static void test_grouped(void **state)
{
	(void)state;
	assert_money("120,000", 12000000);
	assert_money("120.000", 12000000);
	assert_money("120,000.00", 12000000);
	assert_money("60.000,00", 6000000);
	assert_money("60.000,5", 6000050);
	assert_money("1 200 000", 120000000);
	assert_money("1\xc2\xa0" "200\xc2\xa0" "000", 120000000);
	assert_money("45\xe2\x80\xaf" "000,50", 4500050);
	assert_money("120'000.00", 12000000);
	assert_money("120\xe2\x80\x99" "000", 12000000);
	assert_money("12,00,000", 120000000);
	assert_money("1,20,00,000.50", INT64_C(1200000050));
}

static void test_where_it_stops(void **state)
{
	(void)state;
	assert_money_start("45 - 60", 2, 4500);
	assert_money_start("120,000-150,000", 7, 12000000);
	assert_money_start("120,000, and more", 7, 12000000);
	assert_money_start("120,000.", 7, 12000000);
	assert_money_start("5,10,15", 4, 510);
	assert_money_start("1,2345", 1, 100);
	assert_money_start("2024 100", 4, 202400);
	assert_money_start("45 60", 2, 4500);
	assert_money_start("150,00 EUR", 6, 15000);
	assert_money_start("120,000+", 7, 12000000);
	assert_money_start("1,000 2", 5, 100000);
}

static void test_suffixes(void **state)
{
	(void)state;
	assert_money("120k", 12000000);
	assert_money("120K", 12000000);
	assert_money("120 k", 12000000);
	assert_money("72.7K", 7270000);
	assert_money("45,5k", 4550000);
	assert_money("1.2M", 120000000);
	assert_money("1.25m", 125000000);
	assert_money("1.5 million", 150000000);
	assert_money("12 lakh", 120000000);
	assert_money("60 Tsd.", 6000000);
	assert_money_start("60 T\xe2\x82\xac", 4, 6000000);
	assert_money_start("60 T cells", 2, 6000);
	assert_money_start("150kRemote", 4, 15000000);
	assert_money_start("150kremote", 3, 15000);
	assert_money_start("900\xe4\xb8\x87\xe5\x86\x86", 6, 900000000);
	assert_money("12 Lacs", 120000000);
	assert_money("70L", 700000000);
	assert_money("18 LPA", 180000000);
	assert_money("1.2 Cr", INT64_C(1200000000));
	assert_money("15 tys.", 1500000);
}

static void test_what_is_no_suffix(void **state)
{
	(void)state;
	assert_money_start("5 m", 1, 500);
	assert_money_start("5l", 1, 500);
	assert_money_start("120kg", 3, 12000);
	assert_money_start("10km", 2, 1000);
	assert_money_start("20mm", 2, 2000);
	assert_money_start("5 L", 1, 500);
	assert_money_start("60kEUR", 3, 6000000);
	assert_money_start("60k€", 3, 6000000);
	assert_money_start("40M+", 3, INT64_C(4000000000));
	assert_money_start("120k-150k", 4, 12000000);
}

static void test_has_k(void **state)
{
	int64_t cents;
	bool has_k = true;

	(void)state;
	money_parse("120", 3, &cents, &has_k);
	assert_false(has_k);
	money_parse("120k", 4, &cents, &has_k);
	assert_true(has_k);
	money_parse("120k", 3, &cents, &has_k);
	assert_false(has_k);
}

/* TEXT begins with BYTES of the currency CODE. */
static void assert_currency(const char *text, size_t bytes, const char *code)
{
	const struct currency *currency = NULL;
	bool is_bare_dollar = true;

	assert_int_equal(currency_parse(text, strlen(text), &currency, &is_bare_dollar), bytes);
	assert_string_equal(currency->code, code);
	assert_false(is_bare_dollar);
}

static void assert_no_currency(const char *text)
{
	const struct currency *currency = NULL;
	bool is_bare_dollar;

	assert_int_equal(currency_parse(text, strlen(text), &currency, &is_bare_dollar), 0);
	assert_null(currency);
}

static void test_no_currency(void **state)
{
	(void)state;
	assert_no_currency("");
	assert_no_currency("120");
	assert_no_currency(" USD");
	assert_no_currency("eurasia");
	assert_no_currency("usdt");
	assert_no_currency("try 5 things");
	assert_no_currency("all 50");
	assert_no_currency("mad 100");
	assert_no_currency("R is a language");
	assert_no_currency("Rust");
	assert_no_currency("\xe2\x82");
	assert_null(currency_by_code(""));
	assert_null(currency_by_code("XXX"));
}

static void test_currencies(void **state)
{
	(void)state;
	assert_currency("USD 5", 3, "USD");
	assert_currency("usd", 3, "USD");
	assert_currency("US$5", 3, "USD");
	assert_currency("CA$5", 3, "CAD");
	assert_currency("C$5", 2, "CAD");
	assert_currency("CAD5", 3, "CAD");
	assert_currency("€60", 3, "EUR");
	assert_currency("Euro", 4, "EUR");
	assert_currency("£60", 2, "GBP");
	assert_currency("A$90", 2, "AUD");
	assert_currency("R$265K", 2, "BRL");
	assert_currency("R500,000", 1, "ZAR");
	assert_currency("CN¥7K", 4, "CNY");
	assert_currency("₹70L", 3, "INR");
	assert_currency("Rs. 500", 3, "INR");
	assert_currency("zł", 3, "PLN");
	assert_currency("TRY 500", 3, "TRY");
	assert_currency("S$ 5", 2, "SGD");
	assert_currency("kr. 500", 3, "SEK");
	assert_currency("dollars", 7, "USD");
	assert_currency("pounds sterling", 15, "GBP");
}

static void test_bare_dollar(void **state)
{
	const struct currency *currency = NULL;
	bool is_bare_dollar = false;

	(void)state;
	assert_int_equal(currency_parse("$5", 2, &currency, &is_bare_dollar), 1);
	assert_string_equal(currency->code, "USD");
	assert_true(is_bare_dollar);
}

static void test_table(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct currency *row = currency_table; row->code; row++, count++) {
		assert_int_equal(strlen(row->code), 3);
		assert_int_equal(strlen(row->country), 2);
		assert_ptr_equal(currency_by_code(row->code), row);
	}
	assert_true(count >= 60);
}

static void test_periods(void **state)
{
	(void)state;
	assert_null(pay_period_name(PAY_PERIOD_UNKNOWN));
	assert_int_equal(pay_period_a_year(PAY_PERIOD_UNKNOWN), 1);
	assert_int_equal(pay_period_by_name(""), PAY_PERIOD_UNKNOWN);
	assert_int_equal(pay_period_by_name("years"), PAY_PERIOD_UNKNOWN);
	assert_int_equal(pay_period_by_name("hour"), PAY_HOUR);
	assert_int_equal(pay_period_a_year(PAY_HOUR), 2080);
	assert_string_equal(pay_period_name(PAY_YEAR), "year");
}

static void assert_format(int64_t cents, const char *code, bool is_short, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	money_format(&out, cents, code, is_short);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void test_format(void **state)
{
	(void)state;
	assert_format(0, "", false, "0");
	assert_format(0, "USD", true, "$0");
	assert_format(16500000, "CAD", false, "CA$165,000");
	assert_format(16500000, "CAD", true, "CA$165k");
	assert_format(4550, "USD", false, "$45.50");
	assert_format(4505, "USD", true, "$45.05");
	assert_format(99900, "EUR", true, "€999");
	assert_format(7270000, "USD", true, "$72.7k");
	assert_format(7274999, "USD", true, "$72.7k");
	assert_format(7275000, "USD", true, "$72.8k");
	assert_format(120000000, "JPY", true, "¥1.2M");
	assert_format(125000000, "INR", true, "₹1.25M");
	assert_format(99999999, "USD", true, "$1M");
	assert_format(12000000, "CHF", false, "CHF 120,000");
	assert_format(12000000, "XYZ", false, "XYZ 120,000");
	assert_format(100000000, "ZAR", false, "R1,000,000");
	assert_format(INT64_MAX, "", false, "92,233,720,368,547,758.07");
}

static void assert_pay(int64_t min, int64_t max, enum pay_period period, bool is_short,
		       const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	pay_format(&out, min, max, "CAD", period, is_short);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void test_pay(void **state)
{
	(void)state;
	assert_pay(-1, -1, PAY_YEAR, false, "");
	assert_pay(-1, -1, PAY_HOUR, true, "");
	assert_pay(16500000, 19000000, PAY_YEAR, false, "CA$165,000 – 190,000 a year");
	assert_pay(16500000, 19000000, PAY_YEAR, true, "CA$165–190k");
	assert_pay(16500000, 16500000, PAY_YEAR, false, "CA$165,000 a year");
	assert_pay(16500000, -1, PAY_YEAR, true, "CA$165k+");
	assert_pay(-1, 16500000, PAY_YEAR, true, "up to CA$165k");
	assert_pay(4500, 6000, PAY_HOUR, true, "CA$45–60/h");
	assert_pay(4500, 4500, PAY_HOUR, true, "CA$45/h");
	assert_pay(4500, 6050, PAY_HOUR, false, "CA$45 – 60.50 an hour");
	assert_pay(50000, 120000, PAY_MONTH, true, "CA$500–1,200/mo");
	assert_pay(95000000, 120000000, PAY_YEAR, true, "CA$950k–1.2M");
	assert_pay(16500000, 19000000, PAY_PERIOD_UNKNOWN, false, "CA$165,000 – 190,000");
}

/* What is shown in full can be read back. */
static void test_format_and_parse(void **state)
{
	(void)state;
	for (int64_t cents = 1; cents < INT64_MAX / 7; cents = cents * 7 + 3) {
		struct strbuf out = STRBUF_INIT;

		money_format(&out, cents, "", false);
		assert_money(out.text, cents);
		strbuf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_amount),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_grouped),
		cmocka_unit_test(test_where_it_stops),
		cmocka_unit_test(test_suffixes),
		cmocka_unit_test(test_what_is_no_suffix),
		cmocka_unit_test(test_has_k),
		cmocka_unit_test(test_no_currency),
		cmocka_unit_test(test_currencies),
		cmocka_unit_test(test_bare_dollar),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_format),
		cmocka_unit_test(test_pay),
		cmocka_unit_test(test_format_and_parse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

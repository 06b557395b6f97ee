/* Pay that a source states in numbers: to the letter, or not at all. */
#include "config.h"

#include "extract/pay_stated_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_none(void **state)
{
	static const char *const texts[] = {
		"", " ", "-", "from", "up to", "from -", "NaN", "USD", "year", "120", "80 - 90",
		"-5 USD", "1,000 USD per year", "50k USD", "1.2.3 USD", "12 - x USD", "12 usd",
		"12 USD per sprint", "12 USD per year per hour", "12 USDT", "12 USD - 14 USD",
		"99999999999999999999 USD", "9999999999999 USD", "12. USD", ".5 USD", "1e5 USD",
		"12 USD per yearyearyearyearyear", "40.000 EUR",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct salary salary = { .min = 7, .max = 8, .period = PAY_DAY };

		assert_false(pay_stated_read(texts[i], &salary));
		assert_int_equal(salary.min, 7);
		assert_int_equal(salary.max, 8);
		assert_int_equal(salary.period, PAY_DAY);
		assert_string_equal(salary.currency, "");
	}
}

static void test_numbers(void **state)
{
	static const struct {
		const char *text;
		int64_t min, max;
		const char *currency;
		enum pay_period period;
	} facts[] = {
		{ "30 USD per hour", 3000, 3000, "USD", PAY_HOUR },
		{ "30 - 45.5 USD per hour", 3000, 4550, "USD", PAY_HOUR },
		{ "45 - 30 USD per hour", 3000, 4500, "USD", PAY_HOUR },
		{ "99200.0 - 153354.00 EUR yearly", 9920000, 15335400, "EUR", PAY_YEAR },
		{ "12.3456 CHF hourly", 1234, 1234, "CHF", PAY_HOUR },
		{ "from 120000 INR monthly", 12000000, -1, "INR", PAY_MONTH },
		{ "up to 1200000 JPY per annum", -1, 120000000, "JPY", PAY_YEAR },
		{ "30 XOF per 1 YEAR", 3000, 3000, "XOF", PAY_YEAR },
		{ "900 PLN per per-week-salary", 90000, 90000, "PLN", PAY_WEEK },
		{ "450 per day", 45000, 45000, "", PAY_DAY },
		{ "30 USD", 3000, 3000, "USD", PAY_PERIOD_UNKNOWN },
		{ "60000 - 75000", 6000000, 7500000, "", PAY_PERIOD_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		struct salary salary = { .min = -1, .max = -1, .period = PAY_PERIOD_UNKNOWN };

		assert_true(pay_stated_read(facts[i].text, &salary));
		assert_int_equal(salary.min, facts[i].min);
		assert_int_equal(salary.max, facts[i].max);
		assert_int_equal(salary.period, facts[i].period);
		assert_string_equal(salary.currency, facts[i].currency);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

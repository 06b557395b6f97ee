/* Amounts of money: ranges, currencies and periods as they are written. */
#include "config.h"

#include "extract/pay_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/vec.h"

static struct lexicon *lexicon;

static int set_up(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	lexicon = lexicon_new(NULL, &err);
	return lexicon != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	lexicon_free(lexicon);
	return 0;
}

static void check(const char *text, const char *want)
{
	struct strbuf got = STRBUF_INIT;
	struct pays pays = { .count = 0 };
	struct view view;

	view_init(&view, lexicon, text, strlen(text));
	pay_find(&view, 0, view.len, false, &pays);
	for (size_t i = 0; i < pays.count; i++) {
		const struct pay *pay = &pays.items[i];
		const char *period = pay_period_name(pay->period);

		assert_true(pay->start < pay->end && pay->end <= view.len);
		strbuf_printf(&got, "%s%lld..%lld %s %s", i > 0 ? "; " : "",
			      (long long)(pay->min < 0 ? -1 : pay->min / 100),
			      (long long)(pay->max < 0 ? -1 : pay->max / 100),
			      pay->is_shared ? "$" :
			      pay->currency != NULL ? pay->currency->code : "?",
			      period != NULL ? period : "?");
	}
	assert_string_equal(got.text, want);
	VEC_RELEASE(&pays);
	view_release(&view);
	strbuf_release(&got);
}

static void test_nothing(void **state)
{
	(void)state;
	check("", "");
	check("$", "");
	check("EUR", "");
	check("2am", "");
	check("$257B a year", "");
	check("$2 trillion", "");
	check("70%", "");
}

static void test_ranges(void **state)
{
	(void)state;
	check("$120,000.00 - $150,000.00 a year", "120000..150000 $ year");
	check("$150-180K", "150000..180000 $ ?");
	check("$120k-140", "120000..140000 $ ?");
	check("\xc2\xa3" "50,000 \xe2\x80\x93 \xc2\xa3" "70,000", "50000..70000 GBP ?");
	check("between \xc2\xa3" "50,000 and \xc2\xa3" "70,000", "50000..70000 GBP ?");
	check("$108,400\xe2\x80\x94$129,600 USD", "108400..129600 USD ?");
	check("$150,000/yr - $180,000/yr", "150000..180000 $ year");
	check("60.000,00 EUR to 75.000,00 EUR", "60000..75000 EUR ?");
	check("45-60 LPA", "4500000..6000000 INR year");
	check("up to 1.5 Cr", "-1..15000000 INR year");
	check("USD $95,000.00 - USD $121,000.00", "95000..121000 USD ?");
	check("120-140 000 CZK", "120000..140000 CZK ?");
	check("$120-150,000", "120000..150000 $ ?");
	check("6-9 million JPY", "6000000..9000000 JPY ?");
	check("Salary (USD): 120,000 - 140,000", "120000..140000 USD ?");
	check("75,000 - 90,000 US dollars", "75000..90000 USD ?");
	check("$104,000.00 /Yr. - $131,000.00 /Yr.", "104000..131000 $ year");
	check("$200.00 \xe2\x80\x93 $275,000.00", "200..200 $ ?; 275000..275000 $ ?");
}

static void test_one_amount(void **state)
{
	(void)state;
	check("$18/hour", "18..18 $ hour");
	check("$90K | few hours", "90000..90000 $ ?");
	check("from 47,600 EUR yearly", "47600..-1 EUR year");
	check("up to $90k", "-1..90000 $ ?");
	check("CAD 95,000+", "95000..-1 CAD ?");
	check("$57/hr for Bachelors and $61/hr for Masters", "57..57 $ hour; 61..61 $ hour");
	check("up to $80K or more", "80000..80000 $ ?");
	check("$80K or more", "80000..-1 $ ?");
	check("$0 \xe2\x80\x93 $70K", "-1..70000 $ ?");
}

static void test_what_is_counted(void **state)
{
	(void)state;
	check("$21.50 per hour - 30 hours a week", "21..21 $ hour");
	check("\xc2\xa3" "42,000 - 25 days of holiday", "42000..42000 GBP ?");
	check("400 people", "");
	check("grown to 90K users", "");
}

/* How other countries write it. */
static void test_notations(void **state)
{
	(void)state;
	check("CHF 120'000.- bis CHF 140'000.-", "120000..140000 CHF ?");
	check("60.000,-- EUR", "60000..60000 EUR ?");
	check("Rs. 50,000/- per month", "50000..50000 $ month");
	check("55 - 65 k\xe2\x82\xac", "55000..65000 EUR ?");
	check("entre 45 et 55 k\xe2\x82\xac", "45000..55000 EUR ?");
	check("60-70 TEUR", "60000..70000 EUR ?");
	check("R 600 000 - R 800 000 p.a.", "600000..800000 ZAR year");
	check("R$ 8.000 a R$ 10.000", "8000..10000 BRL ?");
	check("500 000 - 700 000 kr", "500000..700000 $ ?");
	check("kr 500 000", "500000..500000 $ ?");
	check("eur 50k", "50000..50000 EUR ?");
	check("\xe5\xb9\xb4\xe5\x8f\x8e" "900\xe4\xb8\x87\xe5\x86\x86",
	      "9000000..9000000 JPY year");
	check("600\xe3\x80\x9c" "900\xe4\xb8\x87\xe5\x86\x86", "6000000..9000000 JPY ?");
	check("22 000 - 28 000 PLN net + VAT per month", "22000..28000 PLN month");
	check("$90K+ per month", "90000..-1 $ month");
	check("$90k + an annual bonus", "90000..90000 $ ?");
	check("45,000 pounds", "45000..45000 GBP ?");
	check("70,000 dollars", "70000..70000 $ ?");
	check("\xc2\xa3" "28,000pa", "28000..28000 GBP year");
	check("\xc2\xa3" "350pd", "350..350 GBP day");
}

/* Copied pages lose the blanks between their parts. */
static void test_glued(void **state)
{
	(void)state;
	check("$80,000Full-time", "80000..80000 $ ?");
	check("Salary$80,000 - $95,000Benefits", "80000..95000 $ ?");
	check("$80k-$95kRemote", "80000..95000 $ ?");
	check("$104,000 - 130,000The actual", "104000..130000 $ ?");
	check("80,000Full", "80000..80000 ? ?");
	check("2025Full", "");
	check("80Full", "");
	check("$5G", "");
	check("5Kubernetes", "");
}

static void test_no_money(void **state)
{
	(void)state;
	check("lift 50 pounds", "");
	check("R 3.6", "");
	check("R0123456", "");
	check("since 2019", "");
	check("40 hours per week", "");
	check("3-5 years", "");
	check("24/7, 401k", "");
	check("(USD) 40", "40..40 USD ?");
}

/* What is earned on target, and a range of which one end is misspelt. */
static void test_marks(void **state)
{
	static const struct {
		const char *text;
		size_t which;
		bool is_target, is_broken;
	} cases[] = {
		{ "$90k base", 0, false, false },
		{ "OTE $150k - $180k", 0, true, false },
		{ "$150k - $180k OTE", 0, true, false },
		{ "On-target earnings start at $85,000", 0, true, false },
		{ "$90k salary with OTE $150k", 0, false, false },
		{ "$90k salary with OTE $150k", 1, true, false },
		{ "OTE $150k, base $90k", 1, false, false },
		{ "$90k base + on-target commission", 0, false, false },
		{ "$91,000 - 130,0000 per year", 0, false, true },
		{ "$91,000 - $13,000", 0, false, true },
		{ "$91,000 - 9 of us", 0, false, false },
		{ "$120k/\xe2\x82\xac" "100k", 0, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct pays pays = { .count = 0 };
		struct view view;

		view_init(&view, lexicon, cases[i].text, strlen(cases[i].text));
		pay_find(&view, 0, view.len, false, &pays);
		assert_true(pays.count > cases[i].which);
		if (pays.items[cases[i].which].is_target != cases[i].is_target ||
		    pays.items[cases[i].which].is_broken != cases[i].is_broken)
			fail_msg("%s", cases[i].text);
		VEC_RELEASE(&pays);
		view_release(&view);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_one_amount),
		cmocka_unit_test(test_what_is_counted),
		cmocka_unit_test(test_notations),
		cmocka_unit_test(test_glued),
		cmocka_unit_test(test_no_money),
		cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* Which of the amounts in a text is the pay, and how several of them are put together. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define CHECK(state, facts) WORLD_CHECK(state, FIELD_SALARY, facts)

static void test_no_pay(void **state)
{
	static const struct world_fact facts[] = {
		{ "", "-" },
		{ "$", "-" },
		{ "We have raised $40M and serve 300K software users.", "-" },
		{ "Earn $80 for every 12 parcels in 5 days.", "-" },
		{ "Quuxcorp closes deals of $300k - $600k.", "-" },
		{ "You manage a budget of $250,000 - $400,000 of spend.", "-" },
		{ "You own accounts of $100,000 to $250,000.", "-" },
		{ "Grants of $50,000 to $100,000 to founders.", "-" },
		{ "Pipes that move $100k-$200k each second.", "-" },
		{ "Save families $10,000 per year in taxes.", "-" },
		{ "We pay up to $12,000 in adoption assistance.", "-" },
		{ "Equity range: $120,000 - $160,000 over four years.", "-" },
		{ "You get $25,000 - $50,000 in equity.", "-" },
		{ "We pay salaries biweekly; a deposit is $900.", "-" },
		{ "REQ ID R0130228", "-" },
		{ "Each sale is between $250 and $2,500.", "-" },
		{ "2026 monthly plan", "-" },
		{ "Pay only once you have 5 of them, which is \xe2\x82\xac" "5 in all.", "-" },
		{ "Those with a clearance receive up to an additional $20,000 annually.", "-" },
	};

	CHECK(state, facts);
}

static void test_one_pay(void **state)
{
	static const struct world_fact facts[] = {
		{ "A tea role ($140-165k USD): hybrid, in a team of five who stir kettles.",
		  "140000-165000 USD year" },
		{ "The expected hourly compensation for this position is $19.50.",
		  "19 USD hour" },
		{ "The salary for a new hire is $112,000, which may include sales incentives.",
		  "112000 USD year" },
		{ "We pay \xe2\x82\xac" "4.600 bruto per maand, and tea.", "4600 EUR month" },
		{ "Salary: RM 8,000 - RM 12,000", "8000-12000 MYR month" },
		{ "Salary: 21 000 - 28 000 PLN", "21000-28000 PLN month" },
		{ "Salary: INR 50,000 - 60,000", "50000-60000 INR month" },
		{ "Salary: INR 6,00,000 - 9,00,000", "600000-900000 INR year" },
		{ "The salary is $95,000 - $110,000 and we match 401k gifts up to $4,000.",
		  "95000-110000 USD year" },
		{ "This internship pays $45/hour.", "45 USD hour" },
		{ "Tea Cook$60-80k plus bonusOslo, NO", "60000-80000 USD year" },
		{ "# What we offer\n\xc2\xa3" "17.50 an hour. Hours to suit you, Mondays "
		  "excepted, in a house that is warm.", "17 GBP hour" },
		{ "Compensation: as the market pays, typically 100-200/hr", "100-200 ? hour" },
		{ "We like tea. Monthly salary range by degree level:\n"
		  "Bachelor - $4,000 - $4,900", "4000-4900 USD month" },
		{ "We look for somebody who likes our tea as much as we all do.$20/hour, "
		  "part-time", "20 USD hour" },
		{ "See our page for what else we give to all who work here.USD Hourly: "
		  "$40.00 - $46.00HPE is a house of tea.", "40-46 USD hour" },
		{ "The expected hourly compensation is $19.50.Retirement plans", "19 USD hour" },
		{ "# What you get\n- $120-200 k cash + 5 % equity", "120000-200000 USD year" },
		{ "2026 monthly salary range: $4,000 - $4,900", "4000-4900 USD month" },
		{ "Remote | $120-155k", "120000-155000 USD year" },
		{ "Salary: 180 000 - 240 000 PLN", "180000-240000 PLN year" },
		{ "Salary: $18.25 per hour - 20 hours a week", "18 USD hour" },
	};

	CHECK(state, facts);
}

static void test_base_and_target(void **state)
{
	static const struct world_fact facts[] = {
		{ "The pay range is $110,000 to $120,000 salary with OTE $220,000 to $240,000.",
		  "220000-240000 USD year" },
		{ "Salary: $120,000 | OTE: $180,000", "120000 USD year" },
		{ "## Pay\n- $70k base salary\n- OTE $110-$130k", "70000-130000 USD year" },
		{ "$200,000 - $210,000 a year. You get a commission. OTE is $330,000 - $350,000.",
		  "200000-210000 USD year" },
		{ "Compensation: $124,000 - $138,000 OTE (base and commission).",
		  "124000-138000 USD year" },
		{ "## Pay\n- $91,000 - 130,0000 per year + commission\n- OTE $170,000 - $190,000",
		  "170000-190000 USD year" },
	};

	CHECK(state, facts);
}

static void test_put_together(void **state)
{
	static const struct world_fact facts[] = {
		{ "Salary: $150k-$170k in Boston, $120k-$140k elsewhere.",
		  "120000-170000 USD year" },
		{ "Pay: $57/hr for Bachelors, $61/hr for Masters and $65/hr for doctors.",
		  "57-65 USD hour" },
		{ "The base pay ranges from $130,000/year in our small towns up to "
		  "$190,000/year in our large ones.", "130000-190000 USD year" },
		{ "The salary range is $133,000-$178,000 per year. You may increase your base "
		  "salary up to $201,000 per year.", "133000-178000 USD year" },
		{ "- Tea Lead | 160k - 200k base salary\n- Tea Cook | 120k - 140k USD base salary",
		  "120000-200000 USD year" },
	};

	CHECK(state, facts);
}

/* A sign that several countries use is that of the job's country. */
static void test_shared_signs(void **state)
{
	static const struct world_fact facts[] = {
		{ "Location: Toronto, Canada\nSalary: $90k - $110k", "90000-110000 CAD year" },
		{ "Location: Auckland, New Zealand\nSalary: $90k - $110k",
		  "90000-110000 NZD year" },
		{ "Location: Austin, Texas\nSalary: $90k - $110k", "90000-110000 USD year" },
		{ "Location: Toronto, Canada; Austin, Texas\nSalary: $90k - $110k",
		  "90000-110000 USD year" },
		{ "Location: Oslo, Norway\nSalary: 600 000 - 700 000 kr",
		  "600000-700000 NOK year" },
		{ "Location: Stockholm, Sweden\nSalary: 600 000 - 700 000 kr",
		  "600000-700000 SEK year" },
		{ "Location: Lahore, Pakistan\nSalary: Rs 150,000 per month",
		  "150000 PKR month" },
		{ "Location: Lahore, Pakistan\nSalary: INR 150,000 per month",
		  "150000 INR month" },
		{ "Salary: Rs 65,000 per month", "65000 INR month" },
	};

	CHECK(state, facts);
}

/* Without any sign it is the currency of the country, where there is one only. */
static void test_no_sign(void **state)
{
	static const struct world_fact facts[] = {
		{ "Salary: 120-150k", "120000-150000 ? year" },
		{ "Location: Austin, Texas\nSalary: 120-150k", "120000-150000 USD year" },
		{ "Location: Berlin, Germany\nSalary: 60-70k", "60000-70000 EUR year" },
		{ "Location: London, UK; Berlin, Germany\nSalary: 60-70k", "60000-70000 ? year" },
		{ "Location: Mumbai, India\nSalary: 60-70k", "60000-70000 ? year" },
	};

	CHECK(state, facts);
}

/* The end of a line may divide a range. */
static void test_cut_ranges(void **state)
{
	static const struct world_fact facts[] = {
		{ "Salary:\n$90,000 -\n$110,000", "90000-110000 USD year" },
		{ "Salary:\n$90,000\nto\n$110,000", "90000-110000 USD year" },
	};

	CHECK(state, facts);
}

static void test_stated(void **state)
{
	static const struct world_fact facts[] = {
		{ "", "-" },
		{ "-1", "-" },
		{ "$0 \xe2\x80\x93 $65K", "-65000 USD year" },
		{ "$200.00 \xe2\x80\x93 $275,000.00", "275000 USD year" },
		{ "$24.04", "24 USD hour" },
		{ "\xe2\x82\xac" "4K per month", "4000 EUR month" },
	};
	struct strbuf got = STRBUF_INIT;

	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		world_read_stated(*state, "", FIELD_SALARY, facts[i].text);
		world_describe(*state, FIELD_SALARY, &got);
		assert_string_equal(got.text, facts[i].want);
	}
	strbuf_release(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_pay),
		cmocka_unit_test(test_one_pay),
		cmocka_unit_test(test_base_and_target),
		cmocka_unit_test(test_put_together),
		cmocka_unit_test(test_shared_signs),
		cmocka_unit_test(test_no_sign),
		cmocka_unit_test(test_cut_ranges),
		cmocka_unit_test(test_stated),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

/* What is offered beside the salary. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define NONE 0u
#define EQUITY (1u << EXTRA_EQUITY)
#define BONUS (1u << EXTRA_BONUS)
#define COMMISSION (1u << EXTRA_COMMISSION)

struct fact { const char *text; unsigned want; };

static void check_extras(struct world *world, const struct fact *facts, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		world_read(world, facts[i].text);
		if (world->posting.extras == facts[i].want)
			continue;
		print_error("want %u, got %u of:\n%s\n", facts[i].want, world->posting.extras,
			    facts[i].text);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

#define CHECK(state, facts) check_extras(*(state), facts, sizeof(facts) / sizeof((facts)[0]))

static void test_nothing(void **state)
{
	static const struct fact facts[] = {
		{ "", NONE },
		{ "We are committed to diversity, equity and inclusion in our pay.", NONE },
		{ "Our values: diversity, equity, belonging.", NONE },
		{ "You worked in private equity or health equity.", NONE },
		{ "Salaries are set with regard to internal equity.", NONE },
		{ "Knowledge of tea is a bonus.", NONE },
		{ "Bonus points if you can cook.", NONE },
		{ "- Bonus: a good sense of humour", NONE },
		{ "A bonus if you know how kettles are made.", NONE },
		{ "We pay a referral bonus to friends of the house.", NONE },
		{ "The Securities and Exchange Commission reads our salaries.", NONE },
		{ "You will administer our equity plans for clients.", NONE },
		{ "We keep tea in stock for customers.", NONE },
		{ "We pay no equity, and there is no bonus.", NONE },
		{ "Instead of equity we pay a high salary.", NONE },
		{ "We follow our employment equity plan.", 0 },
		{ "Sales grew by 0.5% - 1.0%, to $2M.", 0 },
		{ "Costs of $100k + 20% tax.", 0 },
	};

	CHECK(state, facts);
}

static void test_offered(void **state)
{
	static const struct fact facts[] = {
		{ "Tea Cook | Oslo | Salary + equity", EQUITY },
		{ "Tea Cook | Equity | Oslo", EQUITY },
		{ "Pay: $100k - $120k + 0.5% equity", EQUITY },
		{ "You get stock options and an annual bonus.", EQUITY | BONUS },
		{ "Compensation includes restricted stock units.", EQUITY },
		{ "# Benefits\n- Equity\n- Tea", EQUITY },
		{ "# Compensation\n- Base pay of $90,000\n- Commission", COMMISSION },
		{ "A salary of $90,000 with a 10% bonus.", BONUS },
		{ "We pay a base salary and uncapped commission.", COMMISSION },
		{ "OTE $120k - $150k", COMMISSION },
		{ "This role is eligible for a bonus, equity and commission.",
		  EQUITY | BONUS | COMMISSION },
		{ "Wir bieten eine Mitarbeiterbeteiligung.", EQUITY },
		{ "Tea Cook | Oslo | $120k-150k + 0.3-1.0%", EQUITY },
		{ "Tea Cook | Oslo | $120k-150k + 0.5% - 1%", EQUITY },
		{ "You earn a salary, commission, health insurance, and stock options.",
		  EQUITY | COMMISSION },
	};

	CHECK(state, facts);
}

static void test_stated(void **state)
{
	struct world *world = *state;

	world_read_stated(world, "", FIELD_SALARY, "$90K - $110K, Offers Equity, Offers Bonus");
	assert_int_equal(world->posting.extras, EQUITY | BONUS);
	world_read_stated(world, "", FIELD_SALARY, "$90K - $110K, 0.25% - 1%");
	assert_int_equal(world->posting.extras, EQUITY);
	world_read_stated(world, "", FIELD_SALARY, "$25 per hour, 12% at night");
	assert_int_equal(world->posting.extras, NONE);
	world_read_stated(world, "", FIELD_SALARY, "$90K - $110K");
	assert_int_equal(world->posting.extras, NONE);
}

/* Each is shown with the words that say it. */
static void test_evidence(void **state)
{
	struct world *world = *state;
	size_t count = 0;

	world_read(world, "We pay a salary and equity. The equity is real equity.");
	for (size_t i = 0; i < world->posting.evidence.count; i++)
		count += world->posting.evidence.items[i].field == FIELD_EXTRAS;
	assert_int_equal(count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_offered),
		cmocka_unit_test(test_stated),
		cmocka_unit_test(test_evidence),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

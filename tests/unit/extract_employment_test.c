/* Full-time, contract and the like: where they are said of the job. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_header(void **state)
{
	static const struct world_fact facts[] = {
		{ "", "-" },
		{ "Quux | Potter | Berlin | Full-time", "full-time" },
		{ "Quux | Potter | Contractor Part-Time | Remote", "part-time contract" },
		{ "Quux | Berlin | Full Time or Contract", "full-time contract" },
		{ "Quux | Berlin | SaaS B2B kettles | Series B", "-" },
		{ "Quux | Software for the review of each contract that a kiln signs | Berlin",
		  "-" },
		{ "Berlin, Germany. Full time. Remote is fine too.", "full-time" },
		{ "Potters in Berlin (full-time) or remote (part-time)", "full-time part-time" },
		{ "A variety of places, freelance & full time, including:", "full-time freelance" },
		{ "We work with general and sub-contractors of kilns", "-" },
		{ "Help Desk Intern - full time", "full-time internship" },
	};

	WORLD_CHECK(state, FIELD_EMPLOYMENT, facts);
}

static void test_lines(void **state)
{
	static const struct world_fact facts[] = {
		{ "Employment type: Permanent", "full-time" },
		{ "Employment type: Regular, Part-Time", "part-time" },
		{ "Employment type: Permanent | Part-Time", "part-time" },
		{ "Contract type: Fixed-term contract", "contract" },
		{ "Tea.\nTea.\nTea.\nTea.\nTea.\nTea.\nTea.\nTea.\nSchedule\n- Berlin\n"
		  "- Full-Time", "full-time" },
		{ "Benefits\n- Tea\n- Tea\n- Tea\n- Tea\n- Tea\n- Tea\n- Tea\n"
		  "- Regular, dependable tea", "-" },
	};

	WORLD_CHECK(state, FIELD_EMPLOYMENT, facts);
}

static void test_prose(void **state)
{
	static const struct world_fact facts[] = {
		{ "This is a full-time position.", "full-time" },
		{ "We serve kettles to all full-time employees of the firm.", "-" },
		{ "You drive good contract terms and pricing.", "-" },
		{ "This post is offered on a contractor basis.", "contract" },
		{ "A 6 month contract with potters.", "contract" },
		{ "The role is contract-to-hire.", "contract" },
		{ "Some fellows interview for full-time employment later on.", "-" },
		{ "Requirements\n- A former internship program of ours", "-" },
		{ "You improve our summer internship program.", "-" },
		{ "The internship lasts 12 weeks. Interns fire kilns.", "internship" },
		{ "As an intern, you fire kilns.", "internship" },
		{ "This role will be part time.", "part-time" },
		{ "#LI-Fulltime", "full-time" },
		{ "Full-time students may apply for the tea.", "-" },
	};

	WORLD_CHECK(state, FIELD_EMPLOYMENT, facts);
}

/* What the source states wins; a label that says else is shown beside it. */
static void test_stated(void **state)
{
	struct world *world = *state;

	world_read_stated(world, "Job type: Contract", FIELD_EMPLOYMENT, "permanent");
	assert_int_equal(world->posting.employment, 1u << EMPLOYMENT_FULL_TIME);
	assert_true(posting_has_conflict(&world->posting, FIELD_EMPLOYMENT));
	world_read_stated(world, "Job type: Full-time", FIELD_EMPLOYMENT, "permanent");
	assert_false(posting_has_conflict(&world->posting, FIELD_EMPLOYMENT));
}

/* What boards have in a field for nothing but kinds. */
static void test_stated_words(void **state)
{
	static const struct world_fact facts[] = {
		{ "other", "-" },
		{ "Scholarship", "-" },
		{ "professional / experienced", "-" },
		{ "full", "full-time" },
		{ "part", "part-time" },
		{ "full or part-time", "full-time part-time" },
		{ "fulltime_permanent", "full-time" },
		{ "parttime_fixed_term", "part-time contract" },
		{ "FULL_TIME,CONTRACTOR", "full-time contract" },
		{ "PER_DIEM", "temporary" },
		{ "Casual", "temporary" },
		{ "Minijob", "part-time" },
		{ "Feste Anstellung", "full-time" },
		{ "befristet", "contract" },
		{ "CDD", "contract" },
		{ "Stage", "internship" },
		{ "traineeship", "internship" },
		{ "Ausbildung", "internship" },
		{ "Pflichtpraktikum", "internship" },
	};
	struct strbuf got = STRBUF_INIT;

	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		world_read_stated(*state, "The stage is full of kettles.", FIELD_EMPLOYMENT,
				  facts[i].text);
		world_describe(*state, FIELD_EMPLOYMENT, &got);
		assert_string_equal(got.text, facts[i].want);
	}
	strbuf_release(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_header),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_prose),
		cmocka_unit_test(test_stated),
		cmocka_unit_test(test_stated_words),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

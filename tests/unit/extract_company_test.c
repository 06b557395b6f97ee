/* Companies: the name of the one who hires, and names and words that are not. */
#include "config.h"

#include "extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract_world.h"

#define CHECK(state, facts) WORLD_CHECK(state, FIELD_COMPANY, facts)

static void test_no_companies(void **state)
{
	static const struct world_fact companies[] = {
		{ "@", "-" },
		{ "Inc. is hiring", "-" },
		{ "Kettles, Front End, Back End, Cups - Berlin\n\nText.", "-" },
		{ "London \xc2\xa3" "40,000 | Tea Engineer | Remote", "-" },
		{ "Key responsibilities of this job are many and they all are about tea.", "-" },
		{ "Consistently delivers tea to all people of the house every day.", "-" },
		{ "You are experienced at Cross Team Work: you talk.", "-" },
		{ "The office is closed at Christmas, and we like that.", "-" },
	};

	CHECK(state, companies);
}

static void test_sentences(void **state)
{
	static const struct world_fact companies[] = {
		{ "About Quux Works, Inc.We make tea for all who work here.", "Quux Works" },
		{ "We like tea, as part of 2024Quuxcorp and more.", "-" },
		{ "About OnePay\n\nOnePay is a tea shop.", "OnePay" },
		{ "About NEXT\n\nWe make tea.", "NEXT" },
		{ "About YOU\n\nWe make tea.", "-" },
		{ "Tea. Opportunity StatementQuux & Sons is an equal opportunity employer.",
		  "Quux & Sons" },
		{ "At xLabs, we make tea.", "xLabs" },
		{ "At Marketing Kettles, we make tea.", "Marketing Kettles" },
		{ "At Quuxcorp ( https://quux.example ), we make tea.", "Quuxcorp" },
		{ "Quuxcorp, Inc., is looking for a cook.", "Quuxcorp" },
		{ "Quuxcorp Inc. is hiring. Come.", "Quuxcorp Inc" },
		{ "Quuxcorp's mission is tea. We stir. Offices are part of Quuxcorp's cultural "
		  "identity.", "Quuxcorp" },
		{ "This job is posted by Bazjobs on behalf of Quuxcorp Kettles. Come.",
		  "Quuxcorp Kettles" },
	};

	CHECK(state, companies);
}

static void test_mentions(void **state)
{
	static const struct world_fact companies[] = {
		{ "You will keep tea green at Quux. In this role you stir.\n\nYou know how the "
		  "leaves of Quux grow and where Quux kettles run.", "Quux" },
		{ "You will keep tea green at Quux. In this role you stir.", "-" },
		{ "You learned at Quux University. You love Quux University.", "-" },
		{ "You keep tea green at Berlin. You love Berlin tea.", "-" },
		{ "You look at Python. You love Python tea.", "-" },
	};

	CHECK(state, companies);
}

static void test_long_names(void **state)
{
	static const struct world_fact companies[] = {
		{ "At Bank of Quuxland, we make tea. At Bank of Quuxland, you stir.",
		  "Bank of Quuxland" },
		{ "At Quux's of Berlin we make tea.", "Quux" },
		{ "Quux (www.quux.example) is looking for cooks.", "Quux" },
		{ "Berlin. Quux ( https://quux.example ) is looking for cooks.", "Quux" },
		{ "We (www.quux.example) are looking for cooks.", "-" },
	};

	CHECK(state, companies);
}

static void test_headers(void **state)
{
	static const struct world_fact companies[] = {
		{ "Quuxcorp is hiring again! | Tea Engineer | Remote", "Quuxcorp" },
		{ "Berlin | Tea Engineer and Tea Cook | Quux Kettles\n\nQuux Kettles makes tea.",
		  "Quux Kettles" },
		{ "Engineering Square | Tea Engineer | Berlin", "Engineering Square" },
	};

	CHECK(state, companies);
}

static void test_openings(void **state)
{
	static const struct world_fact companies[] = {
		{ "Quuxcorp ( http://quux.example ) in Edinburgh, Scotland.\n\nWe make tea.",
		  "Quuxcorp" },
		{ "QuuxHQ (Berlin, remote doable)\n\nWe make tea.", "QuuxHQ" },
		{ "Quuxcorp in Vienna, Austria is looking for cooks.\n\nWe make tea.", "Quuxcorp" },
		{ "Quux24, Santa Barbara, California.\n\nWe make tea.", "Quux24" },
		{ "San Francisco, CA.\n\nQuuxHQ ( http://quux.example )\n\nWe make tea.",
		  "QuuxHQ" },
		{ "Tea and Kettle Engineers @Quuxcorp in Berlin\n\nWe make tea.", "Quuxcorp" },
		{ "Tea Engineer, Berlin\n\nWe make tea.", "-" },
		{ "Berlin, Germany\n\nWe make tea.", "-" },
	};

	CHECK(state, companies);
}

static void test_remarks(void **state)
{
	static const struct world_fact companies[] = {
		{ "Quux Labs back in the house | Tea Engineer | Berlin\n\nText.", "Quux Labs" },
		{ "Bank of the west | Tea Engineer | Berlin\n\nText.", "Bank of the west" },
		{ "Freelance | 8 hours a week | Remote\n\nText.", "-" },
		{ "Cooks wanted.\n\nUSD Hourly: $40.00 - $46.00QXE is hiring.", "-" },
	};

	CHECK(state, companies);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_companies),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_mentions),
		cmocka_unit_test(test_long_names),
		cmocka_unit_test(test_headers),
		cmocka_unit_test(test_openings),
		cmocka_unit_test(test_remarks),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

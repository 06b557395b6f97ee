/* Places in a piece of text: which words are one place, and which of several it is. */
#include "config.h"

#include "extract/places_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "util/vec.h"

static struct lexicon *lexicon;
static struct vocabulary vocabulary;

static int set_up(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	lexicon = lexicon_new(NULL, &err);
	return lexicon != NULL && vocabulary_load(&vocabulary, NULL, &err) ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	vocabulary_release(&vocabulary);
	lexicon_free(lexicon);
	return 0;
}

static void check_in(const char *text, const char *want, bool is_value)
{
	struct strbuf got = STRBUF_INIT;
	struct found_places places = { .count = 0 };
	struct view view;

	view_init(&view, lexicon, text, strlen(text));
	if (is_value)
		places_parse_value(&vocabulary, &view, 0, view.words.count, &places);
	else
		places_parse(&vocabulary, &view, 0, view.words.count, VIEW_REACH, &places);
	for (size_t i = 0; i < places.count; i++) {
		const struct place *place = &places.items[i].place;

		assert_true(places.items[i].start < places.items[i].end);
		strbuf_printf(&got, "%s%s%s%s", i > 0 ? "; " : "",
			      place->kind == PLACE_AREA ? place->area : place->city,
			      place->kind == PLACE_REGION ? place->region : "",
			      place->kind == PLACE_AREA ? "" : "/");
		if (place->kind != PLACE_AREA)
			strbuf_puts(&got, place->country);
	}
	assert_string_equal(got.text, want);
	VEC_RELEASE(&places);
	view_release(&view);
	strbuf_release(&got);
}

static void check(const char *text, const char *want)
{
	check_in(text, want, false);
}

static void check_value(const char *text, const char *want)
{
	check_in(text, want, true);
}

static void test_nothing(void **state)
{
	(void)state;
	check("", "");
	check("tea and milk", "");
	check("reading and nice", "");
	check("Remote", "");
	check("IN or OR", "");
}

static void test_parts_of_one_place(void **state)
{
	(void)state;
	check("Toronto, ON, Canada", "Toronto/CA");
	check("San Francisco, CA", "San Francisco/US");
	check("US, CA, Santa Clara", "Santa Clara/US");
	check("Canada - Toronto", "Toronto/CA");
	check("Paris (France)", "Paris/FR");
	check("Paris, Texas", "Paris/US");
	check("United_Kingdom_Hull, GB", "Hull/GB");
	check("New York, New York, United States", "New York/US");
}

static void test_several_places(void **state)
{
	(void)state;
	check("San Francisco, Toronto", "San Francisco/US; Toronto/CA");
	check("US, UK", "/US; /GB");
	check("London or Berlin", "London/GB; Berlin/DE");
	check("NYC / SF", "New York/US; San Francisco/US");
}

static void test_company_tells_them_apart(void **state)
{
	(void)state;
	check("Birmingham", "Birmingham/GB");
	check("Ontario, California or Ontario, Canada", "Ontario/US; Ontario/CA");
}

static void test_names_said_twice(void **state)
{
	(void)state;
	check("Barcelona, Barcelona, Spain", "Barcelona/ES");
	check("Hanoi, Hanoi, Vietnam", "Hanoi/VN");
	check("London, Greater London, England, United Kingdom", "London/GB");
	check("Berlin, Brandenburg, Germany", "Berlin/DE");
	check("Lille, Nord, France", "Lille/FR");
	check("Rieti, RI, Italy", "Rieti/IT");
	check("Paris, Lyon, France", "Paris/FR; Lyon/FR");
}

static void test_areas_and_what_lies_in_them(void **state)
{
	(void)state;
	check("San Francisco Bay Area, California", "San Francisco Bay Area");
	check("Long Island, NY", "Long Island");
	check("US - Bay Area", "San Francisco Bay Area");
	check("Middle East - Doha", "Doha/QA");
	check("Hong Kong, China", "Hong Kong/HK");
	check("Washington, D.C. Metro", "Washington/US");
	check("US, North America", "/US; North America");
}

static void test_parts_of_a_city(void **state)
{
	(void)state;
	check("London - Uxbridge, London", "Uxbridge/GB");
	check("Battersea, London", "Battersea/GB");
	check("Hollywood, LA", "Hollywood/US");
	check("Linz / Austria", "Linz/AT");
	check("Dublin, London", "Dublin/IE; London/GB");
}

static void test_towns_the_table_lacks(void **state)
{
	(void)state;
	check("Welch, MN", "Minnesota/US");
	check("Canton, Illinois, United States", "Illinois/US");
	check("Chatham County, NC", "North Carolina/US");
	check("Berlin, CT", "Connecticut/US");
	check("Stamford, New York", "Stamford/US; New York/US");
	check("Orange, CA", "Orange/US");
	check("Reading, PA", "Reading/US");
}

static void test_metropolitan_areas(void **state)
{
	(void)state;
	check("Albany, New York Metropolitan Area", "Albany/US");
	check("SEA", "Southeast Asia");
	check("SEA, Portland", "Seattle/US; Portland/US");
}

static void test_streets(void **state)
{
	(void)state;
	check("1370 W Cheyenne Ave, North Las Vegas, NV 89030", "North Las Vegas/US");
	check("436 N Clark St Chicago, IL 60654", "Chicago/US");
	check("Pennsylvania Avenue, Washington, DC", "Washington/US");
}

static void test_pronouns(void **state)
{
	(void)state;
	check("ABOUT US", "");
	check("WORK WITH US", "");
	check("REMOTE US", "/US");
}

static void test_values(void **state)
{
	(void)state;
	check_value("seattle", "Seattle/US");
	check_value("london, uk", "London/GB");
	check_value("Zug", "Zug/CH");
	check_value("Reading", "Reading/GB");
	check_value("San Juan", "San Juan/PR");
	check_value("Valencia", "Valencia/ES");
	check_value("Remote - TX", "Texas/US");
	check_value("CO, FL, GA", "Colorado/US; Florida/US; Georgia/US");
	check_value("Dublin OR London", "Dublin/IE; London/GB");
	check_value("On call", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_parts_of_one_place),
		cmocka_unit_test(test_several_places),
		cmocka_unit_test(test_company_tells_them_apart),
		cmocka_unit_test(test_names_said_twice),
		cmocka_unit_test(test_areas_and_what_lies_in_them),
		cmocka_unit_test(test_parts_of_a_city),
		cmocka_unit_test(test_towns_the_table_lacks),
		cmocka_unit_test(test_metropolitan_areas),
		cmocka_unit_test(test_streets),
		cmocka_unit_test(test_pronouns),
		cmocka_unit_test(test_values),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

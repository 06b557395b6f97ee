/* Places: the user's rows first, then the tables that are built in. */
#include "config.h"

#include "posting/gazetteer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting_config.h"
#include "util/utf8.h"

#define FOUND_MAX 8

/* Rows that no table has, so that the tests do not depend on what is built in. */
static const char user_rows[] =
	"# kind\tcode\tname\taliases\tpopulation\ttimezone\tmembers\r\n"
	"\n"
	"country\tXA\tTestland\tTestonia|Land of Tests\t9000000\n"
	"region\tXA-N\tNorth Testland\tNT|The Northern Tests\t400000\n"
	"city\tXA-N\tQuuxville\tQXV|Qu\xc3\xbcxville\t600000\tEurope/Paris\t\n"
	"city\tXA\tSt. Foo's-on-Bar\t\t1000\n"
	"city\tXA-N\tNorthquux\tQuuxville\t700000\n"
	"city\tXA\tTestland\t\t20000\n"
	"city\tXA\tQuux Bay\t\t5\n"
	"area\ttest-bay\tGreater Quux\tQuux Area\t\t\tXA-N/Quuxville|XA/Quux Bay|XA-N\n"
	"area\ttest-all\tAll Quux\t\t\t\ttest-bay|XA\n";

static struct gazetteer *gazetteer;

static struct gazetteer *load(const char *rows, struct err *err)
{
	struct config config;
	struct gazetteer *loaded;

	assert_true(config_make(&config, "places.tsv", rows));
	loaded = gazetteer_new(config.directory, err);
	config_remove(&config);
	return loaded;
}

static int set_up(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	gazetteer = load(user_rows, &err);
	if (!gazetteer)
		print_message("%s\n", err.text);
	err_release(&err);
	return gazetteer ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	gazetteer_free(gazetteer);
	return 0;
}

static size_t find(const char *name, struct place found[FOUND_MAX])
{
	return gazetteer_find(gazetteer, name, strlen(name), found, FOUND_MAX);
}

static struct place first(const char *name)
{
	struct place found[FOUND_MAX];

	assert_true(find(name, found) > 0);
	return found[0];
}

static void assert_shown(const struct place *place, bool is_short, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	place_format(gazetteer, &out, place, is_short);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void assert_first(const char *name, const char *expected)
{
	struct place place = first(name);

	assert_shown(&place, false, expected);
}

static void test_nothing(void **state)
{
	struct place found[FOUND_MAX];

	(void)state;
	assert_int_equal(find("", found), 0);
	assert_int_equal(find(" ,.- ", found), 0);
	assert_int_equal(find("no such place anywhere", found), 0);
	assert_int_equal(find("\xff\xfe", found), 0);
	assert_int_equal(gazetteer_find(gazetteer, "testland", 8, NULL, 0), 2);
	assert_false(gazetteer_has_prefix(gazetteer, "", 0));
	assert_null(gazetteer_country(gazetteer, ""));
	assert_null(gazetteer_country(gazetteer, "XA-N"));
	assert_null(gazetteer_region(gazetteer, "XA"));
	assert_null(gazetteer_region(gazetteer, "XA-Z"));
}

static void test_names(void **state)
{
	(void)state;
	assert_first("quuxville", "Quuxville, North Testland, Testland");
	assert_first("  QUUXVILLE ", "Quuxville, North Testland, Testland");
	assert_first("Quüxville", "Quuxville, North Testland, Testland");
	assert_first("qxv", "Quuxville, North Testland, Testland");
	assert_first("st foo s on bar", "St. Foo's-on-Bar, Testland");
	assert_first("St Foo’s on Bar", "St. Foo's-on-Bar, Testland");
	assert_first("the northern  tests", "North Testland, Testland");
	assert_first("xa", "Testland");
	assert_first("quux area", "Greater Quux");
}

/* A country before a small city of its name; a large city by its own name before all. */
static void test_order(void **state)
{
	struct place found[FOUND_MAX];

	(void)state;
	assert_int_equal(find("Testland", found), 2);
	assert_int_equal(found[0].kind, PLACE_COUNTRY);
	assert_int_equal(found[1].kind, PLACE_CITY);
	assert_int_equal(find("Quuxville", found), 2);
	assert_string_equal(found[0].city, "Quuxville");
	assert_string_equal(found[1].city, "Northquux");
	assert_int_equal(gazetteer_find(gazetteer, "Quuxville", 9, found, 1), 2);
}

static void test_parts(void **state)
{
	struct place place = first("quuxville");

	(void)state;
	assert_int_equal(place.kind, PLACE_CITY);
	assert_string_equal(place.region, "North Testland");
	assert_string_equal(place.region_code, "XA-N");
	assert_string_equal(place.country, "XA");
	assert_string_equal(place.area, "");
	assert_int_equal(place.population, 600000);
	assert_string_equal(gazetteer_country(gazetteer, "xa"), "Testland");
	assert_string_equal(gazetteer_region(gazetteer, "XA-N"), "North Testland");
}

static void test_short(void **state)
{
	struct place city = first("quuxville"), region = first("nt"), country = first("testonia"),
		     area = first("greater quux");

	(void)state;
	assert_shown(&city, true, "Quuxville");
	assert_shown(&region, true, "North Testland");
	assert_shown(&country, true, "Testland");
	assert_shown(&area, true, "Greater Quux");
	assert_shown(&(struct place){ PLACE_COUNTRY, "", "", "", "QQ", "", 0 }, false, "QQ");
	assert_shown(&(struct place){ PLACE_NONE, "", "", "", "", "", 0 }, false, "");
}

static void test_contains(void **state)
{
	struct place city = first("quuxville"), other = first("quux bay"), region = first("nt"),
		     country = first("testonia"), area = first("greater quux");
	struct place nowhere = { PLACE_NONE, "", "", "", "", "", 0 };

	(void)state;
	assert_true(place_contains(&city, &city));
	assert_true(place_contains(&region, &city));
	assert_true(place_contains(&country, &city));
	assert_true(place_contains(&country, &region));
	assert_true(place_contains(&country, &country));
	assert_true(place_contains(&country, &other));
	assert_true(place_contains(&area, &area));
	assert_false(place_contains(&city, &region));
	assert_false(place_contains(&city, &other));
	assert_false(place_contains(&region, &country));
	assert_false(place_contains(&region, &other));
	assert_false(place_contains(&area, &city));
	assert_false(place_contains(&country, &area));
	assert_false(place_contains(&nowhere, &nowhere));
	assert_true(place_equal(&nowhere, &nowhere));
	assert_false(place_equal(&city, &other));
}

static void test_members(void **state)
{
	struct place area = first("greater quux"), all = first("all quux"), city = first("qxv");
	struct place out[FOUND_MAX];

	(void)state;
	assert_int_equal(gazetteer_members(gazetteer, &city, out, FOUND_MAX), 0);
	assert_int_equal(gazetteer_members(gazetteer, &area, out, 1), 3);
	assert_int_equal(gazetteer_members(gazetteer, &area, out, FOUND_MAX), 3);
	assert_string_equal(out[0].city, "Quuxville");
	assert_int_equal(out[2].kind, PLACE_REGION);
	assert_int_equal(gazetteer_members(gazetteer, &all, out, FOUND_MAX), 4);
	assert_int_equal(out[3].kind, PLACE_COUNTRY);
	area.area = "no such area";
	assert_int_equal(gazetteer_members(gazetteer, &area, out, FOUND_MAX), 0);
}

/* The bytes that a name takes at byte AT of TEXT. */
static size_t match(const char *text, size_t at)
{
	struct strbuf folded = STRBUF_INIT;
	struct place out[FOUND_MAX];
	size_t found = 9, bytes;

	utf8_fold(&folded, text, strlen(text));
	bytes = gazetteer_match(gazetteer, folded.text, folded.len, at, out, FOUND_MAX, &found);
	assert_int_equal(bytes > 0, found > 0);
	strbuf_release(&folded);
	return bytes;
}

static void test_match(void **state)
{
	(void)state;
	assert_int_equal(match("", 0), 0);
	assert_int_equal(match(" quuxville", 0), 0);
	assert_int_equal(match("quuxvilles", 0), 0);
	assert_int_equal(match("quuxville2", 0), 0);
	assert_int_equal(match("Quuxville", 0), 9);
	assert_int_equal(match("in Quuxville, Testland", 3), 9);
	assert_int_equal(match("Quuxville-based", 0), 9);
	assert_int_equal(match("Quuxville's best", 0), 9);
	assert_int_equal(match("quux bay", 0), 8);
	assert_int_equal(match("quux  bay.", 0), 9);
	assert_int_equal(match("quux, bay", 0), 0);
	assert_int_equal(match("quux\nbay", 0), 0);
	assert_int_equal(match("quux", 0), 0);
	assert_int_equal(match("St Foo's on Bar and", 0), 15);
	assert_int_equal(match("Land of Tests", 0), 13);
	assert_int_equal(match("land of quux bay", 8), 8);
}

static void test_prefix(void **state)
{
	(void)state;
	assert_true(gazetteer_has_prefix(gazetteer, "land", 4));
	assert_true(gazetteer_has_prefix(gazetteer, "land of", 7));
	assert_true(gazetteer_has_prefix(gazetteer, "land of tests", 13));
	assert_false(gazetteer_has_prefix(gazetteer, "land of quux", 12));
	assert_false(gazetteer_has_prefix(gazetteer, "quuxvill", 8));
}

/* A name of any length ends the match, and nothing else. */
static void test_long_words(void **state)
{
	char text[2000];

	(void)state;
	memset(text, 'q', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(match(text, 0), 0);
	assert_int_equal(gazetteer_find(gazetteer, text, strlen(text), NULL, 0), 0);
	memcpy(text, "quux bay ", 9);
	assert_int_equal(match(text, 0), 8);
}

static void assert_refused(const char *rows, const char *expected)
{
	struct err err = ERR_INIT;
	struct gazetteer *loaded = load(rows, &err);

	assert_null(loaded);
	assert_int_equal(err.status, STATUS_CONFIG);
	assert_non_null(strstr(err.text, "/places.tsv:"));
	if (!strstr(err.text, expected))
		fail_msg("\"%s\" is not in \"%s\"", expected, err.text);
	err_release(&err);
}

static void test_refused(void **state)
{
	(void)state;
	assert_refused("town\tXA\tFoo\n", ":1: the kind");
	assert_refused("\n\nplanet\tXA\tFoo\n", ":3: ");
	assert_refused("city\tCA\n", ":1: a row needs");
	assert_refused("city CA Foo\n", ":1: a row needs");
	assert_refused("city\tQQ\tFoo\n", "\"QQ\"");
	assert_refused("city\t\tFoo\n", "is the country");
	assert_refused("city\tCA-QQ\tFoo\n", "is the region");
	assert_refused("city\tCA_ON\tFoo\n", "ISO 3166-2");
	assert_refused("country\tcanada\tFoo\n", "two capitals");
	assert_refused("region\tON\tFoo\n", "ISO 3166-2");
	assert_refused("city\tCA\tFoo\t\tmany\n", "population");
	assert_refused("city\tCA\tFoo\t\t5\t\tUS\n", "only an area");
	assert_refused("area\tx y\tFoo\n", "one word");
	assert_refused("area\tx\tFoo\t\t\t\tUS|QQ\n", "\"QQ\"");
	assert_refused("area\tx\tFoo\t\t\t\tCA-ON/Nosuch\n", "CA-ON/Nosuch");
	assert_refused("city\tCA\t...\n", "letters or digits");
	assert_refused("city\tCA\tFoo\t\t5\t\t\tx\n", "seven columns");
	assert_refused("city\tCA\tF\xffo\n", "not UTF-8");
}

/* A row of the same kind, code and name takes the place of the first, with its other names. */
static void test_replaced(void **state)
{
	struct err err = ERR_INIT;
	struct place found[FOUND_MAX];
	struct gazetteer *loaded = load("country\tXA\tTestland\tTestonia\t5\n"
					"city\tXA\tFooquux\tBarquux\t10\n"
					"city\tXA\tFooquux\tBazquux\t20\n"
					"country\tXA\tNew Testland\n", &err);

	(void)state;
	assert_non_null(loaded);
	assert_int_equal(gazetteer_find(loaded, "fooquux", 7, found, FOUND_MAX), 1);
	assert_int_equal(found[0].population, 20);
	assert_int_equal(gazetteer_find(loaded, "barquux", 7, found, FOUND_MAX), 0);
	assert_int_equal(gazetteer_find(loaded, "bazquux", 7, found, FOUND_MAX), 1);
	assert_int_equal(gazetteer_find(loaded, "testonia", 8, found, FOUND_MAX), 0);
	assert_string_equal(gazetteer_country(loaded, "XA"), "New Testland");
	gazetteer_free(loaded);
	gazetteer_free(NULL);
}

/* What the tables that are built in must know, whatever else they hold. */
static void test_built_in(void **state)
{
	struct place found[FOUND_MAX];

	(void)state;
	assert_first("Toronto", "Toronto, Ontario, Canada");
	assert_first("NYC", "New York, New York, United States");
	assert_first("New York", "New York, New York, United States");
	assert_first("SF", "San Francisco, California, United States");
	assert_first("london", "London, England, United Kingdom");
	assert_first("sao paulo", "São Paulo, São Paulo, Brazil");
	assert_first("UK", "United Kingdom");
	assert_first("ontario", "Ontario, Canada");
	assert_first("Singapore", "Singapore");
	assert_int_equal(first("bay area").kind, PLACE_AREA);
	assert_int_equal(first("EMEA").kind, PLACE_AREA);
	assert_true(find("ca", found) >= 2);
	assert_string_equal(gazetteer_country(gazetteer, "CA"), "Canada");
	assert_string_equal(gazetteer_region(gazetteer, "CA-ON"), "Ontario");
}

/* Both meanings of two letters are there: the caller decides by what stands beside them. */
static void test_letters(void **state)
{
	struct place found[FOUND_MAX];
	size_t count = find("ca", found);
	bool has_canada = false, has_california = false;

	(void)state;
	for (size_t i = 0; i < count && i < FOUND_MAX; i++) {
		has_canada |= found[i].kind == PLACE_COUNTRY && strcmp(found[i].country, "CA") == 0;
		has_california |= strcmp(found[i].region_code, "US-CA") == 0;
	}
	assert_true(has_canada && has_california);
}

static void test_built_in_area(void **state)
{
	struct place area = first("bay area"), out[64];
	size_t count = gazetteer_members(gazetteer, &area, out, 64);
	bool has_oakland = false;

	(void)state;
	for (size_t i = 0; i < count && i < 64; i++)
		has_oakland |= strcmp(out[i].city, "Oakland") == 0;
	assert_true(has_oakland);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_contains),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_prefix),
		cmocka_unit_test(test_long_words),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_replaced),
		cmocka_unit_test(test_built_in),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_built_in_area),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

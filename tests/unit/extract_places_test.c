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

static void check(const char *text, const char *want)
{
	struct strbuf got = STRBUF_INIT;
	struct found_places places = { .count = 0 };
	struct view view;

	view_init(&view, lexicon, text, strlen(text));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_parts_of_one_place),
		cmocka_unit_test(test_several_places),
		cmocka_unit_test(test_company_tells_them_apart),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

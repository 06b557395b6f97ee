/* What is asked of a person: the degree, the clearance, the languages. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_degrees(void **state)
{
	static const struct world_fact rows[] = {
		{ "", "-" },
		{ "Requirements\n- Bachelor's degree in CS or equivalent", "bachelor" },
		{ "Requirements\n- BS/MS in Physics", "bachelor" },
		{ "Requirements\n- MS or PhD in Statistics", "master" },
		{ "Requirements\n- B.S. in Mathematics", "bachelor" },
		{ "Requirements\n- Ph.D. in Chemistry", "doctorate" },
		{ "Requirements\n- M.Sc. or B.Sc. in Biology", "bachelor" },
		{ "Requirements\n- BSc, MSc or PhD degree", "bachelor" },
		{ "Requirements\n- Bachelor's degree required, Master's preferred", "bachelor" },
		{ "Requirements\n- Bachelor\xe2\x80\x99s degree (Master\xe2\x80\x99s a plus)",
		  "bachelor" },
		{ "Requirements\n- Bachelor's degree in Finance, an MBA is a plus", "bachelor" },
		{ "Requirements\n- High school diploma or GED; a bachelor's is preferred",
		  "school" },
		{ "Requirements\n- Associate's degree in nursing", "associate or training" },
		{ "Anforderungen\n- Abgeschlossene Ausbildung als Elektriker",
		  "associate or training" },
		{ "Requirements\n- A degree in engineering", "bachelor" },
		{ "Requirements\n- Relevant degree", "bachelor" },
		{ "Requirements\n- Bachelor, Master or PhD in robotics", "bachelor" },
		{ "No degree required, we look at what you can do.", "no degree" },
		{ "Requirements\n- Bachelor's degree preferred", "-" },
		{ "Nice to have\n- Master's degree", "-" },
		{ "We hire from any path: army, community college education, farm.", "-" },
		{ "Education: Bachelor's degree", "bachelor" },
		{ "Requirements\n- BS CS or equivalent", "bachelor" },
		{ "Requirements\n- MS or PhD degree in Controls", "master" },
	};

	WORLD_CHECK(state, FIELD_EDUCATION, rows);
}

static void test_no_degrees(void **state)
{
	static const struct world_fact rows[] = {
		{ "Requirements\n- MS Office and Excel", "-" },
		{ "Requirements\n- A high degree of autonomy", "-" },
		{ "Requirements\n- You master the details", "-" },
		{ "Requirements\n- Certified Scrum Master", "-" },
		{ "Requirements\n- Work with the BA and the PM", "-" },
		{ "Responsibilities\n- Own the master data", "-" },
		{ "Benefits\n- Tuition for a master's degree", "-" },
		{ "Our team has PhDs from five schools.", "-" },
		{ "Requirements\n- You make tutoring tools for undergraduate students", "-" },
		{ "Bachelor Brothers is hiring a cook.", "-" },
		{ "A 360 degree camera.", "-" },
		{ "You sit with harbour masters on calls.", "-" },
		{ "Quuxcorp | Intern | Boston, MA or Waterloo, ON", "-" },
		{ "Requirements\n- LLM copilots with MFA", "-" },
	};

	WORLD_CHECK(state, FIELD_EDUCATION, rows);
}

static void test_clearances(void **state)
{
	static const struct world_fact rows[] = {
		{ "", "-" },
		{ "Requirements\n- Active Secret clearance", "secret clearance" },
		{ "Requirements\n- Secret or Top Secret clearance", "secret clearance" },
		{ "Requirements\n- TS/SCI with polygraph", "TS/SCI clearance" },
		{ "Requirements\n- Must be able to obtain a security clearance",
		  "security clearance" },
		{ "Requirements\n- Ability to obtain a Public Trust", "basic clearance" },
		{ "Requirements\n- SC clearance, or DV", "secret clearance" },
		{ "Requirements\n- DV cleared", "top secret clearance" },
		{ "Requirements\n- BPSS clearance", "basic clearance" },
		{ "Nice to have\n- Go\nYou will need to be eligible for SC clearance.",
		  "secret clearance" },
		{ "Clearance required: Top Secret", "top secret clearance" },
		{ "No clearance required.", "no clearance" },
		{ "Requirements\n- Secret clearance is a plus", "-" },
		{ "Requirements\n- Customs clearance of goods", "-" },
		{ "Our secret sauce is tea.", "-" },
		{ "Requirements\n- Manage secrets and confidential files", "-" },
		{ "Requirements\n- FDA clearance for devices", "-" },
	};

	WORLD_CHECK(state, FIELD_CLEARANCE, rows);
}

static void test_languages(void **state)
{
	static const struct world_fact rows[] = {
		{ "", "-" },
		{ "Requirements\n- Fluent in English and German", "English, German" },
		{ "Requirements\n- German C1", "German" },
		{ "Requirements\n- English (required), French is a plus",
		  "English, French (preferred)" },
		{ "Requirements\n- Native-level Japanese", "Japanese" },
		{ "Requirements\n- Bilingual: English and Spanish", "English, Spanish" },
		{ "Requirements\n- Excellent written and verbal English", "English" },
		{ "Requirements\n- Good English", "English" },
		{ "Requirements\n- English at B2 level or above", "English" },
		{ "Requirements\n- French, German or Dutch is a plus",
		  "French (preferred), German (preferred), Dutch (preferred)" },
		{ "Requirements\n- Fluent in English, German is a plus",
		  "English, German (preferred)" },
		{ "Requirements\n- Fluent in Polish and English, other languages are a big plus",
		  "Polish, English" },
		{ "Requirements\n- English required, Spanish nice to have",
		  "English, Spanish (preferred)" },
		{ "Requirements\n- Good English or German conversation skills",
		  "English, German" },
		{ "Requirements\n- Fluent in English - Dutch is a plus",
		  "English, Dutch (preferred)" },
		{ "Requirements\n- Spanish and English", "Spanish, English" },
		{ "Requirements\n- English. French is an asset", "English, French (preferred)" },
		{ "Requirements\n- Clear written English", "English" },
		{ "Nice to have: tea, German, cake", "German (preferred)" },
		{ "Nice to have\n- Fluent Portuguese", "Portuguese (preferred)" },
		{ "Languages: English, Mandarin", "English, Chinese" },
		{ "Anforderungen\n- Sehr gute Deutsch- und Englischkenntnisse",
		  "German, English" },
		{ "Anforderungen\n- Verhandlungssicheres Deutsch", "German" },
		{ "Requirements\n- Spanish speaker", "Spanish" },
	};

	WORLD_CHECK(state, FIELD_LANGUAGES, rows);
}

static void test_no_languages(void **state)
{
	static const struct world_fact rows[] = {
		{ "Requirements\n- Experience with the German market", "-" },
		{ "Requirements\n- You edit English-language content", "-" },
		{ "Requirements\n- Support for Spanish speaking customers", "-" },
		{ "Requirements\n- Polish the details and speak up", "-" },
		{ "Requirements\n- Proficient in C1 and Go", "-" },
		{ "Requirements\n- Fluent in Python and Go", "-" },
		{ "Requirements\n- Work with Japanese customers", "-" },
		{ "Benefits\n- German lessons and good English tea", "-" },
		{ "A German company with a French office.", "-" },
	};

	WORLD_CHECK(state, FIELD_LANGUAGES, rows);
}

static void check_stated(struct world *world, enum field_id field, const char *stated,
			 const char *text, const char *wanted)
{
	struct strbuf out = STRBUF_INIT;

	world_read_stated(world, text, field, stated);
	world_describe(world, field, &out);
	assert_string_equal(out.text, wanted);
	strbuf_release(&out);
}

static void test_stated(void **state)
{
	check_stated(*state, FIELD_EDUCATION, "Bachelor's Degree", "", "bachelor");
	check_stated(*state, FIELD_EDUCATION, "master", "", "master");
	check_stated(*state, FIELD_EDUCATION, "none", "", "-");
	check_stated(*state, FIELD_EDUCATION, "PhD", "Requirements\n- BS or MS in Physics",
		     "doctorate!");
	check_stated(*state, FIELD_CLEARANCE, "secret", "", "secret clearance");
	check_stated(*state, FIELD_CLEARANCE, "Top Secret/SCI", "", "TS/SCI clearance");
	check_stated(*state, FIELD_CLEARANCE, "secret", "Requirements\n- TS/SCI clearance",
		     "secret clearance!");
	check_stated(*state, FIELD_LANGUAGES, "de, English (C1); fr",
		     "Requirements\n- Fluent English", "German, English, French");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_degrees),
		cmocka_unit_test(test_no_degrees),
		cmocka_unit_test(test_clearances),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_no_languages),
		cmocka_unit_test(test_stated),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

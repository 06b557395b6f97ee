/* Technologies in postings: which are meant, which are others', and how much each is asked for. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "extract_world.h"

#define CHECK(state, facts) WORLD_CHECK(state, FIELD_STACK, facts)

static void test_nothing(void **state)
{
	static const struct world_fact stacks[] = {
		{ "", "-" }, { "a", "-" }, { "(", "-" }, { "Go", "Go" }, { "C", "C" },
		{ "Requirements\n- (", "-" }, { "Go (", "-" }, { "Go, ", "Go" },
		{ "Go, (Rust", "Go Rust" },
	};

	CHECK(state, stacks);
}

static void test_ordinary_words(void **state)
{
	static const struct world_fact stacks[] = {
		{ "We will swift through the spring and react in less than a day.", "-" },
		{ "You work with teams that go far; you excel at it.", "-" },
		{ "Experience with Excel, Word and Access.", "Excel Word Microsoft Access" },
		{ "Requirements\n- Office suites, particularly Excel", "Excel" },
		{ "We need Rails devs.", "Ruby on Rails" },
		{ "Requirements\n- Kettles and pots\nFirmware: C", "C" },
		{ "Requirements\n- Statistical tools (R, SAS, and so on)", "R SAS" },
		{ "Requirements\n- Data tools (Spark or other)", "Spark" },
		{ "Requirements\n- Prototyping tools (e.g., Rive, Framer)", "Rive Framer" },
		{ "Stack: Python, SQL. We believe in small teams with trust.", "Python SQL" },
		{ "Our office in Phoenix is cool.", "-" },
	};

	CHECK(state, stacks);
}

static void test_lists(void **state)
{
	static const struct world_fact stacks[] = {
		{ "Requirements\n- Languages such as Python, Quux, or R", "Python R" },
		{ "We use TypeScript (most of the backend), Rust (new services), and Kafka.",
			"TypeScript Rust Kafka" },
		{ "We use Go (Android scraper), PyTorch.", "Go Android PyTorch" },
		{ "Requirements\n- HTML/JS (React, Astro)", "HTML JavaScript React Astro" },
		{ "Our people hail from Plaid, Quux, Slack and Stripe.", "-" },
		{ "Requirements\n- React/Spring", "React Spring" },
		{ "Talk to us of object (e.g. blobs) access and Slack.", "-" },
	};

	CHECK(state, stacks);
}

static void test_what_is_others(void **state)
{
	static const struct world_fact stacks[] = {
		{ "We have 100 paying customers, including Linux and Figma.", "-" },
		{ "Our client roster includes Stripe and Figma.", "-" },
		{ "We are in partnership with OpenAI.", "-" },
		{ "We are sponsors of Python and Django.", "-" },
		{ "Our platform is backed by a PostgreSQL database.", "PostgreSQL" },
		{ "Requirements\n- Our portfolio of tools such as SQL, .NET and Java", "SQL .NET "
			"Java" },
		{ "Company: Figma\nRequirements\n- To be introduced by a Figma employee", "-" },
		{ "Company: Figma\nRequirements\n- Experience with Figma", "Figma" },
		{ "Company: Figma Networks\nFigma is known for tea.", "-" },
		{ "Company: Java Tea Works\nWe need a Java developer.", "Java?" },
		{ "Send us links to GitHub.", "-" },
		{ "Requirements\n- Python\nUse of ChatGPT or Copilot is not permitted in our "
			"interviews.", "Python" },
		{ "Requirements\n- Python and Z-Wave JS", "Python Z-Wave" },
	};

	CHECK(state, stacks);
}

/* A part about the company may well say what the job asks for: headings are read wrong too. */
static void test_asides(void **state)
{
	static const struct world_fact stacks[] = {
		{ "About us\nWe work in Python and run on AWS.", "Python? AWS?" },
		{ "About us\nYou have experience with Kubernetes.", "Kubernetes" },
		{ "About us\nWe sell to Kubernetes.", "-" },
		{ "Benefits\n- Free Kubernetes", "-" },
		{ "Benefits\n- Python, PyTorch and Docker", "Python? PyTorch? Docker?" },
		{ "Apply\nRead our blog on GitHub.", "-" },
	};

	CHECK(state, stacks);
}

/* What leads to things that are only welcome: headings, lines, words in a sentence. */
static void test_welcome(void **state)
{
	static const struct world_fact stacks[] = {
		{ "Requirements\n- SQL\nThis role benefits from experience with:\n- Docker",
			"SQL Docker+" },
		{ "Requirements\n- SQL\n# Good to know\n- Docker", "SQL Docker+" },
		{ "Requirements\n- SQL\nYou'll have a head start if you know:\n- Docker",
			"SQL Docker+" },
		{ "Requirements\n- SQL\n| Helpful but not required\n- Docker", "SQL Docker+" },
		{ "Requirements\n- SQL\n# Das w\xc3\xa4re ein Plus\n- Docker", "SQL Docker+" },
		{ "Requirements\n- SQL\n- Advantage - Experience with clouds (Azure, GCP)",
			"SQL Azure+ Google Cloud+" },
		{ "Requirements\n- SQL\n- Desired: Docker", "SQL Docker+" },
		{ "Requirements\n- SQL\n- You may also have used Docker", "SQL Docker+" },
		{ "Requirements\n- SQL\n- We'd be thrilled if you knew Docker", "SQL Docker+" },
		{ "Requirements\n- SQL\n- Kenntnisse in Docker sind von Vorteil", "SQL Docker+" },
		{ "Requirements\n- SQL\n- Docker would be a welcome addition", "SQL Docker+" },
		{ "Requirements\n- SQL\n- Docker, which helps us to build", "SQL Docker" },
		{ "This role might be right for you if:\n- You know SQL\n- You love Docker",
			"SQL Docker" },
	};

	CHECK(state, stacks);
}

static void test_nice_to_have(void **state)
{
	static const struct world_fact stacks[] = {
		{ "Requirements\n- Python; basic SQL a plus", "Python SQL+" },
		{ "Requirements\n- Excel, Tableau knowledge \xe2\x80\x93 strong advantage",
			"Excel+ Tableau+" },
		{ "Requirements\n- Familiarity with data tools (e.g. Tableau), Oracle databases "
			"are desired", "Tableau+ Oracle+" },
		{ "Requirements\n- SQL expertise (Oracle, Sybase, experience a plus)",
			"SQL Oracle+ SAP ASE+" },
		{ "Requirements\n- Experience of storage is a plus (Hadoop, etc.)", "Hadoop+" },
		{ "Requirements\n- Ideally, knowledge of Vagrant, Docker and Helm",
			"Vagrant+ Docker+ Helm+" },
		{ "Requirements\n- Django and some JavaScript experience (not required!)",
			"Django JavaScript+" },
		{ "Requirements\n- React, Electron (optional)", "React Electron+" },
		{ "Requirements\n- We prefer experience with jQuery", "jQuery+" },
		{ "Requirements\n- Docker, Helm etc. are a plus", "Docker+ Helm+" },
		{ "Requirements\n- Preferred: Familiarity with protocols (SAML, OAuth)",
			"SAML+ OAuth+" },
		{ "Requirements\n- Bonus: knowledge of Docker, experience with Helm",
			"Docker+ Helm+" },
		{ "Requirements\n- SQL\nAny of these is a plus, but no requirement:\n- Docker\n"
			"- Helm charts", "SQL Docker+ Helm+" },
		{ "Requirements\n- Bonus points for Docker, experience with Helm or 3D (Blender)",
			"Docker+ Helm+ Blender+" },
	};

	CHECK(state, stacks);
}

static void test_no_more_than_nice(void **state)
{
	static const struct world_fact stacks[] = {
		{ "Stack: TypeScript, Node, tRPC, Nice to haves: ClickHouse",
			"TypeScript Node.js tRPC ClickHouse+" },
		{ "Requirements\n- Excellent Python (2 and ideally 3) and Django",
			"Python Django" },
		{ "Requirements\n- Python is essential and Django experience is preferred",
			"Python Django+" },
		{ "Requirements\n- Prefer expertise in Python but fluency in Java will do",
			"Python+ Java" },
		{ "Requirements\n- With Terraform, you will help customers", "Terraform" },
		{ "Requirements\n- PostgreSQL, plus a few services in Ruby", "PostgreSQL Ruby" },
		{ "Requirements\n- JTAG is required and familiarity with Docker a plus",
			"JTAG Docker+" },
	};

	CHECK(state, stacks);
}

/* A sentence is looked at within a fixed reach, however long it is. */
static void test_long_sentences(void **state)
{
	struct world *world = *state;
	struct strbuf text = STRBUF_INIT;

	strbuf_puts(&text, "Requirements\n- ");
	for (size_t i = 0; i < 20000; i++)
		strbuf_puts(&text, i % 3 == 0 ? "(Go, " : i % 3 == 1 ? "e.g. Rust) " : "quux / ");
	world_read(world, text.text);
	assert_int_equal(world->posting.stack.count, 2);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_ordinary_words),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_what_is_others),
		cmocka_unit_test(test_asides),
		cmocka_unit_test(test_welcome),
		cmocka_unit_test(test_nice_to_have),
		cmocka_unit_test(test_no_more_than_nice),
		cmocka_unit_test(test_long_sentences),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

/* The seeds: three real postings whose facts must come out exactly. Skipped where they are
 * missing. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "extract_world.h"
#include "read/reader.h"
#include "util/alloc.h"
#include "util/file.h"
#include "util/path.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	struct world *world = data;

	posting_release(&world->posting);
	posting_init(&world->posting);
	extractor_run(world->extractor, raw, WORLD_TODAY, &world->posting);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	(void)data;
	fail_msg("line %zu: %s", line, why);
}

static char *seed_path(const char *name)
{
	const char *shared = getenv("SHARED_POSTINGS");
	char *seeds = path_join(shared != NULL && *shared != '\0' ? shared : "../shared", "seeds");
	char *path = path_join(seeds, name);

	free(seeds);
	return path;
}

static void read_seed(struct world *world, const char *name)
{
	const struct reader_sink sink = { take_posting, take_refusal, world };
	struct strbuf bytes = STRBUF_INIT;
	struct err err = ERR_INIT;
	char *path = seed_path(name);
	bool is_there = file_read(path, FILE_BYTES_MAX, &bytes, NULL, &err);

	if (is_there)
		assert_true(reader_read(bytes.text, bytes.len, name, &sink, &err));
	else
		print_message("skipped: %s is not there\n", path);
	strbuf_release(&bytes);
	err_release(&err);
	free(path);
	if (!is_there)
		skip();
}

struct want { enum field_id field; const char *text; };

static void check(struct world *world, const struct want *wants, size_t count)
{
	struct strbuf got = STRBUF_INIT;

	for (size_t i = 0; i < count; i++) {
		world_describe(world, wants[i].field, &got);
		assert_string_equal(got.text, wants[i].text);
	}
	strbuf_release(&got);
}

#define CHECK(state, wants) check(*(state), wants, sizeof(wants) / sizeof((wants)[0]))

static void test_prose_with_bare_headings(void **state)
{
	static const struct want wants[] = {
		{ FIELD_TITLE, "Core Backend Engineer (inferred)" }, { FIELD_COMPANY, "Top Hat" },
		{ FIELD_LOCATION, "Toronto/CA" }, { FIELD_WORKPLACE, "remote" },
		{ FIELD_EMPLOYMENT, "-" }, { FIELD_SENIORITY, "-" }, { FIELD_EXPERIENCE, "2" },
		{ FIELD_SALARY, "-" }, { FIELD_POSTED, "-" }, { FIELD_VISA, "-" },
		{ FIELD_STACK, "Python FastAPI Django SQL PostgreSQL MySQL TypeScript+ JavaScript+ "
		  "React+ AWS+ Google Cloud+ OpenTelemetry+ Datadog+ Terraform+ Ansible+" },
	};

	read_seed(*state, "000_53297460083431de.txt");
	CHECK(state, wants);
}

static void test_markdown_with_labels(void **state)
{
	static const struct want wants[] = {
		{ FIELD_TITLE, "Senior Backend Software Engineer" }, { FIELD_COMPANY, "-" },
		{ FIELD_LOCATION, "San Francisco/US, Toronto/CA" }, { FIELD_WORKPLACE, "-" },
		{ FIELD_EMPLOYMENT, "full-time" }, { FIELD_SENIORITY, "senior" },
		{ FIELD_EXPERIENCE, "5" }, { FIELD_SALARY, "-" },
		{ FIELD_STACK, "Rust gRPC GraphQL PostgreSQL MySQL Redis AWS Google Cloud Azure "
		  "Kubernetes OAuth OpenID Connect JWT Tokio+ Axum+ Actix+ SQLx+ Diesel+ "
		  "OpenTelemetry+ Prometheus+ Grafana+ Sentry+ Datadog+ Terraform+ Pulumi+" },
	};

	read_seed(*state, "001_3d39a5101cca4ff5.txt");
	CHECK(state, wants);
}

static void test_page_of_a_board(void **state)
{
	static const struct want wants[] = {
		{ FIELD_TITLE, "Senior Backend Engineer" }, { FIELD_COMPANY, "-" },
		{ FIELD_LOCATION, "-" }, { FIELD_WORKPLACE, "remote" }, { FIELD_EMPLOYMENT, "-" },
		{ FIELD_SENIORITY, "senior" }, { FIELD_EXPERIENCE, "6" }, { FIELD_SALARY, "-" },
		{ FIELD_POSTED, "2026-11-22" },
		{ FIELD_STACK, "MySQL MariaDB Firestore Terraform Ansible TypeScript Electron PHP "
		  "Laravel Symfony PostgreSQL Claude Code" },
	};

	read_seed(*state, "002_93646d10bf5efa76.txt");
	CHECK(state, wants);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prose_with_bare_headings),
		cmocka_unit_test(test_markdown_with_labels),
		cmocka_unit_test(test_page_of_a_board),
	};

	return cmocka_run_group_tests(tests, world_set_up, world_tear_down);
}

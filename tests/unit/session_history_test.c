/* The history of queries: what is kept, what is read, and that a failure is none of the user's. */
#include "config.h"

#include "session/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "util/file.h"
#include "util/strbuf.h"

static char root[] = "/tmp/history-XXXXXX";
static char path[64], state[64];

static int set_up(void **unused)
{
	(void)unused;
	memcpy(root + sizeof root - 7, "XXXXXX", 6);
	if (!mkdtemp(root))
		return -1;
	snprintf(state, sizeof state, "%s/state", root);
	snprintf(path, sizeof path, "%s/state/history", root);
	return 0;
}

static int tear_down(void **unused)
{
	(void)unused;
	chmod(state, 0700);
	unlink(path);
	rmdir(state);
	return rmdir(root);
}

/* Writes TEXT as the file. */
static void put(const char *text, size_t len)
{
	mkdir(state, 0700);
	assert_true(file_write(path, text, len, true, NULL));
}

static void expect_file(const char *wanted)
{
	struct strbuf text = STRBUF_INIT;

	assert_true(file_read(path, 1 << 20, &text, NULL, NULL));
	assert_string_equal(text.text, wanted);
	strbuf_release(&text);
}

static void nothing_asked(void **unused)
{
	struct history history;

	(void)unused;
	history_init(&history, path);
	assert_int_equal(history.count, 0);
	history_add(&history, "");
	history_save(&history);
	history_release(&history);
	assert_int_equal(access(path, F_OK), -1);
}

static void no_file_wanted(void **unused)
{
	struct history history;

	(void)unused;
	history_init(&history, NULL);
	history_add(&history, "rust");
	assert_int_equal(history.count, 1);
	history_save(&history);
	history_release(&history);
}

static void kept_over_a_restart(void **unused)
{
	struct history history;
	struct stat file;

	(void)unused;
	history_init(&history, path);
	history_add(&history, "rust");
	history_add(&history, "rust");
	history_add(&history, "loc:toronto \"event driven\"");
	history_save(&history);
	history_release(&history);
	expect_file("rust\nloc:toronto \"event driven\"\n");
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	history_init(&history, path);
	assert_int_equal(history.count, 2);
	assert_string_equal(history.items[1], "loc:toronto \"event driven\"");
	history_release(&history);
}

static void two_sessions(void **unused)
{
	struct history one, two;

	(void)unused;
	put("old\n", 4);
	history_init(&one, path);
	history_init(&two, path);
	history_add(&one, "first");
	history_add(&two, "second");
	history_save(&two);
	history_save(&one);
	history_save(&one);
	expect_file("old\nsecond\nfirst\n");
	history_release(&one);
	history_release(&two);
}

static void at_most_so_many(void **unused)
{
	struct history history;
	char query[16];

	(void)unused;
	history_init(&history, path);
	for (int i = 0; i < 3 * HISTORY_MAX; i++) {
		snprintf(query, sizeof query, "q%d", i);
		history_add(&history, query);
	}
	assert_int_equal(history.count, HISTORY_MAX);
	history_save(&history);
	history_release(&history);
	history_init(&history, path);
	assert_int_equal(history.count, HISTORY_MAX);
	assert_string_equal(history.items[0], "q400");
	history_release(&history);
}

/* What another program wrote there is made harmless. */
static void hostile_files(void **unused)
{
	static const char text[] = "\n\nru\033[31mst\r\n\0x\n\xff\xfe\nlast without an end";
	struct history history;

	(void)unused;
	put(text, sizeof text - 1);
	history_init(&history, path);
	for (size_t i = 0; i < history.count; i++)
		for (const char *at = history.items[i]; *at; at++)
			assert_true((unsigned char)*at >= ' ');
	assert_true(history.count >= 2);
	assert_string_equal(history.items[history.count - 1], "last without an end");
	history_release(&history);
}

static void what_cannot_be_written(void **unused)
{
	struct history history;

	(void)unused;
	assert_int_equal(mkdir(state, 0700), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	history_init(&history, path);
	history_add(&history, "rust");
	history_save(&history);
	assert_string_equal(history.items[0], "rust");
	history_release(&history);
	rmdir(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_asked),   TEST(no_file_wanted), TEST(kept_over_a_restart),
		TEST(two_sessions),    TEST(at_most_so_many), TEST(hostile_files),
		TEST(what_cannot_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What other programs print, taken in. */
#include "config.h"

#include "util/capture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A word of a command line, which is not const for historical reasons. */
#define W(text) ((char *)(uintptr_t)(text))

#define LONG_MS 60000
#define SHORT_MS 50
#define BYTES_MAX ((size_t)1 << 20)

/* How many are over; stops after STOP_AT. */
struct watch { size_t over, stop_at; };

static bool note(struct capture *capture, void *data)
{
	struct watch *watch = data;

	assert_int_not_equal(capture->end, CAPTURE_NOT_RUN);
	return ++watch->over != watch->stop_at;
}

static void run_one(struct capture *capture, char *const *argv, int64_t time_ms, size_t bytes_max)
{
	struct watch watch = { 0 };

	capture_init(capture, argv, time_ms, bytes_max);
	assert_true(capture_run(capture, 1, 1, note, NULL, &watch));
	assert_int_equal(watch.over, 1);
}

static void assert_failure(const struct capture *capture, const char *part)
{
	struct err err = ERR_INIT;

	assert_false(capture_ok(capture, &err));
	if (!strstr(err.text, part))
		fail_msg("\"%s\" is not in \"%s\"", part, err.text);
	err_release(&err);
}

static void none(void **state)
{
	struct watch watch = { 0 };

	(void)state;
	assert_true(capture_run(NULL, 0, 4, note, NULL, &watch));
	assert_int_equal(watch.over, 0);
}

static void output_is_taken_whole(void **state)
{
	char *const argv[] = { W("printf"), W("a\\nb\\0c"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_true(capture_ok(&capture, NULL));
	assert_int_equal(capture.out.len, 5);
	assert_memory_equal(capture.out.text, "a\nb\0c", 5);
	capture_release(&capture);
}

/* More than a pipe holds, on both streams. */
static void much_is_taken(void **state)
{
	char *const argv[] = { W("sh"), W("-c"), W("head -c 300000 /dev/zero; "
					      "head -c 300000 /dev/zero >&2"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_true(capture_ok(&capture, NULL));
	assert_int_equal(capture.out.len, 300000);
	assert_true(capture.said.len <= 4096);
	capture_release(&capture);
}

static void nothing_stands_on_its_input(void **state)
{
	char *const argv[] = { W("cat"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_true(capture_ok(&capture, NULL));
	assert_int_equal(capture.out.len, 0);
	capture_release(&capture);
}

static void no_shell_reads_the_words(void **state)
{
	char *const argv[] = { W("printf"), W("%s"), W("$(id); `id` > x"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_string_equal(capture.out.text, "$(id); `id` > x");
	capture_release(&capture);
}

static void one_that_is_missing(void **state)
{
	char *const argv[] = { W("no-such-program-of-ours"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_int_not_equal(capture.end, CAPTURE_DONE);
	assert_failure(&capture, "no-such-program-of-ours: ");
	capture_release(&capture);
}

static void one_that_fails(void **state)
{
	char *const argv[] = { W("sh"), W("-c"), W("echo half; echo first >&2; "
					      "echo no route >&2; exit 22"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_int_equal(capture.end, CAPTURE_FAILED);
	assert_int_equal(capture.status, 22);
	assert_failure(&capture, "sh: ended with status 22; it said: no route");
	capture_release(&capture);
}

static void one_that_dies(void **state)
{
	char *const argv[] = { W("sh"), W("-c"), W("kill -9 $$"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, BYTES_MAX);
	assert_int_equal(capture.end, CAPTURE_SIGNALLED);
	assert_failure(&capture, "was ended by signal 9");
	capture_release(&capture);
}

static void one_that_hangs(void **state)
{
	char *const argv[] = { W("sleep"), W("1000"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, SHORT_MS, BYTES_MAX);
	assert_int_equal(capture.end, CAPTURE_TOO_LONG);
	assert_failure(&capture, "was not done after");
	capture_release(&capture);
}

/* A helper that keeps the pipe is ended with its group. */
static void one_that_leaves_a_helper(void **state)
{
	char *const argv[] = { W("sh"), W("-c"), W("sleep 1000 & echo started"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, SHORT_MS, BYTES_MAX);
	assert_int_equal(capture.end, CAPTURE_TOO_LONG);
	capture_release(&capture);
}

static void one_that_floods(void **state)
{
	char *const argv[] = { W("yes"), NULL };
	struct capture capture;

	(void)state;
	run_one(&capture, argv, LONG_MS, 100000);
	assert_int_equal(capture.end, CAPTURE_TOO_MUCH);
	assert_true(capture.out.len <= 100000);
	assert_failure(&capture, "printed more than 100000 bytes");
	capture_release(&capture);
}

/* Of several, those that go wrong take nothing from the others. */
static void several_at_once(void **state)
{
	char *argvs[][4] = {
		{ W("echo"), W("one") }, { W("sleep"), W("1000") }, { W("false") },
		{ W("yes") }, { W("echo"), W("five") }, { W("echo"), W("six") },
	};
	enum { COUNT = sizeof argvs / sizeof argvs[0] };
	struct capture captures[COUNT];
	struct watch watch = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT; i++)
		capture_init(&captures[i], argvs[i], i == 1 ? SHORT_MS : LONG_MS, 4096);
	assert_true(capture_run(captures, COUNT, 2, note, NULL, &watch));
	assert_int_equal(watch.over, COUNT);
	assert_string_equal(captures[0].out.text, "one\n");
	assert_int_equal(captures[1].end, CAPTURE_TOO_LONG);
	assert_int_equal(captures[2].end, CAPTURE_FAILED);
	assert_int_equal(captures[3].end, CAPTURE_TOO_MUCH);
	assert_string_equal(captures[4].out.text, "five\n");
	assert_string_equal(captures[5].out.text, "six\n");
	for (size_t i = 0; i < COUNT; i++)
		capture_release(&captures[i]);
}

static void stopped_after_the_first(void **state)
{
	char *argvs[][3] = { { W("true") }, { W("sleep"), W("1000") }, { W("true") } };
	struct capture captures[3];
	struct watch watch = { .stop_at = 1 };

	(void)state;
	for (size_t i = 0; i < 3; i++)
		capture_init(&captures[i], argvs[i], LONG_MS, 4096);
	assert_false(capture_run(captures, 3, 2, note, NULL, &watch));
	assert_int_equal(captures[1].end, CAPTURE_NOT_RUN);
	assert_failure(&captures[1], "was stopped");
	for (size_t i = 0; i < 3; i++)
		capture_release(&captures[i]);
}

static bool never(void *data)
{
	(void)data;
	return false;
}

static void stopped_from_outside(void **state)
{
	char *const argv[] = { W("sleep"), W("1000"), NULL };
	struct watch watch = { 0 };
	struct capture capture;

	(void)state;
	capture_init(&capture, argv, LONG_MS, 4096);
	assert_false(capture_run(&capture, 1, 1, note, never, &watch));
	assert_int_equal(watch.over, 0);
	capture_release(&capture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(none),
		cmocka_unit_test(output_is_taken_whole),
		cmocka_unit_test(much_is_taken),
		cmocka_unit_test(nothing_stands_on_its_input),
		cmocka_unit_test(no_shell_reads_the_words),
		cmocka_unit_test(one_that_is_missing),
		cmocka_unit_test(one_that_fails),
		cmocka_unit_test(one_that_dies),
		cmocka_unit_test(one_that_hangs),
		cmocka_unit_test(one_that_leaves_a_helper),
		cmocka_unit_test(one_that_floods),
		cmocka_unit_test(several_at_once),
		cmocka_unit_test(stopped_after_the_first),
		cmocka_unit_test(stopped_from_outside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

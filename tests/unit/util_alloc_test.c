/* Memory: what is given, and what happens when there is none. */
#include "config.h"

#include "util/alloc.h"

#include "util/err.h"
#include "util/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void nothing_is_something(void **state)
{
	char *text = xstrndup("", 0);
	void *none = xmalloc(0), *zero = xcalloc(0, 8);

	(void)state;
	assert_non_null(none);
	assert_non_null(zero);
	assert_string_equal(text, "");
	none = xrealloc(none, 0, 4);
	assert_non_null(none);
	free(none);
	free(zero);
	free(text);
}

static void copies(void **state)
{
	char *all = xstrdup("posting"), *part = xstrndup("a\0b", 3);

	(void)state;
	assert_string_equal(all, "posting");
	assert_memory_equal(part, "a\0b", 4);
	free(all);
	free(part);
}

static void calloc_is_zero(void **state)
{
	unsigned char *bytes = xcalloc(3, 5);
	size_t i;

	(void)state;
	for (i = 0; i < 15; i++)
		assert_int_equal(bytes[i], 0);
	free(bytes);
}

static void vectors_grow_by_half(void **state)
{
	struct { int *items; size_t count; size_t cap; } vec = { NULL, 0, 0 };
	int i;

	(void)state;
	*VEC_PUSH(&vec) = 0;
	assert_int_equal(vec.cap, 8);
	for (i = 1; i < 9; i++)
		*VEC_PUSH(&vec) = i;
	assert_int_equal(vec.cap, 12);
	for (i = 9; i < 1000; i++)
		*VEC_PUSH(&vec) = i;
	for (i = 0; i < 1000; i++)
		assert_int_equal(vec.items[i], i);
	VEC_REMOVE(&vec, 0);
	VEC_REMOVE(&vec, 998);
	assert_int_equal(vec.count, 998);
	assert_int_equal(vec.items[0], 1);
	assert_int_equal(vec.items[997], 998);
	VEC_CLEAR(&vec);
	assert_int_equal(vec.count, 0);
	VEC_RELEASE(&vec);
	assert_null(vec.items);
	assert_int_equal(vec.cap, 0);
}

static void say_restored(void)
{
	static const char text[] = "restored\n";
	ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);

	(void)written;
}

static void ask_product(void)
{
	free(xcalloc(SIZE_MAX / 2, 3));
}

static void ask_array(void)
{
	free(xrealloc(NULL, SIZE_MAX, SIZE_MAX));
}

static void ask_copy(void)
{
	free(xstrndup("x", SIZE_MAX));
}

/* Runs ASK in a child; its status, and what it wrote to standard error. */
static int status_of(void (*ask)(void), char *said, size_t size)
{
	int ends[2], status = 0;
	size_t len = 0;
	ssize_t got;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		alloc_on_failure(say_restored);
		ask();
		_exit(0);
	}
	close(ends[1]);
	while (len + 1 < size && (got = read(ends[0], said + len, size - 1 - len)) > 0)
		len += (size_t)got;
	said[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void overflow_ends_with_a_sentence(void **state)
{
	static void (*const asks[])(void) = { ask_product, ask_array, ask_copy };
	char said[500];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof asks / sizeof asks[0]; i++) {
		assert_int_equal(status_of(asks[i], said, sizeof said), STATUS_INTERNAL);
		assert_ptr_equal(strstr(said, "restored\nshortlist: not enough memory; "), said);
	}
}

static void bytes_are_counted(void **state)
{
	uint64_t before = alloc_bytes();
	char *memory = xmalloc(100);

	(void)state;
	assert_int_equal(alloc_bytes() - before, 100);
	memory = xrealloc(memory, 20, 10);
	assert_int_equal(alloc_bytes() - before, 300);
	free(memory);
	free(xcalloc(3, 5));
	assert_int_equal(alloc_bytes() - before, 315);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_something),
		cmocka_unit_test(copies),
		cmocka_unit_test(calloc_is_zero),
		cmocka_unit_test(bytes_are_counted),
		cmocka_unit_test(vectors_grow_by_half),
		cmocka_unit_test(overflow_ends_with_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

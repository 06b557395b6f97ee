/* Memory that is there or ends the program. */
#include "config.h"

#include "util/alloc.h"

#include "util/err.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_CAP 8
#define CACHE_LINE 64u

static const char failure_text[] =
	"shortlist: not enough memory; close other programs or give it less to read\n";

static void (*failure_hook)(void);
static _Thread_local uint64_t asked_bytes;

/* Says so without allocating, and without running what was registered for a normal exit. */
static _Noreturn void fail(void)
{
	void (*hook)(void) = failure_hook;
	ssize_t written;

	failure_hook = NULL;
	if (hook)
		hook();
	written = write(STDERR_FILENO, failure_text, sizeof failure_text - 1);
	(void)written;
	_exit(STATUS_INTERNAL);
}

static size_t product(size_t count, size_t bytes)
{
	if (bytes > 0 && count > SIZE_MAX / bytes)
		fail();
	return count * bytes;
}

void *xmalloc(size_t bytes)
{
	void *memory = malloc(bytes > 0 ? bytes : 1);

	if (!memory)
		fail();
	asked_bytes += bytes;
	return memory;
}

void *xcalloc(size_t count, size_t bytes)
{
	size_t all = product(count, bytes);
	void *memory = calloc(1, all > 0 ? all : 1);

	if (!memory)
		fail();
	asked_bytes += all;
	return memory;
}

void *xrealloc(void *memory, size_t count, size_t bytes)
{
	size_t all = product(count, bytes);
	void *moved = realloc(memory, all > 0 ? all : 1);

	if (!moved)
		fail();
	asked_bytes += all;
	return moved;
}

void *xcalloc_lines(size_t count, size_t bytes)
{
	size_t lines = product(count, bytes) / CACHE_LINE + 1;
	void *memory = aligned_alloc(CACHE_LINE, product(lines, CACHE_LINE));

	if (memory)
		memset(memory, 0, lines * CACHE_LINE);
	else
		fail();
	asked_bytes += lines * CACHE_LINE;
	return memory;
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		fail();
	copy = xmalloc(len + 1);
	if (len > 0)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void *xgrow(void *items, size_t count, size_t *cap, size_t bytes)
{
	size_t grown;

	if (count < *cap)
		return items;
	grown = *cap < FIRST_CAP ? FIRST_CAP : *cap + *cap / 2;
	if (grown <= *cap)
		fail();
	items = xrealloc(items, grown, bytes);
	*cap = grown;
	return items;
}

uint64_t alloc_bytes(void)
{
	return asked_bytes;
}

void alloc_on_failure(void (*hook)(void))
{
	failure_hook = hook;
}

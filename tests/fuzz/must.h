/* What a fuzz entry point demands, checked whatever the build's flags are. */
#ifndef SHORTLIST_TESTS_MUST_H
#define SHORTLIST_TESTS_MUST_H

#include <stdio.h>
#include <stdlib.h>

#define MUST(condition) ((condition) ? (void)0 : must_fail(__FILE__, __LINE__, #condition))

static inline _Noreturn void must_fail(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, condition);
	abort();
}

#endif

/*
 * Preloaded into a program, ends it with SIGKILL right before its Nth step on the disk: the same
 * moment in every run. DIE_AT is N; without it the steps are counted, and their number goes to the
 * file that DIE_COUNT names.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long steps;

static void step(void)
{
	const char *at = getenv("DIE_AT");

	steps++;
	if (at && steps == strtol(at, NULL, 10))
		kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void tell(void)
{
	const char *path = getenv("DIE_COUNT");
	FILE *file = path ? fopen(path, "w") : NULL;

	if (!file)
		return;
	fprintf(file, "%ld\n", steps);
	fclose(file);
}

#define STEP(type, name, parameters, arguments) \
	type name parameters; \
	type name parameters \
	{ \
		static type (*next) parameters; \
		if (!next) \
			*(void **)&next = dlsym(RTLD_NEXT, #name); \
		step(); \
		return next arguments; \
	}

STEP(ssize_t, pwrite, (int fd, const void *bytes, size_t len, off_t at), (fd, bytes, len, at))
STEP(ssize_t, pwrite64, (int fd, const void *bytes, size_t len, off64_t at), (fd, bytes, len, at))
STEP(int, fsync, (int fd), (fd))
STEP(int, fdatasync, (int fd), (fd))
STEP(int, ftruncate, (int fd, off_t len), (fd, len))
STEP(int, ftruncate64, (int fd, off64_t len), (fd, len))
STEP(int, unlink, (const char *path), (path))

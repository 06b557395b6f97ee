/*
 * Runs a fuzz entry point over saved inputs, so that what a fuzzer once found stays tried in every
 * ordinary test run: every file named on the command line or in a folder named there.
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "util/err.h"
#include "util/file.h"
#include "util/strbuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct replay {
	size_t inputs, failures;
};

static void fail(struct replay *replay, const char *path, const struct err *err)
{
	fprintf(stderr, "%s: %s\n", path, err->text);
	replay->failures++;
}

/* The input is copied to memory of exactly its size, where a sanitizer sees a byte too many
 * read. */
static bool run_file(const char *path, const struct err *failure, void *data)
{
	struct replay *replay = data;
	struct strbuf bytes = STRBUF_INIT;
	struct err err = ERR_INIT;

	if (failure) {
		fail(replay, path, failure);
	} else if (!file_read(path, FILE_BYTES_MAX, &bytes, NULL, &err)) {
		fail(replay, path, &err);
	} else {
		uint8_t *exact = malloc(bytes.len > 0 ? bytes.len : 1);

		if (!exact)
			abort();
		memcpy(exact, bytes.text, bytes.len);
		LLVMFuzzerTestOneInput(exact, bytes.len);
		free(exact);
		replay->inputs++;
	}
	err_release(&err);
	strbuf_release(&bytes);
	return true;
}

int main(int argc, char **argv)
{
	struct replay replay = { 0, 0 };

	for (int i = 1; i < argc; i++)
		file_walk(argv[i], run_file, &replay);
	printf("%zu inputs replayed\n", replay.inputs);
	return replay.inputs > 0 && replay.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

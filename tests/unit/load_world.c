/* What tests of loading share. */
#include "config.h"

#include "load_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "store_jobs.h"
#include "util/file.h"
#include "util/path.h"

static struct extractor *extractor;

int load_make_extractor(void **state)
{
	(void)state;
	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	extractor = extractor_new(jobs_vocabulary(), NULL, NULL);
	return extractor ? 0 : -1;
}

int load_free_extractor(void **state)
{
	(void)state;
	extractor_free(extractor);
	return 0;
}

struct extractor *load_extractor(void)
{
	return extractor;
}

void load_write_file(const char *folder, const char *name, const char *text, size_t len)
{
	char *path = path_join(folder, name);

	assert_true(file_write(path, text, len, true, NULL));
	free(path);
}

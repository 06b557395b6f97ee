/* A configuration directory for one test: made, given one file, and taken away with it. */
#ifndef SHORTLIST_TESTS_POSTING_CONFIG_H
#define SHORTLIST_TESTS_POSTING_CONFIG_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct config {
	char directory[64];
	char file[128];
};

/* Makes the directory with TEXT as its file NAME; false where that cannot be done. */
static inline bool config_make(struct config *config, const char *name, const char *text)
{
	FILE *file;

	snprintf(config->directory, sizeof config->directory, "/tmp/shortlist-test-XXXXXX");
	if (!mkdtemp(config->directory))
		return false;
	snprintf(config->file, sizeof config->file, "%s/%s", config->directory, name);
	file = fopen(config->file, "wb");
	if (!file)
		return false;
	fputs(text, file);
	return fclose(file) == 0;
}

static inline void config_remove(const struct config *config)
{
	unlink(config->file);
	rmdir(config->directory);
}

#endif

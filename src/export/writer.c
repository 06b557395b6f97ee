/* The table of writers. */
#include "config.h"

#include "export/writer.h"

#include "export/formats_int.h"
#include "util/ascii.h"
#include "util/path.h"

#include <string.h>

/* What a person may call a format besides its name. */
static const struct { const char *alias, *name; } aliases[] = {
	{ "md", "markdown" }, { "txt", "text" }, { "ndjson", "jsonl" },
	{ "htm", "html" },
};

static const struct writer *const writers[] = {
	&writer_text, &writer_markdown, &writer_html, &writer_tsv, &writer_csv, &writer_json,
	&writer_jsonl,
};

#define WRITER_COUNT (sizeof writers / sizeof *writers)

const struct writer *writer_at(size_t at)
{
	return at < WRITER_COUNT ? writers[at] : NULL;
}

const struct writer *writer_find(const char *name)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
		if (ascii_equal(aliases[i].alias, name))
			name = aliases[i].name;
	for (size_t i = 0; i < WRITER_COUNT; i++)
		if (ascii_equal(writers[i]->name, name))
			return writers[i];
	return NULL;
}

const struct writer *writer_for_file(const char *path)
{
	const char *dot = strrchr(path_name(path), '.');

	return dot ? writer_find(dot + 1) : NULL;
}

/* Text in formats that this version does not read: told by content, and named. */
#include "config.h"

#include "read/refuse_int.h"

#include <string.h>

#include "util/ascii.h"

static size_t skip_space(const char *bytes, size_t len, size_t at)
{
	while (at < len && ascii_is_space(bytes[at]))
		at++;
	return at;
}

/* A page. A text with some tags in it, or a part of a page, is read: Markdown has tags too. */
static bool is_html(const char *bytes, size_t len)
{
	return ascii_starts_len(bytes, len, "<!doctype html") ||
	       ascii_starts_len(bytes, len, "<html") || ascii_starts_len(bytes, len, "<head") ||
	       ascii_starts_len(bytes, len, "<body");
}

static const struct {
	const char *what;
	bool (*is)(const char *bytes, size_t len);
} formats[] = {
	{ "HTML", is_html },
};

#define FORMATS (sizeof formats / sizeof formats[0])

bool refuse_foreign(const char *bytes, size_t len, const char *name, struct err *err)
{
	size_t start = skip_space(bytes, len, 0);

	for (size_t i = 0; start < len && i < FORMATS; i++) {
		if (formats[i].is(bytes + start, len - start))
			return err_set(err, STATUS_BAD_DATA,
				       "%s: %s is not read yet by this version; save the posting "
				       "as text, Markdown or YAML", name, formats[i].what);
	}
	return true;
}

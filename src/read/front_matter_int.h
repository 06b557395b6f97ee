/* Markdown with front matter: a mapping of YAML between lines of "---", then the text. */
#ifndef SHORTLIST_READ_FRONT_MATTER_INT_H
#define SHORTLIST_READ_FRONT_MATTER_INT_H

#include "read/sink.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

bool front_matter_recognises(const char *bytes, size_t len);
bool front_matter_read(const char *bytes, size_t len, const char *name,
		       const struct reader_sink *sink, struct err *err);

#endif

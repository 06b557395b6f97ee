/* Postings in YAML: one, a list, or several documents. */
#ifndef SHORTLIST_READ_YAML_INT_H
#define SHORTLIST_READ_YAML_INT_H

#include "read/sink.h"
#include "util/err.h"
#include "util/yaml.h"

#include <stdbool.h>
#include <stddef.h>

bool yaml_recognises(const char *bytes, size_t len);
bool yaml_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err);

/* As yaml_parse(), with bad UTF-8 replaced; *bad is the number of its parts. */
struct node *yaml_parse_any(const char *bytes, size_t len, const char *name, size_t *bad,
			    struct err *err);

/* The lines of a text as YAML would see them, counted. */
struct yaml_lines {
	size_t keys;             /* "key: value" or "- key: value" in the margin */
	size_t telling;          /* ... whose key is a title or a text */
	size_t known;            /* ... whose key is in the table of keys */
	size_t prose;            /* lines in the first column that are none */
	size_t signs;            /* of structure: values in blocks, brackets and quotes */
	size_t marks;            /* "---" and "..." */
	bool is_lower;           /* all keys are in lower case */
};

void yaml_count_lines(struct yaml_lines *lines, const char *bytes, size_t len);

#endif

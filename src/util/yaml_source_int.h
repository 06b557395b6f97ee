/*
 * The source of a YAML parse: which byte a character is, and where a byte stands.
 *
 * libyaml counts characters from the first after a byte order mark; what we promise is bytes of the
 * whole source.
 */
#ifndef SHORTLIST_UTIL_YAML_SOURCE_INT_H
#define SHORTLIST_UTIL_YAML_SOURCE_INT_H

#include <stddef.h>

struct yaml_source {
	const char *bytes;       /* without the byte order mark; the caller's */
	size_t len;
	size_t skipped;          /* bytes of the byte order mark */
	struct { size_t *items; size_t count; size_t cap; } strides;
};

void yaml_source_init(struct yaml_source *source, const char *bytes, size_t len);
void yaml_source_release(struct yaml_source *source);

/* The byte of the whole source where character INDEX starts. */
size_t yaml_source_byte(const struct yaml_source *source, size_t index);

/* The line and column, from 1, of byte AT (counted without the byte order mark). */
void yaml_source_place(const struct yaml_source *source, size_t at, size_t *line, size_t *col);

#endif

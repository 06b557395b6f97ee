/* Fields of a record as text, for the writers. */
#ifndef SHORTLIST_EXPORT_VALUE_INT_H
#define SHORTLIST_EXPORT_VALUE_INT_H

#include "export/writer.h"
#include "posting/field.h"
#include "posting/record.h"
#include "util/strbuf.h"

/* Adds a field's value as one line of plain text, as people read it; nothing where it is
 * unknown. Not gated. */
void value_format(struct strbuf *out, const struct record *record, enum field_id field,
		  const struct write_options *options);

/* Adds the technologies of one need, divided by commas, each followed by SUFFIX. */
void value_technologies(struct strbuf *out, const struct posting *posting, enum need need,
			const char *suffix);

/* The fields that every writer exports, in order; *count of them. */
const enum field_id *value_fields(size_t *count);

/* Adds the links beside the posting's own, divided by blanks: of its other files and copies. */
void value_other_urls(struct strbuf *out, const struct record *record);

#endif

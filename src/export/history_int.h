/* What became of a posting, for the writers. */
#ifndef SHORTLIST_EXPORT_HISTORY_INT_H
#define SHORTLIST_EXPORT_HISTORY_INT_H

#include "posting/record.h"
#include "util/strbuf.h"

/* Adds "2026-11-18 saved, 2026-11-22 applied"; nothing where nothing is known. */
void history_format(struct strbuf *out, const struct record *record);

/* Adds a JSON list of objects with "day" and "what". */
void history_json(struct strbuf *out, const struct record *record);

#endif

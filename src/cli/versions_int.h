/* The history of a posting, as people and programs read it: its versions, and what became of each
 * in the next. */
#ifndef SHORTLIST_CLI_VERSIONS_INT_H
#define SHORTLIST_CLI_VERSIONS_INT_H

#include "export/writer.h"
#include "store/version.h"
#include "util/strbuf.h"

#include <stdint.h>

/* Adds the latest version first; words that went stand as [-went-], those that came as {+came+}. */
void versions_text(struct strbuf *out, int64_t id, const struct versions *versions,
		  const struct write_options *options);

/* Adds one object, the oldest version first. */
void versions_json(struct strbuf *out, int64_t id, const struct versions *versions);

#endif

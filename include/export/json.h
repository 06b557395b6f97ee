/* Text as JSON, for what is not a posting: reports and counts. */
#ifndef SHORTLIST_EXPORT_JSON_H
#define SHORTLIST_EXPORT_JSON_H

#include "util/strbuf.h"

/* Adds TEXT as a JSON string, null for NULL. What the gate would change is escaped. */
void json_string(struct strbuf *out, const char *text);

#endif

/* What sources do to texts and addresses, undone. */
#ifndef SHORTLIST_READ_REPAIR_INT_H
#define SHORTLIST_READ_REPAIR_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* UTF-8 that was read as Latin-1 or Windows-1252 and written as UTF-8 again, once or twice
 * ("Youâ€™ll"): adds TEXT with each such sequence decoded, and leaves all else as it is.
 * Returns how many were repaired. */
size_t repair_mojibake(struct strbuf *out, const char *text, size_t len);

/* Adds the address without the parameters that only follow people about (utm_source, gh_src, ...)
 * and without a fragment that is one of them. What names the posting stays. */
void repair_url(struct strbuf *out, const char *url, size_t len);

#endif

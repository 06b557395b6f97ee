/* Files that hold no text: the true reason why not. */
#ifndef SHORTLIST_READ_REFUSE_INT_H
#define SHORTLIST_READ_REFUSE_INT_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

/* False, with the reason, for what is compressed, binary or in another encoding than UTF-8. */
bool refuse_binary(const char *bytes, size_t len, const char *name, struct err *err);

#endif

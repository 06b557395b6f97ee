/* The copy that read/json_scan_int.h makes of a value, parsed into a tree. */
#ifndef SHORTLIST_READ_JSON_TREE_INT_H
#define SHORTLIST_READ_JSON_TREE_INT_H

#include "read/json_scan_int.h"
#include "util/node.h"
#include "util/strbuf.h"

#include <stddef.h>

/* NULL where the parser does not take the copy: why into WHAT, and how many bytes of its marks
 * there are up to the end of the token that it does not take. LINE is that of the value. */
struct node *json_tree(const struct json_copy *copy, size_t line, struct strbuf *what,
		       size_t *bytes);

#endif

/* Tags of HTML that stand in a text: what each does to its layout. */
#ifndef SHORTLIST_READ_TAG_INT_H
#define SHORTLIST_READ_TAG_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum tag_action {
	TAG_NONE,                /* it does nothing to the layout */
	TAG_LINE,                /* ends the line */
	TAG_BLOCK,               /* ends the paragraph */
	TAG_LIST,
	TAG_ITEM,
	TAG_HEADING,
	TAG_CELL,
	TAG_STRONG,
	TAG_LINK,
};

struct tag {
	enum tag_action action;
	int level;               /* heading */
	bool is_end;             /* "</p>" */
};

/* Reads the tag at the start of TEXT, whose '>' need not be there; false where it is no tag of
 * HTML. */
bool tag_read(struct tag *tag, const char *text, size_t len);

/* Adds the value of the attribute href, with its references resolved. */
void tag_href(const char *text, size_t len, struct strbuf *url);

#endif

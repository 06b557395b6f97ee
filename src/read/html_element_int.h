/* The elements of HTML, and what each does to the layout of a text. */
#ifndef SHORTLIST_READ_HTML_ELEMENT_INT_H
#define SHORTLIST_READ_HTML_ELEMENT_INT_H

#include <stdbool.h>
#include <stddef.h>

enum html_kind {
	HTML_INLINE,             /* nothing */
	HTML_BLOCK,              /* stands apart from what is before and after it */
	HTML_BREAK,              /* <br> */
	HTML_RULE,               /* <hr> */
	HTML_HEADING,
	HTML_LIST,
	HTML_ITEM,
	HTML_ROW,
	HTML_CELL,
	HTML_PRE,
	HTML_CODE,
	HTML_STRONG,
	HTML_LINK,
};

enum html_trait {
	HTML_VOID = 1,           /* has no content and no end tag */
	HTML_RAW = 2,            /* its content is no HTML, up to its end tag */
	HTML_HIDDEN = 4,         /* what is in it is not for readers */
	HTML_FRAME = 8,          /* of a page: navigation and the like, beside its text */
	HTML_ENDS_P = 16,        /* its start ends a paragraph that is open */
	HTML_ENDS_SAME = 32,     /* ... and one of its own kind */
};

struct html_element {
	const char *name;
	enum html_kind kind;
	unsigned traits;
	int level;               /* heading: 1 to 6; list: 1 where it is numbered */
};

/* The element of that name in any case, or NULL: what is no element may be text in angle
 * brackets. */
const struct html_element *html_element_find(const char *name, size_t len);

#endif

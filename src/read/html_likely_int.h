/* What tells HTML from text, and escaped HTML from HTML. */
#ifndef SHORTLIST_READ_HTML_LIKELY_INT_H
#define SHORTLIST_READ_HTML_LIKELY_INT_H

#include <stdbool.h>
#include <stddef.h>

/* Its line ends divide its text as well: it has no tags that do, or only "<p>" before paragraphs,
 * as boards write it that take plain text. */
bool html_keeps_lines(const char *html, size_t len);

/* Tags, escaped or not, divide its text more than its line ends do. */
bool html_has_blocks(const char *html, size_t len);

/* Its tags are escaped ("&lt;p&gt;"), as a whole. */
bool html_is_escaped(const char *html, size_t len);

#endif

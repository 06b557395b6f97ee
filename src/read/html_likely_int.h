/* What tells HTML from text, and escaped HTML from HTML. */
#ifndef SHORTLIST_READ_HTML_LIKELY_INT_H
#define SHORTLIST_READ_HTML_LIKELY_INT_H

#include <stdbool.h>
#include <stddef.h>

/* It has tags that divide its text; without any, its line ends do. */
bool html_has_blocks(const char *html, size_t len);

/* Its tags are escaped ("&lt;p&gt;"), as a whole. */
bool html_is_escaped(const char *html, size_t len);

#endif

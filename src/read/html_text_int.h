/*
 * HTML into text with structure.
 *
 * What comes out is Markdown as shortlist reads it itself: headings, lists (nested), rows of
 * tables, code, links with their addresses, bold text; characters that Markdown would take for
 * marks are escaped where they would be. Scripts, styles, forms, navigation and what is hidden are
 * left out.
 */
#ifndef SHORTLIST_READ_HTML_TEXT_INT_H
#define SHORTLIST_READ_HTML_TEXT_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds the text of a fragment or page. HTML whose tags are themselves escaped ("&lt;p&gt;"), once
 * or twice, is unescaped first. Text encoded twice (read/repair_int.h) is repaired. */
void html_text(struct strbuf *out, const char *html, size_t len);

/* Adds plain text so that it reads the same as Markdown: line by line, escaped where needed. */
void html_text_escape(struct strbuf *out, const char *text, size_t len);

/* The text has tags or references of HTML, escaped or not, and so is no plain text. */
bool html_text_likely(const char *text, size_t len);

#endif

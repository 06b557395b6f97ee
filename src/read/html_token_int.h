/*
 * HTML as a row of tags and stretches of text, in time linear in its length.
 *
 * libxml2's HTML parser is not used here: 80,000 open tags with as many end tags that match none
 * take it 28 seconds (2.9.14), it throws away what it takes for an unknown tag ("<your name>"), and
 * versions divide broken markup differently. No tree is needed either.
 *
 * Comments, declarations and what is in scripts never come out; a '<' that begins no tag is text.
 */
#ifndef SHORTLIST_READ_HTML_TOKEN_INT_H
#define SHORTLIST_READ_HTML_TOKEN_INT_H

#include "read/html_element_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum html_token_kind { HTML_TEXT, HTML_START, HTML_END };

struct html_token {
	enum html_token_kind kind;
	size_t start, end;       /* bytes of the source that it takes */
	const struct html_element *element; /* of a tag; NULL: one that HTML does not have */
	size_t attributes;       /* start tag: where they begin */
	size_t tag_end;          /* ... and the byte after its '>'; what follows up to `end` is
				  * content that is no HTML (a script) */
};

struct html_tokens {
	const char *html;
	size_t len;
	size_t at;
	/* What is known not to come any more, so that it is not looked for again and again. */
	size_t no_close, no_quote, no_comment_end;
	bool is_torn;            /* a quote is never closed: quotes mean nothing from here on */
};

void html_tokens_init(struct html_tokens *tokens, const char *html, size_t len);
bool html_tokens_next(struct html_tokens *tokens, struct html_token *token);

/* The value of an attribute (NAME in lower case) of a start tag, as written, in *value; false where
 * it has none of that name. One without a value has an empty one. */
struct html_value { const char *text; size_t len; };
bool html_attribute(const char *html, const struct html_token *token, const char *name,
		    struct html_value *value);

/* Adds text with its references resolved. */
void html_resolve(struct strbuf *out, const char *text, size_t len);

/* What the reference at the start of TEXT ("&amp;", "&nbsp", "&#8217;") stands for, and the bytes
 * it takes; 0 where there is none. */
size_t html_reference(const char *text, size_t len, uint32_t *code);

#endif

/* HTML into text with structure. */
#include "config.h"

#include "read/html_text_int.h"

#include <string.h>

#include "read/html_likely_int.h"
#include "read/html_stack_int.h"
#include "read/html_token_int.h"
#include "read/html_visible_int.h"
#include "read/md_out_int.h"
#include "read/pen_int.h"
#include "read/repair_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

/* An indented line keeps at most so many blanks. */
#define INDENT_MAX 12

/* Tags that are escaped may be so twice. */
#define UNESCAPES_MAX 2

struct open_element {
	bool is_hidden;          /* it begins what is hidden */
	bool is_strong, is_code, is_list;
};

struct html_reader {
	const char *html;
	struct md_out md;
	struct html_stack stack;
	struct open_element open[HTML_DEPTH_MAX]; /* of the stack */
	size_t hidden, strong, code;
	struct strbuf pre;
	bool in_pre;
	struct strbuf text;      /* scratch */
};

/* -- text */

static bool is_blank_text(const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		enum pen_class class;

		at += utf8_decode(text + at, len - at, &code, NULL);
		class = pen_class(code);
		if (class != PEN_BLANK && class != PEN_NOTHING)
			return false;
	}
	return true;
}

static void add_words(struct html_reader *reader, const char *text, size_t len)
{
	if (is_blank_text(text, len)) {
		reader->md.line.has_blank |= len > 0;
		return;
	}
	md_out_begin(&reader->md);
	md_line_add(&reader->md.line, text, len);
}

/* Text whose line ends count. */
static void add_lines(struct html_reader *reader, const char *text, size_t len)
{
	for (size_t at = 0; at <= len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;

		add_words(reader, text + at, stop - at);
		if (end)
			md_out_break(&reader->md);
		at = stop + 1;
	}
}

static void add_text(struct html_reader *reader, size_t start, size_t end)
{
	if (reader->hidden > 0)
		return;
	strbuf_clear(&reader->text);
	html_resolve(&reader->text, reader->html + start, end - start);
	if (reader->in_pre)
		strbuf_add(&reader->pre, reader->text.text, reader->text.len);
	else if (reader->md.keeps_lines)
		add_lines(reader, reader->text.text, reader->text.len);
	else
		add_words(reader, reader->text.text, reader->text.len);
}

/* -- elements */

static void end_pre(struct html_reader *reader)
{
	struct strbuf *pre = &reader->pre, mended = STRBUF_INIT;
	size_t start = 0;

	while (start < pre->len && (pre->text[start] == '\n' || pre->text[start] == '\r'))
		start++;
	while (pre->len > start && ascii_is_space(pre->text[pre->len - 1]))
		strbuf_cut(pre, pre->len - 1);
	utf8_mend(&mended, pre->text + start, pre->len - start);
	if (mended.len > 0)
		md_out_code(&reader->md, mended.text, mended.len);
	strbuf_release(&mended);
	strbuf_clear(pre);
	reader->in_pre = false;
}

static void begin_link(struct html_reader *reader, const struct html_token *token)
{
	struct html_value href;
	struct strbuf raw = STRBUF_INIT, url = STRBUF_INIT;

	if (html_attribute(reader->html, token, "href", &href)) {
		html_resolve(&raw, href.text, href.len);
		repair_url(&url, raw.text, raw.len);
	}
	if (!html_is_address(url.text, url.len))
		strbuf_clear(&url);
	else if (url.text[0] == '/')
		strbuf_insert(&url, 0, "https:", 6);
	md_line_link(&reader->md.line, url.text);
	strbuf_release(&raw);
	strbuf_release(&url);
}

/* What an element does when it begins; what it must undo when it ends is noted in OPEN. */
static void begin(struct html_reader *reader, const struct html_token *token,
		  struct open_element *open)
{
	struct md_out *md = &reader->md;

	switch (token->element->kind) {
	case HTML_INLINE:
		open->is_strong = html_is_bold(reader->html, token);
		break;
	case HTML_BLOCK:
		md_out_gap(md, MD_GAP_BLOCK);
		break;
	case HTML_BREAK:
		md_out_break(md);
		break;
	case HTML_RULE:
		md_out_rule(md);
		break;
	case HTML_HEADING:
		md_out_heading(md, token->element->level);
		break;
	case HTML_LIST:
		md_out_open_list(md, token->element->level == 1, false);
		break;
	case HTML_ITEM:
		open->is_list = md->depth == 0;
		if (open->is_list)
			md_out_open_list(md, false, true);
		md_out_item(md);
		break;
	case HTML_ROW:
		md_out_row(md, true);
		break;
	case HTML_CELL:
		md_out_cell(md);
		break;
	case HTML_PRE:
		md_out_gap(md, MD_GAP_BLOCK);
		reader->in_pre = true;
		break;
	case HTML_CODE:
		open->is_code = true;
		break;
	case HTML_STRONG:
		open->is_strong = !html_is_light(reader->html, token);
		break;
	case HTML_LINK:
		begin_link(reader, token);
		break;
	}
}

static void end(struct html_reader *reader, const struct html_element *element,
		const struct open_element *open)
{
	struct md_out *md = &reader->md;

	switch (element->kind) {
	case HTML_BLOCK:
		md_out_gap(md, MD_GAP_BLOCK);
		break;
	case HTML_HEADING:
		md_out_heading(md, 0);
		break;
	case HTML_LIST:
		md_out_close_list(md);
		break;
	case HTML_ITEM:
		md_out_gap(md, MD_GAP_LINE);
		if (open->is_list)
			md_out_close_list(md);
		break;
	case HTML_ROW:
		md_out_row(md, false);
		break;
	case HTML_PRE:
		if (reader->in_pre)
			end_pre(reader);
		md_out_gap(md, MD_GAP_BLOCK);
		break;
	case HTML_LINK:
		md_line_link(&md->line, NULL);
		break;
	case HTML_INLINE:
	case HTML_BREAK:
	case HTML_RULE:
	case HTML_CELL:
	case HTML_CODE:
	case HTML_STRONG:
		break;
	}
}

static void count(struct html_reader *reader, const struct open_element *open, int step)
{
	reader->hidden += (size_t)(open->is_hidden * step);
	reader->strong += (size_t)(open->is_strong * step);
	reader->code += (size_t)(open->is_code * step);
	reader->md.line.is_strong = reader->strong > 0;
	reader->md.line.is_code = reader->code > 0;
}

/* Ends all but DEPTH elements. */
static void pop_to(struct html_reader *reader, size_t depth)
{
	while (reader->stack.depth > depth) {
		size_t top = --reader->stack.depth;

		if (reader->hidden == 0)
			end(reader, reader->stack.items[top], &reader->open[top]);
		count(reader, &reader->open[top], -1);
	}
}

static void start_tag(struct html_reader *reader, const struct html_token *token)
{
	struct open_element open = { .is_hidden = false };
	unsigned traits = token->element->traits;
	size_t top;

	pop_to(reader, html_stack_before(&reader->stack, token->element));
	if (traits & HTML_RAW && traits & HTML_HIDDEN)
		return;
	open.is_hidden = traits & HTML_HIDDEN || html_is_hidden(reader->html, token);
	top = reader->stack.depth;
	if (!(traits & HTML_VOID) && !html_stack_push(&reader->stack, token->element)) {
		if (reader->hidden == 0 && token->element->kind != HTML_INLINE)
			md_out_gap(&reader->md, MD_GAP_LINE);
		return;
	}
	if (reader->hidden == 0 && !open.is_hidden)
		begin(reader, token, &open);
	if (traits & HTML_VOID)
		return;
	count(reader, &open, 1);
	reader->open[top] = open;
	if (traits & HTML_RAW)
		add_text(reader, token->tag_end, token->end);
}

static void end_tag(struct html_reader *reader, const struct html_element *element)
{
	if (element->kind == HTML_BREAK && reader->hidden == 0)
		md_out_break(&reader->md);
	pop_to(reader, html_stack_after(&reader->stack, element));
}

static void read_html(struct strbuf *out, const char *html, size_t len)
{
	struct html_reader reader = { .html = html };
	struct html_tokens tokens;
	struct html_token token;

	md_out_init(&reader.md, out);
	reader.md.keeps_lines = html_keeps_lines(html, len);
	strbuf_init(&reader.pre);
	strbuf_init(&reader.text);
	html_tokens_init(&tokens, html, len);
	while (html_tokens_next(&tokens, &token)) {
		if (token.kind == HTML_TEXT)
			add_text(&reader, token.start, token.end);
		else if (token.element && token.kind == HTML_START)
			start_tag(&reader, &token);
		else if (token.element)
			end_tag(&reader, token.element);
	}
	pop_to(&reader, 0);
	md_out_finish(&reader.md);
	strbuf_release(&reader.pre);
	strbuf_release(&reader.text);
}

void html_text(struct strbuf *out, const char *html, size_t len)
{
	struct strbuf text = STRBUF_INIT, plain = STRBUF_INIT;

	repair_mojibake(&text, html, len);
	for (int i = 0; i < UNESCAPES_MAX && html_is_escaped(text.text, text.len); i++) {
		struct strbuf former = text;

		text = plain;
		strbuf_clear(&text);
		html_resolve(&text, former.text, former.len);
		plain = former;
	}
	read_html(out, text.text, text.len);
	strbuf_release(&text);
	strbuf_release(&plain);
}

/* -- plain text */

/* The bytes of the line end at AT, 0 where there is none. */
static size_t line_end(const char *text, size_t len, size_t at)
{
	if (text[at] == '\r' && at + 1 < len && text[at + 1] == '\n')
		return 2;
	return text[at] == '\n' || text[at] == '\r';
}

static void escape_line(struct strbuf *out, const char *text, size_t start, size_t end)
{
	struct md_line line;
	size_t indent = 0, columns = 0;

	while (start + indent < end && memchr(" \t", text[start + indent], 2))
		columns += text[start + indent++] == '\t' ? 4 : 1;
	md_line_init(&line);
	md_line_add(&line, text + start + indent, end - start - indent);
	if (line.text.len > 0)
		strbuf_repeat(out, " ", columns < INDENT_MAX ? columns : INDENT_MAX);
	md_line_write(&line, out, false);
	md_line_release(&line);
}

void html_text_escape(struct strbuf *out, const char *text, size_t len)
{
	size_t start = 0;

	for (size_t at = 0; at <= len;) {
		size_t ends = at < len ? line_end(text, len, at) : 0;

		if (at < len && ends == 0) {
			at++;
			continue;
		}
		escape_line(out, text, start, at);
		if (at < len)
			strbuf_putc(out, '\n');
		at += ends > 0 ? ends : 1;
		start = at;
	}
}

/* Text written so that Markdown takes it for text. */
#include "config.h"

#include "read/md_escape_int.h"

#include <string.h>

#include "read/entity_int.h"
#include "read/shape_int.h"
#include "util/ascii.h"

/* So many bullets and numbers may stand one after another at the start of a line. */
#define MARKS_MAX 4

/* Lines of these alone are dividing lines, underlines of headings or of the head of a table. */
#define STROKES "-=*_~+#|: "

/* A dividing line that is no underline of what stands above it. */
#define RULE "***"

/* What may follow the text of a link in brackets, as far as Markdown is concerned. */
#define AFTER_BRACKET "([:"

void md_context_init(struct md_context *context, const char *text, size_t len)
{
	size_t opened = 0, tildes = 0;

	*context = (struct md_context){ .text = text, .len = len };
	for (size_t at = 0; at < len; at++) {
		if (text[at] == '[') {
			opened++;
		} else if (text[at] == ']') {
			opened -= opened > 0;
			context->has_link_marks |= at + 1 < len &&
						   memchr(AFTER_BRACKET, text[at + 1], 3);
		}
		tildes += text[at] == '~';
		context->has_address |= text[at] == '@' ||
					ascii_starts_len(text + at, len - at, "://") ||
					ascii_starts_len(text + at, len - at, "www.");
	}
	context->has_link_marks |= opened > 0;
	context->has_tildes = tildes > 1;
}

static bool is_blank_at(const struct md_context *context, size_t at)
{
	return at >= context->len || context->text[at] == ' ' || context->text[at] == '\t';
}

static bool is_alnum_at(const struct md_context *context, size_t at)
{
	return at < context->len && ascii_is_alnum(context->text[at]);
}

/* A run of '*' or '_' with a blank on both sides, or of '_' within a word, marks nothing. At the
 * ends of the piece that is written other marks may stand. */
static bool is_mark(const struct md_context *context, size_t at, size_t start, size_t end)
{
	size_t from = at, to = at + 1;
	char c = context->text[at];

	while (from > start && context->text[from - 1] == c)
		from--;
	while (to < end && context->text[to] == c)
		to++;
	if (from == start || to == end)
		return true;
	if (c == '_' && from > 0 && is_alnum_at(context, from - 1) && is_alnum_at(context, to))
		return false;
	return !(from == 0 || is_blank_at(context, from - 1)) || !is_blank_at(context, to);
}

static bool is_tag_start(const struct md_context *context, size_t at)
{
	return at + 1 >= context->len || ascii_is_alpha(context->text[at + 1]) ||
	       memchr("/!?", context->text[at + 1], 3);
}

static bool needs_escape(const struct md_context *context, size_t at, size_t start, size_t end,
			 bool in_link)
{
	uint32_t code;

	switch (context->text[at]) {
	case '\\':
	case '`':
		return true;
	case '*':
	case '_':
		return is_mark(context, at, start, end);
	case '<':
		return context->has_address || is_tag_start(context, at);
	case '&':
		return entity_read(context->text + at, context->len - at, &code) > 0;
	case '[':
	case ']':
		return in_link || context->has_link_marks;
	case '!':
		return at + 1 == end && end < context->len;
	case '~':
		return context->has_tildes || end < context->len;
	default:
		return false;
	}
}

void md_escape(struct strbuf *out, const struct md_context *context, size_t start, size_t end,
	       bool in_link)
{
	size_t kept = start;

	for (size_t at = start; at < end; at++) {
		char c = context->text[at];

		if (ascii_is_alnum(c) || !needs_escape(context, at, start, end, in_link))
			continue;
		strbuf_add(out, context->text + kept, at - kept);
		strbuf_putc(out, '\\');
		kept = at;
	}
	strbuf_add(out, context->text + kept, end - kept);
}

static bool is_strokes(const struct md_context *context, size_t at)
{
	for (; at < context->len; at++) {
		if (context->text[at] == '\0' || !strchr(STROKES, context->text[at]))
			return false;
	}
	return true;
}

/* The byte after "12." or "12)" at AT before a blank or the end; AT where there is none. */
static size_t after_number(const struct md_context *context, size_t at)
{
	size_t end = at;

	while (end < context->len && ascii_is_digit(context->text[end]))
		end++;
	if (end == at || end == context->len || !memchr(".)", context->text[end], 2) ||
	    !is_blank_at(context, end + 1))
		return at;
	return end + 1;
}

size_t md_escape_start(struct strbuf *out, const struct md_context *context, size_t end)
{
	size_t at = 0;

	for (int marks = 0; at < end; marks++) {
		const char *text = context->text;
		size_t number = after_number(context, at);
		bool is_bullet = memchr("-+*", text[at], 3) && is_blank_at(context, at + 1);
		struct shape shape;

		if (number == at && !is_bullet && !memchr("#>", text[at], 2) &&
		    !is_strokes(context, at))
			return at;
		shape_read(&shape, text, at, context->len);
		if (shape.kind == SHAPE_RULE && at == 0) {
			strbuf_puts(out, RULE);
			return context->len;
		}
		if (marks < MARKS_MAX && shape.kind == SHAPE_ITEM && shape.start < context->len &&
		    shape.start <= end && (number > at || is_bullet)) {
			strbuf_add(out, text + at, shape.start - at);
			at = shape.start;
			continue;
		}
		if (number > at && number <= end) {
			strbuf_add(out, text + at, number - 1 - at);
			at = number - 1;
		}
		strbuf_putc(out, '\\');
		strbuf_putc(out, text[at]);
		return at + 1;
	}
	return at;
}

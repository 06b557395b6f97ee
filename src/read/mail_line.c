/* The lines of a mail and where they lead. */
#include "config.h"

#include "read/mail_int.h"

#include <string.h>

#include "posting/document.h"
#include "read/markdown_int.h"
#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

/* A line of so many signs of one kind divides. */
#define RULE_BYTES_MIN 5
#define LINES_MAX 200000

/* A blank of any kind at AT of TEXT; its bytes, 0 for none. */
static size_t blank_at(const char *text, size_t at, size_t end)
{
	uint32_t code;
	size_t used = utf8_decode(text + at, end - at, &code, NULL);

	return utf8_is_blank(code) || code == '\t' || code == '\r' || code == 0x200b ||
	       code == 0xfeff || code == 0x34f || code == 0xad ? used : 0;
}

/* A copy of [start, end) without blanks, and the bars between cells, around it; runs of blanks are
 * one. */
static char *tidy(const char *text, size_t start, size_t end)
{
	struct strbuf out = STRBUF_INIT;
	bool is_due = false;

	while (start < end && (text[start] == ' ' || text[start] == '|'))
		start++;
	while (end > start && (text[end - 1] == ' ' || text[end - 1] == '|'))
		end--;

	while (start < end) {
		size_t blank = blank_at(text, start, end), used = 1;

		if (blank == 0) {
			uint32_t code;

			used = utf8_decode(text + start, end - start, &code, NULL);
			if (is_due && out.len > 0)
				strbuf_putc(&out, ' ');
			strbuf_add(&out, text + start, used);
		}
		is_due = blank > 0;
		start += blank > 0 ? blank : used;
	}
	return strbuf_detach(&out);
}

static void push(struct mail_lines *lines, char *text, char *url, bool after_blank)
{
	if (lines->count == LINES_MAX || (!*text && !url)) {
		free(text);
		free(url);
		return;
	}
	*VEC_PUSH(lines) = (struct mail_line){
		.text = text, .url = url, .after_blank = after_blank,
	};
}

static void push_rule(struct mail_lines *lines)
{
	if (lines->count < LINES_MAX)
		*VEC_PUSH(lines) = (struct mail_line){ .text = xstrdup(""), .is_rule = true };
}

void mail_lines_release(struct mail_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		free(lines->items[i].text);
		free(lines->items[i].url);
	}
	VEC_RELEASE(lines);
}

/* -- plain text */

static bool is_rule(const char *text)
{
	size_t len = strlen(text);

	return len >= RULE_BYTES_MIN && strchr("-=_*~#", text[0]) &&
	       strspn(text, (char[]){ text[0], ' ', '\0' }) == len;
}

static size_t find_url(const char *text, size_t start, size_t end)
{
	for (; start < end; start++) {
		if (ascii_starts_len(text + start, end - start, "https://") ||
		    ascii_starts_len(text + start, end - start, "http://"))
			break;
	}
	return start;
}

/* The label of an address without what leads over to it: "View job:", "Cook  <". */
static char *label(const char *text, size_t start, size_t end)
{
	char *copy = tidy(text, start, end);
	size_t len = strlen(copy);

	while (len > 0 && strchr("<([: ", copy[len - 1]))
		copy[--len] = '\0';
	return copy;
}

/* A line, with an entry for each address in it and what stands before it. */
static void add_line(struct mail_lines *lines, const char *text, size_t start, size_t end,
		     bool after_blank)
{
	size_t at = start;

	while (at < end) {
		size_t url = find_url(text, at, end), stop = url;
		bool is_first = at == start;

		while (stop < end && (unsigned char)text[stop] > ' ' && !strchr("<>)"
										"]\"", text[stop]))
			stop++;
		push(lines, url < end ? label(text, at, url) : tidy(text, at, end),
		     stop > url ? xstrndup(text + url, stop - url) : NULL, after_blank && is_first);
		at = stop;
		while (at < end && strchr(">)] ", text[at]))
			at++;
	}
}

void mail_lines_add_plain(struct mail_lines *lines, const char *text, size_t len)
{
	bool after_blank = true;

	for (size_t at = 0, next; at < len; at = next) {
		const char *newline = memchr(text + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - text) : len;
		char *line = tidy(text, at, end);

		next = end + 1;
		if (is_rule(line))
			push_rule(lines);
		else if (*line)
			add_line(lines, text, at, end, after_blank);
		after_blank = !*line;
		free(line);
	}
}

/* -- pages */

/* [start, end) of a block, as one line that leads to URL (NULL: nowhere). A row's cells are
 * lines. */
static void add_piece(struct mail_lines *lines, const struct document *document,
		      const struct block *block, size_t start, size_t end, const char *url)
{
	const char *text = document->text.text;
	bool is_first = start == block->start;

	while (start < end) {
		size_t stop = start, before = lines->count;

		while (stop < end && !(block->kind == BLOCK_ROW && stop + 3 <= end &&
				       memcmp(text + stop, " | ", 3) == 0))
			stop++;
		push(lines, tidy(text, start, stop), url ? xstrdup(url) : NULL,
		     is_first && block->after_blank);
		if (lines->count > before)
			lines->items[before].is_strong =
				block->is_strong || block->kind == BLOCK_HEADING;
		start = stop < end ? stop + 3 : end;
	}
}

/* The links of a block, and the text between them, are lines of their own. */
static void add_block(struct mail_lines *lines, const struct document *document,
		      const struct block *block, size_t *link)
{
	size_t at = block->start;

	for (; *link < document->links.count && document->links.items[*link].start < block->end;
	     (*link)++) {
		const struct document_link *found = &document->links.items[*link];
		size_t end = found->end < block->end ? found->end : block->end;

		if (found->start < at)
			continue;
		add_piece(lines, document, block, at, found->start, NULL);
		add_piece(lines, document, block, found->start, end, found->url);
		at = end;
	}
	add_piece(lines, document, block, at, block->end, NULL);
}

void mail_lines_add_page(struct mail_lines *lines, const char *text, size_t len)
{
	struct document document;
	size_t link = 0;

	document_init(&document);
	markdown_document(text, len, &document);
	for (size_t i = 0; i < document.blocks.count; i++) {
		const struct block *block = &document.blocks.items[i];

		if (block->kind == BLOCK_RULE)
			push_rule(lines);
		else
			add_block(lines, &document, block, &link);
	}
	document_release(&document);
}

/* HTML: saved pages, and parts of pages. */
#include "config.h"

#include "read/html_int.h"

#include <string.h>

#include "posting/raw.h"
#include "read/body_int.h"
#include "read/html_likely_int.h"
#include "read/html_page_int.h"
#include "read/html_text_int.h"
#include "util/ascii.h"

/* How many bytes of comments and declarations may stand before a page. */
#define HEAD_BYTES_MAX 4096

/* In the order in which they are tried. */
static bool (*const ways[])(struct html_page *page) = {
	html_thread_read, html_linked_data_read, html_cards_read, html_single_read,
	html_island_read,
};

#define WAYS (sizeof ways / sizeof ways[0])

/* The element that a text begins with, after comments and declarations; "" for none. */
static const char *first_element(const char *bytes, size_t len)
{
	struct html_tokens tokens;
	struct html_token token;

	html_tokens_init(&tokens, bytes, len < HEAD_BYTES_MAX ? len : HEAD_BYTES_MAX);
	while (html_tokens_next(&tokens, &token)) {
		if (token.kind == HTML_START && token.element)
			return token.element->name;
		for (size_t at = token.start; at < token.end; at++) {
			if (!ascii_is_space(bytes[at]))
				return "";
		}
	}
	return "";
}

bool html_recognises(const char *bytes, size_t len)
{
	static const char *const names[] = { "html", "head", "body", "title", "meta" };
	size_t start = 0, end = len;
	const char *first;

	ascii_trim(bytes, &start, &end);
	if (ascii_starts_len(bytes + start, end - start, "<!doctype html"))
		return true;
	if (start == end || bytes[start] != '<')
		return false;
	first = first_element(bytes + start, end - start);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(first, names[i]) == 0)
			return true;
	}
	return false;
}

/* Why nothing was read. */
static bool explain(const struct html_page *page, struct err *err)
{
	const char *title = page->head.len > 0 ? page->head.text : "without a title";

	if (page->fault && *page->fault)
		return err_set(err, STATUS_BAD_DATA, "%s", page->fault);
	if (page->tree.is_full)
		return err_set(err, STATUS_BAD_DATA,
			       "%s: the page has more than %d elements; save the part with the "
			       "posting", page->name, HTML_NODES_MAX);
	return err_set(err, STATUS_BAD_DATA,
		       "no postings in %s: the page (%s) has no text of one; if a browser shows "
		       "it, save it from there", page->name, title);
}

bool html_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err)
{
	struct html_page page;
	bool is_read = false;

	html_page_init(&page, bytes, len, name, sink);
	for (size_t i = 0; i < WAYS && !is_read && !page.tree.is_full; i++)
		is_read = ways[i](&page) || page.count.refused > 0;
	if (!is_read)
		explain(&page, err);
	html_page_release(&page);
	return is_read;
}

/* -- parts of pages */

/* Marks that begin a line of Markdown, and in no page. */
static bool has_markdown(const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		const char *end = memchr(bytes + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - bytes) : len;

		if (ascii_starts_len(bytes + at, stop - at, "## ") ||
		    ascii_starts_len(bytes + at, stop - at, "# ") ||
		    ascii_starts_len(bytes + at, stop - at, "```") ||
		    ascii_starts_len(bytes + at, stop - at, "**") ||
		    ascii_starts_len(bytes + at, stop - at, "|"))
			return true;
		at = stop + 1;
	}
	return false;
}

bool html_part_recognises(const char *bytes, size_t len)
{
	return html_text_likely(bytes, len) && html_has_blocks(bytes, len) &&
	       !has_markdown(bytes, len);
}

bool html_part_read(const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err)
{
	struct raw_posting raw;
	bool is_read;

	raw_posting_init(&raw);
	html_text(&raw.body, bytes, len);
	raw.line = 1;
	raw.format = BODY_MARKDOWN;
	is_read = body_is_allowed(raw.body.text, raw.body.len, name, 1, err);
	if (is_read) {
		body_cut(&raw);
		is_read = body_has_words(&raw.document);
		if (!is_read)
			err_set(err, STATUS_BAD_DATA, "no postings in %s: it has no words", name);
	}
	if (is_read)
		sink->posting(&raw, sink->data);
	raw_posting_release(&raw);
	return is_read;
}

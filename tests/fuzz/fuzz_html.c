/*
 * HTML, given any bytes: the text that is made of it is sound, has no tags' worth of growth, and is
 * read as Markdown; a page gives postings or a reason with the name of the file; repaired text and
 * addresses are no longer than they were. It is linked with libFuzzer to look for inputs and with
 * replay.c to try the saved ones.
 */
#include "config.h"

#include "seen.h"

#include <stdint.h>
#include <string.h>

#include "posting/document.h"
#include "read/html_int.h"
#include "read/html_text_int.h"
#include "read/markdown_int.h"
#include "read/repair_int.h"
#include "util/strbuf.h"
#include "util/utf8.h"

/* A character takes a backslash, an item its indentation, a link its address on each line. */
#define GROWTH_MAX 64
#define GROWTH_BASE 256

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_markdown(const struct strbuf *text, size_t len)
{
	struct document document;

	MUST(utf8_is_valid(text->text, text->len));
	MUST(!memchr(text->text, '\0', text->len));
	MUST(text->len <= len * GROWTH_MAX + GROWTH_BASE);
	document_init(&document);
	markdown_document(text->text, text->len, &document);
	MUST(utf8_is_valid(document.text.text, document.text.len));
	document_release(&document);
}

static void check_text(const char *bytes, size_t len)
{
	struct strbuf text = STRBUF_INIT;

	html_text(&text, bytes, len);
	check_markdown(&text, len);
	strbuf_clear(&text);
	html_text_escape(&text, bytes, len);
	check_markdown(&text, len);
	html_text_likely(bytes, len);
	strbuf_release(&text);
}

static void check_repairs(const char *bytes, size_t len)
{
	struct strbuf text = STRBUF_INIT;
	bool is_valid = utf8_is_valid(bytes, len);

	repair_mojibake(&text, bytes, len);
	MUST(text.len <= len);
	MUST(!is_valid || utf8_is_valid(text.text, text.len));
	strbuf_clear(&text);
	repair_url(&text, bytes, len);
	MUST(text.len <= len);
	strbuf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct seen seen = { 0, 0 };
	struct reader_sink sink = { seen_made_posting, seen_refusal, &seen };
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";

	check_text(bytes, len);
	check_repairs(bytes, len);
	html_recognises(bytes, len);
	html_part_recognises(bytes, len);
	seen_end(&seen, html_read(bytes, len, "input", &sink, &err), &err);
	return 0;
}

/*
 * The readers, given any bytes: they end, they give postings or a reason, and every document holds
 * together. It is linked with libFuzzer to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include "seen.h"

#include <stdint.h>
#include <string.h>

#include "posting/document.h"
#include "read/reader.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Every block lies in the text, in order, ends before its newline, and has its bytes in the
 * body. */
static void check_blocks(const struct document *document, size_t body_len)
{
	size_t at = 0;

	for (size_t i = 0; i < document->blocks.count; i++) {
		const struct block *block = &document->blocks.items[i];
		size_t start, end;

		MUST(block->start == at && block->end >= block->start);
		MUST(block->end < document->text.len && document->text.text[block->end] == '\n');
		MUST((block->kind == BLOCK_RULE) == (block->start == block->end));
		MUST(!memchr(document->text.text + block->start, '\n', block->end - block->start));
		MUST((block->level > 0) ==
		     (block->kind == BLOCK_HEADING || block->kind == BLOCK_ITEM));
		if (document_source(document, block->start, block->end, &start, &end))
			MUST(start < end && end <= body_len);
		at = block->end + 1;
	}
	MUST(at == document->text.len);
}

static void check_runs(const struct document *document, const struct strbuf *body)
{
	size_t at = 0, source = 0;

	for (size_t i = 0; i < document->runs.count; i++) {
		const struct document_run *run = &document->runs.items[i];

		MUST(run->len > 0 && run->at >= at && run->source >= source);
		at = run->at + run->len;
		source = run->source + run->len;
		MUST(at <= document->text.len && source <= body->len);
	}
}

static void check_links(const struct document *document)
{
	for (size_t i = 0; i < document->links.count; i++) {
		const struct document_link *link = &document->links.items[i];

		MUST(link->start < link->end && link->end <= document->text.len);
		MUST(link->url && *link->url);
	}
}

/* What is stored is cut again later: it must come out the same. */
static void check_again(const struct raw_posting *raw)
{
	struct document again;

	document_init(&again);
	reader_document(raw->body.text, raw->body.len, raw->format, &again);
	MUST(again.text.len == raw->document.text.len);
	MUST(memcmp(again.text.text, raw->document.text.text, again.text.len) == 0);
	MUST(again.blocks.count == raw->document.blocks.count);
	document_release(&again);
}

static void take_posting(struct raw_posting *raw, void *data)
{
	const struct document *document = &raw->document;

	MUST(utf8_is_valid(document->text.text, document->text.len));
	MUST(!memchr(document->text.text, '\0', document->text.len));
	check_blocks(document, raw->body.len);
	check_runs(document, &raw->body);
	check_links(document);
	check_again(raw);
	seen_posting(raw, data);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct seen seen = { 0, 0 };
	struct reader_sink sink = { take_posting, seen_refusal, &seen };
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";

	seen_end(&seen, reader_read(bytes, len, "input", &sink, &err), &err);
	return 0;
}

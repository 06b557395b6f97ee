/* Documents and postings as text, for comparing with what a test expects. */
#include "config.h"

#include "read_dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "posting/field.h"
#include "read/json_int.h"
#include "read/reader.h"
#include "util/err.h"

void dump_document(struct strbuf *out, const struct document *document)
{
	for (size_t i = 0; i < document->blocks.count; i++) {
		const struct block *block = &document->blocks.items[i];

		strbuf_putc(out, "PHICR-"[block->kind]);
		if (block->level > 0)
			strbuf_printf(out, "%d", block->level);
		strbuf_puts(out, block->is_strong ? "!" : "");
		strbuf_puts(out, block->after_blank ? "^" : "");
		if (block->end > block->start)
			strbuf_putc(out, ' ');
		strbuf_add(out, document->text.text + block->start, block->end - block->start);
		strbuf_putc(out, '\n');
	}
	for (size_t i = 0; i < document->links.count; i++) {
		const struct document_link *link = &document->links.items[i];

		strbuf_printf(out, "< %s = %.*s\n", link->url, (int)(link->end - link->start),
			      document->text.text + link->start);
	}
}

void dump_posting(struct strbuf *out, const struct raw_posting *raw)
{
	for (size_t i = 0; i < raw->facts.count; i++)
		strbuf_printf(out, "%s=%s\n", field_get(raw->facts.items[i].field)->name,
			      raw->facts.items[i].text);
	dump_document(out, &raw->document);
}

void assert_dump(const struct strbuf *found, const char *expected)
{
	if (strcmp(found->text, expected) != 0)
		print_message("found:\n%s\nexpected:\n%s\n", found->text, expected);
	assert_string_equal(found->text, expected);
}

static void assert_body(const char *text, enum body_format format, const char *expected)
{
	struct document document;
	struct strbuf out = STRBUF_INIT;

	document_init(&document);
	reader_document(text, strlen(text), format, &document);
	dump_document(&out, &document);
	assert_dump(&out, expected);
	strbuf_release(&out);
	document_release(&document);
}

void assert_text(const char *text, const char *expected)
{
	assert_body(text, BODY_TEXT, expected);
}

void assert_markdown(const char *text, const char *expected)
{
	assert_body(text, BODY_MARKDOWN, expected);
}

static void take_posting(struct raw_posting *raw, void *data)
{
	struct strbuf *out = data;

	strbuf_printf(out, "@%zu", raw->line);
	if (raw->ref)
		strbuf_printf(out, " %s", raw->ref);
	if (raw->company_slug)
		strbuf_printf(out, " /%s", raw->company_slug);
	strbuf_putc(out, '\n');
	dump_posting(out, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

void assert_json(const char *text, const char *expected)
{
	struct strbuf json = STRBUF_INIT, out = STRBUF_INIT;
	struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	for (; *text; text++)
		strbuf_putc(&json, *text == '\'' ? '"' : *text);
	if (!json_read(json.text, json.len, "a.json", &sink, &err))
		strbuf_puts(&out, err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&json);
	strbuf_release(&out);
}

/*
 * HTML: one page that needs nothing else, for reading, mailing and printing.
 *
 * All that comes from a posting is escaped; the page runs nothing and fetches nothing, and says so
 * to the browser. Links lead to web and mail addresses only.
 */
#include "config.h"

#include "export/formats_int.h"

#include "export/history_int.h"
#include "export/value_int.h"
#include "util/ascii.h"
#include "util/gate.h"
#include "util/path.h"

#include <string.h>

/* Lists within lists; deeper ones are not told apart. */
#define LISTS_MAX 8

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" "
	"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<meta name=\"referrer\" content=\"no-referrer\">\n";

static const char style[] =
	"<style>\n"
	"body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;"
	" font-family: system-ui, sans-serif; color: #1a1a1a; background: #fff; }\n"
	"h1 { font-size: 1.2rem; }\nh2 { font-size: 1.3rem; margin-bottom: .2rem; }\n"
	"h3, h4 { font-size: 1rem; margin-bottom: .2rem; }\n"
	"article { border-top: 1px solid #bbb; padding-bottom: 1rem; }\n"
	".company { margin-top: 0; font-weight: bold; }\n"
	"dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }\n"
	"dt { color: #555; }\ndd { margin: 0; }\n"
	".notes { white-space: pre-wrap; border-left: 3px solid #888; padding-left: .8rem; }\n"
	"pre { white-space: pre-wrap; overflow-wrap: anywhere; font-family: inherit; }\n"
	"code { font-family: ui-monospace, monospace; }\n"
	"a { color: #0645ad; overflow-wrap: anywhere; }\n"
	"@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1a1a1a; }"
	" a { color: #8ab4f8; } dt { color: #aaa; } }\n"
	"@media print { body { max-width: none; margin: 0; color: #000; background: #fff; }"
	" article { break-inside: avoid-page; } a { color: #000; } }\n"
	"</style>\n</head>\n<body>\n";

/* -- text */

static void add_escaped(struct strbuf *out, const char *text, size_t len, enum gate_lines lines)
{
	static const struct { char c; const char *reference; } references[] = {
		{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" },
		{ '\'', "&#39;" },
	};
	struct strbuf gated = STRBUF_INIT;

	gate(&gated, text, len, lines, NULL);
	for (size_t i = 0; i < gated.len; i++) {
		const char *reference = NULL;

		for (size_t r = 0; r < sizeof references / sizeof *references; r++)
			if (references[r].c == gated.text[i])
				reference = references[r].reference;
		if (reference)
			strbuf_puts(out, reference);
		else
			strbuf_putc(out, gated.text[i]);
	}
	strbuf_release(&gated);
}

static void add_line(struct strbuf *out, const char *text)
{
	add_escaped(out, text, strlen(text), GATE_ONE_LINE);
}

/* An address that a reader may follow. */
static bool is_address(const char *url)
{
	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7f)
			return false;
	return ascii_starts(url, "https://") || ascii_starts(url, "http://") ||
	       ascii_starts(url, "mailto:");
}

static void add_link(struct strbuf *out, const char *url, const char *text, size_t len)
{
	bool leads = is_address(url);

	if (leads) {
		strbuf_puts(out, "<a rel=\"noopener noreferrer\" href=\"");
		add_line(out, url);
		strbuf_puts(out, "\">");
	}
	add_escaped(out, text, len, GATE_ONE_LINE);
	strbuf_puts(out, leads ? "</a>" : "");
}

/* -- the text of a posting */

static const char *element(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		return block->level <= 2 ? "h3" : "h4";
	case BLOCK_ITEM:
		return "li";
	case BLOCK_CODE:
		return "pre";
	case BLOCK_PARAGRAPH:
	case BLOCK_ROW:
	case BLOCK_RULE:
		break;
	}
	return "p";
}

/* The text of a block with its links; *link is the first that may stand in it. */
static void add_block_text(struct strbuf *out, const struct document *document,
			   const struct block *block, size_t *link)
{
	const char *text = document->text.text;
	size_t at = block->start;

	for (; *link < document->links.count && document->links.items[*link].start < block->end;
	     (*link)++) {
		const struct document_link *found = &document->links.items[*link];
		size_t end = found->end < block->end ? found->end : block->end;

		if (found->start < at)
			continue;
		add_escaped(out, text + at, found->start - at, GATE_ONE_LINE);
		add_link(out, found->url, text + found->start, end - found->start);
		at = end;
	}
	add_escaped(out, text + at, block->end - at, GATE_ONE_LINE);
}

/* Closes the items and lists that are open below WANTED, and the item that is open there. */
static void close_lists(struct strbuf *out, int *depth, int wanted)
{
	if (*depth > 0 && *depth >= wanted)
		strbuf_puts(out, "</li>\n");
	for (; *depth > wanted; (*depth)--)
		strbuf_puts(out, *depth > 1 ? "</ul></li>\n" : "</ul>\n");
}

/* An item stays open, for the list that may stand in it. */
static void open_item(struct strbuf *out, int *depth, int wanted)
{
	close_lists(out, depth, wanted);
	for (; *depth < wanted; (*depth)++)
		strbuf_puts(out, *depth + 1 < wanted ? "<ul><li>\n" : "<ul>\n");
}

static void add_block(struct strbuf *out, const struct document *document,
		      const struct block *block, size_t *link)
{
	const char *name = element(block);

	strbuf_printf(out, "<%s>%s", name, block->is_strong ? "<strong>" : "");
	add_block_text(out, document, block, link);
	strbuf_puts(out, block->is_strong ? "</strong>" : "");
	if (block->kind != BLOCK_ITEM)
		strbuf_printf(out, "</%s>\n", name);
}

static void add_document(struct strbuf *out, const struct document *document)
{
	size_t link = 0;
	int depth = 0;

	for (size_t i = 0; i < document->blocks.count; i++) {
		const struct block *block = &document->blocks.items[i];

		if (block->kind == BLOCK_ITEM)
			open_item(out, &depth, block->level < LISTS_MAX ? block->level : LISTS_MAX);
		else
			close_lists(out, &depth, 0);
		if (block->kind == BLOCK_RULE)
			strbuf_puts(out, "<hr>\n");
		else
			add_block(out, document, block, &link);
	}
	close_lists(out, &depth, 0);
}

static void add_body(struct strbuf *out, const struct posting *posting,
		     const struct write_options *options)
{
	struct document document;

	if (posting->body.len == 0)
		return;
	strbuf_puts(out, "<section>\n");
	if (options->document) {
		document_init(&document);
		options->document(posting->body.text, posting->body.len, posting->format,
				  &document);
		add_document(out, &document);
		document_release(&document);
	} else {
		strbuf_puts(out, "<pre>");
		add_escaped(out, posting->body.text, posting->body.len, GATE_LINES);
		strbuf_puts(out, "</pre>\n");
	}
	strbuf_puts(out, "</section>\n");
}

/* -- facts */

static void add_fact(struct strbuf *out, const char *label, const char *value)
{
	if (!*value)
		return;
	strbuf_printf(out, "<dt>%s</dt><dd>", label);
	add_link(out, value, value, strlen(value));
	strbuf_puts(out, "</dd>\n");
}

static void add_history(struct strbuf *out, const struct record *record)
{
	struct strbuf value = STRBUF_INIT;

	history_format(&value, record);
	add_fact(out, "history", value.text);
	strbuf_release(&value);
}

static void add_other_urls(struct strbuf *out, const struct record *record)
{
	const char *own = record->posting.url;

	for (size_t i = 0; i < record->urls.count; i++)
		if (!own || strcmp(record->urls.items[i], own) != 0)
			add_fact(out, "also at", record->urls.items[i]);
}

/* What has a place of its own on the page. */
static bool is_elsewhere(enum field_id field)
{
	return field == FIELD_TITLE || field == FIELD_COMPANY || field == FIELD_NOTES ||
	       field == FIELD_SHORTLISTED;
}

/* Of a file only the name is told: its folder is nobody else's business. */
static void add_facts(struct strbuf *out, const struct record *record,
		      const struct write_options *options)
{
	size_t count;
	const enum field_id *fields = value_fields(&count);

	strbuf_puts(out, "<dl>\n");
	for (size_t i = 0; i < count; i++) {
		struct strbuf value = STRBUF_INIT;

		if (fields[i] == FIELD_SOURCE)
			strbuf_puts(&value, record->source ? path_name(record->source) : "");
		else if (!is_elsewhere(fields[i]))
			value_format(&value, record, fields[i], options);
		add_fact(out, field_get(fields[i])->label, value.text);
		strbuf_release(&value);
	}
	add_other_urls(out, record);
	add_history(out, record);
	strbuf_puts(out, "</dl>\n");
}

static void add_notes(struct strbuf *out, const struct record *record)
{
	const char *notes = record->marks.notes;

	if (!notes)
		return;
	strbuf_puts(out, "<p class=\"notes\">");
	add_escaped(out, notes, strlen(notes), GATE_LINES);
	strbuf_puts(out, "</p>\n");
}

static void html_begin(struct strbuf *out, const struct write_options *options)
{
	const char *heading = options->heading ? options->heading : "Postings";

	strbuf_printf(out, "%s<title>", head);
	add_line(out, heading);
	strbuf_printf(out, "</title>\n%s<h1>", style);
	add_line(out, heading);
	strbuf_puts(out, "</h1>\n");
}

static void html_record(struct strbuf *out, const struct record *record, size_t index,
			const struct write_options *options)
{
	strbuf_printf(out, "<article>\n<h2>%zu. ", index + 1);
	add_line(out, record_title(record));
	strbuf_puts(out, record->posting.title_inferred ? " (title inferred)</h2>\n" : "</h2>\n");
	if (record->posting.company) {
		strbuf_puts(out, "<p class=\"company\">");
		add_line(out, record->posting.company);
		strbuf_puts(out, "</p>\n");
	}
	add_facts(out, record, options);
	add_notes(out, record);
	if (options->has_body && !options->is_list)
		add_body(out, &record->posting, options);
	strbuf_puts(out, "</article>\n");
}

static void html_end(struct strbuf *out, size_t count, const struct write_options *options)
{
	(void)options;
	strbuf_printf(out, "<p>%zu posting%s</p>\n</body>\n</html>\n", count,
		      count == 1 ? "" : "s");
}

const struct writer writer_html = {
	.name = "html", .suffix = ".html", .help = "one page for a browser, or to print",
	.begin = html_begin, .record = html_record, .end = html_end,
};

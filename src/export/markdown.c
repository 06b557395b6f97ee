/* Markdown: a heading a posting, its facts as a list, its text. */
#include "config.h"

#include "export/formats_int.h"

#include "export/history_int.h"
#include "export/value_int.h"
#include "util/gate.h"

#include <string.h>

/* Adds one line of text with the marks of Markdown and HTML made harmless. */
static void add_inline(struct strbuf *out, const char *text, size_t len)
{
	struct strbuf gated = STRBUF_INIT;

	gate(&gated, text, len, GATE_ONE_LINE, NULL);
	for (size_t i = 0; i < gated.len; i++) {
		if (strchr("\\`*_[]<>#|", gated.text[i]))
			strbuf_putc(out, '\\');
		strbuf_putc(out, gated.text[i]);
	}
	strbuf_release(&gated);
}

static void add_title(struct strbuf *out, const struct record *record)
{
	const char *title = record_title(record), *company = record->posting.company;

	strbuf_puts(out, "## ");
	add_inline(out, title, strlen(title));
	if (record->posting.title_inferred)
		strbuf_puts(out, " (title inferred)");
	if (company) {
		strbuf_puts(out, ", ");
		add_inline(out, company, strlen(company));
	}
	strbuf_puts(out, "\n\n");
}

static void add_fact(struct strbuf *out, const struct record *record, enum field_id field,
		     const struct write_options *options)
{
	struct strbuf value = STRBUF_INIT;

	value_format(&value, record, field, options);
	if (value.len > 0) {
		strbuf_printf(out, "- **%s**: ", field_get(field)->label);
		add_inline(out, value.text, value.len);
		strbuf_putc(out, '\n');
	}
	strbuf_release(&value);
}

static void add_other_urls(struct strbuf *out, const struct record *record)
{
	struct strbuf value = STRBUF_INIT;

	value_other_urls(&value, record);
	if (value.len > 0) {
		strbuf_puts(out, "- **also at**: ");
		add_inline(out, value.text, value.len);
		strbuf_putc(out, '\n');
	}
	strbuf_release(&value);
}

static void add_history(struct strbuf *out, const struct record *record)
{
	struct strbuf value = STRBUF_INIT;

	history_format(&value, record);
	if (value.len > 0)
		strbuf_printf(out, "- **history**: %s\n", value.text);
	strbuf_release(&value);
}

/* Text that is Markdown stays; plain text is quoted, so that no line of it becomes a mark. */
static void add_body(struct strbuf *out, const struct posting *posting)
{
	struct strbuf body = STRBUF_INIT;
	bool at_start = true;

	strbuf_putc(out, '\n');
	gate(&body, posting->body.text, posting->body.len, GATE_LINES, NULL);
	for (size_t i = 0; i < body.len; i++) {
		if (at_start && posting->format == BODY_TEXT)
			strbuf_puts(out, "> ");
		strbuf_putc(out, body.text[i]);
		at_start = body.text[i] == '\n';
	}
	strbuf_puts(out, at_start ? "" : "\n");
	strbuf_release(&body);
}

static void markdown_begin(struct strbuf *out, const struct write_options *options)
{
	if (!options->heading)
		return;
	strbuf_puts(out, "# ");
	add_inline(out, options->heading, strlen(options->heading));
	strbuf_puts(out, "\n\n");
}

static void markdown_record(struct strbuf *out, const struct record *record, size_t index,
			    const struct write_options *options)
{
	size_t count;
	const enum field_id *fields = value_fields(&count);

	(void)index;
	add_title(out, record);
	for (size_t i = 0; i < count; i++)
		if (fields[i] != FIELD_TITLE && fields[i] != FIELD_COMPANY &&
		    fields[i] != FIELD_SHORTLISTED)
			add_fact(out, record, fields[i], options);
	add_other_urls(out, record);
	add_history(out, record);
	if (options->has_body && !options->is_list)
		add_body(out, &record->posting);
	strbuf_putc(out, '\n');
}

const struct writer writer_markdown = {
	.name = "markdown", .suffix = ".md", .help = "Markdown, a heading a posting",
	.begin = markdown_begin, .record = markdown_record,
};

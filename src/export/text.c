/*
 * Text for people: a list of lines, and postings in full, as one would mail them to a friend.
 */
#include "config.h"

#include "export/formats_int.h"

#include "export/history_int.h"
#include "export/value_int.h"
#include "util/date.h"
#include "util/gate.h"
#include "util/path.h"
#include "util/utf8.h"

#include <inttypes.h>
#include <string.h>

#define LABEL_COLS 12
#define TEXT_COLS 80
#define LIST_COLS 100            /* where no width is given */
#define GAP 2

#define SGR_BOLD "\033[1m"
#define SGR_DIM "\033[2m"
#define SGR_END "\033[0m"

/* The list's columns: shares of what the fixed ones leave. */
static const struct { enum field_id field; size_t least, share; } columns[] = {
	{ FIELD_TITLE, 20, 5 },
	{ FIELD_COMPANY, 8, 2 },
	{ FIELD_LOCATION, 10, 3 },
	{ FIELD_WORKPLACE, 7, 0 },
	{ FIELD_SALARY, 8, 2 },
};

#define COLUMN_COUNT (sizeof columns / sizeof *columns)
#define MARK_COLS 2
#define ID_COLS 5
#define AGE_COLS 6

static void add_shown(struct strbuf *out, const char *text, size_t len, enum gate_lines lines,
		      const struct write_options *options)
{
	struct strbuf gated = STRBUF_INIT;

	gate(&gated, text, len, lines, NULL);
	if (options->is_ascii)
		gate_ascii(out, gated.text, gated.len);
	else
		strbuf_add(out, gated.text, gated.len);
	strbuf_release(&gated);
}

static void add_styled(struct strbuf *out, const char *sgr, const char *text,
		       const struct write_options *options)
{
	strbuf_puts(out, options->use_color ? sgr : "");
	strbuf_puts(out, text);
	strbuf_puts(out, options->use_color ? SGR_END : "");
}

/* A cell of COLS columns, cut or filled. */
static void add_cell(struct strbuf *out, const struct strbuf *shown, size_t cols, const char *sgr,
		     const struct write_options *options)
{
	const char *more = options->is_ascii ? "." : "…";
	struct strbuf cell = STRBUF_INIT;
	size_t used, fits = utf8_fit(shown->text, shown->len, cols, &used);

	if (fits < shown->len && cols > 0) {
		fits = utf8_fit(shown->text, shown->len, cols - 1, &used);
		strbuf_add(&cell, shown->text, fits);
		strbuf_puts(&cell, more);
		used++;
	} else {
		strbuf_add(&cell, shown->text, fits);
	}
	add_styled(out, sgr, cell.text, options);
	strbuf_repeat(out, " ", cols - used + GAP);
	strbuf_release(&cell);
}

static size_t column_cols(size_t column, size_t cols)
{
	size_t fixed = ID_COLS + MARK_COLS + AGE_COLS, shares = 0, left;

	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		fixed += columns[i].least + GAP;
		shares += columns[i].share;
	}
	left = cols > fixed + GAP ? cols - fixed - GAP : 0;
	return columns[column].least + left * columns[column].share / shares;
}

/* Puts how many copies there are behind a title, which is cut rather than that. */
static void add_copies(struct strbuf *title, const struct record *record, size_t cols,
		       const struct write_options *options)
{
	const char *more = options->is_ascii ? "." : "…";
	struct strbuf text = STRBUF_INIT, shown = STRBUF_INIT;
	size_t used, room;

	record_copies(record, options->today, true, &text);
	add_shown(&shown, text.text, text.len, GATE_ONE_LINE, options);
	used = shown.len > 0 ? utf8_cols(shown.text, shown.len) + 1 : 0;
	room = cols > used ? cols - used : 0;
	if (used > 0 && utf8_cols(title->text, title->len) > room) {
		strbuf_cut(title, utf8_fit(title->text, title->len, room > 0 ? room - 1 : 0, NULL));
		strbuf_puts(title, more);
	}
	if (used > 0)
		strbuf_printf(title, " %s", shown.text);
	strbuf_release(&text);
	strbuf_release(&shown);
}

static void add_list_value(struct strbuf *out, const struct record *record, size_t column,
			   const struct write_options *options)
{
	struct strbuf value = STRBUF_INIT, shown = STRBUF_INIT;
	size_t cols = column_cols(column, options->cols ? options->cols : LIST_COLS);
	bool is_title = columns[column].field == FIELD_TITLE;

	value_format(&value, record, columns[column].field, options);
	if (is_title && record->posting.title_inferred)
		strbuf_puts(&value, " (inferred)");
	if (value.len == 0)
		strbuf_puts(&value, "-");
	add_shown(&shown, value.text, value.len, GATE_ONE_LINE, options);
	if (is_title)
		add_copies(&shown, record, cols, options);
	add_cell(out, &shown, cols, is_title ? SGR_BOLD : "", options);
	strbuf_release(&value);
	strbuf_release(&shown);
}

static const char *list_mark(const struct record *record, const struct write_options *options)
{
	if (record->marks.is_shortlisted)
		return options->is_ascii ? "* " : "★ ";
	if (!record->marks.is_seen)
		return options->is_ascii ? ". " : "• ";
	return "  ";
}

static void add_list_line(struct strbuf *out, const struct record *record,
			  const struct write_options *options)
{
	struct strbuf age = STRBUF_INIT;
	size_t end;

	if (record->id > 0)
		strbuf_printf(out, "%*" PRId64 " ", ID_COLS - 1, record->id);
	strbuf_puts(out, list_mark(record, options));
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		add_list_value(out, record, i, options);
	date_format_age(&age, record->posting.posted, options->today);
	strbuf_printf(out, "%*s", AGE_COLS, age.text);
	strbuf_release(&age);
	for (end = out->len; end > 0 && out->text[end - 1] == ' '; end--)
		;
	strbuf_cut(out, end);
	strbuf_putc(out, '\n');
}

/* -- a posting in full */

/* Adds words of one line wrapped to COLS, later lines after INDENT blanks. */
static void add_wrapped(struct strbuf *out, const char *text, size_t len, size_t col, size_t indent,
			size_t cols)
{
	size_t at = 0;

	while (at < len) {
		size_t start = at, used;

		while (at < len && text[at] != ' ')
			at++;
		used = utf8_cols(text + start, at - start);
		if (col > indent && col + used > cols) {
			while (out->len > 0 && out->text[out->len - 1] == ' ')
				strbuf_cut(out, out->len - 1);
			strbuf_putc(out, '\n');
			strbuf_repeat(out, " ", indent);
			col = indent;
		}
		strbuf_add(out, text + start, at - start);
		col += used;
		for (; at < len && text[at] == ' '; at++, col++)
			strbuf_putc(out, ' ');
	}
	strbuf_putc(out, '\n');
}

static size_t text_cols(const struct write_options *options)
{
	return options->cols > 20 && options->cols < TEXT_COLS ? options->cols : TEXT_COLS;
}

/* The width of what a line of a list begins with ("- ", "  * "): the rest hangs under it. */
static size_t hanging(const char *line, size_t len)
{
	static const char *const bullets[] = { "- ", "* ", "+ ", "• ", "o " };
	size_t blanks = 0;

	while (blanks < len && line[blanks] == ' ')
		blanks++;
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (len - blanks > strlen(bullets[i]) &&
		    strncmp(line + blanks, bullets[i], strlen(bullets[i])) == 0)
			return blanks + 2;
	return blanks;
}

static void add_plain_body(struct strbuf *out, const struct record *record,
			   const struct write_options *options)
{
	struct strbuf body = STRBUF_INIT;
	size_t at = 0;

	add_shown(&body, record->posting.body.text, record->posting.body.len, GATE_LINES, options);
	while (at < body.len) {
		const char *line = body.text + at;
		const char *newline = memchr(line, '\n', body.len - at);
		size_t len = newline ? (size_t)(newline - line) : body.len - at;

		add_wrapped(out, line, len, 0, hanging(line, len), text_cols(options));
		at += len + 1;
	}
	strbuf_release(&body);
}

/* What a line of a block begins with, and so how far the rest of it hangs. */
static void add_lead(struct strbuf *lead, const struct block *block)
{
	if (block->kind == BLOCK_ITEM) {
		strbuf_repeat(lead, "  ", block->level > 1 ? (size_t)block->level - 1 : 0);
		strbuf_puts(lead, "- ");
	} else if (block->kind == BLOCK_CODE) {
		strbuf_puts(lead, "    ");
	}
}

static void add_block(struct strbuf *out, const struct document *document,
		      const struct block *block, const struct write_options *options)
{
	struct strbuf shown = STRBUF_INIT, lead = STRBUF_INIT;
	size_t at = 0;

	add_shown(&shown, document->text.text + block->start, block->end - block->start, GATE_LINES,
		  options);
	add_lead(&lead, block);
	if (block->kind == BLOCK_RULE)
		strbuf_puts(&shown, "----");
	while (at < shown.len) {
		const char *line = shown.text + at;
		const char *newline = memchr(line, '\n', shown.len - at);
		size_t len = newline ? (size_t)(newline - line) : shown.len - at;

		strbuf_puts(out, lead.text);
		add_wrapped(out, line, len, lead.len, lead.len, text_cols(options));
		at += len + 1;
	}
	strbuf_release(&shown);
	strbuf_release(&lead);
}

/* The text by its blocks: a blank line where one stood, and above every heading. */
static void add_body(struct strbuf *out, const struct record *record,
		     const struct write_options *options)
{
	const struct posting *posting = &record->posting;
	struct document document;

	if (!options->document) {
		add_plain_body(out, record, options);
		return;
	}
	document_init(&document);
	options->document(posting->body.text, posting->body.len, posting->format, &document);
	for (size_t i = 0; i < document.blocks.count; i++) {
		const struct block *block = &document.blocks.items[i];

		if (i > 0 && (block->after_blank || block->kind == BLOCK_HEADING))
			strbuf_putc(out, '\n');
		add_block(out, &document, block, options);
	}
	document_release(&document);
}

/* "label       value", the value wrapped beside it; nothing for an empty one. */
static void add_labelled(struct strbuf *out, const char *name, const struct strbuf *value,
			 const struct write_options *options)
{
	struct strbuf shown = STRBUF_INIT, label = STRBUF_INIT;

	if (value->len > 0) {
		strbuf_printf(&label, "%-*s", LABEL_COLS, name);
		add_shown(&shown, value->text, value->len, GATE_ONE_LINE, options);
		add_styled(out, SGR_DIM, label.text, options);
		add_wrapped(out, shown.text, shown.len, LABEL_COLS, LABEL_COLS, text_cols(options));
	}
	strbuf_release(&shown);
	strbuf_release(&label);
}

static void add_needs(struct strbuf *out, const struct posting *posting,
		      const struct write_options *options)
{
	static const struct { enum need need; const char *label; } needs[] = {
		{ NEED_REQUIRED, "must" }, { NEED_PREFERRED, "nice" }, { NEED_MENTIONED, "also" },
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
		struct strbuf value = STRBUF_INIT;

		value_technologies(&value, posting, needs[i].need, "");
		add_labelled(out, needs[i].label, &value, options);
		strbuf_release(&value);
	}
}

/* Of a file only the name is told: its folder is nobody else's business. */
static void add_fact(struct strbuf *out, const struct record *record, enum field_id field,
		     const struct write_options *options)
{
	struct strbuf value = STRBUF_INIT;

	if (field == FIELD_STACK) {
		add_needs(out, &record->posting, options);
		return;
	}
	if (field == FIELD_SOURCE)
		strbuf_puts(&value, record->source ? path_name(record->source) : "");
	else
		value_format(&value, record, field, options);
	add_labelled(out, field_get(field)->label, &value, options);
	strbuf_release(&value);
}

static void add_other_urls(struct strbuf *out, const struct record *record,
			   const struct write_options *options)
{
	struct strbuf value = STRBUF_INIT;

	value_other_urls(&value, record);
	add_labelled(out, "also at", &value, options);
	strbuf_release(&value);
}

static void add_history(struct strbuf *out, const struct record *record,
			const struct write_options *options)
{
	struct strbuf value = STRBUF_INIT;

	history_format(&value, record);
	add_labelled(out, "history", &value, options);
	strbuf_release(&value);
}

static void add_title(struct strbuf *out, const struct record *record, size_t index,
		      const struct write_options *options)
{
	struct strbuf line = STRBUF_INIT, shown = STRBUF_INIT;

	strbuf_printf(&line, "%zu. %s", index + 1, record_title(record));
	if (record->posting.title_inferred)
		strbuf_puts(&line, " (title inferred)");
	if (record->posting.company)
		strbuf_printf(&line, " - %s", record->posting.company);
	add_shown(&shown, line.text, line.len, GATE_ONE_LINE, options);
	strbuf_puts(out, options->use_color ? SGR_BOLD : "");
	add_wrapped(out, shown.text, shown.len, 0, 3, text_cols(options));
	strbuf_puts(out, options->use_color ? SGR_END : "");
	strbuf_release(&line);
	strbuf_release(&shown);
}

static void add_whole(struct strbuf *out, const struct record *record, size_t index,
		      const struct write_options *options)
{
	size_t count;
	const enum field_id *fields = value_fields(&count);

	add_title(out, record, index, options);
	for (size_t i = 0; i < count; i++)
		if (fields[i] != FIELD_TITLE && fields[i] != FIELD_COMPANY &&
		    fields[i] != FIELD_SHORTLISTED)
			add_fact(out, record, fields[i], options);
	add_other_urls(out, record, options);
	add_history(out, record, options);
	if (options->has_body) {
		strbuf_putc(out, '\n');
		add_body(out, record, options);
	}
	strbuf_putc(out, '\n');
}

static void text_begin(struct strbuf *out, const struct write_options *options)
{
	if (!options->heading || options->is_list)
		return;
	add_shown(out, options->heading, strlen(options->heading), GATE_ONE_LINE, options);
	strbuf_puts(out, "\n\n");
}

static void text_record(struct strbuf *out, const struct record *record, size_t index,
			const struct write_options *options)
{
	if (options->is_list)
		add_list_line(out, record, options);
	else
		add_whole(out, record, index, options);
}

const struct writer writer_text = {
	.name = "text", .suffix = ".txt", .help = "text for people",
	.begin = text_begin, .record = text_record,
};

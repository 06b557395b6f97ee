/*
 * CSV and TSV.
 *
 * CSV is RFC 4180 with every cell quoted. A cell that a spreadsheet would take for a formula gets a
 * quote mark in front (OWASP, "CSV Injection"), unless raw cells are asked for.
 */
#include "config.h"

#include "export/formats_int.h"

#include "export/history_int.h"
#include "export/value_int.h"
#include "util/gate.h"

#include <inttypes.h>
#include <string.h>

static void add_gated(struct strbuf *out, const struct strbuf *text, enum gate_lines lines)
{
	gate(out, text->text, text->len, lines, NULL);
}

static bool is_formula(const struct strbuf *cell)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b",
					      "\xef\xbc\x8d", "\xef\xbc\xa0" };
	const char *text = cell->text + strspn(cell->text, " \n");

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

static void csv_cell(struct strbuf *out, const struct strbuf *text,
		     const struct write_options *options)
{
	struct strbuf cell = STRBUF_INIT;

	add_gated(&cell, text, GATE_LINES);
	strbuf_putc(out, '"');
	if (!options->is_raw_csv && is_formula(&cell))
		strbuf_putc(out, '\'');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.text[i] == '"')
			strbuf_putc(out, '"');
		strbuf_putc(out, cell.text[i]);
	}
	strbuf_putc(out, '"');
	strbuf_release(&cell);
}

static void tsv_cell(struct strbuf *out, const struct strbuf *text,
		     const struct write_options *options)
{
	(void)options;
	add_gated(out, text, GATE_ONE_LINE);
}

struct dialect {
	const char *divider, *line_end;
	void (*cell)(struct strbuf *out, const struct strbuf *text,
		     const struct write_options *options);
};

static const struct dialect csv = { ",", "\r\n", csv_cell };
static const struct dialect tsv = { "\t", "\n", tsv_cell };

static void add_head(struct strbuf *out, const struct dialect *dialect,
		     const struct write_options *options)
{
	size_t count;
	const enum field_id *fields = value_fields(&count);

	if (options->is_headless)
		return;
	strbuf_puts(out, "id");
	for (size_t i = 0; i < count; i++)
		strbuf_printf(out, "%s%s", dialect->divider, field_get(fields[i])->name);
	if (options->has_body)
		strbuf_printf(out, "%shistory", dialect->divider);
	if (options->has_body)
		strbuf_printf(out, "%sother_urls%sbody", dialect->divider, dialect->divider);
	strbuf_puts(out, dialect->line_end);
}

static void add_record(struct strbuf *out, const struct dialect *dialect,
		       const struct record *record, const struct write_options *options)
{
	struct strbuf value = STRBUF_INIT;
	size_t count;
	const enum field_id *fields = value_fields(&count);

	if (record->id > 0)
		strbuf_printf(out, "%" PRId64, record->id);
	for (size_t i = 0; i < count; i++) {
		strbuf_clear(&value);
		value_format(&value, record, fields[i], options);
		strbuf_puts(out, dialect->divider);
		dialect->cell(out, &value, options);
	}
	if (options->has_body) {
		strbuf_clear(&value);
		history_format(&value, record);
		strbuf_puts(out, dialect->divider);
		dialect->cell(out, &value, options);
		strbuf_clear(&value);
		value_other_urls(&value, record);
		strbuf_puts(out, dialect->divider);
		dialect->cell(out, &value, options);
		strbuf_puts(out, dialect->divider);
		dialect->cell(out, &record->posting.body, options);
	}
	strbuf_puts(out, dialect->line_end);
	strbuf_release(&value);
}

static void csv_begin(struct strbuf *out, const struct write_options *options)
{
	add_head(out, &csv, options);
}

static void csv_record(struct strbuf *out, const struct record *record, size_t index,
		       const struct write_options *options)
{
	(void)index;
	add_record(out, &csv, record, options);
}

static void tsv_begin(struct strbuf *out, const struct write_options *options)
{
	add_head(out, &tsv, options);
}

static void tsv_record(struct strbuf *out, const struct record *record, size_t index,
		       const struct write_options *options)
{
	(void)index;
	add_record(out, &tsv, record, options);
}

const struct writer writer_csv = {
	.name = "csv", .suffix = ".csv", .help = "comma-separated values, safe for spreadsheets",
	.begin = csv_begin, .record = csv_record,
};

const struct writer writer_tsv = {
	.name = "tsv", .suffix = ".tsv", .help = "tab-separated values, one line a posting",
	.begin = tsv_begin, .record = tsv_record,
};

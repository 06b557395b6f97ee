/* Rows of delimited text. */
#include "config.h"

#include "read/table_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

void table_init(struct table *table, const char *bytes, size_t len,
		const struct table_dialect *dialect)
{
	*table = (struct table){ .bytes = bytes, .len = len, .at = dialect->start,
				 .line = dialect->line, .dialect = *dialect };
	table->has_newlines = memchr(bytes, '\n', len) != NULL;
	strbuf_init(&table->text);
}

void table_release(struct table *table)
{
	strbuf_release(&table->text);
	VEC_RELEASE(&table->cells);
}

const char *table_text(const struct table *table, size_t cell)
{
	return table->text.text + table->cells.items[cell].start;
}

/* -- bytes */

static char byte_at(const struct table *table, size_t at)
{
	return at < table->len ? table->bytes[at] : '\n';
}

static bool is_line_end(const struct table *table, size_t at)
{
	char c = byte_at(table, at);

	return c == '\n' || (c == '\r' && (!table->has_newlines ||
					   byte_at(table, at + 1) == '\n'));
}

static bool ends_cell(const struct table *table, size_t at)
{
	return byte_at(table, at) == table->dialect.divider || is_line_end(table, at);
}

static void end_line(struct table *table)
{
	if (table->at < table->len && table->bytes[table->at] == '\r' &&
	    byte_at(table, table->at + 1) == '\n')
		table->at++;
	table->at += table->at < table->len;
	table->line++;
}

/* -- cells */

static enum table_step fail(struct table *table, enum table_step step, size_t line)
{
	table->fault_line = line;
	return step;
}

static bool is_full(const struct table *table, const struct table_cell *cell)
{
	return table->text.len - cell->start > TABLE_CELL_BYTES_MAX;
}

/* A backslash that stands for what follows it. */
static bool is_escape(const struct table *table)
{
	char next = byte_at(table, table->at + 1);

	return table->dialect.has_escapes && table->bytes[table->at] == '\\' &&
	       (next == '"' || next == '\\') && table->at + 1 < table->len;
}

/* After the opening quote: up to the closing one and over it. */
static enum table_step read_quoted(struct table *table, const struct table_cell *cell)
{
	size_t line = table->line;

	for (; table->at < table->len; table->at++) {
		char c = table->bytes[table->at];

		if (is_full(table, cell))
			return fail(table, TABLE_UNCLOSED, line);
		if (is_escape(table)) {
			c = table->bytes[++table->at];
		} else if (c == '"') {
			if (table->at + 1 >= table->len || table->bytes[table->at + 1] != '"') {
				table->at++;
				return TABLE_ROW;
			}
			table->at++;
		}
		table->line += c == '\n' || (c == '\r' && !table->has_newlines);
		strbuf_putc(&table->text, c);
	}
	return fail(table, TABLE_UNCLOSED, line);
}

static enum table_step read_plain(struct table *table, const struct table_cell *cell)
{
	for (; !ends_cell(table, table->at); table->at++) {
		if (is_full(table, cell))
			return fail(table, TABLE_LONG, table->line);
		strbuf_putc(&table->text, table->bytes[table->at]);
	}
	return TABLE_ROW;
}

/* Blanks around a cell that is not in quotes are its writer's, not its own. */
static void trim(struct table *table, const struct table_cell *cell)
{
	while (table->text.len > cell->start &&
	       ascii_is_space(table->text.text[table->text.len - 1]))
		strbuf_cut(&table->text, table->text.len - 1);
}

static void skip_blanks(struct table *table)
{
	while (byte_at(table, table->at) == ' ' ||
	       (byte_at(table, table->at) == '\t' && table->dialect.divider != '\t'))
		table->at++;
}

/* Where more than the end follows a closing quote, the quotes are part of the text. */
static void restore_quotes(struct table *table, struct table_cell *cell)
{
	size_t end = table->at;

	skip_blanks(table);
	if (ends_cell(table, table->at))
		return;
	table->at = end;
	cell->is_quoted = false;
	strbuf_insert(&table->text, cell->start, "\"", 1);
	strbuf_putc(&table->text, '"');
}

static enum table_step read_cell(struct table *table)
{
	struct table_cell *cell = VEC_PUSH(&table->cells);
	enum table_step step = TABLE_ROW;

	*cell = (struct table_cell){ .start = table->text.len };
	skip_blanks(table);
	if (table->dialect.has_quotes && byte_at(table, table->at) == '"') {
		cell->is_quoted = true;
		table->at++;
		step = read_quoted(table, cell);
		restore_quotes(table, cell);
	}
	if (step == TABLE_ROW && !cell->is_quoted)
		step = read_plain(table, cell);
	if (!cell->is_quoted)
		trim(table, cell);
	cell->len = table->text.len - cell->start;
	strbuf_putc(&table->text, '\0');
	return step;
}

/* -- rows */

static void skip_blank_lines(struct table *table)
{
	for (;;) {
		size_t at = table->at;

		while (at < table->len && (table->bytes[at] == ' ' ||
					   (table->bytes[at] == '\r' && is_line_end(table, at))))
			at++;
		if (at >= table->len || !is_line_end(table, at))
			return;
		table->at = at;
		end_line(table);
	}
}

enum table_step table_next(struct table *table)
{
	enum table_step step = TABLE_ROW;

	strbuf_clear(&table->text);
	VEC_CLEAR(&table->cells);
	skip_blank_lines(table);
	table->row_line = table->line;
	if (table->at >= table->len)
		return TABLE_END;
	for (;;) {
		if (table->cells.count == TABLE_COLUMNS_MAX)
			return fail(table, TABLE_WIDE, table->row_line);
		step = read_cell(table);
		if (step != TABLE_ROW || is_line_end(table, table->at))
			break;
		table->at++;
	}
	end_line(table);
	return step;
}

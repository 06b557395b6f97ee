/* Postings in delimited text. */
#include "config.h"

#include "read/delimited_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "read/key_int.h"
#include "read/mended_int.h"
#include "read/table_cell_int.h"
#include "read/table_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define RECORDS_MAX 200000

/* Without a header that says anything, a table has so many columns and rows at least, all rows
 * alike. */
#define PLAIN_COLUMNS_MIN 4
#define PLAIN_ROWS_MIN 3

/* -- recognition */

static bool is_plainly_table(const struct table_dialect *dialect, const struct table_look *look)
{
	return dialect->divider != '|' && look->columns >= PLAIN_COLUMNS_MIN &&
	       look->rows >= PLAIN_ROWS_MIN && look->even == look->rows;
}

bool delimited_recognises(const char *bytes, size_t len)
{
	struct table_dialect dialect;
	struct table_look look;

	return table_find_dialect(bytes, len, &dialect, &look) &&
	       (table_look_is_known(&look) || is_plainly_table(&dialect, &look));
}

/* -- reading */

struct reading {
	struct table table;
	char **names;            /* of the columns; "" for one that is noise */
	size_t columns;
	const struct board *board;
	const char *name;
	struct mended sink;
	struct board_count count;
	size_t rows;
	struct err *err;
};

static bool fail(const struct reading *reading, enum table_step step)
{
	static const char *const why[] = {
		[TABLE_END] = "the table has no header",
		[TABLE_UNCLOSED] = "the quote that opens here is not closed within 1 MiB or before "
				   "the file ends; close or double it",
		[TABLE_LONG] = "a cell has more than 1 MiB; shorten it",
		[TABLE_WIDE] = "the row has more than 256 columns; leave some out",
	};

	return err_set(reading->err, STATUS_BAD_DATA, "%s:%zu: %s", reading->name,
		       reading->table.fault_line, why[step]);
}

/* A column that only counts the rows: it has no name, or one that some program made up. */
static bool is_counter(const char *name)
{
	return ascii_starts(name, "Unnamed:") || ascii_equal(name, "index");
}

/* The name as a path can have it (see board_int.h); words are the same either way. */
static char *column_name(const char *text)
{
	char *name = xstrdup(is_counter(text) ? "" : table_name(text));

	for (char *p = name; *p; p++) {
		if (strchr(" .|=~[]", *p) || ascii_is_space(*p))
			*p = '_';
	}
	return name;
}

static bool read_header(struct reading *reading)
{
	struct table *table = &reading->table;

	enum table_step step = table_next(table);

	if (step != TABLE_ROW)
		return fail(reading, step);
	reading->columns = table->cells.count;
	reading->names = xcalloc(reading->columns, sizeof *reading->names);
	for (size_t i = 0; i < reading->columns; i++)
		reading->names[i] = column_name(table_text(table, i));
	return true;
}

static bool is_empty_row(const struct table *table, size_t from)
{
	for (size_t i = from; i < table->cells.count; i++) {
		if (table->cells.items[i].len > 0)
			return false;
	}
	return true;
}

/* What psql and others draw between and after rows: "-----+----", "(3 rows)". */
static bool is_ornament(const struct table *table)
{
	const char *text = table_text(table, 0);
	size_t len = strlen(text);

	if (len > 5 && text[0] == '(' && ascii_is_digit(text[1]) && table->cells.count == 1 &&
	    (ascii_equal(text + len - 5, " row)") || ascii_equal(text + len - 6, " rows)")))
		return true;
	return len > 2 && strspn(text, "-+") == len;
}

/* PostgreSQL's "t" and "f" mean something only in a column of yes and no. */
static struct node *cell_node(const struct table *table, size_t cell, const char *name)
{
	const char *text = table_text(table, cell);
	size_t len = table->cells.items[cell].len;
	bool is_switch = len == 1 && key_find(name).role == KEY_REMOTE;

	if (is_switch && (*text == 't' || *text == 'f'))
		return make_text(*text == 't' ? "true" : "false");
	return table_cell_node(text, len, table->row_line);
}

static struct node *record_of(const struct reading *reading)
{
	const struct table *table = &reading->table;
	struct node *record = node_new(NODE_MAP, table->row_line);

	for (size_t i = 0; i < reading->columns; i++) {
		const char *name = reading->names[i];

		if (*name)
			node_put(record, name, i < table->cells.count ?
				 cell_node(table, i, name) :
				 node_new_text("", 0, true, table->row_line), table->row_line);
	}
	return record;
}

/* More cells than columns, unless nothing is in them: a divider stands in a text without quotes. */
static bool refuse_long_row(struct reading *reading)
{
	struct strbuf why = STRBUF_INIT;

	strbuf_printf(&why, "the row has %zu cells, the header %zu; put a text with '%c' in it in "
		      "quotes", reading->table.cells.count, reading->columns,
		      reading->table.dialect.divider);
	reading->sink.sink.refused(reading->table.row_line, why.text, reading->sink.sink.data);
	reading->count.refused++;
	strbuf_release(&why);
	return true;
}

/* A record whose board knows it by the names of its keys; that it is one is known already. */
static bool read_unknown(struct reading *reading, const struct node *record)
{
	struct node *made = board_generic.make(record);

	board_post(made, reading->name, &reading->sink.sink, &reading->count);
	node_free(made);
	return true;
}

/* The board is found by the first row: the names of the columns are those of all. */
static bool read_record(struct reading *reading, struct node *record)
{
	struct node *tree = node_new(NODE_LIST, record->line);
	bool is_read;

	node_add(tree, record);
	if (!reading->board)
		reading->board = board_find(tree);
	if (!reading->board)
		reading->board = &board_generic;
	is_read = reading->board->make ? read_unknown(reading, record) :
		board_read(reading->board, tree, reading->name, &reading->sink.sink,
			   &reading->count, reading->err);
	node_free(tree);
	return is_read;
}

static bool read_row(struct reading *reading)
{
	if (++reading->rows > RECORDS_MAX)
		return err_set(reading->err, STATUS_BAD_DATA,
			       "%s:%zu: the file has more than %d postings; divide it",
			       reading->name, reading->table.row_line, RECORDS_MAX);
	if (!is_empty_row(&reading->table, reading->columns))
		return refuse_long_row(reading);
	return read_record(reading, record_of(reading));
}

static bool read_rows(struct reading *reading)
{
	for (;;) {
		enum table_step step = table_next(&reading->table);

		if (step == TABLE_END)
			return true;
		if (step != TABLE_ROW)
			return fail(reading, step);
		if (!is_empty_row(&reading->table, 0) && !is_ornament(&reading->table) &&
		    !read_row(reading))
			return false;
	}
}

static bool read_table(struct reading *reading)
{
	if (!read_header(reading) || !read_rows(reading))
		return false;
	if (reading->count.postings + reading->count.refused > 0)
		return true;
	return err_set(reading->err, STATUS_BAD_DATA, "no postings in %s: the table has a header "
		       "and no rows", reading->name);
}

static bool refuse_header(const char *name, size_t line, struct err *err)
{
	return err_set(err, STATUS_BAD_DATA,
		       "%s:%zu: this is a table, but its first line does not name what a posting "
		       "has; it must have a column \"title\" or \"description\", and others such "
		       "as \"company\", \"location\", \"url\"", name, line);
}

bool delimited_read(const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err)
{
	struct reading reading = { .name = name, .err = err };
	struct strbuf text = STRBUF_INIT;
	struct table_dialect dialect = { .divider = ',' };
	struct table_look look;
	bool is_read;

	mended_init(&reading.sink, sink, utf8_mend(&text, bytes, len));
	if (!table_find_dialect(text.text, text.len, &dialect, &look) ||
	    !table_look_is_known(&look)) {
		strbuf_release(&text);
		return refuse_header(name, dialect.line, err);
	}
	table_init(&reading.table, text.text, text.len, &dialect);
	is_read = read_table(&reading);
	for (size_t i = 0; i < reading.columns; i++)
		free(reading.names[i]);
	free(reading.names);
	table_release(&reading.table);
	strbuf_release(&text);
	return is_read;
}

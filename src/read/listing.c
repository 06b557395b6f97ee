/* Tables of postings in Markdown: what the columns are, and a posting of each row. */
#include "config.h"

#include "read/listing_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_int.h"
#include "read/job_link_int.h"
#include "read/key_int.h"
#include "read/repair_int.h"
#include "util/ascii.h"
#include "util/date.h"

#define RECORDS_MAX 200000
#define CELL_BYTES_MAX ((size_t)64 << 10)

/* What only such tables call their columns; the keys are those of records. */
static const struct { const char *name, *key; } names[] = {
	{ "application/link", "url" }, { "application / link", "url" }, { "application", "url" },
	{ "posting", "url" }, { "apply", "url" }, { "link", "url" }, { "apply link", "url" },
	{ "links", "url" }, { "application link", "url" }, { "job link", "url" },
	{ "age", "posted" }, { "date posted", "posted" }, { "date added", "posted" },
	{ "added", "posted" }, { "updated", NULL }, { "name", "company" }, { "notes", "+Notes" },
	{ "visa", "visa" }, { "sponsorship", "visa" }, { "#", NULL }, { "", NULL },
	{ "status", "+Status" }, { "logo", NULL },
};

#define NAMES (sizeof names / sizeof names[0])

enum column_kind {
	COLUMN_NONE, COLUMN_TITLE, COLUMN_COMPANY, COLUMN_PLACES, COLUMN_LINK, COLUMN_POSTED,
	COLUMN_OTHER,
};

struct column { enum column_kind kind; char *key; };

struct table {
	struct column columns[LISTING_CELLS_MAX];
	size_t count;
	bool is_listing;
};

static void release(struct table *table)
{
	for (size_t i = 0; i < table->count; i++)
		free(table->columns[i].key);
	memset(table, 0, sizeof *table);
}

/* -- columns */

static enum column_kind kind_of(const char *key)
{
	struct key found = key_find(key);

	if (*key == KEY_SHOWN || found.role != KEY_FACT)
		return COLUMN_OTHER;
	switch (found.field) {
	case FIELD_TITLE:
		return COLUMN_TITLE;
	case FIELD_COMPANY:
		return COLUMN_COMPANY;
	case FIELD_LOCATION:
		return COLUMN_PLACES;
	case FIELD_URL:
		return COLUMN_LINK;
	case FIELD_POSTED:
		return COLUMN_POSTED;
	default:
		return COLUMN_OTHER;
	}
}

/* A column by its name: one that no key knows is shown in the text under its own. */
static struct column find_column(const char *name)
{
	struct strbuf key = STRBUF_INIT;
	struct column column = { COLUMN_NONE, NULL };

	for (size_t i = 0; i < NAMES; i++) {
		if (!ascii_equal(name, names[i].name))
			continue;
		if (names[i].key)
			strbuf_puts(&key, names[i].key);
		column.kind = names[i].key ? kind_of(names[i].key) : COLUMN_NONE;
		column.key = strbuf_detach(&key);
		return column;
	}
	if (key_find(name).role == KEY_UNKNOWN)
		strbuf_putc(&key, KEY_SHOWN);
	strbuf_puts(&key, name);
	column.kind = kind_of(key.text);
	column.key = strbuf_detach(&key);
	return column;
}

static bool has(const struct table *table, enum column_kind kind)
{
	for (size_t i = 0; i < table->count; i++) {
		if (table->columns[i].kind == kind)
			return true;
	}
	return false;
}

/* The first row names the columns: a title, and two things more that postings have. */
static void read_names(struct table *table, const char *bytes, const struct listing_row *row)
{
	struct listing_cell cell;

	release(table);
	listing_cell_init(&cell);
	for (size_t i = 0; i < row->count; i++) {
		size_t len = row->cells[i].end - row->cells[i].start;

		listing_cell_read(&cell, bytes + row->cells[i].start,
				  len < CELL_BYTES_MAX ? len : CELL_BYTES_MAX);
		table->columns[table->count++] = find_column(cell.text.text);
	}
	listing_cell_release(&cell);
	table->is_listing = has(table, COLUMN_TITLE) &&
			    has(table, COLUMN_COMPANY) + has(table, COLUMN_PLACES) +
			    has(table, COLUMN_LINK) + has(table, COLUMN_POSTED) > 1;
}

bool listing_recognises(const char *bytes, size_t len)
{
	struct table table = { .count = 0 };
	struct listing_walk walk;
	struct listing_row row;
	bool is_listing = false;

	listing_walk_init(&walk, bytes, len);
	while (!is_listing && listing_walk_next(&walk, &row)) {
		is_listing = !row.is_first && table.is_listing;
		if (row.is_first)
			read_names(&table, bytes, &row);
	}
	release(&table);
	return is_listing;
}

/* -- rows */

struct reading {
	const char *bytes, *name;
	const struct reader_sink *sink;
	struct err *err;
	struct board_count count;
	struct table table;
	struct strbuf company;   /* of the last row that names one */
};

static void put(struct node *made, const char *key, const char *text, size_t len)
{
	size_t start = 0, end = len;

	ascii_trim(text, &start, &end);
	if (start < end && !node_get(made, key))
		node_put(made, key, node_new_text(text + start, end - start, false, made->line),
			 made->line);
}

static void put_text(struct node *made, const char *key, const char *text)
{
	put(made, key, text, strlen(text));
}

/* The byte after the next ", United States " of TEXT, where the whole ends in that too: places were
 * put one after another with nothing between them. END for nowhere. */
static size_t next_glued(const char *text, size_t start, size_t end)
{
	size_t comma = end, len;

	while (comma > start && text[comma - 1] != ',')
		comma--;
	len = end - comma;
	for (size_t at = start; comma > start && len > 2 && at + len + 1 < comma; at++) {
		if (text[at] == ',' && memcmp(text + at + 1, text + comma, len) == 0 &&
		    text[at + len + 1] == ' ')
			return at + len + 1;
	}
	return end;
}

/* Each line of the cell is a place, or several. */
static void put_places(struct node *made, const struct strbuf *text)
{
	struct node *list = node_new(NODE_LIST, made->line);

	for (size_t at = 0; at < text->len;) {
		size_t line = at + strcspn(text->text + at, "\n");
		size_t end = next_glued(text->text, at, line);

		if (end > at)
			node_add(list, node_new_text(text->text + at, end - at, false, made->line));
		at = end + 1;
	}
	if (list->count == 1) {
		put_text(made, "location", list->items[0]->text);
		node_free(list);
	} else {
		node_put(made, "locations", list, made->line);
	}
}

/* "16d" is how long ago it was. */
static void put_posted(struct node *made, const struct strbuf *text)
{
	struct strbuf posted = STRBUF_INIT;
	int32_t days;
	size_t used = date_parse_span(text->text, text->len, &days);

	strbuf_add(&posted, text->text, text->len);
	if (used > 0 && used == text->len)
		strbuf_puts(&posted, " ago");
	put(made, "posted", posted.text, posted.len);
	strbuf_release(&posted);
}

static void put_url(struct node *made, const struct strbuf *url)
{
	struct strbuf clean = STRBUF_INIT;
	struct job_link link;

	job_link_init(&link);
	job_link_read(&link, url->text, url->len);
	repair_url(&clean, url->text, url->len);
	put(made, "url", clean.text, clean.len);
	put(made, "ref", link.ref.text, link.ref.len);
	job_link_release(&link);
	strbuf_release(&clean);
}

/* A company whose cell says "as above", or nothing, is that of the row above. */
static void put_company(struct reading *reading, struct node *made,
			const struct listing_cell *cell)
{
	if (cell->text.len > 0) {
		strbuf_clear(&reading->company);
		strbuf_add(&reading->company, cell->text.text, cell->text.len);
	}
	put(made, "company", reading->company.text, reading->company.len);
}

/* A title may be a link where no column is one; another cell's text is shown as one line. */
static void put_cell(struct reading *reading, struct node *made, const struct column *column,
		     const struct listing_cell *cell)
{
	switch (column->kind) {
	case COLUMN_NONE:
		break;
	case COLUMN_TITLE:
		put(made, "title", cell->text.text, cell->text.len);
		if (!has(&reading->table, COLUMN_LINK))
			put_url(made, &cell->url);
		break;
	case COLUMN_COMPANY:
		put_company(reading, made, cell);
		break;
	case COLUMN_PLACES:
		put_places(made, &cell->text);
		break;
	case COLUMN_LINK:
		put_url(made, cell->url.len > 0 ? &cell->url : &cell->text);
		break;
	case COLUMN_POSTED:
		put_posted(made, &cell->text);
		break;
	case COLUMN_OTHER:
		put(made, column->key, cell->text.text, cell->text.len);
		break;
	}
}

static void put_signs(struct node *made, unsigned signs)
{
	if (signs & LISTING_CLOSED)
		put_text(made, "+Status", "closed");
	if (signs & LISTING_CITIZENS) {
		put_text(made, "visa", "U.S. Citizenship is Required");
		put_text(made, "+Sponsorship", "U.S. Citizenship is Required");
	}
	if (signs & LISTING_NO_SPONSOR) {
		put_text(made, "visa", "Does Not Offer Sponsorship");
		put_text(made, "+Sponsorship", "Does Not Offer Sponsorship");
	}
	if (signs & LISTING_DEGREE)
		put_text(made, "education", "Master's degree");
}

static void put_heading(struct reading *reading, struct node *made, const struct listing_row *row)
{
	struct listing_cell cell;

	listing_cell_init(&cell);
	listing_cell_read(&cell, reading->bytes + row->heading_start,
			  row->heading_end - row->heading_start);
	put(made, "+Section", cell.text.text, cell.text.len);
	listing_cell_release(&cell);
}

static void refuse(struct reading *reading, size_t line, const char *why)
{
	reading->sink->refused(line, why, reading->sink->data);
	reading->count.refused++;
}

static void read_row(struct reading *reading, const struct listing_row *row)
{
	struct node *made = node_new(NODE_MAP, row->line);
	struct listing_cell cell;
	unsigned signs = 0;
	bool is_long = false, is_blank = true;

	listing_cell_init(&cell);
	for (size_t i = 0; i < row->count && i < reading->table.count; i++) {
		size_t len = row->cells[i].end - row->cells[i].start;

		is_long = is_long || len > CELL_BYTES_MAX;
		if (len > CELL_BYTES_MAX)
			continue;
		listing_cell_read(&cell, reading->bytes + row->cells[i].start, len);
		signs |= cell.signs;
		is_blank = is_blank && cell.text.len == 0 && cell.url.len == 0;
		put_cell(reading, made, &reading->table.columns[i], &cell);
	}
	listing_cell_release(&cell);
	if (is_long) {
		refuse(reading, row->line, "a cell of the row is longer than one may be");
	} else if (!is_blank) {
		put_signs(made, signs);
		put_heading(reading, made, row);
		if (node_get(made, "title"))
			board_post(made, reading->name, reading->sink, &reading->count);
		else
			refuse(reading, row->line, "the row of the table names no job");
	}
	node_free(made);
}

bool listing_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
		  struct err *err)
{
	struct reading reading = { .bytes = bytes, .name = name, .sink = sink, .err = err,
				   .company = STRBUF_INIT };
	struct listing_walk walk;
	struct listing_row row;
	bool is_read = true;

	listing_walk_init(&walk, bytes, len);
	while (is_read && listing_walk_next(&walk, &row)) {
		if (row.is_first)
			read_names(&reading.table, bytes, &row);
		else if (reading.table.is_listing)
			read_row(&reading, &row);
		if (reading.count.postings + reading.count.refused > RECORDS_MAX)
			is_read = err_set(err, STATUS_BAD_DATA,
					  "%s:%zu: the file has more than %d postings; divide it",
					  name, row.line, RECORDS_MAX);
	}
	if (is_read && reading.count.postings + reading.count.refused == 0)
		is_read = err_set(err, STATUS_BAD_DATA, "no postings in %s: its tables have no "
							"rows "
				  "that name jobs", name);
	release(&reading.table);
	strbuf_release(&reading.company);
	return is_read;
}

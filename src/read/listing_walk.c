/* The rows of the tables in a Markdown file, its own and those of HTML in it. */
#include "config.h"

#include "read/listing_int.h"

#include <string.h>

#include "util/ascii.h"

void listing_walk_init(struct listing_walk *walk, const char *bytes, size_t len)
{
	*walk = (struct listing_walk){ .bytes = bytes, .len = len, .line = 1 };
}

static size_t line_end(const char *bytes, size_t len, size_t at)
{
	const char *end = memchr(bytes + at, '\n', len - at);

	return end ? (size_t)(end - bytes) : len;
}

static void add_cell(struct listing_row *row, size_t start, size_t end)
{
	if (row->count < LISTING_CELLS_MAX) {
		row->cells[row->count].start = start;
		row->cells[row->count++].end = end;
	}
}

/* -- tables of Markdown */

/* A line of bars, hyphens and colons, below the names of the columns. */
static bool is_divider(const char *bytes, size_t start, size_t end)
{
	size_t hyphens = 0, bars = 0;

	for (; start < end; start++) {
		hyphens += bytes[start] == '-';
		bars += bytes[start] == '|';
		if (!strchr("|-: \t\r", bytes[start]))
			return false;
	}
	return hyphens > 0 && bars > 0;
}

/* Divides a line at the bars that are not escaped and stand in no code. */
static void cut_line(struct listing_row *row, const char *bytes, size_t start, size_t end)
{
	size_t from;

	ascii_trim(bytes, &start, &end);
	start += start < end && bytes[start] == '|';
	end -= end > start && bytes[end - 1] == '|' && (end - start < 2 || bytes[end - 2] != '\\');
	from = start;
	for (size_t at = start; at < end; at++) {
		if (bytes[at] == '\\') {
			at++;
		} else if (bytes[at] == '|') {
			add_cell(row, from, at);
			from = at + 1;
		}
	}
	add_cell(row, from, end);
}

static bool has_bar(const char *bytes, size_t start, size_t end)
{
	return memchr(bytes + start, '|', end - start) != NULL;
}

/* A line of a table that is open, or the first of one, which a divider follows. */
static bool take_line(struct listing_walk *walk, struct listing_row *row, size_t end)
{
	size_t next = end < walk->len ? end + 1 : end;
	size_t next_end = line_end(walk->bytes, walk->len, next);
	bool is_first = !walk->in_table;

	if (!has_bar(walk->bytes, walk->at, end)) {
		walk->in_table = false;
		return false;
	}
	if (is_first && !is_divider(walk->bytes, next, next_end))
		return false;
	cut_line(row, walk->bytes, walk->at, end);
	row->line = walk->line;
	row->is_first = is_first;
	walk->in_table = true;
	return !is_divider(walk->bytes, walk->at, end);
}

/* "## Names": a heading for the tables below it. */
static void note_heading(struct listing_walk *walk, size_t end)
{
	size_t start = walk->at, stop = end;

	ascii_trim(walk->bytes, &start, &stop);
	if (start == stop || walk->bytes[start] != '#')
		return;
	while (start < stop && walk->bytes[start] == '#')
		start++;
	while (stop > start && walk->bytes[stop - 1] == '#')
		stop--;
	ascii_trim(walk->bytes, &start, &stop);
	walk->heading_start = start;
	walk->heading_end = stop;
}

/* -- tables of HTML */

/* The byte where TAG ("<tr", "</table") begins from AT on, before END; END for nowhere. */
static size_t find_tag(const char *bytes, size_t at, size_t end, const char *tag)
{
	size_t len = strlen(tag);

	while (at < end) {
		const char *open = memchr(bytes + at, '<', end - at);

		if (!open)
			return end;
		at = (size_t)(open - bytes);
		if (end - at > len && ascii_starts_len(bytes + at, end - at, tag) &&
		    !ascii_is_alnum(bytes[at + len]))
			return at;
		at++;
	}
	return end;
}

static size_t tag_end(const char *bytes, size_t at, size_t end)
{
	const char *close = memchr(bytes + at, '>', end - at);

	return close ? (size_t)(close - bytes) + 1 : end;
}

/* The next "<td" or "<th" from AT on. */
static size_t find_cell(const char *bytes, size_t at, size_t end)
{
	while (at < end) {
		const char *open = memchr(bytes + at, '<', end - at);

		if (!open)
			return end;
		at = (size_t)(open - bytes);
		if (end - at > 4 && ascii_starts_len(bytes + at, 2, "<t") &&
		    (ascii_lower(bytes[at + 2]) == 'd' || ascii_lower(bytes[at + 2]) == 'h') &&
		    !ascii_is_alnum(bytes[at + 3]))
			return at;
		at++;
	}
	return end;
}

static void cut_row(struct listing_row *row, const char *bytes, size_t start, size_t end)
{
	size_t at = find_cell(bytes, start, end);

	while (at < end) {
		size_t from = tag_end(bytes, at, end);
		size_t next = find_cell(bytes, from, end);

		add_cell(row, from, next);
		at = next;
	}
}

static void count_lines(struct listing_walk *walk, size_t to)
{
	for (size_t at = walk->at; at < to; at++)
		walk->line += walk->bytes[at] == '\n';
	walk->at = to;
}

/* The next row of the open table; false where there is none, and the table is closed. */
static bool take_row(struct listing_walk *walk, struct listing_row *row)
{
	size_t start = find_tag(walk->bytes, walk->at, walk->html_end, "<tr");
	size_t end;

	count_lines(walk, start);
	if (start == walk->html_end) {
		walk->html_end = 0;
		return false;
	}
	end = find_tag(walk->bytes, start + 1, walk->html_end, "<tr");
	cut_row(row, walk->bytes, start, end);
	row->line = walk->line;
	row->is_first = !walk->has_html_row;
	walk->has_html_row = true;
	count_lines(walk, end);
	return true;
}

/* A line that opens a table of HTML. */
static bool opens_html(struct listing_walk *walk, size_t end)
{
	size_t start = find_tag(walk->bytes, walk->at, end, "<table");

	if (start == end)
		return false;
	walk->html_end = find_tag(walk->bytes, start, walk->len, "</table");
	walk->has_html_row = false;
	walk->in_table = false;
	return true;
}

bool listing_walk_next(struct listing_walk *walk, struct listing_row *row)
{
	while (walk->at < walk->len) {
		size_t end;
		bool is_row;

		memset(row, 0, sizeof *row);
		row->heading_start = walk->heading_start;
		row->heading_end = walk->heading_end;
		if (walk->html_end > 0) {
			if (take_row(walk, row))
				return true;
			continue;
		}
		end = line_end(walk->bytes, walk->len, walk->at);
		if (opens_html(walk, end))
			continue;
		note_heading(walk, end);
		is_row = take_line(walk, row, end);
		walk->at = end < walk->len ? end + 1 : end;
		walk->line++;
		if (is_row)
			return true;
	}
	return false;
}

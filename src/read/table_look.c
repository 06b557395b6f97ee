/* How delimited text is written, found out from its first rows. */
#include "config.h"

#include "read/table_int.h"

#include <string.h>

#include "read/key_int.h"
#include "util/ascii.h"

#define LOOK_ROWS 40
#define HEAD_BYTES_MAX ((size_t)16 << 10)
#define NAME_BYTES_MAX 48

/* -- the header */

/* A column of numbers that some program added: it has no name, or one that says so. */
static bool is_unnamed(const char *name)
{
	return *name == '\0' || ascii_starts(name, "Unnamed:");
}

static bool is_name(const char *name)
{
	size_t letters = 0, len = strlen(name);

	for (size_t i = 0; i < len; i++)
		letters += ascii_is_alpha(name[i]) || (unsigned char)name[i] >= 0x80;
	return letters > 0 && len <= NAME_BYTES_MAX && !memchr(name, '\n', len);
}

static void look_at_header(struct table_look *look, const struct table *table)
{
	look->columns = table->cells.count;
	for (size_t i = 0; i < table->cells.count; i++) {
		const char *name = table_name(table_text(table, i));
		struct key key = key_find(name);

		look->has_quotes = look->has_quotes || table->cells.items[i].is_quoted;
		look->known += key.role != KEY_UNKNOWN;
		look->telling += key_is_telling(&key);
		look->short_names += is_unnamed(name) || is_name(name);
	}
}

/* False where the text cannot be read so. */
static bool look(struct table_look *look, const char *bytes, size_t len,
		 const struct table_dialect *dialect)
{
	struct table table;
	enum table_step step;

	*look = (struct table_look){ .columns = 0 };
	table_init(&table, bytes, len, dialect);
	step = table_next(&table);
	if (step == TABLE_ROW || step == TABLE_WIDE)
		look_at_header(look, &table);
	while (step == TABLE_ROW && look->rows < LOOK_ROWS) {
		step = table_next(&table);
		look->rows += step == TABLE_ROW;
		look->even += step == TABLE_ROW && table.cells.count == look->columns;
		for (size_t i = 0; step == TABLE_ROW && i < table.cells.count; i++)
			look->has_quotes = look->has_quotes || table.cells.items[i].is_quoted;
	}
	table_release(&table);
	return look->columns > 1;
}

bool table_look_is_known(const struct table_look *look)
{
	if (look->telling == 0 || look->short_names < look->columns)
		return false;
	if (look->columns == 2 || (look->rows == 0 && look->columns < TABLE_COLUMNS_MAX))
		return look->known == look->columns && look->even == look->rows &&
		       look->columns + look->rows > 2;
	return look->known * 2 >= look->columns || look->known > 3;
}

/* -- the dialect */

/* A backslash stands for what follows it: where RFC 4180 would be broken otherwise, or where all
 * backslashes come in pairs. */
static bool find_escapes(const char *bytes, size_t len, char divider)
{
	bool is_inside = false;
	size_t pairs = 0, lone = 0;

	for (size_t at = 0; at < len; at++) {
		char next = at + 1 < len ? bytes[at + 1] : '\n';

		if (bytes[at] == '\\' && is_inside && next == '"') {
			char after = at + 2 < len ? bytes[at + 2] : '\n';

			if (after != divider && after != '"' && after != '\n' && after != '\r')
				return true;
		} else if (bytes[at] == '\\' && is_inside) {
			pairs += next == '\\';
			lone += next != '\\';
			at += next == '\\';
		} else if (bytes[at] == '"') {
			is_inside = !is_inside;
		}
	}
	return pairs > 0 && lone == 0;
}

/* "sep=;" as spreadsheets write it before the header. */
static bool take_stated_divider(const char *bytes, size_t len, struct table_dialect *dialect)
{
	size_t end = 5;

	if (len < 6 || !ascii_starts_len(bytes, len, "sep="))
		return false;
	while (end < len && (bytes[end] == '\r' || bytes[end] == '\n'))
		end++;
	if (end == 5)
		return false;
	dialect->divider = bytes[4];
	dialect->start = end;
	dialect->line = 2;
	return true;
}

/* The first line has a divider, and is none of Markdown's tables; where it is very long, it has
 * more of them than a table may have. */
static bool has_divided_header(const char *bytes, size_t len, const struct table_dialect *dialect)
{
	const char *head = bytes + dialect->start;
	size_t rest = len - dialect->start, end = 0, dividers = 0;

	if (rest > HEAD_BYTES_MAX)
		rest = HEAD_BYTES_MAX;
	for (; end < rest && head[end] != '\n' && head[end] != '\r'; end++)
		dividers += head[end] == dialect->divider;
	return dividers > (end < HEAD_BYTES_MAX ? 0 : TABLE_COLUMNS_MAX) &&
	       !(dialect->divider == '|' && *head == '|');
}

static bool is_better(const struct table_look *a, const struct table_look *b)
{
	if (a->known != b->known)
		return a->known > b->known;
	return a->even != b->even ? a->even > b->even : a->columns > b->columns;
}

/* Few programs put quotes around cells that tabs or bars divide: they count where the rows come out
 * even only with them. Our own exports never have them. */
static bool quotes_count(const char *bytes, size_t len, struct table_dialect dialect)
{
	struct table_look with, without;

	if (dialect.divider != '\t' && dialect.divider != '|')
		return true;
	if (ascii_starts_len(bytes + dialect.start, len - dialect.start, "id\ttitle\tcompany\t"))
		return false;
	dialect.has_quotes = true;
	if (!look(&with, bytes, len, &dialect))
		return false;
	dialect.has_quotes = false;
	look(&without, bytes, len, &dialect);
	return with.even * (without.rows + 1) >= without.even * (with.rows + 1);
}

/* Looks at the text with one divider; takes it where it is better than what was found before. */
static bool try_divider(const char *bytes, size_t len, struct table_dialect dialect,
			struct table_dialect *best, struct table_look *found)
{
	struct table_look seen;

	if (!has_divided_header(bytes, len, &dialect))
		return false;
	dialect.has_quotes = quotes_count(bytes, len, dialect);
	dialect.has_escapes = dialect.has_quotes && find_escapes(bytes + dialect.start,
						len - dialect.start, dialect.divider);
	if (!look(&seen, bytes, len, &dialect))
		return false;
	if (found->columns > 0 && !is_better(&seen, found))
		return false;
	*found = seen;
	*best = dialect;
	return true;
}

bool table_find_dialect(const char *bytes, size_t len, struct table_dialect *dialect,
			struct table_look *found)
{
	struct table_dialect first = { .line = 1 };
	bool is_stated;

	*found = (struct table_look){ .columns = 0 };
	while (first.start < len && ascii_is_space(bytes[first.start]) &&
	       bytes[first.start] != '\t')
		first.line += bytes[first.start++] == '\n';
	is_stated = take_stated_divider(bytes, len, &first);
	for (const char *divider = ",;\t|"; *divider; divider++) {
		if (!is_stated)
			first.divider = *divider;
		try_divider(bytes, len, first, dialect, found);
		if (is_stated)
			break;
	}
	return found->columns > 0;
}

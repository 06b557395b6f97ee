/* What stands in a cell of a table, as a value. */
#include "config.h"

#include "read/table_cell_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/strbuf.h"

/* What programs write where they have nothing. */
static bool is_nothing(const char *text, size_t len)
{
	static const char *const words[] = { "", "nan", "NaN", "NaT", "None", "null", "NULL", "NA",
					     "N/A", "n/a", "#N/A", "\\N", "-1", "-1.0", "[]", "{}",
					     "undefined", "<NA>", "-" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strlen(words[i]) == len && memcmp(words[i], text, len) == 0)
			return true;
	}
	return false;
}

/* The apostrophe that exports put before what a spreadsheet would take for a formula. */
static size_t guard_bytes(const char *text, size_t len)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "\xef\xbc\x9d",
					      "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0" };
	size_t at = 1;

	if (len < 2 || text[0] != '\'')
		return 0;
	while (at < len && (text[at] == ' ' || text[at] == '\n'))
		at++;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		if (ascii_starts_len(text + at, len - at, starts[i]))
			return 1;
	}
	return 0;
}

/* -- lists */

struct list {
	const char *text;
	size_t len, at;
	struct node *items;
	size_t line;
};

static char escaped(char c)
{
	return c == 'n' ? '\n' : c == 't' ? '\t' : c;
}

static void skip_blanks(struct list *list)
{
	while (list->at < list->len && ascii_is_space(list->text[list->at]))
		list->at++;
}

static bool add_quoted(struct list *list)
{
	struct strbuf item = STRBUF_INIT;
	char quote = list->text[list->at++];
	bool is_closed;

	while (list->at < list->len && list->text[list->at] != quote) {
		char c = list->text[list->at++];

		if (c == '\\' && list->at < list->len)
			c = escaped(list->text[list->at++]);
		strbuf_putc(&item, c);
	}
	is_closed = list->at < list->len;
	list->at++;
	node_add(list->items, node_new_text(item.text, item.len, false, list->line));
	strbuf_release(&item);
	return is_closed;
}

static bool add_bare(struct list *list, char end)
{
	size_t start = list->at, stop;

	while (list->at < list->len && !strchr(",\"'{}[]", list->text[list->at]) &&
	       list->text[list->at] != end)
		list->at++;
	stop = list->at;
	ascii_trim(list->text, &start, &stop);
	node_add(list->items, node_new_text(list->text + start, stop - start, true, list->line));
	return stop > start;
}

/* Items up to END, which ends the text. BARE: they need no quotes. */
static bool read_items(struct list *list, char end, bool bare)
{
	for (;;) {
		bool is_quoted;

		skip_blanks(list);
		if (list->at >= list->len)
			return false;
		is_quoted = list->text[list->at] == '"' || list->text[list->at] == '\'';
		if (!is_quoted && !bare)
			return false;
		if (!(is_quoted ? add_quoted(list) : add_bare(list, end)))
			return false;
		skip_blanks(list);
		if (list->at >= list->len)
			return false;
		if (list->text[list->at] == end)
			return list->at + 1 == list->len;
		if (list->text[list->at] != ',')
			return false;
		list->at++;
	}
}

/* "['a', 'b']", "["a", "b"]" or "{a,"b c"}"; NULL for what is none of these. */
static struct node *list_node(const char *text, size_t len, size_t line)
{
	struct list list = { .text = text, .len = len, .at = 1, .line = line };
	bool is_braced = len > 2 && text[0] == '{' && text[len - 1] == '}';

	if (!is_braced && !(len > 2 && text[0] == '[' && text[len - 1] == ']'))
		return NULL;
	list.items = node_new(NODE_LIST, line);
	if (read_items(&list, text[len - 1], is_braced))
		return list.items;
	node_free(list.items);
	return NULL;
}

struct node *table_cell_node(const char *text, size_t len, size_t line)
{
	size_t start = 0, end = len, guard;
	struct node *list;

	ascii_trim(text, &start, &end);
	guard = guard_bytes(text + start, end - start);
	start += guard;
	if (guard == 0 && is_nothing(text + start, end - start))
		return node_new_text("", 0, true, line);
	list = list_node(text + start, end - start, line);
	return list ? list : node_new_text(text + start, end - start, false, line);
}

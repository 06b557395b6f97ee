/* Pages whose postings stand in a script, for a program to show: as JSON that it is given. */
#include "config.h"

#include <string.h>

#include "read/html_page_int.h"
#include "read/json_int.h"
#include "util/ascii.h"

/* Shorter data are settings. */
#define DATA_BYTES_MIN 200

/* The byte after the value whose bracket stands at AT; 0 where it does not end. */
static size_t value_end(const char *text, size_t len, size_t at)
{
	size_t depth = 0;

	for (; at < len; at++) {
		char c = text[at];

		if (c == '"') {
			for (at++; at < len && text[at] != '"'; at++)
				at += text[at] == '\\';
		} else if (c == '{' || c == '[') {
			depth++;
		} else if (c == '}' || c == ']') {
			if (--depth == 0)
				return at + 1;
		}
	}
	return 0;
}

/* Reads the value of [start, end) of the page; false where it holds no posting. */
static bool read_value(struct html_page *page, size_t start, size_t end, size_t line)
{
	struct node *values = json_parse(page->tree.html + start, end - start, page->name, line,
					 JSON_IN_PAGE, NULL, NULL);
	const struct node *value = values && values->count > 0 ? values->items[0] : NULL;
	const struct board *board = value ? board_find(value) : NULL;

	if (board)
		board_read(board, value, page->name, page->sink, &page->count, NULL);
	node_free(values);
	return page->count.postings > 0;
}

/* "window.data = {...};", or a script that is all data. */
static bool read_script(struct html_page *page, size_t start, size_t end, size_t line)
{
	const char *html = page->tree.html;
	char before = '=';

	for (size_t at = start; at < end; at++) {
		size_t stop;

		line += html[at] == '\n';

		if ((html[at] != '{' && html[at] != '[') || before != '=') {
			before = ascii_is_space(html[at]) ? before : html[at];
			continue;
		}
		stop = value_end(html + at, end - at, 0);
		if (stop == 0)
			return false;
		if (stop >= DATA_BYTES_MIN && read_value(page, at, at + stop, line))
			return true;
		for (stop--; stop > 0; stop--)
			line += html[++at] == '\n';
		before = '}';
	}
	return false;
}

bool html_island_read(struct html_page *page)
{
	for (size_t i = 1; i < page->tree.nodes.count; i++) {
		const struct html_token *token = &page->tree.nodes.items[i].token;

		if (strcmp(html_node_name(&page->tree, i), "script") == 0 &&
		    read_script(page, token->tag_end, token->end,
				html_node_line_of(&page->tree, i)))
			return true;
	}
	return false;
}

/* Pages with JobPostings of schema.org in them (JSON-LD). */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_record_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "read/html_page_int.h"
#include "read/json_int.h"
#include "util/alloc.h"

/* The page's own text is taken where it is so many times longer than what the data has, and no
 * mere line. */
#define LONGER_TIMES 3
#define TEXT_BYTES_MIN 300

struct reading {
	struct html_page *page;
	struct node *made;       /* the last posting, not posted yet */
	size_t postings;
};

static bool is_linked_data(const struct html_tree *tree, size_t node)
{
	return strcmp(html_node_name(tree, node), "script") == 0 &&
	       (html_node_has(tree, node, "type", "application/ld+json*") ||
		html_node_has(tree, node, "type", "application/ld+json") ||
		html_node_has(tree, node, "type", "application/ld+json;"));
}

/* Some pages say the same twice. */
static bool is_same(const struct node *a, const struct node *b)
{
	static const char *const keys[] = { "ref", "title", "company", "description" };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *left = node_text(node_get(a, keys[i]));
		const char *right = node_text(node_get(b, keys[i]));

		if ((left || right) && (!left || !right || strcmp(left, right) != 0))
			return false;
	}
	return true;
}

static void post_made(struct reading *reading)
{
	if (reading->made)
		html_page_post(reading->page, reading->made);
	reading->made = NULL;
}

/* "jobs.acme.example:4711", of the page's host where the posting does not say its address. */
static void name_by_page(const struct html_page *page, const struct node *record,
			 struct node *made)
{
	const char *id = board_text_at(record, "identifier.value|identifier");
	size_t len = 0;
	const char *host = page->url.len > 0 ? value_host(page->url.text, &len) : NULL;
	struct strbuf ref = STRBUF_INIT;

	if (!node_get(made, "ref") && !node_get(made, "url") && id && host && !strstr(id, "://"))
		strbuf_printf(&ref, "%.*s:%s", (int)len, host, id);
	if (ref.len > 0)
		make_set(made, "ref", make_text(ref.text));
	strbuf_release(&ref);
}

static bool see_posting(const struct node *record, void *data)
{
	struct reading *reading = data;
	struct html_page *page = reading->page;
	const char *fault = board_record_fault(record);
	struct node *made;

	if (fault) {
		page->count.refused++;
		page->sink->refused(record->line > 0 ? record->line : 1, fault, page->sink->data);
		return true;
	}
	made = board_record_make(&board_schema_org, record);
	name_by_page(page, record, made);
	board_record_name(&board_schema_org, made);
	if (reading->made && is_same(reading->made, made)) {
		node_free(made);
		return true;
	}
	post_made(reading);
	reading->made = made;
	reading->postings++;
	return true;
}

static void read_script(struct reading *reading, size_t node)
{
	const struct html_tree *tree = &reading->page->tree;
	const struct html_token *token = &tree->nodes.items[node].token;
	struct err err = ERR_INIT;
	struct node *values = json_parse(tree->html + token->tag_end, token->end - token->tag_end,
					 reading->page->name,
					 html_node_line_of(tree, node), JSON_IN_PAGE,
					 NULL, &err);

	if (values)
		board_seek(values, board_schema_org.signs, see_posting, reading);
	else if (!reading->page->fault)
		reading->page->fault = xstrdup(err.text ? err.text : "");
	err_release(&err);
	node_free(values);
}

/* The data of a page with one posting may leave out what the page shows. */
static void complete(struct reading *reading)
{
	struct html_page *page = reading->page;
	const char *text = node_text(node_get(reading->made, "description"));
	size_t shown = page->tree.nodes.items[page->main].text;

	html_page_name(page, reading->made);
	if (shown >= TEXT_BYTES_MIN && shown > LONGER_TIMES * (text ? strlen(text) : 0)) {
		struct strbuf body = STRBUF_INIT;

		html_page_body(page, &body);
		make_set(reading->made, "description", make_text_len(body.text, body.len));
		strbuf_release(&body);
	}
}

bool html_linked_data_read(struct html_page *page)
{
	struct reading reading = { .page = page };

	for (size_t i = 1; i < page->tree.nodes.count; i++) {
		if (is_linked_data(&page->tree, i))
			read_script(&reading, i);
	}
	if (reading.postings == 1)
		complete(&reading);
	post_made(&reading);
	return page->count.postings + page->count.refused > 0;
}

/* A record in canonical keys, as a posting. */
#include "config.h"

#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_int.h"
#include "read/board_make_int.h"
#include "read/body_int.h"
#include "read/html_text_int.h"
#include "read/job_link_int.h"
#include "read/key_int.h"
#include "read/record_int.h"
#include "util/alloc.h"
#include "util/ascii.h"

#define DEPTH_MAX 64

/* -- texts */

static bool holds_html(const struct node *node, int depth)
{
	if (node->kind == NODE_SCALAR)
		return board_is_html(node->text, node->len);
	for (size_t i = 0; i < node->count && depth < DEPTH_MAX; i++) {
		if (holds_html(node->items[i], depth + 1))
			return true;
	}
	return false;
}

static void add_markdown(struct strbuf *out, const char *text, size_t len)
{
	if (board_is_html(text, len))
		html_text(out, text, len);
	else
		html_text_escape(out, text, len);
}

/* A list, a heading or a quote is no words to put behind a label; with its line end it is none. */
static bool is_block(const struct strbuf *text)
{
	return text->len > 1 && (strchr("-*+#>|`", *text->text) || ascii_is_digit(*text->text)) &&
	       text->text[1] != '*';
}

static struct node *markdown_text(const struct node *node)
{
	struct strbuf text = STRBUF_INIT;
	struct node *made;

	if (node_is_null(node))
		return node_new_text("", 0, false, node->line);
	add_markdown(&text, node->text, node->len);
	while (text.len > 0 && !is_block(&text) && ascii_is_space(text.text[text.len - 1]))
		strbuf_cut(&text, text.len - 1);
	made = node_new_text(text.text, text.len, false, node->line);
	strbuf_release(&text);
	return made;
}

static void add_item(struct strbuf *html, const struct node *item)
{
	const char *text = node_text(item);
	bool is_whole = text && (ascii_starts(text, "<li") || ascii_starts(text, "<p") ||
				 ascii_starts(text, "<div") || ascii_starts(text, "<ul"));

	if (!text)
		return;
	strbuf_puts(html, is_whole ? "" : "<li>");
	strbuf_add(html, item->text, item->len);
	strbuf_puts(html, is_whole ? "" : "</li>");
}

/* A list of pieces of HTML is one text. */
static struct node *markdown_list(const struct node *list)
{
	struct strbuf html = STRBUF_INIT, text = STRBUF_INIT;
	struct node *made;

	for (size_t i = 0; i < list->count; i++)
		add_item(&html, list->items[i]);
	html_text(&text, html.text, html.len);
	made = node_new_text(text.text, text.len, false, list->line);
	strbuf_release(&html);
	strbuf_release(&text);
	return made;
}

static bool is_list_of_html(const struct node *node)
{
	for (size_t i = 0; i < node->count; i++) {
		if (node->items[i]->kind != NODE_SCALAR)
			return false;
	}
	return node->kind == NODE_LIST && holds_html(node, 0);
}

/* The same node with all its texts as Markdown. */
static struct node *markdown_node(const struct node *node, int depth)
{
	struct node *made;

	if (node->kind == NODE_SCALAR)
		return markdown_text(node);
	if (is_list_of_html(node))
		return markdown_list(node);
	made = node_new(node->kind, node->line);
	for (size_t i = 0; i < node->count && depth < DEPTH_MAX; i++) {
		struct node *item = markdown_node(node->items[i], depth + 1);

		if (node->kind == NODE_MAP)
			node_put(made, node->keys[i], item, node->key_lines[i]);
		else
			node_add(made, item);
	}
	return made;
}

/* A heading in Markdown may hold no marks of it by accident. */
static void put_markdown(struct node *shown, const char *key, const struct node *node)
{
	struct strbuf label = STRBUF_INIT;

	if (*key == KEY_SHOWN) {
		strbuf_putc(&label, KEY_SHOWN);
		html_text_escape(&label, key + 1, strlen(key + 1));
		while (label.len > 1 && (ascii_is_space(label.text[label.len - 1]) ||
					 label.text[label.len - 1] == ':'))
			strbuf_cut(&label, label.len - 1);
	} else {
		strbuf_puts(&label, key);
	}
	node_put(shown, label.text, markdown_node(node, 0), node->line);
	strbuf_release(&label);
}

static bool is_shown(const struct node *made, size_t at)
{
	return strcmp(made->keys[at], "ref") != 0 && strcmp(made->keys[at], "company_slug") != 0 &&
	       record_shows(made->keys[at], made->items[at]);
}

/* The members of MADE that are shown, as a map: they stay those of MADE. */
static struct node *find_shown(const struct node *made)
{
	struct node *shown = node_new(NODE_MAP, made->line);

	shown->items = xcalloc(made->count + 1, sizeof *shown->items);
	shown->keys = xcalloc(made->count + 1, sizeof *shown->keys);
	shown->key_lines = xcalloc(made->count + 1, sizeof *shown->key_lines);
	for (size_t i = 0; i < made->count; i++) {
		if (!is_shown(made, i))
			continue;
		shown->keys[shown->count] = made->keys[i];
		shown->key_lines[shown->count] = made->key_lines[i];
		shown->items[shown->count++] = made->items[i];
	}
	return shown;
}

static bool write_markdown(struct raw_posting *raw, const struct node *shown)
{
	struct node *texts = node_new(NODE_MAP, shown->line);
	bool has_text;

	for (size_t i = 0; i < shown->count; i++)
		put_markdown(texts, shown->keys[i], shown->items[i]);
	raw->format = BODY_MARKDOWN;
	has_text = record_write_in_order(raw, texts);
	node_free(texts);
	return has_text;
}

/* Where one text is HTML all become Markdown, else all stay as they are. */
static bool write_text(struct raw_posting *raw, const struct node *made)
{
	struct node *shown = find_shown(made);
	bool is_html = false, has_text;

	for (size_t i = 0; i < shown->count && !is_html; i++)
		is_html = holds_html(shown->items[i], 0);
	has_text = is_html ? write_markdown(raw, shown) : record_write_in_order(raw, shown);
	shown->count = 0;
	node_free(shown);
	return has_text;
}

/* -- postings */

static void name_posting(char **member, const struct node *made, const char *key)
{
	const struct node *name = node_get(made, key);

	if (node_text(name))
		raw_posting_name(member, name->text, name->len);
}

/* What has no name of its own may have an address that names it: "linkedin:4414359267". */
static void name_by_address(struct raw_posting *raw)
{
	const char *url = raw_posting_stated(raw, FIELD_URL);
	struct job_link link;

	if (raw->ref || !url)
		return;
	job_link_init(&link);
	job_link_read(&link, url, strlen(url));
	raw_posting_name(&raw->ref, link.ref.text, link.ref.len);
	job_link_release(&link);
}

void board_post(const struct node *made, const char *name, const struct reader_sink *sink,
		struct board_count *count)
{
	const char *why = NULL;
	struct raw_posting raw;
	bool has_text;

	raw_posting_init(&raw);
	raw.line = made->line > 0 ? made->line : 1;
	name_posting(&raw.ref, made, "ref");
	name_posting(&raw.company_slug, made, "company_slug");
	record_state(&raw, made);
	name_by_address(&raw);
	has_text = write_text(&raw, made);
	if (!body_is_allowed(raw.body.text, raw.body.len, name, raw.line, NULL))
		why = "the text is longer than a posting may be";
	else if ((!has_text || !body_has_words(&raw.document)) &&
		 !raw_posting_stated(&raw, FIELD_TITLE))
		why = "the posting has neither a title nor a description";
	if (why)
		sink->refused(raw.line, why, sink->data);
	else
		sink->posting(&raw, sink->data);
	count->refused += why != NULL;
	count->postings += why == NULL;
	raw_posting_release(&raw);
}

/* A saved thread of Hacker News: each comment on the question itself is a posting, answers to
 * comments are none. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/html_page_int.h"
#include "util/ascii.h"

#define ITEM_URL "https://news.ycombinator.com/item?id="
#define ID_BYTES_MAX 12

/* One comment: what stands before its text. */
struct comment {
	bool is_answer;
	size_t line;
	struct strbuf id, who, when, day;
};

static void comment_init(struct comment *comment)
{
	memset(comment, 0, sizeof *comment);
	strbuf_init(&comment->id);
	strbuf_init(&comment->who);
	strbuf_init(&comment->when);
	strbuf_init(&comment->day);
}

static void comment_clear(struct comment *comment)
{
	strbuf_clear(&comment->id);
	strbuf_clear(&comment->who);
	strbuf_clear(&comment->when);
	strbuf_clear(&comment->day);
	comment->is_answer = false;
}

static void comment_release(struct comment *comment)
{
	strbuf_release(&comment->id);
	strbuf_release(&comment->who);
	strbuf_release(&comment->when);
	strbuf_release(&comment->day);
}

static bool is_number(const char *text)
{
	size_t len = strspn(text, "0123456789");

	return len > 0 && len <= ID_BYTES_MAX && text[len] == '\0';
}

/* Comments are indented by a picture, or by a cell that says how deep it is. */
static void take_indent(struct comment *comment, const struct html_tree *tree, size_t node)
{
	struct strbuf width = STRBUF_INIT, source = STRBUF_INIT;
	bool is_indent = html_node_attribute(tree, node, "indent", &width);

	if (!is_indent && strcmp(html_node_name(tree, node), "img") == 0 &&
	    html_node_attribute(tree, node, "src", &source) && strstr(source.text, "s.gif"))
		is_indent = html_node_attribute(tree, node, "width", &width);
	if (is_indent) {
		comment_clear(comment);
		comment->is_answer = strcmp(width.text, "0") != 0;
	}
	strbuf_release(&width);
	strbuf_release(&source);
}

/* "item?id=4858031" and "user?id=name", and the time between them. */
static void take_link(struct comment *comment, const struct html_tree *tree, size_t node)
{
	struct strbuf href = STRBUF_INIT;
	const char *id;

	html_node_attribute(tree, node, "href", &href);
	id = strstr(href.text, "item?id=");
	if (id && is_number(id + 8) && comment->id.len == 0) {
		const struct html_node *found = &tree->nodes.items[node];
		const char *start = tree->html + found->token.start, *before = start;

		strbuf_puts(&comment->id, id + 8);
		while (before > tree->html && before[-1] != '>')
			before--;
		html_tree_line(tree, (size_t)(before - tree->html), found->token.start,
			       &comment->when);
		if (comment->when.len == 0)
			html_node_line(tree, node, &comment->when);
	}
	if (strstr(href.text, "user?id=") && comment->who.len == 0)
		html_node_line(tree, node, &comment->who);
	strbuf_release(&href);
}

/* The span around the time has the date as its title. */
static void take_day(struct comment *comment, const struct html_tree *tree, size_t node)
{
	struct strbuf title = STRBUF_INIT;

	html_node_attribute(tree, node, "title", &title);
	strbuf_clear(&comment->day);
	strbuf_add(&comment->day, title.text, strcspn(title.text, " T"));
	strbuf_release(&title);
}

static bool is_text(const struct html_tree *tree, size_t node)
{
	return html_node_has(tree, node, "class", "commtext") ||
	       html_node_has(tree, node, "class", "commtext*") ||
	       (html_node_has(tree, node, "class", "comment") &&
		strcmp(html_node_name(tree, node), "span") == 0);
}

/* "89 days ago |": without the divider. */
static void trim_when(struct strbuf *when)
{
	while (when->len > 0 && memchr("| ", when->text[when->len - 1], 2))
		strbuf_cut(when, when->len - 1);
}

static struct node *make_comment(struct comment *comment, const struct html_tree *tree,
				 size_t node)
{
	const struct html_node *text = &tree->nodes.items[node];
	struct node *made = node_new(NODE_MAP, html_node_line_of(tree, node));
	struct strbuf line = STRBUF_INIT;

	strbuf_printf(&line, "hn:%s", comment->id.text);
	make_set(made, "ref", make_text(line.text));
	strbuf_clear(&line);
	strbuf_printf(&line, ITEM_URL "%s", comment->id.text);
	make_set(made, "url", make_text(line.text));
	make_set(made, "posted", make_text(comment->day.text));
	make_set(made, "body", make_text_len(tree->html + text->token.tag_end,
					     text->end - text->token.tag_end));
	trim_when(&comment->when);
	strbuf_clear(&line);
	/* "20 days ago" means something only where no day is said. */
	strbuf_puts(&line, comment->who.text);
	if (comment->day.len == 0 && comment->when.len > 0)
		strbuf_printf(&line, "%s%s", line.len > 0 ? ", " : "", comment->when.text);
	make_set(made, "+Posted by", make_text(line.text));
	strbuf_release(&line);
	return made;
}

static bool is_thread(const struct html_page *page)
{
	return strstr(page->head.text, "Hacker News") || strstr(page->url.text, "ycombinator.com");
}

bool html_thread_read(struct html_page *page)
{
	const struct html_tree *tree = &page->tree;
	struct comment comment;

	if (!is_thread(page))
		return false;
	comment_init(&comment);
	comment.is_answer = true;
	for (size_t i = 1; i < tree->nodes.count; i++) {
		take_indent(&comment, tree, i);
		if (html_node_has(tree, i, "class", "age"))
			take_day(&comment, tree, i);
		if (strcmp(html_node_name(tree, i), "a") == 0)
			take_link(&comment, tree, i);
		if (!comment.is_answer && comment.id.len > 0 && is_text(tree, i) &&
		    tree->nodes.items[i].text > sizeof "[deleted]") {
			html_page_post(page, make_comment(&comment, tree, i));
			comment_clear(&comment);
			comment.is_answer = true;
		}
	}
	comment_release(&comment);
	return page->count.postings > 0;
}

/* A page as a row of its elements, each knowing what it holds. */
#include "config.h"

#include "read/html_tree_int.h"

#include <string.h>

#include "read/html_stack_int.h"
#include "read/html_visible_int.h"
#include "read/md_line_int.h"
#include "util/ascii.h"
#include "util/vec.h"

struct builder {
	struct html_tree *tree;
	struct html_stack stack;
	size_t open[HTML_DEPTH_MAX]; /* the nodes of the stack */
	size_t line;
};

static struct html_node *node_at(const struct builder *builder, size_t depth)
{
	return &builder->tree->nodes.items[depth > 0 ? builder->open[depth - 1] : 0];
}

static bool is_hidden(const struct html_tree *tree, const struct html_token *token)
{
	return token->element &&
	       (token->element->traits & HTML_HIDDEN || html_is_hidden(tree->html, token));
}

/* Ends all but DEPTH elements at byte AT, the innermost of them with a tag that ends at AFTER. */
static void pop_to(struct builder *builder, size_t depth, size_t at, size_t after)
{
	while (builder->stack.depth > depth) {
		struct html_node *node = node_at(builder, builder->stack.depth);
		struct html_node *parent = node_at(builder, builder->stack.depth - 1);

		builder->stack.depth--;
		node->end = at;
		node->after = builder->stack.depth == depth ? after : at;
		node->last = builder->tree->nodes.count;
		if (is_hidden(builder->tree, &node->token))
			continue;
		parent->text += node->text;
		parent->links += node->token.element->kind == HTML_LINK ? node->text : node->links;
	}
}

static void add_node(struct builder *builder, const struct html_token *token)
{
	struct html_tree *tree = builder->tree;
	struct html_node *node;
	size_t index = tree->nodes.count, depth;
	bool is_leaf = token->element->traits & (HTML_VOID | HTML_RAW);

	pop_to(builder, html_stack_before(&builder->stack, token->element), token->start,
	       token->start);
	depth = builder->stack.depth;
	tree->is_full = tree->is_full || index == HTML_NODES_MAX;
	if (tree->is_full)
		return;
	if (!is_leaf && !html_stack_push(&builder->stack, token->element))
		return;
	node = VEC_PUSH(&tree->nodes);
	*node = (struct html_node){ .token = *token, .end = token->end, .after = token->end,
				    .parent = depth > 0 ? builder->open[depth - 1] : 0,
				    .last = index + 1, .line = builder->line };
	if (!is_leaf)
		builder->open[depth] = index;
}

static size_t line_ends(const char *text, size_t start, size_t end)
{
	size_t count = 0;

	for (size_t at = start; at < end; at++)
		count += text[at] == '\n';
	return count;
}

static size_t count_text(const char *text, size_t len)
{
	size_t bytes = 0;

	for (size_t at = 0; at < len; at++)
		bytes += !ascii_is_space(text[at]);
	return bytes;
}

void html_tree_init(struct html_tree *tree, const char *html, size_t len)
{
	struct builder builder = { .tree = tree, .line = 1 };
	struct html_tokens tokens;
	struct html_token token;

	memset(tree, 0, sizeof *tree);
	tree->html = html;
	tree->len = len;
	*VEC_PUSH(&tree->nodes) = (struct html_node){ .end = len, .after = len, .line = 1 };
	html_tokens_init(&tokens, html, len);
	while (html_tokens_next(&tokens, &token)) {
		if (token.kind == HTML_TEXT)
			node_at(&builder, builder.stack.depth)->text +=
				count_text(html + token.start, token.end - token.start);
		else if (token.element && token.kind == HTML_START)
			add_node(&builder, &token);
		else if (token.element)
			pop_to(&builder, html_stack_after(&builder.stack, token.element),
			       token.start, token.end);
		builder.line += line_ends(html, token.start, token.end);
	}
	pop_to(&builder, 0, len, len);
	tree->nodes.items[0].last = tree->nodes.count;
}

void html_tree_release(struct html_tree *tree)
{
	VEC_RELEASE(&tree->nodes);
}

const char *html_node_name(const struct html_tree *tree, size_t node)
{
	const struct html_element *element = tree->nodes.items[node].token.element;

	return element ? element->name : "";
}

bool html_node_attribute(const struct html_tree *tree, size_t node, const char *name,
			 struct strbuf *out)
{
	struct html_value value;

	if (node == 0 || !html_attribute(tree->html, &tree->nodes.items[node].token, name, &value))
		return false;
	html_resolve(out, value.text, value.len);
	return true;
}

bool html_node_has(const struct html_tree *tree, size_t node, const char *name, const char *word)
{
	struct html_value value;

	if (node == 0 || !html_attribute(tree->html, &tree->nodes.items[node].token, name, &value))
		return false;
	return html_value_has(&value, word);
}

bool html_value_has(const struct html_value *value, const char *word)
{
	size_t len = strlen(word);
	bool is_start = word[len - 1] == '*';

	len -= is_start;
	for (size_t at = 0, end; at < value->len; at = end + 1) {
		for (end = at; end < value->len && !ascii_is_space(value->text[end]); end++)
			;
		if ((end - at == len || (is_start && end - at > len)) &&
		    strncmp(value->text + at, word, len) == 0)
			return true;
	}
	return false;
}

/* -- text */

void html_tree_line(const struct html_tree *tree, size_t start, size_t end, struct strbuf *out)
{
	struct html_tokens tokens;
	struct html_token token;
	struct strbuf text = STRBUF_INIT;
	struct md_line line;

	md_line_init(&line);
	html_tokens_init(&tokens, tree->html + start, end - start);
	while (html_tokens_next(&tokens, &token)) {
		strbuf_clear(&text);
		if (token.kind == HTML_TEXT)
			html_resolve(&text, tokens.html + token.start, token.end - token.start);
		md_line_add(&line, text.text, text.len);
		line.has_blank |= token.element && token.element->kind != HTML_INLINE &&
				  token.element->kind != HTML_LINK &&
				  token.element->kind != HTML_STRONG;
	}
	strbuf_add(out, line.text.text, line.text.len);
	md_line_release(&line);
	strbuf_release(&text);
}

void html_node_line(const struct html_tree *tree, size_t node, struct strbuf *out)
{
	const struct html_node *found = &tree->nodes.items[node];

	html_tree_line(tree, found->token.tag_end, found->end, out);
}

size_t html_node_line_of(const struct html_tree *tree, size_t node)
{
	const struct html_node *found = &tree->nodes.items[node];

	return found->line + line_ends(tree->html, found->token.start, found->token.tag_end);
}

/*
 * A page as a row of its elements, each knowing what it holds: for finding the parts of a page.
 *
 * Elements stand in the order of their start tags, so that what is in one follows it. The first
 * stands for the whole page. Names of attributes and elements are ASCII, in any case.
 */
#ifndef SHORTLIST_READ_HTML_TREE_INT_H
#define SHORTLIST_READ_HTML_TREE_INT_H

#include "read/html_token_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

#define HTML_NODE_NONE ((size_t)-1)

struct html_node {
	struct html_token token; /* its start tag */
	size_t end;              /* its content begins at token.tag_end and ends here */
	size_t after;            /* the byte after its end tag */
	size_t parent;
	size_t line;             /* of its start tag, from 1 */
	size_t last;             /* the node after all that are in it */
	size_t text, links;      /* bytes of text that is shown in it, and in links in it */
};

struct html_tree {
	const char *html;
	size_t len;
	struct { struct html_node *items; size_t count, cap; } nodes;
	bool is_full;            /* there are more elements than a page may have */
};

#define HTML_NODES_MAX 200000

/* HTML must outlive the tree. */
void html_tree_init(struct html_tree *tree, const char *html, size_t len);
void html_tree_release(struct html_tree *tree);

/* The element's name; "" for the whole page and for one that HTML does not have. */
const char *html_node_name(const struct html_tree *tree, size_t node);

/* Adds the value of an attribute, resolved; false where there is none. */
bool html_node_attribute(const struct html_tree *tree, size_t node, const char *name,
			 struct strbuf *out);

/* The attribute has WORD as one of its words; one that ends in '*' is how one begins. */
bool html_node_has(const struct html_tree *tree, size_t node, const char *name, const char *word);
bool html_value_has(const struct html_value *value, const char *word);

/* Adds the text that is shown in [start, end) of the page, in one line. */
void html_tree_line(const struct html_tree *tree, size_t start, size_t end, struct strbuf *out);
void html_node_line(const struct html_tree *tree, size_t node, struct strbuf *out);

/* The line that the node's content begins in. */
size_t html_node_line_of(const struct html_tree *tree, size_t node);

#endif

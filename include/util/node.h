/*
 * Data without a meaning yet: a small tree of texts, lists and mappings.
 *
 * The parsers of YAML, JSON, XML and delimited text all give this one tree, so that what a posting
 * is made of need be understood once, whatever it was written in. All scalars are text; what they
 * mean is the reader's. A node knows where it begins in its source (line and column from 1; 0
 * where it is not known). A node owns what is below it.
 */
#ifndef SHORTLIST_UTIL_NODE_H
#define SHORTLIST_UTIL_NODE_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	bool is_plain;           /* a scalar without quotes: "null" and "12" are what they say */
	size_t line, col;
	size_t start, end;       /* YAML: bytes of the source that the node covers; else 0 */
	char *text;              /* scalar: its value, NUL-terminated */
	size_t len;              /* scalar: bytes; a value may hold NUL */
	char **keys;             /* map: the keys, scalars as text */
	size_t *key_lines;       /* map: where each key stands */
	struct node **items;     /* list and map: the values, in order */
	size_t count;
	size_t cap;              /* of items, keys and key_lines */
	char *fault;             /* NULL: none; why the reader must refuse what holds this node */
};

/* An empty list or map, and a scalar with a copy of TEXT (which may hold NUL). */
struct node *node_new(enum node_kind kind, size_t line);
struct node *node_new_text(const char *text, size_t len, bool is_plain, size_t line);
/* A scalar with the bytes of TEXT, which is then empty. */
struct node *node_new_taken(struct strbuf *text, size_t line);
void node_free(struct node *node);

/* Adds to a list, or under KEY to a map; takes over ITEM and returns it. node_put() does not look
 * whether the key is there already. */
struct node *node_add(struct node *list, struct node *item);
struct node *node_put(struct node *map, const char *key, struct node *item, size_t line);

/* The value of KEY in a map (exact), or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* The text of a scalar; NULL for a null scalar, another kind or no node. */
const char *node_text(const struct node *node);
/* Null as the core schema of YAML writes it, or no node. */
bool node_is_null(const struct node *node);

#endif

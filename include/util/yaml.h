/*
 * YAML as a small tree, read through libyaml's events with limits of our own.
 *
 * Depth, events, keys a mapping and bytes a scalar are capped, aliases and duplicate keys are
 * refused, and tags other than those of the core schema and !!timestamp are too. All scalars are
 * text; what they mean is the caller's. Every node knows its line and column (from 1)
 * and the bytes it covers; a block ends where its last value does.
 */
#ifndef SHORTLIST_UTIL_YAML_H
#define SHORTLIST_UTIL_YAML_H

#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	bool is_plain;           /* a scalar without quotes: "null", "~" and "" are null then */
	size_t line, col;
	size_t start, end;       /* bytes of the source that the node covers */
	char *text;              /* scalar: its value, NUL-terminated */
	size_t len;              /* scalar: bytes; a value may hold NUL */
	char **keys;             /* map: the keys, scalars as text */
	size_t *key_lines;       /* map: where each key stands */
	struct yaml_node **items;/* list and map: the values, in order */
	size_t count;
};

/* All documents of a stream, in order; free with yaml_free(). NULL on failure, with NAME, line and
 * column in *err. An empty stream gives a list of no documents. */
struct yaml_node *yaml_parse(const char *bytes, size_t len, const char *name, struct err *err);
void yaml_tree_free(struct yaml_node *node);

/* libyaml exports a function of this name for itself; the linker must not give it ours. */
static inline void yaml_free(struct yaml_node *node)
{
	yaml_tree_free(node);
}

/* The value of KEY in a map (exact), or NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
/* The text of a scalar; NULL for a null scalar, another kind or no node. */
const char *yaml_text(const struct yaml_node *node);
/* Null as the core schema writes it, or no node. */
bool yaml_is_null(const struct yaml_node *node);

#endif

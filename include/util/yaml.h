/*
 * YAML as a small tree, read through libyaml's events with limits of our own.
 *
 * Depth, events, keys a mapping and bytes a scalar are capped, aliases and duplicate keys are
 * refused, and tags other than those of the core schema and !!timestamp are too. Every node knows
 * its line and column (from 1) and the bytes it covers; a block ends where its last value does.
 */
#ifndef SHORTLIST_UTIL_YAML_H
#define SHORTLIST_UTIL_YAML_H

#include "util/err.h"
#include "util/node.h"

#include <stddef.h>

/* All documents of a stream, in order; free with node_free(). NULL on failure, with NAME, line and
 * column in *err. An empty stream gives a list of no documents. */
struct node *yaml_parse(const char *bytes, size_t len, const char *name, struct err *err);

/* The same for files of records, where one that is broken must not take the others with it: a
 * mapping that has a key twice, or too many keys, has a fault, and goes without the later ones. */
struct node *yaml_parse_records(const char *bytes, size_t len, const char *name,
				struct err *err);

#endif

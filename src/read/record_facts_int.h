/* What the facts and the text of a record share. */
#ifndef SHORTLIST_READ_RECORD_FACTS_INT_H
#define SHORTLIST_READ_RECORD_FACTS_INT_H

#include "util/strbuf.h"
#include "util/yaml.h"

#include <stdbool.h>

/* Adds all scalars of a node to one line, BETWEEN them. Below the top, mappings show their keys. */
void record_join(struct strbuf *out, const struct node *node, const char *between, int depth);

/* The node is something to read rather than a value: a long text, or a list of sentences. */
bool record_is_prose(const struct node *node);

#endif

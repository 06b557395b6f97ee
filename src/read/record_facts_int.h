/* What the facts and the text of a record share. */
#ifndef SHORTLIST_READ_RECORD_FACTS_INT_H
#define SHORTLIST_READ_RECORD_FACTS_INT_H

#include "util/node.h"
#include "util/strbuf.h"

#include <stdbool.h>

/* Adds all scalars of a node to one line, BETWEEN them. Below the top, mappings show their keys. */
void record_join(struct strbuf *out, const struct node *node, const char *between, int depth);

/* The same of one part of a fact: nothing where it is longer than a fact may be. */
void record_join_part(struct strbuf *out, const struct node *node, const char *between);

/* A text that is no longer than a fact may be; what is cut off there is no fact. */
void record_init_text(struct strbuf *text);

/* TEXT holds WORD in any case; the second: with no letter or digit beside it. */
bool record_contains(const char *text, const char *word);
bool record_contains_word(const char *text, const char *word);

/* The node is something to read rather than a value: a long text, or a list of sentences. */
bool record_is_prose(const struct node *node);

#endif

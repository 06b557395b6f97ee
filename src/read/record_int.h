/* A mapping as a posting: what its keys state, and the text that is made of the others. */
#ifndef SHORTLIST_READ_RECORD_INT_H
#define SHORTLIST_READ_RECORD_INT_H

#include "posting/raw.h"
#include "util/yaml.h"

#include <stdbool.h>

/* The mapping has the keys of a posting: a title, or a text and another field that is known. */
bool record_is_posting(const struct node *node);

/* States the facts of the mapping. */
void record_state(struct raw_posting *raw, const struct node *map);

/* Writes the text of the posting to raw->body and cuts it into its document: the description,
 * then every list and every longer text under its key as a heading, then what is short, a line
 * each. False where there is none of the first two. */
bool record_write_body(struct raw_posting *raw, const struct node *map);

/* As record_write_body(), with the texts in the order of the map; where raw->format is
 * BODY_MARKDOWN they are Markdown, each of them. */
bool record_write_in_order(struct raw_posting *raw, const struct node *map);

/* The value of KEY is written into the text. */
bool record_shows(const char *key, const struct node *node);

#endif

/*
 * XML into a tree, by libxml2, with nothing fetched and nothing expanded.
 *
 * An element without attributes and elements in it is a scalar (its text, CDATA or not). Any other
 * is a map: "@name" for an attribute, the children by their names with their prefix
 * ("content:encoded"), "#text" for text beside them. Children of one name become a list. Elements
 * of HTML are no children but text, with their tags. A file with an internal subset of a DTD or
 * with entities of its own is refused.
 */
#ifndef SHORTLIST_READ_XML_INT_H
#define SHORTLIST_READ_XML_INT_H

#include "read/sink.h"
#include "util/err.h"
#include "util/node.h"

#include <stdbool.h>
#include <stddef.h>

/* A map of one key, the root element's name; free with node_free(). NULL with NAME, line and column
 * in *err. */
struct node *xml_parse(const char *bytes, size_t len, const char *name, size_t *bad,
		       struct err *err);

bool xml_recognises(const char *bytes, size_t len);
bool xml_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	      struct err *err);

#endif

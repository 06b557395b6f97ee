/* What stands in a cell of a table, as a value. */
#ifndef SHORTLIST_READ_TABLE_CELL_INT_H
#define SHORTLIST_READ_TABLE_CELL_INT_H

#include "util/node.h"

#include <stddef.h>

/* A new node: a text; a list, where the cell is one as Python, JSON or PostgreSQL write it; null
 * where it holds nothing or a word for nothing ("nan", "-1"). */
struct node *table_cell_node(const char *text, size_t len, size_t line);

#endif

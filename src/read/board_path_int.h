/* Paths into a tree, as the tables of boards have them (see read/board_int.h). */
#ifndef SHORTLIST_READ_BOARD_PATH_INT_H
#define SHORTLIST_READ_BOARD_PATH_INT_H

#include "util/node.h"

#include <stdbool.h>

/* A path ends with its string or at a blank, '|', '=' or '~'. "." is the node itself. */

/* Takes one value that stands at a path; false for no more. */
typedef bool (*board_see_fn)(const struct node *value, void *data);

/* Calls SEE with each value at PATH below NODE, in order, nulls too. False where SEE said so. */
bool board_walk(const struct node *node, const char *path, board_see_fn see, void *data);

/* The first value at PATH, or at one of several with '|' between them, that is not empty, or NULL;
 * and its text, where it is a scalar. */
const struct node *board_at(const struct node *node, const char *path);
const char *board_text_at(const struct node *node, const char *path);

/* Nothing to read: null, blanks, or a list or map of nothing else. */
bool board_is_empty(const struct node *node);

/* Whether NODE has what SIGNS says (see struct board). */
bool board_has_signs(const struct node *node, const char *signs);

/* Calls SEE with each map that has SIGNS, NODE itself or anywhere below it, but not below another
 * that has them. False where SEE said so. */
bool board_seek(const struct node *node, const char *signs, board_see_fn see, void *data);

#endif

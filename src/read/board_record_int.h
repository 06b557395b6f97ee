/* One record of a board: made of its rows, named, joined with the one before. */
#ifndef SHORTLIST_READ_BOARD_RECORD_INT_H
#define SHORTLIST_READ_BOARD_RECORD_INT_H

#include "read/board_int.h"
#include "util/node.h"

#include <stdbool.h>

/* The record in canonical keys, its texts repaired; free with node_free(). */
struct node *board_record_make(const struct board *board, const struct node *record);

/* Puts the board's name before what it calls the posting. */
void board_record_name(const struct board *board, struct node *made);

/* Why the record cannot be read, itself or something in it; NULL: it can. */
const char *board_record_fault(const struct node *record);

/* NEXT is the same posting in another place, which is added to the places of MADE. */
bool board_record_joins(struct node *made, const struct node *next);

/* A map with more keys than a record may have: it is one of records, if anything. */
bool board_record_is_huge(const struct node *node);

/* A map all of whose values are maps: each is a record, whatever its key. */
bool board_record_is_map_of_records(const struct node *node);

#endif

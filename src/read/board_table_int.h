/* The boards that read/board_table.c lists. */
#ifndef SHORTLIST_READ_BOARD_TABLE_INT_H
#define SHORTLIST_READ_BOARD_TABLE_INT_H

#include "read/board_int.h"

extern const struct board board_greenhouse;
extern const struct board board_ashby;
extern const struct board board_lever;
extern const struct board board_generic;

#endif

/* The boards, the most particular first; those that know records by the names of keys last. */
#include "config.h"

#include "read/board_table_int.h"

const struct board *const board_table[] = {
	&board_greenhouse,
	&board_ashby,
	&board_lever,
	&board_generic,
	NULL,
};

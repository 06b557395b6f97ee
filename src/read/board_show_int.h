/* What a record of unknown shape says beside its fields: shown where people would read it. */
#ifndef SHORTLIST_READ_BOARD_SHOW_INT_H
#define SHORTLIST_READ_BOARD_SHOW_INT_H

#include "util/node.h"

/* Puts what stands under an unknown key into a record, to be shown under its name; nothing for what
 * only machines read: numbers of rows, hashes, images, switches that are off. */
void board_show(struct node *made, const char *key, const struct node *value);

#endif

/*
 * Turns: how a connection waits for another one that writes.
 *
 * SQLite gives no turns: whoever asks at the right moment is next. So work that can wait, the many
 * transactions of a load, pauses before each of them and then asks seldom; whoever sits at a screen
 * asks often and so comes in between.
 */
#ifndef SHORTLIST_STORE_TURN_INT_H
#define SHORTLIST_STORE_TURN_INT_H

#include "store/stmt_int.h"
#include "store/store.h"

/* From now on the connection waits for others as somebody at a screen does. */
void turn_init(struct connection *connection);

/* store_begin() for work that can wait; end it with store_end(). */
bool turn_begin(struct store *store, struct err *err);

#endif

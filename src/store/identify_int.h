/*
 * Knowing postings again: which rows those of a file are, by the rules of store/put.h.
 *
 * What the file itself said before goes first: a row may show what another file says of the job,
 * and the same file must find it again all the same.
 */
#ifndef SHORTLIST_STORE_IDENTIFY_INT_H
#define SHORTLIST_STORE_IDENTIFY_INT_H

#include "store/put_int.h"

/* Fills put->items and put->taken; put->old has been read. */
bool identify_rows(struct putting *put, struct err *err);

#endif

/* The functions that our SQL calls. */
#ifndef SHORTLIST_STORE_FUNCTIONS_INT_H
#define SHORTLIST_STORE_FUNCTIONS_INT_H

#include <sqlite3.h>

/*
 * holds(TEXT, FOLDED)   whether the folded text contains it
 * starts(TEXT, FOLDED)  whether the folded text starts with it
 * fold(TEXT)            the text as it is compared
 * folder(PATH)          the part before the last slash; the path itself without one
 * today()               the day, from 1970-01-01
 */
int functions_add(sqlite3 *db);

#endif

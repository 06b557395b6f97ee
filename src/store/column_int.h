/*
 * The columns of the table of postings that hold facts, one row each: what is put into a column is
 * what is got back from it. Facts that are lists have tables of their own.
 */
#ifndef SHORTLIST_STORE_COLUMN_INT_H
#define SHORTLIST_STORE_COLUMN_INT_H

#include "posting/posting.h"
#include "store/stmt_int.h"
#include "util/strbuf.h"

/* Adds the names of all columns, each followed by SUFFIX, with commas between. */
void columns_names(struct strbuf *out, const char *suffix);
/* Adds a parameter for each column: "?, ?". */
void columns_parameters(struct strbuf *out);

/* Binds all columns from parameter AT on; returns the next. */
int columns_put(sqlite3_stmt *stmt, int at, const struct posting *posting);
/* Reads all columns of a row from column AT on; returns the next. */
int columns_get(sqlite3_stmt *stmt, int at, struct posting *posting);

/* The field of that name, FIELD_COUNT for none. What is stored names fields, since their numbers
 * change as fields are added. */
enum field_id column_field(const char *name, size_t len);

#endif

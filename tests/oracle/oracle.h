/*
 * The oracle: answers to queries from plain SQL over the tables of a store, for holding those of
 * the engine of sets against them.
 *
 * It has a connection of its own to the file, and an index of words of its own in temporary table
 * `words`, made of the texts as they are when oracle_renew() is called, as are tables of the lists
 * of facts (place_row, technology_row, language_row); what is derived from the tables it never
 * looks at. It is slow, and plain enough to be believed. What fails aborts.
 */
#ifndef SHORTLIST_ORACLE_ORACLE_H
#define SHORTLIST_ORACLE_ORACLE_H

#include "posting/vocabulary.h"
#include "query/query.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oracle {
	sqlite3 *db;
	const struct vocabulary *vocabulary;
};

struct oracle *oracle_open(const char *path, const struct vocabulary *vocabulary);
void oracle_close(struct oracle *oracle);

/* After the texts of postings changed. */
void oracle_renew(struct oracle *oracle);

/* A posting of an answer: the row that it is in (its cluster, or minus itself where it is alone),
 * and whether the user hid it. */
struct oracle_hit { int64_t id, row; bool is_hidden; };

struct oracle_answer {
	/* All postings that match, hidden ones too, in order; they also stand in table `hit`. */
	struct { struct oracle_hit *items; size_t count, cap; } hits;
	/* The rows that are shown, in order: of each the first posting that matches. */
	struct { int64_t *items; size_t count, cap; } ids;
	struct { int64_t *items; size_t count, cap; } rows; /* which rows these are */
	int64_t hidden;          /* rows that would be shown as well, were nothing hidden */
	int64_t postings;        /* that are shown, be they rows or behind one */
};

/* Answers a query; release the answer. SPREAD: each posting is a row. */
void oracle_answer(struct oracle *oracle, const struct query *query, bool is_spread,
		   struct oracle_answer *answer);
void oracle_answer_release(struct oracle_answer *answer);

/* The place among the ids of the row that a posting is, or is behind; -1 where there is none. */
int64_t oracle_place(struct oracle *oracle, const struct oracle_answer *answer, bool is_spread,
		     int64_t id);

/* The other postings of the same job in the query's order, at most COUNT; how many. */
size_t oracle_copies(struct oracle *oracle, const struct query *query, int64_t id, int64_t *ids,
		     size_t count);

/* For oracle_facet.c: prepares or aborts; steps, true where there is a row, or aborts. */
sqlite3_stmt *oracle_prepare(struct oracle *oracle, const char *sql);
bool oracle_step(sqlite3_stmt *stmt);
void oracle_exec(struct oracle *oracle, const char *sql);
/* Fills temporary table TABLE(id, row) with the postings of QUERY that are shown. */
void oracle_fill(struct oracle *oracle, const struct query *query, const char *table);

#endif

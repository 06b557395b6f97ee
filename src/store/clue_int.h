/*
 * Clues: hashes of what a posting is known again by (its content, its name, its link and title,
 * what it shares with others of its cluster), each with the postings that have it.
 *
 * An index of a table would take each new posting to a dozen places all over the file. So the
 * clues of a transaction are gathered in memory and written sorted, as one run; runs of a size are
 * merged into one, so that each clue is written a few times only and there are few runs to look
 * into. A run is divided into pages by the upper bits of its hashes and has a filter, which spares
 * nearly all looks for what is in none of its pages (Bloom, "Space/Time Trade-offs in Hash Coding
 * with Allowable Errors", 1970; a clue's bits lie in one line of the processor's cache).
 *
 * What a clue says may be outdated or, since it is a hash, wrong: who finds a posting by it
 * compares what it is a hash of. All can be made again from the rows.
 *
 *     BEGIN; clues_begin(); { clues_add(), clues_find() } ...; clues_flush(); COMMIT
 *
 *     clue_run     a run: how many clues it has, and by how many bits it is divided into pages
 *     clue_page    a page or a part of the filter of a run; each clue takes ten bytes: six of the
 *                  hash, four of the posting, with the upper byte first, in rising order
 */
#ifndef SHORTLIST_STORE_CLUE_INT_H
#define SHORTLIST_STORE_CLUE_INT_H

#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is hashed; part of the hash. */
enum clue_kind { CLUE_CONTENT = 1, CLUE_REF, CLUE_LINK, CLUE_ALIKE, CLUE_MEETING };

struct clues;

/* More postings than these, the lowest, are not kept of one clue. */
#define CLUE_POSTINGS_MAX 4096

struct clues *clues_new(void);
void clues_free(struct clues *clues);

/* For a transaction that puts postings or looks for one that is like another; where there are no
 * runs yet, or much in them is outdated, they are made from the rows. */
bool clues_begin(struct store *store, struct err *err);
/* Writes what was added. */
bool clues_flush(struct store *store, struct err *err);
/* After the transaction has failed: all that is known of the runs is read anew. */
void clues_forget(struct clues *clues);

/* For a savepoint: what was added after clues_place() is taken back by clues_return(). */
size_t clues_place(const struct clues *clues);
void clues_return(struct clues *clues, size_t place);

/* A clue of a text, of two, of a number. */
uint64_t clue_text(enum clue_kind kind, const char *text);
uint64_t clue_texts(enum clue_kind kind, const char *text, const char *other);
uint64_t clue_number(enum clue_kind kind, int64_t number);

void clues_add(struct clues *clues, uint64_t clue, int64_t posting);

/* Postings, none twice, rising. */
struct clue_finds { int64_t *items; size_t count, cap; };

/* The lowest postings with a clue, LIMIT at most, in place of what FINDS held; *is_all: there are
 * no others. */
bool clues_find(struct store *store, uint64_t clue, size_t limit, struct clue_finds *finds,
		bool *is_all, struct err *err);

#endif

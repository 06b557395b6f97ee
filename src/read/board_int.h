/*
 * Boards: formats in which postings come as records, each told by a table of paths.
 *
 * Whatever a file was written in, its parser gives a tree (util/node.h). A board says how to know
 * its records in the tree, and for each what it wants to know the path to where it stands. What
 * comes out is a record with the keys of read/key_int.h, which read/record.c understands; so that a
 * further board is one table, and a file of unknown shape is read by the names of its own keys.
 *
 * A path is steps divided by dots: a key, or "[]" for every item of a list (a lone value counts as
 * a list of one), or "{}" for every value of a map: "categories.allLocations[]", "lists[].content",
 * "[].title". "." is the record.
 * "a|b" in a row: where nothing is found at one path, the next is tried.
 */
#ifndef SHORTLIST_READ_BOARD_INT_H
#define SHORTLIST_READ_BOARD_INT_H

#include "read/sink.h"
#include "util/err.h"
#include "util/node.h"

#include <stdbool.h>
#include <stddef.h>

struct board_row {
	/* The key that the record gets: one of read/key.c ("title", "salary_min"), "ref" for what
	 * the board calls the posting, "company_slug" for a company as addresses spell it, "body"
	 * for a text without a heading; what begins with '+' is shown in the text under that
	 * heading ("+Requirements") or as a line ("+Department"), "+" alone takes a map whose keys
	 * are the headings. Rows of one key: the first that gives a value counts, except "+..." and
	 * "body", which all count, in order, and rows that say BOARD_ALSO. */
	const char *to;
	const char *from;        /* the path from the record */
	/* Makes a new node of what stands there, NULL for none; RECORD is the whole record. Those
	 * that several boards use are in board_make_int.h. NULL: the value as it is. Either way
	 * texts are repaired, and HTML in bodies and sections becomes text. */
	struct node *(*make)(const struct node *value, const struct node *record);
	unsigned flags;
};

enum { BOARD_ALSO = 1 };         /* adds to what earlier rows of the key gave (places, tags) */

struct board {
	const char *name;        /* "greenhouse"; goes before the colon of a ref */
	const char *what;        /* for the manual: "Greenhouse job boards" */
	/* Where the records are, divided by blanks: "jobs[] [] ." (the file itself). */
	const char *lists;
	/* What a record must have, paths divided by blanks; "a|b" is one of several; "=" after a
	 * path and a word: its value; "~" and a word: a part of it. A null is there, too.
	 * "absolute_url location.name internal_job_id|content" */
	const char *signs;
	/* What the file as a whole must have; NULL: nothing. */
	const char *file_signs;
	const struct board_row *rows; /* ends with a NULL `to` */
	/* NULL, or completes the record by what paths cannot say. FILE is the whole tree (for a
	 * company that is named once for all). False: this record is no posting (a header, a closed
	 * or deleted one, a reply); it is left out silently. */
	bool (*finish)(struct node *made, const struct node *record, const struct node *file);
	/* Records that follow each other with the same ref and text are one posting in several
	 * places. */
	bool merges;
	/* What the rows give as "ref" begins with a host and needs no name before it. */
	bool refs_have_host;
	/* The records are wherever maps have the signs; lists is NULL. */
	bool is_anywhere;
	/* For records of unknown shape: lists, signs and rows are NULL, and these are asked
	 * instead. Each item of the node that find() gives is a record, or that node is the only
	 * one; make() gives a new record in canonical keys. */
	const struct node *(*find)(const struct node *tree);
	struct node *(*make)(const struct node *record);
};

/* The table, the most particular first; ends with NULL. The last rows know records by the names of
 * their keys alone. */
extern const struct board *const board_table[];

/* Finds the board that TREE (one value) is of; NULL where none knows it. */
const struct board *board_find(const struct node *tree);

/* What became of a tree. */
struct board_count {
	size_t postings, refused;
	size_t left_out;         /* records that finish() says are no postings */
};

/* Reads the records of TREE. A record that cannot be a posting is refused by the sink with its line
 * and why. False where nothing of the file may count (too many records), *err says so; a tree in
 * which nobody finds a record is not an error, and count->postings + count->refused is 0. */
bool board_read(const struct board *board, const struct node *tree, const char *name,
		const struct reader_sink *sink, struct board_count *count, struct err *err);

/* One record that is in canonical keys already (see board_row.to) as a posting. */
void board_post(const struct node *made, const char *name, const struct reader_sink *sink,
		struct board_count *count);

#endif

/* A file while it is put: what the modules that put it share. */
#ifndef SHORTLIST_STORE_PUT_INT_H
#define SHORTLIST_STORE_PUT_INT_H

#include "store/id_set_int.h"
#include "store/put.h"

/* What is asked of a row that may be a posting of the file; 0 as id for none. */
struct put_row {
	int64_t id;
	int64_t source;          /* that its text was read from; 0: of none that still holds it */
	bool is_whole;           /* all that is read of postings today was read of it */
	bool is_gone;
	char content[HASH_HEX_LEN + 1];
};

/* The columns of posting p that fill it, in order. */
#define PUT_ROW_COLUMNS "p.id, p.source, p.facts, p.gone IS NOT NULL, p.content"
#define PUT_ROW_COLUMN_COUNT 5

/* What a posting of the file was known again by. */
enum put_match {
	MATCH_NONE,              /* it is new */
	MATCH_ORIGIN,            /* this file said just this of it before */
	MATCH_CONTENT,
	MATCH_REF,
	MATCH_LINK,
	MATCH_PLACE,
};

/* A posting of the file. */
struct put_item {
	const struct posting *posting;
	const struct draft *draft; /* NULL: still to be made */
	char content[HASH_HEX_LEN + 1];
	size_t twin;             /* the first of the file that is equal to it, itself mostly */
	enum put_match match;
	struct put_row row;
	bool has_new_dates;      /* MATCH_ORIGIN: only the dates that the file states are others */
};

/* What the file held before. */
struct put_origin {
	int64_t ordinal;
	struct put_row row;
	char content[HASH_HEX_LEN + 1]; /* "": loaded by a version that did not keep it */
	int64_t dates;
	char *url, *ref;
	char *title, *company;   /* of the row */
};

struct putting {
	struct store *store;
	const struct put_file *file;
	int32_t today;
	int64_t first;           /* the number that its first new row has */
	size_t mark;             /* see fresh_mark() */
	int64_t source;
	bool is_known;           /* it was put before */
	bool is_stream;
	struct put_item *items;  /* as many as the file has postings */
	struct { struct put_origin *items; size_t count, cap; } old; /* by ordinal */
	struct id_set taken;     /* the rows of the items */
};

#endif

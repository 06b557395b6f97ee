/* The schema: an ordered list of steps, each one transaction. */
#ifndef SHORTLIST_STORE_SCHEMA_INT_H
#define SHORTLIST_STORE_SCHEMA_INT_H

#include "store/stmt_int.h"

/* "SHLT": what file(1) and we know our files by. */
#define SCHEMA_APPLICATION_ID 0x53484C54

/* The table of phrases, and what it is told: twice needed, since a rebuild makes it anew. */
#define SCHEMA_WORD \
	"CREATE VIRTUAL TABLE word USING fts5(title, company, places, stack, body," \
	"  content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 2');"
#define SCHEMA_WORD_SETTINGS \
	"INSERT INTO word(word, rank) VALUES('hashsize', 67108864);" \
	"INSERT INTO word(word, rank) VALUES('automerge', 16);" \
	"INSERT INTO word(word, rank) VALUES('crisismerge', 64);"

/* The version that this program writes. */
int schema_version(void);

/* Brings an empty database or one of version FROM up to date. */
bool schema_upgrade(struct connection *connection, int from, struct err *err);

/* Takes one step of those: from version STEP to the next. */
bool schema_take_step(struct connection *connection, int step, struct err *err);

/* Whether the tables are those that this version makes; a file that only claims to be ours is
 * not. */
bool schema_matches(struct connection *connection, struct err *err);

/* Whether that is seen by a hash, as it is with the SQLite that the hash was taken of. */
bool schema_is_known(struct connection *connection);

#endif

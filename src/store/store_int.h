/* What the modules of this folder share: the open store itself. */
#ifndef SHORTLIST_STORE_STORE_INT_H
#define SHORTLIST_STORE_STORE_INT_H

#include "store/row_int.h"
#include "store/seal_int.h"
#include "store/stmt_int.h"
#include "store/store.h"
#include "store/work.h"
#include "posting/vocabulary.h"

struct store {
	struct connection connection;
	const struct vocabulary *vocabulary;
	struct row_sqls row_sqls;
	struct clues *clues;     /* of the transaction that puts postings, and of the database */
	struct rules *rule_numbers; /* NULL: to be read */
	char *path;
	char *read_only_reason;  /* NULL: it can be written */
	int64_t data_version;    /* of the last look */
	/* Of the transaction that puts postings: its first new row, and the next one. */
	int64_t first_new, next_id;
	/* The terms of that transaction's postings, and who makes them; NULL before the first. */
	struct run_builder *fresh;
	bool fresh_is_whole;     /* all of it belongs to the savepoint at hand */
	struct terms_maker *terms_maker;
	struct seal_limits seal_limits;
	int64_t phrases_at_once; /* what the next step takes in; 0 before the first */
	struct engine *engine;   /* what answers queries; NULL before the first */
	struct store_work *work; /* where it is counted; NULL: nowhere */
	bool (*go_on)(void *data);
	void *go_on_data;
	/* Names of rules read back, kept for good. */
	struct { char **items; size_t count, cap; } rules;
};

/* One transaction: nothing of what is done between stays unless end is called with OK. */
bool store_begin(struct store *store, struct err *err);
bool store_end(struct store *store, bool ok, struct err *err);

/* Notes that facts of a posting changed which the engine keeps in columns (dates, pay, lists,
 * company, the files it is in). For one that is new with this transaction nothing needs to be
 * noted. */
bool store_touch(struct store *store, int64_t id, struct err *err);

/* Notes a pass over a set or column of all postings; a set that was read. */
static inline void store_note_pass(const struct store *store)
{
	if (store->work)
		store->work->passes++;
}

static inline void store_note_set(const struct store *store, size_t bytes)
{
	if (!store->work)
		return;
	store->work->sets++;
	store->work->set_bytes += bytes;
}

/* A copy of a rule's name that lives as long as the store. */
const char *store_rule(struct store *store, const char *name);

#endif

/* What the user says about postings. */
#include "config.h"

#include "store/track.h"

#include "store/journal_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* Adds "what" or, for several postings, "what (12 postings)". */
static char *describe(const char *what, const char *detail, size_t count)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_puts(&text, what);
	if (detail && detail[0])
		strbuf_printf(&text, " %s", detail);
	if (count != 1)
		strbuf_printf(&text, " (%zu postings)", count);
	return strbuf_detach(&text);
}

/* Hands the sentence over where all went well. */
static bool said_so(char **said, char *sentence, bool ok)
{
	if (ok && said)
		*said = sentence;
	else
		free(sentence);
	return ok;
}

/* Sets one mark to one value for every posting; takes over SENTENCE. */
static bool set_marks(struct store *store, const int64_t *ids, size_t count, const char *name,
		      const struct mark_value *value, char *sentence, char **said, struct err *err)
{
	struct journal journal;
	bool ok = journal_begin(&journal, store, sentence, err);

	if (!ok)
		return said_so(said, sentence, false);
	for (size_t i = 0; ok && i < count; i++) {
		char *key = marks_key(store, ids[i], err);

		ok = key && journal_change(&journal, key, name, value, err);
		free(key);
	}
	return said_so(said, sentence, journal_end(&journal, ok, err));
}

static bool last_position(struct store *store, int64_t *last, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT max(value) FROM mark WHERE name = 'shortlist'", err);

	return stmt && stmt_value(&store->connection, stmt, 0, last, err);
}

/* One that is on the list keeps its place; a new one goes to the end. */
static bool add_to_shortlist(struct journal *journal, const char *key, int64_t *last,
			     struct err *err)
{
	struct mark_value value;
	bool ok = mark_get(journal->store, key, "shortlist", &value, err);
	bool is_there = value.is_set;

	mark_value_release(&value);
	if (!ok || is_there)
		return ok;
	value = (struct mark_value){ .number = ++*last, .is_set = true };
	return journal_change(journal, key, "shortlist", &value, err);
}

bool track_shortlist(struct store *store, const int64_t *ids, size_t count, bool on, char **said,
		     struct err *err)
{
	static const struct mark_value none;
	char *sentence = describe(on ? "added to the shortlist" : "taken off the shortlist", NULL,
				  count);
	struct journal journal;
	int64_t last = 0;
	bool ok = journal_begin(&journal, store, sentence, err);

	if (!ok)
		return said_so(said, sentence, false);
	ok = last_position(store, &last, err);
	for (size_t i = 0; ok && i < count; i++) {
		char *key = marks_key(store, ids[i], err);

		ok = key && (on ? add_to_shortlist(&journal, key, &last, err)
				: journal_change(&journal, key, "shortlist", &none, err));
		free(key);
	}
	return said_so(said, sentence, journal_end(&journal, ok, err));
}

/* The keys on the shortlist in order. */
struct order { char **items; size_t count, cap; };

static bool read_order(struct store *store, struct order *order, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT key FROM mark WHERE name = 'shortlist' ORDER BY value, key", err);
	enum stmt_step step = STMT_FAILED;

	while (stmt && (step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(order) = stmt_column_text(stmt, 0);
	return step == STMT_DONE;
}

static size_t find_key(const struct order *order, const char *key)
{
	size_t at = 0;

	while (at < order->count && strcmp(order->items[at], key) != 0)
		at++;
	return at;
}

static size_t move_within(size_t at, int by, size_t count)
{
	int64_t to = (int64_t)at + by;

	return to < 0 ? 0 : to >= (int64_t)count ? count - 1 : (size_t)to;
}

/* Numbers every place anew, from 1; only what changes is written. */
static bool write_order(struct journal *journal, const struct order *order, struct err *err)
{
	for (size_t i = 0; i < order->count; i++) {
		struct mark_value value = { .number = (int64_t)i + 1, .is_set = true };

		if (!journal_change(journal, order->items[i], "shortlist", &value, err))
			return false;
	}
	return true;
}

static bool move_key(struct journal *journal, const char *key, int by, struct err *err)
{
	struct order order = { 0 };
	bool ok = read_order(journal->store, &order, err);
	size_t from = ok ? find_key(&order, key) : 0;

	if (ok && from == order.count)
		ok = err_set(err, STATUS_USAGE, "it is not on the shortlist; add it first");
	if (ok) {
		size_t to = move_within(from, by, order.count);
		char *moved = order.items[from];

		VEC_REMOVE(&order, from);
		memmove(&order.items[to + 1], &order.items[to],
			(order.count - to) * sizeof *order.items);
		order.items[to] = moved;
		order.count++;
		ok = write_order(journal, &order, err);
	}
	for (size_t i = 0; i < order.count; i++)
		free(order.items[i]);
	VEC_RELEASE(&order);
	return ok;
}

bool track_move(struct store *store, int64_t id, int by, char **said, struct err *err)
{
	char *sentence = xstrdup(by < 0 ? "moved up the shortlist" : "moved down the shortlist");
	struct journal journal;
	char *key;
	bool ok;

	if (!journal_begin(&journal, store, sentence, err))
		return said_so(said, sentence, false);
	key = marks_key(store, id, err);
	ok = key && move_key(&journal, key, by, err);
	free(key);
	return said_so(said, sentence, journal_end(&journal, ok, err));
}

bool track_stage(struct store *store, const int64_t *ids, size_t count, enum stage stage,
		 char **said, struct err *err)
{
	struct mark_value value = { .number = stage, .is_set = stage != STAGE_NONE };
	const char *name = value.is_set ? field_get(FIELD_STAGE)->choices[stage].label : "none";

	return set_marks(store, ids, count, "stage", &value, describe("stage:", name, count), said,
			 err);
}

bool track_tag(struct store *store, const int64_t *ids, size_t count, const char *tag, bool on,
	       char **said, struct err *err)
{
	struct mark_value value = { .number = 1, .is_set = on };
	struct strbuf name = STRBUF_INIT;
	bool ok;

	for (const char *c = tag; *c; c++)
		if (ascii_is_space(*c) || *c == ',' || *c == '"')
			return err_set(err, STATUS_USAGE, "a tag is one word, without blanks, "
				       "commas or quotes");
	if (!tag[0])
		return err_set(err, STATUS_USAGE, "a tag needs a name");
	strbuf_puts(&name, "tag/");
	for (const char *c = tag; *c; c++)
		strbuf_putc(&name, ascii_lower(*c));
	ok = set_marks(store, ids, count, name.text, &value,
		       describe(on ? "tagged" : "no longer tagged", tag, count), said, err);
	strbuf_release(&name);
	return ok;
}

static bool is_blank(const char *text)
{
	while (text && ascii_is_space(*text))
		text++;
	return !text || !*text;
}

bool track_notes(struct store *store, int64_t id, const char *notes, char **said, struct err *err)
{
	struct mark_value value = { .is_set = !is_blank(notes) };
	bool ok;

	value.text = value.is_set ? xstrdup(notes) : NULL;
	ok = set_marks(store, &id, 1, "notes", &value,
		       xstrdup(value.is_set ? "notes saved" : "notes taken away"), said, err);
	free(value.text);
	return ok;
}

bool track_hide(struct store *store, const int64_t *ids, size_t count, bool on, const char *reason,
		char **said, struct err *err)
{
	struct mark_value value = { .is_set = on };
	bool ok;

	value.text = on ? xstrdup(reason ? reason : "") : NULL;
	ok = set_marks(store, ids, count, "hidden", &value,
		       describe(on ? "hidden" : "shown again", NULL, count), said, err);
	free(value.text);
	return ok;
}

/* What is seen is the text as it is now. */
static bool read_version(struct store *store, int64_t id, int64_t *version, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT version FROM posting WHERE id = ?", err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	return stmt_value(&store->connection, stmt, 1, version, err);
}

static bool change_seen(struct journal *journal, int64_t id, bool on, struct err *err)
{
	struct mark_value value = { .is_set = on };
	char *key = marks_key(journal->store, id, err);
	bool ok = key && (!on || read_version(journal->store, id, &value.number, err)) &&
		  journal_change(journal, key, "seen", &value, err);

	free(key);
	return ok;
}

bool track_seen(struct store *store, const int64_t *ids, size_t count, bool on, char **said,
		struct err *err)
{
	char *sentence = describe(on ? "marked as seen" : "marked as new", NULL, count);
	struct journal journal;
	bool ok = journal_begin(&journal, store, sentence, err);

	if (!ok)
		return said_so(said, sentence, false);
	for (size_t i = 0; ok && i < count; i++)
		ok = change_seen(&journal, ids[i], on, err);
	return said_so(said, sentence, journal_end(&journal, ok, err));
}

bool track_opened(struct store *store, int64_t id, struct err *err)
{
	struct mark_value seen = { .is_set = true }, value;
	char *key = marks_key(store, id, err);
	bool ok = key && read_version(store, id, &seen.number, err) &&
		  mark_get(store, key, "seen", &value, err);

	if (ok) {
		bool is_news = !value.is_set || value.text || value.number < seen.number;

		mark_value_release(&value);
		if (is_news)
			ok = store_begin(store, err) &&
			     store_end(store, marks_note(store, id, err) &&
				       mark_set(store, key, "seen", &seen, err), err);
	}
	free(key);
	return ok;
}

static bool walk(struct store *store, bool back, int64_t *id, char **said, struct err *err)
{
	struct strbuf sentence = STRBUF_INIT;
	int64_t changed;
	char *what;

	if (!journal_walk(store, back, &what, &changed, err))
		return false;
	if (id)
		*id = changed;
	strbuf_printf(&sentence, "%s: %s", back ? "undone" : "done again", what);
	free(what);
	return said_so(said, strbuf_detach(&sentence), true);
}

bool track_undo(struct store *store, int64_t *id, char **said, struct err *err)
{
	return walk(store, true, id, said, err);
}

bool track_redo(struct store *store, int64_t *id, char **said, struct err *err)
{
	return walk(store, false, id, said, err);
}

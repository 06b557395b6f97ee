/* Words and phrases as sets. */
#include "config.h"

#include "store/plan_int.h"

#include "index/run.h"
#include "store/store_int.h"
#include "store/terms_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* So many texts are looked through in a frame. */
#define TEXTS_AT_ONCE 256
/* So many words of a phrase have their sets looked at; the others are found in texts. */
#define PHRASE_WORDS 64

const struct bitset *leaf_term(const struct plan *plan, const char *term, size_t len,
			       bool is_prefix, struct err *err)
{
	struct engine *engine = plan->engine;
	struct strbuf key = STRBUF_INIT;
	const struct bitset *kept;
	struct bitset *set;
	bool ok;

	strbuf_putc(&key, is_prefix ? '*' : '=');
	strbuf_add(&key, term, len);
	kept = engine_kept(engine, key.text);
	if (!kept) {
		kept = set = engine_keep(engine, key.text, false);
		ok = is_prefix ? engine_read_prefix(engine, term, len, set, err)
			       : engine_read_term(engine, term, len, set, err);
		if (!ok) {
			engine_unkeep(engine);
			kept = NULL;
		}
	}
	strbuf_release(&key);
	return kept;
}

/* The words of a text, each as a term of one kind. */
struct words {
	char kind;
	bool is_prefix;          /* the last one is still being typed */
	struct { struct strbuf *items; size_t count, cap; } terms;
};

static void add_word(const char *word, size_t len, void *data)
{
	struct words *words = data;
	size_t cut = len < TERM_MAX - 1 ? len : TERM_MAX - 1;
	struct strbuf *term = VEC_PUSH(&words->terms);

	strbuf_init(term);
	strbuf_putc(term, words->kind);
	strbuf_add(term, word, cut);
}

static bool cut_words(const struct plan *plan, const char *text, struct words *words,
		      struct err *err)
{
	struct engine *engine = plan->engine;

	if (!engine->tokens)
		engine->tokens = tokens_new(err);
	if (!engine->tokens)
		return false;
	tokens_each(engine->tokens, text, strlen(text), add_word, words);
	return true;
}

static void words_release(struct words *words)
{
	for (size_t i = 0; i < words->terms.count; i++)
		strbuf_release(&words->terms.items[i]);
	VEC_RELEASE(&words->terms);
}

static const struct bitset *word_set(const struct plan *plan, const struct words *words, size_t at,
				     struct err *err)
{
	const struct strbuf *term = &words->terms.items[at];
	bool is_last = at + 1 == words->terms.count;

	return leaf_term(plan, term->text, term->len, is_last && words->is_prefix, err);
}

/* The postings with all the words, wherever they stand. */
static bool all_words(const struct plan *plan, const struct words *words, struct bitset *set,
		      struct err *err)
{
	bitset_copy(set, &plan->engine->all);
	for (size_t i = 0; i < words->terms.count && i < PHRASE_WORDS; i++) {
		const struct bitset *word = word_set(plan, words, i, err);

		if (!word)
			return false;
		bitset_and(set, word);
	}
	return true;
}

/* -- a phrase in a text */

/* Looks for the words in a row. BEGUN are the beginnings of the phrase that the text ends with so
 * far, each by how many words it has. */
struct looking {
	const struct words *words;
	size_t *begun;
	size_t count;
	bool is_found;
};

static bool is_word(const struct words *words, size_t at, const char *word, size_t len)
{
	const struct strbuf *term = &words->terms.items[at];
	bool is_open = words->is_prefix && at + 1 == words->terms.count;
	size_t want = term->len - 1;

	return (is_open ? len >= want : len == want) && memcmp(term->text + 1, word, want) == 0;
}

static void look(const char *word, size_t len, void *data)
{
	struct looking *looking = data;
	size_t kept = 0;

	looking->begun[looking->count++] = 0;
	for (size_t i = 0; i < looking->count; i++) {
		size_t at = looking->begun[i];

		if (!is_word(looking->words, at, word, len))
			continue;
		if (at + 1 == looking->words->terms.count)
			looking->is_found = true;
		else
			looking->begun[kept++] = at + 1;
	}
	looking->count = kept;
}

/* A phrase does not reach from one text of a posting into another. */
static bool has_phrase(const struct plan *plan, struct looking looking, sqlite3_stmt *stmt)
{
	for (int i = 0; i < sqlite3_column_count(stmt) && !looking.is_found; i++) {
		const char *text = sqlite3_column_blob(stmt, i);

		looking.count = 0;
		if (text)
			tokens_each(plan->engine->tokens, text,
				    (size_t)sqlite3_column_bytes(stmt, i), look, &looking);
	}
	return looking.is_found;
}

static const char *texts_sql(char kind)
{
	switch (kind) {
	case TERM_TITLE:
		return "SELECT title FROM document WHERE id = ?";
	case TERM_COMPANY:
		return "SELECT company FROM document WHERE id = ?";
	case TERM_PLACES:
		return "SELECT places FROM document WHERE id = ?";
	default:
		return "SELECT title, company, places, stack, body FROM document WHERE id = ?";
	}
}

/* Adds those of CANDIDATES whose texts have the phrase. */
static bool look_through(const struct plan *plan, const struct words *words,
			 const struct bitset *candidates, struct bitset *set, struct err *err)
{
	struct connection *connection = &plan->engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, texts_sql(words->kind), err);
	struct looking looking = { .words = words };
	enum stmt_step step = STMT_DONE;

	if (!stmt)
		return false;
	looking.begun = xcalloc(words->terms.count + 1, sizeof *looking.begun);
	for (uint32_t id = bitset_next(candidates, 0); step != STMT_FAILED && id != BITSET_END;
	     id = bitset_next(candidates, id + 1)) {
		stmt_int(stmt, 1, id);
		step = stmt_step(connection, stmt, err);
		if (step == STMT_ROW && has_phrase(plan, looking, stmt))
			bitset_add(set, id);
		sqlite3_reset(stmt);
	}
	free(looking.begun);
	return step != STMT_FAILED;
}

/* -- a phrase in the index */

/* FTS5's language: a quoted string, with a star where it is still being typed. Its words are
 * letters and digits, so that nothing in them needs to be escaped. */
static void match_text(const struct words *words, struct strbuf *text)
{
	static const struct { char kind; const char *column; } columns[] = {
		{ TERM_TITLE, "title : " }, { TERM_COMPANY, "company : " },
		{ TERM_PLACES, "places : " },
	};

	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (columns[i].kind == words->kind)
			strbuf_puts(text, columns[i].column);
	for (size_t i = 0; i < words->terms.count; i++)
		strbuf_printf(text, "%c%s", i == 0 ? '"' : ' ', words->terms.items[i].text + 1);
	strbuf_puts(text, words->is_prefix ? "\" *" : "\"");
}

static bool ask_index(const struct plan *plan, const struct words *words, struct bitset *set,
		      struct err *err)
{
	struct connection *connection = &plan->engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT rowid FROM word WHERE word MATCH ?", err);
	struct strbuf text = STRBUF_INIT;
	enum stmt_step step = STMT_FAILED;

	match_text(words, &text);
	if (stmt)
		stmt_text(stmt, 1, text.text);
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW)
		bitset_add(set, (uint32_t)sqlite3_column_int64(stmt, 0));
	strbuf_release(&text);
	return step == STMT_DONE;
}

/* Of the candidates those that the index does not know, or not as they are now. */
static bool keep_unknown(const struct plan *plan, struct bitset *candidates, struct err *err)
{
	struct connection *connection = &plan->engine->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, "SELECT id FROM stale", err);
	enum stmt_step step = STMT_FAILED;
	struct bitset unknown;

	bitset_init(&unknown, plan->engine->limit);
	bitset_add_range(&unknown, (uint32_t)plan->engine->phrased, plan->engine->limit);
	while (stmt && (step = stmt_step(connection, stmt, err)) == STMT_ROW)
		bitset_add(&unknown, (uint32_t)sqlite3_column_int64(stmt, 0));
	bitset_and(candidates, &unknown);
	bitset_release(&unknown);
	return step == STMT_DONE;
}

/* SET are the candidates, and becomes those with the phrase. */
static bool search(const struct plan *plan, const struct words *words, struct bitset *set,
		   struct err *err)
{
	struct bitset found, unknown;
	bool ok;

	bitset_init(&found, plan->engine->limit);
	bitset_init(&unknown, plan->engine->limit);
	bitset_copy(&unknown, set);
	if (bitset_count(set) <= TEXTS_AT_ONCE) {
		ok = look_through(plan, words, &unknown, &found, err);
	} else {
		ok = keep_unknown(plan, &unknown, err) && ask_index(plan, words, &found, err);
		bitset_and(&found, set);
		bitset_and_not(&found, &unknown);
		ok = ok && look_through(plan, words, &unknown, &found, err);
	}
	bitset_copy(set, &found);
	bitset_release(&unknown);
	bitset_release(&found);
	return ok;
}

static void phrase_key(const struct words *words, struct strbuf *key)
{
	strbuf_printf(key, "\"%c", words->is_prefix ? '*' : '=');
	for (size_t i = 0; i < words->terms.count; i++)
		strbuf_printf(key, " %s", words->terms.items[i].text);
}

static bool phrase(const struct plan *plan, const struct words *words, struct bitset *set,
		   bool *exact, struct err *err)
{
	struct engine *engine = plan->engine;
	struct strbuf key = STRBUF_INIT;
	const struct bitset *kept;
	bool ok = true;

	phrase_key(words, &key);
	kept = engine_kept(engine, key.text);
	if (kept) {
		bitset_copy(set, kept);
	} else if (!all_words(plan, words, set, err)) {
		ok = false;
	} else if (!plan->is_patient && bitset_count(set) > TEXTS_AT_ONCE) {
		*exact = false;
	} else {
		ok = search(plan, words, set, err);
		if (ok)
			bitset_copy(engine_keep(engine, key.text, false), set);
	}
	strbuf_release(&key);
	return ok;
}

bool leaf_words(const struct plan *plan, char kind, const char *text, bool is_prefix,
		struct bitset *set, bool *exact, struct err *err)
{
	struct words words = { .kind = kind, .is_prefix = is_prefix };
	const struct bitset *word;
	bool ok = cut_words(plan, text, &words, err);

	if (ok && words.terms.count == 0) {
		bitset_copy(set, &plan->engine->all);
	} else if (ok && words.terms.count == 1) {
		word = word_set(plan, &words, 0, err);
		ok = word != NULL;
		if (ok)
			bitset_copy(set, word);
	} else if (ok) {
		ok = phrase(plan, &words, set, exact, err);
	}
	words_release(&words);
	return ok;
}

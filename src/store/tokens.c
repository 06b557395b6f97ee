/*
 * The words of a text.
 *
 * Stretches of ASCII are cut here, where letters and digits make words and all else divides them;
 * what holds anything else goes through FTS5's own tokenizer, so that no second table of Unicode
 * has to agree with its. A word never reaches over an ASCII character that is none of a word, so
 * that a stretch can be cut out of its text.
 */
#include "config.h"

#include "store/tokens_int.h"

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/utf8.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define WORD_MAX 4096            /* bytes of an ASCII word; more is cut off */

_Static_assert(WORD_MAX >= TOKENS_ROOM, "all of which may be read");

struct tokens {
	sqlite3 *db;             /* of nothing; FTS5 belongs to a connection */
	fts5_tokenizer unicode61;
	Fts5Tokenizer *tokenizer;
	char word[WORD_MAX];
};

static fts5_api *find_api(sqlite3 *db)
{
	sqlite3_stmt *stmt;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) != SQLITE_OK)
		return NULL;
	sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
	sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return api;
}

static bool find_tokenizer(struct tokens *tokens)
{
	const char *options[] = { "remove_diacritics", "2" };
	fts5_api *api;
	void *data;

	if (sqlite3_open(":memory:", &tokens->db) != SQLITE_OK)
		return false;
	api = find_api(tokens->db);
	return api && api->xFindTokenizer(api, "unicode61", &data, &tokens->unicode61) ==
			      SQLITE_OK &&
	       tokens->unicode61.xCreate(data, options, 2, &tokens->tokenizer) == SQLITE_OK;
}

struct tokens *tokens_new(struct err *err)
{
	struct tokens *tokens = xcalloc(1, sizeof *tokens);

	if (find_tokenizer(tokens))
		return tokens;
	tokens_free(tokens);
	err_set(err, STATUS_INTERNAL, "this SQLite has no full-text search (FTS5); install one "
		"that was built with it");
	return NULL;
}

void tokens_free(struct tokens *tokens)
{
	if (!tokens)
		return;
	if (tokens->tokenizer)
		tokens->unicode61.xDelete(tokens->tokenizer);
	sqlite3_close(tokens->db);
	free(tokens);
}

/* A call of ours behind one of FTS5's. */
struct passing { struct tokens *tokens; token_fn fn; void *data; };

static int pass_on(void *context, int flags, const char *token, int len, int start, int end)
{
	struct passing *passing = context;
	size_t bytes = (size_t)len;

	(void)flags;
	(void)start;
	(void)end;
	if (bytes < TOKENS_ROOM)
		token = memcpy(passing->tokens->word, token, bytes);
	passing->fn(token, bytes, passing->data);
	return SQLITE_OK;
}

static void cut_other(struct tokens *tokens, const char *text, size_t len, token_fn fn, void *data)
{
	struct passing passing = { tokens, fn, data };

	if (len <= INT_MAX)
		tokens->unicode61.xTokenize(tokens->tokenizer, &passing, FTS5_TOKENIZE_DOCUMENT,
					    text, (int)len, pass_on);
}

static bool is_of_word(char c)
{
	return (ascii_class(c) & (ASCII_ALNUM | ASCII_BEYOND)) != 0;
}

/* The end of the stretch from AT on: the next ASCII character that is none of a word. */
static size_t stretch_end(const char *text, size_t at, size_t len)
{
	while (at < len && is_of_word(text[at]))
		at++;
	return at;
}

void tokens_each(struct tokens *tokens, const char *text, size_t len, token_fn fn, void *data)
{
	for (size_t at = 0; at < len;) {
		size_t start, cut;

		while (at < len && !is_of_word(text[at]))
			at++;
		start = at;
		cut = ascii_lower_word(tokens->word, WORD_MAX, text + at, len - at);
		at += cut;
		if (at < len && is_of_word(text[at])) /* no ASCII, or longer than WORD_MAX */
			at = stretch_end(text, at, len);
		if (at - start > cut && utf8_ascii_run(text + start, at - start) < at - start)
			cut_other(tokens, text + start, at - start, fn, data);
		else if (cut > 0)
			fn(tokens->word, cut, data);
	}
}

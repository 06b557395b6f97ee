/* Knowing postings again: which rows those of a file are. */
#include "config.h"

#include "store/identify_int.h"

#include "store/clue_int.h"
#include "store/clue_row_int.h"
#include "store/draft_int.h"
#include "store/origin_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* Rows with one content, name or link and title that are looked at: the jobs of one page often
 * share the last two, and none of very many is this one. */
#define ROWS_MAX 16

static void take(struct putting *put, struct put_item *item, enum put_match match,
		 const struct put_row *row)
{
	item->match = match;
	item->row = *row;
	id_set_add(&put->taken, row->id);
}

static bool is_free(const struct putting *put, const struct put_item *item, size_t at,
		    const struct put_row *row)
{
	return item->row.id == 0 && item->twin == at && !id_set_has(&put->taken, row->id);
}

/* -- by what the file said before */

/* A posting or an origin by its content, to be found among many. */
struct by_content { const char *content; size_t at; };

static int compare_contents(const void *a, const void *b)
{
	const struct by_content *one = a, *other = b;
	int order = strcmp(one->content, other->content);

	if (order != 0)
		return order;
	return (one->at > other->at) - (one->at < other->at);
}

static struct by_content *sort_items(const struct putting *put)
{
	size_t count = put->file->count;
	struct by_content *sorted = xcalloc(count + 1, sizeof *sorted);

	for (size_t i = 0; i < count; i++)
		sorted[i] = (struct by_content){ put->items[i].content, i };
	qsort(sorted, count, sizeof *sorted, compare_contents);
	return sorted;
}

static struct by_content *sort_origins(const struct putting *put)
{
	struct by_content *sorted = xcalloc(put->old.count + 1, sizeof *sorted);

	for (size_t i = 0; i < put->old.count; i++)
		sorted[i] = (struct by_content){ put->old.items[i].content, i };
	qsort(sorted, put->old.count, sizeof *sorted, compare_contents);
	return sorted;
}

static void find_twins(struct putting *put, const struct by_content *sorted)
{
	for (size_t i = 1; i < put->file->count; i++)
		if (strcmp(sorted[i - 1].content, sorted[i].content) == 0)
			put->items[sorted[i].at].twin = put->items[sorted[i - 1].at].twin;
}

/* Both lists rise, so that one walk finds all. */
static void find_by_origin(struct putting *put, const struct by_content *items)
{
	struct by_content *origins = sort_origins(put);
	size_t at = 0;

	for (size_t i = 0; i < put->file->count; i++) {
		struct put_item *item = &put->items[items[i].at];

		while (at < put->old.count && strcmp(origins[at].content, item->content) < 0)
			at++;
		if (at < put->old.count && strcmp(origins[at].content, item->content) == 0) {
			const struct put_origin *old = &put->old.items[origins[at].at];

			if (!is_free(put, item, items[i].at, &old->row))
				continue;
			item->has_new_dates = old->dates != (int64_t)item->posting->stated.dates;
			take(put, item, MATCH_ORIGIN, &old->row);
		}
	}
	free(origins);
}

/* -- by what a version said that kept no content of origins: the text must be equal */

static uint64_t hash_body(const char *body, size_t len)
{
	struct hash hash;

	hash_init(&hash);
	hash_add(&hash, body, len);
	return hash.low;
}

static bool read_body_hash(struct store *store, int64_t id, uint64_t *hash, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT body FROM document WHERE id = ?",
				      err);
	enum stmt_step step;

	*hash = 0;
	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW)
		*hash = hash_body(sqlite3_column_blob(stmt, 0),
				  (size_t)sqlite3_column_bytes(stmt, 0));
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* The row's content was hashed otherwise; that it is the same shows by its text. */
static void take_old_version(struct putting *put, struct put_item *item,
			     const struct put_origin *old)
{
	take(put, item, MATCH_ORIGIN, &old->row);
	if (!old->row.is_whole)
		memcpy(item->row.content, item->content, sizeof item->content);
}

/* The item whose text is that of OLD, from its place on; NULL for none. */
static struct put_item *find_text(struct putting *put, size_t place, const uint64_t *hashes,
				  uint64_t hash)
{
	for (size_t i = 0; i < put->file->count; i++) {
		size_t at = (place + i) % put->file->count;

		if (hashes[at] == hash &&
		    is_free(put, &put->items[at], at, &put->old.items[place].row))
			return &put->items[at];
	}
	return NULL;
}

static bool find_old_texts(struct putting *put, const uint64_t *hashes, struct err *err)
{
	for (size_t i = 0; i < put->old.count; i++) {
		const struct put_origin *old = &put->old.items[i];
		struct put_item *item;
		uint64_t hash;

		if (old->content[0])
			continue;
		if (!read_body_hash(put->store, old->row.id, &hash, err))
			return false;
		item = find_text(put, i, hashes, hash);
		if (item)
			take_old_version(put, item, old);
	}
	return true;
}

static bool find_by_old_version(struct putting *put, struct err *err)
{
	size_t count = put->file->count, missing = 0;
	uint64_t *hashes;
	bool ok;

	for (size_t i = 0; i < put->old.count; i++)
		missing += put->old.items[i].content[0] == '\0';
	if (missing == 0 || count == 0)
		return true;
	hashes = xcalloc(count, sizeof *hashes);
	for (size_t i = 0; i < count; i++)
		hashes[i] = hash_body(put->items[i].posting->body.text,
				      put->items[i].posting->body.len);
	ok = find_old_texts(put, hashes, err);
	free(hashes);
	return ok;
}

/* -- by what stands elsewhere */

/* A row that a posting may be. */
struct candidate {
	size_t item;
	enum put_match match;
	struct put_row row;
};

struct candidates { struct candidate *items; size_t count, cap; };

/* A way to know a posting again. The statement yields row ?1 where it has what the clue is of, and
 * whether it is the posting. */
struct way { enum put_match match; const char *sql; };

/* The parameters after the row: content, ref, url, title, source, whether the title is inferred. A
 * row that another file calls by another name is another job, though it has the same link and
 * title; and so is one with the same name and both another link and another title: some pages call
 * all their jobs by one name. */
static const struct way content_way = {
	MATCH_CONTENT,
	"SELECT 1, " PUT_ROW_COLUMNS " FROM posting p WHERE p.id = ?1 AND p.content = ?2",
};
static const struct way ref_way = {
	MATCH_REF,
	"SELECT p.title IS NULL OR ?5 IS NULL OR p.title = ?5 COLLATE NOCASE OR p.title_inferred"
	" OR ?7 OR p.url IS NULL OR ?4 IS NULL OR p.url = ?4, " PUT_ROW_COLUMNS
	" FROM posting p WHERE p.id = ?1 AND p.ref = ?3",
};
static const struct way link_way = {
	MATCH_LINK,
	"SELECT (p.ref IS NULL OR ?3 IS NULL) AND NOT EXISTS"
	" (SELECT 1 FROM origin WHERE origin.posting = p.id AND source <> ?6), " PUT_ROW_COLUMNS
	" FROM posting p WHERE p.id = ?1 AND p.url = ?4 AND p.title IS ?5",
};

static void bind_way(sqlite3_stmt *stmt, int64_t id, const struct putting *put,
		     const struct put_item *item)
{
	const struct posting *posting = item->posting;
	const char *texts[] = { item->content, posting->ref, posting->url, posting->title };
	const int64_t numbers[] = { put->source, posting->title_inferred };
	int count = sqlite3_bind_parameter_count(stmt), at = 1;

	stmt_int(stmt, at++, id);
	for (int i = 0; i < 4 && at <= count; i++)
		stmt_text(stmt, at++, texts[i]);
	for (int i = 0; i < 2 && at <= count; i++)
		stmt_int(stmt, at++, numbers[i]);
}

/* Looks at one row; *is_there: it has what the clue is of. */
static bool try_row(struct putting *put, size_t at, const struct way *way, int64_t id,
		    struct candidates *candidates, bool *is_there, struct err *err)
{
	struct connection *connection = &put->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection, way->sql, err);
	enum stmt_step step;

	if (!stmt)
		return false;
	bind_way(stmt, id, put, &put->items[at]);
	step = stmt_step(connection, stmt, err);
	*is_there = step == STMT_ROW;
	if (step == STMT_ROW && sqlite3_column_int(stmt, 0)) {
		struct candidate *candidate = VEC_PUSH(candidates);

		candidate->item = at;
		candidate->match = way->match;
		origin_read_row(stmt, 1, &candidate->row);
	}
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* Looks at the rows that were found, until ROWS_MAX have what the clue is of. */
static bool try_rows(struct putting *put, size_t at, const struct way *way,
		     const struct clue_finds *found, struct candidates *candidates, size_t *count,
		     struct err *err)
{
	*count = 0;
	for (size_t i = 0; i < found->count && *count < ROWS_MAX; i++) {
		bool is_there;

		if (!try_row(put, at, way, found->items[i], candidates, &is_there, err))
			return false;
		*count += is_there;
	}
	return true;
}

static bool find_by(struct putting *put, size_t at, const struct way *way, uint64_t clue,
		    struct candidates *candidates, struct err *err)
{
	struct clue_finds found = { 0 };
	size_t before = candidates->count, count = 0;
	bool is_all = false, ok = true;

	for (size_t limit = ROWS_MAX; ok && !is_all && count < ROWS_MAX &&
	     limit <= CLUE_POSTINGS_MAX; limit *= 4) {
		candidates->count = before;
		ok = clues_find(put->store, clue, limit, &found, &is_all, err) &&
		     try_rows(put, at, way, &found, candidates, &count, err);
	}
	VEC_RELEASE(&found);
	return ok;
}

static bool find_candidates(struct putting *put, size_t at, struct candidates *candidates,
			    struct err *err)
{
	const struct put_item *item = &put->items[at];
	const struct posting *posting = item->posting;

	return find_by(put, at, &content_way, clue_of_content(item->content), candidates, err) &&
	       (!posting->ref ||
		find_by(put, at, &ref_way, clue_text(CLUE_REF, posting->ref), candidates, err)) &&
	       (!posting->url ||
		find_by(put, at, &link_way, clue_texts(CLUE_LINK, posting->url, posting->title),
			candidates, err));
}

static void take_candidates(struct putting *put, const struct candidates *candidates,
			    enum put_match match)
{
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *candidate = &candidates->items[i];
		struct put_item *item = &put->items[candidate->item];

		if (candidate->match == match &&
		    is_free(put, item, candidate->item, &candidate->row))
			take(put, item, match, &candidate->row);
	}
}

static bool find_elsewhere(struct putting *put, struct err *err)
{
	struct candidates candidates = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < put->file->count; i++)
		if (put->items[i].row.id == 0 && put->items[i].twin == i)
			ok = find_candidates(put, i, &candidates, err);
	for (int match = MATCH_CONTENT; ok && match <= MATCH_LINK; match++)
		take_candidates(put, &candidates, (enum put_match)match);
	VEC_RELEASE(&candidates);
	return ok;
}

/* -- by place */

static bool differ(const char *a, const char *b)
{
	return a && b && strcmp(a, b) != 0;
}

/* A feed that lost one posting and won another has another job at the same place. */
static bool is_other_job(const struct put_origin *old, const struct posting *posting)
{
	if (differ(old->ref, posting->ref))
		return true;
	return differ(old->title, posting->title) &&
	       (differ(old->url, posting->url) || differ(old->company, posting->company));
}

/* The same place of the same file, unless what stood there was found elsewhere in it. */
static void find_by_place(struct putting *put)
{
	for (size_t i = 0; i < put->file->count && i < put->old.count; i++) {
		struct put_item *item = &put->items[i];
		const struct put_origin *old = &put->old.items[i];

		if (is_free(put, item, i, &old->row) && !is_other_job(old, item->posting))
			take(put, item, MATCH_PLACE, &old->row);
	}
}

static void begin_items(struct putting *put)
{
	const struct put_file *file = put->file;

	for (size_t i = 0; i < file->count; i++) {
		struct put_item *item = &put->items[i];

		item->posting = &file->postings[i];
		item->draft = file->drafts ? file->drafts[i] : NULL;
		item->twin = i;
		if (item->draft)
			memcpy(item->content, item->draft->content, sizeof item->content);
		else
			draft_hash(item->posting, item->content);
	}
}

bool identify_rows(struct putting *put, struct err *err)
{
	struct by_content *sorted;
	bool ok;

	begin_items(put);
	sorted = sort_items(put);
	find_twins(put, sorted);
	if (put->old.count > 0)
		find_by_origin(put, sorted);
	free(sorted);
	ok = find_by_old_version(put, err) && find_elsewhere(put, err);
	if (ok && !put->is_stream)
		find_by_place(put);
	return ok;
}

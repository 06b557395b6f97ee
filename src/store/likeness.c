/* What of a posting's row is compared. */
#include "config.h"

#include "store/likeness_int.h"

#include "util/ascii.h"
#include "util/hash.h"
#include "util/strbuf.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>

static void add_meeting(struct likeness *likeness, int64_t meeting)
{
	if (likeness->meeting_count < LIKENESS_MEETINGS)
		likeness->meetings[likeness->meeting_count++] = meeting;
}

static int compare_meetings(const void *a, const void *b)
{
	const int64_t *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

static void sort_meetings(struct likeness *likeness)
{
	size_t kept = 0;

	qsort(likeness->meetings, likeness->meeting_count, sizeof *likeness->meetings,
	      compare_meetings);
	for (size_t i = 0; i < likeness->meeting_count; i++)
		if (kept == 0 || likeness->meetings[kept - 1] != likeness->meetings[i])
			likeness->meetings[kept++] = likeness->meetings[i];
	likeness->meeting_count = kept;
}

static void add_bands(struct likeness *likeness)
{
	int64_t hashes[SIGNATURE_BANDS];
	size_t count = alike_meeting(likeness->alike.job, &likeness->signature, hashes);

	for (size_t i = 0; i < count; i++)
		add_meeting(likeness, hashes[i]);
}

/* -- of a posting */

/* A hash of a job of a company and one thing more. */
static int64_t hash_with(int64_t company, const char *kind, const char *text)
{
	struct hash hash;

	hash_init(&hash);
	hash_add(&hash, (const char *)&company, sizeof company);
	hash_add(&hash, kind, strlen(kind) + 1);
	hash_add(&hash, text, strlen(text));
	return (int64_t)(hash.low >> 1);
}

static void add_names(struct strbuf *out, const struct place *place)
{
	const char *names[] = { place->country, place->region, place->city, place->area };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (i > 0)
			strbuf_putc(out, '|');
		strbuf_puts(out, names[i]);
	}
}

static void meet_at_place(struct likeness *likeness, const struct posting_place *item)
{
	struct strbuf text = STRBUF_INIT;

	if (item->place.kind != PLACE_NONE)
		add_names(&text, &item->place);
	else
		utf8_fold(&text, item->text, strlen(item->text));
	if (text.len > 0)
		add_meeting(likeness, hash_with(likeness->alike.company, "place", text.text));
	strbuf_release(&text);
}

/* Texts tell of themselves; a posting without one is known by its place or link. */
void likeness_make(struct likeness *likeness, const struct posting *posting,
		   const struct gazetteer *gazetteer)
{
	memset(likeness, 0, sizeof *likeness);
	likeness->signature = posting->signature;
	alike_make(&likeness->alike, posting, gazetteer);
	add_bands(likeness);
	if (likeness->alike.company != 0) {
		for (size_t i = 0; i < posting->locations.count && i < LIKENESS_PLACES; i++)
			meet_at_place(likeness, &posting->locations.items[i]);
		if (posting->url)
			add_meeting(likeness, hash_with(likeness->alike.company, "link",
							posting->url));
	}
	sort_meetings(likeness);
}

/* -- of a row */

/* The numbers of a text, divided by blanks. */
static void read_meetings(struct likeness *likeness, const char *text)
{
	while (text && ascii_is_digit(*text)) {
		char *end;
		long long number = strtoll(text, &end, 10);

		add_meeting(likeness, number);
		text = *end == ' ' ? end + 1 : NULL;
	}
}

void likeness_read_columns(sqlite3_stmt *stmt, struct likeness *likeness)
{
	likeness->id = sqlite3_column_int64(stmt, 0);
	likeness->cluster = sqlite3_column_int64(stmt, 1);
	likeness->alike.job = sqlite3_column_int64(stmt, 2);
	likeness->alike.company = sqlite3_column_int64(stmt, 3);
	signature_read(&likeness->signature, sqlite3_column_blob(stmt, 4),
		       (size_t)sqlite3_column_bytes(stmt, 4));
	likeness->meeting_count = 0;
	add_bands(likeness);
	read_meetings(likeness, (const char *)sqlite3_column_text(stmt, 5));
	sort_meetings(likeness);
}

/* Those of bands can be told from the signature. */
void likeness_meetings(const struct likeness *likeness, struct strbuf *text)
{
	int64_t bands[SIGNATURE_BANDS];
	size_t count = alike_meeting(likeness->alike.job, &likeness->signature, bands);

	for (size_t i = 0; i < likeness->meeting_count; i++) {
		bool is_band = false;

		for (size_t k = 0; k < count; k++)
			is_band |= bands[k] == likeness->meetings[i];
		if (!is_band)
			strbuf_printf(text, "%s%lld", text->len > 0 ? " " : "",
				      (long long)likeness->meetings[i]);
	}
}

int likeness_bind(sqlite3_stmt *stmt, int at, const struct likeness *likeness,
		  const struct strbuf *meetings)
{
	unsigned char bytes[SIGNATURE_BYTES];

	stmt_int(stmt, at++, likeness->alike.job);
	stmt_known(stmt, at++, likeness->alike.company, 0);
	signature_write(&likeness->signature, bytes);
	if (alike_has_text(&likeness->signature))
		sqlite3_bind_blob(stmt, at, bytes, sizeof bytes, SQLITE_TRANSIENT);
	at++;
	if (meetings->len > 0)
		sqlite3_bind_text64(stmt, at, meetings->text, meetings->len, SQLITE_STATIC,
				    SQLITE_UTF8);
	return at + 1;
}

bool likeness_read(struct connection *connection, int64_t id, struct likeness *likeness,
		   struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT " LIKENESS_COLUMNS " FROM posting p WHERE p.id = ?", err);
	enum stmt_step step;

	memset(likeness, 0, sizeof *likeness);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(connection, stmt, err);
	if (step == STMT_ROW)
		likeness_read_columns(stmt, likeness);
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

bool likeness_meets_at(const struct likeness *likeness, int64_t meeting)
{
	for (size_t i = 0; i < likeness->meeting_count; i++)
		if (likeness->meetings[i] == meeting)
			return true;
	return false;
}

/* What a posting said before. */
#include "config.h"

#include "store/version.h"

#include "store/store_int.h"
#include "store/version_int.h"
#include "util/date.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A source that writes the hour into its text has no more of it kept than this. */
#define VERSIONS_KEPT 32

/* What a version is made of, of posting p with document d and a source s that may be missing. */
#define NOW "p.version, coalesce(p.changed, p.added), s.path, p.title, p.company, p.url," \
	" p.workplace, (SELECT group_concat(text, '; ') FROM (SELECT text FROM place" \
	" WHERE posting = p.id AND is_scope = 0 ORDER BY ordinal)), p.pay_text, p.format, d.body"
#define NOW_FROM "posting p JOIN document d ON d.id = p.id LEFT JOIN source s ON s.id = p.source"

static bool run(struct store *store, const char *sql, int64_t id, int64_t value, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	stmt_int(stmt, 2, value);
	return stmt_run(&store->connection, stmt, err);
}

bool version_keep(struct store *store, int64_t id, int32_t today, struct err *err)
{
	return run(store, "INSERT OR REPLACE INTO version(number, first, source, title, company,"
		   " url, workplace, places, pay, format, body, posting, content, replaced)"
		   " SELECT " NOW ", p.id, p.content, ?2 FROM " NOW_FROM " WHERE p.id = ?1", id,
		   today, err) &&
	       run(store, "DELETE FROM version WHERE posting = ?1 AND number <="
		   " (SELECT version FROM posting WHERE id = ?1) - ?2", id, VERSIONS_KEPT, err);
}

static void read_version(sqlite3_stmt *stmt, struct version *version)
{
	int at = 0;

	version->number = sqlite3_column_int(stmt, at++);
	version->first = sqlite3_column_int(stmt, at++);
	version->source = stmt_column_text(stmt, at++);
	version->title = stmt_column_text(stmt, at++);
	version->company = stmt_column_text(stmt, at++);
	version->url = stmt_column_text(stmt, at++);
	version->workplace = (enum workplace)stmt_column_known(stmt, at++, WORKPLACE_UNKNOWN);
	version->places = stmt_column_text(stmt, at++);
	version->pay = stmt_column_text(stmt, at++);
	version->format = (enum body_format)sqlite3_column_int(stmt, at++);
	strbuf_init(&version->body);
	strbuf_add(&version->body, sqlite3_column_blob(stmt, at),
		   (size_t)sqlite3_column_bytes(stmt, at));
	version->replaced = (int32_t)stmt_column_known(stmt, at + 1, DATE_UNKNOWN);
}

/* Adds the versions that SQL selects. */
static bool add_versions(struct store *store, const char *sql, int64_t id,
			 struct versions *versions, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		read_version(stmt, VEC_PUSH(versions));
	return step == STMT_DONE;
}

bool version_list(struct store *store, int64_t id, struct versions *versions, struct err *err)
{
	versions_release(versions);
	if (!add_versions(store, "SELECT number, first, source, title, company, url, workplace,"
			  " places, pay, format, body, replaced FROM version WHERE posting = ?"
			  " ORDER BY number", id, versions, err) ||
	    !add_versions(store, "SELECT " NOW ", NULL FROM " NOW_FROM " WHERE p.id = ?", id,
			  versions, err))
		return false;
	if (versions->count == 0)
		return err_set(err, STATUS_NO_INPUT, "there is no posting %" PRId64, id);
	return true;
}

void versions_release(struct versions *versions)
{
	for (size_t i = 0; i < versions->count; i++) {
		struct version *version = &versions->items[i];

		free(version->source);
		free(version->title);
		free(version->company);
		free(version->url);
		free(version->places);
		free(version->pay);
		strbuf_release(&version->body);
	}
	VEC_RELEASE(versions);
}

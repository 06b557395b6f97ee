/* The tables, and how they came about. */
#include "config.h"

#include "store/schema_int.h"

#include "store/list_int.h"
#include "util/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Step N brings version N to N + 1. A step that has been released is never changed; add another.
 *
 * source       one row a file, or what a command printed (`kind`, see store/put.h); `name` is the
 *              entry of sources.yaml that it belongs to
 * posting      one row a posting; unknown facts are NULL. `key` is what the user's marks hang on
 *              and never changes; `content` is the hash of what it says now, `version` how many
 *              texts it has had with this one, `source` the file that this one was read from,
 *              `ref` what its source calls it. Money is in hundredths; the pay_year columns are
 *              whole units a year, for comparing. Days count from 1970-01-01, zones are minutes
 *              east of UTC; `conflicts` names the fields of which two things are said. `facts`, as
 *              in source, is the version of the reader. `cluster` is the lowest id of the postings
 *              that are one job, 0 for one that is alone. `job` is a hash of the title, `alike` of
 *              company and title, `signature` a sample of the text (see posting/alike.h),
 *              `meetings` further hashes by which those of its cluster are found. `places`,
 *              `stack`, `languages` and `evidence` are lists (see list_int.h); SQL sees the first
 *              three as tables place, technology and language
 * rule         the names of the rules of evidence
 * clue_run, clue_page  by which hashes postings are known again (see store/clue_int.h)
 * marked       the postings that ever had a mark, by their keys
 * version      the texts that a posting had before, from the first on
 * document     what words are looked for in; the body is kept here as read
 * word         the index over document (external content: it keeps no copy)
 * origin       which posting stands at which place of which file, and what that file says of it:
 *              the hashes of the text and of the dates, the link and the name
 * refresh      how the last refresh of an entry of sources.yaml went; seconds since the epoch
 * segment      a stretch of postings, [first, end), whose words are sets (index/segment.h); one
 * that
 *              is not whole is being written, and counts for nothing
 * term         of a segment: the postings with a term, packed (index/packed.h), or the posting_set
 *              that holds them, where they are many
 * piece        of a segment: a column of facts (index/column.h)
 * run          the terms of the postings that are in no segment or changed since (index/run.h)
 * touched      postings whose facts changed since their piece was written, and with which change
 * stale        texts that `word` still has, of postings that say something else now
 * engine       one row: `change` rises with each transaction that puts postings, `marked` with each
 *              mark that the first screen depends on, `layout` with each
 *              that writes segments; postings below `sealed` are in segments, those below `phrased`
 *              in `word`; where it is not built, sets are still to be made of what was there before
 * start        what the empty line gives, with the state of `engine` that it is of (start_int.h);
 *              start_row its first rows, start_facet and start_value the values of its facets
 * mark         what the user said: shortlist (its place), stage, notes, hidden (the reason), seen
 *              (the version that was opened), tag/NAME
 * journal      one entry an action of the user, with the values before and after
 */

/* Lists as they are packed (list_int.h), of a row of the tables where they were. */
#define PLACE_ITEMS "'2:' || is_scope || kind || " LIST_ITEM("country") " || " \
	LIST_ITEM("region") " || " LIST_ITEM("city") " || " LIST_ITEM("area") " || " \
	LIST_ITEM("text")
#define NAMED_ITEM LIST_ITEM("(need || name)")

static const char *const steps[] = {
	"CREATE TABLE source(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,"
	"  bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, hash TEXT NOT NULL,"
	"  postings INTEGER NOT NULL, loaded INTEGER NOT NULL) STRICT;"
	"CREATE TABLE posting(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,"
	"  content TEXT NOT NULL, url TEXT, title TEXT, title_inferred INTEGER NOT NULL,"
	"  company TEXT, workplace INTEGER, workplace_conflict INTEGER NOT NULL,"
	"  employment INTEGER NOT NULL, seniority INTEGER, years_min INTEGER, years_max INTEGER,"
	"  pay_min INTEGER, pay_max INTEGER, pay_currency TEXT, pay_period INTEGER, pay_text TEXT,"
	"  pay_year_min INTEGER, pay_year_max INTEGER, posted INTEGER, expires INTEGER,"
	"  visa INTEGER, format INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER,"
	"  gone INTEGER) STRICT;"
	"CREATE INDEX posting_content ON posting(content);"
	"CREATE INDEX posting_url ON posting(url) WHERE url IS NOT NULL;"
	"CREATE INDEX posting_posted ON posting(posted);"
	"CREATE TABLE origin(source INTEGER NOT NULL REFERENCES source(id),"
	"  ordinal INTEGER NOT NULL, posting INTEGER NOT NULL REFERENCES posting(id),"
	"  PRIMARY KEY(source, ordinal)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX origin_posting ON origin(posting);"
	"CREATE TABLE place(posting INTEGER NOT NULL REFERENCES posting(id),"
	"  is_scope INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind INTEGER NOT NULL,"
	"  country TEXT NOT NULL, region TEXT NOT NULL, city TEXT NOT NULL, area TEXT NOT NULL,"
	"  text TEXT NOT NULL, PRIMARY KEY(posting, is_scope, ordinal)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX place_where ON place(country, region, city);"
	"CREATE TABLE technology(posting INTEGER NOT NULL REFERENCES posting(id),"
	"  ordinal INTEGER NOT NULL, name TEXT NOT NULL, need INTEGER NOT NULL,"
	"  PRIMARY KEY(posting, ordinal)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX technology_name ON technology(name, need);"
	"CREATE TABLE evidence(posting INTEGER NOT NULL REFERENCES posting(id),"
	"  ordinal INTEGER NOT NULL, field TEXT NOT NULL, start INTEGER NOT NULL,"
	"  end INTEGER NOT NULL, rule TEXT NOT NULL,"
	"  PRIMARY KEY(posting, ordinal)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE document(id INTEGER PRIMARY KEY REFERENCES posting(id), title TEXT,"
	"  company TEXT, places TEXT, stack TEXT, body BLOB NOT NULL) STRICT;"
	SCHEMA_WORD
	"CREATE TABLE mark(key TEXT NOT NULL, name TEXT NOT NULL, value ANY NOT NULL,"
	"  PRIMARY KEY(key, name)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX mark_name ON mark(name, value);"
	"CREATE TABLE journal(id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,"
	"  what TEXT NOT NULL, is_undone INTEGER NOT NULL DEFAULT 0) STRICT;"
	"CREATE TABLE journal_change(entry INTEGER NOT NULL REFERENCES journal(id),"
	"  ordinal INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, before ANY, after ANY,"
	"  PRIMARY KEY(entry, ordinal)) STRICT, WITHOUT ROWID;",

	"ALTER TABLE source ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE posting ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE posting ADD COLUMN office_days INTEGER;"
	"ALTER TABLE posting ADD COLUMN zone_min INTEGER;"
	"ALTER TABLE posting ADD COLUMN zone_max INTEGER;"
	"ALTER TABLE posting ADD COLUMN zone_text TEXT;"
	"ALTER TABLE posting ADD COLUMN extras INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE posting ADD COLUMN clearance INTEGER;"
	"ALTER TABLE posting ADD COLUMN education INTEGER;"
	"ALTER TABLE posting ADD COLUMN conflicts TEXT NOT NULL DEFAULT '';"
	"UPDATE posting SET conflicts = 'workplace' WHERE workplace_conflict;"
	"ALTER TABLE posting DROP COLUMN workplace_conflict;"
	"CREATE TABLE language(posting INTEGER NOT NULL REFERENCES posting(id),"
	"  ordinal INTEGER NOT NULL, name TEXT NOT NULL, need INTEGER NOT NULL,"
	"  PRIMARY KEY(posting, ordinal)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX language_name ON language(name);",

	"ALTER TABLE source ADD COLUMN name TEXT;"
	"ALTER TABLE source ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE posting ADD COLUMN ref TEXT;"
	"ALTER TABLE posting ADD COLUMN source INTEGER;"
	"ALTER TABLE posting ADD COLUMN version INTEGER NOT NULL DEFAULT 1;"
	"ALTER TABLE posting ADD COLUMN cluster INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE posting ADD COLUMN job INTEGER;"
	"ALTER TABLE posting ADD COLUMN alike INTEGER;"
	"ALTER TABLE posting ADD COLUMN signature BLOB;"
	"UPDATE posting SET"
	"  source = (SELECT min(source) FROM origin WHERE origin.posting = posting.id);"
	"CREATE INDEX posting_ref ON posting(ref) WHERE ref IS NOT NULL;"
	"DROP INDEX posting_url;"
	"CREATE INDEX posting_url ON posting(url, title) WHERE url IS NOT NULL;"
	"CREATE INDEX posting_cluster ON posting(cluster) WHERE cluster > 0;"
	"CREATE INDEX posting_alike ON posting(alike) WHERE alike IS NOT NULL;"
	"CREATE TABLE likeness(hash INTEGER NOT NULL, posting INTEGER NOT NULL,"
	"  PRIMARY KEY(hash, posting)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX likeness_posting ON likeness(posting);"
	"ALTER TABLE origin ADD COLUMN content TEXT;"
	"ALTER TABLE origin ADD COLUMN url TEXT;"
	"ALTER TABLE origin ADD COLUMN ref TEXT;"
	"ALTER TABLE origin ADD COLUMN dates INTEGER;"
	"UPDATE origin SET url = (SELECT url FROM posting WHERE id = origin.posting);"
	"CREATE TABLE version(posting INTEGER NOT NULL REFERENCES posting(id),"
	"  number INTEGER NOT NULL, content TEXT NOT NULL, first INTEGER NOT NULL,"
	"  replaced INTEGER NOT NULL, source TEXT, title TEXT, company TEXT, url TEXT,"
	"  workplace INTEGER, places TEXT, pay TEXT, format INTEGER NOT NULL,"
	"  body BLOB NOT NULL, PRIMARY KEY(posting, number)) STRICT;"
	"CREATE INDEX journal_change_key ON journal_change(key, name);"
	"CREATE TABLE refresh(name TEXT PRIMARY KEY, began INTEGER NOT NULL, ended INTEGER,"
	"  ok INTEGER NOT NULL DEFAULT 0, message TEXT, new_count INTEGER NOT NULL DEFAULT 0,"
	"  changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,"
	"  gone INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;",

	"CREATE TABLE rule(id INTEGER PRIMARY KEY, field TEXT NOT NULL, name TEXT NOT NULL,"
	"  UNIQUE(field, name)) STRICT;"
	"INSERT INTO rule(field, name) SELECT DISTINCT field, rule FROM evidence;"
	"CREATE TABLE new_posting(id INTEGER PRIMARY KEY, key TEXT NOT NULL,"
	"  content TEXT NOT NULL, ref TEXT, source INTEGER, facts INTEGER NOT NULL, url TEXT,"
	"  title TEXT, title_inferred INTEGER NOT NULL, company TEXT, workplace INTEGER,"
	"  office_days INTEGER, zone_min INTEGER, zone_max INTEGER, zone_text TEXT,"
	"  employment INTEGER NOT NULL, seniority INTEGER, years_min INTEGER, years_max INTEGER,"
	"  pay_min INTEGER, pay_max INTEGER, pay_currency TEXT, pay_period INTEGER, pay_text TEXT,"
	"  pay_year_min INTEGER, pay_year_max INTEGER, extras INTEGER NOT NULL, posted INTEGER,"
	"  expires INTEGER, visa INTEGER, clearance INTEGER, education INTEGER,"
	"  conflicts TEXT NOT NULL, format INTEGER NOT NULL, added INTEGER NOT NULL,"
	"  changed INTEGER, gone INTEGER, version INTEGER NOT NULL DEFAULT 1,"
	"  cluster INTEGER NOT NULL DEFAULT 0, places TEXT, stack TEXT, languages TEXT,"
	"  job INTEGER, alike INTEGER, meetings TEXT, signature BLOB, evidence TEXT) STRICT;"
	"INSERT INTO new_posting SELECT id, key, content, ref, source, facts, url, title,"
	"  title_inferred, company, workplace, office_days, zone_min, zone_max, zone_text,"
	"  employment, seniority, years_min, years_max, pay_min, pay_max, pay_currency, pay_period,"
	"  pay_text, pay_year_min, pay_year_max, extras, posted, expires, visa, clearance,"
	"  education, conflicts, format, added, changed, gone, version, cluster,"
	"  (SELECT group_concat(" PLACE_ITEMS ", '') FROM (SELECT * FROM place"
	"    WHERE posting = p.id ORDER BY is_scope, ordinal)),"
	"  (SELECT group_concat(" NAMED_ITEM ", '') FROM (SELECT * FROM technology"
	"    WHERE posting = p.id ORDER BY ordinal)),"
	"  (SELECT group_concat(" NAMED_ITEM ", '') FROM (SELECT * FROM language"
	"    WHERE posting = p.id ORDER BY ordinal)),"
	"  job, alike,"
	"  (SELECT group_concat(hash, ' ') FROM likeness WHERE posting = p.id), signature,"
	"  (SELECT group_concat(number || ' ' || start || ' ' || end, ' ') FROM"
	"    (SELECT r.id AS number, start, end FROM evidence e JOIN rule r"
	"     ON r.field = e.field AND r.name = e.rule WHERE posting = p.id ORDER BY ordinal))"
	"  FROM posting p;"
	"DROP TABLE place;"
	"DROP TABLE technology;"
	"DROP TABLE language;"
	"DROP TABLE evidence;"
	"DROP TABLE likeness;"
	"DROP TABLE posting;"
	"ALTER TABLE new_posting RENAME TO posting;"
	"CREATE INDEX posting_cluster ON posting(cluster) WHERE cluster > 0;"
	"CREATE INDEX posting_gone ON posting(id) WHERE gone IS NOT NULL;"
	"CREATE INDEX posting_changed ON posting(id) WHERE version > 1;"
	"CREATE TABLE marked(key TEXT PRIMARY KEY, posting INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"INSERT OR IGNORE INTO marked SELECT p.key, p.id FROM posting p JOIN (SELECT key FROM mark"
	"  UNION SELECT key FROM journal_change UNION SELECT substr(name, 7) FROM mark"
	"  WHERE name GLOB 'apart/*') m ON m.key = p.key;"
	"CREATE TABLE clue_run(id INTEGER PRIMARY KEY, entries INTEGER NOT NULL,"
	"  bits INTEGER NOT NULL, lines INTEGER NOT NULL) STRICT;"
	"CREATE TABLE clue_page(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;"
	"CREATE TABLE segment(id INTEGER PRIMARY KEY, first INTEGER NOT NULL,"
	"  end INTEGER NOT NULL, began INTEGER NOT NULL, is_whole INTEGER NOT NULL DEFAULT 0)"
	"  STRICT;"
	"CREATE TABLE term(segment INTEGER NOT NULL, text BLOB NOT NULL, postings ANY NOT NULL,"
	"  PRIMARY KEY(segment, text)) STRICT, WITHOUT ROWID;"
	"CREATE TABLE posting_set(id INTEGER PRIMARY KEY, bits BLOB NOT NULL) STRICT;"
	"CREATE TABLE piece(segment INTEGER NOT NULL, field TEXT NOT NULL, bytes BLOB NOT NULL,"
	"  PRIMARY KEY(segment, field)) STRICT;"
	"CREATE TABLE run(id INTEGER PRIMARY KEY, postings INTEGER NOT NULL,"
	"  bytes BLOB NOT NULL) STRICT;"
	"CREATE TABLE touched(posting INTEGER PRIMARY KEY, change INTEGER NOT NULL) STRICT;"
	"CREATE INDEX touched_change ON touched(change);"
	"CREATE TABLE stale(id INTEGER PRIMARY KEY, title TEXT, company TEXT, places TEXT,"
	"  stack TEXT, body BLOB NOT NULL) STRICT;"
	"CREATE TABLE engine(id INTEGER PRIMARY KEY CHECK(id = 1), change INTEGER NOT NULL,"
	"  marked INTEGER NOT NULL, layout INTEGER NOT NULL, sealed INTEGER NOT NULL,"
	"  phrased INTEGER NOT NULL, is_built INTEGER NOT NULL) STRICT;"
	"INSERT INTO engine(id, change, marked, layout, sealed, phrased, is_built)"
	"  SELECT 1, 1, 1, 1, 1, coalesce(max(id), 0) + 1, count(*) = 0 FROM posting;"
	"CREATE TABLE start(id INTEGER PRIMARY KEY CHECK(id = 1), change INTEGER NOT NULL,"
	"  marked INTEGER NOT NULL, today INTEGER NOT NULL, rows INTEGER NOT NULL,"
	"  all_rows INTEGER NOT NULL, postings INTEGER NOT NULL,"
	"  all_postings INTEGER NOT NULL) STRICT;"
	"CREATE TABLE start_row(place INTEGER PRIMARY KEY, posting INTEGER NOT NULL) STRICT;"
	"CREATE TABLE start_facet(field TEXT PRIMARY KEY, unknown INTEGER NOT NULL,"
	"  total INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE start_value(field TEXT NOT NULL, place INTEGER NOT NULL,"
	"  value TEXT NOT NULL, label TEXT NOT NULL, code TEXT, has_parts INTEGER NOT NULL,"
	"  count INTEGER NOT NULL, PRIMARY KEY(field, place)) STRICT, WITHOUT ROWID;"
	SCHEMA_WORD_SETTINGS,
};

/* The hash of what schema_text() gives after the last step: a database of which it is that need not
 * be compared with one that is made for it, which takes most of the time of opening. Where SQLite
 * writes the sentences otherwise, they are compared. A test says when it is outdated. */
#define SCHEMA_HASH "9a44c223e5952bdbb92ed9bb93c60594"

#define STEP_COUNT ((int)(sizeof steps / sizeof *steps))

int schema_version(void)
{
	return STEP_COUNT;
}

static bool set_numbers(struct connection *connection, int version, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		 SCHEMA_APPLICATION_ID, version);
	return stmt_exec(connection, sql, err);
}

/* Whether another process has taken the step while this one waited for its turn. */
static bool is_done(struct connection *connection, int step)
{
	sqlite3_stmt *stmt = stmt_make(connection, "PRAGMA user_version", NULL);
	int64_t version = 0;
	bool ok = stmt && stmt_value(connection, stmt, 0, &version, NULL);

	sqlite3_finalize(stmt);
	return ok && version > step;
}

bool schema_take_step(struct connection *connection, int step, struct err *err)
{
	bool ok;

	/* A table that others refer to may be made anew under its name. Within a transaction the
	 * sentence would have no effect. */
	if (!stmt_exec(connection, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", err))
		return false;
	ok = (is_done(connection, step) ||
	     (stmt_exec(connection, steps[step], err) && set_numbers(connection, step + 1, err))) &&
	     stmt_exec(connection, "COMMIT", err);
	if (!ok)
		sqlite3_exec(connection->db, "ROLLBACK", NULL, NULL, NULL);
	return stmt_exec(connection, "PRAGMA foreign_keys = ON", err) && ok;
}

bool schema_upgrade(struct connection *connection, int from, struct err *err)
{
	for (int step = from; step < STEP_COUNT; step++)
		if (!schema_take_step(connection, step, err))
			return false;
	return true;
}

/* The text of every table of ours, as SQLite keeps it, in one string; the tables behind the word
 * index are SQLite's own. */
static bool schema_text(struct connection *connection, char **text, struct err *err)
{
	sqlite3_stmt *stmt = stmt_make(connection,
		"SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema"
		" WHERE sql IS NOT NULL AND name NOT GLOB 'word_*' ORDER BY type, name)", err);

	*text = NULL;
	if (!stmt)
		return false;
	if (stmt_step(connection, stmt, err) == STMT_ROW)
		*text = stmt_column_text(stmt, 0);
	sqlite3_finalize(stmt);
	return *text != NULL;
}

/* Compares with the tables of a database that is made for that. */
static bool is_as_made(struct connection *connection, const char *have, struct err *err)
{
	struct connection fresh = { .path = ":memory:" };
	char *want = NULL;
	bool ok = sqlite3_open(":memory:", &fresh.db) == SQLITE_OK &&
		  schema_upgrade(&fresh, 0, err) && schema_text(&fresh, &want, err);

	sqlite3_close(fresh.db);
	if (ok && strcmp(have, want) != 0)
		ok = err_set(err, STATUS_BAD_DATA, "%s: its tables are not those of a shortlist "
			     "database; nothing was written to it; name another with --db",
			     connection->path);
	free(want);
	return ok;
}

static bool is_known(const char *have)
{
	char hex[HASH_HEX_LEN + 1];
	struct hash hash;

	hash_init(&hash);
	hash_add(&hash, have, strlen(have));
	hash_hex(&hash, hex);
	return strcmp(hex, SCHEMA_HASH) == 0;
}

bool schema_matches(struct connection *connection, struct err *err)
{
	char *have = NULL;
	bool ok = schema_text(connection, &have, err);

	ok = ok && (is_known(have) || is_as_made(connection, have, err));
	free(have);
	return ok;
}

bool schema_is_known(struct connection *connection)
{
	char *have = NULL;
	bool known = schema_text(connection, &have, NULL) && is_known(have);

	free(have);
	return known;
}

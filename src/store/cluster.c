/* Finding the postings that are one job, one posting at a time. */
#include "config.h"

#include "store/cluster_int.h"

#include "posting/alike.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/hash.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

#define PLACES_MEETING 8         /* of a posting, by which it may be found */

struct ids { int64_t *items; size_t count, cap; };

/* What of a row is compared. */
struct likeness {
	int64_t id, cluster;
	struct alike alike;
	struct signature signature;
};

/* A posting on its way into a cluster: the groups it is alike to, by their lowest ids. */
struct joining {
	struct store *store;
	struct likeness self;
	struct ids groups;
	bool is_by_text;         /* one of them has a text that is alike */
};

static int64_t group_of(const struct likeness *likeness)
{
	return likeness->cluster > 0 ? likeness->cluster : likeness->id;
}

static void add_once(struct ids *ids, int64_t id)
{
	for (size_t i = 0; i < ids->count; i++)
		if (ids->items[i] == id)
			return;
	*VEC_PUSH(ids) = id;
}

/* -- rows */

#define LIKENESS_COLUMNS "p.id, p.cluster, p.job, p.alike, p.signature"

static void read_columns(sqlite3_stmt *stmt, struct likeness *likeness)
{
	likeness->id = sqlite3_column_int64(stmt, 0);
	likeness->cluster = sqlite3_column_int64(stmt, 1);
	likeness->alike.job = sqlite3_column_int64(stmt, 2);
	likeness->alike.company = sqlite3_column_int64(stmt, 3);
	signature_read(&likeness->signature, sqlite3_column_blob(stmt, 4),
		       (size_t)sqlite3_column_bytes(stmt, 4));
}

static bool read_likeness(struct store *store, int64_t id, struct likeness *likeness,
			  struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT " LIKENESS_COLUMNS " FROM posting p WHERE p.id = ?", err);
	enum stmt_step step;

	memset(likeness, 0, sizeof *likeness);
	if (!stmt)
		return false;
	stmt_int(stmt, 1, id);
	step = stmt_step(&store->connection, stmt, err);
	if (step == STMT_ROW)
		read_columns(stmt, likeness);
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

static bool write_likeness(struct store *store, const struct likeness *likeness, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"UPDATE posting SET job = ?, alike = ?, signature = ? WHERE id = ?", err);
	unsigned char bytes[SIGNATURE_BYTES];

	if (!stmt)
		return false;
	signature_write(&likeness->signature, bytes);
	stmt_int(stmt, 1, likeness->alike.job);
	stmt_known(stmt, 2, likeness->alike.company, 0);
	if (alike_has_text(&likeness->signature))
		stmt_blob(stmt, 3, (const char *)bytes, sizeof bytes);
	stmt_int(stmt, 4, likeness->id);
	return stmt_run(&store->connection, stmt, err);
}

/* Runs a statement whose only values are numbers. */
static bool run(struct store *store, const char *sql, int64_t first, int64_t second,
		struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);

	if (!stmt)
		return false;
	stmt_int(stmt, 1, first);
	if (second)
		stmt_int(stmt, 2, second);
	return stmt_run(&store->connection, stmt, err);
}

/* -- where postings meet */

static bool meet(struct store *store, int64_t id, int64_t hash, struct err *err)
{
	return run(store, "INSERT OR IGNORE INTO likeness(hash, posting) VALUES(?, ?)", hash, id,
		   err);
}

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

static bool meet_at_place(struct store *store, const struct likeness *likeness,
			  const struct posting_place *item, struct err *err)
{
	struct strbuf text = STRBUF_INIT;
	bool ok = true;

	if (item->place.kind != PLACE_NONE)
		strbuf_printf(&text, "%s|%s|%s|%s", item->place.country, item->place.region,
			      item->place.city, item->place.area);
	else
		utf8_fold(&text, item->text, strlen(item->text));
	if (text.len > 0)
		ok = meet(store, likeness->id,
			  hash_with(likeness->alike.company, "place", text.text), err);
	strbuf_release(&text);
	return ok;
}

/* Texts tell of themselves; a posting without one is known by its place or link. */
static bool write_meetings(struct store *store, const struct likeness *likeness,
			   const struct posting *posting, struct err *err)
{
	int64_t hashes[SIGNATURE_BANDS];
	size_t count = alike_meeting(likeness->alike.job, &likeness->signature, hashes);

	for (size_t i = 0; i < count; i++)
		if (!meet(store, likeness->id, hashes[i], err))
			return false;
	if (likeness->alike.company == 0)
		return true;
	for (size_t i = 0; i < posting->locations.count && i < PLACES_MEETING; i++)
		if (!meet_at_place(store, likeness, &posting->locations.items[i], err))
			return false;
	return !posting->url || meet(store, likeness->id,
				     hash_with(likeness->alike.company, "link", posting->url), err);
}

/* -- who is alike */

/* Whether all that have a text in a cluster have one that is alike to that of SELF: one without a
 * text does not bring together what differs. */
static bool fits_texts(struct joining *joining, int64_t cluster, bool *fits, struct err *err)
{
	struct connection *connection = &joining->store->connection;
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT " LIKENESS_COLUMNS " FROM posting p WHERE p.cluster = ?"
		" AND p.cluster > 0 AND p.signature IS NOT NULL ORDER BY p.id LIMIT 1", err);
	struct likeness other;
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, cluster);
	step = stmt_step(connection, stmt, err);
	*fits = step != STMT_ROW;
	if (step == STMT_ROW) {
		read_columns(stmt, &other);
		*fits = alike_texts(&joining->self.signature, &other.signature, true);
	}
	sqlite3_reset(stmt);
	return step != STMT_FAILED;
}

/* Takes a candidate that was found by what both have. */
static void take(struct joining *joining, const struct likeness *other, bool by_text)
{
	if (by_text && !joining->is_by_text)
		VEC_CLEAR(&joining->groups);
	joining->is_by_text |= by_text;
	if (by_text || !joining->is_by_text)
		add_once(&joining->groups, group_of(other));
}

static bool try(struct joining *joining, const struct likeness *other, struct err *err)
{
	const struct likeness *self = &joining->self;
	bool same_company = self->alike.company != 0 &&
			    self->alike.company == other->alike.company;
	bool has_text = alike_has_text(&self->signature), fits = true;

	if (self->alike.job != other->alike.job)
		return true;
	if (has_text && alike_has_text(&other->signature)) {
		if (alike_texts(&self->signature, &other->signature, same_company))
			take(joining, other, true);
		return true;
	}
	if (has_text && other->cluster > 0 &&
	    !fits_texts(joining, other->cluster, &fits, err))
		return false;
	if (fits)
		take(joining, other, false);
	return true;
}

/* Adds the ids that a statement yields for VALUE, at most CLUSTER_TRIED, the lowest first. */
static bool read_ids(struct store *store, const char *sql, int64_t value, struct ids *ids,
		     struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, sql, err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, value);
	stmt_int(stmt, 2, CLUSTER_TRIED);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		add_once(ids, sqlite3_column_int64(stmt, 0));
	return step == STMT_DONE;
}

/* Those of the same company and title, where there is a text to compare, and those that are met
 * elsewhere. Each place is looked at by itself, so that a crowded one hides no other. */
static bool read_candidates(struct joining *joining, struct ids *candidates, struct err *err)
{
	const struct likeness *self = &joining->self;
	struct ids hashes = { 0 };
	bool ok = self->alike.company == 0 || !alike_has_text(&self->signature) ||
		  read_ids(joining->store, "SELECT id FROM posting WHERE alike = ?"
			   " AND signature IS NOT NULL ORDER BY id LIMIT ?", self->alike.company,
			   candidates, err);

	ok = ok && read_ids(joining->store, "SELECT hash FROM likeness WHERE posting = ?"
			    " ORDER BY hash LIMIT ?", self->id, &hashes, err);
	for (size_t i = 0; ok && i < hashes.count; i++)
		ok = read_ids(joining->store, "SELECT posting FROM likeness WHERE hash = ?"
			      " ORDER BY posting LIMIT ?", hashes.items[i], candidates, err);
	VEC_RELEASE(&hashes);
	return ok;
}

static bool find_groups(struct joining *joining, struct err *err)
{
	struct ids candidates = { 0 };
	bool ok = read_candidates(joining, &candidates, err);

	for (size_t i = 0; ok && i < candidates.count; i++) {
		struct likeness other;

		if (candidates.items[i] == joining->self.id)
			continue;
		ok = read_likeness(joining->store, candidates.items[i], &other, err) &&
		     try(joining, &other, err);
	}
	VEC_RELEASE(&candidates);
	return ok;
}

/* -- what the user said */

/* Whether the user said of a posting of one group and of one of the other that they are apart. */
static bool are_apart(struct store *store, int64_t one, int64_t other, bool *apart,
		      struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT count(*) FROM mark m JOIN posting a ON a.key = m.key JOIN posting b"
		" ON b.key = substr(m.name, length('" CLUSTER_APART "') + 1)"
		" WHERE m.name > '" CLUSTER_APART "' AND m.name < 'apart0'"
		" AND (?1 IN (a.id, a.cluster) AND ?2 IN (b.id, b.cluster)"
		"  OR ?2 IN (a.id, a.cluster) AND ?1 IN (b.id, b.cluster))", err);
	int64_t count;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, one);
	stmt_int(stmt, 2, other);
	if (!stmt_value(&store->connection, stmt, 0, &count, err))
		return false;
	*apart = count > 0;
	return true;
}

/* -- joining */

/* The postings of a group, which is a cluster or one that is alone. */
static bool read_members(struct store *store, int64_t group, struct ids *members, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"SELECT id FROM posting WHERE cluster > 0 AND cluster = ? ORDER BY id", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	stmt_int(stmt, 1, group);
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW)
		*VEC_PUSH(members) = sqlite3_column_int64(stmt, 0);
	if (members->count == 0)
		*VEC_PUSH(members) = group;
	return step == STMT_DONE;
}

/* Row by row: a statement that changes several costs as much as the whole transaction so far. */
static bool set_clusters(struct store *store, const struct ids *ids, int64_t cluster,
			 struct err *err)
{
	for (size_t i = 0; i < ids->count; i++)
		if (!run(store, "UPDATE posting SET cluster = ?1 WHERE id = ?2", cluster,
			 ids->items[i], err))
			return false;
	return true;
}

/* Only what was a cluster of its own is looked at whole. */
static bool set_group(struct store *store, int64_t group, int64_t cluster, struct err *err)
{
	struct ids members = { 0 };
	bool ok = run(store, "UPDATE posting SET cluster = ?1 WHERE id = ?2 AND cluster = 0",
		      cluster, group, err);

	if (!ok || group == cluster || sqlite3_changes(store->connection.db) > 0)
		return ok;
	ok = read_members(store, group, &members, err) &&
	     set_clusters(store, &members, cluster, err);
	VEC_RELEASE(&members);
	return ok;
}

/* Makes one cluster of two groups; *group is that of both. */
static bool unite(struct store *store, int64_t *group, int64_t other, struct err *err)
{
	int64_t low = *group < other ? *group : other, high = *group < other ? other : *group;
	bool apart;

	if (low == high)
		return true;
	if (!are_apart(store, low, high, &apart, err))
		return false;
	if (apart)
		return true;
	*group = low;
	return set_group(store, low, low, err) && set_group(store, high, low, err);
}

/* One without a text joins one group only. */
static bool join(struct store *store, const struct likeness *self, struct err *err)
{
	struct joining joining = { .store = store, .self = *self };
	int64_t group = self->id;
	bool ok = find_groups(&joining, err);
	size_t count = joining.is_by_text || joining.groups.count < 1 ? joining.groups.count : 1;

	for (size_t i = 0; ok && i < count; i++)
		ok = unite(store, &group, joining.groups.items[i], err);
	VEC_RELEASE(&joining.groups);
	return ok;
}

static bool join_again(struct store *store, int64_t id, struct err *err)
{
	struct likeness self;

	return read_likeness(store, id, &self, err) && join(store, &self, err);
}

/* Takes one out of a cluster that is too large to be looked at whole; the others stay together. */
static bool leave(struct store *store, struct ids *members, int64_t id, struct err *err)
{
	if (!set_clusters(store, &(struct ids){ &id, 1, 1 }, 0, err))
		return false;
	if (id != members->items[0])
		return true;
	VEC_REMOVE(members, 0);
	return set_clusters(store, members, members->items[0], err);
}

static bool settle_all(struct store *store, const struct ids *members, struct err *err)
{
	bool ok = set_clusters(store, members, 0, err);

	for (size_t i = 0; ok && i < members->count; i++)
		ok = join_again(store, members->items[i], err);
	return ok;
}

/* Of GROUP, in which ID is. */
static bool settle(struct store *store, int64_t group, int64_t id, struct err *err)
{
	struct ids members = { 0 };
	bool ok = read_members(store, group, &members, err);

	if (ok && members.count > CLUSTER_TRIED)
		ok = leave(store, &members, id, err) && join_again(store, id, err);
	else if (ok)
		ok = settle_all(store, &members, err);
	VEC_RELEASE(&members);
	return ok;
}

bool cluster_settle(struct store *store, int64_t id, struct err *err)
{
	struct likeness likeness;

	return read_likeness(store, id, &likeness, err) &&
	       settle(store, group_of(&likeness), id, err);
}

static bool is_same(const struct likeness *a, const struct likeness *b)
{
	return a->alike.job == b->alike.job && a->alike.company == b->alike.company &&
	       alike_has_text(&a->signature) &&
	       memcmp(&a->signature, &b->signature, sizeof a->signature) == 0;
}

bool cluster_place(struct store *store, int64_t id, const struct posting *posting, struct err *err)
{
	struct likeness likeness = { .id = id, .signature = posting->signature }, old;

	alike_make(&likeness.alike, posting, store->vocabulary->gazetteer);
	if (!read_likeness(store, id, &old, err) || !write_likeness(store, &likeness, err))
		return false;
	/* A new row has met nobody. */
	if (old.alike.job != 0 &&
	    !run(store, "DELETE FROM likeness WHERE posting = ?", id, 0, err))
		return false;
	if (!write_meetings(store, &likeness, posting, err))
		return false;
	if (is_same(&likeness, &old))
		return true;
	return old.cluster > 0 ? settle(store, old.cluster, id, err)
			       : join(store, &likeness, err);
}

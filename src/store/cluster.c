/* Finding the postings that are one job, one posting at a time. */
#include "config.h"

#include "store/cluster_int.h"

#include "store/clue_int.h"
#include "store/store_int.h"
#include "util/vec.h"

#include <string.h>

struct ids { int64_t *items; size_t count, cap; };

/* A posting on its way into a cluster: the groups it is alike to, by their lowest ids. */
struct joining {
	struct store *store;
	struct likeness self;
	struct ids groups;
	bool is_by_text;         /* one of them has a text that is alike */
	/* The rows that were looked at, since each is met in many ways. */
	struct { struct likeness *items; size_t count, cap; } rows;
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
		likeness_read_columns(stmt, &other);
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

static const struct likeness *find_row(const struct joining *joining, int64_t id)
{
	for (size_t i = 0; i < joining->rows.count; i++)
		if (joining->rows.items[i].id == id)
			return &joining->rows.items[i];
	return NULL;
}

/* The row of a candidate, until the next one is read; NULL on failure. */
static const struct likeness *read_row(struct joining *joining, int64_t id, struct err *err)
{
	const struct likeness *known = find_row(joining, id);
	struct likeness row;

	if (known)
		return known;
	if (!likeness_read(&joining->store->connection, id, &row, err))
		return NULL;
	row.id = id;
	*VEC_PUSH(&joining->rows) = row;
	return &joining->rows.items[joining->rows.count - 1];
}

/* What postings have in common who meet. */
struct meeting { enum clue_kind kind; int64_t value; };

static bool is_there(const struct likeness *row, const struct meeting *meeting)
{
	if (meeting->kind == CLUE_MEETING)
		return likeness_meets_at(row, meeting->value);
	return row->alike.company == meeting->value && alike_has_text(&row->signature);
}

/* Adds those of FOUND that are there still, CLUSTER_TRIED at most; *count says how many. */
static bool add_there(struct joining *joining, const struct meeting *meeting,
		      const struct clue_finds *found, struct ids *candidates, size_t *count,
		      struct err *err)
{
	*count = 0;
	for (size_t i = 0; i < found->count && *count < CLUSTER_TRIED; i++) {
		const struct likeness *row = read_row(joining, found->items[i], err);

		if (!row)
			return false;
		if (!is_there(row, meeting))
			continue;
		add_once(candidates, found->items[i]);
		++*count;
	}
	return true;
}

/* Adds those who meet there, at most CLUSTER_TRIED, the lowest first. */
static bool add_met(struct joining *joining, struct meeting meeting, struct ids *candidates,
		    struct err *err)
{
	uint64_t clue = clue_number(meeting.kind, meeting.value);
	struct clue_finds found = { 0 };
	bool is_all = false, ok = true;
	size_t count = 0;

	for (size_t limit = CLUSTER_TRIED; ok && !is_all && count < CLUSTER_TRIED &&
	     limit <= CLUE_POSTINGS_MAX; limit *= 4)
		ok = clues_find(joining->store, clue, limit, &found, &is_all, err) &&
		     add_there(joining, &meeting, &found, candidates, &count, err);
	VEC_RELEASE(&found);
	return ok;
}

/* Those of the same company and title, where there is a text to compare, and those that are met
 * elsewhere. Each place is looked at by itself, so that a crowded one hides no other. */
static bool read_candidates(struct joining *joining, struct ids *candidates, struct err *err)
{
	const struct likeness *self = &joining->self;
	bool ok = self->alike.company == 0 || !alike_has_text(&self->signature) ||
		  add_met(joining, (struct meeting){ CLUE_ALIKE, self->alike.company },
			  candidates, err);

	for (size_t i = 0; ok && i < self->meeting_count; i++)
		ok = add_met(joining, (struct meeting){ CLUE_MEETING, self->meetings[i] },
			     candidates, err);
	return ok;
}

static bool find_groups(struct joining *joining, struct err *err)
{
	struct ids candidates = { 0 };
	bool ok = read_candidates(joining, &candidates, err);

	for (size_t i = 0; ok && i < candidates.count; i++) {
		const struct likeness *other = find_row(joining, candidates.items[i]);

		if (other && other->id != joining->self.id)
			ok = try(joining, other, err);
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
		"SELECT count(*) FROM mark m JOIN marked k ON k.key = m.key JOIN marked l"
		" ON l.key = substr(m.name, length('" CLUSTER_APART "') + 1)"
		" JOIN posting a ON a.id = k.posting JOIN posting b ON b.id = l.posting"
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
	VEC_RELEASE(&joining.rows);
	return ok;
}

static bool join_again(struct store *store, int64_t id, struct err *err)
{
	struct likeness self;

	return likeness_read(&store->connection, id, &self, err) && join(store, &self, err);
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

	return clues_begin(store, err) &&
	       likeness_read(&store->connection, id, &likeness, err) &&
	       settle(store, group_of(&likeness), id, err) &&
	       /* Whoever has the clusters in memory reads them again. */
	       stmt_exec(&store->connection, "UPDATE engine SET change = change + 1", err);
}

static bool is_same(const struct likeness *a, const struct likeness *b)
{
	return a->alike.job == b->alike.job && a->alike.company == b->alike.company &&
	       alike_has_text(&a->signature) &&
	       memcmp(&a->signature, &b->signature, sizeof a->signature) == 0;
}

bool cluster_place(struct store *store, const struct likeness *now, const struct likeness *old,
		   struct err *err)
{
	if (old && is_same(now, old))
		return true;
	return old && old->cluster > 0 ? settle(store, old->cluster, now->id, err)
				       : join(store, now, err);
}

/* Answering a query: its number, its order, stretches of its ids. */
#include "config.h"

#include "store/find_int.h"

#include "store/sort_int.h"
#include "store/start_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>

/* -- the postings, and how many rows they make */

/* What is shown is what matches, without HIDDEN, which is kept. */
static void count_rows(struct engine *engine, struct rows *rows, const struct bitset *match,
		       const struct bitset *shown, const struct bitset *hidden,
		       struct find_counts *counts)
{
	struct bitset members;

	bitset_init(&members, rows->count);
	rows_find_members(rows, match, &members);
	counts->all_rows = (int64_t)rows_count_set(rows, &(struct row_set){ match, &members });
	counts->rows = counts->all_rows;
	if (counts->postings != counts->all_postings) {
		bitset_and_not(&members, engine_members(engine, hidden));
		counts->rows = (int64_t)rows_count_set(rows, &(struct row_set){ shown, &members });
	}
	bitset_release(&members);
}

static bool count(struct engine *engine, const struct bitset *match, const struct bitset *shown,
		  const struct bitset *hidden, struct find_counts *counts, struct err *err)
{
	struct rows *rows = engine_rows(engine, err);

	if (!rows)
		return false;
	counts->all_postings = (int64_t)bitset_count(match);
	counts->postings = (int64_t)bitset_count(shown);
	count_rows(engine, rows, match, shown, hidden, counts);
	return true;
}

bool find_select(const struct plan *plan, const struct query *query, struct bitset *shown,
		 struct find_counts *counts, bool *exact, struct err *err)
{
	const struct bitset *hidden;
	struct bitset match;
	bool ok;

	bitset_init(&match, plan->engine->limit);
	ok = plan_run(plan, query->root, &match, exact, err);
	hidden = ok ? leaf_hidden(plan, err) : NULL;
	ok = hidden != NULL;
	if (ok) {
		bitset_copy(shown, &match);
		if (!query->wants_hidden)
			bitset_and_not(shown, hidden);
		ok = !counts || count(plan->engine, &match, shown, hidden, counts, err);
	}
	bitset_release(&match);
	return ok;
}

static void drop_answer(struct find *find)
{
	if (find->has_walk)
		walk_release(&find->walk);
	find->has_walk = false;
	bitset_release(&find->shown);
	bitset_release(&find->members);
}

static bool answer(struct find *find, struct engine *engine, struct err *err)
{
	struct plan plan = { engine, find->may_wait };

	drop_answer(find);
	find->is_patient = find->may_wait;
	find->stamp = engine->stamp;
	find->is_exact = true;
	bitset_init(&find->shown, engine->limit);
	find->order = NULL;
	return find_select(&plan, find->query, &find->shown, &find->counts, &find->is_exact,
			   err) &&
	       (find->order = sort_order(&plan, find->query, &find->is_exact, err)) != NULL;
}

/* What was seen first is not enough any more. */
static void drop_start(struct find *find)
{
	start_free(find->start);
	find->start = NULL;
}

struct engine *find_enter(struct find *find, struct err *err)
{
	struct engine *engine = engine_enter(find->store, err);

	drop_start(find);
	if (!engine || find->stamp == engine->stamp || answer(find, engine, err))
		return engine;
	find->stamp = 0;
	engine_leave(engine);
	return NULL;
}

/* -- life */

static struct find *make(struct store *store, const struct query *query, bool is_patient,
			 struct err *err)
{
	struct find *find = xcalloc(1, sizeof *find);
	struct engine *engine;

	find->store = store;
	find->query = query;
	find->may_wait = is_patient;
	engine = find_enter(find, err);
	if (engine) {
		engine_leave(engine);
		return find;
	}
	find_free(find);
	return NULL;
}

struct find *find_new(struct store *store, const struct query *query, struct err *err)
{
	return make(store, query, true, err);
}

struct find *find_make(struct store *store, const struct query *query, struct err *err)
{
	return make(store, query, true, err);
}

/* What is kept for the start, where that is asked for and the engine has not read more anyway. */
static struct find *make_start(struct store *store, const struct query *query, struct err *err)
{
	struct start *start;
	struct find *find;

	if (store->engine || query->root->kind != QUERY_ALL || query->sort.count > 0 ||
	    query->wants_hidden || !start_read(store, &start, err) || !start)
		return NULL;
	find = xcalloc(1, sizeof *find);
	find->store = store;
	find->query = query;
	find->is_exact = true;
	find->counts = start->counts;
	find->start = start;
	return find;
}

struct find *find_begin(struct store *store, const struct query *query, struct err *err)
{
	struct find *find = make_start(store, query, NULL);

	return find ? find : make(store, query, false, err);
}

bool find_is_exact(const struct find *find)
{
	return find->is_exact;
}

/* The answer at hand stays good until the better one is whole. */
bool find_refine(struct find *find, struct err *err)
{
	struct find *better;

	if (find->is_exact)
		return true;
	better = make(find->store, find->query, true, err);
	if (!better)
		return false;
	better->is_spread = find->is_spread;
	better->may_wait = false;
	drop_answer(find);
	*find = *better;
	free(better);
	return true;
}

void find_free(struct find *find)
{
	if (!find)
		return;
	drop_answer(find);
	drop_start(find);
	free(find);
}

void find_spread(struct find *find)
{
	find->is_spread = true;
	drop_start(find);
	if (find->has_walk)
		walk_release(&find->walk);
	find->has_walk = false;
}

/* -- numbers */

int64_t find_total(const struct find *find)
{
	return find->is_spread ? find->counts.postings : find->counts.rows;
}

int64_t find_hidden(const struct find *find)
{
	const struct find_counts *counts = &find->counts;

	return find->is_spread ? counts->all_postings - counts->postings
			       : counts->all_rows - counts->rows;
}

int64_t find_postings(const struct find *find)
{
	return find->counts.postings;
}

int64_t find_count(struct store *store, const struct query *query, struct err *err)
{
	struct engine *engine = engine_enter(store, err);
	struct find_counts counts = { 0 };
	struct bitset shown;
	bool exact = true, ok;

	if (!engine)
		return -1;
	bitset_init(&shown, engine->limit);
	ok = find_select(&(struct plan){ engine, false }, query, &shown, &counts, &exact, err);
	bitset_release(&shown);
	engine_leave(engine);
	return ok && exact ? counts.rows : -1;
}

/* The same of what is kept for the start; -1 where there is none. */
static int64_t all_rows_of_start(struct store *store)
{
	struct start *start = NULL;
	int64_t count;

	if (store->engine || !start_read(store, &start, NULL) || !start)
		return -1;
	count = start->counts.all_rows;
	start_free(start);
	return count;
}

int64_t find_all_rows(struct store *store)
{
	int64_t count = all_rows_of_start(store);
	struct engine *engine = count < 0 ? engine_enter(store, NULL) : NULL;
	struct rows *rows = engine ? engine_rows(engine, NULL) : NULL;

	if (count < 0)
		count = rows ? (int64_t)rows_count(rows, &engine->all) : 0;

	if (engine)
		engine_leave(engine);
	return count;
}

/* -- rows */

/* The walk, begun anew where its order is not kept any more. */
static struct walk *walk_of(struct find *find, struct engine *engine, struct err *err)
{
	struct plan plan = { engine, find->is_patient || find->is_exact };
	bool exact = true;
	const struct order *order = sort_order(&plan, find->query, &exact, err);
	struct rows *rows = engine_rows(engine, err);

	if (!order || !rows)
		return NULL;
	if (find->has_walk && find->order == order)
		return &find->walk;
	if (find->has_walk)
		walk_release(&find->walk);
	walk_init(&find->walk, order, find->is_spread ? NULL : rows, &find->shown);
	find->order = order;
	find->has_walk = true;
	return &find->walk;
}

/* False where more rows would have to be known. */
static bool ids_of_start(const struct start *start, int64_t first, size_t count, int64_t *ids,
			 size_t *got)
{
	size_t known = start->ids.count;

	if (first < 0 || ((uint64_t)first + count > known && (int64_t)known < start->counts.rows))
		return false;
	for (*got = 0; *got < count && (size_t)first + *got < known; (*got)++)
		ids[*got] = start->ids.items[(size_t)first + *got];
	return true;
}

bool find_ids(struct find *find, int64_t first, size_t count, int64_t *ids, size_t *got,
	      struct err *err)
{
	struct engine *engine;
	struct walk *walk;
	uint32_t *postings;

	*got = 0;
	if (find->start && ids_of_start(find->start, first, count, ids, got))
		return true;
	engine = find_enter(find, err);
	walk = engine ? walk_of(find, engine, err) : NULL;
	if (walk && first >= 0) {
		postings = xcalloc(count + 1, sizeof *postings);
		*got = walk_get(walk, (size_t)first, count, postings);
		for (size_t i = 0; i < *got; i++)
			ids[i] = postings[i];
		free(postings);
	}
	if (engine)
		engine_leave(engine);
	return walk != NULL;
}

static int64_t place_of_start(const struct start *start, int64_t id)
{
	for (size_t i = 0; i < start->ids.count; i++)
		if (start->ids.items[i] == id)
			return (int64_t)i;
	return -1;
}

int64_t find_place(struct find *find, int64_t id, struct err *err)
{
	int64_t known = find->start ? place_of_start(find->start, id) : -1;
	struct engine *engine = known < 0 ? find_enter(find, err) : NULL;
	struct walk *walk = engine ? walk_of(find, engine, err) : NULL;
	size_t place = known < 0 ? SIZE_MAX : (size_t)known;

	if (walk && id > 0 && id < engine->limit)
		place = walk_place(walk, (uint32_t)id);
	if (engine)
		engine_leave(engine);
	return place == SIZE_MAX ? -1 : (int64_t)place;
}

static void sort_by_order(struct find_ids *copies, const struct order *order)
{
	for (size_t i = 1; i < copies->count; i++) {
		int64_t id = copies->items[i];
		size_t at = i;

		while (at > 0 && order->places[copies->items[at - 1]] > order->places[id]) {
			copies->items[at] = copies->items[at - 1];
			at--;
		}
		copies->items[at] = id;
	}
}

bool find_copies(struct find *find, int64_t id, struct find_ids *copies, struct err *err)
{
	struct engine *engine = find_enter(find, err);
	struct walk *walk = engine ? walk_of(find, engine, err) : NULL;
	struct rows *rows = walk ? engine_rows(engine, err) : NULL;
	uint32_t cluster = UINT32_MAX;

	if (rows && id > 0 && id < engine->limit)
		cluster = rows_cluster(rows, (uint32_t)id);
	for (size_t i = 0; cluster != UINT32_MAX && i < rows->count; i++)
		if (rows->cluster_of[i] == cluster && rows->members[i] != id)
			*VEC_PUSH(copies) = rows->members[i];
	if (walk)
		sort_by_order(copies, find->order);
	if (engine)
		engine_leave(engine);
	return walk != NULL;
}

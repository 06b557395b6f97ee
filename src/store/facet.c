/* How many rows of an answer have each value of a field. */
#include "config.h"

#include "store/facet_int.h"

#include "query/edit.h"
#include "store/find_int.h"
#include "store/start_int.h"
#include "store/store_int.h"
#include "store/terms_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/date.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How the values of a field are counted; a field of the filter pane is one row of the table
 * below. */
struct facet_row {
	enum field_id field;
	bool (*collect)(struct facet *facet, const char *parent);
	enum name_fact names;    /* of a facet of names */
};

/* -- values */

void facet_add(struct facet *facet, char *value, char *label, char *code, int64_t count)
{
	struct facet_values *values = facet->values;
	struct strbuf folded = STRBUF_INIT;
	bool wanted = true;

	if (facet->contains.len > 0) {
		utf8_fold(&folded, label, strlen(label));
		wanted = strstr(folded.text, facet->contains.text) != NULL;
		strbuf_release(&folded);
	}
	if (wanted && values->count < facet->limit) {
		*VEC_PUSH(values) = (struct facet_value){
			.value = value, .label = label, .code = code, .count = count,
		};
		return;
	}
	values->more += wanted;
	free(value);
	free(label);
	free(code);
}

char *facet_as_typed(const char *label)
{
	struct strbuf value = STRBUF_INIT;

	for (const char *c = label; *c; c++)
		strbuf_putc(&value, (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c));
	return strbuf_detach(&value);
}

int64_t facet_count_in(struct facet *facet, const struct bitset *set)
{
	struct row_set other = { set, engine_members(facet->plan.engine, set) };
	struct bitset members = { .words = NULL };
	uint64_t count;

	store_note_pass(facet->plan.engine->store);
	if (!other.members) {
		bitset_init(&members, facet->rows->count);
		rows_find_members(facet->rows, set, &members);
		other.members = &members;
	}
	count = rows_count_shared(facet->rows, &facet->selection, &other);
	bitset_release(&members);
	return (int64_t)count;
}

/* -- choices */

static const struct bitset *choice_set(struct facet *facet, int choice)
{
	struct strbuf term = STRBUF_INIT;
	const struct bitset *set;

	terms_choice(&term, facet->field->id, choice);
	set = leaf_term(&facet->plan, term.text, term.len, false, facet->err);
	strbuf_release(&term);
	return set;
}

static void add_choice(struct facet *facet, int choice, int64_t count)
{
	const struct choice *names = facet->field->choices;

	if (count > 0)
		facet_add(facet, xstrdup(names[choice].name), xstrdup(names[choice].label), NULL,
			  count);
}

static bool choice_values(struct facet *facet, const char *parent)
{
	(void)parent;
	for (int i = 0; facet->field->choices[i].name; i++) {
		const struct bitset *set = choice_set(facet, i);

		if (!set)
			return false;
		add_choice(facet, i, facet_count_in(facet, set));
	}
	return true;
}

/* What the user chose is a mark. */
static bool stage_values(struct facet *facet, const char *parent)
{
	struct query_value value = { .test = TEST_IS };
	bool ok = true, exact = true, is_mine;

	(void)parent;
	for (int i = 0; ok && facet->field->choices[i].name; i++) {
		struct bitset set;

		bitset_init(&set, facet->plan.engine->limit);
		value.choice = i;
		ok = leaf_statement(&facet->plan, FIELD_STAGE, &value, &set, &exact, &is_mine,
				    facet->err);
		if (ok)
			add_choice(facet, i, facet_count_in(facet, &set));
		bitset_release(&set);
	}
	return ok;
}

/* -- ages */

/* As a query asks for them. */
static const struct { const char *value, *label; int32_t days; } ages[] = {
	{ "<2d", "since yesterday", 1 },
	{ "<8d", "last 7 days", 7 },
	{ "<31d", "last 30 days", 30 },
	{ "<91d", "last 90 days", 90 },
	{ "<366d", "last 12 months", 365 },
	{ ">365d", "older", -1 },
};

/* The postings of an age; of the last one those that are older than all others. */
static const struct bitset *age_set(struct facet *facet, int32_t days)
{
	struct engine *engine = facet->plan.engine;
	int32_t today = clock_today();
	const struct number_column *posted;
	const struct bitset *kept;
	struct bitset *set;
	char key[48];

	snprintf(key, sizeof key, "age %" PRId32 " %" PRId32, today, days);
	kept = engine_kept(engine, key);
	if (kept)
		return kept;
	posted = engine_numbers(engine, NUMBER_POSTED, facet->err);
	if (!posted)
		return NULL;
	set = engine_keep(engine, key, false);
	number_columns_meet(posted, posted, days < 0 ? INT64_MIN + 1 : today - days,
			    days < 0 ? today - 366 : INT64_MAX, set);
	return set;
}

static bool age_values(struct facet *facet, const char *parent)
{
	(void)parent;
	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		const struct bitset *set = age_set(facet, ages[i].days);
		int64_t count;

		if (!set)
			return false;
		count = facet_count_in(facet, set);
		if (count > 0)
			facet_add(facet, xstrdup(ages[i].value), xstrdup(ages[i].label), NULL,
				  count);
	}
	return true;
}

/* -- names */

/* The more frequent first, then by name. */
static bool is_before(const struct facet_count *one, const struct facet_count *other)
{
	int order = ascii_compare(one->name, other->name);

	if (one->count != other->count)
		return one->count > other->count;
	return order != 0 ? order < 0 : strcmp(one->name, other->name) < 0;
}

static int compare_counts(const void *a, const void *b)
{
	return is_before(a, b) ? -1 : is_before(b, a);
}

void facet_sort(struct facet_counts *counts)
{
	if (counts->count > 1)
		qsort(counts->items, counts->count, sizeof *counts->items, compare_counts);
}

/* Puts the first FEW in front, in order; what comes after them keeps no order. */
static void sort_few(struct facet_counts *counts, size_t few)
{
	for (size_t i = few; i < counts->count; i++) {
		struct facet_count item = counts->items[i];
		size_t at = few;

		if (i == few)
			qsort(counts->items, few, sizeof *counts->items, compare_counts);
		if (few == 0 || !is_before(&item, &counts->items[few - 1]))
			continue;
		counts->items[i] = counts->items[few - 1];
		for (at = few - 1; at > 0 && is_before(&item, &counts->items[at - 1]); at--)
			counts->items[at] = counts->items[at - 1];
		counts->items[at] = item;
	}
	if (counts->count <= few)
		facet_sort(counts);
}

bool facet_count_names(struct facet *facet, enum name_fact fact, struct facet_counts *counts)
{
	struct engine *engine = facet->plan.engine;
	const struct name_column *column = engine_names(engine, fact, facet->err);
	uint64_t *numbers;

	if (!column)
		return false;
	numbers = xcalloc(column->name_count + 1, sizeof *numbers);
	if (bitset_count(facet->selection.set) * 2 > engine->limit) {
		memcpy(numbers, engine_all_counts(engine, fact, facet->rows),
		       column->name_count * sizeof *numbers);
		rows_reduce_names(facet->rows, &engine->all, facet->selection.set, column, numbers);
	} else {
		rows_count_names(facet->rows, facet->selection.set, column, numbers);
	}
	for (uint32_t i = 0; i < column->name_count; i++)
		if (numbers[i] > 0)
			*VEC_PUSH(counts) = (struct facet_count){ column->names[i],
								  (int64_t)numbers[i] };
	free(numbers);
	return true;
}

/* Only those that are shown need be in order, unless others are narrowed away. */
static void add_counts(struct facet *facet, struct facet_counts *counts)
{
	size_t shown = facet->contains.len > 0 ? counts->count : facet->limit;

	sort_few(counts, shown);
	for (size_t i = 0; i < counts->count && i < shown; i++)
		facet_add(facet, facet_as_typed(counts->items[i].name),
			  xstrdup(counts->items[i].name), NULL, counts->items[i].count);
	if (counts->count > shown)
		facet->values->more += counts->count - shown;
}

static bool name_values(struct facet *facet, const char *parent)
{
	struct facet_counts counts = { 0 };
	bool ok = true;

	(void)parent;
	if (facet_has_top(facet, facet->row->names))
		facet_count_top(facet, facet->row->names, NULL, &counts);
	else
		ok = facet_count_names(facet, facet->row->names, &counts);
	add_counts(facet, &counts);
	VEC_RELEASE(&counts);
	return ok;
}

/* Tags are few; their postings are looked up one tag after the other. */
static bool tag_values(struct facet *facet, const char *parent)
{
	struct connection *connection = &facet->plan.engine->store->connection;
	struct name_column tags = { 0 };
	struct facet_counts counts = { 0 };
	sqlite3_stmt *stmt = stmt_get(connection,
		"SELECT DISTINCT substr(name, 5) FROM mark WHERE name GLOB 'tag/*'", facet->err);
	enum stmt_step step = STMT_FAILED;
	bool ok = true, exact = true, is_mine;

	(void)parent;
	while (stmt && (step = stmt_step(connection, stmt, facet->err)) == STMT_ROW)
		name_column_name(&tags, (const char *)sqlite3_column_text(stmt, 0));
	for (uint32_t i = 0; ok && step == STMT_DONE && i < tags.name_count; i++) {
		struct query_value value = { .test = TEST_IS, .text = tags.names[i] };
		struct bitset set;
		int64_t count;

		bitset_init(&set, facet->plan.engine->limit);
		ok = leaf_statement(&facet->plan, FIELD_TAG, &value, &set, &exact, &is_mine,
				    facet->err);
		count = ok ? facet_count_in(facet, &set) : 0;
		if (count > 0)
			*VEC_PUSH(&counts) = (struct facet_count){ tags.names[i], count };
		bitset_release(&set);
	}
	add_counts(facet, &counts);
	VEC_RELEASE(&counts);
	name_column_release(&tags);
	return ok && step == STMT_DONE;
}

static const struct facet_row facet_rows[] = {
	{ .field = FIELD_LOCATION, .collect = facet_places },
	{ .field = FIELD_POSTED, .collect = age_values },
	{ .field = FIELD_WORKPLACE, .collect = choice_values },
	{ .field = FIELD_SENIORITY, .collect = choice_values },
	{ .field = FIELD_VISA, .collect = choice_values },
	{ .field = FIELD_CLEARANCE, .collect = choice_values },
	{ .field = FIELD_EDUCATION, .collect = choice_values },
	{ .field = FIELD_EMPLOYMENT, .collect = choice_values },
	{ .field = FIELD_EXTRAS, .collect = choice_values },
	{ .field = FIELD_LANGUAGES, .collect = name_values, .names = NAME_LANGUAGE },
	{ .field = FIELD_STAGE, .collect = stage_values },
	{ .field = FIELD_STACK, .collect = name_values, .names = NAME_STACK },
	{ .field = FIELD_COMPANY, .collect = name_values, .names = NAME_COMPANY },
	{ .field = FIELD_TAG, .collect = tag_values },
	{ .field = FIELD_SOURCE, .collect = name_values, .names = NAME_SOURCE },
};

static const struct facet_row *find_row(enum field_id field)
{
	for (size_t i = 0; i < sizeof facet_rows / sizeof *facet_rows; i++)
		if (facet_rows[i].field == field)
			return &facet_rows[i];
	return NULL;
}

/* -- the selection */

/* Whether a top term tests the field positively, so that the facet looks past it. */
static bool tests_field(const struct query *query, enum field_id field)
{
	for (size_t i = 0; i < query_terms(query); i++) {
		const struct query_node *term = query_term(query, i);

		if (term->kind == QUERY_FIELD && term->field == field)
			return true;
	}
	return false;
}

/* Fills OWN where the facet's selection is not the answer's. */
static bool select_postings(struct facet *facet, struct find *find, struct bitset *own)
{
	struct query *query;
	bool exact = true, ok;

	facet->selection.set = &find->shown;
	if (!tests_field(find->query, facet->field->id))
		return true;
	query = query_without_field(find->query, facet->field->id, false, clock_today());
	ok = find_select(&facet->plan, query, own, NULL, &exact, facet->err);
	facet->selection.set = own;
	query_free(query);
	return ok;
}

/* Those of the answer are the same for every facet. */
static void find_members(struct facet *facet, struct find *find, struct bitset *own)
{
	bool is_answer = facet->selection.set == &find->shown;
	struct bitset *members = is_answer ? &find->members : own;

	if (!members->words) {
		bitset_init(members, facet->rows->count);
		rows_find_members(facet->rows, facet->selection.set, members);
	}
	facet->selection.members = members;
}

static bool collect(struct facet *facet, struct find *find, const char *parent)
{
	struct bitset own, members = { .words = NULL };
	bool ok;

	facet->rows = engine_rows(facet->plan.engine, facet->err);
	if (!facet->rows)
		return false;
	bitset_init(&own, facet->plan.engine->limit);
	ok = select_postings(facet, find, &own);
	if (ok)
		find_members(facet, find, &members);
	ok = ok && facet->row->collect(facet, parent) && (parent || facet_count_unknown(facet));
	bitset_release(&members);
	bitset_release(&own);
	return ok;
}

bool find_facet(struct find *find, enum field_id field, const char *parent, const char *contains,
		size_t limit, struct facet_values *values, struct err *err)
{
	struct facet facet = {
		.field = field_get(field), .row = find_row(field), .limit = limit,
		.values = values, .contains = STRBUF_INIT, .err = err,
	};
	bool ok;

	memset(values, 0, sizeof *values);
	if (!facet.row)
		return err_set(err, STATUS_USAGE, "%s has no list of values to count",
			       facet.field->label);
	if (find->start && !parent && !contains &&
	    start_values(find->start, field, limit, values))
		return true;
	facet.plan.engine = find_enter(find, err);
	facet.plan.is_patient = find->is_patient || find->is_exact;
	if (!facet.plan.engine)
		return false;
	if (contains)
		utf8_fold(&facet.contains, contains, strlen(contains));
	ok = collect(&facet, find, parent);
	engine_leave(facet.plan.engine);
	strbuf_release(&facet.contains);
	if (!ok)
		facet_values_release(values);
	return ok;
}

void facet_values_release(struct facet_values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		free(values->items[i].value);
		free(values->items[i].label);
		free(values->items[i].code);
	}
	VEC_RELEASE(values);
}

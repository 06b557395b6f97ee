/*
 * The rows of the filter pane from an answer.
 *
 * A facet is its heading, its most frequent values, the values that the query names beyond those,
 * the number of the rest and of the postings that state none. One of a fixed list of words shows
 * all of them, as there are few. A facet that says nothing is left out.
 */
#include "config.h"

#include "session/facets_int.h"

#include "util/alloc.h"
#include "util/gate.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

#define VALUES_SHOWN 8
#define VALUES_MAX 500
#define PARTS_MAX 50
#define NAMED_MAX 32             /* of values that the query names, in one facet */

static const enum field_id order[] = {
	FIELD_LOCATION, FIELD_STACK, FIELD_WORKPLACE, FIELD_SENIORITY, FIELD_EMPLOYMENT,
	FIELD_POSTED, FIELD_EDUCATION, FIELD_LANGUAGES, FIELD_CLEARANCE, FIELD_EXTRAS,
	FIELD_COMPANY, FIELD_SOURCE, FIELD_STAGE,
};
#define ORDER_COUNT (sizeof order / sizeof *order)

struct build {
	struct facets *facets;
	struct find *find;
	struct store *store;
	const struct query *query;
	int32_t today;
	enum field_id field;
	bool is_named;           /* a top term of the query asks for the field */
	size_t first;            /* the row of the facet's heading */
	struct err *err;
};

static struct facet_row *add_row(struct build *build, enum facet_row_kind kind)
{
	struct facet_row *row = VEC_PUSH(&build->facets->rows);

	*row = (struct facet_row){ .kind = kind, .field = build->field };
	return row;
}

static bool same_folded(const char *a, const char *b)
{
	struct strbuf one = STRBUF_INIT, two = STRBUF_INIT;
	bool same;

	utf8_fold(&one, a, strlen(a));
	utf8_fold(&two, b, strlen(b));
	same = strcmp(one.text, two.text) == 0;
	strbuf_release(&one);
	strbuf_release(&two);
	return same;
}

/* Whether a row of the present facet has the value already. */
static bool has_value(const struct build *build, const char *value)
{
	const struct facets *facets = build->facets;

	for (size_t i = build->first; i < facets->rows.count; i++)
		if (facets->rows.items[i].value && same_folded(facets->rows.items[i].value, value))
			return true;
	return false;
}

/* What the query that a changed line asks would find, at once, be it exact or not; -1 where it
 * cannot be counted. */
static int64_t count_line(const struct build *build, const struct strbuf *line)
{
	struct query *query = query_parse(line->text, build->today);
	struct find *find = find_begin(build->store, query, NULL);
	int64_t count = find ? find_total(find) : -1;

	build->facets->is_exact = build->facets->is_exact && (!find || find_is_exact(find));
	find_free(find);
	query_free(query);
	return count;
}

/* What an excluded value would bring back. */
static int64_t count_brought_back(const struct build *build, const char *value)
{
	struct strbuf line = STRBUF_INIT;
	int64_t count;

	query_set_value(build->query, build->field, value, QUERY_UNUSED, &line);
	count = count_line(build, &line) - find_total(build->find);
	strbuf_release(&line);
	return count > 0 ? count : 0;
}

/* What a value would give alone, without the query's other values of the field. */
static int64_t count_alone(const struct build *build, const char *value)
{
	struct query *without = query_without_field(build->query, build->field, false,
						    build->today);
	struct strbuf line = STRBUF_INIT;
	int64_t count;

	query_set_value(without, build->field, value, QUERY_INCLUDED, &line);
	count = count_line(build, &line);
	strbuf_release(&line);
	query_free(without);
	return count > 0 ? count : 0;
}

/* Adds a value that the query names unless it has a row. LABEL is not gated. */
static void add_named(struct build *build, const char *value, const char *label,
		      enum query_state state)
{
	struct facet_row *row;

	if (!*value || has_value(build, value))
		return;
	row = add_row(build, FACET_VALUE);
	row->value = xstrdup(value);
	row->label = gate_line(label, strlen(label));
	row->state = state;
	row->count = state == QUERY_EXCLUDED ? count_brought_back(build, value)
					     : count_alone(build, value);
}

static void add_named_of(struct build *build, const struct query_node *node, enum query_state state)
{
	const struct choice *choices = field_get(build->field)->choices;

	if (node->kind != QUERY_FIELD || node->field != build->field)
		return;
	for (size_t i = 0; i < node->values.count && i < NAMED_MAX; i++) {
		const struct query_value *value = &node->values.items[i];

		if (value->test == TEST_NONE || value->test == TEST_ANY)
			continue;
		if (choices && value->choice >= 0)
			add_named(build, choices[value->choice].name, choices[value->choice].label,
				  state);
		else if (state == QUERY_EXCLUDED || !value->is_prefix)
			add_named(build, value->text, value->text, state);
	}
}

static void add_all_named(struct build *build)
{
	for (size_t i = 0; i < query_terms(build->query); i++) {
		const struct query_node *node = query_term(build->query, i);

		if (node->kind == QUERY_NOT && node->children.count == 1)
			add_named_of(build, node->children.items[0], QUERY_EXCLUDED);
		else
			add_named_of(build, node, QUERY_INCLUDED);
	}
}

/* Most facets have many values, and the query speaks of few facets. */
static bool is_named(const struct query *query, enum field_id field)
{
	for (size_t i = 0; i < query_terms(query); i++) {
		const struct query_node *node = query_term(query, i);

		if (node->kind == QUERY_NOT && node->children.count == 1)
			node = node->children.items[0];
		if (node->kind != QUERY_WORD && node->kind != QUERY_PHRASE &&
		    (node->kind != QUERY_FIELD || node->field == field))
			return true;
	}
	return false;
}

static enum query_state state_of(const struct build *build, const char *value)
{
	return build->is_named ? query_value_state(build->query, build->field, value)
			       : QUERY_UNUSED;
}

static struct facet_row *add_value(struct build *build, const struct facet_value *value, int depth)
{
	struct facet_row *row = add_row(build, FACET_VALUE);

	row->depth = depth;
	row->value = xstrdup(value->value);
	row->label = gate_line(value->label, strlen(value->label));
	row->code = value->code ? xstrdup(value->code) : NULL;
	row->has_parts = value->has_parts;
	row->is_open = value->has_parts && facets_is_open(build->facets, value->code);
	row->count = value->count;
	row->state = state_of(build, value->value);
	if (row->state == QUERY_EXCLUDED)
		row->count = count_brought_back(build, value->value);
	return row;
}

/* Adds the cities of a region, or the regions of a country; *err is set where the store failed. */
static bool add_parts(struct build *build, const char *code, int depth)
{
	struct facet_values values = { 0 };

	if (!find_facet(build->find, build->field, code, NULL, PARTS_MAX, &values, build->err))
		return false;
	for (size_t i = 0; i < values.count; i++) {
		bool is_open = add_value(build, &values.items[i], depth)->is_open;

		/* Countries, regions, cities: no deeper. */
		if (is_open && depth < 2 && !add_parts(build, values.items[i].code, depth + 1)) {
			facet_values_release(&values);
			return false;
		}
	}
	facet_values_release(&values);
	return true;
}

static bool add_values(struct build *build, const struct facet_values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		bool is_open = add_value(build, &values->items[i], 0)->is_open;

		if (is_open && !add_parts(build, values->items[i].code, 1))
			return false;
	}
	return true;
}

static void add_rest(struct build *build, const struct facet_values *values)
{
	struct facet_row *row;

	if (values->more > 0) {
		row = add_row(build, FACET_MORE);
		row->count = (int64_t)values->more;
	}
	if (values->unknown > 0 || state_of(build, "none")) {
		row = add_row(build, FACET_UNKNOWN);
		row->value = xstrdup("none");
		row->label = xstrdup("unknown");
		row->count = values->unknown;
		row->state = state_of(build, "none");
		if (row->state == QUERY_EXCLUDED)
			row->count = count_brought_back(build, "none");
	}
}

/* Says in every row what the longest bar of the facet stands for. */
static void set_most(struct build *build)
{
	struct facets *facets = build->facets;
	int64_t most = 0;

	for (size_t i = build->first; i < facets->rows.count; i++) {
		const struct facet_row *row = &facets->rows.items[i];

		if (row->kind == FACET_VALUE && row->state != QUERY_EXCLUDED && row->count > most)
			most = row->count;
	}
	for (size_t i = build->first; i < facets->rows.count; i++)
		facets->rows.items[i].most = most;
}

static void drop_rows(struct build *build, size_t count)
{
	struct facets *facets = build->facets;

	while (facets->rows.count > count)
		facet_row_release(&facets->rows.items[--facets->rows.count]);
}

static void add_heading(struct build *build, bool is_first)
{
	struct facet_row *row;

	if (!is_first)
		add_row(build, FACET_BLANK);
	build->first = build->facets->rows.count;
	row = add_row(build, FACET_HEADING);
	row->label = xstrdup(field_get(build->field)->label);
	row->is_open = !build->facets->is_closed[build->field];
}

static bool add_facet(struct build *build)
{
	struct facets *facets = build->facets;
	bool is_narrowed = facets->narrow.text.len > 0 && facets->narrowed == build->field;
	bool shows_all = is_narrowed || facets->shows_all[build->field] ||
			 field_get(build->field)->choices;
	const char *contains = is_narrowed ? facets->narrow.text.text : NULL;
	size_t before = facets->rows.count;
	struct facet_values values = { 0 };
	bool good;

	add_heading(build, before == 0);
	if (facets->is_closed[build->field])
		return true;
	good = find_facet(build->find, build->field, NULL, contains,
			  shows_all ? VALUES_MAX : VALUES_SHOWN, &values, build->err);
	good = good && add_values(build, &values);
	if (good && !is_narrowed)
		add_all_named(build);
	if (good && facets->rows.count == build->first + 1 && values.more == 0 && !is_narrowed)
		drop_rows(build, before);
	else if (good)
		add_rest(build, &values);
	if (good)
		set_most(build);
	facet_values_release(&values);
	return good;
}

/* Whether the window is full and the cursor's facet is among what it shows. */
static bool is_full(const struct facets *facets, enum field_id cursor, size_t at)
{
	size_t last = facets->top > facets->cursor ? facets->top : facets->cursor;

	for (size_t i = at; i < ORDER_COUNT; i++)
		if (order[i] == cursor)
			return false;
	return facets->rows.count > last + (size_t)facets->height;
}

static size_t place_of(enum field_id from)
{
	size_t at = 0;

	while (from != FIELD_COUNT && at < ORDER_COUNT && order[at] != from)
		at++;
	return at;
}

bool facets_build(struct facets *facets, const struct facets_source *source, enum field_id cursor,
		  struct err *err)
{
	struct build build = { .facets = facets, .find = source->find, .store = source->store,
			       .query = source->query, .today = source->today, .err = err };
	size_t first = place_of(source->from), at;

	facets->is_exact = find_is_exact(source->find) && (first == 0 || facets->is_exact);
	for (at = first; at < ORDER_COUNT; at++) {
		if (source->extent == FACETS_IN_SIGHT && is_full(facets, cursor, at))
			break;
		build.field = order[at];
		build.is_named = is_named(source->query, build.field);
		if (!add_facet(&build))
			return false;
	}
	facets->next = at < ORDER_COUNT ? order[at] : FIELD_COUNT;
	return true;
}

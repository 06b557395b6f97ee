/* Values of fields as sets. A field that can be asked for is one row of the table. */
#include "config.h"

#include "store/plan_int.h"

#include "posting/language.h"
#include "store/place_names_int.h"
#include "store/store_int.h"
#include "store/terms_int.h"
#include "util/utf8.h"

#include <inttypes.h>
#include <string.h>

struct leaf_row;

/* One look at a value: what is asked, and where the answer goes. */
struct look {
	const struct plan *plan;
	const struct leaf_row *row;
	const struct query_node *node;
	const struct query_value *value;
	struct bitset *set;      /* empty before */
	bool *exact;
	struct err *err;
};

struct leaf_row {
	enum field_id field;
	bool (*run)(const struct look *look);
	char kind;               /* of words and names: where they are looked for */
	enum number_fact low, high; /* of a range */
};

/* Adds the postings of the term that was put together, and empties it. */
static bool add_term(const struct look *look, struct strbuf *term, bool is_prefix)
{
	const struct bitset *found = leaf_term(look->plan, term->text, term->len, is_prefix,
					       look->err);

	strbuf_release(term);
	if (found)
		bitset_or(look->set, found);
	return found != NULL;
}

static bool run_words(const struct look *look)
{
	return leaf_words(look->plan, look->row->kind, look->value->text, look->value->is_prefix,
			  look->set, look->exact, look->err);
}

/* One choice, or of those that rise a range. */
static bool run_choice(const struct look *look)
{
	const struct query_value *value = look->value;
	const struct choice *choices = field_get(look->node->field)->choices;
	bool is_range = value->test == TEST_RANGE, ok = true;

	for (int i = 0; ok && choices[i].name; i++) {
		struct strbuf term = STRBUF_INIT;

		if (is_range ? i < value->min || i > value->max : i != value->choice)
			continue;
		terms_choice(&term, look->node->field, i);
		ok = add_term(look, &term, false);
	}
	return ok;
}

/* The posting's range and the wanted one have something in common. */
static bool run_range(const struct look *look)
{
	const struct query_value *value = look->value;
	struct engine *engine = look->plan->engine;
	const struct number_column *low, *high;
	struct strbuf key = STRBUF_INIT;
	const struct bitset *kept;
	struct bitset *set;

	strbuf_printf(&key, "<%d %" PRId64 " %" PRId64, look->row->low, value->min, value->max);
	kept = engine_kept(engine, key.text);
	if (!kept) {
		low = engine_numbers(engine, look->row->low, look->err);
		high = low ? engine_numbers(engine, look->row->high, look->err) : NULL;
		if (high) {
			kept = set = engine_keep(engine, key.text, false);
			number_columns_meet(low, high, value->min, value->max, set);
		}
	}
	strbuf_release(&key);
	if (kept)
		bitset_copy(look->set, kept);
	return kept != NULL;
}

/* Amounts are compared as they are, whatever the currency, unless the query names one. */
static bool run_pay(const struct look *look)
{
	const char *currency = look->value->currency;
	struct strbuf term = STRBUF_INIT;
	const struct bitset *found;

	if (!run_range(look))
		return false;
	if (!currency[0])
		return true;
	strbuf_printf(&term, "%c%s", TERM_CURRENCY, currency);
	found = leaf_term(look->plan, term.text, term.len, false, look->err);
	strbuf_release(&term);
	if (found)
		bitset_and(look->set, found);
	return found != NULL;
}

/* -- places */

static bool add_place(const struct look *look, char kind, const struct place *place)
{
	struct strbuf term = STRBUF_INIT;

	if (place->kind == PLACE_AREA)
		terms_area(&term, kind, place->area);
	else
		terms_place(&term, kind, place->country, place->region_code,
			    place->kind == PLACE_CITY ? place->city : "");
	return add_term(look, &term, false);
}

static bool add_members(const struct look *look, char kind, const struct place *area)
{
	const struct gazetteer *gazetteer = look->plan->engine->store->vocabulary->gazetteer;
	struct place members[PLACE_NAMES_MAX];
	size_t count = gazetteer_members(gazetteer, area, members, PLACE_NAMES_MAX);
	bool ok = true;

	for (size_t i = 0; ok && i < count && i < PLACE_NAMES_MAX; i++)
		ok = add_place(look, kind, &members[i]);
	return ok;
}

/* Only the places of the job are words; of who may apply, the text as written is looked at. */
static bool add_place_words(const struct look *look)
{
	const struct query_value *value = look->value;
	struct strbuf term = STRBUF_INIT;
	struct bitset words;
	bool ok;

	if (look->node->field == FIELD_REMOTE_SCOPE) {
		terms_folded(&term, TERM_SCOPE_TEXT, value->text);
		return add_term(look, &term, true);
	}
	bitset_init(&words, look->plan->engine->limit);
	ok = leaf_words(look->plan, TERM_PLACES, value->text, value->is_prefix, &words,
			look->exact, look->err);
	bitset_or(look->set, &words);
	bitset_release(&words);
	return ok;
}

static bool run_place(const struct look *look)
{
	const struct gazetteer *gazetteer = look->plan->engine->store->vocabulary->gazetteer;
	struct place places[PLACE_NAMES_MAX];
	size_t count = place_names_find(gazetteer, look->value->text, places);
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		ok = add_place(look, look->row->kind, &places[i]);
		if (ok && places[i].kind == PLACE_AREA)
			ok = add_members(look, look->row->kind, &places[i]);
	}
	if (count == 0 ||
	    (look->value->is_prefix && !place_names_are_known(places, count)))
		ok = ok && add_place_words(look);
	return ok;
}

/* -- names */

/* A name that is known means just that, even while it may be the start of another: "java" is not
 * JavaScript. */
static bool run_stack(const struct look *look)
{
	const struct query_value *value = look->value;
	const struct technologies *known = look->plan->engine->store->vocabulary->technologies;
	const struct technology *technology = technologies_find(known, value->text,
								strlen(value->text));
	struct strbuf term = STRBUF_INIT;
	char kind = look->node->need == QUERY_NEED_REQUIRED ? TERM_REQUIRED :
		    look->node->need == QUERY_NEED_PREFERRED ? TERM_PREFERRED : TERM_STACK;

	terms_folded(&term, kind, technology ? technology->name : value->text);
	return add_term(look, &term, !technology && value->is_prefix);
}

/* By any name of the language; while it is typed also by the start of the English one. */
static bool run_language(const struct look *look)
{
	const struct query_value *value = look->value;
	const char *name = language_find(value->text, strlen(value->text));
	struct strbuf term = STRBUF_INIT;

	terms_folded(&term, TERM_LANGUAGE, name ? name : value->text);
	return add_term(look, &term, !name && value->is_prefix);
}

/* -- how often it is there */

/* The number of postings of the job that a posting is. */
static bool run_copies(const struct look *look)
{
	const struct query_value *value = look->value;
	struct rows *rows = engine_rows(look->plan->engine, look->err);

	if (!rows)
		return false;
	if (value->min <= 1 && value->max >= 1) {
		bitset_copy(look->set, &look->plan->engine->all);
		bitset_and_not(look->set, &rows->clustered);
	}
	for (size_t first = 0, end; first < rows->count; first = end) {
		end = first;
		while (end < rows->count && rows->cluster_of[end] == rows->cluster_of[first])
			end++;
		if ((int64_t)(end - first) < value->min || (int64_t)(end - first) > value->max)
			continue;
		for (size_t i = first; i < end; i++)
			bitset_add(look->set, rows->members[i]);
	}
	return true;
}

#define RANGE(low_fact, high_fact) .low = NUMBER_##low_fact, .high = NUMBER_##high_fact

static const struct leaf_row leaf_rows[] = {
	{ .field = FIELD_TITLE, .run = run_words, .kind = TERM_TITLE },
	{ .field = FIELD_COMPANY, .run = run_words, .kind = TERM_COMPANY },
	{ .field = FIELD_LOCATION, .run = run_place, .kind = TERM_LOCATION },
	{ .field = FIELD_REMOTE_SCOPE, .run = run_place, .kind = TERM_SCOPE },
	{ .field = FIELD_WORKPLACE, .run = run_choice },
	{ .field = FIELD_OFFICE_DAYS, .run = run_range, RANGE(OFFICE_DAYS, OFFICE_DAYS) },
	{ .field = FIELD_ZONES, .run = run_range, RANGE(ZONE_MIN, ZONE_MAX) },
	{ .field = FIELD_EMPLOYMENT, .run = run_choice },
	{ .field = FIELD_SENIORITY, .run = run_choice },
	{ .field = FIELD_EXPERIENCE, .run = run_range, RANGE(YEARS_MIN, YEARS_MAX) },
	{ .field = FIELD_SALARY, .run = run_pay, RANGE(PAY_MIN, PAY_MAX) },
	{ .field = FIELD_EXTRAS, .run = run_choice },
	{ .field = FIELD_POSTED, .run = run_range, RANGE(POSTED, POSTED) },
	{ .field = FIELD_EXPIRES, .run = run_range, RANGE(EXPIRES, EXPIRES) },
	{ .field = FIELD_VISA, .run = run_choice },
	{ .field = FIELD_CLEARANCE, .run = run_choice },
	{ .field = FIELD_EDUCATION, .run = run_choice },
	{ .field = FIELD_LANGUAGES, .run = run_language },
	{ .field = FIELD_STACK, .run = run_stack },
	{ .field = FIELD_COPIES, .run = run_copies },
};

/* The files that a posting is in may change while it stays as it is: a column says it. */
static bool add_sourced(const struct look *look, struct bitset *set)
{
	struct engine *engine = look->plan->engine;
	const struct bitset *kept = engine_kept(engine, "sourced");
	const struct name_column *sources;
	struct bitset *sourced;

	if (!kept) {
		sources = engine_names(engine, NAME_SOURCE, look->err);
		if (!sources)
			return false;
		kept = sourced = engine_keep(engine, "sourced", false);
		for (uint32_t i = 0; i < engine->limit && i < sources->count; i++)
			if (sources->counts[i] > 0)
				bitset_add(sourced, i);
	}
	bitset_or(set, kept);
	return true;
}

/* For most fields that there is a value is a term. */
static bool add_known(const struct look *look, struct bitset *set)
{
	struct look known = { .plan = look->plan, .set = set, .err = look->err };
	struct strbuf term = STRBUF_INIT;

	if (look->node->field == FIELD_SOURCE)
		return add_sourced(look, set);
	terms_known(&term, look->node->field);
	return add_term(&known, &term, false);
}

static bool run_known(const struct look *look)
{
	const struct engine *engine = look->plan->engine;
	struct bitset known;
	bool ok;

	if (look->value->test != TEST_NONE)
		return add_known(look, look->set);
	bitset_init(&known, engine->limit);
	ok = add_known(look, &known);
	bitset_copy(look->set, &engine->all);
	bitset_and_not(look->set, &known);
	bitset_release(&known);
	return ok;
}

/* A statement says which have a value; then that there is none is the others. */
static bool run_statement(const struct look *look, bool *is_mine)
{
	bool is_known = look->value->test == TEST_ANY || look->value->test == TEST_NONE ||
			field_get(look->node->field)->kind == FIELD_FLAG;
	bool is_exact = true;
	struct bitset known;

	if (!leaf_statement(look->plan, look->node->field, is_known ? NULL : look->value,
			    look->set, &is_exact, is_mine, look->err))
		return false;
	*look->exact = *look->exact && is_exact;
	if (!*is_mine || look->value->test != TEST_NONE)
		return true;
	bitset_init(&known, look->plan->engine->limit);
	if (is_exact)
		bitset_copy(&known, look->set);
	bitset_copy(look->set, &look->plan->engine->all);
	bitset_and_not(look->set, &known);
	bitset_release(&known);
	return true;
}

static const struct leaf_row *find_row(enum field_id field)
{
	for (size_t i = 0; i < sizeof leaf_rows / sizeof *leaf_rows; i++)
		if (leaf_rows[i].field == field)
			return &leaf_rows[i];
	return NULL;
}

bool leaf_value(const struct plan *plan, const struct query_node *node,
		const struct query_value *value, struct bitset *set, bool *exact, struct err *err)
{
	struct look look = { plan, find_row(node->field), node, value, set, exact, err };
	bool is_mine = false;

	if (!run_statement(&look, &is_mine))
		return false;
	if (is_mine)
		return true;
	if (!look.row || value->test == TEST_ANY || value->test == TEST_NONE)
		return run_known(&look);
	return look.row->run(&look);
}

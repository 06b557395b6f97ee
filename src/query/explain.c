/* Says in plain words how a query was understood. */
#include "config.h"

#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/gate.h"
#include "posting/money.h"
#include "posting/zone.h"
#include "query/key.h"
#include "query/query_int.h"

#define CENTS 100
#define EVERYWHERE "title, company, place, stack, text"

static void explain_node(struct strbuf *out, const struct query_node *node, bool is_positive);

static void add_gated(struct strbuf *out, const char *text)
{
	char *line = gate_line(text, strlen(text));

	strbuf_puts(out, line);
	free(line);
}

static void add_words(struct strbuf *out, const char *text, bool is_prefix)
{
	strbuf_putc(out, '"');
	add_gated(out, text);
	strbuf_puts(out, is_prefix ? "...\"" : "\"");
}

/* The choice at a bound, which may lie one beyond the first or the last. */
static void add_choice(struct strbuf *out, const struct field *field, int64_t choice)
{
	int64_t count = 0;

	while (field->choices[count].name)
		count++;
	strbuf_puts(out, choice < 0 || choice >= count ? "none of them" :
		    field->choices[choice].label);
}

/* A bound in the unit of the field. */
static void add_bound(struct strbuf *out, const struct field *field, int64_t bound,
		      const char *currency)
{
	enum field_kind kind = field->kind;

	if (kind == FIELD_PAY)
		money_format(out, bound * CENTS, currency, false);
	else if (kind == FIELD_OFFSET)
		zone_format(out, (int)bound);
	else if (kind == FIELD_CHOICE)
		add_choice(out, field, bound);
	else if (kind == FIELD_DATE && bound > INT32_MIN && bound < INT32_MAX)
		date_format_iso(out, (int32_t)bound);
	else
		strbuf_printf(out, "%lld", (long long)bound);
}

static void add_range(struct strbuf *out, const struct field *field,
		      const struct query_value *value)
{
	enum field_kind kind = field->kind;
	bool is_date = kind == FIELD_DATE;

	if (!is_date && value->min == INT64_MIN)
		strbuf_puts(out, "at most ");
	if (!is_date && value->max == INT64_MAX)
		strbuf_puts(out, "at least ");
	if (value->min != INT64_MIN)
		add_bound(out, field, value->min, value->currency);
	if (value->min != INT64_MIN && value->max != INT64_MAX && value->min != value->max)
		strbuf_puts(out, " to ");
	if (value->max != INT64_MAX && value->min != value->max)
		add_bound(out, field, value->max, value->currency);
	if (is_date && value->min == INT64_MIN)
		strbuf_puts(out, " or earlier");
	if (is_date && value->max == INT64_MAX)
		strbuf_puts(out, " or later");
	if (field->unit)
		strbuf_printf(out, " %.*s", (int)strlen(field->unit) - (value->max == 1),
			      field->unit);
	if (kind == FIELD_PAY)
		strbuf_puts(out, " a year");
}

static void add_value(struct strbuf *out, const struct field *field,
		      const struct query_value *value)
{
	bool has_value = value->test == TEST_ANY;

	if (field->kind == FIELD_FLAG)
		strbuf_puts(out, query_flag_word(field->id, value->test));
	else if (value->test == TEST_NONE || has_value)
		strbuf_puts(out, field->is_user ? has_value ? "set" : "not set" :
			    has_value ? "known" : "unknown");
	else if (value->test == TEST_RANGE)
		add_range(out, field, value);
	else if (value->choice >= 0)
		strbuf_puts(out, field->choices[value->choice].label);
	else if (field->kind == FIELD_TEXT || value->is_prefix)
		add_words(out, value->text, value->is_prefix);
	else
		add_gated(out, value->text);
}

/* "place is toronto or canada", "not stack php". */
static void explain_field(struct strbuf *out, const struct query_node *node, bool is_positive)
{
	static const char *const needs[] = {
		[QUERY_NEED_ANY] = "", [QUERY_NEED_REQUIRED] = "required ",
		[QUERY_NEED_PREFERRED] = "preferred ",
	};
	const struct field *field = field_get(node->field);
	bool is_text = field->kind == FIELD_TEXT && node->values.items[0].test == TEST_IS;

	strbuf_puts(out, is_positive ? "" : "not ");
	if (field->kind != FIELD_FLAG)
		strbuf_printf(out, "%s%s%s ", needs[node->need], field->label,
			      !is_positive ? "" : is_text ? " has" : " is");
	else if (is_positive)
		strbuf_puts(out, "is ");
	for (size_t i = 0; i < node->values.count; i++) {
		if (i > 0)
			strbuf_puts(out, " or ");
		add_value(out, field, &node->values.items[i]);
	}
}

static void explain_list(struct strbuf *out, const struct query_node *node, const char *between)
{
	for (size_t i = 0; i < node->children.count; i++) {
		if (i > 0)
			strbuf_puts(out, between);
		explain_node(out, node->children.items[i], true);
	}
}

static void explain_group(struct strbuf *out, const struct query_node *node, bool is_positive)
{
	strbuf_puts(out, is_positive ? "(" : "not (");
	explain_list(out, node, node->kind == QUERY_OR ? " or " : " and ");
	strbuf_putc(out, ')');
}

static void explain_node(struct strbuf *out, const struct query_node *node, bool is_positive)
{
	switch (node->kind) {
	case QUERY_ALL:
		strbuf_puts(out, "every posting");
		break;
	case QUERY_WORD:
	case QUERY_PHRASE:
		strbuf_puts(out, is_positive ? "any of " EVERYWHERE " has " :
			    "none of " EVERYWHERE " has ");
		add_words(out, node->text, node->is_prefix);
		break;
	case QUERY_FIELD:
		explain_field(out, node, is_positive);
		break;
	case QUERY_AND:
	case QUERY_OR:
		explain_group(out, node, is_positive);
		break;
	case QUERY_NOT:
		explain_node(out, node->children.items[0], !is_positive);
		break;
	}
}

/* What comes first when a field orders the list. */
static const char *order_words(enum field_kind kind, bool is_descending)
{
	switch (kind) {
	case FIELD_DATE:
		return is_descending ? "latest first" : "earliest first";
	case FIELD_PAY:
	case FIELD_NUMBER:
	case FIELD_OFFSET:
		return is_descending ? "highest first" : "lowest first";
	case FIELD_CHOICE:
	case FIELD_CHOICES:
	case FIELD_FLAG:
		return is_descending ? "last first" : "in its order";
	default:
		return is_descending ? "z to a" : "a to z";
	}
}

static void explain_sort(struct strbuf *out, const struct query *query)
{
	for (size_t i = 0; i < query->sort.count; i++) {
		const struct query_sort *sort = &query->sort.items[i];
		const struct field *field = field_get(sort->field);

		strbuf_printf(out, "%s%s, %s", i > 0 ? ", then " : "; ordered by ", field->label,
			      order_words(field->kind, sort->is_descending));
	}
	if (query->sort.count == 0)
		strbuf_puts(out, "; newest first");
}

/* Names what was left out, since it could not be understood. */
static void explain_problems(struct strbuf *out, const struct query *query)
{
	bool is_first = true;

	for (size_t i = 0; i < query->problems.count; i++) {
		const struct query_problem *problem = &query->problems.items[i];
		char *quoted;

		if (problem->is_unfinished || problem->start == problem->end)
			continue;
		quoted = query_quoted(query, problem->start, problem->end);
		strbuf_printf(out, "%s%s", is_first ? "; not understood: " : ", ", quoted);
		free(quoted);
		is_first = false;
	}
}

void query_explain(const struct query *query, struct strbuf *out)
{
	if (query->root->kind == QUERY_AND)
		explain_list(out, query->root, "; ");
	else
		explain_node(out, query->root, true);
	explain_sort(out, query);
	explain_problems(out, query);
}

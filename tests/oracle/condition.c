/* From a query's tree to a condition of SQL. */
#include "config.h"

#include "condition.h"

#include "posting/language.h"
#include "posting/record.h"
#include "store/copies_int.h"
#include "condition_place.h"
#include "condition_term.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* How a value of a field is looked for. A row of the table below names one. */
typedef void (*test_fn)(struct condition *out, const struct vocabulary *vocabulary,
			const struct query_node *node, const struct query_value *value);

struct field_sql {
	enum field_id field;
	const char *known;       /* the condition that there is a value */
	const char *column;      /* what the test looks at */
	const char *upper;       /* of a range: the column of its upper end */
	test_fn test;
	const char *order;       /* what sort: looks at; NULL: the column */
	const char *order_down;  /* and from the end; NULL: the same */
};

static const struct field_sql *find_sql(enum field_id field);

/* A name such as "C++" or ".NET", of which the word index would keep only the letters. */
static bool is_marked_name(const char *text)
{
	return strpbrk(text, "+#") != NULL || text[0] == '.';
}

static void add_word(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_node *node)
{
	const struct technology *technology = NULL;

	if (is_marked_name(node->text))
		technology = technologies_find(vocabulary->technologies, node->text,
					       strlen(node->text));
	if (!technology) {
		condition_match(out, NULL, node->text, node->is_prefix);
		return;
	}
	strbuf_puts(&out->sql, "p.id IN (SELECT posting FROM technology_row WHERE fold(name) = ?)");
	condition_folded(out, technology->name);
}

static void test_words(struct condition *out, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	condition_match(out, find_sql(node->field)->column, value->text, value->is_prefix);
}

static void test_holds(struct condition *out, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	strbuf_printf(&out->sql, "%s", find_sql(node->field)->column);
	condition_folded(out, value->text);
}

/* One choice, or of those that rise a range. */
static void test_choice(struct condition *out, const struct vocabulary *vocabulary,
			const struct query_node *node, const struct query_value *value)
{
	const char *column = find_sql(node->field)->column;

	(void)vocabulary;
	if (value->test == TEST_RANGE) {
		strbuf_printf(&out->sql, "(%s <= ? AND %s >= ?)", column, column);
		condition_number(out, value->max);
		condition_number(out, value->min);
	} else {
		strbuf_printf(&out->sql, "%s = ?", column);
		condition_number(out, value->choice);
	}
}

static void test_choices(struct condition *out, const struct vocabulary *vocabulary,
			 const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	strbuf_printf(&out->sql, "(%s & ?) <> 0", find_sql(node->field)->column);
	condition_number(out, value->choice >= 0 ? INT64_C(1) << value->choice : 0);
}

/* The posting's range and the wanted one have something in common. */
static void test_range(struct condition *out, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	const struct field_sql *sql = find_sql(node->field);

	(void)vocabulary;
	strbuf_printf(&out->sql, "(coalesce(%s, %s) <= ? AND coalesce(%s, %s) >= ?)", sql->column,
		      sql->upper, sql->upper, sql->column);
	condition_number(out, value->max);
	condition_number(out, value->min);
}

/* Amounts are compared as they are, whatever the currency, unless the query names one. */
static void test_pay(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_node *node, const struct query_value *value)
{
	strbuf_puts(&out->sql, "(");
	test_range(out, vocabulary, node, value);
	if (value->currency[0]) {
		strbuf_puts(&out->sql, " AND p.pay_currency = ?");
		condition_text(out, value->currency);
	}
	strbuf_puts(&out->sql, ")");
}

static void test_location(struct condition *out, const struct vocabulary *vocabulary,
			  const struct query_node *node, const struct query_value *value)
{
	condition_place(out, vocabulary, value, node->field == FIELD_REMOTE_SCOPE);
}

/* A name that is known means just that, even while it may be the start of another: "java" is not
 * JavaScript. */
static void add_name(struct condition *out, const char *known, const struct query_value *value)
{
	bool is_open = !known && value->is_prefix;

	strbuf_puts(&out->sql, is_open ? "starts(name, ?)" : "fold(name) = ?");
	condition_folded(out, known ? known : value->text);
}

static void test_stack(struct condition *out, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	const struct technology *technology = technologies_find(vocabulary->technologies,
		value->text, strlen(value->text));

	strbuf_puts(&out->sql, "p.id IN (SELECT posting FROM technology_row WHERE ");
	add_name(out, technology ? technology->name : NULL, value);
	if (node->need != QUERY_NEED_ANY) {
		strbuf_puts(&out->sql, " AND need = ?");
		condition_number(out, node->need == QUERY_NEED_REQUIRED ? NEED_REQUIRED
									: NEED_PREFERRED);
	}
	strbuf_puts(&out->sql, ")");
}

/* By any name of the language; while it is typed also by the start of the English one. */
static void test_language(struct condition *out, const struct vocabulary *vocabulary,
			  const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	(void)node;
	strbuf_puts(&out->sql, "p.id IN (SELECT posting FROM language_row WHERE ");
	add_name(out, language_find(value->text, strlen(value->text)), value);
	strbuf_puts(&out->sql, ")");
}

static void test_tag(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	(void)node;
	strbuf_printf(&out->sql, "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND %s)",
		      value->is_prefix ? "starts(name, 'tag/' || ?)" : "fold(name) = 'tag/' || ?");
	condition_folded(out, value->text);
}

static void test_stage(struct condition *out, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	(void)node;
	strbuf_puts(&out->sql, "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND name = 'stage'"
		    " AND value = ?)");
	condition_number(out, value->choice);
}

#define HAS_MARK(condition) "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND " condition ")"
#define MARK(name_is) "(SELECT value FROM mark WHERE key = p.key AND name = '" name_is "')"
#define HAS_SOURCE "EXISTS (SELECT 1 FROM origin o JOIN source s ON s.id = o.source" \
	" WHERE o.posting = p.id"

/* A field that can be asked for is one row. */
static const struct field_sql field_sqls[] = {
	{ FIELD_TITLE, "p.title IS NOT NULL", "title", .test = test_words,
	  .order = "p.title COLLATE NOCASE" },
	{ FIELD_COMPANY, "p.company IS NOT NULL", "company", .test = test_words,
	  .order = "p.company COLLATE NOCASE" },
	{ FIELD_LOCATION, "EXISTS (SELECT 1 FROM place_row WHERE posting = p.id AND is_scope = 0)",
	  .test = test_location,
	  .order = "(SELECT city || region || country || area FROM place_row"
		   " WHERE posting = p.id AND is_scope = 0 AND ordinal = 0)" },
	{ FIELD_REMOTE_SCOPE,
	  "EXISTS (SELECT 1 FROM place_row WHERE posting = p.id AND is_scope = 1)",
	  .test = test_location },
	{ FIELD_WORKPLACE, "p.workplace IS NOT NULL", "p.workplace", .test = test_choice },
	{ FIELD_OFFICE_DAYS, "p.office_days IS NOT NULL", "p.office_days", "p.office_days",
	  .test = test_range },
	{ FIELD_ZONES, "p.zone_min IS NOT NULL", "p.zone_min", "p.zone_max", .test = test_range },
	{ FIELD_EMPLOYMENT, "p.employment <> 0", "p.employment", .test = test_choices,
	  .order = "nullif(p.employment, 0)" },
	{ FIELD_SENIORITY, "p.seniority IS NOT NULL", "p.seniority", .test = test_choice },
	{ FIELD_EXPERIENCE, "coalesce(p.years_min, p.years_max) IS NOT NULL", "p.years_min",
	  "p.years_max", .test = test_range, .order = "coalesce(p.years_min, p.years_max)" },
	{ FIELD_SALARY, "coalesce(p.pay_year_min, p.pay_year_max) IS NOT NULL", "p.pay_year_min",
	  "p.pay_year_max", .test = test_pay, .order = "coalesce(p.pay_year_min, p.pay_year_max)",
	  .order_down = "coalesce(p.pay_year_max, p.pay_year_min)" },
	{ FIELD_EXTRAS, "p.extras <> 0", "p.extras", .test = test_choices },
	{ FIELD_POSTED, "p.posted IS NOT NULL", "p.posted", "p.posted", .test = test_range },
	{ FIELD_EXPIRES, "p.expires IS NOT NULL", "p.expires", "p.expires", .test = test_range },
	{ FIELD_VISA, "p.visa IS NOT NULL", "p.visa", .test = test_choice },
	{ FIELD_CLEARANCE, "p.clearance IS NOT NULL", "p.clearance", .test = test_choice },
	{ FIELD_EDUCATION, "p.education IS NOT NULL", "p.education", .test = test_choice },
	{ FIELD_LANGUAGES, "EXISTS (SELECT 1 FROM language_row WHERE posting = p.id)", NULL, NULL,
	  .test = test_language },
	{ FIELD_STACK, "EXISTS (SELECT 1 FROM technology_row WHERE posting = p.id)", NULL, NULL,
	  .test = test_stack },
	{ FIELD_URL, "p.url IS NOT NULL", "holds(p.url, ?)", .test = test_holds },
	{ FIELD_SOURCE, HAS_SOURCE ")",
	  HAS_SOURCE " AND holds(ifnull(s.name || ' ', '') || s.path, ?))", .test = test_holds,
	  .order = "(SELECT min(s.path) FROM origin o JOIN source s ON s.id = o.source"
		   " WHERE o.posting = p.id)" },
	{ FIELD_CONFLICT, .known = "p.conflicts <> ''" },
	{ FIELD_GONE, .known = "p.gone IS NOT NULL" },
	/* For one that was never opened a text of its first day is none that changed. */
	{ FIELD_CHANGED, .known = "(p.version > 1 AND coalesce(p.version > " MARK("seen") ","
	  " p.changed > max(p.added, today() - 15)))" },
	{ FIELD_REPOST, .known = COPIES_IS_REPOST },
	{ FIELD_COPIES, "1", COPIES_COUNT, COPIES_COUNT, .test = test_range },
	{ FIELD_SHORTLISTED, HAS_MARK("name = 'shortlist'"),
	  .order = MARK("shortlist") },
	{ FIELD_STAGE, HAS_MARK("name = 'stage'"), .test = test_stage,
	  .order = MARK("stage") },
	{ FIELD_TAG, HAS_MARK("name GLOB 'tag/*'"), .test = test_tag },
	{ FIELD_NOTES, HAS_MARK("name = 'notes'"),
	  HAS_MARK("name = 'notes' AND holds(value, ?)"), .test = test_holds },
	{ FIELD_HIDDEN, CONDITION_HIDDEN, HAS_MARK("name = 'hidden' AND holds(value, ?)"), NULL,
	  .test = test_holds },
	{ FIELD_SEEN, HAS_MARK("name = 'seen'"),
	  .order = "nullif(" HAS_MARK("name = 'seen'") ", 0)" },
};

static const struct field_sql *find_sql(enum field_id field)
{
	for (size_t i = 0; i < sizeof field_sqls / sizeof *field_sqls; i++)
		if (field_sqls[i].field == field)
			return &field_sqls[i];
	return NULL;
}

const char *condition_order(enum field_id field, bool is_descending)
{
	const struct field_sql *sql = find_sql(field);

	if (!sql || !field_get(field)->can_sort)
		return NULL;
	if (is_descending && sql->order_down)
		return sql->order_down;
	return sql->order ? sql->order : sql->column;
}

static void add_value(struct condition *out, const struct vocabulary *vocabulary,
		      const struct query_node *node, const struct query_value *value)
{
	const struct field_sql *sql = find_sql(node->field);

	if (value->test == TEST_NONE)
		strbuf_printf(&out->sql, "NOT (%s)", sql->known);
	else if (value->test == TEST_ANY || !sql->test)
		strbuf_puts(&out->sql, sql->known);
	else
		sql->test(out, vocabulary, node, value);
}

static void add_field(struct condition *out, const struct vocabulary *vocabulary,
		      const struct query_node *node)
{
	if (!find_sql(node->field) || node->values.count == 0) {
		strbuf_puts(&out->sql, "1");
		return;
	}
	strbuf_puts(&out->sql, "(");
	for (size_t i = 0; i < node->values.count; i++) {
		if (i > 0)
			strbuf_puts(&out->sql, " OR ");
		add_value(out, vocabulary, node, &node->values.items[i]);
	}
	strbuf_puts(&out->sql, ")");
}

static void add_node(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_node *node);

static void add_children(struct condition *out, const struct vocabulary *vocabulary,
			 const struct query_node *node, const char *operator)
{
	strbuf_puts(&out->sql, "(");
	for (size_t i = 0; i < node->children.count; i++) {
		if (i > 0)
			strbuf_puts(&out->sql, operator);
		add_node(out, vocabulary, node->children.items[i]);
	}
	strbuf_puts(&out->sql, ")");
}

/* The parser caps the depth of the tree. A condition that is unknown (NULL) is no match, and its
 * negation is one: unknown is never taken for the excluded value. */
static void add_node(struct condition *out, const struct vocabulary *vocabulary,
		     const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_ALL:
		strbuf_puts(&out->sql, "1");
		break;
	case QUERY_WORD:
		add_word(out, vocabulary, node);
		break;
	case QUERY_PHRASE:
		condition_match(out, NULL, node->text, node->is_prefix);
		break;
	case QUERY_FIELD:
		add_field(out, vocabulary, node);
		break;
	case QUERY_AND:
		add_children(out, vocabulary, node, " AND ");
		break;
	case QUERY_OR:
		add_children(out, vocabulary, node, " OR ");
		break;
	case QUERY_NOT:
		strbuf_puts(&out->sql, "NOT coalesce(");
		add_node(out, vocabulary, node->children.items[0]);
		strbuf_puts(&out->sql, ", 0)");
		break;
	}
}

void condition_init(struct condition *out, const struct query *query,
		    const struct vocabulary *vocabulary)
{
	strbuf_init(&out->sql);
	memset(&out->values, 0, sizeof out->values);
	add_node(out, vocabulary, query->root);
}

void condition_release(struct condition *out)
{
	for (size_t i = 0; i < out->values.count; i++)
		free(out->values.items[i].text);
	VEC_RELEASE(&out->values);
	strbuf_release(&out->sql);
}

void condition_bind(const struct condition *condition, sqlite3_stmt *stmt)
{
	for (size_t i = 0; i < condition->values.count; i++) {
		const struct condition_value *value = &condition->values.items[i];
		int at = (int)i + 1;

		if (value->text)
			sqlite3_bind_text(stmt, at, value->text, -1, SQLITE_STATIC);
		else
			sqlite3_bind_int64(stmt, at, value->number);
	}
}

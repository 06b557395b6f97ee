/* From a query's tree to a SQL condition. */
#include "config.h"

#include "store/where_int.h"

#include "posting/record.h"
#include "store/where_place_int.h"
#include "store/where_term_int.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* How a value of a field is looked for. A row of the table below names one. */
typedef void (*test_fn)(struct where *where, const struct vocabulary *vocabulary,
			const struct query_node *node, const struct query_value *value);

struct field_sql {
	enum field_id field;
	const char *known;       /* the condition that there is a value */
	const char *column;      /* what the test looks at */
	const char *upper;       /* of a range: the column of its upper end */
	test_fn test;
};

static const struct field_sql *find_sql(enum field_id field);

/* A name such as "C++" or ".NET", of which the word index would keep only the letters. */
static bool is_marked_name(const char *text)
{
	return strpbrk(text, "+#") != NULL || text[0] == '.';
}

static void add_word(struct where *where, const struct vocabulary *vocabulary,
		     const struct query_node *node)
{
	const struct technology *technology = NULL;

	if (is_marked_name(node->text))
		technology = technologies_find(vocabulary->technologies, node->text,
					       strlen(node->text));
	if (!technology) {
		where_match(where, NULL, node->text, node->is_prefix);
		return;
	}
	strbuf_puts(&where->sql, "p.id IN (SELECT posting FROM technology WHERE name = ?)");
	where_text(where, technology->name);
}

static void test_words(struct where *where, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	where_match(where, find_sql(node->field)->column, value->text, value->is_prefix);
}

static void test_holds(struct where *where, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	strbuf_printf(&where->sql, "%s", find_sql(node->field)->column);
	where_folded(where, value->text);
}

static void test_choice(struct where *where, const struct vocabulary *vocabulary,
			const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	strbuf_printf(&where->sql, "%s = ?", find_sql(node->field)->column);
	where_number(where, value->choice);
}

static void test_choices(struct where *where, const struct vocabulary *vocabulary,
			 const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	strbuf_printf(&where->sql, "(%s & ?) <> 0", find_sql(node->field)->column);
	where_number(where, value->choice >= 0 ? INT64_C(1) << value->choice : 0);
}

/* The posting's range and the wanted one have something in common. */
static void test_range(struct where *where, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	const struct field_sql *sql = find_sql(node->field);

	(void)vocabulary;
	strbuf_printf(&where->sql, "(coalesce(%s, %s) <= ? AND coalesce(%s, %s) >= ?)", sql->column,
		      sql->upper, sql->upper, sql->column);
	where_number(where, value->max);
	where_number(where, value->min);
}

/* Amounts are compared as they are, whatever the currency, unless the query names one. */
static void test_pay(struct where *where, const struct vocabulary *vocabulary,
		     const struct query_node *node, const struct query_value *value)
{
	strbuf_puts(&where->sql, "(");
	test_range(where, vocabulary, node, value);
	if (value->currency[0]) {
		strbuf_puts(&where->sql, " AND p.pay_currency = ?");
		where_text(where, value->currency);
	}
	strbuf_puts(&where->sql, ")");
}

static void test_location(struct where *where, const struct vocabulary *vocabulary,
			  const struct query_node *node, const struct query_value *value)
{
	where_place(where, vocabulary, value, node->field == FIELD_REMOTE_SCOPE);
}

/* A name that is known means just that, even while it may be the start of another: "java" is not
 * JavaScript. */
static void test_stack(struct where *where, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	const struct technology *technology = technologies_find(vocabulary->technologies,
		value->text, strlen(value->text));

	strbuf_puts(&where->sql, "p.id IN (SELECT posting FROM technology WHERE ");
	if (technology) {
		strbuf_puts(&where->sql, "name = ?");
		where_text(where, technology->name);
	} else {
		strbuf_puts(&where->sql, value->is_prefix ? "starts(name, ?)"
							  : "name = ? COLLATE NOCASE");
		where_folded(where, value->text);
	}
	if (node->need != QUERY_NEED_ANY) {
		strbuf_puts(&where->sql, " AND need = ?");
		where_number(where, node->need == QUERY_NEED_REQUIRED ? NEED_REQUIRED
								      : NEED_PREFERRED);
	}
	strbuf_puts(&where->sql, ")");
}

static void test_tag(struct where *where, const struct vocabulary *vocabulary,
		     const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	(void)node;
	strbuf_printf(&where->sql, "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND %s)",
		      value->is_prefix ? "starts(name, 'tag/' || ?)" : "name = 'tag/' || ?");
	where_folded(where, value->text);
}

static void test_stage(struct where *where, const struct vocabulary *vocabulary,
		       const struct query_node *node, const struct query_value *value)
{
	(void)vocabulary;
	(void)node;
	strbuf_puts(&where->sql, "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND name = 'stage'"
		    " AND value = ?)");
	where_number(where, value->choice);
}

#define HAS_MARK(condition) "EXISTS (SELECT 1 FROM mark WHERE key = p.key AND " condition ")"
#define HAS_SOURCE "EXISTS (SELECT 1 FROM origin o JOIN source s ON s.id = o.source" \
	" WHERE o.posting = p.id"

/* A field that can be asked for is one row. */
static const struct field_sql field_sqls[] = {
	{ FIELD_TITLE, "p.title IS NOT NULL", "title", NULL, test_words },
	{ FIELD_COMPANY, "p.company IS NOT NULL", "company", NULL, test_words },
	{ FIELD_LOCATION, "EXISTS (SELECT 1 FROM place WHERE posting = p.id AND is_scope = 0)",
	  NULL, NULL, test_location },
	{ FIELD_REMOTE_SCOPE, "EXISTS (SELECT 1 FROM place WHERE posting = p.id AND is_scope = 1)",
	  NULL, NULL, test_location },
	{ FIELD_WORKPLACE, "p.workplace IS NOT NULL", "p.workplace", NULL, test_choice },
	{ FIELD_EMPLOYMENT, "p.employment <> 0", "p.employment", NULL, test_choices },
	{ FIELD_SENIORITY, "p.seniority IS NOT NULL", "p.seniority", NULL, test_choice },
	{ FIELD_EXPERIENCE, "coalesce(p.years_min, p.years_max) IS NOT NULL", "p.years_min",
	  "p.years_max", test_range },
	{ FIELD_SALARY, "coalesce(p.pay_year_min, p.pay_year_max) IS NOT NULL", "p.pay_year_min",
	  "p.pay_year_max", test_pay },
	{ FIELD_POSTED, "p.posted IS NOT NULL", "p.posted", "p.posted", test_range },
	{ FIELD_EXPIRES, "p.expires IS NOT NULL", "p.expires", "p.expires", test_range },
	{ FIELD_VISA, "p.visa IS NOT NULL", "p.visa", NULL, test_choice },
	{ FIELD_STACK, "EXISTS (SELECT 1 FROM technology WHERE posting = p.id)", NULL, NULL,
	  test_stack },
	{ FIELD_URL, "p.url IS NOT NULL", "holds(p.url, ?)", NULL, test_holds },
	{ FIELD_SOURCE, HAS_SOURCE ")", HAS_SOURCE " AND holds(s.path, ?))", NULL, test_holds },
	{ FIELD_SHORTLISTED, HAS_MARK("name = 'shortlist'"), NULL, NULL, NULL },
	{ FIELD_STAGE, HAS_MARK("name = 'stage'"), NULL, NULL, test_stage },
	{ FIELD_TAG, HAS_MARK("name GLOB 'tag/*'"), NULL, NULL, test_tag },
	{ FIELD_NOTES, HAS_MARK("name = 'notes'"),
	  HAS_MARK("name = 'notes' AND holds(value, ?)"), NULL, test_holds },
	{ FIELD_HIDDEN, WHERE_HIDDEN, HAS_MARK("name = 'hidden' AND holds(value, ?)"), NULL,
	  test_holds },
	{ FIELD_SEEN, HAS_MARK("name = 'seen'"), NULL, NULL, NULL },
};

static const struct field_sql *find_sql(enum field_id field)
{
	for (size_t i = 0; i < sizeof field_sqls / sizeof *field_sqls; i++)
		if (field_sqls[i].field == field)
			return &field_sqls[i];
	return NULL;
}

static void add_value(struct where *where, const struct vocabulary *vocabulary,
		      const struct query_node *node, const struct query_value *value)
{
	const struct field_sql *sql = find_sql(node->field);

	if (value->test == TEST_NONE)
		strbuf_printf(&where->sql, "NOT (%s)", sql->known);
	else if (value->test == TEST_ANY || !sql->test)
		strbuf_puts(&where->sql, sql->known);
	else
		sql->test(where, vocabulary, node, value);
}

static void add_field(struct where *where, const struct vocabulary *vocabulary,
		      const struct query_node *node)
{
	if (!find_sql(node->field) || node->values.count == 0) {
		strbuf_puts(&where->sql, "1");
		return;
	}
	strbuf_puts(&where->sql, "(");
	for (size_t i = 0; i < node->values.count; i++) {
		if (i > 0)
			strbuf_puts(&where->sql, " OR ");
		add_value(where, vocabulary, node, &node->values.items[i]);
	}
	strbuf_puts(&where->sql, ")");
}

static void add_node(struct where *where, const struct vocabulary *vocabulary,
		     const struct query_node *node);

static void add_children(struct where *where, const struct vocabulary *vocabulary,
			 const struct query_node *node, const char *operator)
{
	strbuf_puts(&where->sql, "(");
	for (size_t i = 0; i < node->children.count; i++) {
		if (i > 0)
			strbuf_puts(&where->sql, operator);
		add_node(where, vocabulary, node->children.items[i]);
	}
	strbuf_puts(&where->sql, ")");
}

/* The parser caps the depth of the tree. A condition that is unknown (NULL) is no match, and its
 * negation is one: unknown is never taken for the excluded value. */
static void add_node(struct where *where, const struct vocabulary *vocabulary,
		     const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_ALL:
		strbuf_puts(&where->sql, "1");
		break;
	case QUERY_WORD:
		add_word(where, vocabulary, node);
		break;
	case QUERY_PHRASE:
		where_match(where, NULL, node->text, node->is_prefix);
		break;
	case QUERY_FIELD:
		add_field(where, vocabulary, node);
		break;
	case QUERY_AND:
		add_children(where, vocabulary, node, " AND ");
		break;
	case QUERY_OR:
		add_children(where, vocabulary, node, " OR ");
		break;
	case QUERY_NOT:
		strbuf_puts(&where->sql, "NOT coalesce(");
		add_node(where, vocabulary, node->children.items[0]);
		strbuf_puts(&where->sql, ", 0)");
		break;
	}
}

void where_init(struct where *where, const struct query *query, const struct vocabulary *vocabulary)
{
	strbuf_init(&where->sql);
	memset(&where->values, 0, sizeof where->values);
	add_node(where, vocabulary, query->root);
}

void where_release(struct where *where)
{
	for (size_t i = 0; i < where->values.count; i++)
		free(where->values.items[i].text);
	VEC_RELEASE(&where->values);
	strbuf_release(&where->sql);
}

int where_bind(const struct where *where, sqlite3_stmt *stmt, int first)
{
	for (size_t i = 0; i < where->values.count; i++, first++) {
		const struct where_value *value = &where->values.items[i];

		if (value->text)
			stmt_text(stmt, first, value->text);
		else
			stmt_int(stmt, first, value->number);
	}
	return first;
}

/* Dumps a tree. */
#include "config.h"

#include "query_dump.h"

static void dump_value(struct strbuf *out, const struct query_value *value)
{
	if (value->test == TEST_NONE) {
		strbuf_puts(out, "NONE");
	} else if (value->test == TEST_ANY) {
		strbuf_puts(out, "ANY");
	} else if (value->test == TEST_RANGE) {
		strbuf_putc(out, '[');
		if (value->min != INT64_MIN)
			strbuf_printf(out, "%lld", (long long)value->min);
		strbuf_puts(out, "..");
		if (value->max != INT64_MAX)
			strbuf_printf(out, "%lld", (long long)value->max);
		strbuf_printf(out, "]%s", value->currency);
	} else if (value->choice >= 0) {
		strbuf_printf(out, "#%d", value->choice);
	} else {
		strbuf_printf(out, "%s%s%s", value->text, value->is_phrase ? "'" : "",
			      value->is_prefix ? "*" : "");
	}
}

static void dump_field(struct strbuf *out, const struct query_node *node)
{
	static const char *const needs[] = {
		[QUERY_NEED_ANY] = "", [QUERY_NEED_REQUIRED] = "must ",
		[QUERY_NEED_PREFERRED] = "nice ",
	};

	strbuf_printf(out, "%s%s(", needs[node->need], field_get(node->field)->key);
	for (size_t i = 0; i < node->values.count; i++) {
		if (i > 0)
			strbuf_putc(out, ',');
		dump_value(out, &node->values.items[i]);
	}
	strbuf_putc(out, ')');
}

static void dump_children(struct strbuf *out, const char *name, const struct query_node *node)
{
	strbuf_printf(out, "%s(", name);
	for (size_t i = 0; i < node->children.count; i++) {
		if (i > 0)
			strbuf_putc(out, ' ');
		dump_node(out, node->children.items[i]);
	}
	strbuf_putc(out, ')');
}

void dump_node(struct strbuf *out, const struct query_node *node)
{
	switch (node->kind) {
	case QUERY_ALL:
		strbuf_puts(out, "all");
		break;
	case QUERY_WORD:
		strbuf_printf(out, "word(%s%s)", node->text, node->is_prefix ? "*" : "");
		break;
	case QUERY_PHRASE:
		strbuf_printf(out, "phrase(%s%s)", node->text, node->is_prefix ? "*" : "");
		break;
	case QUERY_FIELD:
		dump_field(out, node);
		break;
	case QUERY_AND:
		dump_children(out, "and", node);
		break;
	case QUERY_OR:
		dump_children(out, "or", node);
		break;
	case QUERY_NOT:
		dump_children(out, "not", node);
		break;
	}
}

void dump_query(struct strbuf *out, const struct query *query)
{
	dump_node(out, query->root);
	for (size_t i = 0; i < query->sort.count; i++) {
		const struct query_sort *sort = &query->sort.items[i];

		strbuf_printf(out, "%s%s%s", i > 0 ? "," : " sort:", sort->is_descending ? "-" : "",
			      field_get(sort->field)->key);
	}
	if (query->wants_hidden)
		strbuf_puts(out, " hidden");
}

/* The query as a value: its parts, its terms, and itself without one of them. */
#include "config.h"

#include "query/query.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/gate.h"
#include "util/utf8.h"
#include "util/vec.h"
#include "query/edit.h"
#include "query/query_int.h"

#define QUOTED_COLS_MAX 40

struct query_node *query_node_new(enum query_kind kind, size_t start, size_t end)
{
	struct query_node *node = xcalloc(1, sizeof *node);

	node->kind = kind;
	node->start = start;
	node->end = end;
	return node;
}

/* The tree is as deep as parentheses may nest, which is capped. */
void query_node_free(struct query_node *node)
{
	for (size_t i = 0; i < node->values.count; i++)
		free(node->values.items[i].text);
	for (size_t i = 0; i < node->children.count; i++)
		query_node_free(node->children.items[i]);
	VEC_RELEASE(&node->values);
	VEC_RELEASE(&node->pieces);
	VEC_RELEASE(&node->children);
	free(node->text);
	free(node);
}

void query_node_add(struct query_node *node, struct query_node *child)
{
	*VEC_PUSH(&node->children) = child;
}

bool query_node_is_open(const struct query_node *node)
{
	while (node->children.count > 0)
		node = node->children.items[node->children.count - 1];
	if (node->kind == QUERY_FIELD)
		return node->values.items[node->values.count - 1].is_prefix;
	return node->is_prefix;
}

size_t query_node_slot(const struct query_node *node)
{
	bool is_any = true;

	if (node->kind != QUERY_FIELD)
		return QUERY_SLOTS;
	for (size_t i = 0; i < node->values.count; i++)
		is_any = is_any && node->values.items[i].test == TEST_ANY;
	if (field_get(node->field)->kind == FIELD_FLAG)
		is_any = false;
	return ((size_t)node->field * 3 + (size_t)node->need) * 2 + is_any;
}

void query_problem_add(struct query *query, size_t start, size_t end, bool is_unfinished,
		       const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;

	va_start(args, format);
	strbuf_vprintf(&text, format, args);
	va_end(args);
	*VEC_PUSH(&query->problems) = (struct query_problem){
		.start = start, .end = end, .is_unfinished = is_unfinished,
		.text = strbuf_detach(&text),
	};
}

char *query_quoted(const struct query *query, size_t start, size_t end)
{
	struct strbuf text = STRBUF_INIT;
	size_t fit;

	gate(&text, query->line + start, end - start, GATE_ONE_LINE, NULL);
	fit = utf8_fit(text.text, text.len, QUOTED_COLS_MAX, NULL);
	if (fit < text.len) {
		strbuf_cut(&text, fit);
		strbuf_puts(&text, "...");
	}
	return strbuf_detach(&text);
}

void query_span_add(struct query *query, enum query_part part, size_t start, size_t end)
{
	if (start < end)
		*VEC_PUSH(&query->spans) = (struct query_span){ part, start, end };
}

bool query_has_letter(const char *text)
{
	size_t len = strlen(text);
	uint32_t code;

	for (size_t at = 0; at < len;) {
		at += utf8_decode(text + at, len - at, &code, NULL);
		if (utf8_is_word(code))
			return true;
	}
	return false;
}

void query_free(struct query *query)
{
	if (!query)
		return;
	query_node_free(query->root);
	for (size_t i = 0; i < query->problems.count; i++)
		free(query->problems.items[i].text);
	VEC_RELEASE(&query->problems);
	VEC_RELEASE(&query->sort);
	VEC_RELEASE(&query->sort_terms);
	VEC_RELEASE(&query->spans);
	free(query->line);
	free(query);
}

size_t query_terms(const struct query *query)
{
	if (query->root->kind == QUERY_ALL)
		return 0;
	return query->root->kind == QUERY_AND ? query->root->children.count : 1;
}

const struct query_node *query_term(const struct query *query, size_t index)
{
	assert(index < query_terms(query));
	return query->root->kind == QUERY_AND ? query->root->children.items[index] : query->root;
}

/* Parses LINE, which it releases. */
static struct query *parsed(struct strbuf *line, int32_t today)
{
	struct query *query = query_parse(line->text, today);

	strbuf_release(line);
	return query;
}

struct query *query_without_term(const struct query *query, size_t index, int32_t today)
{
	struct strbuf line = STRBUF_INIT;

	query_drop_term(query, index, &line);
	return parsed(&line, today);
}

struct query *query_without_field(const struct query *query, enum field_id field, bool negative,
				  int32_t today)
{
	struct strbuf line = STRBUF_INIT;

	query_drop_field(query, field, negative, &line);
	return parsed(&line, today);
}

/*
 * Prints a tree as the plainest line that parses to it.
 *
 * What is still being typed must stay at the very end of the line, without even a parenthesis
 * behind it; then the order comes first. Where the last word is complete, a blank closes it.
 */
#include "config.h"

#include "query/query.h"

#include <string.h>

#include "query/edit.h"
#include "query/key.h"
#include "query/lex_int.h"
#include "query/query_int.h"

/* Around what a node is printed, and so whether it needs parentheses. */
enum around { AROUND_NOTHING, AROUND_OR, AROUND_AND, AROUND_NOT, AROUND_LEAF };

static void print_node(struct strbuf *out, const struct query_node *node, enum around around);

void query_add_quoted(struct strbuf *out, const char *text, bool is_open)
{
	strbuf_putc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			strbuf_putc(out, '"');
		strbuf_putc(out, *text);
	}
	if (!is_open)
		strbuf_putc(out, '"');
}

bool query_needs_quotes(const char *text, bool groups_digits)
{
	if (*text == '\0')
		return true;
	for (size_t at = 0; text[at]; at++) {
		if (groups_digits && lex_is_grouping(text, at))
			continue;
		if (strchr("(),\"", text[at]) || lex_blank(text, at) > 0)
			return true;
	}
	return false;
}

const char *query_flag_word(enum field_id field, enum query_test test)
{
	int choice = test == TEST_ANY ? QUERY_IS_SET : QUERY_IS_NOT_SET;
	const struct query_is *row = query_is_table;

	while (row->name && (row->field != field || row->choice != choice))
		row++;
	return row->name;
}

/* Adds a range as it was typed, with quotes where a comma would be taken for another one. */
static void print_range(struct strbuf *out, const struct query_value *value, enum field_kind kind)
{
	bool groups_digits = kind == FIELD_PAY;
	size_t start = out->len;

	if (!query_needs_quotes(value->text, groups_digits)) {
		strbuf_puts(out, value->text);
		if (!groups_digits || !lex_is_grouping(out->text, start - 1))
			return;
		strbuf_cut(out, start);
	}
	query_add_quoted(out, value->text, false);
}

static void print_value(struct strbuf *out, const struct field *field,
			const struct query_value *value)
{
	if (field->kind == FIELD_FLAG)
		strbuf_puts(out, query_flag_word(field->id, value->test));
	else if (value->test == TEST_NONE || value->test == TEST_ANY)
		strbuf_puts(out, value->test == TEST_NONE ? "none" : "any");
	else if (value->test == TEST_RANGE)
		print_range(out, value, field->kind);
	else if (value->choice >= 0)
		strbuf_puts(out, field->choices[value->choice].name);
	else if (value->is_phrase)
		query_add_quoted(out, value->text, value->is_prefix);
	else
		strbuf_puts(out, value->text);
}

/* The key for a field and a need of it. */
static const char *key_name(const struct field *field, enum query_need need)
{
	struct query_key key;

	if (field->kind == FIELD_FLAG)
		return "is";
	for (size_t i = 0; i < query_key_count(); i++) {
		key = query_key_at(i);
		if (key.kind == KEY_FIELD && key.field == field->id && key.need == need)
			return key.name;
	}
	return field->key;
}

static void print_field(struct strbuf *out, const struct query_node *node)
{
	const struct field *field = field_get(node->field);

	strbuf_puts(out, key_name(field, node->need));
	strbuf_putc(out, ':');
	for (size_t i = 0; i < node->values.count; i++) {
		if (i > 0)
			strbuf_putc(out, ',');
		print_value(out, field, &node->values.items[i]);
	}
}

static void print_grouped(struct strbuf *out, const struct query_node *node)
{
	strbuf_putc(out, '(');
	print_node(out, node, AROUND_NOTHING);
	if (!query_node_is_open(node))
		strbuf_putc(out, ')');
}

/* Prints the terms of an "and". Tests that would join if they stood side by side, but did not, are
 * kept apart by parentheses. */
static void print_and(struct strbuf *out, const struct query_node *node)
{
	size_t last[QUERY_SLOTS + 1];

	for (size_t i = 0; i < node->children.count; i++)
		last[query_node_slot(node->children.items[i])] = i;
	for (size_t i = 0; i < node->children.count; i++) {
		const struct query_node *child = node->children.items[i];
		size_t slot = query_node_slot(child);

		if (i > 0)
			strbuf_putc(out, ' ');
		if (slot < QUERY_SLOTS && last[slot] > i)
			print_grouped(out, child);
		else
			print_node(out, child, AROUND_AND);
	}
}

static void print_or(struct strbuf *out, const struct query_node *node)
{
	for (size_t i = 0; i < node->children.count; i++) {
		if (i > 0)
			strbuf_puts(out, " OR ");
		print_node(out, node->children.items[i], AROUND_OR);
	}
}

/* The least around which a kind of node needs no parentheses is the one after this. */
static enum around looseness(enum query_kind kind)
{
	switch (kind) {
	case QUERY_OR:
		return AROUND_OR;
	case QUERY_AND:
		return AROUND_AND;
	case QUERY_NOT:
		return AROUND_NOT;
	default:
		return AROUND_LEAF;
	}
}

static void print_node(struct strbuf *out, const struct query_node *node, enum around around)
{
	if (looseness(node->kind) <= around) {
		print_grouped(out, node);
		return;
	}
	switch (node->kind) {
	case QUERY_ALL:
		break;
	case QUERY_WORD:
		strbuf_puts(out, node->text);
		break;
	case QUERY_PHRASE:
		query_add_quoted(out, node->text, node->is_prefix);
		break;
	case QUERY_FIELD:
		print_field(out, node);
		break;
	case QUERY_AND:
		print_and(out, node);
		break;
	case QUERY_OR:
		print_or(out, node);
		break;
	case QUERY_NOT:
		strbuf_putc(out, '-');
		print_node(out, node->children.items[0], AROUND_NOT);
		break;
	}
}

static void print_sort(struct strbuf *out, const struct query *query)
{
	strbuf_puts(out, "sort:");
	for (size_t i = 0; i < query->sort.count; i++) {
		const struct query_sort *sort = &query->sort.items[i];

		if (i > 0)
			strbuf_putc(out, ',');
		if (sort->is_descending)
			strbuf_putc(out, '-');
		strbuf_puts(out, field_get(sort->field)->key);
	}
}

/* Whether the last leaf, where it ends the line, would count as still being typed. */
static bool ends_bare(const struct query_node *node)
{
	const struct query_value *value;

	while (node->children.count > 0)
		node = node->children.items[node->children.count - 1];
	if (node->kind != QUERY_FIELD)
		return node->kind == QUERY_WORD;
	value = &node->values.items[node->values.count - 1];
	return value->test == TEST_IS && value->choice < 0 && !value->is_phrase;
}

void query_print(const struct query *query, struct strbuf *out)
{
	bool is_open = query_node_is_open(query->root);
	size_t start = out->len;

	if (query->sort.count > 0 && is_open) {
		print_sort(out, query);
		strbuf_putc(out, ' ');
	}
	print_node(out, query->root, AROUND_NOTHING);
	if (query->sort.count > 0 && !is_open) {
		if (out->len > start)
			strbuf_putc(out, ' ');
		print_sort(out, query);
	} else if (!is_open && ends_bare(query->root) && out->text[out->len - 1] != ')') {
		strbuf_putc(out, ' ');
	}
}

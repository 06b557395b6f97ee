/*
 * Edits of the query line.
 *
 * Each value that is taken out is found anew in the parsed line; adding never moves a word that is
 * open behind others.
 */
#include "config.h"

#include "query/edit.h"

#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"
#include "posting/language.h"
#include "query/cut_int.h"
#include "query/key.h"
#include "query/lex_int.h"
#include "query/query_int.h"
#include "query/range_int.h"
#include "query/value_int.h"

/* A value as an edit speaks of it. */
struct wanted {
	const struct field *field;
	const char *text;
	struct query_value value;/* test, choice and range; its text is folded */
};

/* Where in the tree a value stands. */
struct found {
	const struct query_node *term;
	const struct query_node *node; /* the test: the term, or what it negates */
	const struct query_value *value;
	bool is_excluded;
};

/* What stands open in a line, which a term added behind it would fall into. */
struct shape {
	size_t groups;
	bool has_quote;
	bool has_or;             /* outside of all parentheses */
	struct cuts strays;      /* closing parentheses that close nothing */
};

/* -- finding a value */

static void wanted_init(struct wanted *wanted, const struct query *query, enum field_id id,
			const char *text)
{
	const struct field *field = field_get(id);
	const struct query_is *row = query_is_find(text, strlen(text));
	struct query_value *value = &wanted->value;
	struct strbuf folded = STRBUF_INIT;

	*wanted = (struct wanted){ .field = field, .text = text };
	value->test = TEST_IS;
	value->choice = field->choices ? field_choice(field, text, strlen(text)) : -1;
	if (range_is_of(field->kind) &&
	    range_read(field, text, strlen(text), query->today, value))
		value->test = TEST_RANGE;
	if (field->kind == FIELD_FLAG && row && row->field == id)
		value->test = row->choice == QUERY_IS_SET ? TEST_ANY : TEST_NONE;
	else if (value->choice < 0)
		value_test(field, text, &value->test);
	utf8_fold(&folded, text, strlen(text));
	value->text = strbuf_detach(&folded);
}

static void wanted_release(struct wanted *wanted)
{
	free(wanted->value.text);
}

static bool is_same_language(const char *a, const char *b)
{
	const char *name = language_find(a, strlen(a)), *other = language_find(b, strlen(b));

	return name == other && (name != NULL || ascii_equal(a, b));
}

static bool is_wanted(const struct wanted *wanted, const struct query_value *value)
{
	const struct query_value *other = &wanted->value;
	struct strbuf folded = STRBUF_INIT;
	bool is_same;

	if (value->test != other->test)
		return false;
	if (value->test == TEST_NONE || value->test == TEST_ANY)
		return true;
	if (value->test == TEST_RANGE)
		return value->min == other->min && value->max == other->max &&
		       strcmp(value->currency, other->currency) == 0;
	if (value->choice >= 0 || other->choice >= 0)
		return value->choice == other->choice;
	if (wanted->field->kind == FIELD_LANGUAGE)
		return is_same_language(value->text, other->text);
	utf8_fold(&folded, value->text, strlen(value->text));
	is_same = strcmp(folded.text, other->text) == 0;
	strbuf_release(&folded);
	return is_same;
}

/* The first place where the value stands at the top. */
static bool find_value(const struct query *query, const struct wanted *wanted, struct found *found)
{
	for (size_t i = 0; i < query_terms(query); i++) {
		found->term = query_term(query, i);
		found->node = cut_test(found->term, &found->is_excluded);
		if (!found->node || found->node->field != wanted->field->id ||
		    found->node->need != QUERY_NEED_ANY)
			continue;
		for (size_t v = 0; v < found->node->values.count; v++) {
			found->value = &found->node->values.items[v];
			if (is_wanted(wanted, found->value))
				return true;
		}
	}
	return false;
}

/* -- taking a value out */

/* The piece that holds a value, and how many values it holds. */
static const struct query_range *value_piece(const struct found *found, size_t *count)
{
	const struct query_node *node = found->node;
	const struct query_range *piece = node->pieces.items;

	while (found->value->start < piece->start || found->value->end > piece->end)
		piece++;
	*count = 0;
	for (size_t i = 0; i < node->values.count; i++)
		*count += node->values.items[i].start >= piece->start &&
			  node->values.items[i].end <= piece->end;
	return piece;
}

/* Adds the line without a value and the comma beside it. */
static void cut_value(const char *line, const struct query_value *value, struct strbuf *out)
{
	size_t start = value->start, end = value->end;

	if (line[start - 1] == ',')
		start--;
	else
		end += line[end] == ',';
	strbuf_add(out, line, start);
	strbuf_puts(out, line + end);
	if (line[end] == '\0' && !cut_ends_blank(out))
		strbuf_putc(out, ' ');
}

static void take_out(const struct query *query, const struct found *found, struct strbuf *out)
{
	struct cuts cuts = { NULL, 0, 0 };
	size_t count;
	const struct query_range *piece = value_piece(found, &count);

	if (found->node->values.count == 1) {
		cut_term(&cuts, found->term);
		cut_line(query, &cuts, out);
	} else if (count == 1) {
		*VEC_PUSH(&cuts) = *piece;
		cut_line(query, &cuts, out);
	} else {
		cut_value(query->line, found->value, out);
	}
}

/* The query without the value, wherever it stands at the top. */
static struct query *without_value(const struct query *query, const struct wanted *wanted)
{
	struct query *rest = query_parse(query->line, query->today);
	struct found found;

	while (find_value(rest, wanted, &found)) {
		struct strbuf line = STRBUF_INIT;

		take_out(rest, &found, &line);
		query_free(rest);
		rest = query_parse(line.text, query->today);
		strbuf_release(&line);
	}
	return rest;
}

/* -- adding */

static void shape_read(struct shape *shape, const char *line)
{
	struct lexer lexer;
	struct lex_token token;
	struct lex_value value;
	struct query_key key;

	*shape = (struct shape){ .groups = 0 };
	lex_init(&lexer, line);
	for (lex_next(&lexer, &token); token.kind != LEX_END; lex_next(&lexer, &token)) {
		shape->groups += token.kind == LEX_OPEN;
		shape->has_or |= token.kind == LEX_OR && shape->groups == 0;
		shape->has_quote = !token.is_closed;
		if (token.kind == LEX_CLOSE && shape->groups == 0)
			*VEC_PUSH(&shape->strays) = (struct query_range){ token.start, token.end };
		else if (token.kind == LEX_CLOSE)
			shape->groups--;
		if (token.kind != LEX_KEY)
			continue;
		if (!query_key_find(line + token.body, token.end - 1 - token.body, &key))
			key.kind = KEY_IS;
		for (value.has_more = true; value.has_more;) {
			lex_value(&lexer, lex_key_groups(&key), &value);
			shape->has_quote = value.is_quoted && !value.is_closed;
		}
	}
}

static const char *skip_blanks(const char *line)
{
	size_t blank;

	while ((blank = lex_blank(line, 0)) > 0)
		line += blank;
	return line;
}

/* Adds TERM behind a line with something open, which is closed first; an OR is put in
 * parentheses. */
static void add_behind_open(const struct query *query, struct shape *shape, const char *term,
			    struct strbuf *out)
{
	struct cuts none = { NULL, 0, 0 };

	if (shape->has_or)
		strbuf_putc(out, '(');
	cut_line(query, shape->has_or ? &shape->strays : &none, out);
	while (!shape->has_quote && out->len > 0 && cut_ends_blank(out))
		strbuf_cut(out, out->len - 1);
	if (shape->has_quote)
		strbuf_putc(out, '"');
	strbuf_repeat(out, ")", shape->groups + shape->has_or);
	strbuf_printf(out, " %s ", term);
}

/* Adds the line with a term joined to all it says. An order may stand anywhere. */
static void add_term(const struct query *query, const char *term, bool is_order, struct strbuf *out)
{
	struct shape shape;
	bool has_open;

	shape_read(&shape, query->line);
	has_open = shape.has_quote || shape.groups > 0;
	if (!is_order && (has_open || shape.has_or)) {
		add_behind_open(query, &shape, term, out);
	} else if (has_open || query_node_is_open(query->root)) {
		strbuf_printf(out, "%s %s", term, skip_blanks(query->line));
	} else {
		strbuf_puts(out, query->line);
		if (!cut_ends_blank(out))
			strbuf_putc(out, ' ');
		strbuf_printf(out, "%s ", term);
	}
	VEC_RELEASE(&shape.strays);
}

/* Adds a value as it is typed behind the field's own key. */
static void add_value(struct strbuf *out, const struct wanted *wanted)
{
	const struct field *field = wanted->field;
	enum query_test test = wanted->value.test;

	if (wanted->value.choice >= 0)
		strbuf_puts(out, field->choices[wanted->value.choice].name);
	else if (field->kind == FIELD_FLAG)
		strbuf_puts(out, wanted->text);
	else if (test == TEST_NONE || test == TEST_ANY)
		strbuf_puts(out, test == TEST_NONE ? "none" : "any");
	else
		query_quote(out, wanted->text);
}

/* Adds a value as it is typed behind the key of a piece; false where that key cannot say it. */
static bool add_value_to(struct strbuf *out, const struct query *query,
			 const struct query_range *piece, const struct wanted *wanted)
{
	const char *name = query->line + piece->start;
	const struct query_is *row = query_is_table;
	struct query_key key;

	if (!query_key_find(name, strcspn(name, ":"), &key) || key.kind == KEY_HAS)
		return false;
	if (key.kind == KEY_FIELD || wanted->field->kind == FIELD_FLAG) {
		add_value(out, wanted);
		return true;
	}
	while (row->name &&
	       (row->field != wanted->field->id || row->choice != wanted->value.choice))
		row++;
	if (row->name)
		strbuf_puts(out, row->name);
	return row->name != NULL;
}

/* The last top test that the value may join; NULL for none. */
static const struct query_node *find_joinable(const struct query *query,
					      const struct wanted *wanted)
{
	for (size_t i = query_terms(query); i > 0; i--) {
		const struct query_node *node = query_term(query, i - 1);

		if (node->kind == QUERY_FIELD && node->field == wanted->field->id &&
		    node->need == QUERY_NEED_ANY && !cut_is_grouped(node) &&
		    (wanted->field->kind == FIELD_FLAG || node->values.items[0].test != TEST_ANY))
			return node;
	}
	return NULL;
}

/* Whether the value goes on where one that is being typed stops, and so takes its place. */
static bool completes(const struct wanted *wanted, const struct query_value *open)
{
	struct strbuf folded = STRBUF_INIT;
	bool is_start;

	utf8_fold(&folded, open->text, strlen(open->text));
	is_start = strncmp(wanted->value.text, folded.text, folded.len) == 0;
	strbuf_release(&folded);
	return is_start;
}

/* Adds the line with TEXT among the values of NODE, in PIECE, the last of its pieces. */
static void join_value(const struct query *query, const struct query_node *node,
		       const struct query_range *piece, const char *text,
		       const struct wanted *wanted, struct strbuf *out)
{
	const struct query_value *last = &node->values.items[node->values.count - 1];
	const char *line = query->line;
	size_t at = piece->end, rest = piece->end;

	if (last->is_prefix && completes(wanted, last)) {
		at = last->start;
	} else if (last->is_prefix) {
		at = rest = piece->start + strcspn(line + piece->start, ":") + 1;
		strbuf_printf(out, "%.*s%s,%s", (int)at, line, text, line + rest);
		return;
	}
	strbuf_add(out, line, at);
	if (at == piece->end && line[at - 1] != ',')
		strbuf_putc(out, ',');
	strbuf_puts(out, text);
	if (line[rest] != ')' && lex_blank(line, rest) == 0)
		strbuf_putc(out, ' ');
	strbuf_puts(out, line + rest);
}

/* Adds the line with the value asked for, joined to a test of the same key where there is one. */
static void include(const struct query *query, const struct wanted *wanted, struct strbuf *out)
{
	const struct query_node *node = find_joinable(query, wanted);
	const struct query_range *piece = node ? &node->pieces.items[node->pieces.count - 1] : NULL;
	bool is_flag = wanted->field->kind == FIELD_FLAG;
	struct strbuf text = STRBUF_INIT;

	if (piece && add_value_to(&text, query, piece, wanted)) {
		join_value(query, node, piece, text.text, wanted, out);
	} else {
		strbuf_printf(&text, "%s:", is_flag ? "is" : wanted->field->key);
		add_value(&text, wanted);
		add_term(query, text.text, false, out);
	}
	strbuf_release(&text);
}

static void exclude(const struct query *query, const struct wanted *wanted, struct strbuf *out)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_printf(&text, "-%s:", wanted->field->kind == FIELD_FLAG ? "is" : wanted->field->key);
	add_value(&text, wanted);
	add_term(query, text.text, false, out);
	strbuf_release(&text);
}

/* -- public */

enum query_state query_value_state(const struct query *query, enum field_id field,
				   const char *value)
{
	struct wanted wanted;
	struct found found;
	bool is_found;

	wanted_init(&wanted, query, field, value);
	is_found = find_value(query, &wanted, &found);
	wanted_release(&wanted);
	if (!is_found)
		return QUERY_UNUSED;
	return found.is_excluded ? QUERY_EXCLUDED : QUERY_INCLUDED;
}

void query_set_value(const struct query *query, enum field_id field, const char *value,
		     enum query_state state, struct strbuf *out)
{
	struct wanted wanted;
	struct query *rest;

	if (query_value_state(query, field, value) == state) {
		strbuf_puts(out, query->line);
		return;
	}
	wanted_init(&wanted, query, field, value);
	rest = without_value(query, &wanted);
	if (state == QUERY_INCLUDED)
		include(rest, &wanted, out);
	else if (state == QUERY_EXCLUDED)
		exclude(rest, &wanted, out);
	else
		strbuf_puts(out, rest->line);
	query_free(rest);
	wanted_release(&wanted);
}

void query_drop_term(const struct query *query, size_t index, struct strbuf *out)
{
	struct cuts cuts = { NULL, 0, 0 };

	cut_term(&cuts, query_term(query, index));
	cut_line(query, &cuts, out);
}

void query_drop_field(const struct query *query, enum field_id field, bool negative,
		      struct strbuf *out)
{
	struct cuts cuts = { NULL, 0, 0 };

	for (size_t i = 0; i < query_terms(query); i++) {
		const struct query_node *term = query_term(query, i);
		bool is_excluded;
		const struct query_node *test = cut_test(term, &is_excluded);

		if (test && test->field == field && (negative || !is_excluded))
			cut_term(&cuts, term);
	}
	cut_line(query, &cuts, out);
}

void query_set_sort(const struct query *query, const char *sort, struct strbuf *out)
{
	struct cuts cuts = { NULL, 0, 0 };
	struct strbuf text = STRBUF_INIT;
	struct query *rest;

	for (size_t i = 0; i < query->sort_terms.count; i++)
		*VEC_PUSH(&cuts) = query->sort_terms.items[i];
	cut_line(query, &cuts, sort ? &text : out);
	if (!sort)
		return;
	rest = query_parse(text.text, query->today);
	strbuf_clear(&text);
	strbuf_printf(&text, "sort:%s", sort);
	add_term(rest, text.text, true, out);
	query_free(rest);
	strbuf_release(&text);
}

void query_quote(struct strbuf *out, const char *value)
{
	enum query_test test;

	if (query_needs_quotes(value, false) ||
	    value_test(field_get(FIELD_LOCATION), value, &test))
		query_add_quoted(out, value, false);
	else
		strbuf_puts(out, value);
}

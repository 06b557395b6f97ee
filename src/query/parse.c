/*
 * From tokens to a tree: or of ands of terms, with groups in parentheses.
 *
 * One pass with one token of look-ahead; it calls itself only for parentheses, whose depth is
 * capped. What has a problem yields no node, so that the rest keeps its meaning.
 */
#include "config.h"

#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/vec.h"
#include "query/key.h"
#include "query/lex_int.h"
#include "query/query_int.h"
#include "query/value_int.h"

struct parser {
	struct query *query;
	struct lexer lexer;
	struct lex_token token;  /* the next one */
	int depth;               /* of open parentheses */
	unsigned sorted;         /* a bit for each field that the order has */
};

/* An "and" under construction. */
struct group {
	struct query_node *node;
	struct query_node *slots[QUERY_SLOTS]; /* where a later term joins */
	struct query_node *joined;             /* the node that the last term joined */
	bool has_terms;                        /* of any kind, good or bad */
};

static struct query_node *parse_or(struct parser *parser, bool *has_terms);

static void advance(struct parser *parser)
{
	lex_next(&parser->lexer, &parser->token);
}

/* Whether nothing but what was read stands in the line. */
static bool at_end(const struct parser *parser)
{
	return parser->token.kind == LEX_END;
}

static void span(struct parser *parser, enum query_part part, size_t start, size_t end)
{
	query_span_add(parser->query, part, start, end);
}

/* Wraps NODE, which may be NULL, in a "not" where the token had a dash. */
static struct query_node *negated(const struct lex_token *token, struct query_node *node)
{
	struct query_node *negation;

	if (!node || token->body == token->start)
		return node;
	negation = query_node_new(QUERY_NOT, token->start, node->end);
	query_node_add(negation, node);
	return negation;
}

/* -- words and phrases */

/* Dashes with nothing behind them, which are punctuation, or too many before a word. */
static void parse_dashes(struct parser *parser, const struct lex_token *token)
{
	const char *line = parser->query->line;
	char next = line[token->end];
	bool is_bare = strspn(line + token->start, "-") >= token->end - token->start;

	span(parser, PART_OPERATOR, token->start, token->end);
	if (is_bare && next == '\0')
		query_problem_add(parser->query, token->start, token->end, true,
				  "Type what to leave out right behind the \"-\".");
	else if (!is_bare || next == '(' || next == '"')
		query_problem_add(parser->query, token->start, token->end, false,
				  "One \"-\" is enough to leave something out; take the others "
				  "away.");
}

static struct query_node *parse_word(struct parser *parser, const struct lex_token *token)
{
	const char *line = parser->query->line;
	struct query_node *node;

	if (token->start < token->body && (token->end == token->body || line[token->body] == '-')) {
		parse_dashes(parser, token);
		return NULL;
	}
	if (line[token->body] == '@') {
		span(parser, PART_WRONG, token->start, token->end);
		query_problem_add(parser->query, token->start, token->end,
				  token->end == token->body + 1 && line[token->end] == '\0',
				  "Saved searches such as @name are not there yet; type their "
				  "terms, or put the word in quotes.");
		return NULL;
	}
	span(parser, PART_OPERATOR, token->start, token->body);
	span(parser, PART_WORD, token->body, token->end);
	node = query_node_new(QUERY_WORD, token->body, token->end);
	node->text = lex_text(line, token->body, token->end);
	node->is_prefix = line[token->end] == '\0';
	if (query_has_letter(node->text))
		return negated(token, node);
	query_node_free(node);
	return NULL;
}

static struct query_node *parse_phrase(struct parser *parser, const struct lex_token *token)
{
	struct query_node *node = query_node_new(QUERY_PHRASE, token->body, token->end);

	span(parser, PART_OPERATOR, token->start, token->body);
	span(parser, PART_PHRASE, token->body, token->end);
	node->text = lex_text(parser->query->line, token->body, token->end);
	node->is_prefix = !token->is_closed;
	if (!token->is_closed)
		query_problem_add(parser->query, token->body, token->end, true,
				  "The quote is open; end the phrase with another \".");
	else if (!query_has_letter(node->text))
		query_problem_add(parser->query, token->body, token->end, false,
				  "Nothing to look for stands between the quotes.");
	if (query_has_letter(node->text))
		return negated(token, node);
	query_node_free(node);
	return NULL;
}

/* -- keys */

/* Reads past the values of a key that nobody knows, and says which was meant. */
static void parse_unknown(struct parser *parser, const struct lex_token *token)
{
	struct query *query = parser->query;
	size_t name_end = token->end - 1;
	const char *name = query->line + token->body;
	const char *near = query_key_nearest(name, name_end - token->body);
	const struct query_is *row = query_is_find(name, name_end - token->body);
	char *quoted = query_quoted(query, token->body, name_end);
	struct lex_value value = { .has_more = true };

	while (value.has_more)
		lex_value(&parser->lexer, false, &value);
	span(parser, PART_WRONG, token->start, parser->lexer.at);
	if (row)
		query_problem_add(query, token->body, parser->lexer.at, false,
				  "There is no key \"%s\"; did you mean is:%s?", quoted, row->name);
	else if (near)
		query_problem_add(query, token->body, parser->lexer.at, false,
				  "There is no key \"%s\"; did you mean \"%s\"?", quoted, near);
	else
		query_problem_add(query, token->body, parser->lexer.at, false,
				  "There is no key \"%s\"; to look for the text, put it in quotes.",
				  quoted);
	free(quoted);
}

/* Notes the spans of a value, and a quote that is still open. */
static void span_value(struct parser *parser, const struct lex_value *at, bool is_read,
		       enum query_part part)
{
	span(parser, is_read ? part : PART_WRONG, at->start, at->end);
	if (at->has_more)
		span(parser, PART_OPERATOR, at->end, at->end + 1);
	if (is_read && at->is_quoted && !at->is_closed)
		query_problem_add(parser->query, at->start, at->end, true,
				  "The quote is open; end the value with another \".");
}

static void parse_sort(struct parser *parser, const struct lex_token *token,
		       const struct query_key *key)
{
	struct query *query = parser->query;
	struct lex_value at = { .has_more = true };
	struct query_sort sort;

	if (token->body > token->start)
		query_problem_add(query, token->start, token->end, false,
				  "An order cannot be left out; for the other direction write the "
				  "\"-\" behind the colon, as in sort:-salary.");
	span(parser, PART_KEY, token->start, token->end);
	while (at.has_more) {
		bool is_read;

		lex_value(&parser->lexer, false, &at);
		is_read = value_read_sort(query, key, &at, &sort);
		span_value(parser, &at, is_read, PART_SORT);
		if (!is_read || token->body > token->start || parser->sorted & 1u << sort.field)
			continue;
		parser->sorted |= 1u << sort.field;
		*VEC_PUSH(&query->sort) = sort;
	}
	*VEC_PUSH(&query->sort_terms) = (struct query_range){ token->start, parser->lexer.at };
}

/* The child of NODE that tests FIELD; a new one where there is none. */
static struct query_node *field_child(struct query_node *node, enum field_id field,
				      enum query_need need)
{
	struct query_node *child;

	for (size_t i = 0; i < node->children.count; i++) {
		if (node->children.items[i]->field == field)
			return node->children.items[i];
	}
	child = query_node_new(QUERY_FIELD, node->start, node->end);
	child->field = field;
	child->need = need;
	query_node_add(node, child);
	return child;
}

/* Takes the only child out of NODE and frees the rest; NULL where there is none. */
static struct query_node *only_child(struct query_node *node)
{
	struct query_node *child = node->children.count > 0 ? node->children.items[0] : NULL;

	node->children.count = 0;
	query_node_free(node);
	return child;
}

/* What the tests of one term come to. A term of several fields is a group of its own. */
static struct query_node *finish_term(struct parser *parser, struct query_node *either)
{
	for (size_t i = 0; i < either->children.count; i++) {
		struct query_node *child = either->children.items[i];

		child->end = either->end;
		*VEC_PUSH(&child->pieces) = (struct query_range){ child->start, child->end };
	}
	if (either->children.count < 2)
		return only_child(either);
	if (parser->depth < QUERY_DEPTH)
		return either;
	query_problem_add(parser->query, either->start, either->end, false,
			  "Parentheses nest more than %d deep; take some away.", QUERY_DEPTH);
	query_node_free(either);
	return NULL;
}

static struct query_node *parse_test(struct parser *parser, const struct lex_token *token,
				     const struct query_key *key)
{
	struct query_node *either = query_node_new(QUERY_OR, token->body, token->end);
	struct lex_value at = { .has_more = true };
	struct query_value value;
	enum field_id field;

	span(parser, PART_OPERATOR, token->start, token->body);
	span(parser, PART_KEY, token->body, token->end);
	while (at.has_more) {
		bool is_read;

		lex_value(&parser->lexer, lex_key_groups(key), &at);
		is_read = value_read(parser->query, key, &at, &field, &value);
		span_value(parser, &at, is_read, PART_VALUE);
		if (!is_read)
			continue;
		*VEC_PUSH(&field_child(either, field, key->need)->values) = value;
		parser->query->wants_hidden |= field == FIELD_HIDDEN;
	}
	either->end = parser->lexer.at;
	return negated(token, finish_term(parser, either));
}

/* Parses a key and its values; what follows is the next token afterwards. */
static struct query_node *parse_key(struct parser *parser, const struct lex_token *token)
{
	struct query_key key;

	if (!query_key_find(parser->query->line + token->body, token->end - 1 - token->body, &key))
		parse_unknown(parser, token);
	else if (key.kind == KEY_SORT)
		parse_sort(parser, token, &key);
	else
		return parse_test(parser, token, &key);
	return NULL;
}

/* -- groups */

/* Passes over a group that is nested too deeply, up to its closing parenthesis. */
static void skip_group(struct parser *parser, const struct lex_token *open)
{
	size_t depth = 1;
	size_t end = open->end;

	for (advance(parser); depth > 0 && !at_end(parser); advance(parser)) {
		depth += parser->token.kind == LEX_OPEN;
		depth -= parser->token.kind == LEX_CLOSE;
		end = parser->token.end;
		if (depth == 0)
			parser->lexer.at = end;
	}
	span(parser, PART_WRONG, open->start, end);
	query_problem_add(parser->query, open->start, end, false,
			  "Parentheses nest more than %d deep; take some away.", QUERY_DEPTH);
}

/* Parses from an opening parenthesis, the present token, to past the closing one. */
static struct query_node *parse_group(struct parser *parser, const struct lex_token *open)
{
	struct query_node *node;
	bool has_terms, is_closed;
	size_t end;

	if (parser->depth == QUERY_DEPTH) {
		skip_group(parser, open);
		return NULL;
	}
	span(parser, PART_OPERATOR, open->start, open->end);
	parser->depth++;
	advance(parser);
	node = parse_or(parser, &has_terms);
	parser->depth--;
	is_closed = parser->token.kind == LEX_CLOSE;
	end = parser->token.end;
	if (is_closed) {
		span(parser, PART_OPERATOR, parser->token.start, end);
		advance(parser);
	}
	if (!is_closed)
		query_problem_add(parser->query, open->start, open->end, true,
				  "The parenthesis is open; close it with \")\".");
	else if (!has_terms)
		query_problem_add(parser->query, open->start, end, false,
				  "Nothing stands between the parentheses.");
	if (node) {
		node->start = open->body;
		node->end = end;
	}
	return negated(open, node);
}

/* Joins the test NODE with TO, which has its slot. */
static void join(struct query_node *to, struct query_node *node)
{
	for (size_t i = 0; i < node->values.count; i++)
		*VEC_PUSH(&to->values) = node->values.items[i];
	for (size_t i = 0; i < node->pieces.count; i++)
		*VEC_PUSH(&to->pieces) = node->pieces.items[i];
	node->values.count = 0;
	query_node_free(node);
}

/* Adds a term, which may be NULL, to an "and"; one that stands there itself may join another. */
static void group_add(struct group *group, struct query_node *node, bool is_direct)
{
	size_t slot = node && is_direct ? query_node_slot(node) : QUERY_SLOTS;

	if (!node)
		return;
	group->joined = NULL;
	if (group->node->children.count == 0)
		group->node->start = node->start;
	group->node->end = node->end;
	if (slot < QUERY_SLOTS && group->slots[slot]) {
		group->joined = group->slots[slot];
		join(group->joined, node);
		return;
	}
	if (slot < QUERY_SLOTS)
		group->slots[slot] = node;
	query_node_add(group->node, node);
}

/* Moves what the last term joined to the end where it is still being typed, so that what is open is
 * always the last leaf of the tree. */
static void move_open(struct group *group)
{
	struct query_node **items = group->node->children.items;
	size_t count = group->node->children.count, at = 0;

	if (!group->joined || !query_node_is_open(group->joined))
		return;
	while (items[at] != group->joined)
		at++;
	memmove(&items[at], &items[at + 1], (count - at - 1) * sizeof *items);
	items[count - 1] = group->joined;
}

/* Takes a closing parenthesis that closes nothing. */
static void parse_stray(struct parser *parser)
{
	const struct lex_token *token = &parser->token;

	span(parser, PART_WRONG, token->start, token->end);
	query_problem_add(parser->query, token->start, token->end, false,
			  "This \")\" closes nothing; take it away, or open it before.");
	advance(parser);
}

/* Parses one term at the present token, and stands on what follows it. */
static void parse_term(struct parser *parser, struct group *group)
{
	struct lex_token token = parser->token;
	struct query_node *node = NULL;
	size_t sorts = parser->query->sort_terms.count;

	switch (token.kind) {
	case LEX_OPEN:
		node = parse_group(parser, &token);
		group_add(group, node, false);
		group->has_terms = true;
		return;
	case LEX_PHRASE:
		node = parse_phrase(parser, &token);
		break;
	case LEX_KEY:
		node = parse_key(parser, &token);
		break;
	default:
		node = parse_word(parser, &token);
	}
	group_add(group, node, true);
	group->has_terms |= parser->query->sort_terms.count == sorts;
	advance(parser);
}

/* Parses terms up to an OR, the end of the group or of the line, and adds their "and" to EITHER
 * unless none has a meaning. False where there were none at all. */
static bool parse_and(struct parser *parser, struct query_node *either)
{
	struct group group = { .node = query_node_new(QUERY_AND, 0, 0) };

	while (!at_end(parser) && parser->token.kind != LEX_OR) {
		if (parser->token.kind != LEX_CLOSE)
			parse_term(parser, &group);
		else if (parser->depth == 0)
			parse_stray(parser);
		else
			break;
	}
	move_open(&group);
	if (group.node->children.count > 0) {
		if (either->children.count == 0)
			either->start = group.node->start;
		either->end = group.node->end;
	}
	if (group.node->children.count < 2)
		group.node = only_child(group.node);
	if (group.node)
		query_node_add(either, group.node);
	return group.has_terms;
}

/* Notes an OR that misses one of its sides; at an end of the line it may still come. */
static void lone_or(struct parser *parser, const struct lex_token *token, bool is_at_end,
		    const char *side)
{
	query_problem_add(parser->query, token->start, token->end, is_at_end,
			  "OR stands between two terms; one is missing %s it.", side);
}

static struct query_node *parse_or(struct parser *parser, bool *has_terms)
{
	struct query_node *either = query_node_new(QUERY_OR, 0, 0);
	bool is_first = parser->depth == 0;
	bool has_left = parse_and(parser, either);

	*has_terms = has_left;
	for (; parser->token.kind == LEX_OR; is_first = false) {
		struct lex_token token = parser->token;
		bool has_right;

		span(parser, PART_OPERATOR, token.start, token.end);
		advance(parser);
		has_right = parse_and(parser, either);
		if (!has_left)
			lone_or(parser, &token, is_first, "before");
		else if (!has_right && parser->token.kind != LEX_OR)
			lone_or(parser, &token, at_end(parser), "behind");
		has_left = has_right;
		*has_terms = true;
	}
	return either->children.count > 1 ? either : only_child(either);
}

struct query *query_parse(const char *line, int32_t today)
{
	struct query *query = xcalloc(1, sizeof *query);
	struct parser parser = { .query = query };
	bool has_terms;

	query->line = xstrdup(line);
	query->today = today;
	lex_init(&parser.lexer, query->line);
	advance(&parser);
	query->root = parse_or(&parser, &has_terms);
	if (!query->root)
		query->root = query_node_new(QUERY_ALL, 0, 0);
	return query;
}

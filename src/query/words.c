/* The words that a query looks for in text, for marking matches. */
#include "config.h"

#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

/* Adds TEXT folded, with single blanks between its words. */
static void add(struct query_words *words, const char *text, bool is_prefix)
{
	struct strbuf folded = STRBUF_INIT, plain = STRBUF_INIT;

	utf8_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < folded.len; i++) {
		if (!ascii_is_space(folded.text[i]))
			strbuf_putc(&plain, folded.text[i]);
		else if (plain.len > 0 && plain.text[plain.len - 1] != ' ')
			strbuf_putc(&plain, ' ');
	}
	if (plain.len > 0 && plain.text[plain.len - 1] == ' ')
		strbuf_cut(&plain, plain.len - 1);
	strbuf_release(&folded);
	if (plain.len == 0) {
		strbuf_release(&plain);
		return;
	}
	VEC_PUSH(words);
	words->items[words->count - 1].text = strbuf_detach(&plain);
	words->items[words->count - 1].is_prefix = is_prefix;
}

static void add_field(struct query_words *words, const struct query_node *node)
{
	if (field_get(node->field)->kind != FIELD_TEXT)
		return;
	for (size_t i = 0; i < node->values.count; i++) {
		const struct query_value *value = &node->values.items[i];

		if (value->test == TEST_IS)
			add(words, value->text, value->is_prefix);
	}
}

static void collect(struct query_words *words, const struct query_node *node, bool is_positive)
{
	if (node->kind == QUERY_NOT)
		is_positive = !is_positive;
	if (is_positive && (node->kind == QUERY_WORD || node->kind == QUERY_PHRASE))
		add(words, node->text, node->is_prefix);
	else if (is_positive && node->kind == QUERY_FIELD)
		add_field(words, node);
	for (size_t i = 0; i < node->children.count; i++)
		collect(words, node->children.items[i], is_positive);
}

void query_words(const struct query *query, struct query_words *words)
{
	*words = (struct query_words){ .count = 0 };
	collect(words, query->root, true);
}

void query_words_release(struct query_words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i].text);
	VEC_RELEASE(words);
}

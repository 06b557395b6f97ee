/* What could be typed at the cursor. */
#include "config.h"

#include "query/complete.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/strbuf.h"
#include "util/vec.h"
#include "query/key.h"
#include "query/key_int.h"
#include "query/lex_int.h"
#include "query/range_int.h"
#include "query/value_int.h"

/* Usual forms of a range, since all of them cannot be listed. */
static const struct { enum field_id field; const char *text, *help; } forms[] = {
	{ FIELD_EXPERIENCE, "<=2", "At most two years." },
	{ FIELD_EXPERIENCE, "<=5", "At most five years." },
	{ FIELD_EXPERIENCE, "3..5", "Between three and five years." },
	{ FIELD_OFFICE_DAYS, "<=1", "At most one day a week." },
	{ FIELD_OFFICE_DAYS, "<=2", "At most two days a week." },
	{ FIELD_OFFICE_DAYS, "<=3", "At most three days a week." },
	{ FIELD_ZONES, "utc", "Greenwich." },
	{ FIELD_ZONES, "cet", "Central Europe, UTC+1." },
	{ FIELD_ZONES, "est", "Eastern America, UTC-5." },
	{ FIELD_ZONES, "pst", "The Pacific coast, UTC-8." },
	{ FIELD_ZONES, "+5:30", "By the distance from UTC." },
	{ FIELD_ZONES, "-5..-3", "Any of these." },
	{ FIELD_SALARY, ">=100k", "At least this much a year." },
	{ FIELD_SALARY, "120k..160k", "Between the two." },
	{ FIELD_SALARY, ">=60/h", "At least this much an hour." },
	{ FIELD_POSTED, "today", "This day." },
	{ FIELD_POSTED, "yesterday", "The day before." },
	{ FIELD_POSTED, "<7d", "Within a week of today." },
	{ FIELD_POSTED, "<14d", "Within two weeks of today." },
	{ FIELD_POSTED, "<30d", "Within a month of today." },
	{ FIELD_EXPIRES, "today", "This day." },
	{ FIELD_EXPIRES, "tomorrow", "The day after." },
	{ FIELD_EXPIRES, "<7d", "Within a week of today." },
	{ FIELD_EXPIRES, "<14d", "Within two weeks of today." },
	{ FIELD_EXPIRES, "<30d", "Within a month of today." },
};

#define FORMS (sizeof forms / sizeof *forms)

/* How well a candidate fits what was typed. */
enum fit { FIT_START, FIT_INSIDE, FIT_NONE };

static bool holds(const char *text, const char *part)
{
	for (; *text; text++) {
		if (ascii_starts(text, part))
			return true;
	}
	return *part == '\0';
}

static enum fit fit(const char *name, const char *aliases, const char *prefix)
{
	if (ascii_starts(name, prefix) || key_in_words(aliases, prefix, strlen(prefix), true))
		return FIT_START;
	return holds(name, prefix) ? FIT_INSIDE : FIT_NONE;
}

static void add(struct completion *completion, const char *name, const char *end, const char *help)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_printf(&text, "%s%s", name, end);
	VEC_PUSH(&completion->items);
	completion->items.items[completion->items.count - 1].text = strbuf_detach(&text);
	completion->items.items[completion->items.count - 1].help = help;
}

static void add_keys(struct completion *completion, enum fit wanted)
{
	for (size_t i = 0; i < query_key_count(); i++) {
		struct query_key key = query_key_at(i);

		if (fit(key.name, key.aliases, completion->prefix) == wanted)
			add(completion, key.name, ":", key.help);
	}
}

static void add_words(struct completion *completion, const struct query_key *key, enum fit wanted)
{
	struct value_word word;

	for (size_t i = 0; value_word_at(key, i, &word); i++) {
		if (fit(word.name, word.aliases, completion->prefix) == wanted)
			add(completion, word.name, "", word.help);
	}
}

static void add_forms(struct completion *completion, const struct query_key *key, enum fit wanted)
{
	bool is_range = key->kind == KEY_FIELD && range_is_of(field_get(key->field)->kind);

	for (size_t i = 0; is_range && i < FORMS; i++) {
		if (forms[i].field == key->field &&
		    fit(forms[i].text, NULL, completion->prefix) == wanted)
			add(completion, forms[i].text, "", forms[i].help);
	}
	if (is_range && fit("none", NULL, completion->prefix) == wanted)
		add(completion, "none", "", "Not stated.");
}

/* A key at bytes [START, END), of which those up to CURSOR are typed; one more where none is. */
static void complete_key(struct completion *completion, const char *line, size_t start, size_t end,
			 size_t cursor)
{
	completion->kind = COMPLETE_KEY;
	completion->start = start;
	completion->end = cursor > start ? end : start;
	completion->prefix = xstrndup(line + start, cursor - start);
	add_keys(completion, FIT_START);
	add_keys(completion, FIT_INSIDE);
}

static void complete_value(struct completion *completion, const char *line,
			   const struct query_key *key, const struct lex_value *value,
			   size_t cursor)
{
	enum field_kind kind = key->kind == KEY_FIELD ? field_get(key->field)->kind : FIELD_CHOICE;
	size_t start = value->start;

	if (key->kind == KEY_SORT && line[start] == '-' && start < cursor)
		start++;
	if (key->kind == KEY_FIELD)
		start += range_op(field_get(key->field), line + start, cursor - start);
	completion->start = start;
	completion->end = value->end;
	completion->prefix = lex_text(line, start, cursor);
	if (key->kind == KEY_FIELD)
		completion->field = key->field;
	if (kind != FIELD_CHOICE && kind != FIELD_CHOICES && !range_is_of(kind)) {
		completion->kind = COMPLETE_VALUE;
		return;
	}
	completion->kind = COMPLETE_CHOICE;
	for (enum fit wanted = FIT_START; wanted < FIT_NONE; wanted++) {
		add_words(completion, key, wanted);
		add_forms(completion, key, wanted);
	}
}

/* Completes behind a key where the cursor stands in one of its values; true where it does. */
static bool complete_values(struct completion *completion, struct lexer *lexer,
			    const struct lex_token *token, size_t cursor)
{
	struct lex_value value = { .has_more = true };
	struct query_key key;
	bool is_known = query_key_find(lexer->line + token->body, token->end - 1 - token->body,
				       &key);

	while (value.has_more) {
		lex_value(lexer, is_known && lex_key_groups(&key), &value);
		if (cursor < value.start || cursor > value.end)
			continue;
		if (is_known)
			complete_value(completion, lexer->line, &key, &value, cursor);
		return true;
	}
	return false;
}

/* Completes where the cursor stands in or right behind a token; true where it does. */
static bool complete_token(struct completion *completion, struct lexer *lexer,
			   const struct lex_token *token, size_t cursor)
{
	const char *line = lexer->line;
	bool is_inside = cursor >= token->body && cursor <= token->end;

	switch (token->kind) {
	case LEX_KEY:
		if (is_inside && cursor < token->end) {
			complete_key(completion, line, token->body, token->end, cursor);
			return true;
		}
		return complete_values(completion, lexer, token, cursor);
	case LEX_WORD:
	case LEX_OR:
		if (is_inside && line[token->body] != '@')
			complete_key(completion, line, token->body, token->end, cursor);
		return is_inside;
	case LEX_PHRASE:
		return cursor > token->start && cursor <= token->end;
	default:
		return false;
	}
}

void completion_find(const char *line, size_t cursor, struct completion *completion)
{
	struct lexer lexer;
	struct lex_token token;

	*completion = (struct completion){ .kind = COMPLETE_NOTHING, .field = FIELD_COUNT };
	lex_init(&lexer, line);
	cursor = cursor < lexer.len ? cursor : lexer.len;
	completion->start = completion->end = cursor;
	for (lex_next(&lexer, &token); token.kind != LEX_END && token.start <= cursor;
	     lex_next(&lexer, &token)) {
		if (complete_token(completion, &lexer, &token, cursor))
			break;
	}
	if (token.kind == LEX_END || token.start > cursor)
		complete_key(completion, line, cursor, cursor, cursor);
	if (!completion->prefix)
		completion->prefix = xstrdup("");
}

void completion_release(struct completion *completion)
{
	for (size_t i = 0; i < completion->items.count; i++)
		free(completion->items.items[i].text);
	VEC_RELEASE(&completion->items);
	free(completion->prefix);
	completion->prefix = NULL;
}

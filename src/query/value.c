/* Reads the values behind a key. */
#include "config.h"

#include "query/value_int.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"
#include "query/key_int.h"
#include "query/query_int.h"
#include "query/range_int.h"

/* The words that ask whether there is a value. Where values are open, "unknown" may be one of
 * them. */
static const struct {
	const char *name;
	enum query_test test;
	bool is_of_text;
	const char *help;
} test_words[] = {
	{ "none", TEST_NONE, true, "Not stated." },
	{ "any", TEST_ANY, true, "Stated, whatever it says." },
	{ "unknown", TEST_NONE, false, NULL },
};

#define TEST_WORDS (sizeof test_words / sizeof *test_words)

/* A shorter word is near to too many. */
#define NEAR_BYTES_MIN 3

/* A value under reading. */
struct reading {
	struct query *query;
	const struct query_key *key;
	const struct lex_value *at;
	char *text;
	size_t start, len;       /* of the text without blanks around it */
	bool is_open;            /* more may be typed at its end */
};

static bool field_word(bool (*is_wanted)(const struct field *), size_t index,
		       struct value_word *word)
{
	for (int id = 0; id < FIELD_COUNT; id++) {
		const struct field *field = field_get((enum field_id)id);

		if (!is_wanted(field) || index-- > 0)
			continue;
		*word = (struct value_word){ field->key, field->key_aliases, field->help };
		return true;
	}
	return false;
}

static bool may_sort(const struct field *field)
{
	return field->key && field->can_sort;
}

static bool choice_word(const struct field *field, size_t index, struct value_word *word)
{
	size_t i = 0;

	if (!field->choices)
		return false;
	while (i < index && field->choices[i].name)
		i++;
	if (field->choices[i].name) {
		*word = (struct value_word){ field->choices[i].name, field->choices[i].aliases,
					     field->choices[i].label };
		return true;
	}
	if (index - i >= TEST_WORDS || !test_words[index - i].help)
		return false;
	*word = (struct value_word){ test_words[index - i].name, NULL, test_words[index - i].help };
	return true;
}

bool value_word_at(const struct query_key *key, size_t index, struct value_word *word)
{
	const struct query_is *row = query_is_table;

	switch (key->kind) {
	case KEY_IS:
		while (row->name && index-- > 0)
			row++;
		*word = (struct value_word){ row->name, NULL, row->help };
		return row->name != NULL;
	case KEY_HAS:
		return field_word(key_is_of, index, word);
	case KEY_SORT:
		return field_word(may_sort, index, word);
	default:
		return choice_word(field_get(key->field), index, word);
	}
}

/* Adds the words of a key that start with the text, or all of them: "a, b or c". */
static void list_words(struct strbuf *out, const struct reading *reading, bool is_prefix)
{
	size_t len = is_prefix ? reading->len : 0;
	struct value_word word;
	size_t last = out->len;

	for (size_t i = 0; value_word_at(reading->key, i, &word); i++) {
		if (!key_in_words(word.name, reading->text + reading->start, len, true) &&
		    !key_in_words(word.aliases, reading->text + reading->start, len, true))
			continue;
		if (out->len > 0) {
			last = out->len;
			strbuf_puts(out, ", ");
		}
		strbuf_puts(out, word.name);
	}
	if (last > 0) {
		strbuf_remove(out, last, 2);
		strbuf_insert(out, last, " or ", 4);
	}
}

/* Notes that the value is not understood, because of REASON. */
static void wrong(const struct reading *reading, bool is_unfinished, const char *reason)
{
	char *quoted = query_quoted(reading->query, reading->at->start, reading->at->end);
	const char *quote = reading->at->is_quoted ? "" : "\"";

	query_problem_add(reading->query, reading->at->start, reading->at->end, is_unfinished,
			  "%s%s%s %s", quote, quoted, quote, reason);
	free(quoted);
}

/* A term that was probably meant by a word of the wrong key: is:senior for seniority:senior. */
static bool suggest_term(const struct reading *reading, struct strbuf *out)
{
	const char *text = reading->text + reading->start;
	const struct query_is *row = query_is_find(text, reading->len);
	const struct field *named = field_by_key(text, reading->len);

	if (row && reading->key->kind != KEY_IS) {
		strbuf_printf(out, "is:%s", row->name);
		return true;
	}
	for (int id = 0; reading->key->kind == KEY_IS && id < FIELD_COUNT; id++) {
		const struct field *field = field_get((enum field_id)id);
		int choice = field_choice(field, text, reading->len);

		if (choice >= 0) {
			strbuf_printf(out, "%s:%s", field->key, field->choices[choice].name);
			return true;
		}
	}
	if (reading->key->kind == KEY_IS && named && key_is_of(named)) {
		strbuf_printf(out, "has:%s", named->key);
		return true;
	}
	return false;
}

/* The word of the key that the text begins, or that is spelled almost like it. */
static bool suggest_word(const struct reading *reading, struct strbuf *out)
{
	struct value_word word, nearest = { NULL, NULL, NULL };
	size_t limit = reading->len > 4 ? 2 : 1;
	char *typed = xstrndup(reading->text + reading->start, reading->len);
	/* A field that cannot be sorted by is no slip of the hand. */
	bool is_slip = reading->key->kind != KEY_SORT || !field_by_key(typed, reading->len);

	for (size_t i = 0; is_slip && value_word_at(reading->key, i, &word); i++) {
		size_t edits = ascii_distance(typed, word.name, limit);

		if (reading->len > 1 && ascii_starts(word.name, typed))
			edits = 0;
		if (edits > limit || strlen(word.name) < NEAR_BYTES_MIN)
			continue;
		nearest = word;
		if (edits == 0)
			break;
		limit = edits - 1;
	}
	free(typed);
	if (nearest.name)
		strbuf_printf(out, "%s:%s", reading->key->name, nearest.name);
	return nearest.name != NULL;
}

/* Notes what is wrong with a word that the key does not take. */
static bool wrong_word(const struct reading *reading)
{
	struct strbuf list = STRBUF_INIT, reason = STRBUF_INIT;

	bool is_meant = suggest_term(reading, &list);

	if (!is_meant && reading->is_open)
		list_words(&list, reading, true);
	if (!is_meant && list.len > 0) {
		strbuf_printf(&reason, "is not finished; go on to %s.", list.text);
		wrong(reading, true, reason.text);
	} else if (is_meant || suggest_word(reading, &list)) {
		strbuf_printf(&reason, "is no value of %s:; did you mean %s?", reading->key->name,
			      list.text);
		wrong(reading, false, reason.text);
	} else {
		list_words(&list, reading, false);
		strbuf_printf(&reason, "is no value of %s:, which takes %s.", reading->key->name,
			      list.text);
		wrong(reading, false, reason.text);
	}
	strbuf_release(&list);
	strbuf_release(&reason);
	return false;
}

static bool wrong_range(const struct reading *reading, const struct field *field)
{
	struct strbuf reason = STRBUF_INIT;
	const char *text = reading->text + reading->start;
	bool is_unfinished = reading->is_open && range_may_become(field->kind, text, reading->len);

	for (size_t i = 0; reading->is_open && i < TEST_WORDS; i++)
		is_unfinished = is_unfinished || key_in_words(test_words[i].name, text,
							      reading->len, true);
	strbuf_printf(&reason, is_unfinished ? "is not finished; write %s." :
		      "is not understood; write %s.", range_forms(field->kind));
	wrong(reading, is_unfinished, reason.text);
	strbuf_release(&reason);
	return false;
}

/* The byte where what an empty value belongs to starts: its key, or the comma before it. */
static size_t empty_start(const struct reading *reading)
{
	const char *line = reading->query->line;
	size_t start = reading->at->start - 1;

	while (line[start] != ',' && start > 0 &&
	       (ascii_is_alpha(line[start - 1]) || strchr("-_", line[start - 1])))
		start--;
	return start;
}

/* Notes that no value stands where one should. */
static bool wrong_empty(const struct reading *reading)
{
	const struct lex_value *at = reading->at;
	const char *name = reading->key->name, *example = reading->key->example;
	size_t start = empty_start(reading);

	if (reading->is_open)
		query_problem_add(reading->query, start, at->end, true,
				  "Type a value of %s:, such as %s.", name, example);
	else if (at->is_quoted)
		query_problem_add(reading->query, start, at->end, false,
				  "Nothing stands between the quotes; write a value, such as %s.",
				  example);
	else if (reading->query->line[at->start - 1] == ':')
		query_problem_add(reading->query, start, at->end, false,
				  "Nothing stands behind %s:; write the value right after the "
				  "colon, such as %s.", name, example);
	else
		query_problem_add(reading->query, start, at->end, false,
				  "A value is missing beside a comma; write the values of %s: "
				  "without blanks, as in a,b.", name);
	return false;
}

bool value_test(const struct field *field, const char *text, enum query_test *test)
{
	bool is_text = field->kind == FIELD_TEXT || field->kind == FIELD_NAME;

	for (size_t i = 0; i < TEST_WORDS; i++) {
		if (ascii_equal(text, test_words[i].name) &&
		    (test_words[i].is_of_text || !is_text)) {
			*test = test_words[i].test;
			return true;
		}
	}
	return false;
}

/* One of a list, or where they rise a range of them. */
static bool read_choice(const struct reading *reading, const struct field *field,
			struct query_value *value)
{
	const char *text = reading->text + reading->start;
	struct reading rest = *reading;
	size_t op = range_op(field, text, reading->len);

	value->choice = field_choice(field, text, reading->len);
	if (value->choice >= 0)
		return true;
	if (field->is_ordered &&
	    range_read(field, text, reading->len, reading->query->today, value)) {
		value->test = TEST_RANGE;
		return true;
	}
	rest.start += op;
	rest.len -= op;
	return wrong_word(&rest);
}

static bool read_field(const struct reading *reading, const struct field *field,
		       struct query_value *value)
{
	const char *text = reading->text + reading->start;

	if (!reading->at->is_quoted && value_test(field, reading->text, &value->test))
		return true;
	if (field->choices)
		return read_choice(reading, field, value);
	if (range_is_of(field->kind)) {
		value->test = TEST_RANGE;
		return range_read(field, text, reading->len, reading->query->today, value) ||
		       wrong_range(reading, field);
	}
	if (field->kind == FIELD_TEXT && !query_has_letter(reading->text)) {
		wrong(reading, reading->is_open, "has no letter or digit to look for.");
		return false;
	}
	value->is_prefix = reading->is_open;
	value->is_phrase = reading->at->is_quoted;
	return true;
}

static bool read_is(const struct reading *reading, enum field_id *field, struct query_value *value)
{
	const struct query_is *row = query_is_find(reading->text + reading->start, reading->len);

	if (!row)
		return wrong_word(reading);
	*field = row->field;
	if (row->choice >= 0)
		value->choice = row->choice;
	else
		value->test = row->choice == QUERY_IS_SET ? TEST_ANY : TEST_NONE;
	return true;
}

static bool read_has(const struct reading *reading, enum field_id *field, struct query_value *value)
{
	const struct field *found = field_by_key(reading->text + reading->start, reading->len);

	if (!found || !key_is_of(found))
		return wrong_word(reading);
	*field = found->id;
	value->test = TEST_ANY;
	return true;
}

/* Starts reading a value; false, with the problem noted, where it is empty. */
static bool reading_start(struct reading *reading, struct query *query, const struct query_key *key,
			  const struct lex_value *at)
{
	size_t end;

	*reading = (struct reading){ .query = query, .key = key, .at = at };
	reading->text = lex_text(query->line, at->start, at->end);
	reading->is_open = query->line[at->end] == '\0' && !at->is_closed;
	end = strlen(reading->text);
	ascii_trim(reading->text, &reading->start, &end);
	reading->len = end - reading->start;
	return reading->len > 0 || wrong_empty(reading);
}

bool value_read(struct query *query, const struct query_key *key, const struct lex_value *at,
		enum field_id *field, struct query_value *value)
{
	struct reading reading;
	bool is_read = reading_start(&reading, query, key, at);

	*value = (struct query_value){
		.test = TEST_IS, .start = at->start, .end = at->end, .text = reading.text,
		.choice = -1, .min = INT64_MIN, .max = INT64_MAX,
	};
	*field = key->field;
	if (is_read && key->kind == KEY_IS)
		is_read = read_is(&reading, field, value);
	else if (is_read && key->kind == KEY_HAS)
		is_read = read_has(&reading, field, value);
	else if (is_read)
		is_read = read_field(&reading, field_get(key->field), value);
	if (!is_read)
		free(reading.text);
	return is_read;
}

bool value_read_sort(struct query *query, const struct query_key *key, const struct lex_value *at,
		     struct query_sort *sort)
{
	struct reading reading;
	const struct field *field = NULL;
	bool is_read = reading_start(&reading, query, key, at);

	if (is_read) {
		sort->is_descending = reading.text[reading.start] == '-';
		reading.start += sort->is_descending;
		reading.len -= sort->is_descending;
		field = field_by_key(reading.text + reading.start, reading.len);
		is_read = (field && may_sort(field)) || wrong_word(&reading);
	}
	if (is_read)
		sort->field = field->id;
	free(reading.text);
	return is_read;
}

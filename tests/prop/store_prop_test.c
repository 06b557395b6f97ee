/*
 * What must hold of the store whatever is in it: generated postings, queries and actions, from a
 * fixed seed.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "query/edit.h"
#include "store/find.h"
#include "store/get.h"
#include "store/track.h"
#include "util/strbuf.h"
#include "../unit/store_jobs.h"

#define JOBS 60
#define QUERIES 150
#define ACTIONS 250
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Marsaglia's xorshift64. */
static uint64_t seed;

static size_t pick(size_t count)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % count;
}

/* One of them, or now and then none. */
#define PICK(rows) (pick(4) == 0 ? NULL : (rows)[pick(COUNT(rows))])

static const char *const words[] = {
	"ledger", "trees", "night", "harbour", "rust", "bread", "rails", "till", "clinic", "maps",
};
static const char *const places[] = {
	"Toronto", "Berlin", "Canada", "London;Paris", "San Francisco", "Montreal;Toronto",
	"Atlantis",
};
static const char *const stacks[] = { "Rust", "Go? Rust", "PHP~", "C++ C", "Java JavaScript?" };
static const char *const workplaces[] = { "remote", "hybrid", "onsite" };
static const char *const seniorities[] = { "junior", "senior", "staff" };
static const char *const educations[] = { "bachelor", "master", "not-needed" };
static const char *const languages[] = { "German", "English German?", "Chinese" };
static const char *const zones[] = { "1", "-5..2" };
static const char *const extras[] = { "equity", "equity bonus" };
static const char *const employments[] = { "full-time", "contract", "full-time part-time" };
static const char *const days[] = { "2026-11-22", "2026-11-12", "2026-08-01", "2020-02-29" };
static const char *const pays[] = { "50000 USD", "100000-150000 CAD", "90000-91000 EUR" };

/* A body of some words, each once or twice. */
static void make_body(struct strbuf *body)
{
	strbuf_clear(body);
	for (size_t i = 0, count = 1 + pick(6); i < count; i++)
		strbuf_printf(body, "%s%s", i > 0 ? " " : "", words[pick(COUNT(words))]);
}

static struct store *make_store(struct strbuf bodies[JOBS])
{
	struct job jobs[JOBS];

	for (size_t i = 0; i < JOBS; i++) {
		make_body(&bodies[i]);
		strbuf_printf(&bodies[i], " number%zu", i);
		jobs[i] = (struct job){
			.body = bodies[i].text, .places = PICK(places), .stack = PICK(stacks),
			.workplace = PICK(workplaces), .seniority = PICK(seniorities),
			.employment = PICK(employments), .posted = PICK(days), .pay = PICK(pays),
			.education = PICK(educations), .languages = PICK(languages),
			.zones = PICK(zones), .days = (int)pick(4), .extras = PICK(extras),
		};
	}
	return jobs_store(jobs, JOBS);
}

static struct store *begin(struct strbuf bodies[JOBS], uint64_t first_seed)
{
	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	seed = first_seed;
	for (size_t i = 0; i < JOBS; i++)
		strbuf_init(&bodies[i]);
	return make_store(bodies);
}

static void end(struct store *store, struct strbuf bodies[JOBS])
{
	for (size_t i = 0; i < JOBS; i++)
		strbuf_release(&bodies[i]);
	store_close(store);
}

static int64_t total_of(struct store *store, const char *line)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	int64_t total = find_count(store, query, NULL);

	query_free(query);
	return total;
}

/* Whether a word of the text is the wanted one, or begins with it. */
static bool has_word(const char *text, const char *word, bool is_prefix)
{
	size_t len = strlen(word);

	for (const char *at = text; (at = strstr(at, word)); at++)
		if ((at == text || at[-1] == ' ') &&
		    (is_prefix || at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

/* A word of a query: from the list, perhaps negated, the last perhaps cut short, though not so
 * short that it is the start of a place. */
struct asked {
	char word[16];
	bool is_negated, is_prefix;
};

static struct asked ask_word(bool is_open)
{
	const char *word = words[pick(COUNT(words))];
	struct asked asked = { .is_negated = pick(4) == 0, .is_prefix = is_open };
	size_t len = is_open ? 3 + pick(strlen(word) - 2) : strlen(word);

	memcpy(asked.word, word, len);
	return asked;
}

static bool is_asked_for(const char *body, const struct asked *asked, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (has_word(body, asked[i].word, asked[i].is_prefix) == asked[i].is_negated)
			return false;
	return true;
}

/* The stack is searched too. */
static const char *searched_text(const struct strbuf *body, struct store *store, int64_t id,
				 struct strbuf *text)
{
	struct record record;

	record_init(&record);
	assert_true(get_record(store, id, GET_ROW, &record, NULL));
	strbuf_clear(text);
	strbuf_puts(text, body->text);
	for (size_t i = 0; i < record.posting.stack.count; i++)
		if (strcmp(record.posting.stack.items[i].name, "Rust") == 0)
			strbuf_puts(text, " rust");
	record_release(&record);
	return text->text;
}

/* Up to three words against a search through all texts by hand. */
static void test_words_as_by_hand(void **state)
{
	struct strbuf bodies[JOBS], texts[JOBS], line = STRBUF_INIT;
	struct store *store = begin(bodies, 0x9e3779b97f4a7c15);

	(void)state;
	for (size_t i = 0; i < JOBS; i++) {
		strbuf_init(&texts[i]);
		searched_text(&bodies[i], store, (int64_t)i + 1, &texts[i]);
	}
	for (int round = 0; round < QUERIES; round++) {
		size_t count = 1 + pick(3);
		bool is_open = pick(2) == 0;
		struct asked asked[3];
		int64_t wanted = 0;

		strbuf_clear(&line);
		for (size_t i = 0; i < count; i++) {
			asked[i] = ask_word(is_open && i + 1 == count);
			strbuf_printf(&line, "%s%s%s", i > 0 ? " " : "",
				      asked[i].is_negated ? "-" : "", asked[i].word);
		}
		strbuf_puts(&line, is_open ? "" : " ");
		for (size_t i = 0; i < JOBS; i++)
			wanted += is_asked_for(texts[i].text, asked, count);
		if (total_of(store, line.text) != wanted)
			fail_msg("\"%s\" found %d, not %d", line.text,
				 (int)total_of(store, line.text), (int)wanted);
	}
	strbuf_release(&line);
	for (size_t i = 0; i < JOBS; i++)
		strbuf_release(&texts[i]);
	end(store, bodies);
}

static const char *const terms[] = {
	"rust", "trees", "-night", "loc:toronto", "loc:canada,berlin", "-loc:london", "stack:rust",
	"stack:c++,php", "-stack:go", "is:remote", "workplace:hybrid,onsite", "-is:remote",
	"workplace:none", "seniority:senior", "seniority:junior,staff", "employment:contract",
	"-employment:full-time", "posted:<31d", "-posted:<8d", "has:salary", "salary:>=90k",
	"(ledger OR maps)", "-(is:remote stack:rust)", "edu:<=bachelor", "-edu:none", "lang:german",
	"days:<=2", "zone:cet", "extra:equity", "is:conflict", "-clearance:secret",
};

static void make_line(struct strbuf *line)
{
	strbuf_clear(line);
	for (size_t i = 0, count = pick(4); i < count; i++)
		strbuf_printf(line, "%s ", terms[pick(COUNT(terms))]);
}

/* The count beside a value is the total that adding the value would give. */
static void assert_counts(struct store *store, const char *line, enum field_id field,
			  const char *parent)
{
	struct query *query = query_parse(line, JOBS_TODAY);
	struct query *bare = query_without_field(query, field, false, JOBS_TODAY);
	struct find *find = find_new(store, query, NULL);
	struct facet_values values;
	struct strbuf with = STRBUF_INIT;

	assert_non_null(find);
	assert_true(find_facet(find, field, parent, NULL, 100, &values, NULL));
	for (size_t i = 0; i < values.count; i++) {
		strbuf_clear(&with);
		query_set_value(bare, field, values.items[i].value, QUERY_INCLUDED, &with);
		if (total_of(store, with.text) != values.items[i].count)
			fail_msg("\"%s\": %s is said to have %d; \"%s\" finds %d", line,
				 values.items[i].value, (int)values.items[i].count, with.text,
				 (int)total_of(store, with.text));
	}
	strbuf_release(&with);
	facet_values_release(&values);
	find_free(find);
	query_free(bare);
	query_free(query);
}

static void test_counts_keep_their_word(void **state)
{
	static const enum field_id fields[] = {
		FIELD_WORKPLACE, FIELD_SENIORITY, FIELD_EMPLOYMENT, FIELD_STACK, FIELD_POSTED,
		FIELD_LOCATION, FIELD_EDUCATION, FIELD_LANGUAGES, FIELD_EXTRAS,
	};
	struct strbuf bodies[JOBS], line = STRBUF_INIT;
	struct store *store = begin(bodies, 0xd1b54a32d192ed03);

	(void)state;
	for (int round = 0; round < QUERIES; round++) {
		make_line(&line);
		for (size_t i = 0; i < COUNT(fields); i++)
			assert_counts(store, line.text, fields[i], NULL);
		assert_counts(store, line.text, FIELD_LOCATION, "CA");
		assert_counts(store, line.text, FIELD_LOCATION, "CA-ON");
	}
	strbuf_release(&line);
	end(store, bodies);
}

/* The totals of a query and of its negation make up the whole. */
static void test_not_is_the_rest(void **state)
{
	struct strbuf bodies[JOBS], line = STRBUF_INIT, rest = STRBUF_INIT;
	struct store *store = begin(bodies, 0x2545f4914f6cdd1d);

	(void)state;
	for (int round = 0; round < QUERIES; round++) {
		make_line(&line);
		if (line.len == 0)
			continue;
		strbuf_clear(&rest);
		strbuf_printf(&rest, "-(%s) ", line.text);
		if (total_of(store, line.text) + total_of(store, rest.text) != JOBS)
			fail_msg("\"%s\" finds %d, \"%s\" %d", line.text,
				 (int)total_of(store, line.text), rest.text,
				 (int)total_of(store, rest.text));
	}
	strbuf_release(&line);
	strbuf_release(&rest);
	end(store, bodies);
}

/* All that the user said of all postings, in one text. */
static char *dump_marks(struct store *store)
{
	struct strbuf out = STRBUF_INIT;
	struct record record;

	record_init(&record);
	for (int64_t id = 1; id <= JOBS; id++) {
		const struct marks *marks = &record.marks;

		assert_true(get_record(store, id, GET_ROW, &record, NULL));
		strbuf_printf(&out, "%d:%d,%d,%d,%d,%s,%s", (int)id, marks->is_shortlisted,
			      (int)marks->position, marks->stage, marks->is_seen,
			      marks->notes ? marks->notes : "-",
			      !marks->is_hidden ? "-" :
			      marks->hidden_reason ? marks->hidden_reason : "+");
		for (size_t i = 0; i < marks->tags.count; i++)
			strbuf_printf(&out, " %s", marks->tags.items[i]);
		strbuf_putc(&out, '\n');
	}
	record_release(&record);
	return strbuf_detach(&out);
}

static void act(struct store *store)
{
	static const char *const tags[] = { "later", "far", "dream" };
	int64_t ids[3] = { 1 + (int64_t)pick(8), 1 + (int64_t)pick(8), 1 + (int64_t)pick(8) };
	size_t count = 1 + pick(3);
	bool on = pick(3) > 0;

	switch (pick(7)) {
	case 0:
		assert_true(track_shortlist(store, ids, count, on, NULL, NULL));
		break;
	case 1:
		track_move(store, ids[0], (int)pick(7) - 3, NULL, NULL);
		break;
	case 2:
		assert_true(track_stage(store, ids, count, (enum stage)((int)pick(7) - 1), NULL,
					NULL));
		break;
	case 3:
		assert_true(track_tag(store, ids, count, tags[pick(3)], on, NULL, NULL));
		break;
	case 4:
		assert_true(track_notes(store, ids[0], on ? words[pick(COUNT(words))] : NULL, NULL,
					NULL));
		break;
	case 5:
		assert_true(track_hide(store, ids, count, on, pick(2) ? "far" : NULL, NULL, NULL));
		break;
	default:
		assert_true(track_seen(store, ids, count, on, NULL, NULL));
		break;
	}
}

/* Undone to the first state and done again to the last, by way of every state between. */
static void test_undo_after_do(void **state)
{
	struct strbuf bodies[JOBS];
	struct store *store = begin(bodies, 0xbf58476d1ce4e5b9);
	char *states[ACTIONS + 1], *now;
	size_t count = 1;

	(void)state;
	states[0] = dump_marks(store);
	for (int i = 0; i < ACTIONS; i++) {
		act(store);
		now = dump_marks(store);
		if (strcmp(now, states[count - 1]) == 0)
			free(now);
		else
			states[count++] = now;
	}
	assert_true(count > ACTIONS / 2);
	for (size_t i = count - 1; i > 0; i--) {
		assert_true(track_undo(store, NULL, NULL, NULL));
		now = dump_marks(store);
		assert_string_equal(now, states[i - 1]);
		free(now);
	}
	assert_false(track_undo(store, NULL, NULL, NULL));
	for (size_t i = 1; i < count; i++) {
		assert_true(track_redo(store, NULL, NULL, NULL));
		now = dump_marks(store);
		assert_string_equal(now, states[i]);
		free(now);
	}
	assert_false(track_redo(store, NULL, NULL, NULL));
	for (size_t i = 0; i < count; i++)
		free(states[i]);
	end(store, bodies);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_as_by_hand),
		cmocka_unit_test(test_counts_keep_their_word),
		cmocka_unit_test(test_not_is_the_rest),
		cmocka_unit_test(test_undo_after_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What the tests of extraction share: a vocabulary, an extractor, and postings from a few lines. */
#ifndef SHORTLIST_TESTS_EXTRACT_WORLD_H
#define SHORTLIST_TESTS_EXTRACT_WORLD_H

#include "extract/extract.h"
#include "posting/vocabulary.h"
#include "util/strbuf.h"

/* 2026-11-22 */
#define WORLD_TODAY 20779

struct world {
	struct vocabulary vocabulary;
	struct extractor *extractor;
	struct posting posting;
};

/* For cmocka's group set-up and tear-down; the state is a struct world. */
int world_set_up(void **state);
int world_tear_down(void **state);

/* Makes a raw posting of TEXT, line by line: "# " begins a heading, "- " an item, "| " a
 * paragraph of bold text, an empty line is a blank one; every other line is a paragraph.
 * "**" stands before and behind what is bold. */
void world_raw(struct raw_posting *raw, const char *text);

/* Reads TEXT into world->posting. */
void world_read(struct world *world, const char *text);
/* The same, where the source states VALUE for FIELD. */
void world_read_stated(struct world *world, const char *text, enum field_id field,
		       const char *value);

/* One fact of world->posting as words: "remote", "Toronto/CA, Berlin/DE", "150000-180000 CAD year",
 * "Rust Go+ Java?" (a plus for preferred, a question mark for mentioned), "-" for unknown. */
void world_describe(const struct world *world, enum field_id field, struct strbuf *out);

/* What a text is to say of a field, in the words of world_describe(). */
struct world_fact {
	const char *text;
	const char *want;
};

/* Fails where one of the facts is read otherwise, after saying all that are. */
void world_check(struct world *world, enum field_id field, const struct world_fact *facts,
		 size_t count);

#define WORLD_CHECK(state, field, facts) \
	world_check(*(state), field, facts, sizeof(facts) / sizeof((facts)[0]))

#endif

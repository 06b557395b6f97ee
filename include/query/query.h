/*
 * The query language: one line of text to a tree, and back.
 *
 *     rust "event driven" loc:toronto -stack:php salary:>=150k (a OR b) sort:-salary,posted
 *
 * Parsing never fails as a whole: what is unfinished or wrong becomes a problem with its position
 * and a sentence, and the rest of the line still has its meaning. The tree is a plain value owned
 * by the struct query; it refers to the line by byte ranges only.
 *
 * Rules: terms are joined by "and"; OR binds weaker than a blank; parentheses group; a leading '-'
 * negates a term or a group. Positive terms of one field that stand together in one group mean
 * "either" (so do values divided by commas); negative ones each take away. A word or value at the
 * very end of the line, not closed by a blank, a quote or a parenthesis, is still being typed and
 * matches as a prefix. Postings the user hid are left out unless the query says is:hidden
 * anywhere.
 *
 * A term that is not understood is left out of the tree, never turned into one that matches
 * nothing. A word without a letter or digit has nothing to look for and is passed over. has:salary
 * asks for some value; since it can only narrow, it is not joined with other tests of pay. A range
 * of a posting (years, pay, zones) matches an asked one where the two overlap: salary:150k finds
 * what pays 120k to 160k. In quotes, a doubled quote stands for one. Parentheses nest QUERY_DEPTH
 * deep.
 */
#ifndef SHORTLIST_QUERY_QUERY_H
#define SHORTLIST_QUERY_QUERY_H

#include "posting/field.h"
#include "posting/posting.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QUERY_DEPTH 32

/* Bytes [start, end) of the line. */
struct query_range { size_t start, end; };

enum query_kind {
	QUERY_ALL,               /* no term: everything */
	QUERY_WORD,              /* one word, anywhere in the posting */
	QUERY_PHRASE,            /* words in a row, anywhere */
	QUERY_FIELD,             /* a test of one field */
	QUERY_AND, QUERY_OR, QUERY_NOT,
};

enum query_test {
	TEST_IS,                 /* has this value (text: contains; place: lies in; name: equals) */
	TEST_RANGE,              /* min <= value <= max; either end may be open */
	TEST_NONE,               /* no value: salary:none; a flag: not set */
	TEST_ANY,                /* some value: has:salary; a flag: set */
};

struct query_value {
	enum query_test test;
	size_t start, end;       /* bytes of the line */
	char *text;              /* as typed, unquoted */
	bool is_prefix;          /* still being typed */
	bool is_phrase;          /* was quoted */
	int choice;              /* of a FIELD_CHOICE(S): its index, else -1 */
	int64_t min, max;        /* TEST_RANGE: numbers of the field's unit, days since the epoch,
				  * minutes east of UTC, choices, or whole units of money a year;
				  * INT64_MIN / INT64_MAX for an open end */
	char currency[4];        /* TEST_RANGE of pay: ISO 4217 where one was named (a bare "$"
				  * names none), else "" for any */
};

/* Which needs a test of the stack means. */
enum query_need { QUERY_NEED_ANY, QUERY_NEED_REQUIRED, QUERY_NEED_PREFERRED };

struct query_node {
	enum query_kind kind;
	size_t start, end;       /* bytes of the line, with a leading '-' and parentheses; of terms
				  * that were joined, the first */
	char *text;              /* word, phrase: the words */
	bool is_prefix;          /* word, phrase: the last word is still being typed */
	enum field_id field;     /* QUERY_FIELD */
	enum query_need need;    /* of FIELD_STACK */
	struct { struct query_value *items; size_t count, cap; } values;   /* any of them */
	/* QUERY_FIELD: the terms, such as stack:rust, that were joined in it; without '-'. */
	struct { struct query_range *items; size_t count, cap; } pieces;
	struct { struct query_node **items; size_t count, cap; } children; /* and, or, not (one) */
};

struct query_sort {
	enum field_id field;
	bool is_descending;
};

struct query_problem {
	size_t start, end;       /* bytes of the line */
	bool is_unfinished;      /* more typing may mend it */
	char *text;              /* a sentence */
};

/* What a part of the line is, for colouring it. */
enum query_part {
	PART_WORD, PART_PHRASE, PART_KEY, PART_VALUE, PART_OPERATOR, PART_SORT, PART_WRONG,
};
struct query_span { enum query_part part; size_t start, end; };

struct query {
	char *line;
	int32_t today;           /* what relative dates count from */
	struct query_node *root; /* never NULL */
	struct { struct query_sort *items; size_t count, cap; } sort; /* empty: newest first */
	/* Every sort: of the line, good or not. */
	struct { struct query_range *items; size_t count, cap; } sort_terms;
	struct { struct query_problem *items; size_t count, cap; } problems;
	struct { struct query_span *items; size_t count, cap; } spans;  /* in order */
	bool wants_hidden;
};

/* TODAY is what relative dates count from. A NULL result never happens. */
struct query *query_parse(const char *line, int32_t today);
void query_free(struct query *query);

/* Adds the query in its plainest form: print after parse after print changes nothing, and it means
 * the same. */
void query_print(const struct query *query, struct strbuf *out);

/* Adds how the line was understood in plain words, gated, for `:explain`. */
void query_explain(const struct query *query, struct strbuf *out);

/* The terms that stand alone at the top, which can be dropped one by one: the children of a top
 * "and", or the root. */
size_t query_terms(const struct query *query);
const struct query_node *query_term(const struct query *query, size_t index);

/* The query without its top term INDEX, or without every positive (and, with NEGATIVE, negative)
 * top test of FIELD. New queries; free them. */
struct query *query_without_term(const struct query *query, size_t index, int32_t today);
struct query *query_without_field(const struct query *query, enum field_id field, bool negative,
				  int32_t today);

/* Words and phrases that the query looks for in text (not the negated ones), folded, for marking
 * matches. */
struct query_words { struct { char *text; bool is_prefix; } *items; size_t count, cap; };
void query_words(const struct query *query, struct query_words *words);
void query_words_release(struct query_words *words);

#endif

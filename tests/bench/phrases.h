/*
 * What people write into job ads: sentences with slots, headings, titles. Written for this program;
 * none of them is copied from an ad.
 *
 * A slot is a letter in braces:
 *     {t} a technology   {w} a word, as often as it is common   {n} a thing that is worked on
 *     {a} an area        {c} the company                        {p} the posting's place
 *     {d} a small number {r} the role, as the title has it
 */
#ifndef SHORTLIST_BENCH_PHRASES_H
#define SHORTLIST_BENCH_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

/* Lists and how many they have. */
struct phrases { const char *const *items; size_t count; };

extern const char phrases_words[]; /* common words, the most common first, divided by blanks */
extern const char *const phrases_technologies[];
extern const size_t phrases_technology_count;
extern const char *const phrases_firms[];
extern const size_t phrases_firm_count;

extern const struct phrases phrases_levels, phrases_areas, phrases_roles, phrases_things;

/* Parts of an ad, in the order in which they stand. */
enum part {
	PART_ABOUT, PART_TASKS, PART_NEEDS, PART_WISHES, PART_OFFERS, PART_CLOSING,
	PART_COUNT
};

struct part_phrases {
	struct phrases headings; /* none: the sentences are a paragraph */
	struct phrases sentences;
	unsigned percent;        /* how many ads of a hundred have it */
	unsigned least, most;    /* how many sentences */
	bool has_bullets;
};
extern const struct part_phrases phrases_parts[PART_COUNT];

#endif

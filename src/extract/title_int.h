/* The parts of reading a title that its files share. */
#ifndef SHORTLIST_EXTRACT_TITLE_INT_H
#define SHORTLIST_EXTRACT_TITLE_INT_H

#include "extract/reading_int.h"

#define TITLE_WORDS_MAX 14

/* The rule of a title that is a cell of the header. */
#define TITLE_IN_HEADER "in the header line"

/* The first of words [FIRST, LAST) that is a word for a role: "engineer"; NULL for none. */
const struct hit *title_role(const struct view *view, size_t first, size_t last);
bool title_has_role(const struct view *view, size_t first, size_t last);

/* Whether word AT speaks of a kind of work more often than of somebody who does it. */
bool title_is_weak(const struct view *view, size_t at);

/* How many of words [FIRST, LAST) belong to phrases of GROUP. */
size_t title_covered(const struct view *view, enum lexicon_group group, size_t first, size_t last);

/* Takes words [FIRST, LAST) as the title; what is too long is none. */
void title_set(struct reading *reading, size_t first, size_t last, const char *rule);

/* Takes a line or cell, words [FIRST, LAST) and bytes [START, END), as the title, without what is
 * no part of one before and behind. The first of a row of titles is marked as inferred. False where
 * nothing is left. */
bool title_take(struct reading *reading, size_t first, size_t last, size_t start, size_t end,
		const char *rule);

/* Whether a line ends as a sentence does. */
bool title_is_sentence(const struct view *view, const struct line *line);

/* Whether half of the words or more begin with a capital, as in names. */
bool title_is_capitalised(const struct view *view, size_t first, size_t last);

/* The commas between words [FIRST, LAST). */
size_t title_commas(const struct view *view, size_t first, size_t last);

/* "[About the team]" */
bool title_is_in_brackets(const struct view *view, const struct line *line);

/* "(f/m/x)", "(all genders)": whether such a bracket stands in words [FIRST, LAST). */
bool title_says_genders(const struct view *view, size_t first, size_t last);

/* "Jo, co-founder" at the end of a letter. */
bool title_is_signature(const struct view *view, size_t first, size_t last);

/* Whether another role is listed right below line AT, so that which one is meant is a guess. */
bool title_is_one_of_several(const struct reading *reading, size_t at);

/* Below a header that names no role, or below "We are hiring:": whether the first line of a list of
 * roles gave a title. It is one of several, so that it is marked as inferred. */
bool title_from_list(struct reading *reading);

/* Whether the sentence of word AT speaks of what applicants did before, not of the job. */
bool title_is_about_applicant(const struct reading *reading, size_t at);

/* The words [*first, the result) that the format marks as bold right behind word AT - 1: "as a
 * **Tea Engineer: Green** you". AT where there are none. */
size_t title_strong_end(const struct reading *reading, size_t at);

/* Whether a sentence, or else the name of a team, gave a title; it is marked as inferred. */
bool title_from_prose(struct reading *reading);
bool title_from_team(struct reading *reading);

#endif

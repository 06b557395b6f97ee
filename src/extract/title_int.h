/* The parts of reading a title that its files share. */
#ifndef SHORTLIST_EXTRACT_TITLE_INT_H
#define SHORTLIST_EXTRACT_TITLE_INT_H

#include "extract/reading_int.h"

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
 * no part of one before and behind. False where nothing is left. */
bool title_take(struct reading *reading, size_t first, size_t last, size_t start, size_t end,
		const char *rule);

/* Whether a sentence, or else the name of a team, gave a title; it is marked as inferred. */
bool title_from_prose(struct reading *reading);
bool title_from_team(struct reading *reading);

#endif

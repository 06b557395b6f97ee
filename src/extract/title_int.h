/* The parts of reading a title that its two files share. */
#ifndef SHORTLIST_EXTRACT_TITLE_INT_H
#define SHORTLIST_EXTRACT_TITLE_INT_H

#include "extract/reading_int.h"

/* The rule of a title that is a cell of the header. */
#define TITLE_IN_HEADER "in the header line"

/* Whether one of words [FIRST, LAST) is a word for a role: "engineer". */
bool title_has_role(const struct view *view, size_t first, size_t last);

/* Takes bytes [START, END) of the text as the title, without marks at its end; what is too long is
 * none. */
void title_set(struct reading *reading, size_t start, size_t end, const char *rule);

/* Whether a sentence, or else the name of a team, gave a title; it is marked as inferred. */
bool title_from_prose(struct reading *reading);
bool title_from_team(struct reading *reading);

#endif

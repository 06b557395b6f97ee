/* The parts that a view is made by, in the order in which they run. */
#ifndef SHORTLIST_EXTRACT_VIEW_PARTS_INT_H
#define SHORTLIST_EXTRACT_VIEW_PARTS_INT_H

#include "extract/view_int.h"

/* Cuts the folded text into words. */
void view_cut_words(struct view *view);

/* Asks the lexicon for the id, number and mark of each word. */
void view_know_words(struct view *view);

/* Finds the lexicon's phrases in the words. */
void view_find_phrases(struct view *view);

#endif

/*
 * Judging technologies that were found: which are meant at all, and how much each is asked for.
 *
 * The scan of posting/technology.h finds spellings; a mark for each says what its surroundings
 * make of it.
 */
#ifndef SHORTLIST_EXTRACT_STACK_INT_H
#define SHORTLIST_EXTRACT_STACK_INT_H

#include "extract/reading_int.h"
#include "posting/technology.h"

struct stack_mark {
	bool is_sure;            /* meant: no ordinary word, or one that its company makes sure */
	bool is_listed;          /* stands in a list with what one writes software with */
};

/* What one writes software with, and what no customer or partner is called. */
bool stack_is_craft(enum technology_kind kind);

/* Fills a mark for each match. */
void stack_corroborate(const struct reading *reading, const struct technology_matches *matches,
		       struct stack_mark *marks);

/* The sentence around word AT as words [*FROM, *TO): within its line, and not cut by "e.g.". */
void stack_sentence(const struct reading *reading, size_t at, size_t *from, size_t *to);

/* How much the words around word AT ask for the technology there. */
enum need stack_need(const struct reading *reading, size_t at);

/* Adds all technologies that the text names. */
void stack_scan(const struct reading *reading, struct technology_matches *matches);

/* Puts the marks on the lexicon's words that stack_scan() goes by. */
void stack_mark_words(struct lexicon *lexicon, const struct technologies *technologies);

#endif

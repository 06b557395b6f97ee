/* The texts of a posting in which words are looked for, besides its title, company and body. */
#ifndef SHORTLIST_STORE_TEXTS_INT_H
#define SHORTLIST_STORE_TEXTS_INT_H

#include "posting/posting.h"
#include "posting/vocabulary.h"
#include "util/strbuf.h"

/* Of the places as written and by their names; the names of the stack. */
struct word_texts { struct strbuf places, stack; };

void word_texts_init(struct word_texts *texts, const struct vocabulary *vocabulary,
		const struct posting *posting);
void word_texts_release(struct word_texts *texts);

#endif

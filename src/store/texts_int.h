/* The texts of a posting in which words are looked for, besides its title, company and body. */
#ifndef SHORTLIST_STORE_TEXTS_INT_H
#define SHORTLIST_STORE_TEXTS_INT_H

#include "posting/posting.h"
#include "posting/vocabulary.h"
#include "util/strbuf.h"

/* Of the places as written and by their names; the names of the stack. */
struct texts { struct strbuf places, stack; };

void texts_init(struct texts *texts, const struct vocabulary *vocabulary,
		const struct posting *posting);
void texts_release(struct texts *texts);

#endif

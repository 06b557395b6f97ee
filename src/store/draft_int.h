/* What a draft holds. */
#ifndef SHORTLIST_STORE_DRAFT_INT_H
#define SHORTLIST_STORE_DRAFT_INT_H

#include "store/draft.h"
#include "store/likeness_int.h"
#include "store/texts_int.h"
#include "util/hash.h"

struct draft {
	char content[HASH_HEX_LEN + 1];
	struct likeness likeness;
	struct strbuf meetings;  /* of it, as they are stored */
	struct strbuf places, stack, languages; /* packed, see list_int.h */
	struct word_texts texts;
	struct strbuf terms;     /* empty: still to be made */
};

/* The hash of what a posting says; not of what was understood of it, which may differ with a later
 * version. */
void draft_hash(const struct posting *posting, char hex[HASH_HEX_LEN + 1]);

#endif

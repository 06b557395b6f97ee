/* The parts of reading a company's name that its files share. */
#ifndef SHORTLIST_EXTRACT_COMPANY_INT_H
#define SHORTLIST_EXTRACT_COMPANY_INT_H

#include "extract/names_int.h"
#include "extract/reading_int.h"

/* A name that sentences give to the one who hires, and how often. */
struct candidate {
	struct name name;
	size_t start, end;       /* bytes, without a possessive's s */
	int votes;
	int verbs;               /* of them for sentences that say what it does */
	bool ends_clause;        /* "stir at Acme. In this role" */
	const char *rule;
};

/* The name that most speaks for; false where none is sure enough. */
bool company_elect(struct reading *reading, struct candidate *best);

/* Whether a row of words with capitals is no name: a pronoun, a role, a label. */
bool company_is_generic(const struct reading *reading, size_t first, size_t last);

/* Whether a name is a place's. */
bool company_is_place(const struct reading *reading, const struct name *name);

#endif

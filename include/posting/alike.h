/*
 * When two postings are one job: copies on other boards, reposts, the same ad for several towns.
 *
 * They have the same title, and either the same company and much of the text in common, or nearly
 * all of the text (an agency's copy, or one that does not say whose it is). Titles are the same
 * where the same words stand in them, in whatever order, but for what says nothing of the work:
 * the posting's own places and company, "remote", marks of gender, numbers of requisitions. What
 * says how senior or how specialised one must be makes another job, and so does a shift. Without a
 * text of both, it takes the same company, title and a place or link in common; that is the
 * caller's to look at.
 */
#ifndef SHORTLIST_POSTING_ALIKE_H
#define SHORTLIST_POSTING_ALIKE_H

#include "posting/gazetteer.h"
#include "posting/posting.h"
#include "posting/shingle.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

/* Adds the title as it is compared: "engineer platform senior"; nothing where there is none.
 * GAZETTEER, for the names of countries, may be NULL. */
void alike_title(struct strbuf *out, const struct posting *posting,
		 const struct gazetteer *gazetteer);

/* Adds the company's name as it is compared, without its legal form, so that "Top Hat, Inc." is
 * "top-hat" as an address has it: "tophat". */
void alike_company(struct strbuf *out, const char *company);

/* A posting's hashes; never 0 where there is something to hash. */
struct alike {
	int64_t job;             /* of the title */
	int64_t company;         /* of title and company; 0 where either is unknown */
};
void alike_make(struct alike *alike, const struct posting *posting,
		const struct gazetteer *gazetteer);

/* Where postings of the same title and nearly the same text meet: SIGNATURE_BANDS hashes, of which
 * they share one. None of a text that is too short to be known by itself. */
size_t alike_meeting(int64_t job, const struct signature *signature,
		     int64_t hashes[SIGNATURE_BANDS]);

/* Whether there is a text worth comparing; the lines of a listing are none. */
bool alike_has_text(const struct signature *signature);

/* Whether the texts of two postings of the same title are those of one job. */
bool alike_texts(const struct signature *a, const struct signature *b, bool is_same_company);

#endif

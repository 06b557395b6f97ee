/*
 * A reading: one posting on its way from raw to understood; what every extractor is given.
 *
 * Extractors read the view and the outline, and write the posting and its evidence, nothing else.
 * They run in the order of the table in extract/extract.c and may look at what earlier ones
 * found.
 */
#ifndef SHORTLIST_EXTRACT_READING_INT_H
#define SHORTLIST_EXTRACT_READING_INT_H

#include "extract/outline_int.h"
#include "extract/view_int.h"
#include "posting/posting.h"
#include "posting/raw.h"
#include "posting/vocabulary.h"

#include <stdint.h>

struct reading {
	const struct lexicon *lexicon;
	const struct vocabulary *vocabulary;
	int32_t today;
	const struct raw_posting *raw;
	const struct document *document;
	struct view view;        /* of the document's text */
	struct view *kept;       /* the memory that the view has, from posting to posting */
	struct view *spare;      /* ... and that views of what is stated have */
	struct outline outline;
	struct posting *posting;
};

/* Makes a view of a short text, such as a source states, and ends it. One after the other they have
 * the same memory. */
void reading_view(const struct reading *reading, struct view *view, const char *text);
void reading_view_end(const struct reading *reading, struct view *view);

/* Adds evidence for bytes [START, END) of the document's text. */
void reading_note(struct reading *reading, enum field_id field, size_t start, size_t end,
		  const char *rule);
/* The same for words [FIRST, LAST) of the view. */
void reading_note_words(struct reading *reading, enum field_id field, size_t first, size_t last,
			const char *rule);
/* Evidence that lies outside the body. */
void reading_note_stated(struct reading *reading, enum field_id field);

/* Marks that the text, or the source and the text, say two things of FIELD. Whoever calls it notes
 * the evidence of both: first of what was taken, then of what was not. */
void reading_conflict(struct reading *reading, enum field_id field);

/* The kind of section that a word stands in. */
enum section_kind reading_kind(const struct reading *reading, size_t word);

/* Whether a word is in a part that is not about the job itself: company, benefits, legal, apply. */
bool reading_is_aside(const struct reading *reading, size_t word);

/* Whether what words [FIRST, LAST) name, a hit of GROUP, is required or preferred: by its section,
 * and by what its sentence says behind it ("is a plus") or ahead of it ("ideally"). What is said of
 * another name of the group does not count. */
enum need reading_need(const struct reading *reading, enum lexicon_group group, size_t first,
		       size_t last);

/* The word of need that begins at word AT and speaks of what stands before it: "is a plus",
 * "required"; NULL for none. */
const struct hit *reading_judgement(const struct view *view, size_t at);

/* Whether a word may say what is asked of a person: not where a part is about something else, but
 * for the items of a list under a company's heading ("What we believe in"). */
bool reading_may_ask(const struct reading *reading, size_t word);

/* A copy of bytes [START, END) of a view's text, trimmed. */
char *reading_copy(const struct view *view, size_t start, size_t end);

/* One function for each kind of fact, in its own file. */
void title_extract(struct reading *reading);
void company_extract(struct reading *reading);
void location_extract(struct reading *reading);
void workplace_extract(struct reading *reading);
void employment_extract(struct reading *reading);
void seniority_extract(struct reading *reading);
void experience_extract(struct reading *reading);
void salary_extract(struct reading *reading);
void extras_extract(struct reading *reading);
void dates_extract(struct reading *reading);
void visa_extract(struct reading *reading);
void clearance_extract(struct reading *reading);
void education_extract(struct reading *reading);
void languages_extract(struct reading *reading);
void stack_extract(struct reading *reading);
void url_extract(struct reading *reading);

/* Last: whether a bare text is a posting at all. */
void signs_extract(struct reading *reading);

#endif

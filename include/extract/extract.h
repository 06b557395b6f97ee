/*
 * Extraction: the text of a posting to facts with evidence.
 *
 * The table in extract/extract.c has one row for each kind of fact. Every extractor sees the
 * posting's outline (blocks with their section and labels), never another file's state, and adds
 * facts and the bytes that say them. What the source states itself is taken first and wins. An
 * extractor holds its lexicon and may be used for any number of postings; one thread each.
 */
#ifndef SHORTLIST_EXTRACT_EXTRACT_H
#define SHORTLIST_EXTRACT_EXTRACT_H

#include "extract/section.h"
#include "posting/posting.h"
#include "posting/raw.h"
#include "posting/vocabulary.h"
#include "util/err.h"
#include "util/image.h"

#include <stdint.h>

struct extractor;

/* VOCABULARY must outlive it. Reads the lexicon and CONFIG_DIR/lexicon.yaml (NULL for none). */
struct extractor *extractor_new(const struct vocabulary *vocabulary, const char *config_dir,
				struct err *err);
/* Another with the same words, for another thread; the first must outlive it. */
struct extractor *extractor_share(const struct extractor *extractor);
void extractor_free(struct extractor *extractor);

/* Prints the tables of C that extractor_new() begins with: for the build. */
void extractor_print(const struct extractor *extractor, struct image_print *print);

/* Fills POSTING (initialised) from RAW, whose body and document it takes over the body of. TODAY is
 * the day of reading, for "6hrs ago". Never fails: what is not understood stays unknown. */
void extractor_run(const struct extractor *extractor, struct raw_posting *raw, int32_t today,
		   struct posting *posting);

/* The sections of a document, for the detail pane. */
void extractor_sections(const struct extractor *extractor, const struct document *document,
			struct sections *sections);

#endif

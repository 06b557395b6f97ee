/* The steps of a run, one by one: for who measures them. */
#ifndef SHORTLIST_EXTRACT_EXTRACT_INT_H
#define SHORTLIST_EXTRACT_EXTRACT_INT_H

#include "extract/extract.h"
#include "extract/reading_int.h"

/* What each step does to a reading, in the order in which they run; ends with a NULL name. */
struct extractor_step { const char *name; void (*run)(struct reading *reading); };

extern const struct extractor_step extractor_steps[];

/* A run is extractor_begin(), all steps, extractor_end(). READING is filled; RAW, POSTING and the
 * extractor must outlive it. */
void extractor_begin(const struct extractor *extractor, const struct raw_posting *raw,
		     int32_t today, struct posting *posting, struct reading *reading);
void extractor_end(struct reading *reading);

#endif

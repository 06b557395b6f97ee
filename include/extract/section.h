/*
 * Sections: what each part of a posting is about.
 *
 * A section begins at a heading block (or at the start) and runs to the next. Every block belongs
 * to exactly one.
 */
#ifndef SHORTLIST_EXTRACT_SECTION_H
#define SHORTLIST_EXTRACT_SECTION_H

#include <stdbool.h>
#include <stddef.h>

enum section_kind {
	SECTION_OTHER, SECTION_ABOUT, SECTION_RESPONSIBILITIES, SECTION_REQUIREMENTS,
	SECTION_PREFERRED, SECTION_BENEFITS, SECTION_COMPENSATION, SECTION_APPLY, SECTION_COMPANY,
	SECTION_LEGAL, SECTION_FACTS
};

struct section {
	enum section_kind kind;
	bool has_heading;        /* the first block is the heading */
	size_t first, last;      /* blocks [first, last) */
};

struct sections { struct section *items; size_t count, cap; };

/* "requirements"; as in the design's list of sections. */
const char *section_name(enum section_kind kind);

#endif

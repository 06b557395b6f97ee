/*
 * The detail of a posting: facts, then its text by section, laid out to a width.
 *
 * Instead of both it can show what changed from one version of the posting to the next.
 *
 * Lines are gated text with spans; the pane only draws them. The layout follows the width; the
 * place that is looked at stays in view when it changes.
 */
#ifndef SHORTLIST_SESSION_DETAIL_H
#define SHORTLIST_SESSION_DETAIL_H

#include "extract/extract.h"
#include "posting/document.h"
#include "posting/record.h"
#include "query/query.h"
#include "session/role.h"
#include "store/version.h"
#include "util/diff.h"
#include "util/gate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct detail_span { size_t start, end; enum role role; }; /* bytes of the line's text */

struct detail_line {
	char *text;              /* gated, one line, fits the width */
	/* In order, not overlapping. */
	struct { struct detail_span *items; size_t count, cap; } spans;
	size_t doc_start, doc_end; /* the range of the document's text it shows; equal: none */
};

/* Where a key can jump to. */
struct detail_mark { size_t line; size_t span; };

/* What changed, in place of the text. */
struct detail_changes {
	struct versions versions;/* of the posting; empty while the text is shown */
	size_t at;               /* the one compared with that before it; 0: the text is shown */
	struct document before, after;
	struct diff diff;        /* of their texts */
};

struct detail {
	struct record record;    /* whole; id 0 while nothing is selected */
	struct document document;
	struct sections sections;
	struct detail_changes changes;
	int cols, rows;
	struct { struct detail_line *items; size_t count, cap; } lines;
	struct { struct detail_mark *items; size_t count, cap; } matches;
	struct { size_t *items; size_t count, cap; } section_lines;
	size_t top;              /* the first line shown */
	size_t match;            /* the one looked at; matches.count: none */
	size_t evidence;         /* of record.posting.evidence, the one looked at; SIZE_MAX: none */
	size_t evidence_line;    /* where it begins; SIZE_MAX: the text does not show it */
	struct gate_count marks; /* what the gate made of the body */
	const struct query_words *words; /* of the last layout */
	bool is_laid;            /* nothing but the height has changed since */
	const struct gazetteer *gazetteer;
	int32_t today;
};

void detail_init(struct detail *detail);
void detail_release(struct detail *detail);

/* Shows RECORD (taken over, emptied), from the top; where it is the posting that is shown already,
 * the place that is looked at stays. There are no lines before the next layout. */
void detail_show(struct detail *detail, const struct extractor *extractor, struct record *record);
void detail_clear(struct detail *detail);

/* Lays it out where that has not been done, or the width has changed. COLS is the width of a line,
 * without margins. WORDS and GAZETTEER must live until the next layout. */
void detail_layout(struct detail *detail, int cols, int rows, const struct query_words *words,
		   const struct gazetteer *gazetteer, int32_t today);

/* The words to be marked are others: the next layout is made anew. */
void detail_touch(struct detail *detail);
/* The user has just seen the posting as it is. */
void detail_set_seen(struct detail *detail);

/* Shows what changed with the last of VERSIONS, two or more (taken over, emptied), from the top. */
void detail_show_changes(struct detail *detail, struct versions *versions);
/* Shows what changed with the version before; false where there is none: the text is shown again.
 * To be called while changes are shown. */
bool detail_earlier_change(struct detail *detail);

void detail_scroll(struct detail *detail, int64_t by);
void detail_go(struct detail *detail, size_t line);
/* The next or previous match or section; false where there is none. */
bool detail_next_match(struct detail *detail, int direction);
bool detail_next_section(struct detail *detail, int direction);
/* The next fact that has evidence: shows the bytes that say it; *what is a sentence about it. */
bool detail_next_evidence(struct detail *detail, int direction, struct strbuf *what);

#endif

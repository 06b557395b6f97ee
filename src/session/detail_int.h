/*
 * Laying out a posting: passages of text become lines.
 *
 * A passage is a stretch of gated text that knows which bytes of the document each of its bytes
 * came from. It is wrapped to lines, and ranges of it (matches, links, evidence) are then given a
 * role in the lines where they came to stand.
 */
#ifndef SHORTLIST_SRC_SESSION_DETAIL_INT_H
#define SHORTLIST_SRC_SESSION_DETAIL_INT_H

#include "session/detail.h"
#include "util/strbuf.h"

struct passage {
	struct strbuf text;      /* gated; newlines end lines */
	struct strbuf breaks;    /* as long, with a blank where a line may end; empty: text */
	bool is_mapped;          /* else byte N came from byte start + N of the document */
	struct { size_t *items; size_t count, cap; } map;
	size_t start, end;       /* bytes of the document; equal: none of it */
};

/* Bytes [start, end) of the passage stand in a line behind PREFIX bytes. */
struct passage_piece { size_t line, start, end, prefix; };

struct lay {
	struct detail *detail;
	size_t cols;
	struct passage passage;
	struct { struct passage_piece *items; size_t count, cap; } pieces; /* of the passage */
	size_t next_link;        /* of document.links */
	bool is_after_heading;   /* the last line is a section's heading, and needs no gap */
	bool has_evidence;
	size_t evidence_start, evidence_end; /* bytes of the document's text */
};

/* How a passage becomes lines. */
struct wrap {
	const char *first, *rest;/* what stands before the first and the further lines; as wide */
	enum role prefix_role, role;
	bool is_hard;            /* break where the line is full, not between words */
};

/* detail_line.c */
struct detail_line *lay_line(struct lay *lay);
/* Adds text to the line in a role. */
void line_add(struct detail_line *line, enum role role, const char *text, size_t len);
void line_puts(struct detail_line *line, enum role role, const char *text);
/* Adds blanks up to a column. */
void line_pad(struct detail_line *line, size_t col);
/* Gives bytes [start, end) a role, whatever they had; the index of the span. */
size_t line_overlay(struct detail_line *line, size_t start, size_t end, enum role role);
void line_release(struct detail_line *line);
/* An empty line, unless the last one is empty or there is none. */
void lay_gap(struct lay *lay);

/* detail_passage.c */
void passage_init(struct passage *passage);
void passage_release(struct passage *passage);
/* Makes it empty, of no document. */
void passage_clear(struct passage *passage);
/* The whole passage is text of block BLOCK, with marks such as "[1]" behind its links. */
void passage_set_block(struct lay *lay, const struct block *block);
/* The byte of the passage that came from byte AT of the document, or the first after it. */
size_t passage_at(const struct passage *passage, size_t at);
size_t passage_source(const struct passage *passage, size_t at);

/* detail_wrap.c */
/* Wraps the passage to lines and marks the matches in it. */
void lay_passage(struct lay *lay, const struct wrap *wrap);
/* Gives a range of the passage that was wrapped last a role. *mark, where not NULL, is where it
 * begins; false where no line shows it. */
bool lay_range(struct lay *lay, size_t start, size_t end, enum role role, struct detail_mark *mark);

/* detail_label.c */
#define LABEL_COLS 11

/* Adds gated text of one line to the passage; its blanks are no place to end a line where WHOLE. */
void passage_add(struct lay *lay, const char *text, bool whole);
/* Wraps a text that stands alone. */
void lay_plain(struct lay *lay, enum role role, const char *text);
/* Wraps the passage beside a label. */
void lay_labelled(struct lay *lay, const char *label, enum role role);
void lay_pair(struct lay *lay, const char *label, enum role role, const char *text);

/* detail_facts.c */
/* The title and the company: what says which posting it is. */
void lay_head(struct lay *lay);
void lay_facts(struct lay *lay);

/* detail_changes.c */
void changes_init(struct detail_changes *changes);
/* Empties it: there are no changes to show. */
void changes_release(struct detail_changes *changes);
/* Compares version AT, of those it holds and not the first, with the one before. */
void changes_go(struct detail_changes *changes, size_t at);
void lay_changes(struct lay *lay);

/* detail_layout.c */
/* The passage is the heading of a section: in a rule where both fit on one line. */
void lay_section_heading(struct lay *lay);
/* Sets where each line is and what stands in it. */
void detail_lay(struct detail *detail);

#endif

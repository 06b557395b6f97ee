/*
 * The outline of a posting: its lines with the section that each belongs to, what stands beside
 * which label, and the cells of header lines ("Company | Role | Place | REMOTE").
 *
 * A line is a block of the document or, where a page was copied without its line ends, a part of
 * one. Kinds of sections come from headings first; a paragraph without one that says what it is
 * ("an equal opportunity employer") has a kind of its own, and so has a list that no known
 * heading stands above.
 */
#ifndef SHORTLIST_EXTRACT_OUTLINE_INT_H
#define SHORTLIST_EXTRACT_OUTLINE_INT_H

#include "extract/section.h"
#include "extract/view_int.h"
#include "posting/document.h"

struct line {
	size_t block;            /* of the document */
	size_t start, end;       /* bytes of the text */
	size_t first, last;      /* words */
	enum section_kind kind;
	int level;               /* of a heading, 1 to 8; 0 for another line */
	bool starts_section;
	bool is_inline;          /* a heading with its text on the same line: "Benefits: tea" */
	int glued;               /* the kind of section that a heading glued to it names, or -1 */
};

/* Levels of headings that the format does not mark as such. */
#define LEVEL_STRONG 7       /* all of the line is bold */
#define LEVEL_BARE 8         /* its words alone say so */

/* "Location: Toronto", also with the value on the line below. */
struct pair {
	enum label label;
	size_t line;             /* of the value */
	size_t start, end;       /* the value: bytes */
	size_t first, last;      /* words */
	bool is_below;
};

struct cell {
	size_t line;
	size_t start, end;       /* bytes */
	size_t first, last;      /* words */
};

struct outline {
	struct { struct line *items; size_t count, cap; } lines;
	struct { struct pair *items; size_t count, cap; } pairs;
	struct { struct cell *items; size_t count, cap; } cells;
	size_t header_cells;     /* the first cells, of a first line with bars; else 0 */
	size_t dash_cells;       /* the first cells, of a first line divided by dashes; else 0 */
};

void outline_init(struct outline *outline, const struct view *view,
		  const struct document *document);
void outline_release(struct outline *outline);

/* The steps of outline_init() after lines are cut: each in its own file. */
void outline_find_kinds(struct outline *outline, const struct view *view,
			const struct document *document);
void outline_find_pairs(struct outline *outline, const struct view *view);
void outline_find_cells(struct outline *outline, const struct view *view);

/* The level of LINE as a heading, 0 for none; the kind that its words say into *kind, -1 for
 * none. Sets line->is_inline. */
int outline_heading(const struct view *view, const struct document *document, struct line *line,
		    int *kind);

/* Whether the last character of LINE that is no blank is C. */
bool outline_ends_with(const struct view *view, const struct line *line, char c);

/* The line that holds word AT; the last one where AT is past the end. NULL without lines. */
const struct line *outline_line_at(const struct outline *outline, size_t word);

/* The kind of section that a word stands in. */
enum section_kind outline_kind_at(const struct outline *outline, size_t word);

#endif

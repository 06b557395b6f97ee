/*
 * Glyphs: what is drawn that is no text of a posting, each with its twin in ASCII.
 *
 * A pane draws glyph(cells, GLYPH_X); text that holds one of them gets its twin where the grid is
 * ASCII only. Every twin but that of the ellipsis is as wide as its glyph.
 */
#ifndef SHORTLIST_SRC_TUI_GLYPH_INT_H
#define SHORTLIST_SRC_TUI_GLYPH_INT_H

#include "tui/cells.h"

enum glyph {
	GLYPH_SHORTLISTED, GLYPH_NEW, GLYPH_HIDDEN, GLYPH_CURSOR, GLYPH_CARD, GLYPH_OPEN,
	GLYPH_CLOSED, GLYPH_INCLUDED, GLYPH_EXCLUDED, GLYPH_MORE, GLYPH_BAR, GLYPH_BAR_TAIL,
	GLYPH_BETWEEN, GLYPH_UNKNOWN, GLYPH_ROW, GLYPH_COLUMN, GLYPH_TEE_DOWN, GLYPH_TEE_UP,
	GLYPH_COUNT
};

const char *glyph(const struct cells *cells, enum glyph glyph);

/* Adds text with only ASCII in it. TEXT must be gated. */
void glyph_ascii(struct strbuf *out, const char *text, size_t len);

#endif

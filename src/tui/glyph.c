/* The table of glyphs and their twins. */
#include "config.h"

#include "tui/glyph_int.h"

#include <string.h>

#include "util/gate.h"
#include "util/utf8.h"

static const struct glyph_row {
	const char *text, *ascii;
	bool is_in_text;         /* text that holds it gets this twin, not the gate's */
} glyphs[GLYPH_COUNT] = {
	[GLYPH_SHORTLISTED] = { "★", "*", false },
	[GLYPH_NEW] = { "•", ".", false },
	[GLYPH_HIDDEN] = { "×", "x", false },
	[GLYPH_CURSOR] = { "▸", ">", false },
	[GLYPH_CARD] = { "┃", ">", false },
	[GLYPH_OPEN] = { "▾", "v", false },
	[GLYPH_CLOSED] = { "▸", ">", false },
	[GLYPH_INCLUDED] = { "●", "+", false },
	[GLYPH_EXCLUDED] = { "○", "-", false },
	[GLYPH_MORE] = { "…", "...", false },
	[GLYPH_BAR] = { "▇", "#", false },
	[GLYPH_BAR_TAIL] = { "▏", ".", false },
	[GLYPH_BETWEEN] = { "·", "-", true },
	[GLYPH_UNKNOWN] = { "—", "-", false },
	[GLYPH_ROW] = { "─", "-", false },
	[GLYPH_COLUMN] = { "│", "|", false },
	[GLYPH_TEE_DOWN] = { "┬", "+", false },
	[GLYPH_TEE_UP] = { "┴", "+", false },
};

const char *glyph(const struct cells *cells, enum glyph glyph)
{
	return cells->is_ascii ? glyphs[glyph].ascii : glyphs[glyph].text;
}

/* The glyph of a text that stands at its start; NULL for none. */
static const struct glyph_row *glyph_at(const char *text, size_t len)
{
	for (size_t i = 0; i < GLYPH_COUNT; i++) {
		size_t glyph_len = strlen(glyphs[i].text);

		if (glyphs[i].is_in_text && len >= glyph_len &&
		    memcmp(text, glyphs[i].text, glyph_len) == 0)
			return &glyphs[i];
	}
	return NULL;
}

void glyph_ascii(struct strbuf *out, const char *text, size_t len)
{
	size_t at = 0, start = 0;

	while (at < len) {
		const struct glyph_row *row = glyph_at(text + at, len - at);

		if (row) {
			gate_ascii(out, text + start, at - start);
			strbuf_puts(out, row->ascii);
			start = at + strlen(row->text);
			at = start;
		} else {
			at++;
		}
	}
	gate_ascii(out, text + start, len - start);
}

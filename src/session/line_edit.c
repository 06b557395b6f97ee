/*
 * One line of text under edit.
 *
 * After every change the whole line passes the gate again and the cursor moves to a border between
 * graphemes: what is typed may join with what stands beside it (a mark with its base, two halves of
 * a flag), and a line is short.
 */
#include "config.h"

#include "session/line_edit.h"

#include "util/gate.h"
#include "util/utf8.h"

#include <stdint.h>
#include <string.h>

/* The first border between graphemes at or after byte AT. */
static size_t border_after(const struct strbuf *text, size_t at)
{
	size_t border = 0;

	while (border < at && border < text->len)
		border += utf8_grapheme(text->text + border, text->len - border);
	return border;
}

/* The last border at or before byte AT. */
static size_t border_before(const struct strbuf *text, size_t at)
{
	size_t border = 0, step;

	while (border < text->len) {
		step = utf8_grapheme(text->text + border, text->len - border);
		if (border + step > at)
			break;
		border += step;
	}
	return border;
}

/* Restores what the header promises. */
static void settle(struct line_edit *edit)
{
	struct strbuf gated = STRBUF_INIT;

	gate(&gated, edit->text.text, edit->text.len, GATE_ONE_LINE, NULL);
	if (gated.len > LINE_EDIT_BYTES)
		strbuf_cut(&gated, border_before(&gated, LINE_EDIT_BYTES));
	strbuf_clear(&edit->text);
	strbuf_add(&edit->text, gated.text, gated.len);
	strbuf_release(&gated);
	edit->cursor = border_after(&edit->text, edit->cursor);
}

/* Removes bytes [start, end) and puts the cursor there; whether there were any. */
static bool remove_range(struct line_edit *edit, size_t start, size_t end)
{
	if (start == end)
		return false;
	strbuf_remove(&edit->text, start, end - start);
	edit->cursor = start;
	settle(edit);
	return true;
}

static bool move_to(struct line_edit *edit, size_t to)
{
	bool moved = to != edit->cursor;

	edit->cursor = to;
	return moved;
}

static size_t next_border(const struct line_edit *edit, size_t at)
{
	if (at >= edit->text.len)
		return edit->text.len;
	return at + utf8_grapheme(edit->text.text + at, edit->text.len - at);
}

/* Whether the grapheme at byte AT belongs to a word. */
static bool is_word_at(const struct line_edit *edit, size_t at)
{
	uint32_t code;

	utf8_decode(edit->text.text + at, edit->text.len - at, &code, NULL);
	return utf8_is_word(code);
}

static size_t word_start(const struct line_edit *edit)
{
	size_t at = edit->cursor, before;
	bool in_word = false;

	while (at > 0) {
		before = utf8_previous(edit->text.text, at);
		if (in_word && !is_word_at(edit, before))
			break;
		in_word = in_word || is_word_at(edit, before);
		at = before;
	}
	return at;
}

static size_t word_end(const struct line_edit *edit)
{
	size_t at = edit->cursor;
	bool in_word = false;

	while (at < edit->text.len) {
		if (in_word && !is_word_at(edit, at))
			break;
		in_word = in_word || is_word_at(edit, at);
		at = next_border(edit, at);
	}
	return at;
}

void line_edit_init(struct line_edit *edit)
{
	strbuf_init(&edit->text);
	edit->cursor = 0;
}

void line_edit_release(struct line_edit *edit)
{
	strbuf_release(&edit->text);
	edit->cursor = 0;
}

void line_edit_set(struct line_edit *edit, const char *text)
{
	strbuf_clear(&edit->text);
	edit->cursor = 0;
	line_edit_insert(edit, text, strlen(text));
}

/* The new text is gated together with what stands before it, so that a mark finds its base. */
void line_edit_insert(struct line_edit *edit, const char *text, size_t len)
{
	struct strbuf raw = STRBUF_INIT, line = STRBUF_INIT;
	size_t after = edit->text.len - edit->cursor;

	strbuf_add(&raw, edit->text.text, edit->cursor);
	strbuf_add(&raw, text, len < LINE_EDIT_BYTES ? len : LINE_EDIT_BYTES);
	gate(&line, raw.text, raw.len, GATE_ONE_LINE, NULL);
	if (line.len + after > LINE_EDIT_BYTES)
		strbuf_cut(&line, border_before(&line, LINE_EDIT_BYTES - after));
	strbuf_add(&line, edit->text.text + edit->cursor, after);
	edit->cursor = line.len - after;
	strbuf_clear(&edit->text);
	strbuf_add(&edit->text, line.text, line.len);
	settle(edit);
	strbuf_release(&raw);
	strbuf_release(&line);
}

bool line_edit_left(struct line_edit *edit)
{
	return move_to(edit, utf8_previous(edit->text.text, edit->cursor));
}

bool line_edit_right(struct line_edit *edit)
{
	return move_to(edit, next_border(edit, edit->cursor));
}

bool line_edit_word_left(struct line_edit *edit)
{
	return move_to(edit, word_start(edit));
}

bool line_edit_word_right(struct line_edit *edit)
{
	return move_to(edit, word_end(edit));
}

bool line_edit_home(struct line_edit *edit)
{
	return move_to(edit, 0);
}

bool line_edit_end(struct line_edit *edit)
{
	return move_to(edit, edit->text.len);
}

bool line_edit_backspace(struct line_edit *edit)
{
	return remove_range(edit, utf8_previous(edit->text.text, edit->cursor), edit->cursor);
}

bool line_edit_delete(struct line_edit *edit)
{
	return remove_range(edit, edit->cursor, next_border(edit, edit->cursor));
}

bool line_edit_delete_word(struct line_edit *edit)
{
	return remove_range(edit, word_start(edit), edit->cursor);
}

bool line_edit_delete_to_start(struct line_edit *edit)
{
	return remove_range(edit, 0, edit->cursor);
}

bool line_edit_delete_to_end(struct line_edit *edit)
{
	return remove_range(edit, edit->cursor, edit->text.len);
}

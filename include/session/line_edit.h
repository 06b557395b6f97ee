/* One line of text under edit: the query line, a prompt, the narrowing of a facet. */
#ifndef SHORTLIST_SESSION_LINE_EDIT_H
#define SHORTLIST_SESSION_LINE_EDIT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

#define LINE_EDIT_BYTES 1024

/* The text is gated and of one line; the cursor stands between graphemes. */
struct line_edit {
	struct strbuf text;
	size_t cursor;           /* byte */
};

void line_edit_init(struct line_edit *edit);
void line_edit_release(struct line_edit *edit);
/* Replaces the text and puts the cursor behind it. */
void line_edit_set(struct line_edit *edit, const char *text);
/* Types text at the cursor, as far as there is room. */
void line_edit_insert(struct line_edit *edit, const char *text, size_t len);

/* Each says whether anything changed. */
bool line_edit_left(struct line_edit *edit);
bool line_edit_right(struct line_edit *edit);
bool line_edit_word_left(struct line_edit *edit);
bool line_edit_word_right(struct line_edit *edit);
bool line_edit_home(struct line_edit *edit);
bool line_edit_end(struct line_edit *edit);
bool line_edit_backspace(struct line_edit *edit);
bool line_edit_delete(struct line_edit *edit);
bool line_edit_delete_word(struct line_edit *edit);
bool line_edit_delete_to_start(struct line_edit *edit);
bool line_edit_delete_to_end(struct line_edit *edit);

#endif

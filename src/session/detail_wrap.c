/* Wrapping a passage to lines, and giving ranges of it a role there. */
#include "config.h"

#include "session/detail_int.h"

#include "session/match.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

#define WIDTH_MIN 4              /* columns that text has at least, however narrow the pane */

static bool may_break(const struct passage *passage, size_t at)
{
	return (passage->breaks.len > 0 ? passage->breaks.text : passage->text.text)[at] == ' ';
}

/* The longest part of [at, end) that takes COLS columns. It looks at little more than that, since a
 * line of a megabyte would else be looked through once for every line that it becomes. */
static size_t fit(const struct passage *passage, size_t at, size_t end, size_t cols)
{
	size_t window = 2 * cols + UTF8_GRAPHEME_MAX, taken;

	for (;;) {
		if (window > end - at)
			window = end - at;
		taken = utf8_fit(passage->text.text + at, window, cols, NULL);
		if (taken < window || window == end - at)
			break;
		window *= 4;
	}
	return taken > 0 ? taken : utf8_grapheme(passage->text.text + at, end - at);
}

/* Where the line that starts at AT ends: at a blank where there is one, else where it is full. */
static size_t line_end(const struct passage *passage, size_t at, size_t end, size_t cols,
		       bool is_hard)
{
	size_t full = at + fit(passage, at, end, cols), cut = full;

	if (is_hard || full == end)
		return full;
	while (cut > at && !may_break(passage, cut))
		cut--;
	return cut > at ? cut : full;
}

static void put_line(struct lay *lay, const struct wrap *wrap, const char *prefix, size_t start,
		     size_t end)
{
	struct passage *passage = &lay->passage;
	struct detail_line *line = lay_line(lay);

	line_puts(line, wrap->prefix_role, prefix);
	*VEC_PUSH(&lay->pieces) = (struct passage_piece){
		lay->detail->lines.count - 1, start, end, strlen(prefix),
	};
	line_add(line, wrap->role, passage->text.text + start, end - start);
	if (passage->start < passage->end) {
		line->doc_start = passage_source(passage, start);
		line->doc_end = passage_source(passage, end);
	}
}

/* Wraps [at, end), which holds no newline. */
static void wrap_stretch(struct lay *lay, const struct wrap *wrap, size_t at, size_t end,
			 bool is_first)
{
	const struct passage *passage = &lay->passage;
	size_t prefix = utf8_cols(wrap->first, strlen(wrap->first)), cut, stop;
	size_t cols = lay->cols > prefix + WIDTH_MIN ? lay->cols - prefix : WIDTH_MIN;

	do {
		cut = line_end(passage, at, end, cols, wrap->is_hard);
		stop = cut;
		while (!wrap->is_hard && stop > at && passage->text.text[stop - 1] == ' ')
			stop--;
		put_line(lay, wrap, is_first ? wrap->first : wrap->rest, at, stop);
		is_first = false;
		at = cut;
		while (!wrap->is_hard && at < end && passage->text.text[at] == ' ')
			at++;
	} while (at < end);
}

/* The first piece that ends behind byte AT of the passage. */
static size_t find_piece(const struct lay *lay, size_t at)
{
	size_t low = 0, high = lay->pieces.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lay->pieces.items[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool lay_range(struct lay *lay, size_t start, size_t end, enum role role, struct detail_mark *mark)
{
	bool found = false;

	for (size_t i = find_piece(lay, start); i < lay->pieces.count; i++) {
		const struct passage_piece *piece = &lay->pieces.items[i];
		size_t from = start > piece->start ? start : piece->start;
		size_t to = end < piece->end ? end : piece->end, span;

		if (piece->start >= end)
			break;
		if (from >= to)
			continue;
		span = line_overlay(&lay->detail->lines.items[piece->line],
				    from - piece->start + piece->prefix,
				    to - piece->start + piece->prefix, role);
		if (mark && !found)
			*mark = (struct detail_mark){ piece->line, span };
		found = true;
	}
	return found;
}

static void mark_match(void *data, size_t start, size_t end)
{
	struct lay *lay = data;
	struct detail *detail = lay->detail;
	bool is_current = detail->match == detail->matches.count;
	struct detail_mark mark;

	if (lay_range(lay, start, end, is_current ? ROLE_CURRENT : ROLE_MATCH, &mark))
		*VEC_PUSH(&detail->matches) = mark;
}

static void mark_evidence(struct lay *lay)
{
	struct detail *detail = lay->detail;
	const struct passage *passage = &lay->passage;
	struct detail_mark mark;
	size_t start, end;

	if (!lay->has_evidence || lay->evidence_end <= passage->start ||
	    lay->evidence_start >= passage->end)
		return;
	start = passage_at(passage, lay->evidence_start);
	end = passage_at(passage, lay->evidence_end);
	if (lay_range(lay, start, end, ROLE_CURRENT, &mark) && detail->evidence_line == SIZE_MAX)
		detail->evidence_line = mark.line;
}

void lay_passage(struct lay *lay, const struct wrap *wrap)
{
	const struct strbuf *text = &lay->passage.text;
	size_t at = 0, len;
	bool is_first = true;

	VEC_CLEAR(&lay->pieces);
	do {
		const char *newline = memchr(text->text + at, '\n', text->len - at);

		len = newline ? (size_t)(newline - text->text) - at : text->len - at;
		wrap_stretch(lay, wrap, at, at + len, is_first);
		is_first = false;
		at += len + 1;
	} while (at < text->len);
	mark_evidence(lay);
	match_words(text->text, text->len, lay->detail->words, mark_match, lay);
}

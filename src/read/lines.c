/* The lines of a body, and which of them continue the one before. */
#include "config.h"

#include "read/lines_int.h"

#include <string.h>

#include "read/pen_int.h"
#include "read/shape_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

#define TAB_COLS 4

#define BYTES_PER_LINE 50        /* of most texts: so many lines are made room for */

/* Lines shorter than this say nothing about wrapping, nobody wraps at more than that. */
#define WRAP_MIN 40
#define WRAP_MAX 110

/* A label has at most so many words and bytes before its colon. */
#define LABEL_WORDS_MAX 4
#define LABEL_BYTES_MAX 40

/* How much shorter than the wrap column a line may be that a small letter continues. */
#define WRAP_SLACK 15

/* From so many columns on, a line that ends in a comma is not one of a list of words. */
#define WRAP_COMMA 60

/* How much deeper than a line the next one of its paragraph may stand. */
#define INDENT_MAX 3

/* The line of an item that is at least as long was probably full. */
#define ITEM_COLS_FULL 50

#define HEADING_COLS_MAX 60

/* How exactly the wrap column can be told. */
#define WRAP_FUZZ 3

/* The bytes that the line end at AT takes; 0 where there is none. */
static size_t line_end(const char *body, size_t at, size_t len)
{
	const unsigned char *p = (const unsigned char *)body + at;
	size_t left = len - at;

	if (*p == '\r')
		return left > 1 && p[1] == '\n' ? 2 : 1;
	if (*p >= '\n' && *p < '\r')
		return 1;
	if (*p == 0xc2 && left > 1 && p[1] == 0x85)
		return 2;
	if (*p == 0xe2 && left > 2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9))
		return 3;
	return 0;
}

/* Finds what stands between the blanks of a line, and measures it. */
static void measure(const char *body, struct line *line, size_t end)
{
	uint32_t cols = 0;
	bool has_text = false;

	line->text = line->end = (uint32_t)end;
	for (size_t at = line->start; at < end;) {
		uint32_t code = (unsigned char)body[at];
		enum pen_class class = PEN_KEEP;
		size_t taken = 1;

		if (!pen_is_plain(body[at])) {
			taken = utf8_decode(body + at, end - at, &code, NULL);
			class = pen_class(code);
		}
		if (class == PEN_KEEP || class == PEN_HYPHEN) {
			if (!has_text) {
				line->indent = cols;
				line->text = (uint32_t)at;
				cols = 0;
				has_text = true;
			}
			line->end = (uint32_t)(at + taken);
			line->cols = cols + 1;
		}
		if (code == '\t')
			cols += TAB_COLS - cols % TAB_COLS;
		else if (class != PEN_NOTHING)
			cols++;
		at += taken;
	}
}

/* The same where the line is nothing but visible ASCII and blanks. */
static void measure_plain(const char *body, struct line *line, size_t end)
{
	size_t text = line->start, last = end;

	while (text < end && body[text] == ' ')
		text++;
	while (last > text && body[last - 1] == ' ')
		last--;
	line->text = (uint32_t)text;
	line->end = (uint32_t)last;
	line->indent = text < end ? (uint32_t)text - line->start : 0;
	line->cols = line->end - line->text;
}

bool line_is_blank(const struct line *line)
{
	return line->text == line->end;
}

static void split(struct lines *lines, size_t len)
{
	size_t start = 0;
	bool is_plain = true;

	lines->cap = len / BYTES_PER_LINE + 1;
	lines->items = xrealloc(NULL, lines->cap, sizeof *lines->items);
	for (size_t at = 0; at <= len;) {
		size_t ending;

		at += ascii_visible_run(lines->body + at, len - at, ' ' - 1, ' ' - 1);
		ending = at < len ? line_end(lines->body, at, len) : 0;
		if (at < len && ending == 0) {
			is_plain = false;
			at++;
			continue;
		}
		if (at < len || start < len) {
			struct line line = { .start = (uint32_t)start };

			(is_plain ? measure_plain : measure)(lines->body, &line, at);
			*VEC_PUSH(lines) = line;
		}
		if (at == len)
			break;
		at += ending;
		start = at;
		is_plain = true;
	}
}

static uint32_t first_code(const struct lines *lines, const struct line *line)
{
	uint32_t code;

	utf8_decode(lines->body + line->text, line->end - line->text, &code, NULL);
	return code;
}

/* The small letters of Latin, Greek and Cyrillic. */
static bool is_small(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 0xdf && code <= 0xff && code != 0xf7) ||
	       (code >= 0x3b1 && code <= 0x3c9) || (code >= 0x430 && code <= 0x45f);
}

bool lines_start_small(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];
	const char *text = lines->body + line->text;
	size_t len = line->end - line->text;

	return len > 0 && is_small(first_code(lines, line)) &&
	       !ascii_starts_len(text, len, "http") && !ascii_starts_len(text, len, "www.");
}

/* What stands in a label beside letters and digits, ':' and blanks. */
static const bool is_label_mark[256] = {
	['*'] = 1, ['_'] = 1, ['-'] = 1, ['/'] = 1, ['&'] = 1, ['\''] = 1, ['('] = 1, [')'] = 1,
};

bool lines_start_label(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];
	const char *text = lines->body + line->text;
	size_t len = line->end - line->text, words = 1;

	for (size_t i = 0; i < len && i < LABEL_BYTES_MAX && words <= LABEL_WORDS_MAX; i++) {
		if (text[i] == ':')
			return i > 1 && (i + 1 == len || memchr(" \t*_", text[i + 1], 4) != NULL);
		if (text[i] == ' ')
			words++;
		else if ((ascii_class(text[i]) & (ASCII_ALNUM | ASCII_BEYOND)) == 0 &&
			 !is_label_mark[(unsigned char)text[i]])
			return false;
	}
	return false;
}

static size_t first_word_cols(const struct lines *lines, const struct line *line)
{
	size_t cols = 0;

	for (size_t at = line->text; at < line->end;) {
		uint32_t code;

		at += utf8_decode(lines->body + at, line->end - at, &code, NULL);
		if (pen_class(code) == PEN_BLANK)
			break;
		cols++;
	}
	return cols;
}

/* Line AT and the next are plain text of one paragraph, as far as their marks tell. */
static bool may_join(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];
	struct shape shape;

	if (line_is_blank(line) || line_is_blank(line + 1))
		return false;
	shape_read(&shape, lines->body, line[1].text, line[1].end);
	return shape.kind == SHAPE_TEXT;
}

/*
 * The wrap column is the one that explains most line ends: a line was broken there because the next
 * word did not fit. Only ends after which a small letter follows are counted.
 */
void lines_find_wrap(struct lines *lines)
{
	size_t begins[WRAP_MAX + 2] = { 0 }, ends[WRAP_MAX + 2] = { 0 };
	size_t pairs = 0, open = 0, best = 0;

	for (size_t i = 0; i + 1 < lines->count; i++) {
		size_t cols = lines->items[i].indent + lines->items[i].cols;
		size_t last;

		if (cols < WRAP_MIN || cols > WRAP_MAX || !lines_start_small(lines, i + 1) ||
		    !may_join(lines, i))
			continue;
		last = cols + first_word_cols(lines, &lines->items[i + 1]);
		begins[cols]++;
		ends[(last > WRAP_MAX ? WRAP_MAX : last) + 1]++;
		pairs++;
	}
	for (size_t column = WRAP_MIN; column <= WRAP_MAX; column++) {
		open += begins[column] - ends[column];
		if (open >= best && open > 0) {
			best = open;
			lines->wrap = column;
		}
	}
	if (best < 2 || best * 2 < pairs)
		lines->wrap = 0;
	lines->is_wrapped = lines->wrap > 0 && best >= 3;
}

void lines_init(struct lines *lines, const char *body, size_t len)
{
	lines_init_cut(lines, body, len);
	lines_find_wrap(lines);
}

void lines_init_cut(struct lines *lines, const char *body, size_t len)
{
	memset(lines, 0, sizeof *lines);
	lines->body = body;
	split(lines, len);
}

void lines_release(struct lines *lines)
{
	VEC_RELEASE(lines);
}

static bool ends_sentence(const struct lines *lines, const struct line *line)
{
	return memchr(".!?:;", lines->body[line->end - 1], 5) != NULL;
}

/* A small letter begins the next line. Where it also begins this one they may be items without
 * bullets; a label after a whole sentence begins something new. */
static bool goes_on_small(const struct lines *lines, size_t at, size_t cols, size_t needed)
{
	const struct line *line = &lines->items[at];

	if (ends_sentence(lines, line) && lines_start_label(lines, at + 1))
		return false;
	if (lines->wrap > 0)
		return needed + WRAP_SLACK > lines->wrap;
	return cols <= WRAP_MAX && !ends_sentence(lines, line) && !lines_start_small(lines, at);
}

/* No small letter begins the next line: the line must have been full. */
static bool goes_on_full(const struct lines *lines, size_t at, size_t cols, size_t needed)
{
	const struct line *line = &lines->items[at];
	char last = lines->body[line->end - 1];

	if (last == ':' || lines_start_label(lines, at + 1))
		return false;
	if (last == ',' && cols >= WRAP_COMMA && cols <= WRAP_MAX)
		return needed + WRAP_SLACK > lines->wrap;
	return lines->wrap > 0 && (lines->is_wrapped || !ends_sentence(lines, line)) &&
	       needed + WRAP_FUZZ > lines->wrap && cols <= lines->wrap + WRAP_FUZZ;
}

static bool is_wrapped_at(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];
	size_t cols = line->indent + line->cols;
	size_t needed;

	if (cols < WRAP_MIN)
		return false;
	needed = cols + 1 + first_word_cols(lines, line + 1);
	return lines_start_small(lines, at + 1) ? goes_on_small(lines, at, cols, needed) :
						  goes_on_full(lines, at, cols, needed);
}

bool lines_continue(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];

	if (line_is_blank(line) || line_is_blank(line + 1))
		return false;
	return line[1].indent <= line->indent + INDENT_MAX && is_wrapped_at(lines, at) &&
	       may_join(lines, at);
}

bool lines_item_continues(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];

	if (!may_join(lines, at))
		return false;
	if (lines_start_small(lines, at + 1) || lines->body[line->end - 1] == ',')
		return true;
	return is_wrapped_at(lines, at) ||
	       (line->cols >= ITEM_COLS_FULL && !ends_sentence(lines, line));
}

bool lines_head_list(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];
	struct shape shape;
	size_t next = at + 1;

	shape_read(&shape, lines->body, line->text, line->end);
	if (shape.kind != SHAPE_ITEM || shape.mark != '1' || line->cols > HEADING_COLS_MAX ||
	    memchr(".,;", lines->body[line->end - 1], 3))
		return false;
	while (next < lines->count && line_is_blank(&lines->items[next]))
		next++;
	if (next == lines->count || lines->items[next].indent > line->indent + 1)
		return false;
	shape_read(&shape, lines->body, lines->items[next].text, lines->items[next].end);
	return shape.kind == SHAPE_ITEM && shape.mark != '1' && shape.mark != 'a';
}

size_t lines_at(const struct lines *lines, size_t from, size_t at)
{
	size_t low = from, high = lines->count;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (lines->items[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Plain text, as pasted: to a document. */
#include "config.h"

#include "read/text_int.h"

#include <stdbool.h>

#include "read/lines_int.h"
#include "read/links_int.h"
#include "read/pen_int.h"
#include "read/shape_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

/* A line above an underline is a heading up to this many columns. */
#define HEADING_COLS_MAX 60

/* What bullets in a line divide is a list if it is that long on average, else a row of facts. */
#define FLAT_ITEM_BYTES 30

/* Divides facts ("Company · City"), and is no bullet within a line. */
#define MIDDLE_DOT 0xb7

struct text_reader {
	struct lines lines;
	struct pen pen;
	struct nesting nesting;
	size_t at;               /* the line that is read */
	size_t item_indent;
	bool after_blank;
	bool is_bare;            /* a bullet stood alone: the next text is its item */
	struct shape bare;
	size_t bare_column;
};

static bool is_alone_above(const struct lines *lines, size_t at)
{
	struct shape shape;

	if (at == 0 || line_is_blank(&lines->items[at - 1]))
		return true;
	shape_read(&shape, lines->body, lines->items[at - 1].text, lines->items[at - 1].end);
	return shape.kind == SHAPE_RULE;
}

/*
 * The line at AT is underlined by the next: a short line that stands alone over any dividing line,
 * or one over a dividing line of its own length.
 */
static bool is_underlined(const struct lines *lines, size_t at)
{
	const struct line *line = &lines->items[at];
	struct shape shape;
	char last;

	if (at + 1 >= lines->count || line_is_blank(line) || line_is_blank(line + 1))
		return false;
	last = lines->body[line->end - 1];
	if (line->cols > HEADING_COLS_MAX || last == '.' || last == ',' || last == ';')
		return false;
	shape_read(&shape, lines->body, line[1].text, line[1].end);
	if (shape.kind != SHAPE_RULE)
		return false;
	if (is_alone_above(lines, at))
		return true;
	return line[1].cols + 3 >= line->cols && line[1].cols <= line->cols + 3;
}

/* Line AT + 1 belongs to the block that line AT is in. */
static bool goes_on(const struct text_reader *reader, size_t at, bool is_item)
{
	const struct lines *lines = &reader->lines;
	const struct line *next;

	if (at + 1 >= lines->count || line_is_blank(&lines->items[at + 1]))
		return false;
	next = &lines->items[at + 1];
	if (is_underlined(lines, at + 1))
		return false;
	if (is_item && next->indent > reader->item_indent)
		return lines_item_continues(lines, at);
	return lines_continue(lines, at);
}

/* A word divided by a hyphen at the end of a line goes on without a blank. */
static bool ends_in_hyphen(const struct lines *lines, const struct line *line)
{
	return line->end - line->text > 1 && lines->body[line->end - 1] == '-' &&
	       lines->body[line->end - 2] != ' ' && lines->body[line->end - 2] != '-';
}

static void close_block(struct text_reader *reader, bool is_strong)
{
	struct block *block = pen_close(&reader->pen);

	if (!block)
		return;
	block->is_strong = is_strong;
	links_find(reader->pen.document, block->start, block->end);
}

/* The next bullet between blanks in [at, end), or END; *after is the byte after it. */
static size_t next_bullet(const char *body, size_t at, size_t end, size_t *after)
{
	bool is_apart = false;

	while (at < end) {
		size_t taken = utf8_ascii_run(body + at, end - at);
		uint32_t code;

		if (taken > 0) { /* no bullet that may stand anywhere is ASCII */
			at += taken;
			is_apart = ascii_is_space(body[at - 1]);
			continue;
		}
		taken = utf8_decode(body + at, end - at, &code, NULL);
		*after = at + taken;
		if (is_apart && code != MIDDLE_DOT && shape_is_bullet(code) && *after < end)
			return at;
		is_apart = pen_class(code) == PEN_BLANK;
		at += taken;
	}
	return end;
}

/* The line is a list that lost its line ends: several bullets in it, and sentences between them. */
static bool is_flat_list(const char *body, const struct shape *shape)
{
	size_t bullets = 0, after = shape->start;

	while (next_bullet(body, after, shape->end, &after) < shape->end)
		bullets++;
	return bullets > 1 && (shape->end - shape->start) / (bullets + 1) >= FLAT_ITEM_BYTES;
}

static void read_flat_list(struct text_reader *reader, enum block_kind kind, int level,
			   const struct shape *shape)
{
	const char *body = reader->lines.body;
	size_t at = shape->start, after;

	while (at < shape->end) {
		size_t bullet = next_bullet(body, at, shape->end, &after);

		pen_open(&reader->pen, kind, level, reader->after_blank);
		pen_add(&reader->pen, at, bullet);
		close_block(reader, false);
		reader->after_blank = false;
		kind = BLOCK_ITEM;
		level = level > 0 ? level : 1;
		at = bullet < shape->end ? shape_after_bullet(body, after, shape->end) : bullet;
	}
}

/* Reads a block whose first line has SHAPE, and the lines that go on with it. */
static void read_block(struct text_reader *reader, enum block_kind kind, int level,
		       const struct shape *shape)
{
	const struct lines *lines = &reader->lines;

	if (kind != BLOCK_HEADING && is_flat_list(lines->body, shape)) {
		read_flat_list(reader, kind, level, shape);
		return;
	}
	pen_open(&reader->pen, kind, level, reader->after_blank);
	pen_add(&reader->pen, shape->start, shape->end);
	while (kind != BLOCK_HEADING && shape->kind != SHAPE_STRONG &&
	       goes_on(reader, reader->at, kind == BLOCK_ITEM)) {
		const struct line *line = &lines->items[reader->at];

		if (!ends_in_hyphen(lines, line) || !lines_start_small(lines, reader->at + 1))
			pen_add_blank(&reader->pen, line->end);
		reader->at++;
		pen_add(&reader->pen, line[1].text, line[1].end);
	}
	close_block(reader, shape->kind == SHAPE_STRONG);
	reader->after_blank = false;
}

static void read_item(struct text_reader *reader, const struct shape *shape, size_t column)
{
	reader->item_indent = column;
	read_block(reader, BLOCK_ITEM, nesting_item(&reader->nesting, shape, column), shape);
	reader->is_bare = false;
}

/* A line without marks: the text of a bullet that stood alone before it, a heading, a paragraph. */
static void read_plain(struct text_reader *reader, const struct shape *shape)
{
	const struct line *line = &reader->lines.items[reader->at];

	if (reader->is_bare) {
		struct shape item = reader->bare;

		item.start = shape->start;
		item.end = shape->end;
		read_item(reader, &item, reader->bare_column);
		return;
	}
	if (is_underlined(&reader->lines, reader->at)) {
		int level = reader->lines.body[line[1].text] == '=' ? 1 : 2;

		read_block(reader, BLOCK_HEADING, level, shape);
		reader->at++;
	} else {
		read_block(reader, BLOCK_PARAGRAPH, 0, shape);
	}
	reader->nesting.depth = 0;
}

static void read_line(struct text_reader *reader)
{
	const struct line *line = &reader->lines.items[reader->at];
	struct shape shape;

	if (line_is_blank(line)) {
		reader->after_blank = true;
			return;
	}
	shape_read(&shape, reader->lines.body, line->text, line->end);
	switch (shape.kind) {
	case SHAPE_TEXT:
	case SHAPE_STRONG:
		read_plain(reader, &shape);
		return;
	case SHAPE_ITEM:
		if (shape.mark == '1' && lines_head_list(&reader->lines, reader->at)) {
			read_plain(reader, &shape);
			return;
		}
		reader->is_bare = shape.start == shape.end;
		reader->bare = shape;
		reader->bare_column = line->indent;
		if (!reader->is_bare)
			read_item(reader, &shape, line->indent);
		return;
	case SHAPE_BANNER:
		read_block(reader, BLOCK_HEADING, 2, &shape);
		break;
	case SHAPE_RULE:
		pen_rule(&reader->pen, reader->after_blank);
		reader->after_blank = false;
		break;
	}
	reader->nesting.depth = 0;
	reader->is_bare = false;
}

void text_document(const char *body, size_t len, struct document *document)
{
	struct lines lines;

	lines_init_cut(&lines, body, len);
	text_document_lines(&lines, len, document);
}

void text_document_lines(struct lines *lines, size_t len, struct document *document)
{
	struct text_reader reader = { .at = 0 };

	lines_find_wrap(lines);
	reader.lines = *lines;
	strbuf_reserve(&document->text, len);
	pen_init(&reader.pen, document, lines->body);
	for (; reader.at < reader.lines.count; reader.at++)
		read_line(&reader);
	lines_release(&reader.lines);
}

/* The flow of a Markdown text into a document: blocks by the shape of their lines, links, bold
 * text. */
#include "config.h"

#include "read/flow_int.h"

#include <string.h>

#include "read/links_int.h"
#include "util/ascii.h"

/* A paragraph over "----" that is longer than this is text over a dividing line, not a heading. */
#define SETEXT_BYTES_MAX 100

/* So many marks before a text are looked at. */
#define MARKS_MAX 4

/* A line that is shorter was not wrapped. */
#define SHORT_COLS 40

/* A line in italics is meant as a heading up to this length, and then counts as bold. */
#define SLANTED_BYTES_MAX 60

static struct block *last_block(const struct flow *flow)
{
	return &flow->pen.document->blocks.items[flow->pen.document->blocks.count - 1];
}

void flow_end_link(struct flow *flow)
{
	if (flow->in_link && flow->link_start < flow->pen.document->text.len && flow->url.len > 0 &&
	    flow->url.len <= LINK_BYTES_MAX && !memchr(flow->url.text, '\0', flow->url.len))
		document_add_link(flow->pen.document, flow->link_start, flow->url.text,
				  flow->url.len);
	flow->link_start = SIZE_MAX;
}

void flow_close_block(struct flow *flow)
{
	struct block *block;
	size_t marked = flow->strong_chars + flow->slanted_chars;

	flow_end_link(flow);
	block = pen_close(&flow->pen);
	if (block)
		block->is_strong = marked > 0 && flow->other_chars == 0 &&
				   (flow->slanted_chars == 0 ||
				    block->end - block->start <= SLANTED_BYTES_MAX);
	flow->strong_chars = flow->slanted_chars = flow->other_chars = 0;
}

static bool is_after_blank(const struct flow *flow)
{
	return flow->blank_due ||
	       (flow->line > 0 && line_is_blank(&flow->lines.items[flow->line - 1]));
}

static void open_block(struct flow *flow, enum block_kind kind, int level)
{
	pen_open(&flow->pen, kind, level, is_after_blank(flow));
	flow->first_line = flow->line;
	flow->item_due = false;
	flow->blank_due = false;
	if (kind != BLOCK_ITEM)
		flow->nesting.depth = 0;
}

/* The shape of the line from AT on; a backslash before AT may be part of it. */
static void read_shape(const struct flow *flow, size_t at, struct shape *shape)
{
	const struct line *line = &flow->lines.items[flow->line];
	size_t end = line->end > at ? line->end : at;

	/* Marks of bold text before AT have their like at the end. */
	for (int marks = 0; marks < MARKS_MAX && at > line->text && end > at; marks++) {
		if (end > at + 1 && flow->body[end - 2] == '\\')
			break;
		end -= memchr("*_", flow->body[end - 1], 2) != NULL;
	}
	if (at > 0 && flow->body[at - 1] == '\\') {
		shape_read(shape, flow->body, at - 1, end);
		if (shape->kind == SHAPE_RULE || shape->kind == SHAPE_BANNER)
			return;
	}
	shape_read(shape, flow->body, at, end);
}

static void open_item(struct flow *flow, size_t at, const struct shape *shape)
{
	const struct line *line = &flow->lines.items[flow->line];
	int depth = flow->depth + flow->html_depth;

	if (shape->kind == SHAPE_ITEM && !flow->item_due)
		depth += nesting_item(&flow->nesting, shape, at == line->text ? line->indent : 0);
	depth = depth < NESTING_MAX ? depth : NESTING_MAX;
	open_block(flow, BLOCK_ITEM, depth > 0 ? depth : 1);
}

/* Opens a block for a paragraph's line whose text begins at AT, by its shape. Nothing is opened for
 * a line that has no text. */
static void open_line(struct flow *flow, size_t at)
{
	struct shape shape;

	read_shape(flow, at, &shape);
	/* What looks like bold text here was escaped. */
	if (shape.kind != SHAPE_TEXT && shape.kind != SHAPE_STRONG) {
		flow->from = shape.start;
		flow->to = shape.end;
	}
	if (shape.kind == SHAPE_RULE)
		pen_rule(&flow->pen, is_after_blank(flow));
	else if (shape.kind == SHAPE_ITEM && shape.start == shape.end)
		flow->item_due = true;
	else if (lines_head_list(&flow->lines, flow->line))
		open_block(flow, BLOCK_PARAGRAPH, 0);
	else if (shape.kind == SHAPE_ITEM || flow->item_due)
		open_item(flow, at, &shape);
	else if (shape.kind == SHAPE_BANNER)
		open_block(flow, BLOCK_HEADING, 2);
	else
		open_block(flow, BLOCK_PARAGRAPH, 0);
}

/* "#word" is a hash tag, not a heading; md4c was told to allow headings without a blank. */
static bool is_hash_tag(const struct flow *flow, size_t at)
{
	return flow->heading == 1 && at > 0 && flow->body[at - 1] == '#' &&
	       (at == 1 || flow->body[at - 2] != '#');
}

/* Opens the block whose text begins at AT of the body. */
static void open_at(struct flow *flow, size_t at)
{
	flow->from = 0;
	flow->to = SIZE_MAX;
	if (flow->is_code) {
		open_block(flow, BLOCK_CODE, 0);
	} else if (flow->is_row) {
		open_block(flow, BLOCK_ROW, 0);
	} else if (is_hash_tag(flow, at)) {
		flow->heading = 0;
		open_block(flow, BLOCK_PARAGRAPH, 0);
		pen_add(&flow->pen, at - 1, at);
	} else if (flow->heading > 0) {
		open_block(flow, BLOCK_HEADING, flow->heading);
	} else {
		open_line(flow, at);
	}
}

/* The line begins with "#" after the marks of quotes and items. */
static bool is_atx(const struct flow *flow, size_t line)
{
	size_t at = flow->lines.items[line].text, end = flow->lines.items[line].end;
	struct shape shape;

	for (int marks = 0; marks < MARKS_MAX && at < end && flow->body[at] != '#'; marks++) {
		while (at < end && (flow->body[at] == '>' || flow->body[at] == ' '))
			at++;
		shape_read(&shape, flow->body, at, end);
		if (shape.kind == SHAPE_ITEM)
			at = shape.start;
	}
	return at < end && flow->body[at] == '#';
}

/* A whole paragraph over a dividing line is a heading to CommonMark, but not to who wrote it. */
void flow_close_heading(struct flow *flow)
{
	bool is_long = flow->pen.is_open && last_block(flow)->kind == BLOCK_HEADING &&
		       (flow->line > flow->first_line ||
			flow->pen.document->text.len - last_block(flow)->start > SETEXT_BYTES_MAX);

	if (is_long && !is_atx(flow, flow->first_line)) {
		last_block(flow)->kind = BLOCK_PARAGRAPH;
		last_block(flow)->level = 0;
		flow_close_block(flow);
		pen_rule(&flow->pen, false);
	}
	flow_close_block(flow);
	flow->heading = 0;
}

/* -- text */

/* Makes ready for text that begins at AT: a block is open, what is due before it is written. */
static void prepare(struct flow *flow, size_t at)
{
	if (!flow->pen.is_open)
		open_at(flow, at);
	if (!flow->pen.is_open)
		return;
	for (; flow->cells_due > 0; flow->cells_due--)
		pen_add_made(&flow->pen, " | ");
	if (flow->in_link && flow->link_start == SIZE_MAX)
		flow->link_start = flow->pen.document->text.len +
				 (flow->pen.has_blank && !flow->pen.is_glued);
}

static void count_chars(struct flow *flow, size_t start, size_t end)
{
	size_t *chars = &flow->other_chars;

	if (flow->strong + flow->html_strong > 0)
		chars = &flow->strong_chars;
	else if (flow->slanted > 0)
		chars = &flow->slanted_chars;

	for (size_t at = start; at < end; at++)
		*chars += ascii_is_alnum(flow->body[at]) || (unsigned char)flow->body[at] >= 0x80;
}

/* Where what is added next begins in the text. */
static size_t next_at(const struct flow *flow)
{
	return flow->pen.document->text.len + (flow->pen.has_blank && !flow->pen.is_glued);
}

static void note_strong(const struct flow *flow, size_t at)
{
	if (flow->strong + flow->html_strong > 0)
		document_add_strong(flow->pen.document, at);
}

/* Adds what is text of [start, end), which lies in one line. */
static void add_piece(struct flow *flow, size_t start, size_t end)
{
	size_t at;

	while (!flow->pen.is_open && start < end && ascii_is_space(flow->body[start]))
		start++;
	if (start == end)
		return;
	prepare(flow, start);
	start = start > flow->from ? start : flow->from;
	end = end < flow->to ? end : flow->to;
	if (!flow->pen.is_open || start >= end)
		return;
	count_chars(flow, start, end);
	at = next_at(flow);
	pen_add(&flow->pen, start, end);
	note_strong(flow, at);
}

/* "**text**" or "**text**:" and nothing else. */
static bool is_all_bold(const char *text, size_t len)
{
	if (len > 0 && text[len - 1] == ':')
		len--;
	if (len < 5 || memcmp(text, "**", 2) != 0 || memcmp(text + len - 2, "**", 2) != 0)
		return false;
	for (size_t at = 2; at + 3 < len; at++) {
		if (text[at] == '*' && text[at + 1] == '*')
			return false;
	}
	return true;
}

/* "Place: ..." or "**Place**: ..."; not "such as: ...", which goes on with a sentence. */
static bool starts_label(const struct flow *flow, size_t line)
{
	return lines_start_label(&flow->lines, line) && !lines_start_small(&flow->lines, line);
}

/* The byte after the marks of a quote. */
static size_t after_quote(const struct flow *flow, const struct line *line)
{
	size_t at = line->text;

	while (at < line->end &&
	       (flow->body[at] == '>' || (at > line->text && flow->body[at] == ' ')))
		at++;
	return at;
}

/* A small letter begins the next line, and the two are not short lines of a list without
 * bullets. */
static bool goes_on_small(const struct flow *flow)
{
	return lines_start_small(&flow->lines, flow->line + 1) &&
	       (flow->lines.items[flow->line].cols >= SHORT_COLS ||
		!lines_start_small(&flow->lines, flow->line));
}

/* The line after the last goes on with the block that is open. */
static bool goes_on(const struct flow *flow)
{
	const struct line *next = &flow->lines.items[flow->line + 1];
	struct shape shape;

	shape_read(&shape, flow->body, after_quote(flow, next), next->end);
	if (shape.kind != SHAPE_TEXT || starts_label(flow, flow->line + 1) ||
	    is_all_bold(flow->body + next->text, next->end - next->text))
		return false;
	if (flow->strong_chars > 0 && flow->other_chars == 0 && flow->strong == 0)
		return false;
	if (flow->body[next->text] == '>' || goes_on_small(flow))
		return true;
	if (last_block(flow)->kind == BLOCK_ITEM &&
	    next->indent > flow->lines.items[flow->first_line].indent)
		return lines_item_continues(&flow->lines, flow->line);
	return lines_continue(&flow->lines, flow->line);
}

void flow_break_line(struct flow *flow)
{
	if (!flow->pen.is_open)
		return;
	if (flow->heading == 0 && !flow->is_row &&
	    (flow->line + 1 >= flow->lines.count || !goes_on(flow))) {
		flow_close_block(flow);
		return;
	}
	pen_add_blank(&flow->pen, flow->read_to);
	flow->from = 0;
	flow->to = SIZE_MAX;
}

bool flow_is_one_line(const struct flow *flow)
{
	return (flow->heading > 0 && !flow->html_heading) || flow->is_row;
}

void flow_end_line(struct flow *flow)
{
	if (flow->pen.is_open && flow_is_one_line(flow))
		pen_add_blank(&flow->pen, flow->read_to);
	else
		flow_close_block(flow);
}

/* Adds [start, end) of the body. What md4c takes for one line may hold line ends of other kinds. */
void flow_add_text(struct flow *flow, size_t start, size_t end)
{
	/* After a NUL md4c 0.4.8 hands it out once more, as part of the text. */
	start = start > flow->read_to ? start : flow->read_to;
	while (start < end) {
		const struct line *line;
		size_t stop = end;

		flow->line = lines_at(&flow->lines, flow->line, start);
		line = &flow->lines.items[flow->line];
		if (flow->line + 1 < flow->lines.count && line[1].start < end)
			stop = line[1].start;
		add_piece(flow, start, stop);
		flow->read_to = stop < end ? stop - 1 : stop;
		if (stop < end)
			flow_break_line(flow);
		start = stop;
	}
}

void flow_add_code(struct flow *flow, uint32_t code, size_t start, size_t end)
{
	flow->line = lines_at(&flow->lines, flow->line, start);
	flow->read_to = end;
	if (!flow->pen.is_open && shape_is_bullet(code)) {
		flow->item_due = true;
		return;
	}
	if (!flow->pen.is_open && pen_class(code) != PEN_KEEP)
		return;
	prepare(flow, start);
	if (flow->pen.is_open && start >= flow->from && end <= flow->to) {
		size_t at = next_at(flow);

		pen_add_code(&flow->pen, code, start, end);
		note_strong(flow, at);
	}
}

void flow_init(struct flow *flow, const char *body, size_t len, struct document *document)
{
	memset(flow, 0, sizeof *flow);
	flow->body = body;
	flow->len = len;
	flow->to = SIZE_MAX;
	flow->link_start = SIZE_MAX;
	strbuf_init(&flow->url);
	lines_init(&flow->lines, body, len);
	pen_init(&flow->pen, document, body);
}

void flow_release(struct flow *flow)
{
	lines_release(&flow->lines);
	strbuf_release(&flow->url);
}

/* Markdown, written block by block. */
#include "config.h"

#include "read/md_out_int.h"

#include <string.h>

/* A longer one is a paragraph that was set in large type. */
#define HEADING_BYTES_MAX 200

#define FENCE_LEAST 3

void md_out_init(struct md_out *md, struct strbuf *out)
{
	memset(md, 0, sizeof *md);
	md->out = out;
	md->start = out->len;
	md_line_init(&md->line);
}

static size_t lists_open(const struct md_out *md)
{
	return md->depth < MD_LISTS_MAX ? md->depth : MD_LISTS_MAX;
}

/* Columns that what belongs to the open items is indented by. */
static size_t indent_of(const struct md_out *md)
{
	size_t indent = 0;

	for (size_t i = 0; i < lists_open(md); i++)
		indent += md->lists[i].indent;
	return indent;
}

/* Text that is not indented ends every item. */
static void end_items(struct md_out *md)
{
	for (size_t i = 0; i < lists_open(md); i++)
		md->lists[i].indent = 0;
}

/* Divides what is written next, of KIND and indented by INDENT, from what is written. */
static void divide(struct md_out *md, enum md_last kind, size_t indent)
{
	bool is_close = md->before != MD_GAP_BLOCK && md->last != MD_LAST_OTHER &&
			kind != MD_LAST_OTHER;

	if (md->last == MD_LAST_NONE && md->out->len == md->start)
		return;
	/* A list begins after a blank line, and text after a list that is not of its item. */
	if (md->last == MD_LAST_TEXT && kind == MD_LAST_ITEM && md->last_indent == 0)
		is_close = false;
	if (kind == MD_LAST_TEXT && indent < md->last_indent)
		is_close = false;
	if (!is_close)
		strbuf_puts(md->out, "\n\n");
	else if (kind == MD_LAST_TEXT && !md->keeps_lines)
		strbuf_puts(md->out, "  \n");
	else
		strbuf_putc(md->out, '\n');
}

static void wrote(struct md_out *md, enum md_last kind, size_t indent)
{
	md->last = kind;
	md->last_indent = indent;
	md->before = MD_GAP_NONE;
}

/* Writes "- " or "2. " of the innermost list. */
static void write_mark(struct md_out *md)
{
	struct md_list *list = &md->lists[lists_open(md) - 1];
	size_t before;

	list->indent = 0;
	before = indent_of(md);
	list->items++;
	divide(md, MD_LAST_ITEM, before);
	strbuf_repeat(md->out, " ", before);
	before = md->out->len;
	if (list->is_numbered)
		strbuf_printf(md->out, "%zu. ", list->items);
	else
		strbuf_puts(md->out, "- ");
	list->indent = md->out->len - before;
}

static void write_heading(struct md_out *md)
{
	end_items(md);
	divide(md, MD_LAST_OTHER, 0);
	strbuf_repeat(md->out, "#", (size_t)md->heading);
	strbuf_putc(md->out, ' ');
	md_line_write(&md->line, md->out, true);
	wrote(md, MD_LAST_OTHER, 0);
}

/* Writes the open line, if there is one. */
static void settle(struct md_out *md)
{
	if (md->line.text.len == 0)
		return;
	if (md->heading > 0 && md->line.text.len <= HEADING_BYTES_MAX) {
		write_heading(md);
	} else if (md->item_due && md->depth > 0) {
		write_mark(md);
		md_line_write(&md->line, md->out, false);
		wrote(md, MD_LAST_ITEM, indent_of(md));
	} else {
		size_t indent = indent_of(md);

		divide(md, MD_LAST_TEXT, indent);
		strbuf_repeat(md->out, " ", indent);
		md_line_write(&md->line, md->out, false);
		wrote(md, MD_LAST_TEXT, indent);
	}
	md->item_due = false;
	md_line_clear(&md->line);
}

void md_out_gap(struct md_out *md, enum md_gap gap)
{
	md->line.has_blank = true;
	if (md->cell_due || (md->heading > 0 && md->line.text.len <= HEADING_BYTES_MAX))
		return;
	if (gap > md->gap)
		md->gap = gap;
}

void md_out_break(struct md_out *md)
{
	/* Two line ends leave a line blank. */
	md_out_gap(md, md->is_broken ? MD_GAP_BLOCK : MD_GAP_LINE);
	md->is_broken = true;
}

static void add_divider(struct md_out *md)
{
	bool is_strong = md->line.is_strong;

	md->cell_due = false;
	if (md->line.text.len == 0)
		return;
	md->line.is_strong = false;
	md->line.has_blank = true;
	md_line_add(&md->line, "|", 1);
	md->line.has_blank = true;
	md->line.is_strong = is_strong;
}

void md_out_begin(struct md_out *md)
{
	if (md->gap != MD_GAP_NONE) {
		md->row_is_torn = md->in_row && md->row_has_text;
		settle(md);
		if (md->gap > md->before)
			md->before = md->gap;
		md->gap = MD_GAP_NONE;
	}
	md->is_broken = false;
	md->row_has_text = md->in_row;
	if (md->cell_due)
		add_divider(md);
}

void md_out_heading(struct md_out *md, int level)
{
	settle(md);
	md->heading = 0;
	md_out_gap(md, MD_GAP_BLOCK);
	md->heading = level;
}

void md_out_open_list(struct md_out *md, bool is_numbered, bool is_implied)
{
	settle(md);
	md_out_gap(md, md->depth > 0 || is_implied ? MD_GAP_LINE : MD_GAP_BLOCK);
	md->depth++;
	if (md->depth <= MD_LISTS_MAX)
		md->lists[md->depth - 1] = (struct md_list){ is_numbered, is_implied, 0, 0 };
}

void md_out_close_list(struct md_out *md)
{
	bool is_close = md->depth > 1 || (md->depth == 1 && md->lists[0].is_implied);

	settle(md);
	md->depth -= md->depth > 0;
	md->item_due = false;
	md_out_gap(md, is_close ? MD_GAP_LINE : MD_GAP_BLOCK);
}

void md_out_item(struct md_out *md)
{
	settle(md);
	md_out_gap(md, MD_GAP_LINE);
	md->item_due = true;
}

void md_out_row(struct md_out *md, bool begins)
{
	md_out_gap(md, MD_GAP_LINE);
	if (md->row_has_text && !md->row_is_torn)
		md->gap = MD_GAP_LINE;
	md->in_row = begins;
	md->row_has_text = md->row_is_torn = md->cell_due = false;
}

void md_out_cell(struct md_out *md)
{
	if (!md->in_row || !md->row_has_text || md->row_is_torn || md->line.text.len == 0) {
		md_out_gap(md, md->row_is_torn ? MD_GAP_BLOCK : MD_GAP_LINE);
		return;
	}
	md->gap = MD_GAP_NONE;
	md->cell_due = true;
}

void md_out_rule(struct md_out *md)
{
	settle(md);
	end_items(md);
	divide(md, MD_LAST_OTHER, 0);
	strbuf_puts(md->out, "---");
	wrote(md, MD_LAST_OTHER, 0);
	md->gap = MD_GAP_BLOCK;
}

/* How many marks a fence needs so that nothing in the text closes it. */
static size_t fence_of(const char *text, size_t len)
{
	size_t most = 0, run = 0;

	for (size_t at = 0; at < len; at++) {
		run = text[at] == '`' ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most < FENCE_LEAST ? FENCE_LEAST : most + 1;
}

void md_out_code(struct md_out *md, const char *text, size_t len)
{
	size_t fence = fence_of(text, len), indent;

	settle(md);
	md->item_due = false;
	indent = indent_of(md);
	divide(md, MD_LAST_OTHER, indent);
	strbuf_repeat(md->out, " ", indent);
	strbuf_repeat(md->out, "`", fence);
	for (size_t at = 0; at < len;) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len;

		strbuf_putc(md->out, '\n');
		strbuf_repeat(md->out, " ", indent);
		strbuf_add(md->out, text + at, stop - at);
		at = stop + 1;
	}
	strbuf_putc(md->out, '\n');
	strbuf_repeat(md->out, " ", indent);
	strbuf_repeat(md->out, "`", fence);
	wrote(md, MD_LAST_OTHER, indent);
	md->gap = MD_GAP_BLOCK;
}

void md_out_finish(struct md_out *md)
{
	settle(md);
	if (md->out->len > md->start)
		strbuf_putc(md->out, '\n');
	md_line_release(&md->line);
}

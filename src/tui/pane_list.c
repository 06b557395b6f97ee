/*
 * The list of postings: cards of four lines where there is room, else one line each in columns; on
 * a narrow screen two lines each. A column gives the room that it does not need to what is cut.
 */
#include "config.h"

#include "tui/pane.h"

#include <string.h>

#include "posting/vocabulary.h"
#include "tui/brief_int.h"
#include "tui/draw_int.h"
#include "tui/glyph_int.h"
#include "tui/nothing_int.h"

#define TEXT_COL 3               /* before it: the cursor, the mark, a blank */
#define COPY_COLS 2              /* how much further in a copy is */
#define GAP 2                    /* columns between two columns */
#define BETWEEN_COLS 3           /* of " · " */
#define COMPANY_COLS_MIN 10
#define REST_COLS 4              /* of "+12", behind technologies */
#define CARD_LINES 3             /* the fourth is blank */
#define COLUMNS 6
#define WHERE_LIST_COLS 76       /* of a list that has room for place and workplace */

/* What a posting is drawn with. */
struct row {
	const struct pane_view *view;
	struct brief brief;
	struct rect area;        /* its lines */
	const int *cols;         /* of each column, where it is one line */
	bool is_selected;
	int text_col;            /* where its text begins, from the left of its area */
};

typedef void (*say_fn)(const struct brief *brief, struct strbuf *out);

static int max(int a, int b)
{
	return a > b ? a : b;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

/* -- parts of both forms */

struct mark { enum glyph glyph; enum role role; };

/* The one mark that says most about a posting; GLYPH_COUNT for none. */
static struct mark mark_of(const struct record *record)
{
	if (record->marks.is_hidden)
		return (struct mark){ GLYPH_HIDDEN, ROLE_WARNING };
	if (record->marks.is_shortlisted)
		return (struct mark){ GLYPH_SHORTLISTED, ROLE_SHORTLISTED };
	if (!record->marks.is_seen)
		return (struct mark){ GLYPH_NEW, ROLE_NEW };
	return (struct mark){ GLYPH_COUNT, ROLE_TEXT };
}

static void draw_marks(const struct row *row, enum glyph cursor)
{
	struct cells *cells = row->view->cells;
	struct mark mark = mark_of(row->brief.record);

	if (row->is_selected && row->view->has_focus)
		for (int i = 0; i < row->area.rows; i++)
			cells_puts(cells, &row->area, row->area.row + i, row->area.col,
				   ROLE_HEADING, glyph(cells, cursor));
	if (mark.glyph != GLYPH_COUNT)
		cells_puts(cells, &row->area, row->area.row, row->area.col + 1, mark.role,
			   glyph(cells, mark.glyph));
}

/* Draws a fact, unknown as a dash, from COL on in at most COLS columns, to the right where
 * IS_RIGHT. Returns the columns used. */
static int draw_fact(const struct row *row, int line, int col, int cols, enum role role,
		     say_fn say, bool is_right)
{
	struct cells *cells = row->view->cells;
	struct strbuf text = STRBUF_INIT;
	int used;

	say(&row->brief, &text);
	if (text.len == 0) {
		strbuf_puts(&text, glyph(cells, GLYPH_UNKNOWN));
		role = ROLE_UNKNOWN;
	}
	used = cells_width(cells, text.text);
	used = used < cols ? used : cols;
	if (used > 0)
		draw_marked(cells, &row->area, line, is_right ? col + cols - used : col, used,
			    role, text.text, &row->view->session->words);
	strbuf_release(&text);
	return used;
}

static struct brief brief_of(const struct pane_view *view, const struct record *record)
{
	const struct vocabulary *vocabulary = view->session->vocabulary;

	return (struct brief){
		.record = record, .gazetteer = vocabulary ? vocabulary->gazetteer : NULL,
		.today = view->session->today, .is_line = view->session->layout.row_lines == 1,
	};
}

/* What follows the title: that it is inferred, that its file is gone, how many copies there are. */
static void add_suffix(const struct brief *brief, bool is_short, struct strbuf *out)
{
	const struct record *record = brief->record;

	if (record->posting.title && record->posting.title_inferred)
		strbuf_puts(out, is_short ? " (?)" : " (inferred)");
	if (record->is_gone)
		strbuf_puts(out, " (gone)");
	if (record->copies > 1 && !brief->is_copy) {
		strbuf_putc(out, ' ');
		record_copies(record, brief->today, is_short || brief->is_line, out);
	}
}

/* How far the application has come, set off from what stands before it. */
static void add_stage(const struct brief *brief, struct strbuf *out)
{
	brief_stage(brief, out);
	if (out->len > 0)
		strbuf_insert(out, 0, "  ", 2);
}

/* The columns that a title takes with all that follows it. */
static int title_cols(const struct cells *cells, const struct brief *brief)
{
	struct strbuf rest = STRBUF_INIT;
	int cols;

	add_stage(brief, &rest);
	add_suffix(brief, false, &rest);
	cols = cells_width(cells, record_title(brief->record)) + cells_width(cells, rest.text);
	strbuf_release(&rest);
	return cols;
}

static void draw_title(const struct row *row, int line, int col, int cols)
{
	struct cells *cells = row->view->cells;
	const struct record *record = row->brief.record;
	struct strbuf suffix = STRBUF_INIT, stage = STRBUF_INIT;
	int stage_cols, suffix_cols, used;

	add_suffix(&row->brief, title_cols(cells, &row->brief) > cols, &suffix);
	add_stage(&row->brief, &stage);
	stage_cols = cells_width(cells, stage.text);
	suffix_cols = cells_width(cells, suffix.text);
	used = draw_marked(cells, &row->area, line, col, max(cols - stage_cols - suffix_cols, 8),
			   record->posting.title ? ROLE_TITLE : ROLE_UNKNOWN, record_title(record),
			   &row->view->session->words);
	used += cells_put(cells, &row->area, line, col + used, max(cols - used, 0), ROLE_UNKNOWN,
			  suffix.text, suffix.len, true);
	cells_put(cells, &row->area, line, col + used, max(cols - used, 0), ROLE_STAGE, stage.text,
		  stage.len, true);
	strbuf_release(&suffix);
	strbuf_release(&stage);
}

/* -- cards */

static void draw_card_title(const struct row *row, int line, int col, int cols)
{
	int used = draw_fact(row, line, col, cols, ROLE_AGE, brief_age, true);

	draw_title(row, line, col, cols - used - GAP);
}

/* Where there is no room for both, the company is cut rather than the place. */
static void draw_card_facts(const struct row *row, int line, int col, int cols)
{
	struct cells *cells = row->view->cells;
	struct strbuf where = STRBUF_INIT;
	int used = draw_fact(row, line, col, cols, ROLE_PAY, brief_pay, true);
	int end = col + cols - used - GAP, room;

	brief_where(&row->brief, &where);
	room = end - col - cells_width(cells, where.text) - BETWEEN_COLS;
	strbuf_release(&where);
	room = room < COMPANY_COLS_MIN ? COMPANY_COLS_MIN : room;
	col += draw_fact(row, line, col, room < end - col ? room : max(end - col, 0), ROLE_COMPANY,
			 brief_company, false);
	if (end - col <= BETWEEN_COLS)
		return;
	cells_puts(cells, &row->area, line, col + 1, ROLE_DIM, glyph(cells, GLYPH_BETWEEN));
	col += BETWEEN_COLS;
	draw_fact(row, line, col, end - col, ROLE_PLACE, brief_where, false);
}

/* Draws technologies whole, before column END, as far as there is room for them and the number of
 * the rest. */
static void draw_card_stack(const struct row *row, int line, int col, int cols)
{
	const struct posting *posting = &row->brief.record->posting;
	int end = col + cols, shown = 0, wanted = 0;
	struct strbuf rest = STRBUF_INIT;

	for (size_t i = 0; i < posting->stack.count; i++)
		wanted += posting->stack.items[i].need != NEED_MENTIONED;
	for (int need = NEED_REQUIRED; need <= NEED_PREFERRED; need++) {
		for (size_t i = 0; i < posting->stack.count; i++) {
			const char *name = posting->stack.items[i].name;
			int reserved = shown + 1 < wanted ? REST_COLS : 0;

			if ((int)posting->stack.items[i].need != need ||
			    col + cells_width(row->view->cells, name) + reserved > end)
				continue;
			col += cells_puts(row->view->cells, &row->area, line, col,
					  need == NEED_REQUIRED ? ROLE_MUST : ROLE_NICE, name) + 1;
			shown++;
		}
	}
	if (shown < wanted) {
		strbuf_printf(&rest, "+%d", wanted - shown);
		cells_puts(row->view->cells, &row->area, line, col, ROLE_DIM, rest.text);
	}
	strbuf_release(&rest);
}

static void draw_card(const struct row *row)
{
	static void (*const lines[])(const struct row *, int, int, int) = {
		draw_card_title, draw_card_facts, draw_card_stack,
	};
	int cols = row->area.cols - row->text_col - 1;

	draw_marks(row, GLYPH_CARD);
	for (int i = 0; i < CARD_LINES && i < row->area.rows; i++)
		lines[i](row, row->area.row + i, row->area.col + row->text_col, cols);
}

/* -- pairs of lines */

/* The pay stands there only where the company and the place leave room for it. */
static void draw_pair_facts(const struct row *row, int line, int col, int cols)
{
	struct cells *cells = row->view->cells;
	struct strbuf where = STRBUF_INIT, company = STRBUF_INIT, pay = STRBUF_INIT;
	int end = col + cols, wanted, pay_cols;

	brief_where(&row->brief, &where);
	brief_company(&row->brief, &company);
	brief_pay(&row->brief, &pay);
	wanted = max(cells_width(cells, company.text), 1) + BETWEEN_COLS +
		 max(cells_width(cells, where.text), 1);
	pay_cols = cells_width(cells, pay.text);
	if (pay_cols > 0 && wanted + GAP + pay_cols <= cols)
		draw_fact(row, line, end - pay_cols, pay_cols, ROLE_PAY, brief_pay, true);
	wanted = cols - BETWEEN_COLS - cells_width(cells, where.text);
	col += draw_fact(row, line, col, max(wanted, min(COMPANY_COLS_MIN, cols)), ROLE_DIM,
			 brief_company, false);
	if (end - col > BETWEEN_COLS) {
		cells_puts(cells, &row->area, line, col + 1, ROLE_DIM, glyph(cells, GLYPH_BETWEEN));
		col += BETWEEN_COLS;
		draw_fact(row, line, col, end - col, ROLE_DIM, brief_where, false);
	}
	strbuf_release(&where);
	strbuf_release(&company);
	strbuf_release(&pay);
}

static void draw_pair(const struct row *row)
{
	int col = row->area.col + row->text_col, cols = row->area.cols - row->text_col - 1;

	draw_marks(row, GLYPH_CARD);
	draw_card_title(row, row->area.row, col, cols);
	if (row->area.rows > 1)
		draw_pair_facts(row, row->area.row + 1, col, cols);
}

/* -- lines */

/* From the right: what a line shows beside the title, in how many columns where the title is long,
 * and from which width of the list on. */
static const struct column {
	say_fn say;
	enum role role;
	int cols, list_cols;
	bool is_right;
} columns[COLUMNS] = {
	{ brief_age, ROLE_AGE, 5, 24, true },
	{ brief_pay, ROLE_PAY, 14, 96, true },
	{ brief_level, ROLE_DIM, 20, 140, false },
	{ brief_where, ROLE_PLACE, 20, WHERE_LIST_COLS, false },
	{ brief_place, ROLE_PLACE, 13, 46, false },
	{ brief_company, ROLE_COMPANY, 14, 68, false },
};

/* The place alone stands where place and workplace together have no room. */
static bool is_shown(const struct column *column, int cols)
{
	return cols >= column->list_cols && (column->say != brief_place || cols < WHERE_LIST_COLS);
}

static int fact_cols(const struct cells *cells, const struct brief *brief, say_fn say)
{
	struct strbuf text = STRBUF_INIT;
	int cols;

	say(brief, &text);
	cols = cells_width(cells, text.text);
	strbuf_release(&text);
	return cols;
}

/* What the rows in sight need: COLS columns, TITLE for the longest title. */
static void measure(const struct pane_view *view, int *cols, int *title)
{
	struct result_list *list = &view->session->list;

	for (int64_t at = list->top; at < list->top + list->rows && at < list->extent; at++) {
		const struct record *record = result_list_row(list, at);
		struct brief brief;

		if (!record)
			continue;
		brief = brief_of(view, record);
		*title = max(*title, title_cols(view->cells, &brief));
		for (size_t i = 0; i < COLUMNS; i++)
			if (is_shown(&columns[i], view->area.cols))
				cols[i] = max(cols[i], fact_cols(view->cells, &brief,
								 columns[i].say));
	}
}

/* Gives each column its share. Where titles or facts are cut, the columns that need less give up
 * the rest, one that is empty in all rows all but room for a dash; titles come first. */
static void divide(const struct pane_view *view, int *cols)
{
	int needed[COLUMNS] = { 0 }, title = 0, spare = view->area.cols - TEXT_COL - 1, wanted;

	measure(view, needed, &title);
	wanted = title;
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!is_shown(&columns[i], view->area.cols))
			continue;
		cols[i] = columns[i].cols;
		spare -= cols[i] + GAP;
		wanted += max(needed[i] - cols[i], 0);
	}
	wanted -= spare;
	for (size_t i = COLUMNS; i-- > 0 && wanted > 0;) {
		int less = min(max(cols[i] - max(needed[i], 1), 0), wanted);

		cols[i] -= less;
		spare += less;
		wanted -= less;
	}
	spare -= title;
	for (size_t i = COLUMNS; i-- > 0 && spare > 0;) {
		int more = max(min(needed[i] - cols[i], spare), 0);

		cols[i] += more;
		spare -= more;
	}
}

static void draw_line_row(const struct row *row)
{
	int first = row->area.col + row->text_col, end = row->area.col + row->area.cols - 1;

	draw_marks(row, GLYPH_CURSOR);
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!is_shown(&columns[i], row->area.cols))
			continue;
		end -= row->cols[i];
		draw_fact(row, row->area.row, end, row->cols[i], columns[i].role, columns[i].say,
			  columns[i].is_right);
		end -= GAP;
	}
	draw_title(row, row->area.row, first, end - first);
}

/* -- the pane */

static void title(const struct pane_view *view, struct strbuf *out)
{
	(void)view;
	strbuf_puts(out, "Postings");
}

static void position(const struct pane_view *view, struct strbuf *out)
{
	const struct result_list *list = &view->session->list;

	if (list->total == 0)
		return;
	strbuf_count(out, result_list_place(list) + 1);
	strbuf_puts(out, list->is_exact ? " of " : " of at most ");
	strbuf_count(out, list->total);
}

static void draw_row(const struct pane_view *view, const struct record *record, int64_t at,
		     const struct rect *area, const int *cols)
{
	struct result_list *list = &view->session->list;
	bool is_selected = at == list->cursor;
	struct row row = { .view = view, .brief = brief_of(view, record), .area = *area,
			   .cols = cols, .is_selected = is_selected, .text_col = TEXT_COL };
	int lines = view->session->layout.row_lines;

	if (result_list_is_copy(list, at)) {
		row.brief.is_copy = true;
		row.text_col += COPY_COLS;
	}
	if (lines > CARD_LINES)
		draw_card(&row);
	else if (lines > 1)
		draw_pair(&row);
	else
		draw_line_row(&row);
	for (int i = 0; is_selected && i < area->rows; i++)
		cells_over(view->cells, area, area->row + i, area->col, area->cols,
			   view->has_focus ? ROLE_SELECTED : ROLE_UNFOCUSED);
	if (is_selected && view->has_focus)
		cells_cursor(view->cells, area->row, area->col, false);
}

static void draw(const struct pane_view *view)
{
	struct result_list *list = &view->session->list;
	int lines = view->session->layout.row_lines, bottom = view->area.row + view->area.rows;
	struct rect area = view->area;
	int cols[COLUMNS] = { 0 };

	if (list->total == 0) {
		nothing_draw(view);
		return;
	}
	if (lines == 1)
		divide(view, cols);
	/* No further than the window: the rows beyond are not kept. */
	for (int64_t at = list->top; at < list->top + list->rows && at < list->extent; at++) {
		const struct record *record = result_list_row(list, at);

		area.rows = min(lines, CARD_LINES);
		if (area.row + area.rows > bottom)
			area.rows = bottom - area.row;
		if (record)
			draw_row(view, record, at, &area, cols);
		area.row += lines;
	}
}

const struct pane_ops pane_list = {
	.name = "list", .title = title, .position = position, .draw = draw,
};

/* Where each pane stands. Rows are given out from the edges inwards, then columns. */
#include "config.h"

#include "session/layout.h"

#define COLS_MIN 20
#define ROWS_MIN 6

/* What a way needs at least, and from which size on it is chosen by itself. */
static const struct need { int cols, rows, own_cols, own_rows; } needs[LAYOUT_WAY_COUNT] = {
	[LAYOUT_WIDE] = { .cols = 84, .rows = 8, .own_cols = 110, .own_rows = 12 },
	[LAYOUT_TWO] = { .cols = 40, .rows = 14, .own_cols = 60, .own_rows = 16 },
	[LAYOUT_ONE] = { .cols = COLS_MIN, .rows = ROWS_MIN, .own_cols = COLS_MIN,
			 .own_rows = ROWS_MIN },
};

#define RULES_ROWS 8             /* from here on there is room for the rule above the key bar */
#define TITLES_ROWS 7
#define FILTER_COLS_MIN 23
#define FILTER_COLS_MAX 34
#define LIST_COLS_MAX 76
#define LIST_ROWS_MIN 3
#define LIST_ROWS_MAX 20
#define CARD_LINES 4
#define CARD_ROWS_MIN (3 * CARD_LINES)
#define PAIR_LINES 2             /* title over facts, where they have no room side by side */
#define PAIR_ROWS_MIN (3 * PAIR_LINES)
#define PAIR_COLS_MAX 67

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static bool fits(enum layout_way way, int cols, int rows, bool by_itself)
{
	const struct need *need = &needs[way];

	return by_itself ? cols >= need->own_cols && rows >= need->own_rows
			 : cols >= need->cols && rows >= need->rows;
}

static enum layout_way choose(int cols, int rows, enum layout_way wanted)
{
	bool by_itself = wanted == LAYOUT_AUTO;
	int way = by_itself ? LAYOUT_WIDE : (int)wanted;

	while (way < LAYOUT_ONE && !fits((enum layout_way)way, cols, rows, by_itself))
		way++;
	return (enum layout_way)way;
}

/* Stands pane PANE at AREA, whose first row becomes its title where HAS_TITLE. */
static void place_pane(struct layout *layout, enum pane_id pane, struct rect area, bool has_title)
{
	if (has_title) {
		layout->titles[pane] = (struct rect){ area.row, area.col, 1, area.cols };
		area.row++;
		area.rows--;
	}
	layout->panes[pane] = area;
}

static struct rect columns(struct rect body, int col, int cols)
{
	return (struct rect){ body.row, col, body.rows, cols };
}

static void lay_wide(struct layout *layout, struct rect body)
{
	int filter = clamp(body.cols / 5, FILTER_COLS_MIN, FILTER_COLS_MAX);
	int rest = body.cols - filter - 2;
	int list = clamp(rest * 48 / 100, 1, LIST_COLS_MAX);

	layout->dividers[0] = filter;
	layout->dividers[1] = filter + 1 + list;
	place_pane(layout, PANE_FILTER, columns(body, 0, filter), true);
	place_pane(layout, PANE_LIST, columns(body, filter + 1, list), true);
	place_pane(layout, PANE_DETAIL, columns(body, filter + list + 2, rest - list), true);
	if (layout->panes[PANE_LIST].rows >= CARD_ROWS_MIN)
		layout->row_lines = CARD_LINES;
}

/* The filter pane comes over the left part; what it narrows stays in sight beside it. */
static void lay_two_with_filter(struct layout *layout, struct rect body)
{
	int filter = clamp(body.cols * 2 / 5, FILTER_COLS_MIN - 5, FILTER_COLS_MAX);

	layout->dividers[0] = filter;
	place_pane(layout, PANE_FILTER, columns(body, 0, filter), true);
	place_pane(layout, PANE_LIST, columns(body, filter + 1, body.cols - filter - 1), true);
}

static void lay_two(struct layout *layout, struct rect body, enum pane_id focus)
{
	int list = clamp(body.rows / 3, LIST_ROWS_MIN + 1, LIST_ROWS_MAX + 1);
	struct rect above = body, below = body;

	if (focus == PANE_FILTER) {
		lay_two_with_filter(layout, body);
		return;
	}
	above.rows = list;
	below.row += list;
	below.rows -= list;
	place_pane(layout, PANE_LIST, above, true);
	place_pane(layout, PANE_DETAIL, below, true);
}

static void lay_one(struct layout *layout, struct rect body, enum pane_id focus, bool has_title)
{
	place_pane(layout, focus, body, has_title);
	if (body.cols <= PAIR_COLS_MAX && layout->panes[PANE_LIST].rows >= PAIR_ROWS_MIN)
		layout->row_lines = PAIR_LINES;
}

void layout_compute(struct layout *layout, int cols, int rows, enum layout_way wanted,
		    enum pane_id focus)
{
	struct rect body = { 1, 0, rows - 2, cols };

	*layout = (struct layout){ .dividers = { -1, -1 }, .row_lines = 1, .way = LAYOUT_ONE };
	if (cols < COLS_MIN || rows < ROWS_MIN) {
		layout->is_too_small = true;
		return;
	}
	layout->way = choose(cols, rows, wanted);
	layout->query = (struct rect){ 0, 0, 1, cols };
	layout->bar = (struct rect){ rows - 1, 0, 1, cols };
	if (rows >= RULES_ROWS) {
		layout->bar_rule = (struct rect){ rows - 2, 0, 1, cols };
		body.rows--;
	}
	if (layout->way == LAYOUT_WIDE)
		lay_wide(layout, body);
	else if (layout->way == LAYOUT_TWO)
		lay_two(layout, body, focus);
	else
		lay_one(layout, body, focus, rows >= TITLES_ROWS);
}

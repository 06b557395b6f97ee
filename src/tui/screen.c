/* The screen: where each pane is drawn, and what a key means. */
#include "config.h"

#include "tui/screen.h"

#include <stdio.h>

#include "tui/draw_int.h"
#include "tui/glyph_int.h"
#include "tui/help_int.h"
#include "tui/pane.h"
#include "util/utf8.h"

#define COLS_NEEDED 20
#define ROWS_NEEDED 6

static const struct pane_ops *const panes[PANE_COUNT] = {
	[PANE_LIST] = &pane_list, [PANE_DETAIL] = &pane_detail, [PANE_FILTER] = &pane_filter,
};

/* -- rules */

static void draw_rule(struct cells *cells, const struct rect *rect)
{
	cells_fill(cells, rect, ROLE_RULE, glyph(cells, GLYPH_ROW));
}

/* "─ Title ───────── 1 of 2 ─" */
static void draw_title(const struct pane_view *view, const struct pane_ops *pane)
{
	const struct rect *rule = &view->title;
	int end = rule->col + rule->cols - 2, col = rule->col + 1;
	struct strbuf text = STRBUF_INIT;

	if (rule->rows <= 0)
		return;
	draw_rule(view->cells, rule);
	if (pane->position)
		pane->position(view, &text);
	if (text.len > 0 && cells_width(view->cells, text.text) < rule->cols / 2) {
		strbuf_insert(&text, 0, " ", 1);
		strbuf_putc(&text, ' ');
		end = cells_puts_right(view->cells, rule, rule->row, end + 1,
				       view->has_focus ? ROLE_NUMBER : ROLE_DIM, text.text) - 1;
	}
	strbuf_clear(&text);
	if (pane->title)
		pane->title(view, &text);
	if (text.len > 0 && end - col > 3) {
		strbuf_insert(&text, 0, " ", 1);
		col += cells_put(view->cells, rule, rule->row, col, end - col - 1,
				 view->has_focus ? ROLE_HEADING : ROLE_DIM, text.text, text.len,
				 true);
		cells_put(view->cells, rule, rule->row, col, 1, ROLE_TEXT, " ", 1, false);
	}
	strbuf_release(&text);
}

/* The vertical rules between the panes, joined with the rules above and below. */
static void draw_dividers(struct cells *cells, const struct layout *layout)
{
	int top = layout->query.row + layout->query.rows;
	int bottom = layout->bar_rule.rows > 0 ? layout->bar_rule.row : layout->bar.row;

	for (size_t i = 0; i < sizeof layout->dividers / sizeof layout->dividers[0]; i++) {
		struct rect rect = { top, layout->dividers[i], bottom - top, 1 };

		if (rect.col < 0)
			continue;
		cells_fill(cells, &rect, ROLE_RULE, glyph(cells, GLYPH_COLUMN));
		rect.rows = 1;
		cells_fill(cells, &rect, ROLE_RULE, glyph(cells, GLYPH_TEE_DOWN));
		rect.row = bottom;
		if (layout->bar_rule.rows > 0)
			cells_fill(cells, &rect, ROLE_RULE, glyph(cells, GLYPH_TEE_UP));
	}
}

/* -- panes */

static bool has_focus(const struct session *session, enum pane_id pane)
{
	return session->focus == pane && !session->is_line_edited && !session->is_help_open;
}

static void draw_panes(struct session *session, const struct keymap *keymap, struct cells *cells)
{
	const struct layout *layout = &session->layout;

	for (int i = 0; i < PANE_COUNT; i++) {
		struct pane_view view = { session, keymap, cells, layout->panes[i],
					  layout->titles[i],
					  has_focus(session, (enum pane_id)i) };

		if (view.area.rows <= 0)
			continue;
		draw_title(&view, panes[i]);
		panes[i]->draw(&view);
	}
}

/* The part between the query line and the key bar. */
static struct rect body_of(const struct layout *layout)
{
	int top = layout->query.row + layout->query.rows;
	int bottom = layout->bar_rule.rows > 0 ? layout->bar_rule.row : layout->bar.row;

	return (struct rect){ top, 0, bottom - top, layout->query.cols };
}

/* The area of the help, below its title. */
static struct rect help_area(const struct layout *layout)
{
	struct rect area = body_of(layout);

	area.row++;
	area.rows--;
	return area;
}

static void draw_help(struct session *session, const struct keymap *keymap, struct cells *cells)
{
	struct rect body = body_of(&session->layout);
	struct pane_view view = { session, keymap, cells, help_area(&session->layout),
				  { body.row, body.col, 1, body.cols }, true };

	draw_title(&view, &pane_help);
	pane_help.draw(&view);
}

static void draw_too_small(struct cells *cells)
{
	struct rect all = { 0, 0, cells->rows, cells->cols };
	char text[48];

	snprintf(text, sizeof text, "too small (need %dx%d)", COLS_NEEDED, ROWS_NEEDED);
	draw_text(cells, &all, 0, ROLE_TEXT, text);
}

void screen_draw(struct session *session, const struct keymap *keymap, struct cells *cells)
{
	const struct layout *layout = &session->layout;
	struct pane_view query = { session, keymap, cells, layout->query, { 0, 0, 0, 0 },
				   session->is_line_edited };
	struct pane_view bar = { session, keymap, cells, layout->bar, { 0, 0, 0, 0 }, false };

	cells_clear(cells, session->cols, session->rows);
	if (layout->is_too_small) {
		draw_too_small(cells);
		return;
	}
	draw_rule(cells, &layout->bar_rule);
	if (session->is_help_open) {
		draw_help(session, keymap, cells);
	} else {
		draw_panes(session, keymap, cells);
		draw_dividers(cells, layout);
	}
	pane_query.draw(&query);
	pane_bar.draw(&bar);
}

/* -- keys */

static void run(struct session *session, const char *name)
{
	session_run(session, action_find(name), NULL);
}

static void type(struct session *session, const struct key *key)
{
	char text[4];

	if (key->special == KEYS_NONE && !key->has_control && !key->has_alt)
		session_type(session, text, utf8_encode(key->code, text));
}

/* The session does not know how long the help is; it goes back to the last line there is. */
static void settle_help(struct session *session, const struct keymap *keymap)
{
	struct rect area = help_area(&session->layout);
	size_t top = help_top(session, keymap, &area);

	while (session->is_help_open && session->help_top > top) {
		size_t before = session->help_top;

		run(session, "up");
		if (session->help_top >= before)
			return;
	}
}

static void do_key(struct session *session, const struct keymap *keymap, const struct key *key)
{
	const struct binding *binding = keymap_find(keymap, session_context(session), key);

	session_say(session, MESSAGE_INFO, "%s", "");
	if (binding)
		session_run(session, binding->action, binding->argument);
	else
		type(session, key);
	if (session->is_help_open)
		settle_help(session, keymap);
}

/* A terminal sends Alt and a key as Escape and the key: where nothing is bound to the first, it was
 * the second, typed quickly. */
void screen_key(struct session *session, const struct keymap *keymap, const struct key *key)
{
	struct key escape = { .special = KEYS_ESCAPE }, plain = *key;

	if (!key->has_alt || keymap_find(keymap, session_context(session), key)) {
		do_key(session, keymap, key);
		return;
	}
	plain.has_alt = false;
	do_key(session, keymap, &escape);
	do_key(session, keymap, &plain);
}

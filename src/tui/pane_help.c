/*
 * Help: every action with its keys, from the table of actions and the key map.
 *
 * An action stands once in each part of the screen where a key runs it; one without a key is named
 * as it is typed after ':'.
 */
#include "config.h"

#include "tui/pane.h"

#include <string.h>

#include "tui/draw_int.h"
#include "tui/help_int.h"
#include "util/utf8.h"

#define KEYS_COL 2
#define KEY_COLS 20
#define KEY_COLS_NARROW 12
#define NARROW_COLS 60
#define KEYS_MAX 5               /* of one action in one part */

/* The parts of the help, each a set of contexts that are told apart where they differ. */
static const struct part { const char *heading; unsigned contexts; } parts[] = {
	{ "List, detail and filter pane", CONTEXT_PANES },
	{ "While a line is typed", CONTEXT_TYPING },
	{ "In this help", CONTEXT_HELP },
};

#define PARTS (sizeof parts / sizeof parts[0])

/* A sink for the lines of the help: drawn, or only counted. */
struct page {
	const struct pane_view *view; /* NULL: counted */
	int cols;
	size_t line, top;
};

static int key_cols(const struct page *page)
{
	return page->cols < NARROW_COLS ? KEY_COLS_NARROW : KEY_COLS;
}

/* Draws LEN bytes of the present line from column COL of the page on, where it is in sight. */
static void put(const struct page *page, int col, enum role role, const char *text, size_t len)
{
	const struct pane_view *view = page->view;
	int cols = page->cols - 1 - col;

	if (!view || page->line < page->top || cols <= 0 ||
	    page->line - page->top >= (size_t)view->area.rows)
		return;
	cells_put(view->cells, &view->area, view->area.row + (int)(page->line - page->top),
		  view->area.col + col, cols, role, text, len, true);
}

static void add_heading(struct page *page, const char *text)
{
	put(page, 1, ROLE_HEADING, text, strlen(text));
	page->line++;
}

/* Keys that have no room beside the text stand on a line of their own. */
static void add_entry(struct page *page, enum role role, const char *keys, const char *text)
{
	int col = KEYS_COL + key_cols(page);

	put(page, KEYS_COL, role, keys, strlen(keys));
	if ((int)utf8_cols(keys, strlen(keys)) >= key_cols(page))
		page->line++;
	do {
		size_t len = draw_break(text, page->cols - 1 - col);

		put(page, col, ROLE_KEY_TEXT, text, len);
		page->line++;
		if (len == 0)
			return;
		text += len;
		text += *text == ' ';
	} while (*text);
}

/* Whether a word stands among words divided by blanks. */
static bool has_word(const struct strbuf *words, const char *word, size_t len)
{
	const char *at = words->text;

	while (*at) {
		size_t step = strcspn(at, " ");

		if (step == len && memcmp(at, word, len) == 0)
			return true;
		at += step;
		at += *at == ' ';
	}
	return false;
}

static void add_keys(const struct keymap *keymap, enum context context,
		     const struct action *action, struct strbuf *out)
{
	struct strbuf keys = STRBUF_INIT;
	size_t at = 0;

	keymap_keys(keymap, context, action, KEYS_MAX, &keys);
	while (at < keys.len) {
		size_t len = strcspn(keys.text + at, " ");

		if (!has_word(out, keys.text + at, len)) {
			if (out->len > 0)
				strbuf_putc(out, ' ');
			strbuf_add(out, keys.text + at, len);
		}
		at += len + 1;
	}
	strbuf_release(&keys);
}

/* The keys of an action in a part, and where they work where that is not everywhere. */
static void find_keys(const struct keymap *keymap, const struct part *part,
		      const struct action *action, struct strbuf *keys, struct strbuf *where)
{
	unsigned bound = 0;

	for (unsigned bit = 1; bit <= part->contexts; bit <<= 1) {
		size_t before = keys->len;
		struct strbuf own = STRBUF_INIT;

		if (!(part->contexts & bit))
			continue;
		keymap_keys(keymap, (enum context)bit, action, 1, &own);
		add_keys(keymap, (enum context)bit, action, keys);
		if (own.len > 0 || keys->len > before) {
			bound |= bit;
			strbuf_puts(where, where->len > 0 ? ", " : "(");
			strbuf_puts(where, context_name((enum context)bit));
		}
		strbuf_release(&own);
	}
	if (bound == part->contexts)
		strbuf_clear(where);
	else if (where->len > 0)
		strbuf_putc(where, ')');
}

static void add_action(struct page *page, const struct keymap *keymap, const struct part *part,
		       const struct action *action)
{
	struct strbuf keys = STRBUF_INIT, text = STRBUF_INIT, where = STRBUF_INIT;
	enum role role = ROLE_KEY;

	find_keys(keymap, part, action, &keys, &where);
	if (keys.len == 0 && part->contexts == CONTEXT_PANES &&
	    (action->contexts & CONTEXT_PANES)) {
		strbuf_printf(&keys, ":%s", action->name);
		if (action->argument)
			strbuf_printf(&keys, " %s", action->argument);
		role = ROLE_LABEL;
	}
	strbuf_puts(&text, action->help);
	if (where.len > 0)
		strbuf_printf(&text, " %s", where.text);
	if (keys.len > 0)
		add_entry(page, role, keys.text, text.text);
	strbuf_release(&keys);
	strbuf_release(&text);
	strbuf_release(&where);
}

static void add_all(struct page *page, const struct keymap *keymap)
{
	for (size_t i = 0; i < PARTS; i++) {
		page->line += i > 0;
		add_heading(page, parts[i].heading);
		for (const struct action *action = action_table; action->name; action++)
			add_action(page, keymap, &parts[i], action);
	}
}

size_t help_lines(const struct keymap *keymap, int cols)
{
	struct page page = { NULL, cols, 0, 0 };

	add_all(&page, keymap);
	return page.line;
}

size_t help_top(const struct session *session, const struct keymap *keymap, const struct rect *area)
{
	size_t lines = help_lines(keymap, area->cols);
	size_t shown = area->rows > 0 ? (size_t)area->rows : 0;
	size_t last = lines > shown ? lines - shown : 0;

	return session->help_top < last ? session->help_top : last;
}

static void title(const struct pane_view *view, struct strbuf *out)
{
	(void)view;
	strbuf_puts(out, "Keys");
}

static void position(const struct pane_view *view, struct strbuf *out)
{
	size_t lines = help_lines(view->keymap, view->area.cols), rows = (size_t)view->area.rows;
	size_t top = help_top(view->session, view->keymap, &view->area);

	if (lines <= rows)
		return;
	if (top == 0)
		strbuf_puts(out, "top");
	else if (top + rows >= lines)
		strbuf_puts(out, "end");
	else
		strbuf_printf(out, "%zu%%", 100 * (top + rows) / lines);
}

static void draw(const struct pane_view *view)
{
	struct page page = { view, view->area.cols, 0,
			     help_top(view->session, view->keymap, &view->area) };

	add_all(&page, view->keymap);
	cells_cursor(view->cells, view->area.row, view->area.col, false);
}

const struct pane_ops pane_help = {
	.name = "help", .title = title, .position = position, .draw = draw,
};

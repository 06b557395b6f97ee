/*
 * Help: every action with its keys, from the table of actions and the key map.
 *
 * An action stands once in each part of the screen where a key runs it; one without a key is named as
 * it is typed after ':'.
 */
#include "config.h"

#include "tui/pane.h"

#include <string.h>

#include "tui/help_int.h"

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
	size_t line, top;
};

static bool is_shown(const struct page *page)
{
	return page->view && page->line >= page->top &&
	       page->line - page->top < (size_t)page->view->area.rows;
}

/* Draws one line where it is in sight, and goes to the next. */
static void add_line(struct page *page, enum role key_role, const char *key, const char *text,
		     const char *where)
{
	const struct rect *area;
	int row, col, end;

	if (!is_shown(page)) {
		page->line++;
		return;
	}
	area = &page->view->area;
	row = area->row + (int)(page->line++ - page->top);
	end = area->col + area->cols - 1;
	col = area->col + 2;
	if (!text) {
		cells_puts(page->view->cells, area, row, area->col + 1, key_role, key);
		return;
	}
	cells_put(page->view->cells, area, row, col, end - col, key_role, key, strlen(key), true);
	col += area->cols < NARROW_COLS ? KEY_COLS_NARROW : KEY_COLS;
	if (end - col <= 0)
		return;
	cells_put(page->view->cells, area, row, col - 1, 1, ROLE_TEXT, " ", 1, false);
	col += cells_put(page->view->cells, area, row, col, end - col, ROLE_KEY_TEXT, text,
			 strlen(text), true);
	if (*where && end - col > 4)
		cells_put(page->view->cells, area, row, col + 1, end - col - 1, ROLE_DIM, where,
			  strlen(where), true);
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
	struct strbuf keys = STRBUF_INIT, where = STRBUF_INIT;
	enum role role = ROLE_KEY;

	find_keys(keymap, part, action, &keys, &where);
	if (keys.len == 0 && part->contexts == CONTEXT_PANES &&
	    (action->contexts & CONTEXT_PANES)) {
		strbuf_printf(&keys, ":%s", action->name);
		if (action->argument)
			strbuf_printf(&keys, " %s", action->argument);
		role = ROLE_LABEL;
	}
	if (keys.len > 0)
		add_line(page, role, keys.text, action->help, where.text);
	strbuf_release(&keys);
	strbuf_release(&where);
}

static void add_all(struct page *page, const struct keymap *keymap)
{
	for (size_t i = 0; i < PARTS; i++) {
		if (i > 0)
			add_line(page, ROLE_TEXT, "", NULL, "");
		add_line(page, ROLE_HEADING, parts[i].heading, NULL, "");
		for (const struct action *action = action_table; action->name; action++)
			add_action(page, keymap, &parts[i], action);
	}
}

size_t help_lines(const struct keymap *keymap)
{
	struct page page = { NULL, 0, 0 };

	add_all(&page, keymap);
	return page.line;
}

size_t help_top(const struct session *session, const struct keymap *keymap, int rows)
{
	size_t lines = help_lines(keymap), shown = rows > 0 ? (size_t)rows : 0;
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
	size_t lines = help_lines(view->keymap), rows = (size_t)view->area.rows;
	size_t top = help_top(view->session, view->keymap, view->area.rows);

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
	struct page page = { view, 0, help_top(view->session, view->keymap, view->area.rows) };

	add_all(&page, view->keymap);
	cells_cursor(view->cells, view->area.row, view->area.col, false);
}

const struct pane_ops pane_help = {
	.name = "help", .title = title, .position = position, .draw = draw,
};

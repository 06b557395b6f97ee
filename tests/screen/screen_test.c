/*
 * Screens by scripts of keys.
 *
 *     screen_test [SCRIPT.keys ...]
 *
 * A script is lines of a command and what it takes:
 *
 *     world                    the postings of screen_world.c
 *     change                   one posting, in three versions
 *     seeds                    those of ../shared/seeds; without them the script ends here
 *     load PATH                a file or folder of the source tree
 *     loading FILES ALL REFUSED  a load goes on behind the screen and is so far
 *     loaded TEXT              it has ended with this
 *     query LINE               start with this query; before the first key
 *     size COLS ROWS           the size to start with
 *     locale ascii|utf8
 *     theme NAME DEPTH         whose styles the goldens have: mono, 16, 256 or rgb
 *     key NAME ...             keys by name
 *     type TEXT                characters, one key each
 *     paste TEXT
 *     press ROW COL [WHEEL]    the mouse
 *     resize COLS ROWS
 *     golden NAME              compares with golden/SCRIPT-NAME.txt: text, roles, cursor, styles
 *     expect TEXT              the screen shows TEXT
 *     request NAME             what the session asks of the terminal: quit, theme, notes, ...
 *     sweep                    every size draws soundly, and nothing is lost
 *
 * GENERATE=1 writes the goldens. Prints "ok NAME" or "not ok NAME" for each.
 */
#include "config.h"

#include "extract/extract.h"
#include "load/load.h"
#include "posting/vocabulary.h"
#include "screen_world.h"
#include "session/session.h"
#include "store/store.h"
#include "tui/pointer_int.h"
#include "tui/screen.h"
#include "tui/theme.h"
#include "util/date.h"
#include "util/file.h"
#include "util/path.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "tests/screen/"

/* What all scripts share. */
struct tools {
	struct vocabulary vocabulary;
	struct extractor *extractor;
	struct keymap keymap;
	bool is_generating;
	int failed;
};

struct script {
	struct tools *tools;
	const char *name;
	struct store *store;
	struct settings settings;
	struct session *session;
	struct cells cells;
	struct live_state load;  /* that goes on behind the screen */
	char query[256], theme[64];
	enum color_depth depth;
	int cols, rows, line;
	bool is_skipped;
};

/* -- results */

static void report(struct script *script, bool good, const char *what)
{
	printf("%s %s/%s\n", good ? "ok" : "not ok", script->name, what);
	script->tools->failed += !good;
}

static void complain(struct script *script, const char *why, const char *what)
{
	printf("# %s:%d: %s: %s\n", script->name, script->line, why, what);
	report(script, false, "script");
}

/* -- the screen */

static bool start(struct script *script)
{
	struct err err = ERR_INIT;
	struct session_options options = {
		.store = script->store, .vocabulary = &script->tools->vocabulary,
		.extractor = script->tools->extractor, .settings = &script->settings,
		.query = *script->query ? script->query : NULL, .today = clock_today(),
	};

	if (script->session)
		return true;
	script->session = session_new(&options, &err);
	if (!script->session) {
		complain(script, "no session", err.text);
		err_release(&err);
		return false;
	}
	session_resize(script->session, script->cols, script->rows);
	return true;
}

/* Whether every wide character has its second half, and the cursor is on the grid. */
static bool is_sound(const struct cells *cells)
{
	if (cells->cols > 0 && cells->rows > 0 &&
	    (cells->cursor_row < 0 || cells->cursor_row >= cells->rows || cells->cursor_col < 0 ||
	     cells->cursor_col >= cells->cols))
		return false;
	for (int row = 0; row < cells->rows; row++) {
		for (int col = 0; col < cells->cols; col++) {
			const struct cell *cell = cells_at(cells, row, col);
			bool is_second = col > 0 && cells_at(cells, row, col - 1)->cols == 2;

			if (is_second != (cell->cols == 0) ||
			    (cell->cols == 2 && col + 1 == cells->cols) ||
			    cell->role >= ROLE_COUNT || cell->over >= ROLE_COUNT ||
			    (cell->cols > 0 &&
			     utf8_cols(cell->text, strlen(cell->text)) != cell->cols))
				return false;
		}
	}
	return true;
}

static bool draw(struct script *script)
{
	screen_draw(script->session, &script->tools->keymap, &script->cells);
	return is_sound(&script->cells);
}

/* -- goldens */

static void add_color(struct strbuf *out, uint32_t color)
{
	if (color == COLOR_NONE)
		strbuf_puts(out, "default");
	else if (color & COLOR_RGB)
		strbuf_printf(out, "#%06x", (unsigned)(color & 0xffffff));
	else
		strbuf_printf(out, "%u", (unsigned)color);
}

static void add_style(struct strbuf *out, const struct style *style)
{
	static const char *const names[] = { "bold", "dim", "italic", "underline", "reverse" };

	add_color(out, style->foreground);
	strbuf_puts(out, " on ");
	add_color(out, style->background);
	for (unsigned i = 0; i < 5; i++)
		if (style->attributes >> i & 1)
			strbuf_printf(out, " %s", names[i]);
	strbuf_putc(out, '\n');
}

/* Adds the style of each pair of roles on the screen, in the order of the roles. */
static bool add_styles(struct script *script, struct strbuf *out)
{
	struct theme *theme = theme_load(script->theme, NULL, NULL);
	static bool seen[ROLE_COUNT][ROLE_COUNT];

	if (!theme)
		return false;
	memset(seen, 0, sizeof seen);
	for (int i = 0; i < script->cells.cols * script->cells.rows; i++)
		seen[script->cells.items[i].role][script->cells.items[i].over] = true;
	strbuf_printf(out, "= %s\n", script->theme);
	for (int role = 0; role < ROLE_COUNT; role++) {
		for (int over = 0; over < ROLE_COUNT; over++) {
			struct style style;

			if (!seen[role][over])
				continue;
			style = theme_style(theme, (enum role)role, (enum role)over,
					    script->depth);
			strbuf_puts(out, role_table[role].name);
			if (over != ROLE_TEXT)
				strbuf_printf(out, " under %s", role_table[over].name);
			strbuf_puts(out, ": ");
			add_style(out, &style);
		}
	}
	theme_free(theme);
	return true;
}

/* Shows the first line that differs. */
static void show_difference(const char *wanted, const char *got)
{
	int line = 1;

	while (*wanted && *got) {
		size_t a = strcspn(wanted, "\n"), b = strcspn(got, "\n");

		if (a != b || memcmp(wanted, got, a) != 0)
			break;
		wanted += a + (wanted[a] == '\n');
		got += b + (got[b] == '\n');
		line++;
	}
	printf("# line %d\n# wanted: %.*s\n# got:    %.*s\n", line,
	       (int)strcspn(wanted, "\n"), wanted, (int)strcspn(got, "\n"), got);
}

static bool write_golden(const char *path, const struct strbuf *text)
{
	FILE *file = fopen(path, "wb");
	bool good = file && fwrite(text->text, 1, text->len, file) == text->len;

	return file && fclose(file) == 0 && good;
}

static void compare(struct script *script, const char *name, const struct strbuf *text)
{
	struct strbuf path = STRBUF_INIT, wanted = STRBUF_INIT;
	bool good;

	strbuf_printf(&path, FOLDER "golden/%s-%s.txt", script->name, name);
	if (script->tools->is_generating) {
		good = write_golden(path.text, text);
	} else {
		good = file_read(path.text, (size_t)1 << 20, &wanted, NULL, NULL) &&
		       strcmp(wanted.text, text->text) == 0;
		if (!good)
			show_difference(wanted.text, text->text);
	}
	report(script, good, name);
	strbuf_release(&path);
	strbuf_release(&wanted);
}

static void do_golden(struct script *script, const char *name)
{
	struct strbuf text = STRBUF_INIT;

	if (!draw(script))
		complain(script, "the grid is not sound", name);
	cells_dump_text(&script->cells, &text);
	strbuf_puts(&text, "=\n");
	cells_dump_roles(&script->cells, &text);
	if (!add_styles(script, &text))
		complain(script, "no theme", script->theme);
	compare(script, name, &text);
	strbuf_release(&text);
}

static void do_expect(struct script *script, const char *wanted)
{
	struct strbuf text = STRBUF_INIT;
	bool good = draw(script);

	cells_dump_text(&script->cells, &text);
	good = good && strstr(text.text, wanted);
	if (!good)
		printf("# %s:%d: not on the screen: %s\n%s", script->name, script->line, wanted,
		       text.text);
	report(script, good, wanted);
	strbuf_release(&text);
}

/* -- sizes */

/* Small sizes all, larger ones with gaps that meet every width and height some time. */
static int next_side(int side, int dense)
{
	return side < dense ? side + 1 : side + 7;
}

/* What a resize must leave alone; what is scrolled may move. */
struct kept { int64_t id; size_t facet; enum pane_id focus; char *line; };

static struct kept keep(const struct session *session)
{
	return (struct kept){ session->list.id, session->facets.cursor, session->focus,
			      xstrdup(session->line.text.text) };
}

static bool same_kept(const struct kept *a, const struct kept *b)
{
	return a->id == b->id && a->facet == b->facet && a->focus == b->focus &&
	       strcmp(a->line, b->line) == 0;
}

static void do_sweep(struct script *script, const char *unused)
{
	struct kept before = keep(script->session), after;
	int cols = script->session->cols, rows = script->session->rows;
	bool good = true;
	char name[32];

	(void)unused;
	for (int width = 1; good && width <= 120; width = next_side(width, 24)) {
		for (int height = 1; good && height <= 40; height = next_side(height, 9)) {
			session_resize(script->session, width, height);
			good = draw(script);
			if (!good)
				printf("# %s:%d: unsound at %dx%d\n", script->name, script->line,
				       width, height);
		}
	}
	session_resize(script->session, cols, rows);
	after = keep(script->session);
	good = draw(script) && good && same_kept(&before, &after);
	snprintf(name, sizeof name, "sweep-%d", script->line);
	report(script, good, name);
	free(before.line);
	free(after.line);
}

/* -- commands */

static void do_world(struct script *script, const char *unused)
{
	struct err err = ERR_INIT;

	(void)unused;
	if (!screen_world_put(script->store, script->tools->vocabulary.gazetteer, clock_today(),
			      &err))
		complain(script, "the world", err.text);
	err_release(&err);
}

static void do_change(struct script *script, const char *unused)
{
	struct err err = ERR_INIT;

	(void)unused;
	if (!screen_world_change(script->store, script->tools->vocabulary.gazetteer, clock_today(),
				 &err))
		complain(script, "the changes", err.text);
	err_release(&err);
}

static void do_load(struct script *script, const char *path)
{
	struct load_input input = { .paths = &path, .path_count = 1 };
	struct load_report loaded;
	struct err err = ERR_INIT;

	load_report_init(&loaded);
	if (!load_run(script->store, script->tools->extractor, &input, 1, NULL, &loaded, &err))
		complain(script, path, err.text);
	load_report_release(&loaded);
	err_release(&err);
}

static void do_seeds(struct script *script, const char *unused)
{
	(void)unused;
	if (access("../shared/seeds", R_OK) == 0) {
		do_load(script, "../shared/seeds");
	} else {
		script->is_skipped = true;
		printf("skip %s: there is no ../shared/seeds\n", script->name);
	}
}

/* -- a load behind the screen */

static void look(void *data, struct live_state *state)
{
	const struct live_state *load = data;

	state->is_over = load->is_over;
	state->is_bad = load->is_bad;
	state->files = load->files;
	state->total_files = load->total_files;
	state->refused = load->refused;
	strbuf_clear(&state->said);
	strbuf_puts(&state->said, load->said.text);
}

static void poll(struct script *script)
{
	struct session_load load = { .look = look, .data = &script->load };

	if (!session_is_loading(script->session))
		session_follow_load(script->session, &load);
	/* What the script has put since then came on this very connection. */
	script->session->is_store_stale = true;
	session_poll(script->session);
}

static void do_loading(struct script *script, const char *text)
{
	char *end;

	script->load.files = (size_t)strtol(text, &end, 10);
	script->load.total_files = (size_t)strtol(end, &end, 10);
	script->load.refused = (size_t)strtol(end, &end, 10);
	poll(script);
}

static void do_loaded(struct script *script, const char *text)
{
	script->load.is_over = true;
	script->load.is_bad = script->load.refused > 0;
	strbuf_puts(&script->load.said, text);
	poll(script);
}

static void do_query(struct script *script, const char *line)
{
	snprintf(script->query, sizeof script->query, "%s", line);
}

static bool read_size(struct script *script, const char *text, int *cols, int *rows)
{
	char *end;

	*cols = (int)strtol(text, &end, 10);
	*rows = (int)strtol(end, &end, 10);
	if (*end == '\0')
		return true;
	complain(script, "no size", text);
	return false;
}

static void do_size(struct script *script, const char *text)
{
	read_size(script, text, &script->cols, &script->rows);
}

static void do_resize(struct script *script, const char *text)
{
	int cols, rows;

	if (read_size(script, text, &cols, &rows))
		session_resize(script->session, cols, rows);
}

static void do_locale(struct script *script, const char *name)
{
	script->cells.is_ascii = strcmp(name, "ascii") == 0;
}

static void do_theme(struct script *script, const char *text)
{
	static const char *const depths[] = { "mono", "16", "256", "rgb" };
	size_t len = strcspn(text, " "), depth = 0;

	snprintf(script->theme, sizeof script->theme, "%.*s", (int)len, text);
	text += len + strspn(text + len, " ");
	while (depth < 4 && strcmp(text, depths[depth]) != 0)
		depth++;
	if (depth == 4)
		complain(script, "no depth", text);
	else
		script->depth = (enum color_depth)depth;
}

static void press(struct script *script, const char *name, size_t len)
{
	struct key key;

	if (key_parse(name, len, &key))
		screen_key(script->session, &script->tools->keymap, &key);
	else
		complain(script, "no key", name);
	if (!draw(script))
		complain(script, "the grid is not sound after", name);
}

static void do_key(struct script *script, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, " ");

		press(script, names, len);
		names += len + strspn(names + len, " ");
	}
}

static void do_type(struct script *script, const char *text)
{
	for (size_t at = 0; text[at]; ) {
		uint32_t code;
		size_t len = utf8_decode(text + at, strlen(text + at), &code, NULL);

		press(script, code == ' ' ? "Space" : text + at, code == ' ' ? 5 : len);
		at += len;
	}
}

static void do_paste(struct script *script, const char *text)
{
	session_type(script->session, text, strlen(text));
}

static void do_press(struct script *script, const char *text)
{
	struct pointer pointer = { 0, 0, 0 };
	char *end;

	pointer.row = (int)strtol(text, &end, 10);
	pointer.col = (int)strtol(end, &end, 10);
	pointer.wheel = (int)strtol(end, &end, 10);
	pointer_press(script->session, &pointer);
}

static void do_request(struct script *script, const char *wanted)
{
	static const char *const names[] = {
		[REQUEST_NONE] = "none", [REQUEST_QUIT] = "quit", [REQUEST_SUSPEND] = "suspend",
		[REQUEST_REDRAW] = "redraw", [REQUEST_EDIT_NOTES] = "notes",
		[REQUEST_OPEN_LINK] = "link", [REQUEST_THEME] = "theme",
	};
	struct request request = session_take_request(script->session);
	struct strbuf got = STRBUF_INIT;

	strbuf_puts(&got, names[request.kind]);
	if (request.text && *request.text)
		strbuf_printf(&got, " %s", request.text);
	if (strcmp(got.text, wanted) != 0)
		printf("# %s:%d: asked for %s\n", script->name, script->line, got.text);
	report(script, strcmp(got.text, wanted) == 0, wanted);
	strbuf_release(&got);
	free(request.text);
}

static const struct command {
	const char *name;
	void (*run)(struct script *script, const char *text);
	bool needs_session;
} commands[] = {
	{ "world", do_world, false },   { "change", do_change, false },
	{ "seeds", do_seeds, false },
	{ "load", do_load, false },     { "query", do_query, false },
	{ "size", do_size, false },     { "locale", do_locale, false },
	{ "theme", do_theme, false },   { "key", do_key, true },
	{ "type", do_type, true },      { "paste", do_paste, true },
	{ "press", do_press, true },    { "resize", do_resize, true },
	{ "golden", do_golden, true },  { "expect", do_expect, true },
	{ "request", do_request, true }, { "sweep", do_sweep, true },
	{ "loading", do_loading, true }, { "loaded", do_loaded, true },
};

static void run_line(struct script *script, char *line)
{
	size_t len = strcspn(line, " ");
	const char *text = line + len + strspn(line + len, " ");

	if (*line == '#' || *line == '\0')
		return;
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		if (strlen(commands[i].name) != len || strncmp(commands[i].name, line, len) != 0)
			continue;
		if (!commands[i].needs_session || start(script))
			commands[i].run(script, text);
		return;
	}
	complain(script, "no command", line);
}

static void run_lines(struct script *script, char *text)
{
	while (*text && !script->is_skipped) {
		size_t len = strcspn(text, "\n");
		char *next = text + len + (text[len] == '\n');

		text[len] = '\0';
		script->line++;
		run_line(script, text);
		text = next;
	}
}

static void run_script(struct tools *tools, const char *path)
{
	struct script script = { .tools = tools, .cols = 80, .rows = 24, .theme = "dark",
				 .depth = DEPTH_RGB };
	struct strbuf text = STRBUF_INIT;
	const char *file = path_name(path);
	char *name = xstrndup(file, strcspn(file, "."));

	script.name = name;
	cells_init(&script.cells);
	live_state_init(&script.load);
	script.store = store_open_memory(&tools->vocabulary, NULL);
	if (script.store && settings_load(&script.settings, NULL, false, NULL) &&
	    file_read(path, (size_t)1 << 20, &text, NULL, NULL))
		run_lines(&script, text.text);
	else
		complain(&script, "cannot be run", path);
	session_free(script.session);
	settings_release(&script.settings);
	store_close(script.store);
	cells_release(&script.cells);
	live_state_release(&script.load);
	strbuf_release(&text);
	free(name);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void run_all(struct tools *tools)
{
	struct { char **items; size_t count, cap; } names = { NULL, 0, 0 };
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		size_t len = strlen(entry->d_name);

		if (len > 5 && strcmp(entry->d_name + len - 5, ".keys") == 0)
			*VEC_PUSH(&names) = path_join(FOLDER, entry->d_name);
	}
	if (folder)
		closedir(folder);
	if (names.count > 0)
		qsort(names.items, names.count, sizeof *names.items, compare_names);
	else
		tools->failed++;
	for (size_t i = 0; i < names.count; i++) {
		run_script(tools, names.items[i]);
		free(names.items[i]);
	}
	VEC_RELEASE(&names);
}

int main(int argc, char *argv[])
{
	const char *source = getenv("srcdir"), *generate = getenv("GENERATE");
	struct tools tools = { .is_generating = generate && *generate };
	struct err err = ERR_INIT;

	setenv("SHORTLIST_NOW", "2026-11-22T12:00:00Z", 1);
	if ((source && chdir(source) != 0) || !vocabulary_load(&tools.vocabulary, NULL, &err) ||
	    !(tools.extractor = extractor_new(&tools.vocabulary, NULL, &err)) ||
	    !keymap_load(&tools.keymap, NULL, &err)) {
		printf("not ok screens\n# %s\n", err.text ? err.text : "no source");
		return 1;
	}
	for (int i = 1; i < argc; i++)
		run_script(&tools, argv[i]);
	if (argc < 2)
		run_all(&tools);
	keymap_release(&tools.keymap);
	extractor_free(tools.extractor);
	vocabulary_release(&tools.vocabulary);
	return tools.failed > 0;
}

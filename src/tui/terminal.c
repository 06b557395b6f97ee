/* The terminal, by curses: opening it safely, drawing cells, reading keys. */
#include "config.h"

#include "tui/terminal.h"

#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "tui/keycode_int.h"
#include "tui/signals_int.h"
#include "tui/swatch_int.h"
#include "tui/tty_int.h"
#include "util/alloc.h"
#include "util/utf8.h"

#define ESCAPE_DELAY_MS 25
#define PASTE_BYTES_MAX 1024
#define PASTE_WAIT_MS 500
#define SCRATCH_COLS 8

/* Key codes of our own, beyond those that curses gives to what terminfo names. */
#define CODE_FIRST (KEY_MAX + 4096)

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char mouse_off[] = "\033[?1006;1000l";

struct look { bool is_known; attr_t attributes; int pair; };

static struct {
	SCREEN *screen;
	struct tty tty;
	bool is_left;            /* given back for another program */
	bool has_paste;
	enum color_depth depth;
	struct swatch swatch;
	struct cells shown;
	const struct theme *theme;
	WINDOW *scratch;         /* never shown */
	struct look looks[ROLE_COUNT][ROLE_COUNT];
	struct strbuf rescue;
} terminal;

/* -- opening */

/* A string of the terminal's description; NULL where it has none. */
static const char *capability(const char *name)
{
	const char *text = tigetstr((NCURSES_CONST char *)(uintptr_t)name);

	return text == (char *)-1 ? NULL : text;
}

/* Looks at the terminal's description before curses does, which would end the program. */
static bool check_kind(struct err *err)
{
	const char *name = getenv("TERM");
	int result = 0;
	bool is_usable = setupterm(NULL, fileno(terminal.tty.out), &result) == OK && result == 1 &&
			 capability("cup") && capability("clear") && capability("el");

	if (cur_term)
		del_curterm(cur_term);
	if (is_usable)
		return true;
	return err_set(err, STATUS_UNAVAILABLE, "terminal \"%s\" cannot be used; try \"shortlist "
		       "list\" or TERM=xterm", name && *name ? name : "(TERM is not set)");
}

static void define_keys(void)
{
	const struct keycode_sequence *row = keycode_sequences;

	for (int i = 0; row[i].sequence; i++)
		if (key_defined(row[i].sequence) == 0)
			define_key(row[i].sequence, CODE_FIRST + i);
}

static void set_modes(bool use_mouse)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	set_escdelay(ESCAPE_DELAY_MS);
	curs_set(0);
	if (use_mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
		mouseinterval(0);
	}
}

static void set_colors(bool no_color)
{
	terminal.depth = DEPTH_MONO;
	if (no_color || !has_colors() || start_color() != OK || COLORS < 8)
		return;
	terminal.swatch = (struct swatch){
		.color_count = COLORS, .has_default = use_default_colors() == OK,
		.is_direct = COLORS > 256 && tigetflag((NCURSES_CONST char *)(uintptr_t)"RGB") == 1,
		.change = init_extended_color };
	if (terminal.swatch.is_direct ||
	    (COLORS >= 256 && tty_has_true_color() && can_change_color()))
		terminal.depth = DEPTH_RGB;
	else
		terminal.depth = COLORS >= 256 ? DEPTH_256 : DEPTH_16;
}

/* -- what restores the terminal when nothing else can */

static int keep_byte(int byte)
{
	strbuf_putc(&terminal.rescue, (char)byte);
	return byte;
}

static void prepare_rescue(bool has_mouse)
{
	static const char *const names[] = { "rmkx", "cnorm", "sgr0", "op", "oc", "rmcup" };

	strbuf_clear(&terminal.rescue);
	if (terminal.has_paste)
		strbuf_puts(&terminal.rescue, paste_off);
	if (has_mouse)
		strbuf_puts(&terminal.rescue, mouse_off);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (capability(names[i]) && (strcmp(names[i], "oc") != 0 || can_change_color()))
			tputs(capability(names[i]), 1, keep_byte);
	signals_set_rescue(fileno(terminal.tty.out), terminal.rescue.text, terminal.rescue.len,
			   &terminal.tty.before);
}

static bool start(const struct terminal_options *options, struct err *err)
{
	if (!signals_open(err))
		return false;
	terminal.screen = newterm(NULL, terminal.tty.out, terminal.tty.in);
	if (!terminal.screen) {
		signals_close();
		return err_set(err, STATUS_UNAVAILABLE, "the terminal cannot be set up; try "
			       "TERM=xterm");
	}
	terminal.scratch = newpad(1, SCRATCH_COLS);
	terminal.has_paste = tty_is_like_xterm();
	set_modes(options->use_mouse);
	set_colors(options->no_color);
	define_keys();
	prepare_rescue(options->use_mouse);
	alloc_on_failure(terminal_close);
	if (terminal.has_paste)
		tty_write(&terminal.tty, paste_on);
	return true;
}

bool terminal_open(const struct terminal_options *options, struct err *err)
{
	memset(&terminal, 0, sizeof terminal);
	cells_init(&terminal.shown);
	strbuf_init(&terminal.rescue);
	if (tty_open(&terminal.tty, err) && check_kind(err) && start(options, err))
		return true;
	tty_close(&terminal.tty);
	strbuf_release(&terminal.rescue);
	return false;
}

void terminal_close(void)
{
	if (!terminal.screen)
		return;
	terminal_leave();
	alloc_on_failure(NULL);
	delwin(terminal.scratch);
	delscreen(terminal.screen);
	terminal.screen = NULL;
	tcsetattr(fileno(terminal.tty.in), TCSADRAIN, &terminal.tty.before);
	signals_close();
	tty_close(&terminal.tty);
	cells_release(&terminal.shown);
	swatch_release(&terminal.swatch);
	strbuf_release(&terminal.rescue);
}

/* -- what it is like */

/* The size may have changed without a signal, while another program had the terminal. */
static void read_size(void)
{
	int rows = LINES, cols = COLS;

	tty_size(&terminal.tty, &cols, &rows);
	if (rows != LINES || cols != COLS)
		resize_term(rows, cols);
}

void terminal_size(int *cols, int *rows)
{
	*cols = COLS;
	*rows = LINES;
}

enum color_depth terminal_depth(void)
{
	return terminal.depth;
}

/* -- colours */

/* The pair of two colours; 0, the terminal's own, where no more can be had. */
static int pair_of(int foreground, int background)
{
	bool is_new;
	int pair = swatch_pair(&terminal.swatch, foreground, background, COLOR_PAIRS - 1, &is_new);

	if (is_new && init_extended_pair(pair, foreground, background) != OK)
		return 0;
	return pair;
}

static attr_t attributes_of(unsigned attributes)
{
	static const struct { unsigned attribute; attr_t curses; } rows[] = {
		{ ATTRIBUTE_BOLD, A_BOLD },     { ATTRIBUTE_DIM, A_DIM },
		{ ATTRIBUTE_ITALIC, A_ITALIC }, { ATTRIBUTE_UNDERLINE, A_UNDERLINE },
		{ ATTRIBUTE_REVERSE, A_REVERSE },
	};
	attr_t result = A_NORMAL;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (attributes & rows[i].attribute)
			result |= rows[i].curses;
	return result;
}

static const struct look *look_of(const struct theme *theme, const struct cell *cell)
{
	struct look *look = &terminal.looks[cell->role][cell->over];
	struct style style;
	int foreground, background;

	if (look->is_known)
		return look;
	style = theme_style(theme, (enum role)cell->role, (enum role)cell->over, terminal.depth);
	if (terminal.depth != DEPTH_MONO) {
		swatch_numbers(&terminal.swatch, &style, &foreground, &background);
		look->pair = pair_of(foreground, background);
	}
	look->attributes = attributes_of(style.attributes);
	look->is_known = true;
	return look;
}

/* -- drawing */

/* The columns that curses, which asks the C library, takes a character for; 0 for none. */
static int curses_cols(const cchar_t *character)
{
	if (mvwadd_wch(terminal.scratch, 0, 0, character) != OK)
		return 0;
	return getcurx(terminal.scratch);
}

/* Where curses and the grid do not agree on the columns, a mark stands, or a blank after it. */
static void put_cell(int row, int col, const struct cell *cell, const struct theme *theme)
{
	const struct look *look = look_of(theme, cell);
	wchar_t codes[TTY_CODES + 1];
	cchar_t character;
	int pair = look->pair, cols = 1;

	tty_codes(cell->text, codes);
	setcchar(&character, codes, look->attributes, (short)0, &pair);
	if (codes[0] >= 0x7F)
		cols = curses_cols(&character);
	if (cols == 0 || cols > cell->cols) {
		setcchar(&character, L"?", look->attributes, (short)0, &pair);
		cols = 1;
	}
	mvadd_wch(row, col, &character);
	if (cell->cols > cols) {
		setcchar(&character, L" ", look->attributes, (short)0, &pair);
		mvadd_wch(row, col + 1, &character);
	}
}

void terminal_draw(const struct cells *cells, const struct theme *theme, bool all)
{
	bool is_new = all || theme != terminal.theme || terminal.shown.cols != cells->cols ||
		      terminal.shown.rows != cells->rows;

	if (all || theme != terminal.theme)
		memset(terminal.looks, 0, sizeof terminal.looks);
	terminal.theme = theme;
	for (int row = 0; row < cells->rows; row++) {
		for (int col = 0; col < cells->cols; col++) {
			const struct cell *cell = cells_at(cells, row, col);

			if (cell->cols > 0 &&
			    (is_new || !cells_same(cell, cells_at(&terminal.shown, row, col))))
				put_cell(row, col, cell, theme);
		}
	}
	cells_copy(&terminal.shown, cells);
	if (all)
		clearok(curscr, TRUE);
	curs_set(cells->has_cursor ? 1 : 0);
	move(cells->cursor_row, cells->cursor_col);
	refresh();
}

/* -- keys */

/* The name of a key that is no character; "" for one without. */
static const char *name_of(int result, wint_t code)
{
	const char *name = NULL;

	if (result == KEY_CODE_YES)
		name = (int)code >= CODE_FIRST ? keycode_sequences[(int)code - CODE_FIRST].name
					       : keyname((int)code);
	return name ? name : "";
}

/* Keeps what is pasted up to its end, or until no more comes. */
static void read_paste(struct strbuf *out)
{
	wint_t code;
	char text[4];

	strbuf_clear(out);
	out->ceiling = PASTE_BYTES_MAX;
	for (;;) {
		int result = get_wch(&code);

		if (result == ERR) {
			if (signals_wait(fileno(terminal.tty.in), PASTE_WAIT_MS) != INPUT_READY)
				return;
		} else if (strcmp(name_of(result, code), KEYCODE_PASTE_END) == 0) {
			return;
		} else if (result == OK) {
			strbuf_add(out, text, utf8_encode((uint32_t)code, text));
		}
	}
}

static bool read_pointer(struct pointer *pointer)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return false;
	pointer->row = event.y;
	pointer->col = event.x;
	pointer->wheel = event.bstate & BUTTON4_PRESSED ? -1 :
				 event.bstate & BUTTON5_PRESSED ? 1 : 0;
	return true;
}

/* Reads what has come, without waiting; EVENT_TIMEOUT for nothing that means anything. */
static enum terminal_event read_event(struct terminal_input *input)
{
	wint_t code;
	int result;
	bool is_key;

	input->key = (struct key){ .special = KEYS_NONE };
	errno = 0;
	result = get_wch(&code);
	if (result == ERR)
		return errno == EIO ? EVENT_HANGUP : EVENT_TIMEOUT;
	terminal.tty.empty_reads = 0;
	if (result == OK && code == KEYCODE_ESCAPE) {
		wint_t next;
		int follows = get_wch(&next);

		if (follows != ERR) {
			input->key.has_alt = true;
			result = follows;
			code = next;
		}
	}
	if (strcmp(name_of(result, code), KEYCODE_PASTE_START) == 0) {
		read_paste(&input->pasted);
		return EVENT_PASTE;
	}
	if (result == KEY_CODE_YES && code == KEY_MOUSE)
		return read_pointer(&input->pointer) ? EVENT_POINTER : EVENT_TIMEOUT;
	is_key = result == KEY_CODE_YES ? keycode_named(name_of(result, code), &input->key)
					: keycode_character((uint32_t)code, &input->key);
	return is_key ? EVENT_KEY : EVENT_TIMEOUT;
}

/* -- waiting */

/* What the signals that came mean; EVENT_TIMEOUT for nothing. */
static enum terminal_event signal_event(struct terminal_input *input)
{
	unsigned seen = signals_take();

	if (seen & SIGNAL_HANGUP)
		return EVENT_HANGUP;
	if (seen & SIGNAL_TERMINATE)
		return EVENT_TERMINATE;
	if (seen & SIGNAL_STOP) {
		terminal_suspend();
		return EVENT_RESUMED;
	}
	if (seen & SIGNAL_CONTINUE) {
		terminal_leave();
		terminal_enter();
		return EVENT_RESUMED;
	}
	if (seen & SIGNAL_INTERRUPT) {
		input->key = (struct key){ .code = 'C', .has_control = true };
		return EVENT_KEY;
	}
	if (seen & SIGNAL_RESIZE) {
		read_size();
		return EVENT_RESIZE;
	}
	return EVENT_TIMEOUT;
}

enum terminal_event terminal_wait(int milliseconds, struct terminal_input *input)
{
	int fd = fileno(terminal.tty.in), bytes;

	/* Signals are let through also where there are always more keys to be read. */
	signals_wait(-1, 0);
	for (;;) {
		enum terminal_event event = signal_event(input);

		if (event == EVENT_TIMEOUT)
			event = read_event(input);
		if (event != EVENT_TIMEOUT)
			return event;
		switch (signals_wait(fd, milliseconds)) {
		case INPUT_GONE:
			return EVENT_HANGUP;
		case INPUT_TIMEOUT:
			return EVENT_TIMEOUT;
		case INPUT_SIGNAL:
			break;
		case INPUT_READY:
			bytes = tty_bytes(&terminal.tty);
			event = read_event(input);
			if (event != EVENT_TIMEOUT)
				return event;
			if (tty_is_at_end(&terminal.tty, bytes))
				return EVENT_HANGUP;
			break;
		}
	}
}

bool terminal_has_input(void)
{
	return signals_wait(fileno(terminal.tty.in), 0) != INPUT_TIMEOUT;
}

/* -- giving it back */

void terminal_leave(void)
{
	if (terminal.is_left)
		return;
	terminal.is_left = true;
	if (terminal.has_paste)
		tty_write(&terminal.tty, paste_off);
	endwin();
}

void terminal_enter(void)
{
	if (!terminal.is_left)
		return;
	terminal.is_left = false;
	reset_prog_mode();
	read_size();
	clearok(curscr, TRUE);
	refresh();
	if (terminal.has_paste)
		tty_write(&terminal.tty, paste_on);
}

void terminal_suspend(void)
{
	terminal_leave();
	signals_stop();
	terminal_enter();
	/* That it was continued is known. */
	signals_wait(-1, 0);
	signals_take();
}

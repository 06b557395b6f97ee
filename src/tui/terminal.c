/* The terminal, by curses: opening it safely, drawing cells, reading keys. */
#include "config.h"

#include "tui/terminal.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "tui/color_int.h"
#include "tui/keycode_int.h"
#include "tui/signals_int.h"
#include "tui/swatch_int.h"
#include "tui/tty_int.h"
#include "util/alloc.h"
#include "util/utf8.h"

#define ESCAPE_DELAY_MS 25
#define PASTE_BYTES_MAX 1024
#define PASTE_WAIT_MS 500

/* Key codes of our own, for sequences that terminfo does not name. */
enum { CODE_PASTE_START = KEY_MAX + 101, CODE_PASTE_END };

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

struct look { bool is_known; attr_t attributes; int pair; };

static struct {
	SCREEN *screen;
	struct tty tty;
	bool is_left;            /* given back for another program */
	bool has_paste;
	enum color_depth depth;
	bool is_direct;          /* colours are given as red, green and blue */
	bool has_default_colors;
	int color_count;
	struct swatch swatch;
	struct cells shown;
	const struct theme *theme;
	struct look looks[ROLE_COUNT][ROLE_COUNT];
	struct strbuf rescue;
} terminal;

/* -- opening */

static bool has_string(const char *name)
{
	const char *text = tigetstr((NCURSES_CONST char *)(uintptr_t)name);

	return text && text != (char *)-1;
}

/* Looks at the terminal's description before curses does, which would end the program. */
static bool check_kind(struct err *err)
{
	const char *name = getenv("TERM");
	int result = 0;
	bool is_usable = setupterm(NULL, fileno(terminal.tty.out), &result) == OK && result == 1 &&
			 has_string("cup") && has_string("clear") && has_string("el");

	if (cur_term)
		del_curterm(cur_term);
	if (is_usable)
		return true;
	return err_set(err, STATUS_UNAVAILABLE, "terminal \"%s\" cannot be used; try \"shortlist "
		       "list\" or TERM=xterm", name ? name : "");
}

static void define(const char *sequence, int code)
{
	define_key((NCURSES_CONST char *)(uintptr_t)sequence, code);
}

static void define_keys(void)
{
	static const struct { const char *sequence; int code; } keys[] = {
		{ "\033[H", KEY_HOME },  { "\033[F", KEY_END },  { "\033OH", KEY_HOME },
		{ "\033OF", KEY_END },   { "\033[1~", KEY_HOME }, { "\033[4~", KEY_END },
		{ "\033[7~", KEY_HOME }, { "\033[8~", KEY_END },  { "\033[Z", KEY_BTAB },
		{ "\033[A", KEY_UP },    { "\033[B", KEY_DOWN },  { "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT },
	};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (key_defined(keys[i].sequence) == 0)
			define(keys[i].sequence, keys[i].code);
	if (terminal.has_paste) {
		define("\033[200~", CODE_PASTE_START);
		define("\033[201~", CODE_PASTE_END);
	}
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
	const char *said = getenv("COLORTERM");
	bool is_true = said && (strcmp(said, "truecolor") == 0 || strcmp(said, "24bit") == 0);

	terminal.depth = DEPTH_MONO;
	if (no_color || !has_colors() || start_color() != OK || COLORS < 8)
		return;
	terminal.color_count = COLORS;
	terminal.has_default_colors = use_default_colors() == OK;
	terminal.is_direct = COLORS > 256 && tigetflag((NCURSES_CONST char *)(uintptr_t)"RGB") == 1;
	if (terminal.is_direct || (COLORS >= 256 && is_true && can_change_color()))
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

static void keep_string(const char *name)
{
	const char *text = tigetstr((NCURSES_CONST char *)(uintptr_t)name);

	if (text && text != (char *)-1)
		tputs(text, 1, keep_byte);
}

static void prepare_rescue(void)
{
	static const char *const names[] = { "rmkx", "cnorm", "sgr0", "op", "oc", "rmcup" };

	strbuf_clear(&terminal.rescue);
	if (terminal.has_paste)
		strbuf_puts(&terminal.rescue, paste_off);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], "oc") != 0 || can_change_color())
			keep_string(names[i]);
	signals_set_rescue(fileno(terminal.tty.out), terminal.rescue.text, terminal.rescue.len,
			   &terminal.tty.before);
}

static void write_out(const char *text)
{
	fputs(text, terminal.tty.out);
	fflush(terminal.tty.out);
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
	terminal.has_paste = tty_is_like_xterm();
	set_modes(options->use_mouse);
	set_colors(options->no_color);
	define_keys();
	prepare_rescue();
	alloc_on_failure(terminal_close);
	if (terminal.has_paste)
		write_out(paste_on);
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

bool terminal_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* -- colours */

/* A number of the 256 that shows the colour, changed to it where it did not. */
static int palette_color(uint32_t rgb)
{
	bool is_new;
	int number = swatch_color(&terminal.swatch, rgb, &is_new);

	if (is_new)
		init_extended_color(number, (int)((rgb >> 16 & 0xff) * 1000 / 255),
				    (int)((rgb >> 8 & 0xff) * 1000 / 255),
				    (int)((rgb & 0xff) * 1000 / 255));
	return number;
}

/* The number that curses knows a colour by; OTHER where there is no default colour. */
static int color_number(uint32_t color, int other)
{
	if (color == COLOR_NONE)
		return terminal.has_default_colors ? -1 : other;
	if (color & COLOR_RGB)
		return terminal.is_direct ? (int)(color & 0xffffff) : palette_color(color & 0xffffff);
	if (terminal.is_direct)
		return color < 8 ? (int)color : (int)color_rgb(color);
	return (int)color;
}

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
	look->is_known = true;
	style = theme_style(theme, (enum role)cell->role, (enum role)cell->over, terminal.depth);
	look->attributes = attributes_of(style.attributes);
	if (terminal.depth == DEPTH_MONO)
		return look;
	foreground = color_number(style.foreground, COLOR_WHITE);
	background = color_number(style.background, COLOR_BLACK);
	/* With eight colours the bright ones are the bold ones. */
	if (terminal.color_count < 16 && foreground >= 8)
		look->attributes |= A_BOLD;
	if (terminal.color_count < 16) {
		foreground = foreground >= 8 ? foreground - 8 : foreground;
		background = background >= 8 ? background - 8 : background;
	}
	look->pair = pair_of(foreground, background);
	return look;
}

/* -- drawing */

static void put_cell(int row, int col, const struct cell *cell, const struct theme *theme)
{
	const struct look *look = look_of(theme, cell);
	wchar_t codes[TTY_CODES + 1];
	cchar_t character;
	int pair = look->pair;

	tty_codes(cell, codes);
	setcchar(&character, codes, look->attributes, (short)0, &pair);
	mvadd_wch(row, col, &character);
	if (cell->cols == 2 && wcwidth(codes[0]) == 1) {
		setcchar(&character, L" ", look->attributes, (short)0, &pair);
		mvadd_wch(row, col + 1, &character);
	}
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->cols == b->cols && a->role == b->role && a->over == b->over &&
	       strcmp(a->text, b->text) == 0;
}

static void keep_shown(const struct cells *cells)
{
	if (terminal.shown.cols != cells->cols || terminal.shown.rows != cells->rows)
		cells_clear(&terminal.shown, cells->cols, cells->rows);
	if (cells->cols > 0 && cells->rows > 0)
		memcpy(terminal.shown.items, cells->items,
		       (size_t)cells->cols * (size_t)cells->rows * sizeof *cells->items);
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
			    (is_new || !same_cell(cell, cells_at(&terminal.shown, row, col))))
				put_cell(row, col, cell, theme);
		}
	}
	keep_shown(cells);
	if (all)
		clearok(curscr, TRUE);
	curs_set(cells->has_cursor ? 1 : 0);
	move(cells->cursor_row, cells->cursor_col);
	refresh();
}

/* -- keys */

static const struct { int code; enum key_special special; bool has_control; } special_keys[] = {
	{ KEY_UP, KEYS_UP, false },            { KEY_DOWN, KEYS_DOWN, false },
	{ KEY_LEFT, KEYS_LEFT, false },        { KEY_RIGHT, KEYS_RIGHT, false },
	{ KEY_HOME, KEYS_HOME, false },        { KEY_END, KEYS_END, false },
	{ KEY_FIND, KEYS_HOME, false },        { KEY_SELECT, KEYS_END, false },
	{ KEY_A1, KEYS_HOME, false },          { KEY_C1, KEYS_END, false },
	{ KEY_A3, KEYS_PAGE_UP, false },       { KEY_C3, KEYS_PAGE_DOWN, false },
	{ KEY_PPAGE, KEYS_PAGE_UP, false },    { KEY_NPAGE, KEYS_PAGE_DOWN, false },
	{ KEY_IC, KEYS_INSERT, false },        { KEY_DC, KEYS_DELETE, false },
	{ KEY_BACKSPACE, KEYS_BACKSPACE, false }, { KEY_ENTER, KEYS_ENTER, false },
	{ KEY_BTAB, KEYS_SHIFT_TAB, false },   { KEY_SR, KEYS_UP, false },
	{ KEY_SF, KEYS_DOWN, false },          { KEY_SLEFT, KEYS_LEFT, false },
	{ KEY_SRIGHT, KEYS_RIGHT, false },
};

static bool set_special(int code, struct key *key)
{
	const char *name;

	for (size_t i = 0; i < sizeof special_keys / sizeof special_keys[0]; i++) {
		if (special_keys[i].code == code) {
			key->special = special_keys[i].special;
			return true;
		}
	}
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		key->special = (enum key_special)(KEYS_F1 + (code - KEY_F(1)));
		return true;
	}
	name = code > KEY_MAX ? keyname(code) : NULL;
	return name && keycode_named(name, key);
}

static bool set_key(int result, wint_t code, struct key *key)
{
	return result == KEY_CODE_YES ? set_special((int)code, key)
				      : keycode_character((uint32_t)code, key);
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
		} else if (result == KEY_CODE_YES && (int)code == CODE_PASTE_END) {
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
	pointer->wheel = event.bstate & BUTTON4_PRESSED ? -1 : event.bstate & BUTTON5_PRESSED ? 1 : 0;
	return true;
}

/* Reads what has come, without waiting; EVENT_TIMEOUT for nothing that means anything. */
static enum terminal_event read_event(struct terminal_input *input)
{
	wint_t code;
	int result;

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
	if (result == KEY_CODE_YES && (int)code == CODE_PASTE_START) {
		read_paste(&input->pasted);
		return EVENT_PASTE;
	}
	if (result == KEY_CODE_YES && code == KEY_MOUSE)
		return read_pointer(&input->pointer) ? EVENT_POINTER : EVENT_TIMEOUT;
	return set_key(result, code, &input->key) ? EVENT_KEY : EVENT_TIMEOUT;
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

/* -- giving it back */

void terminal_leave(void)
{
	if (terminal.is_left)
		return;
	terminal.is_left = true;
	if (terminal.has_paste)
		write_out(paste_off);
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
		write_out(paste_on);
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

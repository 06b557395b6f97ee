/* The terminal, by curses: opening it safely, what painting it takes, reading keys. */
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
#include "tui/paint_int.h"
#include "tui/signals_int.h"
#include "tui/swatch_int.h"
#include "tui/tty_int.h"
#include "util/alloc.h"
#include "util/utf8.h"

#define ESCAPE_DELAY_MS 25
#define PASTE_BYTES_MAX 1024
#define PASTE_WAIT_MS 500

/* Key codes of our own, beyond those that curses gives to what terminfo names. */
#define CODE_FIRST (KEY_MAX + 4096)

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char mouse_off[] = "\033[?1006;1000l";
/* A terminal that knows them shows a frame at once; the others pass over them. */
static const char frame_on[] = "\033[?2026h", frame_off[] = "\033[?2026l";

static struct {
	SCREEN *screen;
	struct tty tty;
	bool is_left;            /* given back for another program */
	bool is_like_xterm;
	enum color_depth depth;
	struct swatch swatch;
	const struct theme *theme;
	WINDOW *keys;            /* a pad, which reading from does not show as it would a window */
	struct paint paint;
	bool is_look_new;        /* one was made since something was written */
	struct strbuf caught;    /* what curses would write */
	struct strbuf rescue;
} terminal;

/* -- opening */

/* A string of the terminal's description; NULL where it has none. */
static const char *capability(const char *name)
{
	const char *text = tigetstr((NCURSES_CONST char *)(uintptr_t)name);

	return text == (char *)-1 ? NULL : text;
}

static bool has_flag(const char *name)
{
	return tigetflag((NCURSES_CONST char *)(uintptr_t)name) == 1;
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
	keypad(terminal.keys, TRUE);
	nodelay(terminal.keys, TRUE);
	intrflush(terminal.keys, FALSE);
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
		.is_direct = COLORS > 256 && has_flag("RGB"),
		.change = init_extended_color, .make = init_extended_pair };
	if (terminal.swatch.is_direct ||
	    (COLORS >= 256 && tty_has_true_color() && can_change_color()))
		terminal.depth = DEPTH_RGB;
	else
		terminal.depth = COLORS >= 256 ? DEPTH_256 : DEPTH_16;
}

/* -- what curses would write */

static int catch_byte(int byte)
{
	strbuf_putc(&terminal.caught, (char)byte);
	return byte;
}

/* Adds a string of the description as it is sent; nothing for none. */
static void add_sent(struct strbuf *out, const char *text)
{
	strbuf_clear(&terminal.caught);
	if (text)
		tputs(text, 1, catch_byte);
	strbuf_add(out, terminal.caught.text, terminal.caught.len);
}

/* What restores the terminal when nothing else can. */
static void prepare_rescue(bool has_mouse)
{
	static const char *const names[] = { "rmkx", "cnorm", "sgr0", "op", "oc", "rmcup" };

	strbuf_clear(&terminal.rescue);
	if (terminal.is_like_xterm)
		strbuf_printf(&terminal.rescue, "%s%s", frame_off, paste_off);
	if (has_mouse)
		strbuf_puts(&terminal.rescue, mouse_off);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], "oc") != 0 || can_change_color())
			add_sent(&terminal.rescue, capability(names[i]));
	signals_set_rescue(fileno(terminal.tty.out), terminal.rescue.text, terminal.rescue.len,
			   &terminal.tty.before);
}

/* -- painting */

static attr_t attributes_of(unsigned attributes)
{
	/* In the order of enum attribute. */
	static const attr_t curses[] = { A_BOLD, A_DIM, A_ITALIC, A_UNDERLINE, A_REVERSE };
	attr_t result = A_NORMAL;

	for (size_t i = 0; i < sizeof curses / sizeof curses[0]; i++)
		if (attributes >> i & 1)
			result |= curses[i];
	return result;
}

/* Curses says what leads from its own look to another one; afterwards it thinks that it is back. */
static char *make_look(enum role role, enum role over)
{
	struct style style = theme_style(terminal.theme, role, over, terminal.depth);
	int foreground, background, pair = 0;
	char *look;

	if (terminal.depth != DEPTH_MONO) {
		swatch_numbers(&terminal.swatch, &style, &foreground, &background);
		pair = swatch_pair(&terminal.swatch, foreground, background, COLOR_PAIRS - 1);
	}
	strbuf_clear(&terminal.caught);
	vid_puts(attributes_of(style.attributes), (short)0, &pair, catch_byte);
	look = xstrdup(terminal.caught.text);
	pair = 0;
	vid_puts(A_NORMAL, (short)0, &pair, catch_byte);
	terminal.is_look_new = true;
	return look;
}

static void add_move(struct strbuf *out, int row, int col)
{
	add_sent(out, tiparm(capability("cup"), row, col));
}

/* The columns that the C library, and so many a terminal, takes a character for. */
static int columns_of(uint32_t code)
{
	return wcwidth((wchar_t)code);
}

static void prepare_paint(void)
{
	bool is_usual = strcmp(capability("cup"), "\033[%i%p1%d;%p2%dH") == 0;
	struct paint_ops ops = { .look = make_look, .move = is_usual ? NULL : add_move,
				 .cols = columns_of };
	struct paint *paint = &terminal.paint;

	paint_init(paint, &ops);
	add_sent(&paint->plain, capability("sgr0"));
	if (terminal.depth != DEPTH_MONO)
		add_sent(&paint->plain, capability("op"));
	add_sent(&paint->hide, capability("civis"));
	add_sent(&paint->show, capability("cnorm"));
	paint->may_fill = !has_flag("am") || has_flag("xenl");
	if (terminal.is_like_xterm) {
		paint->begin = frame_on;
		paint->end = frame_off;
	}
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
	terminal.keys = newpad(1, 1);
	terminal.is_like_xterm = tty_is_like_xterm();
	set_modes(options->use_mouse);
	set_colors(options->no_color);
	define_keys();
	prepare_rescue(options->use_mouse);
	prepare_paint();
	alloc_on_failure(terminal_close);
	clearok(curscr, TRUE);
	refresh();
	if (terminal.is_like_xterm)
		tty_write(&terminal.tty, paste_on, strlen(paste_on));
	return true;
}

bool terminal_open(const struct terminal_options *options, struct err *err)
{
	memset(&terminal, 0, sizeof terminal);
	strbuf_init(&terminal.rescue);
	strbuf_init(&terminal.caught);
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
	delwin(terminal.keys);
	delscreen(terminal.screen);
	terminal.screen = NULL;
	tcsetattr(fileno(terminal.tty.in), TCSADRAIN, &terminal.tty.before);
	signals_close();
	tty_close(&terminal.tty);
	paint_release(&terminal.paint);
	swatch_release(&terminal.swatch);
	strbuf_release(&terminal.rescue);
	strbuf_release(&terminal.caught);
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

/* -- drawing */

void terminal_draw(const struct cells *cells, const struct theme *theme, bool all)
{
	struct paint *paint = &terminal.paint;

	if (theme != terminal.theme)
		paint_forget(paint);
	terminal.theme = theme;
	paint_frame(paint, cells, all);
	tty_write(&terminal.tty, paint->out.text, paint->out.len);
	/* What changes a colour is in the buffer of curses, which writes it with this. */
	if (terminal.is_look_new)
		mvcur(-1, -1, paint->row, paint->col);
	fflush(terminal.tty.out);
	terminal.is_look_new = false;
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
		int result = wget_wch(terminal.keys, &code);

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
	result = wget_wch(terminal.keys, &code);
	if (result == ERR)
		return errno == EIO ? EVENT_HANGUP : EVENT_TIMEOUT;
	terminal.tty.empty_reads = 0;
	if (result == OK && code == KEYCODE_ESCAPE) {
		wint_t next;
		int follows = wget_wch(terminal.keys, &next);

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
	if (terminal.is_like_xterm)
		tty_write(&terminal.tty, paste_off, strlen(paste_off));
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
	if (terminal.is_like_xterm)
		tty_write(&terminal.tty, paste_on, strlen(paste_on));
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

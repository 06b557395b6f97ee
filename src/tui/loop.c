/*
 * The event loop.
 *
 * All keys that have come are taken before the screen is drawn, so that it never lags behind a key
 * that is held down. While nothing comes, the session does what nobody waits for, until the next
 * key breaks it off; and the store is asked now and then whether another process changed it.
 */
#include "config.h"

#include "tui/loop.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/pointer_int.h"
#include "tui/screen.h"
#include "tui/terminal.h"
#include "tui/tty_int.h"
#include "util/date.h"
#include "util/file.h"
#include "util/path.h"
#include "util/spawn.h"

#define POLL_MS 1000
#define KEYS_BEFORE_DRAWING 64
#define NOTES_BYTES_MAX ((size_t)1 << 20)

struct loop {
	const struct loop_options *options;
	struct session *session;
	struct theme *theme;
	struct cells cells;
	struct terminal_input input;
	bool is_done;
	enum status status;
	bool must_paint;         /* every cell */
	bool is_changed;         /* since it was drawn */
	int64_t polled_ms;       /* when the session last looked round */
};

static void say_error(struct loop *loop, struct err *err)
{
	session_say(loop->session, MESSAGE_WARNING, "%s", err->text ? err->text : "that failed");
	err_release(err);
}

/* -- requests */

static void set_theme(struct loop *loop, const char *name)
{
	struct err err = ERR_INIT;
	struct theme *theme = theme_load(name, loop->options->config_dir, &err);

	if (!theme) {
		say_error(loop, &err);
		return;
	}
	if (terminal_depth() == DEPTH_MONO) {
		theme_free(theme);
		session_say(loop->session, MESSAGE_INFO, "there are no colours here");
		return;
	}
	theme_free(loop->theme);
	loop->theme = theme;
	loop->must_paint = true;
}

/* Makes a file of mode 0600 that only this user can see; its path is the caller's. */
static char *make_notes_file(const char *text, struct err *err)
{
	const char *directory = getenv("TMPDIR");
	char *path = path_join(directory && *directory ? directory : "/tmp",
			       "shortlist-notes-XXXXXX");
	size_t len = strlen(text);
	int fd = mkstemp(path);
	bool is_written;

	if (fd < 0) {
		err_set(err, STATUS_CANNOT_CREATE, "%s: cannot be made; set TMPDIR to a folder "
			"that can be written", path);
		free(path);
		return NULL;
	}
	is_written = write(fd, text, len) == (ssize_t)len;
	is_written = close(fd) == 0 && is_written;
	if (is_written)
		return path;
	err_set(err, STATUS_IO, "%s: cannot be written; is the disk full?", path);
	unlink(path);
	free(path);
	return NULL;
}

static const char *first_set(const char *setting, const char *const *variables, const char *last)
{
	if (setting && *setting)
		return setting;
	for (; *variables; variables++) {
		const char *value = getenv(*variables);

		if (value && *value)
			return value;
	}
	return last;
}

/* Runs the editor on a file; TEXT becomes what it holds afterwards. */
static bool run_editor(struct loop *loop, const char *path, struct strbuf *text, struct err *err)
{
	static const char *const variables[] = { "VISUAL", "EDITOR", NULL };
	char **argv = spawn_argv(first_set(loop->session->settings->editor, variables, "vi"), path);
	bool good;

	if (!argv)
		return err_set(err, STATUS_CONFIG, "the editor is named by blanks only; set "
			       "EDITOR to a program");
	terminal_leave();
	good = spawn_wait(argv, err);
	terminal_enter();
	loop->must_paint = true;
	spawn_argv_free(argv);
	return good && file_read(path, NOTES_BYTES_MAX, text, NULL, err);
}

static void edit_notes(struct loop *loop, const char *before)
{
	struct strbuf text = STRBUF_INIT;
	struct err err = ERR_INIT;
	char *path = make_notes_file(before, &err);

	if (path && run_editor(loop, path, &text, &err))
		session_notes_edited(loop->session, text.text);
	else
		say_error(loop, &err);
	if (path)
		unlink(path);
	free(path);
	strbuf_release(&text);
}

static void open_link(struct loop *loop, const char *url)
{
	static const char *const variables[] = { "BROWSER", NULL };
	static const char *const openers[] = { "xdg-open", "open" };
	const char *browser = first_set(loop->session->settings->browser, variables, NULL);
	struct err err = ERR_INIT;
	bool is_open = false;

	if (!spawn_url_is_safe(url, &err)) {
		say_error(loop, &err);
		return;
	}
	for (size_t i = 0; !is_open && i < (browser ? 1 : 2); i++) {
		char **argv = spawn_argv(browser ? browser : openers[i], url);

		err_release(&err);
		is_open = argv && spawn_detached(argv, &err);
		spawn_argv_free(argv);
	}
	if (!is_open)
		session_say(loop->session, MESSAGE_WARNING, "%s; the link is %s",
			    err.text ? err.text : "there is no program that opens links", url);
	err_release(&err);
}

static void do_request(struct loop *loop)
{
	struct request request = session_take_request(loop->session);

	switch (request.kind) {
	case REQUEST_NONE:
		break;
	case REQUEST_QUIT:
		loop->is_done = true;
		break;
	case REQUEST_SUSPEND:
		terminal_suspend();
		loop->must_paint = true;
		break;
	case REQUEST_REDRAW:
		loop->must_paint = true;
		break;
	case REQUEST_EDIT_NOTES:
		edit_notes(loop, request.text ? request.text : "");
		break;
	case REQUEST_OPEN_LINK:
		open_link(loop, request.text ? request.text : "");
		break;
	case REQUEST_THEME:
		set_theme(loop, request.text ? request.text : "");
		break;
	}
	free(request.text);
}

/* -- events */

static void fit(struct loop *loop)
{
	int cols, rows;

	terminal_size(&cols, &rows);
	if (cols != loop->session->cols || rows != loop->session->rows)
		session_resize(loop->session, cols, rows);
}

static void end(struct loop *loop, enum status status)
{
	loop->is_done = true;
	loop->status = status;
}

static void do_event(struct loop *loop, enum terminal_event event)
{
	loop->is_changed = event != EVENT_TIMEOUT || loop->is_changed;
	switch (event) {
	case EVENT_KEY:
		screen_key(loop->session, loop->options->keymap, &loop->input.key);
		break;
	case EVENT_PASTE:
		session_type(loop->session, loop->input.pasted.text, loop->input.pasted.len);
		break;
	case EVENT_POINTER:
		pointer_press(loop->session, &loop->input.pointer);
		break;
	case EVENT_RESIZE:
		break;
	case EVENT_RESUMED:
		loop->must_paint = true;
		break;
	case EVENT_TIMEOUT:
		break;
	case EVENT_HANGUP:
		end(loop, STATUS_HANGUP);
		break;
	case EVENT_TERMINATE:
		end(loop, (enum status)(128 + SIGTERM));
		break;
	}
	do_request(loop);
	fit(loop);
}

static void draw(struct loop *loop)
{
	screen_draw(loop->session, loop->options->keymap, &loop->cells);
	terminal_draw(&loop->cells, loop->theme, loop->must_paint);
	loop->must_paint = loop->is_changed = false;
}

static int poll_ms(const struct loop *loop)
{
	return session_is_loading(loop->session) ? SESSION_LOAD_POLL_MS : POLL_MS;
}

/* A key that is held down must not hold up what a load brings. */
static bool is_poll_due(const struct loop *loop)
{
	return session_is_loading(loop->session) && clock_ms() - loop->polled_ms >= poll_ms(loop);
}

static void poll_session(struct loop *loop)
{
	loop->is_changed = session_poll(loop->session) || loop->is_changed;
	loop->polled_ms = clock_ms();
}

static bool is_idle(void *data)
{
	return !is_poll_due(data) && !terminal_has_input();
}

/* Nothing has come: what is there to be done instead? */
static void use_pause(struct loop *loop, bool has_work)
{
	if (has_work)
		loop->is_changed = session_idle(loop->session, is_idle, loop);
	if (!has_work || is_poll_due(loop))
		poll_session(loop);
}

/* Takes what has come; while the screen is behind, it does not wait for more. */
static void take_events(struct loop *loop)
{
	for (int taken = 0; !loop->is_done && taken < KEYS_BEFORE_DRAWING; taken++) {
		bool has_work = !loop->is_changed && session_has_work(loop->session);
		bool may_wait = !loop->is_changed && !has_work;
		enum terminal_event event = terminal_wait(may_wait ? poll_ms(loop) : 0,
							  &loop->input);

		if (event == EVENT_TIMEOUT && loop->is_changed)
			return;
		if (event == EVENT_TIMEOUT) {
			use_pause(loop, has_work);
			continue;
		}
		do_event(loop, event);
		if (is_poll_due(loop))
			poll_session(loop);
	}
}

static bool uses_ascii(const struct session *session)
{
	const struct settings *settings = session->settings;

	return settings->ascii_is_set ? settings->ascii || !tty_is_utf8()
				      : !tty_is_utf8();
}

/* Where there is no colour, the theme made for that says more than another without its colours. */
static void use_mono(struct loop *loop)
{
	struct theme *mono = theme_load("mono", NULL, NULL);

	if (!mono)
		return;
	theme_free(loop->theme);
	loop->theme = mono;
}

static void run(struct loop *loop)
{
	if (terminal_depth() == DEPTH_MONO)
		use_mono(loop);
	fit(loop);
	loop->must_paint = true;
	while (!loop->is_done) {
		loop->cells.is_ascii = uses_ascii(loop->session);
		draw(loop);
		take_events(loop);
	}
}

enum status loop_run(const struct loop_options *options, struct err *err)
{
	struct loop loop = { .options = options, .session = options->session, .status = STATUS_OK };
	struct terminal_options terminal = { options->session->settings->mouse, options->no_color };

	loop.theme = theme_load(options->session->settings->theme, options->config_dir, err);
	if (!loop.theme)
		return STATUS_CONFIG;
	cells_init(&loop.cells);
	strbuf_init(&loop.input.pasted);
	if (terminal_open(&terminal, err)) {
		run(&loop);
		terminal_close();
	} else {
		loop.status = STATUS_UNAVAILABLE;
	}
	cells_release(&loop.cells);
	strbuf_release(&loop.input.pasted);
	theme_free(loop.theme);
	return loop.status;
}

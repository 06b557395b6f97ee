/* The terminal as a device. */
#include "config.h"

#include "tui/tty_int.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "util/utf8.h"

#define SIDE_MAX 1000            /* cells on a side of the screen */
#define EMPTY_READS_MAX 256      /* before a terminal that gives nothing counts as gone */

static FILE *open_stream(const char *mode)
{
	int fd = open("/dev/tty", (*mode == 'r' ? O_RDONLY : O_WRONLY) | O_NOCTTY | O_CLOEXEC);
	FILE *file = fd >= 0 ? fdopen(fd, mode) : NULL;

	if (!file && fd >= 0)
		close(fd);
	return file;
}

bool tty_open(struct tty *tty, struct err *err)
{
	tty->in = isatty(STDIN_FILENO) ? stdin : open_stream("r");
	tty->out = isatty(STDOUT_FILENO) ? stdout : open_stream("w");
	tty->empty_reads = 0;
	if (tty->in && tty->out && tcgetattr(fileno(tty->in), &tty->before) == 0)
		return true;
	return err_set(err, STATUS_UNAVAILABLE, "there is no terminal to show the screen on; "
		       "\"shortlist list\" prints postings without one");
}

void tty_close(struct tty *tty)
{
	if (tty->in && tty->in != stdin)
		fclose(tty->in);
	if (tty->out && tty->out != stdout)
		fclose(tty->out);
	tty->in = tty->out = NULL;
}

void tty_size(const struct tty *tty, int *cols, int *rows)
{
	struct winsize size;

	if (ioctl(fileno(tty->out), TIOCGWINSZ, &size) != 0 || size.ws_row == 0 ||
	    size.ws_col == 0)
		return;
	*rows = size.ws_row < SIDE_MAX ? size.ws_row : SIDE_MAX;
	*cols = size.ws_col < SIDE_MAX ? size.ws_col : SIDE_MAX;
}

int tty_bytes(const struct tty *tty)
{
	int bytes = 0;

	return ioctl(fileno(tty->in), FIONREAD, &bytes) == 0 ? bytes : 1;
}

bool tty_is_at_end(struct tty *tty, int bytes)
{
	tty->empty_reads++;
	return tty->empty_reads >= (bytes == 0 ? 2 : EMPTY_READS_MAX);
}

bool tty_is_like_xterm(void)
{
	static const char *const names[] = {
		"xterm", "tmux", "screen", "rxvt", "alacritty", "kitty", "foot", "wezterm", "st-",
		"vte", "konsole", "gnome", "iterm", "ghostty", "contour",
	};
	const char *name = getenv("TERM");

	for (size_t i = 0; name && i < sizeof names / sizeof names[0]; i++)
		if (strncmp(name, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

bool tty_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool tty_has_true_color(void)
{
	const char *said = getenv("COLORTERM");

	return said && (strcmp(said, "truecolor") == 0 || strcmp(said, "24bit") == 0);
}

void tty_write(const struct tty *tty, const char *bytes, size_t len)
{
	size_t at = 0;

	fflush(tty->out);
	while (at < len) {
		ssize_t written = write(fileno(tty->out), bytes + at, len - at);

		if (written < 0 && errno != EINTR)
			return;
		at += written > 0 ? (size_t)written : 0;
	}
}

void tty_codes(const char *grapheme, wchar_t codes[TTY_CODES + 1])
{
	size_t len = strlen(grapheme), at = 0, count = 0;
	uint32_t code;

	while (at < len && count < TTY_CODES) {
		at += utf8_decode(grapheme + at, len - at, &code, NULL);
		if (count > 0 && utf8_code_cols(code) != 0)
			break;
		codes[count++] = (wchar_t)code;
	}
	codes[count] = L'\0';
}

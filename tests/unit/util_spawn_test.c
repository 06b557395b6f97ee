/* Other programs, and the links that they may be given. */
#include "config.h"

#include "util/spawn.h"

#include "util/strbuf.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void command_lines(void **state)
{
	static const struct { const char *command, *extra, *argv; } rows[] = {
		{ "vi", NULL, "[vi]" },
		{ "vi", "notes.txt", "[vi][notes.txt]" },
		{ "  code  --wait\t-n ", "a b", "[code][--wait][-n][a b]" },
		{ "sh -c 'rm -rf $HOME; x'", "$(id)", "[sh][-c]['rm][-rf][$HOME;][x'][$(id)]" },
		{ "vi", "", "[vi][]" },
	};
	struct strbuf seen = STRBUF_INIT;
	size_t i, word;

	(void)state;
	assert_null(spawn_argv("", "x"));
	assert_null(spawn_argv(" \t ", "x"));
	spawn_argv_free(NULL);
	for (i = 0; i < COUNT(rows); i++) {
		char **argv = spawn_argv(rows[i].command, rows[i].extra);

		strbuf_clear(&seen);
		for (word = 0; argv[word]; word++)
			strbuf_printf(&seen, "[%s]", argv[word]);
		assert_string_equal(seen.text, rows[i].argv);
		spawn_argv_free(argv);
	}
	strbuf_release(&seen);
}

static bool run(const char *command, const char *extra, struct err *err)
{
	char **argv = spawn_argv(command, extra);
	bool ok = spawn_wait(argv, err);

	spawn_argv_free(argv);
	return ok;
}

static void waiting(void **state)
{
	struct err err = ERR_INIT;
	struct sigaction before, after;

	(void)state;
	sigaction(SIGINT, NULL, &before);
	assert_true(run("true", NULL, &err));
	assert_null(err.text);
	assert_false(run("false", NULL, &err));
	assert_string_equal(err.text,
			    "false: ended with status 1; see what it said, or name another");
	assert_int_equal(err.status, STATUS_UNAVAILABLE);
	assert_false(run("shortlist-no-such-program", "x", &err));
	assert_non_null(strstr(err.text, "shortlist-no-such-program: cannot be started: "));
	assert_false(run("/", NULL, &err));
	assert_false(run("sh -c", "kill -9 $$", &err));
	assert_non_null(strstr(err.text, "was ended by signal 9"));
	assert_false(run("sh -c", "exit 3", NULL));
	sigaction(SIGINT, NULL, &after);
	assert_true(before.sa_handler == after.sa_handler);
	err_release(&err);
}

static void children_have_the_usual_signals(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_false(run("sh -c", "kill -s PIPE $$", &err));
	assert_non_null(strstr(err.text, "was ended by signal 13"));
	assert_false(run("sh -c", "kill -s INT $$", &err));
	assert_non_null(strstr(err.text, "was ended by signal 2"));
	signal(SIGPIPE, SIG_DFL);
	err_release(&err);
}

/* Reads to the end of what a detached child says; it is given ten seconds. */
static void read_all(int fd, struct strbuf *said)
{
	struct pollfd waiting_for = { .fd = fd, .events = POLLIN };
	char bytes[200];
	ssize_t got;

	strbuf_clear(said);
	while (poll(&waiting_for, 1, 10000) == 1 && (got = read(fd, bytes, sizeof bytes)) > 0)
		strbuf_add(said, bytes, (size_t)got);
}

/* Starts SCRIPT detached, with a pipe of ours as the descriptor that it names in $1. */
static void run_detached(const char *script, struct strbuf *said)
{
	char number[16];
	const char *words[] = { "sh", "-c", script, "sh", number, NULL };
	char *argv[COUNT(words)];
	struct err err = ERR_INIT;
	size_t i;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	snprintf(number, sizeof number, "%d", ends[1]);
	for (i = 0; i < COUNT(words); i++)
		argv[i] = words[i] ? strdup(words[i]) : NULL;
	assert_true(spawn_detached(argv, &err));
	assert_null(err.text);
	for (i = 0; i < COUNT(words); i++)
		free(argv[i]);
	close(ends[1]);
	read_all(ends[0], said);
	close(ends[0]);
}

static void detached_children_have_nothing_of_ours(void **state)
{
	char *none[] = { NULL, NULL };
	struct strbuf said = STRBUF_INIT;
	struct err err = ERR_INIT;
	int spare = open("/dev/null", O_RDONLY | O_CLOEXEC), i;
	char script[300];

	(void)state;
	run_detached("read x; echo \"read $?\" >&$1; echo noise; echo noise >&2", &said);
	assert_string_equal(said.text, "read 1\n");
	snprintf(script, sizeof script, "if (: <&%d) 2>/dev/null; then echo open; else echo shut; "
		 "fi >&$1", spare);
	run_detached(script, &said);
	assert_string_equal(said.text, "shut\n");
	close(spare);
	if (access("/proc/self/stat", R_OK) == 0) {
		/* The sixth field is the session. */
		run_detached("read -r x x x x x s x < /proc/self/stat; echo \"$s\" >&$1", &said);
		assert_true(strtol(said.text, NULL, 10) > 0);
		assert_true(strtol(said.text, NULL, 10) != (long)getsid(0));
	}
	/* More than it keeps in mind. */
	for (i = 0; i < 20; i++)
		run_detached("echo $$ >&$1", &said);

	none[0] = strdup("shortlist-no-such-program");
	assert_false(spawn_detached(none, &err));
	assert_non_null(strstr(err.text, "cannot be started"));
	free(none[0]);
	err_release(&err);
	strbuf_release(&said);
}

static void links(void **state)
{
	static const struct { const char *url, *why; } rows[] = {
		{ "https://jobs.example.com/1?a=b&c=%20#d", NULL },
		{ "HTTP://example.com", NULL },
		{ "http://[::1]:8080/", NULL },
		{ "https://example.com/a@b", NULL },
		{ "https://example.com?to=a@b", NULL },
		{ "https://example.com/\xC3\xA9t\xC3\xA9", NULL },
		{ "https://example.com/$(id);`x`'\"", NULL },
		{ "mailto:jobs@example.com", NULL },
		{ "mailto:jobs@example.com?Subject=Hi&body=x", NULL },
		{ "", "does not begin with" },
		{ "-https://example.com", "does not begin with" },
		{ "--version", "does not begin with" },
		{ "file:///etc/passwd", "does not begin with" },
		{ "javascript:alert(1)", "does not begin with" },
		{ "ssh://example.com", "does not begin with" },
		{ "https:example.com", "does not begin with" },
		{ "https:/example.com", "does not begin with" },
		{ "example.com", "does not begin with" },
		{ "https://", "names no host" },
		{ "https:///x", "names no host" },
		{ "https://:80/", "names no host" },
		{ "https://good.example@evil.example/", "hides its host" },
		{ "https://a:b@evil.example", "hides its host" },
		{ "https://good.example\\@evil.example", "no link has" },
		{ "https://example.com/%00", "no link has" },
		{ "https://example.com/a b", "cannot be seen" },
		{ " https://example.com", "cannot be seen" },
		{ "https://example.com/\n", "cannot be seen" },
		{ "https://example.com/\x1B[2J", "cannot be seen" },
		{ "https://example.com/\x7F", "cannot be seen" },
		{ "https://example.com/\xC2\xA0", "cannot be seen" },
		{ "https://example.com/\xE2\x80\xAEgpj", "cannot be seen" },
		{ "https://example.com/\xE2\x80\x8B", "cannot be seen" },
		{ "https://example.com/\xFF", "cannot be seen" },
		{ "mailto:a@example.com?attach=/etc/passwd", "unusual mail headers" },
		{ "mailto:a@example.com?subject=x&attachment=y", "unusual mail headers" },
		{ "mailto:a@example.com?subject=x&%61ttach=y", "unusual mail headers" },
		{ "mailto:a@example.com?", "unusual mail headers" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(spawn_url_is_safe(rows[i].url, &err), rows[i].why == NULL);
		if (rows[i].why)
			assert_non_null(strstr(err.text, rows[i].why));
		else
			assert_null(err.text);
		err_release(&err);
	}
	assert_false(spawn_url_is_safe("x", NULL));
}

static void long_links(void **state)
{
	struct strbuf url = STRBUF_INIT;

	(void)state;
	strbuf_puts(&url, "https://example.com/");
	strbuf_repeat(&url, "a", 2048 - url.len);
	assert_true(spawn_url_is_safe(url.text, NULL));
	strbuf_putc(&url, 'a');
	assert_false(spawn_url_is_safe(url.text, NULL));
	strbuf_release(&url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_lines),
		cmocka_unit_test(waiting),
		cmocka_unit_test(children_have_the_usual_signals),
		cmocka_unit_test(detached_children_have_nothing_of_ours),
		cmocka_unit_test(links),
		cmocka_unit_test(long_links),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

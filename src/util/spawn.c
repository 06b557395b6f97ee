/* Other programs, from an argument vector. */
#include "config.h"

/* glibc declares POSIX_SPAWN_SETSID only for those who ask for more than POSIX. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "util/spawn.h"

#include "util/spawn_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/gate.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define URL_BYTES_MAX 2048
#define DETACHED_MAX 16

/* A session of its own has no terminal; where it cannot be had, a process group of its own at
 * least is spared the keys that interrupt us. */
#ifdef POSIX_SPAWN_SETSID
#define DETACHED_FLAG POSIX_SPAWN_SETSID
#else
#define DETACHED_FLAG POSIX_SPAWN_SETPGROUP
#endif

extern char **environ;

/* What this program ignores or catches is as usual for its children. */
static const int usual_signals[] = {
	SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGWINCH,
	SIGXFSZ, SIGCHLD,
};

/* Children that nobody waits for, until they are seen to have ended; 0 is a free place. */
static pid_t detached[DETACHED_MAX];

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

char **spawn_argv(const char *command, const char *extra)
{
	struct { char **items; size_t count; size_t cap; } argv = { NULL, 0, 0 };
	const char *end;

	while (*command) {
		for (end = command; *end && !is_blank(*end); )
			end++;
		if (end > command)
			*VEC_PUSH(&argv) = xstrndup(command, (size_t)(end - command));
		command = *end ? end + 1 : end;
	}
	if (argv.count == 0)
		return NULL;
	if (extra)
		*VEC_PUSH(&argv) = xstrdup(extra);
	*VEC_PUSH(&argv) = NULL;
	return argv.items;
}

void spawn_argv_free(char **argv)
{
	size_t i;

	for (i = 0; argv && argv[i]; i++)
		free(argv[i]);
	free(argv);
}

static bool fail_to_start(struct err *err, const char *program, int number)
{
	return err_set(err, STATUS_UNAVAILABLE,
		       "%s: cannot be started: %s; check that it is installed and named rightly",
		       program, strerror(number));
}

int spawn_start(pid_t *child, char *const argv[], int flags,
		const posix_spawn_file_actions_t *actions)
{
	posix_spawnattr_t attributes;
	sigset_t signals;
	size_t i;
	int number = posix_spawnattr_init(&attributes);

	if (number != 0)
		return number;
	sigemptyset(&signals);
	posix_spawnattr_setsigmask(&attributes, &signals);
	for (i = 0; i < sizeof usual_signals / sizeof usual_signals[0]; i++)
		sigaddset(&signals, usual_signals[i]);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	flags |= POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
	number = posix_spawnattr_setflags(&attributes, (short)flags);
	if (number == 0)
		number = posix_spawnp(child, argv[0], actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	return number;
}

/* While a child has the terminal, its keys are the child's: an interrupt must not end us, and a
 * stop must stop us too, or the shell would not come back. */
static const struct { int signal; void (*handler)(int); } while_waiting[] = {
	{ SIGINT, SIG_IGN }, { SIGQUIT, SIG_IGN }, { SIGTSTP, SIG_DFL },
};

#define WAITING_COUNT (sizeof while_waiting / sizeof while_waiting[0])

static void set_signals(struct sigaction before[WAITING_COUNT])
{
	struct sigaction action;
	size_t i;

	memset(&action, 0, sizeof action);
	sigemptyset(&action.sa_mask);
	for (i = 0; i < WAITING_COUNT; i++) {
		action.sa_handler = while_waiting[i].handler;
		sigaction(while_waiting[i].signal, &action, &before[i]);
	}
}

static void restore_signals(const struct sigaction before[WAITING_COUNT])
{
	size_t i;

	for (i = 0; i < WAITING_COUNT; i++)
		sigaction(while_waiting[i].signal, &before[i], NULL);
}

static bool wait_for(pid_t child, const char *program, struct err *err)
{
	int status = 0;
	pid_t ended;

	do {
		ended = waitpid(child, &status, 0);
	} while (ended < 0 && errno == EINTR);
	if (ended < 0)
		return err_set(err, STATUS_INTERNAL, "%s: cannot be waited for: %s; start it again",
			       program, strerror(errno));
	if (WIFSIGNALED(status))
		return err_set(err, STATUS_UNAVAILABLE,
			       "%s: was ended by signal %d; start it again", program,
			       WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return err_set(err, STATUS_UNAVAILABLE,
			       "%s: ended with status %d; see what it said, or name another",
			       program, WEXITSTATUS(status));
	return true;
}

bool spawn_wait(char *const argv[], struct err *err)
{
	struct sigaction before[WAITING_COUNT];
	pid_t child;
	int number;
	bool ok;

	set_signals(before);
	number = spawn_start(&child, argv, 0, NULL);
	ok = number == 0 ? wait_for(child, argv[0], err) : fail_to_start(err, argv[0], number);
	restore_signals(before);
	return ok;
}

/* Takes note of detached children that have ended, and finds a place for one more. Where so many
 * are still running that there is none, the oldest is forgotten: the system reaps it after us. */
static pid_t *free_place(void)
{
	size_t i, kept = 0;

	for (i = 0; i < DETACHED_MAX && detached[i] != 0; i++)
		if (waitpid(detached[i], NULL, WNOHANG) == 0)
			detached[kept++] = detached[i];
	if (kept == DETACHED_MAX) {
		memmove(detached, detached + 1, (DETACHED_MAX - 1) * sizeof detached[0]);
		kept--;
	}
	for (i = kept; i < DETACHED_MAX; i++)
		detached[i] = 0;
	return &detached[kept];
}

/* Standard streams on /dev/null; an errno, or 0. */
static int add_null_streams(posix_spawn_file_actions_t *actions)
{
	int fd, number = 0;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO && number == 0; fd++)
		number = posix_spawn_file_actions_addopen(
			actions, fd, "/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
	return number;
}

bool spawn_detached(char *const argv[], struct err *err)
{
	posix_spawn_file_actions_t actions;
	pid_t *place = free_place();
	pid_t child;
	int number = posix_spawn_file_actions_init(&actions);

	if (number != 0)
		return fail_to_start(err, argv[0], number);
	number = add_null_streams(&actions);
	if (number == 0)
		number = spawn_start(&child, argv, DETACHED_FLAG, &actions);
	posix_spawn_file_actions_destroy(&actions);
	if (number != 0)
		return fail_to_start(err, argv[0], number);
	*place = child;
	return true;
}

static bool refuse(struct err *err, const char *why)
{
	return err_set(err, STATUS_BAD_DATA,
		       "the link is not opened: it %s; copy it if you trust it", why);
}

/* The gate would change nothing, and there is no blank. */
static bool is_printable(const char *url, size_t len)
{
	struct strbuf shown = STRBUF_INIT;
	uint32_t code;
	size_t at;
	bool ok = true;

	for (at = 0; at < len && ok; ) {
		at += utf8_decode(url + at, len - at, &code, NULL);
		ok = !utf8_is_blank(code) && code != UTF8_REPLACEMENT;
	}
	gate(&shown, url, len, GATE_ONE_LINE, NULL);
	ok = ok && strcmp(shown.text, url) == 0;
	strbuf_release(&shown);
	return ok;
}

static bool web_is_safe(const char *rest, struct err *err)
{
	size_t host = strcspn(rest, "/?#");

	if (host == 0 || rest[0] == ':')
		return refuse(err, "names no host");
	if (memchr(rest, '@', host))
		return refuse(err, "hides its host behind a user name");
	return true;
}

static bool mail_is_safe(const char *rest, struct err *err)
{
	static const char *const headers[] = { "subject=", "body=", "to=", "cc=", "bcc=" };
	const char *header = strchr(rest, '?');
	size_t i, count = sizeof headers / sizeof headers[0];

	for (; header; header = strchr(header, '&')) {
		header++;
		for (i = 0; i < count && !ascii_starts(header, headers[i]); )
			i++;
		if (i == count)
			return refuse(err, "sets unusual mail headers");
	}
	return true;
}

bool spawn_url_is_safe(const char *url, struct err *err)
{
	static const struct {
		const char *start;
		bool (*is_safe)(const char *rest, struct err *err);
	} schemes[] = {
		{ "https://", web_is_safe },
		{ "http://", web_is_safe },
		{ "mailto:", mail_is_safe },
	};
	size_t len = strlen(url);
	size_t i;

	if (len > URL_BYTES_MAX)
		return refuse(err, "is longer than 2,048 bytes");
	if (!is_printable(url, len))
		return refuse(err, "has characters that cannot be seen");
	if (strchr(url, '\\') || strstr(url, "%00"))
		return refuse(err, "has characters that no link has");
	for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
		if (ascii_starts(url, schemes[i].start))
			return schemes[i].is_safe(url + strlen(schemes[i].start), err);
	return refuse(err, "does not begin with http://, https:// or mailto:");
}

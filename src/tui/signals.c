/*
 * Signals, and waiting for input.
 *
 * The signals that are caught stay blocked but for the wait itself. A handler notes the signal and
 * writes a byte into a pipe that is polled together with the terminal, so that none is missed
 * between the look at the flags and the wait.
 */
#include "config.h"

#include "tui/signals_int.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util/alloc.h"

#define FAULT_STACK_BYTES ((size_t)64 << 10)

static const struct { int signal; enum signal_flag flag; } caught[] = {
	{ SIGINT, SIGNAL_INTERRUPT }, { SIGTERM, SIGNAL_TERMINATE }, { SIGHUP, SIGNAL_HANGUP },
	{ SIGWINCH, SIGNAL_RESIZE },  { SIGTSTP, SIGNAL_STOP },      { SIGCONT, SIGNAL_CONTINUE },
};

static const int faults[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };

#define CAUGHT (sizeof caught / sizeof caught[0])
#define FAULTS (sizeof faults / sizeof faults[0])

/* There is one terminal a process, and a handler has nothing else to go by. */
static struct {
	volatile sig_atomic_t seen[CAUGHT];
	int pipe[2];
	bool is_open;
	struct sigaction before[CAUGHT];
	struct sigaction before_faults[FAULTS];
	sigset_t blocked, before_mask;
	void *fault_stack;
	stack_t before_stack;
} state = { .pipe = { -1, -1 } };

static struct { int fd; const char *bytes; size_t len; const struct termios *state; } rescue = {
	.fd = -1,
};

/* -- handlers: only what POSIX allows in them */

static void note(int number)
{
	int before = errno;
	ssize_t written;

	for (size_t i = 0; i < CAUGHT; i++)
		if (caught[i].signal == number)
			state.seen[i] = 1;
	/* A full pipe wakes the wait as well. */
	written = write(state.pipe[1], "!", 1);
	(void)written;
	errno = before;
}

static void restore_and_die(int number)
{
	sigset_t own;
	ssize_t written;

	if (rescue.fd >= 0) {
		written = write(rescue.fd, rescue.bytes, rescue.len);
		(void)written;
		tcsetattr(rescue.fd, TCSANOW, rescue.state);
	}
	/* SA_RESETHAND has set the default; the signal comes again once it is let through. */
	sigemptyset(&own);
	sigaddset(&own, number);
	sigprocmask(SIG_UNBLOCK, &own, NULL);
	raise(number);
	_exit(128 + number);
}

/* -- setting up */

static bool open_pipe(struct err *err)
{
	if (pipe(state.pipe) != 0)
		return err_set(err, STATUS_UNAVAILABLE, "no pipe for signals: %s", strerror(errno));
	for (int i = 0; i < 2; i++) {
		fcntl(state.pipe[i], F_SETFD, FD_CLOEXEC);
		fcntl(state.pipe[i], F_SETFL, O_NONBLOCK);
	}
	return true;
}

static void catch_signals(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof action);
	action.sa_handler = note;
	action.sa_flags = SA_RESTART;
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i].signal, &action, &state.before[i]);
	/* Started with nohup, it lives on when the terminal goes; the wait then sees it. */
	for (size_t i = 0; i < CAUGHT; i++)
		if (caught[i].signal == SIGHUP && state.before[i].sa_handler == SIG_IGN)
			sigaction(SIGHUP, &state.before[i], NULL);
}

/* A fault may be that of a full stack, so its handler has another. */
static void catch_faults(void)
{
	struct sigaction action;
	stack_t stack;

	memset(&stack, 0, sizeof stack);
	state.fault_stack = xmalloc(FAULT_STACK_BYTES);
	stack.ss_sp = state.fault_stack;
	stack.ss_size = FAULT_STACK_BYTES;
	memset(&action, 0, sizeof action);
	action.sa_handler = restore_and_die;
	action.sa_flags = (int)SA_RESETHAND;
	if (sigaltstack(&stack, &state.before_stack) == 0)
		action.sa_flags |= SA_ONSTACK;
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &action, &state.before_faults[i]);
}

bool signals_open(struct err *err)
{
	if (state.is_open)
		return true;
	if (!open_pipe(err))
		return false;
	sigemptyset(&state.blocked);
	for (size_t i = 0; i < CAUGHT; i++) {
		state.seen[i] = 0;
		sigaddset(&state.blocked, caught[i].signal);
	}
	sigprocmask(SIG_BLOCK, &state.blocked, &state.before_mask);
	catch_signals();
	catch_faults();
	state.is_open = true;
	return true;
}

void signals_close(void)
{
	if (!state.is_open)
		return;
	for (size_t i = 0; i < FAULTS; i++)
		sigaction(faults[i], &state.before_faults[i], NULL);
	sigaltstack(&state.before_stack, NULL);
	free(state.fault_stack);
	state.fault_stack = NULL;
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i].signal, &state.before[i], NULL);
	sigprocmask(SIG_SETMASK, &state.before_mask, NULL);
	for (int i = 0; i < 2; i++) {
		close(state.pipe[i]);
		state.pipe[i] = -1;
	}
	rescue.fd = -1;
	state.is_open = false;
}

void signals_set_rescue(int fd, const char *bytes, size_t len, const struct termios *saved)
{
	rescue.fd = -1;
	rescue.bytes = bytes;
	rescue.len = len;
	rescue.state = saved;
	rescue.fd = fd;
}

/* -- waiting */

static void drain_pipe(void)
{
	char bytes[64];

	while (read(state.pipe[0], bytes, sizeof bytes) > 0)
		;
}

static bool has_seen(void)
{
	for (size_t i = 0; i < CAUGHT; i++)
		if (state.seen[i])
			return true;
	return false;
}

enum signals_input signals_wait(int fd, int milliseconds)
{
	struct pollfd fds[2] = { { fd, POLLIN, 0 }, { state.pipe[0], POLLIN, 0 } };
	int count, number;

	sigprocmask(SIG_UNBLOCK, &state.blocked, NULL);
	count = poll(fds, 2, milliseconds);
	number = errno;
	sigprocmask(SIG_BLOCK, &state.blocked, NULL);
	if (has_seen())
		return INPUT_SIGNAL;
	if (count < 0)
		return number == EINTR ? INPUT_SIGNAL : INPUT_GONE;
	if (fds[0].revents & (POLLERR | POLLNVAL | POLLHUP))
		return INPUT_GONE;
	return fds[0].revents & POLLIN ? INPUT_READY
	     : fds[1].revents ? INPUT_SIGNAL : INPUT_TIMEOUT;
}

unsigned signals_take(void)
{
	unsigned flags = 0;

	drain_pipe();
	for (size_t i = 0; i < CAUGHT; i++) {
		if (state.seen[i])
			flags |= (unsigned)caught[i].flag;
		state.seen[i] = 0;
	}
	return flags;
}

void signals_stop(void)
{
	struct sigaction usual, ours;
	sigset_t own;

	memset(&usual, 0, sizeof usual);
	usual.sa_handler = SIG_DFL;
	sigemptyset(&usual.sa_mask);
	sigemptyset(&own);
	sigaddset(&own, SIGTSTP);
	sigaction(SIGTSTP, &usual, &ours);
	kill(0, SIGTSTP);
	/* Here it stops. */
	sigprocmask(SIG_UNBLOCK, &own, NULL);
	sigprocmask(SIG_BLOCK, &own, NULL);
	sigaction(SIGTSTP, &ours, NULL);
}

/* What other programs print, taken in. */
#include "config.h"

#include "util/capture.h"

#include "util/alloc.h"
#include "util/date.h"
#include "util/spawn_int.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK_BYTES 65536
#define SAID_BYTES_MAX 2048
#define TICK_MS 100

/* A child that was asked to end is given so long before it is made to. */
#define GRACE_MS 2000

/* One that runs. Its pipes are -1 once they have ended. */
struct child {
	struct capture *capture;
	pid_t pid;
	int out, said;
	int64_t deadline_ms;
	bool has_ended;          /* and was waited for */
	bool is_asked;           /* to end */
};

struct running {
	struct child *children;
	size_t count;
	struct pollfd *polls;
};

void capture_init(struct capture *capture, char *const *argv, int64_t time_ms, size_t bytes_max)
{
	*capture = (struct capture){ .argv = argv, .time_ms = time_ms, .bytes_max = bytes_max };
	strbuf_init(&capture->out);
	strbuf_init(&capture->said);
}

void capture_release(struct capture *capture)
{
	strbuf_release(&capture->out);
	strbuf_release(&capture->said);
}

/* -- starting */

/* A pipe whose ends no other child gets. An errno, or 0. */
static int make_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	return 0;
}

static int start_with(struct child *child, const int out[2], const int said[2])
{
	posix_spawn_file_actions_t actions;
	int number = posix_spawn_file_actions_init(&actions);

	if (number != 0)
		return number;
	number = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (number == 0)
		number = posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
	if (number == 0)
		number = posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
	if (number == 0)
		number = spawn_start(&child->pid, child->capture->argv, POSIX_SPAWN_SETPGROUP,
				     &actions);
	posix_spawn_file_actions_destroy(&actions);
	return number;
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* False where it could not be started: then it has ended already. */
static bool start(struct child *child, struct capture *capture)
{
	int out[2] = { -1, -1 }, said[2] = { -1, -1 };
	int number;

	*child = (struct child){ .capture = capture, .out = -1, .said = -1 };
	child->deadline_ms = clock_ms() + capture->time_ms;
	number = make_pipe(out);
	if (number == 0)
		number = make_pipe(said);
	if (number == 0)
		number = start_with(child, out, said);
	close_end(&out[1]);
	close_end(&said[1]);
	if (number == 0) {
		child->out = out[0];
		child->said = said[0];
		return true;
	}
	close_end(&out[0]);
	close_end(&said[0]);
	capture->end = CAPTURE_NOT_STARTED;
	capture->status = number;
	return false;
}

/* -- reading */

/* Ends the whole group; SIGKILL where it was asked before and has not listened. */
static void end_group(struct child *child)
{
	kill(-child->pid, child->is_asked ? SIGKILL : SIGTERM);
	child->is_asked = true;
	child->deadline_ms = clock_ms() + GRACE_MS;
}

static void take_out(struct child *child, const char *bytes, size_t len)
{
	struct capture *capture = child->capture;

	if (capture->end != CAPTURE_NOT_RUN)
		return;
	if (len <= capture->bytes_max - capture->out.len) {
		strbuf_add(&capture->out, bytes, len);
		return;
	}
	capture->end = CAPTURE_TOO_MUCH;
	end_group(child);
}

/* Only the end of it is kept: that is where programs say why they stop. */
static void take_said(struct child *child, const char *bytes, size_t len)
{
	struct strbuf *said = &child->capture->said;

	strbuf_add(said, bytes, len);
	if (said->len > SAID_BYTES_MAX)
		strbuf_remove(said, 0, said->len - SAID_BYTES_MAX);
}

/* Takes what a pipe has; at its end it is closed. */
static void take(struct child *child, int *fd, void (*add)(struct child *, const char *, size_t))
{
	char chunk[CHUNK_BYTES];
	ssize_t got;

	if (*fd < 0)
		return;
	got = read(*fd, chunk, sizeof chunk);
	if (got > 0)
		add(child, chunk, (size_t)got);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		close_end(fd);
}

/* Sleeps until something is to be read, or a tick has passed. */
static void wait_for_some(struct running *running)
{
	nfds_t count = 0;
	bool has_mute = false;   /* one that has closed its pipes and still runs */

	for (size_t i = 0; i < running->count; i++) {
		const struct child *child = &running->children[i];

		has_mute = has_mute || (child->out < 0 && child->said < 0);
		if (child->out >= 0)
			running->polls[count++] = (struct pollfd){ child->out, POLLIN, 0 };
		if (child->said >= 0)
			running->polls[count++] = (struct pollfd){ child->said, POLLIN, 0 };
	}
	poll(running->polls, count, has_mute ? TICK_MS / 10 : TICK_MS);
}

/* -- ending */

static void note_end(struct child *child, int status)
{
	struct capture *capture = child->capture;

	child->has_ended = true;
	if (capture->end != CAPTURE_NOT_RUN)
		return;
	if (WIFSIGNALED(status)) {
		capture->end = CAPTURE_SIGNALLED;
		capture->status = WTERMSIG(status);
	} else {
		capture->status = WEXITSTATUS(status);
		capture->end = capture->status == 0 ? CAPTURE_DONE : CAPTURE_FAILED;
	}
}

/* A child has ended when it was waited for and both pipes have; a helper that it left behind with
 * them is given until the deadline. */
static bool is_over(struct child *child)
{
	int status;

	if (!child->has_ended && child->out < 0 && child->said < 0 &&
	    waitpid(child->pid, &status, WNOHANG) == child->pid)
		note_end(child, status);
	if (!child->has_ended && clock_ms() > child->deadline_ms) {
		if (child->capture->end == CAPTURE_NOT_RUN)
			child->capture->end = CAPTURE_TOO_LONG;
		if (child->is_asked) {
			close_end(&child->out);
			close_end(&child->said);
		}
		end_group(child);
	}
	return child->has_ended;
}

/* Ends all that still run, at once, and waits for them. */
static void end_all(struct running *running)
{
	for (size_t i = 0; i < running->count; i++) {
		struct child *child = &running->children[i];

		kill(-child->pid, SIGKILL);
		while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
			;
		close_end(&child->out);
		close_end(&child->said);
	}
	running->count = 0;
}

/* Hands over those that are over; their places become free. */
static bool reap(struct running *running, capture_done_fn done, void *data)
{
	int64_t before = clock_ms();
	bool go_on = true;

	for (size_t i = 0; go_on && i < running->count;) {
		struct capture *capture = running->children[i].capture;

		if (!is_over(&running->children[i])) {
			i++;
			continue;
		}
		running->children[i] = running->children[--running->count];
		go_on = done(capture, data);
	}
	for (size_t i = 0; i < running->count; i++)
		running->children[i].deadline_ms += clock_ms() - before;
	return go_on;
}

static void take_all(struct running *running)
{
	for (size_t i = 0; i < running->count; i++) {
		struct child *child = &running->children[i];

		take(child, &child->out, take_out);
		take(child, &child->said, take_said);
	}
}

bool capture_run(struct capture *items, size_t count, size_t at_once, capture_done_fn done,
		 capture_go_on_fn go_on, void *data)
{
	struct running running = {
		.children = xcalloc(at_once, sizeof *running.children),
		.polls = xcalloc(at_once * 2, sizeof *running.polls),
	};
	size_t next = 0;
	bool ok = true;

	while (ok && (next < count || running.count > 0)) {
		while (ok && next < count && running.count < at_once) {
			if (start(&running.children[running.count], &items[next]))
				running.count++;
			else
				ok = done(&items[next], data);
			next++;
		}
		if (running.count > 0)
			wait_for_some(&running);
		take_all(&running);
		ok = ok && reap(&running, done, data) && (!go_on || go_on(data));
	}
	end_all(&running);
	free(running.children);
	free(running.polls);
	return ok;
}

/* -- saying it */

/* The last line that it said, without the line end; "" for none. */
static void add_last_line(struct strbuf *out, const struct strbuf *said)
{
	size_t end = said->len, start;

	while (end > 0 && (said->text[end - 1] == '\n' || said->text[end - 1] == '\r'))
		end--;
	for (start = end; start > 0 && said->text[start - 1] != '\n';)
		start--;
	if (start < end) {
		strbuf_puts(out, "; it said: ");
		strbuf_add(out, said->text + start, end - start);
	}
}

static bool fail(const struct capture *capture, struct err *err)
{
	const char *program = capture->argv[0];
	struct strbuf said = STRBUF_INIT;

	add_last_line(&said, &capture->said);
	switch (capture->end) {
	case CAPTURE_NOT_STARTED:
		err_set(err, STATUS_UNAVAILABLE, "%s: cannot be started: %s; check that it is "
			"installed and named rightly", program, strerror(capture->status));
		break;
	case CAPTURE_FAILED:
		err_set(err, STATUS_UNAVAILABLE, "%s: ended with status %d%s", program,
			capture->status, said.text);
		break;
	case CAPTURE_SIGNALLED:
		err_set(err, STATUS_UNAVAILABLE, "%s: was ended by signal %d%s", program,
			capture->status, said.text);
		break;
	case CAPTURE_TOO_LONG:
		err_set(err, STATUS_UNAVAILABLE, "%s: was not done after %lld s and was ended%s",
			program, (long long)(capture->time_ms / 1000), said.text);
		break;
	case CAPTURE_TOO_MUCH:
		err_set(err, STATUS_BAD_DATA, "%s: printed more than %zu bytes and was ended",
			program, capture->bytes_max);
		break;
	case CAPTURE_NOT_RUN:
	case CAPTURE_DONE:
		err_set(err, STATUS_INTERRUPTED, "%s: was stopped", program);
		break;
	}
	strbuf_release(&said);
	return false;
}

bool capture_ok(const struct capture *capture, struct err *err)
{
	return capture->end == CAPTURE_DONE || fail(capture, err);
}

/* Reading a stream that may keep one waiting. */
#include "config.h"

#include "load/stream_int.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES 65536
#define LOOK_MS 50               /* between two looks whether it was stopped */

enum waited { WAITED_READY, WAITED_STOPPED, WAITED_FAILED };

static enum waited wait_for(int fd, atomic_bool *is_stopped)
{
	struct pollfd waiting = { .fd = fd, .events = POLLIN };

	for (;;) {
		int ready;

		if (atomic_load(is_stopped))
			return WAITED_STOPPED;
		ready = poll(&waiting, 1, LOOK_MS);
		if (ready > 0)
			return WAITED_READY;
		if (ready < 0 && errno != EINTR && errno != EAGAIN)
			return WAITED_FAILED;
	}
}

/* A piece, 0 at the end, -1 with an errno. */
static ssize_t read_some(int fd, char chunk[CHUNK_BYTES], atomic_bool *is_stopped)
{
	for (;;) {
		enum waited waited = wait_for(fd, is_stopped);
		ssize_t got;

		if (waited == WAITED_STOPPED)
			errno = ECANCELED;
		if (waited != WAITED_READY)
			return -1;
		got = read(fd, chunk, CHUNK_BYTES);
		if (got >= 0 || (errno != EINTR && errno != EAGAIN))
			return got;
	}
}

bool stream_read(int fd, const char *name, size_t limit, atomic_bool *is_stopped,
		 struct strbuf *out, struct err *err)
{
	char chunk[CHUNK_BYTES];
	ssize_t got;

	strbuf_clear(out);
	while ((got = read_some(fd, chunk, is_stopped)) > 0) {
		if ((size_t)got > limit - out->len)
			return err_set(err, STATUS_BAD_DATA, "%s: has more than %zu bytes, the "
				       "most that are read; divide it into smaller ones", name,
				       limit);
		strbuf_add(out, chunk, (size_t)got);
	}
	if (got == 0)
		return true;
	if (errno == ECANCELED)
		return err_set(err, STATUS_INTERRUPTED, "%s: stopped", name);
	return err_set(err, STATUS_IO, "%s: cannot be read: %s", name, strerror(errno));
}

/* Files read whole and written atomically. */
#include "config.h"

/* glibc declares renameat2() only for those who ask for more than POSIX. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "util/file.h"

#include "util/path.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_BYTES 65536
#define WRITE_BYTES_MAX ((size_t)1 << 30)
#define TEMP_NAMES_MAX 1000
#define TEMP_NAME_BYTES 64

static const struct { int number; enum status status; const char *advice; } advices[] = {
	{ ENOENT, STATUS_NO_INPUT, "check the name" },
	{ ENOTDIR, STATUS_NO_INPUT, "check the name" },
	{ ENAMETOOLONG, STATUS_NO_INPUT, "shorten the name" },
	{ ELOOP, STATUS_NO_INPUT, "its links lead in a circle; name the file itself" },
	{ EACCES, STATUS_PERMISSION, "check its permissions" },
	{ EPERM, STATUS_PERMISSION, "check its permissions" },
	{ EROFS, STATUS_PERMISSION, "choose a place that can be written to" },
	{ ENOSPC, STATUS_IO, "make room and try again" },
	{ EDQUOT, STATUS_IO, "make room and try again" },
	{ EFBIG, STATUS_IO, "raise the limit on file sizes and try again" },
	{ EMFILE, STATUS_IO, "close other programs and try again" },
	{ ENFILE, STATUS_IO, "close other programs and try again" },
};

/* "PATH: cannot be read: Permission denied; check its permissions" */
static bool fail(struct err *err, const char *path, const char *what, int number)
{
	size_t i;

	for (i = 0; i < sizeof advices / sizeof advices[0]; i++)
		if (advices[i].number == number)
			return err_set(err, advices[i].status, "%s: %s: %s; %s", path, what,
				       strerror(number), advices[i].advice);
	return err_set(err, STATUS_IO, "%s: %s: %s; check the disk and try again", path, what,
		       strerror(number));
}

static const char *kind_of(mode_t mode)
{
	if (S_ISDIR(mode))
		return "a folder";
	if (S_ISFIFO(mode))
		return "a pipe";
	if (S_ISSOCK(mode))
		return "a socket";
	if (S_ISLNK(mode))
		return "a symbolic link";
	return "a device";
}

static struct file_stamp stamp_of(const struct stat *state)
{
	return (struct file_stamp){
		.bytes = state->st_size,
		.mtime_ns = (int64_t)state->st_mtim.tv_sec * 1000000000 + state->st_mtim.tv_nsec,
	};
}

bool file_stamp(const char *path, struct file_stamp *stamp, struct err *err)
{
	struct stat state;

	if (stat(path, &state) != 0)
		return fail(err, path, "cannot be looked at", errno);
	*stamp = stamp_of(&state);
	return true;
}

static bool too_big(struct err *err, const char *name, int64_t bytes, size_t limit)
{
	if (bytes < 0)
		return err_set(err, STATUS_BAD_DATA,
			       "%s: has more than %zu bytes, the most that are read; divide it "
			       "into smaller ones", name, limit);
	return err_set(err, STATUS_BAD_DATA,
		       "%s: has %lld bytes, and at most %zu are read; divide it into smaller ones",
		       name, (long long)bytes, limit);
}

/* Waits where a descriptor that was made non-blocking by somebody else has nothing yet. */
static ssize_t read_some(int fd, char *chunk)
{
	struct pollfd waiting = { .fd = fd, .events = POLLIN };
	ssize_t got;

	while ((got = read(fd, chunk, CHUNK_BYTES)) < 0) {
		if (errno == EAGAIN)
			poll(&waiting, 1, -1);
		else if (errno != EINTR)
			break;
	}
	return got;
}

bool file_read_stream(int fd, const char *name, size_t limit, struct strbuf *out, struct err *err)
{
	char chunk[CHUNK_BYTES];
	ssize_t got;

	strbuf_clear(out);
	while ((got = read_some(fd, chunk)) > 0) {
		if ((size_t)got > limit - out->len)
			return too_big(err, name, -1, limit);
		strbuf_add(out, chunk, (size_t)got);
		if (out->truncated)
			return too_big(err, name, -1, out->ceiling);
	}
	return got == 0 || fail(err, name, "cannot be read", errno);
}

/* Reads what FD has; the state before and after must be the same, or what was read may be half of
 * one state and half of another. */
static bool read_regular(int fd, const char *path, size_t limit, struct strbuf *out,
			 struct file_stamp *stamp, struct err *err)
{
	struct stat before, after;

	if (fstat(fd, &before) != 0)
		return fail(err, path, "cannot be looked at", errno);
	if (!S_ISREG(before.st_mode))
		return err_set(err, STATUS_NO_INPUT, "%s: is %s; name a regular file", path,
			       kind_of(before.st_mode));
	if (before.st_size < 0 || (uint64_t)before.st_size > limit)
		return too_big(err, path, before.st_size, limit);
	if (!file_read_stream(fd, path, limit, out, err))
		return false;
	if (fstat(fd, &after) != 0)
		return fail(err, path, "cannot be looked at", errno);
	*stamp = stamp_of(&after);
	if (stamp->mtime_ns != stamp_of(&before).mtime_ns || (uint64_t)stamp->bytes != out->len)
		return err_set(err, STATUS_BUSY,
			       "%s: was changed while it was read; try again when it is finished",
			       path);
	return true;
}

bool file_read(const char *path, size_t limit, struct strbuf *out, struct file_stamp *stamp,
	       struct err *err)
{
	struct file_stamp own;
	/* Non-blocking, so that a pipe without a writer is refused and not waited for. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	bool ok;

	strbuf_clear(out);
	if (fd < 0)
		return fail(err, path, "cannot be read", errno);
	ok = read_regular(fd, path, limit, out, &own, err);
	close(fd);
	if (!ok)
		strbuf_clear(out);
	else if (stamp)
		*stamp = own;
	return ok;
}

/* A file that is being written: its folder, and the name it has until it is whole. */
struct output {
	const char *path;        /* for messages */
	const char *name;        /* within the folder */
	int folder;
	char temp[TEMP_NAME_BYTES];
};

static bool open_folder(struct output *output, struct err *err)
{
	char *folder = path_directory(output->path);
	bool ok;

	output->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	ok = output->folder >= 0 || fail(err, folder, "the folder cannot be opened", errno);
	free(folder);
	return ok;
}

/* Refuses what is there already, as far as can be seen before the work. */
static bool check_target(const struct output *output, bool may_replace, struct err *err)
{
	struct stat state;

	if (output->name[0] == '\0')
		return err_set(err, STATUS_CANNOT_CREATE, "%s: is a folder; name a file in it",
			       output->path);
	if (fstatat(output->folder, output->name, &state, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || fail(err, output->path, "cannot be written", errno);
	if (!S_ISREG(state.st_mode))
		return err_set(err, STATUS_CANNOT_CREATE,
			       "%s: is %s and is not replaced; choose another name", output->path,
			       kind_of(state.st_mode));
	if (!may_replace)
		return err_set(err, STATUS_CANNOT_CREATE,
			       "%s: exists already and is kept; choose another name or remove it",
			       output->path);
	return true;
}

static int open_temp(struct output *output)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int number, fd = -1;

	for (number = 0; number < TEMP_NAMES_MAX; number++) {
		snprintf(output->temp, sizeof output->temp, ".shortlist-%ld-%d.tmp", (long)getpid(),
			 number);
		fd = openat(output->folder, output->temp, flags, 0600);
		if (fd >= 0 || errno != EEXIST)
			break;
	}
	return fd;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	ssize_t put;

	while (len > 0) {
		put = write(fd, bytes, len < WRITE_BYTES_MAX ? len : WRITE_BYTES_MAX);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes += put;
		len -= (size_t)put;
	}
	return true;
}

static bool write_temp(struct output *output, const char *bytes, size_t len, struct err *err)
{
	int fd = open_temp(output);
	int saved = 0;

	if (fd < 0)
		return fail(err, output->path, "cannot be created", errno);
	if (!write_all(fd, bytes, len) || fsync(fd) != 0)
		saved = errno;
	if (close(fd) != 0 && saved == 0)
		saved = errno;
	if (saved == 0)
		return true;
	unlinkat(output->folder, output->temp, 0);
	return fail(err, output->path, "cannot be written", saved);
}

/* Gives the temporary file its name, unless that has come to be taken. */
static int rename_new(const struct output *output)
{
#ifdef RENAME_NOREPLACE
	if (renameat2(output->folder, output->temp, output->folder, output->name,
		      RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	if (linkat(output->folder, output->temp, output->folder, output->name, 0) != 0)
		return -1;
	return unlinkat(output->folder, output->temp, 0);
}

static bool finish(struct output *output, bool may_replace, struct err *err)
{
	int result = may_replace ? renameat(output->folder, output->temp, output->folder,
					    output->name)
				 : rename_new(output);
	int saved = errno;

	if (result != 0) {
		unlinkat(output->folder, output->temp, 0);
		return fail(err, output->path, "cannot be put in place", saved);
	}
	/* Some file systems cannot sync a folder and say so; they have nothing to lose by it. */
	if (fsync(output->folder) != 0 && errno != EINVAL && errno != ENOTSUP)
		return fail(err, output->path, "may not be on disk yet", errno);
	return true;
}

bool file_write(const char *path, const char *bytes, size_t len, bool may_replace, struct err *err)
{
	struct output output = { .path = path, .name = path_name(path) };
	bool ok;

	if (!open_folder(&output, err))
		return false;
	ok = check_target(&output, may_replace, err) && write_temp(&output, bytes, len, err) &&
	     finish(&output, may_replace, err);
	close(output.folder);
	return ok;
}

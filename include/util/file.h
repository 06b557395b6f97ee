/*
 * Files: read whole and safely, written atomically, folders walked in a fixed order.
 */
#ifndef SHORTLIST_UTIL_FILE_H
#define SHORTLIST_UTIL_FILE_H

#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FILE_BYTES_MAX ((size_t)16 << 20)

/* What identifies one state of a file. */
struct file_stamp {
	int64_t bytes;
	int64_t mtime_ns;
};

bool file_stamp(const char *path, struct file_stamp *stamp, struct err *err);

/* Reads a regular file of at most LIMIT bytes into OUT (cleared first) and, where STAMP is not
 * NULL, says which state was read. Devices, pipes, sockets and directories are refused without
 * blocking. */
bool file_read(const char *path, size_t limit, struct strbuf *out, struct file_stamp *stamp,
	       struct err *err);

/* Reads descriptor FD to its end into OUT (cleared first), at most LIMIT bytes. NAME is for the
 * message. */
bool file_read_stream(int fd, const char *name, size_t limit, struct strbuf *out, struct err *err);

/* Writes BYTES as PATH so that either the old or the whole new file is there, whatever happens: a
 * new file beside it with mode 0600, written, synced, renamed, the directory synced. Without
 * MAY_REPLACE a file that exists is refused; links, folders and devices always are. */
bool file_write(const char *path, const char *bytes, size_t len, bool may_replace, struct err *err);

/* Calls FN for each regular file under PATH (or for PATH itself where it is no folder), folders
 * in the byte order of their names, hidden entries (a leading dot) left out, symbolic links to
 * files followed, to folders not, at most 64 folders deep. An unreadable entry is reported
 * through FN with FAILURE set. FN returns false to stop; then so does file_walk(). */
typedef bool (*file_walk_fn)(const char *path, const struct err *failure, void *data);
bool file_walk(const char *path, file_walk_fn fn, void *data);

#endif

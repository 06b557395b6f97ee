/* The XDG base directories, and path names. */
#include "config.h"

#include "util/path.h"

#include "util/alloc.h"
#include "util/strbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PROGRAM "shortlist"

/* The XDG base directory specification: a variable that is unset, empty or relative does not
 * count. */
static char *base_directory(const char *variable, const char *below_home)
{
	const char *value = getenv(variable);
	const char *home = getenv("HOME");
	char *base, *path;

	if (value && value[0] == '/')
		return path_join(value, PROGRAM);
	if (!home || home[0] != '/')
		return NULL;
	base = path_join(home, below_home);
	path = path_join(base, PROGRAM);
	free(base);
	return path;
}

void paths_init(struct paths *paths)
{
	paths->config = base_directory("XDG_CONFIG_HOME", ".config");
	paths->data = base_directory("XDG_DATA_HOME", ".local/share");
	paths->state = base_directory("XDG_STATE_HOME", ".local/state");
}

void paths_release(struct paths *paths)
{
	free(paths->config);
	free(paths->data);
	free(paths->state);
	memset(paths, 0, sizeof *paths);
}

/* The length of PATH without the slashes at its end; "/" keeps its own. */
static size_t trimmed_len(const char *path, size_t len)
{
	while (len > 1 && path[len - 1] == '/')
		len--;
	return len;
}

char *path_join(const char *directory, const char *name)
{
	struct strbuf path = STRBUF_INIT;

	strbuf_add(&path, directory, trimmed_len(directory, strlen(directory)));
	if (path.len > 0 && path.text[path.len - 1] != '/')
		strbuf_putc(&path, '/');
	strbuf_puts(&path, name);
	return strbuf_detach(&path);
}

char *path_directory(const char *path)
{
	size_t len = trimmed_len(path, strlen(path));

	while (len > 0 && path[len - 1] != '/')
		len--;
	return len > 0 ? xstrndup(path, trimmed_len(path, len)) : xstrdup(".");
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_directory(const char *path)
{
	struct stat state;

	return stat(path, &state) == 0 && S_ISDIR(state.st_mode);
}

static bool make_one(const char *path, struct err *err)
{
	int saved;

	if (mkdir(path, 0700) == 0)
		return true;
	saved = errno;
	if (is_directory(path))
		return true;
	if (saved == EEXIST)
		return err_set(err, STATUS_CANNOT_CREATE,
			       "%s: is no folder; move it away or name another place", path);
	return err_set(err, saved == EACCES || saved == EPERM ? STATUS_PERMISSION
							      : STATUS_CANNOT_CREATE,
		       "%s: the folder cannot be made: %s; make it yourself or name another place",
		       path, strerror(saved));
}

bool path_make_directory(const char *path, struct err *err)
{
	char *copy = xstrdup(path);
	char *slash = copy;
	bool ok = true;

	while (ok && *slash && (slash = strchr(slash + 1, '/')) != NULL) {
		*slash = '\0';
		ok = make_one(copy, err);
		*slash = '/';
	}
	ok = ok && make_one(copy, err);
	free(copy);
	return ok;
}

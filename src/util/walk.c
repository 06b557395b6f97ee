/* A folder and what is below it, in a fixed order, with a stack of its own. */
#include "config.h"

#include "util/file.h"

#include "util/alloc.h"
#include "util/path.h"
#include "util/vec.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX 64

/* One open folder: the names in it, and how many of them are done. */
struct level {
	char *path;
	struct { char **items; size_t count; size_t cap; } names;
	size_t next;
};

struct walk {
	file_walk_fn fn;
	void *data;
	struct level levels[DEPTH_MAX];
	size_t depth;
};

static bool report(const struct walk *walk, const char *path, enum status status, const char *what)
{
	struct err failure = ERR_INIT;
	bool go_on;

	err_set(&failure, status, "%s: %s", path, what);
	go_on = walk->fn(path, &failure, walk->data);
	err_release(&failure);
	return go_on;
}

static bool report_errno(const struct walk *walk, const char *path, int number)
{
	struct err failure = ERR_INIT;
	bool is_refused = number == EACCES || number == EPERM;
	bool go_on;

	err_set(&failure, is_refused ? STATUS_PERMISSION : STATUS_NO_INPUT,
		"%s: cannot be read: %s; %s", path, strerror(number),
		is_refused ? "check its permissions" : "check the name");
	go_on = walk->fn(path, &failure, walk->data);
	err_release(&failure);
	return go_on;
}

static int compare_names(const void *a, const void *b)
{
	const char *const *left = a;
	const char *const *right = b;

	return strcmp(*left, *right);
}

/* Reads the names of a folder, without those that begin with a dot; an errno, or 0. */
static int read_names(struct level *level)
{
	DIR *folder = opendir(level->path);
	const struct dirent *entry;
	int saved;

	if (!folder)
		return errno;
	while (errno = 0, (entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			*VEC_PUSH(&level->names) = xstrdup(entry->d_name);
	saved = errno;
	closedir(folder);
	if (level->names.count > 0)
		qsort(level->names.items, level->names.count, sizeof *level->names.items,
		      compare_names);
	return saved;
}

static void leave(struct walk *walk)
{
	struct level *level = &walk->levels[--walk->depth];
	size_t i;

	for (i = 0; i < level->names.count; i++)
		free(level->names.items[i]);
	VEC_RELEASE(&level->names);
	free(level->path);
}

/* Opens a folder; what of it could be read is walked, and what could not is reported. */
static bool enter(struct walk *walk, const char *path)
{
	struct level *level;
	int number;

	if (walk->depth == DEPTH_MAX)
		return report(walk, path, STATUS_BAD_DATA,
			      "lies more than 64 folders deep and is left out; name it by itself");
	level = &walk->levels[walk->depth++];
	*level = (struct level){ .path = xstrdup(path) };
	number = read_names(level);
	return number == 0 || report_errno(walk, path, number);
}

/* A link to a file is that file; a link to a folder is left out, since it may lead in a circle. */
static bool visit(struct walk *walk, const char *path)
{
	struct stat state;
	bool is_link;

	if (lstat(path, &state) != 0)
		return report_errno(walk, path, errno);
	is_link = S_ISLNK(state.st_mode);
	if (is_link && stat(path, &state) != 0)
		return report_errno(walk, path, errno);
	if (S_ISDIR(state.st_mode))
		return is_link || enter(walk, path);
	return !S_ISREG(state.st_mode) || walk->fn(path, NULL, walk->data);
}

/* Visits the next name of the innermost folder, or leaves it. */
static bool step(struct walk *walk)
{
	struct level *level = &walk->levels[walk->depth - 1];
	char *path;
	bool go_on;

	if (level->next == level->names.count) {
		leave(walk);
		return true;
	}
	path = path_join(level->path, level->names.items[level->next++]);
	go_on = visit(walk, path);
	free(path);
	return go_on;
}

bool file_walk(const char *path, file_walk_fn fn, void *data)
{
	struct walk walk = { .fn = fn, .data = data };
	struct stat state;
	bool go_on;

	/* What is named is followed, and reading says what is wrong with a device. */
	if (stat(path, &state) != 0)
		return report_errno(&walk, path, errno);
	if (!S_ISDIR(state.st_mode))
		return fn(path, NULL, data);
	go_on = enter(&walk, path);
	while (go_on && walk.depth > 0)
		go_on = step(&walk);
	while (walk.depth > 0)
		leave(&walk);
	return go_on;
}

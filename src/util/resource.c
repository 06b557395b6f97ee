/* The data files of the program, and the user's that add to them. */
#include "config.h"

#include "util/resource.h"

#include "util/file.h"
#include "util/path.h"
#include "util/strbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const struct resource *resource_find(const char *name)
{
	const struct resource *resource;

	for (resource = resource_table; resource->name; resource++)
		if (strcmp(resource->name, name) == 0)
			return resource;
	return NULL;
}

/* Whether there is nothing of that name; one that cannot be looked at counts as there, so that
 * reading it says why. */
static bool is_absent(const char *path)
{
	struct stat state;

	return stat(path, &state) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static bool load_compiled_in(const char *name, resource_parse_fn parse, void *data, struct err *err)
{
	const struct resource *resource = resource_find(name);
	struct strbuf shown = STRBUF_INIT;
	bool ok;

	if (!resource)
		return true;
	strbuf_printf(&shown, "%s (built in)", name);
	ok = parse(resource->bytes, resource->len, shown.text, data, err);
	strbuf_release(&shown);
	return ok;
}

static bool load_users(const char *path, resource_parse_fn parse, void *data, struct err *err)
{
	struct strbuf bytes = STRBUF_INIT;
	bool ok = is_absent(path) ||
		  (file_read(path, FILE_BYTES_MAX, &bytes, NULL, err) &&
		   parse(bytes.text, bytes.len, path, data, err));

	strbuf_release(&bytes);
	return ok;
}

bool resource_load(const char *name, const char *config_dir, resource_parse_fn parse, void *data,
		   struct err *err)
{
	char *path;
	bool ok = load_compiled_in(name, parse, data, err);

	if (!ok || !config_dir)
		return ok;
	path = path_join(config_dir, name);
	ok = load_users(path, parse, data, err);
	free(path);
	return ok;
}

bool resource_has_users(const char *name, const char *config_dir)
{
	char *path;
	bool has;

	if (!config_dir)
		return false;
	path = path_join(config_dir, name);
	has = !is_absent(path);
	free(path);
	return has;
}

/* The table of what an entry of sources.yaml may say, and how it is read. */
#include "config.h"

#include "load/sources.h"

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/file.h"
#include "util/path.h"
#include "util/vec.h"
#include "util/yaml.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "sources.yaml"
#define SOURCES_BYTES_MAX ((size_t)1 << 20)
#define NEAR_EDITS_MAX 2
#define NAME_BYTES_MAX 64
#define TIME_S 60
#define TIME_S_MAX 3600

/* One key of an entry. */
struct entry_key {
	const char *name;
	const char *help;        /* for the manual */
	bool (*take)(struct source *source, const struct node *value, struct err *err);
};

void texts_release(struct texts *texts)
{
	for (size_t i = 0; i < texts->count; i++)
		free(texts->items[i]);
	VEC_RELEASE(texts);
}

static void source_release(struct source *source)
{
	free(source->name);
	texts_release(&source->command);
	texts_release(&source->paths);
	texts_release(&source->tags);
}

void sources_release(struct sources *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		source_release(&sources->items[i]);
	VEC_RELEASE(sources);
}

/* -- values */

static bool refuse(struct err *err, const char *why)
{
	return err_set(err, STATUS_CONFIG, "%s", why);
}

/* A text alone counts as a list of one. A text with a NUL is none. */
static bool take_texts(struct texts *texts, const struct node *value, const char *why,
		       struct err *err)
{
	if (value->kind == NODE_MAP)
		return refuse(err, why);
	for (size_t i = 0; i < (value->kind == NODE_LIST ? value->count : 1); i++) {
		const struct node *item = value->kind == NODE_LIST ? value->items[i] : value;
		const char *text = node_text(item);

		if (!text || strlen(text) != item->len)
			return refuse(err, why);
		*VEC_PUSH(texts) = xstrdup(text);
	}
	return texts->count > 0 || refuse(err, why);
}

/* "6h": a whole number and its unit, in seconds. */
static bool take_time(int64_t *seconds, const struct node *value, struct err *err)
{
	static const struct { const char *name; int64_t seconds; } units[] = {
		{ "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 }, { "w", 604800 },
	};
	const char *text = node_text(value);
	size_t digits = text ? ascii_number(text, strlen(text), seconds) : 0;

	for (size_t i = 0; digits > 0 && i < sizeof units / sizeof units[0]; i++) {
		if (ascii_equal(text + digits, units[i].name) && *seconds <= 10000) {
			*seconds *= units[i].seconds;
			return true;
		}
	}
	return refuse(err, "a time is a number and s, min, h, d or w: 6h");
}

static bool is_name(const char *text)
{
	size_t len = strlen(text);

	if (len == 0 || len > NAME_BYTES_MAX || text[0] == '-' || text[0] == '.')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!ascii_is_alnum(text[i]) && !strchr("-_.", text[i]))
			return false;
	}
	return true;
}

static bool take_name(struct source *source, const struct node *value, struct err *err)
{
	const char *text = node_text(value);

	if (!text || !is_name(text))
		return refuse(err, "a name is made of letters, digits, hyphens, dots and "
				   "underscores, and begins with none of the last but an "
				   "underscore");
	source->name = xstrdup(text);
	return true;
}

static bool take_command(struct source *source, const struct node *value, struct err *err)
{
	if (value->kind != NODE_LIST)
		return refuse(err, "a command is a list of its words, since no shell reads it: "
				   "[curl, -sSf, \"https://example.org/jobs.json\"]");
	if (!take_texts(&source->command, value, "each word of a command is a text", err))
		return false;
	*VEC_PUSH(&source->command) = NULL;
	source->command.count--;
	return source->command.items[0][0] != '\0' ||
	       refuse(err, "the first word of a command is the name of a program");
}

static bool take_paths(struct source *source, const struct node *value, struct err *err)
{
	return take_texts(&source->paths, value, "a path is a text, paths are a list of them", err);
}

/* A reader's name. */
static bool take_format(struct source *source, const struct node *value, struct err *err)
{
	const char *text = node_text(value);

	source->as = text ? reader_find(text) : NULL;
	if (source->as)
		return true;
	return err_set(err, STATUS_CONFIG, "there is no format \"%s\"; leave it out to have it "
		       "seen from the content", text ? text : "");
}

static bool take_tags(struct source *source, const struct node *value, struct err *err)
{
	if (!take_texts(&source->tags, value, "tags are a list of words", err))
		return false;
	for (size_t i = 0; i < source->tags.count; i++) {
		if (!is_name(source->tags.items[i]))
			return refuse(err, "a tag is one word of letters, digits and hyphens");
	}
	return true;
}

static bool take_every(struct source *source, const struct node *value, struct err *err)
{
	return take_time(&source->every_s, value, err);
}

static bool take_limit(struct source *source, const struct node *value, struct err *err)
{
	if (!take_time(&source->time_s, value, err))
		return false;
	return (source->time_s >= 1 && source->time_s <= TIME_S_MAX) ||
	       refuse(err, "the time limit of a command is between 1s and 1h");
}

static const struct entry_key entry_keys[] = {
	{ "name", "What it is called: a word. A query finds its postings by source:NAME.",
	  take_name },
	{ "command", "A list: a program and its arguments. What it prints is read. No shell sees "
		     "it, so that quotes, pipes and variables mean nothing.", take_command },
	{ "path", "Instead of a command: a file, a folder or a pattern (* ? [...]). ~/ is the home "
		  "directory; what begins with neither ~ nor / starts from the folder of "
		  "sources.yaml.", take_paths },
	{ "paths", "A list of such.", take_paths },
	{ "format", "What reads it, one of those under FORMATS; seen from the content if it is "
		    "not given.",
	  take_format },
	{ "tags", "Words that are set as tags on postings that are new.", take_tags },
	{ "every", "It is not read oftener than this unless it is named or --force is given: a "
		   "number and s, min, h, d or w.",
	  take_every },
	{ "time-limit", "A command that is not done after this is ended, and nothing of it counts; "
			"1min unless given, at most 1h.", take_limit },
};

#define KEYS (sizeof entry_keys / sizeof entry_keys[0])

const char *source_key_name(size_t at)
{
	return at < KEYS ? entry_keys[at].name : NULL;
}

const char *source_key_help(size_t at)
{
	return entry_keys[at].help;
}

/* -- entries */

static bool refuse_key(const char *key, struct err *err)
{
	for (size_t i = 0; i < KEYS; i++)
		if (ascii_distance(key, entry_keys[i].name, NEAR_EDITS_MAX) <= NEAR_EDITS_MAX)
			return err_set(err, STATUS_CONFIG, "a source has no \"%s\"; did you mean "
				       "\"%s\"?", key, entry_keys[i].name);
	return err_set(err, STATUS_CONFIG, "a source has no \"%s\"; it has: name, command or "
		       "paths, format, tags, every, time-limit", key);
}

static bool take_key(struct source *source, const struct node *entry, size_t at, const char *file,
		     struct err *err)
{
	const struct node *value = entry->items[at];
	bool is_taken = false, is_known = false;

	for (size_t i = 0; i < KEYS && !is_known; i++) {
		is_known = strcmp(entry->keys[at], entry_keys[i].name) == 0;
		if (is_known)
			is_taken = entry_keys[i].take(source, value, err);
	}
	if (!is_known)
		refuse_key(entry->keys[at], err);
	return is_taken || err_prefix(err, "%s:%zu", file, entry->key_lines[at]);
}

static bool check_source(const struct sources *sources, const struct source *source,
			 struct err *err)
{
	if (!source->name)
		return refuse(err, "this source has no name");
	if ((source->command.count > 0) == (source->paths.count > 0))
		return err_set(err, STATUS_CONFIG, "the source \"%s\" has to have either a command "
			       "or paths", source->name);
	if (sources_find(sources, source->name))
		return err_set(err, STATUS_CONFIG, "there are two sources of the name \"%s\"",
			       source->name);
	return true;
}

static bool take_entry(struct sources *sources, const struct node *entry, const char *file,
		       struct err *err)
{
	struct source source = { .line = entry->line, .time_s = TIME_S,
				 .bytes_max = FILE_BYTES_MAX };
	bool ok = true;

	if (entry->kind != NODE_MAP)
		return err_set(err, STATUS_CONFIG, "%s:%zu: a source has a name and a command or "
			       "paths", file, entry->line);
	for (size_t i = 0; ok && i < entry->count; i++)
		ok = take_key(&source, entry, i, file, err);
	if (ok && !check_source(sources, &source, err))
		ok = err_prefix(err, "%s:%zu", file, entry->line);
	if (ok)
		*VEC_PUSH(sources) = source;
	else
		source_release(&source);
	return ok;
}

static bool parse(struct sources *sources, const struct strbuf *bytes, const char *file,
		  struct err *err)
{
	struct node *documents = yaml_parse(bytes->text, bytes->len, file, err);
	bool ok = documents != NULL;

	for (size_t i = 0; ok && i < documents->count; i++) {
		const struct node *list = documents->items[i];

		if (node_is_null(list))
			continue;
		if (list->kind != NODE_LIST)
			ok = err_set(err, STATUS_CONFIG, "%s:%zu: sources are a list; each begins "
				     "with \"- name:\"", file, list->line);
		for (size_t at = 0; ok && at < list->count; at++)
			ok = take_entry(sources, list->items[at], file, err);
	}
	if (!documents && err)
		err->status = STATUS_CONFIG;
	node_free(documents);
	return ok;
}

bool sources_load(struct sources *sources, const char *config_dir, struct err *err)
{
	char *file = config_dir ? path_join(config_dir, FILE_NAME) : NULL;
	struct strbuf bytes = STRBUF_INIT;
	struct err failure = ERR_INIT;
	bool ok = true;

	if (file && file_read(file, SOURCES_BYTES_MAX, &bytes, NULL, &failure))
		ok = parse(sources, &bytes, file, err);
	else if (file && failure.status != STATUS_NO_INPUT)
		ok = err_set(err, STATUS_CONFIG, "%s", failure.text);
	if (!ok)
		sources_release(sources);
	strbuf_release(&bytes);
	err_release(&failure);
	free(file);
	return ok;
}

const struct source *sources_find(const struct sources *sources, const char *name)
{
	for (size_t i = 0; i < sources->count; i++)
		if (strcmp(sources->items[i].name, name) == 0)
			return &sources->items[i];
	return NULL;
}

const struct source *sources_nearest(const struct sources *sources, const char *name)
{
	const struct source *nearest = NULL;
	size_t least = NEAR_EDITS_MAX + 1;

	for (size_t i = 0; i < sources->count; i++) {
		size_t distance = ascii_distance(name, sources->items[i].name, NEAR_EDITS_MAX);

		if (distance < least) {
			least = distance;
			nearest = &sources->items[i];
		}
	}
	return nearest;
}

/* -- files */

/* "~/x" in the home directory, "x" beside sources.yaml. */
static char *absolute(const char *path, const char *base)
{
	const char *home = getenv("HOME");

	if (path[0] == '~' && (path[1] == '/' || path[1] == '\0') && home && home[0])
		return path[1] ? path_join(home, path + 2) : xstrdup(home);
	return path[0] == '/' || !base ? xstrdup(path) : path_join(base, path);
}

void source_expand(const struct source *source, const char *base, struct texts *out)
{
	for (size_t i = 0; i < source->paths.count; i++) {
		char *path = absolute(source->paths.items[i], base);
		glob_t found;

		/* A name that is there is itself, whatever characters it has. */
		if (access(path, F_OK) != 0 && glob(path, 0, NULL, &found) == 0) {
			for (size_t at = 0; at < found.gl_pathc; at++)
				*VEC_PUSH(out) = xstrdup(found.gl_pathv[at]);
			globfree(&found);
		} else {
			*VEC_PUSH(out) = xstrdup(path);
		}
		free(path);
	}
}

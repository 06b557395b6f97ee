/* The table of settings, and how they are read from YAML and from text. */
#include "config.h"

#include "session/settings.h"

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/file.h"
#include "util/resource.h"
#include "util/yaml.h"

#include <stdlib.h>
#include <string.h>

#define RESOURCE "settings.yaml"
#define SETTINGS_BYTES_MAX ((size_t)1 << 20)
#define NEAR_EDITS_MAX 2

const struct setting setting_table[] = {
	{ .name = "theme", .kind = SETTING_TEXT, .offset = offsetof(struct settings, theme),
	  .help = "The colours: dark, light, contrast, mono, ansi, or a theme of your own." },
	{ .name = "layout", .kind = SETTING_CHOICE, .choices = "auto wide two one",
	  .offset = offsetof(struct settings, layout),
	  .help = "Where the panes stand: by the width, or always in one way." },
	{ .name = "ascii", .kind = SETTING_BOOL, .choices = "yes no auto",
	  .offset = offsetof(struct settings, ascii),
	  .help = "Draw with ASCII only; by the locale unless set." },
	{ .name = "mouse", .kind = SETTING_BOOL, .choices = "yes no",
	  .offset = offsetof(struct settings, mouse),
	  .help = "Use the mouse." },
	{ .name = "editor", .kind = SETTING_TEXT, .offset = offsetof(struct settings, editor),
	  .help = "What opens notes: a program and its first arguments." },
	{ .name = "browser", .kind = SETTING_TEXT, .offset = offsetof(struct settings, browser),
	  .help = "What opens links: a program and its first arguments." },
	{ .name = "export-file", .kind = SETTING_TEXT,
	  .offset = offsetof(struct settings, export_file),
	  .help = "The file that an export proposes; its suffix says the format." },
	{ .name = NULL },
};

static const struct setting *find_setting(const char *name)
{
	for (const struct setting *setting = setting_table; setting->name; setting++)
		if (ascii_equal(setting->name, name))
			return setting;
	return NULL;
}

static const char *nearest_name(const char *name)
{
	const char *nearest = NULL;
	size_t best = NEAR_EDITS_MAX + 1;

	for (const struct setting *setting = setting_table; setting->name; setting++) {
		size_t distance = ascii_distance(name, setting->name, NEAR_EDITS_MAX);

		if (distance < best) {
			best = distance;
			nearest = setting->name;
		}
	}
	return nearest;
}

static bool refuse_name(const char *name, struct err *err)
{
	const char *nearest = nearest_name(name);

	if (nearest)
		return err_set(err, STATUS_CONFIG,
			       "there is no setting \"%s\"; did you mean \"%s\"?", name, nearest);
	return err_set(err, STATUS_CONFIG, "there is no setting \"%s\"", name);
}

/* The place of WORD in a list divided by blanks, -1 for none. */
static int find_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (int index = 0; *words; index++) {
		size_t step = strcspn(words, " ");

		if (step == len && ascii_starts_len(words, step, word))
			return index;
		words += step + strspn(words + step, " ");
	}
	return -1;
}

static char **text_of(const struct settings *settings, const struct setting *setting)
{
	return (char **)(void *)((char *)(uintptr_t)settings + setting->offset);
}

static bool *bool_of(const struct settings *settings, const struct setting *setting)
{
	return (bool *)(void *)((char *)(uintptr_t)settings + setting->offset);
}

static enum layout_way *choice_of(const struct settings *settings, const struct setting *setting)
{
	return (enum layout_way *)(void *)((char *)(uintptr_t)settings + setting->offset);
}

static bool set_bool(struct settings *settings, const struct setting *setting, const char *value)
{
	bool is_on = find_word("yes true on", value) >= 0;
	bool is_auto = setting->offset == offsetof(struct settings, ascii) &&
		       ascii_equal(value, "auto");

	if (!is_on && !is_auto && find_word("no false off", value) < 0)
		return false;
	*bool_of(settings, setting) = is_on;
	if (setting->offset == offsetof(struct settings, ascii))
		settings->ascii_is_set = !is_auto;
	return true;
}

static void set_text(struct settings *settings, const struct setting *setting, const char *value)
{
	char **text = text_of(settings, setting);

	free(*text);
	*text = *value ? xstrdup(value) : NULL;
}

static bool set_value(struct settings *settings, const struct setting *setting, const char *value,
		      struct err *err)
{
	bool done = true;
	int choice;

	switch (setting->kind) {
	case SETTING_TEXT:
		set_text(settings, setting, value);
		break;
	case SETTING_BOOL:
		done = set_bool(settings, setting, value);
		break;
	case SETTING_CHOICE:
		choice = find_word(setting->choices, value);
		done = choice >= 0;
		if (done)
			*choice_of(settings, setting) = (enum layout_way)choice;
		break;
	}
	return done || err_set(err, STATUS_CONFIG, "%s is one of: %s; not \"%s\"", setting->name,
			       setting->choices, value);
}

/* One entry of a file. */
static bool set_entry(struct settings *settings, const struct node *map, size_t at,
		      const char *shown, struct err *err)
{
	const struct setting *setting = find_setting(map->keys[at]);
	const struct node *node = map->items[at];
	const char *value = node_text(node);

	if (!setting) {
		refuse_name(map->keys[at], err);
		return err_prefix(err, "%s:%zu:%zu", shown, map->key_lines[at], map->col);
	}
	if (node->kind != NODE_SCALAR || (!value && setting->kind != SETTING_TEXT))
		return err_set(err, STATUS_CONFIG, "%s:%zu:%zu: %s takes one value", shown,
			       node->line, node->col, setting->name);
	if (!set_value(settings, setting, value ? value : "", err))
		return err_prefix(err, "%s:%zu:%zu", shown, node->line, node->col);
	return true;
}

static bool parse(struct settings *settings, const char *bytes, size_t len, const char *shown,
		  struct err *err)
{
	struct node *documents = yaml_parse(bytes, len, shown, err);
	const struct node *map;
	bool good = documents != NULL;

	if (!good && err)
		err->status = STATUS_CONFIG;
	for (size_t i = 0; good && i < documents->count; i++) {
		map = documents->items[i];
		if (node_is_null(map))
			continue;
		if (map->kind != NODE_MAP)
			good = err_set(err, STATUS_CONFIG, "%s:%zu:%zu: settings are lines of "
				       "\"name: value\"", shown, map->line, map->col);
		for (size_t entry = 0; good && entry < map->count; entry++)
			good = set_entry(settings, map, entry, shown, err);
	}
	node_free(documents);
	return good;
}

static bool parse_resource(const char *bytes, size_t len, const char *shown, void *data,
			   struct err *err)
{
	return parse(data, bytes, len, shown, err);
}

static bool parse_file(struct settings *settings, const char *file, bool must_exist,
		       struct err *err)
{
	struct strbuf bytes = STRBUF_INIT;
	struct err failure = ERR_INIT;
	bool good = file_read(file, SETTINGS_BYTES_MAX, &bytes, NULL, &failure);

	if (good)
		good = parse(settings, bytes.text, bytes.len, file, err);
	else if (failure.status == STATUS_NO_INPUT && !must_exist)
		good = true;
	else
		err_set(err, STATUS_CONFIG, "%s", failure.text);
	strbuf_release(&bytes);
	err_release(&failure);
	return good;
}

bool settings_load(struct settings *settings, const char *file, bool must_exist, struct err *err)
{
	memset(settings, 0, sizeof *settings);
	if (resource_load(RESOURCE, NULL, parse_resource, settings, err) &&
	    (!file || parse_file(settings, file, must_exist, err)))
		return true;
	settings_release(settings);
	return false;
}

void settings_release(struct settings *settings)
{
	for (const struct setting *setting = setting_table; setting->name; setting++)
		if (setting->kind == SETTING_TEXT)
			set_text(settings, setting, "");
}

bool settings_set(struct settings *settings, const char *name, const char *value, struct err *err)
{
	const struct setting *setting = find_setting(name);

	return setting ? set_value(settings, setting, value, err) : refuse_name(name, err);
}

static void add_word(struct strbuf *out, const char *words, int index)
{
	while (index-- > 0)
		words += strcspn(words, " ") + 1;
	strbuf_add(out, words, strcspn(words, " "));
}

void settings_format(const struct settings *settings, const struct setting *setting,
		     struct strbuf *out)
{
	const char *text;

	switch (setting->kind) {
	case SETTING_TEXT:
		text = *text_of(settings, setting);
		strbuf_puts(out, text ? text : "");
		break;
	case SETTING_BOOL:
		if (setting->offset == offsetof(struct settings, ascii) && !settings->ascii_is_set)
			strbuf_puts(out, "auto");
		else
			strbuf_puts(out, *bool_of(settings, setting) ? "yes" : "no");
		break;
	case SETTING_CHOICE:
		add_word(out, setting->choices, (int)*choice_of(settings, setting));
		break;
	}
}

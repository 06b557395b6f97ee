/* Themes: read from YAML, and the style of a role for a depth of colour. */
#include "config.h"

#include "tui/theme.h"

#include <stdlib.h>
#include <string.h>

#include "tui/color_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/file.h"
#include "util/path.h"
#include "util/resource.h"
#include "util/vec.h"
#include "util/yaml.h"

#define INHERIT_MAX 8
#define NAME_BYTES_MAX 64
#define THEME_BYTES_MAX ((size_t)1 << 20)

/* A style as a file gives it; what it does not name comes from `text`. */
struct given {
	struct style style;
	bool has_foreground, has_background, is_named;
};

struct palette_entry { char *name; uint32_t color; };

struct theme {
	char *name;
	struct given roles[ROLE_COUNT];
	char *texts[ROLE_COUNT]; /* as written; NULL: not named */
	struct { struct palette_entry *items; size_t count, cap; } palette;
};

/* What is read: a theme, from a file of this name. */
struct reading { struct theme *theme; const char *shown; const char *config_dir; int depth; };

static const struct { const char *name; unsigned attribute; } attributes[] = {
	{ "bold", ATTRIBUTE_BOLD },   { "dim", ATTRIBUTE_DIM },
	{ "italic", ATTRIBUTE_ITALIC }, { "underline", ATTRIBUTE_UNDERLINE },
	{ "reverse", ATTRIBUTE_REVERSE },
};

static bool refuse(const struct reading *reading, size_t line, size_t col, struct err *err)
{
	return err_prefix(err, "%s:%zu:%zu", reading->shown, line, col);
}

/* -- colours */

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "#rrggbb" or "#rgb" */
static bool parse_hex(const char *text, size_t len, uint32_t *color)
{
	uint32_t rgb = 0;

	if ((len != 4 && len != 7) || *text != '#')
		return false;
	for (size_t i = 1; i < len; i++) {
		int digit = hex_digit(text[i]);

		if (digit < 0)
			return false;
		rgb = rgb << 4 | (uint32_t)digit;
		if (len == 4)
			rgb = rgb << 4 | (uint32_t)digit;
	}
	*color = COLOR_RGB | rgb;
	return true;
}

static bool is_word(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(text, word, len) == 0;
}

static bool parse_plain_color(const char *text, size_t len, uint32_t *color)
{
	int64_t number;

	if (is_word(text, len, "default")) {
		*color = COLOR_NONE;
		return true;
	}
	if (parse_hex(text, len, color))
		return true;
	if (len == 0 || ascii_number(text, len, &number) != len || number > 255)
		return false;
	*color = (uint32_t)number;
	return true;
}

static bool parse_color(const struct theme *theme, const char *text, size_t len, uint32_t *color)
{
	for (size_t i = 0; i < theme->palette.count; i++) {
		if (is_word(text, len, theme->palette.items[i].name)) {
			*color = theme->palette.items[i].color;
			return true;
		}
	}
	return parse_plain_color(text, len, color);
}

/* -- styles */

static unsigned parse_attribute(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
		if (is_word(text, len, attributes[i].name))
			return attributes[i].attribute;
	return 0;
}

/* One word of a style; WANTS_BACKGROUND is whether "on" stood before it. */
static bool parse_style_word(const struct theme *theme, const char *text, size_t len,
			     bool wants_background, struct given *given, struct err *err)
{
	unsigned attribute = parse_attribute(text, len);
	uint32_t color;

	if (attribute && !wants_background) {
		given->style.attributes |= attribute;
		return true;
	}
	if (!parse_color(theme, text, len, &color))
		return err_set(err, STATUS_CONFIG, "\"%.*s\" is no colour of the palette, no "
			       "#rrggbb, no number up to 255, not \"default\" and none of bold, "
			       "dim, italic, underline, reverse", (int)len, text);
	if (wants_background ? given->has_background : given->has_foreground)
		return err_set(err, STATUS_CONFIG, "\"%.*s\" is one colour too many; a style is "
			       "\"FOREGROUND on BACKGROUND ATTRIBUTES\"", (int)len, text);
	if (wants_background) {
		given->style.background = color;
		given->has_background = true;
	} else {
		given->style.foreground = color;
		given->has_foreground = true;
	}
	return true;
}

static bool parse_style(const struct theme *theme, const char *text, struct given *given,
			struct err *err)
{
	bool wants_background = false;

	*given = (struct given){ .is_named = true };
	while (*(text += strspn(text, " "))) {
		size_t len = strcspn(text, " ");

		if (!wants_background && is_word(text, len, "on")) {
			wants_background = true;
		} else {
			if (!parse_style_word(theme, text, len, wants_background, given, err))
				return false;
			wants_background = false;
		}
		text += len;
	}
	return !wants_background ||
	       err_set(err, STATUS_CONFIG, "a colour must follow \"on\"");
}

/* -- the file */

static bool set_palette(const struct reading *reading, const char *name,
			const struct node *node, size_t line, size_t col, struct err *err)
{
	struct theme *theme = reading->theme;
	const char *text = node_text(node);
	uint32_t color;
	size_t i = 0;

	if (!text || !parse_plain_color(text, strlen(text), &color)) {
		err_set(err, STATUS_CONFIG, "%s is \"#rrggbb\", a number up to 255, or default",
			name);
		return refuse(reading, line, col, err);
	}
	while (i < theme->palette.count && strcmp(theme->palette.items[i].name, name) != 0)
		i++;
	if (i == theme->palette.count)
		*VEC_PUSH(&theme->palette) = (struct palette_entry){ .name = xstrdup(name) };
	theme->palette.items[i].color = color;
	return true;
}

static bool set_style(const struct reading *reading, const char *name,
		      const struct node *node, size_t line, size_t col, struct err *err)
{
	enum role role = role_find(name);
	const char *text = node_text(node);
	struct given given;

	if (role == ROLE_COUNT) {
		err_set(err, STATUS_CONFIG, "there is no role \"%s\"; the manual lists them", name);
		return refuse(reading, line, col, err);
	}
	if (!text) {
		err_set(err, STATUS_CONFIG,
			"%s is a style, such as \"accent on panel bold\"", name);
		return refuse(reading, line, col, err);
	}
	if (!parse_style(reading->theme, text, &given, err))
		return refuse(reading, node->line, node->col, err);
	free(reading->theme->texts[role]);
	reading->theme->texts[role] = xstrdup(text);
	reading->theme->roles[role] = given;
	return true;
}

/* Inherited styles take the colours of the new palette: a theme may be a palette alone. */
static void recolor(struct theme *theme)
{
	for (int role = 0; role < ROLE_COUNT; role++)
		if (theme->texts[role])
			parse_style(theme, theme->texts[role], &theme->roles[role], NULL);
}

static bool each_entry(const struct reading *reading, const struct node *map, const char *name,
		       bool (*set)(const struct reading *, const char *, const struct node *,
				   size_t, size_t, struct err *), struct err *err)
{
	const struct node *section = node_get(map, name);

	if (node_is_null(section))
		return true;
	if (section->kind != NODE_MAP) {
		err_set(err, STATUS_CONFIG, "%s holds lines of \"name: value\"", name);
		return refuse(reading, section->line, section->col, err);
	}
	for (size_t i = 0; i < section->count; i++)
		if (!set(reading, section->keys[i], section->items[i], section->key_lines[i],
			 section->col, err))
			return false;
	return true;
}

static bool load_into(struct theme *theme, const char *name, const char *config_dir, int depth,
		      struct err *err);

/* A user's theme that inherits one of its own name means the built-in one. */
static bool load_inherited(const struct reading *reading, const struct node *map,
			   struct err *err)
{
	const struct node *node = node_get(map, "inherit");
	const char *name = node_text(node);
	bool is_own = name && strcmp(name, reading->theme->name) == 0;

	if (node_is_null(node))
		return true;
	if (!name) {
		err_set(err, STATUS_CONFIG, "inherit names one theme");
		return refuse(reading, node->line, node->col, err);
	}
	if (reading->depth >= INHERIT_MAX) {
		err_set(err, STATUS_CONFIG, "themes inherit at most %d deep; this one may inherit "
			"itself", INHERIT_MAX);
		return refuse(reading, node->line, node->col, err);
	}
	return load_into(reading->theme, name, is_own ? NULL : reading->config_dir,
			 reading->depth + 1, err);
}

static bool check_sections(const struct reading *reading, const struct node *map,
			   struct err *err)
{
	static const char *const names[] = { "inherit", "palette", "styles" };

	if (map->kind != NODE_MAP) {
		err_set(err, STATUS_CONFIG, "a theme has a palette and styles");
		return refuse(reading, map->line, map->col, err);
	}
	for (size_t i = 0; i < map->count; i++) {
		size_t known = 0;

		while (known < 3 && strcmp(map->keys[i], names[known]) != 0)
			known++;
		if (known < 3)
			continue;
		err_set(err, STATUS_CONFIG, "a theme has inherit, palette and styles, no \"%s\"",
			map->keys[i]);
		return refuse(reading, map->key_lines[i], map->col, err);
	}
	return true;
}

static bool parse(const struct reading *reading, const char *bytes, size_t len, struct err *err)
{
	struct node *documents = yaml_parse(bytes, len, reading->shown, err);
	const struct node *map = documents && documents->count > 0 ? documents->items[0]
									 : NULL;
	bool good = documents != NULL;

	if (!good && err)
		err->status = STATUS_CONFIG;
	if (good && map && !node_is_null(map)) {
		good = check_sections(reading, map, err) && load_inherited(reading, map, err) &&
		       each_entry(reading, map, "palette", set_palette, err);
		recolor(reading->theme);
		good = good && each_entry(reading, map, "styles", set_style, err);
	}
	node_free(documents);
	return good;
}

/* A name is a file's, without folders. */
static bool is_name(const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < len; i++)
		if (!ascii_is_alnum(name[i]) && name[i] != '-' && name[i] != '_')
			return false;
	return len > 0 && len <= NAME_BYTES_MAX;
}

static bool load_builtin(struct theme *theme, const char *path, const char *name, int depth,
			 struct err *err)
{
	const struct resource *resource = resource_find(path);
	struct strbuf names = STRBUF_INIT;
	struct reading reading = { theme, path, NULL, depth };

	if (resource)
		return parse(&reading, resource->bytes, resource->len, err);
	theme_names(&names);
	err_set(err, STATUS_CONFIG, "there is no theme \"%s\"; built in are: %s", name, names.text);
	strbuf_release(&names);
	return false;
}

static bool load_into(struct theme *theme, const char *name, const char *config_dir, int depth,
		      struct err *err)
{
	struct strbuf path = STRBUF_INIT, bytes = STRBUF_INIT;
	struct err failure = ERR_INIT;
	char *file = NULL;
	bool good;

	if (!is_name(name))
		return err_set(err, STATUS_CONFIG, "a theme's name is of letters, digits, '-' and "
			       "'_', not \"%s\"", name);
	strbuf_printf(&path, "themes/%s.yaml", name);
	if (config_dir)
		file = path_join(config_dir, path.text);
	if (file && file_read(file, THEME_BYTES_MAX, &bytes, NULL, &failure)) {
		struct reading reading = { theme, file, config_dir, depth };

		good = parse(&reading, bytes.text, bytes.len, err);
	} else if (file && failure.status != STATUS_NO_INPUT) {
		good = err_set(err, STATUS_CONFIG, "%s", failure.text);
	} else {
		good = load_builtin(theme, path.text, name, depth, err);
	}
	err_release(&failure);
	free(file);
	strbuf_release(&path);
	strbuf_release(&bytes);
	return good;
}

struct theme *theme_load(const char *name, const char *config_dir, struct err *err)
{
	struct theme *theme = xcalloc(1, sizeof *theme);

	theme->name = xstrdup(name);
	theme->roles[ROLE_TEXT].style = (struct style){ COLOR_NONE, COLOR_NONE, 0 };
	if (load_into(theme, name, config_dir, 0, err))
		return theme;
	theme_free(theme);
	return NULL;
}

void theme_free(struct theme *theme)
{
	if (!theme)
		return;
	for (size_t i = 0; i < theme->palette.count; i++)
		free(theme->palette.items[i].name);
	VEC_RELEASE(&theme->palette);
	for (int role = 0; role < ROLE_COUNT; role++)
		free(theme->texts[role]);
	free(theme->name);
	free(theme);
}

const char *theme_name(const struct theme *theme)
{
	return theme->name;
}

/* -- asking */

static struct style text_style(const struct theme *theme)
{
	const struct given *text = &theme->roles[ROLE_TEXT];
	struct style style = { COLOR_NONE, COLOR_NONE, text->style.attributes };

	if (text->has_foreground)
		style.foreground = text->style.foreground;
	if (text->has_background)
		style.background = text->style.background;
	return style;
}

/* Lays what a role gives over a style. */
static void lay_over(struct style *style, const struct given *given)
{
	if (given->has_foreground)
		style->foreground = given->style.foreground;
	if (given->has_background)
		style->background = given->style.background;
	style->attributes |= given->style.attributes;
}

/* The colour of the 16 that is told best from a background. */
static uint32_t readable_on(uint32_t background)
{
	return color_luma(color_rgb(background)) > 127500 ? 0 : 15;
}

/* Says by an attribute what the fewer colours no longer say. */
static void keep_difference(struct style *style, const struct style *whole,
			    const struct style *ground, enum color_depth depth)
{
	if (whole->background != ground->background &&
	    style->background == color_reduce(ground->background, depth))
		style->attributes |= ATTRIBUTE_REVERSE;
	if (depth != DEPTH_MONO && style->foreground == style->background &&
	    style->foreground != COLOR_NONE && whole->foreground != whole->background)
		style->foreground = readable_on(style->background);
}

struct style theme_style(const struct theme *theme, enum role role, enum role over,
			 enum color_depth depth)
{
	struct style ground = text_style(theme), whole = ground, style;

	if (role != ROLE_TEXT && theme->roles[role].is_named) {
		whole.attributes = 0;
		lay_over(&whole, &theme->roles[role]);
	}
	/* What has a ground of its own keeps its colours: they belong together. */
	if (over != ROLE_TEXT && role != ROLE_TEXT && theme->roles[role].has_background)
		whole.attributes |= theme->roles[over].style.attributes;
	else if (over != ROLE_TEXT)
		lay_over(&whole, &theme->roles[over]);
	style = (struct style){ color_reduce(whole.foreground, depth),
				color_reduce(whole.background, depth), whole.attributes };
	keep_difference(&style, &whole, &ground, depth);
	return style;
}

void theme_names(struct strbuf *out)
{
	static const char before[] = "themes/", after[] = ".yaml";

	for (const struct resource *resource = resource_table; resource->name; resource++) {
		size_t len = strlen(resource->name), around = strlen(before) + strlen(after);

		if (len <= around || strncmp(resource->name, before, strlen(before)) != 0)
			continue;
		if (out->len > 0)
			strbuf_putc(out, ' ');
		strbuf_add(out, resource->name + strlen(before), len - around);
	}
}

/* Paths into a tree, as the tables of boards have them. */
#include "config.h"

#include "read/board_path_int.h"

#include <string.h>

#include "util/ascii.h"

#define PATH_ENDS " |=~"
#define EMPTY_DEPTH_MAX 64
#define SEEK_DEPTH_MAX 64

static bool is_end(char c)
{
	return c == '\0' || strchr(PATH_ENDS, c) != NULL;
}

/* The next step: "[]" and "{}" have no key. Returns what is behind it and its dot. */
static const char *next_step(const char *path, const char **key, size_t *len)
{
	*key = NULL;
	if ((path[0] == '[' && path[1] == ']') || (path[0] == '{' && path[1] == '}')) {
		path += 2;
	} else {
		*key = path;
		while (!is_end(*path) && *path != '.' && !(path[0] == '[' && path[1] == ']'))
			path++;
		*len = (size_t)(path - *key);
	}
	return path + (*path == '.');
}

static bool is_key(const char *key, const char *name, size_t len)
{
	return strncmp(key, name, len) == 0 && key[len] == '\0';
}

/* The values of a list or of a map. What is no list is a list of one. */
static bool walk_items(const struct node *node, enum node_kind kind, const char *rest,
		       board_see_fn see, void *data)
{
	if (node->kind != kind)
		return kind == NODE_MAP || board_walk(node, rest, see, data);
	for (size_t i = 0; i < node->count; i++) {
		if (!board_walk(node->items[i], rest, see, data))
			return false;
	}
	return true;
}

/* No deeper than the path is long. */
bool board_walk(const struct node *node, const char *path, board_see_fn see, void *data)
{
	const char *key, *rest;
	size_t len = 0;

	if (!node || is_end(*path) || (path[0] == '.' && is_end(path[1])))
		return !node || see(node, data);
	rest = next_step(path, &key, &len);
	if (!key)
		return walk_items(node, *path == '{' ? NODE_MAP : NODE_LIST, rest, see, data);
	for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
		if (is_key(node->keys[i], key, len))
			return board_walk(node->items[i], rest, see, data);
	}
	return true;
}

static bool is_blank(const struct node *node)
{
	for (size_t i = 0; i < node->len; i++) {
		if (!ascii_is_space(node->text[i]))
			return false;
	}
	return true;
}

static bool is_empty(const struct node *node, int depth)
{
	if (node->kind == NODE_SCALAR)
		return node_is_null(node) || is_blank(node);
	for (size_t i = 0; i < node->count && depth < EMPTY_DEPTH_MAX; i++) {
		if (!is_empty(node->items[i], depth + 1))
			return false;
	}
	return true;
}

bool board_is_empty(const struct node *node)
{
	return !node || is_empty(node, 0);
}

static bool see_first(const struct node *value, void *data)
{
	const struct node **found = data;

	if (board_is_empty(value))
		return true;
	*found = value;
	return false;
}

const struct node *board_at(const struct node *node, const char *path)
{
	const struct node *found = NULL;

	while (*path && !found) {
		board_walk(node, path, see_first, &found);
		path += strcspn(path, "|");
		path += *path == '|';
	}
	return found;
}

const char *board_text_at(const struct node *node, const char *path)
{
	return node_text(board_at(node, path));
}

/* -- signs */

struct sign {
	char how;                /* '=' is, '~' holds, '\0' stands there */
	const char *word;
	size_t len;
	bool is_seen;
};

static bool holds(const char *text, const struct sign *sign)
{
	for (; *text; text++) {
		if (strncmp(text, sign->word, sign->len) == 0)
			return true;
	}
	return false;
}

static bool see_sign(const struct node *value, void *data)
{
	struct sign *sign = data;
	const char *text = node_text(value);

	if (sign->how == '\0')
		sign->is_seen = true;
	else if (sign->how == '=')
		sign->is_seen = text && is_key(text, sign->word, sign->len);
	else
		sign->is_seen = text && holds(text, sign);
	return !sign->is_seen;
}

/* One path of a sign, up to '|' or the end. */
static bool has_sign(const struct node *node, const char *path)
{
	struct sign sign = { .how = '\0' };
	size_t path_len = strcspn(path, PATH_ENDS);

	if (path[path_len] == '=' || path[path_len] == '~') {
		sign.how = path[path_len];
		sign.word = path + path_len + 1;
		sign.len = strcspn(sign.word, " |");
	}
	board_walk(node, path, see_sign, &sign);
	return sign.is_seen;
}

bool board_has_signs(const struct node *node, const char *signs)
{
	const char *at = signs;

	while (*at) {
		bool is_met = false;
		const char *end = at + strcspn(at, " ");

		for (const char *path = at; path < end; path += strcspn(path, " |") + 1)
			is_met = is_met || has_sign(node, path);
		if (!is_met)
			return false;
		at = end + (*end == ' ');
	}
	return true;
}

/* -- records anywhere */

static bool seek(const struct node *node, const char *signs, board_see_fn see, void *data,
		 int depth)
{
	if (node->kind == NODE_MAP && board_has_signs(node, signs))
		return see(node, data);
	for (size_t i = 0; i < node->count && depth < SEEK_DEPTH_MAX; i++) {
		if (!seek(node->items[i], signs, see, data, depth + 1))
			return false;
	}
	return true;
}

bool board_seek(const struct node *node, const char *signs, board_see_fn see, void *data)
{
	return seek(node, signs, see, data, 0);
}

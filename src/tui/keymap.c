/* The key map: read from YAML, asked by context and key. */
#include "config.h"

#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/resource.h"
#include "util/vec.h"
#include "util/yaml.h"

#define RESOURCE "keys.yaml"

/* What a section of the file stands for. */
static const struct { const char *name; unsigned contexts; } groups[] = {
	{ "panes", CONTEXT_PANES },
	{ "typing", CONTEXT_TYPING },
};

/* Where in which file an entry stands, for messages. */
struct place { const char *shown; size_t line, col; };

static bool refuse(const struct place *place, struct err *err)
{
	return err_prefix(err, "%s:%zu:%zu", place->shown, place->line, place->col);
}

static bool find_contexts(const char *name, unsigned *contexts)
{
	enum context context;

	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		if (strcmp(groups[i].name, name) == 0) {
			*contexts = groups[i].contexts;
			return true;
		}
	}
	if (!context_find(name, &context))
		return false;
	*contexts = context;
	return true;
}

/* -- changing the map */

static void binding_release(struct binding *binding)
{
	free(binding->argument);
}

static struct binding *find(const struct keymap *keymap, enum context context,
			    const struct key *key)
{
	for (size_t i = 0; i < keymap->count; i++)
		if (keymap->items[i].context == context && key_equal(&keymap->items[i].key, key))
			return &keymap->items[i];
	return NULL;
}

static void unbind(struct keymap *keymap, enum context context, const struct key *key)
{
	struct binding *binding = find(keymap, context, key);

	if (!binding)
		return;
	binding_release(binding);
	VEC_REMOVE(keymap, (size_t)(binding - keymap->items));
}

/* Binds the key in each of the contexts; ACTION NULL takes the binding away. */
static void bind_all(struct keymap *keymap, unsigned contexts, const struct key *key,
		     const struct action *action, const char *argument)
{
	for (unsigned bit = 1; bit <= contexts; bit <<= 1) {
		if (!(contexts & bit))
			continue;
		unbind(keymap, (enum context)bit, key);
		if (action)
			*VEC_PUSH(keymap) = (struct binding){
				.context = (enum context)bit, .key = *key, .action = action,
				.argument = argument ? xstrdup(argument) : NULL };
	}
}

/* -- reading */

/* The action that TEXT begins with; *argument is what follows, NULL for nothing. */
static const struct action *parse_action(const char *text, const char **argument, struct err *err)
{
	size_t len = strcspn(text, " ");
	char *name = xstrndup(text, len);
	const struct action *action = action_find(name);

	text += len + strspn(text + len, " ");
	*argument = *text ? text : NULL;
	if (!action)
		err_set(err, STATUS_CONFIG, "there is no action \"%s\"; help (?) lists them all",
			name);
	free(name);
	return action;
}

static bool check(const struct action *action, unsigned contexts, const char *argument,
		  struct err *err)
{
	if (argument && !action->argument)
		return err_set(err, STATUS_CONFIG, "%s takes nothing, so \"%s\" is too much",
			       action->name, argument);
	if ((action->contexts & contexts) == contexts)
		return true;
	for (unsigned bit = 1; bit <= contexts; bit <<= 1)
		if (contexts & bit & ~action->contexts)
			return err_set(err, STATUS_CONFIG, "%s does not work in %s", action->name,
				       context_name((enum context)bit));
	return true;
}

static bool parse_binding(struct keymap *keymap, unsigned contexts, const char *key_text,
			  const struct node *node, const struct place *place, struct err *err)
{
	const struct action *action = NULL;
	const char *argument = NULL, *text = node_text(node);
	struct key key;

	if (!key_parse(key_text, strlen(key_text), &key)) {
		err_set(err, STATUS_CONFIG, "there is no key \"%s\"; keys are named like j, G, ^D, "
			"M-b, Enter, Space, PageDown, F1", key_text);
		return refuse(place, err);
	}
	if (!text && !node_is_null(node)) {
		err_set(err, STATUS_CONFIG, "a key has one action, such as \"down\"");
		return refuse(place, err);
	}
	if (text) {
		action = parse_action(text, &argument, err);
		if (!action || !check(action, contexts, argument, err))
			return refuse(place, err);
	}
	bind_all(keymap, contexts, &key, action, argument);
	return true;
}

static bool parse_section(struct keymap *keymap, const struct node *map, size_t at,
			  const char *shown, struct err *err)
{
	const struct node *section = map->items[at];
	struct place place = { shown, map->key_lines[at], map->col };
	unsigned contexts = 0;

	if (!find_contexts(map->keys[at], &contexts)) {
		err_set(err, STATUS_CONFIG, "keys are bound in list, detail, filter, panes (these "
			"three), query, prompt, narrow, typing (these three) and help, not in "
			"\"%s\"", map->keys[at]);
		return refuse(&place, err);
	}
	if (node_is_null(section))
		return true;
	if (section->kind != NODE_MAP) {
		err_set(err, STATUS_CONFIG, "%s holds lines of \"key: action\"", map->keys[at]);
		return refuse(&place, err);
	}
	for (size_t i = 0; i < section->count; i++) {
		place = (struct place){ shown, section->key_lines[i], section->col };
		if (!parse_binding(keymap, contexts, section->keys[i], section->items[i], &place,
				   err))
			return false;
	}
	return true;
}

static bool parse(const char *bytes, size_t len, const char *shown, void *data, struct err *err)
{
	struct node *documents = yaml_parse(bytes, len, shown, err);
	bool good = documents != NULL;

	if (!good && err)
		err->status = STATUS_CONFIG;
	for (size_t i = 0; good && i < documents->count; i++) {
		const struct node *map = documents->items[i];

		if (node_is_null(map))
			continue;
		if (map->kind != NODE_MAP)
			good = err_set(err, STATUS_CONFIG, "%s:%zu:%zu: keys stand below the "
				       "context in which they are bound", shown, map->line,
				       map->col);
		for (size_t at = 0; good && map->kind == NODE_MAP && at < map->count; at++)
			good = parse_section(data, map, at, shown, err);
	}
	node_free(documents);
	return good;
}

bool keymap_load(struct keymap *keymap, const char *config_dir, struct err *err)
{
	*keymap = (struct keymap){ NULL, 0, 0 };
	if (resource_load(RESOURCE, config_dir, parse, keymap, err))
		return true;
	keymap_release(keymap);
	return false;
}

void keymap_release(struct keymap *keymap)
{
	for (size_t i = 0; i < keymap->count; i++)
		binding_release(&keymap->items[i]);
	VEC_RELEASE(keymap);
}

/* -- asking */

const struct binding *keymap_find(const struct keymap *keymap, enum context context,
				  const struct key *key)
{
	return find(keymap, context, key);
}

void keymap_keys(const struct keymap *keymap, enum context context, const struct action *action,
		 size_t max, struct strbuf *out)
{
	for (size_t i = 0, count = 0; i < keymap->count && count < max; i++) {
		const struct binding *binding = &keymap->items[i];

		if (binding->context != context || binding->action != action)
			continue;
		if (count++ > 0)
			strbuf_putc(out, ' ');
		key_format(out, &binding->key);
	}
}

/* Reading technologies.yaml: entries, their spellings, and where a user's entry changes ours. */
#include "config.h"

#include "posting/technology_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"
#include "util/yaml.h"

#define VERSION_LETTERS_MIN 3

static const char *const kind_names[] = {
	[TECHNOLOGY_LANGUAGE] = "language", [TECHNOLOGY_FRAMEWORK] = "framework",
	[TECHNOLOGY_LIBRARY] = "library", [TECHNOLOGY_DATABASE] = "database",
	[TECHNOLOGY_CLOUD] = "cloud", [TECHNOLOGY_TOOL] = "tool",
	[TECHNOLOGY_PLATFORM] = "platform", [TECHNOLOGY_PROTOCOL] = "protocol",
	[TECHNOLOGY_CONCEPT] = "concept",
};

/* What is being read. */
struct reading {
	struct technologies *technologies;
	const char *shown;
	struct strbuf plain;           /* the spelling at hand, see take_spelling() */
	struct strbuf folded;
	struct err *err;
};

/* The keys of an entry that list spellings. */
static const struct {
	const char *key;
	enum spelling_kind kind;
} spelling_keys[] = {
	{ "weak", SPELLING_WEAK },       /* first, for they decide what the name is */
	{ "aliases", SPELLING_ORDINARY },
	{ "not", SPELLING_DECOY },
};

static const char *const other_keys[] = { "name", "kind", "replace", "remove" };

static bool fail(const struct reading *reading, size_t line, const char *what, const char *about)
{
	return err_set(reading->err, STATUS_CONFIG, "%s:%zu: %s \"%.80s\"", reading->shown, line,
		       what, about);
}

/* Makes TEXT the spelling at hand: without blanks at its ends, with single ones inside; and
 * folded. */
static void take_spelling(struct reading *reading, const char *text)
{
	size_t at = 0, end = strlen(text);

	strbuf_clear(&reading->plain);
	strbuf_clear(&reading->folded);
	ascii_trim(text, &at, &end);
	for (; at < end; at++) {
		bool is_blank = ascii_is_space(text[at]);

		if (!is_blank || !ascii_is_space(text[at - 1]))
			strbuf_putc(&reading->plain, is_blank ? ' ' : text[at]);
	}
	utf8_fold_plain(&reading->folded, NULL, reading->plain.text, reading->plain.len);
}

/* Whether digits attached to TEXT are a version of it: three letters or more, the last a letter. */
static bool takes_version(const struct strbuf *text)
{
	size_t letters = 0;

	for (size_t at = 0; at < text->len; at++)
		letters += ascii_is_alpha(text->text[at]);
	return letters >= VERSION_LETTERS_MIN && ascii_is_alpha(text->text[text->len - 1]);
}

static bool same_text(const struct reading *reading, const struct spelling *other)
{
	return strcmp(technology_text(reading->technologies, other->text),
		      reading->plain.text) == 0;
}

/* Spellings that differ in a hyphen share a key, but are two. */
static bool same_folded(const struct reading *reading, const struct spelling *other)
{
	return strcmp(technology_text(reading->technologies, other->folded),
		      reading->folded.text) == 0;
}

/* A spelling of the same file that could not be told from the one at hand; NULL for none. */
static const struct spelling *conflict(const struct reading *reading, uint32_t key,
				       const struct spelling *new_one)
{
	const struct technologies *technologies = reading->technologies;
	uint32_t at = technologies->last.items[key];

	if (new_one->kind == SPELLING_DECOY)
		return NULL;
	for (; at != TECHNOLOGY_NONE; at = technologies->spellings.items[at].next) {
		const struct spelling *other = &technologies->spellings.items[at];

		if (other->is_dropped || other->file != new_one->file ||
		    other->kind != new_one->kind || other->entry == new_one->entry)
			continue;
		if (same_folded(reading, other) &&
		    (new_one->kind != SPELLING_WEAK || same_text(reading, other)))
			return other;
	}
	return NULL;
}

/* Whether the entry has the spelling at hand already. A weak one takes the place of an ordinary
 * one: a user says so where a word is too common. */
static bool is_known(const struct reading *reading, uint32_t key, const struct spelling *new_one)
{
	const struct technologies *technologies = reading->technologies;
	uint32_t at = technologies->last.items[key];

	for (; at != TECHNOLOGY_NONE; at = technologies->spellings.items[at].next) {
		struct spelling *other = &technologies->spellings.items[at];

		if (other->is_dropped || other->entry != new_one->entry ||
		    !same_folded(reading, other))
			continue;
		if (other->kind == new_one->kind && same_text(reading, other))
			return true;
		if (other->kind == SPELLING_ORDINARY && new_one->kind == SPELLING_WEAK)
			other->is_dropped = true;
	}
	return false;
}

static uint32_t keep_text(struct technologies *technologies, const char *text)
{
	size_t at = technologies->texts.count;

	do
		*VEC_PUSH(&technologies->texts) = *text;
	while (*text++ != '\0');
	return (uint32_t)at;
}

/* The number of the key of the spelling at hand. */
static uint32_t add_key(const struct reading *reading)
{
	struct technologies *technologies = reading->technologies;
	char bytes[SPELLING_BYTES_MAX];
	uint32_t key = intern_add(&technologies->keys, bytes,
				  technology_key(reading->folded.text, reading->folded.len, bytes));

	if (key == technologies->last.count)
		*VEC_PUSH(&technologies->last) = TECHNOLOGY_NONE;
	return key;
}

static void keep_spelling(const struct reading *reading, uint32_t key, struct spelling spelling)
{
	struct technologies *technologies = reading->technologies;

	spelling.text = keep_text(technologies, reading->plain.text);
	spelling.folded = keep_text(technologies, reading->folded.text);
	spelling.next = technologies->last.items[key];
	technologies->last.items[key] = (uint32_t)technologies->spellings.count;
	*VEC_PUSH(&technologies->spellings) = spelling;
}

static bool add_spelling(struct reading *reading, uint32_t entry, enum spelling_kind kind,
			 const char *text, size_t line)
{
	struct technologies *technologies = reading->technologies;
	struct spelling spelling = { .kind = kind, .entry = entry, .file = technologies->files };
	const struct spelling *other;
	uint32_t key;

	take_spelling(reading, text);
	if (reading->folded.len == 0 || reading->folded.len > SPELLING_BYTES_MAX)
		return fail(reading, line, "a spelling has 1 to 80 bytes, unlike", text);
	key = add_key(reading);
	other = conflict(reading, key, &spelling);
	if (other) {
		return fail(reading, line, "a spelling belongs to one entry, but this is also of",
			    technology_name(technologies, other->entry));
	}
	spelling.takes_version = kind == SPELLING_ORDINARY && takes_version(&reading->plain);
	if (!is_known(reading, key, &spelling))
		keep_spelling(reading, key, spelling);
	return true;
}

/* The last spelling with the key of the one at hand, or TECHNOLOGY_NONE. */
static uint32_t last_spelling(const struct reading *reading)
{
	return technology_last(reading->technologies, reading->folded.text, reading->folded.len);
}

/* Whether a weak spelling of the entry is its name. */
static bool has_weak_name(struct reading *reading, uint32_t entry)
{
	const struct technologies *technologies = reading->technologies;
	uint32_t at;

	take_spelling(reading, technology_name(technologies, entry));
	at = last_spelling(reading);
	for (; at != TECHNOLOGY_NONE; at = technologies->spellings.items[at].next) {
		const struct spelling *spelling = &technologies->spellings.items[at];

		if (spelling->entry == entry && spelling->kind == SPELLING_WEAK &&
		    !spelling->is_dropped && same_folded(reading, spelling))
			return true;
	}
	return false;
}

static bool add_spellings(struct reading *reading, uint32_t entry,
			  const struct node *list, enum spelling_kind kind, const char *key)
{
	if (node_is_null(list))
		return true;
	if (list->kind != NODE_LIST)
		return fail(reading, list->line, "a list belongs to", key);
	for (size_t i = 0; i < list->count; i++) {
		const char *text = node_text(list->items[i]);

		if (!text)
			return fail(reading, list->items[i]->line, "only texts belong to", key);
		if (!add_spelling(reading, entry, kind, text, list->items[i]->line))
			return false;
	}
	return true;
}

/* Forgets what was said of the entry before. */
static void drop_spellings(struct technologies *technologies, uint32_t entry)
{
	for (size_t i = 0; i < technologies->spellings.count; i++) {
		if (technologies->spellings.items[i].entry == entry)
			technologies->spellings.items[i].is_dropped = true;
	}
}

/* The entry of that name (as it is written), or TECHNOLOGY_NONE. Names are spellings, weak or
 * not. */
static uint32_t entry_by_name(struct reading *reading, const char *name)
{
	const struct technologies *technologies = reading->technologies;
	uint32_t at;

	take_spelling(reading, name);
	at = last_spelling(reading);
	for (; at != TECHNOLOGY_NONE; at = technologies->spellings.items[at].next) {
		uint32_t entry = technologies->spellings.items[at].entry;

		if (ascii_equal(technology_name(technologies, entry), name))
			return entry;
	}
	return TECHNOLOGY_NONE;
}

static bool read_kind(const struct reading *reading, const struct node *node,
		      uint16_t *kind)
{
	const char *text = node_text(node);

	for (uint16_t i = 0; text && i < TECHNOLOGY_KIND_COUNT; i++) {
		if (strcmp(kind_names[i], text) == 0) {
			*kind = i;
			return true;
		}
	}
	return fail(reading, node->line, "a kind is language, framework, library, database, cloud, "
		    "tool, platform, protocol or concept, not", text ? text : "");
}

static bool read_flag(const struct reading *reading, const struct node *map, const char *key,
		      bool *value)
{
	const struct node *node = node_get(map, key);
	const char *text = node_text(node);

	*value = text && strcmp(text, "true") == 0;
	if (!node || *value || (text && strcmp(text, "false") == 0))
		return true;
	return fail(reading, node->line, "true or false belongs to", key);
}

static bool is_key(const char *key)
{
	for (size_t i = 0; i < sizeof spelling_keys / sizeof *spelling_keys; i++) {
		if (strcmp(key, spelling_keys[i].key) == 0)
			return true;
	}
	for (size_t i = 0; i < sizeof other_keys / sizeof *other_keys; i++) {
		if (strcmp(key, other_keys[i]) == 0)
			return true;
	}
	return false;
}

static bool check_keys(const struct reading *reading, const struct node *map)
{
	if (map->kind != NODE_MAP)
		return fail(reading, map->line, "an entry is a mapping such as", "{name: Rust}");
	for (size_t i = 0; i < map->count; i++) {
		if (!is_key(map->keys[i]))
			return fail(reading, map->key_lines[i], "the keys are name, kind, aliases, "
				    "weak, not, replace and remove, not", map->keys[i]);
	}
	return true;
}

/* The entry that the map is about: a known one, or a new one. */
static bool open_entry(struct reading *reading, const struct node *map, const char *name,
		       uint32_t *at)
{
	struct technologies *technologies = reading->technologies;
	const struct node *kind = node_get(map, "kind");
	struct technology_entry *entry;

	*at = entry_by_name(reading, name);
	if (*at == TECHNOLOGY_NONE) {
		if (!kind)
			return fail(reading, map->line, "a new entry needs a kind:", name);
		*at = (uint32_t)technologies->entries.count;
		entry = VEC_PUSH(&technologies->entries);
		*entry = (struct technology_entry){ .name = keep_text(technologies, name) };
	}
	entry = &technologies->entries.items[*at];
	entry->is_removed = false;
	return !kind || read_kind(reading, kind, &entry->kind);
}

/* An entry that is not there, or no longer, needs no removing. */
static void remove_entry(struct reading *reading, const char *name)
{
	uint32_t entry = entry_by_name(reading, name);

	if (entry == TECHNOLOGY_NONE)
		return;
	drop_spellings(reading->technologies, entry);
	reading->technologies->entries.items[entry].is_removed = true;
}

static bool read_spellings(struct reading *reading, const struct node *map, uint32_t entry)
{
	const struct technologies *technologies = reading->technologies;

	for (size_t i = 0; i < sizeof spelling_keys / sizeof *spelling_keys; i++) {
		if (!add_spellings(reading, entry, node_get(map, spelling_keys[i].key),
				   spelling_keys[i].kind, spelling_keys[i].key))
			return false;
	}
	return has_weak_name(reading, entry) ||
	       add_spelling(reading, entry, SPELLING_ORDINARY,
			    technology_name(technologies, entry), map->line);
}

static bool read_entry(struct reading *reading, const struct node *map)
{
	bool is_replacing, is_removing;
	const char *name;
	uint32_t entry;

	if (!check_keys(reading, map) || !read_flag(reading, map, "replace", &is_replacing) ||
	    !read_flag(reading, map, "remove", &is_removing))
		return false;
	name = node_text(node_get(map, "name"));
	if (!name || *name == '\0')
		return fail(reading, map->line, "an entry needs a", "name");
	if (is_removing) {
		remove_entry(reading, name);
		return true;
	}
	if (!open_entry(reading, map, name, &entry))
		return false;
	if (is_replacing)
		drop_spellings(reading->technologies, entry);
	return read_spellings(reading, map, entry);
}

static bool read_entries(struct reading *reading, const struct node *list)
{
	if (node_is_null(list))
		return true;
	if (list->kind != NODE_LIST) {
		return fail(reading, list->line, "the file is a list of entries such as",
			    "- {name: Rust, kind: language}");
	}
	for (size_t i = 0; i < list->count; i++) {
		if (!read_entry(reading, list->items[i]))
			return false;
	}
	return true;
}

bool technologies_read(const char *bytes, size_t len, const char *shown, void *data,
		       struct err *err)
{
	struct reading reading = {
		.technologies = data, .shown = shown, .plain = STRBUF_INIT,
		.folded = STRBUF_INIT, .err = err,
	};
	struct node *documents = yaml_parse(bytes, len, shown, err);
	bool ok = documents != NULL;

	reading.technologies->files++;
	for (size_t i = 0; ok && i < documents->count; i++)
		ok = read_entries(&reading, documents->items[i]);
	node_free(documents);
	strbuf_release(&reading.plain);
	strbuf_release(&reading.folded);
	return ok;
}

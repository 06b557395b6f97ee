/* The lexicon: lexicon.yaml read into a trie over words. */
#include "config.h"

#include "extract/lexicon_int.h"

#include <string.h>

#include "extract/trie_int.h"
#include "util/alloc.h"
#include "util/intern.h"
#include "util/resource.h"
#include "util/strbuf.h"
#include "util/utf8.h"
#include "util/vec.h"
#include "util/yaml.h"

#define RESOURCE "lexicon.yaml"
#define WORDS_MAX ((uint32_t)1 << 20)
#define WORD_BYTES_MAX 64
#define SHORT_ROOM 3u        /* slots for each word, at least */

/* Words that are numbers wherever they stand. */
static const struct { const char *name; int32_t value; } number_words[] = {
	{ "one", 1 }, { "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 }, { "six", 6 },
	{ "seven", 7 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 }, { "eleven", 11 },
	{ "twelve", 12 }, { "fifteen", 15 }, { "twenty", 20 },
};

struct lexicon {
	struct intern words;
	struct { struct lexicon_entry *items; size_t count, cap; } entries; /* by the word's id */
	struct { struct lexicon_slot *items; size_t count, cap; } slots; /* of short words */
	struct lexicon_short short_words; /* where they are */
	struct trie phrases;
};

static const struct image_part parts[] = {
	INTERN_PARTS(struct lexicon, words),
	IMAGE_VECTOR(struct lexicon, entries),
	IMAGE_VECTOR(struct lexicon, slots),
	IMAGE_VALUE(struct lexicon, short_words.bits),
	TRIE_PARTS(struct lexicon, phrases),
};

#define PART_COUNT (sizeof parts / sizeof *parts)

_Static_assert(LEXICON_GROUP_COUNT <= TRIE_GROUPS_MAX, "a trie must hold all groups");

#define VALUES_MAX 16

/* The order of the values is that of the enums in lexicon_int.h and extract/section.h. */
static const struct group {
	const char *name;
	const char *values[VALUES_MAX];
} group_table[LEXICON_GROUP_COUNT] = {
	[LEXICON_SECTION] = { "sections", { "other", "about", "responsibilities", "requirements",
		"preferred", "benefits", "compensation", "apply", "company", "legal", "facts" } },
	[LEXICON_LABEL] = { "labels", { "title", "company", "location", "workplace", "employment",
		"seniority", "experience", "salary", "posted", "expires", "url", "stack", "scope",
		"visa", "other" } },
	[LEXICON_WORKPLACE] = { "workplace", { "remote", "hybrid", "onsite", "maybe_remote",
		"maybe_hybrid", "maybe_onsite", "bare_remote", "bare_hybrid", "bare_onsite",
		"neutral" } },
	[LEXICON_EMPLOYMENT] = { "employment", { "full-time", "part-time", "contract", "temporary",
		"internship", "freelance", "volunteer", "neutral", "say_full-time",
		"say_part-time", "say_contract", "say_temporary", "say_internship",
		"say_freelance", "say_volunteer" } },
	[LEXICON_SENIORITY] = { "seniority", { "intern", "junior", "mid", "senior", "staff",
		"principal", "lead", "manager", "director", "executive", "neutral" } },
	[LEXICON_NEED] = { "need", { "preferred_ahead", "preferred_behind", "required", "clause",
		"neutral" } },
	[LEXICON_TITLE] = { "title", { "role", "adjective", "before", "as", "hiring", "stop",
		"team", "fluff", "after", "neutral", "lead" } },
	[LEXICON_COMPANY] = { "company", { "before", "weak_before", "about", "after", "weak_after",
		"generic", "suffix", "owned", "things" } },
	[LEXICON_PLACE] = { "place", { "strong", "before", "after", "scope", "scope_after",
		"weak_after", "not", "zone", "nowhere", "except" } },
	[LEXICON_EXTRAS] = { "extras", { "equity", "bonus", "commission", "maybe_equity",
		"maybe_bonus", "maybe_commission", "beside", "not", "against", "work",
		"neutral" } },
	[LEXICON_PAY] = { "pay", { "year", "month", "week", "day", "hour", "for", "against",
		"extra", "up_to", "from", "lakh", "target", "added", "counted", "neutral" } },
	[LEXICON_EXPERIENCE] = { "experience", { "years", "for", "past", "against", "none",
		"months", "general", "asks" } },
	[LEXICON_DATE] = { "date", { "posted", "expires", "ago", "today", "yesterday" } },
	[LEXICON_VISA] = { "visa", { "sponsors", "refuses", "bare", "neutral" } },
	[LEXICON_STACK] = { "stack", { "before", "after", "used", "not", "basic", "system",
		"asked", "served", "banned" } },
	[LEXICON_EDUCATION] = { "education", { "none", "school", "associate", "bachelor", "master",
		"doctorate", "maybe_school", "maybe_associate", "maybe_bachelor", "maybe_master",
		"degree", "against", "neutral" } },
	[LEXICON_CLEARANCE] = { "clearance", { "none", "any", "basic", "secret", "top_secret",
		"ts_sci", "maybe_basic", "maybe_secret", "maybe_top_secret", "maybe_ts_sci",
		"maybe_none", "neutral" } },
	[LEXICON_LANGUAGE] = { "language", { "name", "cue", "quality", "neutral" } },
	[LEXICON_PASSAGE] = { "passages", { "other", "about", "responsibilities", "requirements",
		"preferred", "benefits", "compensation", "apply", "company", "legal", "facts" } },
};

/* Copies a word without its apostrophes; returns its length, 0 where it is too long for any
 * phrase. */
static size_t plain_word(const char *folded, size_t len, char out[WORD_BYTES_MAX])
{
	size_t used = 0;

	for (size_t i = 0; i < len; i++) {
		if (folded[i] == '\'')
			continue;
		if (i + 2 < len && memcmp(folded + i, "\xe2\x80\x99", 3) == 0) {
			i += 2;
			continue;
		}
		if (used == WORD_BYTES_MAX)
			return 0;
		out[used++] = folded[i];
	}
	return used;
}

static uint32_t add_word(struct lexicon *lexicon, const char *word, size_t len)
{
	uint32_t id = intern_add(&lexicon->words, word, len);

	if (id == lexicon->entries.count)
		*VEC_PUSH(&lexicon->entries) = (struct lexicon_entry){ .number = -1 };
	return id;
}

/* The id of a word of a phrase; LEXICON_UNKNOWN where it can be none. */
static uint32_t phrase_word(struct lexicon *lexicon, const char *word, size_t len)
{
	char plain[WORD_BYTES_MAX];
	size_t used = plain_word(word, len, plain);

	uint32_t id;

	if (used == 0 || lexicon->words.count >= WORDS_MAX)
		return LEXICON_UNKNOWN;
	id = add_word(lexicon, plain, used);
	lexicon->entries.items[id].is_in_phrase = true;
	return id;
}

/* The node below NODE for a word of a phrase, 0 where it can be none. Its id into *id. */
static uint32_t add_step(struct lexicon *lexicon, uint32_t node, const char *word, size_t len,
			 uint32_t *id)
{
	*id = LEXICON_UNKNOWN;
	if (len == 1 && *word == '#')
		return trie_add_number(&lexicon->phrases, node);
	if (len == 1 && *word == '*')
		return trie_add_any(&lexicon->phrases, node);
	*id = phrase_word(lexicon, word, len);
	return *id == LEXICON_UNKNOWN ? 0 : trie_add_word(&lexicon->phrases, node, *id);
}

static void set_value(struct lexicon *lexicon, uint32_t node, enum lexicon_group group, int value,
		      bool is_removed)
{
	if (is_removed)
		trie_remove_value(&lexicon->phrases, node, (int)group, value);
	else
		trie_add_value(&lexicon->phrases, node, (int)group, value);
}

/* Adds a phrase, or takes one away that begins with "-". False where it is none. */
static bool add_phrase(struct lexicon *lexicon, enum lexicon_group group, int value,
		       const char *text)
{
	bool is_removed = *text == '-';
	bool is_heading = group == LEXICON_SECTION || group == LEXICON_LABEL;
	struct strbuf folded = STRBUF_INIT;
	uint32_t node = 0;
	uint32_t word = LEXICON_UNKNOWN; /* no entry: a number or any word */
	size_t count = 0;

	utf8_fold(&folded, text + is_removed, strlen(text + is_removed));
	for (size_t at = 0; at < folded.len && count <= LEXICON_PHRASE_WORDS; count++) {
		size_t len = strcspn(folded.text + at, " -/&");

		node = add_step(lexicon, node, folded.text + at, len, &word);
		if (node == 0) {
			count = 0;
			break;
		}
		if (is_heading && at == 0)
			lexicon->entries.items[word].opens_heading = true;
		at += len;
		at += strspn(folded.text + at, " -/&");
	}
	strbuf_release(&folded);
	if (count == 0 || count > LEXICON_PHRASE_WORDS)
		return false;
	if (is_heading)
		lexicon->entries.items[word].closes_heading = true;
	set_value(lexicon, node, group, value, is_removed);
	return true;
}

static bool bad_node(const struct node *node, const char *shown, const char *what,
		     struct err *err)
{
	return err_set(err, STATUS_CONFIG, "%s: line %zu: %s", shown, node->line, what);
}

static bool add_phrases(struct lexicon *lexicon, enum lexicon_group group, int value,
			const struct node *list, const char *shown, struct err *err)
{
	if (list->kind != NODE_LIST)
		return bad_node(list, shown, "a list of phrases must stand here", err);
	for (size_t i = 0; i < list->count; i++) {
		const char *text = node_text(list->items[i]);

		if (text == NULL || !add_phrase(lexicon, group, value, text))
			return bad_node(list->items[i], shown,
					"a phrase must be one to twelve words", err);
	}
	return true;
}

static int value_named(enum lexicon_group group, const char *name)
{
	for (int i = 0; i < VALUES_MAX && group_table[group].values[i] != NULL; i++)
		if (strcmp(group_table[group].values[i], name) == 0)
			return i;
	return -1;
}

static bool add_group(struct lexicon *lexicon, enum lexicon_group group,
		      const struct node *map, const char *shown, struct err *err)
{
	if (map->kind != NODE_MAP)
		return bad_node(map, shown, "a group must be a map of lists", err);
	for (size_t i = 0; i < map->count; i++) {
		int value = value_named(group, map->keys[i]);

		if (value < 0)
			return err_set(err, STATUS_CONFIG, "%s: line %zu: \"%s\" has no \"%s\"",
				shown,
				       map->key_lines[i], group_table[group].name, map->keys[i]);
		if (!add_phrases(lexicon, group, value, map->items[i], shown, err))
			return false;
	}
	return true;
}

static int group_named(const char *name)
{
	for (int i = 0; i < LEXICON_GROUP_COUNT; i++)
		if (strcmp(group_table[i].name, name) == 0)
			return i;
	return -1;
}

static bool add_document(struct lexicon *lexicon, const struct node *map, const char *shown,
			 struct err *err)
{
	if (map->kind != NODE_MAP)
		return bad_node(map, shown, "a lexicon must be a map of groups", err);
	for (size_t i = 0; i < map->count; i++) {
		int group = group_named(map->keys[i]);

		if (group < 0)
			return err_set(err, STATUS_CONFIG, "%s: line %zu: there is no group \"%s\"",
				       shown, map->key_lines[i], map->keys[i]);
		if (!add_group(lexicon, (enum lexicon_group)group, map->items[i], shown, err))
			return false;
	}
	return true;
}

/* Copies what is known of a word to the short words, if it is one. */
static void put_short(struct lexicon *lexicon, uint32_t id)
{
	const struct lexicon_entry *entry = &lexicon->entries.items[id];
	const struct lexicon_slot *found;
	struct lexicon_slot *slot;
	uint64_t head, tail;
	size_t len;
	const char *word = intern_text(&lexicon->words, id, &len);

	if (len >= LEXICON_SHORT)
		return;
	head = intern_head(word, len, len);
	tail = len > 8 ? intern_head(word + 8, len - 8, len - 8) : 0;
	found = lexicon_short_first(&lexicon->short_words, head, tail);
	found = lexicon_short_find(&lexicon->short_words, found, head, tail);
	slot = lexicon->slots.items + (found - lexicon->slots.items);
	*slot = (struct lexicon_slot){ head, tail, entry->is_in_phrase ? id : LEXICON_UNKNOWN,
		entry->mark, entry->number, true };
}

/* Makes the short words anew, their table two thirds empty at least. No slot lies across two lines
 * of the cache. */
static void fill_short(struct lexicon *lexicon)
{
	struct lexicon_short *words = &lexicon->short_words;
	size_t count;

	while ((size_t)1 << words->bits < SHORT_ROOM * ((size_t)lexicon->words.count + 1))
		words->bits++;
	count = (size_t)1 << words->bits;
	VEC_RELEASE(&lexicon->slots);
	lexicon->slots.items = xcalloc_lines(count, sizeof *lexicon->slots.items);
	lexicon->slots.count = lexicon->slots.cap = count;
	words->slots = lexicon->slots.items;
	for (size_t i = 0; i < count; i++)
		lexicon->slots.items[i].number = -1;
	for (uint32_t id = 1; id <= lexicon->words.count; id++)
		put_short(lexicon, id);
}

static bool parse_lexicon(const char *bytes, size_t len, const char *shown, void *data,
			  struct err *err)
{
	struct node *stream = yaml_parse(bytes, len, shown, err);
	bool is_good = stream != NULL;

	for (size_t i = 0; is_good && i < stream->count; i++)
		if (!node_is_null(stream->items[i]))
			is_good = add_document(data, stream->items[i], shown, err);
	if (stream != NULL)
		node_free(stream);
	return is_good;
}

struct lexicon *lexicon_new(const char *config_dir, struct err *err)
{
	struct lexicon *lexicon = xcalloc(1, sizeof *lexicon);

	trie_init(&lexicon->phrases);
	*VEC_PUSH(&lexicon->entries) = (struct lexicon_entry){ .number = -1 };
	for (size_t i = 0; i < sizeof number_words / sizeof number_words[0]; i++) {
		uint32_t word = add_word(lexicon, number_words[i].name,
					 strlen(number_words[i].name));

		lexicon->entries.items[word].number = number_words[i].value;
		lexicon->entries.items[word].is_in_phrase = true;
	}
	if (!resource_load(RESOURCE, config_dir, parse_lexicon, lexicon, err)) {
		lexicon_free(lexicon);
		return NULL;
	}
	lexicon->entries.items[LEXICON_UNKNOWN] = (struct lexicon_entry){ .number = -1 };
	trie_seal(&lexicon->phrases);
	fill_short(lexicon);
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	image_release(parts, PART_COUNT, lexicon);
	free(lexicon);
}

struct lexicon *lexicon_built_in(const char *config_dir)
{
	struct lexicon *lexicon = xcalloc(1, sizeof *lexicon);

	if (resource_has_users(RESOURCE, config_dir) ||
	    !image_lay("lexicon", parts, PART_COUNT, lexicon)) {
		free(lexicon);
		return NULL;
	}
	lexicon->short_words.slots = lexicon->slots.items;
	return lexicon;
}

void lexicon_print(const struct lexicon *lexicon, struct image_print *print)
{
	image_print(print, "lexicon", parts, PART_COUNT, lexicon);
}

uint32_t lexicon_word(const struct lexicon *lexicon, const char *folded, size_t len)
{
	char plain[WORD_BYTES_MAX];

	len = plain_word(folded, len, plain);
	return len == 0 ? LEXICON_UNKNOWN : intern_find(&lexicon->words, plain, len, len);
}

void lexicon_mark(struct lexicon *lexicon, const char *word, size_t len, uint32_t mark)
{
	uint32_t id = add_word(lexicon, word, len);

	lexicon->entries.items[id].mark = mark;
	if ((size_t)1 << lexicon->short_words.bits < SHORT_ROOM * (size_t)lexicon->words.count)
		fill_short(lexicon);
	else
		put_short(lexicon, id);
}

/* What is known of word *id, which becomes LEXICON_UNKNOWN where no phrase has it. */
static const struct lexicon_entry *entry_of(const struct lexicon *lexicon, uint32_t *id)
{
	const struct lexicon_entry *entry = &lexicon->entries.items[*id];

	if (!entry->is_in_phrase)
		*id = LEXICON_UNKNOWN;
	return entry;
}

const struct lexicon_entry *lexicon_look(const struct lexicon *lexicon, const char *folded,
					 size_t len, size_t room, uint32_t *id)
{
	*id = intern_find(&lexicon->words, folded, len, room);
	return entry_of(lexicon, id);
}

const struct lexicon_entry *lexicon_look_any(const struct lexicon *lexicon, const char *folded,
					     size_t len, uint32_t *id)
{
	char plain[WORD_BYTES_MAX];

	len = plain_word(folded, len, plain);
	return lexicon_look(lexicon, plain, len, len, id);
}

const struct lexicon_short *lexicon_short_words(const struct lexicon *lexicon)
{
	return &lexicon->short_words;
}

bool lexicon_opens_heading(const struct lexicon *lexicon, uint32_t word)
{
	return lexicon->entries.items[word].opens_heading;
}

bool lexicon_closes_heading(const struct lexicon *lexicon, uint32_t word)
{
	return lexicon->entries.items[word].closes_heading;
}

const struct trie *lexicon_phrases(const struct lexicon *lexicon)
{
	return &lexicon->phrases;
}

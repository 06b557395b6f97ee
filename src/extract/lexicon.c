/* The lexicon: lexicon.yaml read into a trie over words. */
#include "config.h"

#include "extract/lexicon_int.h"

#include <string.h>

#include "util/alloc.h"
#include "util/resource.h"
#include "util/strbuf.h"
#include "util/utf8.h"
#include "util/vec.h"
#include "util/yaml.h"

#define WORDS_MAX ((uint32_t)1 << 20)
#define WORD_BYTES_MAX 64

/* Words that are numbers wherever they stand. */
static const struct { const char *name; int32_t value; } number_words[] = {
	{ "one", 1 }, { "two", 2 }, { "three", 3 }, { "four", 4 }, { "five", 5 }, { "six", 6 },
	{ "seven", 7 }, { "eight", 8 }, { "nine", 9 }, { "ten", 10 }, { "eleven", 11 },
	{ "twelve", 12 }, { "fifteen", 15 }, { "twenty", 20 },
};

struct word_entry {
	char *text;
	size_t len;
	int32_t number;          /* -1 for none */
	uint32_t root;           /* the node that the word leads to from the root, 0 for none */
	bool opens_heading, closes_heading;
};

/* What ends at a node: for each group a set of values. */
struct node {
	uint32_t groups;
	uint16_t next;           /* a set of enum next: what goes on from here */
	uint16_t values[LEXICON_GROUP_COUNT];
};

enum next { NEXT_NUMBER = 1, NEXT_ANY = 2, NEXT_WORD = 4 };

/* A word of the table; the hash beside it spares most looks at the text. */
struct word_slot { uint32_t hash, word; };

struct edge { uint32_t from, word, to; };

struct lexicon {
	struct { struct word_entry *items; size_t count, cap; } words;
	struct { struct node *items; size_t count, cap; } nodes;
	struct word_slot *word_slots; /* word == 0: free */
	size_t word_slot_count;
	struct edge *edges;      /* to == 0: free */
	size_t edge_slot_count, edge_count;
};

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
		"weak_after", "not", "zone", "nowhere" } },
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
		"asked", "served" } },
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

static uint32_t hash_bytes(const char *bytes, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static uint32_t hash_edge(uint32_t from, uint32_t word)
{
	uint32_t hash = from * 2654435761u ^ word * 2246822519u;

	return hash ^ hash >> 16;
}

/* Whether an apostrophe, or what may be one, is in the word. */
static bool has_apostrophe(const char *folded, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (folded[i] == '\'' || folded[i] == '\xe2')
			return true;
	return false;
}

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

static bool is_word(const struct word_entry *entry, const char *word, size_t len)
{
	return entry->len == len && memcmp(entry->text, word, len) == 0;
}

/* The slot of a word whose hash is HASH, or the free one where it belongs. */
static struct word_slot *word_slot(const struct lexicon *lexicon, const char *word, size_t len,
				   uint32_t hash)
{
	size_t mask = lexicon->word_slot_count - 1;
	size_t at = hash & mask;

	while (lexicon->word_slots[at].word != 0 &&
	       (lexicon->word_slots[at].hash != hash ||
		!is_word(&lexicon->words.items[lexicon->word_slots[at].word], word, len)))
		at = (at + 1) & mask;
	return &lexicon->word_slots[at];
}

static void grow_words(struct lexicon *lexicon)
{
	size_t count = lexicon->word_slot_count * 2;

	free(lexicon->word_slots);
	lexicon->word_slots = xcalloc(count, sizeof *lexicon->word_slots);
	lexicon->word_slot_count = count;
	for (size_t i = LEXICON_ANY + 1; i < lexicon->words.count; i++) {
		const struct word_entry *entry = &lexicon->words.items[i];
		uint32_t hash = hash_bytes(entry->text, entry->len);

		*word_slot(lexicon, entry->text, entry->len, hash) =
			(struct word_slot){ hash, (uint32_t)i };
	}
}

static uint32_t intern(struct lexicon *lexicon, const char *word, size_t len)
{
	uint32_t hash = hash_bytes(word, len);
	struct word_slot *slot = word_slot(lexicon, word, len, hash);

	if (slot->word != 0)
		return slot->word;
	if (lexicon->words.count * 2 > lexicon->word_slot_count) {
		grow_words(lexicon);
		slot = word_slot(lexicon, word, len, hash);
	}
	*slot = (struct word_slot){ hash, (uint32_t)lexicon->words.count };
	*VEC_PUSH(&lexicon->words) = (struct word_entry){ .text = xstrndup(word, len), .len = len,
		.number = -1 };
	return slot->word;
}

static size_t edge_slot(const struct lexicon *lexicon, uint32_t from, uint32_t word)
{
	size_t mask = lexicon->edge_slot_count - 1;
	size_t slot = hash_edge(from, word) & mask;

	for (; lexicon->edges[slot].to != 0; slot = (slot + 1) & mask)
		if (lexicon->edges[slot].from == from && lexicon->edges[slot].word == word)
			break;
	return slot;
}

static void grow_edges(struct lexicon *lexicon)
{
	struct edge *old = lexicon->edges;
	size_t count = lexicon->edge_slot_count;

	lexicon->edge_slot_count = count * 2;
	lexicon->edges = xcalloc(lexicon->edge_slot_count, sizeof *lexicon->edges);
	for (size_t i = 0; i < count; i++)
		if (old[i].to != 0)
			lexicon->edges[edge_slot(lexicon, old[i].from, old[i].word)] = old[i];
	free(old);
}

static uint32_t new_node(struct lexicon *lexicon)
{
	*VEC_PUSH(&lexicon->nodes) = (struct node){ .groups = 0 };
	return (uint32_t)(lexicon->nodes.count - 1);
}

static unsigned next_of(uint32_t word)
{
	return word == LEXICON_NUMBER ? NEXT_NUMBER : word == LEXICON_ANY ? NEXT_ANY : NEXT_WORD;
}

static uint32_t step_or_add(struct lexicon *lexicon, uint32_t from, uint32_t word)
{
	size_t slot;

	lexicon->nodes.items[from].next |= (uint16_t)next_of(word);
	if (from == 0) {
		if (lexicon->words.items[word].root == 0)
			lexicon->words.items[word].root = new_node(lexicon);
		return lexicon->words.items[word].root;
	}
	slot = edge_slot(lexicon, from, word);
	if (lexicon->edges[slot].to != 0)
		return lexicon->edges[slot].to;
	if (++lexicon->edge_count * 2 > lexicon->edge_slot_count) {
		grow_edges(lexicon);
		slot = edge_slot(lexicon, from, word);
	}
	lexicon->edges[slot] = (struct edge){ from, word, new_node(lexicon) };
	return lexicon->edges[slot].to;
}

static uint32_t phrase_word(struct lexicon *lexicon, const char *word, size_t len)
{
	char plain[WORD_BYTES_MAX];
	size_t used;

	if (len == 1 && *word == '#')
		return LEXICON_NUMBER;
	if (len == 1 && *word == '*')
		return LEXICON_ANY;
	used = plain_word(word, len, plain);
	return used == 0 ? LEXICON_UNKNOWN : intern(lexicon, plain, used);
}

static void set_value(struct node *node, enum lexicon_group group, int value, bool is_removed)
{
	unsigned values = node->values[group];

	values = is_removed ? values & ~(1u << value) : values | 1u << value;
	node->values[group] = (uint16_t)values;
	if (values != 0)
		node->groups |= 1u << group;
	else
		node->groups &= ~(1u << group);
}

/* Adds a phrase, or takes one away that begins with "-". False where it is none. */
static bool add_phrase(struct lexicon *lexicon, enum lexicon_group group, int value,
		       const char *text)
{
	bool is_removed = *text == '-';
	bool is_heading = group == LEXICON_SECTION || group == LEXICON_LABEL;
	struct strbuf folded = STRBUF_INIT;
	uint32_t node = 0;
	uint32_t word = LEXICON_UNKNOWN;
	size_t count = 0;

	utf8_fold(&folded, text + is_removed, strlen(text + is_removed));
	for (size_t at = 0; at < folded.len && count <= LEXICON_PHRASE_WORDS; count++) {
		size_t len = strcspn(folded.text + at, " -/&");

		word = phrase_word(lexicon, folded.text + at, len);
		if (word == LEXICON_UNKNOWN || lexicon->words.count >= WORDS_MAX) {
			count = 0;
			break;
		}
		lexicon->words.items[word].opens_heading |= is_heading && at == 0;
		node = step_or_add(lexicon, node, word);
		at += len;
		at += strspn(folded.text + at, " -/&");
	}
	strbuf_release(&folded);
	if (count == 0 || count > LEXICON_PHRASE_WORDS)
		return false;
	lexicon->words.items[word].closes_heading |= is_heading;
	set_value(&lexicon->nodes.items[node], group, value, is_removed);
	return true;
}

static bool bad_node(const struct yaml_node *node, const char *shown, const char *what,
		     struct err *err)
{
	return err_set(err, STATUS_CONFIG, "%s: line %zu: %s", shown, node->line, what);
}

static bool add_phrases(struct lexicon *lexicon, enum lexicon_group group, int value,
			const struct yaml_node *list, const char *shown, struct err *err)
{
	if (list->kind != YAML_LIST)
		return bad_node(list, shown, "a list of phrases must stand here", err);
	for (size_t i = 0; i < list->count; i++) {
		const char *text = yaml_text(list->items[i]);

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
		      const struct yaml_node *map, const char *shown, struct err *err)
{
	if (map->kind != YAML_MAP)
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

static bool add_document(struct lexicon *lexicon, const struct yaml_node *map, const char *shown,
			 struct err *err)
{
	if (map->kind != YAML_MAP)
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

static bool parse_lexicon(const char *bytes, size_t len, const char *shown, void *data,
			  struct err *err)
{
	struct yaml_node *stream = yaml_parse(bytes, len, shown, err);
	bool is_good = stream != NULL;

	for (size_t i = 0; is_good && i < stream->count; i++)
		if (!yaml_is_null(stream->items[i]))
			is_good = add_document(data, stream->items[i], shown, err);
	if (stream != NULL)
		yaml_free(stream);
	return is_good;
}

struct lexicon *lexicon_new(const char *config_dir, struct err *err)
{
	struct lexicon *lexicon = xcalloc(1, sizeof *lexicon);

	lexicon->word_slot_count = 4096;
	lexicon->word_slots = xcalloc(lexicon->word_slot_count, sizeof *lexicon->word_slots);
	lexicon->edge_slot_count = 8192;
	lexicon->edges = xcalloc(lexicon->edge_slot_count, sizeof *lexicon->edges);
	for (int i = 0; i <= LEXICON_ANY; i++)
		*VEC_PUSH(&lexicon->words) = (struct word_entry){ .text = NULL, .number = -1 };
	for (size_t i = 0; i < sizeof number_words / sizeof number_words[0]; i++) {
		uint32_t word = intern(lexicon, number_words[i].name, strlen(number_words[i].name));

		lexicon->words.items[word].number = number_words[i].value;
	}
	new_node(lexicon);
	if (resource_load("lexicon.yaml", config_dir, parse_lexicon, lexicon, err))
		return lexicon;
	lexicon_free(lexicon);
	return NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	for (size_t i = 0; i < lexicon->words.count; i++)
		free(lexicon->words.items[i].text);
	VEC_RELEASE(&lexicon->words);
	VEC_RELEASE(&lexicon->nodes);
	free(lexicon->word_slots);
	free(lexicon->edges);
	free(lexicon);
}

uint32_t lexicon_word(const struct lexicon *lexicon, const char *folded, size_t len)
{
	char plain[WORD_BYTES_MAX];

	if (len > WORD_BYTES_MAX || has_apostrophe(folded, len)) {
		len = plain_word(folded, len, plain);
		folded = plain;
	}
	if (len == 0)
		return LEXICON_UNKNOWN;
	return word_slot(lexicon, folded, len, hash_bytes(folded, len))->word;
}

int32_t lexicon_number(const struct lexicon *lexicon, uint32_t word)
{
	return lexicon->words.items[word].number;
}

bool lexicon_opens_heading(const struct lexicon *lexicon, uint32_t word)
{
	return lexicon->words.items[word].opens_heading;
}

bool lexicon_closes_heading(const struct lexicon *lexicon, uint32_t word)
{
	return lexicon->words.items[word].closes_heading;
}

uint32_t lexicon_step(const struct lexicon *lexicon, uint32_t node, uint32_t word)
{
	if (node == 0)
		return lexicon->words.items[word].root;
	if ((lexicon->nodes.items[node].next & next_of(word)) == 0)
		return 0;
	return lexicon->edges[edge_slot(lexicon, node, word)].to;
}

unsigned lexicon_values(const struct lexicon *lexicon, uint32_t node, enum lexicon_group group)
{
	return lexicon->nodes.items[node].values[group];
}

uint32_t lexicon_groups(const struct lexicon *lexicon, uint32_t node)
{
	return lexicon->nodes.items[node].groups;
}

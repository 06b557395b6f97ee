/* The index of the gazetteer: names and codes to entries, by an open-addressing hash table. */
#include "config.h"

#include "posting/gazetteer_int.h"

#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

#define FNV_OFFSET 2166136261u
#define FNV_PRIME 16777619u
#define SLOTS_AT_FIRST ((size_t)1 << 16)

/* Letters that folding keeps, but that people leave the stroke of. */
static const struct {
	uint32_t code;
	const char *plain;
} plain_letters[] = {
	{ 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" }, { 0x00fe, "th" }, { 0x0111, "d" },
	{ 0x0127, "h" }, { 0x0131, "i" }, { 0x0142, "l" }, { 0x0153, "oe" }, { 0x0259, "e" },
};

void gazetteer_key_init(struct gazetteer_key *key)
{
	key->len = 0;
	key->hash = FNV_OFFSET;
}

static bool key_put(struct gazetteer_key *key, char c)
{
	if (key->len == GAZETTEER_NAME_BYTES_MAX)
		return false;
	key->words[key->len++] = c;
	key->hash = (key->hash ^ (unsigned char)c) * FNV_PRIME;
	return true;
}

static bool key_put_all(struct gazetteer_key *key, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!key_put(key, bytes[i]))
			return false;
	}
	return true;
}

/* Adds a character outside ASCII in its plain form; false where the key is full. */
static bool key_put_code(struct gazetteer_key *key, uint32_t code)
{
	char bytes[4];

	for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++) {
		const char *plain = plain_letters[i].plain;

		if (plain_letters[i].code == code)
			return key_put_all(key, plain, strlen(plain));
	}
	return key_put_all(key, bytes, utf8_encode(code, bytes));
}

/* An ASCII letter in lower case, a digit, or 0 for what is neither; most of the tables is such. */
static char plain_ascii(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return c;
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : '\0';
}

/* Adds the character that starts TEXT, if it can be part of a word; its bytes, 0 where not. */
static size_t key_put_letter(struct gazetteer_key *key, const char *folded, size_t len)
{
	uint32_t code = (unsigned char)folded[0];
	size_t taken = 1;
	bool ok;

	if (code < 0x80) {
		char plain = plain_ascii(folded[0]);

		ok = plain && key_put(key, plain);
	} else {
		taken = utf8_decode(folded, len, &code, NULL);
		ok = utf8_is_word(code) && key_put_code(key, code);
	}
	return ok ? taken : 0;
}

size_t gazetteer_key_add_word(struct gazetteer_key *key, const char *folded, size_t len)
{
	size_t len_before = key->len, at = 0, taken = 1;
	uint32_t hash_before = key->hash;

	if (key->len > 0 && !key_put(key, ' '))
		return 0;
	while (at < len && taken > 0) {
		taken = key_put_letter(key, folded + at, len - at);
		at += taken;
	}
	if (at == 0 || key->len == GAZETTEER_NAME_BYTES_MAX) {
		key->len = len_before;
		key->hash = hash_before;
		return 0;
	}
	return at;
}

size_t gazetteer_gap(const char *folded, size_t len)
{
	static const char apostrophe[] = "\xe2\x80\x99";
	size_t at = 0;

	while (at < len) {
		if (folded[at] && strchr(" \t-_.'&", folded[at]))
			at++;
		else if (ascii_starts_len(folded + at, len - at, apostrophe))
			at += strlen(apostrophe);
		else
			break;
	}
	return at;
}

bool gazetteer_is_ascii(const char *text, size_t len)
{
	uint64_t all = 0, part;

	for (; len >= sizeof part; len -= sizeof part, text += sizeof part) {
		memcpy(&part, text, sizeof part);
		all |= part;
	}
	for (; len > 0; len--)
		all |= (unsigned char)*text++;
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

/* Adds all words of TEXT, whatever stands between them. */
static bool key_add_words(struct gazetteer_key *key, const char *folded, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t taken = gazetteer_key_add_word(key, folded + at, len - at);
		uint32_t code;

		if (taken == 0) {
			taken = utf8_decode(folded + at, len - at, &code, NULL);
			if (utf8_is_word(code))
				return false;
		}
		at += taken;
	}
	return key->len > 0;
}

bool gazetteer_key_name(struct gazetteer_key *key, const char *name, size_t len)
{
	struct strbuf folded = STRBUF_INIT;
	bool ok;

	gazetteer_key_init(key);
	if (gazetteer_is_ascii(name, len))
		return key_add_words(key, name, len);
	utf8_fold(&folded, name, len);
	ok = key_add_words(key, folded.text, folded.len);
	strbuf_release(&folded);
	return ok;
}

bool gazetteer_key_code(struct gazetteer_key *key, const char *code, size_t len)
{
	gazetteer_key_init(key);
	if (len == 0 || !key_put(key, GAZETTEER_CODE_MARK))
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!key_put(key, ascii_upper(code[i])))
			return false;
	}
	return true;
}

/* The slot that holds the words, or the empty one where they belong. */
static struct gazetteer_slot *probe(const struct gazetteer *gazetteer, const char *words,
				    size_t len, uint32_t hash)
{
	size_t mask = gazetteer->slots.count - 1;

	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct gazetteer_slot *slot = &gazetteer->slots.items[i];

		if (slot->len == 0)
			return slot;
		if (slot->hash == hash && slot->len == len &&
		    memcmp(gazetteer->words.items + slot->words, words, len) == 0)
			return slot;
	}
}

const struct gazetteer_slot *gazetteer_slot(const struct gazetteer *gazetteer,
					    const struct gazetteer_key *key)
{
	const struct gazetteer_slot *slot;

	if (gazetteer->slots.count == 0)
		return NULL;
	slot = probe(gazetteer, key->words, key->len, key->hash);
	return slot->len > 0 ? slot : NULL;
}

uint32_t gazetteer_valid_ref(const struct gazetteer *gazetteer, uint32_t ref)
{
	while (ref != GAZETTEER_NONE) {
		const struct gazetteer_ref *item = &gazetteer->refs.items[ref];

		if (gazetteer->entries.items[item->entry].version == item->version)
			break;
		ref = item->next;
	}
	return ref;
}

/* Keeps a third of the slots empty, so that a probe is short. */
static void make_room(struct gazetteer *gazetteer)
{
	size_t old_count = gazetteer->slots.count;
	struct gazetteer_slot *old = gazetteer->slots.items;

	if (gazetteer->slots_used < old_count / 3 * 2)
		return;
	gazetteer->slots.cap = old_count > 0 ? old_count * 2 : SLOTS_AT_FIRST;
	gazetteer->slots.count = gazetteer->slots.cap;
	gazetteer->slots.items = xcalloc(gazetteer->slots.cap, sizeof *old);
	for (size_t i = 0; i < old_count; i++) {
		if (old[i].len > 0)
			*probe(gazetteer, gazetteer->words.items + old[i].words, old[i].len,
			       old[i].hash) = old[i];
	}
	free(old);
}

/* The slot of the first LEN bytes of a key, made where it is missing. *words is where the whole key
 * stands among the words, GAZETTEER_NONE until a part of it had to be added. */
static struct gazetteer_slot *make_slot(struct gazetteer *gazetteer,
					const struct gazetteer_key *key, size_t len, uint32_t hash,
					uint32_t *words)
{
	struct gazetteer_slot *slot;

	make_room(gazetteer);
	slot = probe(gazetteer, key->words, len, hash);
	if (slot->len > 0)
		return slot;
	if (*words == GAZETTEER_NONE) {
		*words = (uint32_t)gazetteer->words.count;
		for (size_t i = 0; i < key->len; i++)
			*VEC_PUSH(&gazetteer->words) = key->words[i];
	}
	*slot = (struct gazetteer_slot){ hash, *words, GAZETTEER_NONE, (uint32_t)len };
	gazetteer->slots_used++;
	return slot;
}

/* Puts a ref into the slot's list in its order, unless the entry is there already. */
static void insert_ref(struct gazetteer *gazetteer, struct gazetteer_slot *slot,
		       struct gazetteer_ref ref)
{
	uint32_t population = gazetteer->entries.items[ref.entry].population;
	uint32_t before = GAZETTEER_NONE, at = slot->ref;

	for (; at != GAZETTEER_NONE; at = gazetteer->refs.items[at].next) {
		const struct gazetteer_ref *other = &gazetteer->refs.items[at];

		if (other->entry == ref.entry && other->version == ref.version)
			return;
		if (ref.rank < other->rank ||
		    (ref.rank == other->rank &&
		     population > gazetteer->entries.items[other->entry].population))
			break;
		before = at;
	}
	ref.next = at;
	*VEC_PUSH(&gazetteer->refs) = ref;
	if (before == GAZETTEER_NONE)
		slot->ref = (uint32_t)gazetteer->refs.count - 1;
	else
		gazetteer->refs.items[before].next = (uint32_t)gazetteer->refs.count - 1;
}

void gazetteer_add_key(struct gazetteer *gazetteer, const struct gazetteer_key *key, uint32_t entry,
		       enum name_rank rank)
{
	uint32_t words = GAZETTEER_NONE, hash = FNV_OFFSET;
	struct gazetteer_slot *slot;

	for (size_t i = 0; i < key->len; i++) {
		if (key->words[i] == ' ')
			make_slot(gazetteer, key, i, hash, &words);
		hash = (hash ^ (unsigned char)key->words[i]) * FNV_PRIME;
	}
	slot = make_slot(gazetteer, key, key->len, key->hash, &words);
	insert_ref(gazetteer, slot, (struct gazetteer_ref){
		.entry = entry, .rank = (uint16_t)rank,
		.version = gazetteer->entries.items[entry].version,
	});
}

uint32_t gazetteer_entry_by_code(const struct gazetteer *gazetteer, const char *code, size_t len)
{
	struct gazetteer_key key;
	const struct gazetteer_slot *slot;
	uint32_t ref;

	if (!gazetteer_key_code(&key, code, len))
		return GAZETTEER_NONE;
	slot = gazetteer_slot(gazetteer, &key);
	ref = slot ? gazetteer_valid_ref(gazetteer, slot->ref) : GAZETTEER_NONE;
	return ref == GAZETTEER_NONE ? GAZETTEER_NONE : gazetteer->refs.items[ref].entry;
}

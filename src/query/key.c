/* The keys of the query language: the rows that the field table lacks, and finding one of all. */
#include "config.h"

#include "query/key.h"

#include <assert.h>
#include <string.h>

#include "util/ascii.h"
#include "posting/posting.h"
#include "query/key_int.h"

#define NAME_BYTES_MAX 31
/* A key of two letters is one edit away from too many words. */
#define NEAR_BYTES_MIN 3

static const struct query_key other_keys[] = {
	{
		.name = "must", .aliases = "required requires", .kind = KEY_FIELD,
		.field = FIELD_STACK, .need = QUERY_NEED_REQUIRED,
		.help = "A technology that is required.", .example = "must:rust",
	}, {
		.name = "nice", .aliases = "preferred prefers", .kind = KEY_FIELD,
		.field = FIELD_STACK, .need = QUERY_NEED_PREFERRED,
		.help = "A technology that is preferred, but not required.", .example = "nice:go",
	}, {
		.name = "is", .kind = KEY_IS,
		.help = "A state, in one word: remote, new, shortlisted.", .example = "is:remote",
	}, {
		.name = "has", .aliases = "with", .kind = KEY_HAS,
		.help = "Whether a fact is known, or you gave one.", .example = "has:salary",
	}, {
		.name = "sort", .aliases = "order", .kind = KEY_SORT,
		.help = "The order of the list; a minus turns it round.",
		.example = "sort:-salary,posted",
	},
};

#define OTHER_KEYS (sizeof other_keys / sizeof *other_keys)

const struct query_is query_is_table[] = {
	{ "remote", FIELD_WORKPLACE, WORKPLACE_REMOTE, "One works from anywhere." },
	{ "hybrid", FIELD_WORKPLACE, WORKPLACE_HYBRID, "Partly at the office." },
	{ "onsite", FIELD_WORKPLACE, WORKPLACE_ONSITE, "At the office." },
	{ "new", FIELD_SEEN, QUERY_IS_NOT_SET, "You have not opened it yet." },
	{ "seen", FIELD_SEEN, QUERY_IS_SET, "You have opened it." },
	{ "shortlisted", FIELD_SHORTLISTED, QUERY_IS_SET, "It is on your shortlist." },
	{ "hidden", FIELD_HIDDEN, QUERY_IS_SET, "You hid it." },
	{ "conflict", FIELD_CONFLICT, QUERY_IS_SET, "It says two things about one fact." },
	{ "gone", FIELD_GONE, QUERY_IS_SET, "Its file no longer holds it." },
	{ "changed", FIELD_CHANGED, QUERY_IS_SET,
	  "Its text changed since you opened it, or in the last 14 days." },
	{ "repost", FIELD_REPOST, QUERY_IS_SET, "A copy of it was posted 7 days earlier or more." },
	{ NULL, FIELD_COUNT, 0, NULL },
};

static struct query_key field_key(const struct field *field)
{
	return (struct query_key){
		.name = field->key, .aliases = field->key_aliases, .kind = KEY_FIELD,
		.field = field->id, .need = QUERY_NEED_ANY,
		.help = field->help, .example = field->example,
	};
}

size_t query_key_count(void)
{
	size_t count = OTHER_KEYS;

	for (int id = 0; id < FIELD_COUNT; id++)
		count += key_is_of(field_get((enum field_id)id));
	return count;
}

struct query_key query_key_at(size_t index)
{
	for (int id = 0; id < FIELD_COUNT; id++) {
		const struct field *field = field_get((enum field_id)id);

		if (key_is_of(field) && index-- == 0)
			return field_key(field);
	}
	assert(index < OTHER_KEYS);
	return other_keys[index];
}

/* The fewest edits from NAME to a word of WORDS, LIMIT + 1 where all are further away. */
static size_t words_distance(const char *name, const char *words, size_t limit)
{
	size_t best = limit + 1;

	while (words && *words) {
		size_t len = strcspn(words, " ");
		char word[NAME_BYTES_MAX + 1];

		if (len >= NEAR_BYTES_MIN && len <= NAME_BYTES_MAX) {
			size_t edits;

			memcpy(word, words, len);
			word[len] = '\0';
			edits = ascii_distance(name, word, limit);
			best = edits < best ? edits : best;
		}
		words += len;
		words += *words == ' ';
	}
	return best;
}

/* The first of the other keys that is one edit away, or with IS_PREFIX goes on where NAME stops. */
static const char *nearest_other(const char *name, bool is_prefix)
{
	size_t len = strlen(name);

	for (size_t i = 0; len >= NEAR_BYTES_MIN && i < OTHER_KEYS; i++) {
		const struct query_key *key = &other_keys[i];

		if (is_prefix && (key_in_words(key->name, name, len, true) ||
				  key_in_words(key->aliases, name, len, true)))
			return key->name;
		if (!is_prefix && (words_distance(name, key->name, 1) <= 1 ||
				   words_distance(name, key->aliases, 1) <= 1))
			return key->name;
	}
	return NULL;
}

bool key_is_of(const struct field *field)
{
	return field->key && field->kind != FIELD_FLAG;
}

bool key_in_words(const char *words, const char *name, size_t len, bool is_prefix)
{
	while (words && *words) {
		size_t word = strcspn(words, " ");
		size_t same = 0;

		while (same < len && same < word &&
		       ascii_lower(words[same]) == ascii_lower(name[same]))
			same++;
		if (same == len && (is_prefix || word == len))
			return true;
		words += word;
		words += *words == ' ';
	}
	return false;
}

bool query_key_find(const char *name, size_t len, struct query_key *key)
{
	const struct field *field = field_by_key(name, len);

	if (field && key_is_of(field)) {
		*key = field_key(field);
		return true;
	}
	for (size_t i = 0; i < OTHER_KEYS; i++) {
		if (key_in_words(other_keys[i].name, name, len, false) ||
		    key_in_words(other_keys[i].aliases, name, len, false)) {
			*key = other_keys[i];
			return true;
		}
	}
	return false;
}

const char *query_key_nearest(const char *name, size_t len)
{
	char typed[NAME_BYTES_MAX + 1];
	const char *nearest, *key;

	if (len > NAME_BYTES_MAX)
		return NULL;
	memcpy(typed, name, len);
	typed[len] = '\0';
	nearest = nearest_other(typed, false);
	if (nearest)
		return nearest;
	key = field_nearest_key(name, len);
	if (key && key_is_of(field_by_key(key, strlen(key))))
		return key;
	return nearest_other(typed, true);
}

const struct query_is *query_is_find(const char *name, size_t len)
{
	for (const struct query_is *row = query_is_table; row->name; row++) {
		if (key_in_words(row->name, name, len, false))
			return row;
	}
	return NULL;
}

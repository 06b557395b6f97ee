/*
 * The inside of the gazetteer: entries, and the index from names to them.
 *
 * A name is kept as its words: folded, without punctuation, one blank between two ("St. John's" is
 * "st john s"). Every beginning of a name by whole words is in the index as well, so that a text is
 * scanned word by word and left as soon as no name goes on. A code ("CA-ON", an area's slug) is
 * indexed like a name, behind GAZETTEER_CODE_MARK, which no word has.
 */
#ifndef SHORTLIST_POSTING_GAZETTEER_INT_H
#define SHORTLIST_POSTING_GAZETTEER_INT_H

#include "posting/gazetteer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GAZETTEER_NONE UINT32_MAX
#define GAZETTEER_NAME_BYTES_MAX 255u
#define GAZETTEER_CODE_MARK '\x01'

/* How strongly a name means an entry; the smaller comes first. */
enum name_rank {
	RANK_LARGE_CITY,         /* its name, more than 500,000 people */
	RANK_AREA,               /* the name of a country, region or area */
	RANK_LARGE_CITY_ALIAS,
	RANK_AREA_ALIAS,         /* also the two letters of a country */
	RANK_CITY,
	RANK_CITY_ALIAS,
};

struct gazetteer_entry {
	uint16_t kind;           /* enum place_kind */
	uint16_t version;        /* refs of another version belong to a row that was replaced */
	uint32_t population;
	uint32_t region;         /* entries, or GAZETTEER_NONE */
	uint32_t country;
	uint32_t first_member, member_count;
	uint32_t name;           /* where it stands in `texts` */
	uint32_t code;           /* likewise, as in the table: of a city, where it lies */
};

/* A name means an entry; the refs of one name are a list in order of rank, then population. */
struct gazetteer_ref {
	uint32_t entry;
	uint32_t next;           /* or GAZETTEER_NONE */
	uint16_t version;
	uint16_t rank;           /* enum name_rank */
};

struct gazetteer_slot {
	uint32_t hash;
	uint32_t words;          /* where they start in `words`; equal beginnings share them */
	uint32_t ref;            /* GAZETTEER_NONE where it is only the beginning of a name */
	uint32_t len;            /* bytes of the words; 0 in an empty slot */
};

struct gazetteer {
	struct { struct gazetteer_entry *items; size_t count, cap; } entries;
	struct { struct gazetteer_ref *items; size_t count, cap; } refs;
	struct { uint32_t *items; size_t count, cap; } members; /* entries */
	struct { uint32_t *items; size_t count, cap; } areas;   /* entries of that kind */
	struct { char *items; size_t count, cap; } texts;       /* each with a NUL */
	struct { char *items; size_t count, cap; } words;       /* of the slots */
	struct { struct gazetteer_slot *items; size_t count, cap; } slots; /* a power of two */
	size_t slots_used;
};

/* A text of an entry. */
static inline const char *gazetteer_text(const struct gazetteer *gazetteer, uint32_t text)
{
	return gazetteer->texts.items + text;
}

/* A name as it is looked up, built word by word; `hash` is that of the words so far. */
struct gazetteer_key {
	char words[GAZETTEER_NAME_BYTES_MAX + 1];
	size_t len;
	uint32_t hash;
};

void gazetteer_key_init(struct gazetteer_key *key);

/* Adds the word that starts TEXT (already folded), after a blank where it is not the first.
 * Returns its bytes in TEXT; 0 where none starts there or the key would be too long. */
size_t gazetteer_key_add_word(struct gazetteer_key *key, const char *folded, size_t len);

/* The bytes at the start of TEXT that may stand between two words of one name. */
size_t gazetteer_gap(const char *folded, size_t len);

bool gazetteer_is_ascii(const char *text, size_t len);

/* Makes the key of a whole name, or of a code. False where it has no word or is too long. */
bool gazetteer_key_name(struct gazetteer_key *key, const char *name, size_t len);
bool gazetteer_key_code(struct gazetteer_key *key, const char *code, size_t len);

/* The slot of the key, or NULL. */
const struct gazetteer_slot *gazetteer_slot(const struct gazetteer *gazetteer,
					    const struct gazetteer_key *key);

/* The first ref from REF on that is valid, or GAZETTEER_NONE. */
uint32_t gazetteer_valid_ref(const struct gazetteer *gazetteer, uint32_t ref);

/* Makes the key, and every beginning of it by whole words, known; and lets it mean ENTRY. */
void gazetteer_add_key(struct gazetteer *gazetteer, const struct gazetteer_key *key, uint32_t entry,
		       enum name_rank rank);

/* The entry of a code, or GAZETTEER_NONE. */
uint32_t gazetteer_entry_by_code(const struct gazetteer *gazetteer, const char *code, size_t len);

/* Adds the rows of one table; fails with SHOWN and the line in *err. A resource_parse_fn whose
 * data is the gazetteer. */
bool gazetteer_read_table(const char *bytes, size_t len, const char *shown, void *gazetteer,
			  struct err *err);

#endif

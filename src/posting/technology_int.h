/*
 * The inside of the technologies: entries, their spellings, and how they are found.
 *
 * A spelling is kept as it is compared: folded, with plain hyphens and apostrophes, and with each
 * run of blanks and each hyphen as one blank; that is its key. Which of the spellings that share a
 * key is meant is decided where it is found: an ordinary one fits any case, a weak one only as it
 * is written, a decoy ("Series C") stands for nothing and keeps a shorter one from being found
 * inside it.
 *
 * A text is searched word by word. The letters that a word begins with lead to the keys that begin
 * with them, the longest first. No letter follows a spelling, so all those letters are the key's;
 * most words begin none and cost one look into a table.
 */
#ifndef SHORTLIST_POSTING_TECHNOLOGY_INT_H
#define SHORTLIST_POSTING_TECHNOLOGY_INT_H

#include "posting/technology.h"
#include "util/ascii.h"
#include "util/intern.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TECHNOLOGY_NONE UINT32_MAX
#define SPELLING_BYTES_MAX 80u

enum spelling_kind { SPELLING_ORDINARY, SPELLING_WEAK, SPELLING_DECOY };

struct spelling {
	uint32_t kind;           /* enum spelling_kind */
	uint32_t text;           /* as written, with single blanks: where it stands in `texts` */
	uint32_t folded;         /* likewise */
	uint32_t entry;
	uint32_t next;           /* of the same key, or TECHNOLOGY_NONE */
	uint32_t file;           /* which file said it */
	uint16_t is_dropped;     /* by a user's entry */
	uint16_t takes_version;  /* digits may be attached: Python3 */
};

struct technology_entry {
	uint32_t name;           /* where it stands in `texts` */
	uint16_t kind;           /* enum technology_kind */
	uint16_t is_removed;
};

/* A key as it is looked for behind the letters that it starts with. */
struct technology_candidate {
	uint32_t key;
	uint16_t len;            /* of the key */
	unsigned char next[2];   /* its bytes behind the letters, 0 where there is none */
};

/* What the keys start with; of each start from 1 on, the candidates [firsts[start],
 * firsts[start + 1]), the longest first. A filter has the bit of technology_filter() of each
 * candidate, all bits for one that has not two bytes more. */
struct technology_starts {
	struct intern letters;
	struct { uint32_t *items; size_t count, cap; } firsts;
	struct { struct technology_candidate *items; size_t count, cap; } candidates;
	struct { uint64_t *items; size_t count, cap; } filters;
	bool begins[256];        /* whether a key starts with the byte */
};

struct technologies {
	struct { struct technology_entry *items; size_t count, cap; } entries;
	struct { struct spelling *items; size_t count, cap; } spellings;
	struct { char *items; size_t count, cap; } texts; /* of both, each with a NUL */
	struct intern keys;
	/* Of each key from 1 on, the last spelling that was added, or TECHNOLOGY_NONE. */
	struct { uint32_t *items; size_t count, cap; } last;
	struct technology_starts starts;
	struct { uint32_t *items; size_t count, cap; } listed; /* entries that are not removed */
	uint32_t files;          /* read so far */
	struct technology *shown; /* of each entry, what others are given */
	bool is_built_in;        /* no file of the user's has a part */
};

static inline const char *technology_text(const struct technologies *technologies, uint32_t text)
{
	return technologies->texts.items + text;
}

static inline const char *technology_name(const struct technologies *technologies, uint32_t entry)
{
	return technology_text(technologies, technologies->entries.items[entry].name);
}

/* Whether C of folded text is a blank that a spelling may have; line ends are not. */
static inline bool technology_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The byte that a key has for what stands at *AT of folded text, which is moved behind it. */
static inline char technology_token(const char *folded, size_t len, size_t *at)
{
	char c = folded[(*at)++];

	if (c == '-')
		return ' ';
	if (!technology_is_blank(c))
		return c;
	while (*at < len && technology_is_blank(folded[*at]))
		(*at)++;
	return ' ';
}

/* The bytes that folded text starts with: its letters, or one byte that is none. */
static inline size_t technology_start(const char *folded, size_t len)
{
	size_t at = 0;

	while (at < len && ascii_is_lower(folded[at]))
		at++;
	return at == 0 && len > 0 ? 1 : at;
}

/* The bit, below 64, of two bytes of a key: most differ in the second, after a blank. */
static inline unsigned technology_filter(const unsigned char next[2])
{
	return (next[0] * 7u + next[1]) & 63;
}

/* The key of a folded spelling of at most SPELLING_BYTES_MAX bytes; its length. */
size_t technology_key(const char *folded, size_t len, char key[SPELLING_BYTES_MAX]);

/* The last spelling that was added of those that share their key with the folded one, or
 * TECHNOLOGY_NONE. */
uint32_t technology_last(const struct technologies *technologies, const char *folded, size_t len);

/* Makes the starts of all keys. */
void technology_starts_fill(struct technology_starts *starts, const struct intern *keys);

/* Adds the entries of one file. A resource_parse_fn whose data is the technologies. */
bool technologies_read(const char *bytes, size_t len, const char *shown, void *technologies,
		       struct err *err);

#endif

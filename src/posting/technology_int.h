/*
 * The inside of the technologies: entries, their spellings, and the trie that finds them.
 *
 * A spelling is in the trie as it is compared: folded, with each run of blanks and each hyphen as
 * one blank. Which of the spellings that share a node is meant is decided at the end of a walk: an
 * ordinary one fits any case, a weak one only as it is written, a decoy ("Series C") stands for
 * nothing and keeps a shorter one from being found inside it.
 */
#ifndef SHORTLIST_POSTING_TECHNOLOGY_INT_H
#define SHORTLIST_POSTING_TECHNOLOGY_INT_H

#include "posting/technology.h"
#include "util/ascii.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TECHNOLOGY_NONE UINT32_MAX
#define SPELLING_BYTES_MAX 80u

/* What spellings start with, as a bit for each hash: it spares the scan most walks through the
 * trie. */
#define TECHNOLOGY_STARTS (1u << 17)

enum spelling_kind { SPELLING_ORDINARY, SPELLING_WEAK, SPELLING_DECOY };

struct spelling {
	enum spelling_kind kind;
	uint32_t text;           /* as written, with single blanks: where it stands in `texts` */
	uint32_t folded;         /* as technology_fold() gives it, likewise */
	uint32_t entry;
	uint32_t next;           /* of the same node, or TECHNOLOGY_NONE */
	unsigned file;           /* which file said it */
	bool is_dropped;         /* by a user's entry */
	bool takes_version;      /* digits may be attached: Python3 */
};

/* From a node by a byte to the next node; in an open-addressing hash table. */
struct technology_edge {
	uint32_t key;            /* the node times 256, and the byte */
	uint32_t node;           /* 0 in an empty slot */
};

struct technology_entry {
	struct technology technology;
	char *name;
	bool is_removed;
};

struct technologies {
	struct { struct technology_entry *items; size_t count, cap; } entries;
	struct { struct spelling *items; size_t count, cap; } spellings;
	struct strbuf texts;     /* of the spellings, each with a NUL */
	/* Of each node, the root first, the last spelling that was added, or TECHNOLOGY_NONE. */
	struct { uint32_t *items; size_t count, cap; } nodes;
	struct technology_edge *edges;
	unsigned edge_bits;      /* there are two to this power */
	unsigned char starts[TECHNOLOGY_STARTS / 8];
	struct { uint32_t *items; size_t count, cap; } listed; /* entries that are not removed */
	unsigned files;          /* read so far */
};

/* Where each byte of folded text came from. */
struct technology_text {
	struct strbuf folded;
	struct { size_t *items; size_t count, cap; } sources;
};

/* Folds TEXT as utf8_fold() does, with plain hyphens and apostrophes. The sources are filled where
 * IS_MAPPED. */
void technology_fold(struct technology_text *out, const char *text, size_t len, bool is_mapped);
void technology_text_release(struct technology_text *text);

/* Whether C of folded text is a blank that a spelling may have; line ends are not. */
static inline bool technology_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The byte that the trie has for what stands at *AT of folded text, which is moved behind it. */
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

/* The hash, below TECHNOLOGY_STARTS, of the letters that folded text starts with (or of a byte that
 * is none). No letter follows a spelling, so all of those are the spelling's. */
static inline uint32_t technology_start(const char *folded, size_t len)
{
	uint32_t hash = 0;
	size_t at = 0;

	for (; at < len && ascii_is_lower(folded[at]); at++)
		hash = hash * 31 + (unsigned char)folded[at];
	if (at == 0 && len > 0)
		hash = (unsigned char)folded[0];
	return hash * 2654435769u >> 15;
}

/* The node below NODE (0 is the root) for a byte of technology_token(); 0 where there is none. */
uint32_t technology_step(const struct technologies *technologies, uint32_t node, char c);

/* The same, but made where there is none. */
uint32_t technology_make_step(struct technologies *technologies, uint32_t node, char c);

/* The node of a whole spelling (folded), or 0. */
uint32_t technology_node(const struct technologies *technologies, const char *folded, size_t len);

/* Adds the entries of one file. A resource_parse_fn whose data is the technologies. */
bool technologies_read(const char *bytes, size_t len, const char *shown, void *technologies,
		       struct err *err);

#endif

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
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TECHNOLOGY_NONE UINT32_MAX
#define SPELLING_BYTES_MAX 80u

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

/* Which two bytes of technology_token() may begin a spelling: a bit for each pair, all of a byte's
 * where that byte is one. It spares the scan most walks through the trie. */
#define TECHNOLOGY_PAIRS 65536u

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
	unsigned char pairs[TECHNOLOGY_PAIRS / 8];
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
bool technology_is_blank(char c);

/* The byte that the trie has for what stands at *AT of folded text, which is moved behind it. */
char technology_token(const char *folded, size_t len, size_t *at);

/* Whether two bytes of technology_token() begin a spelling, or the first of them is one. */
static inline bool technology_begins(const struct technologies *technologies, char first, char second)
{
	unsigned pair = (unsigned)(unsigned char)first << 8 | (unsigned char)second;

	return (technologies->pairs[pair >> 3] >> (pair & 7) & 1) != 0;
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

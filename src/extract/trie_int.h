/*
 * A trie over the ids of words: the lexicon's phrases, and what each of them says.
 *
 * Phrases are added one by one; then the trie is sealed and searched. A node is its number, the
 * root is 0. Common words begin thousands of phrases, so a table of bits says first which word may
 * follow where: nearly all that do not are turned away by it.
 */
#ifndef SHORTLIST_EXTRACT_TRIE_INT_H
#define SHORTLIST_EXTRACT_TRIE_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRIE_GROUPS_MAX 32

#define TRIE_PAIR_BITS 19u   /* 64 KiB, some twenty bits for each edge of the lexicon */

struct trie_node {
	uint32_t number, any;    /* where a number, or any word at all, leads; 0 for nowhere */
	uint32_t groups;         /* a bit for each that has a value here */
	uint32_t sets;           /* where their sets of values begin, once sealed */
};

/* What a word leads to from the root: the node, 0 for nowhere, and what is asked of that first. */
struct trie_root {
	uint32_t node;
	uint32_t groups, sets;   /* the node's */
	uint32_t has_wild;       /* a number or any word may follow */
};

struct trie_edge { uint32_t from, word, to; };

/* What ends at a node: for each group a set of values. */
struct trie_values { uint16_t of[TRIE_GROUPS_MAX]; };

struct trie {
	struct { struct trie_node *items; size_t count, cap; } nodes;
	struct { struct trie_values *items; size_t count, cap; } values; /* until it is sealed */
	struct { uint16_t *items; size_t count, cap; } sets;
	struct { struct trie_edge *items; size_t count, cap; } edges;
	struct { struct trie_root *items; size_t count, cap; } roots; /* by word */
	/* Of the edges by node and word: the number from 1 on. */
	struct { uint32_t *items; size_t count, cap; } slots;
	/* A bit for each node and the word that may follow it. */
	struct { uint64_t *items; size_t count, cap; } pairs;
};

/* The parts of a trie that is a member of a struct, see util/image.h: it is laid, printed (once
 * sealed) and released by them. */
#define TRIE_PARTS(type, member) \
	IMAGE_VECTOR(type, member.nodes), IMAGE_VECTOR(type, member.values), \
	IMAGE_VECTOR(type, member.sets), IMAGE_VECTOR(type, member.edges), \
	IMAGE_VECTOR(type, member.roots), IMAGE_VECTOR(type, member.slots), \
	IMAGE_VECTOR(type, member.pairs)

void trie_init(struct trie *trie);

/* The nodes below NODE for a word, a number, any word; made where there is none. */
uint32_t trie_add_word(struct trie *trie, uint32_t node, uint32_t word);
uint32_t trie_add_number(struct trie *trie, uint32_t node);
uint32_t trie_add_any(struct trie *trie, uint32_t node);

/* Adds a value below 16 to what ends at NODE; takes it away. */
void trie_add_value(struct trie *trie, uint32_t node, int group, int value);
void trie_remove_value(struct trie *trie, uint32_t node, int group, int value);

void trie_seal(struct trie *trie);

/* What WORD leads to from the root. */
static inline const struct trie_root *trie_root(const struct trie *trie, uint32_t word)
{
	return &trie->roots.items[word < trie->roots.count ? word : 0];
}

static inline size_t trie_pair(uint32_t node, uint32_t word)
{
	const uint64_t spread = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */

	return (size_t)(((uint64_t)node << 32 | word) * spread >> (64 - TRIE_PAIR_BITS));
}

/* False where WORD does not follow NODE; true where it does, and rarely where not. */
static inline bool trie_may_step(const struct trie *trie, uint32_t node, uint32_t word)
{
	size_t pair = trie_pair(node, word);

	return (trie->pairs.items[pair / 64] >> (pair & 63) & 1) != 0;
}

/* The node below NODE, which is not the root, for WORD; 0 for none. */
uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t word);

#endif

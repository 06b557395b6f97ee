/*
 * A trie over the ids of words: the lexicon's phrases, and what each of them says.
 *
 * Phrases are added one by one; then the trie is sealed, which puts the words that go on from each
 * node next to each other, sorted, and it is searched. A node is its number, the root is 0.
 */
#ifndef SHORTLIST_EXTRACT_TRIE_INT_H
#define SHORTLIST_EXTRACT_TRIE_INT_H

#include <stddef.h>
#include <stdint.h>

#define TRIE_GROUPS_MAX 32

struct trie_node {
	/* A bit for each id modulo 64 of the words that go on: most words of a text do not, and
	 * are turned away by it. */
	uint64_t filter;
	uint32_t first, count;   /* its edges, once sealed */
	uint32_t number, any;    /* where a number, or any word at all, leads; 0 for nowhere */
	uint32_t groups;         /* a bit for each that has a value here */
	uint32_t sets;           /* where their sets of values begin, once sealed */
};

struct trie_edge { uint32_t from, word, to; };

/* What ends at a node: for each group a set of values. */
struct trie_values { uint16_t of[TRIE_GROUPS_MAX]; };

struct trie {
	struct { struct trie_node *items; size_t count, cap; } nodes;
	struct { struct trie_values *items; size_t count, cap; } values; /* until it is sealed */
	struct { uint16_t *items; size_t count, cap; } sets;
	struct { struct trie_edge *items; size_t count, cap; } edges;
	struct { uint32_t *items; size_t count, cap; } roots; /* by word, 0 for nowhere */
	uint32_t *slots;         /* of the edges by node and word, likewise */
	size_t slot_count;
};

void trie_init(struct trie *trie);
void trie_release(struct trie *trie);

/* The nodes below NODE for a word, a number, any word; made where there is none. */
uint32_t trie_add_word(struct trie *trie, uint32_t node, uint32_t word);
uint32_t trie_add_number(struct trie *trie, uint32_t node);
uint32_t trie_add_any(struct trie *trie, uint32_t node);

/* Adds a value below 16 to what ends at NODE; takes it away. */
void trie_add_value(struct trie *trie, uint32_t node, int group, int value);
void trie_remove_value(struct trie *trie, uint32_t node, int group, int value);

void trie_seal(struct trie *trie);

/* Where WORD leads from the root. */
static inline uint32_t trie_root(const struct trie *trie, uint32_t word)
{
	return word < trie->roots.count ? trie->roots.items[word] : 0;
}

/* The node below NODE, which is not the root, for WORD; 0 for none. */
static inline uint32_t trie_step(const struct trie *trie, const struct trie_node *node,
				 uint32_t word)
{
	const struct trie_edge *edges = trie->edges.items + node->first;
	uint32_t low = 0;
	uint32_t high = node->count;

	if ((node->filter >> (word & 63) & 1) == 0)
		return 0;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (edges[middle].word < word)
			low = middle + 1;
		else
			high = middle;
	}
	return low < node->count && edges[low].word == word ? edges[low].to : 0;
}

#endif

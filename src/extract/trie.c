/* A trie over words: adding phrases, and sealing it. */
#include "config.h"

#include "extract/trie_int.h"

#include "util/vec.h"

#define SLOTS_AT_FIRST 8192u /* a power of two */
#define SPREAD_FROM 2654435761u
#define SPREAD_WORD 2246822519u

static uint32_t new_node(struct trie *trie)
{
	*VEC_PUSH(&trie->nodes) = (struct trie_node){ .groups = 0 };
	*VEC_PUSH(&trie->values) = (struct trie_values){ .of = { 0 } };
	return (uint32_t)(trie->nodes.count - 1);
}

/* The slot that holds the number (from 1 on) of an edge, or the free one where it belongs. */
static uint32_t *slot_of(const struct trie *trie, uint32_t from, uint32_t word)
{
	size_t mask = trie->slots.count - 1;
	uint32_t hash = from * SPREAD_FROM ^ word * SPREAD_WORD;
	size_t at = (hash ^ hash >> 16) & mask;

	for (; trie->slots.items[at] != 0; at = (at + 1) & mask) {
		const struct trie_edge *edge = &trie->edges.items[trie->slots.items[at] - 1];

		if (edge->from == from && edge->word == word)
			break;
	}
	return &trie->slots.items[at];
}

static void make_slots(struct trie *trie, size_t count)
{
	trie->slots.items = xcalloc(count, sizeof *trie->slots.items);
	trie->slots.count = trie->slots.cap = count;
}

/* Makes room for one more edge. */
static void grow_slots(struct trie *trie)
{
	if (trie->edges.count < trie->slots.count / 2)
		return;
	free(trie->slots.items);
	make_slots(trie, trie->slots.count * 2);
	for (size_t i = 0; i < trie->edges.count; i++)
		*slot_of(trie, trie->edges.items[i].from, trie->edges.items[i].word) =
			(uint32_t)i + 1;
}

static uint32_t add_root(struct trie *trie, uint32_t word)
{
	while (trie->roots.count <= word)
		*VEC_PUSH(&trie->roots) = (struct trie_root){ .node = 0 };
	if (trie->roots.items[word].node == 0)
		trie->roots.items[word].node = new_node(trie);
	return trie->roots.items[word].node;
}

void trie_init(struct trie *trie)
{
	*trie = (struct trie){ .slots = { .count = 0 } };
	make_slots(trie, SLOTS_AT_FIRST);
	new_node(trie);
	*VEC_PUSH(&trie->roots) = (struct trie_root){ .node = 0 };
}

uint32_t trie_add_word(struct trie *trie, uint32_t node, uint32_t word)
{
	uint32_t *slot;
	uint32_t to;

	if (node == 0)
		return add_root(trie, word);
	grow_slots(trie);
	slot = slot_of(trie, node, word);
	if (*slot != 0)
		return trie->edges.items[*slot - 1].to;
	to = new_node(trie);
	*VEC_PUSH(&trie->edges) = (struct trie_edge){ node, word, to };
	*slot = (uint32_t)trie->edges.count;
	return to;
}

uint32_t trie_add_number(struct trie *trie, uint32_t node)
{
	if (trie->nodes.items[node].number == 0) {
		uint32_t to = new_node(trie);

		trie->nodes.items[node].number = to;
	}
	return trie->nodes.items[node].number;
}

uint32_t trie_add_any(struct trie *trie, uint32_t node)
{
	if (trie->nodes.items[node].any == 0) {
		uint32_t to = new_node(trie);

		trie->nodes.items[node].any = to;
	}
	return trie->nodes.items[node].any;
}

void trie_add_value(struct trie *trie, uint32_t node, int group, int value)
{
	trie->values.items[node].of[group] |= (uint16_t)(1u << value);
	trie->nodes.items[node].groups |= 1u << group;
}

void trie_remove_value(struct trie *trie, uint32_t node, int group, int value)
{
	trie->values.items[node].of[group] &= (uint16_t)~(1u << value);
	if (trie->values.items[node].of[group] == 0)
		trie->nodes.items[node].groups &= ~(1u << group);
}

/* Puts the sets of each node's groups next to each other, in the order of the groups. */
static void seal_values(struct trie *trie)
{
	for (size_t i = 0; i < trie->nodes.count; i++) {
		struct trie_node *node = &trie->nodes.items[i];

		node->sets = (uint32_t)trie->sets.count;
		for (int group = 0; group < TRIE_GROUPS_MAX; group++)
			if ((node->groups >> group & 1) != 0)
				*VEC_PUSH(&trie->sets) = trie->values.items[i].of[group];
	}
	VEC_RELEASE(&trie->values);
}

static void seal_roots(struct trie *trie)
{
	for (size_t i = 0; i < trie->roots.count; i++) {
		struct trie_root *root = &trie->roots.items[i];
		const struct trie_node *node = &trie->nodes.items[root->node];

		if (root->node == 0)
			continue;
		root->groups = node->groups;
		root->sets = node->sets;
		root->has_wild = (node->number | node->any) != 0;
	}
}

static void seal_edges(struct trie *trie)
{
	trie->pairs.count = trie->pairs.cap = ((size_t)1 << TRIE_PAIR_BITS) / 64;
	trie->pairs.items = xcalloc(trie->pairs.cap, sizeof *trie->pairs.items);
	for (size_t i = 0; i < trie->edges.count; i++) {
		size_t pair = trie_pair(trie->edges.items[i].from, trie->edges.items[i].word);

		trie->pairs.items[pair / 64] |= UINT64_C(1) << (pair & 63);
	}
}

void trie_seal(struct trie *trie)
{
	seal_values(trie);
	seal_roots(trie);
	seal_edges(trie);
}

uint32_t trie_step(const struct trie *trie, uint32_t node, uint32_t word)
{
	uint32_t edge = trie_may_step(trie, node, word) ? *slot_of(trie, node, word) : 0;

	return edge != 0 ? trie->edges.items[edge - 1].to : 0;
}

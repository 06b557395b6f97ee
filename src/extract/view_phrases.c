/* The phrases of a view: at each word the longest of each group that begins there. */
#include "config.h"

#include "extract/view_parts_int.h"

#include "extract/trie_int.h"
#include "util/vec.h"

/* Words whose ways from the root are on their way. */
#define AHEAD 6

/* The search for what begins at one word. */
struct search {
	const struct trie *trie;
	const struct word *words;
	size_t count, first;
	uint32_t seen;           /* groups that were found */
	struct { unsigned values; size_t last; } found[LEXICON_GROUP_COUNT];
};

static int lowest_bit(uint32_t set)
{
	return __builtin_ctz(set);
}

/* Takes what phrases of the words before LAST say; of two of the same length the first found. */
static void take_values(struct search *search, const struct trie_node *node, size_t last)
{
	const uint16_t *set = search->trie->sets.items + node->sets;

	for (uint32_t groups = node->groups; groups != 0; groups &= groups - 1, set++) {
		int i = lowest_bit(groups);

		if ((search->seen & (uint32_t)1 << i) != 0 && search->found[i].last >= last)
			continue;
		search->seen |= (uint32_t)1 << i;
		search->found[i].values = *set;
		search->found[i].last = last;
	}
}

/* Where WORD leads from NODE, by itself, as a number, as any word; how many ways there are. */
static size_t find_ways(const struct trie *trie, uint32_t at, const struct word *word,
			uint32_t ways[3])
{
	const struct trie_node *node = &trie->nodes.items[at];
	size_t count = 0;

	ways[0] = word->id == LEXICON_UNKNOWN ? 0 : trie_step(trie, at, word->id);
	count += ways[0] != 0;
	ways[count] = word->number >= 0 ? node->number : 0;
	count += ways[count] != 0;
	ways[count] = node->any;
	count += ways[count] != 0;
	return count;
}

/* Whether a phrase may go on from ROOT with word AT. */
static bool may_go_on(const struct search *search, const struct trie_root *root, size_t at)
{
	const struct word *word = &search->words[at];

	return at < search->count && (word->gap & ~(unsigned)GAP_IN_PHRASE) == 0 &&
		(trie_may_step(search->trie, root->node, word->id) || root->has_wild);
}

/* Follows all phrases that could go on from NODE with word AT. A phrase has at most
 * LEXICON_PHRASE_WORDS words, which bounds the depth. */
static void follow(struct search *search, uint32_t node, size_t at)
{
	for (;;) {
		const struct trie_node *here = &search->trie->nodes.items[node];
		uint32_t ways[3];
		size_t count;

		if (here->groups != 0)
			take_values(search, here, at);
		if (at >= search->count || at - search->first >= LEXICON_PHRASE_WORDS ||
		    (search->words[at].gap & ~(unsigned)GAP_IN_PHRASE) != 0)
			return;
		count = find_ways(search->trie, node, &search->words[at], ways);
		if (count == 0)
			return;
		at++;
		for (size_t i = 0; i + 1 < count; i++)
			follow(search, ways[i], at);
		node = ways[count - 1];
	}
}

/* Adds all of VALUES for words [first, last), unless a phrase of the same group that began earlier
 * covers the first. */
static void add_values(struct hits *hits, unsigned values, size_t first, size_t last)
{
	if (hits->count > 0 && hits->items[hits->count - 1].last > first)
		return;
	do {
		struct hit *hit = VEC_PUSH(hits);

		hit->value = lowest_bit(values);
		hit->first = first;
		hit->last = last;
		values &= values - 1;
	} while (values != 0);
}

static void add_found(struct view *view, const struct search *search)
{
	for (uint32_t groups = search->seen; groups != 0; groups &= groups - 1) {
		int i = lowest_bit(groups);

		add_values(&view->hits[i], search->found[i].values, search->first,
			   search->found[i].last);
	}
}

/* Adds what one word says by itself. */
static void add_single(struct view *view, const struct search *search, const struct trie_root *root)
{
	const uint16_t *set = search->trie->sets.items + root->sets;

	for (uint32_t groups = root->groups; groups != 0; groups &= groups - 1, set++)
		add_values(&view->hits[lowest_bit(groups)], *set, search->first,
			   search->first + 1);
}

/* Adds what begins at word search->first, which leads to ROOT by itself, to node NUMBER as a
 * number. */
static void find_at(struct view *view, struct search *search, const struct trie_root *root,
		    uint32_t number)
{
	size_t next = search->first + 1;

	if (number == 0 && !may_go_on(search, root, next)) { /* most of them */
		add_single(view, search, root);
		return;
	}
	search->seen = 0;
	if (root->node != 0)
		follow(search, root->node, next);
	if (number != 0)
		follow(search, number, next);
	add_found(view, search);
}

void view_find_phrases(struct view *view)
{
	struct search search = {
		.trie = lexicon_phrases(view->lexicon),
		.words = view->words.items, .count = view->words.count,
	};
	uint32_t number = search.trie->nodes.items[0].number;

	for (size_t at = 0; at < search.count; at++) {
		const struct word *word = &search.words[at];
		const struct trie_root *root = trie_root(search.trie, word->id);
		uint32_t as_number = word->number >= 0 ? number : 0;

		if (at + AHEAD < search.count) /* what is far from the caches */
			__builtin_prefetch(trie_root(search.trie, word[AHEAD].id));
		search.first = at;
		if ((root->node | as_number) != 0)
			find_at(view, &search, root, as_number);
	}
}

/* The phrases of a view: at each word the longest of each group that begins there. */
#include "config.h"

#include "extract/view_parts_int.h"

#include "extract/trie_int.h"
#include "util/vec.h"

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
static size_t find_ways(const struct trie *trie, const struct trie_node *node,
			const struct word *word, uint32_t ways[3])
{
	size_t count = 0;

	ways[0] = word->id == LEXICON_UNKNOWN ? 0 : trie_step(trie, node, word->id);
	count += ways[0] != 0;
	ways[count] = word->number >= 0 ? node->number : 0;
	count += ways[count] != 0;
	ways[count] = node->any;
	count += ways[count] != 0;
	return count;
}

/* Whether a phrase ends at NODE or may go on from there with word AT. Asked once for each word that
 * a phrase begins with; most begin none where they stand. */
static bool is_worth_following(const struct search *search, uint32_t node, size_t at)
{
	const struct trie_node *here = &search->trie->nodes.items[node];
	uint32_t id = at < search->count ? search->words[at].id : LEXICON_UNKNOWN;

	return (here->groups | here->number | here->any |
		(uint32_t)(here->filter >> (id & 63) & (id != LEXICON_UNKNOWN))) != 0;
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
		count = find_ways(search->trie, here, &search->words[at], ways);
		if (count == 0)
			return;
		at++;
		for (size_t i = 0; i + 1 < count; i++)
			follow(search, ways[i], at);
		node = ways[count - 1];
	}
}

/* Adds what was found, unless a phrase of the same group that began earlier covers it. */
static void add_hits(struct view *view, const struct search *search)
{
	for (uint32_t groups = search->seen; groups != 0; groups &= groups - 1) {
		int i = lowest_bit(groups);
		struct hits *hits = &view->hits[i];

		if (hits->count > 0 && hits->items[hits->count - 1].last > search->first)
			continue;
		for (unsigned set = search->found[i].values; set != 0; set &= set - 1) {
			struct hit *hit = VEC_PUSH(hits);

			hit->value = lowest_bit(set);
			hit->first = search->first;
			hit->last = search->found[i].last;
		}
	}
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
		uint32_t root = trie_root(search.trie, word->id);
		bool is_number = word->number >= 0 && number != 0;

		if (root == 0 && !is_number)
			continue;
		search.first = at;
		search.seen = 0;
		if (root != 0 && is_worth_following(&search, root, at + 1))
			follow(&search, root, at + 1);
		if (is_number)
			follow(&search, number, at + 1);
		if (search.seen != 0)
			add_hits(view, &search);
	}
}

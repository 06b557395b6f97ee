/* What technologies start with: the letters of their first words, and the keys behind each. */
#include "config.h"

#include "posting/technology_int.h"

#include <stdlib.h>

#include "util/vec.h"

static uint32_t start_of(struct technology_starts *starts, const struct intern *keys, uint32_t key)
{
	size_t len;
	const char *text = intern_text(keys, key, &len);

	return intern_add(&starts->letters, text, technology_start(text, len));
}

/* Counts the keys of each start, and says where each has its first: how many the earlier ones
 * have. */
static void count_keys(struct technology_starts *starts, const struct intern *keys)
{
	for (uint32_t key = 1; key <= keys->count; key++)
		start_of(starts, keys, key);
	for (uint32_t start = 0; start <= starts->letters.count + 1; start++)
		*VEC_PUSH(&starts->firsts) = 0;
	for (uint32_t key = 1; key <= keys->count; key++)
		starts->firsts.items[start_of(starts, keys, key) + 1]++;
	for (uint32_t start = 1; start <= starts->letters.count; start++)
		starts->firsts.items[start + 1] += starts->firsts.items[start];
}

static struct technology_candidate candidate_of(const struct intern *keys, uint32_t key)
{
	size_t len;
	const char *text = intern_text(keys, key, &len);
	struct technology_candidate candidate = { .key = key, .len = (uint16_t)len };
	size_t letters = technology_start(text, len);

	for (size_t i = 0; i < sizeof candidate.next && letters + i < len; i++)
		candidate.next[i] = (unsigned char)text[letters + i];
	return candidate;
}

/* Puts one among the first COUNT candidates of a start, the longest first. */
static void insert(struct technology_candidate *candidates, size_t count,
		   const struct technology_candidate *candidate)
{
	for (; count > 0 && candidates[count - 1].len < candidate->len; count--)
		candidates[count] = candidates[count - 1];
	candidates[count] = *candidate;
}

void technology_starts_fill(struct technology_starts *starts, const struct intern *keys)
{
	uint32_t *counts;

	count_keys(starts, keys);
	for (uint32_t key = 0; key <= keys->count; key++)
		*VEC_PUSH(&starts->candidates) = (struct technology_candidate){ .key = 0 };
	for (uint32_t start = 0; start <= starts->letters.count; start++)
		*VEC_PUSH(&starts->filters) = 0;
	counts = xcalloc((size_t)starts->letters.count + 1, sizeof *counts);
	for (uint32_t key = 1; key <= keys->count; key++) {
		const struct technology_candidate one = candidate_of(keys, key);
		uint32_t start = start_of(starts, keys, key);
		size_t len;

		starts->begins[(unsigned char)intern_text(keys, key, &len)[0]] = true;
		starts->filters.items[start] |= one.next[1] == 0 ? UINT64_MAX :
			UINT64_C(1) << technology_filter(one.next);
		insert(starts->candidates.items + starts->firsts.items[start], counts[start]++,
		       &one);
	}
	free(counts);
}


/*
 * What the lexicon knows of the words of a view.
 *
 * The table of short words is larger than the caches that are near, and rare words are found
 * anywhere in it. So a word is looked up in two steps: its slot is fetched while the words before
 * it are dealt with.
 */
#include "config.h"

#include "extract/view_parts_int.h"

#include "util/ascii.h"
#include "util/intern.h"

/* Words whose slots are on their way. */
#define AHEAD 8

/* A short word that is being looked up. */
struct look {
	uint64_t head, tail;
	const struct lexicon_slot *slot; /* the first where it may be; NULL for a word that is
					  * looked up otherwise */
};

static bool is_short(const struct word *word)
{
	return word->is_plain && word->len < LEXICON_SHORT;
}

static void begin(const struct view *view, const struct lexicon_short *words,
		  const struct word *word, struct look *look)
{
	const char *folded = view->folded.text + word->at;
	size_t room = view->folded.len - word->at;

	look->slot = NULL;
	if (!is_short(word))
		return;
	look->head = intern_head(folded, word->len, room);
	look->tail = word->len > 8 ? intern_head(folded + 8, word->len - 8, room - 8) : 0;
	look->slot = lexicon_short_first(words, look->head, look->tail);
	__builtin_prefetch(look->slot);
}

/* What digits say; -1 where other letters follow or where it is too much. */
static int32_t digits_number(const char *folded, size_t len)
{
	int64_t value;

	return ascii_number(folded, len, &value) == len && value <= INT32_MAX ? (int32_t)value : -1;
}

static inline void set(const struct view *view, struct word *word, int32_t number, uint32_t mark)
{
	const char *folded = view->folded.text + word->at;

	word->number = ascii_is_digit(*folded) ? digits_number(folded, word->len) : number;
	word->mark = word->is_letters ? mark : 0;
}

static void end(const struct view *view, const struct lexicon_short *words, struct word *word,
		const struct look *look)
{
	const char *folded = view->folded.text + word->at;
	const struct lexicon_entry *entry;
	const struct lexicon_slot *slot;

	if (look->slot != NULL) {
		slot = lexicon_short_find(words, look->slot, look->head, look->tail);
		word->id = slot->id;
		set(view, word, slot->number, slot->mark);
		return;
	}
	if (word->is_plain)
		entry = lexicon_look(view->lexicon, folded, word->len,
				     view->folded.len - word->at, &word->id);
	else
		entry = lexicon_look_any(view->lexicon, folded, word->len, &word->id);
	set(view, word, entry->number, entry->mark);
}

void view_know_words(struct view *view)
{
	const struct lexicon_short *words = lexicon_short_words(view->lexicon);
	struct look looks[AHEAD];

	for (size_t i = 0; i < view->words.count + AHEAD; i++) {
		struct look *look = &looks[i % AHEAD];

		if (i >= AHEAD && i - AHEAD < view->words.count)
			end(view, words, &view->words.items[i - AHEAD], look);
		if (i < view->words.count)
			begin(view, words, &view->words.items[i], look);
	}
}

/* A view: its life, and what is asked of its words and phrases. */
#include "config.h"

#include "extract/view_int.h"

#include "extract/view_parts_int.h"
#include "util/vec.h"

#define WORDS_KEPT_MAX ((size_t)1 << 16)

static void fill(struct view *view, const char *text, size_t len)
{
	view->text = text;
	view->len = len;
	utf8_fold_plain(&view->folded, &view->runs, text, len);
	view_cut_words(view);
	view_know_words(view);
	view_find_phrases(view);
}

void view_init(struct view *view, const struct lexicon *lexicon, const char *text, size_t len)
{
	*view = (struct view){ .lexicon = lexicon };
	strbuf_init(&view->folded);
	fill(view, text, len);
}

void view_release(struct view *view)
{
	for (int i = 0; i < LEXICON_GROUP_COUNT; i++)
		VEC_RELEASE(&view->hits[i]);
	VEC_RELEASE(&view->words);
	VEC_RELEASE(&view->stretches);
	VEC_RELEASE(&view->runs);
	strbuf_release(&view->folded);
}

void view_renew(struct view *view, const char *text, size_t len)
{
	if (view->words.cap > WORDS_KEPT_MAX)
		view_release(view);
	for (int i = 0; i < LEXICON_GROUP_COUNT; i++)
		VEC_CLEAR(&view->hits[i]);
	VEC_CLEAR(&view->words);
	VEC_CLEAR(&view->stretches);
	VEC_CLEAR(&view->runs);
	strbuf_clear(&view->folded);
	fill(view, text, len);
}

size_t view_word_from(const struct view *view, size_t at)
{
	size_t stretch = at / VIEW_STRETCH;
	size_t word;

	if (stretch >= view->stretches.count)
		return view->words.count;
	word = view->stretches.items[stretch];
	while (word < view->words.count && view->words.items[word].start < at)
		word++;
	return word;
}

size_t view_hit_from(const struct view *view, enum lexicon_group group, size_t first)
{
	const struct hits *hits = &view->hits[group];
	size_t low = 0;
	size_t count = hits->count;

	if (count == 0 || hits->items[count - 1].first < first)
		return count;
	while (count > 1) { /* without a branch on what is found: nobody could foretell it */
		size_t half = count / 2;

		low += hits->items[low + half - 1].first < first ? half : 0;
		count -= half;
	}
	return low + (hits->items[low].first < first ? 1 : 0);
}

const struct hit *view_find(const struct view *view, enum lexicon_group group, int value,
			    size_t first, size_t last)
{
	const struct hits *hits = &view->hits[group];

	for (size_t i = view_hit_from(view, group, first); i < hits->count; i++) {
		if (hits->items[i].first >= last)
			break;
		if (hits->items[i].last <= last && (value < 0 || hits->items[i].value == value))
			return &hits->items[i];
	}
	return NULL;
}

bool view_has(const struct view *view, enum lexicon_group group, int value, size_t first,
	      size_t last)
{
	return view_find(view, group, value, first, last) != NULL;
}

size_t view_back(const struct view *view, size_t at, unsigned gaps)
{
	size_t reach = VIEW_REACH;

	if (at >= view->words.count)
		return at;
	while (at > 0 && reach-- > 0 && (view->words.items[at].gap & gaps) == 0)
		at--;
	return at;
}

size_t view_ahead(const struct view *view, size_t at, unsigned gaps)
{
	size_t reach = VIEW_REACH;

	if (at < view->words.count)
		at++;
	while (at < view->words.count && reach-- > 0 && (view->words.items[at].gap & gaps) == 0)
		at++;
	return at;
}

bool view_is_plain(const struct view *view, size_t at, const char *word)
{
	const char *folded = view->folded.text + view->words.items[at].at;
	const char *end = folded + view->words.items[at].len;

	for (; folded < end; folded++)
		if (*folded != '\'' && *folded != *word++)
			return false;
	return *word == '\0';
}

bool view_is_one_of(const struct view *view, size_t at, const char *const *list, size_t count)
{
	char initial;

	if (at >= view->words.count)
		return false;
	initial = view->folded.text[view->words.items[at].at];
	for (size_t i = 0; i < count; i++)
		if (*list[i] == initial && view_is(view, at, list[i]))
			return true;
	return false;
}

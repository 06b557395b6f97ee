/*
 * The technologies that a text names, found by the words of its view.
 *
 * The lexicon has a mark on each word that a technology starts with, so that the words of letters,
 * nearly all, cost no second look at the text. The others are searched byte by byte, and so is what
 * stands between words where a technology may start there (".NET").
 */
#include "config.h"

#include "extract/stack_int.h"

#include "posting/technology_scan.h"
#include "util/ascii.h"

/* Whether a link may start with the word: what follows "http" or "www". */
static bool may_be_link(const struct view *view, const struct word *word)
{
	char after = view->folded.text[word->at + word->len];

	return (after == ':' || after == '.') && (view->folded.text[word->at] == 'h' ||
						  view->folded.text[word->at] == 'w');
}

/* Looks at what stands before a word from byte FROM on, or behind the last. */
static size_t scan_gap(const struct technology_scan *scan, size_t from, size_t to)
{
	while (from < to && ascii_is_space(scan->folded[from]))
		from++;
	return from < to ? technology_scan_range(scan, from, to) : to;
}

void stack_scan(const struct reading *reading, struct technology_matches *matches)
{
	const struct view *view = &reading->view;
	const struct technology_scan scan = {
		.technologies = reading->vocabulary->technologies,
		.text = view->text, .text_len = view->len,
		.folded = view->folded.text, .len = view->folded.len,
		.runs = &view->runs, .out = matches, .first = matches->count,
	};
	size_t done = 0;

	for (size_t i = 0; i < view->words.count; i++) {
		const struct word *word = &view->words.items[i];

		if ((word->gap & ~(unsigned)GAP_BLANK) != 0 && done < word->at)
			done = scan_gap(&scan, done, word->at);
		if (done > word->at)
			continue;
		done = word->at + word->len;
		if (!word->is_letters || may_be_link(view, word))
			done = technology_scan_range(&scan, word->at, done);
		else if (word->mark != 0)
			technology_scan_word(&scan, word->at, word->len, word->mark);
	}
	scan_gap(&scan, done, view->folded.len);
	technology_scan_end(&scan);
}

void stack_mark_words(struct lexicon *lexicon, const struct technologies *technologies)
{
	const char *word;
	size_t len;

	for (uint32_t start = 1; (word = technologies_start(technologies, start, &len)) != NULL;
	     start++)
		if (ascii_is_lower(*word))
			lexicon_mark(lexicon, word, len, start);
}

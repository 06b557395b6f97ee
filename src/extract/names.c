/* Names in a text. */
#include "config.h"

#include "extract/names_int.h"

#include <string.h>

#include "util/ascii.h"

/* Whether words AT - 1 and AT may be parts of one name: "Top Hat", "Barnes & Noble", "GitLab". */
static bool is_name_gap(const struct view *view, size_t at)
{
	unsigned gap = view_gap(view, at);
	size_t from = view_end(view, at);
	size_t to = view_start(view, at);

	if ((gap & ~(unsigned)(GAP_BLANK | GAP_HYPHEN | GAP_GLUE)) == 0)
		return true;
	if ((gap & ~(unsigned)(GAP_BLANK | GAP_OTHER)) != 0 || to - from > 3)
		return false;
	for (size_t i = from; i < to; i++)
		if (view->text[i] == '&' || (view->text[i] == '.' && to - from == 1))
			return true;
	return false;
}

/* "Acme", "xLabs" */
static bool is_name_word(const struct view *view, size_t at)
{
	const struct word *word = &view->words.items[at];

	return word->is_upper || (word->end - word->start > 2 &&
				  ascii_is_lower(view->text[word->start]) &&
				  ascii_is_upper(view->text[word->start + 1]) &&
				  ascii_is_lower(view->text[word->start + 2]));
}

/* Whether word AT begins what was glued to a name: "AmericanFrom"; "OnePay" is one name. */
static bool is_glued_on(const struct view *view, size_t at)
{
	static const char *const words[] = { "from", "we", "you", "the", "our", "this", "as", "at",
		"in", "about", "what", "why", "who", "join", "location" };

	if (view_gap(view, at) != GAP_GLUE)
		return false;
	return VIEW_IS_ONE_OF(view, at, words);
}

struct name name_from(const struct view *view, size_t at, size_t limit)
{
	struct name name = { at, at };

	while (name.last < limit && name.last < view->words.count &&
	       name.last - at < NAME_WORDS_MAX && is_name_word(view, name.last)) {
		if (name.last > at &&
		    (!is_name_gap(view, name.last) || is_glued_on(view, name.last)))
			break;
		name.last++;
		if (name_is_possessive(view, name.last - 1))
			break;
	}
	return name;
}

/* "Opportunity StatementAcme": whether a heading of two words was glued to word AT. */
static bool is_behind_heading(const struct view *view, size_t at)
{
	return at > 1 && view_gap(view, at) == GAP_GLUE && view_gap(view, at - 1) == GAP_BLANK &&
		is_name_word(view, at - 2);
}

struct name name_before(const struct view *view, size_t end)
{
	struct name name = { end, end };
	bool has_form = end > 0 && end < view->words.count &&
		view_has(view, LEXICON_COMPANY, COMPANY_WORD_SUFFIX, end - 1, end);

	if (end >= view->words.count || end == 0 ||
	    ((view_gap(view, end) & ~(unsigned)(GAP_BLANK | GAP_CLOSE | GAP_OPEN)) != 0 &&
	     !has_form))
		return name;             /* "Acme Inc. is" goes on */
	if (has_form && (view_gap(view, end - 1) & GAP_COMMA) != 0)
		name.first = name.last = --end;  /* "Acme, Inc. is" */
	while (name.first > 0 && end - name.first < NAME_WORDS_MAX &&
	       is_name_word(view, name.first - 1)) {
		name.first--;
		if (!is_name_gap(view, name.first) || is_behind_heading(view, name.first))
			break;
	}
	return name;
}

size_t name_end(const struct view *view, const struct name *name)
{
	size_t end = view_end(view, name->last);

	if (name_is_possessive(view, name->last - 1))
		end -= view->text[end - 2] == '\'' ? 2 : 4;
	return end;
}

bool name_is_possessive(const struct view *view, size_t at)
{
	size_t end = view->words.items[at].end;
	const char *text = view->text;

	return end >= view->words.items[at].start + 3 && text[end - 1] == 's' &&
		(text[end - 2] == '\'' ||
		 (end >= 4 && memcmp(text + end - 4, "\xe2\x80\x99", 3) == 0));
}

bool name_equal(const struct view *view, const struct name *a, const struct name *b)
{
	size_t start = view_start(view, a->first);
	size_t other = view_start(view, b->first);
	size_t len = name_end(view, a) - start;

	if (len != name_end(view, b) - other)
		return false;
	for (size_t i = 0; i < len; i++)
		if (ascii_lower(view->text[start + i]) != ascii_lower(view->text[other + i]))
			return false;
	return true;
}

bool name_fills(const struct view *view, size_t first, size_t last)
{
	static const char *const small[] = { "of", "the", "and", "for", "de", "van",
		"von", "und", "di" };

	for (size_t i = first; i < last; i++) {
		bool is_small = i > first && VIEW_IS_ONE_OF(view, i, small);

		if (view->words.items[i].number >= 0 ||
		    (!is_small && !view->words.items[i].is_upper) ||
		    (view_gap(view, i) & (GAP_COLON | GAP_BAR | GAP_MONEY | GAP_COMMA)) != 0)
			return false;
	}
	return last > first;
}

bool name_is_written(const struct view *view, const struct name *name)
{
	return name_fills(view, name->first, name->last) ||
		(name->last - name->first > 1 &&
		 view_has(view, LEXICON_COMPANY, COMPANY_WORD_SUFFIX, name->last - 1, name->last));
}

bool name_shares_word(const struct view *view, const struct name *a, const struct name *b)
{
	for (size_t i = a->first; i < a->last; i++)
		for (size_t j = b->first; j < b->last; j++) {
			struct name one = { i, i + 1 };
			struct name other = { j, j + 1 };

			if (name_equal(view, &one, &other))
				return true;
		}
	return false;
}

/* A title made of the name of a team. */
#include "config.h"

#include "extract/title_int.h"

#include "util/ascii.h"
#include "util/strbuf.h"

#define TEAM_WORDS_MAX 4

/* The first word of a team's name that ends before word AT: words with capitals in a row or,
 * where there are none, words for kinds of work ("our firmware group"). */
static size_t team_start(const struct view *view, size_t at)
{
	size_t first = at;

	while (first > 0 && at - first < TEAM_WORDS_MAX && view->words.items[first - 1].is_upper &&
	       (view_gap(view, first) & ~(unsigned)(GAP_BLANK | GAP_HYPHEN)) == 0 &&
	       !view_is(view, first - 1, "the") && !view_is(view, first - 1, "our"))
		first--;
	while (first > 0 && at - first < TEAM_WORDS_MAX && view_gap(view, first) == GAP_BLANK &&
	       view_has(view, LEXICON_TITLE, TITLE_WORD_ADJECTIVE, first - 1, first))
		first--;
	return view_has(view, LEXICON_TITLE, TITLE_WORD_ADJECTIVE, first, at) ? first : at;
}

/* "the", "our" or "this" team, not "with backend team", "a high-growth organization" or the "Team
 * Lead". */
static bool is_own_team(const struct view *view, size_t first, size_t last)
{
	return first > 0 && !title_has_role(view, last, last + 1) &&
		(view_is(view, first - 1, "the") || view_is(view, first - 1, "our") ||
		 view_is(view, first - 1, "this"));
}

/* Adds words as a title is written: "core backend" as "Core Backend". */
static void add_capitalised(struct strbuf *out, const struct view *view, size_t first, size_t last)
{
	size_t from = out->len;

	strbuf_add(out, view->text + view_start(view, first),
		   view_end(view, last) - view_start(view, first));
	for (size_t i = from; i < out->len; i++)
		if (i == from || out->text[i - 1] == ' ')
			out->text[i] = ascii_upper(out->text[i]);
}

/* "The Core Backend team" makes "Core Backend Engineer": what a team's name says of the work. */
bool title_from_team(struct reading *reading)
{
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_TITLE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		struct strbuf title = STRBUF_INIT;
		size_t first;

		if (hit->value != TITLE_WORD_TEAM || reading_is_aside(reading, hit->first) ||
		    title_is_about_applicant(reading, hit->first))
			continue;
		first = team_start(view, hit->first);
		if (first == hit->first || !is_own_team(view, first, hit->last))
			continue;
		add_capitalised(&title, view, first, hit->first);
		strbuf_puts(&title, " Engineer");
		reading->posting->title = strbuf_detach(&title);
		reading->posting->title_inferred = true;
		reading_note_words(reading, FIELD_TITLE, first, hit->last, "from the team's name");
		return true;
	}
	return false;
}

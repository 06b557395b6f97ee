/* What extractors share: adding evidence, asking where a word stands. */
#include "config.h"

#include "extract/reading_int.h"

#include "util/alloc.h"
#include "util/ascii.h"

void reading_view(const struct reading *reading, struct view *view, const char *text)
{
	*view = *reading->spare;
	*reading->spare = (struct view){ .lexicon = view->lexicon, .folded = STRBUF_INIT };
	view_renew(view, text, strlen(text));
}

void reading_view_end(const struct reading *reading, struct view *view)
{
	view_release(reading->spare); /* that of one within this one */
	*reading->spare = *view;
}

void reading_note(struct reading *reading, enum field_id field, size_t start, size_t end,
		  const char *rule)
{
	size_t source_start;
	size_t source_end;

	if (start < end &&
	    document_source(reading->document, start, end, &source_start, &source_end))
		posting_add_evidence(reading->posting, field, source_start, source_end, rule);
}

void reading_note_words(struct reading *reading, enum field_id field, size_t first, size_t last,
			const char *rule)
{
	if (first < last)
		reading_note(reading, field, view_start(&reading->view, first),
			     view_end(&reading->view, last), rule);
}

void reading_note_stated(struct reading *reading, enum field_id field)
{
	posting_add_evidence(reading->posting, field, 0, 0, "stated by the source");
}

void reading_conflict(struct reading *reading, enum field_id field)
{
	posting_set_conflict(reading->posting, field);
}

enum section_kind reading_kind(const struct reading *reading, size_t word)
{
	return outline_kind_at(&reading->outline, word);
}

bool reading_is_aside(const struct reading *reading, size_t word)
{
	switch (reading_kind(reading, word)) {
	case SECTION_COMPANY:
	case SECTION_BENEFITS:
	case SECTION_LEGAL:
	case SECTION_APPLY:
		return true;
	default:
		return false;
	}
}

/* How far "preferred" may stand from what it is said of. */
#define NEED_REACH 14

/* The end of the bracket that opens before word AT. */
static size_t skip_bracket(const struct view *view, size_t at, size_t to)
{
	do
		at++;
	while (at < to && (view_gap(view, at) & GAP_CLOSE) == 0);
	return at;
}

/* Whether another name of the group begins at word AT, in a list of its own: "a BS, MS preferred",
 * but "French, German or Spanish is a plus" is one list. */
static bool is_next_name(const struct view *view, enum lexicon_group group, size_t at)
{
	const struct hit *hit;

	at += view_is(view, at, "a") || view_is(view, at, "an");
	hit = view_find(view, group, -1, at, at + LEXICON_PHRASE_WORDS);
	return hit != NULL && hit->first == at &&
	       !view_is(view, hit->last, "or") && !view_is(view, hit->last, "and") &&
	       (view_gap(view, hit->last) & GAP_COMMA) == 0;
}

const struct hit *reading_judgement(const struct view *view, size_t at)
{
	static const int values[] = { NEED_WORD_PREFERRED_BEHIND, NEED_WORD_REQUIRED };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		const struct hit *hit = view_find(view, LEXICON_NEED, values[i], at,
						  at + LEXICON_PHRASE_WORDS);

		if (hit != NULL && hit->first == at)
			return hit;
	}
	return NULL;
}

/* Whether what begins at word AT, behind a comma or a dash, is judged for itself. */
static bool is_apart(const struct view *view, enum lexicon_group group, size_t at)
{
	static const char *const others[] = { "other", "additional", "another", "any", "further" };
	const struct hit *hit = view_find(view, LEXICON_NEED, NEED_WORD_CLAUSE, at, at + 3);

	if ((view_gap(view, at) & (GAP_COMMA | GAP_DASH)) == 0)
		return false;
	return VIEW_IS_ONE_OF(view, at, others) || (hit != NULL && hit->first == at) ||
		is_next_name(view, group, at);
}

/* The word of need that speaks of what stands before word AT; NULL for none. */
static const struct hit *need_behind(const struct view *view, enum lexicon_group group, size_t at)
{
	size_t to = view_ahead(view, at - 1, GAP_SENTENCE);

	to = to > at + NEED_REACH ? at + NEED_REACH : to;
	while (at < to) {
		const struct hit *hit = reading_judgement(view, at);

		if (hit != NULL)
			return hit;
		if (is_apart(view, group, at))
			return NULL;
		at = (view_gap(view, at) & GAP_OPEN) != 0 ? skip_bracket(view, at, to) : at + 1;
	}
	return NULL;
}

static bool is_wished_ahead(const struct view *view, size_t at)
{
	const struct hits *hits = &view->hits[LEXICON_NEED];
	size_t from = view_back(view, at, GAP_SENTENCE);

	from = at > from + NEED_REACH ? at - NEED_REACH : from;
	for (size_t i = view_hit_from(view, LEXICON_NEED, from);
	     i < hits->count && hits->items[i].last <= at; i++)
		if (hits->items[i].value == NEED_WORD_PREFERRED_AHEAD)
			return true;
	return false;
}

enum need reading_need(const struct reading *reading, enum lexicon_group group, size_t first,
		       size_t last)
{
	const struct hit *behind = need_behind(&reading->view, group, last);

	if (behind != NULL)
		return behind->value == NEED_WORD_REQUIRED ? NEED_REQUIRED : NEED_PREFERRED;
	if (reading_kind(reading, first) == SECTION_PREFERRED ||
	    is_wished_ahead(&reading->view, first))
		return NEED_PREFERRED;
	return NEED_REQUIRED;
}

bool reading_may_ask(const struct reading *reading, size_t word)
{
	const struct line *line = outline_line_at(&reading->outline, word);

	if (!reading_is_aside(reading, word))
		return true;
	return line != NULL && line->kind == SECTION_COMPANY &&
	       reading->document->blocks.items[line->block].kind == BLOCK_ITEM;
}

char *reading_copy(const struct view *view, size_t start, size_t end)
{
	if (end < start)
		end = start;
	ascii_trim(view->text, &start, &end);
	return xstrndup(view->text + start, end - start);
}

/*
 * The languages that one speaks at work: a name, and a word nearby that says so.
 *
 * Between the two only small words and other languages may stand ("fluent in both English and
 * German"), since a name alone is a nationality more often than not ("the German market").
 */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "posting/language.h"
#include "util/ascii.h"

/* How many words may stand between a language and the word that asks for it. */
#define REACH 9

/* And between it and an adjective before it. */
#define QUALITY_REACH 3

/* What may stand between. */
static const char *const small_words[] = {
	"in", "of", "and", "or", "the", "both", "with", "is", "at", "a", "an", "to", "level",
	"language", "skills", "skill", "communication", "knowledge", "written", "verbal", "oral",
	"spoken", "strong", "excellent", "good", "very", "least", "either", "as", "well", "plus",
	"business", "professional", "english", "your", "our", "are", "you", "minimum", "high",
	"und", "oder", "auf", "sehr", "mindestens", "et", "ou", "y", "on", "upper", "advanced",
	"intermediate", "any", "one", "following", "must", "required", "be", "for", "preferably",
	"ideally", "other", "like", "such", "e", "g", "including", "another", "mandatory",
	"communicate", "comfortable", "additional", "languages", "standard", "preferred",
	"particularly", "especially", "second", "third", "foreign",
};

/* A name that ends so asks for the language itself: "Deutschkenntnisse". */
static const char compound[] = "kenntnisse";

static bool is_small(const struct view *view, size_t word)
{
	return VIEW_IS_ONE_OF(view, word, small_words);
}

/* The hit of the group that covers WORD, NULL for none. */
static const struct hit *hit_at(const struct view *view, size_t word)
{
	const struct hits *hits = &view->hits[LEXICON_LANGUAGE];
	size_t index = view_hit_from(view, LEXICON_LANGUAGE, word + 1);

	return index > 0 && hits->items[index - 1].last > word ? &hits->items[index - 1] : NULL;
}

static bool is_compound(const struct view *view, const struct hit *hit)
{
	const struct word *last = &view->words.items[hit->last - 1];
	size_t len = strlen(compound);

	return hit->value == LANGUAGE_WORD_NAME && last->len > len &&
	       ascii_starts_len(view->folded.text + last->at + last->len - len, len, compound);
}

static bool is_cue(const struct view *view, const struct hit *hit)
{
	return hit != NULL && (hit->value == LANGUAGE_WORD_CUE || is_compound(view, hit));
}

/* Whether a word that asks for a language, or judges it, stands behind word AT, with small words
 * between: "German C1", "French or Dutch is a plus". */
static bool has_cue_behind(const struct view *view, size_t at)
{
	for (size_t i = at; i < at + REACH && i < view->words.count; i++) {
		const struct hit *hit = hit_at(view, i);

		if ((view_gap(view, i) & GAP_SENTENCE) != 0)
			return false;
		if (is_cue(view, hit) || reading_judgement(view, i) != NULL)
			return true;
		if ((hit == NULL || hit->value == LANGUAGE_WORD_NEUTRAL) && !is_small(view, i))
			return false;
	}
	return false;
}

static bool has_cue_before(const struct view *view, size_t at)
{
	for (size_t i = at; i > 0 && at - i < REACH; i--) {
		const struct hit *hit = hit_at(view, i - 1);

		if ((view_gap(view, i) & GAP_SENTENCE) != 0)
			return false;
		if (is_cue(view, hit))
			return true;
		if ((hit == NULL || hit->value == LANGUAGE_WORD_NEUTRAL) && !is_small(view, i - 1))
			return false;
	}
	return false;
}

/* "Strong English", "clear written English", where nothing follows that the name would belong
 * to. */
static bool has_quality(const struct view *view, const struct hit *name)
{
	unsigned gap = view_gap(view, name->last);
	size_t at = name->first;

	while (at > 0 && name->first - at < QUALITY_REACH && view_gap(view, at) == GAP_BLANK &&
	       is_small(view, at - 1) && hit_at(view, at - 1) == NULL)
		at--;
	if (at == 0 || (view_gap(view, at) & ~(unsigned)GAP_BLANK) != 0 ||
	    hit_at(view, at - 1) == NULL || hit_at(view, at - 1)->value != LANGUAGE_WORD_QUALITY)
		return false;
	return gap != GAP_BLANK || is_small(view, name->last) || hit_at(view, name->last) != NULL;
}

/* Whether a part of a list ends at word AT, or goes on with another name. */
static bool ends_part(const struct view *view, size_t at)
{
	const struct hit *next = hit_at(view, at + 1);
	bool joins = view_is(view, at, "and") || view_is(view, at, "or");

	return (view_gap(view, at) & (GAP_COMMA | GAP_STOP | GAP_LINE | GAP_CLOSE)) != 0 ||
	       (joins && next != NULL && next->value == LANGUAGE_WORD_NAME);
}

static bool begins_part(const struct view *view, size_t at)
{
	const struct hit *before = at > 1 ? hit_at(view, at - 2) : NULL;
	bool joins = at > 1 && (view_is(view, at - 1, "and") || view_is(view, at - 1, "or"));
	unsigned edges = GAP_COMMA | GAP_STOP | GAP_LINE | GAP_OPEN | GAP_COLON;

	return (view_gap(view, at) & edges) != 0 ||
	       (joins && before != NULL && before->value == LANGUAGE_WORD_NAME);
}

/* A name alone, or a list of names, among what is asked: "- Spanish and English". */
static bool is_alone(const struct reading *reading, const struct hit *name)
{
	enum section_kind kind = reading_kind(reading, name->first);

	return ends_part(&reading->view, name->last) && begins_part(&reading->view, name->first) &&
	       (kind == SECTION_REQUIREMENTS || kind == SECTION_PREFERRED ||
		reading_need(reading, LEXICON_LANGUAGE, name->first, name->last) ==
		NEED_PREFERRED);
}

static bool is_labelled(const struct reading *reading, const struct hit *name)
{
	const struct line *line = outline_line_at(&reading->outline, name->first);
	const struct hit *hit = line != NULL && line->first < name->first ?
		hit_at(&reading->view, line->first) : NULL;

	return hit != NULL && hit->value == LANGUAGE_WORD_CUE &&
	       (view_gap(&reading->view, hit->last) & GAP_COLON) != 0;
}

static bool is_asked(const struct reading *reading, const struct hit *name)
{
	const struct view *view = &reading->view;

	if (!view->words.items[name->first].is_upper || !reading_may_ask(reading, name->first))
		return false;
	return is_compound(view, name) || has_cue_before(view, name->first) ||
	       has_cue_behind(view, name->last) || has_quality(view, name) ||
	       is_labelled(reading, name) || is_alone(reading, name);
}

/* The English name of what a hit names; NULL where a user's phrase names none that we know. */
static const char *name_of(const struct view *view, const struct hit *hit)
{
	const struct word *first = &view->words.items[hit->first];
	const struct word *last = &view->words.items[hit->last - 1];
	const char *text = view->folded.text + first->at;
	size_t len = last->at + last->len - first->at;
	const char *name;

	len -= is_compound(view, hit) ? strlen(compound) : 0;
	name = language_find(text, len);
	if (name == NULL && hit->last > hit->first + 1)
		name = language_find(text, first->len);
	return name;
}

static enum need need_of(const struct reading *reading, const struct hit *name)
{
	return reading_need(reading, LEXICON_LANGUAGE, name->first, name->last);
}

static void from_text(struct reading *reading)
{
	static const char *const rules[] = {
		[NEED_REQUIRED] = "a language is asked for",
		[NEED_PREFERRED] = "a language is nice to have",
		[NEED_MENTIONED] = "a language is named",
	};
	const struct hits *hits = &reading->view.hits[LEXICON_LANGUAGE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];
		const char *name;
		enum need need;

		if (hit->value != LANGUAGE_WORD_NAME || !is_asked(reading, hit))
			continue;
		name = name_of(&reading->view, hit);
		if (name == NULL)
			continue;
		need = need_of(reading, hit);
		posting_add_language(reading->posting, name, need);
		reading_note_words(reading, FIELD_LANGUAGES, hit->first, hit->last, rules[need]);
	}
}

/* What stands in brackets after a language: a level, or that it is only wished for. */
static enum need stated_need(const char *bracket)
{
	return ascii_starts(bracket, "(preferred)") ? NEED_PREFERRED : NEED_REQUIRED;
}

/* A list of names, codes or own names: "English, de; français (B2), Polish (preferred)". */
static void from_stated(struct reading *reading)
{
	for (size_t i = 0; i < reading->raw->facts.count; i++) {
		const struct raw_fact *fact = &reading->raw->facts.items[i];
		const char *at = fact->text;

		while (fact->field == FIELD_LANGUAGES && *at != '\0') {
			size_t end = strcspn(at, ",;/|"), start = 0, stop = strcspn(at, ",;/|(");
			enum need need = stated_need(at + stop);
			const char *name;

			ascii_trim(at, &start, &stop);
			name = language_find(at + start, stop - start);
			if (name != NULL) {
				posting_add_language(reading->posting, name, need);
				reading_note_stated(reading, FIELD_LANGUAGES);
			}
			at += end + (at[end] != '\0');
		}
	}
}

void languages_extract(struct reading *reading)
{
	from_stated(reading);
	from_text(reading);
}

/*
 * The stack: technologies of the vocabulary, where they are asked for or used. An ordinary word
 * counts only with corroboration; what a company's customers or products are called does not
 * count.
 */
#include "config.h"

#include "extract/stack_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

#define NOT_WORDS 25
#define ADDRESS_BYTES 120

/* Kinds that make a stack. Of the protocols and formats those that everything uses are left
 * out by the lexicon's "basic" words. */
static const bool is_stack_kind[TECHNOLOGY_KIND_COUNT] = {
	[TECHNOLOGY_LANGUAGE] = true, [TECHNOLOGY_FRAMEWORK] = true, [TECHNOLOGY_LIBRARY] = true,
	[TECHNOLOGY_DATABASE] = true, [TECHNOLOGY_CLOUD] = true, [TECHNOLOGY_TOOL] = true,
	[TECHNOLOGY_PLATFORM] = true, [TECHNOLOGY_PROTOCOL] = true, [TECHNOLOGY_CONCEPT] = false,
};

/* Whether the match is a part of a web or mail address. */
static bool is_in_address(const struct view *view, const struct technology_match *match)
{
	static const char *const ends[] = { ".com", ".io", ".org", ".net", ".ai", ".co", ".dev" };
	size_t start = match->start;
	size_t end = match->end;

	while (start > 0 && match->start - start < ADDRESS_BYTES &&
	       !ascii_is_space(view->text[start - 1]) && view->text[start - 1] != '(')
		start--;
	while (end < view->len && end - match->end < ADDRESS_BYTES &&
		!ascii_is_space(view->text[end]))
		end++;
	for (size_t i = start; i + 2 < end; i++)
		if (view->text[i] == '@' || memcmp(view->text + i, "://", 3) == 0 ||
		    ascii_starts_len(view->text + i, end - i, "www."))
			return true;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (ascii_starts_len(view->text + match->end, end - match->end, ends[i]))
			return true;
	return match->start > start && view->text[match->start - 1] == '#' &&
		match->start - 1 == start;
}

/* Whether what begins at word FIRST and ends at LAST is named as others' product before it:
 * "customers like". What one writes software with only right behind such words as "sponsors of",
 * and a database is none of theirs where it is called one: "backed by a Redis cluster". */
static bool is_others(const struct reading *reading, enum technology_kind kind, size_t first,
		      size_t last, bool is_listed)
{
	const struct view *view = &reading->view;
	size_t from;
	size_t to;

	stack_sentence(reading, first, &from, &to);
	if (view_has(view, LEXICON_STACK, STACK_WORD_BANNED, from, to))
		return true;
	if (first > from + NOT_WORDS)
		from = first - NOT_WORDS;
	if (view_has(view, LEXICON_STACK, STACK_WORD_SERVED, from, first))
		return true;
	if (kind == TECHNOLOGY_DATABASE && view_has(view, LEXICON_STACK, STACK_WORD_AFTER, last,
	    last + 1))
		return false;
	if (stack_is_craft(kind) || is_listed)
		return false;
	return view_has(view, LEXICON_STACK, STACK_WORD_NOT, from, first);
}

/* Whether COMPANY is called NAME, or NAME and more: "Quuxcorp" of "Quuxcorp Networks". What one
 * writes software with is in many names. */
static bool is_named(const char *company, const char *name, size_t len, enum technology_kind kind)
{
	for (size_t i = 0; i < len; i++)
		if (company[i] == '\0' || ascii_lower(company[i]) != ascii_lower(name[i]))
			return false;
	return company[len] == '\0' || (company[len] == ' ' && !stack_is_craft(kind));
}

/* Whether it is the employer's name that is meant: always where the job is not asked for it, and
 * where its people or places follow ("introduced by a Quuxcorp employee"). */
static bool is_employer(const struct reading *reading, const struct technology_match *match,
			size_t next, enum section_kind kind)
{
	static const char *const belongings[] = { "employee", "employees", "office", "offices",
		"recruiter", "recruiters", "team", "teams", "culture", "values", "benefits" };
	const char *company = reading->posting->company;
	size_t len = match->end - match->start;

	if (company == NULL || !is_named(company, reading->view.text + match->start, len,
					 match->technology->kind))
		return false;
	if ((kind != SECTION_REQUIREMENTS && kind != SECTION_PREFERRED) ||
	    view_is(&reading->view, next, "s"))
		return true;
	return VIEW_IS_ONE_OF(&reading->view, next, belongings);
}

/* Formats and protocols that all software uses: HTTP, JSON. */
static bool is_basic(const struct view *view, const struct technology_match *match, size_t word)
{
	size_t last = view_word_from(view, match->end);
	const struct hit *hit = view_find(view, LEXICON_STACK, STACK_WORD_BASIC, word, last);

	return hit != NULL && hit->first == word && hit->last == last;
}

/* "Programming on Linux/BSD/macOS": several systems after "on" say where one works, not what
 * one must know. */
static bool is_surroundings(const struct view *view, size_t word)
{
	size_t from = word;
	size_t count = 0;

	if (!view_has(view, LEXICON_STACK, STACK_WORD_SYSTEM, word, word + 1))
		return false;
	while (from > 0 && word - from < 5 &&
	       view_has(view, LEXICON_STACK, STACK_WORD_SYSTEM, from - 1, from))
		from--;
	for (size_t i = from; i < from + 6 && view_has(view, LEXICON_STACK, STACK_WORD_SYSTEM,
		i, i + 1);
	     i++)
		count++;
	return count > 1 && from > 0 && view_is(view, from - 1, "on");
}

/* Whether a match in a part that is not about the job counts all the same: in a sentence that asks
 * for it or says that it is used, beside a label, in a list of what one writes software with; and
 * such a thing alone where the company speaks of itself. */
static bool counts_aside(const struct reading *reading, const struct technology_match *match,
			 const struct stack_mark *mark, size_t word)
{
	const struct view *view = &reading->view;
	enum technology_kind kind = match->technology->kind;
	size_t from;
	size_t to;

	if (mark->is_listed)
		return true;
	if (reading_kind(reading, word) == SECTION_COMPANY && stack_is_craft(kind))
		return true;
	stack_sentence(reading, word, &from, &to);
	return view_has(view, LEXICON_STACK, STACK_WORD_USED, from, to) ||
		view_has(view, LEXICON_STACK, STACK_WORD_ASKED, from, to);
}

static bool counts(const struct reading *reading, const struct technology_match *match,
		   const struct stack_mark *mark, size_t word)
{
	const struct view *view = &reading->view;
	size_t next = view_word_from(view, match->end);
	enum technology_kind kind = match->technology->kind;

	if (!mark->is_sure || !is_stack_kind[kind] || is_in_address(view, match))
		return false;
	if (is_employer(reading, match, next, reading_kind(reading, word)))
		return false;
	if (is_others(reading, kind, word, next, mark->is_listed) ||
	    is_basic(view, match, word) || is_surroundings(view, word))
		return false;
	return !reading_is_aside(reading, word) || counts_aside(reading, match, mark, word);
}

static const char *const need_rules[] = {
	[NEED_REQUIRED] = "asked for or used",
	[NEED_PREFERRED] = "nice to have",
	[NEED_MENTIONED] = "mentioned",
};

static void from_text(struct reading *reading)
{
	struct technology_matches matches = { .count = 0 };
	struct stack_mark *marks;

	stack_scan(reading, &matches);
	marks = xcalloc(matches.count + 1, sizeof *marks);
	stack_corroborate(reading, &matches, marks);
	for (size_t i = 0; i < matches.count; i++) {
		const struct technology_match *match = &matches.items[i];
		size_t word = view_word_from(&reading->view, match->start);
		enum need need;

		if (!counts(reading, match, &marks[i], word))
			continue;
		need = stack_need(reading, word);
		posting_add_technology(reading->posting, match->technology->name, need);
		reading_note(reading, FIELD_STACK, match->start, match->end, need_rules[need]);
	}
	free(marks);
	VEC_RELEASE(&matches);
}

static bool has_technology(const struct posting *posting, const char *name)
{
	for (size_t i = 0; i < posting->stack.count; i++)
		if (strcmp(posting->stack.items[i].name, name) == 0)
			return true;
	return false;
}

/* Tags and keys of the source: one name each, or a list with commas. What the text says of one
 * of them tells more. */
static void from_stated(struct reading *reading)
{
	for (size_t i = 0; i < reading->raw->facts.count; i++) {
		const struct raw_fact *fact = &reading->raw->facts.items[i];
		const char *at = fact->text;

		if (fact->field != FIELD_STACK)
			continue;
		while (*at != '\0') {
			size_t end = strcspn(at, ",;");
			size_t start = 0;
			size_t stop = end;
			const struct technology *technology;

			ascii_trim(at, &start, &stop);
			technology = technologies_find(reading->vocabulary->technologies,
				at + start,
						       stop - start);
			if (technology != NULL && is_stack_kind[technology->kind] &&
			    !has_technology(reading->posting, technology->name)) {
				posting_add_technology(reading->posting, technology->name,
						       NEED_REQUIRED);
				reading_note_stated(reading, FIELD_STACK);
			}
			at += end + (at[end] != '\0');
		}
	}
}

void stack_extract(struct reading *reading)
{
	from_text(reading);
	from_stated(reading);
}

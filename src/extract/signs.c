/*
 * Whether a bare text is a posting: a folder has read-me files and lists too.
 *
 * One sign is enough: a role in the title, pay, years of experience, labels of a posting, a header
 * with a place, a part about tasks, wishes or how to apply, somebody who is hiring, or anybody who
 * speaks to somebody. What people call a posting is one in doubt; only a text
 * without any of these is none.
 */
#include "config.h"

#include "extract/reading_int.h"

#include "extract/title_int.h"

/* So often somebody is spoken to or speaks: in postings they always do. */
#define ADDRESSES_MIN 2

/* What stands beside a label and is longer is about the label rather than its value. */
#define VALUE_WORDS_MAX 8

static bool has_role(const struct reading *reading, const struct evidence *evidence)
{
	size_t start, end, first, last;

	if (!document_from_source(reading->document, evidence->start, evidence->end, &start, &end))
		return false;
	first = view_word_from(&reading->view, start);
	last = view_word_from(&reading->view, end);
	return title_has_role(&reading->view, first, last);
}

static bool title_says(const struct reading *reading)
{
	const struct posting *posting = reading->posting;

	for (size_t i = 0; i < posting->evidence.count; i++) {
		const struct evidence *evidence = &posting->evidence.items[i];

		if (evidence->field == FIELD_TITLE && has_role(reading, evidence))
			return true;
	}
	return false;
}

static bool sections_say(const struct reading *reading)
{
	for (size_t i = 0; i < reading->outline.lines.count; i++) {
		const struct line *line = &reading->outline.lines.items[i];

		if (line->starts_section && line->kind != SECTION_OTHER &&
		    line->kind != SECTION_ABOUT && line->kind != SECTION_REQUIREMENTS &&
		    line->kind != SECTION_LEGAL && line->kind != SECTION_FACTS &&
		    line->kind != SECTION_COMPANY)
			return true;
	}
	return false;
}

/* "Position: ...", or two other things that postings say beside labels. */
static bool labels_say(const struct reading *reading)
{
	static const unsigned telling = 1u << LABEL_COMPANY | 1u << LABEL_LOCATION |
		1u << LABEL_WORKPLACE | 1u << LABEL_EMPLOYMENT | 1u << LABEL_SENIORITY |
		1u << LABEL_SALARY;
	unsigned seen = 0;

	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->last - pair->first <= VALUE_WORDS_MAX)
			seen |= 1u << pair->label;
	}
	if ((seen & 1u << LABEL_TITLE) != 0)
		return true;
	seen &= telling;
	return (seen & (seen - 1)) != 0;
}

/* "hiring", "looking for a", "as a", with a role behind it in the same clause. */
static bool sentences_say(const struct reading *reading)
{
	static const enum title_word words[] = {
		TITLE_WORD_BEFORE, TITLE_WORD_AS, TITLE_WORD_HIRING,
	};
	const struct view *view = &reading->view;
	const struct hits *hits = &view->hits[LEXICON_TITLE];

	for (size_t i = 0; i < hits->count; i++) {
		const struct hit *hit = &hits->items[i];

		for (size_t word = 0; word < sizeof words / sizeof words[0]; word++) {
			if (hit->value == (int)words[word] &&
			    title_has_role(view, hit->last,
					   view_ahead(view, hit->last, GAP_CLAUSE)))
				return true;
		}
	}
	return false;
}

/* "Hiring:", "my team is hiring"; not the threads called "Who is hiring?". */
static bool somebody_hires(const struct reading *reading)
{
	const struct view *view = &reading->view;

	for (size_t i = 0; i < view->words.count; i++) {
		if (view_is(view, i, "hiring") && !(i > 1 && view_is(view, i - 2, "who")))
			return true;
	}
	return false;
}

/* "We ... you", in the languages that postings are most often in. */
static bool somebody_speaks(const struct reading *reading)
{
	static const char *const words[] = {
		"we", "our", "you", "your", "join", "candidate", "candidates",
		"wir", "uns", "unser", "unsere", "unserem", "ihr", "ihre", "dich", "dein", "deine",
		"nous", "notre", "nos", "vous", "votre", "vos", "nosotros", "nuestro", "nuestra",
		"usted", "noi", "nostro", "nostra", "voi", "tuo", "wij", "onze", "jij", "jouw",
		"nosso", "nossa", "voce", "nasz", "nasza", "twoje", "twoja", "vores", "sinun",
		"tvoje",
	};
	const struct view *view = &reading->view;
	size_t seen = 0;

	for (size_t i = 0; i < view->words.count && seen < ADDRESSES_MIN; i++)
		seen += VIEW_IS_ONE_OF(view, i, words);
	return seen >= ADDRESSES_MIN;
}

void signs_extract(struct reading *reading)
{
	struct posting *posting = reading->posting;

	posting->is_doubtful = reading->raw->is_bare && posting->salary.text == NULL &&
		posting->years_min < 0 && posting->years_max < 0 &&
		posting->clearance == CLEARANCE_UNKNOWN && !title_says(reading) &&
		!labels_say(reading) && !sections_say(reading) && !sentences_say(reading) &&
		!(reading->outline.header_cells > 0 && posting->locations.count > 0) &&
		!somebody_hires(reading) && !somebody_speaks(reading);
}

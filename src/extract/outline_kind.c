/* The outline: what each line is about, from the headings above it and, where they say nothing,
 * from what paragraphs and lists say themselves. */
#include "config.h"

#include "extract/outline_int.h"

#define PASSAGE_WORDS_MIN 5
#define PASSAGE_WORDS_MAX 160 /* longer ones hold the whole posting */
#define LEGAL_WORDS 40       /* how far into a paragraph its subject is named */
#define COMPANY_WORDS 20
#define APPLY_WORDS 2
#define BENEFITS_MIN 3       /* that a paragraph about them names */
#define LIST_ITEMS_MIN 3
#define OPENING_LINES 3      /* which never tell how to apply */

/* Where the lines stand that are gone through. */
struct course {
	enum section_kind kind;
	int level;               /* of the section's heading: deeper ones do not end it */
	int item_level;          /* of the list item that is its heading, 0 for none */
	bool has_nested;         /* deeper items stood below that one */
	enum section_kind outer; /* the kind around it */
	size_t items, paragraphs; /* since the heading */
	bool is_aside;           /* the last paragraph had a kind of its own */
};

static bool is_list_kind(enum section_kind kind)
{
	return kind == SECTION_RESPONSIBILITIES || kind == SECTION_REQUIREMENTS ||
		kind == SECTION_PREFERRED || kind == SECTION_BENEFITS;
}

static void begin(struct course *course, enum section_kind kind, int level)
{
	*course = (struct course){ .kind = kind, .level = level, .outer = course->kind };
}

/* A line such as "Note: …" inside another section speaks for itself alone. */
static bool is_digression(enum section_kind kind)
{
	return kind == SECTION_APPLY || kind == SECTION_OTHER || kind == SECTION_LEGAL ||
		kind == SECTION_FACTS || kind == SECTION_COMPENSATION;
}

/* The kind of a list item with an inline heading: in a list of one kind, most such words are
 * only its items' names ("Growth: …"). */
static enum section_kind item_kind(const struct course *course, enum section_kind said)
{
	if (said == SECTION_COMPENSATION || !is_list_kind(course->kind))
		return said;
	if (said == SECTION_PREFERRED && (course->kind == SECTION_REQUIREMENTS ||
					  course->kind == SECTION_RESPONSIBILITIES))
		return said;
	return course->kind;
}

static void take_inline(struct course *course, struct line *line, const struct block *block,
			enum section_kind said)
{
	if (block->kind == BLOCK_ITEM) {
		line->kind = item_kind(course, said);
		course->items++;
		return;
	}
	if (is_digression(said) || (said == SECTION_PREFERRED &&
				    (course->kind == SECTION_BENEFITS ||
				     course->kind == SECTION_COMPENSATION))) {
		line->kind = said == SECTION_PREFERRED ? course->kind : said;
		course->is_aside = line->kind != course->kind;
		return;
	}
	begin(course, said, LEVEL_BARE);
	line->starts_section = true;
	line->kind = said;
	course->paragraphs = 1;
}

/* A heading that says nothing known ends the section before it, unless it stands below that
 * one's heading: deeper, or at the same level before anything else does. */
static void take_unknown(struct course *course, const struct view *view, const struct line *line)
{
	bool is_role = view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, line->first, line->last);

	if (is_role && course->paragraphs + course->items > 0 && !is_list_kind(course->kind)) {
		begin(course, SECTION_OTHER, line->level);
		return;
	}
	if (line->level > course->level)
		return;
	if (course->items == 0 && course->paragraphs <= 1)
		course->level = line->level - 1;
	else
		begin(course, SECTION_OTHER, line->level);
}

/* Whether a line in the middle of a list of its own kind only looks like a heading: "Paid time
 * off" among the benefits. */
static bool is_repeat(const struct course *course, const struct view *view,
		      const struct line *line, const struct block *block, int said)
{
	return line->level == LEVEL_BARE && line->glued < 0 && said == (int)course->kind &&
		!block->after_blank && course->paragraphs > 1 &&
		!outline_ends_with(view, line, ':');
}

static void take_heading(struct course *course, const struct view *view, struct line *line,
			 const struct block *block, int said)
{
	if (line->is_inline && said >= 0) {
		take_inline(course, line, block, (enum section_kind)said);
		return;
	}
	line->starts_section = true;
	if (said < 0) {
		take_unknown(course, view, line);
	} else if (is_repeat(course, view, line, block, said)) {
		line->starts_section = false;
		line->level = 0;
	} else if (block->kind == BLOCK_ITEM && course->kind == SECTION_BENEFITS &&
		   !outline_ends_with(view, line, ':')) {
		line->starts_section = false;
		line->level = 0;
	} else {
		begin(course, (enum section_kind)said, line->level);
		course->item_level = block->kind == BLOCK_ITEM ? block->level : 0;
	}
	line->kind = course->kind;
}

/* The items that stood nested below an item that is a heading end its section. */
static void leave_nested(struct course *course, const struct block *block)
{
	if (course->item_level == 0)
		return;
	if (block->kind == BLOCK_ITEM && block->level > course->item_level)
		course->has_nested = true;
	else if (course->has_nested)
		begin(course, block->kind == BLOCK_ITEM ? course->outer : SECTION_OTHER,
			LEVEL_BARE);
}

/* What a paragraph without a heading says it is, -1 for nothing. */
static int passage_kind(const struct view *view, const struct line *line,
			const struct course *course, size_t at)
{
	const struct hits *hits = &view->hits[LEXICON_PASSAGE];
	size_t benefits = 0;

	if (line->last - line->first < PASSAGE_WORDS_MIN ||
	    line->last - line->first > PASSAGE_WORDS_MAX)
		return -1;
	for (size_t i = view_hit_from(view, LEXICON_PASSAGE, line->first);
	     i < hits->count && hits->items[i].last <= line->last; i++) {
		size_t before = hits->items[i].first - line->first;

		switch ((enum section_kind)hits->items[i].value) {
		case SECTION_LEGAL:
			if (before <= LEGAL_WORDS)
				return SECTION_LEGAL;
			break;
		case SECTION_APPLY:
			if (before <= APPLY_WORDS && at >= OPENING_LINES)
				return SECTION_APPLY;
			break;
		case SECTION_COMPANY:
			if (before <= COMPANY_WORDS && is_list_kind(course->kind) &&
			    course->items > 0)
				return SECTION_COMPANY;
			break;
		case SECTION_BENEFITS:
			benefits++;
			break;
		default:
			break;
		}
	}
	return benefits >= BENEFITS_MIN && course->kind != SECTION_COMPENSATION ?
		SECTION_BENEFITS : -1;
}

static bool has_money(const struct view *view, const struct line *line)
{
	for (size_t i = line->first; i < line->last; i++)
		if ((view->words.items[i].gap & GAP_MONEY) != 0)
			return true;
	return false;
}

static void take_text(struct course *course, const struct view *view, struct line *line,
		      const struct block *block, size_t at)
{
	int passage = -1;

	leave_nested(course, block);
	line->kind = course->kind;
	if (line->first >= line->last)
		return;
	if (block->kind != BLOCK_PARAGRAPH) {
		course->items++;
		course->is_aside = false;
		return;
	}
	course->paragraphs++;
	if (view->hits[LEXICON_PASSAGE].count > 0)
		passage = passage_kind(view, line, course, at);
	if (passage == SECTION_BENEFITS && has_money(view, line))
		passage = -1;
	if (passage >= 0) {
		line->kind = (enum section_kind)passage;
		course->is_aside = line->kind != course->kind;
	} else if (course->is_aside && block->after_blank && is_list_kind(course->kind)) {
		line->kind = SECTION_OTHER;
	}
}

/* The kind that most items of a list [FIRST, LAST) of lines say, SECTION_OTHER for none. */
static enum section_kind list_kind(const struct outline *outline, const struct view *view,
				   size_t first, size_t last)
{
	static const enum section_kind kinds[] = { SECTION_BENEFITS, SECTION_REQUIREMENTS };
	size_t counts[2] = { 0, 0 };

	for (size_t i = first; i < last; i++) {
		const struct line *line = &outline->lines.items[i];

		if (view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, line->first, line->last))
			continue;
		for (size_t k = 0; k < 2; k++)
			counts[k] += view_has(view, LEXICON_PASSAGE, (int)kinds[k], line->first,
				line->last);
	}
	for (size_t k = 0; k < 2; k++)
		if (last - first >= LIST_ITEMS_MIN && counts[k] * 2 >= last - first)
			return kinds[k];
	return SECTION_OTHER;
}

/* Lists that no known heading stands above. */
static void find_lists(struct outline *outline, const struct view *view,
		       const struct document *document)
{
	struct line *lines = outline->lines.items;
	size_t last;

	for (size_t first = 0; first < outline->lines.count; first = last) {
		enum section_kind kind;

		for (last = first; last < outline->lines.count; last++)
			if (lines[last].kind != SECTION_OTHER || lines[last].level > 0 ||
			    document->blocks.items[lines[last].block].kind != BLOCK_ITEM)
				break;
		kind = list_kind(outline, view, first, last);
		for (size_t i = first; i < last; i++)
			lines[i].kind = kind;
		if (last == first)
			last++;
	}
}

void outline_find_kinds(struct outline *outline, const struct view *view,
			const struct document *document)
{
	struct course course = { .kind = SECTION_OTHER };

	for (size_t i = 0; i < outline->lines.count; i++) {
		struct line *line = &outline->lines.items[i];
		const struct block *block = &document->blocks.items[line->block];
		int said;

		line->level = outline_heading(view, document, line, &said);
		if (line->level > 0)
			take_heading(&course, view, line, block, said);
		else
			take_text(&course, view, line, block, i);
	}
	if (view->hits[LEXICON_PASSAGE].count > 0)
		find_lists(outline, view, document);
}

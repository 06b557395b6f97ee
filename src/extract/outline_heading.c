/* The outline: which lines are headings, and what section each begins. */
#include "config.h"

#include "extract/outline_int.h"

#include "util/ascii.h"

#define HEADING_WORDS_MAX 14
#define BARE_WORDS_MAX 9
#define NAME_WORDS_MAX 5
#define OPENER_WORDS 3

/* What a heading may begin with when a name follows: "Why Acme Robotics?". */
static const struct opener {
	const char *words[OPENER_WORDS];
	enum section_kind kind;
	bool is_marked;          /* only of lines that the format shows as headings */
} openers[] = {
	{ { "about" }, SECTION_COMPANY, false },
	{ { "more", "about" }, SECTION_COMPANY, false },
	{ { "who", "is" }, SECTION_COMPANY, false },
	{ { "what", "is" }, SECTION_COMPANY, false },
	{ { "meet" }, SECTION_COMPANY, true },
	{ { "culture", "at" }, SECTION_COMPANY, false },
	{ { "sobre" }, SECTION_COMPANY, false },
	{ { "why" }, SECTION_BENEFITS, false },
	{ { "why", "join" }, SECTION_BENEFITS, false },
	{ { "why", "work", "at" }, SECTION_BENEFITS, false },
	{ { "life", "at" }, SECTION_BENEFITS, false },
	{ { "working", "at" }, SECTION_BENEFITS, true },
	{ { "warum" }, SECTION_BENEFITS, false },
	{ { "pourquoi" }, SECTION_BENEFITS, false },
};

/* Words that names are joined by. */
static const char *const joints[] = { "of", "the", "and", "for", "de", "at", "la" };

/* Last words of headings about the job: "About the Tea Engineer role". */
static const char *const job_words[] = { "role", "position", "job", "team", "opportunity",
	"internship", "program", "programme", "project" };

/* Last words of phrases that say something only before a colon: "Experience with:". */
static const char *const open_words[] = { "with", "in", "of", "to", "for", "a", "an", "the" };

/* Kinds that one word inside a longer heading does not say: "Metrics & Reporting". */
static const bool is_weak_kind[] = {
	[SECTION_OTHER] = true, [SECTION_ABOUT] = true, [SECTION_COMPANY] = true,
	[SECTION_APPLY] = true, [SECTION_LEGAL] = true, [SECTION_FACTS] = true,
};

/* The best section phrase of a line, and how many words all of them cover. */
struct said { const struct hit *hit; size_t covered; };

/* The longest section phrase of a line, the first of several. */
static struct said best_section(const struct view *view, const struct line *line)
{
	const struct hits *hits = &view->hits[LEXICON_SECTION];
	struct said said = { NULL, 0 };

	for (size_t i = view_hit_from(view, LEXICON_SECTION, line->first);
	     i < hits->count && hits->items[i].last <= line->last; i++) {
		const struct hit *hit = &hits->items[i];

		said.covered += hit->last - hit->first;
		if (said.hit == NULL ||
		    hit->last - hit->first > said.hit->last - said.hit->first)
			said.hit = hit;
	}
	return said;
}

/* Where the words of a heading end: what stands in brackets behind them says no more. */
static size_t head_end(const struct view *view, const struct line *line)
{
	for (size_t i = line->first + 1; i < line->last; i++)
		if ((view->words.items[i].gap & GAP_OPEN) != 0)
			return i;
	return line->last;
}

/* Whether a line begins like a heading: with a capital, or in a script that has none. */
static bool has_capital(const struct view *view, const struct line *line)
{
	const struct word *word = &view->words.items[line->first];

	return word->is_upper || (unsigned char)view->text[word->start] >= 0xe3;
}

/* Whether what is said decides what the whole heading is about. */
static bool decides(const struct view *view, const struct line *line, const struct said *said)
{
	size_t count = head_end(view, line) - line->first;
	size_t len;

	if (said->hit == NULL)
		return false;
	len = said->hit->last - said->hit->first;
	if (said->covered >= count)
		return true;
	if (len == 1 && is_weak_kind[said->hit->value])
		return false;
	if (len > 1 && said->hit->last == line->last)
		return true;
	if (said->covered * 2 < count &&
	    view_has(view, LEXICON_TITLE, TITLE_WORD_ROLE, line->first, line->last))
		return false;
	return len > 1 || said->hit->first == line->first ||
		said->hit->last == line->first + count;
}

static bool is_name(const struct view *view, size_t first, size_t last)
{
	if (first >= last || last - first > NAME_WORDS_MAX ||
	    !view->words.items[first].is_upper ||
	    ascii_is_digit(view->text[view->words.items[first].start]))
		return false;
	for (size_t i = first; i < last; i++)
		if (!view->words.items[i].is_upper &&
		    !VIEW_IS_ONE_OF(view, i, joints))
			return false;
	return (view_gap(view, first) & (GAP_COMMA | GAP_STOP)) == 0;
}

/* The words of OPENER where the line begins with them; 0 where it does not. */
static size_t opener_words(const struct view *view, const struct line *line,
			   const struct opener *opener)
{
	size_t count = 0;

	if (view->folded.text[view->words.items[line->first].at] != *opener->words[0])
		return 0;
	for (; count < OPENER_WORDS && opener->words[count] != NULL; count++)
		if (line->first + count >= line->last ||
		    !view_is(view, line->first + count, opener->words[count]))
			return 0;
	return count;
}

/* "About Acme Robotics", "Why Acme?": the kind of such a heading, whatever the name is; -1 for
 * another line. */
static int named_kind(const struct view *view, const struct line *line, bool is_marked)
{
	size_t end = head_end(view, line);

	if (end - line->first > HEADING_WORDS_MAX)
		return -1;
	if (view_is(view, line->first, "about") && end - line->first > 2 &&
	    VIEW_IS_ONE_OF(view, end - 1, job_words))
		return SECTION_ABOUT;
	for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
		size_t count = opener_words(view, line, &openers[i]);

		if (count > 0 && (is_marked || !openers[i].is_marked) &&
		    is_name(view, line->first + count, end))
			return (int)openers[i].kind;
	}
	return -1;
}

/* Whether the item LINE has a heading's words: a phrase, or several before a colon. */
static bool is_item_heading(const struct line *line, const struct block *block,
			    const struct said *said, bool has_colon)
{
	size_t count = line->last - line->first;

	if (has_colon)
		return said->hit->first == line->first || said->covered * 3 >= count;
	return block->level <= 1 && count > 1 && said->hit->last - said->hit->first == count;
}

/* Whether a line without any mark reads like a heading. */
static bool is_bare_heading(const struct view *view, const struct line *line,
			    const struct block *block, const struct said *said)
{
	size_t count = line->last - line->first;
	bool has_colon = outline_ends_with(view, line, ':');

	if (said->hit == NULL || count > (has_colon ? HEADING_WORDS_MAX : BARE_WORDS_MAX))
		return false;
	if (outline_ends_with(view, line, '.') || outline_ends_with(view, line, ',') ||
	    outline_ends_with(view, line, ';'))
		return false;
	if (!has_capital(view, line))
		return has_colon && said->covered == count;
	if (block->kind == BLOCK_ITEM)
		return is_item_heading(line, block, said, has_colon);
	if (has_colon)
		return said->hit->first == line->first || said->covered * 3 >= count ||
			decides(view, line, said);
	if (said->covered == count && said->hit->first == line->first)
		return true;
	if (said->hit->first == line->first && said->covered * 5 >= count * 3)
		return !VIEW_IS_ONE_OF(view, said->hit->last - 1, open_words);
	return view->words.items[line->first].is_caps && said->covered * 3 >= count;
}

static bool is_inline_heading(const struct view *view, const struct line *line,
			      const struct hit *hit)
{
	return hit != NULL && hit->first == line->first && hit->last < line->last &&
		(view_gap(view, hit->last) & GAP_COLON) != 0 &&
		view->words.items[line->first].is_upper;
}

/* The level of a line that its format shows as a heading; 0 for none. */
static int marked_level(const struct view *view, const struct line *line,
			const struct block *block)
{
	if (line->start != block->start || line->end != block->end)
		return 0;
	if (block->kind == BLOCK_HEADING)
		return block->level;
	return block->is_strong && block->kind == BLOCK_PARAGRAPH &&
		line->last - line->first <= HEADING_WORDS_MAX &&
		!outline_ends_with(view, line, '.') ? LEVEL_STRONG : 0;
}

/* A long line is a heading only with its text behind a colon. */
static int long_heading(const struct view *view, struct line *line, int *kind)
{
	const struct hit *hit = view_find(view, LEXICON_SECTION, -1, line->first,
					  line->first + LEXICON_PHRASE_WORDS);

	if (!is_inline_heading(view, line, hit))
		return 0;
	line->is_inline = true;
	*kind = hit->value;
	return LEVEL_BARE;
}

int outline_heading(const struct view *view, const struct document *document, struct line *line,
		    int *kind)
{
	const struct block *block = &document->blocks.items[line->block];
	int level = marked_level(view, line, block);
	struct said said;

	*kind = line->glued;
	if (line->first >= line->last)
		return 0;
	if (line->glued >= 0)
		return LEVEL_BARE;
	if (level == 0 && line->last - line->first > HEADING_WORDS_MAX)
		return long_heading(view, line, kind);
	said = best_section(view, line);
	if (said.hit == NULL || said.covered < line->last - line->first)
		*kind = named_kind(view, line, level > 0);
	if (level == 0 && *kind >= 0 && block->kind != BLOCK_ITEM &&
	    !outline_ends_with(view, line, '.'))
		return LEVEL_BARE;
	if (*kind < 0 && said.hit != NULL && (level == 0 || decides(view, line, &said)))
		*kind = said.hit->value;
	if (level > 0)
		return level;
	if (is_inline_heading(view, line, said.hit)) {
		line->is_inline = true;
		return LEVEL_BARE;
	}
	return is_bare_heading(view, line, block, &said) ? LEVEL_BARE : 0;
}

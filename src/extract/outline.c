/* The outline: lines, sections, label/value pairs and header cells, from a view and its
 * document. */
#include "config.h"

#include "extract/outline_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

#define LEVEL_STRONG 7
#define LEVEL_BARE 8
#define HEADING_WORDS_MAX 14
#define BARE_WORDS_MAX 9
#define VALUE_BELOW_WORDS_MAX 25
#define TOP_LINES 8          /* where header lines stand */
#define CELL_WORDS_MAX 40
#define PAIRS_MAX 512        /* more are no posting's; extractors look through them for each fact */
#define CELLS_MAX 128

/* What begins inside a block whose line ends were lost. */
struct glue {
	size_t after;            /* the word after a heading, where a line begins; 0: none */
	int kind;                /* of section, -1 for a label */
};

/* Whether a line begins at word AT though nothing but a capital shows it: "…CoreDate: …". */
static bool is_glued_start(const struct view *view, size_t at, struct glue *glue)
{
	const struct hit *hit;

	*glue = (struct glue){ 0, -1 };
	if ((view_gap(view, at) & (GAP_GLUE | GAP_STOP | GAP_COLON)) == 0 ||
	    (view_gap(view, at) & GAP_BLANK) != 0 || !view->words.items[at].is_upper)
		return false;
	hit = view_find(view, LEXICON_LABEL, -1, at, at + 1 + LEXICON_PHRASE_WORDS);
	if (hit != NULL && hit->first == at && (view_gap(view, hit->last) & GAP_COLON) != 0)
		return true;
	hit = view_find(view, LEXICON_SECTION, -1, at, at + 1 + LEXICON_PHRASE_WORDS);
	if (hit == NULL || hit->first != at)
		return false;
	if ((view_gap(view, hit->last) & (GAP_GLUE | GAP_COLON)) != 0)
		glue->after = hit->last;
	if (glue->after == 0 && hit->last - hit->first == 1)
		return false;
	glue->kind = hit->value;
	return true;
}

static void cut_block(struct outline *outline, const struct view *view,
		      const struct document *document, size_t at)
{
	const struct block *block = &document->blocks.items[at];
	size_t last = view_word_from(view, block->end);
	struct line line = { .block = at, .start = block->start, .glued = -1,
		.first = view_word_from(view, block->start) };
	size_t again = 0;

	for (size_t i = line.first + 1; i < last; i++) {
		struct glue glue = { 0, -1 };

		if ((view_gap(view, i) & (GAP_GLUE | GAP_STOP | GAP_COLON)) == 0 ||
		    (!is_glued_start(view, i, &glue) && i != again))
			continue;
		line.last = i;
		line.end = view->words.items[i].start;
		*VEC_PUSH(&outline->lines) = line;
		line.first = i;
		line.start = line.end;
		line.glued = glue.kind;
		again = glue.after;
	}
	line.last = last;
	line.end = block->end;
	*VEC_PUSH(&outline->lines) = line;
}

static bool ends_with(const struct view *view, const struct line *line, char c)
{
	size_t end = line->end;

	while (end > line->start && ascii_is_space(view->text[end - 1]))
		end--;
	return end > line->start && view->text[end - 1] == c;
}

/* The longest section phrase of a line, the first of several; *covered is the words that any
 * cover. */
static const struct hit *best_section(const struct view *view, const struct line *line,
				      size_t *covered)
{
	const struct hits *hits = &view->hits[LEXICON_SECTION];
	const struct hit *best = NULL;

	*covered = 0;
	for (size_t i = view_hit_from(view, LEXICON_SECTION, line->first);
	     i < hits->count && hits->items[i].last <= line->last; i++) {
		const struct hit *hit = &hits->items[i];

		*covered += hit->last - hit->first;
		if (best == NULL || hit->last - hit->first > best->last - best->first)
			best = hit;
	}
	return best;
}

/* "About Acme Robotics": about the company, whatever its name is. */
static bool is_about_name(const struct view *view, const struct line *line)
{
	size_t count = line->last - line->first;

	if (count < 2 || count > 5 || !view_is(view, line->first, "about"))
		return false;
	for (size_t i = line->first + 1; i < line->last; i++)
		if (!view->words.items[i].is_upper)
			return false;
	return true;
}

/* Whether a line without any mark reads like a heading. */
static bool is_bare_heading(const struct view *view, const struct line *line,
			    const struct block *block, const struct hit *hit, size_t covered)
{
	size_t count = line->last - line->first;
	bool has_colon = ends_with(view, line, ':');

	if (hit == NULL || count > (has_colon ? HEADING_WORDS_MAX : BARE_WORDS_MAX))
		return false;
	if (ends_with(view, line, '.') || ends_with(view, line, ',') || ends_with(view, line, ';'))
		return false;
	if (!view->words.items[line->first].is_upper)
		return false;
	if (has_colon)
		return hit->first == line->first || covered * 3 >= count;
	if (block->kind == BLOCK_ITEM && block->level > 1)
		return false;
	if (block->kind == BLOCK_ITEM)
		return covered == count && count > 1;
	if (hit->first == line->first && covered * 5 >= count * 3)
		return true;
	return view->words.items[line->first].is_caps && covered * 3 >= count;
}

static bool is_inline_heading(const struct view *view, const struct line *line,
			      const struct hit *hit)
{
	return hit != NULL && hit->first == line->first && hit->last < line->last &&
		(view_gap(view, hit->last) & GAP_COLON) != 0 &&
		view->words.items[line->first].is_upper;
}

/* The level of LINE as a heading, 0 for none, and the kind that its words say, -1 for none. */
static int heading_level(const struct view *view, const struct line *line,
			 const struct block *block, int *kind)
{
	size_t covered;
	size_t count = line->last - line->first;
	bool is_whole = line->start == block->start && line->end == block->end;
	const struct hit *hit = best_section(view, line, &covered);

	*kind = hit != NULL ? hit->value : -1;
	if (count == 0)
		return 0;
	if (line->glued >= 0) {
		*kind = line->glued;
		return LEVEL_BARE;
	}
	if (is_about_name(view, line) && (hit == NULL || covered < count)) {
		*kind = SECTION_COMPANY;
		if (block->kind != BLOCK_ITEM && !ends_with(view, line, '.'))
			return block->kind == BLOCK_HEADING ? block->level : LEVEL_BARE;
	}
	if (is_whole && block->kind == BLOCK_HEADING)
		return block->level;
	if (is_whole && block->is_strong && block->kind == BLOCK_PARAGRAPH &&
	    count <= HEADING_WORDS_MAX && !ends_with(view, line, '.'))
		return LEVEL_STRONG;
	if (is_bare_heading(view, line, block, hit, covered) || is_inline_heading(view, line, hit))
		return LEVEL_BARE;
	return 0;
}

/* Gives each line its section. A heading that says nothing known closes the section before it
 * unless it stands below that one's heading. */
static void find_sections(struct outline *outline, const struct view *view,
			  const struct document *document)
{
	enum section_kind kind = SECTION_OTHER;
	int level = 0;

	for (size_t i = 0; i < outline->lines.count; i++) {
		struct line *line = &outline->lines.items[i];
		int said;

		line->level = heading_level(view, line, &document->blocks.items[line->block],
			&said);
		if (line->level > 0) {
			line->starts_section = true;
			if (said >= 0) {
				kind = (enum section_kind)said;
				level = line->level;
			} else if (line->level <= level) {
				kind = SECTION_OTHER;
				level = line->level;
			}
		}
		line->kind = kind;
	}
}

/* What follows a label: a colon, the end of the line, or a dash between blanks. */
static bool ends_label(const struct view *view, const struct line *line, const struct hit *hit)
{
	if (hit->last == line->last)
		return !view_has(view, LEXICON_EMPLOYMENT, -1, hit->first, hit->last);
	return (view_gap(view, hit->last) & (GAP_COLON | GAP_BAR)) != 0 ||
		((view_gap(view, hit->last) & GAP_DASH) != 0 && hit->first == line->first);
}

static bool begins_label(const struct view *view, const struct line *line, const struct hit *hit)
{
	if (hit->first == line->first)
		return true;
	return view->words.items[hit->first].is_upper && hit->last < line->last &&
		(view_gap(view, hit->last) & GAP_COLON) != 0;
}

/* The next label of LINE from word FROM on, NULL for none. */
static const struct hit *next_label(const struct view *view, const struct line *line, size_t from)
{
	const struct hits *hits = &view->hits[LEXICON_LABEL];

	for (size_t i = view_hit_from(view, LEXICON_LABEL, from);
	     i < hits->count && hits->items[i].last <= line->last; i++) {
		const struct hit *hit = &hits->items[i];

		if (begins_label(view, line, hit) && ends_label(view, line, hit))
			return hit;
	}
	return NULL;
}

static bool is_only_label(const struct view *view, const struct line *line)
{
	const struct hit *hit = next_label(view, line, line->first);

	return hit != NULL && hit->first == line->first && hit->last == line->last;
}

static void add_pair(struct outline *outline, const struct view *view, int label, size_t line,
		     size_t first, size_t last, bool is_below)
{
	const struct line *at = &outline->lines.items[line];
	size_t start = is_below || first == at->first ? at->start : view_end(view, first);
	size_t end = last == at->last ? at->end : view_start(view, last);

	if (first >= last || outline->pairs.count == PAIRS_MAX)
		return;
	while (!is_below && start < end && (view->text[start] == ':' || view->text[start] == '*' ||
					     view->text[start] == '|' ||
					     ascii_is_space(view->text[start])))
		start++;
	ascii_trim(view->text, &start, &end);
	*VEC_PUSH(&outline->pairs) = (struct pair){ .label = (enum label)label, .line = line,
		.start = start, .end = end, .first = first, .last = last, .is_below = is_below };
}

/* A label alone on its line: its value is the line below, if that one is no label or heading. */
static void pair_below(struct outline *outline, const struct view *view, const struct hit *hit,
		       size_t line)
{
	const struct line *below = &outline->lines.items[line + 1];

	if (line + 1 >= outline->lines.count || is_only_label(view, below))
		return;
	if (below->level > 0 && below->level < LEVEL_BARE)
		return;
	if (below->last - below->first > VALUE_BELOW_WORDS_MAX)
		return;
	add_pair(outline, view, hit->value, line + 1, below->first, below->last, true);
}

static void find_pairs(struct outline *outline, const struct view *view)
{
	for (size_t i = 0; i < outline->lines.count; i++) {
		const struct line *line = &outline->lines.items[i];
		const struct hit *hit = next_label(view, line, line->first);
		const struct hit *next;

		if (hit == NULL || hit->first > line->first + 1)
			continue;
		if (hit->last == line->last && hit->first == line->first) {
			pair_below(outline, view, hit, i);
			continue;
		}
		for (; hit != NULL; hit = next) {
			next = next_label(view, line, hit->last);
			add_pair(outline, view, hit->value, i, hit->last,
				 next != NULL ? next->first : line->last, false);
		}
	}
}

static size_t bar_bytes(const char *text, size_t len)
{
	static const char *const bars[] = { "|", "\xc2\xb7", "\xc2\xa6", "\xe2\x80\xa2",
		"\xe2\x97\x8f", "\xe2\x88\x99", "\xe2\x81\x83" };

	for (size_t i = 0; i < sizeof bars / sizeof bars[0]; i++)
		if (len >= strlen(bars[i]) && memcmp(text, bars[i], strlen(bars[i])) == 0)
			return strlen(bars[i]);
	return 0;
}

/* Narrows the bytes between two words to where the bar stands: the end of the cell before it
 * and the start of the one after it. */
static void find_bar(const struct view *view, size_t *end, size_t *start)
{
	size_t from = *end;
	size_t to = *start;
	bool is_found = false;

	for (size_t i = from; i < to; i++) {
		size_t len = bar_bytes(view->text + i, to - i);

		if (len == 0)
			continue;
		if (!is_found)
			*end = i;
		is_found = true;
		*start = i + len;
	}
}

static void add_cell(struct outline *outline, const struct view *view, size_t line, size_t first,
		     size_t last)
{
	const struct line *at = &outline->lines.items[line];
	size_t start = at->start;
	size_t end = at->end;
	size_t other;

	if (first > at->first) {
		other = view_end(view, first);
		start = view_start(view, first);
		find_bar(view, &other, &start);
	}
	if (last < at->last) {
		other = view_start(view, last);
		end = view_end(view, last);
		find_bar(view, &end, &other);
		while (end < at->end && view->text[end] == ')')
			end++;
	}
	ascii_trim(view->text, &start, &end);
	*VEC_PUSH(&outline->cells) = (struct cell){ line, start, end, first, last };
}

/* GAP is what divides the cells: bars, or the dashes of a first line ("Acme - Berlin - REMOTE"). */
static size_t cut_cells(struct outline *outline, const struct view *view, size_t line, unsigned gap)
{
	const struct line *at = &outline->lines.items[line];
	size_t before = outline->cells.count;
	size_t first = at->first;

	for (size_t i = at->first + 1; i < at->last && outline->cells.count < CELLS_MAX; i++) {
		if ((view_gap(view, i) & gap) == 0)
			continue;
		add_cell(outline, view, line, first, i);
		first = i;
	}
	if (first > at->first)
		add_cell(outline, view, line, first,
			 at->last - first > CELL_WORDS_MAX ? first + CELL_WORDS_MAX : at->last);
	return outline->cells.count - before;
}

static void find_cells(struct outline *outline, const struct view *view)
{
	for (size_t i = 0; i < outline->lines.count && i < TOP_LINES &&
	     outline->cells.count < CELLS_MAX; i++) {
		const struct line *line = &outline->lines.items[i];
		size_t count = cut_cells(outline, view, i, GAP_BAR);

		if (i == 0 && count >= 3)
			outline->header_cells = count;
		if (i == 0 && count == 0 && line->last - line->first <= CELL_WORDS_MAX)
			outline->dash_cells = cut_cells(outline, view, i, GAP_DASH);
	}
}

void outline_init(struct outline *outline, const struct view *view,
		  const struct document *document)
{
	*outline = (struct outline){ .header_cells = 0 };
	for (size_t i = 0; i < document->blocks.count; i++)
		if (document->blocks.items[i].kind != BLOCK_RULE)
			cut_block(outline, view, document, i);
	find_sections(outline, view, document);
	find_pairs(outline, view);
	find_cells(outline, view);
}

void outline_release(struct outline *outline)
{
	VEC_RELEASE(&outline->lines);
	VEC_RELEASE(&outline->pairs);
	VEC_RELEASE(&outline->cells);
}

const struct line *outline_line_at(const struct outline *outline, size_t word)
{
	size_t low = 0;
	size_t high = outline->lines.count;

	if (high == 0)
		return NULL;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (outline->lines.items[middle].first <= word)
			low = middle;
		else
			high = middle;
	}
	return &outline->lines.items[low];
}

enum section_kind outline_kind_at(const struct outline *outline, size_t word)
{
	const struct line *line = outline_line_at(outline, word);

	return line != NULL ? line->kind : SECTION_OTHER;
}

/* The outline: labels with their values, and the cells of header lines. */
#include "config.h"

#include "extract/outline_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

#define VALUE_BELOW_WORDS_MAX 25
#define SIGN_WORDS_MAX 14    /* of a line whose label is a picture */
#define SIGN_LINES 20        /* where such lines stand */
#define TOP_LINES 8          /* where header lines stand */
#define CELL_WORDS_MAX 40
#define PAIRS_MAX 512        /* more are no posting's; extractors look through them for each fact */
#define CELLS_MAX 128

/* Pictures that stand for a label. */
static const struct { const char *bytes; enum label label; } signs[] = {
	{ "\xf0\x9f\x93\x8d", LABEL_LOCATION },      /* round pushpin */
	{ "\xf0\x9f\x97\xba", LABEL_LOCATION },      /* map */
	{ "\xf0\x9f\x92\xb0", LABEL_SALARY },        /* bag of money */
	{ "\xf0\x9f\x92\xb5", LABEL_SALARY },        /* banknotes */
	{ "\xf0\x9f\x92\xb6", LABEL_SALARY },
	{ "\xf0\x9f\x92\xb7", LABEL_SALARY },
};

static const char *const bars[] = { "|", "\xc2\xb7", "\xc2\xa6", "\xe2\x80\xa2",
	"\xe2\x97\x8f", "\xe2\x88\x99", "\xe2\x81\x83" };

/* What may stand between a label and its value, or after a value, and belongs to neither. */
static const char *const joiners[] = { ":", "*", "|", "=", ">", "\xe2\x86\x92", "\xc2\xbb",
	"\xe2\x9e\x9c", "\xe2\x9e\xa1", "\xef\xbc\x9a", "\xef\xb8\x8f", "-", "\xe2\x80\x93",
	"\xe2\x80\x94", "\xc2\xb7", "\xe2\x80\xa2" };

/* The labels of one line after another; hits before `next` are behind. */
struct labels { const struct view *view; size_t next; };

/* The bytes of the first of WORDS that the text begins with, 0 for none. */
static size_t starts_with(const char *text, size_t len, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t bytes = strlen(words[i]);

		if (len >= bytes && memcmp(text, words[i], bytes) == 0)
			return bytes;
	}
	return 0;
}

/* Whether something other than one blank sets two words apart: a tab, several blanks, an arrow. */
static bool is_set_apart(const struct view *view, size_t at)
{
	size_t start = view_end(view, at);
	size_t end = view_start(view, at);
	size_t blanks = 0;

	for (size_t i = start; i < end; i++) {
		if (view->text[i] == '\t' || view->text[i] == '=' || view->text[i] == '>' ||
		    ((unsigned char)view->text[i] >= 0x80 &&
		     starts_with(view->text + i, end - i, joiners,
				 sizeof joiners / sizeof joiners[0]) > 0))
			return true;
		blanks = view->text[i] == ' ' ? blanks + 1 : 0;
		if (blanks >= 3)
			return true;
	}
	return false;
}

/* What follows a label: a colon, the end of the line, or a dash between blanks. */
static bool ends_label(const struct view *view, const struct line *line, const struct hit *hit)
{
	unsigned gap;

	if (hit->last == line->last)
		return !view_has(view, LEXICON_EMPLOYMENT, -1, hit->first, hit->last);
	gap = view_gap(view, hit->last);
	if ((gap & (GAP_COLON | GAP_BAR)) != 0)
		return true;
	return hit->first == line->first && view->words.items[hit->first].is_upper &&
		((gap & GAP_DASH) != 0 || is_set_apart(view, hit->last));
}

static bool begins_label(const struct view *view, const struct line *line, const struct hit *hit)
{
	if (hit->first == line->first)
		return true;
	return view->words.items[hit->first].is_upper && hit->last < line->last &&
		(view_gap(view, hit->last) & GAP_COLON) != 0;
}

/* The next label of LINE from the hit *AT on, which goes behind it; NULL for none. */
static const struct hit *next_label(const struct view *view, const struct line *line, size_t *at)
{
	const struct hits *hits = &view->hits[LEXICON_LABEL];

	while (*at < hits->count && hits->items[*at].last <= line->last) {
		const struct hit *hit = &hits->items[(*at)++];

		if (hit->first >= line->first && begins_label(view, line, hit) &&
		    ends_label(view, line, hit))
			return hit;
	}
	return NULL;
}

static bool is_only_label(const struct view *view, const struct line *line, size_t at)
{
	const struct hit *hit = next_label(view, line, &at);

	return hit != NULL && hit->first == line->first && hit->last == line->last;
}

/* Narrows bytes to a value: without what joins it to its label or to the next one. */
static void trim_value(const char *text, size_t *start, size_t *end)
{
	size_t bytes = 1;

	ascii_trim(text, start, end);
	while (*start < *end && bytes > 0) {
		bytes = starts_with(text + *start, *end - *start, joiners,
				    sizeof joiners / sizeof joiners[0]);
		*start += bytes;
		ascii_trim(text, start, end);
	}
	for (bytes = 1; *start < *end && bytes > 0;) {
		bytes = 0;
		for (size_t i = 0; bytes == 0 && i < sizeof bars / sizeof bars[0]; i++) {
			size_t len = strlen(bars[i]);

			if (*end - *start >= len && memcmp(text + *end - len, bars[i], len) == 0)
				bytes = len;
		}
		*end -= bytes;
		ascii_trim(text, start, end);
	}
}

/* In a list of duties or skills, "Organization: …" names an item, not a company. */
static int label_in(const struct line *line, int label)
{
	bool is_list = line->kind == SECTION_RESPONSIBILITIES ||
		line->kind == SECTION_REQUIREMENTS || line->kind == SECTION_PREFERRED ||
		line->kind == SECTION_BENEFITS;

	return is_list && (label == LABEL_TITLE || label == LABEL_COMPANY) ? LABEL_OTHER : label;
}

static void push_pair(struct outline *outline, const struct pair *pair)
{
	if (pair->first >= pair->last || outline->pairs.count == PAIRS_MAX)
		return;
	*VEC_PUSH(&outline->pairs) = *pair;
}

/* LABEL with the words [FIRST, LAST) of LINE, which is the one below the label where these are all
 * of its words. */
static void add_pair(struct outline *outline, const struct view *view, int label, size_t line,
		     size_t first, size_t last)
{
	const struct line *at = &outline->lines.items[line];
	struct pair pair = { .label = (enum label)label_in(at, label), .line = line,
		.start = at->start, .end = last == at->last ? at->end : view_start(view, last),
		.first = first, .last = last, .is_below = first == at->first };

	if (pair.is_below) {
		ascii_trim(view->text, &pair.start, &pair.end);
	} else {
		pair.start = view_end(view, first);
		trim_value(view->text, &pair.start, &pair.end);
	}
	push_pair(outline, &pair);
}

/* A label alone on its line: its value is the line below, if that one is no label or heading. */
static void pair_below(struct outline *outline, const struct view *view, const struct hit *hit,
		       size_t line, size_t next)
{
	const struct line *below = &outline->lines.items[line + 1];

	if (line + 1 >= outline->lines.count || is_only_label(view, below, next))
		return;
	if (below->starts_section &&
	    (below->level < LEVEL_BARE || outline_ends_with(view, below, ':')))
		return;
	if (below->last - below->first > VALUE_BELOW_WORDS_MAX)
		return;
	add_pair(outline, view, hit->value, line + 1, below->first, below->last);
}

/* A line that a picture labels, near the top. */
static void pair_sign(struct outline *outline, const struct view *view, size_t at)
{
	const struct line *line = &outline->lines.items[at];

	if (at >= SIGN_LINES || line->end == line->start ||
	    view->text[line->start] != *signs[0].bytes || line->starts_section ||
	    line->first >= line->last ||
	    line->last - line->first > SIGN_WORDS_MAX || line->kind == SECTION_BENEFITS ||
	    line->kind == SECTION_COMPANY)
		return;
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
		size_t len = strlen(signs[i].bytes);
		struct pair pair = { .label = signs[i].label, .line = at,
			.start = line->start + len, .end = line->end, .first = line->first,
			.last = line->last };

		if (line->end - line->start <= len ||
		    memcmp(view->text + line->start, signs[i].bytes, len) != 0)
			continue;
		trim_value(view->text, &pair.start, &pair.end);
		push_pair(outline, &pair);
	}
}

void outline_find_pairs(struct outline *outline, const struct view *view)
{
	const struct hits *hits = &view->hits[LEXICON_LABEL];
	size_t next = 0;

	for (size_t i = 0; i < outline->lines.count; i++) {
		const struct line *line = &outline->lines.items[i];
		const struct hit *hit;
		const struct hit *after;

		while (next < hits->count && hits->items[next].first < line->first)
			next++;
		hit = next_label(view, line, &next);
		if (hit == NULL || hit->first > line->first + 1) {
			pair_sign(outline, view, i);
			continue;
		}
		if (hit->last == line->last && hit->first == line->first) {
			pair_below(outline, view, hit, i, next);
			continue;
		}
		for (; hit != NULL; hit = after) {
			after = next_label(view, line, &next);
			add_pair(outline, view, hit->value, i, hit->last,
				 after != NULL ? after->first : line->last);
		}
	}
}

/* Narrows the bytes between two words to where the bar stands: the end of the cell before it
 * and the start of the one after it. */
static void find_bar(const struct view *view, size_t *end, size_t *start)
{
	size_t from = *end;
	size_t to = *start;
	bool is_found = false;

	for (size_t i = from; i < to; i++) {
		size_t len = starts_with(view->text + i, to - i, bars,
					 sizeof bars / sizeof bars[0]);

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
		if ((view->words.items[i].gap & gap) == 0)
			continue;
		add_cell(outline, view, line, first, i);
		first = i;
	}
	if (first > at->first)
		add_cell(outline, view, line, first,
			 at->last - first > CELL_WORDS_MAX ? first + CELL_WORDS_MAX : at->last);
	return outline->cells.count - before;
}

void outline_find_cells(struct outline *outline, const struct view *view)
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

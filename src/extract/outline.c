/* The outline: lines cut from blocks, also where their line ends were lost. */
#include "config.h"

#include "extract/outline_int.h"

#include "util/vec.h"

#define GAP_NO_BLANK (GAP_GLUE | GAP_STOP | GAP_COLON | GAP_CLOSE)
#define BRACKET_WORDS_MAX 6  /* behind a heading: "Preferred Skills (a Plus)" */
#define SQUASHED_BYTES 500   /* in a longer block, line ends may have become blanks */

/* What begins inside a block whose line ends were lost. */
struct glue {
	size_t after;            /* the word after a heading, where a line begins; 0: none */
	int kind;                /* of section, -1 for a label */
};

/* Cutting one block after another: the hits are gone through once. */
struct cutter {
	struct outline *outline;
	const struct view *view;
	size_t next[LEXICON_GROUP_COUNT]; /* hits that end before the word looked at are behind */
	bool is_squashed;        /* the block may have lost its line ends */
};

/* The hit of GROUP that begins at word AT, NULL for none. Words must be asked for in order. */
static const struct hit *hit_at(struct cutter *cutter, enum lexicon_group group, size_t at)
{
	const struct hits *hits = &cutter->view->hits[group];
	size_t *next = &cutter->next[group];

	while (*next < hits->count && hits->items[*next].first < at)
		++*next;
	return *next < hits->count && hits->items[*next].first == at ? &hits->items[*next] : NULL;
}

/* Whether all words of a phrase begin with a capital, but for the small ones inside. */
static bool is_title_case(const struct view *view, const struct hit *hit)
{
	const struct word *words = view->words.items;

	if (!words[hit->first].is_upper || !words[hit->last - 1].is_upper)
		return false;
	for (size_t i = hit->first; i < hit->last; i++)
		if (!words[i].is_upper && words[i].len > 3)
			return false;
	return true;
}

/* The word behind a heading that ends with HIT and what stands in brackets behind it. */
static size_t heading_end(const struct view *view, const struct hit *hit)
{
	if ((view_gap(view, hit->last) & GAP_OPEN) == 0)
		return hit->last;
	for (size_t i = hit->last + 1; i <= hit->last + BRACKET_WORDS_MAX; i++)
		if ((view_gap(view, i) & GAP_CLOSE) != 0)
			return i;
	return hit->last;
}

/* Whether a heading ends behind HIT: something glued to it, a colon, or in a text without line
 * ends a capital that begins the next line. */
static bool ends_heading(const struct cutter *cutter, const struct hit *hit)
{
	const struct view *view = cutter->view;
	size_t end = heading_end(view, hit);
	unsigned gap = view_gap(view, end);

	if ((gap & (GAP_GLUE | GAP_COLON)) != 0)
		return true;
	if ((gap & GAP_LINE) != 0)
		return hit->last - hit->first > 1;
	return (gap & ~(unsigned)(GAP_BLANK | GAP_STOP | GAP_CLOSE | GAP_OTHER)) == 0 &&
		hit->last - hit->first > 1 && end < view->words.count &&
		view->words.items[end].is_upper && is_title_case(view, hit);
}

/* Whether a line begins at word AT though nothing but a capital shows it: "…CoreDate: …",
 * "… our site. Key Responsibilities Design …". */
static bool is_glued_start(struct cutter *cutter, size_t at, struct glue *glue)
{
	const struct view *view = cutter->view;
	unsigned gap = view_gap(view, at);
	bool is_apart = (gap & GAP_BLANK) != 0;
	const struct hit *hit;

	*glue = (struct glue){ 0, -1 };
	if (is_apart && !cutter->is_squashed)
		return false;
	hit = hit_at(cutter, LEXICON_LABEL, at);
	if (!is_apart && hit != NULL && (view_gap(view, hit->last) & GAP_COLON) != 0)
		return true;
	hit = hit_at(cutter, LEXICON_SECTION, at);
	if (hit == NULL || !ends_heading(cutter, hit))
		return false;
	if (is_apart && hit->last - hit->first == 1 &&
	    (view_gap(view, hit->last) & GAP_COLON) == 0)
		return false;
	glue->after = heading_end(view, hit);
	glue->kind = hit->value;
	return true;
}

/* A heading that the text of a block's first line is glued to: "DescriptionJoin us". */
static void glue_at_start(struct cutter *cutter, struct line *line, size_t end, struct glue *glue)
{
	const struct view *view = cutter->view;
	const struct hit *hit = hit_at(cutter, LEXICON_SECTION, line->first);

	*glue = (struct glue){ 0, -1 };
	if (hit == NULL || view_start(view, hit->last) >= end ||
	    !view->words.items[line->first].is_upper)
		return;
	if ((view_gap(view, hit->last) & GAP_GLUE) == 0 &&
	    (!cutter->is_squashed || !ends_heading(cutter, hit) ||
	     (view_gap(view, hit->last) & GAP_STOP) != 0))
		return;
	glue->after = heading_end(view, hit);
	line->glued = hit->value;
}

static void add_line(struct cutter *cutter, struct line *line, size_t last, size_t end)
{
	line->last = last;
	line->end = end;
	*VEC_PUSH(&cutter->outline->lines) = *line;
	line->first = last;
	line->start = end;
	line->glued = -1;
}

/* Adds the lines of a block whose first word is FIRST; returns the first word behind it. */
static size_t cut_block(struct cutter *cutter, const struct block *block, size_t at, size_t first)
{
	const struct word *words = cutter->view->words.items;
	size_t count = cutter->view->words.count;
	struct line line = { .block = at, .start = block->start, .glued = -1, .first = first };
	struct glue glue;
	size_t again = 0;
	size_t i = first;

	cutter->is_squashed = block->end - block->start > SQUASHED_BYTES;
	if (i < count && words[i].start < block->end) {
		glue_at_start(cutter, &line, block->end, &glue);
		again = glue.after;
		i++;
	}
	for (; i < count && words[i].start < block->end; i++) {
		bool may_begin = (words[i].gap & GAP_NO_BLANK) != 0 && words[i].is_upper;

		if (!may_begin && i != again)
			continue;
		glue = (struct glue){ 0, -1 };
		if ((!may_begin || !is_glued_start(cutter, i, &glue)) && i != again)
			continue;
		again = glue.after;
		add_line(cutter, &line, i, words[i].start);
		line.glued = glue.kind;
	}
	add_line(cutter, &line, i, block->end);
	return i;
}

static void cut_lines(struct outline *outline, const struct view *view,
		      const struct document *document)
{
	struct cutter cutter = { .outline = outline, .view = view };
	size_t word = 0;

	outline->lines.cap = document->blocks.count + 1;
	outline->lines.items = xmalloc(outline->lines.cap * sizeof *outline->lines.items);
	for (size_t i = 0; i < document->blocks.count; i++) {
		const struct block *block = &document->blocks.items[i];

		while (word < view->words.count && view->words.items[word].start < block->start)
			word++;
		if (block->kind != BLOCK_RULE)
			word = cut_block(&cutter, block, i, word);
	}
}

void outline_init(struct outline *outline, const struct view *view,
		  const struct document *document)
{
	*outline = (struct outline){ .header_cells = 0 };
	cut_lines(outline, view, document);
	outline_find_kinds(outline, view, document);
	outline_find_pairs(outline, view);
	outline_find_cells(outline, view);
}

void outline_release(struct outline *outline)
{
	VEC_RELEASE(&outline->lines);
	VEC_RELEASE(&outline->pairs);
	VEC_RELEASE(&outline->cells);
}

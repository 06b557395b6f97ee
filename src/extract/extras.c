/*
 * What is offered beside the salary: equity, a bonus, commission. A phrase that says it by itself
 * ("stock options", "annual bonus") is taken unless it is work to be done; a word that may mean
 * something else ("equity", "bonus") only beside pay or among what is offered.
 */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "util/ascii.h"

#define PAY_WORDS 8          /* at most so many between a word that may mean it and pay */
#define WORK_WORDS 10        /* and between what one works on and the word for that work */
#define AGAINST_WORDS 4
#define NOT_WORDS 4
#define SHARE_WORDS 12       /* between pay and a share of the company */
#define SHARE_BYTES 6        /* of one: "0.25" */
#define ALONE_WORDS 4        /* words of a line that says nothing else: "Annual bonus" */

static const char *const rules[] = {
	[EXTRA_EQUITY] = "equity is offered", [EXTRA_BONUS] = "a bonus is offered",
	[EXTRA_COMMISSION] = "commission is offered",
};

/* The words around a hit, in the same sentence. */
struct around { size_t from, to; };

static struct around words_around(const struct view *view, const struct hit *hit, size_t reach)
{
	struct around around = {
		view_back(view, hit->first, GAP_SENTENCE),
		view_ahead(view, hit->last - 1, GAP_SENTENCE),
	};

	if (hit->first > around.from + reach)
		around.from = hit->first - reach;
	if (around.to > hit->last + reach)
		around.to = hit->last + reach;
	return around;
}

static bool is_beside_money(const struct view *view, struct around around)
{
	for (size_t i = around.from; i < around.to; i++)
		if ((view_gap(view, i) & GAP_MONEY) != 0)
			return true;
	return false;
}

/* Whether another extra is named in words [FIRST, LAST): "a bonus, equity and commission". */
static bool names_extra(const struct view *view, size_t first, size_t last)
{
	const struct hit *hit = view_find(view, LEXICON_EXTRAS, -1, first, last);

	while (hit != NULL && hit->value > EXTRAS_WORD_COMMISSION)
		hit = view_find(view, LEXICON_EXTRAS, -1, hit->last, last);
	return hit != NULL;
}

/* Whether pay stands near: a word for it, other than the hit's own words, or money. */
static bool is_beside_pay(const struct view *view, const struct hit *hit)
{
	struct around around = words_around(view, hit, PAY_WORDS);

	return is_beside_money(view, around) ||
		names_extra(view, around.from, hit->first) ||
		names_extra(view, hit->last, around.to) ||
		view_has(view, LEXICON_PAY, PAY_WORD_FOR, around.from, hit->first) ||
		view_has(view, LEXICON_PAY, PAY_WORD_FOR, hit->last, around.to) ||
		view_has(view, LEXICON_EXTRAS, EXTRAS_WORD_BESIDE, around.from, around.to);
}

/* "no bonus", "diversity, equity and inclusion". */
static bool is_denied(const struct view *view, const struct hit *hit)
{
	struct around near = words_around(view, hit, NOT_WORDS);

	return view_has(view, LEXICON_EXTRAS, EXTRAS_WORD_NOT, near.from, hit->first);
}

static bool is_other_equity(const struct view *view, const struct hit *hit)
{
	struct around near = words_around(view, hit, AGAINST_WORDS);

	return view_has(view, LEXICON_EXTRAS, EXTRAS_WORD_AGAINST, near.from, near.to);
}

/* "Full-time | Equity | Berlin" */
static bool is_cell(const struct outline *outline, const struct hit *hit)
{
	for (size_t i = 0; i < outline->cells.count; i++)
		if (outline->cells.items[i].first == hit->first &&
		    outline->cells.items[i].last == hit->last)
			return true;
	return false;
}

/* Whether the hit is nearly all of its line. */
static bool is_alone(const struct reading *reading, const struct hit *hit)
{
	const struct line *line = outline_line_at(&reading->outline, hit->first);

	return line != NULL && line->level == 0 && line->last - line->first <= ALONE_WORDS;
}

/* Whether a word that may mean something else is what is offered. */
static bool is_offered(const struct reading *reading, const struct hit *hit)
{
	switch (reading_kind(reading, hit->first)) {
	case SECTION_COMPENSATION:
		return true;
	case SECTION_BENEFITS:
		return is_beside_pay(&reading->view, hit) || is_alone(reading, hit);
	default:
		return is_beside_pay(&reading->view, hit) || is_cell(&reading->outline, hit);
	}
}

/* A phrase that says it by itself is what is offered but where it is what one works on: "administer
 * our equity plans". */
static bool is_work(const struct reading *reading, const struct hit *hit)
{
	struct around before = words_around(&reading->view, hit, WORK_WORDS);

	switch (reading_kind(reading, hit->first)) {
	case SECTION_COMPENSATION:
	case SECTION_BENEFITS:
		return false;
	default:
		return view_has(&reading->view, LEXICON_EXTRAS, EXTRAS_WORD_WORK, before.from,
				hit->first) && !is_beside_pay(&reading->view, hit);
	}
}

/* The extra that a hit is the evidence of, -1 for none. */
static int extra_of(const struct reading *reading, const struct hit *hit)
{
	const struct view *view = &reading->view;

	switch ((enum extras_word)hit->value) {
	case EXTRAS_WORD_EQUITY:
	case EXTRAS_WORD_BONUS:
	case EXTRAS_WORD_COMMISSION:
		return is_denied(view, hit) || is_work(reading, hit) ? -1 : hit->value;
	case EXTRAS_WORD_MAYBE_EQUITY:
	case EXTRAS_WORD_MAYBE_BONUS:
	case EXTRAS_WORD_MAYBE_COMMISSION:
		if (is_denied(view, hit) || is_other_equity(view, hit) || !is_offered(reading, hit))
			return -1;
		return hit->value - EXTRAS_WORD_MAYBE_EQUITY;
	default:
		return -1;
	}
}

/* Whether TEXT has a range of shares, as boards write equity: "$90K - $110K, 0.1% - 0.5%". */
static bool has_share(const char *text)
{
	for (const char *mark = strchr(text, '%'); mark != NULL; mark = strchr(mark + 1, '%')) {
		const char *next = mark + 1;

		while (*next == ' ' || *next == '-' || (unsigned char)*next >= 0x80)
			next++;
		if (next == mark + 1 || !ascii_is_digit(*next))
			continue;
		while (ascii_is_digit(*next) || *next == '.')
			next++;
		if (*next == '%')
			return true;
	}
	return false;
}

/* Whether "0.3", "1.0" or "1" ends before AT; its start into *start. */
static bool is_percent(const char *text, size_t at, size_t *start)
{
	size_t from = at;
	size_t dots = 0;

	while (from > 0 && at - from < SHARE_BYTES &&
	       (ascii_is_digit(text[from - 1]) || text[from - 1] == '.'))
		dots += text[--from] == '.';
	*start = from;
	return from < at && dots <= 1 && ascii_is_digit(text[from]);
}

/* Whether what ends before AT is added to something: "$90k +", "130k plus". */
static bool is_added(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] == ' ')
		at--;
	return at > 0 && (text[at - 1] == '+' || text[at - 1] == '&');
}

/* "+ 0.3-1.0%", "+0.5%": a share behind the pay. */
static bool is_share_at(const char *text, size_t mark)
{
	size_t start;
	size_t first;

	if (!is_percent(text, mark, &start))
		return false;
	if (is_added(text, start))
		return memchr(text + start, '.', mark - start) != NULL;
	while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '-' ||
			     text[start - 1] == '%' || (unsigned char)text[start - 1] >= 0x80) &&
	       mark - start < 3 * SHARE_BYTES)
		start--;
	return is_percent(text, start, &first) && is_added(text, first) &&
		memchr(text + first, '.', mark - first) != NULL;
}

/* A share in a line about pay: one with a sign of money. */
static void from_shares(struct reading *reading)
{
	const struct view *view = &reading->view;
	const char *text = view->text;
	const char *mark = memchr(text, '%', view->len);

	for (; mark != NULL; mark = memchr(mark + 1, '%', view->len - (size_t)(mark + 1 - text))) {
		size_t word = view_word_from(view, (size_t)(mark - text));
		struct hit hit = { .first = word > 0 ? word - 1 : 0, .last = word };

		if (word > 0 && is_share_at(text, (size_t)(mark - text)) &&
		    is_beside_money(view, words_around(view, &hit, SHARE_WORDS))) {
			reading->posting->extras |= 1u << EXTRA_EQUITY;
			reading_note_words(reading, FIELD_EXTRAS, word - 1, word,
					   rules[EXTRA_EQUITY]);
			return;
		}
	}
}

/* What a source states beside the pay is offered: "$90K - $110K, offers equity". */
static void from_stated(struct reading *reading, enum field_id field)
{
	const char *stated = raw_posting_stated(reading->raw, field);
	const struct hits *hits;
	struct view view;
	unsigned found = 0;

	if (stated == NULL)
		return;
	reading_view(reading, &view, stated);
	hits = &view.hits[LEXICON_EXTRAS];
	for (size_t i = 0; i < hits->count; i++) {
		int value = hits->items[i].value;

		if (value >= EXTRAS_WORD_MAYBE_EQUITY && value <= EXTRAS_WORD_MAYBE_COMMISSION)
			value -= EXTRAS_WORD_MAYBE_EQUITY;
		if (value <= EXTRAS_WORD_COMMISSION && !is_denied(&view, &hits->items[i]))
			found |= 1u << value;
	}
	reading_view_end(reading, &view);
	if (has_share(stated))
		found |= 1u << EXTRA_EQUITY;
	if (found == 0)
		return;
	reading->posting->extras |= found;
	reading_note_stated(reading, FIELD_EXTRAS);
}

void extras_extract(struct reading *reading)
{
	const struct hits *hits = &reading->view.hits[LEXICON_EXTRAS];
	unsigned noted = 0;

	from_stated(reading, FIELD_SALARY);
	from_stated(reading, FIELD_EXTRAS);
	for (size_t i = 0; i < hits->count; i++) {
		int extra = (noted & 7u) == 7u ? -1 : extra_of(reading, &hits->items[i]);

		if (extra < 0 || (noted & 1u << extra) != 0)
			continue;
		noted |= 1u << extra;
		reading->posting->extras |= 1u << extra;
		reading_note_words(reading, FIELD_EXTRAS, hits->items[i].first, hits->items[i].last,
				   rules[extra]);
	}
	if ((reading->posting->extras & 1u << EXTRA_EQUITY) == 0)
		from_shares(reading);
}

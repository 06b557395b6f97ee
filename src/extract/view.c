/* A view: words cut from a text, and the lexicon's phrases found in them. */
#include "config.h"

#include "extract/view_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/vec.h"

static const struct { uint32_t code; unsigned gap; } gap_table[] = {
	{ 0x00A0, GAP_BLANK }, { 0x00B7, GAP_BAR }, { 0x2022, GAP_BAR }, { 0x2010, GAP_HYPHEN },
	{ 0x2011, GAP_HYPHEN }, { 0x2012, GAP_HYPHEN }, { 0x2013, GAP_HYPHEN },
	{ 0x2014, GAP_DASH }, { 0x2212, GAP_HYPHEN }, { 0x2026, GAP_STOP }, { 0x3001, GAP_COMMA },
	{ 0x3002, GAP_STOP }, { 0xFF0C, GAP_COMMA }, { 0x2028, GAP_LINE }, { 0x2029, GAP_LINE },
	{ 0x20AC, GAP_MONEY }, { 0x00A3, GAP_MONEY }, { 0x20B9, GAP_MONEY }, { 0x00A5, GAP_MONEY },
	{ 0x2043, GAP_BAR }, { 0x25CF, GAP_BAR }, { 0x2219, GAP_BAR }, { 0x00A6, GAP_BAR },
};

static unsigned ascii_gap(char c)
{
	switch (c) {
	case ' ': case '\t': case '_': return GAP_BLANK;
	case '\n': case '\r': return GAP_LINE;
	case '-': return GAP_HYPHEN;
	case '/': case '\\': return GAP_SLASH;
	case ',': return GAP_COMMA;
	case '!': case '?': case ';': return GAP_STOP;
	case '(': case '[': case '{': return GAP_OPEN;
	case ')': case ']': case '}': return GAP_CLOSE;
	case ':': return GAP_COLON;
	case '|': return GAP_BAR;
	case '+': return GAP_PLUS;
	case '$': return GAP_MONEY;
	default: return GAP_OTHER;
	}
}

static unsigned code_gap(uint32_t code)
{
	for (size_t i = 0; i < sizeof gap_table / sizeof gap_table[0]; i++)
		if (gap_table[i].code == code)
			return gap_table[i].gap;
	return GAP_OTHER;
}

static bool is_apostrophe(const char *bytes, size_t len)
{
	return *bytes == '\'' || (len >= 3 && memcmp(bytes, "\xe2\x80\x99", 3) == 0);
}

/* The gap that the character at BYTES makes. Its length into *taken. A full stop ends a
 * sentence only before a blank. */
static unsigned gap_at(const char *bytes, size_t len, unsigned before, size_t *taken)
{
	uint32_t code;
	unsigned gap;

	*taken = 1;
	if (*bytes == '.')
		return len == 1 || ascii_is_space(bytes[1]) ? GAP_STOP : GAP_OTHER;
	if ((unsigned char)*bytes < 0x80) {
		gap = ascii_gap(*bytes);
	} else {
		*taken = utf8_decode(bytes, len, &code, NULL);
		gap = code_gap(code);
	}
	if (gap == GAP_HYPHEN && (before & (GAP_BLANK | GAP_LINE)) != 0)
		return GAP_DASH;
	return gap;
}

static bool is_word_at(const char *bytes, size_t len, size_t *taken)
{
	uint32_t code;

	if ((unsigned char)*bytes < 0x80) {
		*taken = 1;
		return ascii_is_alnum(*bytes);
	}
	*taken = utf8_decode(bytes, len, &code, NULL);
	return code != UTF8_REPLACEMENT && utf8_is_word(code);
}

/* The bytes of the word that starts at AT: letters and digits, apostrophes between letters;
 * digits and what follows them stay together ("2nd", "5x"). */
static size_t word_bytes(const char *text, size_t len, size_t at)
{
	size_t end = at;
	size_t taken;

	while (end < len) {
		if (ascii_is_alnum(text[end])) {
			end++;
			continue;
		}
		if (is_word_at(text + end, len - end, &taken)) {
			end += taken;
			continue;
		}
		if (end > at && is_apostrophe(text + end, len - end)) {
			size_t skip = text[end] == '\'' ? 1 : 3;

			if (end + skip < len && ascii_is_alpha(text[end + skip])) {
				end += skip;
				continue;
			}
		}
		break;
	}
	return end - at;
}

/* What digits say; -1 where other letters follow or where it is too much. */
static int32_t digits_number(const char *folded, size_t len)
{
	int64_t value;

	return ascii_number(folded, len, &value) == len && value <= INT32_MAX ? (int32_t)value : -1;
}

/* Capitals of the alphabets that names in postings are written in; others are never capitals. */
static bool source_is_upper(const struct view *view, size_t at)
{
	uint32_t code;

	if ((unsigned char)view->text[at] < 0x80)
		return ascii_is_upper(view->text[at]) || ascii_is_digit(view->text[at]);
	utf8_decode(view->text + at, view->len - at, &code, NULL);
	return (code >= 0xC0 && code <= 0xDE) || (code >= 0x100 && code <= 0x17F &&
		(code & 1) == 0) ||
		(code >= 0x391 && code <= 0x3A9) || (code >= 0x400 && code <= 0x42F);
}

static bool source_is_caps(const struct view *view, size_t start, size_t end)
{
	size_t capitals = 0;

	for (size_t i = start; i < end; i++) {
		if (ascii_is_lower(view->text[i]))
			return false;
		capitals += ascii_is_upper(view->text[i]);
	}
	return capitals >= 2;
}

static void add_word(struct view *view, size_t at, size_t len, unsigned gap)
{
	const char *folded = view->folded.text + at;
	size_t start = view->map.items[at];
	size_t end = at + len < view->folded.len ? view->map.items[at + len] : view->len;
	struct word word = {
		.at = (uint32_t)at, .len = (uint32_t)len, .start = (uint32_t)start,
		.end = (uint32_t)end, .gap = (uint16_t)gap,
		.id = lexicon_word(view->lexicon, folded, len),
		.is_upper = source_is_upper(view, start),
	};

	word.number = ascii_is_digit(folded[0]) ? digits_number(folded, len) :
		lexicon_number(view->lexicon, word.id);
	word.is_caps = word.is_upper && source_is_caps(view, start, end);
	*VEC_PUSH(&view->words) = word;
}

/* Whether a capital before a small letter stands anywhere but at the start. */
static bool has_inner_capital(const struct view *view, size_t at, size_t len)
{
	size_t end = at + len < view->folded.len ? view->map.items[at + len] : view->len;

	for (size_t i = view->map.items[at] + 1; i < end; i++)
		if (ascii_is_upper(view->text[i]) && ascii_is_lower(view->text[i + 1]))
			return true;
	return false;
}

/* A place inside a word where two words were glued ("CoreDate", "GBAbout", "RoleWe"): a
 * capital before a small letter where a heading or label could begin or has ended. Returns LEN
 * for none. */
static size_t glue_point(const struct view *view, size_t at, size_t len)
{
	const char *folded = view->folded.text + at;

	if (!has_inner_capital(view, at, len))
		return len;
	for (size_t i = 1; i + 1 < len; i++) {
		const char *source = view->text + view->map.items[at + i];

		if (!ascii_is_upper(source[0]) || !ascii_is_lower(source[1]))
			continue;
		if (lexicon_opens_heading(view->lexicon, lexicon_word(view->lexicon, folded + i,
			len - i)) ||
		    lexicon_closes_heading(view->lexicon, lexicon_word(view->lexicon, folded, i)))
			return i;
	}
	return len;
}

/* A stop without a blank between a small letter and a capital is one all the same: "site.What". */
static unsigned mend_gap(const struct view *view, size_t at, unsigned gap)
{
	size_t start = view->map.items[at];

	if (gap == GAP_OTHER && start >= 2 && view->text[start - 1] == '.' &&
	    ascii_is_upper(view->text[start]) && ascii_is_lower(view->text[start - 2]) &&
	    start + 1 < view->len && ascii_is_lower(view->text[start + 1]))
		return GAP_STOP | GAP_GLUE;
	return gap;
}

/* "Sr. Engineer" is one sentence. */
static unsigned drop_stop(const struct view *view, unsigned gap)
{
	static const char *const short_forms[] = { "sr", "jr", "st", "mt", "dr", "ft", "vs",
		"mr", "ms" };
	size_t last = view->words.count;

	for (size_t i = 0; last > 0 && (gap & GAP_STOP) != 0 && (gap & GAP_LINE) == 0 &&
	     i < sizeof short_forms / sizeof short_forms[0]; i++)
		if (view_is(view, last - 1, short_forms[i]))
			return (gap & ~(unsigned)GAP_STOP) | GAP_OTHER;
	return gap;
}

#define BYTES_PER_WORD 6     /* of most texts: so many words are made room for */

static void cut_words(struct view *view)
{
	const char *text = view->folded.text;
	size_t len = view->folded.len;
	unsigned gap = GAP_LINE;
	size_t taken;

	view->words.cap = len / BYTES_PER_WORD + 1;
	view->words.items = xmalloc(view->words.cap * sizeof *view->words.items);
	for (size_t at = 0; at < len; at += taken) {
		if (!is_word_at(text + at, len - at, &taken)) {
			gap |= gap_at(text + at, len - at, gap, &taken);
			continue;
		}
		taken = word_bytes(text, len, at);
		gap = drop_stop(view, mend_gap(view, at, gap));
		for (size_t done = 0; done < taken; gap = GAP_GLUE) {
			size_t part = taken - done > 3 && taken - done < 64 ?
				glue_point(view, at + done, taken - done) : taken - done;

			add_word(view, at + done, part, gap);
			done += part;
		}
		gap = 0;
	}
}

/* The longest phrase of each group that begins at one word. */
struct found { uint32_t seen; struct { unsigned values; size_t last; } at[LEXICON_GROUP_COUNT]; };

static int lowest_bit(uint32_t set)
{
	return __builtin_ctz(set);
}

static void take_values(const struct view *view, uint32_t node, size_t last, struct found *found)
{
	uint32_t groups = lexicon_groups(view->lexicon, node);

	for (; groups != 0; groups &= groups - 1) {
		int i = lowest_bit(groups);

		if ((found->seen & (uint32_t)1 << i) != 0 && found->at[i].last >= last)
			continue;
		found->seen |= (uint32_t)1 << i;
		found->at[i].values = lexicon_values(view->lexicon, node, (enum lexicon_group)i);
		found->at[i].last = last;
	}
}

/* Follows all phrases that could go on with word AT. A phrase has at most LEXICON_PHRASE_WORDS
 * words, which bounds the depth. */
static void follow(const struct view *view, uint32_t node, size_t first, size_t at,
		   struct found *found)
{
	const struct word *word = &view->words.items[at];
	uint32_t next[3] = { 0, 0, 0 };

	if (at >= view->words.count || at - first >= LEXICON_PHRASE_WORDS)
		return;
	if (at > first && (word->gap & ~(unsigned)GAP_IN_PHRASE) != 0)
		return;
	if (word->id > LEXICON_ANY)
		next[0] = lexicon_step(view->lexicon, node, word->id);
	if (word->number >= 0)
		next[1] = lexicon_step(view->lexicon, node, LEXICON_NUMBER);
	if (at > first)
		next[2] = lexicon_step(view->lexicon, node, LEXICON_ANY);
	for (int i = 0; i < 3; i++) {
		if (next[i] == 0)
			continue;
		take_values(view, next[i], at + 1, found);
		follow(view, next[i], first, at + 1, found);
	}
}

static bool may_begin(const struct view *view, const struct word *word)
{
	return (word->id > LEXICON_ANY && lexicon_step(view->lexicon, 0, word->id) != 0) ||
		(word->number >= 0 && lexicon_step(view->lexicon, 0, LEXICON_NUMBER) != 0);
}

/* Adds what begins at word FIRST, unless a phrase of the same group that began earlier covers
 * it. */
static void add_hits(struct view *view, size_t first, struct found *found)
{
	found->seen = 0;
	follow(view, 0, first, first, found);
	for (uint32_t groups = found->seen; groups != 0; groups &= groups - 1) {
		int i = lowest_bit(groups);
		struct hits *hits = &view->hits[i];

		if (hits->count > 0 && hits->items[hits->count - 1].last > first)
			continue;
		for (unsigned set = found->at[i].values; set != 0; set &= set - 1)
			*VEC_PUSH(hits) = (struct hit){ lowest_bit(set), first, found->at[i].last };
	}
}

static void find_hits(struct view *view)
{
	struct found found;

	for (size_t i = 0; i < view->words.count; i++)
		if (may_begin(view, &view->words.items[i]))
			add_hits(view, i, &found);
}

void view_init(struct view *view, const struct lexicon *lexicon, const char *text, size_t len)
{
	*view = (struct view){ .lexicon = lexicon, .text = text, .len = len };
	strbuf_init(&view->folded);
	utf8_fold_map(&view->folded, &view->map, text, len);
	cut_words(view);
	find_hits(view);
}

void view_release(struct view *view)
{
	for (int i = 0; i < LEXICON_GROUP_COUNT; i++)
		VEC_RELEASE(&view->hits[i]);
	VEC_RELEASE(&view->words);
	VEC_RELEASE(&view->map);
	strbuf_release(&view->folded);
}

size_t view_word_from(const struct view *view, size_t at)
{
	size_t low = 0;
	size_t high = view->words.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (view->words.items[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t view_hit_from(const struct view *view, enum lexicon_group group, size_t first)
{
	const struct hits *hits = &view->hits[group];
	size_t low = 0;
	size_t high = hits->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (hits->items[middle].first < first)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct hit *view_find(const struct view *view, enum lexicon_group group, int value,
			    size_t first, size_t last)
{
	const struct hits *hits = &view->hits[group];

	for (size_t i = view_hit_from(view, group, first); i < hits->count; i++) {
		if (hits->items[i].first >= last)
			break;
		if (hits->items[i].last <= last && (value < 0 || hits->items[i].value == value))
			return &hits->items[i];
	}
	return NULL;
}

bool view_has(const struct view *view, enum lexicon_group group, int value, size_t first,
	      size_t last)
{
	return view_find(view, group, value, first, last) != NULL;
}

size_t view_back(const struct view *view, size_t at, unsigned gaps)
{
	size_t reach = VIEW_REACH;

	if (at >= view->words.count)
		return at;
	while (at > 0 && reach-- > 0 && (view->words.items[at].gap & gaps) == 0)
		at--;
	return at;
}

size_t view_ahead(const struct view *view, size_t at, unsigned gaps)
{
	size_t reach = VIEW_REACH;

	if (at < view->words.count)
		at++;
	while (at < view->words.count && reach-- > 0 && (view->words.items[at].gap & gaps) == 0)
		at++;
	return at;
}

unsigned view_gap(const struct view *view, size_t at)
{
	return at < view->words.count ? view->words.items[at].gap : GAP_LINE;
}

size_t view_start(const struct view *view, size_t first)
{
	return first < view->words.count ? view->words.items[first].start : view->len;
}

size_t view_end(const struct view *view, size_t last)
{
	return last > 0 ? view->words.items[last - 1].end : 0;
}

bool view_is(const struct view *view, size_t at, const char *word)
{
	size_t len = strlen(word);

	return at < view->words.count && view->words.items[at].len == len &&
		memcmp(view->folded.text + view->words.items[at].at, word, len) == 0;
}

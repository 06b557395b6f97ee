/*
 * The words of a view, and what stands between them.
 *
 * Words are cut from the folded text. Where a word is plain ASCII in the text itself too, as nearly
 * all are, one look at each of its bytes there says where it ends and whether it has capitals; any
 * other goes the longer way through its characters.
 */
#include "config.h"

#include "extract/view_parts_int.h"

#include "util/ascii.h"
#include "util/intern.h"
#include "util/vec.h"

/* What a byte between words makes; GAP_OTHER where nothing is said. */
static const uint16_t byte_gaps[128] = {
	[' '] = GAP_BLANK, ['\t'] = GAP_BLANK, ['_'] = GAP_BLANK, ['\n'] = GAP_LINE,
	['\r'] = GAP_LINE, ['-'] = GAP_HYPHEN, ['/'] = GAP_SLASH, ['\\'] = GAP_SLASH,
	[','] = GAP_COMMA, ['!'] = GAP_STOP, ['?'] = GAP_STOP, [';'] = GAP_STOP,
	['('] = GAP_OPEN, ['['] = GAP_OPEN, ['{'] = GAP_OPEN, [')'] = GAP_CLOSE,
	[']'] = GAP_CLOSE, ['}'] = GAP_CLOSE, [':'] = GAP_COLON, ['|'] = GAP_BAR,
	['+'] = GAP_PLUS, ['$'] = GAP_MONEY,
};

static const struct { uint32_t code; unsigned gap; } code_gaps[] = {
	{ 0x00A0, GAP_BLANK }, { 0x00B7, GAP_BAR }, { 0x2022, GAP_BAR }, { 0x2010, GAP_HYPHEN },
	{ 0x2011, GAP_HYPHEN }, { 0x2012, GAP_HYPHEN }, { 0x2013, GAP_HYPHEN },
	{ 0x2014, GAP_DASH }, { 0x2212, GAP_HYPHEN }, { 0x2026, GAP_STOP }, { 0x3001, GAP_COMMA },
	{ 0x3002, GAP_STOP }, { 0xFF0C, GAP_COMMA }, { 0x2028, GAP_LINE }, { 0x2029, GAP_LINE },
	{ 0x20AC, GAP_MONEY }, { 0x00A3, GAP_MONEY }, { 0x20B9, GAP_MONEY }, { 0x00A5, GAP_MONEY },
	{ 0x2043, GAP_BAR }, { 0x25CF, GAP_BAR }, { 0x2219, GAP_BAR }, { 0x00A6, GAP_BAR },
	{ 0x2502, GAP_BAR }, { 0xFF5C, GAP_BAR }, { 0x2758, GAP_BAR },
};

#define BYTES_PER_WORD 6     /* of most texts: so many words are made room for */
#define GLUED_MIN 4          /* bytes of a word that may be two */
#define GLUED_MAX 63

/* Of eight bytes of a text as one number, the first the lowest. */
#define EACH_BYTE UINT64_C(0x0101010101010101)
#define HIGH_BITS (EACH_BYTE * 0x80)
#define FIRST_BYTE UINT64_C(0xff)
#define FIRST_OF_BOTH UINT64_C(0x40) /* of two eights, the first of which is shifted by one */

/* The cut of a text, from its start to its end. */
struct cut {
	struct view *view;
	const char *text;        /* folded */
	size_t len;
	size_t next_run;
	size_t plain_end;        /* the folded bytes before it stand in the text SHIFT further on */
	size_t shift;
};

/* The bytes [at, at + len) of the folded text, [start, end) of the text; what they are. */
struct piece { size_t at, len, start, end; bool is_upper, is_caps, is_letters, is_plain; };

static unsigned code_gap(uint32_t code)
{
	for (size_t i = 0; i < sizeof code_gaps / sizeof code_gaps[0]; i++)
		if (code_gaps[i].code == code)
			return code_gaps[i].gap;
	return GAP_OTHER;
}

/* The gap that the byte of ASCII at BYTES makes. A full stop ends a sentence only before a
 * blank. */
static unsigned byte_gap(const char *bytes, size_t len)
{
	unsigned gap = byte_gaps[(unsigned char)*bytes];

	if (*bytes == '.' && (len == 1 || ascii_is_space(bytes[1])))
		return GAP_STOP;
	return gap != 0 ? gap : GAP_OTHER;
}

/* Adds the gap that the character at BYTES makes to *gap; its bytes. */
static size_t add_gap(const char *bytes, size_t len, unsigned *gap)
{
	size_t taken = 1;
	unsigned more;

	if ((unsigned char)*bytes < 0x80) {
		more = byte_gap(bytes, len);
	} else {
		uint32_t code;

		taken = utf8_decode(bytes, len, &code, NULL);
		more = code_gap(code);
	}
	if (more == GAP_HYPHEN && (*gap & (GAP_BLANK | GAP_LINE)) != 0)
		more = GAP_DASH;
	*gap |= more;
	return taken;
}

/* The bytes of the letter, digit or mark beyond ASCII at BYTES; 0 for another character. */
static size_t letter_beyond(const char *bytes, size_t len)
{
	uint32_t code;
	size_t taken;

	if ((unsigned char)*bytes < 0x80)
		return 0;
	taken = utf8_decode(bytes, len, &code, NULL);
	return code != UTF8_REPLACEMENT && utf8_is_word(code) ? taken : 0;
}

/* The bytes of the word that starts at AT: letters and digits, apostrophes between letters;
 * digits and what follows them stay together ("2nd", "5x"). */
static size_t word_bytes(const char *text, size_t len, size_t at)
{
	size_t end = at;

	while (end < len) {
		size_t taken = ascii_is_alnum(text[end]) ? 1 : letter_beyond(text + end, len - end);

		if (taken == 0 && end > at && text[end] == '\'' && end + 1 < len &&
		    ascii_is_alpha(text[end + 1]))
			taken = 1;
		if (taken == 0)
			break;
		end += taken;
	}
	return end - at;
}

/* Capitals of the alphabets that names in postings are written in; others are never capitals. */
static bool is_upper_at(const struct view *view, size_t at)
{
	uint32_t code;

	if ((unsigned char)view->text[at] < 0x80)
		return ascii_is_upper(view->text[at]) || ascii_is_digit(view->text[at]);
	utf8_decode(view->text + at, view->len - at, &code, NULL);
	return (code >= 0xC0 && code <= 0xDE) || (code >= 0x100 && code <= 0x17F &&
		(code & 1) == 0) ||
		(code >= 0x391 && code <= 0x3A9) || (code >= 0x400 && code <= 0x42F);
}

/* Whether [start, end) has two capitals at least and no small letter. */
static bool is_caps_in(const struct view *view, size_t start, size_t end)
{
	size_t capitals = 0;

	for (size_t i = start; i < end; i++) {
		unsigned class = ascii_class(view->text[i]);

		if ((class & ASCII_LOWER) != 0)
			return false;
		capitals += (class & ASCII_UPPER) != 0;
	}
	return capitals >= 2;
}

/* Says of each stretch up to the one of byte START that the next word is its first. */
static void mark_stretches(struct view *view, size_t start)
{
	while (view->stretches.count <= start / VIEW_STRETCH)
		*VEC_PUSH(&view->stretches) = (uint32_t)view->words.count;
}

static inline void add_word(struct view *view, const struct piece *piece, unsigned gap)
{
	struct word *word;

	mark_stretches(view, piece->start);
	word = VEC_PUSH(&view->words);
	word->at = (uint32_t)piece->at;
	word->len = (uint32_t)piece->len;
	word->start = (uint32_t)piece->start;
	word->end = (uint32_t)piece->end;
	word->gap = (uint16_t)gap;
	word->is_upper = piece->is_upper;
	word->is_caps = piece->is_caps;
	word->is_letters = piece->is_letters;
	word->is_plain = piece->is_plain;
}

static size_t source_at(const struct view *view, size_t at)
{
	return at < view->folded.len ? utf8_source(&view->runs, at) : view->len;
}

/* Whether a capital before a small letter stands anywhere but at the start. */
static bool has_inner_capital(const struct view *view, size_t start, size_t end)
{
	for (size_t i = start + 1; i < end && i + 1 < view->len; i++)
		if (ascii_is_upper(view->text[i]) && ascii_is_lower(view->text[i + 1]))
			return true;
	return false;
}

/* "SWEs", "RSUs": the plural of a word in capitals, no word glued to "Es" or "Us". */
static bool is_plural(const struct view *view, size_t start, size_t end)
{
	if (end < start + 3 || view->text[end - 1] != 's')
		return false;
	for (size_t i = start; i + 1 < end; i++)
		if (!ascii_is_upper(view->text[i]))
			return false;
	return true;
}

/* A place inside a word where two words were glued ("CoreDate", "GBAbout", "RoleWe"): a
 * capital before a small letter where a heading or label could begin or has ended. Returns LEN
 * for none. */
static size_t glue_point(const struct view *view, size_t at, size_t len)
{
	const char *folded = view->folded.text + at;

	if (len < GLUED_MIN || len > GLUED_MAX ||
	    !has_inner_capital(view, source_at(view, at), source_at(view, at + len)) ||
	    is_plural(view, source_at(view, at), source_at(view, at + len)))
		return len;
	for (size_t i = 1; i + 1 < len; i++) {
		const char *source = view->text + source_at(view, at + i);

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
static unsigned mend_gap(const struct view *view, size_t start, unsigned gap)
{
	if (gap == GAP_OTHER && start >= 2 && view->text[start - 1] == '.' &&
	    ascii_is_upper(view->text[start]) && ascii_is_lower(view->text[start - 2]) &&
	    start + 1 < view->len && ascii_is_lower(view->text[start + 1]))
		return GAP_STOP | GAP_GLUE;
	return gap;
}

/* "Sr. Engineer" is one sentence. */
static unsigned drop_stop(const struct view *view, unsigned gap)
{
	static const char short_forms[][3] = { "sr", "jr", "st", "mt", "dr", "ft", "vs", "mr",
		"ms" };
	const struct word *last;

	if ((gap & GAP_STOP) == 0 || (gap & GAP_LINE) != 0 || view->words.count == 0)
		return gap;
	last = &view->words.items[view->words.count - 1];
	if (last->len != 2)
		return gap;
	for (size_t i = 0; i < sizeof short_forms / sizeof short_forms[0]; i++)
		if (memcmp(view->folded.text + last->at, short_forms[i], 2) == 0)
			return (gap & ~(unsigned)GAP_STOP) | GAP_OTHER;
	return gap;
}

/* Adds the word at AT, in parts where it is glued; where it ends. */
static size_t add_any_word(struct view *view, size_t at, unsigned gap)
{
	size_t end = at + word_bytes(view->folded.text, view->folded.len, at);

	while (at < end) {
		size_t len = glue_point(view, at, end - at);
		struct piece piece = { .at = at, .len = len, .start = source_at(view, at),
			.end = source_at(view, at + len) };

		piece.is_upper = is_upper_at(view, piece.start);
		piece.is_caps = piece.is_upper && is_caps_in(view, piece.start, piece.end);
		add_word(view, &piece, gap);
		at += len;
		gap = GAP_GLUE;
	}
	return end;
}

/* Finds out how far the folded bytes from AT on stand where those of the text stand. */
static void find_plain(struct cut *cut, size_t at)
{
	const struct utf8_runs *runs = &cut->view->runs;
	const struct utf8_run *run;

	while (cut->next_run < runs->count && runs->items[cut->next_run].at <= at)
		cut->next_run++;
	run = cut->next_run > 0 ? &runs->items[cut->next_run - 1] : NULL;
	cut->shift = utf8_source_after(run, at) - at;
	if (run && at - run->at < run->folded_len)
		cut->plain_end = at;
	else
		cut->plain_end = cut->next_run < runs->count ? runs->items[cut->next_run].at :
			cut->len;
}

/* Makes *piece the word at AT where that is of ASCII in the text too, without apostrophe and not
 * glued; false where it is not. */
static bool take_plain(const struct cut *cut, size_t at, struct piece *piece)
{
	const char *source; /* of the folded byte AT */
	unsigned first;
	unsigned inner = 0;
	size_t i = at + 1;

	if (at >= cut->plain_end)
		return false;
	source = cut->view->text + (at + cut->shift);
	first = ascii_class(source[0]);
	for (; i < cut->plain_end; i++) {
		unsigned class = ascii_class(source[i - at]);

		if ((class & ASCII_ALNUM) == 0)
			break;
		inner |= class;
	}
	if (i == cut->plain_end ? i < cut->len : source[i - at] == '\'')
		return false;
	if ((inner & ASCII_UPPER) != 0 && (inner & ASCII_LOWER) != 0)
		return false;
	piece->at = at;
	piece->len = i - at;
	piece->start = at + cut->shift;
	piece->end = i + cut->shift;
	piece->is_letters = ((first | inner) & ASCII_DIGIT) == 0;
	piece->is_upper = (first & (ASCII_UPPER | ASCII_DIGIT)) != 0;
	piece->is_caps = piece->is_upper && (inner & ASCII_UPPER) != 0 &&
		is_caps_in(cut->view, piece->start, piece->end);
	piece->is_plain = true;
	return true;
}

/* Of eight bytes: the high bit of each that is a letter, a capital, a digit. */
struct kinds { uint64_t letters, upper, digits; };

/* The high bit of each byte that is one of [FIRST, LAST], which are ASCII. */
static uint64_t bytes_between(uint64_t low, unsigned first, unsigned last)
{
	return (low + EACH_BYTE * (0x80 - first)) & ~(low + EACH_BYTE * (0x7f - last));
}

static struct kinds kinds_of(uint64_t eight)
{
	uint64_t ascii = ~eight & HIGH_BITS;
	uint64_t low = eight & ~HIGH_BITS;
	struct kinds kinds;

	kinds.letters = bytes_between(low | EACH_BYTE * 0x20, 'a', 'z') & ascii;
	kinds.upper = kinds.letters & ~(eight << 2); /* no 0x20 in them */
	kinds.digits = bytes_between(low, '0', '9') & ascii;
	return kinds;
}

/* Leaves of *kinds what stands before the first byte that is neither letter nor digit; how many
 * bytes that is. */
static size_t cut_kinds(struct kinds *kinds)
{
	uint64_t stop = ~(kinds->letters | kinds->digits) & HIGH_BITS;
	uint64_t before;

	if (stop == 0)
		return sizeof stop;
	before = (stop & -stop) - 1;
	kinds->letters &= before;
	kinds->upper &= before;
	kinds->digits &= before;
	return (size_t)__builtin_ctzll(stop) / 8;
}

/* The same as take_plain() for a word of less than LEXICON_SHORT bytes, as nearly all are, eight of
 * them at once. */
static bool take_short(const struct cut *cut, size_t at, struct piece *piece)
{
	const char *source; /* of the folded byte AT */
	struct kinds first;
	struct kinds second = { 0, 0, 0 };
	uint64_t eight, upper, lower;

	if (at >= cut->plain_end || cut->plain_end - at <= LEXICON_SHORT)
		return false;
	source = cut->view->text + (at + cut->shift);
	eight = intern_eight(source);
	first = kinds_of(eight);
	piece->len = cut_kinds(&first);
	if (piece->len == sizeof eight) {
		uint64_t more = intern_eight(source + sizeof eight);
		size_t len;

		second = kinds_of(more);
		len = cut_kinds(&second);
		if (len == sizeof more)
			return false;
		piece->len += len;
	}
	upper = first.upper >> 1 | second.upper;
	lower = (first.letters & ~first.upper) >> 1 | (second.letters & ~second.upper);
	if (source[piece->len] == '\'' ||
	    ((upper & ~FIRST_OF_BOTH) != 0 && (lower & ~FIRST_OF_BOTH) != 0))
		return false;
	piece->at = at;
	piece->start = at + cut->shift;
	piece->end = piece->start + piece->len;
	piece->is_letters = (first.digits | second.digits) == 0;
	piece->is_upper = ((first.upper | first.digits) & FIRST_BYTE) != 0;
	piece->is_caps = piece->is_upper && lower == 0 && (upper & (upper - 1)) != 0;
	piece->is_plain = true;
	return true;
}

/* Takes the word at AT; where it ends. */
static size_t take_word(struct cut *cut, size_t at, unsigned gap)
{
	struct view *view = cut->view;
	struct piece piece;

	if (at >= cut->plain_end)
		find_plain(cut, at);
	if (gap != GAP_BLANK)
		gap = drop_stop(view, mend_gap(view, at + cut->shift, gap));
	if (!take_short(cut, at, &piece) && !take_plain(cut, at, &piece))
		return add_any_word(view, at, gap);
	add_word(view, &piece, gap);
	return at + piece.len;
}

static void make_room(struct view *view)
{
	size_t words = view->folded.len / BYTES_PER_WORD + 1;

	if (view->words.cap >= words)
		return;
	view->words.items = xrealloc(view->words.items, words, sizeof *view->words.items);
	view->words.cap = words;
}

void view_cut_words(struct view *view)
{
	struct cut cut = { .view = view, .text = view->folded.text, .len = view->folded.len };
	unsigned gap = GAP_LINE;
	size_t at = 0;

	make_room(view);
	while (at < cut.len) {
		/* One blank before a word, or none: nearly always. */
		if (cut.text[at] == ' ' && gap == 0) {
			gap = GAP_BLANK;
			at++;
		}
		while (at < cut.len && (ascii_class(cut.text[at]) & ASCII_ALNUM) == 0 &&
		       letter_beyond(cut.text + at, cut.len - at) == 0)
			at += add_gap(cut.text + at, cut.len - at, &gap);
		if (at == cut.len)
			break;
		at = take_word(&cut, at, gap);
		gap = 0;
	}
}

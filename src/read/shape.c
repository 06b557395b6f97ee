/* The shape of one line: an item of a list, a dividing line, a banner, or just text. */
#include "config.h"

#include "read/shape_int.h"

#include <string.h>

#include "read/pen_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

/* What must follow a bullet for it to be one. */
enum follow {
	FOLLOW_BLANK,            /* a blank: the character also stands in texts */
	FOLLOW_CAPITAL,          /* a blank or a capital letter */
	FOLLOW_ANY,
};

struct bullet {
	uint32_t first, last;    /* code points */
	enum follow follow;
	bool is_inner;
};

/* In the order of code points. The private ones are what Symbol and Wingdings bullets become. */
static const struct bullet bullets[] = {
	{ '*', '+', FOLLOW_BLANK, false },
	{ '-', '-', FOLLOW_CAPITAL, false },
	{ 0xa7, 0xa7, FOLLOW_BLANK, true },
	{ 0xb7, 0xb7, FOLLOW_ANY, false },
	{ 0xbb, 0xbb, FOLLOW_BLANK, false },
	{ 0x2010, 0x2012, FOLLOW_BLANK, false },
	{ 0x2013, 0x2014, FOLLOW_CAPITAL, false },
	{ 0x2022, 0x2023, FOLLOW_ANY, false },
	{ 0x203a, 0x203a, FOLLOW_BLANK, false },
	{ 0x2043, 0x2043, FOLLOW_ANY, true },
	{ 0x204c, 0x204d, FOLLOW_ANY, false },
	{ 0x2192, 0x2192, FOLLOW_BLANK, false },
	{ 0x21d2, 0x21d2, FOLLOW_BLANK, false },
	{ 0x2212, 0x2212, FOLLOW_CAPITAL, false },
	{ 0x2219, 0x2219, FOLLOW_ANY, false },
	{ 0x2460, 0x2473, FOLLOW_ANY, false },
	{ 0x25a0, 0x25a1, FOLLOW_ANY, false },
	{ 0x25aa, 0x25ab, FOLLOW_ANY, true },
	{ 0x25b6, 0x25bb, FOLLOW_ANY, false },
	{ 0x25c6, 0x25c8, FOLLOW_ANY, false },
	{ 0x25cb, 0x25cb, FOLLOW_ANY, true },
	{ 0x25cf, 0x25cf, FOLLOW_ANY, false },
	{ 0x25e6, 0x25e6, FOLLOW_ANY, true },
	{ 0x25fb, 0x25fe, FOLLOW_ANY, false },
	{ 0x2605, 0x2606, FOLLOW_BLANK, false },
	{ 0x2610, 0x2612, FOLLOW_ANY, false },
	{ 0x2666, 0x2666, FOLLOW_BLANK, false },
	{ 0x2705, 0x2705, FOLLOW_ANY, false },
	{ 0x2713, 0x2718, FOLLOW_ANY, false },
	{ 0x2726, 0x2727, FOLLOW_BLANK, false },
	{ 0x2756, 0x2756, FOLLOW_BLANK, false },
	{ 0x2794, 0x2794, FOLLOW_ANY, false },
	{ 0x2798, 0x27af, FOLLOW_ANY, false },
	{ 0x27b1, 0x27be, FOLLOW_ANY, false },
	{ 0x30fb, 0x30fb, FOLLOW_ANY, false },
	{ 0xf0a7, 0xf0a8, FOLLOW_ANY, true },
	{ 0xf0b7, 0xf0b7, FOLLOW_ANY, false },
	{ 0xf0d8, 0xf0d8, FOLLOW_ANY, false },
	{ 0xf0fc, 0xf0fc, FOLLOW_ANY, false },
	{ 0xff65, 0xff65, FOLLOW_ANY, false },
	{ 0xfffd, 0xfffd, FOLLOW_BLANK, false },
	{ 0x1f449, 0x1f449, FOLLOW_ANY, false },
	{ 0x1f538, 0x1f539, FOLLOW_ANY, false },
};

#define BULLETS (sizeof bullets / sizeof bullets[0])

/* Characters that dividing lines are drawn with, and how many of them make one; in order, too. */
static const struct { uint32_t first, last; size_t least; bool frames; } strokes[] = {
	{ '#', '#', 3, false }, { '*', '*', 3, true }, { '+', '+', 3, false },
	{ '-', '-', 3, true }, { '=', '=', 3, true }, { '_', '_', 3, true },
	{ '~', '~', 3, true }, { 0xb7, 0xb7, 3, false }, { 0x2012, 0x2015, 2, true },
	{ 0x2022, 0x2022, 3, false }, { 0x23af, 0x23af, 2, true }, { 0x2500, 0x2501, 2, true },
	{ 0x2550, 0x2550, 2, true }, { 0x25ac, 0x25ac, 2, true }, { 0x2e3a, 0x2e3b, 1, true },
};

#define STROKES (sizeof strokes / sizeof strokes[0])

#define BANNER_BYTES_MAX 160

/* As strchr(), but a NUL in a text is none of them. */
static bool is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

static uint32_t code_at(const char *body, size_t at, size_t end, size_t *taken)
{
	uint32_t code;

	*taken = utf8_decode(body + at, end - at, &code, NULL);
	return code;
}

/* The byte after blanks, invisible characters and variation selectors. */
static size_t skip_blanks(const char *body, size_t at, size_t end)
{
	while (at < end) {
		size_t taken;
		uint32_t code = code_at(body, at, end, &taken);
		enum pen_class class = pen_class(code);

		if (class != PEN_BLANK && class != PEN_NOTHING && code != 0xfe0f)
			break;
		at += taken;
	}
	return at;
}

static const struct bullet *find_bullet(uint32_t code)
{
	for (size_t i = 0; i < BULLETS && code >= bullets[i].first; i++) {
		if (code <= bullets[i].last)
			return &bullets[i];
	}
	return NULL;
}

static bool may_follow(enum follow follow, const char *body, size_t at, size_t end)
{
	size_t taken;

	if (at == end || follow == FOLLOW_ANY || skip_blanks(body, at, end) > at)
		return true;
	return follow == FOLLOW_CAPITAL && ascii_is_upper((char)code_at(body, at, end, &taken));
}

static bool read_glyph(struct shape *shape, const char *body, size_t start, size_t end)
{
	size_t taken;
	uint32_t code = code_at(body, start, end, &taken);
	const struct bullet *bullet = find_bullet(code);

	if (!bullet || !may_follow(bullet->follow, body, start + taken, end))
		return false;
	shape->kind = SHAPE_ITEM;
	shape->mark = code;
	shape->is_inner = bullet->is_inner;
	shape->start = skip_blanks(body, start + taken, end);
	return true;
}

/* Word processors write the bullet of a second level as the letter o and a wide gap. */
static bool read_letter_o(struct shape *shape, const char *body, size_t start, size_t end)
{
	size_t text;

	if (body[start] != 'o' || start + 1 == end)
		return false;
	text = skip_blanks(body, start + 1, end);
	if (text < start + 3 && body[start + 1] != '\t')
		return false;
	shape->kind = SHAPE_ITEM;
	shape->mark = 'o';
	shape->is_inner = true;
	shape->start = text;
	return true;
}

/* How many bytes "12", "b" or "iv" takes, and which of a kind it is. */
static size_t read_ordinal(const char *text, size_t len, uint32_t *mark)
{
	size_t at = 0;

	*mark = '1';
	while (at < len && at < 3 && ascii_is_digit(text[at]))
		at++;
	if (at > 0)
		return at;
	*mark = 'a';
	while (at < len && at < 4 && is_one_of(text[at], "ivx"))
		at++;
	if (at > 1)
		return at;
	return len > 0 && ascii_is_alpha(text[0]) ? 1 : 0;
}

/* "1." and "1)", "(1)", "a)", "iv)": with text after a blank. */
static bool read_number(struct shape *shape, const char *body, size_t start, size_t end)
{
	size_t at = start + (body[start] == '(');
	uint32_t mark;
	size_t digits = read_ordinal(body + at, end - at, &mark);
	size_t text;

	at += digits;
	if (digits == 0 || at == end)
		return false;
	if (body[at] != ')' && (body[at] != '.' || mark != '1' || body[start] == '('))
		return false;
	text = skip_blanks(body, at + 1, end);
	if (text == at + 1 || text == end)
		return false;
	shape->kind = SHAPE_ITEM;
	shape->mark = mark;
	shape->start = text;
	return true;
}

/* The row of a stroke, or -1. */
static int find_stroke(uint32_t code)
{
	for (size_t i = 0; i < STROKES && code >= strokes[i].first; i++) {
		if (code <= strokes[i].last)
			return (int)i;
	}
	return -1;
}

/* Reads strokes of one row from START on, with backslashes before them and, with GAPS, blanks
 * between them. Returns the byte after them, and their number. */
static size_t read_strokes(const char *body, size_t start, size_t end, int row, bool gaps,
			   size_t *count)
{
	size_t at = start;

	*count = 0;
	while (at < end) {
		size_t taken;
		uint32_t code = code_at(body, at, end, &taken);

		if (find_stroke(code) == row)
			++*count;
		else if (code != '\\' && !(gaps && pen_class(code) == PEN_BLANK))
			break;
		at += taken;
	}
	return at;
}

static size_t after_backslash(const char *body, size_t start, size_t end)
{
	return start < end && body[start] == '\\' ? start + 1 : start;
}

static int first_stroke(const char *body, size_t start, size_t end)
{
	size_t at = after_backslash(body, start, end), taken;

	return at < end ? find_stroke(code_at(body, at, end, &taken)) : -1;
}

static bool read_rule(struct shape *shape, const char *body, size_t start, size_t end, int row)
{
	size_t count;

	if (read_strokes(body, start, end, row, true, &count) != end ||
	    count < strokes[row].least)
		return false;
	shape->kind = SHAPE_RULE;
	shape->start = end;
	return true;
}

/* The byte at which the strokes that end the line begin; END where there are fewer than two. */
static size_t closing_strokes(const char *body, size_t start, size_t end, int row)
{
	size_t at = end, count = 0;

	while (at > start) {
		size_t before = at - 1;
		size_t taken;
		uint32_t code;

		while (before > start && ((unsigned char)body[before] & 0xc0) == 0x80)
			before--;
		code = code_at(body, before, at, &taken);
		if (find_stroke(code) == row)
			count++;
		else if (code != '\\')
			break;
		at = before;
	}
	return count < 2 ? end : at;
}

static bool has_letter(const char *body, size_t start, size_t end)
{
	while (start < end) {
		size_t taken;

		if (utf8_is_word(code_at(body, start, end, &taken)))
			return true;
		start += taken;
	}
	return false;
}

/* Whether a line that ends in C may end in strokes: most lines end in a letter or a stop. */
static bool may_end_in_strokes(char c)
{
	return !ascii_is_alnum(c) && !is_one_of(c, ".,:;!?)");
}

/* Text between two strokes or more on each side. Marks of Markdown (** and __) need a blank
 * inside. */
static bool read_banner(struct shape *shape, const char *body, size_t start, size_t end, int row)
{
	size_t from, to, count;

	if (!strokes[row].frames || end - start > BANNER_BYTES_MAX)
		return false;
	from = read_strokes(body, start, end, row, false, &count);
	to = count < 2 || from == end ? end : closing_strokes(body, from, end, row);
	if (to == end || !has_letter(body, from, to))
		return false;
	if (is_one_of(body[to], "*_~") && (body[from] != ' ' || body[to - 1] != ' '))
		return false;
	shape->kind = SHAPE_BANNER;
	shape->start = skip_blanks(body, from, to);
	shape->end = to;
	while (shape->end > shape->start && ascii_is_space(body[shape->end - 1]))
		shape->end--;
	return true;
}

static size_t count_of(const char *body, size_t start, size_t end, char mark)
{
	size_t at = start;

	while (at < end && body[at] == mark)
		at++;
	return at - start;
}

/* One to three asterisks or underscores on each side, close to the text. */
static bool read_strong(struct shape *shape, const char *body, size_t start, size_t end)
{
	char mark = body[start];
	size_t from = start + count_of(body, start, end, mark), to = end;

	if ((mark != '*' && mark != '_') || from - start > 3 || end - start > BANNER_BYTES_MAX)
		return false;
	if (to > from && body[to - 1] == ':')
		to--;
	while (to > from && body[to - 1] == mark)
		to--;
	if (to == from || to == end || body[to] != mark || ascii_is_space(body[from]) ||
	    ascii_is_space(body[to - 1]))
		return false;
	shape->kind = SHAPE_STRONG;
	shape->start = from;
	shape->end = to;
	return true;
}

void shape_read(struct shape *shape, const char *body, size_t start, size_t end)
{
	*shape = (struct shape){ .kind = SHAPE_TEXT, .start = start, .end = end };
	if (start == end)
		return;
	/* Neither a bullet nor a stroke is a letter or digit, which most lines begin with. */
	if (!ascii_is_alnum(body[start])) {
		int row = may_end_in_strokes(body[end - 1]) ? first_stroke(body, start, end) : -1;

		if (row >= 0 && (read_rule(shape, body, start, end, row) ||
				 read_banner(shape, body, start, end, row)))
			return;
		if (read_strong(shape, body, start, end) || read_glyph(shape, body, start, end))
			return;
	}
	if (!read_letter_o(shape, body, start, end))
		read_number(shape, body, start, end);
}

bool shape_is_bullet(uint32_t code)
{
	const struct bullet *bullet = find_bullet(code);

	return bullet && bullet->follow == FOLLOW_ANY;
}

size_t shape_after_bullet(const char *body, size_t at, size_t end)
{
	return skip_blanks(body, at, end);
}

int nesting_item(struct nesting *nesting, const struct shape *shape, size_t column)
{
	int top;

	while (nesting->depth > 0 && nesting->levels[nesting->depth - 1].column > column + 1)
		nesting->depth--;
	/* A bullet of the list that is open below this one, in the same column, ends the inner
	 * one. */
	while (nesting->depth > 1 && nesting->levels[nesting->depth - 1].is_inner &&
	       !shape->is_inner && nesting->levels[nesting->depth - 1].column + 1 >= column)
		nesting->depth--;
	top = nesting->depth - 1;
	if (top < 0 || (nesting->depth < NESTING_MAX &&
			(nesting->levels[top].column + 1 < column ||
			 (shape->is_inner && !nesting->levels[top].is_inner)))) {
		nesting->levels[nesting->depth].column = column;
		nesting->levels[nesting->depth].is_inner = shape->is_inner;
		nesting->depth++;
	}
	return nesting->depth;
}

/*
 * The company that an address names.
 *
 * An address spells a company in small letters without blanks: "scaleai", "top-hat", "withclutch".
 * The words of the text that spell the same are its name as people write it.
 */
#include "config.h"

#include "extract/company_slug_int.h"

#include <string.h>

#include "extract/names_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define SLUG_BYTES_MAX 64
#define SLUG_BYTES_MIN 2

/* A part of a slug that is shorter than this is no name. */
#define PART_BYTES_MIN 3
#define NAME_WORDS 6

/* What companies put before or behind their name where it was taken. */
static const char *const before[] = { "with", "join", "get", "try", "use", "hey", "hello", "go",
	"the", "work-at-", "team" };
static const char *const behind[] = { "hq", "inc", "llc", "ltd", "gmbh", "careers", "jobs", "labs",
	"tech", "technologies", "software", "app", "team", "group", "global", "external", "ai",
	"io", "com", "co", "org", "insurance", "health", "hiring" };

#define COUNT_OF(words) (sizeof (words) / sizeof (words)[0])

/* The letters and digits of a slug, folded. */
struct spelt { char text[SLUG_BYTES_MAX + 1]; size_t len; };

static int hex_value(char c)
{
	c = ascii_lower(c);
	if (ascii_is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undoes "%20". */
static void unescape(struct strbuf *out, const char *slug)
{
	for (const char *p = slug; *p; p++) {
		int high = *p == '%' ? hex_value(p[1]) : -1;
		int low = high >= 0 ? hex_value(p[2]) : -1;

		if (low >= 0 && high * 16 + low >= ' ') {
			strbuf_putc(out, (char)(high * 16 + low));
			p += 2;
		} else {
			strbuf_putc(out, *p);
		}
	}
}

static bool is_spelt(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static void spell(struct spelt *spelt, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (is_spelt(text[i]) && spelt->len < SLUG_BYTES_MAX)
			spelt->text[spelt->len++] = text[i];
	}
	spelt->text[spelt->len] = '\0';
}

static void spell_slug(struct spelt *spelt, const char *slug)
{
	struct strbuf plain = STRBUF_INIT, folded = STRBUF_INIT;

	unescape(&plain, slug);
	utf8_fold(&folded, plain.text, plain.len);
	spell(spelt, folded.text, folded.len);
	strbuf_release(&plain);
	strbuf_release(&folded);
}

/* Words may be parts of one name: "Top Hat", "LI.FI", "final-round". */
static bool goes_on(const struct view *view, size_t at)
{
	const unsigned breaks = GAP_LINE | GAP_BAR | GAP_COMMA | GAP_COLON | GAP_OPEN | GAP_CLOSE |
		GAP_DASH | GAP_MONEY;

	return at < view->words.count && (view_gap(view, at) & breaks) == 0;
}

/* The words from AT on that spell it; AT where they do not. */
static size_t match(const struct view *view, size_t at, const struct spelt *spelt)
{
	size_t spelt_len = 0;

	for (size_t i = at; i < at + NAME_WORDS && (i == at || goes_on(view, i)); i++) {
		struct spelt word = { .len = 0 };

		spell(&word, view->folded.text + view->words.items[i].at,
		      view->words.items[i].len);
		if (spelt_len + word.len > spelt->len ||
		    memcmp(spelt->text + spelt_len, word.text, word.len) != 0)
			return at;
		spelt_len += word.len;
		if (spelt_len == spelt->len)
			return i + 1;
	}
	return at;
}

/* A form of company that is written behind the name is of it: "Top Hat Inc". */
static size_t take_form(const struct view *view, size_t last)
{
	return last < view->words.count && (view_gap(view, last) & GAP_SENTENCE) == 0 &&
	       view_has(view, LEXICON_COMPANY, COMPANY_WORD_SUFFIX, last, last + 1) ?
		last + 1 : last;
}

/* Words with a capital, or with one inside, are a name. */
static bool is_written(const struct view *view, size_t first, size_t last)
{
	for (size_t i = view_start(view, first); i < view_end(view, last); i++) {
		if (ascii_is_upper(view->text[i]) || ascii_is_digit(view->text[i]))
			return true;
	}
	return false;
}

static bool find(const struct view *view, const struct spelt *spelt, size_t *start, size_t *end)
{
	for (size_t at = 0; spelt->len >= SLUG_BYTES_MIN && at < view->words.count; at++) {
		size_t last = match(view, at, spelt);
		struct name name = { at, last };

		if (last == at || !is_written(view, at, last))
			continue;
		name.last = take_form(view, last);
		*start = view_start(view, at);
		*end = name_end(view, &name);
		return true;
	}
	return false;
}

/* The slug without a word that goes before or behind the name; false where none does. */
static bool cut_word(struct spelt *cut, const struct spelt *spelt, const char *word, bool is_behind)
{
	size_t len = strlen(word);

	if (spelt->len < len + PART_BYTES_MIN ||
	    memcmp(spelt->text + (is_behind ? spelt->len - len : 0), word, len) != 0)
		return false;
	cut->len = 0;
	spell(cut, spelt->text + (is_behind ? 0 : len), spelt->len - len);
	return true;
}

bool company_slug_find(const struct reading *reading, const char *slug, size_t *start, size_t *end)
{
	struct spelt spelt = { .len = 0 };

	spell_slug(&spelt, slug);
	return find(&reading->view, &spelt, start, end);
}

bool company_slug_find_part(const struct reading *reading, const char *slug, size_t *start,
			    size_t *end)
{
	const struct view *view = &reading->view;
	struct spelt spelt = { .len = 0 }, cut = { .len = 0 };

	spell_slug(&spelt, slug);
	for (size_t i = 0; i < COUNT_OF(before); i++) {
		if (cut_word(&cut, &spelt, before[i], false) && find(view, &cut, start, end))
			return true;
	}
	for (size_t i = 0; i < COUNT_OF(behind); i++) {
		if (cut_word(&cut, &spelt, behind[i], true) && find(view, &cut, start, end))
			return true;
	}
	return false;
}

static bool holds(const struct spelt *text, const struct spelt *part)
{
	return part->len >= PART_BYTES_MIN && strstr(text->text, part->text) != NULL;
}

/* "oneapp" and "OnePay": the name begins as the slug does without the word behind it. */
static bool begins_alike(const struct spelt *spelt, const struct spelt *said)
{
	struct spelt cut = { .len = 0 };

	for (size_t i = 0; i < COUNT_OF(behind); i++) {
		if (cut_word(&cut, spelt, behind[i], true) && said->len >= cut.len &&
		    memcmp(said->text, cut.text, cut.len) == 0)
			return true;
	}
	return false;
}

bool company_slug_fits(const struct reading *reading, const char *slug, const struct name *name)
{
	const struct view *view = &reading->view;
	struct spelt spelt = { .len = 0 }, said = { .len = 0 };

	spell_slug(&spelt, slug);
	for (size_t i = name->first; i < name->last; i++)
		spell(&said, view->folded.text + view->words.items[i].at,
		      view->words.items[i].len);
	return holds(&spelt, &said) || holds(&said, &spelt) || begins_alike(&spelt, &said);
}

void company_slug_label(struct strbuf *out, const char *slug)
{
	struct strbuf plain = STRBUF_INIT;
	bool begins = true;

	unescape(&plain, slug);
	for (size_t i = 0; i < plain.len; i++) {
		char c = plain.text[i];
		bool is_blank = c == '-' || c == '_' || c == '+' || ascii_is_space(c);

		if (is_blank && !begins)
			strbuf_putc(out, ' ');
		else if (!is_blank)
			strbuf_putc(out, begins ? ascii_upper(c) : c);
		begins = is_blank;
	}
	while (out->len > 0 && out->text[out->len - 1] == ' ')
		strbuf_cut(out, out->len - 1);
	strbuf_release(&plain);
}

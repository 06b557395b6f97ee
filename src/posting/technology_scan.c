/* Finding technologies in text: the longest spelling from each word's start, and its borders. */
#include "config.h"

#include "posting/technology_scan.h"

#include <string.h>

#include "posting/technology_int.h"
#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

/* Links are skipped: what stands in an address says nothing about the job. */
static const char *const link_starts[] = { "http://", "https://", "www." };

/* A spelling found at [start, end) of the folded text; NULL for none. */
struct candidate {
	size_t start, end;
	const struct spelling *spelling;
};

/* Whether a letter, digit, mark or underscore starts at AT of the folded text. */
static bool is_word_at(const struct technology_scan *scan, size_t at)
{
	uint32_t code;

	if (at >= scan->len)
		return false;
	if ((unsigned char)scan->folded[at] < 0x80)
		return (ascii_class(scan->folded[at]) & ASCII_ALNUM) != 0 ||
			scan->folded[at] == '_';
	utf8_decode(scan->folded + at, scan->len - at, &code, NULL);
	return utf8_is_word(code);
}

/* Whether a word's character ends before AT. */
static bool is_word_before(const struct technology_scan *scan, size_t at)
{
	size_t start = at;

	if (at == 0)
		return false;
	do
		start--;
	while (start > 0 && at - start < 4 &&
	       ((unsigned char)scan->folded[start] & 0xc0) == 0x80);
	return is_word_at(scan, start);
}

static char byte_at(const struct technology_scan *scan, size_t at)
{
	return at < scan->len ? scan->folded[at] : '\0';
}

static bool is_space_at(const struct technology_scan *scan, size_t at)
{
	return at >= scan->len || ascii_is_space(scan->folded[at]);
}

/* Whether any spelling may start at AT: not inside a word, nor after the dot or at sign of a longer
 * name ("node.js", "jobs@redis"). */
static bool may_start(const struct technology_scan *scan, size_t at)
{
	char before = at > 0 ? scan->folded[at - 1] : ' ';

	if (ascii_is_space(before)) /* most words */
		return true;
	if (is_word_before(scan, at))
		return false;
	return (before != '.' && before != '@') || !is_word_before(scan, at - 1);
}

/* Weak ones are words of their own: no hyphen or ampersand joins them to others ("C-level",
 * "R&D"), and one letter does not stand in parentheses ("(R)"). */
static bool stands_alone(const struct technology_scan *scan, size_t start, size_t end)
{
	char before = start > 0 ? scan->folded[start - 1] : ' ';
	char after = byte_at(scan, end);

	if ((before == '-' || before == '&') && start > 1 && !is_space_at(scan, start - 2))
		return false;
	if ((after == '-' || after == '&') && !is_space_at(scan, end + 1))
		return false;
	if (after == '+' && is_word_at(scan, end + 1))
		return false;
	return end - start > 1 || before != '(' || after != ')';
}

/* Whether the digits attached at AT are a version that ends the word: "3", "3.11". */
static bool is_version(const struct technology_scan *scan, size_t at)
{
	while (ascii_is_digit(byte_at(scan, at)) ||
	       (byte_at(scan, at) == '.' && ascii_is_digit(byte_at(scan, at + 1))))
		at++;
	return !is_word_at(scan, at);
}

/* Whether the word may end before AT. */
static bool may_end(const struct technology_scan *scan, size_t at, const struct spelling *spelling)
{
	char after = byte_at(scan, at);
	bool has_sign = !is_word_before(scan, at);

	if (ascii_is_digit(after) && (spelling->takes_version || has_sign))
		return is_version(scan, at);
	if (is_word_at(scan, at) || after == '#')
		return false;
	if (after == '+')
		return is_word_at(scan, at + 1) && !ascii_is_digit(byte_at(scan, at + 1));
	if (after == '.' || after == '@')
		return !is_word_at(scan, at + 1) ||
		       (after == '@' && ascii_is_digit(byte_at(scan, at + 1)));
	return true;
}

/* The bytes of a blank that starts TEXT, 0 for none. A no-break space is one. */
static size_t blank_bytes(const char *text, size_t len)
{
	if (len > 0 && technology_is_blank(text[0]))
		return 1;
	return len > 1 && memcmp(text, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* Whether TEXT is SPELLING, byte by byte; a blank of the spelling fits blanks or one hyphen. */
static bool fits(const char *text, size_t len, const char *spelling)
{
	size_t at = 0;

	for (; *spelling; spelling++) {
		size_t blank = *spelling == ' ' ? blank_bytes(text + at, len - at) : 0;

		if (blank > 0) {
			for (; blank > 0; blank = blank_bytes(text + at, len - at))
				at += blank;
			continue;
		}
		if (at == len || (text[at] != *spelling && (*spelling != ' ' || text[at] != '-')))
			return false;
		at++;
	}
	return at == len;
}

static size_t source_of(const struct technology_scan *scan, size_t at)
{
	return at < scan->len ? utf8_source(scan->runs, at) : scan->text_len;
}

/* Whether [start, end) of the folded text is this spelling, with its borders and its case. */
static bool is_spelled(const struct technology_scan *scan, size_t start, size_t end,
		       const struct spelling *spelling)
{
	const char *texts = scan->technologies->texts.items;
	size_t from;

	if (spelling->is_dropped || !may_end(scan, end, spelling) ||
	    !fits(scan->folded + start, end - start, texts + spelling->folded))
		return false;
	if (spelling->kind != SPELLING_WEAK)
		return true;
	from = source_of(scan, start);
	return stands_alone(scan, start, end) &&
		fits(scan->text + from, source_of(scan, end) - from, texts + spelling->text);
}

/* The spelling of KEY that [start, end) is: a weak one only where no other is. */
static const struct spelling *choose(const struct technology_scan *scan, uint32_t key, size_t start,
				     size_t end)
{
	const struct spelling *chosen = NULL;
	uint32_t at = scan->technologies->last.items[key];

	for (; at != TECHNOLOGY_NONE; at = scan->technologies->spellings.items[at].next) {
		const struct spelling *spelling = &scan->technologies->spellings.items[at];

		if (chosen && (chosen->kind != SPELLING_WEAK || spelling->kind == SPELLING_WEAK))
			continue;
		if (is_spelled(scan, start, end, spelling))
			chosen = spelling;
	}
	return chosen;
}

/* Where the key ends that the text at START begins with; 0 for none. */
static size_t key_end(const struct technology_scan *scan, size_t start, uint32_t key)
{
	size_t at = start;
	size_t len;
	const char *bytes = intern_text(&scan->technologies->keys, key, &len);

	for (size_t i = 0; i < len; i++)
		if (at == scan->len ||
		    technology_token(scan->folded, scan->len, &at) != bytes[i])
			return 0;
	return at;
}

/* The two bytes that a key has for what stands at AT; 0 behind the end. */
static void next_tokens(const struct technology_scan *scan, size_t at, unsigned char next[2])
{
	for (size_t i = 0; i < 2; i++)
		next[i] = at < scan->len ? (unsigned char)technology_token(scan->folded,
			scan->len, &at) : 0;
}

static bool may_be(const struct technology_candidate *one, const unsigned char next[2])
{
	return one->next[0] == 0 || (one->next[0] == next[0] &&
		(one->next[1] == 0 || one->next[1] == next[1]));
}

/* The longest spelling that begins at AT with the letters of START, which NEXT follows. */
static struct candidate longest_at(const struct technology_scan *scan, size_t at, uint32_t start,
				   const unsigned char next[2])
{
	const struct technology_starts *starts = &scan->technologies->starts;
	const struct technology_candidate *all = starts->candidates.items;
	const struct technology_candidate *one = all + starts->firsts.items[start];
	const struct technology_candidate *end = all + starts->firsts.items[start + 1];

	for (; one < end; one++) {
		const struct spelling *spelling;
		size_t stop = may_be(one, next) ? key_end(scan, at, one->key) : 0;

		if (stop == 0)
			continue;
		spelling = choose(scan, one->key, at, stop);
		if (spelling)
			return (struct candidate){ at, stop, spelling };
	}
	return (struct candidate){ at, at, NULL };
}

/* The bytes of a link that starts at AT, 0 for none. */
static size_t link_bytes(const struct technology_scan *scan, size_t at)
{
	size_t end = at;

	if (byte_at(scan, at + 1) != 't' && byte_at(scan, at + 1) != 'w')
		return 0;
	for (size_t i = 0; i < sizeof link_starts / sizeof *link_starts; i++) {
		if (!ascii_starts_len(scan->folded + at, scan->len - at, link_starts[i]))
			continue;
		while (!is_space_at(scan, end) && !strchr("\"'()<>[]", scan->folded[end]))
			end++;
		return end - at;
	}
	return 0;
}

/* Adds a match, unless one that is as long stands in its way; takes a shorter one away. */
static void add_match(const struct technology_scan *scan, struct candidate found)
{
	const struct spelling *spelling = found.spelling;
	struct technology_matches *out = scan->out;
	struct technology_match *last =
		out->count > scan->first ? &out->items[out->count - 1] : NULL;
	struct technology_match match = { .technology = NULL };

	if (!spelling)
		return;
	match.start = source_of(scan, found.start);
	match.end = source_of(scan, found.end);
	match.is_weak = spelling->kind == SPELLING_WEAK;
	if (spelling->kind != SPELLING_DECOY)
		match.technology = &scan->technologies->shown[spelling->entry];
	if (!last || last->end <= match.start)
		*VEC_PUSH(out) = match;
	else if (match.end - match.start > last->end - last->start)
		*last = match;
}

/* Looks at the word, or the mark, at AT; returns where that, or a link, ends. */
static size_t scan_at(const struct technology_scan *scan, size_t at)
{
	const char *word = scan->folded + at;
	size_t room = scan->len - at;
	size_t letters = technology_start(word, room);
	size_t end = at + letters;

	if (*word == 'h' || *word == 'w') {
		size_t link = link_bytes(scan, at);

		if (link > 0)
			return at + link;
	}
	technology_scan_word(scan, at, letters,
			     intern_find(&scan->technologies->starts.letters, word, letters, room));
	if ((ascii_class(*word) & ASCII_ALNUM) == 0)
		return end;
	while (end < scan->len && (ascii_class(scan->folded[end]) & ASCII_ALNUM) != 0)
		end++;
	return end;
}

const char *technologies_start(const struct technologies *technologies, uint32_t start, size_t *len)
{
	const struct intern *letters = &technologies->starts.letters;

	return start > letters->count ? NULL : intern_text(letters, start, len);
}

bool technologies_begin_with(const struct technologies *technologies, char c)
{
	return technologies->starts.begins[(unsigned char)c];
}

/* Nearly all words that start a key start none where they stand: "the", "open". The filter knows
 * by what follows. */
void technology_scan_word(const struct technology_scan *scan, size_t at, size_t len, uint32_t start)
{
	unsigned char next[2];

	if (start == 0)
		return;
	next_tokens(scan, at + len, next);
	if ((scan->technologies->starts.filters.items[start] >> technology_filter(next) & 1) != 0 &&
	    may_start(scan, at))
		add_match(scan, longest_at(scan, at, start, next));
}

size_t technology_scan_range(const struct technology_scan *scan, size_t at, size_t end)
{
	while (at < end) {
		char c = scan->folded[at];

		if ((ascii_class(c) & ASCII_ALNUM) != 0 ||
		    technologies_begin_with(scan->technologies, c))
			at = scan_at(scan, at);
		else
			at++;
	}
	return at;
}

void technology_scan_end(const struct technology_scan *scan)
{
	struct technology_matches *out = scan->out;
	size_t kept = scan->first;

	for (size_t i = scan->first; i < out->count; i++) {
		if (out->items[i].technology)
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

void technologies_scan(const struct technologies *technologies, const char *text, size_t len,
		       struct technology_matches *out)
{
	struct strbuf folded = STRBUF_INIT;
	struct utf8_runs runs = { NULL, 0, 0 };
	struct technology_scan scan = {
		.technologies = technologies, .text = text, .text_len = len, .runs = &runs,
		.out = out, .first = out->count,
	};

	utf8_fold_plain(&folded, &runs, text, len);
	scan.folded = folded.text;
	scan.len = folded.len;
	technology_scan_range(&scan, 0, scan.len);
	technology_scan_end(&scan);
	strbuf_release(&folded);
	VEC_RELEASE(&runs);
}

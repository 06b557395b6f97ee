/* Finding technologies in text: the longest spelling from each word's start, and its borders. */
#include "config.h"

#include "posting/technology_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

/* Links are skipped: what stands in an address says nothing about the job. */
static const char *const link_starts[] = { "http://", "https://", "www." };

/* The text of one scan. */
struct scan {
	const struct technologies *technologies;
	const char *text;        /* as it is */
	size_t text_len;
	const char *folded;
	size_t len;
	const size_t *sources;
};

/* A spelling found at [start, end) of the folded text; NULL for none. */
struct candidate {
	size_t start, end;
	const struct spelling *spelling;
};

/* Whether C of folded text is a letter or digit of ASCII: most of it is. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a letter, digit, mark or underscore starts at AT of the folded text. */
static bool is_word_at(const struct scan *scan, size_t at)
{
	uint32_t code;

	if (at >= scan->len)
		return false;
	if ((unsigned char)scan->folded[at] < 0x80)
		return is_plain(scan->folded[at]) || scan->folded[at] == '_';
	utf8_decode(scan->folded + at, scan->len - at, &code, NULL);
	return utf8_is_word(code);
}

/* Whether a word's character ends before AT. */
static bool is_word_before(const struct scan *scan, size_t at)
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

static char byte_at(const struct scan *scan, size_t at)
{
	return at < scan->len ? scan->folded[at] : '\0';
}

static bool is_space_at(const struct scan *scan, size_t at)
{
	return at >= scan->len || ascii_is_space(scan->folded[at]);
}

/* Whether any spelling may start at AT: not inside a word, nor after the dot or at sign of a longer
 * name ("node.js", "jobs@redis"). */
static bool may_start(const struct scan *scan, size_t at)
{
	char before = at > 0 ? scan->folded[at - 1] : ' ';

	if (is_word_before(scan, at))
		return false;
	return (before != '.' && before != '@') || !is_word_before(scan, at - 1);
}

/* Weak ones are words of their own: no hyphen or ampersand joins them to others ("C-level",
 * "R&D"), and one letter does not stand in parentheses ("(R)"). */
static bool stands_alone(const struct scan *scan, size_t start, size_t end)
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
static bool is_version(const struct scan *scan, size_t at)
{
	while (ascii_is_digit(byte_at(scan, at)) ||
	       (byte_at(scan, at) == '.' && ascii_is_digit(byte_at(scan, at + 1))))
		at++;
	return !is_word_at(scan, at);
}

/* Whether the word may end before AT. */
static bool may_end(const struct scan *scan, size_t at, const struct spelling *spelling)
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

static size_t source_of(const struct scan *scan, size_t at)
{
	return at < scan->len ? scan->sources[at] : scan->text_len;
}

/* Whether [start, end) of the folded text is this spelling, with its borders and its case. */
static bool is_spelled(const struct scan *scan, size_t start, size_t end,
		       const struct spelling *spelling)
{
	const char *texts = scan->technologies->texts.text;
	size_t from = source_of(scan, start);

	if (spelling->is_dropped || !may_end(scan, end, spelling) ||
	    !fits(scan->folded + start, end - start, texts + spelling->folded))
		return false;
	return spelling->kind != SPELLING_WEAK ||
	       (stands_alone(scan, start, end) &&
		fits(scan->text + from, source_of(scan, end) - from, texts + spelling->text));
}

/* The spelling of NODE that [start, end) is: a weak one only where no other is. */
static const struct spelling *choose(const struct scan *scan, uint32_t node, size_t start,
				     size_t end)
{
	const struct spelling *chosen = NULL;
	uint32_t at = scan->technologies->nodes.items[node];

	for (; at != TECHNOLOGY_NONE; at = scan->technologies->spellings.items[at].next) {
		const struct spelling *spelling = &scan->technologies->spellings.items[at];

		if (chosen && (chosen->kind != SPELLING_WEAK || spelling->kind == SPELLING_WEAK))
			continue;
		if (is_spelled(scan, start, end, spelling))
			chosen = spelling;
	}
	return chosen;
}

/* The longest spelling that starts at START. */
static struct candidate longest_at(const struct scan *scan, size_t start)
{
	struct candidate longest = { start, start, NULL };
	uint32_t node = 0;
	size_t at = start;

	while (at < scan->len) {
		char c = technology_token(scan->folded, scan->len, &at);
		const struct spelling *spelling;

		node = technology_step(scan->technologies, node, c);
		if (node == 0)
			break;
		spelling = choose(scan, node, start, at);
		if (spelling)
			longest = (struct candidate){ start, at, spelling };
	}
	return longest;
}

/* The bytes of a link that starts at AT, 0 for none. */
static size_t link_bytes(const struct scan *scan, size_t at)
{
	size_t end = at;

	if (scan->folded[at] != 'h' && scan->folded[at] != 'w')
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

/* The next place after AT where a spelling may start: none does inside a word or at a blank. */
static size_t next_start(const struct scan *scan, size_t at)
{
	size_t start = at;

	while (at < scan->len && is_plain(scan->folded[at]))
		at++;
	if (at == start)
		at++;
	while (at < scan->len && technology_is_blank(scan->folded[at]))
		at++;
	return at;
}

/* Whether a walk through the trie from AT is worth it. */
static bool begins_spelling(const struct scan *scan, size_t at)
{
	uint32_t start = technology_start(scan->folded + at, scan->len - at);

	return (scan->technologies->starts[start >> 3] >> (start & 7) & 1) != 0;
}

/* Adds a match, unless one that is as long stands in its way; takes a shorter one away. */
static void add_match(const struct scan *scan, struct candidate found, size_t first,
		      struct technology_matches *out)
{
	const struct spelling *spelling = found.spelling;
	struct technology_match *last = out->count > first ? &out->items[out->count - 1] : NULL;
	struct technology_match match = {
		.start = source_of(scan, found.start), .end = source_of(scan, found.end),
	};

	if (!spelling)
		return;
	match.is_weak = spelling->kind == SPELLING_WEAK;
	if (spelling->kind != SPELLING_DECOY)
		match.technology = &scan->technologies->entries.items[spelling->entry].technology;
	if (!last || last->end <= match.start)
		*VEC_PUSH(out) = match;
	else if (match.end - match.start > last->end - last->start)
		*last = match;
}

/* Takes the decoys out again. */
static void drop_decoys(struct technology_matches *out, size_t first)
{
	size_t kept = first;

	for (size_t i = first; i < out->count; i++) {
		if (out->items[i].technology)
			out->items[kept++] = out->items[i];
	}
	out->count = kept;
}

void technologies_scan(const struct technologies *technologies, const char *text, size_t len,
		       struct technology_matches *out)
{
	struct technology_text folded = { .folded = STRBUF_INIT };
	size_t first = out->count;
	struct scan scan;

	technology_fold(&folded, text, len, true);
	scan = (struct scan){
		.technologies = technologies, .text = text, .text_len = len,
		.folded = folded.folded.text, .len = folded.folded.len,
		.sources = folded.sources.items,
	};
	for (size_t at = 0; at < scan.len; at = next_start(&scan, at)) {
		size_t link = link_bytes(&scan, at);

		if (link > 0)
			at += link - 1;
		else if (begins_spelling(&scan, at) && may_start(&scan, at))
			add_match(&scan, longest_at(&scan, at), first, out);
	}
	drop_decoys(out, first);
	technology_text_release(&folded);
}

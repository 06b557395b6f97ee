/* Finding the words of a query in a text. */
#include "config.h"

#include "session/match.h"

#include "util/ascii.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>

#define BETWEEN_MAX 16           /* bytes between two words of a phrase */

/* Whether a character that makes words starts at byte AT; its length into *step. */
static bool is_word_at(const char *text, size_t len, size_t at, size_t *step)
{
	uint32_t code;

	*step = utf8_decode(text + at, len - at, &code, NULL);
	return utf8_is_word(code);
}

/* The bytes from AT on that are of one sort: of words, or not. */
static size_t run_of(const char *text, size_t len, size_t at, bool of_word, size_t limit)
{
	size_t start = at, step;

	while (at < len && at - start < limit && is_word_at(text, len, at, &step) == of_word)
		at += step;
	return at - start;
}

/* The bytes of TEXT from AT on that are PATTERN; 0 for none. */
static size_t match_at(const char *text, size_t len, size_t at, const char *pattern,
		       bool is_prefix)
{
	size_t pattern_len = strlen(pattern), p = 0, t = at, run, step;
	bool of_word = false;

	while (p < pattern_len) {
		of_word = is_word_at(pattern, pattern_len, p, &step);
		run = run_of(pattern, pattern_len, p, of_word, pattern_len);
		if (of_word || p == 0 || p + run == pattern_len) {
			if (len - t < run || memcmp(text + t, pattern + p, run) != 0)
				return 0;
			t += run;
		} else {
			step = run_of(text, len, t, false, BETWEEN_MAX);
			if (step == 0)
				return 0;
			t += step;
		}
		p += run;
	}
	if (of_word && !is_prefix && t < len && is_word_at(text, len, t, &step))
		return 0;
	return t - at;
}

/* The bytes that a match may begin with: inside a word only what itself begins with no letter. */
struct starts { bool anywhere[256], of_word[256]; };

static void find_starts(const struct query_words *words, struct starts *starts)
{
	size_t step;

	memset(starts, 0, sizeof *starts);
	for (size_t i = 0; i < words->count; i++) {
		const char *text = words->items[i].text;
		unsigned char first = (unsigned char)text[0];

		if (!*text)
			continue;
		starts->of_word[first] = true;
		if (!is_word_at(text, strlen(text), 0, &step))
			starts->anywhere[first] = true;
	}
}

/* The longest of the words that is found at AT. */
static size_t longest_at(const char *text, size_t len, size_t at, const struct query_words *words)
{
	size_t longest = 0, found;

	for (size_t i = 0; i < words->count; i++) {
		if (words->items[i].text[0] != text[at])
			continue;
		found = match_at(text, len, at, words->items[i].text, words->items[i].is_prefix);
		if (found > longest)
			longest = found;
	}
	return longest;
}

/* Whether words may be found at all in a text, which is sure to be none only of ASCII. Most
 * texts on a screen hold none, and are spared the folding. */
static bool may_match(const char *text, size_t len, const struct starts *starts)
{
	bool in_word = false;

	for (size_t at = 0; at < len; at++) {
		unsigned char byte = (unsigned char)ascii_lower(text[at]);

		if (byte >= 0x80 || (in_word ? starts->anywhere : starts->of_word)[byte])
			return true;
		in_word = ascii_is_alnum((char)byte);
	}
	return false;
}

void match_words(const char *text, size_t len, const struct query_words *words, match_fn fn,
		 void *data)
{
	struct strbuf folded = STRBUF_INIT;
	struct utf8_map map = { NULL, 0, 0 };
	struct starts starts;
	bool in_word = false;
	size_t at = 0, found, step;

	if (!words || words->count == 0 || len == 0)
		return;
	find_starts(words, &starts);
	if (!may_match(text, len, &starts))
		return;
	utf8_fold_map(&folded, &map, text, len);
	while (at < folded.len) {
		const bool *may_start = in_word ? starts.anywhere : starts.of_word;
		bool is_word = is_word_at(folded.text, folded.len, at, &step);

		found = may_start[(unsigned char)folded.text[at]]
			? longest_at(folded.text, folded.len, at, words) : 0;
		if (found > 0)
			fn(data, map.items[at],
			   at + found < map.count ? map.items[at + found] : len);
		at += found > 0 ? found : step;
		in_word = is_word || found > 0;
	}
	free(map.items);
	strbuf_release(&folded);
}

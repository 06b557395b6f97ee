/* Signatures of texts: threes of words, hashed and sampled. */
#include "config.h"

#include "posting/shingle.h"

#include <string.h>

#include "util/eight.h"
#include "util/utf8.h"

#define NONE UINT32_MAX
#define SLOT_SHIFT 58            /* the top six bits of a hash choose one of 64 slots */
#define HEAD_SHIFT 60            /* the top four, one of 16 */
#define HEAD_WORDS 40            /* words whose threes make the head */
#define SHORT_TIMES 4            /* a text so many times shorter is compared by its head */
#define WIDE_SCRIPTS 0x2E80      /* from here on scripts put no blanks between words */

_Static_assert(UINT64_MAX >> SLOT_SHIFT == SIGNATURE_SLOTS - 1, "a slot for each value");
_Static_assert(UINT64_MAX >> HEAD_SHIFT == SIGNATURE_HEAD_SLOTS - 1, "a slot for each value");

/* The finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
static uint64_t mix(uint64_t hash)
{
	hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
	return hash ^ hash >> 31;
}

static uint64_t add(uint64_t hash, uint32_t code)
{
	return (hash ^ code) * UINT64_C(0x9E3779B97F4A7C15);
}

/* Letters and digits of folded ASCII. */
static const bool is_plain[256] = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
	['8'] = 1, ['9'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1,
	['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
	['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1,
	['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

/* The bytes of the character at AT where it makes words, 0 where it does not; *size of any. */
static size_t word_char(const char *text, size_t len, size_t at, uint32_t *code, size_t *size)
{
	*code = (unsigned char)text[at];
	*size = 1;
	if (*code < 0x80)
		return is_plain[*code];
	*size = utf8_decode(text + at, len - at, code, NULL);
	return utf8_is_word(*code) ? *size : 0;
}

/* The end of a link that starts at AT; AT where none does. */
static size_t link_end(const char *text, size_t len, size_t at)
{
	static const char *const starts[] = { "http://", "https://", "www.", "mailto:" };

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t start = strlen(starts[i]);

		if (len - at < start || memcmp(text + at, starts[i], start) != 0)
			continue;
		for (at += start; at < len && (unsigned char)text[at] > ' ' &&
		     !memchr(")>]\"'|", text[at], 6); at++)
			;
		break;
	}
	return at;
}

/* Tells most words from links by their first two letters at once: which one comes first, nobody
 * could foretell. */
static bool may_start_link(const char *text)
{
	unsigned two = (unsigned char)text[0] | (unsigned)(unsigned char)text[1] << 8;

	return two == ('h' | 't' << 8) || two == ('w' | 'w' << 8) || two == ('m' | 'a' << 8);
}

/* Where the next word from AT on starts, LEN for nowhere. Links are passed over. */
static size_t word_start(const char *text, size_t len, size_t at)
{
	while (at < len) {
		size_t end, size;
		uint32_t code;

		if (word_char(text, len, at, &code, &size) == 0) { /* no letter of a link, either */
			at += size;
			continue;
		}
		end = may_start_link(text + at) ? link_end(text, len, at) : at;
		if (end == at)
			break;
		at = end;
	}
	return at;
}

/* Adds byte I of a text where that is one of the first COUNT, without a branch. */
static uint64_t add_if(uint64_t hash, const char *text, size_t i, size_t count)
{
	uint64_t is_kept = (uint64_t)0 - (i < count);

	return (add(hash, (unsigned char)text[i]) & is_kept) | (hash & ~is_kept);
}

/* Adds as many of the eight bytes at TEXT as are plain, and says how many. All eight are hashed and
 * what was not to be is dropped: where a word ends, nobody could foretell. */
static size_t add_eight(uint64_t *hash, const char *text)
{
	uint64_t eight = eight_load(text);
	uint64_t stops = ~(eight_between(eight, 'a', 'z') | eight_between(eight, '0', '9')) &
		EIGHT_HIGHS;
	size_t count = stops != 0 ? eight_first(stops) : sizeof eight;

	for (size_t i = 0; i < sizeof eight; i += 4) {
		*hash = add_if(*hash, text, i, count);
		*hash = add_if(*hash, text, i + 1, count);
		*hash = add_if(*hash, text, i + 2, count);
		*hash = add_if(*hash, text, i + 3, count);
	}
	return count;
}

/* The hash of the word at *at, which is moved behind it. */
static uint64_t hash_word(const char *text, size_t len, size_t *at)
{
	uint64_t hash = 0;
	size_t count = 8;

	for (; count == 8 && len - *at >= 8; *at += count)
		count = add_eight(&hash, text + *at);
	while (*at < len) {
		size_t size;
		uint32_t code;

		while (*at < len && is_plain[(unsigned char)text[*at]])
			hash = add(hash, (unsigned char)text[(*at)++]);
		if (*at == len || (unsigned char)text[*at] < 0x80 ||
		    word_char(text, len, *at, &code, &size) == 0)
			break;
		if (code >= WIDE_SCRIPTS && hash != 0)
			break;
		hash = add(hash, code);
		*at += size;
		if (code >= WIDE_SCRIPTS)
			break;
	}
	return hash;
}

static void sample(uint32_t *slots, unsigned shift, uint64_t hash)
{
	uint32_t *slot = &slots[hash >> shift], value = (uint32_t)hash;

	*slot = value < *slot ? value : *slot; /* no branch: nobody could foretell it */
}

void signature_make(struct signature *signature, const char *text, size_t len)
{
	struct strbuf folded = STRBUF_INIT;

	utf8_fold(&folded, text, len);
	signature_make_folded(signature, folded.text, folded.len);
	strbuf_release(&folded);
}

void signature_make_folded(struct signature *signature, const char *folded, size_t len)
{
	uint64_t words[3] = { 0 };
	size_t at = 0;

	memset(signature, 0xFF, sizeof *signature);
	signature->words = 0;
	while ((at = word_start(folded, len, at)) < len) {
		uint64_t three;

		words[2] = hash_word(folded, len, &at);
		three = mix(words[0] + (words[1] << 21 | words[1] >> 43) +
			    (words[2] << 42 | words[2] >> 22));
		signature->words++;
		if (signature->words >= 3)
			sample(signature->slots, SLOT_SHIFT, three);
		if (signature->words >= 3 && signature->words <= HEAD_WORDS)
			sample(signature->head, HEAD_SHIFT, three);
		words[0] = words[1];
		words[1] = words[2];
	}
}

/* A slot that is empty in both says nothing of either. */
static int common(const uint32_t *a, const uint32_t *b, size_t count)
{
	int same = 0, filled = 0;

	for (size_t i = 0; i < count; i++) {
		filled += a[i] != NONE || b[i] != NONE;
		same += a[i] != NONE && a[i] == b[i];
	}
	return filled > 0 ? 100 * same / filled : 0;
}

int signature_common(const struct signature *a, const struct signature *b)
{
	return common(a->slots, b->slots, SIGNATURE_SLOTS);
}

/* With what is common of both, J, and their lengths, the shorter has J / (1 + J) times the sum of
 * both in common with the longer. Where it is much shorter too little of it was sampled; what is
 * cut is cut at the end. */
int signature_contained(const struct signature *a, const struct signature *b)
{
	const struct signature *shorter = a->words < b->words ? a : b;
	const struct signature *longer = shorter == a ? b : a;
	uint64_t part = (uint64_t)signature_common(a, b), percent;

	if (shorter->words == 0)
		return 0;
	if (shorter->words < longer->words / SHORT_TIMES)
		return common(a->head, b->head, SIGNATURE_HEAD_SLOTS);
	percent = 100 * part * ((uint64_t)a->words + b->words) / ((100 + part) * shorter->words);
	return percent < 100 ? (int)percent : 100;
}

uint64_t signature_band(const struct signature *signature, size_t band)
{
	size_t slots = SIGNATURE_SLOTS / SIGNATURE_BANDS;
	uint64_t hash = band + 1;

	for (size_t i = 0; i < slots; i++)
		hash = mix(hash + signature->slots[band * slots + i]);
	return hash;
}

static unsigned char *write_number(unsigned char *out, uint32_t number)
{
	for (int i = 0; i < 4; i++)
		*out++ = (unsigned char)(number >> (8 * i));
	return out;
}

static const unsigned char *read_number(const unsigned char *in, uint32_t *number)
{
	*number = 0;
	for (int i = 0; i < 4; i++)
		*number |= (uint32_t)*in++ << (8 * i);
	return in;
}

void signature_write(const struct signature *signature, unsigned char bytes[SIGNATURE_BYTES])
{
	unsigned char *out = write_number(bytes, signature->words);

	for (size_t i = 0; i < SIGNATURE_SLOTS; i++)
		out = write_number(out, signature->slots[i]);
	for (size_t i = 0; i < SIGNATURE_HEAD_SLOTS; i++)
		out = write_number(out, signature->head[i]);
}

bool signature_read(struct signature *signature, const void *bytes, size_t len)
{
	const unsigned char *in = bytes;

	memset(signature, 0xFF, sizeof *signature);
	signature->words = 0;
	if (len != SIGNATURE_BYTES)
		return false;
	in = read_number(in, &signature->words);
	for (size_t i = 0; i < SIGNATURE_SLOTS; i++)
		in = read_number(in, &signature->slots[i]);
	for (size_t i = 0; i < SIGNATURE_HEAD_SLOTS; i++)
		in = read_number(in, &signature->head[i]);
	return true;
}

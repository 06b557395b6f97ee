/* What of two postings is compared: their titles and companies in their plainest form. */
#include "config.h"

#include "posting/alike.h"

#include <stdlib.h>
#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"
#include "util/hash.h"
#include "util/utf8.h"
#include "util/vec.h"

#define CONTAINED_MIN 60         /* percent of the shorter text, within one company */
#define COMMON_MIN 86            /* percent of both texts, without one */
#define TEXT_WORDS_MIN 40        /* fewer words are no text */
#define COMMON_WORDS_MIN 60      /* a shorter text says too little by itself */
#define ID_DIGITS 4              /* a word of so many digits names a requisition, unless a year */

/* A word of a title, folded; NULL once it is left out. */
struct words { char **items; size_t count, cap; };

/* -- words */

static void words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i]);
	VEC_RELEASE(words);
}

/* The bytes of the character at AT that makes words; signs do behind a letter: C++, C#. */
static size_t word_char(const char *text, size_t len, size_t at, bool in_word)
{
	uint32_t code;
	size_t size = utf8_decode(text + at, len - at, &code, NULL);

	return utf8_is_word(code) || (in_word && (code == '+' || code == '#')) ? size : 0;
}

/* "Entwickler*in", "Entwickler:innen", "Lehrer/-in": the bytes of the ending at AT; 0 for none. */
static size_t gender_ending(const char *text, size_t len, size_t at)
{
	static const char *const endings[] = { "*innen", "*in", ":innen", ":in", "_innen", "_in",
					       "/innen", "/in", "/-innen", "/-in", "(in)" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t size = strlen(endings[i]);

		if (len - at >= size && memcmp(text + at, endings[i], size) == 0 &&
		    (at + size == len || word_char(text, len, at + size, false) == 0))
			return size;
	}
	return 0;
}

static void cut_words(struct words *words, const char *text, size_t len)
{
	struct strbuf folded = STRBUF_INIT;
	size_t at = 0;

	utf8_fold(&folded, text, len);
	while (at < folded.len) {
		size_t start = at, size;
		uint32_t code;

		while (at < folded.len &&
		       (size = word_char(folded.text, folded.len, at, at > start)) > 0)
			at += size;
		if (at > start) {
			*VEC_PUSH(words) = xstrndup(folded.text + start, at - start);
			if (at < folded.len)
				at += gender_ending(folded.text, folded.len, at);
		} else {
			at += utf8_decode(folded.text + at, folded.len - at, &code, NULL);
		}
	}
	strbuf_release(&folded);
}

/* How many words at AT are those of PHRASE, which is divided by blanks; 0 where they are not. */
static size_t match_phrase(const struct words *words, size_t at, const char *phrase)
{
	size_t count = 0;

	while (*phrase) {
		size_t len = strcspn(phrase, " ");
		const char *word = at + count < words->count ? words->items[at + count] : NULL;

		if (!word || strlen(word) != len || memcmp(word, phrase, len) != 0)
			return 0;
		count++;
		phrase += len + (phrase[len] == ' ');
	}
	return count;
}

static void drop(struct words *words, size_t at, size_t count)
{
	for (size_t i = at; i < at + count; i++) {
		free(words->items[i]);
		words->items[i] = NULL;
	}
}

static void drop_phrase(struct words *words, const char *phrase)
{
	for (size_t at = 0; at < words->count; at++)
		if (words->items[at] && words->items[at][0] == phrase[0])
			drop(words, at, match_phrase(words, at, phrase));
}

/* Takes a name's words out as a whole. */
static void drop_name(struct words *words, const char *name)
{
	struct strbuf phrase = STRBUF_INIT;
	struct words own = { 0 };

	if (name[0] == '\0')
		return;
	cut_words(&own, name, strlen(name));
	for (size_t i = 0; i < own.count; i++) {
		if (i > 0)
			strbuf_putc(&phrase, ' ');
		strbuf_puts(&phrase, own.items[i]);
	}
	if (phrase.len > 0)
		drop_phrase(words, phrase.text);
	strbuf_release(&phrase);
	words_release(&own);
}

/* -- titles */

/* What says nothing of the work. */
static const char *const idle_phrases[] = {
	"work from home", "home office", "work from anywhere", "remote", "remotely", "wfh",
	"hybrid", "on site", "onsite", "in office", "full time", "fulltime", "vollzeit",
	"all genders", "all gender", "mwd", "mfd", "fmd", "wmd", "mfx", "fmx", "divers", "gn",
	"permanent", "unbefristet", "festanstellung", "urgent", "urgently hiring", "hiring",
	"now hiring", "we are hiring", "job", "jobs", "position", "positions", "opening",
	"openings", "vacancy", "role", "opportunity", "anywhere", "worldwide", "and", "und", "et",
	"or", "oder", "of", "the", "a", "an", "for", "fur", "in", "at", "to", "with", "based",
	"only", "fully", "100",
};

/* Other ways to write a word. */
static const struct { const char *from, *to; } other_words[] = {
	{ "sr", "senior" }, { "snr", "senior" }, { "jr", "junior" }, { "jnr", "junior" },
	{ "mgr", "manager" }, { "eng", "engineer" }, { "dev", "developer" },
	{ "dir", "director" }, { "vp", "vice president" }, { "asst", "assistant" },
	{ "assoc", "associate" }, { "i", "1" }, { "ii", "2" }, { "iii", "3" }, { "iv", "4" },
	{ "internship", "intern" }, { "fullstack", "full stack" },
	{ "frontend", "front end" }, { "backend", "back end" },
};

/* Letters that stand for a gender in some language, and those of which one is always there. */
static const char gender_letters[] = "mwfdxhvgn", gender_sure[] = "mwfh";

static bool is_gender_letter(const char *word)
{
	return word && word[0] && !word[1] && strchr(gender_letters, word[0]);
}

/* "m/w/d" has become three words. */
static void drop_genders(struct words *words)
{
	for (size_t at = 0; at < words->count; at++) {
		size_t end = at;
		bool is_sure = false;

		while (end < words->count && is_gender_letter(words->items[end]))
			is_sure |= strchr(gender_sure, words->items[end++][0]) != NULL;
		if (end - at >= 2 && is_sure)
			drop(words, at, end - at);
		at = end > at ? end - 1 : at;
	}
}

static bool is_year(const char *word, size_t len)
{
	return len == 4 && ((word[0] == '1' && word[1] == '9') ||
			    (word[0] == '2' && word[1] == '0'));
}

/* "JR2021016", "48213", but not "2026". */
static bool is_id(const char *word)
{
	size_t digits = 0;

	for (const char *c = word; *c; c++)
		digits += ascii_is_digit(*c);
	return digits >= ID_DIGITS && !is_year(word, strlen(word));
}

static void drop_ids(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (words->items[i] && is_id(words->items[i]))
			drop(words, i, 1);
}

/* Names for a country that are not its gazetteer's. */
static const struct { const char *code, *name; } country_names[] = {
	{ "US", "us" }, { "US", "usa" }, { "US", "u s" }, { "US", "united states of america" },
	{ "GB", "uk" }, { "GB", "u k" }, { "GB", "great britain" }, { "AE", "uae" },
	{ "DE", "deutschland" }, { "AT", "osterreich" }, { "CH", "schweiz" },
};

static void drop_country(struct words *words, const char *code, const struct gazetteer *gazetteer)
{
	const char *name = gazetteer ? gazetteer_country(gazetteer, code) : NULL;

	if (name)
		drop_name(words, name);
	for (size_t i = 0; i < sizeof country_names / sizeof *country_names; i++)
		if (strcmp(country_names[i].code, code) == 0)
			drop_phrase(words, country_names[i].name);
}

/* Where one of these stands, the place is what the work is about: a country manager of Italy is
 * none of Portugal. */
static const char *const place_bound[] = { "country", "city", "market", "territory", "regional" };

static bool is_place_bound(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		for (size_t k = 0; k < sizeof place_bound / sizeof *place_bound; k++)
			if (words->items[i] && strcmp(words->items[i], place_bound[k]) == 0)
				return true;
	return false;
}

static void drop_place(struct words *words, const struct posting_place *item,
		       const struct gazetteer *gazetteer)
{
	const struct place *place = &item->place;
	const char *code = place->region_code ? strchr(place->region_code, '-') : NULL;

	if (item->text)
		drop_name(words, item->text);
	if (place->kind == PLACE_NONE)
		return;
	drop_name(words, place->city);
	drop_name(words, place->region);
	drop_name(words, place->area);
	drop_country(words, place->country, gazetteer);
	if (code)
		drop_name(words, code + 1);
}

static void replace_words(struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		for (size_t k = 0; words->items[i] && k < sizeof other_words / sizeof *other_words;
		     k++) {
			if (strcmp(words->items[i], other_words[k].from) != 0)
				continue;
			free(words->items[i]);
			words->items[i] = xstrdup(other_words[k].to);
			break;
		}
	}
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds the words that are left in order, each once; false where none is. */
static bool add_sorted(struct strbuf *out, struct words *words)
{
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		if (words->items[i])
			words->items[count++] = words->items[i];
	words->count = count;
	if (count > 0)
		qsort(words->items, count, sizeof *words->items, compare);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(words->items[i], words->items[i - 1]) != 0)
			strbuf_printf(out, "%s%s", i > 0 ? " " : "", words->items[i]);
	return count > 0;
}

static void drop_idle(struct words *words)
{
	for (size_t i = 0; i < sizeof idle_phrases / sizeof *idle_phrases; i++)
		drop_phrase(words, idle_phrases[i]);
	drop_genders(words);
	drop_ids(words);
}

static void drop_places(struct words *words, const struct posting *posting,
			const struct gazetteer *gazetteer)
{
	if (is_place_bound(words))
		return;
	for (size_t i = 0; i < posting->locations.count; i++)
		drop_place(words, &posting->locations.items[i], gazetteer);
	for (size_t i = 0; i < posting->remote_scope.count; i++)
		drop_place(words, &posting->remote_scope.items[i], gazetteer);
}

void alike_title(struct strbuf *out, const struct posting *posting,
		 const struct gazetteer *gazetteer)
{
	const char *title = posting->title;
	struct words words = { 0 };

	if (!title)
		return;
	cut_words(&words, title, strlen(title));
	drop_places(&words, posting, gazetteer);
	if (posting->company)
		drop_name(&words, posting->company);
	drop_idle(&words);
	replace_words(&words);
	/* One of which nothing is left is taken as it stands. */
	if (!add_sorted(out, &words))
		utf8_fold(out, title, strlen(title));
	words_release(&words);
}

/* -- companies */

static const char *const legal_forms[] = {
	"inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "corp", "corporation", "co",
	"company", "plc", "pbc", "gmbh", "ag", "kg", "se", "ug", "ev", "mbh", "sa", "sas", "sarl",
	"srl", "spa", "sl", "bv", "nv", "ab", "as", "aps", "oy", "oyj", "ou", "pty", "pte", "pvt",
	"private", "kk", "ltda", "com", "group", "holding", "holdings",
};

static bool is_legal_form(const char *word)
{
	for (size_t i = 0; i < sizeof legal_forms / sizeof *legal_forms; i++)
		if (strcmp(word, legal_forms[i]) == 0)
			return true;
	return false;
}

/* A remark in brackets behind the name: "Acme (YC W20)". */
static size_t name_len(const char *company)
{
	size_t len = strcspn(company, "([");

	return len > 0 ? len : strlen(company);
}

void alike_company(struct strbuf *out, const char *company)
{
	struct words words = { 0 };
	size_t first = 0, end;

	cut_words(&words, company, name_len(company));
	end = words.count;
	while (end > 1 && is_legal_form(words.items[end - 1]))
		end--;
	if (end > 1 && strcmp(words.items[0], "the") == 0)
		first = 1;
	for (size_t i = first; i < end; i++)
		strbuf_puts(out, words.items[i]);
	words_release(&words);
}

/* -- hashes */

static int64_t hash_text(const struct strbuf *text)
{
	struct hash hash;
	int64_t number;

	hash_init(&hash);
	hash_add(&hash, text->text, text->len);
	number = (int64_t)(hash.low >> 1);
	return number ? number : 1;
}

void alike_make(struct alike *alike, const struct posting *posting,
		const struct gazetteer *gazetteer)
{
	struct strbuf text = STRBUF_INIT;
	size_t title;

	alike_title(&text, posting, gazetteer);
	alike->job = hash_text(&text);
	alike->company = 0;
	title = text.len;
	strbuf_putc(&text, '\n');
	if (posting->company)
		alike_company(&text, posting->company);
	if (title > 0 && text.len > title + 1)
		alike->company = hash_text(&text);
	strbuf_release(&text);
}

size_t alike_meeting(int64_t job, const struct signature *signature,
		     int64_t hashes[SIGNATURE_BANDS])
{
	if (signature->words < COMMON_WORDS_MIN)
		return 0;
	for (size_t i = 0; i < SIGNATURE_BANDS; i++)
		hashes[i] = (int64_t)((signature_band(signature, i) ^ (uint64_t)job) >> 1);
	return SIGNATURE_BANDS;
}

bool alike_has_text(const struct signature *signature)
{
	return signature->words >= TEXT_WORDS_MIN;
}

bool alike_texts(const struct signature *a, const struct signature *b, bool is_same_company)
{
	if (!alike_has_text(a) || !alike_has_text(b))
		return false;
	if (is_same_company)
		return signature_contained(a, b) >= CONTAINED_MIN;
	return a->words >= COMMON_WORDS_MIN && b->words >= COMMON_WORDS_MIN &&
	       signature_common(a, b) >= COMMON_MIN;
}

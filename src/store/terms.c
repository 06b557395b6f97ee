/* The terms of a posting. */
#include "config.h"

#include "store/terms_int.h"

#include "index/run.h"
#include "store/texts_int.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/intern.h"
#include "util/utf8.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 1024

_Static_assert(TOKENS_ROOM >= TERM_MAX, "of a word as much is read as of a term");

/* A term of the posting at hand: where it lies in the list, and the bytes of its text behind its
 * kind. STAMP tells whose it is. */
struct slot { uint32_t stamp, start, len, hash; };

struct terms_maker {
	const struct vocabulary *vocabulary;
	struct tokens *tokens;
	struct slot *slots;      /* open addressing */
	size_t slot_count, used;
	uint32_t stamp;
	struct strbuf terms;     /* of the posting at hand */
	struct strbuf text;      /* a term on its way */
	char kind;               /* of the words on their way; 0: only of anywhere */
	char term[TERM_MAX];     /* the one that is added */
};

struct terms_maker *terms_maker_new(const struct vocabulary *vocabulary, struct err *err)
{
	struct tokens *tokens = tokens_new(err);
	struct terms_maker *maker;

	if (!tokens)
		return NULL;
	maker = xcalloc(1, sizeof *maker);
	maker->vocabulary = vocabulary;
	maker->tokens = tokens;
	maker->slot_count = FIRST_SLOTS;
	maker->slots = xcalloc(maker->slot_count, sizeof *maker->slots);
	strbuf_init(&maker->terms);
	strbuf_init(&maker->text);
	return maker;
}

void terms_maker_free(struct terms_maker *maker)
{
	if (!maker)
		return;
	tokens_free(maker->tokens);
	strbuf_release(&maker->terms);
	strbuf_release(&maker->text);
	free(maker->slots);
	free(maker);
}

/* -- none twice */

/* A term on its way: its kind, its text without that, and how many bytes of it may be read. */
struct term { char kind; const char *text; size_t len, room; };

/* Eight bytes at once, for bytes that nobody can gain much by choosing. */
static uint32_t hash_of(const struct term *term)
{
	const uint64_t spread = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */
	uint64_t hash = ((uint64_t)term->len << 8 | (unsigned char)term->kind) * spread;
	const char *text = term->text;
	size_t len = term->len;

	for (; len > 8; text += 8, len -= 8)
		hash = (hash ^ hash >> 32 ^ intern_eight(text)) * spread;
	hash ^= hash >> 32 ^ intern_head(text, len, term->room - (term->len - len));
	return (uint32_t)(hash * spread >> 32);
}

/* Whether the term is the one that stands at START of the list. */
static bool is_at(const struct terms_maker *maker, uint32_t start, const struct term *term)
{
	const char *text = maker->terms.text + start;
	size_t room = maker->terms.cap - start - 1;

	if (*text++ != term->kind)
		return false;
	if (term->len > 8)
		return memcmp(text, term->text, term->len) == 0;
	return intern_head(text, term->len, room) ==
	       intern_head(term->text, term->len, term->room);
}

/* The slot of a term, or the free one where it would be. */
static struct slot *find_slot(struct terms_maker *maker, uint32_t hash, const struct term *term)
{
	size_t at = (hash ^ hash >> 15) & (maker->slot_count - 1);

	for (;; at = (at + 1) & (maker->slot_count - 1)) {
		struct slot *slot = &maker->slots[at];

		if (slot->stamp != maker->stamp ||
		    (slot->hash == hash && slot->len == term->len &&
		     is_at(maker, slot->start, term)))
			return slot;
	}
}

/* The terms are all different: each goes where the first slot is free. */
static void grow(struct terms_maker *maker)
{
	struct slot *old = maker->slots;
	size_t old_count = maker->slot_count;

	maker->slot_count *= 2;
	maker->slots = xcalloc(maker->slot_count, sizeof *maker->slots);
	for (size_t i = 0; i < old_count; i++) {
		size_t at = (old[i].hash ^ old[i].hash >> 15) & (maker->slot_count - 1);

		if (old[i].stamp != maker->stamp)
			continue;
		while (maker->slots[at].stamp == maker->stamp)
			at = (at + 1) & (maker->slot_count - 1);
		maker->slots[at] = old[i];
	}
	free(old);
}

/* Adds a term of less than TERM_MAX bytes of text where it is not there yet. */
static void add(struct terms_maker *maker, const struct term *term)
{
	uint32_t hash = hash_of(term);
	struct slot *slot = find_slot(maker, hash, term);
	uint32_t end;

	if (slot->stamp == maker->stamp)
		return;
	maker->term[0] = term->kind;
	if (term->len < TERM_SHORT && term->room >= TERM_SHORT) {
		memcpy(maker->term + 1, term->text, TERM_SHORT);
		terms_add_short(&maker->terms, maker->term, term->len + 1);
	} else {
		memcpy(maker->term + 1, term->text, term->len);
		terms_add(&maker->terms, maker->term, term->len + 1);
	}
	end = (uint32_t)maker->terms.len;
	*slot = (struct slot){ maker->stamp, end - (uint32_t)term->len - 1, (uint32_t)term->len,
			       hash };
	if (++maker->used * 2 > maker->slot_count)
		grow(maker);
}

static size_t cut_text(size_t len)
{
	return len < TERM_MAX - 1 ? len : TERM_MAX - 1;
}

/* Adds the term that was put together. */
static void add_text(struct terms_maker *maker)
{
	const struct strbuf *text = &maker->text;
	struct term term = { *text->text, text->text + 1, cut_text(text->len - 1), text->cap - 1 };

	add(maker, &term);
	strbuf_clear(&maker->text);
}

/* -- words */

static void add_word(const char *word, size_t len, void *data)
{
	struct terms_maker *maker = data;
	struct term term = { TERM_WORD, word, cut_text(len), TOKENS_ROOM };

	add(maker, &term);
	if (maker->kind) {
		term.kind = maker->kind;
		add(maker, &term);
	}
}

static void add_words(struct terms_maker *maker, char kind, const char *text, size_t len)
{
	maker->kind = kind;
	tokens_each(maker->tokens, text, len, add_word, maker);
}

static void add_line(struct terms_maker *maker, char kind, const char *line)
{
	if (line)
		add_words(maker, kind, line, strlen(line));
}

/* -- single terms */

void terms_known(struct strbuf *out, enum field_id field)
{
	strbuf_putc(out, TERM_KNOWN);
	strbuf_puts(out, field_get(field)->name);
}

void terms_choice(struct strbuf *out, enum field_id field, int choice)
{
	strbuf_putc(out, TERM_CHOICE);
	strbuf_puts(out, field_get(field)->name);
	strbuf_putc(out, '=');
	strbuf_puts(out, field_get(field)->choices[choice].name);
}

/* As long as a term may be, and whole characters of it. */
void terms_folded(struct strbuf *out, char kind, const char *text)
{
	size_t start = out->len;

	strbuf_putc(out, kind);
	utf8_fold(out, text, strlen(text));
	if (out->len - start > TERM_MAX)
		strbuf_cut(out, start + utf8_previous(out->text + start, TERM_MAX));
}

void terms_place(struct strbuf *out, char kind, const char *country, const char *region,
		 const char *city)
{
	strbuf_putc(out, kind);
	strbuf_puts(out, country);
	if (region[0] || city[0])
		strbuf_printf(out, "|%s", region);
	if (city[0])
		strbuf_printf(out, "|%s", city);
}

void terms_area(struct strbuf *out, char kind, const char *area)
{
	strbuf_printf(out, "%c|||%s", kind, area);
}

/* -- facts */

static void add_known(struct terms_maker *maker, enum field_id field, bool is_known)
{
	if (!is_known)
		return;
	terms_known(&maker->text, field);
	add_text(maker);
}

static void add_choice(struct terms_maker *maker, enum field_id field, int choice)
{
	add_known(maker, field, choice >= 0);
	if (choice < 0)
		return;
	terms_choice(&maker->text, field, choice);
	add_text(maker);
}

static void add_choices(struct terms_maker *maker, enum field_id field, unsigned set)
{
	for (int i = 0; field_get(field)->choices[i].name; i++)
		if (set >> i & 1)
			add_choice(maker, field, i);
}

static void add_folded(struct terms_maker *maker, char kind, const char *text)
{
	terms_folded(&maker->text, kind, text);
	add_text(maker);
}

/* A place lies in its country, its region and itself; one whose region is known is found without
 * it, too. */
static void add_place(struct terms_maker *maker, char kind, const struct place *place)
{
	const char *country = place->country ? place->country : "";
	const char *region = place->region_code ? place->region_code : "";
	const char *city = place->city ? place->city : "";

	if (place->area && place->area[0]) {
		terms_area(&maker->text, kind, place->area);
		add_text(maker);
	}
	if (!country[0])
		return;
	for (int parts = 0; parts < 4; parts++) {
		bool with_region = parts & 1, with_city = parts & 2;

		if ((with_region && !region[0]) || (with_city && !city[0]))
			continue;
		terms_place(&maker->text, kind, country, with_region ? region : "",
			    with_city ? city : "");
		add_text(maker);
	}
}

static void add_places(struct terms_maker *maker, const struct posting *posting)
{
	for (size_t i = 0; i < posting->locations.count; i++)
		add_place(maker, TERM_LOCATION, &posting->locations.items[i].place);
	for (size_t i = 0; i < posting->remote_scope.count; i++) {
		add_place(maker, TERM_SCOPE, &posting->remote_scope.items[i].place);
		add_folded(maker, TERM_SCOPE_TEXT, posting->remote_scope.items[i].text);
	}
	add_known(maker, FIELD_LOCATION, posting->locations.count > 0);
	add_known(maker, FIELD_REMOTE_SCOPE, posting->remote_scope.count > 0);
}

static void add_names(struct terms_maker *maker, const struct posting *posting)
{
	for (size_t i = 0; i < posting->stack.count; i++) {
		const struct posting_technology *item = &posting->stack.items[i];

		add_folded(maker, TERM_STACK, item->name);
		if (item->need == NEED_REQUIRED)
			add_folded(maker, TERM_REQUIRED, item->name);
		else if (item->need == NEED_PREFERRED)
			add_folded(maker, TERM_PREFERRED, item->name);
	}
	for (size_t i = 0; i < posting->languages.count; i++)
		add_folded(maker, TERM_LANGUAGE, posting->languages.items[i].name);
	add_known(maker, FIELD_STACK, posting->stack.count > 0);
	add_known(maker, FIELD_LANGUAGES, posting->languages.count > 0);
}

static void add_numbers(struct terms_maker *maker, const struct posting *posting)
{
	const struct salary *salary = &posting->salary;

	add_known(maker, FIELD_OFFICE_DAYS, posting->office_days >= 0);
	add_known(maker, FIELD_ZONES, posting->zones.min <= posting->zones.max);
	add_known(maker, FIELD_EXPERIENCE, posting->years_min >= 0 || posting->years_max >= 0);
	add_known(maker, FIELD_SALARY, salary_year_min(salary) >= 0 ||
				       salary_year_max(salary) >= 0);
	add_known(maker, FIELD_POSTED, posting->posted != DATE_UNKNOWN);
	add_known(maker, FIELD_EXPIRES, posting->expires != DATE_UNKNOWN);
	if (salary->currency[0]) {
		strbuf_printf(&maker->text, "%c%s", TERM_CURRENCY, salary->currency);
		add_text(maker);
	}
}

static void add_facts(struct terms_maker *maker, const struct posting *posting)
{
	add_known(maker, FIELD_TITLE, posting->title != NULL);
	add_known(maker, FIELD_COMPANY, posting->company != NULL);
	add_known(maker, FIELD_URL, posting->url != NULL);
	add_known(maker, FIELD_CONFLICT, posting->conflicts != 0);
	add_known(maker, FIELD_COPIES, true);
	add_choice(maker, FIELD_WORKPLACE, (int)posting->workplace);
	add_choice(maker, FIELD_SENIORITY, (int)posting->seniority);
	add_choice(maker, FIELD_VISA, (int)posting->visa);
	add_choice(maker, FIELD_CLEARANCE, (int)posting->clearance);
	add_choice(maker, FIELD_EDUCATION, (int)posting->education);
	add_choices(maker, FIELD_EMPLOYMENT, posting->employment);
	add_choices(maker, FIELD_EXTRAS, posting->extras);
	add_numbers(maker, posting);
	add_names(maker, posting);
	add_places(maker, posting);
}

void terms_make_of(struct terms_maker *maker, const struct posting *posting, const char *places,
		   const char *stack, struct strbuf *terms)
{
	strbuf_clear(&maker->terms);
	maker->used = 0;
	if (++maker->stamp == 0) {
		memset(maker->slots, 0, maker->slot_count * sizeof *maker->slots);
		maker->stamp = 1;
	}
	add_line(maker, TERM_TITLE, posting->title);
	add_line(maker, TERM_COMPANY, posting->company);
	add_line(maker, TERM_PLACES, places);
	add_line(maker, 0, stack);
	add_words(maker, 0, posting->body.text, posting->body.len);
	add_facts(maker, posting);
	strbuf_add(terms, maker->terms.text, maker->terms.len);
}

void terms_make(struct terms_maker *maker, const struct posting *posting, struct strbuf *terms)
{
	struct word_texts texts;

	word_texts_init(&texts, maker->vocabulary, posting);
	terms_make_of(maker, posting, texts.places.text, texts.stack.text, terms);
	word_texts_release(&texts);
}

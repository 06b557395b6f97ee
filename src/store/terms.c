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

/* A term of the posting at hand: where its bytes lie in the list. STAMP tells whose it is. */
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
	char word[TERM_MAX];     /* a kind and a word */
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

/* Eight bytes at once, for bytes that nobody can gain much by choosing. ROOM may be read. */
static uint32_t hash_of(const char *bytes, size_t len, size_t room)
{
	const uint64_t spread = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */
	uint64_t hash = len * spread;

	for (; len > 8; bytes += 8, len -= 8, room -= 8)
		hash = (hash ^ hash >> 32 ^ intern_eight(bytes)) * spread;
	return (uint32_t)((hash ^ hash >> 32 ^ intern_head(bytes, len, room)) * spread >> 32);
}

/* The slot of a term, or the free one where it would be. */
static struct slot *find_slot(struct terms_maker *maker, uint32_t hash, const char *bytes,
			      size_t len)
{
	size_t at = (hash ^ hash >> 15) & (maker->slot_count - 1);

	for (;; at = (at + 1) & (maker->slot_count - 1)) {
		struct slot *slot = &maker->slots[at];

		if (slot->stamp != maker->stamp ||
		    (slot->hash == hash && slot->len == len &&
		     memcmp(maker->terms.text + slot->start, bytes, len) == 0))
			return slot;
	}
}

static void grow(struct terms_maker *maker)
{
	struct slot *old = maker->slots;
	size_t old_count = maker->slot_count;

	maker->slot_count *= 2;
	maker->slots = xcalloc(maker->slot_count, sizeof *maker->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].stamp == maker->stamp)
			*find_slot(maker, old[i].hash, maker->terms.text + old[i].start,
				   old[i].len) = old[i];
	free(old);
}

/* Adds a term of LEN bytes; ROOM bytes may be read. */
static void add(struct terms_maker *maker, const char *bytes, size_t len, size_t room)
{
	size_t cut = len < TERM_MAX ? len : TERM_MAX;
	uint32_t hash = hash_of(bytes, cut, room);
	struct slot *slot = find_slot(maker, hash, bytes, cut);

	if (slot->stamp == maker->stamp)
		return;
	terms_add(&maker->terms, bytes, cut);
	*slot = (struct slot){ maker->stamp, (uint32_t)(maker->terms.len - cut), (uint32_t)cut,
			       hash };
	if (++maker->used * 2 > maker->slot_count)
		grow(maker);
}

/* Adds the term that was put together. */
static void add_text(struct terms_maker *maker)
{
	add(maker, maker->text.text, maker->text.len, maker->text.cap);
	strbuf_clear(&maker->text);
}

/* -- words */

static void add_word(const char *word, size_t len, void *data)
{
	struct terms_maker *maker = data;
	char *term = maker->word;
	size_t cut = len < TERM_MAX - 1 ? len : TERM_MAX - 1;

	term[0] = TERM_WORD;
	memcpy(term + 1, word, cut);
	add(maker, term, cut + 1, TERM_MAX);
	if (maker->kind) {
		term[0] = maker->kind;
		add(maker, term, cut + 1, TERM_MAX);
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

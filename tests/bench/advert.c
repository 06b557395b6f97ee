/* A made-up job ad, from its number. */
#include "config.h"

#include "advert.h"

#include <inttypes.h>
#include <string.h>

#include "phrases.h"
#include "util/date.h"

#define COPY_PERCENT 3
#define COPY_REACH 20000     /* how many ads ago the first one may have been */
#define UNIQUE_PERCENT 10    /* ads with a number that no other has */
#define LAST_DAY 20778       /* 2026-11-21 */
#define DAYS 400
#define STACK 8

/* What a sentence's slots are filled from. */
struct filling {
	const struct corpus *corpus;
	struct random *random;
	const struct advert *advert;
	const struct town *place;
	const char *technologies[STACK]; /* the ad's own: they are named more than once */
};

void advert_release(struct advert *advert)
{
	strbuf_release(&advert->title);
	strbuf_release(&advert->company);
	strbuf_release(&advert->location);
	strbuf_release(&advert->date);
	strbuf_release(&advert->employment);
	strbuf_release(&advert->salary);
	strbuf_release(&advert->url);
	strbuf_release(&advert->body);
}

static void clear(struct advert *advert)
{
	strbuf_clear(&advert->title);
	strbuf_clear(&advert->company);
	strbuf_clear(&advert->location);
	strbuf_clear(&advert->date);
	strbuf_clear(&advert->employment);
	strbuf_clear(&advert->salary);
	strbuf_clear(&advert->url);
	strbuf_clear(&advert->body);
}

static const char *pick(struct random *random, const struct phrases *phrases)
{
	return phrases->items[random_below(random, phrases->count)];
}

/* -- the line about it */

static void make_title(const struct filling *filling, struct strbuf *out)
{
	struct random *random = filling->random;
	const char *level = pick(random, &phrases_levels);

	strbuf_puts(out, level);
	if (*level)
		strbuf_putc(out, ' ');
	strbuf_printf(out, "%s %s", pick(random, &phrases_areas), pick(random, &phrases_roles));
	if (random_percent(random, 30)) {
		strbuf_printf(out, " (%s)", filling->technologies[0]);
	} else if (random_percent(random, 35)) {
		const struct term *word = corpus_word(filling->corpus, random);

		strbuf_puts(out, ", ");
		strbuf_add(out, word->text, word->len);
	}
	if (random_percent(random, 8))
		strbuf_puts(out, " (m/f/d)");
}

static void make_location(const struct filling *filling, struct strbuf *out)
{
	const struct town *place = filling->place;
	const char *wide = filling->place->country;
	size_t drawn = random_below(filling->random, 100);

	if (strncmp(place->region, "US-", 3) == 0 || strncmp(place->region, "CA-", 3) == 0)
		wide = place->region + 3;
	if (drawn < 8)
		strbuf_puts(out, "Remote");
	else if (drawn < 20)
		strbuf_printf(out, "Remote (%s)", place->country);
	else if (drawn < 30)
		strbuf_printf(out, "%s, %s (Hybrid)", place->city, wide);
	else
		strbuf_printf(out, "%s, %s", place->city, wide);
}

static void make_salary(struct random *random, struct strbuf *out)
{
	size_t least = random_between(random, 30, 180);
	size_t most = least + random_between(random, 5, 60);

	switch (random_below(random, 8)) {
	case 0:
		strbuf_printf(out, "$%zu,000 - $%zu,000 a year", least, most);
		break;
	case 1:
		strbuf_printf(out, "€%zuk - €%zuk", least, most);
		break;
	case 2:
		strbuf_printf(out, "£%zu,000 per annum", least);
		break;
	case 3:
		strbuf_printf(out, "$%zu per hour", 15 + least / 2);
		break;
	default: /* most say nothing */
		break;
	}
}

static const char *const employments[] = { "Full-time", "Full-time", "Full-time", "Full-time",
	"Full-time", "Part-time", "Contract", "Internship", "Temporary", "" };

static void make_line(struct filling *filling, struct advert *advert)
{
	struct random *random = filling->random;
	const struct term *company = corpus_company(filling->corpus, random);

	filling->place = corpus_place(filling->corpus, random);
	make_title(filling, &advert->title);
	strbuf_add(&advert->company, company->text, company->len);
	make_location(filling, &advert->location);
	make_salary(random, &advert->salary);
	strbuf_puts(&advert->employment, employments[random_below(random,
					 sizeof employments / sizeof employments[0])]);
}

/* -- the text */

static void fill_slot(const struct filling *filling, char slot, struct strbuf *out)
{
	struct random *random = filling->random;
	const struct term *word;

	switch (slot) {
	case 't':
		strbuf_puts(out, random_percent(random, 65)
			    ? filling->technologies[random_below(random, STACK)]
			    : corpus_technology(filling->corpus, random));
		break;
	case 'w':
		word = corpus_word(filling->corpus, random);
		strbuf_add(out, word->text, word->len);
		break;
	case 'n':
		strbuf_puts(out, pick(random, &phrases_things));
		break;
	case 'a':
		strbuf_puts(out, pick(random, &phrases_areas));
		break;
	case 'd':
		strbuf_putc(out, (char)('2' + random_below(random, 8)));
		break;
	case 'c':
		strbuf_add(out, filling->advert->company.text, filling->advert->company.len);
		break;
	case 'p':
		strbuf_puts(out, filling->place->city);
		break;
	default:
		strbuf_add(out, filling->advert->title.text, filling->advert->title.len);
		break;
	}
}

static void add_phrase(const struct filling *filling, const char *phrase, struct strbuf *out)
{
	const char *slot;

	while ((slot = strchr(phrase, '{')) != NULL) {
		strbuf_add(out, phrase, (size_t)(slot - phrase));
		fill_slot(filling, slot[1], out);
		phrase = slot + 3;
	}
	strbuf_puts(out, phrase);
}

/* Words as they come: what no list of sentences could have. */
static void add_words(const struct filling *filling, struct strbuf *out)
{
	size_t start = out->len;

	for (size_t left = random_between(filling->random, 7, 18); left > 0; left--) {
		const struct term *word = corpus_word(filling->corpus, filling->random);

		strbuf_add(out, word->text, word->len);
		if (left > 1)
			strbuf_putc(out, ' ');
	}
	if (out->text[start] >= 'a' && out->text[start] <= 'z')
		out->text[start] = (char)(out->text[start] - 'a' + 'A');
}

#define WORDS_PERCENT 45

static void add_part(const struct filling *filling, const struct part_phrases *part, bool is_long,
		     struct strbuf *out)
{
	size_t count = random_between(filling->random, part->least, part->most);

	add_phrase(filling, pick(filling->random, &part->headings), out);
	strbuf_puts(out, part->has_bullets ? ":\n\n" : "\n\n");
	for (size_t i = 0; i < (is_long ? count * 2 : count); i++) {
		if (part->has_bullets)
			strbuf_puts(out, "- ");
		if (random_percent(filling->random, WORDS_PERCENT)) {
			add_words(filling, out);
			if (!part->has_bullets)
				strbuf_putc(out, '.');
		} else {
			add_phrase(filling, pick(filling->random, &part->sentences), out);
		}
		strbuf_putc(out, part->has_bullets ? '\n' : ' ');
	}
	strbuf_puts(out, "\n");
}

static void add_stack(const struct filling *filling, struct strbuf *out)
{
	strbuf_puts(out, "Tech stack: ");
	for (size_t i = 0; i < STACK; i++)
		strbuf_printf(out, "%s%s", i > 0 ? ", " : "", filling->technologies[i]);
	strbuf_puts(out, "\n\n");
}

/* One of five ads goes on and on. */
static void make_body(const struct filling *filling, struct strbuf *out)
{
	struct random *random = filling->random;
	bool is_long = random_percent(random, 20);

	for (size_t i = 0; i < PART_COUNT; i++) {
		if (random_percent(random, phrases_parts[i].percent))
			add_part(filling, &phrases_parts[i], is_long, out);
		if (i == PART_NEEDS && random_percent(random, 60))
			add_stack(filling, out);
	}
}

/* -- one of them */

/* The ad that NUMBER is a copy of, or NUMBER. */
static uint64_t find_first(uint64_t number)
{
	struct random random = random_of(number * 2 + 1);
	uint64_t back;

	if (number == 0 || !random_percent(&random, COPY_PERCENT))
		return number;
	back = 1 + random_below(&random, number < COPY_REACH ? (size_t)number : COPY_REACH);
	return number - back;
}

/* What no two ads have in common. */
static void make_own(const struct filling *filling, struct advert *advert, uint64_t number)
{
	struct random random = random_of(number * 2 + 1);
	int32_t day = LAST_DAY - (int32_t)random_below(&random, DAYS);

	date_format_iso(&advert->date, day);
	strbuf_printf(&advert->url, "https://jobs.example.com/%" PRIu64, number);
	if (random_percent(&random, UNIQUE_PERCENT))
		strbuf_printf(&advert->body, "Reference number: ref%08" PRIx32 "\n",
			      (uint32_t)number * UINT32_C(2654435761));
	add_phrase(filling, pick(&random, &phrases_parts[PART_CLOSING].sentences), &advert->body);
}

void advert_make(struct advert *advert, const struct corpus *corpus, uint64_t number)
{
	struct random random = random_of(find_first(number) * 2);
	struct filling filling = { corpus, &random, advert, NULL, { NULL } };

	clear(advert);
	for (size_t i = 0; i < STACK; i++)
		filling.technologies[i] = corpus_technology(corpus, &random);
	make_line(&filling, advert);
	make_body(&filling, &advert->body);
	make_own(&filling, advert, number);
}

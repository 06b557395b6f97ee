/* The words, technologies, places and companies of made-up postings. */
#include "config.h"

#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrases.h"
#include "util/alloc.h"
#include "util/err.h"
#include "util/resource.h"
#include "util/vec.h"
#include "util/yaml.h"

/* -- words */

static const char *const starts[] = { "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p",
	"r", "s", "t", "v", "w", "z", "br", "ch", "cl", "cr", "dr", "fl", "gr", "pl", "pr", "qu",
	"sc", "sh", "sk", "sl", "sp", "st", "str", "tr", "th", "", "", "" };
static const char *const middles[] = { "a", "e", "i", "o", "u", "a", "e", "i", "o", "u", "ai",
	"ea", "ee", "ia", "io", "ou", "oo", "y" };
static const char *const accents[] = { "é", "ü", "ö", "á", "í", "ó", "ê", "ñ" };
static const char *const ends[] = { "", "", "", "", "", "b", "ck", "d", "g", "l", "ll", "m", "n",
	"nd", "ng", "nt", "p", "r", "rd", "rm", "rn", "s", "ss", "st", "t", "x" };
static const char *const suffixes[] = { "s", "ed", "ing", "er", "ers", "ion", "ions", "ment", "ly",
	"able", "al", "ive", "ity", "ist", "ize", "ness" };

#define PICK(random, list) (list)[random_below(random, sizeof(list) / sizeof(list)[0])]
#define ACCENTED_PERCENT 1

static void add_syllable(struct random *random, struct strbuf *out)
{
	strbuf_puts(out, PICK(random, starts));
	strbuf_puts(out, random_percent(random, ACCENTED_PERCENT) ? PICK(random, accents)
								  : PICK(random, middles));
	strbuf_puts(out, PICK(random, ends));
}

/* Common words are shorter. */
static size_t count_syllables(struct random *random, size_t rank)
{
	size_t least = rank < 2000 ? 1 : 2;

	return least + random_below(random, rank < 20000 ? 2 : 3);
}

/* Every word of a family begins alike, as those of a language do. */
static void add_word(struct random *random, size_t rank, struct strbuf *out)
{
	for (size_t left = count_syllables(random, rank); left > 0; left--)
		add_syllable(random, out);
	if (random_percent(random, 40))
		strbuf_puts(out, PICK(random, suffixes));
}

#define SLOTS ((size_t)1 << 19)
#define WORD_BYTES_MIN 2
#define WORD_BYTES_MAX 18

/* Whether the word is new; TABLE holds the ranks of words, from 1. */
static bool remember(const struct term *words, const char *text, size_t len, uint32_t *table,
		     size_t rank)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t at;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	for (at = (size_t)(hash >> 20) % SLOTS; table[at] > 0; at = (at + 1) % SLOTS) {
		const struct term *other = &words[table[at] - 1];

		if (other->len == len && memcmp(other->text, text, len) == 0)
			return false;
	}
	table[at] = (uint32_t)rank + 1;
	return true;
}

/* The next word that people write; false where there is none. */
static bool take_real(const char **p, struct strbuf *out)
{
	size_t len = strcspn(*p, " ");

	strbuf_clear(out);
	strbuf_add(out, *p, len);
	*p += len + (((*p)[len]) == ' ');
	return len > 0;
}

/* Texts in one buffer, which must not move: room for all is made first. */
static struct term keep(struct corpus *corpus, const struct strbuf *text)
{
	struct term term = { corpus->bytes.text + corpus->bytes.len, text->len };

	strbuf_add(&corpus->bytes, text->text, text->len + 1);
	return term;
}

#define BYTES_ROOM ((size_t)(CORPUS_WORDS + 2 * CORPUS_COMPANIES) * (2 * WORD_BYTES_MAX))

static void make_words(struct corpus *corpus)
{
	struct random random = random_of(1);
	struct strbuf word = STRBUF_INIT;
	uint32_t *table = xcalloc(SLOTS, sizeof *table);
	const char *real = phrases_words;
	size_t count = 0;

	while (count < CORPUS_WORDS) {
		if (!take_real(&real, &word))
			add_word(&random, count, &word);
		if (word.len < WORD_BYTES_MIN && *real == '\0')
			continue;
		if (word.len > WORD_BYTES_MAX ||
		    !remember(corpus->words, word.text, word.len, table, count))
			continue;
		corpus->words[count++] = keep(corpus, &word);
	}
	free(table);
	strbuf_release(&word);
}

/* -- companies */

static void capitalise(struct strbuf *text, size_t at)
{
	if (text->text[at] >= 'a' && text->text[at] <= 'z')
		text->text[at] = (char)(text->text[at] - 'a' + 'A');
}

static void add_name(struct corpus *corpus, struct random *random, struct strbuf *out)
{
	size_t at = out->len;
	const struct term *word = &corpus->words[random_between(random, 500, 60000)];

	strbuf_add(out, word->text, word->len);
	capitalise(out, at);
}

static void make_companies(struct corpus *corpus)
{
	struct random random = random_of(2);
	struct strbuf name = STRBUF_INIT;

	for (size_t i = 0; i < CORPUS_COMPANIES; i++) {
		strbuf_clear(&name);
		add_name(corpus, &random, &name);
		if (random_percent(&random, 35)) {
			strbuf_putc(&name, ' ');
			add_name(corpus, &random, &name);
		}
		if (random_percent(&random, 70))
			strbuf_printf(&name, " %s", phrases_firms[random_below(&random,
								phrases_firm_count)]);
		corpus->companies[i] = keep(corpus, &name);
	}
	strbuf_release(&name);
}

/* -- technologies */

static void die(const char *what)
{
	fprintf(stderr, "generate: %s\n", what);
	exit(STATUS_INTERNAL);
}

static bool is_among(const struct corpus *corpus, const char *name)
{
	for (size_t i = 0; i < corpus->technologies.count; i++) {
		if (strcmp(corpus->technologies.items[i], name) == 0)
			return true;
	}
	return false;
}

static bool is_known(const struct node *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *other = node_text(node_get(list->items[i], "name"));

		if (other && strcmp(other, name) == 0)
			return true;
	}
	return false;
}

static void add_technology(struct corpus *corpus, const struct node *list, const char *name)
{
	if (name && !is_among(corpus, name) && is_known(list, name))
		*VEC_PUSH(&corpus->technologies) = xstrdup(name);
}

/* Those that most people ask for come first, then any others. */
static void make_technologies(struct corpus *corpus)
{
	const struct resource *file = resource_find("technologies.yaml");
	struct node *documents =
		file ? yaml_parse(file->bytes, file->len, file->name, NULL) : NULL;
	struct random random = random_of(3);
	const struct node *list;

	if (!documents || documents->count != 1 || documents->items[0]->kind != NODE_LIST ||
	    documents->items[0]->count < CORPUS_TECHNOLOGIES * 2)
		die("cannot read the technologies");
	list = documents->items[0];
	for (size_t i = 0; i < phrases_technology_count; i++)
		add_technology(corpus, list, phrases_technologies[i]);
	while (corpus->technologies.count < CORPUS_TECHNOLOGIES)
		add_technology(corpus, list,
			       node_text(node_get(list->items[random_below(&random, list->count)],
						  "name")));
	node_free(documents);
}

/* -- places */

/* Copies column COLUMN (from 0) of a line of tab-separated values. */
static char *take_column(const char *line, size_t len, size_t column)
{
	const char *end = line + len, *tab;

	for (; column > 0; column--) {
		tab = memchr(line, '\t', (size_t)(end - line));
		line = tab ? tab + 1 : end;
	}
	tab = memchr(line, '\t', (size_t)(end - line));
	return xstrndup(line, (size_t)((tab ? tab : end) - line));
}

/* A line "kind, code, name, aliases, people, zone". */
static struct town read_town(const char *line, size_t len)
{
	char *people = take_column(line, len, 4);
	struct town place = { take_column(line, len, 2), take_column(line, len, 1), NULL, 0 };

	place.people = strtol(people, NULL, 10);
	free(people);
	return place;
}

static void town_release(struct town *place)
{
	free(place->city);
	free(place->region);
	free(place->country);
}

static void read_lines(struct corpus *corpus, const char *name, const char *kind)
{
	const struct resource *file = resource_find(name);
	const char *p = file ? file->bytes : "", *end = p + (file ? file->len : 0);

	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		size_t len = (size_t)((newline ? newline : end) - p);

		if (len > strlen(kind) && strncmp(p, kind, strlen(kind)) == 0) {
			if (kind[1] == 'o')
				*VEC_PUSH(&corpus->countries) = read_town(p, len);
			else
				*VEC_PUSH(&corpus->places) = read_town(p, len);
		}
		p += len + 1;
	}
}

/* The largest first; the order is total, so that it is the same with every qsort(). */
static int compare_towns(const void *a, const void *b)
{
	const struct town *x = a, *y = b;
	int order;

	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	order = strcmp(x->region, y->region);
	return order != 0 ? order : strcmp(x->city, y->city);
}

static void name_country(const struct corpus *corpus, struct town *place)
{
	for (size_t i = 0; i < corpus->countries.count && !place->country; i++) {
		const struct town *country = &corpus->countries.items[i];

		if (strncmp(country->region, place->region, 2) == 0)
			place->country = xstrdup(country->city);
	}
	if (!place->country)
		place->country = xstrndup(place->region, 2);
}

static void make_places(struct corpus *corpus)
{
	read_lines(corpus, "regions.tsv", "country\t");
	read_lines(corpus, "cities.tsv", "city\t");
	if (corpus->places.count < CORPUS_PLACES)
		die("cannot read the places");
	qsort(corpus->places.items, corpus->places.count, sizeof *corpus->places.items,
	      compare_towns);
	while (corpus->places.count > CORPUS_PLACES)
		town_release(&corpus->places.items[--corpus->places.count]);
	for (size_t i = 0; i < corpus->places.count; i++)
		name_country(corpus, &corpus->places.items[i]);
}

/* -- all of it */

void corpus_init(struct corpus *corpus)
{
	memset(corpus, 0, sizeof *corpus);
	strbuf_init(&corpus->bytes);
	strbuf_repeat(&corpus->bytes, " ", BYTES_ROOM);
	strbuf_clear(&corpus->bytes);
	corpus->words = xcalloc(CORPUS_WORDS, sizeof *corpus->words);
	corpus->companies = xcalloc(CORPUS_COMPANIES, sizeof *corpus->companies);
	make_words(corpus);
	make_companies(corpus);
	make_technologies(corpus);
	make_places(corpus);
}

void corpus_release(struct corpus *corpus)
{
	for (size_t i = 0; i < corpus->technologies.count; i++)
		free(corpus->technologies.items[i]);
	for (size_t i = 0; i < corpus->places.count; i++)
		town_release(&corpus->places.items[i]);
	for (size_t i = 0; i < corpus->countries.count; i++)
		town_release(&corpus->countries.items[i]);
	VEC_RELEASE(&corpus->technologies);
	VEC_RELEASE(&corpus->places);
	VEC_RELEASE(&corpus->countries);
	free(corpus->words);
	free(corpus->companies);
	strbuf_release(&corpus->bytes);
}

/* How much the most common stand out, so that a posting has about eight technologies, the most
 * common one being in a third of them, and the largest city has two of a hundred postings. */
#define FLAT_TECHNOLOGIES 3
#define FLAT_PLACES 10
#define FLAT_COMPANIES 20

const struct term *corpus_word(const struct corpus *corpus, struct random *random)
{
	return &corpus->words[random_zipf(random, 1, CORPUS_WORDS)];
}

const char *corpus_technology(const struct corpus *corpus, struct random *random)
{
	return corpus->technologies.items[random_zipf(random, FLAT_TECHNOLOGIES,
						      CORPUS_TECHNOLOGIES)];
}

const struct town *corpus_place(const struct corpus *corpus, struct random *random)
{
	return &corpus->places.items[random_zipf(random, FLAT_PLACES, CORPUS_PLACES)];
}

const struct term *corpus_company(const struct corpus *corpus, struct random *random)
{
	return &corpus->companies[random_zipf(random, FLAT_COMPANIES, CORPUS_COMPANIES)];
}

/*
 * Makes up what people type at the query line, always the same, as a script for keys_bench.
 *
 *     sessions KEYS [words]
 *
 * writes at least KEYS keys, one a line: lines of words, letter by letter, with none to three
 * filters before or behind them, mistyped and corrected, cleared and begun again; of ten one is
 * ugly. With "words" nothing but words, for programs that know no filters; they find what
 * "generate" made. A line is cleared with ^U, as most line editors do it, and now and then with
 * Escape, which a terminal must wait for to tell it from a key that begins with it: rarely enough
 * to stay out of a 99th percentile.
 */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "corpus.h"
#include "phrases.h"
#include "util/ascii.h"
#include "util/err.h"
#include "util/utf8.h"

#define KEYS_MAX 10000000
#define SEED 5
#define FILTERS_MAX 3

struct typist {
	struct corpus corpus;
	struct random random;
	struct strbuf line;      /* what will be typed next */
	size_t keys;
	bool only_words;
};

/* Lines that nobody likes to answer: everything matches, nothing does, too many terms begin so,
 * half a filter, half a phrase. */
static const char *const ugly_words[] = {
	"a b c d e", "the and you", "r", "s t", "of to in a", "e e e e e", "s se sen seni", "zzqx",
	"the the the", "i i", "c c++ c#", "1 2 3", "p r o d", "is it us or we", "x y z",
	"rust tokio zzqx", "an and ana", "st str stra", "o", "th", "qu", "engineer engineering",
};
static const char *const ugly_lines[] = {
	"-the", "-a -b -c", "\"the role", "\"and the\"", "\"work with the\"", "(rust or go) senior",
	"(a or b or c)", "-stack:rust -stack:java", "stack:", "loc:", "salary:>", "posted:<",
	"stack:zzqx", "loc:zzqx", "nonsense:value", "salary:100k..", "title:a", "\"\"", "( rust",
	"rust or", "rust or java or python or go", "-is:remote", "has:salary -has:url",
	"\"a b\"", "company:a", "sort:salary the", "sort:company a", "sort:-salary,title s",
	"\"a team of", "\"days of paid vacation\"", "\"memory safety\"", "seniority:none",
	"-\"memory safety\" rust",
};

/* Phrases that stand in ads. */
static const char *const phrases[] = {
	"\"years of experience\"", "\"backend services\"", "\"memory safety\"",
	"\"on-call rotation\"", "\"what you will do\"", "\"equal opportunity employer\"",
	"\"open source\"", "\"head of\"",
};

#define COUNT_OF(list) (sizeof(list) / sizeof(list)[0])
#define PICK(random, list) (list)[random_below(random, COUNT_OF(list))]

/* -- words */

static void begin_word(struct typist *typist)
{
	size_t len = typist->line.len;

	if (len > 0 && typist->line.text[len - 1] != ' ')
		strbuf_putc(&typist->line, ' ');
}

static void add_lower(struct strbuf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		strbuf_putc(out, ascii_lower(text[i]));
}

static void add_one_of(struct typist *typist, const struct phrases *list)
{
	const char *text = list->items[random_below(&typist->random, list->count)];

	begin_word(typist);
	add_lower(&typist->line, text, strlen(text));
}

static void add_title(struct typist *typist)
{
	add_one_of(typist, &phrases_levels);
	add_one_of(typist, &phrases_areas);
	if (random_percent(&typist->random, 60))
		add_one_of(typist, &phrases_roles);
}

static void add_technologies(struct typist *typist)
{
	for (size_t left = random_between(&typist->random, 1, 3); left > 0; left--) {
		const char *name = corpus_technology(&typist->corpus, &typist->random);

		begin_word(typist);
		add_lower(&typist->line, name, strlen(name));
	}
}

static void add_term(struct typist *typist, const struct term *term)
{
	begin_word(typist);
	add_lower(&typist->line, term->text, term->len);
}

static void add_words(struct typist *typist)
{
	for (size_t left = random_between(&typist->random, 1, 2); left > 0; left--)
		add_term(typist, corpus_word(&typist->corpus, &typist->random));
}

static void add_company(struct typist *typist)
{
	add_term(typist, corpus_company(&typist->corpus, &typist->random));
}

static void add_area_and_technologies(struct typist *typist)
{
	add_one_of(typist, &phrases_areas);
	add_technologies(typist);
}

static void add_city(struct typist *typist)
{
	const char *city = corpus_place(&typist->corpus, &typist->random)->city;

	add_one_of(typist, &phrases_roles);
	add_term(typist, &(struct term){ city, strlen(city) });
}

static void add_ugly(struct typist *typist)
{
	struct random *random = &typist->random;

	begin_word(typist);
	strbuf_puts(&typist->line, typist->only_words || random_percent(random, 50)
				   ? PICK(random, ugly_words) : PICK(random, ugly_lines));
}

static void add_phrase(struct typist *typist)
{
	if (typist->only_words) {
		add_title(typist);
		return;
	}
	begin_word(typist);
	strbuf_puts(&typist->line, PICK(&typist->random, phrases));
}

static void add_negation(struct typist *typist)
{
	add_title(typist);
	if (typist->only_words)
		return;
	strbuf_puts(&typist->line, " -");
	strbuf_puts(&typist->line, random_percent(&typist->random, 50) ? "java" : "intern");
}

static const struct { unsigned percent; void (*add)(struct typist *typist); } kinds[] = {
	{ 30, add_title }, { 17, add_technologies }, { 14, add_words },
	{ 10, add_area_and_technologies }, { 5, add_company }, { 5, add_city }, { 10, add_ugly },
	{ 4, add_phrase }, { 5, add_negation },
};

static void add_any(struct typist *typist)
{
	size_t drawn = random_below(&typist->random, 100);

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (drawn < kinds[i].percent) {
			kinds[i].add(typist);
			return;
		}
		drawn -= kinds[i].percent;
	}
}

/* -- filters */

static const char *const plain_filters[] = {
	"is:remote", "is:hybrid", "is:new", "seniority:senior", "seniority:junior,mid",
	"has:salary", "salary:>=100k", "salary:>=60k", "salary:50k..120k", "posted:<30d",
	"posted:<14d", "posted:2026-10", "years:<=5", "-is:remote", "sort:-salary", "sort:company",
};

static void add_value(struct typist *typist, const char *key, const char *value)
{
	const char *quote = strpbrk(value, " ()\",:") ? "\"" : "";

	strbuf_printf(&typist->line, "%s%s", key, quote);
	add_lower(&typist->line, value, strlen(value));
	strbuf_puts(&typist->line, quote);
}

static void add_filter(struct typist *typist)
{
	struct random *random = &typist->random;
	const struct town *place = corpus_place(&typist->corpus, random);
	size_t drawn = random_below(random, 10);

	begin_word(typist);
	if (drawn < 3)
		add_value(typist, "stack:", corpus_technology(&typist->corpus, random));
	else if (drawn < 4)
		add_value(typist, "must:", corpus_technology(&typist->corpus, random));
	else if (drawn < 7)
		add_value(typist, "loc:",
			  random_percent(random, 50) ? place->city : place->country);
	else
		strbuf_puts(&typist->line, PICK(random, plain_filters));
}

static void add_filters(struct typist *typist)
{
	size_t count = random_below(&typist->random, FILTERS_MAX + 1);

	for (size_t i = 0; i < count && !typist->only_words; i++)
		add_filter(typist);
}

/* -- keys */

static void press(struct typist *typist, const char *key)
{
	puts(key);
	typist->keys++;
}

/* The character at byte AT; the byte behind it. */
static size_t type_character(struct typist *typist, size_t at)
{
	uint32_t code;
	size_t len = utf8_decode(typist->line.text + at, typist->line.len - at, &code, NULL);

	if (typist->line.text[at] == ' ')
		puts("Space");
	else
		printf("%.*s\n", (int)len, typist->line.text + at);
	typist->keys++;
	return at + len;
}

/* Some letters are typed twice or wrongly, which takes some more to be seen and put right. */
static void mistype(struct typist *typist)
{
	size_t count = random_between(&typist->random, 1, 3);

	for (size_t i = 0; i < count; i++)
		press(typist, i % 2 == 0 ? "e" : "r");
	for (size_t i = 0; i < count; i++)
		press(typist, "Backspace");
}

#define MISTYPE_PERCENT 1

static void type_line(struct typist *typist)
{
	for (size_t at = 0; at < typist->line.len;) {
		at = type_character(typist, at);
		if (random_percent(&typist->random, MISTYPE_PERCENT))
			mistype(typist);
	}
}

/* How a line is left for the next one. All of them end with the cursor in an empty line. */
static void leave_line(struct typist *typist)
{
	size_t drawn = typist->only_words ? 99 : random_below(&typist->random, 100);

	if (drawn < 5) {
		press(typist, "Escape");
	} else if (drawn < 15) {
		press(typist, "Enter");
		press(typist, "j");
		press(typist, "j");
		press(typist, "\\");
		press(typist, "/");
	} else if (drawn < 25) {
		for (size_t left = random_between(&typist->random, 1, 12); left > 0; left--)
			press(typist, "Backspace");
		press(typist, "^U");
	} else {
		press(typist, "^U");
	}
}

static void type_session(struct typist *typist)
{
	bool begins_with_filters = random_percent(&typist->random, 50);

	strbuf_clear(&typist->line);
	if (begins_with_filters)
		add_filters(typist);
	add_any(typist);
	if (!begins_with_filters)
		add_filters(typist);
	type_line(typist);
	leave_line(typist);
}

int main(int argc, char **argv)
{
	struct typist typist = { .line = STRBUF_INIT, .random = random_of(SEED) };
	char *end = NULL;
	unsigned long count = argc > 1 ? strtoul(argv[1], &end, 10) : 0;

	typist.only_words = argc == 3 && strcmp(argv[2], "words") == 0;
	if (argc < 2 || argc > 3 || *end != '\0' || count == 0 || count > KEYS_MAX ||
	    (argc == 3 && !typist.only_words)) {
		fputs("usage: sessions KEYS [words]\n", stderr);
		return STATUS_USAGE;
	}
	corpus_init(&typist.corpus);
	if (!typist.only_words)
		press(&typist, "/");
	while (typist.keys < count)
		type_session(&typist);
	corpus_release(&typist.corpus);
	strbuf_release(&typist.line);
	return fflush(stdout) == 0 ? STATUS_OK : STATUS_IO;
}

/*
 * What the postings of a benchmark are made of: words, technologies, places, companies, titles.
 *
 * All of it is the same on every machine. Words are in the order of how common they are: real ones
 * first, then pronounceable ones that are made up. Technologies and cities are those that the
 * program knows.
 */
#ifndef SHORTLIST_BENCH_CORPUS_H
#define SHORTLIST_BENCH_CORPUS_H

#include "random.h"
#include "util/strbuf.h"

#define CORPUS_WORDS 200000
#define CORPUS_TECHNOLOGIES 400
#define CORPUS_PLACES 5000
#define CORPUS_COMPANIES 20000

/* A text whose length is known. */
struct term { const char *text; size_t len; };

struct town { char *city, *region, *country; long people; };

struct corpus {
	struct strbuf bytes;     /* of the words and companies */
	struct term *words;
	struct term *companies;
	struct { char **items; size_t count, cap; } technologies;
	struct { struct town *items; size_t count, cap; } places; /* the largest first */
	struct { struct town *items; size_t count, cap; } countries; /* city: the code */
};

/* Ends the program where the data that is compiled in cannot be read. */
void corpus_init(struct corpus *corpus);
void corpus_release(struct corpus *corpus);

/* Drawn as often as it is common. */
const struct term *corpus_word(const struct corpus *corpus, struct random *random);
const char *corpus_technology(const struct corpus *corpus, struct random *random);
const struct town *corpus_place(const struct corpus *corpus, struct random *random);
const struct term *corpus_company(const struct corpus *corpus, struct random *random);

#endif

/*
 * A made-up job ad: number N is always the same one, however many are made.
 *
 * Three of a hundred are copies of an earlier one: the same job, on another day, under another
 * address and with another last sentence.
 */
#ifndef SHORTLIST_BENCH_ADVERT_H
#define SHORTLIST_BENCH_ADVERT_H

#include "corpus.h"

struct advert {
	struct strbuf title, company, location, date, employment, salary, url, body;
};

#define ADVERT_INIT { STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, \
	STRBUF_INIT, STRBUF_INIT, STRBUF_INIT }

void advert_release(struct advert *advert);

/* Replaces what ADVERT holds. */
void advert_make(struct advert *advert, const struct corpus *corpus, uint64_t number);

#endif

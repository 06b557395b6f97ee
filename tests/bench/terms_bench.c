/*
 * What it costs to turn postings round, to make segments of runs, and to search the tail.
 *
 *     terms_bench [POSTINGS [RUN]]     in runs of RUN postings; made to segments of whole blocks
 *
 * Postings have TERMS different terms each, half of them out of COMMON ones, as sentences that are
 * in many postings give them, and half out of a vocabulary in which the term of rank n is seen as
 * often as 1/n says (Zipf). Times are of the processor; a pair is a term of a posting.
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index/bitset.h"
#include "index/run.h"
#include "index/segment.h"
#include "index/tail.h"
#include "random.h"
#include "util/alloc.h"

#define VOCABULARY 300000
#define TERMS 290
#define COMMON 500
#define TITLE_TERMS 6            /* of those; the rest are words */
#define TAIL_POSTINGS 8192
#define TAIL_ROUNDS 2000

struct bench {
	struct strbuf words;     /* the vocabulary, as a list of terms */
	size_t *starts;          /* in it */
	uint32_t *seen;          /* by rank: the last posting with it */
	struct run_builder *builder;
	struct random random;
	double build_time, merge_time;
	uint64_t pairs, run_bytes;
	uint64_t rows, row_bytes, beginning_rows, beginning_bytes;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* A word of its own for each rank, shorter for frequent ones. */
static size_t word_of_rank(size_t rank, char word[32])
{
	static const char *const ends[] = { "", "s", "er", "ing", "ability", "ed", "ization",
					    "able" };
	static const char first[] = "srtcpdmbflnghwvkjzyq", second[] = "eaiou";
	size_t len = 0;

	for (size_t rest = rank + 1; rest > 0; rest /= 40) {
		word[len++] = first[rest % 20];
		word[len++] = second[rest / 8 % 5];
	}
	return len + (size_t)snprintf(word + len, 32 - len, "%s", ends[rank * 7 / 3 % 8]);
}

static void make_words(struct bench *bench)
{
	bench->starts = xmalloc(VOCABULARY * sizeof *bench->starts);
	bench->seen = xcalloc(VOCABULARY, sizeof *bench->seen);
	for (size_t rank = 0; rank < VOCABULARY; rank++) {
		char word[32];
		size_t len = word_of_rank(rank, word);

		bench->starts[rank] = bench->words.len;
		strbuf_putc(&bench->words, (char)len);
		strbuf_add(&bench->words, word, len);
	}
}

/* The terms of a posting. */
static void make_terms(struct bench *bench, uint32_t number, struct strbuf *terms)
{
	strbuf_clear(terms);
	for (size_t count = 0; count < TERMS; ) {
		size_t rank = count % 2 == 0 ? random_below(&bench->random, COMMON) :
			random_zipf(&bench->random, 1, VOCABULARY);
		char term[40];
		size_t len = (size_t)bench->words.text[bench->starts[rank]];

		if (bench->seen[rank] == number)
			continue;
		bench->seen[rank] = number;
		term[0] = count < TITLE_TERMS ? 't' : 'w';
		memcpy(term + 1, bench->words.text + bench->starts[rank] + 1, len);
		terms_add(terms, term, len + 1);
		count++;
	}
}

static void make_run(struct bench *bench, uint32_t first, uint32_t limit, struct strbuf *out)
{
	struct strbuf *terms = xcalloc(limit - first, sizeof *terms);
	double start;

	for (uint32_t i = 0; i < limit - first; i++) {
		strbuf_init(&terms[i]);
		make_terms(bench, first + i + 1, &terms[i]);
	}
	start = now();
	for (uint32_t i = 0; i < limit - first; i++)
		run_builder_add(bench->builder, first + i, &terms[i]);
	run_builder_write(bench->builder, out);
	bench->build_time += now() - start;
	bench->pairs += (uint64_t)(limit - first) * TERMS;
	bench->run_bytes += out->len;
	for (uint32_t i = 0; i < limit - first; i++)
		strbuf_release(&terms[i]);
	free(terms);
}

static bool count_row(const char *term, size_t len, const void *packed, size_t size, void *data)
{
	struct bench *bench = data;
	bool is_beginning = term[0] >= 'A' && term[0] <= 'Z';

	(void)packed;
	bench->rows++;
	bench->row_bytes += len + size;
	bench->beginning_rows += is_beginning;
	bench->beginning_bytes += is_beginning ? len + size : 0;
	return true;
}

static void merge_block(struct bench *bench, const struct strbuf *bytes, size_t count,
			uint32_t first, uint32_t limit)
{
	struct run *runs = xcalloc(count, sizeof *runs);
	double start = now();
	bool is_bad;

	for (size_t i = 0; i < count; i++)
		run_open(&runs[i], bytes[i].text, bytes[i].len);
	segment_build(runs, count, first, limit, count_row, bench, &is_bad);
	for (size_t i = 0; i < count; i++)
		run_release(&runs[i]);
	bench->merge_time += now() - start;
	free(runs);
}

static void run_block(struct bench *bench, uint32_t first, uint32_t limit, uint32_t step)
{
	size_t count = (limit - first + step - 1) / step;
	struct strbuf *bytes = xcalloc(count, sizeof *bytes);

	for (size_t i = 0; i < count; i++) {
		uint32_t start = first + (uint32_t)i * step;

		strbuf_init(&bytes[i]);
		make_run(bench, start, limit - start < step ? limit : start + step, &bytes[i]);
	}
	merge_block(bench, bytes, count, first, limit);
	for (size_t i = 0; i < count; i++)
		strbuf_release(&bytes[i]);
	free(bytes);
}

static void report_load(const struct bench *bench, uint32_t postings, uint32_t step)
{
	double pairs = (double)bench->pairs;

	printf("%u postings in runs of %u, %.1f million pairs\n", (unsigned)postings,
	       (unsigned)step, pairs / 1e6);
	printf("  turned round   %8.2f ns a pair  %6.2f bytes a pair\n",
	       bench->build_time / pairs * 1e9, (double)bench->run_bytes / pairs);
	printf("  made segments  %8.2f ns a pair  %6.2f bytes a pair, of which beginnings %.2f\n",
	       bench->merge_time / pairs * 1e9, (double)bench->row_bytes / pairs,
	       (double)bench->beginning_bytes / pairs);
	printf("  rows           %8.0f, of beginnings %.0f\n", (double)bench->rows,
	       (double)bench->beginning_rows);
	printf("  a million      %8.2f s\n",
	       (bench->build_time + bench->merge_time) / (double)postings * 1e6);
}

/* -- the tail */

static void time_searches(struct tail *tail, uint32_t limit)
{
	static const char *const words[] = { "w", "ws", "wse", "wser", "wra", "wraba", "wzuqu",
					     "wqqqqq" };
	struct bitset set;

	bitset_init(&set, limit);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);
		double start = now(), term_time;

		for (size_t k = 0; k < TAIL_ROUNDS; k++)
			tail_term(tail, words[i], len, &set);
		term_time = (now() - start) / TAIL_ROUNDS;
		bitset_clear(&set);
		start = now();
		for (size_t k = 0; k < TAIL_ROUNDS / 100; k++)
			tail_prefix(tail, words[i], len, &set);
		printf("  %-8s term %8.2f us   prefix %8.2f us  (%.0f postings)\n", words[i],
		       term_time * 1e6, (now() - start) / (TAIL_ROUNDS / 100) * 1e6,
		       (double)bitset_count(&set));
		bitset_clear(&set);
	}
	bitset_release(&set);
}

static void time_tail(struct bench *bench, uint32_t first, uint32_t postings, uint32_t step)
{
	struct tail *tail = tail_new();
	double all = 0, longest = 0;

	for (uint32_t at = first; at < first + postings; at += step) {
		struct strbuf run = STRBUF_INIT;
		double start;

		make_run(bench, at, at + step, &run);
		start = now();
		tail_add(tail, run.text, run.len);
		start = now() - start;
		all += start;
		longest = start > longest ? start : longest;
		strbuf_release(&run);
	}
	printf("tail of %u postings in runs of %u: %.2f ms a run, at most %.2f; %.1f MB\n",
	       (unsigned)postings, (unsigned)step, all / (postings / step) * 1e3, longest * 1e3,
	       (double)tail_bytes(tail) / 1e6);
	time_searches(tail, first + postings);
	tail_free(tail);
}

int main(int argc, char **argv)
{
	uint32_t postings = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 2 * BLOCK_SIZE;
	uint32_t step = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 2000;
	struct bench *bench = xcalloc(1, sizeof *bench);

	if (postings == 0 || step == 0)
		return EXIT_FAILURE;
	strbuf_init(&bench->words);
	bench->builder = run_builder_new();
	bench->random = random_of(1);
	make_words(bench);
	for (uint32_t first = 0; first < postings; first += BLOCK_SIZE)
		run_block(bench, first, postings - first < BLOCK_SIZE ? postings :
			  first + BLOCK_SIZE, step);
	report_load(bench, postings, step);
	time_tail(bench, postings, TAIL_POSTINGS, 2048);
	time_tail(bench, postings, TAIL_POSTINGS, 64);
	time_tail(bench, postings, BLOCK_SIZE, 2048);
	run_builder_free(bench->builder);
	strbuf_release(&bench->words);
	free(bench->starts);
	free(bench->seen);
	free(bench);
	return EXIT_SUCCESS;
}

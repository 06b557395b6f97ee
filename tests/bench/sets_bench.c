/*
 * What the arithmetic of sets costs: each kernel of this machine over a million numbers, and the
 * packed forms of a block being added to its bits.
 *
 *     sets_bench
 *
 * Times are of the processor, in nanoseconds a call, the least of some passes.
 */
#include "config.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "index/bitset.h"
#include "index/packed.h"
#include "util/strbuf.h"

#define LIMIT 1000000
#define PASSES 9
#define PASS_NANOSECONDS 2e6

static uint64_t seed = 1;
static uint64_t sink;            /* keeps results from being optimised away */

struct sets {
	struct bitset a, b;
	uint32_t *numbers;
	struct strbuf packed;
	uint16_t members[BLOCK_SIZE];
};

typedef void (*run_fn)(struct sets *sets);

static uint32_t next_random(void)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(seed >> 33);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static double time_of(run_fn run, struct sets *sets, size_t times)
{
	double before = now();

	for (size_t i = 0; i < times; i++)
		run(sets);
	return now() - before;
}

/* Nanoseconds a call. */
static double measure(run_fn run, struct sets *sets)
{
	size_t times = 1;
	double best;

	while ((best = time_of(run, sets, times)) < PASS_NANOSECONDS)
		times *= 2;
	for (size_t i = 1; i < PASSES; i++) {
		double taken = time_of(run, sets, times);

		best = taken < best ? taken : best;
	}
	return best / (double)times;
}

static void run_and(struct sets *sets)
{
	bitset_and(&sets->a, &sets->b);
}

static void run_or(struct sets *sets)
{
	bitset_or(&sets->a, &sets->b);
}

static void run_and_not(struct sets *sets)
{
	bitset_and_not(&sets->a, &sets->b);
}

static void run_count(struct sets *sets)
{
	sink += bitset_count(&sets->a);
}

static void run_count_and(struct sets *sets)
{
	sink += bitset_count_and(&sets->a, &sets->b);
}

static void run_list(struct sets *sets)
{
	bitset_list(&sets->b, sets->numbers);
}

static void run_next(struct sets *sets)
{
	uint32_t number = bitset_next(&sets->b, 0);

	for (; number != BITSET_END; number = bitset_next(&sets->b, number + 1))
		sink += number;
}

static void run_packed_or(struct sets *sets)
{
	sink += packed_or(sets->packed.text, sets->packed.len, sets->a.words);
}

static void run_packed_count(struct sets *sets)
{
	sink += packed_count(sets->packed.text, sets->packed.len);
}

static void run_packed_read(struct sets *sets)
{
	static uint16_t members[BLOCK_SIZE];
	size_t count;

	sink += packed_read(sets->packed.text, sets->packed.len, members, &count);
}

static void fill(struct bitset *set, unsigned per_64k)
{
	bitset_clear(set);
	for (uint32_t i = 0; i < LIMIT; i++)
		if (next_random() % BLOCK_SIZE < per_64k)
			bitset_add(set, i);
}

/* A column for each density of the set that is listed. */
static void print_kernel(struct sets *sets)
{
	static const unsigned densities[] = { 6, 655, 6554, 32768, 65536 };

	fill(&sets->a, BLOCK_SIZE / 2);
	fill(&sets->b, BLOCK_SIZE / 2);
	printf("%-9s %8.0f %8.0f %8.0f %8.0f %8.0f", bitset_kernel(), measure(run_and, sets),
	       measure(run_or, sets), measure(run_and_not, sets), measure(run_count, sets),
	       measure(run_count_and, sets));
	for (size_t i = 0; i < sizeof densities / sizeof densities[0]; i++) {
		fill(&sets->b, densities[i]);
		printf(" %8.0f", measure(run_list, sets));
	}
	fill(&sets->b, 655);
	printf(" %8.0f\n", measure(run_next, sets));
}

static void print_kernels(struct sets *sets)
{
	const char *const *names;
	size_t count = bitset_kernels(&names);

	printf("%d numbers, ns a call%31s %s\n", LIMIT, "",
	       "listing 0.01 %,   1 %,    10 %,    50 %,   100 %; next 1 %");
	printf("%-9s %8s %8s %8s %8s %8s\n", "kernel", "and", "or", "and not", "count",
	       "cnt and");
	for (size_t i = 0; i < count; i++) {
		bitset_use_kernel(names[i]);
		print_kernel(sets);
	}
	bitset_use_kernel(NULL);
}

/* The members of a block: COUNT of those from FIRST on, spread evenly but for chance. */
static size_t spread(struct sets *sets, size_t first, size_t count)
{
	size_t width = (BLOCK_SIZE - first) / count, number = first;

	for (size_t i = 0; i < count; i++, number += width)
		sets->members[i] = (uint16_t)(number + next_random() % width);
	return count;
}

static void print_packed(struct sets *sets)
{
	static const struct { size_t first, count; } rows[] = {
		{ 0, 1 }, { 0, 2 }, { 0, 8 }, { 65000, 8 }, { 0, 32 }, { 64000, 32 },
		{ 0, 64 }, { 61000, 64 }, { 0, 256 }, { 0, 1024 }, { 0, 4096 }, { 0, 5000 },
		{ 0, 30000 }, { 60000, 3000 }, { 61440, 4096 }, { 4096, 61440 }, { 1000, 64536 },
		{ 0, 65536 },
	};

	printf("\n%-8s %8s %6s %6s %8s %8s %8s\n", "members", "from", "bytes", "form",
	       "or, ns", "count", "read");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t count = spread(sets, rows[i].first, rows[i].count);

		strbuf_clear(&sets->packed);
		packed_write(&sets->packed, sets->members, count);
		printf("%-8zu %8zu %6zu %6d %8.1f %8.1f %8.1f\n", count, rows[i].first,
		       sets->packed.len, sets->packed.text[0], measure(run_packed_or, sets),
		       measure(run_packed_count, sets), measure(run_packed_read, sets));
	}
}

int main(void)
{
	static struct sets sets;

	bitset_init(&sets.a, LIMIT);
	bitset_init(&sets.b, LIMIT);
	sets.numbers = calloc(LIMIT, sizeof *sets.numbers);
	strbuf_init(&sets.packed);
	if (!sets.numbers)
		return 1;
	print_kernels(&sets);
	print_packed(&sets);
	strbuf_release(&sets.packed);
	free(sets.numbers);
	bitset_release(&sets.a);
	bitset_release(&sets.b);
	return sink == 1;
}

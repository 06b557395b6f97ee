/*
 * Numbers that look random and are the same everywhere: splitmix64 (Steele, Lea, Flood, "Fast
 * Splittable Pseudorandom Number Generators", 2014). Whole numbers only, so that no library of
 * mathematics has a say in what is generated.
 */
#ifndef SHORTLIST_BENCH_RANDOM_H
#define SHORTLIST_BENCH_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random { uint64_t state; };

static inline uint64_t random_next(struct random *random)
{
	uint64_t x = random->state += UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

/* The stream that belongs to number SEED, whatever was drawn before. */
static inline struct random random_of(uint64_t seed)
{
	struct random random = { seed * UINT64_C(0xd1342543de82ef95) };

	random.state = random_next(&random);
	return random;
}

/* 0 to COUNT - 1; COUNT is below 2^32. */
static inline size_t random_below(struct random *random, size_t count)
{
	return (size_t)(((random_next(random) >> 32) * (uint64_t)count) >> 32);
}

static inline size_t random_between(struct random *random, size_t least, size_t most)
{
	return least + random_below(random, most - least + 1);
}

static inline bool random_percent(struct random *random, size_t percent)
{
	return random_below(random, 100) < percent;
}

/*
 * Zipf's law, by octaves: each doubling of the rank is as likely as the one before it, and within
 * one all ranks are. The larger FLAT, the less the first ranks stand out; 1 is Zipf's own.
 */
static inline size_t random_zipf(struct random *random, size_t flat, size_t count)
{
	uint64_t end = flat + count, from = flat, fixed = 0, drawn;

	while (from * 2 <= end) {
		from *= 2;
		fixed += 1 << 16;
	}
	fixed += ((end - from) << 16) / from;
	drawn = random_below(random, fixed) >> 16;
	from = (uint64_t)flat << drawn;
	return (size_t)from - flat + random_below(random, (from * 2 < end ? from * 2 : end) - from);
}

#endif

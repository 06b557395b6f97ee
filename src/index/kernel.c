/*
 * The loops over the words of sets.
 *
 * They are written once as macros over a vector type, which the compiler maps to what a processor
 * has; only counting has instructions of its own. Without these, eight vectors are added bit by bit
 * into ones, twos, fours and eights, so that only the eights have to be counted (Harley and Seal,
 * in Warren's "Hacker's Delight", 5-1; for vectors see Mula, Kurz and Lemire, "Faster Population
 * Counts Using AVX2 Instructions").
 */
#include "config.h"

#include "index/kernel_int.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#if (defined __x86_64__ || defined __i386__) && defined __GNUC__
#define HAS_X86 1
#include <immintrin.h>
#else
#define HAS_X86 0
#endif

#define BYTES sizeof(uint64_t)
#define VECTORS 8                /* that are counted together */

typedef uint64_t vec16 __attribute__((vector_size(16), aligned(1), may_alias));

/* What is done to a word or a vector of them. */
#define AND(a, b) ((a) & (b))
#define OR(a, b) ((a) | (b))
#define AND_NOT(a, b) ((a) & ~(b))

/* The vector or the word at byte AT. */
#define READ(type, bytes, at) (*(const type *)((bytes) + (at)))

static inline uint64_t read_word(const unsigned char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return word;
}

/* -- mixing */

#define DEFINE_MIX(name, target, vec, mix)                                                        \
	target static void name(uint64_t *to, const void *from, size_t count)                     \
	{                                                                                         \
		unsigned char *into = (unsigned char *)to;                                        \
		const unsigned char *other = from;                                                \
		size_t limit = count * BYTES;                                                     \
		size_t whole = limit - limit % (2 * sizeof(vec));                                 \
		size_t at;                                                                        \
												  \
		for (at = 0; at < whole; at += 2 * sizeof(vec)) {                                 \
			vec a = mix(READ(vec, into, at), READ(vec, other, at));                   \
			vec b = mix(READ(vec, into, at + sizeof(vec)),                            \
				    READ(vec, other, at + sizeof(vec)));                          \
												  \
			*(vec *)(into + at) = a;                                                  \
			*(vec *)(into + at + sizeof(vec)) = b;                                    \
		}                                                                                 \
		for (; at < limit; at += BYTES)                                                   \
			to[at / BYTES] = mix(to[at / BYTES], read_word(other + at));              \
	}

/* -- counting */

#define SUM_2 UINT64_C(0x5555555555555555)
#define SUM_4 UINT64_C(0x3333333333333333)
#define SUM_8 UINT64_C(0x0F0F0F0F0F0F0F0F)

/* The bits of each word of X, which becomes their number. */
#define COUNT_IN_PLACE(x)                                                                         \
	((x) -= (x) >> 1 & SUM_2, (x) = ((x) & SUM_4) + ((x) >> 2 & SUM_4),                       \
	 (x) = ((x) + ((x) >> 4)) & SUM_8, (x) += (x) >> 8, (x) += (x) >> 16,                     \
	 (x) = ((x) + ((x) >> 32)) & 0x7F)

static uint64_t count_word(uint64_t word)
{
	COUNT_IN_PLACE(word);
	return word;
}

/* Adds A and B to LOW, bit by bit; what is carried is HIGH. */
#define ADD_BITS(high, low, a, b)                                                                 \
	(sum = (low) ^ (a), (high) = ((low) & (a)) | (sum & (b)), (low) = sum ^ (b))

#define DEFINE_COUNT(name, target, vec, mix)                                                      \
	target static uint64_t name(const void *words, const void *others, size_t count)          \
	{                                                                                         \
		const unsigned char *a = words, *b = others;                                      \
		size_t limit = count * BYTES;                                                     \
		size_t whole = limit - limit % (VECTORS * sizeof(vec));                           \
		vec ones = { 0 }, twos = { 0 }, fours = { 0 }, eights = { 0 };                    \
		vec twos_2, fours_2, sum, all = { 0 };                                            \
		uint64_t total = 0;                                                               \
		size_t at;                                                                        \
												  \
		for (at = 0; at < whole; at += VECTORS * sizeof(vec)) {                           \
			vec twos_1, fours_1;                                                      \
												  \
			ADD_BITS(twos_1, ones, MIXED(vec, mix, 0), MIXED(vec, mix, 1));           \
			ADD_BITS(twos_2, ones, MIXED(vec, mix, 2), MIXED(vec, mix, 3));           \
			ADD_BITS(fours_1, twos, twos_1, twos_2);                                  \
			ADD_BITS(twos_1, ones, MIXED(vec, mix, 4), MIXED(vec, mix, 5));           \
			ADD_BITS(twos_2, ones, MIXED(vec, mix, 6), MIXED(vec, mix, 7));           \
			ADD_BITS(fours_2, twos, twos_1, twos_2);                                  \
			ADD_BITS(eights, fours, fours_1, fours_2);                                \
			COUNT_IN_PLACE(eights);                                                   \
			all += eights;                                                            \
		}                                                                                 \
		COUNT_IN_PLACE(ones);                                                             \
		COUNT_IN_PLACE(twos);                                                             \
		COUNT_IN_PLACE(fours);                                                            \
		all = all * 8 + fours * 4 + twos * 2 + ones;                                      \
		for (size_t i = 0; i < sizeof(vec) / BYTES; i++)                                  \
			total += all[i];                                                          \
		for (; at < limit; at += BYTES)                                                   \
			total += count_word(mix(read_word(a + at), read_word(b + at)));           \
		return total;                                                                     \
	}

#define MIXED(vec, mix, place)                                                                    \
	mix(READ(vec, a, at + (place) * sizeof(vec)), READ(vec, b, at + (place) * sizeof(vec)))

/* -- any processor */

#define ANY

static bool is_any(void)
{
	return true;
}

DEFINE_MIX(and_any, ANY, vec16, AND)
DEFINE_MIX(or_any, ANY, vec16, OR)
DEFINE_MIX(and_not_any, ANY, vec16, AND_NOT)
DEFINE_COUNT(count_and_any, ANY, vec16, AND)
DEFINE_COUNT(count_and_not_any, ANY, vec16, AND_NOT)

static void keep_below_any(uint64_t *words, const uint32_t *numbers, size_t count, uint32_t limit)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t below = 0;

		for (size_t k = 0; k < 64; k++)
			below |= (uint64_t)(numbers[64 * i + k] < limit) << k;
		words[i] &= below;
	}
}

#if HAS_X86

/* -- an instruction that counts the bits of a word */

#define POPCNT __attribute__((target("popcnt")))

#define DEFINE_POPCNT(name, mix)                                                                  \
	POPCNT static uint64_t name(const void *words, const void *others, size_t count)          \
	{                                                                                         \
		const unsigned char *a = words, *b = others;                                      \
		uint64_t total = 0, total_2 = 0;                                                  \
		size_t limit = count * BYTES;                                                     \
		size_t at;                                                                        \
												  \
		for (at = 0; at + 4 * BYTES <= limit; at += 4 * BYTES) {                          \
			total += ONES(mix, 0) + ONES(mix, 1);                                     \
			total_2 += ONES(mix, 2) + ONES(mix, 3);                                   \
		}                                                                                 \
		for (; at < limit; at += BYTES)                                                   \
			total += ONES(mix, 0);                                                    \
		return total + total_2;                                                           \
	}

#define ONES(mix, place)                                                                          \
	(uint64_t)__builtin_popcountll(mix(read_word(a + at + (place) * BYTES),                   \
					   read_word(b + at + (place) * BYTES)))

static bool is_popcnt(void)
{
	return __builtin_cpu_supports("popcnt") != 0;
}

DEFINE_POPCNT(count_and_popcnt, AND)
DEFINE_POPCNT(count_and_not_popcnt, AND_NOT)

/* -- vectors of 32 bytes */

#define AVX2 __attribute__((target("avx2")))

typedef uint64_t vec32 __attribute__((vector_size(32), aligned(1), may_alias));

static bool is_avx2(void)
{
	return __builtin_cpu_supports("avx2") && is_popcnt();
}

DEFINE_MIX(and_avx2, AVX2, vec32, AND)
DEFINE_MIX(or_avx2, AVX2, vec32, OR)
DEFINE_MIX(and_not_avx2, AVX2, vec32, AND_NOT)
DEFINE_COUNT(count_and_avx2, AVX2, vec32, AND)
DEFINE_COUNT(count_and_not_avx2, AVX2, vec32, AND_NOT)

/* Numbers are compared as if they had a sign. */
AVX2 static void keep_below_avx2(uint64_t *words, const uint32_t *numbers, size_t count,
				 uint32_t limit)
{
	const __m256i sign = _mm256_set1_epi32(INT32_MIN);
	const __m256i most = _mm256_xor_si256(_mm256_set1_epi32((int32_t)limit), sign);

	for (size_t i = 0; i < count; i++) {
		uint64_t below = 0;

		for (size_t k = 0; k < 64; k += 8) {
			__m256i eight = _mm256_loadu_si256((const void *)(numbers + 64 * i + k));
			__m256i is_below = _mm256_cmpgt_epi32(most, _mm256_xor_si256(eight, sign));
			int bits = _mm256_movemask_ps(_mm256_castsi256_ps(is_below));

			below |= (uint64_t)(uint32_t)bits << k;
		}
		words[i] &= below;
	}
}

/* -- vectors of 64 bytes, and an instruction that counts the bits of their words */

#define AVX512 __attribute__((target("avx512f,avx512vpopcntdq,popcnt")))

typedef uint64_t vec64 __attribute__((vector_size(64), aligned(1), may_alias));

#define DEFINE_AVX512(name, mix)                                                                  \
	AVX512 static uint64_t name(const void *words, const void *others, size_t count)          \
	{                                                                                         \
		const unsigned char *a = words, *b = others;                                      \
		size_t limit = count * BYTES;                                                     \
		size_t whole = limit - limit % (2 * sizeof(vec64));                               \
		vec64 all = { 0 }, all_2 = { 0 };                                                 \
		uint64_t total = 0;                                                               \
		size_t at;                                                                        \
												  \
		for (at = 0; at < whole; at += 2 * sizeof(vec64)) {                               \
			all += LANES(MIXED(vec64, mix, 0));                                       \
			all_2 += LANES(MIXED(vec64, mix, 1));                                     \
		}                                                                                 \
		all += all_2;                                                                     \
		for (size_t i = 0; i < sizeof(vec64) / BYTES; i++)                                \
			total += all[i];                                                          \
		for (; at < limit; at += BYTES)                                                   \
			total += count_word(mix(read_word(a + at), read_word(b + at)));           \
		return total;                                                                     \
	}

#define LANES(x) (vec64)_mm512_popcnt_epi64((__m512i)(x))

static bool is_avx512(void)
{
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vpopcntdq") &&
	       is_popcnt();
}

DEFINE_MIX(and_avx512, AVX512, vec64, AND)
DEFINE_MIX(or_avx512, AVX512, vec64, OR)
DEFINE_MIX(and_not_avx512, AVX512, vec64, AND_NOT)
DEFINE_AVX512(count_and_avx512, AND)
DEFINE_AVX512(count_and_not_avx512, AND_NOT)

AVX512 static void keep_below_avx512(uint64_t *words, const uint32_t *numbers, size_t count,
				     uint32_t limit)
{
	const __m512i most = _mm512_set1_epi32((int32_t)limit);

	for (size_t i = 0; i < count; i++) {
		uint64_t below = 0;

		for (size_t k = 0; k < 64; k += 16) {
			__m512i sixteen = _mm512_loadu_si512(numbers + 64 * i + k);

			below |= (uint64_t)_mm512_cmplt_epu32_mask(sixteen, most) << k;
		}
		words[i] &= below;
	}
}

#endif

/* -- the choice */

/* The best first; the last one can be used everywhere. */
static const struct kernel kernels[] = {
#if HAS_X86
	{ "avx512", is_avx512, and_avx512, or_avx512, and_not_avx512, count_and_avx512,
	  count_and_not_avx512, keep_below_avx512 },
	{ "avx2", is_avx2, and_avx2, or_avx2, and_not_avx2, count_and_avx2, count_and_not_avx2,
	  keep_below_avx2 },
	{ "popcnt", is_popcnt, and_any, or_any, and_not_any, count_and_popcnt,
	  count_and_not_popcnt, keep_below_any },
#endif
	{ "portable", is_any, and_any, or_any, and_not_any, count_and_any,
	  count_and_not_any, keep_below_any },
};

#define KERNELS (sizeof kernels / sizeof kernels[0])

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct kernel *usable[KERNELS];
static const char *usable_names[KERNELS];
static size_t usable_count;
static const struct kernel *_Atomic current;

static void choose(void)
{
	for (size_t i = 0; i < KERNELS; i++) {
		if (!kernels[i].is_usable())
			continue;
		usable[usable_count] = &kernels[i];
		usable_names[usable_count++] = kernels[i].name;
	}
	atomic_store(&current, usable[0]);
}

const struct kernel *kernel_get(void)
{
	const struct kernel *kernel = atomic_load_explicit(&current, memory_order_acquire);

	if (kernel)
		return kernel;
	pthread_once(&once, choose);
	return atomic_load(&current);
}

size_t kernel_names(const char *const **names)
{
	pthread_once(&once, choose);
	*names = usable_names;
	return usable_count;
}

bool kernel_use(const char *name)
{
	pthread_once(&once, choose);
	for (size_t i = 0; i < usable_count; i++) {
		if (name && strcmp(name, usable[i]->name) != 0)
			continue;
		atomic_store(&current, usable[i]);
		return true;
	}
	return false;
}

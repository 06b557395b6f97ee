/*
 * One block's part of a set as bytes.
 *
 * After the byte that names the form come
 *   steps    the first member and then, of each further one, how many are left out before it; in
 *            bytes of seven bits, the low ones first, the eighth says that another one follows
 *   list     the members
 *   bits     the place of the first word of 64 bits that is not empty, and the words from there to
 *            the last one that is not
 *   missing  what is no member
 * where members, places and words are stored with their low byte first.
 */
#include "config.h"

#include "index/packed.h"

#include "index/kernel_int.h"

#include <assert.h>
#include <string.h>

#define STEPS_MAX 64             /* members; reading more of them would be slow */
#define STEP_BYTES 3             /* of one step, at most */
#define LIST_MAX 4096            /* members; more are never shorter than bits */
#define WORD_BITS 64
#define WORD_BYTES 8

static const unsigned char bit_masks[] = { 1, 2, 4, 8, 16, 32, 64, 128 };

struct bytes { const unsigned char *at, *end; };

static size_t left(const struct bytes *bytes)
{
	return (size_t)(bytes->end - bytes->at);
}

static uint16_t read_16(const unsigned char *at)
{
	return (uint16_t)(at[0] | at[1] << 8);
}

/* Whether the machine stores a word with its low byte first. */
static bool is_little(void)
{
	const uint16_t one = 1;

	return *(const unsigned char *)&one == 1;
}

static uint64_t read_64(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof word);
	return is_little() ? word : __builtin_bswap64(word);
}

static void put_byte(struct strbuf *out, unsigned byte)
{
	strbuf_putc(out, (char)(unsigned char)byte);
}

static void put_16(struct strbuf *out, unsigned number)
{
	put_byte(out, number & 0xFF);
	put_byte(out, number >> 8);
}

/* Writes the members to a list; how many there are. */
static size_t bits_list(const uint64_t bits[BLOCK_WORDS], uint16_t *members)
{
	size_t count = 0;

	for (size_t i = 0; i < BLOCK_WORDS; i++)
		for (uint64_t word = bits[i]; word != 0; word &= word - 1)
			members[count++] = (uint16_t)(i * WORD_BITS +
						      (size_t)__builtin_ctzll(word));
	return count;
}

/* -- steps */

/* The number that is left out before member I. */
static unsigned step_of(const uint16_t *members, size_t i)
{
	return i == 0 ? members[0] : (unsigned)(members[i] - members[i - 1] - 1);
}

static size_t steps_size(const uint16_t *members, size_t count)
{
	size_t size = 0;

	if (count > STEPS_MAX)
		return SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		unsigned step = step_of(members, i);

		size += 1 + (size_t)(step > 0x7F) + (size_t)(step > 0x3FFF);
	}
	return size;
}

static void steps_write(struct strbuf *out, const uint16_t *members, size_t count)
{
	unsigned char bytes[STEPS_MAX * STEP_BYTES];
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned step = step_of(members, i);

		for (; step > 0x7F; step >>= 7)
			bytes[len++] = (unsigned char)((step & 0x7F) | 0x80);
		bytes[len++] = (unsigned char)step;
	}
	strbuf_add(out, (const char *)bytes, len);
}

static bool step_read(struct bytes *bytes, uint32_t *step)
{
	*step = 0;
	for (unsigned i = 0; i < STEP_BYTES && bytes->at < bytes->end; i++) {
		unsigned byte = *bytes->at++;

		*step |= (byte & 0x7F) << 7 * i;
		if (byte <= 0x7F)
			return true;
	}
	return false;
}

static bool steps_read(struct bytes bytes, uint16_t *members, size_t *count)
{
	uint32_t next = 0, step;

	for (*count = 0; bytes.at < bytes.end; next++) {
		if (*count == STEPS_MAX || !step_read(&bytes, &step))
			return false;
		next += step;
		if (next >= BLOCK_SIZE)
			return false;
		members[(*count)++] = (uint16_t)next;
	}
	return *count > 0;
}

static bool steps_or(struct bytes bytes, uint64_t bits[BLOCK_WORDS])
{
	uint16_t members[STEPS_MAX];
	size_t count;

	if (!steps_read(bytes, members, &count))
		return false;
	for (size_t i = 0; i < count; i++)
		bits[members[i] / WORD_BITS] |= UINT64_C(1) << members[i] % WORD_BITS;
	return true;
}

static size_t steps_count(struct bytes bytes)
{
	uint16_t members[STEPS_MAX];
	size_t count;

	return steps_read(bytes, members, &count) ? count : 0;
}

/* -- a list */

static size_t list_size(const uint16_t *members, size_t count)
{
	(void)members;
	return count <= LIST_MAX ? count * sizeof *members : SIZE_MAX;
}

static void list_write(struct strbuf *out, const uint16_t *members, size_t count)
{
	unsigned char bytes[2 * 128];
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		bytes[len++] = (unsigned char)(members[i] & 0xFF);
		bytes[len++] = (unsigned char)(members[i] >> 8);
		if (len == sizeof bytes || i + 1 == count) {
			strbuf_add(out, (const char *)bytes, len);
			len = 0;
		}
	}
}

/* How many numbers may be there; 0 where the bytes are no list. */
static size_t list_count(struct bytes bytes)
{
	size_t size = left(&bytes);

	return size % 2 == 0 && size <= LIST_MAX * 2 ? size / 2 : 0;
}

/* As many members at once as a vector has room for. */
typedef uint16_t vec __attribute__((vector_size(16), aligned(1), may_alias));

static bool is_rising(struct bytes bytes)
{
	vec falls = { 0 };
	unsigned is_bad = 0;

	for (; is_little() && left(&bytes) >= sizeof falls + 2; bytes.at += sizeof falls)
		falls |= (vec)(*(const vec *)bytes.at >= *(const vec *)(bytes.at + 2));
	for (; left(&bytes) > 2; bytes.at += 2)
		is_bad |= read_16(bytes.at) >= read_16(bytes.at + 2);
	for (size_t i = 0; i < sizeof falls / sizeof falls[0]; i++)
		is_bad |= falls[i];
	return !is_bad;
}

/* Sets or clears the bits of a list. Four members are read as one word; the bits are changed as
 * bytes, so that members which are close to each other do not wait for each other's word. */
#define DEFINE_LIST_LOOP(name, change)                                                            \
	static void name(struct bytes bytes, uint64_t bits[BLOCK_WORDS])                          \
	{                                                                                         \
		unsigned char *to = (unsigned char *)bits;                                        \
		const unsigned flip = is_little() ? 0 : WORD_BYTES - 1;                           \
												  \
		for (; left(&bytes) >= WORD_BYTES; bytes.at += WORD_BYTES) {                      \
			uint64_t four = read_64(bytes.at);                                        \
												  \
			change(four & 0xFFFF);                                                    \
			change(four >> 16 & 0xFFFF);                                              \
			change(four >> 32 & 0xFFFF);                                              \
			change(four >> 48);                                                       \
		}                                                                                 \
		for (; left(&bytes) >= 2; bytes.at += 2)                                          \
			change((unsigned)read_16(bytes.at));                                      \
	}

#define SET(number) (to[(number) / 8 ^ flip] |= bit_masks[(number) % 8])
#define CLEAR(number) (to[(number) / 8 ^ flip] &= (unsigned char)~bit_masks[(number) % 8])

DEFINE_LIST_LOOP(set_list, SET)
DEFINE_LIST_LOOP(clear_list, CLEAR)

static bool list_or(struct bytes bytes, uint64_t bits[BLOCK_WORDS])
{
	if (list_count(bytes) == 0 || !is_rising(bytes))
		return false;
	set_list(bytes, bits);
	return true;
}

static bool list_read(struct bytes bytes, uint16_t *members, size_t *count)
{
	*count = list_count(bytes);
	for (size_t i = 0; i < *count; i++)
		members[i] = read_16(bytes.at + 2 * i);
	return *count > 0 && is_rising(bytes);
}

/* -- bits */

static size_t bits_size(const uint16_t *members, size_t count)
{
	size_t first = members[0] / WORD_BITS, last = members[count - 1] / WORD_BITS;

	return 2 + (last + 1 - first) * WORD_BYTES;
}

static void bits_write(struct strbuf *out, const uint16_t *members, size_t count)
{
	size_t first = members[0] / WORD_BITS, last = members[count - 1] / WORD_BITS;
	unsigned char bytes[BLOCK_WORDS * WORD_BYTES];

	memset(bytes + first * WORD_BYTES, 0, (last + 1 - first) * WORD_BYTES);
	for (size_t i = 0; i < count; i++)
		bytes[members[i] / 8] |= (unsigned char)(1U << members[i] % 8);
	put_16(out, (unsigned)first);
	strbuf_add(out, (const char *)bytes + first * WORD_BYTES,
		   (last + 1 - first) * WORD_BYTES);
}

/* Where the words begin and how many there are; false where the bytes are no bits. */
static bool bits_open(struct bytes *bytes, size_t *first, size_t *count)
{
	size_t size = left(bytes);

	if (size < 2 + WORD_BYTES || (size - 2) % WORD_BYTES != 0)
		return false;
	*first = read_16(bytes->at);
	*count = (size - 2) / WORD_BYTES;
	bytes->at += 2;
	return *count <= BLOCK_WORDS && *first <= BLOCK_WORDS - *count &&
	       read_64(bytes->at) != 0 && read_64(bytes->end - WORD_BYTES) != 0;
}

static bool bits_or(struct bytes bytes, uint64_t bits[BLOCK_WORDS])
{
	size_t first, count;

	if (!bits_open(&bytes, &first, &count))
		return false;
	if (is_little()) {
		kernel_get()->or(&bits[first], bytes.at, count);
		return true;
	}
	for (size_t i = 0; i < count; i++)
		bits[first + i] |= read_64(bytes.at + i * WORD_BYTES);
	return true;
}

static bool bits_read(struct bytes bytes, uint16_t *members, size_t *count)
{
	uint64_t bits[BLOCK_WORDS] = { 0 };

	if (!bits_or(bytes, bits))
		return false;
	*count = bits_list(bits, members);
	return true;
}

/* The order of the bytes of a word is nothing to their count. */
static size_t bits_count(struct bytes bytes)
{
	size_t first, count;

	if (!bits_open(&bytes, &first, &count))
		return 0;
	return (size_t)kernel_get()->count_and(bytes.at, bytes.at, count);
}

/* -- what is missing */

static size_t missing_size(const uint16_t *members, size_t count)
{
	(void)members;
	return BLOCK_SIZE - count <= LIST_MAX ? (BLOCK_SIZE - count) * 2 : SIZE_MAX;
}

static void missing_write(struct strbuf *out, const uint16_t *members, size_t count)
{
	unsigned next = 0;

	for (size_t i = 0; i < count; i++, next++)
		for (; next < members[i]; next++)
			put_16(out, next);
	for (; next < BLOCK_SIZE; next++)
		put_16(out, next);
}

static size_t missing_count(struct bytes bytes)
{
	size_t count = list_count(bytes);

	return count > 0 || left(&bytes) == 0 ? BLOCK_SIZE - count : 0;
}

static bool missing_open(struct bytes bytes, uint64_t bits[BLOCK_WORDS])
{
	if (missing_count(bytes) == 0 || !is_rising(bytes))
		return false;
	memset(bits, 0xFF, BLOCK_WORDS * sizeof *bits);
	clear_list(bytes, bits);
	return true;
}

static bool missing_or(struct bytes bytes, uint64_t bits[BLOCK_WORDS])
{
	uint64_t others[BLOCK_WORDS];

	if (left(&bytes) == 0)
		return missing_open(bytes, bits);
	if (!missing_open(bytes, others))
		return false;
	kernel_get()->or(bits, others, BLOCK_WORDS);
	return true;
}

static bool missing_read(struct bytes bytes, uint16_t *members, size_t *count)
{
	uint64_t bits[BLOCK_WORDS];

	if (!missing_open(bytes, bits))
		return false;
	*count = bits_list(bits, members);
	return true;
}

/* -- the forms */

/* By their first byte. Of two that are as short the one that is read faster is taken: the first. */
static const struct form {
	/* Bytes after the first; SIZE_MAX where the members are not for this form. */
	size_t (*size)(const uint16_t *members, size_t count);
	void (*write)(struct strbuf *out, const uint16_t *members, size_t count);
	bool (*or)(struct bytes bytes, uint64_t bits[BLOCK_WORDS]);
	bool (*read)(struct bytes bytes, uint16_t *members, size_t *count);
	size_t (*count)(struct bytes bytes);
} forms[] = {
	{ missing_size, missing_write, missing_or, missing_read, missing_count },
	{ bits_size, bits_write, bits_or, bits_read, bits_count },
	{ list_size, list_write, list_or, list_read, list_count },
	{ steps_size, steps_write, steps_or, steps_read, steps_count },
};

#define FORMS (sizeof forms / sizeof forms[0])

/* The form that the bytes name, which then begin behind its name; NULL where there is none. */
static const struct form *form_of(struct bytes *bytes)
{
	if (bytes->at == bytes->end || *bytes->at >= FORMS)
		return NULL;
	return &forms[*bytes->at++];
}

void packed_write(struct strbuf *out, const uint16_t *members, size_t count)
{
	size_t best = 0, best_size = SIZE_MAX;

	assert(count > 0);
	for (size_t i = 0; i < FORMS; i++) {
		size_t size = forms[i].size(members, count);

		if (size < best_size) {
			best = i;
			best_size = size;
		}
	}
	put_byte(out, (unsigned)best);
	forms[best].write(out, members, count);
}

bool packed_or(const void *bytes, size_t len, uint64_t bits[BLOCK_WORDS])
{
	struct bytes rest = { bytes, (const unsigned char *)bytes + len };
	const struct form *form = form_of(&rest);

	return form && form->or(rest, bits);
}

bool packed_read(const void *bytes, size_t len, uint16_t members[BLOCK_SIZE], size_t *count)
{
	struct bytes rest = { bytes, (const unsigned char *)bytes + len };
	const struct form *form = form_of(&rest);

	return form && form->read(rest, members, count);
}

size_t packed_count(const void *bytes, size_t len)
{
	struct bytes rest = { bytes, (const unsigned char *)bytes + len };
	const struct form *form = form_of(&rest);

	return form ? form->count(rest) : 0;
}

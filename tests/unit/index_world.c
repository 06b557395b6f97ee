/* A plain model for tests of the index. */
#include "config.h"

#include "index_world.h"

#include <stdlib.h>
#include <string.h>

#include "index/run.h"
#include "util/alloc.h"

#define LONG_SHARE 40            /* one term in so many is very long */

static const char *const characters[] = {
	"a", "b", "a", "e", "r", "s", "1", "\xc3\xa9", "\xce\xb1", "\xe6\x97\xa5", "\xe6\x9c\xac",
	"\xf0\x9f\x98\x80", "a", "re", "in", "b",
};

static const char *const oddities[] = { "\xff", "\xc3", "\x80", "\xe6\x97", " ", "/", "\x01" };

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

size_t world_pick(struct world *world, size_t count)
{
	/* Marsaglia's xorshift64. */
	world->seed ^= world->seed << 13;
	world->seed ^= world->seed >> 7;
	world->seed ^= world->seed << 17;
	return (size_t)(world->seed >> 11) % count;
}

static void make_term(struct world *world, struct strbuf *term)
{
	static const char kinds[] = "wwwwwwttclsx";
	size_t count = world_pick(world, 9);

	strbuf_clear(term);
	strbuf_putc(term, kinds[world_pick(world, sizeof kinds - 1)]);
	if (world_pick(world, LONG_SHARE) == 0)
		strbuf_repeat(term, "long ", world_pick(world, 180));
	for (size_t i = 0; i < count; i++) {
		if (world_pick(world, 60) == 0)
			strbuf_puts(term, oddities[world_pick(world, COUNT(oddities))]);
		else if (world_pick(world, 200) == 0)
			strbuf_putc(term, '\0');
		else
			strbuf_puts(term, characters[world_pick(world, COUNT(characters))]);
	}
	if (world_pick(world, LONG_SHARE) == 0)
		strbuf_repeat(term, "z", TERM_MAX - term->len);
}

static int compare(const void *a, const void *b)
{
	const struct world_term *x = a, *y = b;
	size_t len = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->bytes, y->bytes, len);

	return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static void drop_doubles(struct world *world)
{
	size_t kept = 0;

	for (size_t i = 0; i < world->term_count; i++)
		if (kept > 0 && compare(&world->terms[kept - 1], &world->terms[i]) == 0)
			free(world->terms[i].bytes);
		else
			world->terms[kept++] = world->terms[i];
	world->term_count = kept;
}

void world_init(struct world *world, uint64_t seed, size_t term_count, size_t posting_count)
{
	struct strbuf term = STRBUF_INIT;

	world->seed = seed;
	world->posting_count = posting_count;
	world->term_count = term_count;
	world->terms = xcalloc(term_count, sizeof *world->terms);
	for (size_t i = 0; i < term_count; i++) {
		make_term(world, &term);
		world->terms[i] = (struct world_term){ xstrndup(term.text, term.len), term.len };
	}
	strbuf_release(&term);
	qsort(world->terms, term_count, sizeof *world->terms, compare);
	drop_doubles(world);
	world->is_there = xcalloc(posting_count, sizeof *world->is_there);
	world->has = xcalloc(posting_count * world->term_count, sizeof *world->has);
}

void world_release(struct world *world)
{
	for (size_t i = 0; i < world->term_count; i++)
		free(world->terms[i].bytes);
	free(world->terms);
	free(world->is_there);
	free(world->has);
}

void world_clear(struct world *world)
{
	memset(world->is_there, 0, world->posting_count);
	memset(world->has, 0, world->posting_count * world->term_count);
}

void world_copy(struct world *to, const struct world *from)
{
	memcpy(to->is_there, from->is_there, from->posting_count);
	memcpy(to->has, from->has, from->posting_count * from->term_count);
}

bool world_has(const struct world *world, size_t posting, size_t term)
{
	return world->has[posting * world->term_count + term];
}

bool world_has_any(const struct world *world, size_t term)
{
	for (size_t i = 0; i < world->posting_count; i++)
		if (world_has(world, i, term))
			return true;
	return false;
}

bool world_begins(const struct world_term *term, const char *start, size_t len)
{
	return term->len >= len && memcmp(term->bytes, start, len) == 0;
}

void world_range(const struct world *world, const char *start, size_t len, bool is_whole,
		 size_t *first, size_t *limit)
{
	size_t at = 0;

	while (at < world->term_count && !world_begins(&world->terms[at], start, len))
		at++;
	*first = at;
	while (at < world->term_count && world_begins(&world->terms[at], start, len) &&
	       (!is_whole || world->terms[at].len == len))
		at++;
	*limit = at;
}

bool world_has_one(const struct world *world, size_t posting, size_t first, size_t limit)
{
	for (size_t term = first; term < limit; term++)
		if (world_has(world, posting, term))
			return true;
	return false;
}

void world_draw(struct world *world, size_t posting, size_t sparseness, struct strbuf *terms)
{
	bool *has = world->has + posting * world->term_count;
	size_t first = world_pick(world, world->term_count);

	strbuf_clear(terms);
	memset(has, 0, world->term_count);
	world->is_there[posting] = true;
	for (size_t i = 0; i < world->term_count; i++) {
		size_t term = (first + i) % world->term_count;

		/* The first terms are frequent. */
		if (world_pick(world, term < 8 ? 2 : sparseness) != 0)
			continue;
		has[term] = true;
		terms_add(terms, world->terms[term].bytes, world->terms[term].len);
	}
}

/* Keeps postings until they are written as a run: only their bytes, for all work is done at once
 * then, and what is rolled back before costs nothing. */
#include "config.h"

#include "index/run.h"
#include "index/run_turn_int.h"

#include <stdlib.h>

#include "util/vec.h"

struct run_builder {
	struct { struct addition *items; size_t count, cap; } additions;
	struct strbuf bytes;
	struct turn *turn;
};

struct run_builder *run_builder_new(void)
{
	struct run_builder *builder = xcalloc(1, sizeof *builder);

	strbuf_init(&builder->bytes);
	builder->bytes.ceiling = SIZE_MAX; /* its owner asks for the size and writes in time */
	builder->turn = turn_new();
	return builder;
}

void run_builder_free(struct run_builder *builder)
{
	if (!builder)
		return;
	VEC_RELEASE(&builder->additions);
	strbuf_release(&builder->bytes);
	turn_free(builder->turn);
	free(builder);
}

void run_builder_add(struct run_builder *builder, uint32_t number, const struct strbuf *terms)
{
	*VEC_PUSH(&builder->additions) =
		(struct addition){ number, builder->bytes.len, terms->len };
	strbuf_add(&builder->bytes, terms->text, terms->len);
}

size_t run_builder_count(const struct run_builder *builder)
{
	return builder->additions.count;
}

void run_builder_cut(struct run_builder *builder, size_t count)
{
	if (count >= builder->additions.count)
		return;
	strbuf_cut(&builder->bytes, builder->additions.items[count].start);
	builder->additions.count = count;
}

size_t run_builder_bytes(const struct run_builder *builder)
{
	return builder->bytes.len + builder->additions.count * sizeof(struct addition);
}

/* By number; of one posting the oldest first. One without terms starts where the next one does. */
static int compare_additions(const void *a, const void *b)
{
	const struct addition *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x->len > y->len) - (x->len < y->len);
}

/* Sorts what was added and drops all but the newest of each posting. */
static void drop_replaced(struct run_builder *builder)
{
	struct addition *items = builder->additions.items;
	size_t count = builder->additions.count, kept = 0;
	bool is_sorted = true;

	for (size_t i = 1; i < count && is_sorted; i++)
		is_sorted = items[i - 1].number < items[i].number;
	if (is_sorted)
		return;
	qsort(items, count, sizeof *items, compare_additions);
	for (size_t i = 0; i < count; i++)
		if (i + 1 == count || items[i].number != items[i + 1].number)
			items[kept++] = items[i];
	builder->additions.count = kept;
}

void run_builder_write(struct run_builder *builder, struct strbuf *out)
{
	if (builder->additions.count == 0)
		return;
	drop_replaced(builder);
	turn_write(builder->turn, builder->additions.items, builder->additions.count,
		   &builder->bytes, out);
	VEC_CLEAR(&builder->additions);
	strbuf_clear(&builder->bytes);
}

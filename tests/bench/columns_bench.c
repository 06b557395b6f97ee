/*
 * How fast columns, rows and orders are, at 100,000 and 1,000,000 postings.
 *
 *     columns_bench [POSTINGS...]
 *
 * A posting has eight names or so of 5,400, some far more often than others, a company of 20,000, a
 * pay from and to, and a day; one in five is a copy of others. Times are of the processor, the
 * median of seven.
 */
#include "config.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index/column.h"
#include "index/order.h"
#include "index/rows.h"
#include "util/alloc.h"
#include "util/strbuf.h"

#define PASSES 7
#define NAMES 5400u
#define NAMES_EACH 8u
#define COMPANIES 20000u
#define DAYS 1500
#define PAGE 50u

#define ALL 1000000u             /* of a million postings, in a set */

struct world {
	uint32_t count;
	struct number_column low, high, day;
	struct name_column names, companies;
	struct strbuf *low_pieces, *name_pieces, *company_pieces;
	size_t piece_count;
	struct rows rows;
	struct order by_day;
	struct bitset set, other;
	uint64_t counts[COMPANIES];
	uint64_t sum;            /* so that nothing is left out */
};

static uint64_t seed = 1;

static uint32_t draw(uint32_t limit)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % limit);
}

/* Low numbers more often: each half of the numbers as often as the half of what is left. */
static uint32_t draw_skewed(uint32_t limit)
{
	return draw(1 + draw(1 + draw(limit)));
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static int compare_times(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* -- the postings */

static void name_all(struct name_column *column, const char *word, uint32_t count)
{
	char name[32];

	for (uint32_t i = 0; i < count; i++) {
		snprintf(name, sizeof name, "%s %u", word, i);
		name_column_name(column, name);
	}
}

static void make_names(struct world *world, uint32_t posting)
{
	uint32_t names[2 * NAMES_EACH], company = draw(COMPANIES);
	size_t count = 0, wanted = 1 + draw(2 * NAMES_EACH - 1);

	while (count < wanted) {
		uint32_t name = draw_skewed(NAMES);
		size_t i = 0;

		while (i < count && names[i] != name)
			i++;
		names[i] = name;
		count += i == count;
	}
	name_column_set(&world->names, posting, names, count);
	name_column_set(&world->companies, posting, &company, 1);
}

static void make_numbers(struct world *world, uint32_t posting)
{
	int64_t low = (int64_t)(20000 + draw(200000)) * 100;

	number_column_set(&world->low, posting, draw(2) ? low : NUMBER_NONE);
	number_column_set(&world->high, posting, draw(2) ? low + 2000000 : NUMBER_NONE);
	number_column_set(&world->day, posting, 20000 + draw(DAYS));
}

static int by_cluster(const void *a, const void *b)
{
	const struct cluster_pair *x = a, *y = b;

	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	return (x->posting > y->posting) - (x->posting < y->posting);
}

static void make_rows(struct world *world)
{
	struct cluster_pair *pairs = xcalloc(world->count, sizeof *pairs);
	size_t count = 0;

	for (uint32_t i = 1; i < world->count; i++)
		if (draw(5) == 0)
			pairs[count++] = (struct cluster_pair){ 1 + draw(world->count / 15), i };
	qsort(pairs, count, sizeof *pairs, by_cluster);
	rows_init(&world->rows, pairs, count, world->count);
	free(pairs);
}

static struct strbuf *write_pieces(const struct world *world, const void *column,
				   void (*write)(const void *column, uint32_t first, uint32_t limit,
						 struct strbuf *out))
{
	struct strbuf *pieces = xcalloc(world->piece_count, sizeof *pieces);

	for (uint32_t i = 0; i < world->piece_count; i++) {
		uint32_t first = i * BLOCK_SIZE, left = world->count - first;

		strbuf_init(&pieces[i]);
		write(column, first, first + (left < BLOCK_SIZE ? left : BLOCK_SIZE), &pieces[i]);
	}
	return pieces;
}

static void free_pieces(const struct world *world, struct strbuf *pieces)
{
	for (size_t i = 0; i < world->piece_count; i++)
		strbuf_release(&pieces[i]);
	free(pieces);
}

static void write_numbers(const void *column, uint32_t first, uint32_t limit, struct strbuf *out)
{
	number_column_write(column, first, limit, out);
}

static void write_names(const void *column, uint32_t first, uint32_t limit, struct strbuf *out)
{
	name_column_write(column, first, limit, out);
}

static void make_world(struct world *world, uint32_t count)
{
	memset(world, 0, sizeof *world);
	world->count = count;
	world->piece_count = (count + BLOCK_SIZE - 1) / BLOCK_SIZE;
	name_all(&world->names, "name", NAMES);
	name_all(&world->companies, "company", COMPANIES);
	for (uint32_t i = 0; i < count; i++) {
		make_names(world, i);
		make_numbers(world, i);
	}
	make_rows(world);
	order_init(&world->by_day, &(struct order_key){ world->day.values, true }, 1, count);
	world->low_pieces = write_pieces(world, &world->low, write_numbers);
	world->name_pieces = write_pieces(world, &world->names, write_names);
	world->company_pieces = write_pieces(world, &world->companies, write_names);
	bitset_init(&world->set, count);
	bitset_init(&world->other, count);
	for (uint32_t i = 0; i < count; i++)
		if (draw(10) == 0)
			bitset_add(&world->other, i);
}

static void free_world(struct world *world)
{
	free_pieces(world, world->low_pieces);
	free_pieces(world, world->name_pieces);
	free_pieces(world, world->company_pieces);
	number_column_release(&world->low);
	number_column_release(&world->high);
	number_column_release(&world->day);
	name_column_release(&world->names);
	name_column_release(&world->companies);
	rows_release(&world->rows);
	order_release(&world->by_day);
	bitset_release(&world->set);
	bitset_release(&world->other);
}

/* -- what is measured */

static void run_write_numbers(struct world *world)
{
	free_pieces(world, write_pieces(world, &world->low, write_numbers));
}

static void run_write_names(struct world *world)
{
	free_pieces(world, write_pieces(world, &world->names, write_names));
}

static void run_read_numbers(struct world *world)
{
	struct number_column column = { .values = NULL };

	for (uint32_t i = 0; i < world->piece_count; i++)
		number_column_read(&column, i * BLOCK_SIZE, world->low_pieces[i].text,
				   world->low_pieces[i].len);
	world->sum += column.count;
	number_column_release(&column);
}

static void read_names(struct world *world, const struct strbuf *pieces)
{
	struct name_column column = { .starts = NULL };

	for (uint32_t i = 0; i < world->piece_count; i++)
		name_column_read(&column, i * BLOCK_SIZE, pieces[i].text, pieces[i].len);
	world->sum += column.value_count;
	name_column_release(&column);
}

static void run_read_names(struct world *world)
{
	read_names(world, world->name_pieces);
}

static void run_read_companies(struct world *world)
{
	read_names(world, world->company_pieces);
}

static void run_meet(struct world *world)
{
	number_columns_meet(&world->low, &world->high, 8000000, 12000000, &world->set);
}

static void run_meet_one(struct world *world)
{
	number_columns_meet(&world->day, &world->day, 20100, 20200, &world->set);
}

static void run_rows(struct world *world)
{
	world->sum += rows_count(&world->rows, &world->set);
}

static void run_members(struct world *world)
{
	struct bitset members;

	bitset_init(&members, world->rows.count);
	rows_find_members(&world->rows, &world->set, &members);
	world->sum += members.words[0];
	bitset_release(&members);
}

static void run_names(struct world *world)
{
	rows_count_names(&world->rows, &world->set, &world->names, world->counts);
}

/* From all to those that are not in the other set, of one in ten. */
static void run_names_less(struct world *world)
{
	struct bitset part;

	bitset_init(&part, world->count);
	bitset_copy(&part, &world->set);
	bitset_and_not(&part, &world->other);
	rows_reduce_names(&world->rows, &world->set, &part, &world->names, world->counts);
	bitset_release(&part);
}

static void run_companies(struct world *world)
{
	rows_count_names(&world->rows, &world->set, &world->companies, world->counts);
}

static void sort(struct world *world, const struct order_key *keys, size_t count)
{
	struct order order;

	order_init(&order, keys, count, world->count);
	world->sum += order.postings[0];
	order_release(&order);
}

static void run_sort_days(struct world *world)
{
	sort(world, &(struct order_key){ world->day.values, true }, 1);
}

static void run_sort_pay(struct world *world)
{
	sort(world, &(struct order_key){ world->low.values, true }, 1);
}

static void run_sort_both(struct world *world)
{
	const struct order_key keys[] = {
		{ world->low.values, true }, { world->day.values, true }
	};

	sort(world, keys, 2);
}

static void walk(struct world *world, size_t first)
{
	struct walk walk;
	uint32_t page[PAGE];

	walk_init(&walk, &world->by_day, &world->rows, &world->set);
	world->sum += walk_get(&walk, first, PAGE, page);
	walk_release(&walk);
}

static void run_first_page(struct world *world)
{
	walk(world, 0);
}

static void run_last_page(struct world *world)
{
	walk(world, world->count);
}

static void run_place(struct world *world)
{
	struct walk walk;

	walk_init(&walk, &world->by_day, &world->rows, &world->set);
	world->sum += walk_place(&walk, world->by_day.postings[world->count / 2]);
	walk_release(&walk);
}

static const struct measure {
	const char *name;
	uint32_t part;           /* of a million are in the set */
	void (*run)(struct world *world);
} measures[] = {
	{ "number pieces, write", 0, run_write_numbers },
	{ "number pieces, read", 0, run_read_numbers },
	{ "ranges of two columns", 0, run_meet },
	{ "ranges of one column", 0, run_meet_one },
	{ "name pieces, write", 0, run_write_names },
	{ "name pieces, read", 0, run_read_names },
	{ "company pieces, read", 0, run_read_companies },
	{ "rows, 100 %", ALL, run_rows },
	{ "rows, 10 %", ALL / 10, run_rows },
	{ "rows, 0.1 %", ALL / 1000, run_rows },
	{ "members of clusters, 100 %", ALL, run_members },
	{ "members of clusters, 1 %", ALL / 100, run_members },
	{ "names, 100 %", ALL, run_names },
	{ "names, 90 % from those of all", ALL, run_names_less },
	{ "names, 50 %", ALL / 2, run_names },
	{ "names, 10 %", ALL / 10, run_names },
	{ "names, 1 %", ALL / 100, run_names },
	{ "names, 0.1 %", ALL / 1000, run_names },
	{ "companies, 100 %", ALL, run_companies },
	{ "order by day", 0, run_sort_days },
	{ "order by pay", 0, run_sort_pay },
	{ "order by pay and day", 0, run_sort_both },
	{ "first page, 100 %", ALL, run_first_page },
	{ "first page, 1 %", ALL / 100, run_first_page },
	{ "first page, 0.1 %", ALL / 1000, run_first_page },
	{ "first page, 0.01 %", ALL / 10000, run_first_page },
	{ "last page, 100 %", ALL, run_last_page },
	{ "last page, 10 %", ALL / 10, run_last_page },
	{ "last page, 1 %", ALL / 100, run_last_page },
	{ "place in the middle, 100 %", ALL, run_place },
	{ "place in the middle, 1 %", ALL / 100, run_place },
};

static void make_set(struct world *world, uint32_t part)
{
	bitset_clear(&world->set);
	if (part == ALL)
		bitset_add_range(&world->set, 0, world->count);
	else if (part > 0)
		for (uint32_t i = 0; i < world->count; i++)
			if (draw(ALL) < part)
				bitset_add(&world->set, i);
}

static double measure_one(struct world *world, const struct measure *measure)
{
	double times[PASSES];

	make_set(world, measure->part);
	for (size_t i = 0; i < PASSES; i++) {
		double before = now();

		measure->run(world);
		times[i] = now() - before;
	}
	qsort(times, PASSES, sizeof *times, compare_times);
	return times[PASSES / 2];
}

static void measure_all(uint32_t count)
{
	struct world *world = xcalloc(1, sizeof *world);

	make_world(world, count);
	printf("%" PRIu32 " postings, %zu names of them, %zu in clusters; ms\n", count,
	       world->names.value_count, world->rows.count);
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		printf("%-32s %9.4f\n", measures[i].name, measure_one(world, &measures[i]));
	printf("(%" PRIu64 ")\n", world->sum);
	free_world(world);
	free(world);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		char *end;
		unsigned long count = strtoul(argv[i], &end, 10);

		if (*end != '\0' || count == 0 || count > 100000000) {
			fprintf(stderr, "columns_bench: %s is no number of postings\n", argv[i]);
			return 2;
		}
		measure_all((uint32_t)count);
	}
	if (argc < 2) {
		measure_all(100000);
		measure_all(1000000);
	}
	return 0;
}

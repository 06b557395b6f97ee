/*
 * How fast postings are read and understood, and that hostile ones cost no more than their length.
 *
 *     extract_bench [FOLDER...]     speed over all files of the folders, a row for each step;
 *                                   "extractor" is all steps together, from text to facts
 *     extract_bench --linear        time(2n) / time(n) for postings made to be expensive
 *
 * Times are of the processor, the median of five passes. What is measured is in memory; files are
 * repeated until there are POSTINGS_MIN of them.
 */
#include "config.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "extract/extract.h"
#include "extract/extract_int.h"
#include "extract/reading_int.h"
#include "posting/vocabulary.h"
#include "read/reader.h"
#include "util/err.h"
#include "util/file.h"
#include "util/strbuf.h"
#include "util/vec.h"

#define TODAY 20779
#define PASSES 5
#define POSTINGS_MIN 10000
#define STEPS_MAX 32
#define LINEAR_BYTES ((size_t)1 << 18) /* four times that is what a line may have */
#define SIZES 3
#define LINEAR_PASSES 3
#define LINEAR_PASSES_MAX 15
#define LINEAR_MAX 2.5

struct input { char *name; struct strbuf bytes; };

struct bench {
	struct { struct input *items; size_t count, cap; } inputs;
	struct { struct raw_posting *items; size_t count, cap; } raws;
	struct vocabulary vocabulary;
	struct extractor *extractor;
	bool keeps;              /* the postings that are read */
	size_t rounds;           /* over all inputs, to reach POSTINGS_MIN */
	double input_bytes, text_bytes; /* of one round */
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static int compare_times(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *times, size_t count)
{
	qsort(times, count, sizeof *times, compare_times);
	return times[count / 2];
}

static void take_posting(struct raw_posting *raw, void *data)
{
	struct bench *bench = data;

	if (!bench->keeps)
		return;
	*VEC_PUSH(&bench->raws) = *raw;
	raw_posting_init(raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	(void)line;
	(void)why;
	(void)data;
}

static void read_input(struct bench *bench, const char *bytes, size_t len)
{
	const struct reader_sink sink = { take_posting, take_refusal, bench };
	struct err err = ERR_INIT;

	reader_read(bytes, len, "input", &sink, &err);
	err_release(&err);
}

static bool add_file(const char *path, const struct err *failure, void *data)
{
	struct bench *bench = data;
	struct input input = { NULL, STRBUF_INIT };
	struct err err = ERR_INIT;

	if (failure != NULL || !file_read(path, FILE_BYTES_MAX, &input.bytes, NULL, &err)) {
		err_release(&err);
		strbuf_release(&input.bytes);
		return true;
	}
	input.name = xstrdup(path);
	*VEC_PUSH(&bench->inputs) = input;
	return true;
}

static void run_posting(struct bench *bench, struct raw_posting *raw)
{
	struct posting posting;

	posting_init(&posting);
	extractor_run(bench->extractor, raw, TODAY, &posting);
	raw->body = posting.body;
	strbuf_init(&posting.body);
	posting_release(&posting);
}

/* The same as extractor_run(), with the time that each step takes. */
static void run_steps(struct bench *bench, struct raw_posting *raw, double *times)
{
	struct posting posting;
	struct reading reading;
	double before = now();

	posting_init(&posting);
	extractor_begin(bench->extractor, raw, TODAY, &posting, &reading);
	for (size_t i = 0; extractor_steps[i].name != NULL; i++) {
		double after;

		extractor_steps[i].run(&reading);
		after = now();
		times[i] += after - before;
		before = after;
	}
	extractor_end(&reading);
	posting_release(&posting);
}

static double time_reading(struct bench *bench)
{
	double before = now();

	bench->keeps = false;
	for (size_t round = 0; round < bench->rounds; round++)
		for (size_t i = 0; i < bench->inputs.count; i++)
			read_input(bench, bench->inputs.items[i].bytes.text,
				   bench->inputs.items[i].bytes.len);
	return now() - before;
}

static double time_extraction(struct bench *bench)
{
	double before = now();

	for (size_t round = 0; round < bench->rounds; round++)
		for (size_t i = 0; i < bench->raws.count; i++)
			run_posting(bench, &bench->raws.items[i]);
	return now() - before;
}

static double median_of(struct bench *bench, double (*measure)(struct bench *))
{
	double times[PASSES];

	for (size_t i = 0; i < PASSES; i++)
		times[i] = measure(bench);
	return median(times, PASSES);
}

static void print_row(const char *name, double seconds, double bytes)
{
	printf("%-12s %9.1f ms %8.1f MB/s %8.2f ns/byte\n", name, seconds * 1e3,
	       bytes / seconds / 1e6, seconds * 1e9 / bytes);
}

/* The clock itself takes a part of what a short step takes, so the steps may sum to more. */
static void print_steps(struct bench *bench, double bytes)
{
	static double times[STEPS_MAX][PASSES];

	for (size_t pass = 0; pass < PASSES; pass++) {
		double sums[STEPS_MAX] = { 0 };

		for (size_t round = 0; round < bench->rounds; round++)
			for (size_t i = 0; i < bench->raws.count; i++)
				run_steps(bench, &bench->raws.items[i], sums);
		for (size_t i = 0; i < STEPS_MAX; i++)
			times[i][pass] = sums[i];
	}
	for (size_t i = 0; extractor_steps[i].name != NULL; i++)
		print_row(extractor_steps[i].name, median(times[i], PASSES), bytes);
}

static void prepare(struct bench *bench)
{
	bench->keeps = true;
	for (size_t i = 0; i < bench->inputs.count; i++) {
		const struct strbuf *bytes = &bench->inputs.items[i].bytes;

		bench->input_bytes += (double)bytes->len;
		read_input(bench, bytes->text, bytes->len);
	}
	for (size_t i = 0; i < bench->raws.count; i++)
		bench->text_bytes += (double)bench->raws.items[i].document.text.len;
	bench->rounds = bench->raws.count > 0 ?
		(POSTINGS_MIN + bench->raws.count - 1) / bench->raws.count : 0;
}

static int print_speed(struct bench *bench)
{
	double rounds;
	double reading;
	double extraction;

	prepare(bench);
	if (bench->raws.count == 0) {
		fputs("extract_bench: no posting in these folders\n", stderr);
		return 2;
	}
	rounds = (double)bench->rounds;
	printf("%zu files (%.2f MB) with %zu postings (%.2f MB of text), repeated %zu times:\n"
	       "%.1f MB read, %.1f MB of text understood in each of %d passes\n",
	       bench->inputs.count, bench->input_bytes / 1e6, bench->raws.count,
	       bench->text_bytes / 1e6, bench->rounds, rounds * bench->input_bytes / 1e6,
	       rounds * bench->text_bytes / 1e6, PASSES);
	reading = median_of(bench, time_reading);
	extraction = median_of(bench, time_extraction);
	print_row("reader_read", reading, rounds * bench->input_bytes);
	print_row("extractor", extraction, rounds * bench->text_bytes);
	print_row("both", reading + extraction, rounds * bench->input_bytes);
	print_steps(bench, rounds * bench->text_bytes);
	return 0;
}

/* What is repeated to make a hostile posting, below a line that makes it Markdown or not. */
static const struct hostile { const char *name, *unit; } hostile_table[] = {
	{ "prose", "We build tools for people who read postings every day.\n" },
	{ "one word", "a" },
	{ "long line", "we are looking for an engineer in Berlin and " },
	{ "brackets", "[" },
	{ "links", "[a](b) " },
	{ "addresses", "http://a.b/c " },
	{ "cdata", "a <![CDATA[" },
	{ "tags", "<b>" },
	{ "quotes", "> " },
	{ "emphasis", "*a _b " },
	{ "digits", "7" },
	{ "numbers", "120,000 - " },
	{ "dollars", "$" },
	{ "amounts", "$120k-140k " },
	{ "commas", "," },
	{ "technologies", "Python, " },
	{ "weak words", "Go " },
	{ "headings", "# Requirements\n" },
	{ "labels", "Location:\n" },
	{ "label values", "Location: Berlin\n" },
	{ "places", "Berlin, Paris; " },
	{ "glued", "AboutRequirements" },
	{ "capitals", "A B C " },
	{ "bullets", "- a\n* b\n" },
	{ "nesting", "- a\n  - b\n    - c\n" },
	{ "titles", "Senior Engineer at Acme | " },
	{ "years", "5 years of experience in " },
	{ "bad bytes", "a\xff\xc3 b " },
	{ "marks", "\xcc\x81" },
	{ "blank lines", "\n" },
	{ "carriages", "\r" },
};

static const char *const hostile_heads[] = { "Engineer\n", "# Engineer\n" };

static void fill(struct strbuf *out, const char *head, const char *unit, size_t bytes)
{
	strbuf_clear(out);
	strbuf_puts(out, head);
	while (out->len + strlen(unit) <= bytes)
		strbuf_puts(out, unit);
}

/* Reads and understands TEXT; *best is the least time so far. False where it is refused. */
static bool time_hostile(struct bench *bench, const struct strbuf *text, double *best)
{
	double before = now();
	size_t count;
	double taken;

	bench->keeps = true;
	read_input(bench, text->text, text->len);
	count = bench->raws.count;
	for (size_t i = 0; i < count; i++) {
		run_posting(bench, &bench->raws.items[i]);
		raw_posting_release(&bench->raws.items[i]);
	}
	VEC_CLEAR(&bench->raws);
	taken = now() - before;
	*best = *best <= 0 || taken < *best ? taken : *best;
	return count > 0;
}

/* Of two doublings one may fall on the step at which memory comes fresh from the system. */
static bool is_linear(const double times[SIZES])
{
	return times[1] <= LINEAR_MAX * times[0] || times[2] <= LINEAR_MAX * times[1];
}

/* Compares the least times of a few passes over hostile postings of three lengths; of more passes
 * where they are far apart, for other programs disturb. */
static bool print_hostile(struct bench *bench, const struct hostile *hostile, const char *head)
{
	struct strbuf texts[SIZES] = { STRBUF_INIT, STRBUF_INIT, STRBUF_INIT };
	double times[SIZES] = { 0 };
	bool is_read = true;

	for (size_t i = 0; i < SIZES; i++)
		fill(&texts[i], head, hostile->unit, LINEAR_BYTES << i);
	for (size_t pass = 0; is_read && pass < LINEAR_PASSES_MAX &&
	     (pass < LINEAR_PASSES || !is_linear(times)); pass++)
		for (size_t i = 0; i < SIZES && is_read; i++)
			is_read = time_hostile(bench, &texts[i], &times[i]);
	printf("%-14s %-9s", hostile->name, *head == '#' ? "Markdown" : "text");
	if (is_read)
		printf(" %9.1f ms %9.1f ms %9.1f ms %7.2f %7.2f%s\n", times[0] * 1e3,
		       times[1] * 1e3, times[2] * 1e3, times[1] / times[0], times[2] / times[1],
		       is_linear(times) ? "" : "  more than linear");
	else
		puts(" refused");
	fflush(stdout);
	for (size_t i = 0; i < SIZES; i++)
		strbuf_release(&texts[i]);
	return !is_read || is_linear(times);
}

static int print_linear(struct bench *bench)
{
	size_t count = sizeof hostile_table / sizeof hostile_table[0];
	size_t heads = sizeof hostile_heads / sizeof hostile_heads[0];
	int status = 0;

	printf("%-24s %12s %12s %12s %7s %7s\n", "", "n = 256 KiB", "2n", "4n", "2n / n",
	       "4n / 2n");
	for (size_t i = 0; i < count * heads; i++)
		if (!print_hostile(bench, &hostile_table[i / heads], hostile_heads[i % heads]))
			status = 1;
	return status;
}

static bool set_up(struct bench *bench)
{
	struct err err = ERR_INIT;
	bool is_good = vocabulary_load(&bench->vocabulary, NULL, &err);

	bench->extractor = is_good ? extractor_new(&bench->vocabulary, NULL, &err) : NULL;
	if (bench->extractor == NULL)
		fprintf(stderr, "extract_bench: %s\n", err.text);
	err_release(&err);
	return bench->extractor != NULL;
}

static void tear_down(struct bench *bench)
{
	for (size_t i = 0; i < bench->inputs.count; i++) {
		strbuf_release(&bench->inputs.items[i].bytes);
		free(bench->inputs.items[i].name);
	}
	for (size_t i = 0; i < bench->raws.count; i++)
		raw_posting_release(&bench->raws.items[i]);
	VEC_RELEASE(&bench->inputs);
	VEC_RELEASE(&bench->raws);
	extractor_free(bench->extractor);
	vocabulary_release(&bench->vocabulary);
}

int main(int argc, char **argv)
{
	struct bench bench = { .keeps = false };
	int status;

	if (!set_up(&bench))
		return 2;
	if (argc > 1 && strcmp(argv[1], "--linear") == 0) {
		status = print_linear(&bench);
	} else {
		for (int i = 1; i < argc; i++)
			file_walk(argv[i], add_file, &bench);
		status = print_speed(&bench);
	}
	tear_down(&bench);
	return status;
}

/* The line that says how far a load is. */
#include "config.h"

#include "cli/progress_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct sample {
	struct progress progress;
	struct load_report report;
	struct load_progress load;
};

static void init(struct sample *sample)
{
	memset(sample, 0, sizeof *sample);
	sample->load.report = &sample->report;
	sample->load.path = "";
}

static void check(struct sample *sample, int cols, const char *wanted)
{
	struct strbuf line = STRBUF_INIT;

	progress_format(&sample->progress, &sample->load, cols, &line);
	assert_string_equal(line.text, wanted);
	assert_true(line.len <= (size_t)cols);
	strbuf_release(&line);
}

static void test_nothing_yet(void **state)
{
	struct sample sample;

	(void)state;
	init(&sample);
	check(&sample, 79, "loading 0 files");
	check(&sample, 7, "loading");
	check(&sample, 0, "");
}

static void test_not_counted_yet(void **state)
{
	struct sample sample;

	(void)state;
	init(&sample);
	sample.report.files = 1240;
	sample.progress.file_rate = 2310;
	sample.progress.byte_rate = 2.4e6;
	check(&sample, 79, "loading 1,240 files  2,310/s  2.4 MB/s");
}

static void test_whole_line(void **state)
{
	struct sample sample;

	(void)state;
	init(&sample);
	sample.report.files = 5000;
	sample.report.bytes = 5000 * 4096;
	sample.report.refusals.count = 3;
	sample.load.total_files = 20000;
	sample.load.total_bytes = 20000 * 4096;
	sample.progress.work_rate = 2000 * 8192;
	sample.progress.file_rate = 2000;
	sample.progress.byte_rate = 8.2e6;
	check(&sample, 120, "loading 5,000 of 20,000 files  [#######.......................]"
	      "  3 refused  8 s left  2,000/s  8.2 MB/s");
	check(&sample, 79, "loading 5,000 of 20,000 files  [####............]"
	      "  3 refused  8 s left  2,000/s");
	check(&sample, 60, "loading 5,000 of 20,000 files  3 refused  8 s left  2,000/s");
	check(&sample, 30, "loading 5,000 of 20,000 files");
	sample.report.refusals.items = NULL;
}

static void test_one_large_file(void **state)
{
	struct sample sample;

	(void)state;
	init(&sample);
	sample.load.total_files = 1;
	sample.load.total_bytes = 1 << 20;
	sample.load.postings = 12400;
	check(&sample, 79,
	      "loading 0 of 1 file  [..............................]  12,400 postings");
}

static void test_times(void **state)
{
	static const struct { double rate; const char *text; } times[] = {
		{ 4096e6, "1 s left" }, { 4096.0 * 10000 / 59, "59 s left" },
		{ 4096.0 * 10000 / 90, "2 min left" }, { 4096.0 * 10000 / 7260, "2 h 1 min left" },
	};
	struct sample sample;

	(void)state;
	init(&sample);
	sample.load.total_files = 10000;
	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		struct strbuf line = STRBUF_INIT;

		sample.progress.work_rate = times[i].rate;
		progress_format(&sample.progress, &sample.load, 79, &line);
		assert_non_null(strstr(line.text, times[i].text));
		strbuf_release(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_yet),
		cmocka_unit_test(test_not_counted_yet),
		cmocka_unit_test(test_whole_line),
		cmocka_unit_test(test_one_large_file),
		cmocka_unit_test(test_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * What a key costs, seen from outside: a program runs on a pseudo-terminal, is sent keys one by
 * one, and the time is taken from the writing of a key to the last byte of the frame that it gives.
 *
 *     keys_bench [OPTION VALUE]... COMMAND [ARGUMENT]...
 *
 *     --keys FILE       what is sent; without it only the start is measured
 *     --size 80x24      columns and rows
 *     --quiet 20        milliseconds without a byte after which a frame is finished; the time of
 *                       the last byte before counts. Longer for a program that answers in parts.
 *     --start 300       the same for the first frame
 *     --first 500       milliseconds to wait for the first byte of a frame; keys without any are
 *                       counted as silent, and have no time
 *     --most 10000      milliseconds after which a frame that does not end is given up (unsettled)
 *     --pause 0         milliseconds between keys; what is written then is counted as late
 *     --repeat 1        how often the keys of FILE are sent in one run
 *     --runs 1          how often the program is started, and all of this done
 *     --keep 0          frames of the first keys that are not counted (to warm up)
 *     --name NAME       what the report calls it
 *     --json 1          the report as one object of JSON instead of text
 *     --by-key 1        also a row for each different key
 *     --show 1          what the program wrote, to standard error: to see that it did its work
 *
 * FILE has one key a line: a character, "^D", "M-x", or a name of the table below; "text" in
 * quotation marks is sent letter by letter; an empty line or one that begins with "# " is skipped.
 * Reported in milliseconds: start (from before fork to the last byte of the first frame), first and
 * last byte of a key's frame, processor time of all threads (Linux; from /proc); the memory at the
 * end in KiB (of its own, and of files). TERM is xterm-256color unless it is set.
 */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "util/alloc.h"
#include "util/err.h"
#include "util/file.h"
#include "util/strbuf.h"
#include "util/utf8.h"
#include "util/vec.h"

#define SCRIPT_BYTES_MAX ((size_t)16 << 20)
#define END_WAIT_MS 2000

struct numbers { double *items; size_t count, cap; };

struct stroke { char *name, *bytes; };

struct kind { const char *name; struct numbers last; };

struct bench {
	const char *keys, *name, *size;
	int cols, rows;
	int quiet, start, first, most, pause, repeat, runs, keep, json, by_key, show;
	char **argv;
	struct { struct stroke *items; size_t count, cap; } strokes;
	struct { struct kind *items; size_t count, cap; } kinds;
	struct numbers starts, firsts, lasts, cpus;
	size_t silent, unsettled, late;
	long own_kib, file_kib;
	int fd;
	pid_t pid;
};

static const struct { const char *name, *bytes; } names[] = {
	{ "Up", "\033OA" },          { "Down", "\033OB" },     { "Right", "\033OC" },
	{ "Left", "\033OD" },        { "Home", "\033OH" },     { "End", "\033OF" },
	{ "PageUp", "\033[5~" },     { "PageDown", "\033[6~" },{ "Insert", "\033[2~" },
	{ "Delete", "\033[3~" },     { "Backspace", "\177" },  { "Enter", "\r" },
	{ "Tab", "\t" },             { "S-Tab", "\033[Z" },    { "Escape", "\033" },
	{ "Space", " " },
};

/* What a terminal answers to what it may be asked. */
static const struct { const char *question, *answer; } questions[] = {
	{ "\033[6n", "\033[1;1R" },  { "\033[c", "\033[?1;2c" },  { "\033[0c", "\033[?1;2c" },
};

#define ROWS_OF(table) (sizeof table / sizeof table[0])

static void die(const char *what)
{
	fprintf(stderr, "keys_bench: %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

/* -- the script */

static void add_stroke(struct bench *bench, const char *name, size_t len, const char *bytes,
		       size_t bytes_len)
{
	struct stroke *stroke = VEC_PUSH(&bench->strokes);

	stroke->name = xstrndup(name, len);
	stroke->bytes = xstrndup(bytes, bytes_len);
}

/* "^D" and "M-x"; the number of bytes, 0 where it is neither. */
static size_t modified(const char *line, size_t len, char bytes[3])
{
	if (len == 2 && line[0] == '^') {
		bytes[0] = (char)(line[1] & 0x1F);
		return 1;
	}
	if (len != 3 || strncmp(line, "M-", 2) != 0)
		return 0;
	bytes[0] = '\033';
	bytes[1] = line[2];
	return 2;
}

static void add_letters(struct bench *bench, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t next = utf8_decode(text + at, len - at, &code, NULL);

		add_stroke(bench, text + at, next, text + at, next);
		at += next;
	}
}

static void add_line(struct bench *bench, const char *line, size_t len)
{
	char bytes[3];
	size_t count = modified(line, len, bytes);

	if (len == 0 || (len > 1 && strncmp(line, "# ", 2) == 0))
		return;
	if (len > 2 && line[0] == '"' && line[len - 1] == '"') {
		add_letters(bench, line + 1, len - 2);
		return;
	}
	for (size_t i = 0; count == 0 && i < ROWS_OF(names); i++) {
		if (strlen(names[i].name) == len && memcmp(names[i].name, line, len) == 0) {
			add_stroke(bench, line, len, names[i].bytes, strlen(names[i].bytes));
			return;
		}
	}
	if (count > 0)
		add_stroke(bench, line, len, bytes, count);
	else
		add_letters(bench, line, len);
}

static void read_script(struct bench *bench)
{
	struct strbuf text = STRBUF_INIT;
	struct err err = ERR_INIT;

	if (!bench->keys)
		return;
	if (!file_read(bench->keys, SCRIPT_BYTES_MAX, &text, NULL, &err)) {
		fprintf(stderr, "keys_bench: %s\n", err.text);
		exit(EXIT_FAILURE);
	}
	for (size_t at = 0; at < text.len;) {
		size_t len = strcspn(text.text + at, "\n");

		add_line(bench, text.text + at, len);
		at += len + 1;
	}
	strbuf_release(&text);
}

/* -- the program under test */

/* In the child: the terminal becomes its own, and the program takes its place. */
static void become(const struct bench *bench, const char *terminal)
{
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) != 0)
		_exit(126);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	execvp(bench->argv[0], bench->argv);
	_exit(127);
}

static void start(struct bench *bench)
{
	struct winsize size = { .ws_col = (unsigned short)bench->cols,
				.ws_row = (unsigned short)bench->rows };
	const char *terminal;

	bench->fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (bench->fd < 0 || grantpt(bench->fd) != 0 || unlockpt(bench->fd) != 0 ||
	    !(terminal = ptsname(bench->fd)) || ioctl(bench->fd, TIOCSWINSZ, &size) != 0)
		die("no pseudo-terminal");
	bench->pid = fork();
	if (bench->pid < 0)
		die("fork");
	if (bench->pid == 0)
		become(bench, terminal);
	fcntl(bench->fd, F_SETFL, O_NONBLOCK);
}

static bool is_over(struct bench *bench, double until)
{
	const struct timespec nap = { 0, 1000000 };

	while (waitpid(bench->pid, NULL, WNOHANG) == 0) {
		char bytes[4096];

		if (now_ms() > until)
			return false;
		while (bench->fd >= 0 && read(bench->fd, bytes, sizeof bytes) > 0)
			;
		nanosleep(&nap, NULL);
	}
	return true;
}

/* Its group is its own: what it started goes with it. */
static void end(struct bench *bench)
{
	kill(-bench->pid, SIGTERM);
	if (!is_over(bench, now_ms() + END_WAIT_MS)) {
		kill(-bench->pid, SIGKILL);
		(void)is_over(bench, now_ms() + END_WAIT_MS);
	}
	close(bench->fd);
	bench->fd = -1;
}

/* -- what it uses */

static double number_in(const char *path, const char *key)
{
	struct strbuf text = STRBUF_INIT;
	const char *at = NULL;
	double number = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && file_read_stream(fd, path, SCRIPT_BYTES_MAX, &text, NULL))
		at = strstr(text.text, key);
	if (fd >= 0)
		close(fd);
	if (at)
		number = (double)strtoll(at + strlen(key), NULL, 10);
	strbuf_release(&text);
	return number;
}

/* The processor time of its threads in milliseconds; negative where it cannot be told. */
static double cpu_ms(const struct bench *bench)
{
	char path[320];
	double sum = -1;
	const struct dirent *entry;
	DIR *tasks;

	snprintf(path, sizeof path, "/proc/%ld/task", (long)bench->pid);
	tasks = opendir(path);
	while (tasks && (entry = readdir(tasks))) {
		double one;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "/proc/%ld/task/%s/schedstat", (long)bench->pid,
			 entry->d_name);
		one = number_in(path, "");
		if (one >= 0)
			sum = (sum < 0 ? 0 : sum) + one * 1e-6;
	}
	if (tasks)
		closedir(tasks);
	return sum;
}

static void look_at_memory(struct bench *bench)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%ld/status", (long)bench->pid);
	bench->own_kib = (long)number_in(path, "RssAnon:");
	bench->file_kib = (long)number_in(path, "RssFile:");
}

/* -- frames */

static void answer(struct bench *bench, const char *bytes)
{
	for (size_t i = 0; i < ROWS_OF(questions); i++)
		if (strstr(bytes, questions[i].question) &&
		    write(bench->fd, questions[i].answer, strlen(questions[i].answer)) < 0)
			die("the pseudo-terminal");
}

/* Takes what is there; whether there was anything. */
static bool take(struct bench *bench)
{
	char bytes[65537];
	ssize_t got;
	bool any = false;

	while ((got = read(bench->fd, bytes, sizeof bytes - 1)) > 0) {
		any = true;
		bytes[got] = '\0';
		answer(bench, bytes);
		if (bench->show)
			fwrite(bytes, 1, (size_t)got, stderr);
	}
	return any;
}

/* Waits for bytes; false where none came in time, or the program is gone. */
static bool wait_bytes(struct bench *bench, double ms)
{
	struct pollfd fd = { .fd = bench->fd, .events = POLLIN };
	double until = now_ms() + ms;

	while (now_ms() < until)
		if (poll(&fd, 1, (int)(until - now_ms()) + 1) > 0)
			return fd.revents & POLLIN;
	return false;
}

struct frame { double first, last; bool is_unsettled; };

/* Waits for a frame: its first byte at most FIRST, its end after QUIET milliseconds of silence.
 * False where there was none. */
static bool wait_frame(struct bench *bench, double since, int first, int quiet, struct frame *frame)
{
	*frame = (struct frame){ 0 };
	if (!wait_bytes(bench, first))
		return false;
	frame->first = now_ms() - since;
	do {
		if (take(bench))
			frame->last = now_ms() - since;
		else
			return frame->last > 0;
		frame->is_unsettled = frame->last > bench->most;
	} while (!frame->is_unsettled && wait_bytes(bench, quiet));
	return true;
}

static void add_number(struct numbers *numbers, double number)
{
	*VEC_PUSH(numbers) = number;
}

static struct kind *kind_of(struct bench *bench, const char *name)
{
	struct kind *kind;

	for (size_t i = 0; i < bench->kinds.count; i++)
		if (strcmp(bench->kinds.items[i].name, name) == 0)
			return &bench->kinds.items[i];
	kind = VEC_PUSH(&bench->kinds);
	*kind = (struct kind){ .name = name };
	return kind;
}

static void send_key(struct bench *bench, const struct stroke *stroke, bool is_counted)
{
	double cpu = cpu_ms(bench), since = now_ms();
	struct frame frame;
	bool is_shown;

	if (write(bench->fd, stroke->bytes, strlen(stroke->bytes)) < 0)
		die(stroke->name);
	is_shown = wait_frame(bench, since, bench->first, bench->quiet, &frame);
	cpu = cpu >= 0 ? cpu_ms(bench) - cpu : -1;
	if (!is_counted)
		return;
	bench->silent += !is_shown;
	bench->unsettled += frame.is_unsettled;
	if (cpu >= 0)
		add_number(&bench->cpus, cpu);
	if (!is_shown)
		return;
	add_number(&bench->firsts, frame.first);
	add_number(&bench->lasts, frame.last);
	add_number(&kind_of(bench, stroke->name)->last, frame.last);
}

static void rest(struct bench *bench)
{
	double until = now_ms() + bench->pause;

	while (now_ms() < until && wait_bytes(bench, until - now_ms()))
		bench->late += take(bench);
}

static void run(struct bench *bench)
{
	double since = now_ms();
	struct frame frame;
	size_t sent = 0;

	start(bench);
	if (!wait_frame(bench, since, bench->most, bench->start, &frame)) {
		fprintf(stderr, "keys_bench: %s shows nothing\n", bench->argv[0]);
		exit(EXIT_FAILURE);
	}
	add_number(&bench->starts, frame.last);
	for (int i = 0; i < bench->repeat; i++) {
		for (size_t k = 0; k < bench->strokes.count; k++) {
			send_key(bench, &bench->strokes.items[k], sent++ >= (size_t)bench->keep);
			rest(bench);
		}
	}
	look_at_memory(bench);
	end(bench);
}

/* -- the report */

static int compare_numbers(const void *a, const void *b)
{
	double one = *(const double *)a, two = *(const double *)b;

	return (one > two) - (one < two);
}

/* The smallest number that a share of all do not exceed. */
static double at_share(const struct numbers *numbers, double share)
{
	double place = share * (double)numbers->count;
	size_t at = (size_t)place;

	if ((double)at >= place && at > 0)
		at--;
	return numbers->items[at < numbers->count ? at : numbers->count - 1];
}

static double mean(const struct numbers *numbers)
{
	double sum = 0;

	for (size_t i = 0; i < numbers->count; i++)
		sum += numbers->items[i];
	return sum / (double)numbers->count;
}

static void report_row(const struct bench *bench, const char *name, struct numbers *numbers)
{
	if (numbers->count == 0)
		return;
	qsort(numbers->items, numbers->count, sizeof *numbers->items, compare_numbers);
	printf(bench->json ? ",\"%s\":{\"count\":%zu,\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f,"
			     "\"max\":%.3f,\"mean\":%.3f}"
			   : "%-12s %6zu %9.3f %9.3f %9.3f %9.3f %9.3f\n",
	       name, numbers->count, at_share(numbers, 0.5), at_share(numbers, 0.95),
	       at_share(numbers, 0.99), numbers->items[numbers->count - 1], mean(numbers));
}

static void report_quoted(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if ((unsigned char)*text < 0x20) {
			printf("\\u%04x", (unsigned)*text);
			continue;
		}
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('"');
}

static void report_kinds(struct bench *bench)
{
	if (!bench->by_key)
		return;
	printf("%s", bench->json ? ",\"keys\":{\"\":0" : "");
	for (size_t i = 0; i < bench->kinds.count; i++) {
		struct kind *kind = &bench->kinds.items[i];

		if (!bench->json || !strpbrk(kind->name, "\"\\"))
			report_row(bench, kind->name, &kind->last);
	}
	printf("%s", bench->json ? "}" : "");
}

static void report(struct bench *bench)
{
	if (bench->json) {
		printf("{\"name\":");
		report_quoted(bench->name);
		printf(",\"cols\":%d,\"rows\":%d,\"silent\":%zu,\"unsettled\":%zu,\"late\":%zu,"
		       "\"own_kib\":%ld,\"file_kib\":%ld", bench->cols, bench->rows, bench->silent,
		       bench->unsettled, bench->late, bench->own_kib, bench->file_kib);
	} else {
		printf("%s at %dx%d: %zu silent, %zu unsettled, %zu late; %ld KiB of its own, %ld "
		       "of files\n%-12s %6s %9s %9s %9s %9s %9s\n", bench->name, bench->cols,
		       bench->rows, bench->silent, bench->unsettled, bench->late, bench->own_kib,
		       bench->file_kib, "ms", "keys", "p50", "p95", "p99", "max", "mean");
	}
	report_row(bench, "start", &bench->starts);
	report_row(bench, "first", &bench->firsts);
	report_row(bench, "last", &bench->lasts);
	report_row(bench, "cpu", &bench->cpus);
	report_kinds(bench);
	printf("%s", bench->json ? "}\n" : "");
}

/* -- options */

static int set_number(const char *value)
{
	char *rest_of_it;
	long number = strtol(value, &rest_of_it, 10);

	if (*rest_of_it != '\0' || number < 0 || number > 1000000) {
		fprintf(stderr, "keys_bench: \"%s\" is no number that it can use\n", value);
		exit(EXIT_FAILURE);
	}
	return (int)number;
}

static void set_size(struct bench *bench)
{
	char *rest_of_it;

	bench->cols = (int)strtol(bench->size, &rest_of_it, 10);
	bench->rows = *rest_of_it == 'x' ? (int)strtol(rest_of_it + 1, NULL, 10) : 0;
	if (bench->cols < 1 || bench->rows < 1 || bench->cols > 1000 || bench->rows > 1000) {
		fprintf(stderr, "keys_bench: the size is written like 80x24\n");
		exit(EXIT_FAILURE);
	}
}

/* The number of arguments that were options. */
static int read_options(struct bench *bench, int argc, char **argv)
{
	const struct { const char *name; int *number; const char **text; } options[] = {
		{ "--keys", NULL, &bench->keys },      { "--name", NULL, &bench->name },
		{ "--size", NULL, &bench->size },      { "--quiet", &bench->quiet, NULL },
		{ "--start", &bench->start, NULL },    { "--first", &bench->first, NULL },
		{ "--most", &bench->most, NULL },      { "--pause", &bench->pause, NULL },
		{ "--repeat", &bench->repeat, NULL },  { "--runs", &bench->runs, NULL },
		{ "--keep", &bench->keep, NULL },      { "--json", &bench->json, NULL },
		{ "--by-key", &bench->by_key, NULL },  { "--show", &bench->show, NULL },
	};
	int at = 1;

	for (size_t i = 0; i < ROWS_OF(options) && at + 1 < argc; i++) {
		if (strcmp(argv[at], options[i].name) != 0)
			continue;
		if (options[i].number)
			*options[i].number = set_number(argv[at + 1]);
		else
			*options[i].text = argv[at + 1];
		at += 2;
		i = (size_t)-1;
	}
	return at;
}

static void clean_up(struct bench *bench)
{
	struct numbers *all[] = { &bench->starts, &bench->firsts, &bench->lasts, &bench->cpus };

	for (size_t i = 0; i < ROWS_OF(all); i++)
		VEC_RELEASE(all[i]);
	for (size_t i = 0; i < bench->kinds.count; i++)
		VEC_RELEASE(&bench->kinds.items[i].last);
	VEC_RELEASE(&bench->kinds);
	for (size_t i = 0; i < bench->strokes.count; i++) {
		free(bench->strokes.items[i].name);
		free(bench->strokes.items[i].bytes);
	}
	VEC_RELEASE(&bench->strokes);
}

int main(int argc, char **argv)
{
	struct bench bench = { .size = "80x24", .quiet = 20, .start = 300, .first = 500,
			       .most = 10000, .repeat = 1, .runs = 1, .fd = -1 };
	int at = read_options(&bench, argc, argv);

	if (at >= argc || argv[at][0] == '-') {
		fprintf(stderr, "usage: keys_bench [OPTION VALUE]... COMMAND [ARGUMENT]...\n");
		return EXIT_FAILURE;
	}
	bench.argv = argv + at;
	bench.name = bench.name ? bench.name : bench.argv[0];
	set_size(&bench);
	read_script(&bench);
	if (!getenv("TERM") || strcmp(getenv("TERM"), "dumb") == 0)
		setenv("TERM", "xterm-256color", 1);
	for (int i = 0; i < bench.runs; i++)
		run(&bench);
	report(&bench);
	clean_up(&bench);
	return EXIT_SUCCESS;
}

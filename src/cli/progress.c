/* The progress of a load. */
#include "config.h"

#include "cli/progress_int.h"

#include "cli/message.h"
#include "util/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define DRAW_MS 100
#define SAY_MS 5000              /* between two plain lines, and before the first */
#define COLS_USUAL 80
#define BAR_COLS_MAX 34          /* with what stands around it */
#define BAR_COLS_MIN 12
#define SMOOTH_S 3.0             /* over about so long the rate is taken */
#define FEW_FILES 20             /* of so few the postings are told as well */

/* A file costs as much as so many bytes do: what is done is told by both. */
#define FILE_COST 4096.0

static int terminal_cols(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return COLS_USUAL;
	return size.ws_col;
}

void progress_init(struct progress *progress)
{
	const char *kind = getenv("TERM");

	memset(progress, 0, sizeof *progress);
	progress->is_line = isatty(STDERR_FILENO) && kind && strcmp(kind, "dumb") != 0;
	progress->began_ms = progress->told_ms = progress->looked_ms = clock_ms();
}

/* -- the line */

static double work(size_t files, uint64_t bytes)
{
	return (double)files * FILE_COST + (double)bytes;
}

static void add_count(struct strbuf *out, const struct load_progress *load)
{
	const struct load_report *report = load->report;

	strbuf_puts(out, "loading ");
	strbuf_count(out, (int64_t)report->files);
	if (load->total_files > 0) {
		strbuf_puts(out, " of ");
		strbuf_count(out, (int64_t)load->total_files);
	}
	strbuf_puts(out, load->total_files == 1 ? " file" : " files");
}

static double share_done(const struct load_progress *load)
{
	double all = work(load->total_files, load->total_bytes);
	double done = work(load->report->files, load->report->bytes);

	return load->total_files == 0 || all <= 0 ? 0 : done < all ? done / all : 1;
}

static void add_bar(struct strbuf *out, double share, int cols)
{
	int cells = cols - 4, full = (int)(share * cells);

	strbuf_puts(out, "  [");
	for (int i = 0; i < cells; i++)
		strbuf_putc(out, i < full ? '#' : '.');
	strbuf_puts(out, "]");
}

static void add_duration(struct strbuf *out, double seconds)
{
	long whole = seconds < 1e6 ? (long)(seconds + 0.5) : 1000000;

	if (whole < 60)
		strbuf_printf(out, "  %ld s left", whole < 1 ? 1 : whole);
	else if (whole < 3600)
		strbuf_printf(out, "  %ld min left", (whole + 30) / 60);
	else
		strbuf_printf(out, "  %ld h %ld min left", whole / 3600, whole % 3600 / 60);
}

/* The parts after the count, the most useful first; those that have no room are left out. The bar
 * stands before them all. */
enum part { PART_REFUSED, PART_LEFT, PART_BAR, PART_POSTINGS, PART_FILES, PART_BYTES, PART_COUNT };

static void add_part(struct strbuf *out, enum part part, const struct progress *progress,
		     const struct load_progress *load)
{
	double left = work(load->total_files, load->total_bytes) * (1 - share_done(load));

	switch (part) {
	case PART_REFUSED:
		if (load->report->refusals.count > 0) {
			strbuf_puts(out, "  ");
			strbuf_count(out, (int64_t)load->report->refusals.count);
			strbuf_puts(out, " refused");
		}
		break;
	case PART_LEFT:
		if (load->total_files > 0 && progress->work_rate > 0)
			add_duration(out, left / progress->work_rate);
		break;
	case PART_POSTINGS:
		if (load->total_files < FEW_FILES && load->postings > 0) {
			strbuf_puts(out, "  ");
			strbuf_count(out, (int64_t)load->postings);
			strbuf_puts(out, " postings");
		}
		break;
	case PART_FILES:
		if (progress->file_rate >= 1) {
			strbuf_puts(out, "  ");
			strbuf_count(out, (int64_t)progress->file_rate);
			strbuf_puts(out, "/s");
		}
		break;
	case PART_BYTES:
		if (progress->byte_rate > 0)
			strbuf_printf(out, "  %.1f MB/s", progress->byte_rate / 1e6);
		break;
	case PART_BAR:
	case PART_COUNT:
		break;
	}
}

void progress_format(const struct progress *progress, const struct load_progress *load, int cols,
		     struct strbuf *out)
{
	struct strbuf parts = STRBUF_INIT, part = STRBUF_INIT;
	int room, bar = 0;

	add_count(out, load);
	room = cols - (int)out->len;
	for (int i = 0; i < PART_COUNT; i++) {
		if (i == PART_BAR && load->total_files > 0 && room >= BAR_COLS_MIN)
			bar = BAR_COLS_MIN;
		strbuf_clear(&part);
		add_part(&part, (enum part)i, progress, load);
		if ((int)part.len > room - bar)
			continue;
		strbuf_add(&parts, part.text, part.len);
		room -= (int)part.len;
	}
	if (bar > 0)
		add_bar(out, share_done(load), room < BAR_COLS_MAX ? room : BAR_COLS_MAX);
	strbuf_add(out, parts.text, parts.len);
	if ((int)out->len > cols)
		strbuf_cut(out, cols > 0 ? (size_t)cols : 0);
	strbuf_release(&parts);
	strbuf_release(&part);
}

/* -- the rate */

static double smooth(double before, double now, double weight)
{
	return before > 0 ? before + (now - before) * weight : now;
}

/* What was passed over unread would make the rest seem quick; a smoothed rate forgets it. */
static void look(struct progress *progress, const struct load_progress *load, int64_t now)
{
	double seconds = (double)(now - progress->looked_ms) / 1000;
	double weight = seconds < SMOOTH_S ? seconds / SMOOTH_S : 1;
	double done = work(load->report->files, load->report->bytes);

	if (seconds <= 0)
		return;
	progress->work_rate = smooth(progress->work_rate, (done - progress->done) / seconds,
				     weight);
	progress->file_rate = smooth(progress->file_rate,
				     (double)(load->report->files - progress->files) / seconds,
				     weight);
	progress->byte_rate = smooth(progress->byte_rate,
				     (double)(load->report->bytes - progress->bytes) / seconds,
				     weight);
	progress->done = done;
	progress->files = load->report->files;
	progress->bytes = load->report->bytes;
	progress->looked_ms = now;
}

/* -- telling */

/* Over what stood there, so that a shorter line leaves nothing of a longer one. */
static void draw(struct progress *progress, const char *text)
{
	int cols = terminal_cols() - 1;

	fprintf(stderr, "\r%-*s\r%s", cols, text, text);
	fflush(stderr);
	progress->was_drawn = true;
}

static void tell(struct progress *progress, const struct load_progress *load)
{
	struct strbuf text = STRBUF_INIT;

	if (progress->is_line) {
		progress_format(progress, load, terminal_cols() - 1, &text);
		draw(progress, text.text);
	} else {
		add_count(&text, load);
		add_part(&text, PART_REFUSED, progress, load);
		add_part(&text, PART_POSTINGS, progress, load);
		add_part(&text, PART_LEFT, progress, load);
		message("%s", text.text);
	}
	strbuf_release(&text);
}

void progress_tell(struct progress *progress, const struct load_progress *load)
{
	int64_t now = clock_ms();

	if (now - progress->told_ms < (progress->is_line ? DRAW_MS : SAY_MS))
		return;
	look(progress, load, now);
	tell(progress, load);
	progress->told_ms = now;
}

void progress_end(struct progress *progress)
{
	if (progress->was_drawn)
		draw(progress, "");
}

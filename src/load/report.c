/* What came of a load. */
#include "config.h"

#include "load/load.h"

#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* What took no longer is not worth a word. */
#define TOLD_SECONDS_MIN 1

void load_report_init(struct load_report *report)
{
	memset(report, 0, sizeof *report);
}

void load_report_release(struct load_report *report)
{
	for (size_t i = 0; i < report->refusals.count; i++) {
		free(report->refusals.items[i].path);
		free(report->refusals.items[i].why);
	}
	VEC_RELEASE(&report->refusals);
	for (size_t i = 0; i < report->stored.count; i++)
		free(report->stored.items[i].path);
	VEC_RELEASE(&report->stored);
}

void load_report_format(const struct load_report *report, struct strbuf *out)
{
	strbuf_printf(out, "%zu new, %zu changed, %zu unchanged", report->new_count,
		      report->changed, report->unchanged);
	if (report->gone > 0)
		strbuf_printf(out, ", %zu gone", report->gone);
	if (report->refusals.count > 0)
		strbuf_printf(out, ", %zu refused", report->refusals.count);
	strbuf_printf(out, " (%zu %s", report->files, report->files == 1 ? "file" : "files");
	if (report->seconds >= TOLD_SECONDS_MIN)
		strbuf_printf(out, " in %.1f s", report->seconds);
	strbuf_puts(out, ")");
	if (report->replaced > 0)
		strbuf_printf(out, "; %zu bad %s replaced (where letters are lost, run iconv -t "
			      "UTF-8 first)", report->replaced,
			      report->replaced == 1 ? "character" : "characters");
}

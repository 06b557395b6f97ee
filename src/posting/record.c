/* A record: setting it up, saying things of it, letting it go. */
#include "config.h"

#include "posting/record.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "util/date.h"
#include "util/vec.h"

void marks_init(struct marks *marks)
{
	memset(marks, 0, sizeof *marks);
	marks->stage = STAGE_NONE;
}

void marks_release(struct marks *marks)
{
	for (size_t i = 0; i < marks->tags.count; i++)
		free(marks->tags.items[i]);
	VEC_RELEASE(&marks->tags);
	free(marks->notes);
	free(marks->hidden_reason);
	marks_init(marks);
}

void record_init(struct record *record)
{
	memset(record, 0, sizeof *record);
	posting_init(&record->posting);
	marks_init(&record->marks);
	record->added = record->changed = record->first_seen = DATE_UNKNOWN;
	record->copies = 1;
}

void record_release(struct record *record)
{
	posting_release(&record->posting);
	marks_release(&record->marks);
	VEC_RELEASE(&record->history);
	free(record->source);
	for (size_t i = 0; i < record->urls.count; i++)
		free(record->urls.items[i]);
	VEC_RELEASE(&record->urls);
	record_init(record);
}

void record_set_seen(struct record *record)
{
	record->marks.is_seen = true;
	record->marks.seen_version = record->version;
	record->is_changed = false;
}

const char *record_title(const struct record *record)
{
	const char *title = record->posting.title;

	return title && *title ? title : "(no title)";
}

void record_copies(const struct record *record, int32_t today, bool is_short, struct strbuf *out)
{
	struct strbuf age = STRBUF_INIT;
	int64_t days = (int64_t)today - record->first_seen;

	if (record->copies < 2)
		return;
	strbuf_printf(out, "×%" PRId64, record->copies);
	date_format_age(&age, record->first_seen, today);
	if (age.len > 0 && is_short)
		strbuf_printf(out, " %s", age.text);
	else if (days > 0)
		strbuf_printf(out, ", first seen %" PRId64 " day%s ago", days,
			      days == 1 ? "" : "s");
	else if (age.len > 0)
		strbuf_puts(out, ", first seen today");
	strbuf_release(&age);
}

/* A record: setting it up and letting it go. */
#include "config.h"

#include "posting/record.h"

#include <stdlib.h>
#include <string.h>

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
}

void record_release(struct record *record)
{
	posting_release(&record->posting);
	marks_release(&record->marks);
	VEC_RELEASE(&record->history);
	free(record->source);
	record_init(record);
}

const char *record_title(const struct record *record)
{
	const char *title = record->posting.title;

	return title && *title ? title : "(no title)";
}

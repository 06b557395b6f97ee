/* What extractors share: adding evidence, asking where a word stands. */
#include "config.h"

#include "extract/reading_int.h"

#include "util/alloc.h"
#include "util/ascii.h"

void reading_note(struct reading *reading, enum field_id field, size_t start, size_t end,
		  const char *rule)
{
	size_t source_start;
	size_t source_end;

	if (start < end &&
	    document_source(reading->document, start, end, &source_start, &source_end))
		posting_add_evidence(reading->posting, field, source_start, source_end, rule);
}

void reading_note_words(struct reading *reading, enum field_id field, size_t first, size_t last,
			const char *rule)
{
	if (first < last)
		reading_note(reading, field, view_start(&reading->view, first),
			     view_end(&reading->view, last), rule);
}

void reading_note_stated(struct reading *reading, enum field_id field)
{
	posting_add_evidence(reading->posting, field, 0, 0, "stated by the source");
}

void reading_conflict(struct reading *reading, enum field_id field)
{
	posting_set_conflict(reading->posting, field);
}

enum section_kind reading_kind(const struct reading *reading, size_t word)
{
	return outline_kind_at(&reading->outline, word);
}

bool reading_is_aside(const struct reading *reading, size_t word)
{
	switch (reading_kind(reading, word)) {
	case SECTION_COMPANY:
	case SECTION_BENEFITS:
	case SECTION_LEGAL:
	case SECTION_APPLY:
		return true;
	default:
		return false;
	}
}

char *reading_copy(const struct view *view, size_t start, size_t end)
{
	if (end < start)
		end = start;
	ascii_trim(view->text, &start, &end);
	return xstrndup(view->text + start, end - start);
}

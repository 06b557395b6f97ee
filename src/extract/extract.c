/* The table of extractors, and the run of one posting through it. */
#include "config.h"

#include "extract/extract.h"

#include <string.h>

#include "extract/reading_int.h"
#include "util/alloc.h"
#include "util/vec.h"

struct extractor {
	const struct vocabulary *vocabulary;
	struct lexicon *lexicon;
};

/* In the order in which they run: later ones look at what earlier ones found (the company's
 * name at the title, a bare dollar at the place). */
static const struct {
	enum field_id field;
	void (*extract)(struct reading *reading);
} extractor_table[] = {
	{ FIELD_TITLE, title_extract },
	{ FIELD_COMPANY, company_extract },
	{ FIELD_WORKPLACE, workplace_extract },
	{ FIELD_LOCATION, location_extract },
	{ FIELD_EMPLOYMENT, employment_extract },
	{ FIELD_SENIORITY, seniority_extract },
	{ FIELD_EXPERIENCE, experience_extract },
	{ FIELD_SALARY, salary_extract },
	{ FIELD_POSTED, dates_extract },
	{ FIELD_VISA, visa_extract },
	{ FIELD_STACK, stack_extract },
	{ FIELD_URL, url_extract },
};

struct extractor *extractor_new(const struct vocabulary *vocabulary, const char *config_dir,
				struct err *err)
{
	struct lexicon *lexicon = lexicon_new(config_dir, err);
	struct extractor *extractor;

	if (lexicon == NULL)
		return NULL;
	extractor = xcalloc(1, sizeof *extractor);
	extractor->vocabulary = vocabulary;
	extractor->lexicon = lexicon;
	return extractor;
}

void extractor_free(struct extractor *extractor)
{
	if (extractor == NULL)
		return;
	lexicon_free(extractor->lexicon);
	free(extractor);
}

void extractor_run(const struct extractor *extractor, struct raw_posting *raw, int32_t today,
		   struct posting *posting)
{
	struct reading reading = {
		.lexicon = extractor->lexicon, .vocabulary = extractor->vocabulary,
		.today = today, .raw = raw, .document = &raw->document, .posting = posting,
	};

	view_init(&reading.view, extractor->lexicon, raw->document.text.text,
		raw->document.text.len);
	outline_init(&reading.outline, &reading.view, &raw->document);
	for (size_t i = 0; i < sizeof extractor_table / sizeof extractor_table[0]; i++)
		extractor_table[i].extract(&reading);
	outline_release(&reading.outline);
	view_release(&reading.view);
	strbuf_release(&posting->body);
	posting->body = raw->body;
	posting->format = raw->format;
	strbuf_init(&raw->body);
}

/* A section for each run of blocks: a block that was cut into several lines goes with its first. */
void extractor_sections(const struct extractor *extractor, const struct document *document,
			struct sections *sections)
{
	struct view view;
	struct outline outline;
	size_t block = 0;

	view_init(&view, extractor->lexicon, document->text.text, document->text.len);
	outline_init(&outline, &view, document);
	for (size_t i = 0; i < outline.lines.count; i++) {
		const struct line *line = &outline.lines.items[i];

		if (i > 0 && line->block == outline.lines.items[i - 1].block)
			continue;
		if (sections->count > 0 && !line->starts_section)
			continue;
		block = sections->count > 0 ? line->block : 0;
		if (sections->count > 0)
			sections->items[sections->count - 1].last = block;
		*VEC_PUSH(sections) = (struct section){ .kind = line->kind,
			.has_heading = line->starts_section, .first = block };
	}
	if (sections->count > 0)
		sections->items[sections->count - 1].last = document->blocks.count;
	outline_release(&outline);
	view_release(&view);
}

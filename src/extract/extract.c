/* The table of extractors, and the run of one posting through it. */
#include "config.h"

#include "extract/extract.h"

#include <stdlib.h>
#include <string.h>

#include "extract/extract_int.h"
#include "extract/stack_int.h"
#include "util/alloc.h"
#include "util/vec.h"

struct extractor {
	const struct vocabulary *vocabulary;
	const struct lexicon *lexicon;
	struct lexicon *owned;   /* the same; NULL where it is another's */
	struct view *kept;       /* the last posting's, for its memory */
	struct view *spare;      /* for that of the views of what is stated */
};

static void cut_view(struct reading *reading)
{
	const struct strbuf *text = &reading->document->text;

	reading->view = *reading->kept;
	view_renew(&reading->view, text->text, text->len);
}

static void cut_outline(struct reading *reading)
{
	outline_init(&reading->outline, &reading->view, reading->document);
}

/* Later steps look at what earlier ones found (the company's name at the title, a bare dollar at
 * the place). */
const struct extractor_step extractor_steps[] = {
	{ "view", cut_view },
	{ "outline", cut_outline },
	{ "title", title_extract },
	{ "company", company_extract },
	{ "workplace", workplace_extract },
	{ "location", location_extract },
	{ "employment", employment_extract },
	{ "seniority", seniority_extract },
	{ "experience", experience_extract },
	{ "salary", salary_extract },
	{ "extras", extras_extract },
	{ "dates", dates_extract },
	{ "visa", visa_extract },
	{ "clearance", clearance_extract },
	{ "education", education_extract },
	{ "languages", languages_extract },
	{ "stack", stack_extract },
	{ "url", url_extract },
	{ "signs", signs_extract },
	{ NULL, NULL },
};

/* The lexicon with a mark on each word that a technology starts with. */
static struct lexicon *make_lexicon(const struct technologies *technologies,
				    const char *config_dir, struct err *err)
{
	struct lexicon *lexicon = NULL;

	if (technologies_are_built_in(technologies))
		lexicon = lexicon_built_in(config_dir);
	if (lexicon != NULL)
		return lexicon;
	lexicon = lexicon_new(config_dir, err);
	if (lexicon != NULL)
		stack_mark_words(lexicon, technologies);
	return lexicon;
}

static struct extractor *make(const struct vocabulary *vocabulary, const struct lexicon *lexicon)
{
	struct extractor *extractor = xcalloc(1, sizeof *extractor);

	extractor->vocabulary = vocabulary;
	extractor->lexicon = lexicon;
	extractor->kept = xcalloc(1, sizeof *extractor->kept);
	view_init(extractor->kept, lexicon, "", 0);
	extractor->spare = xcalloc(1, sizeof *extractor->spare);
	view_init(extractor->spare, lexicon, "", 0);
	return extractor;
}

struct extractor *extractor_new(const struct vocabulary *vocabulary, const char *config_dir,
				struct err *err)
{
	struct lexicon *lexicon = make_lexicon(vocabulary->technologies, config_dir, err);
	struct extractor *extractor;

	if (lexicon == NULL)
		return NULL;
	extractor = make(vocabulary, lexicon);
	extractor->owned = lexicon;
	return extractor;
}

struct extractor *extractor_share(const struct extractor *extractor)
{
	return make(extractor->vocabulary, extractor->lexicon);
}

void extractor_free(struct extractor *extractor)
{
	if (extractor == NULL)
		return;
	view_release(extractor->kept);
	free(extractor->kept);
	view_release(extractor->spare);
	free(extractor->spare);
	lexicon_free(extractor->owned);
	free(extractor);
}

void extractor_print(const struct extractor *extractor, struct image_print *print)
{
	lexicon_print(extractor->lexicon, print);
}

void extractor_begin(const struct extractor *extractor, const struct raw_posting *raw,
		     int32_t today, struct posting *posting, struct reading *reading)
{
	*reading = (struct reading){
		.lexicon = extractor->lexicon, .vocabulary = extractor->vocabulary,
		.today = today, .raw = raw, .document = &raw->document, .posting = posting,
		.kept = extractor->kept, .spare = extractor->spare,
	};
}

void extractor_end(struct reading *reading)
{
	outline_release(&reading->outline);
	*reading->kept = reading->view;
}

/* ASCII is folded one way only, and the view has it. */
static void sign(const struct reading *reading)
{
	const struct view *view = &reading->view;
	struct signature *signature = &reading->posting->signature;

	if (view->runs.count == 0)
		signature_make_folded(signature, view->folded.text, view->folded.len);
	else
		signature_make(signature, view->text, view->len);
}

void extractor_run(const struct extractor *extractor, struct raw_posting *raw, int32_t today,
		   struct posting *posting)
{
	struct reading reading;

	extractor_begin(extractor, raw, today, posting, &reading);
	for (const struct extractor_step *step = extractor_steps; step->name != NULL; step++)
		step->run(&reading);
	sign(&reading);
	extractor_end(&reading);
	strbuf_release(&posting->body);
	posting->body = raw->body;
	posting->format = raw->format;
	strbuf_init(&raw->body);
	free(posting->ref);
	posting->ref = raw->ref;
	raw->ref = NULL;
	raw_posting_hash(raw, &posting->stated.facts, &posting->stated.dates);
}

/* Whether LINE, the first of its block, is all of it and a heading. */
static bool is_heading_block(const struct document *document, const struct line *line)
{
	return line->starts_section && !line->is_inline &&
		line->end == document->blocks.items[line->block].end;
}

/* A section for each run of blocks: a block that was cut into several lines goes with its first.
 * One begins at a heading, and where a paragraph or list is about something else. */
void extractor_sections(const struct extractor *extractor, const struct document *document,
			struct sections *sections)
{
	struct view view;
	struct outline outline;
	struct section *last = NULL;

	view_init(&view, extractor->lexicon, document->text.text, document->text.len);
	outline_init(&outline, &view, document);
	for (size_t i = 0; i < outline.lines.count; i++) {
		const struct line *line = &outline.lines.items[i];

		if (i > 0 && line->block == outline.lines.items[i - 1].block)
			continue;
		if (last != NULL && !line->starts_section && line->kind == last->kind)
			continue;
		if (last != NULL)
			last->last = line->block;
		last = VEC_PUSH(sections);
		*last = (struct section){ .kind = line->kind,
			.has_heading = is_heading_block(document, line),
			.first = sections->count > 1 ? line->block : 0 };
	}
	if (last != NULL)
		last->last = document->blocks.count;
	outline_release(&outline);
	view_release(&view);
}

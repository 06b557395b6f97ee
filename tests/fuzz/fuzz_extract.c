/*
 * The extractors, given any posting: they end, and what they say can be shown in the body. It is
 * linked with libFuzzer to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "extract/extract.h"
#include "must.h"
#include "posting/vocabulary.h"
#include "read/reader.h"
#include "util/err.h"
#include "util/utf8.h"
#include "util/vec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define TODAY 20779

/* Made once: they never change, and each input is read with the same. */
static struct vocabulary vocabulary;
static struct extractor *extractor;

static void set_up(void)
{
	struct err err = ERR_INIT;

	if (extractor != NULL)
		return;
	MUST(vocabulary_load(&vocabulary, NULL, &err));
	extractor = extractor_new(&vocabulary, NULL, &err);
	MUST(extractor != NULL);
}

static void check_text(const char *text)
{
	MUST(text == NULL || (*text != '\0' && utf8_is_valid(text, strlen(text))));
}

static void check_evidence(const struct posting *posting)
{
	for (size_t i = 0; i < posting->evidence.count; i++) {
		const struct evidence *evidence = &posting->evidence.items[i];

		MUST(evidence->rule != NULL && evidence->field < FIELD_COUNT);
		MUST(evidence->start <= evidence->end && evidence->end <= posting->body.len);
		MUST(evidence->start < evidence->end || evidence->end == 0);
	}
}

static void check_facts(const struct posting *posting)
{
	check_text(posting->title);
	check_text(posting->company);
	check_text(posting->salary.text);
	check_text(posting->url);
	for (size_t i = 0; i < posting->locations.count; i++)
		check_text(posting->locations.items[i].text);
	for (size_t i = 0; i < posting->stack.count; i++)
		check_text(posting->stack.items[i].name);
	MUST(posting->years_min >= -1 && posting->years_min <= 100);
	MUST(posting->years_max == -1 || posting->years_max > posting->years_min);
	MUST(posting->salary.text == NULL || posting->salary.min >= 0 || posting->salary.max >= 0);
	MUST(posting->salary.min < 0 || posting->salary.max < 0 ||
	     posting->salary.min <= posting->salary.max);
}

static void check_sections(const struct document *document)
{
	struct sections sections = { .count = 0 };

	extractor_sections(extractor, document, &sections);
	for (size_t i = 0; i < sections.count; i++) {
		MUST(sections.items[i].first == (i > 0 ? sections.items[i - 1].last : 0));
		MUST(sections.items[i].first < sections.items[i].last);
		MUST(section_name(sections.items[i].kind) != NULL);
	}
	MUST(sections.count == 0 ||
		sections.items[sections.count - 1].last == document->blocks.count);
	VEC_RELEASE(&sections);
}

static void take_posting(struct raw_posting *raw, void *data)
{
	struct posting posting;

	(void)data;
	check_sections(&raw->document);
	posting_init(&posting);
	extractor_run(extractor, raw, TODAY, &posting);
	check_evidence(&posting);
	check_facts(&posting);
	posting_release(&posting);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	(void)line;
	(void)why;
	(void)data;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const struct reader_sink sink = { take_posting, take_refusal, NULL };
	struct err err = ERR_INIT;

	set_up();
	reader_read((const char *)data, len, "input", &sink, &err);
	err_release(&err);
	return 0;
}

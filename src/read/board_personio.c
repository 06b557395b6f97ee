/* The XML of Personio. */
#include "config.h"

#include <string.h>

#include "read/board_table_int.h"
#include "read/board_make_int.h"
#include "read/feed_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

/* "lt-1" is under a year, "gt-15" more than fifteen, "2-5" two to five. */
static struct node *make_years(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct strbuf years = STRBUF_INIT;
	struct node *made;

	(void)record;
	if (!text)
		return NULL;
	if (ascii_starts(text, "lt-"))
		strbuf_printf(&years, "0-%s years", text + 3);
	else if (ascii_starts(text, "gt-"))
		strbuf_printf(&years, "%s+ years", text + 3);
	else
		strbuf_printf(&years, "%s years", text);
	made = make_text_len(years.text, years.len);
	strbuf_release(&years);
	return made;
}

static struct node *make_schedule(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return make_text(text && ascii_equal(text, "full-or-part-time") ? "full-time, part-time" :
			 text);
}

/* "software_and_web_development" in words. */
static struct node *make_words(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct strbuf words = STRBUF_INIT;
	struct node *made;

	(void)record;
	for (; text && *text; text++)
		strbuf_putc(&words, *text == '_' ? ' ' : *text);
	made = make_text_len(words.text, words.len);
	strbuf_release(&words);
	return made;
}

/* One section alone is no list in XML. */
static struct node *make_texts(const struct node *value, const struct node *record)
{
	struct node *list, *made;

	if (value->kind != NODE_MAP)
		return make_sections(value, record);
	list = node_new(NODE_LIST, value->line);
	node_add(list, make_copy(value));
	made = make_sections(list, record);
	node_free(list);
	return made;
}

static const struct board_row rows[] = {
	{ "title", "name", feed_text, 0 },
	{ "ref", "id", feed_text, 0 },
	{ "company", "subcompany", feed_text, 0 },
	{ "locations", "office", feed_text, 0 },
	{ "locations", "additionalOffices.office[]", feed_text, BOARD_ALSO },
	{ "employment_type", "employmentType", make_words, 0 },
	{ "employment_type", "schedule", make_schedule, BOARD_ALSO },
	{ "seniority", "seniority", feed_text, 0 },
	{ "experience", "yearsOfExperience", make_years, 0 },
	{ "tags", "keywords", feed_text, 0 },
	{ "posted", "createdAt", feed_text, 0 },
	{ "+", "jobDescriptions.jobDescription", make_texts, 0 },
	{ "+Department", "department", feed_text, 0 },
	{ "+Category", "recruitingCategory", feed_text, 0 },
	{ "+Occupation", "occupation", make_words, 0 },
	{ .to = NULL },
};

const struct board board_personio = {
	.name = "personio",
	.what = "Personio's XML",
	.lists = "workzag-jobs.position[]",
	.signs = "name",
	.file_signs = "workzag-jobs",
	.rows = rows,
	.merges = true,
};

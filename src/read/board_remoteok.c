/* Remote OK: all its postings, behind a legal notice. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"

/* A text that is cut off, with the board's own paragraph. */
#define SHORT_BYTES 700

#define GUARD "Please mention the word"
#define GUARD_END "they're human."

/* Without the paragraph that the board adds to each text to find out who has read it. */
static struct node *text(const struct node *value, const struct node *record)
{
	const char *all = node_text(value);
	const char *guard = all ? strstr(all, GUARD) : NULL;
	const char *end = guard ? strstr(guard, GUARD_END) : NULL;
	struct strbuf kept = STRBUF_INIT;

	(void)record;
	if (!guard)
		return all ? make_copy(value) : NULL;
	strbuf_add(&kept, all, (size_t)(guard - all));
	if (end)
		strbuf_puts(&kept, end + strlen(GUARD_END));
	return value_take(&kept);
}

/* The board takes its tags from words of the text ("go", "node"), where they are read with more
 * care; only where the text is cut off short do they say more than it. */
static struct node *tags(const struct node *value, const struct node *record)
{
	const char *all = board_text_at(record, "description");

	return all && strlen(all) > SHORT_BYTES ? NULL : make_copy(value);
}

/* Nothing says what the numbers are of but their size: below a thousand they are of an hour. */
static struct node *period(const struct node *value, const struct node *record)
{
	const char *least = board_text_at(record, "salary_min");
	const char *most = node_text(value);

	if (!most || !value_is_number(most))
		return NULL;
	return make_text(strlen(most) > 3 || (least && strlen(least) > 3) ? "year" : "hour");
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "id" },
	{ .to = "title", .from = "position" },
	{ .to = "company", .from = "company" },
	{ .to = "locations", .from = "location" },
	{ .to = "workplace", .from = "position", .make = value_always_remote },
	{ .to = "salary_min", .from = "salary_min", .make = value_amount },
	{ .to = "salary_max", .from = "salary_max", .make = value_amount },
	{ .to = "salary_currency", .from = "salary_max", .make = value_always_dollars },
	{ .to = "salary_period", .from = "salary_max", .make = period },
	{ .to = "posted", .from = "date" },
	{ .to = "posted", .from = "epoch" },
	{ .to = "url", .from = "url" },
	{ .to = "url", .from = "apply_url" },
	{ .to = "tags", .from = "tags", .make = tags },
	{ .to = "body", .from = "description", .make = text },
	{ .to = NULL },
};

/* The notice is no posting. */
static bool finish(struct node *made, const struct node *record, const struct node *file)
{
	(void)record;
	(void)file;
	return node_get(made, "title") != NULL || node_get(made, "ref") != NULL;
}

const struct board board_remoteok = {
	.name = "remoteok",
	.what = "Remote OK: the board's list",
	.lists = "[] jobs[] .",
	.signs = "position slug epoch",
	.rows = rows,
	.finish = finish,
};

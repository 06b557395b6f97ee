/* Workday: the lists and single postings of a careers site's own service. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_table_int.h"
#include "read/board_value_int.h"
#include "util/ascii.h"

#define PATH_START "/job/"

/* "/job/US-CA-Santa-Clara/Senior-Engineer_JR1001", which single postings have in their address. */
static struct node *name(const struct node *value, const struct node *record)
{
	const char *path = node_text(value) ? strstr(node_text(value), PATH_START) : NULL;

	(void)record;
	return path ? make_text_len(path, strcspn(path, "?#")) : NULL;
}

/* "3 Locations" */
static bool is_count(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && ascii_starts(text + digits, " location");
}

/* "CA, " or "CA ": two capital letters and what divides them from the rest; the bytes, 0 for
 * none. */
static size_t code_len(const char *text)
{
	if (!ascii_is_upper(text[0]) || !ascii_is_upper(text[1]))
		return 0;
	return text[2] == ' ' ? 3 : text[2] == ',' && text[3] == ' ' ? 4 : 0;
}

/* "US, CA, Santa Clara", the wide before the narrow, the other way round. */
static struct node *turned(const char *text)
{
	size_t country = code_len(text);
	size_t region = country > 0 ? code_len(text + country) : 0;
	struct strbuf place = STRBUF_INIT;

	if (country == 0)
		return make_text(text);
	strbuf_puts(&place, text + country + region);
	if (region > 0)
		strbuf_printf(&place, ", %.2s", text + country);
	strbuf_printf(&place, ", %.2s", text);
	return value_take(&place);
}

static struct node *turned_place(const struct node *value, const struct node *record)
{
	(void)record;
	return node_text(value) ? turned(node_text(value)) : NULL;
}

/* The first place as the path has it: "US-CA-Santa-Clara", "Illinois---Chicago". A hyphen stands
 * for a blank or a comma, three for a hyphen between blanks. */
static struct node *place_in_path(const char *path)
{
	const char *at = strstr(path, PATH_START);
	struct strbuf place = STRBUF_INIT;
	struct node *made;

	at = at ? at + strlen(PATH_START) : "";
	if (!strchr(at, '/'))
		return NULL;
	while (*at != '/') {
		size_t hyphens = strspn(at, "-");

		if (hyphens == 0) {
			strbuf_putc(&place, *at++);
			continue;
		}
		strbuf_puts(&place, hyphens > 1 ? ", " : " ");
		at += hyphens;
	}
	made = turned(place.text);
	strbuf_release(&place);
	return made;
}

static struct node *place(const struct node *value, const struct node *record)
{
	const char *path = board_text_at(record, "externalPath");

	if (node_text(value) && !is_count(node_text(value)))
		return turned(node_text(value));
	return path ? place_in_path(path) : NULL;
}

static struct node *count_of_places(const struct node *value, const struct node *record)
{
	(void)record;
	return node_text(value) && is_count(node_text(value)) ? make_copy(value) : NULL;
}

/* What a list shows beside the title: mostly the number of the posting, at times what it is. */
static struct node *bullet(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text && strpbrk(text, "0123456789") == NULL ? make_copy(value) : NULL;
}

static const struct board_row rows[] = {
	{ .to = "ref", .from = "externalPath", .make = name },
	{ .to = "ref", .from = "jobPostingInfo.externalUrl", .make = name },
	{ .to = "title", .from = "title" },
	{ .to = "title", .from = "jobPostingInfo.title" },
	{ .to = "company", .from = "hiringOrganization.name" },
	{ .to = "company_slug", .from = "jobPostingInfo.externalUrl", .make = make_slug },
	{ .to = "locations", .from = "locationsText", .make = place },
	{ .to = "locations", .from = "jobPostingInfo.location", .make = turned_place },
	{ .to = "locations", .from = "jobPostingInfo.additionalLocations[]",
	  .make = turned_place, .flags = BOARD_ALSO },
	{ .to = "workplace", .from = "remoteType" },
	{ .to = "workplace", .from = "jobPostingInfo.remoteType" },
	{ .to = "employment_type", .from = "timeType" },
	{ .to = "employment_type", .from = "jobPostingInfo.timeType" },
	{ .to = "posted", .from = "jobPostingInfo.startDate", .make = value_day },
	{ .to = "posted", .from = "jobPostingInfo.postedOn" },
	{ .to = "posted", .from = "postedOn" },
	{ .to = "expires", .from = "jobPostingInfo.endDate", .make = value_day },
	{ .to = "url", .from = "jobPostingInfo.externalUrl" },
	{ .to = "body", .from = "jobPostingInfo.jobDescription" },
	{ .to = "+Offered in", .from = "locationsText", .make = count_of_places },
	{ .to = "+Also shown", .from = "bulletFields[]", .make = bullet },
	{ .to = NULL },
};

const struct board board_workday = {
	.name = "workday",
	.what = "Workday: lists and single postings of a careers site",
	.lists = "details.{} jobPostings[] list_pages[].jobPostings[] [] .",
	.signs = "externalPath|jobPostingInfo title|jobPostingInfo.title",
	.rows = rows,
};

/* Tables of Glassdoor's postings, as those who gather them write them. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_table_int.h"
#include "util/ascii.h"

/* The rating stands below the name: "Acme\n3.4". */
static struct node *make_company(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	size_t end = text ? strlen(text) : 0;

	(void)record;
	while (end > 0 && (ascii_is_digit(text[end - 1]) || text[end - 1] == '.'))
		end--;
	if (end == 0 || text[end - 1] != '\n')
		end = text ? strlen(text) : 0;
	return make_text_len(text, end);
}

/* "Company - Private" and "Unknown / Non-Applicable" */
static struct node *make_known(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text && !ascii_starts(text, "Unknown") ? make_text(text) : NULL;
}

static const struct board_row rows[] = {
	{ "title", "Job_Title", NULL, 0 },
	{ "company", "Company_Name", make_company, 0 },
	{ "locations", "Location", NULL, 0 },
	{ "salary", "Salary_Estimate", NULL, 0 },
	{ "url", "Job_Link", NULL, 0 },
	{ "posted", "Date_Posted", NULL, 0 },
	{ "description", "Job_Description", NULL, 0 },
	{ "+Headquarters", "Headquarters", make_known, 0 },
	{ "+Company size", "Size", make_known, 0 },
	{ "+Founded", "Founded", NULL, 0 },
	{ "+Ownership", "Type_of_ownership", make_known, 0 },
	{ "+Industry", "Industry", make_known, 0 },
	{ "+Sector", "Sector", make_known, 0 },
	{ "+Revenue", "Revenue", make_known, 0 },
	{ "+Competitors", "Competitors", NULL, 0 },
	{ .to = NULL },
};

const struct board board_glassdoor = {
	.name = "glassdoor",
	.what = "tables of Glassdoor's postings",
	.lists = "[]",
	.signs = "Job_Title Company_Name Salary_Estimate|Rating Job_Description",
	.rows = rows,
};

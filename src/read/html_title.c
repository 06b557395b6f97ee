/* Titles of pages, as boards put them together: "Acme hiring Cook in Ghent | LinkedIn". */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/html_page_int.h"
#include "util/ascii.h"

#define DIVIDERS 5
static const char *const dividers[DIVIDERS] = {
	" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xb7 ",
};

/* Sites that carry other people's postings: none is the company. */
static const char *const boards[] = {
	"linkedin", "indeed", "indeed.com", "seek", "glassdoor", "ziprecruiter", "monster",
	"wellfound", "greenhouse", "lever", "workable", "ashby", "jobvite", "icims", "dice",
	"builtin", "built in", "stepstone", "xing", "reed.co.uk", "totaljobs", "remote ok",
	"remoteok", "remotive", "we work remotely", "himalayas", "jobicy", "the muse",
	"weworkremotely", "careerbuilder", "simplyhired", "smartrecruiters", "hacker news",
	"jobs", "careers", "job board", "welcome to the jungle", "otta", "arbeitnow",
};

/* What surrounds the parts of a title; "" is the end. */
static const struct {
	const char *before, *first, *second, *after;
	const char *keys[3];     /* of what stands before FIRST, SECOND and the end; NULL: none */
} forms[] = {
	{ "", " hiring ", " in ", "", { "company", "title", "locations" } },
	{ "", " is hiring ", " in ", "", { "company", "title", "locations" } },
	{ "Job Application for ", " at ", "", "", { "title", "company", NULL } },
	{ "", " job in ", " at ", "", { "title", "locations", "company" } },
	{ "", " Job in ", "", "", { "title", "locations", NULL } },
	{ "", " at ", " in ", "", { "title", "company", "locations" } },
	{ "", " at ", "", "", { "title", "company", NULL } },
	{ "", " @ ", "", "", { "title", "company", NULL } },
};

#define FORMS (sizeof forms / sizeof forms[0])

static void put(struct node *made, const char *key, const char *text, size_t len)
{
	size_t start = 0;

	ascii_trim(text, &start, &len);
	if (key && len > start && !node_get(made, key))
		make_set(made, key, make_text_len(text + start, len - start));
}

static bool is_equal(const char *text, size_t len, const char *name)
{
	return strlen(name) == len && ascii_starts_len(text, len, name);
}

bool html_title_is_board(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof boards / sizeof boards[0]; i++) {
		if (is_equal(text, len, boards[i]))
			return true;
	}
	return false;
}

/* The last divider in the text, and its length; LEN for none. */
static size_t last_divider(const char *text, size_t len, size_t *bytes)
{
	size_t found = len;

	*bytes = 0;
	for (size_t at = 0; at < len; at++) {
		for (size_t i = 0; i < DIVIDERS; i++) {
			if (ascii_starts_len(text + at, len - at, dividers[i])) {
				found = at;
				*bytes = strlen(dividers[i]);
			}
		}
	}
	return found;
}

static size_t find(const char *text, size_t start, size_t len, const char *word)
{
	for (size_t at = start; *word && at < len; at++) {
		if (strncmp(text + at, word, strlen(word)) == 0)
			return at;
	}
	return len;
}

static bool take_form(const char *text, size_t len, size_t form, struct node *made)
{
	size_t start = strlen(forms[form].before), first, second;

	if (!ascii_starts_len(text, len, forms[form].before))
		return false;
	first = find(text, start, len, forms[form].first);
	if (first == start || first == len)
		return false;
	put(made, forms[form].keys[0], text + start, first - start);
	start = first + strlen(forms[form].first);
	second = find(text, start, len, forms[form].second);
	if (*forms[form].second && second == len && forms[form].keys[2] &&
	    strcmp(forms[form].first, " at ") == 0)
		return false;
	put(made, forms[form].keys[1], text + start, second - start);
	if (second < len)
		put(made, forms[form].keys[2], text + second + strlen(forms[form].second),
		    len - second - strlen(forms[form].second));
	return true;
}

/* "Cook - Acme": what is beside the title or the company that is known is the other. */
static void take_parts(const char *text, size_t len, bool was_board, struct node *made)
{
	const char *title = node_text(node_get(made, "title"));
	size_t bytes, at = last_divider(text, len, &bytes), rest = at + bytes;

	if (at == len) {
		put(made, "title", text, len);
		return;
	}
	if (title && is_equal(text + rest, len - rest, title)) {
		put(made, "company", text, at);
		return;
	}
	if (was_board)
		put(made, "locations", text + rest, len - rest);
	else if (text[at + 1] == '|' || (title && is_equal(text, at, title)))
		put(made, "company", text + rest, len - rest);
	put(made, "title", text, was_board || text[at + 1] == '|' ? at : len);
}

void html_title_divide(const char *text, const char *site, struct node *made)
{
	size_t len = strlen(text), bytes, at;
	bool was_board = false;

	/* What the site calls itself ends most titles. */
	for (at = last_divider(text, len, &bytes); at < len; at = last_divider(text, len, &bytes)) {
		bool is_board = html_title_is_board(text + at + bytes, len - at - bytes);

		if (!is_board && !is_equal(text + at + bytes, len - at - bytes, site))
			break;
		was_board = was_board || is_board;
		len = at;
	}
	if (len == 0 || html_title_is_board(text, len))
		return;
	for (size_t form = 0; form < FORMS; form++) {
		if (take_form(text, len, form, made))
			return;
	}
	take_parts(text, len, was_board, made);
}

/* A page that is one posting, without data for machines: what boards mark in it, its titles, its
 * text. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/html_page_int.h"
#include "util/ascii.h"

/* A longer text is none of the facts that boards put above a posting. */
#define FACT_BYTES_MAX 300

/* Less text than this is not that of a posting. */
#define TEXT_BYTES_MIN 150

/* A page about a job has so many of the words that postings have. */
#define WORDS_MIN 2

/* Elements that hold a fact, the surest for a key first. */
static const struct { const char *key, *attribute, *word; } marks[] = {
	{ "title", "class", "top-card-layout__title" },         /* LinkedIn, as guest */
	{ "title", "class", "topcard__title" },
	{ "title", "data-automation", "job-detail-title" },     /* SEEK */
	{ "title", "class", "jobsearch-JobInfoHeader-title*" }, /* Indeed */
	{ "title", "class", "jobsearch-JobInfoHeader-title" },
	{ "title", "data-automation-id", "jobPostingHeader" },  /* Workday */
	{ "title", "data-ui", "job-title" },                    /* Workable */
	{ "title", "class", "app-title" },                      /* Greenhouse */
	{ "title", "class", "jv-header" },                      /* Jobvite */
	{ "title", "class", "iCIMS_Header" },
	{ "title", "itemprop", "title" },
	{ "title", "class", "job-title" },
	{ "title", "class", "jobTitle" },
	{ "title", "class", "job_title" },
	{ "company", "class", "topcard__org-name-link" },
	{ "company", "data-automation", "advertiser-name" },
	{ "company", "data-testid", "inlineHeader-companyName" },
	{ "company", "class", "company-name" },
	{ "company", "itemprop", "hiringOrganization" },
	{ "company", "class", "companyName" },
	{ "company", "class", "employer-name" },
	{ "locations", "class", "topcard__flavor--bullet" },
	{ "locations", "data-automation", "job-detail-location" },
	{ "locations", "data-testid", "inlineHeader-companyLocation" },
	{ "locations", "data-testid", "jobsearch-JobInfoHeader-companyLocation" },
	{ "locations", "data-testid", "job-location" },
	{ "locations", "data-automation-id", "locations" },
	{ "locations", "itemprop", "jobLocation" },
	{ "locations", "class", "job__location" },
	{ "locations", "class", "job-location" },
	{ "locations", "class", "jobLocation" },
	{ "locations", "class", "location" },                   /* Greenhouse, Lever */
	{ "employment_type", "data-automation", "job-detail-work-type" },
	{ "employment_type", "itemprop", "employmentType" },
	{ "employment_type", "class", "commitment" },           /* Lever */
	{ "employment_type", "class", "employment-type" },
	{ "employment_type", "class", "job-type" },
	{ "workplace", "class", "workplaceTypes" },             /* Lever */
	{ "salary", "data-automation", "job-detail-salary" },
	{ "salary", "id", "salaryInfoAndJobType" },             /* Indeed */
	{ "salary", "class", "compensation__salary" },          /* LinkedIn */
	{ "salary", "itemprop", "baseSalary" },
	{ "salary", "class", "pay-range" },                     /* Greenhouse */
	{ "posted", "itemprop", "datePosted" },
	{ "posted", "class", "posted-time-ago__text" },
	{ "expires", "itemprop", "validThrough" },
	{ "+Department", "class", "department" },               /* Lever */
	{ "+Classification", "data-automation", "job-detail-classifications" },
};

#define MARKS (sizeof marks / sizeof marks[0])

/* The labels of LinkedIn's criteria. */
static const struct { const char *label, *key; } criteria[] = {
	{ "Seniority level", "seniority" }, { "Employment type", "employment_type" },
	{ "Job function", "+Job function" }, { "Industries", "+Industries" },
};

/* Beginnings of words that postings have, in the languages of most of them. */
static const char *const words[] = {
	"experience", "responsib", "requirement", "qualification", "apply", "applic", "salary",
	"role", "position", "hiring", "job", "candidate", "skills", "benefits", "full-time",
	"duties", "vacanc", "join", "aufgaben", "profil", "bewerb", "stelle", "gehalt", "poste",
	"candidat", "salaire", "mission", "puesto", "requisitos", "vacature", "sollicit",
	"functie", "lavoro", "vaga", "tj\xc3\xa4nst", "stilling",
};

#define WORDS (sizeof words / sizeof words[0])

/* The text of an element; that of some is in an attribute. */
static void fact_text(const struct html_tree *tree, size_t node, struct strbuf *out)
{
	if (!html_node_attribute(tree, node, "content", out) &&
	    !html_node_attribute(tree, node, "datetime", out))
		html_node_line(tree, node, out);
}

static void take_marks(const struct html_page *page, struct node *made)
{
	const struct html_tree *tree = &page->tree;
	size_t best[MARKS];

	for (size_t row = 0; row < MARKS; row++)
		best[row] = HTML_NODE_NONE;
	for (size_t i = 1; i < tree->nodes.count; i++) {
		if (tree->nodes.items[i].token.tag_end - tree->nodes.items[i].token.start <
		    sizeof "<a id=x>")
			continue;
		for (size_t row = 0; row < MARKS; row++) {
			if (best[row] == HTML_NODE_NONE &&
			    html_node_has(tree, i, marks[row].attribute, marks[row].word))
				best[row] = i;
		}
	}
	for (size_t row = 0; row < MARKS; row++) {
		struct strbuf text = STRBUF_INIT;

		if (best[row] != HTML_NODE_NONE && !node_get(made, marks[row].key))
			fact_text(tree, best[row], &text);
		if (text.len > 0 && text.len <= FACT_BYTES_MAX)
			make_set(made, marks[row].key, make_text(text.text));
		strbuf_release(&text);
	}
}

/* "Seniority level" and below it "Mid-Senior level". */
static void take_criteria(const struct html_page *page, struct node *made)
{
	for (size_t i = 1; i < page->tree.nodes.count; i++) {
		struct strbuf text = STRBUF_INIT;

		if (html_node_has(&page->tree, i, "class", "description__job-criteria-item"))
			html_node_line(&page->tree, i, &text);
		for (size_t row = 0; row < sizeof criteria / sizeof criteria[0]; row++) {
			size_t len = strlen(criteria[row].label);

			if (ascii_starts(text.text, criteria[row].label) &&
			    !node_get(made, criteria[row].key))
				make_set(made, criteria[row].key, make_text(text.text + len));
		}
		strbuf_release(&text);
	}
}

/* The page's heading is the title, unless it is the name of the site. */
static void take_heading(const struct html_page *page, struct node *made)
{
	for (size_t i = 1; i < page->tree.nodes.count && !node_get(made, "title"); i++) {
		struct strbuf text = STRBUF_INIT;

		if (strcmp(html_node_name(&page->tree, i), "h1") == 0)
			html_node_line(&page->tree, i, &text);
		if (text.len > 0 && text.len <= FACT_BYTES_MAX &&
		    !ascii_equal(text.text, page->site.text))
			make_set(made, "title", make_text(text.text));
		strbuf_release(&text);
	}
}

static void take_company(const struct html_page *page, struct node *made)
{
	if (node_get(made, "company") || page->site.len == 0 ||
	    html_title_is_board(page->site.text, page->site.len))
		return;
	make_set(made, "company", make_text(page->site.text));
}

static bool has_word(const char *text, const char *word)
{
	for (const char *p = text; *p; p++) {
		if (ascii_starts(p, word) && (p == text || !ascii_is_alnum(p[-1])))
			return true;
	}
	return false;
}

/* The page speaks of a job. */
static bool is_posting(const struct html_page *page)
{
	struct strbuf text = STRBUF_INIT;
	size_t found = 0;

	html_node_line(&page->tree, page->main, &text);
	for (size_t i = 0; i < WORDS && found < WORDS_MIN; i++)
		found += has_word(text.text, words[i]);
	strbuf_release(&text);
	return found >= WORDS_MIN;
}

bool html_single_read(struct html_page *page)
{
	struct strbuf body = STRBUF_INIT;
	struct node *made;

	if (page->tree.nodes.items[page->main].text < TEXT_BYTES_MIN && !page->main_is_known)
		return false;
	if (!page->main_is_known && !is_posting(page))
		return false;
	made = node_new(NODE_MAP, 1);
	take_marks(page, made);
	take_criteria(page, made);
	take_heading(page, made);
	html_title_divide(page->title.text, page->site.text, made);
	html_title_divide(page->head.text, page->site.text, made);
	take_company(page, made);
	html_page_name(page, made);
	html_page_body(page, &body);
	make_set(made, "description", make_text_len(body.text, body.len));
	strbuf_release(&body);
	html_page_post(page, made);
	return page->count.postings > 0;
}

/* A page: what it says of itself, and where its text is. */
#include "config.h"

#include "read/html_page_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_make_int.h"
#include "read/html_visible_int.h"
#include "read/job_link_int.h"
#include "read/repair_int.h"
#include "util/ascii.h"

/* What boards mark the text of a posting by, the surest first. */
static const struct { const char *attribute, *word; } texts[] = {
	{ "id", "jobDescriptionText" },                      /* Indeed */
	{ "data-automation", "jobAdDetails" },               /* SEEK */
	{ "class", "show-more-less-html__markup" },          /* LinkedIn, as guest */
	{ "class", "description__text" },
	{ "class", "jobs-description__content" },            /* LinkedIn */
	{ "class", "jobs-description-content__text" },
	{ "class", "jobs-box__html-content" },
	{ "itemprop", "description" },                       /* microdata of schema.org */
	{ "class", "job__description" },                     /* Greenhouse */
	{ "class", "posting-page" },                         /* Lever */
	{ "data-ui", "job-description" },                    /* Workable */
	{ "data-automation-id", "jobPostingDescription" },   /* Workday */
	{ "class", "jv-job-detail-description" },            /* Jobvite */
	{ "class", "iCIMS_JobContent" },
	{ "class", "jobDescriptionContent" },                /* Glassdoor */
	{ "class", "job-description*" }, { "class", "jobdescription*" },
	{ "class", "jobDescription*" }, { "class", "job_description*" },
	{ "id", "job-description*" }, { "id", "jobdescription*" }, { "id", "jobDescription*" },
	{ "id", "job_description*" }, { "class", "job-details*" },
	{ "class", "vacancy-description*" }, { "class", "posting-description*" },
	{ "class", "job-ad*" }, { "class", "job-content*" },
};

#define TEXTS (sizeof texts / sizeof texts[0])

/* Parts of pages that stand beside their text. */
static const char *const frames[] = {
	"similar-jobs*", "similar_jobs*", "related-jobs*", "relatedJobs*", "similarJobs*",
	"recommended*", "people-also-viewed*", "cookie*", "consent*", "onetrust*", "breadcrumb*",
	"newsletter*", "site-footer*", "site-header*", "footer*", "sidebar*", "social*", "share*",
	"skip-link*", "sr-only", "visually-hidden", "screen-reader-text", "apply-form*",
	"application-form*", "modal*", "popup*", "navbar*", "nav-*", "menu*", "more-jobs*",
	"other-jobs*", "jobs-similar*", "advert*", "banner*",
};

#define FRAMES (sizeof frames / sizeof frames[0])

/* The part of its text that one element must hold to be taken for all of it, in tenths. */
#define MOST_TENTHS 7

/* -- what the page says of itself */

static void take_meta(struct html_page *page, size_t node)
{
	static const struct { const char *name; size_t member; } names[] = {
		{ "og:title", offsetof(struct html_page, title) },
		{ "og:site_name", offsetof(struct html_page, site) },
		{ "og:url", offsetof(struct html_page, url) },
	};
	struct strbuf name = STRBUF_INIT;

	if (!html_node_attribute(&page->tree, node, "property", &name))
		html_node_attribute(&page->tree, node, "name", &name);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct strbuf *member = (struct strbuf *)(void *)((char *)page + names[i].member);

		if (ascii_equal(name.text, names[i].name) && member->len == 0)
			html_node_attribute(&page->tree, node, "content", member);
	}
	strbuf_release(&name);
}

static void take_link(struct html_page *page, size_t node)
{
	if (!html_node_has(&page->tree, node, "rel", "canonical"))
		return;
	strbuf_clear(&page->url);
	html_node_attribute(&page->tree, node, "href", &page->url);
}

static void clean_url(struct strbuf *url)
{
	struct strbuf repaired = STRBUF_INIT;

	repair_url(&repaired, url->text, url->len);
	strbuf_release(url);
	*url = repaired;
	if (!html_is_address(url->text, url->len) || ascii_starts(url->text, "mailto:"))
		strbuf_clear(url);
	if (url->len > 0 && url->text[0] == '/')
		strbuf_insert(url, 0, "https:", 6);
}

/* -- where its text is */

static size_t find_marked(const struct html_tree *tree)
{
	size_t best = TEXTS, found = HTML_NODE_NONE;

	for (size_t i = 1; i < tree->nodes.count; i++) {
		for (size_t row = 0; row < best; row++) {
			if (tree->nodes.items[i].text > 0 &&
			    html_node_has(tree, i, texts[row].attribute, texts[row].word)) {
				best = row;
				found = i;
			}
		}
	}
	return found;
}

/* Text that is not in links: menus and lists of other pages are nothing but links. */
static size_t weight(const struct html_node *node)
{
	return node->text > 2 * node->links ? node->text - 2 * node->links : 0;
}

/* What may hold a text and its headings: no paragraph, no list. */
static bool is_container(const struct html_node *node)
{
	const struct html_element *element = node->token.element;

	return (element->kind == HTML_BLOCK && strcmp(element->name, "p") != 0) ||
	       element->kind == HTML_ROW || element->kind == HTML_CELL ||
	       element->kind == HTML_INLINE;
}

static size_t heaviest_child(const struct html_tree *tree, size_t node)
{
	size_t best = HTML_NODE_NONE;

	for (size_t i = node + 1; i < tree->nodes.items[node].last;
	     i = tree->nodes.items[i].last) {
		if (best == HTML_NODE_NONE ||
		    weight(&tree->nodes.items[i]) > weight(&tree->nodes.items[best]))
			best = i;
	}
	return best;
}

/* From the whole page down, as long as one element holds most of the text. */
static size_t find_dense(const struct html_tree *tree)
{
	size_t node = 0;

	for (;;) {
		size_t child = heaviest_child(tree, node);

		if (child == HTML_NODE_NONE || !is_container(&tree->nodes.items[child]) ||
		    weight(&tree->nodes.items[node]) == 0 ||
		    weight(&tree->nodes.items[child]) * 10 <
			    weight(&tree->nodes.items[node]) * MOST_TENTHS)
			return node;
		node = child;
	}
}

static size_t find_named(const struct html_tree *tree, const char *name)
{
	size_t best = HTML_NODE_NONE;

	for (size_t i = 1; i < tree->nodes.count; i++) {
		if (strcmp(html_node_name(tree, i), name) == 0 &&
		    (best == HTML_NODE_NONE ||
		     tree->nodes.items[i].text > tree->nodes.items[best].text))
			best = i;
	}
	return best;
}

static void find_main(struct html_page *page)
{
	const struct html_node *nodes = page->tree.nodes.items;
	size_t dense = find_dense(&page->tree), named = find_named(&page->tree, "main");

	if (named == HTML_NODE_NONE)
		named = find_named(&page->tree, "article");
	page->main = find_marked(&page->tree);
	page->main_is_known = page->main != HTML_NODE_NONE;
	if (!page->main_is_known) {
		bool is_named = named != HTML_NODE_NONE &&
				weight(&nodes[named]) * 2 >= weight(&nodes[dense]);

		page->main = is_named ? named : dense;
	}
}

void html_page_init(struct html_page *page, const char *html, size_t len, const char *name,
		    const struct reader_sink *sink)
{
	memset(page, 0, sizeof *page);
	page->name = name;
	page->sink = sink;
	strbuf_init(&page->url);
	strbuf_init(&page->title);
	strbuf_init(&page->head);
	strbuf_init(&page->site);
	html_tree_init(&page->tree, html, len);
	for (size_t i = 1; i < page->tree.nodes.count; i++) {
		const char *element = html_node_name(&page->tree, i);

		if (strcmp(element, "meta") == 0)
			take_meta(page, i);
		else if (strcmp(element, "link") == 0)
			take_link(page, i);
		else if (strcmp(element, "title") == 0 && page->head.len == 0)
			html_node_line(&page->tree, i, &page->head);
	}
	clean_url(&page->url);
	find_main(page);
}

void html_page_release(struct html_page *page)
{
	html_tree_release(&page->tree);
	strbuf_release(&page->url);
	strbuf_release(&page->title);
	strbuf_release(&page->head);
	strbuf_release(&page->site);
	free(page->fault);
}

/* -- its text */

static bool is_frame(const struct html_tree *tree, size_t node)
{
	const struct html_element *element = tree->nodes.items[node].token.element;
	struct html_value class = { NULL, 0 }, id = { NULL, 0 };

	if (element && element->traits & HTML_FRAME)
		return true;
	html_attribute(tree->html, &tree->nodes.items[node].token, "class", &class);
	html_attribute(tree->html, &tree->nodes.items[node].token, "id", &id);
	for (size_t i = 0; i < FRAMES; i++) {
		if (html_value_has(&class, frames[i]) || html_value_has(&id, frames[i]))
			return true;
	}
	return false;
}

void html_page_body(const struct html_page *page, struct strbuf *out)
{
	const struct html_node *main = &page->tree.nodes.items[page->main];
	size_t at = main->token.tag_end;

	for (size_t i = page->main + 1; i < main->last;) {
		const struct html_node *node = &page->tree.nodes.items[i];

		/* What is most of the text is not beside it, whatever it is called. */
		if (!is_frame(&page->tree, i) || node->text * 2 > main->text) {
			i++;
			continue;
		}
		if (node->token.start > at)
			strbuf_add(out, page->tree.html + at, node->token.start - at);
		at = node->after > at ? node->after : at;
		i = node->last;
	}
	if (main->end > at)
		strbuf_add(out, page->tree.html + at, main->end - at);
}

/* -- records */

void html_page_name(const struct html_page *page, struct node *made)
{
	const char *url = node_text(node_get(made, "url"));
	struct job_link link;

	if (!url && page->url.len > 0) {
		make_set(made, "url", make_text(page->url.text));
		url = page->url.text;
	}
	if (!url || !node_get(made, "company"))
		url = url ? url : page->url.text;
	job_link_init(&link);
	job_link_read(&link, url, strlen(url));
	if (link.ref.len > 0)
		make_set(made, "ref", make_text(link.ref.text));
	job_link_release(&link);
}

void html_page_post(struct html_page *page, struct node *made)
{
	if (made->line == 0)
		made->line = 1;
	board_post(made, page->name, page->sink, &page->count);
	node_free(made);
}

/*
 * A page: what it says of itself, where its text is, and the postings that can be read from it in
 * one way or another.
 *
 * Each way is one file; read/html.c tries them in order. All give records in canonical keys
 * (read/board_int.h).
 */
#ifndef SHORTLIST_READ_HTML_PAGE_INT_H
#define SHORTLIST_READ_HTML_PAGE_INT_H

#include "read/board_int.h"
#include "read/html_tree_int.h"
#include "read/sink.h"
#include "util/node.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

struct html_page {
	struct html_tree tree;
	const char *name;        /* of the file, for messages */
	const struct reader_sink *sink;
	struct board_count count;
	struct strbuf url;       /* the page's own address, repaired; empty: not said */
	struct strbuf title;     /* og:title */
	struct strbuf head;      /* <title> */
	struct strbuf site;      /* og:site_name */
	size_t main;             /* the node that holds the text of the page */
	bool main_is_known;      /* ... which is one that boards mark so */
	char *fault;             /* why data in the page could not be read; NULL: none */
};

void html_page_init(struct html_page *page, const char *html, size_t len, const char *name,
		    const struct reader_sink *sink);
void html_page_release(struct html_page *page);

/* The HTML of the page's text, without what stands beside it on pages. */
void html_page_body(const struct html_page *page, struct strbuf *out);

/* Puts the page's address into a record that has none, and what boards call the posting. */
void html_page_name(const struct html_page *page, struct node *made);

/* Posts a record and frees it. */
void html_page_post(struct html_page *page, struct node *made);

/* -- the ways; false where there is nothing to read in it so, or nothing of a posting */

/* JobPostings of schema.org (JSON-LD). */
bool html_linked_data_read(struct html_page *page);
/* A saved "Who is hiring" thread. */
bool html_thread_read(struct html_page *page);
/* Several links to postings, each with what stands by it. */
bool html_cards_read(struct html_page *page);
/* Records that the page's scripts hold. */
bool html_island_read(struct html_page *page);
/* The page as one posting. */
bool html_single_read(struct html_page *page);

/* Divides the title of a page, as boards put it together, into the posting's title, company and
 * place: adds what is found to a record that has none of it. SITE, maybe empty, is the name of the
 * site. */
void html_title_divide(const char *text, const char *site, struct node *made);

/* The name of a site that carries other people's postings. */
bool html_title_is_board(const char *text, size_t len);

#endif

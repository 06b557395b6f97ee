/*
 * Addresses of postings, as mails and lists give them.
 *
 * A mail's links carry who they were sent to, and some open an account without a password: of an
 * address only what names the posting is kept. Links that lead through a counter of clicks are
 * unwrapped where they say where they lead.
 */
#ifndef SHORTLIST_READ_JOB_LINK_INT_H
#define SHORTLIST_READ_JOB_LINK_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum job_link_kind {
	JOB_LINK_OTHER,          /* help, settings, a company's page */
	JOB_LINK_COUNTER,        /* leads anywhere: what it leads to is not to be seen */
	JOB_LINK_JOB,
};

struct job_link {
	enum job_link_kind kind;
	bool is_alert;           /* of a board that mails lists of jobs */
	bool company_first;      /* whose cards name the company before the title */
	struct strbuf url;       /* empty where nothing is left that leads to the posting */
	struct strbuf ref;       /* "linkedin:4414359267"; empty where the address has no id */
};

void job_link_init(struct job_link *link);
void job_link_release(struct job_link *link);

/* Reads an address; LINK is initialised or was read into before. */
void job_link_read(struct job_link *link, const char *url, size_t len);

/* Adds TEXT with every web address in it cut to what names its page. */
void job_link_clean(struct strbuf *out, const char *text, size_t len);

#endif

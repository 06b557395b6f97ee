/*
 * Mail: one message or a mailbox, to postings.
 *
 * A message is either a list of jobs, as boards send them (each of them is one posting), or the
 * text of one posting that somebody wrote or sent on; any other is refused with the reason.
 */
#ifndef SHORTLIST_READ_MAIL_INT_H
#define SHORTLIST_READ_MAIL_INT_H

#include "read/mime_int.h"
#include "read/sink.h"
#include "util/err.h"
#include "util/node.h"

#include <stdbool.h>
#include <stddef.h>

bool mail_recognises(const char *bytes, size_t len);
bool mail_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err);

/* A line of a mail as its reader sees it, and where it leads. */
struct mail_line {
	char *text;              /* trimmed; "" where there is only an address, or a rule */
	char *url;               /* NULL: none */
	bool is_rule;
	bool after_blank;
	bool is_strong;          /* a heading, or bold */
};

struct mail_lines { struct mail_line *items; size_t count, cap; };

/* Adds the lines of a plain text, and of a page that is Markdown by now. */
void mail_lines_add_plain(struct mail_lines *lines, const char *text, size_t len);
void mail_lines_add_page(struct mail_lines *lines, const char *text, size_t len);
void mail_lines_release(struct mail_lines *lines);

/* What a line of a job's card is. */
enum mail_role {
	MAIL_ROLE_NAME,          /* title, company or place, by its rank */
	MAIL_ROLE_PAY,
	MAIL_ROLE_WORKPLACE,
	MAIL_ROLE_EMPLOYMENT,
	MAIL_ROLE_AGE,
	MAIL_ROLE_LABELLED,      /* "Location: Oslo" */
	MAIL_ROLE_RATING,
	MAIL_ROLE_PROSE,
	MAIL_ROLE_BUTTON,        /* "View job" */
	MAIL_ROLE_NOISE,         /* "4 school alumni" */
	MAIL_ROLE_FOOTER,        /* what follows is about the mail itself */
	MAIL_ROLE_GREETING,      /* what stands before is */
};

enum mail_role mail_role(const char *text);

/* The days that "3 days ago" says; -1 where it says none. */
int mail_age_days(const char *text);

/* A card as a record in canonical keys (board_int.h), or NULL where it names no job. DATE is the
 * mail's. */
struct mail_card {
	const struct mail_line *lines;
	size_t count;
	const char *url, *ref;   /* of the posting; NULL or "": none */
	bool company_first;
	int32_t date;
	size_t line;             /* of the file */
};

struct node *mail_card_read(const struct mail_card *card);

/* The jobs that the lines list, as a list of records; an empty one where they are no list.
 * IS_ALERT: the mail says by its header that it is one, so that a single job is enough. */
struct node *mail_alert_read(const struct mail_lines *lines, int32_t date, bool is_alert,
			     size_t line);

/* The message as the text of one posting; NULL where it is none, and *why says so. */
struct node *mail_letter_read(const struct mime_message *message, size_t line, const char **why);

/* Adds the text of a message as Markdown. */
void mail_text(struct strbuf *out, const struct mime_message *message, enum mime_kind wanted);

#endif

/*
 * Lists of jobs in mail, as LinkedIn, Indeed, Glassdoor and others send them.
 *
 * Every job has an address, and around it stands its card: the title, the company, the place and
 * what else the board knows. Boards write cards in three ways: the title leads to the posting and
 * the rest follows (pages); the address follows the card (plain texts); or it stands between the
 * title and the rest. Which one it is, is seen from the whole list.
 */
#include "config.h"

#include "read/mail_int.h"

#include <string.h>

#include "read/job_link_int.h"
#include "util/vec.h"

/* A card is no longer; what is longer is a text about a job, with addresses in it. */
#define CARD_LINES_MAX 40

/* A card leads to its posting more than once, but not from far away. */
#define NEAR_JOBS 16

enum style { TITLE_LEADS, ADDRESS_LAST, ADDRESS_BETWEEN };

struct job {
	struct job_link link;
	char *name;              /* what tells it from others: its reference or its address */
	size_t first;            /* its first line */
	size_t title;            /* the first line that leads there and says what; SIZE_MAX: none */
	size_t last;             /* the last of the lines that follow each other and lead there */
};

struct alert {
	const struct mail_lines *lines;
	unsigned char *roles;    /* of the lines, as far as they were asked for; else NO_ROLE */
	struct { struct job *items; size_t count, cap; } jobs;
	bool is_alert;
};

#define NO_ROLE 0xff

static void release(struct alert *alert)
{
	for (size_t i = 0; i < alert->jobs.count; i++) {
		job_link_release(&alert->jobs.items[i].link);
		free(alert->jobs.items[i].name);
	}
	VEC_RELEASE(&alert->jobs);
	free(alert->roles);
}

/* What line AT is, found once. */
static enum mail_role role_of(const struct alert *alert, size_t at)
{
	if (alert->roles[at] == NO_ROLE)
		alert->roles[at] = (unsigned char)mail_role(alert->lines->items[at].text);
	return (enum mail_role)alert->roles[at];
}

static struct job *find_job(struct alert *alert, const char *name)
{
	size_t count = alert->jobs.count;

	for (size_t i = count; i > 0 && count - i < NEAR_JOBS; i--) {
		if (strcmp(alert->jobs.items[i - 1].name, name) == 0)
			return &alert->jobs.items[i - 1];
	}
	return NULL;
}

/* Notes that line AT leads to a job. */
static void note(struct alert *alert, size_t at, const struct job_link *link, const char *url)
{
	const char *name = link->ref.len > 0 ? link->ref.text :
			   link->url.len > 0 ? link->url.text : url;
	enum mail_role role = role_of(alert, at);
	bool is_title = *alert->lines->items[at].text && role == MAIL_ROLE_NAME;
	struct job *job = find_job(alert, name);

	if (role == MAIL_ROLE_GREETING || role == MAIL_ROLE_FOOTER)
		return;
	if (!job) {
		job = VEC_PUSH(&alert->jobs);
		*job = (struct job){ .name = xstrdup(name), .first = at, .title = SIZE_MAX,
				     .last = at };
		job_link_init(&job->link);
		job_link_read(&job->link, url, strlen(url));
	}
	if (is_title && job->title == SIZE_MAX)
		job->title = job->last = at;
	else if (job->last + 1 == at)
		job->last = at;
}

/* Finds the lines that lead to postings; where none is seen to, those that lead anywhere by way of
 * a counter of clicks. */
static void find_jobs(struct alert *alert, enum job_link_kind kind)
{
	struct job_link link;

	job_link_init(&link);
	for (size_t i = 0; i < alert->lines->count; i++) {
		const char *url = alert->lines->items[i].url;

		if (!url)
			continue;
		job_link_read(&link, url, strlen(url));
		if (link.kind != kind)
			continue;
		alert->is_alert = alert->is_alert || link.is_alert;
		note(alert, i, &link, url);
	}
	job_link_release(&link);
}

/* The lines above AT that belong together: up to a blank line, a rule or an address. */
static size_t lines_above(const struct alert *alert, size_t at)
{
	size_t count = 0;

	while (at > 0 && !alert->lines->items[at].after_blank) {
		const struct mail_line *line = &alert->lines->items[--at];

		if (line->is_rule || line->url)
			break;
		count++;
	}
	return count;
}

static enum style find_style(const struct alert *alert)
{
	size_t titles = 0, last = 0, count = alert->jobs.count;

	for (size_t i = 0; i < count; i++) {
		const struct job *job = &alert->jobs.items[i];

		titles += job->title != SIZE_MAX;
		last += *alert->lines->items[job->first].text || lines_above(alert, job->first) > 1;
	}
	if (titles * 2 > count)
		return TITLE_LEADS;
	return last * 2 > count ? ADDRESS_LAST : ADDRESS_BETWEEN;
}

/* The first line from FROM on, before END, behind which the card does not go. */
static size_t card_end(const struct alert *alert, size_t from, size_t end)
{
	const struct mail_line *lines = alert->lines->items;

	while (from < end && !lines[from].is_rule &&
	       (!*lines[from].text || role_of(alert, from) != MAIL_ROLE_FOOTER))
		from++;
	return from;
}

/* The line after the last before AT, from START on, that ends what stands above a card. */
static size_t card_start(const struct alert *alert, size_t start, size_t at)
{
	const struct mail_line *lines = alert->lines->items;
	size_t first = at;

	while (first > start && !lines[first - 1].is_rule &&
	       role_of(alert, first - 1) != MAIL_ROLE_GREETING &&
	       role_of(alert, first - 1) != MAIL_ROLE_FOOTER)
		first--;
	return first;
}

/* Where job AT begins and ends. */
static void card_range(const struct alert *alert, enum style style, size_t at, size_t *first,
		       size_t *end)
{
	const struct job *job = &alert->jobs.items[at];
	const struct job *next = at + 1 < alert->jobs.count ? job + 1 : NULL;
	size_t stop = alert->lines->count;

	switch (style) {
	case TITLE_LEADS:
		*first = job->title != SIZE_MAX ? job->title : job->first;
		if (next)
			stop = next->title != SIZE_MAX ? next->title : next->first;
		*end = stop > *first ? card_end(alert, *first, stop) : *first;
		break;
	case ADDRESS_LAST:
		*first = card_start(alert, at > 0 ? job[-1].last + 1 : 0, job->first);
		*end = job->first;
		break;
	case ADDRESS_BETWEEN:
		*first = job->first - (job->first > 0);
		*end = card_end(alert, *first, next ? next->first - 1 : stop);
		break;
	}
	if (*end < *first)
		*end = *first;
}

static size_t count_names(const struct alert *alert, size_t first, size_t end)
{
	size_t names = 0;

	for (; first < end; first++)
		names += *alert->lines->items[first].text &&
			 role_of(alert, first) == MAIL_ROLE_NAME;
	return names;
}

/* Above the first card stands what greets, in sentences or not: the card has no more names than the
 * second. */
static size_t skip_greeting(const struct alert *alert, enum style style, size_t first, size_t end)
{
	size_t wanted = 0, names = count_names(alert, first, end), from, to;

	if (alert->jobs.count > 1) {
		card_range(alert, style, 1, &from, &to);
		wanted = count_names(alert, from, to);
	}
	while (first < end && role_of(alert, first) == MAIL_ROLE_PROSE)
		first++;
	for (; wanted > 0 && names > wanted && first < end; first++)
		names -= *alert->lines->items[first].text &&
			 role_of(alert, first) == MAIL_ROLE_NAME;
	return first;
}

/* *cards counts those that have anything to read. */
static struct node *read_job(const struct alert *alert, enum style style, size_t at, int32_t date,
			     size_t line, size_t *cards)
{
	const struct job *job = &alert->jobs.items[at];
	struct mail_card card = { .url = job->link.url.text, .ref = job->link.ref.text,
				  .company_first = job->link.company_first, .date = date,
				  .line = line };
	size_t first, end;

	card_range(alert, style, at, &first, &end);
	if (style == ADDRESS_LAST && at == 0)
		first = skip_greeting(alert, style, first, end);
	*cards += count_names(alert, first, end) > 0;
	if (end - first > CARD_LINES_MAX)
		return NULL;
	card.lines = alert->lines->items + first;
	card.count = end - first;
	return mail_card_read(&card);
}

/* Each card has a title, and most a company or a place besides. (A second address of one posting,
 * "Apply now", has no card.) */
static bool is_list(const struct alert *alert, const struct node *list, size_t cards)
{
	size_t named = 0;

	for (size_t i = 0; i < list->count; i++)
		named += node_get(list->items[i], "company") ||
			 node_get(list->items[i], "location");
	return named * 2 > cards && (list->count > 1 || alert->is_alert);
}

struct node *mail_alert_read(const struct mail_lines *lines, int32_t date, bool is_alert,
			     size_t line)
{
	struct alert alert = { .lines = lines, .is_alert = is_alert,
			       .roles = xmalloc(lines->count + 1) };
	struct node *list = node_new(NODE_LIST, line);
	enum style style;
	size_t cards = 0;

	memset(alert.roles, NO_ROLE, lines->count + 1);
	find_jobs(&alert, JOB_LINK_JOB);
	if (alert.jobs.count == 0 && is_alert)
		find_jobs(&alert, JOB_LINK_COUNTER);
	style = find_style(&alert);
	for (size_t i = 0; i < alert.jobs.count; i++) {
		struct node *made = read_job(&alert, style, i, date, line, &cards);

		if (made)
			node_add(list, made);
	}
	if (!is_list(&alert, list, cards)) {
		node_free(list);
		list = node_new(NODE_LIST, line);
	}
	release(&alert);
	return list;
}

/* A mail that is the text of one posting: a recruiter's, or an advertisement that was sent on. */
#include "config.h"

#include "read/mail_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/html_text_int.h"
#include "read/job_link_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/date.h"
#include "util/utf8.h"

/* What each posting speaks of, one row a matter; words are folded. A text that speaks of fewer
 * matters is none. */
#define MATTERS_MIN 3

#define GREETING_BYTES_MAX 40

static const char *const matters[][24] = {
	{ "engineer", "developer", "manager", "analyst", "designer", "scientist", "administrator",
	  "architect", "consultant", "technician", "position", "role", "vacancy", "opening",
	  "stelle",
	  "poste ", "puesto", "intern", "nurse", "assistant", "specialist", "entwickler" },
	{ "requirement", "qualification", "experience", "skills", "anforderung", "profil",
	  "responsib", "you will", "you'll", "what you", "your tasks", "aufgaben", "must have",
	  "nice to have", "erfahrung", "compétence", "missions", "requisitos", "vereisten" },
	{ "salary", "compensation", "benefits", "per hour", "per year", "per annum", "gehalt",
	  "salaire", "equity", "day rate", "$", "\xe2\x82\xac", "\xc2\xa3", "bonus", "401",
	  "vacation", "urlaub", "salario", "usd", "eur " },
	{ "hiring", "we are looking for", "we're looking for", "looking for a", "join our", "apply",
	  "candidate", "recruit", "bewerb", "postul", "wir suchen", "nous recherchons", "join us",
	  "opportunity", "job description", "about the job", "about the role", "suchen wir" },
	{ "full-time", "full time", "part-time", "contract", "remote", "hybrid", "on-site",
	  "onsite",
	  "permanent", "internship", "freelance", "vollzeit", "teilzeit", "unbefristet", " cdi",
	  "relocat", "visa", "in the office", "homeoffice", "home office", "teletravail" },
};

#define MATTERS (sizeof matters / sizeof matters[0])

/* What is said in answer to an application, or about anything else but a job. */
static const struct { const char *phrase, *why; } answers[] = {
	{ "thank you for applying", "it answers an application" },
	{ "thanks for applying", "it answers an application" },
	{ "your application was sent", "it answers an application" },
	{ "your application has been", "it answers an application" },
	{ "we have received your application", "it answers an application" },
	{ "received your application", "it answers an application" },
	{ "not to move forward", "it answers an application" },
	{ "not moving forward", "it answers an application" },
	{ "other candidates", "it answers an application" },
	{ "verification code", "it holds a code, not a posting" },
	{ "reset your password", "it is about an account" },
	{ "viewed your profile", "it is about a profile" },
	{ "invitation to connect", "it is about a profile" },
};

#define ANSWERS (sizeof answers / sizeof answers[0])

/* Words at the end of a sender's name, after that of the company. */
static const char *const sender_words[] = {
	" careers", " recruiting", " recruitment", " talent acquisition", " talent team", " talent",
	" jobs", " hiring", " hiring team", " people team", " people", " hr", " team", " career",
};

/* ... and words before it: "Ann from Acme". */
static const char *const sender_leads[] = { " from ", " at ", " @ ", " (", " | " };

/* Names that send others' postings. */
static const char *const boards[] = {
	"linkedin", "indeed", "glassdoor", "wellfound", "ziprecruiter", "dice", "monster", "xing",
	"builtin", "built in", "jobright", "stepstone", "via ", "greenhouse", "lever", "workday",
	"no-reply", "noreply", "no reply", "do not reply", "notification", "gmail",
};

/* Marks before a subject. */
static const char *const subject_marks[] = {
	"re:", "fwd:", "fw:", "aw:", "wg:", "tr:", "rv:", "[ext]", "[external]", "external:",
};

#define COUNT(table) (sizeof table / sizeof table[0])

/* -- the text */

void mail_text(struct strbuf *out, const struct mime_message *message, enum mime_kind wanted)
{
	for (size_t i = 0; i < message->parts.count; i++) {
		const struct mime_part *part = &message->parts.items[i];

		if (!mime_message_chooses(message, i, wanted))
			continue;
		if (out->len > 0)
			strbuf_puts(out, "\n\n");
		if (part->kind == MIME_HTML)
			html_text(out, part->text.text, part->text.len);
		else
			strbuf_add(out, part->text.text, part->text.len);
	}
}

static size_t count_letters(const struct strbuf *text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text->len; i++)
		letters += ascii_is_alnum(text->text[i]) || (unsigned char)text->text[i] >= 0x80;
	return letters;
}

/* The text as it was written; the page where that says much more. */
static void choose_text(struct strbuf *out, const struct mime_message *message)
{
	struct strbuf page = STRBUF_INIT;

	mail_text(out, message, MIME_PLAIN);
	mail_text(&page, message, MIME_HTML);
	if (count_letters(&page) > count_letters(out) + count_letters(out) / 2) {
		strbuf_clear(out);
		strbuf_add(out, page.text, page.len);
	}
	strbuf_release(&page);
}

/* -- what was sent on */

struct letter {
	struct strbuf subject, from, body;
	int32_t date;
};

static bool starts_forwarded(const char *line, size_t len)
{
	static const char *const starts[] = {
		"---------- Forwarded message", "Begin forwarded message", "-----Original Message",
		"-------- Forwarded Message", "---------- Weitergeleitete", "-----Urspr",
		"---------- Message transf",
	};

	for (size_t i = 0; i < COUNT(starts); i++) {
		if (ascii_starts_len(line, len, starts[i]))
			return true;
	}
	return false;
}

/* The value behind "Subject:" where the line begins so; marks of bold text may stand around it. */
static const char *line_value(const char *line, size_t len, const char *name, size_t *value_len)
{
	size_t at = 0, end = len;

	while (at < len && (line[at] == '*' || line[at] == ' ' || line[at] == '>'))
		at++;
	if (!ascii_starts_len(line + at, len - at, name))
		return NULL;
	at += strlen(name);
	while (at < len && (line[at] == '*' || line[at] == ' '))
		at++;
	ascii_trim(line, &at, &end);
	*value_len = at < end ? end - at : 0;
	return line + at;
}

/* Takes what a line of a forwarded header says; false where it is no such line. */
static bool take_header(struct letter *letter, const char *line, size_t len)
{
	static const char *const others[] = {
		"To:", "Cc:", "Sent:", "Reply-To:", "An:", "Gesendet:", "Date:", "Datum:",
	};
	size_t value_len;
	const char *value;
	int32_t date;

	if ((value = line_value(line, len, "Subject:", &value_len)) ||
	    (value = line_value(line, len, "Betreff:", &value_len))) {
		strbuf_clear(&letter->subject);
		strbuf_add(&letter->subject, value, value_len);
		return true;
	}
	if ((value = line_value(line, len, "From:", &value_len)) ||
	    (value = line_value(line, len, "Von:", &value_len))) {
		strbuf_clear(&letter->from);
		strbuf_add(&letter->from, value, value_len);
		return true;
	}
	for (size_t i = 0; i < COUNT(others); i++) {
		value = line_value(line, len, others[i], &value_len);
		date = value ? mime_date(value, value_len) : DATE_UNKNOWN;
		if (date != DATE_UNKNOWN)
			letter->date = date;
		if (value)
			return true;
	}
	return false;
}

static size_t line_end(const struct strbuf *text, size_t at)
{
	const char *end = memchr(text->text + at, '\n', text->len - at);

	return end ? (size_t)(end - text->text) : text->len;
}

/* What stands below the header of a forwarded message is the letter; who sent it on may have put a
 * word above, which goes below. */
static void unwrap_forwarded(struct letter *letter)
{
	const struct strbuf *text = &letter->body;
	struct strbuf own = STRBUF_INIT, inner = STRBUF_INIT;
	size_t at = 0, end = 0;
	bool has_header = false;

	while (at < text->len && !starts_forwarded(text->text + at, line_end(text, at) - at))
		at = line_end(text, at) + 1;
	if (at < text->len) {
		strbuf_add(&own, text->text, at);
		at = line_end(text, at) + 1;
		for (; at < text->len; at = end + 1) {
			size_t start = at;

			end = line_end(text, at);
			ascii_trim(text->text, &start, &end);
			if (start < end && !take_header(letter, text->text + start, end - start))
				break;
			if (start >= end && has_header)
				break;
			has_header = has_header || start < end;
			end = line_end(text, at);
		}
		if (at < text->len)
			strbuf_add(&inner, text->text + at, text->len - at);
		strbuf_puts(&inner, "\n\n");
		strbuf_add(&inner, own.text, own.len);
		strbuf_clear(&letter->body);
		strbuf_add(&letter->body, inner.text, inner.len);
	}
	strbuf_release(&own);
	strbuf_release(&inner);
}

/* Takes one "> " from each line where most have it. */
static void unquote(struct strbuf *body)
{
	struct strbuf out = STRBUF_INIT;
	size_t quoted = 0, lines = 0;

	for (size_t at = 0; at < body->len; at = line_end(body, at) + 1) {
		lines += body->text[at] != '\n' && body->text[at] != '\r';
		quoted += body->text[at] == '>';
	}
	for (size_t at = 0; quoted * 2 > lines && at < body->len; at = line_end(body, at) + 1) {
		size_t start = at, end = line_end(body, at);

		start += body->text[start] == '>';
		start += start > at && start < end && body->text[start] == ' ';
		strbuf_add(&out, body->text + start, end - start);
		strbuf_putc(&out, '\n');
	}
	if (quoted * 2 > lines) {
		strbuf_clear(body);
		strbuf_add(body, out.text, out.len);
	}
	strbuf_release(&out);
}

/* -- the header */

/* The subject without what mail programs put before it. */
static void trim_subject(struct strbuf *subject)
{
	size_t start = 0, end = subject->len;
	bool is_cut = true;

	while (is_cut) {
		is_cut = false;
		ascii_trim(subject->text, &start, &end);
		for (size_t i = 0; i < COUNT(subject_marks) && !is_cut; i++) {
			is_cut = ascii_starts_len(subject->text + start, end - start,
						  subject_marks[i]);
			start += is_cut ? strlen(subject_marks[i]) : 0;
		}
	}
	strbuf_remove(subject, 0, start < subject->len ? start : subject->len);
}

static bool is_board(const char *name)
{
	for (size_t i = 0; i < COUNT(boards); i++) {
		for (const char *p = name; *p; p++) {
			if (ascii_starts(p, boards[i]))
				return true;
		}
	}
	return false;
}

/* The company that a sender's name states: "Acme Careers", "Ann Lee (Acme)", "Ann from Acme". */
static void find_company(struct strbuf *company, const char *name)
{
	size_t len = strlen(name);

	if (is_board(name))
		return;
	for (size_t i = 0; i < COUNT(sender_leads); i++) {
		const char *found = strstr(name, sender_leads[i]);

		if (found && found > name) {
			found += strlen(sender_leads[i]);
			strbuf_add(company, found, strcspn(found, ")|"));
			return;
		}
	}
	for (size_t i = 0; i < COUNT(sender_words); i++) {
		size_t word = strlen(sender_words[i]);

		if (len > word && ascii_equal(name + len - word, sender_words[i])) {
			strbuf_add(company, name, len - word);
			return;
		}
	}
}

/* -- whether it is one */

static bool speaks_of(const char *text, const char *const words[24])
{
	for (size_t i = 0; i < 24 && words[i]; i++) {
		if (strstr(text, words[i]))
			return true;
	}
	return false;
}

/* Why the text is no posting; NULL where it is one. */
static const char *why_not(const struct strbuf *body, const struct strbuf *subject)
{
	struct strbuf folded = STRBUF_INIT;
	const char *why = "it holds neither a list of jobs nor the text of one";
	size_t count = 0;

	utf8_fold_plain(&folded, NULL, body->text, body->len);
	for (size_t i = 0; i < MATTERS; i++)
		count += speaks_of(folded.text, matters[i]);
	if (count >= MATTERS_MIN)
		why = NULL;
	strbuf_clear(&folded);
	utf8_fold_plain(&folded, NULL, subject->text, subject->len);
	strbuf_putc(&folded, '\n');
	{
		struct strbuf text = STRBUF_INIT;

		utf8_fold_plain(&text, NULL, body->text, body->len < 4096 ? body->len : 4096);
		strbuf_add(&folded, text.text, text.len);
		strbuf_release(&text);
	}
	for (size_t i = 0; i < ANSWERS && count < MATTERS; i++) {
		if (strstr(folded.text, answers[i].phrase))
			why = answers[i].why;
	}
	strbuf_release(&folded);
	return why;
}

/* -- the record */

static void put(struct node *made, const char *key, const struct strbuf *text)
{
	size_t start = 0, end = text->len;

	ascii_trim(text->text, &start, &end);
	if (start < end)
		node_put(made, key, node_new_text(text->text + start, end - start, false,
						  made->line), made->line);
}

/* The first address of a posting in the text. */
static void put_link(struct node *made, const struct strbuf *body)
{
	struct mail_lines lines = { 0 };
	struct job_link link;

	job_link_init(&link);
	mail_lines_add_plain(&lines, body->text, body->len);
	for (size_t i = 0; i < lines.count && !node_get(made, "url"); i++) {
		if (!lines.items[i].url)
			continue;
		job_link_read(&link, lines.items[i].url, strlen(lines.items[i].url));
		if (link.kind == JOB_LINK_JOB) {
			put(made, "url", &link.url);
			put(made, "ref", &link.ref);
		}
	}
	job_link_release(&link);
	mail_lines_release(&lines);
}

/* "Hi Sam," above the text is no part of it. */
static void drop_greeting(struct strbuf *body)
{
	size_t start = 0, end;
	char *line;

	while (start < body->len && ascii_is_space(body->text[start]))
		start++;
	end = line_end(body, start);
	line = xstrndup(body->text + start, end - start);
	if (end - start <= GREETING_BYTES_MAX && mail_role(line) == MAIL_ROLE_GREETING)
		start = end;
	free(line);
	while (start < body->len && ascii_is_space(body->text[start]))
		start++;
	strbuf_remove(body, 0, start);
}

/* The subject is the title where the text begins with it; elsewhere it goes above the text, where
 * a title would stand. */
static void put_subject(struct node *made, const struct letter *letter, struct strbuf *text)
{
	const struct strbuf *subject = &letter->subject;

	if (subject->len > 0 && ascii_starts(letter->body.text, subject->text))
		put(made, "title", subject);
	else if (subject->len > 0)
		strbuf_printf(text, "%s\n\n", subject->text);
}

static struct node *make(const struct letter *letter, size_t line)
{
	struct node *made = node_new(NODE_MAP, line);
	struct strbuf text = STRBUF_INIT, name = STRBUF_INIT, address = STRBUF_INIT;

	mime_address(letter->from.text, &name, &address);
	find_company(&text, name.text);
	put(made, "company", &text);
	strbuf_clear(&text);
	date_format_iso(&text, letter->date);
	put(made, "posted", &text);
	put_link(made, &letter->body);
	strbuf_clear(&text);
	put_subject(made, letter, &text);
	job_link_clean(&text, letter->body.text, letter->body.len);
	put(made, "body", &text);
	strbuf_release(&text);
	strbuf_release(&name);
	strbuf_release(&address);
	return made;
}

struct node *mail_letter_read(const struct mime_message *message, size_t line, const char **why)
{
	struct letter letter = { STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, message->date };
	struct node *made = NULL;

	strbuf_puts(&letter.subject, message->subject.text);
	strbuf_printf(&letter.from, "%s <%s>", message->from_name.text,
		      message->from_address.text);
	choose_text(&letter.body, message);
	unwrap_forwarded(&letter);
	unquote(&letter.body);
	drop_greeting(&letter.body);
	trim_subject(&letter.subject);
	if (count_letters(&letter.body) == 0)
		*why = message->others > 0 ? "it has no text, only attachments; save the posting "
					     "that is attached"
					   : "it has no text";
	else
		*why = why_not(&letter.body, &letter.subject);
	if (!*why)
		made = make(&letter, line);
	strbuf_release(&letter.subject);
	strbuf_release(&letter.from);
	strbuf_release(&letter.body);
	return made;
}

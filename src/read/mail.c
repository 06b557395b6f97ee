/* Mail: one message, or a mailbox of them. */
#include "config.h"

#include "read/mail_int.h"

#include <string.h>

#include "read/board_int.h"
#include "util/ascii.h"

#define HEAD_BYTES 4096
#define RECORDS_MAX 200000

/* Fields that a header begins with; those that only mail has are sure. */
static const struct { const char *name; bool is_sure; } fields[] = {
	{ "From:", true }, { "Received:", true }, { "Return-Path:", true },
	{ "Delivered-To:", true }, { "MIME-Version:", true }, { "Message-ID:", true },
	{ "DKIM-Signature:", true }, { "X-", false }, { "Subject:", false }, { "Date:", false },
	{ "To:", false }, { "Content-Type:", false }, { "Reply-To:", false }, { "Cc:", false },
	{ "ARC-", false }, { "List-", false }, { "Sender:", false }, { "In-Reply-To:", false },
};

#define FIELDS (sizeof fields / sizeof fields[0])

/* Senders of lists of jobs, by a part of the address, and other signs in the header that a mail is
 * such a list. */
static const char *const senders[] = {
	"jobalerts-noreply@", "jobs-noreply@", "jobs-listings@", "@indeed.com", ".indeed.com",
	"@glassdoor.com", "wellfound.com", "@builtin.com", "@jobright.ai", "ziprecruiter.com",
	"dice.com", "alert@", "alerts@", "jobalert", "job-alert", "jobagent", "jobs@",
	"hiring.cafe", "@alerts.", "stepstone", "xing.com",
};

static const char *const subjects[] = {
	"job alert", "new jobs", "jobs for you", "more jobs", "jobs in ", "jobs matching",
	"new job", "job matches", "recommended jobs", "jobs you",
};

#define COUNT(table) (sizeof table / sizeof table[0])

/* The byte after the line at AT. */
static size_t next_line(const char *bytes, size_t len, size_t at)
{
	const char *end = memchr(bytes + at, '\n', len - at);

	return end ? (size_t)(end - bytes) + 1 : len;
}

/* -- mailboxes */

/* "From ann@example.com Tue Jul  7 19:18:38 2026": a time of day and a year. */
static bool is_from_line(const char *line, size_t len)
{
	bool has_time = false, has_year = false;

	if (len < 10 || memcmp(line, "From ", 5) != 0)
		return false;
	for (size_t i = 5; i + 4 < len; i++) {
		int64_t year = 0;

		if (ascii_number(line + i + 1, 4, &year) != 4)
			year = 0;
		has_time = has_time || (ascii_is_digit(line[i]) && line[i + 1] == ':' &&
					ascii_is_digit(line[i + 2]));
		has_year = has_year || (line[i] == ' ' && year > 1980 && year < 2200 &&
					ascii_is_digit(line[i + 1]));
	}
	return has_time && has_year;
}

/* Lines of a header from the first on, at least two that mail has, one of them in mail only. */
static bool is_header(const char *bytes, size_t len)
{
	size_t known = 0, sure = 0;

	for (size_t at = 0, next; at < len && at < HEAD_BYTES; at = next) {
		const char *colon;

		next = next_line(bytes, len, at);
		colon = memchr(bytes + at, ':', next - at);
		if (bytes[at] != ' ' && bytes[at] != '\t' &&
		    (!colon || memchr(bytes + at, ' ', (size_t)(colon - (bytes + at)))))
			break;
		for (size_t i = 0; i < FIELDS; i++) {
			bool is_it = ascii_starts_len(bytes + at, next - at, fields[i].name);

			known += is_it;
			sure += is_it && fields[i].is_sure;
		}
	}
	return known > 1 && sure > 0;
}

bool mail_recognises(const char *bytes, size_t len)
{
	size_t start = 0;

	while (start < len && ascii_is_space(bytes[start]))
		start++;
	if (is_from_line(bytes + start, next_line(bytes, len, start) - start))
		start = next_line(bytes, len, start);
	return start < len && is_header(bytes + start, len - start);
}

/* The end of the message that begins at AT: the next "From " line after a blank one. */
static size_t message_end(const char *bytes, size_t len, size_t at)
{
	bool after_blank = false;

	while (at < len) {
		size_t next = next_line(bytes, len, at);

		if (after_blank && is_from_line(bytes + at, next - at) &&
		    is_header(bytes + next, len - next))
			return at;
		after_blank = bytes[at] == '\n' || (bytes[at] == '\r' && next - at == 2);
		at = next;
	}
	return len;
}

/* Adds a message of a mailbox; ">From " is written for "From " there, ">>From " for ">From ". */
static void add_unquoted(struct strbuf *out, const char *bytes, size_t len)
{
	for (size_t at = 0, next; at < len; at = next) {
		size_t marks = 0;

		next = next_line(bytes, len, at);
		while (at + marks < next && bytes[at + marks] == '>')
			marks++;
		if (marks > 0 && next - at > marks + 5 &&
		    memcmp(bytes + at + marks, "From ", 5) == 0)
			at++;
		strbuf_add(out, bytes + at, next - at);
	}
}

/* -- messages */

struct reading {
	const char *name;
	const struct reader_sink *sink;
	struct err *err;
	struct board_count count;
};

static bool has_any(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (const char *p = text; *p; p++) {
			if (ascii_starts(p, words[i]))
				return true;
		}
	}
	return false;
}

static bool is_alert(const struct mime_message *message)
{
	return has_any(message->from_address.text, senders, COUNT(senders)) ||
	       has_any(message->subject.text, subjects, COUNT(subjects));
}

static struct node *read_list(const struct mime_message *message, enum mime_kind wanted,
			      size_t line)
{
	struct mail_lines lines = { 0 };
	struct strbuf text = STRBUF_INIT;
	struct node *list;
	bool is_page = false;

	for (size_t i = 0; i < message->parts.count; i++)
		is_page = is_page || (message->parts.items[i].kind == MIME_HTML &&
				      mime_message_chooses(message, i, wanted));
	mail_text(&text, message, wanted);
	if (is_page)
		mail_lines_add_page(&lines, text.text, text.len);
	else
		mail_lines_add_plain(&lines, text.text, text.len);
	list = mail_alert_read(&lines, message->date, is_alert(message), line);
	mail_lines_release(&lines);
	strbuf_release(&text);
	return list;
}

/* How much the records state. */
static size_t count_facts(const struct node *list)
{
	size_t facts = 0;

	for (size_t i = 0; i < list->count; i++)
		facts += list->items[i]->count;
	return facts;
}

/* The jobs that the mail lists: by its text or by its page, whichever lists more, or says more of
 * them. */
static struct node *read_alert(const struct mime_message *message, size_t line)
{
	struct node *plain = read_list(message, MIME_PLAIN, line);
	struct node *page = read_list(message, MIME_HTML, line);
	bool is_page_better = page->count > plain->count ||
		(page->count == plain->count && count_facts(page) > count_facts(plain));

	node_free(is_page_better ? plain : page);
	return is_page_better ? page : plain;
}

/* Hands on the postings of a message; *why says why there is none. */
static void read_message(struct reading *reading, const char *bytes, size_t len, size_t line,
			 const char **why)
{
	struct mime_message message;
	struct node *list, *letter = NULL;

	mime_message_init(&message);
	mime_message_read(&message, bytes, len);
	list = read_alert(&message, line);
	*why = NULL;
	if (list->count == 0)
		letter = mail_letter_read(&message, line, why);
	for (size_t i = 0; i < list->count; i++)
		board_post(list->items[i], reading->name, reading->sink, &reading->count);
	if (letter)
		board_post(letter, reading->name, reading->sink, &reading->count);
	node_free(list);
	node_free(letter);
	mime_message_release(&message);
}

static size_t count_lines(const char *bytes, size_t len)
{
	size_t lines = 0;

	for (size_t at = 0; at < len; at = next_line(bytes, len, at))
		lines++;
	return lines;
}

/* Each message that holds no posting is refused where it stands. */
static bool read_mailbox(struct reading *reading, const char *bytes, size_t len)
{
	size_t line = 1;

	for (size_t at = 0; at < len;) {
		size_t first = next_line(bytes, len, at);
		size_t end = message_end(bytes, len, first);
		struct strbuf message = STRBUF_INIT, text = STRBUF_INIT;
		const char *why;

		add_unquoted(&message, bytes + first, end - first);
		read_message(reading, message.text, message.len, line, &why);
		if (why) {
			strbuf_printf(&text, "no posting in this mail: %s", why);
			reading->sink->refused(line, text.text, reading->sink->data);
		}
		strbuf_release(&message);
		strbuf_release(&text);
		if (reading->count.postings > RECORDS_MAX)
			return err_set(reading->err, STATUS_BAD_DATA,
				       "%s:%zu: the file has more than %d postings; divide it",
				       reading->name, line, RECORDS_MAX);
		line += count_lines(bytes + at, end - at);
		at = end;
	}
	return true;
}

bool mail_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err)
{
	struct reading reading = { .name = name, .sink = sink, .err = err };
	size_t start = 0;
	const char *why;

	while (start < len && ascii_is_space(bytes[start]))
		start++;
	if (is_from_line(bytes + start, next_line(bytes, len, start) - start))
		return read_mailbox(&reading, bytes + start, len - start);
	read_message(&reading, bytes + start, len - start, 1, &why);
	if (why)
		return err_set(err, STATUS_BAD_DATA, "no postings in %s: %s", name, why);
	return true;
}

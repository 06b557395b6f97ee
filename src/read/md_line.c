/* One line of text with bold words, links and code in it, and how Markdown writes it. */
#include "config.h"

#include "read/md_line_int.h"

#include <string.h>

#include "read/entity_int.h"
#include "read/links_int.h"
#include "read/md_escape_int.h"
#include "read/pen_int.h"
#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

void md_line_init(struct md_line *line)
{
	memset(line, 0, sizeof *line);
	strbuf_init(&line->text);
	strbuf_init(&line->urls);
}

void md_line_release(struct md_line *line)
{
	strbuf_release(&line->text);
	strbuf_release(&line->urls);
	VEC_RELEASE(&line->runs);
}

void md_line_clear(struct md_line *line)
{
	struct strbuf url = STRBUF_INIT;

	if (line->link > 0)
		strbuf_puts(&url, line->urls.text + line->link - 1);
	strbuf_clear(&line->text);
	strbuf_clear(&line->urls);
	VEC_CLEAR(&line->runs);
	line->has_blank = false;
	if (line->link > 0)
		md_line_link(line, url.text);
	strbuf_release(&url);
}

void md_line_link(struct md_line *line, const char *url)
{
	line->link = 0;
	if (!url || *url == '\0' || strlen(url) > LINK_BYTES_MAX)
		return;
	line->link = line->urls.len + 1;
	strbuf_add(&line->urls, url, strlen(url) + 1);
}

/* The text from here on is as RUN says. */
static void begin_run(struct md_line *line, struct md_run run)
{
	struct md_run *last = line->runs.count ? &line->runs.items[line->runs.count - 1] : NULL;

	run.at = line->text.len;
	if (!last || last->is_strong != run.is_strong || last->is_code != run.is_code ||
	    last->link != run.link)
		*VEC_PUSH(&line->runs) = run;
}

/* A blank between two runs is bold, code or a link only where both are. */
static void add_blank(struct md_line *line, const struct md_run *next)
{
	struct md_run run = *next;

	if (line->text.len > 0 && line->has_blank) {
		struct md_run last = line->runs.items[line->runs.count - 1];

		run.is_strong = run.is_strong && last.is_strong;
		run.is_code = run.is_code && last.is_code;
		run.link = run.link == last.link ? run.link : 0;
		begin_run(line, run);
		strbuf_putc(&line->text, ' ');
	}
	line->has_blank = false;
}

static void add_kept(struct md_line *line, const char *bytes, size_t len)
{
	struct md_run run = { 0, line->is_strong, line->is_code, line->link };

	if (len == 0)
		return;
	add_blank(line, &run);
	begin_run(line, run);
	strbuf_add(&line->text, bytes, len);
}

void md_line_add(struct md_line *line, const char *text, size_t len)
{
	size_t kept = 0, at = 0;

	while (at < len) {
		uint32_t code;
		size_t taken = 1;
		bool is_valid = true;

		if (pen_is_plain(text[at])) {
			at++;
			continue;
		}
		taken = utf8_decode(text + at, len - at, &code, &is_valid);
		if (!is_valid || code == 0 || pen_class(code) == PEN_BLANK || code == 0xad ||
		    code == 0x200b || code == 0xfeff) {
			add_kept(line, text + kept, at - kept);
			kept = at + taken;
			if (!is_valid || code == 0)
				add_kept(line, "\xef\xbf\xbd", 3);
			else if (pen_class(code) == PEN_BLANK)
				line->has_blank = true;
		}
		at += taken;
	}
	add_kept(line, text + kept, len - kept);
}

void md_line_add_code(struct md_line *line, uint32_t code)
{
	char bytes[4];

	md_line_add(line, bytes, utf8_encode(code, bytes));
}

/* -- writing */

/* A line that is being written. */
struct writer {
	const struct md_line *line;
	struct md_context context;
	struct strbuf *out;
	size_t first;            /* text before this byte is written already */
	const char *closing;     /* of the bold text that is open; NULL: none */
};

static size_t run_end(const struct md_line *line, size_t run)
{
	return run + 1 < line->runs.count ? line->runs.items[run + 1].at : line->text.len;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\0';
}

static bool is_punctuation(char c)
{
	return c > ' ' && c < 0x7f && !ascii_is_alnum(c);
}

/* Bold text from byte START to END of the line may be set in asterisks: those that open it do not
 * follow a word where a mark comes next, and those that close it do not stand before a word where
 * a mark comes last (CommonMark 6.2, flanking). */
static bool may_be_asterisks(const struct writer *writer, size_t start, size_t end, bool has_marks)
{
	const struct strbuf *text = &writer->line->text;
	char before = start > 0 ? text->text[start - 1] : ' ', after = text->text[end];
	bool opens = is_blank(before) || is_punctuation(before) ||
		     (!has_marks && ascii_is_alnum(text->text[start]));
	bool closes = is_blank(after) || is_punctuation(after) ||
		      (!has_marks && ascii_is_alnum(text->text[end - 1]));

	/* An address would take the marks for its own. */
	if (!(is_blank(before) && is_blank(after)) && writer->context.has_address)
		return false;
	return opens && closes && text->text[start] != ' ' && text->text[end - 1] != ' ';
}

static void open_strong(struct writer *writer, size_t run)
{
	const struct md_line *line = writer->line;
	size_t last = run;
	bool has_marks = false;

	while (last < line->runs.count && line->runs.items[last].is_strong) {
		has_marks |= line->runs.items[last].is_code || line->runs.items[last].link > 0;
		last++;
	}
	if (may_be_asterisks(writer, line->runs.items[run].at, run_end(line, last - 1),
			     has_marks)) {
		strbuf_puts(writer->out, "**");
		writer->closing = "**";
	} else {
		strbuf_puts(writer->out, "<b>");
		writer->closing = "</b>";
	}
}

static void write_text(struct writer *writer, size_t start, size_t end, bool in_link)
{
	start = start > writer->first ? start : writer->first;
	if (start < end)
		md_escape(writer->out, &writer->context, start, end, in_link);
}

/* Code cannot have its own mark in it. */
static void write_code(struct writer *writer, size_t start, size_t end, bool in_link)
{
	const char *text = writer->line->text.text;

	if (memchr(text + start, '`', end - start) || start < writer->first) {
		write_text(writer, start, end, in_link);
		return;
	}
	strbuf_putc(writer->out, '`');
	strbuf_add(writer->out, text + start, end - start);
	strbuf_putc(writer->out, '`');
}

/* What would end an address or be taken for a mark in it. */
static void write_url(struct strbuf *out, const char *url)
{
	uint32_t code;

	for (; *url; url++) {
		if ((unsigned char)*url <= ' ' || memchr("<>[]`", *url, 5))
			strbuf_printf(out, "%%%02X", (unsigned char)*url);
		else if (memchr("()\\", *url, 3))
			strbuf_printf(out, "\\%c", *url);
		else if (entity_read(url, strlen(url), &code) > 0)
			strbuf_puts(out, "&amp;");
		else
			strbuf_putc(out, *url);
	}
}

/* An address that Markdown knows for one where it stands bare. */
static bool is_plain_address(const char *text, size_t len)
{
	if (!ascii_starts_len(text, len, "https://") && !ascii_starts_len(text, len, "http://"))
		return false;
	for (size_t at = 0; at < len; at++) {
		if (!ascii_is_alnum(text[at]) && !memchr(":/.-?=", text[at], 6))
			return false;
	}
	return ascii_is_alnum(text[len - 1]) || text[len - 1] == '/';
}

/* The text of a link is its address, maybe cut short by dots. */
static bool is_address(const char *text, size_t len, const char *url)
{
	size_t kept = len;

	if (len > 4 && memcmp(text + len - 3, "...", 3) == 0)
		kept = len - 3;
	return strncmp(text, url, kept) == 0 && (kept < len || url[len] == '\0');
}

static bool is_apart(const struct md_line *line, size_t start, size_t end)
{
	return (start == 0 || line->text.text[start - 1] == ' ') &&
	       (end == line->text.len || line->text.text[end] == ' ');
}

static void write_pieces(struct writer *writer, size_t run, size_t last, bool in_link)
{
	for (; run < last; run++) {
		size_t start = writer->line->runs.items[run].at;
		size_t end = run_end(writer->line, run);

		if (writer->line->runs.items[run].is_code)
			write_code(writer, start, end, in_link);
		else
			write_text(writer, start, end, in_link);
	}
}

/* Writes the link of runs [run, last). */
static void write_link(struct writer *writer, size_t run, size_t last)
{
	const struct md_line *line = writer->line;
	const char *url = line->urls.text + line->runs.items[run].link - 1;
	size_t start = line->runs.items[run].at, end = run_end(line, last - 1);
	const char *text = line->text.text + start;

	if (writer->first <= start && is_address(text, end - start, url)) {
		bool is_plain = is_plain_address(url, strlen(url)) && is_apart(line, start, end);
		bool is_quotable = !strpbrk(url, "<> \t\n") && strstr(url, "://");

		if (is_plain || is_quotable) {
			strbuf_printf(writer->out, is_plain ? "%s" : "<%s>", url);
			return;
		}
	}
	strbuf_putc(writer->out, '[');
	write_pieces(writer, run, last, true);
	strbuf_puts(writer->out, "](");
	write_url(writer->out, url);
	strbuf_putc(writer->out, ')');
}

/* Writes the runs from RUN on that are alike in being bold and in their link; returns the next. */
static size_t write_alike(struct writer *writer, size_t run)
{
	const struct md_line *line = writer->line;
	const struct md_run *first = &line->runs.items[run];
	size_t last = run + 1;

	while (last < line->runs.count && line->runs.items[last].is_strong == first->is_strong &&
	       line->runs.items[last].link == first->link)
		last++;
	if (first->link > 0)
		write_link(writer, run, last);
	else
		write_pieces(writer, run, last, false);
	return last;
}

/* How much of the line has no marks before it. */
static size_t plain_start(const struct md_line *line)
{
	const struct md_run *first = &line->runs.items[0];

	return first->is_strong || first->is_code || first->link > 0 ? 0 : run_end(line, 0);
}

void md_line_write(const struct md_line *line, struct strbuf *out, bool is_heading)
{
	struct writer writer = { .line = line, .out = out };

	if (line->text.len == 0)
		return;
	md_context_init(&writer.context, line->text.text, line->text.len);
	/* Marks of a link and of code hide what begins the line. */
	if (!is_heading)
		writer.first = md_escape_start(out, &writer.context, plain_start(line));
	for (size_t run = 0; run < line->runs.count && writer.first < line->text.len;) {
		bool is_strong = line->runs.items[run].is_strong && !is_heading;

		if (is_strong && !writer.closing)
			open_strong(&writer, run);
		run = write_alike(&writer, run);
		if (writer.closing &&
		    (run == line->runs.count || !line->runs.items[run].is_strong)) {
			strbuf_puts(out, writer.closing);
			writer.closing = NULL;
		}
	}
	if (is_heading && out->text[out->len - 1] == '#')
		strbuf_insert(out, out->len - 1, "\\", 1);
}

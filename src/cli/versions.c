/* The history of a posting for people: days, facts and words that changed. */
#include "config.h"

#include "cli/versions_int.h"

#include "posting/field.h"
#include "util/date.h"
#include "util/diff.h"
#include "util/gate.h"
#include "util/vec.h"

#include <inttypes.h>
#include <string.h>

/* Lines without a change that are shown beside one that has. */
#define LINES_AROUND 1

static const struct { const char *open, *close, *color; } signs[] = {
	[DIFF_KEPT] = { "", "", "" },
	[DIFF_REMOVED] = { "[-", "-]", "\033[31m" },
	[DIFF_ADDED] = { "{+", "+}", "\033[32m" },
};

static void add_safe(struct strbuf *out, const char *text, size_t len, enum gate_lines lines,
		     bool is_ascii)
{
	struct strbuf gated = STRBUF_INIT;

	gate(&gated, text, len, lines, NULL);
	if (is_ascii)
		gate_ascii(out, gated.text, gated.len);
	else
		strbuf_add(out, gated.text, gated.len);
	strbuf_release(&gated);
}

static void add_marked(struct strbuf *out, const char *text, size_t len, enum diff_kind kind,
		       const struct write_options *options)
{
	bool has_color = options->use_color && kind != DIFF_KEPT;

	strbuf_printf(out, "%s%s", has_color ? signs[kind].color : "", signs[kind].open);
	strbuf_add(out, text, len);
	strbuf_printf(out, "%s%s", signs[kind].close, has_color ? "\033[0m" : "");
}

/* -- facts */

static void add_side(struct strbuf *out, const char *text, enum diff_kind kind,
		     const struct write_options *options)
{
	struct strbuf safe = STRBUF_INIT;

	if (!text)
		return;
	add_safe(&safe, text, strlen(text), GATE_ONE_LINE, options->is_ascii);
	strbuf_putc(out, ' ');
	add_marked(out, safe.text, safe.len, kind, options);
	strbuf_release(&safe);
}

static void add_facts(struct strbuf *out, const struct version *before, const struct version *after,
		      const struct write_options *options)
{
	for (size_t i = 0; i < VERSION_FACTS; i++) {
		enum field_id field = version_facts[i];

		if (!version_differs(before, after, field))
			continue;
		strbuf_printf(out, "  %s:", field_get(field)->label);
		add_side(out, version_fact(before, field), DIFF_REMOVED, options);
		add_side(out, version_fact(after, field), DIFF_ADDED, options);
		strbuf_putc(out, '\n');
	}
}

/* -- the text, in lines */

struct line { struct strbuf text; bool has_change; };

struct lines { struct line *items; size_t count, cap; };

static struct line *new_line(struct lines *lines)
{
	struct line *line = VEC_PUSH(lines);

	strbuf_init(&line->text);
	line->has_change = false;
	return line;
}

/* Adds a run; its signs are closed at the end of each line, before the blanks there. */
static void add_run(struct lines *lines, const char *text, size_t len, enum diff_kind kind,
		    const struct write_options *options)
{
	struct line *line = &lines->items[lines->count - 1];
	size_t at = 0;

	while (at < len) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len, words = stop;

		while (words > at && text[words - 1] == ' ')
			words--;
		if (words > at)
			add_marked(&line->text, text + at, words - at, kind, options);
		line->has_change = line->has_change || (words > at && kind != DIFF_KEPT);
		if (!end)
			strbuf_add(&line->text, text + words, stop - words);
		else
			line = new_line(lines);
		at = stop + (end != NULL);
	}
}

/* What went must not stick to what was kept: the blank before it is the new text's, which may have
 * none there. */
static void part(struct lines *lines, const struct strbuf *before, size_t start)
{
	struct strbuf *text = &lines->items[lines->count - 1].text;

	if (start > 0 && (before->text[start - 1] == ' ' || before->text[start - 1] == '\n') &&
	    text->len > 0 && text->text[text->len - 1] != ' ')
		strbuf_putc(text, ' ');
}

static void cut_lines(struct lines *lines, const struct strbuf *before, const struct strbuf *after,
		      const struct write_options *options)
{
	struct diff diff = { 0 };

	new_line(lines);
	diff_words(&diff, before->text, before->len, after->text, after->len);
	for (size_t i = 0; i < diff.count; i++) {
		const struct diff_run *run = &diff.items[i];
		const char *text = run->kind == DIFF_REMOVED ? before->text : after->text;
		struct strbuf safe = STRBUF_INIT;

		if (run->kind == DIFF_REMOVED)
			part(lines, before, run->start);
		add_safe(&safe, text + run->start, run->end - run->start, GATE_LINES,
			 options->is_ascii);
		add_run(lines, safe.text, safe.len, run->kind, options);
		strbuf_release(&safe);
	}
	diff_release(&diff);
}

static bool is_near_change(const struct lines *lines, size_t at)
{
	size_t first = at > LINES_AROUND ? at - LINES_AROUND : 0;

	for (size_t i = first; i <= at + LINES_AROUND && i < lines->count; i++)
		if (lines->items[i].has_change)
			return true;
	return false;
}

/* An empty line is one between two that are shown. */
static bool shows_line(const struct lines *lines, size_t at, bool was_shown)
{
	if (lines->items[at].text.len > 0)
		return is_near_change(lines, at);
	return was_shown && at > 0 && at + 1 < lines->count && is_near_change(lines, at + 1) &&
	       lines->items[at + 1].text.len > 0;
}

static void add_body(struct strbuf *out, const struct version *before, const struct version *after,
		     const struct write_options *options)
{
	struct lines lines = { 0 };
	bool was_shown = true;

	cut_lines(&lines, &before->body, &after->body, options);
	for (size_t i = 0; i < lines.count; i++) {
		bool is_shown = shows_line(&lines, i, was_shown);

		if (is_shown && !was_shown)
			strbuf_puts(out, "  ...\n");
		if (is_shown)
			strbuf_printf(out, "%s%s\n", lines.items[i].text.len > 0 ? "  " : "",
				      lines.items[i].text.text);
		was_shown = is_shown;
		strbuf_release(&lines.items[i].text);
	}
	VEC_RELEASE(&lines);
}

/* -- the whole */

static void add_head(struct strbuf *out, const struct version *version,
		     const struct write_options *options)
{
	strbuf_printf(out, "version %d, first read ", version->number);
	date_format_iso(out, version->first);
	if (version->replaced != DATE_UNKNOWN) {
		strbuf_puts(out, ", replaced ");
		date_format_iso(out, version->replaced);
	}
	if (version->source) {
		strbuf_puts(out, ", ");
		add_safe(out, version->source, strlen(version->source), GATE_ONE_LINE,
			 options->is_ascii);
	}
	strbuf_putc(out, '\n');
}

void versions_text(struct strbuf *out, int64_t id, const struct versions *versions,
		  const struct write_options *options)
{
	const struct version *now = &versions->items[versions->count - 1];
	const char *title = now->title ? now->title : "(no title)";

	strbuf_printf(out, "%" PRId64 "  ", id);
	add_safe(out, title, strlen(title), GATE_ONE_LINE, options->is_ascii);
	strbuf_puts(out, "\n\n");
	for (size_t i = versions->count; i-- > 0;) {
		add_head(out, &versions->items[i], options);
		if (i > 0) {
			add_facts(out, &versions->items[i - 1], &versions->items[i], options);
			add_body(out, &versions->items[i - 1], &versions->items[i], options);
		}
		strbuf_putc(out, '\n');
	}
}

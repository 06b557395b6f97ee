/* The detail of a posting: what is shown, where one looks, and the jumps in it. */
#include "config.h"

#include "session/detail.h"

#include "read/reader.h"
#include "session/detail_int.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define QUOTE_BYTES_MAX 160

/* Where the top of the window stands, in terms that outlive a layout. */
struct anchor { size_t line; size_t at; bool is_text; };

static void clear_lines(struct detail *detail)
{
	for (size_t i = 0; i < detail->lines.count; i++)
		line_release(&detail->lines.items[i]);
	VEC_CLEAR(&detail->lines);
	VEC_CLEAR(&detail->matches);
	VEC_CLEAR(&detail->section_lines);
}

static void clamp_top(struct detail *detail)
{
	size_t rows = detail->rows > 1 ? (size_t)detail->rows : 1;
	size_t last = detail->lines.count > rows ? detail->lines.count - rows : 0;

	if (detail->top > last)
		detail->top = last;
}

/* Brings a line into the window, with some of what stands around it. */
static void show_line(struct detail *detail, size_t line)
{
	size_t rows = detail->rows > 1 ? (size_t)detail->rows : 1;

	if (line < detail->top || line >= detail->top + rows)
		detail->top = line > rows / 3 ? line - rows / 3 : 0;
	clamp_top(detail);
}

static struct anchor take_anchor(const struct detail *detail)
{
	struct anchor anchor = { .line = detail->top };

	for (size_t i = detail->top; i < detail->lines.count && !anchor.is_text; i++) {
		const struct detail_line *line = &detail->lines.items[i];

		if (line->doc_start < line->doc_end) {
			anchor.is_text = detail->top > 0 && i < detail->top + 2;
			anchor.at = line->doc_start;
			break;
		}
	}
	return anchor;
}

static void restore_anchor(struct detail *detail, const struct anchor *anchor)
{
	detail->top = anchor->line;
	for (size_t i = 0; anchor->is_text && i < detail->lines.count; i++) {
		const struct detail_line *line = &detail->lines.items[i];

		if (line->doc_start < line->doc_end && line->doc_start <= anchor->at)
			detail->top = i;
	}
	clamp_top(detail);
}

/* The characters that only choose how the one before them looks. */
static size_t count_selectors(const struct strbuf *text)
{
	const char *at = text->text, *end = text->text + text->len;
	size_t count = 0;

	for (; (at = memchr(at, '\xEF', (size_t)(end - at))); at++)
		count += strncmp(at, "\xEF\xB8\x8E", 3) == 0 || strncmp(at, "\xEF\xB8\x8F", 3) == 0;
	return count;
}

/* What the gate makes of the body; an emoji's variation selector is no reason for a warning. */
static void count_marks(struct detail *detail)
{
	const struct strbuf *body = &detail->record.posting.body;
	struct strbuf gated = STRBUF_INIT;
	size_t selectors = count_selectors(body);

	memset(&detail->marks, 0, sizeof detail->marks);
	gate(&gated, body->text, body->len, GATE_LINES, &detail->marks);
	detail->marks.dropped -= selectors < detail->marks.dropped ? selectors
								    : detail->marks.dropped;
	strbuf_release(&gated);
}

static void release_text(struct detail *detail)
{
	detail->is_laid = false;
	clear_lines(detail);
	document_release(&detail->document);
	VEC_RELEASE(&detail->sections);
}

void detail_init(struct detail *detail)
{
	memset(detail, 0, sizeof *detail);
	record_init(&detail->record);
	document_init(&detail->document);
	changes_init(&detail->changes);
	detail->evidence = SIZE_MAX;
	detail->evidence_line = SIZE_MAX;
}

void detail_release(struct detail *detail)
{
	release_text(detail);
	VEC_RELEASE(&detail->lines);
	VEC_RELEASE(&detail->matches);
	VEC_RELEASE(&detail->section_lines);
	changes_release(&detail->changes);
	record_release(&detail->record);
}

void detail_show(struct detail *detail, const struct extractor *extractor, struct record *record)
{
	bool is_same = record->id != 0 && record->id == detail->record.id;
	struct anchor anchor = take_anchor(detail);

	if (!is_same || record->version != detail->record.version)
		changes_release(&detail->changes);
	release_text(detail);
	record_release(&detail->record);
	detail->record = *record;
	record_init(record);
	reader_document(detail->record.posting.body.text, detail->record.posting.body.len,
			detail->record.posting.format, &detail->document);
	if (extractor)
		extractor_sections(extractor, &detail->document, &detail->sections);
	count_marks(detail);
	if (is_same) {
		detail_lay(detail);
		restore_anchor(detail, &anchor);
		return;
	}
	detail->top = 0;
	detail->match = 0;
	detail->evidence = SIZE_MAX;
}

void detail_clear(struct detail *detail)
{
	release_text(detail);
	changes_release(&detail->changes);
	record_release(&detail->record);
	record_init(&detail->record);
	detail->top = 0;
	detail->match = 0;
	detail->evidence = SIZE_MAX;
}

/* Lays out anew with what is set; the match that is looked at stays, where there are as many. */
static void lay_again(struct detail *detail)
{
	size_t count = detail->matches.count;
	size_t match = detail->match < count ? detail->match : SIZE_MAX;
	struct anchor anchor = take_anchor(detail);
	bool had_lines = detail->lines.count > 0;

	clear_lines(detail);
	detail->match = match;
	detail_lay(detail);
	if (match >= detail->matches.count || count != detail->matches.count)
		detail->match = detail->matches.count;
	if (had_lines)
		restore_anchor(detail, &anchor);
	clamp_top(detail);
}

void detail_layout(struct detail *detail, int cols, int rows, const struct query_words *words,
		   const struct gazetteer *gazetteer, int32_t today)
{
	bool is_same = detail->is_laid && cols == detail->cols && words == detail->words &&
		       gazetteer == detail->gazetteer && today == detail->today;

	detail->cols = cols;
	detail->rows = rows;
	detail->words = words;
	detail->gazetteer = gazetteer;
	detail->today = today;
	if (is_same)
		clamp_top(detail);
	else
		lay_again(detail);
	detail->is_laid = true;
}

void detail_touch(struct detail *detail)
{
	detail->is_laid = false;
}

void detail_set_seen(struct detail *detail)
{
	bool was_changed = detail->record.is_changed;

	record_set_seen(&detail->record);
	if (was_changed)
		detail->is_laid = false;
}

void detail_show_changes(struct detail *detail, struct versions *versions)
{
	changes_release(&detail->changes);
	detail->changes.versions = *versions;
	*versions = (struct versions){ 0 };
	changes_go(&detail->changes, detail->changes.versions.count - 1);
	lay_again(detail);
	detail_go(detail, 0);
}

static void show_text(struct detail *detail)
{
	changes_release(&detail->changes);
	lay_again(detail);
	detail_go(detail, 0);
}

bool detail_earlier_change(struct detail *detail)
{
	if (detail->changes.at < 2) {
		show_text(detail);
		return false;
	}
	changes_go(&detail->changes, detail->changes.at - 1);
	lay_again(detail);
	detail_go(detail, 0);
	return true;
}

void detail_scroll(struct detail *detail, int64_t by)
{
	size_t back = by < 0 ? (size_t)-(by + 1) + 1 : 0;

	if (by < 0)
		detail->top = back < detail->top ? detail->top - back : 0;
	else
		detail->top = (size_t)by < detail->lines.count ? detail->top + (size_t)by
							       : detail->lines.count;
	clamp_top(detail);
}

void detail_go(struct detail *detail, size_t line)
{
	detail->top = line;
	clamp_top(detail);
}

/* The match to go to first: forwards the first from the top of the window on, backwards the last
 * that is in the window or before it. */
static size_t first_match(const struct detail *detail, int direction)
{
	size_t limit = detail->top + (direction < 0 && detail->rows > 0 ? (size_t)detail->rows : 0);
	size_t at = 0;

	while (at < detail->matches.count && detail->matches.items[at].line < limit)
		at++;
	if (direction > 0)
		return at;
	return at > 0 ? at - 1 : detail->matches.count;
}

static void set_match_role(struct detail *detail, size_t match, enum role role)
{
	const struct detail_mark *mark;

	if (match >= detail->matches.count)
		return;
	mark = &detail->matches.items[match];
	detail->lines.items[mark->line].spans.items[mark->span].role = role;
}

bool detail_next_match(struct detail *detail, int direction)
{
	size_t count = detail->matches.count, next;

	if (detail->match >= count)
		next = first_match(detail, direction);
	else if (direction > 0)
		next = detail->match + 1;
	else
		next = detail->match > 0 ? detail->match - 1 : count;
	if (next >= count)
		return false;
	set_match_role(detail, detail->match, ROLE_MATCH);
	set_match_role(detail, next, ROLE_CURRENT);
	detail->match = next;
	show_line(detail, detail->matches.items[next].line);
	return true;
}

bool detail_next_section(struct detail *detail, int direction)
{
	size_t count = detail->section_lines.count, before = detail->top, at;

	for (size_t i = 0; i < count; i++) {
		at = direction > 0 ? i : count - 1 - i;
		if (direction > 0 ? detail->section_lines.items[at] > before
				  : detail->section_lines.items[at] < before) {
			detail_go(detail, detail->section_lines.items[at]);
			return detail->top != before;
		}
	}
	if (direction < 0)
		detail_go(detail, 0);
	return detail->top != before;
}

/* The next evidence that stands in the text; SIZE_MAX for none. */
static size_t find_next_evidence(const struct detail *detail, int direction)
{
	const struct posting *posting = &detail->record.posting;
	size_t count = posting->evidence.count, at = detail->evidence;

	for (size_t tried = 0; tried < count; tried++) {
		if (direction > 0)
			at = at >= count || at + 1 == count ? 0 : at + 1;
		else
			at = at >= count || at == 0 ? count - 1 : at - 1;
		if (posting->evidence.items[at].start < posting->evidence.items[at].end &&
		    posting->evidence.items[at].end <= posting->body.len)
			return at;
	}
	return SIZE_MAX;
}

static void say_evidence(const struct detail *detail, struct strbuf *what)
{
	const struct evidence *evidence = &detail->record.posting.evidence.items[detail->evidence];
	size_t len = evidence->end - evidence->start;
	const char *text = detail->record.posting.body.text + evidence->start;
	bool is_cut = len > QUOTE_BYTES_MAX;

	if (is_cut)
		len = utf8_previous(text, QUOTE_BYTES_MAX);
	strbuf_printf(what, "%s: \"", field_get(evidence->field)->label);
	gate(what, text, len, GATE_ONE_LINE, NULL);
	strbuf_printf(what, "%s\"", is_cut ? "…" : "");
	if (evidence->rule)
		strbuf_printf(what, " (rule %s)", evidence->rule);
	if (posting_has_conflict(&detail->record.posting, evidence->field))
		strbuf_puts(what, " (!)");
}

bool detail_next_evidence(struct detail *detail, int direction, struct strbuf *what)
{
	size_t next = find_next_evidence(detail, direction);

	if (next == SIZE_MAX)
		return false;
	changes_release(&detail->changes);
	detail->evidence = next;
	lay_again(detail);
	if (detail->evidence_line != SIZE_MAX)
		show_line(detail, detail->evidence_line);
	say_evidence(detail, what);
	return true;
}

/* What changed from one version of a posting to the next, and its lines. */
#include "config.h"

#include "session/detail_int.h"

#include "read/reader.h"
#include "util/date.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

#define WORDS_AROUND 10          /* that are shown beside a change, of a long stretch without one */
#define BYTES_AROUND 160         /* and never more than this */
#define BYTES_LEFT_OUT 40        /* a shorter stretch is shown whole */
#define ITEM_LEVELS_MAX 6

/* No change is told by its colour alone. */
static const struct { const char *open, *close; enum role role; } signs[] = {
	[DIFF_KEPT] = { "", "", ROLE_TEXT },
	[DIFF_REMOVED] = { "[-", "-]", ROLE_REMOVED },
	[DIFF_ADDED] = { "{+", "+}", ROLE_ADDED },
};

/* -- which versions are compared */

void changes_init(struct detail_changes *changes)
{
	memset(changes, 0, sizeof *changes);
	document_init(&changes->before);
	document_init(&changes->after);
}

void changes_release(struct detail_changes *changes)
{
	versions_release(&changes->versions);
	document_release(&changes->before);
	document_release(&changes->after);
	diff_release(&changes->diff);
	changes_init(changes);
}

static void read_document(const struct version *version, struct document *document)
{
	document_release(document);
	document_init(document);
	reader_document(version->body.text, version->body.len, version->format, document);
}

void changes_go(struct detail_changes *changes, size_t at)
{
	changes->at = at;
	read_document(&changes->versions.items[at - 1], &changes->before);
	read_document(&changes->versions.items[at], &changes->after);
	diff_words(&changes->diff, changes->before.text.text, changes->before.text.len,
		   changes->after.text.text, changes->after.text.len);
}

/* -- the text */

/* A stretch that is marked, in bytes of the passage. */
struct stretch { size_t start, end; enum diff_kind kind; };

struct telling {
	const struct detail_changes *changes;
	struct strbuf *out;
	struct { struct stretch *items; size_t count, cap; } stretches;
	size_t block;            /* of the later text, that the line is of; SIZE_MAX: of none */
	/* The line has nothing but the first words of a block that were taken away. */
	bool is_open;
	bool is_cut;             /* something was left out since the last word */
};

static const struct document *document_of(const struct telling *telling, enum diff_kind kind)
{
	return kind == DIFF_REMOVED ? &telling->changes->before : &telling->changes->after;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static void start_line(struct telling *telling, const struct block *block)
{
	struct strbuf *out = telling->out;
	size_t level = block->level < ITEM_LEVELS_MAX ? (size_t)block->level : ITEM_LEVELS_MAX;
	bool has_gap = block->after_blank || block->kind == BLOCK_HEADING;

	if (out->len > 0)
		strbuf_puts(out, has_gap ? "\n\n" : "\n");
	if (block->kind != BLOCK_ITEM)
		return;
	if (level > 1)
		strbuf_repeat(out, "  ", level - 1);
	strbuf_puts(out, "• ");
}

/* What stands before the words from byte START on, so that they do not stick to those before. */
static void part(struct telling *telling, const struct document *document, size_t start)
{
	struct strbuf *out = telling->out;
	char before = start > 0 ? document->text.text[start - 1] : '\0';

	if (out->len > 0 && !is_blank(out->text[out->len - 1]) &&
	    (is_blank(before) || telling->is_cut))
		strbuf_puts(out, before == '\n' && !telling->is_cut ? "\n" : " ");
}

static void begin_piece(struct telling *telling, size_t index, size_t start, enum diff_kind kind)
{
	const struct document *document = document_of(telling, kind);
	const struct block *block = &document->blocks.items[index];
	bool is_removed = kind == DIFF_REMOVED;
	bool is_new = start == block->start && (is_removed || !telling->is_open);

	if (is_new || (telling->is_cut && telling->block != index && !is_removed)) {
		start_line(telling, block);
		strbuf_puts(telling->out, is_new ? "" : "… ");
	} else if (start > block->start) {
		part(telling, document, start);
	} else if (telling->out->len > 0) {
		strbuf_putc(telling->out, ' ');
	}
	telling->is_cut = false;
	telling->is_open = is_removed && (is_new || telling->is_open);
	if (!is_removed)
		telling->block = index;
}

/* Adds [start, end), which lies in one block. */
static void tell_piece(struct telling *telling, size_t index, size_t start, size_t end,
		       enum diff_kind kind)
{
	const struct document *document = document_of(telling, kind);
	const struct block *block = &document->blocks.items[index];
	const char *text = document->text.text;
	size_t from, stop = end;

	while (stop > start && is_blank(text[stop - 1]))
		stop--;
	if (stop == start)
		return;
	begin_piece(telling, index, start, kind);
	from = telling->out->len;
	strbuf_puts(telling->out, signs[kind].open);
	gate(telling->out, text + start, stop - start,
	     block->kind == BLOCK_CODE ? GATE_LINES : GATE_ONE_LINE, NULL);
	strbuf_puts(telling->out, signs[kind].close);
	if (kind != DIFF_KEPT)
		*VEC_PUSH(&telling->stretches) = (struct stretch){ from, telling->out->len, kind };
	if (stop == block->end)
		telling->is_open = false;
}

static void tell_range(struct telling *telling, size_t start, size_t end, enum diff_kind kind)
{
	const struct document *document = document_of(telling, kind);

	for (size_t i = document_block_at(document, start); i < document->blocks.count; i++) {
		const struct block *block = &document->blocks.items[i];
		size_t from = start > block->start ? start : block->start;
		size_t to = end < block->end ? end : block->end;

		if (block->start >= end)
			break;
		if (from < to)
			tell_piece(telling, i, from, to, kind);
	}
}

/* -- what is left out */

/* The end of the first words of a stretch. */
static size_t words_after(const struct document *document, size_t start, size_t end)
{
	const char *text = document->text.text;
	size_t at = start, words = 0;

	while (at < end && is_blank(text[at]))
		at++;
	while (at < end && text[at] != '\n' && at - start < BYTES_AROUND) {
		if (is_blank(text[at]) && ++words == WORDS_AROUND)
			return at;
		at++;
	}
	return at < end && text[at] != '\n' ? start + utf8_previous(text + start, at - start) : at;
}

/* Where the last words of a stretch begin. */
static size_t words_before(const struct document *document, size_t start, size_t end)
{
	const char *text = document->text.text;
	size_t at = end, words = 0;

	while (at > start && is_blank(text[at - 1]))
		at--;
	while (at > start && text[at - 1] != '\n' && end - at < BYTES_AROUND) {
		if (is_blank(text[at - 1]) && ++words == WORDS_AROUND)
			return at;
		at--;
	}
	while (at > start && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

static void leave_out(struct telling *telling)
{
	struct strbuf *out = telling->out;

	telling->is_cut = true;
	telling->is_open = false;
	if (out->len > 0)
		strbuf_puts(out, is_blank(out->text[out->len - 1]) ? "…" : " …");
}

static void tell_kept(struct telling *telling, const struct diff_run *run, bool is_first,
		      bool is_last)
{
	const struct document *document = &telling->changes->after;
	size_t head = is_first ? run->start : words_after(document, run->start, run->end);
	size_t tail = is_last ? run->end : words_before(document, run->start, run->end);

	if (tail <= head || tail - head < BYTES_LEFT_OUT) {
		tell_range(telling, run->start, run->end, DIFF_KEPT);
		return;
	}
	tell_range(telling, run->start, head, DIFF_KEPT);
	leave_out(telling);
	tell_range(telling, tail, run->end, DIFF_KEPT);
}

static void tell_text(struct telling *telling)
{
	const struct diff *diff = &telling->changes->diff;

	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_run *run = &diff->items[i];

		if (run->kind == DIFF_KEPT)
			tell_kept(telling, run, i == 0, i + 1 == diff->count);
		else
			tell_range(telling, run->start, run->end, run->kind);
	}
}

/* -- lines */

static bool has_changed(const struct diff *diff)
{
	return diff->count > 1 || (diff->count == 1 && diff->items[0].kind != DIFF_KEPT);
}

static void lay_changed_text(struct lay *lay)
{
	struct telling telling = { .changes = &lay->detail->changes, .out = &lay->passage.text,
				   .block = SIZE_MAX };

	lay_gap(lay);
	if (!has_changed(&telling.changes->diff)) {
		lay_plain(lay, ROLE_DIM, "The text has the same words.");
		return;
	}
	passage_clear(&lay->passage);
	tell_text(&telling);
	lay_passage(lay, &(struct wrap){ .first = "", .rest = "" });
	for (size_t i = 0; i < telling.stretches.count; i++) {
		const struct stretch *stretch = &telling.stretches.items[i];

		lay_range(lay, stretch->start, stretch->end, signs[stretch->kind].role, NULL);
	}
	VEC_RELEASE(&telling.stretches);
}

/* One side of a fact that changed; where it ends in the passage. */
static size_t add_side(struct lay *lay, const char *text, enum diff_kind kind)
{
	if (!text)
		return lay->passage.text.len;
	if (lay->passage.text.len > 0)
		passage_add(lay, " ", false);
	passage_add(lay, signs[kind].open, false);
	passage_add(lay, text, false);
	passage_add(lay, signs[kind].close, false);
	return lay->passage.text.len;
}

static void lay_changed_fact(struct lay *lay, enum field_id field, const char *old, const char *new)
{
	size_t middle, end;

	passage_clear(&lay->passage);
	middle = add_side(lay, old, DIFF_REMOVED);
	end = add_side(lay, new, DIFF_ADDED);
	lay_labelled(lay, field_get(field)->label, ROLE_TEXT);
	lay_range(lay, 0, middle, ROLE_REMOVED, NULL);
	lay_range(lay, middle + (old && new), end, ROLE_ADDED, NULL);
}

static void lay_days(struct lay *lay, const struct version *before, const struct version *after)
{
	struct strbuf text = STRBUF_INIT;

	strbuf_puts(&text, "first read ");
	date_format_iso(&text, after->first);
	strbuf_puts(&text, "; the one before ");
	date_format_iso(&text, before->first);
	lay_plain(lay, ROLE_DIM, text.text);
	strbuf_release(&text);
}

void lay_changes(struct lay *lay)
{
	const struct detail_changes *changes = &lay->detail->changes;
	const struct version *before = &changes->versions.items[changes->at - 1];
	const struct version *after = &changes->versions.items[changes->at];

	lay_gap(lay);
	passage_clear(&lay->passage);
	strbuf_printf(&lay->passage.text, "Version %d against version %d", after->number,
		      before->number);
	lay_section_heading(lay);
	lay_days(lay, before, after);
	lay_gap(lay);
	for (size_t i = 0; i < VERSION_FACTS; i++)
		if (version_differs(before, after, version_facts[i]))
			lay_changed_fact(lay, version_facts[i],
					 version_fact(before, version_facts[i]),
					 version_fact(after, version_facts[i]));
	lay_changed_text(lay);
}

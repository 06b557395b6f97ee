/* The text of a posting as lines: its blocks, its sections, its links. */
#include "config.h"

#include "session/detail_int.h"

#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

#define TEXT_COLS_MAX 100        /* longer lines are hard to read */
#define RULED_COLS_MIN 30        /* of a pane in which headings stand in a rule */
#define LEVELS_MAX 6
#define HEADING_RULE_COLS 6      /* at least, before and behind a heading in its rule */

static const char rule[] = "─";

static void lay_rule(struct lay *lay, struct detail_line *line)
{
	size_t cols = utf8_cols(line->text, strlen(line->text));
	struct strbuf rest = STRBUF_INIT;

	if (cols < lay->cols)
		strbuf_repeat(&rest, rule, lay->cols - cols);
	line_add(line, ROLE_RULE, rest.text, rest.len);
	strbuf_release(&rest);
}

void lay_section_heading(struct lay *lay)
{
	size_t cols = utf8_cols(lay->passage.text.text, lay->passage.text.len);
	bool is_ruled = lay->cols >= RULED_COLS_MIN && cols + HEADING_RULE_COLS <= lay->cols;
	struct wrap wrap = { .first = is_ruled ? "── " : "", .rest = "",
			     .prefix_role = ROLE_RULE, .role = ROLE_HEADING };

	lay_passage(lay, &wrap);
	if (is_ruled) {
		struct detail_line *line =
			&lay->detail->lines.items[lay->detail->lines.count - 1];

		line_puts(line, ROLE_TEXT, " ");
		lay_rule(lay, line);
	}
}

static void lay_item(struct lay *lay, const struct block *block)
{
	size_t level = block->level < 1 ? 1 : (size_t)block->level;
	struct strbuf first = STRBUF_INIT, rest = STRBUF_INIT;

	level = level < LEVELS_MAX ? level : LEVELS_MAX;
	strbuf_repeat(&first, "  ", level - 1);
	strbuf_puts(&first, level % 2 == 1 ? "• " : "- ");
	strbuf_repeat(&rest, "  ", level);
	lay_passage(lay, &(struct wrap){ .first = first.text, .rest = rest.text,
				      .prefix_role = ROLE_DIM });
	strbuf_release(&first);
	strbuf_release(&rest);
}

static void lay_text_block(struct lay *lay, const struct block *block)
{
	struct wrap plain = { .first = "", .rest = "", .role = ROLE_HEADING };

	switch (block->kind) {
	case BLOCK_HEADING:
		lay_passage(lay, &plain);
		break;
	case BLOCK_ITEM:
		lay_item(lay, block);
		break;
	case BLOCK_CODE:
		lay_passage(lay, &(struct wrap){ .first = "  ", .rest = "  ", .is_hard = true });
		break;
	case BLOCK_RULE:
		lay_rule(lay, lay_line(lay));
		break;
	case BLOCK_ROW:
	case BLOCK_PARAGRAPH:
		plain.role = block->is_strong ? ROLE_HEADING : ROLE_TEXT;
		lay_passage(lay, &plain);
		break;
	}
}

/* Gives the texts of the block's links, which end before link LAST, their role. */
static void mark_links(struct lay *lay, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++) {
		const struct document_link *link = &lay->detail->document.links.items[i];
		size_t start = passage_at(&lay->passage, link->start);
		size_t end = passage_at(&lay->passage, link->end);

		if (link->start >= lay->passage.start && start < end)
			lay_range(lay, start, end, ROLE_LINK, NULL);
	}
}

/* A heading in a rule needs no colon. */
static void cut_colon(struct passage *passage)
{
	if (passage->text.len > 1 && passage->text.text[passage->text.len - 1] == ':')
		strbuf_cut(&passage->text, passage->text.len - 1);
}

static void lay_block(struct lay *lay, const struct block *block, bool is_section)
{
	size_t first_link = lay->next_link, first_line;

	if (is_section || (!lay->is_after_heading &&
			   (block->after_blank || block->kind == BLOCK_HEADING)))
		lay_gap(lay);
	first_line = lay->detail->lines.count;
	passage_set_block(lay, block);
	if (is_section) {
		*VEC_PUSH(&lay->detail->section_lines) = first_line;
		cut_colon(&lay->passage);
		lay_section_heading(lay);
	} else {
		lay_text_block(lay, block);
	}
	lay->is_after_heading = is_section;
	mark_links(lay, first_link, lay->next_link);
}

/* Whether a heading says something itself, as "Location: Toronto" does; then it is text. */
static bool is_label(const struct document *document, const struct block *block)
{
	const char *text = document->text.text + block->start;
	const char *colon = memchr(text, ':', block->end - block->start);

	return block->kind != BLOCK_HEADING && colon &&
	       colon + 1 < document->text.text + block->end;
}

/* Whether a section with a heading begins with block AT; *next goes through the sections. */
static bool begins_section(const struct detail *detail, size_t at, size_t *next)
{
	const struct sections *sections = &detail->sections;

	while (*next < sections->count && sections->items[*next].first < at)
		++*next;
	return *next < sections->count && sections->items[*next].first == at &&
	       sections->items[*next].has_heading &&
	       !is_label(&detail->document, &detail->document.blocks.items[at]);
}

static void lay_links(struct lay *lay)
{
	const struct document *document = &lay->detail->document;
	struct strbuf number = STRBUF_INIT, blanks = STRBUF_INIT;

	if (document->links.count == 0)
		return;
	lay_gap(lay);
	passage_clear(&lay->passage);
	strbuf_puts(&lay->passage.text, "Links");
	*VEC_PUSH(&lay->detail->section_lines) = lay->detail->lines.count;
	lay_section_heading(lay);
	for (size_t i = 0; i < document->links.count; i++) {
		const char *url = document->links.items[i].url;

		passage_clear(&lay->passage);
		gate(&lay->passage.text, url, strlen(url), GATE_ONE_LINE, NULL);
		strbuf_clear(&number);
		strbuf_clear(&blanks);
		strbuf_printf(&number, "[%zu] ", i + 1);
		strbuf_repeat(&blanks, " ", number.len);
		lay_passage(lay, &(struct wrap){ .first = number.text, .rest = blanks.text,
					      .prefix_role = ROLE_DIM, .role = ROLE_LINK });
	}
	strbuf_release(&number);
	strbuf_release(&blanks);
}

static void lay_text(struct lay *lay)
{
	const struct document *document = &lay->detail->document;
	size_t section = 0;

	lay_gap(lay);
	for (size_t at = 0; at < document->blocks.count; at++)
		lay_block(lay, &document->blocks.items[at],
			  begins_section(lay->detail, at, &section));
	lay_links(lay);
}

/* Which bytes of the document's text say the fact that is looked at. */
static void find_evidence(struct lay *lay)
{
	const struct detail *detail = lay->detail;
	const struct evidence *evidence;

	if (detail->evidence >= detail->record.posting.evidence.count)
		return;
	evidence = &detail->record.posting.evidence.items[detail->evidence];
	lay->has_evidence = document_from_source(&detail->document, evidence->start,
						 evidence->end, &lay->evidence_start,
						 &lay->evidence_end);
}

void detail_lay(struct detail *detail)
{
	struct lay lay = { .detail = detail, .cols = (size_t)detail->cols };

	if (detail->record.id == 0 || detail->cols <= 0)
		return;
	if (lay.cols > TEXT_COLS_MAX)
		lay.cols = TEXT_COLS_MAX;
	passage_init(&lay.passage);
	find_evidence(&lay);
	detail->evidence_line = SIZE_MAX;
	if (detail->changes.at > 0) {
		lay_head(&lay);
		lay_changes(&lay);
	} else {
		lay_facts(&lay);
		lay_text(&lay);
	}
	passage_release(&lay.passage);
	VEC_RELEASE(&lay.pieces);
}

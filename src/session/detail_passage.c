/* Passages: gated text that knows where it came from. */
#include "config.h"

#include "session/detail_int.h"

#include "util/gate.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

void passage_init(struct passage *passage)
{
	memset(passage, 0, sizeof *passage);
	strbuf_init(&passage->text);
	strbuf_init(&passage->breaks);
}

void passage_release(struct passage *passage)
{
	strbuf_release(&passage->text);
	strbuf_release(&passage->breaks);
	VEC_RELEASE(&passage->map);
}

void passage_clear(struct passage *passage)
{
	strbuf_clear(&passage->text);
	strbuf_clear(&passage->breaks);
	VEC_CLEAR(&passage->map);
	passage->is_mapped = false;
	passage->start = passage->end = 0;
}

static enum gate_lines lines_of(const struct block *block)
{
	return block->kind == BLOCK_CODE ? GATE_LINES : GATE_ONE_LINE;
}

/* A character with all that the gate looks at together with it: its marks, what is invisible. */
static size_t piece_len(const char *text, size_t len)
{
	size_t at = utf8_grapheme(text, len), step;
	uint32_t code;

	while (at < len) {
		step = utf8_decode(text + at, len - at, &code, NULL);
		if (code < 0x80 || utf8_code_cols(code) != 0)
			break;
		at += step;
	}
	return at;
}

/* Says of what was added to the passage since that it came from byte SOURCE. */
static void map_added(struct passage *passage, size_t source)
{
	while (passage->map.count < passage->text.len)
		*VEC_PUSH(&passage->map) = source;
}

/* Adds the marks of the links that end at or before byte AT of the document. */
static void add_link_marks(struct lay *lay, size_t at)
{
	const struct document *document = &lay->detail->document;

	while (lay->next_link < document->links.count &&
	       document->links.items[lay->next_link].end <= at) {
		strbuf_printf(&lay->passage.text, "[%zu]", ++lay->next_link);
		map_added(&lay->passage, at);
	}
}

/* The slow way, character by character, where the gate changes something or a mark comes in. */
static void add_mapped(struct lay *lay, const struct block *block)
{
	const char *text = lay->detail->document.text.text;
	struct passage *passage = &lay->passage;

	passage->is_mapped = true;
	for (size_t at = block->start; at < block->end; ) {
		size_t len = piece_len(text + at, block->end - at);

		gate(&passage->text, text + at, len, lines_of(block), NULL);
		map_added(passage, at);
		at += len;
		add_link_marks(lay, at);
	}
}

static bool has_link(const struct lay *lay, const struct block *block)
{
	const struct document *document = &lay->detail->document;

	return lay->next_link < document->links.count &&
	       document->links.items[lay->next_link].end <= block->end;
}

void passage_set_block(struct lay *lay, const struct block *block)
{
	const char *text = lay->detail->document.text.text + block->start;
	size_t len = block->end - block->start;
	struct passage *passage = &lay->passage;

	passage_clear(passage);
	passage->start = block->start;
	passage->end = block->end;
	if (!has_link(lay, block)) {
		gate(&passage->text, text, len, lines_of(block), NULL);
		if (passage->text.len == len && memcmp(passage->text.text, text, len) == 0)
			return;
		strbuf_clear(&passage->text);
	}
	add_mapped(lay, block);
}

size_t passage_source(const struct passage *passage, size_t at)
{
	if (!passage->is_mapped)
		return passage->start + at < passage->end ? passage->start + at : passage->end;
	return at < passage->map.count ? passage->map.items[at] : passage->end;
}

size_t passage_at(const struct passage *passage, size_t at)
{
	size_t low = 0, high = passage->map.count;

	if (at <= passage->start)
		return 0;
	if (!passage->is_mapped)
		return at < passage->end ? at - passage->start : passage->text.len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (passage->map.items[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

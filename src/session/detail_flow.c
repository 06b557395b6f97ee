/* Flows: gated text that knows where it came from. */
#include "config.h"

#include "session/detail_int.h"

#include "util/gate.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

void flow_init(struct flow *flow)
{
	memset(flow, 0, sizeof *flow);
	strbuf_init(&flow->text);
	strbuf_init(&flow->breaks);
}

void flow_release(struct flow *flow)
{
	strbuf_release(&flow->text);
	strbuf_release(&flow->breaks);
	VEC_RELEASE(&flow->map);
}

void flow_clear(struct flow *flow)
{
	strbuf_clear(&flow->text);
	strbuf_clear(&flow->breaks);
	VEC_CLEAR(&flow->map);
	flow->is_mapped = false;
	flow->start = flow->end = 0;
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

/* Says of what was added to the flow since that it came from byte SOURCE. */
static void map_added(struct flow *flow, size_t source)
{
	while (flow->map.count < flow->text.len)
		*VEC_PUSH(&flow->map) = source;
}

/* Adds the marks of the links that end at or before byte AT of the document. */
static void add_link_marks(struct lay *lay, size_t at)
{
	const struct document *document = &lay->detail->document;

	while (lay->next_link < document->links.count &&
	       document->links.items[lay->next_link].end <= at) {
		strbuf_printf(&lay->flow.text, "[%zu]", ++lay->next_link);
		map_added(&lay->flow, at);
	}
}

/* The slow way, character by character, where the gate changes something or a mark comes in. */
static void add_mapped(struct lay *lay, const struct block *block)
{
	const char *text = lay->detail->document.text.text;
	struct flow *flow = &lay->flow;

	flow->is_mapped = true;
	for (size_t at = block->start; at < block->end; ) {
		size_t len = piece_len(text + at, block->end - at);

		gate(&flow->text, text + at, len, lines_of(block), NULL);
		map_added(flow, at);
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

void flow_set_block(struct lay *lay, const struct block *block)
{
	const char *text = lay->detail->document.text.text + block->start;
	size_t len = block->end - block->start;
	struct flow *flow = &lay->flow;

	flow_clear(flow);
	flow->start = block->start;
	flow->end = block->end;
	if (!has_link(lay, block)) {
		gate(&flow->text, text, len, lines_of(block), NULL);
		if (flow->text.len == len && memcmp(flow->text.text, text, len) == 0)
			return;
		strbuf_clear(&flow->text);
	}
	add_mapped(lay, block);
}

size_t flow_source(const struct flow *flow, size_t at)
{
	if (!flow->is_mapped)
		return flow->start + at < flow->end ? flow->start + at : flow->end;
	return at < flow->map.count ? flow->map.items[at] : flow->end;
}

size_t flow_at(const struct flow *flow, size_t at)
{
	size_t low = 0, high = flow->map.count;

	if (at <= flow->start)
		return 0;
	if (!flow->is_mapped)
		return at < flow->end ? at - flow->start : flow->text.len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (flow->map.items[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Markdown: md4c's events to a document.
 *
 * md4c hands out pieces of the body, which is how each knows where it came from.
 */
#include "config.h"

#include "read/markdown_int.h"

#include <md4c.h>
#include <stdint.h>
#include <string.h>

#include "read/entity_int.h"
#include "read/flow_int.h"
#include "read/tag_int.h"
#include "read/text_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define FLAGS \
	(MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_PERMISSIVEATXHEADERS | MD_FLAG_TABLES | \
	 MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS)

/* What a document may give rise to is bounded by its size. */
#define EVENTS_BASE 1000
#define EVENTS_PER_BYTE 8

struct markdown {
	struct flow flow;
	size_t events, events_max;
};

static void add_entity(struct flow *flow, size_t start, size_t end)
{
	uint32_t code;

	if (entity_read(flow->body + start, end - start, &code) == end - start)
		flow_add_code(flow, code, start, end);
	else
		flow_add_text(flow, start, end);
}

/* Text that is not part of the body: a line end or a blank in code, a mark for NUL. */
static void add_other(struct flow *flow, MD_TEXTTYPE type, const char *text)
{
	const char *from = flow->body + flow->read_to, *nul = NULL;
	size_t start;

	if (type == MD_TEXT_NULLCHAR)
		nul = memchr(from, '\0', flow->len - flow->read_to);
	start = nul ? (size_t)(nul - flow->body) : 0;
	if (nul)
		flow_add_code(flow, UTF8_REPLACEMENT, start, start + 1);
	else if (flow->is_code && *text == '\n')
		flow_close_block(flow);
	else if (flow->pen.is_open)
		pen_add_blank(&flow->pen, flow->read_to);
}

/* -- tags of HTML */

static void add_link_tag(struct flow *flow, const struct tag *tag, const char *text, size_t len)
{
	flow_end_link(flow);
	flow->in_link = !tag->is_end;
	strbuf_clear(&flow->url);
	if (!tag->is_end)
		tag_href(text, len, &flow->url);
}

static void add_block_tag(struct flow *flow, const struct tag *tag)
{
	flow_end_line(flow);
	if (flow_is_one_line(flow))
		return;
	flow->blank_due = flow->blank_due || tag->action == TAG_BLOCK || tag->action == TAG_HEADING;
	if (tag->action == TAG_ITEM)
		flow->item_due = !tag->is_end;
	if (tag->action == TAG_LIST && !tag->is_end)
		flow->html_depth++;
	else if (tag->action == TAG_LIST && flow->html_depth > 0)
		flow->html_depth--;
	if (tag->action == TAG_HEADING) {
		flow->html_heading = !tag->is_end;
		flow->heading = tag->is_end ? 0 : tag->level;
	}
}

static void add_tag(struct flow *flow, const char *text, size_t len)
{
	struct tag tag;

	if (!tag_read(&tag, text, len)) {
		/* "<your name>" is text; comments and the like are not. */
		size_t start = (size_t)(text - flow->body);

		if (len > 2 && text[0] == '<' && ascii_is_alpha(text[1]) && text[len - 1] == '>')
			flow_add_text(flow, start, start + len);
		return;
	}
	switch (tag.action) {
	case TAG_NONE:
		break;
	case TAG_STRONG:
		flow->html_strong += tag.is_end ? -(flow->html_strong > 0) : 1;
		break;
	case TAG_LINK:
		add_link_tag(flow, &tag, text, len);
		break;
	case TAG_CELL:
		flow->cells_due += flow->pen.is_open && !tag.is_end;
		break;
	case TAG_LINE:
	case TAG_BLOCK:
	case TAG_LIST:
	case TAG_ITEM:
	case TAG_HEADING:
		add_block_tag(flow, &tag);
		break;
	}
}

/* -- md4c's events */

static int count_event(struct markdown *md)
{
	return ++md->events > md->events_max;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct markdown *md = data;
	struct flow *flow = &md->flow;

	if (type != MD_BLOCK_TD && type != MD_BLOCK_TH)
		flow_close_block(flow);
	switch (type) {
	case MD_BLOCK_UL:
	case MD_BLOCK_OL:
		flow->depth++;
		break;
	case MD_BLOCK_LI:
		flow->item_due = true;
		break;
	case MD_BLOCK_H:
		flow->heading = (int)((const MD_BLOCK_H_DETAIL *)detail)->level;
		break;
	case MD_BLOCK_CODE:
		flow->is_code = true;
		break;
	case MD_BLOCK_TR:
		flow->is_row = true;
		flow->has_cell = false;
		flow->cells_due = 0;
		break;
	case MD_BLOCK_TH:
	case MD_BLOCK_TD:
		flow->cells_due += flow->has_cell;
		flow->has_cell = true;
		break;
	case MD_BLOCK_HR:
		pen_rule(&flow->pen, true);
		break;
	default:
		break;
	}
	return count_event(md);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct markdown *md = data;
	struct flow *flow = &md->flow;

	(void)detail;
	if (type == MD_BLOCK_TD || type == MD_BLOCK_TH)
		return count_event(md);
	if (type == MD_BLOCK_H)
		flow_close_heading(flow);
	flow_close_block(flow);
	if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
		flow->depth--;
	flow->item_due = false;
	flow->is_code = flow->is_row = false;
	flow->cells_due = 0;
	flow->html_strong = 0;
	if (flow->html_heading)
		flow->heading = 0;
	flow->html_heading = false;
	return count_event(md);
}

static void add_attribute(struct strbuf *out, const MD_ATTRIBUTE *attribute)
{
	for (size_t i = 0; attribute->text && attribute->substr_offsets[i] < attribute->size; i++) {
		const char *text = attribute->text + attribute->substr_offsets[i];
		size_t len = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];
		uint32_t code;
		char bytes[4];

		if (attribute->substr_types[i] == MD_TEXT_ENTITY &&
		    entity_read(text, len, &code) == len)
			strbuf_add(out, bytes, utf8_encode(code, bytes));
		else if (attribute->substr_types[i] != MD_TEXT_NULLCHAR)
			strbuf_add(out, text, len);
	}
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct markdown *md = data;
	struct flow *flow = &md->flow;

	flow->strong += type == MD_SPAN_STRONG;
	flow->slanted += type == MD_SPAN_EM;
	if (type == MD_SPAN_A) {
		flow_end_link(flow);
		flow->in_link = true;
		strbuf_clear(&flow->url);
		add_attribute(&flow->url, &((const MD_SPAN_A_DETAIL *)detail)->href);
	}
	return count_event(md);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct markdown *md = data;
	struct flow *flow = &md->flow;

	(void)detail;
	flow->strong -= type == MD_SPAN_STRONG;
	flow->slanted -= type == MD_SPAN_EM;
	if (type == MD_SPAN_A) {
		flow_end_link(flow);
		flow->in_link = false;
	}
	return count_event(md);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
	struct markdown *md = data;
	struct flow *flow = &md->flow;
	uintptr_t first = (uintptr_t)flow->body, at = (uintptr_t)text;
	size_t start = (size_t)(at - first);

	if (type == MD_TEXT_BR)
		flow_end_line(flow);
	else if (type == MD_TEXT_SOFTBR)
		flow_break_line(flow);
	else if (at < first || start >= flow->len)
		add_other(flow, type, text);
	else if (type == MD_TEXT_HTML)
		add_tag(flow, text, size);
	else if (type == MD_TEXT_ENTITY)
		add_entity(flow, start, start + size);
	else
		flow_add_text(flow, start, start + size);
	return count_event(md);
}

void markdown_document(const char *body, size_t len, struct document *document)
{
	static const MD_PARSER parser = {
		.flags = FLAGS,
		.enter_block = on_enter_block, .leave_block = on_leave_block,
		.enter_span = on_enter_span, .leave_span = on_leave_span,
		.text = on_text,
	};
	struct markdown md = { .events_max = EVENTS_BASE + EVENTS_PER_BYTE * len };
	bool is_read = false;

	if (markdown_is_cheap(body, len)) {
		flow_init(&md.flow, body, len, document);
		is_read = md_parse(body, (MD_SIZE)len, &parser, &md) == 0;
		flow_release(&md.flow);
	}
	if (!is_read) {
		document_release(document);
		text_document(body, len, document);
	}
}

/* Tags of HTML that stand in a text: what each does to its layout. */
#include "config.h"

#include "read/tag_int.h"

#include <string.h>

#include "read/entity_int.h"
#include "util/ascii.h"
#include "util/utf8.h"

#define NAME_MAX_LEN 12

static const struct { const char *name; enum tag_action action; int level; } tags[] = {
	{ "a", TAG_LINK, 0 }, { "abbr", TAG_NONE, 0 }, { "article", TAG_BLOCK, 0 },
	{ "aside", TAG_BLOCK, 0 }, { "b", TAG_STRONG, 0 }, { "big", TAG_NONE, 0 },
	{ "blockquote", TAG_BLOCK, 0 }, { "body", TAG_BLOCK, 0 }, { "br", TAG_LINE, 0 },
	{ "button", TAG_NONE, 0 }, { "center", TAG_BLOCK, 0 }, { "code", TAG_NONE, 0 },
	{ "dd", TAG_BLOCK, 0 }, { "del", TAG_NONE, 0 }, { "details", TAG_BLOCK, 0 },
	{ "div", TAG_BLOCK, 0 }, { "dl", TAG_BLOCK, 0 }, { "dt", TAG_BLOCK, 0 },
	{ "em", TAG_NONE, 0 }, { "figure", TAG_BLOCK, 0 }, { "font", TAG_NONE, 0 },
	{ "footer", TAG_BLOCK, 0 }, { "form", TAG_BLOCK, 0 }, { "h1", TAG_HEADING, 1 },
	{ "h2", TAG_HEADING, 2 }, { "h3", TAG_HEADING, 3 }, { "h4", TAG_HEADING, 4 },
	{ "h5", TAG_HEADING, 5 }, { "h6", TAG_HEADING, 6 }, { "head", TAG_BLOCK, 0 },
	{ "header", TAG_BLOCK, 0 }, { "hr", TAG_BLOCK, 0 }, { "html", TAG_BLOCK, 0 },
	{ "i", TAG_NONE, 0 }, { "iframe", TAG_BLOCK, 0 }, { "img", TAG_NONE, 0 },
	{ "input", TAG_NONE, 0 }, { "ins", TAG_NONE, 0 }, { "kbd", TAG_NONE, 0 },
	{ "label", TAG_NONE, 0 }, { "li", TAG_ITEM, 0 }, { "main", TAG_BLOCK, 0 },
	{ "mark", TAG_NONE, 0 }, { "nav", TAG_BLOCK, 0 }, { "ol", TAG_LIST, 0 },
	{ "p", TAG_BLOCK, 0 }, { "pre", TAG_BLOCK, 0 }, { "s", TAG_NONE, 0 },
	{ "section", TAG_BLOCK, 0 }, { "small", TAG_NONE, 0 }, { "span", TAG_NONE, 0 },
	{ "strike", TAG_NONE, 0 }, { "strong", TAG_STRONG, 0 }, { "sub", TAG_NONE, 0 },
	{ "summary", TAG_BLOCK, 0 }, { "sup", TAG_NONE, 0 }, { "table", TAG_BLOCK, 0 },
	{ "tbody", TAG_BLOCK, 0 }, { "td", TAG_CELL, 0 }, { "th", TAG_CELL, 0 },
	{ "thead", TAG_BLOCK, 0 }, { "tr", TAG_BLOCK, 0 }, { "tt", TAG_NONE, 0 },
	{ "u", TAG_NONE, 0 }, { "ul", TAG_LIST, 0 }, { "var", TAG_NONE, 0 },
	{ "wbr", TAG_NONE, 0 },
};

#define TAGS (sizeof tags / sizeof tags[0])

bool tag_read(struct tag *tag, const char *text, size_t len)
{
	size_t start = len > 1 && text[1] == '/' ? 2 : 1, end = start;

	if (len < 2 || text[0] != '<')
		return false;
	while (end < len && end - start < NAME_MAX_LEN && ascii_is_alnum(text[end]))
		end++;
	if (end < len && !ascii_is_space(text[end]) && text[end] != '>' && text[end] != '/')
		return false;
	for (size_t i = 0; i < TAGS; i++) {
		if (strlen(tags[i].name) == end - start &&
		    ascii_starts_len(text + start, end - start, tags[i].name)) {
			*tag = (struct tag){ tags[i].action, tags[i].level, start == 2 };
			return true;
		}
	}
	return false;
}

static void add_resolved(struct strbuf *out, const char *text, size_t len)
{
	for (size_t at = 0; at < len;) {
		uint32_t code;
		char bytes[4];
		size_t taken = entity_read(text + at, len - at, &code);

		if (taken > 0) {
			strbuf_add(out, bytes, utf8_encode(code, bytes));
			at += taken;
		} else {
			strbuf_putc(out, text[at++]);
		}
	}
}

void tag_href(const char *text, size_t len, struct strbuf *url)
{
	for (size_t at = 1; at + 5 < len; at++) {
		size_t start = at + 5, end;
		char quote;

		if (!ascii_is_space(text[at - 1]) ||
		    !ascii_starts_len(text + at, len - at, "href="))
			continue;
		quote = text[start] == '"' || text[start] == '\'' ? text[start++] : ' ';
		for (end = start; end < len && text[end] != quote; end++) {
			if (quote == ' ' && text[end] == '>')
				break;
		}
		add_resolved(url, text + start, end - start);
		return;
	}
}

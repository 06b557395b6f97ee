/* The elements of HTML, and what each does to the layout of a text. */
#include "config.h"

#include "read/html_element_int.h"

#include "util/ascii.h"

#define BLOCK HTML_BLOCK, HTML_ENDS_P, 0
#define NOTHING HTML_INLINE, 0, 0
#define GONE HTML_INLINE, HTML_HIDDEN, 0
#define EMPTY HTML_INLINE, HTML_VOID, 0
#define HEADING HTML_HEADING, HTML_ENDS_P

/* In the order of the names. */
static const struct html_element elements[] = {
	{ "a", HTML_LINK, HTML_ENDS_SAME, 0 },
	{ "abbr", NOTHING },
	{ "acronym", NOTHING },
	{ "address", BLOCK },
	{ "area", EMPTY },
	{ "article", BLOCK },
	{ "aside", HTML_BLOCK, HTML_ENDS_P | HTML_FRAME, 0 },
	{ "audio", GONE },
	{ "b", HTML_STRONG, 0, 0 },
	{ "base", EMPTY },
	{ "bdi", NOTHING },
	{ "bdo", NOTHING },
	{ "big", NOTHING },
	{ "blockquote", BLOCK },
	{ "body", BLOCK },
	{ "br", HTML_BREAK, HTML_VOID, 0 },
	{ "button", GONE },
	{ "canvas", GONE },
	{ "caption", BLOCK },
	{ "center", BLOCK },
	{ "cite", NOTHING },
	{ "code", HTML_CODE, 0, 0 },
	{ "col", EMPTY },
	{ "colgroup", NOTHING },
	{ "data", NOTHING },
	{ "datalist", GONE },
	{ "dd", HTML_BLOCK, HTML_ENDS_P | HTML_ENDS_SAME, 0 },
	{ "del", NOTHING },
	{ "details", BLOCK },
	{ "dfn", NOTHING },
	{ "dialog", HTML_BLOCK, HTML_HIDDEN, 0 },
	{ "dir", HTML_LIST, HTML_ENDS_P, 0 },
	{ "div", BLOCK },
	{ "dl", BLOCK },
	{ "dt", HTML_BLOCK, HTML_ENDS_P | HTML_ENDS_SAME, 0 },
	{ "em", NOTHING },
	{ "embed", EMPTY },
	{ "fieldset", BLOCK },
	{ "figcaption", BLOCK },
	{ "figure", BLOCK },
	{ "font", NOTHING },
	{ "footer", HTML_BLOCK, HTML_ENDS_P | HTML_FRAME, 0 },
	{ "form", BLOCK },
	{ "frame", EMPTY },
	{ "frameset", BLOCK },
	{ "g", GONE },
	{ "h1", HEADING, 1 },
	{ "h2", HEADING, 2 },
	{ "h3", HEADING, 3 },
	{ "h4", HEADING, 4 },
	{ "h5", HEADING, 5 },
	{ "h6", HEADING, 6 },
	{ "head", BLOCK },
	{ "header", BLOCK },
	{ "hgroup", BLOCK },
	{ "hr", HTML_RULE, HTML_VOID | HTML_ENDS_P, 0 },
	{ "html", BLOCK },
	{ "i", NOTHING },
	{ "iframe", HTML_INLINE, HTML_RAW | HTML_HIDDEN, 0 },
	{ "img", EMPTY },
	{ "input", EMPTY },
	{ "ins", NOTHING },
	{ "kbd", NOTHING },
	{ "label", NOTHING },
	{ "legend", BLOCK },
	{ "li", HTML_ITEM, HTML_ENDS_P | HTML_ENDS_SAME, 0 },
	{ "link", EMPTY },
	{ "main", BLOCK },
	{ "map", NOTHING },
	{ "mark", NOTHING },
	{ "menu", HTML_LIST, HTML_ENDS_P, 0 },
	{ "meta", EMPTY },
	{ "meter", GONE },
	{ "nav", HTML_BLOCK, HTML_ENDS_P | HTML_HIDDEN, 0 },
	{ "nobr", NOTHING },
	{ "noframes", HTML_INLINE, HTML_RAW | HTML_HIDDEN, 0 },
	{ "noscript", GONE },
	{ "object", GONE },
	{ "ol", HTML_LIST, HTML_ENDS_P, 1 },
	{ "optgroup", GONE },
	{ "option", HTML_INLINE, HTML_HIDDEN | HTML_ENDS_SAME, 0 },
	{ "output", NOTHING },
	{ "p", BLOCK },
	{ "param", EMPTY },
	{ "path", GONE },
	{ "picture", NOTHING },
	{ "pre", HTML_PRE, HTML_ENDS_P, 0 },
	{ "progress", GONE },
	{ "q", NOTHING },
	{ "s", NOTHING },
	{ "samp", NOTHING },
	{ "script", HTML_INLINE, HTML_RAW | HTML_HIDDEN, 0 },
	{ "section", BLOCK },
	{ "select", GONE },
	{ "slot", NOTHING },
	{ "small", NOTHING },
	{ "source", EMPTY },
	{ "span", NOTHING },
	{ "strike", NOTHING },
	{ "strong", HTML_STRONG, 0, 0 },
	{ "style", HTML_INLINE, HTML_RAW | HTML_HIDDEN, 0 },
	{ "sub", NOTHING },
	{ "summary", BLOCK },
	{ "sup", NOTHING },
	{ "svg", GONE },
	{ "table", BLOCK },
	{ "tbody", BLOCK },
	{ "td", HTML_CELL, HTML_ENDS_SAME, 0 },
	{ "template", GONE },
	{ "textarea", HTML_INLINE, HTML_RAW | HTML_HIDDEN, 0 },
	{ "tfoot", BLOCK },
	{ "th", HTML_CELL, HTML_ENDS_SAME, 0 },
	{ "thead", BLOCK },
	{ "time", NOTHING },
	{ "title", HTML_INLINE, HTML_RAW | HTML_HIDDEN, 0 },
	{ "tr", HTML_ROW, HTML_ENDS_SAME, 0 },
	{ "track", EMPTY },
	{ "tt", NOTHING },
	{ "u", NOTHING },
	{ "ul", HTML_LIST, HTML_ENDS_P, 0 },
	{ "var", NOTHING },
	{ "video", GONE },
	{ "wbr", EMPTY },
	{ "xmp", HTML_PRE, HTML_RAW | HTML_ENDS_P, 0 },
};

#define ELEMENTS (sizeof elements / sizeof elements[0])

static int compare(const char *name, size_t len, const char *element)
{
	for (size_t i = 0; i < len; i++) {
		int difference = (unsigned char)ascii_lower(name[i]) - (unsigned char)element[i];

		if (difference != 0)
			return difference;
	}
	return element[len] == '\0' ? 0 : -1;
}

const struct html_element *html_element_find(const char *name, size_t len)
{
	size_t low = 0, high = ELEMENTS;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int difference = compare(name, len, elements[middle].name);

		if (difference == 0)
			return &elements[middle];
		if (difference < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

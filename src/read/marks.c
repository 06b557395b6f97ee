/* What tells Markdown from plain text. */
#include "config.h"

#include <string.h>

#include "read/entity_int.h"
#include "read/lines_int.h"
#include "read/markdown_int.h"
#include "read/tag_int.h"
#include "util/ascii.h"

/* Marks are weighed: one that plain text never has is enough, of the others it takes several. */
#define ENOUGH 3

#define TAG_BYTES_MAX 512

static bool is_space_at(const char *text, size_t len, size_t at)
{
	return at >= len || ascii_is_space(text[at]);
}

/* "## text", and "##text" from two marks on: one mark is a hash tag. */
static int weigh_heading(const char *text, size_t len)
{
	size_t marks = 0;

	while (marks < len && text[marks] == '#')
		marks++;
	if (marks == 0 || marks > 6 || marks == len)
		return 0;
	if (text[marks] == ' ' || text[marks] == '\t')
		return ENOUGH;
	return marks > 1 && ascii_is_alnum(text[marks]) ? ENOUGH : 0;
}

static int weigh_fence(const char *text, size_t len)
{
	if (len < 3)
		return 0;
	return memcmp(text, "```", 3) == 0 || memcmp(text, "~~~", 3) == 0 ? ENOUGH : 0;
}

/* The line below the head of a table: "|---|:--|" */
static int weigh_table(const char *text, size_t len)
{
	size_t bars = 0, dashes = 0;

	for (size_t at = 0; at < len; at++) {
		if (!memchr("|-: \t", text[at], 5))
			return 0;
		bars += text[at] == '|';
		dashes += text[at] == '-';
	}
	return bars > 0 && dashes >= 3 ? ENOUGH : 0;
}

/* "**text**" or "__text__": the closing pair, where an opening one stands at *OPEN - 1. */
static int weigh_strong(const char *text, size_t len, size_t at, size_t *open)
{
	if (at + 1 >= len || text[at + 1] != text[at])
		return 0;
	if (*open > 0 && text[*open - 1] == text[at] && at > *open + 1 &&
	    !ascii_is_space(text[at - 1])) {
		*open = 0;
		return ENOUGH;
	}
	if (!is_space_at(text, len, at + 2))
		*open = at + 1;
	return 0;
}

/* "](http..." or another target of a link. */
static int weigh_link(const char *text, size_t len, size_t at)
{
	static const char *const targets[] = { "http", "mailto:", "www.", "/", "#" };

	if (at + 2 >= len || text[at + 1] != '(')
		return 0;
	for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
		if (ascii_starts_len(text + at + 2, len - at - 2, targets[i]))
			return ENOUGH;
	}
	return 0;
}

static int weigh_tag(const char *text, size_t len, size_t at)
{
	size_t left = len - at < TAG_BYTES_MAX ? len - at : TAG_BYTES_MAX;
	struct tag tag;

	if (ascii_starts_len(text + at, len - at, "<http"))
		return 2;
	return tag_read(&tag, text + at, left) && memchr(text + at, '>', left) ? ENOUGH : 0;
}

/* What weigh_at() knows. */
static const bool is_mark[256] = {
	['*'] = 1, ['_'] = 1, [']'] = 1, ['<'] = 1, ['&'] = 1, ['\\'] = 1,
};

static int weigh_at(const char *text, size_t len, size_t at, size_t *open)
{
	uint32_t code;

	switch (text[at]) {
	case '*':
	case '_':
		return weigh_strong(text, len, at, open);
	case ']':
		return weigh_link(text, len, at);
	case '<':
		return weigh_tag(text, len, at);
	case '&':
		return entity_read(text + at, len - at, &code) > 0;
	case '\\':
		return at + 1 < len && memchr("-*_.#[]()!+~&", text[at + 1], 13) != NULL;
	default:
		return 0;
	}
}

static int weigh_line(const char *text, size_t len)
{
	size_t open = 0;
	int weight = weigh_heading(text, len);

	if (weight == 0)
		weight = weigh_fence(text, len);
	if (weight == 0)
		weight = weigh_table(text, len);
	for (size_t at = 0; weight < ENOUGH; at++) {
		while (at < len && !is_mark[(unsigned char)text[at]])
			at++;
		if (at == len)
			break;
		weight += weigh_at(text, len, at, &open);
	}
	return weight;
}

bool markdown_likely_lines(const struct lines *lines)
{
	int weight = 0;

	for (size_t i = 0; i < lines->count && weight < ENOUGH; i++) {
		const struct line *line = &lines->items[i];

		if (!line_is_blank(line))
			weight += weigh_line(lines->body + line->text, line->end - line->text);
	}
	return weight >= ENOUGH;
}

bool markdown_likely(const char *body, size_t len)
{
	struct lines lines;
	bool is_likely;

	lines_init_cut(&lines, body, len);
	is_likely = markdown_likely_lines(&lines);
	lines_release(&lines);
	return is_likely;
}

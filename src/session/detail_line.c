/* One line of the detail: its text and the roles of its parts. */
#include "config.h"

#include "session/detail_int.h"

#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

struct detail_line *lay_line(struct lay *lay)
{
	struct detail_line *line = VEC_PUSH(&lay->detail->lines);

	*line = (struct detail_line){ .text = xstrdup("") };
	return line;
}

void line_add(struct detail_line *line, enum role role, const char *text, size_t len)
{
	size_t before = strlen(line->text);

	if (len == 0)
		return;
	line->text = xrealloc(line->text, before + len + 1, 1);
	memcpy(line->text + before, text, len);
	line->text[before + len] = '\0';
	if (role != ROLE_TEXT)
		*VEC_PUSH(&line->spans) = (struct detail_span){ before, before + len, role };
}

void line_puts(struct detail_line *line, enum role role, const char *text)
{
	line_add(line, role, text, strlen(text));
}

void line_pad(struct detail_line *line, size_t col)
{
	size_t cols = utf8_cols(line->text, strlen(line->text));

	while (cols++ < col)
		line_puts(line, ROLE_TEXT, " ");
}

/* Cuts [start, end) out of the spans. */
static void cut_out(struct detail_line *line, size_t start, size_t end)
{
	for (size_t i = 0; i < line->spans.count; i++) {
		struct detail_span *span = &line->spans.items[i];
		struct detail_span rest = { end, span->end, span->role };

		if (span->end <= start || span->start >= end)
			continue;
		if (span->start >= start) {
			if (span->end > end) {
				span->start = end;
			} else {
				VEC_REMOVE(&line->spans, i);
				i--;
			}
			continue;
		}
		span->end = start;
		if (rest.end <= end)
			continue;
		(void)VEC_PUSH(&line->spans);
		memmove(&line->spans.items[i + 2], &line->spans.items[i + 1],
			(line->spans.count - i - 2) * sizeof rest);
		line->spans.items[++i] = rest;
	}
}

size_t line_overlay(struct detail_line *line, size_t start, size_t end, enum role role)
{
	size_t at = 0;

	cut_out(line, start, end);
	while (at < line->spans.count && line->spans.items[at].start < start)
		at++;
	(void)VEC_PUSH(&line->spans);
	memmove(&line->spans.items[at + 1], &line->spans.items[at],
		(line->spans.count - at - 1) * sizeof *line->spans.items);
	line->spans.items[at] = (struct detail_span){ start, end, role };
	return at;
}

void line_release(struct detail_line *line)
{
	free(line->text);
	VEC_RELEASE(&line->spans);
}

void lay_gap(struct lay *lay)
{
	size_t count = lay->detail->lines.count;

	if (count > 0 && lay->detail->lines.items[count - 1].text[0] != '\0')
		lay_line(lay);
}

/* What one asks of lines: how one ends, in which of them and in which kind of section a word is. */
#include "config.h"

#include "extract/outline_int.h"

#include "util/ascii.h"

bool outline_ends_with(const struct view *view, const struct line *line, char c)
{
	size_t end = line->end;

	while (end > line->start && ascii_is_space(view->text[end - 1]))
		end--;
	return end > line->start && view->text[end - 1] == c;
}

const struct line *outline_line_at(const struct outline *outline, size_t word)
{
	size_t low = 0;
	size_t high = outline->lines.count;

	if (high == 0)
		return NULL;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (outline->lines.items[middle].first <= word)
			low = middle;
		else
			high = middle;
	}
	return &outline->lines.items[low];
}

enum section_kind outline_kind_at(const struct outline *outline, size_t word)
{
	const struct line *line = outline_line_at(outline, word);

	return line != NULL ? line->kind : SECTION_OTHER;
}

/* Rows of the detail: a line of text alone, or beside a label. */
#include "config.h"

#include "session/detail_int.h"

#include "util/gate.h"

#include <string.h>

void passage_add(struct lay *lay, const char *text, bool whole)
{
	size_t before = lay->passage.text.len;

	gate(&lay->passage.text, text, strlen(text), GATE_ONE_LINE, NULL);
	for (size_t at = before; at < lay->passage.text.len; at++) {
		char c = lay->passage.text.text[at];

		strbuf_putc(&lay->passage.breaks, whole && c == ' ' ? '_' : c);
	}
}

void lay_plain(struct lay *lay, enum role role, const char *text)
{
	passage_clear(&lay->passage);
	passage_add(lay, text, false);
	lay_passage(lay, &(struct wrap){ .first = "", .rest = "", .role = role });
}

void lay_labelled(struct lay *lay, const char *label, enum role role)
{
	char first[LABEL_COLS + 1], rest[LABEL_COLS + 1];
	size_t len = strlen(label) < LABEL_COLS ? strlen(label) : LABEL_COLS - 1;

	memset(first, ' ', LABEL_COLS);
	memset(rest, ' ', LABEL_COLS);
	memcpy(first, label, len);
	first[LABEL_COLS] = rest[LABEL_COLS] = '\0';
	lay_passage(lay, &(struct wrap){ .first = first, .rest = rest, .prefix_role = ROLE_LABEL,
				      .role = role });
}

void lay_pair(struct lay *lay, const char *label, enum role role, const char *text)
{
	passage_clear(&lay->passage);
	passage_add(lay, text, false);
	lay_labelled(lay, label, role);
}

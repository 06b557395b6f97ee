/*
 * Prompts: a question on the last line. Each kind is one row of a table: its label, what completes
 * it, what an answer does.
 */
#ifndef SHORTLIST_SESSION_PROMPT_H
#define SHORTLIST_SESSION_PROMPT_H

#include "session/line_edit.h"

#include <stdbool.h>
#include <stddef.h>

enum prompt_kind {
	PROMPT_NONE, PROMPT_COMMAND, PROMPT_STAGE, PROMPT_TAG, PROMPT_HIDE, PROMPT_EXPORT,
	PROMPT_OPEN_LINK, PROMPT_REPLACE_FILE
};

struct prompt {
	enum prompt_kind kind;
	struct line_edit edit;
	/* Candidates for what is typed, shown above the line; SIZE_MAX: none is chosen. */
	struct { struct { char *text; char *help; } *items; size_t count, cap; } candidates;
	size_t chosen;
	size_t start, end;       /* bytes of the line that a candidate replaces */
	char *subject;           /* what is asked about, as shown: a link, a file; may be NULL */
	char *target;            /* the link or file itself; may be NULL */
	bool is_shortlist;       /* of an export: the shortlist, not the list */
};

/* "stage: " and so on. */
const char *prompt_label(enum prompt_kind kind);

#endif

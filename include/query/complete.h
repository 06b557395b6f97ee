/*
 * Completion: what is being typed at the cursor, and which keys could be meant. The values of a
 * field with open values come from the store, with counts; this says which to ask for.
 */
#ifndef SHORTLIST_QUERY_COMPLETE_H
#define SHORTLIST_QUERY_COMPLETE_H

#include "posting/field.h"

#include <stdbool.h>
#include <stddef.h>

enum completion_kind {
	COMPLETE_NOTHING,
	COMPLETE_KEY,            /* a word that may become a key */
	COMPLETE_VALUE,          /* a value of `field` */
	COMPLETE_CHOICE,         /* a word of is:, has: or sort:, of a choice field, or a usual
				  * form of a range: all in `items` */
};

struct completion {
	enum completion_kind kind;
	enum field_id field;     /* of a value; FIELD_COUNT where the key is is:, has: or sort: */
	size_t start, end;       /* the bytes of the line that a candidate replaces, with quotes */
	char *prefix;            /* what stands there before the cursor, unquoted */
	/* Candidates that start with the prefix, then those that hold it, in any case; with a
	 * sentence each. A key ends with its colon. All may be put in as they are; a value from
	 * elsewhere goes through query_quote(). */
	struct { struct { char *text; const char *help; } *items; size_t count, cap; } items;
};

/* What can be completed at byte CURSOR of LINE. Release with completion_release(). */
void completion_find(const char *line, size_t cursor, struct completion *completion);
void completion_release(struct completion *completion);

#endif

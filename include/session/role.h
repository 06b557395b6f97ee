/*
 * Roles: what a piece of text on the screen is. Themes say what each looks like.
 *
 * One list gives the enum, the names in theme files and the manual.
 */
#ifndef SHORTLIST_SESSION_ROLE_H
#define SHORTLIST_SESSION_ROLE_H

#include <stddef.h>

#define ROLE_LIST(X) \
	X(TEXT, "text", "running text; the ground of every other role") \
	X(DIM, "dim", "what is secondary") \
	X(TITLE, "title", "the title of a posting") \
	X(COMPANY, "company", "its company") \
	X(PLACE, "place", "its places and workplace") \
	X(PAY, "pay", "its pay") \
	X(AGE, "age", "how long ago it was posted") \
	X(MUST, "must", "a technology that is required") \
	X(NICE, "nice", "a technology that is preferred") \
	X(MATCH, "match", "text that the query looks for") \
	X(CURRENT, "current", "the match or the evidence that is looked at") \
	X(SELECTED, "selected", "the row under the cursor, in the pane that has the keys") \
	X(UNFOCUSED, "unfocused", "the row under the cursor, in another pane") \
	X(SHORTLISTED, "shortlisted", "the mark of the shortlist") \
	X(NEW, "new", "the mark of a posting not opened yet") \
	X(CHANGED, "changed", "the mark of a posting whose text has changed") \
	X(ADDED, "added", "words that a change of the text has put in") \
	X(REMOVED, "removed", "words that a change of the text has taken away") \
	X(STAGE, "stage", "how far an application has come") \
	X(UNKNOWN, "unknown", "a fact that is not known, or only inferred") \
	X(WARNING, "warning", "a contradiction, a fault, a refusal") \
	X(RULE, "rule", "a line where two things meet") \
	X(HEADING, "heading", "a heading of a pane or a section") \
	X(LABEL, "label", "the name of a fact") \
	X(LINK, "link", "a link") \
	X(NUMBER, "number", "a number of postings") \
	X(BAR, "bar", "a bar of a chart") \
	X(INCLUDED, "included", "a value that the query asks for") \
	X(EXCLUDED, "excluded", "a value that the query leaves out") \
	X(QUERY_KEY, "query-key", "a key in the query line") \
	X(QUERY_VALUE, "query-value", "a value in the query line") \
	X(QUERY_OPERATOR, "query-operator", "OR, a minus, a parenthesis, sort:") \
	X(QUERY_WRONG, "query-wrong", "a part of the query line that is not understood") \
	X(PROMPT, "prompt", "the label of a question on the last line") \
	X(KEY, "key", "a key in the key bar and in help") \
	X(KEY_TEXT, "key-text", "what a key does") \
	X(MESSAGE, "message", "what the last action did")

enum role {
#define ROLE_ENUM(id, name, help) ROLE_##id,
	ROLE_LIST(ROLE_ENUM)
#undef ROLE_ENUM
	ROLE_COUNT
};

struct role_row { const char *name, *help; };
extern const struct role_row role_table[ROLE_COUNT];

/* ROLE_COUNT for an unknown name. */
enum role role_find(const char *name);

#endif

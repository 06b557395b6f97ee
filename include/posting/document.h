/*
 * A document: the text of a posting cut into blocks, with marks removed and their places
 * remembered.
 *
 * `text` holds the blocks' plain text one after another, each followed by a newline: no Markdown
 * marks, no bullets. Extractors and the detail pane work on it; document_source() gives back the
 * bytes of the body that a range of it came from, for evidence.
 *
 * Built by read/document.h's readers; a plain value that owns its memory.
 */
#ifndef SHORTLIST_POSTING_DOCUMENT_H
#define SHORTLIST_POSTING_DOCUMENT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum block_kind {
	BLOCK_PARAGRAPH,         /* one line or several that were joined */
	BLOCK_HEADING,           /* marked as such by the format (# in Markdown) */
	BLOCK_ITEM,              /* of a list */
	BLOCK_CODE,
	BLOCK_ROW,               /* of a table; cells divided by " | " */
	BLOCK_RULE,              /* a dividing line; no text */
};

struct block {
	enum block_kind kind;
	int level;               /* heading: 1 to 6; item: depth of nesting from 1; else 0 */
	bool is_strong;          /* all of it is bold */
	bool after_blank;        /* at least one blank line stands before it */
	size_t start, end;       /* bytes of `text`, without the newline */
};

/* Bytes [at, at + len) of `text` came from the body from byte `source` on. */
struct document_run { size_t at, len, source; };

/* A range of `text` that the format marks as bold. */
struct document_strong { size_t start, end; };

/* A range of `text` that is a link, and where it leads. */
struct document_link { size_t start, end; char *url; };

struct document {
	struct strbuf text;
	struct { struct block *items; size_t count, cap; } blocks;
	struct { struct document_run *items; size_t count, cap; } runs;
	struct { struct document_link *items; size_t count, cap; } links;
	struct { struct document_strong *items; size_t count, cap; } strongs;
};

void document_init(struct document *document);
void document_release(struct document *document);

/* For the readers: opens a block, adds bytes that came from SOURCE (adjoining runs are merged),
 * adds bytes that the body does not have, closes the block (blanks at both ends are trimmed; an
 * empty one other than a rule is dropped and false returned). */
void document_open_block(struct document *document, enum block_kind kind, int level);
void document_add(struct document *document, const char *bytes, size_t len, size_t source);
void document_add_made(struct document *document, const char *bytes, size_t len);
void document_add_link(struct document *document, size_t start, const char *url, size_t len);
/* What was added from byte START of `text` on is bold; ranges with nothing but a blank between them
 * become one. */
void document_add_strong(struct document *document, size_t start);
bool document_close_block(struct document *document);

/* The bytes of the body that [start, end) of `text` came from; false where none did. */
bool document_source(const struct document *document, size_t start, size_t end,
		     size_t *source_start, size_t *source_end);

/* The range of `text` that came from bytes [start, end) of the body; false where none did. */
bool document_from_source(const struct document *document, size_t source_start, size_t source_end,
			  size_t *start, size_t *end);

/* The block that holds byte AT of `text`; its index, or blocks.count. */
size_t document_block_at(const struct document *document, size_t at);

#endif

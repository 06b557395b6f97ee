/* Documents and postings as text, for comparing with what a test expects. */
#ifndef SHORTLIST_TESTS_READ_DUMP_H
#define SHORTLIST_TESTS_READ_DUMP_H

#include "posting/document.h"
#include "posting/raw.h"
#include "util/strbuf.h"

/*
 * One line a block: its kind (P, H, I, C, R, -), its level where it has one, "!" where it is
 * strong, "^" where it follows a blank line, a blank, its text. Then "<" and an address for each
 * link, with the text that leads there.
 */
void dump_document(struct strbuf *out, const struct document *document);

/* The facts, "title=Cook" a line, then the document. */
void dump_posting(struct strbuf *out, const struct raw_posting *raw);

/* Fails unless TEXT, read as text or as Markdown, gives EXPECTED. */
void assert_text(const char *text, const char *expected);
void assert_markdown(const char *text, const char *expected);

/* Fails unless TEXT, in which each ' stands for a ", gives EXPECTED when read as JSON: for each
 * posting "@LINE REF" and, where there is one, "/SLUG", then what dump_posting() adds; for each
 * that is refused "refused@LINE WHY"; where the file as a whole is, the message. */
void assert_json(const char *text, const char *expected);

/* Fails unless FOUND is EXPECTED, and shows both. */
void assert_dump(const struct strbuf *found, const char *expected);

#endif

/*
 * Readers: bytes in any format to raw postings.
 *
 * A reader is one row of the table in read/reader.c and one file: what it recognises, by content
 * and never by name, and the function that reads. The first row that recognises a file takes it;
 * the last takes any text.
 */
#ifndef SHORTLIST_READ_READER_H
#define SHORTLIST_READ_READER_H

#include "posting/raw.h"
#include "read/sink.h"
#include "util/err.h"

#include <stdbool.h>
#include <stddef.h>

struct reader {
	const char *name;        /* for --format-like hints and reports: "yaml" */
	const char *what;        /* for the manual: what it reads */
	bool (*recognises)(const char *bytes, size_t len);
	/* False where the file as a whole cannot be read: then nothing of it counts, whatever
	 * the sink was given. *err says NAME, line and column. */
	bool (*read)(const char *bytes, size_t len, const char *name,
		     const struct reader_sink *sink, struct err *err);
};

/* The table; ends with a NULL name. */
extern const struct reader reader_table[];

/* Reads one file's bytes. NAME is for messages. False with a true reason where it holds no posting:
 * empty, binary, compressed, UTF-16, broken. */
bool reader_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
		 struct err *err);

/* The same by reader AS, whatever the content looks like; NULL: by the one that recognises it. */
bool reader_read_as(const struct reader *as, const char *bytes, size_t len, const char *name,
		    const struct reader_sink *sink, struct err *err);

/* The reader of that name, NULL for none. */
const struct reader *reader_find(const char *name);

/* Cuts a body into its document again, as the reader did (for showing what is stored). */
void reader_document(const char *body, size_t len, enum body_format format,
		     struct document *document);

#endif

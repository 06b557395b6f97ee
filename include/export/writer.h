/*
 * Writers: records to text, Markdown, HTML, tsv, csv, json, jsonl.
 *
 * A writer is one row of the table in export/writer.c and one file. It is given records one at a
 * time and adds to a buffer that the caller writes out; text for people is gated, JSON is escaped.
 */
#ifndef SHORTLIST_EXPORT_WRITER_H
#define SHORTLIST_EXPORT_WRITER_H

#include "posting/document.h"
#include "posting/place.h"
#include "posting/record.h"
#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct write_options {
	bool has_body;           /* show, export, inspect: the whole text */
	bool has_evidence;       /* inspect */
	bool is_list;            /* one line a posting, where the format has lines */
	bool use_color;          /* text only: SGR sequences for a terminal */
	bool is_ascii;           /* text only: no character outside ASCII */
	bool is_headless;        /* csv, tsv: without the line of names on top */
	bool is_raw_csv;         /* csv: cells are not made safe for spreadsheets */
	size_t cols;             /* text only: the width to fit lists and text to; 0: no limit */
	int32_t today;           /* for ages */
	const char *heading;     /* text, markdown and html: a line on top; NULL for none */
	const struct gazetteer *gazetteer; /* for the names of places */
	/* text only: cuts a body into blocks, so that it can be laid out; NULL: it is written as
	 * it is */
	void (*document)(const char *body, size_t len, enum body_format format,
			 struct document *document);
};

struct writer {
	const char *name;        /* as given to --format */
	const char *suffix;      /* of a file name: ".txt" */
	const char *help;
	/* Each may be NULL. INDEX counts from 0. */
	void (*begin)(struct strbuf *out, const struct write_options *options);
	void (*record)(struct strbuf *out, const struct record *record, size_t index,
		       const struct write_options *options);
	void (*end)(struct strbuf *out, size_t count, const struct write_options *options);
};

/* The rows of the table, from 0; NULL past the last. */
const struct writer *writer_at(size_t at);

/* By name, any case; "md", "txt" and "ndjson" work too. NULL for none. */
const struct writer *writer_find(const char *name);
/* By the suffix of a file name; NULL where it says nothing. */
const struct writer *writer_for_file(const char *path);

#endif

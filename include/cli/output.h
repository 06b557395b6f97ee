/*
 * Where a command's data goes: standard output, or the file of -o, which appears whole or not at
 * all.
 */
#ifndef SHORTLIST_CLI_OUTPUT_H
#define SHORTLIST_CLI_OUTPUT_H

#include "cli/program.h"
#include "export/writer.h"
#include "util/strbuf.h"

#include <stdbool.h>

struct output {
	const struct options *options;
	const struct writer *writer;
	struct write_options write;
	struct strbuf text;      /* not yet written */
	size_t count;            /* records */
	bool is_closed;          /* the reader of our output is gone; be quiet */
};

/* Chooses the writer: --format, the suffix of -o, text where a person reads, PLAIN elsewhere. */
bool output_init(struct output *output, struct program *program, const char *plain,
		 struct err *err);
void output_release(struct output *output);

void output_record(struct output *output, const struct record *record);

/* Writes what is pending where it goes to standard output; false where it cannot be written. */
bool output_flush(struct output *output, struct err *err);
/* Ends the document and writes it. */
bool output_end(struct output *output, struct err *err);

/* Writes text as it is; for help and charts. */
bool output_text(const struct options *options, const struct strbuf *text, struct err *err);

/* Whether people read standard output, whether it takes colour, its width (0: unknown), and
 * whether it can show what UTF-8 can. */
bool output_is_terminal(void);
bool output_has_color(const struct options *options);
size_t output_cols(void);
bool output_is_ascii(const struct options *options);

#endif

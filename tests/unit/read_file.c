/* Whole files through the readers, and what came of them as text. */
#include "config.h"

#include "read_file.h"

#include <string.h>

#include "posting/raw.h"
#include "read/reader.h"
#include "read/sink.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

static void take_posting(struct raw_posting *raw, void *data)
{
	struct strbuf *out = data;

	strbuf_printf(out, "@%zu", raw->line);
	if (raw->ref)
		strbuf_printf(out, " %s", raw->ref);
	if (raw->company_slug)
		strbuf_printf(out, " (%s)", raw->company_slug);
	if (raw->bad_bytes > 0)
		strbuf_printf(out, " %zu bad", raw->bad_bytes);
	strbuf_putc(out, '\n');
	dump_posting(out, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "refused@%zu %s\n", line, why);
}

void assert_file_len(const char *text, size_t len, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	const struct reader_sink sink = { take_posting, take_refusal, &out };
	struct err err = ERR_INIT;

	if (!reader_read(text, len, "a", &sink, &err))
		strbuf_printf(&out, "%s\n", err.text);
	assert_dump(&out, expected);
	err_release(&err);
	strbuf_release(&out);
}

void assert_file(const char *text, const char *expected)
{
	assert_file_len(text, strlen(text), expected);
}

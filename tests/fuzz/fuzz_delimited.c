/*
 * The reader of tables, given any bytes: it ends, it gives postings or a reason, and every row is
 * where it says. The first byte says whether the table must have a known header, which is then
 * put before the rest. It is linked with libFuzzer to look for inputs and with replay.c to try the
 * saved ones.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "posting/raw.h"
#include "read/delimited_int.h"
#include "read/table_cell_int.h"
#include "util/err.h"
#include "util/node.h"
#include "util/strbuf.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct seen {
	size_t postings, refused, lines, last;
};

static void see(struct seen *seen, size_t line)
{
	MUST(line >= seen->last && line <= seen->lines);
	seen->last = line;
}

static void take_posting(struct raw_posting *raw, void *data)
{
	struct seen *seen = data;

	see(seen, raw->line);
	for (size_t i = 0; i < raw->facts.count; i++)
		MUST(utf8_is_valid(raw->facts.items[i].text, strlen(raw->facts.items[i].text)));
	seen->postings++;
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct seen *seen = data;

	MUST(*why);
	see(seen, line);
	seen->refused++;
}

static void read_table(const char *bytes, size_t len)
{
	struct seen seen = { .lines = 1 };
	struct reader_sink sink = { take_posting, take_refusal, &seen };
	struct err err = ERR_INIT;

	for (size_t i = 0; i < len; i++)
		seen.lines += bytes[i] == '\n' || bytes[i] == '\r';
	if (delimited_read(bytes, len, "input", &sink, &err))
		MUST(seen.postings + seen.refused > 0 && !err.text);
	else
		MUST(err.text && strstr(err.text, "input") && err.status == STATUS_BAD_DATA);
	err_release(&err);
}

static void read_cell(const char *bytes, size_t len)
{
	struct strbuf text = STRBUF_INIT;
	struct node *cell;

	utf8_mend(&text, bytes, len);
	cell = table_cell_node(text.text, text.len, 1);
	MUST(cell->kind != NODE_MAP);
	node_free(cell);
	strbuf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const heads[] = { "", "title,company,location\n",
					     "title;company;description\r\n",
					     "title\tcompany\ttags\n" };
	const char *bytes = len > 0 ? (const char *)data : "";
	struct strbuf text = STRBUF_INIT;

	delimited_recognises(bytes, len);
	read_cell(bytes, len);
	strbuf_puts(&text, len > 0 ? heads[data[0] % 4] : "");
	strbuf_add(&text, bytes + (len > 0), len - (len > 0));
	read_table(text.text, text.len);
	strbuf_release(&text);
	return 0;
}

/*
 * The reader of tables of postings, given any bytes: it ends, with postings or with a reason.
 * It is linked with libFuzzer to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "posting/raw.h"
#include "read/listing_int.h"
#include "util/err.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct seen { size_t postings, refused; };

static void take_posting(struct raw_posting *raw, void *data)
{
	struct seen *seen = data;

	MUST(raw->line > 0);
	MUST(raw->document.text.len > 0 || raw_posting_stated(raw, FIELD_TITLE));
	MUST(utf8_is_valid(raw->body.text, raw->body.len));
	MUST(!memchr(raw->body.text, '\0', raw->body.len));
	for (size_t i = 0; i < raw->facts.count; i++) {
		MUST(raw->facts.items[i].field < FIELD_COUNT && *raw->facts.items[i].text);
		MUST(utf8_is_valid(raw->facts.items[i].text, strlen(raw->facts.items[i].text)));
	}
	seen->postings++;
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct seen *seen = data;

	MUST(line > 0 && *why);
	seen->refused++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct seen seen = { 0, 0 };
	struct reader_sink sink = { take_posting, take_refusal, &seen };
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";

	listing_recognises(bytes, len);
	if (listing_read(bytes, len, "input", &sink, &err)) {
		MUST(seen.postings + seen.refused > 0);
		MUST(!err.text);
	} else {
		MUST(err.text && strstr(err.text, "input") && err.status != STATUS_OK);
	}
	err_release(&err);
	return 0;
}

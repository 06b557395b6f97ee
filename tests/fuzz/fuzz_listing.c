/*
 * The reader of tables of postings, given any bytes: it ends, with postings or with a reason.
 * It is linked with libFuzzer to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include "seen.h"

#include <stdint.h>

#include "read/listing_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct seen seen = { 0, 0 };
	struct reader_sink sink = { seen_made_posting, seen_refusal, &seen };
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";

	listing_recognises(bytes, len);
	seen_end(&seen, listing_read(bytes, len, "input", &sink, &err), &err);
	return 0;
}

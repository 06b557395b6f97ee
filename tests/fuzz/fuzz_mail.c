/*
 * The reader of mail, given any bytes: it ends, with postings that hold together or with a reason.
 * It is linked with libFuzzer to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "posting/raw.h"
#include "read/mail_int.h"
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

/* The texts of a message are valid whatever they claim to be. */
static void check_message(const char *bytes, size_t len)
{
	struct mime_message message;

	mime_message_init(&message);
	mime_message_read(&message, bytes, len);
	MUST(utf8_is_valid(message.subject.text, message.subject.len));
	MUST(utf8_is_valid(message.from_name.text, message.from_name.len));
	for (size_t i = 0; i < message.parts.count; i++) {
		const struct strbuf *text = &message.parts.items[i].text;

		MUST(utf8_is_valid(text->text, text->len));
		MUST(!memchr(text->text, '\0', text->len));
	}
	mime_message_release(&message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct seen seen = { 0, 0 };
	struct reader_sink sink = { take_posting, take_refusal, &seen };
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";

	check_message(bytes, len);
	mail_recognises(bytes, len);
	if (mail_read(bytes, len, "input", &sink, &err)) {
		MUST(seen.postings + seen.refused > 0);
		MUST(!err.text);
	} else {
		MUST(err.text && strstr(err.text, "input") && err.status != STATUS_OK);
	}
	err_release(&err);
	return 0;
}

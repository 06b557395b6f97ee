/*
 * The reader of mail, given any bytes: it ends, with postings that hold together or with a reason.
 * It is linked with libFuzzer to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include "seen.h"

#include <stdint.h>
#include <string.h>

#include "read/mail_int.h"
#include "util/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

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
	struct reader_sink sink = { seen_made_posting, seen_refusal, &seen };
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";

	check_message(bytes, len);
	mail_recognises(bytes, len);
	seen_end(&seen, mail_read(bytes, len, "input", &sink, &err), &err);
	return 0;
}

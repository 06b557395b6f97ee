/*
 * Mail: its header and the texts in its parts (RFC 5322, RFC 2045 to 2047).
 *
 * Only what a posting can be read from is taken: texts and pages, decoded to valid UTF-8. Nothing
 * in a message is believed but what its bytes bear out: a charset that does not fit gives way to
 * one that does, a boundary that never comes leaves what there is.
 */
#ifndef SHORTLIST_READ_MIME_INT_H
#define SHORTLIST_READ_MIME_INT_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mime_encoding { MIME_AS_IT_IS, MIME_QUOTED_PRINTABLE, MIME_BASE64 };

/* Adds the bytes that a body spells. What is no spelling of bytes is left as it is
 * (quoted-printable) or passed over (base64). */
void mime_decode(struct strbuf *out, const char *bytes, size_t len, enum mime_encoding encoding);

/* Adds BYTES, which claim to be in CHARSET ("" for no claim), as valid UTF-8 without NULs. */
void mime_to_utf8(struct strbuf *out, const char *bytes, size_t len, const char *charset);

/* The bytes of a message's or part's header at the start of BYTES, up to and with the blank line
 * that ends it. */
size_t mime_header_len(const char *bytes, size_t len);

/* Adds the value of the first field NAME of a header, its lines joined, not decoded; false where
 * there is none. */
bool mime_field(struct strbuf *out, const char *header, size_t len, const char *name);

/* Adds such a value as text: encoded words (RFC 2047) are decoded. */
void mime_words(struct strbuf *out, const char *value, size_t len);

/* Adds a parameter of a value such as "text/plain; charset=utf-8"; false where there is none. */
bool mime_parameter(struct strbuf *out, const char *value, const char *name);

/* Cuts a value such as "Ann Lee <ann@example.com>" into the name, decoded, and the address, each
 * empty where there is none. */
void mime_address(const char *value, struct strbuf *name, struct strbuf *address);

/* The day, in UTC, of a date such as "Tue, 7 Jul 2026 19:18:38 +0200"; DATE_UNKNOWN for none. */
int32_t mime_date(const char *value, size_t len);

enum mime_kind { MIME_PLAIN, MIME_HTML };

struct mime_part {
	enum mime_kind kind;
	struct strbuf text;      /* lines of flowed text are joined */
	size_t alternative;      /* parts of one number say the same; 0: it stands for itself */
};

struct mime_message {
	struct strbuf subject, from_name, from_address;
	int32_t date;
	struct { struct mime_part *items; size_t count, cap; } parts;
	size_t others;           /* parts that are neither text nor a page */
};

void mime_message_init(struct mime_message *message);
void mime_message_release(struct mime_message *message);

/* Reads a whole message, its header first. */
void mime_message_read(struct mime_message *message, const char *bytes, size_t len);

/* Of the parts that say the same, part AT is the one to read: that of kind WANTED, where there is
 * one. */
bool mime_message_chooses(const struct mime_message *message, size_t at, enum mime_kind wanted);

#endif

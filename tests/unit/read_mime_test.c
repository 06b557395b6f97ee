/* Mail taken apart: headers, encoded words, encodings, charsets, parts within parts. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "read/mime_int.h"
#include "util/date.h"
#include "util/strbuf.h"
#include "util/utf8.h"

static void assert_decoded(const char *text, enum mime_encoding encoding, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	mime_decode(&out, text, strlen(text), encoding);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void quoted_printable(void **state)
{
	(void)state;
	assert_decoded("", MIME_QUOTED_PRINTABLE, "");
	assert_decoded("caf=C3=A9", MIME_QUOTED_PRINTABLE, "caf\xc3\xa9");
	assert_decoded("caf=c3=a9", MIME_QUOTED_PRINTABLE, "caf\xc3\xa9");
	assert_decoded("a soft =\r\nbreak", MIME_QUOTED_PRINTABLE, "a soft break");
	assert_decoded("and=\nanother=  \t\nand a third=", MIME_QUOTED_PRINTABLE,
		       "andanotherand a third");
	assert_decoded("stray  \nblanks=20\n", MIME_QUOTED_PRINTABLE, "stray\nblanks \n");
	assert_decoded("1 = 1, 50 =% =4", MIME_QUOTED_PRINTABLE, "1 = 1, 50 =% =4");
}

static void base64(void **state)
{
	(void)state;
	assert_decoded("", MIME_BASE64, "");
	assert_decoded("SGVsbG8=", MIME_BASE64, "Hello");
	assert_decoded("SGVs\r\nbG8=\r\n", MIME_BASE64, "Hello");
	assert_decoded("SGVsbG8", MIME_BASE64, "Hello");
	assert_decoded("SGVsbG8=SGVsbG8=", MIME_BASE64, "HelloHello");
	assert_decoded("!!%%S G\x01V*s#bG8~", MIME_BASE64, "Hello");
	assert_decoded("=====", MIME_BASE64, "");
}

static void assert_utf8(const char *bytes, size_t len, const char *charset, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	mime_to_utf8(&out, bytes, len, charset);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void charsets(void **state)
{
	(void)state;
	assert_utf8("K\xf6ln", 4, "iso-8859-1", "K\xc3\xb6ln");
	assert_utf8("\x93yes\x94", 5, "ISO-8859-1", "\xe2\x80\x9cyes\xe2\x80\x9d");
	assert_utf8("\xa3\xf3\x64\xbc", 4, "iso-8859-2", "\xc5\x81\xc3\xb3" "d\xc5\xba");
	assert_utf8("\x82\xb1", 2, "shift_jis", "\xe3\x81\x93");
	assert_utf8("\x1b$B$3\x1b(B", 8, "iso-2022-jp", "\xe3\x81\x93");
}

static void charsets_that_lie(void **state)
{
	(void)state;
	assert_utf8("K\xc3\xb6ln", 5, "iso-8859-1", "K\xc3\xb6ln");
	assert_utf8("K\xf6ln", 4, "utf-8", "K\xc3\xb6ln");
	assert_utf8("K\xf6ln", 4, "", "K\xc3\xb6ln");
	assert_utf8("K\xc3\xb6ln \xff \xc3\xa9", 10, "utf-8", "K\xc3\xb6ln \xef\xbf\xbd \xc3\xa9");
	assert_utf8("caf\xc3\xa9", 5, "../../etc/passwd", "caf\xc3\xa9");
	assert_utf8("caf\xc3\xa9", 5, "UTF-8//TRANSLIT", "caf\xc3\xa9");
	assert_utf8("ab", 2, "iso-8859-999", "ab");
	assert_utf8("a\0b", 3, "utf-8", "a\xef\xbf\xbd" "b");
	assert_utf8("\xff", 1, "euc-jp", "\xef\xbf\xbd");
}

static void assert_field(const char *header, const char *name, const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	bool is_there = mime_field(&out, header, strlen(header), name);

	assert_int_equal(is_there, expected != NULL);
	assert_string_equal(out.text, expected ? expected : "");
	strbuf_release(&out);
}

static void fields_are_unfolded(void **state)
{
	(void)state;
	assert_field("", "Subject", NULL);
	assert_field("Subject", "Subject", NULL);
	assert_field("Subject: Cook\n", "Subject", "Cook");
	assert_field("subject :Cook", "Subject", "Cook");
	assert_field("Subject:\n", "Subject", "");
	assert_field("To: x\r\nSubject: Cook\r\n\tat\r\n  Pan\r\nFrom: y\r\n", "Subject",
		     "Cook at Pan");
	assert_field("Subject: one\nSubject: two\n", "Subject", "one");
	assert_field("Subjects: one\n Subject: two\n", "Subject", NULL);
}

static void assert_words(const char *value, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	mime_words(&out, value, strlen(value));
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void encoded_words(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words("plain words", "plain words");
	assert_words("=?utf-8?Q?Caf=C3=A9_au_lait?=", "Caf\xc3\xa9 au lait");
	assert_words("=?UTF-8?B?Q2Fmw6k=?= now", "Caf\xc3\xa9 now");
	assert_words("=?iso-8859-1?q?K=F6ch?= =?iso-8859-1*de?q?in_?=\t=?utf-8?q?(m)?=",
		     "K\xc3\xb6" "chin (m)");
	/* a character in two words */
	assert_words("=?utf-8?B?w4M=?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "\xc3\x83\xc3\xa9");
	assert_words("=?utf-8?X?abc?= =?utf-8?Q?abc", "=?utf-8?X?abc?= =?utf-8?Q?abc");
	assert_words("=?=?=?", "=?=?=?");
	assert_words("K\xf6" "chin", "K\xc3\xb6" "chin");
}

static void assert_parameter(const char *value, const char *name, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	assert_int_equal(mime_parameter(&out, value, name), expected != NULL);
	assert_string_equal(out.text, expected ? expected : "");
	strbuf_release(&out);
}

static void parameters(void **state)
{
	(void)state;
	assert_parameter("", "boundary", NULL);
	assert_parameter("text/plain", "charset", NULL);
	assert_parameter("text/plain; charset=utf-8", "charset", "utf-8");
	assert_parameter("text/plain;charset = \"utf-8\" ; x=y", "charset", "utf-8");
	assert_parameter("multipart/mixed; x=\"; boundary=no\"; Boundary=\"a \\\"b\"", "boundary",
			 "a \"b");
	assert_parameter("multipart/mixed; boundary=\"open", "boundary", "open");
	assert_parameter("a/b; boundary", "boundary", NULL);
	assert_parameter("a/b; boundary2=c", "boundary", NULL);
	assert_parameter("a/b; boundary*0=c", "boundary", "c");
}

static void assert_address(const char *value, const char *name, const char *address)
{
	struct strbuf found = STRBUF_INIT, at = STRBUF_INIT;

	mime_address(value, &found, &at);
	assert_string_equal(found.text, name);
	assert_string_equal(at.text, address);
	strbuf_release(&found);
	strbuf_release(&at);
}

static void addresses(void **state)
{
	(void)state;
	assert_address("", "", "");
	assert_address("ann@example.com", "", "ann@example.com");
	assert_address("Ann Lee <ann@example.com>", "Ann Lee", "ann@example.com");
	assert_address("\"Lee, <Ann>\" <ann@example.com>", "Lee, <Ann>", "ann@example.com");
	assert_address("=?utf-8?Q?Zo=C3=AB?= <z@example.com>", "Zo\xc3\xab", "z@example.com");
	assert_address("ann@example.com (Ann Lee)", "Ann Lee", "ann@example.com");
	assert_address("Ann <ann@example.com", "Ann", "ann@example.com");
}

static void assert_date(const char *value, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	date_format_iso(&out, mime_date(value, strlen(value)));
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

static void dates(void **state)
{
	(void)state;
	assert_date("", "");
	assert_date("yesterday", "");
	assert_date("Tue, 7 Jul 2026 19:18:38 +0000 (UTC)", "2026-07-07");
	assert_date("7 Jul 26 19:18 GMT", "2026-07-07");
	assert_date("Tue, 07 Jul 2026 23:30:00 -0700", "2026-07-08");
	assert_date("Tue, 07 Jul 2026 23:30:00 PDT", "2026-07-08");
	assert_date("Wed, 1 Jan 2025 00:30:00 +0200", "2024-12-31");
	assert_date("31 Feb 2026 10:00:00 +0000", "");
	assert_date("1 Jan 99999 10:00:00 +0000", "");
	assert_date("1 Jan", "");
	assert_date("Tue, 7 Jul 2026", "2026-07-07");
	assert_date("Wed, Nov 18, 2026 at 10:00", "2026-11-18");
	assert_date("Nov 18, 2026", "2026-11-18");
	assert_date("18. November 2026 um 10:00", "2026-11-18");
}

/* The parts as they would be read with PLAIN or HTML wanted, "P:" or "H:" before each. */
static void dump(struct strbuf *out, const char *text, enum mime_kind wanted)
{
	struct mime_message message;

	mime_message_init(&message);
	mime_message_read(&message, text, strlen(text));
	for (size_t i = 0; i < message.parts.count; i++) {
		const struct mime_part *part = &message.parts.items[i];

		if (mime_message_chooses(&message, i, wanted))
			strbuf_printf(out, "%s%s", part->kind == MIME_HTML ? "H:" : "P:",
				      part->text.text);
	}
	if (message.others > 0)
		strbuf_printf(out, "+%zu", message.others);
	mime_message_release(&message);
}

static void assert_parts(const char *text, enum mime_kind wanted, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	dump(&out, text, wanted);
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
}

#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=b\n\n" \
	"preamble\n--b\nContent-Type: text/plain\n\nplain\n" \
	"--b\nContent-Type: text/html\n\n<p>page</p>\n--b--\nepilogue\n"

static void parts(void **state)
{
	(void)state;
	assert_parts("Subject: x\n\nText\n", MIME_PLAIN, "P:Text\n");
	assert_parts("Subject: x\nno blank line", MIME_PLAIN, "P:");
	assert_parts(ALTERNATIVE, MIME_PLAIN, "P:plain\n");
	assert_parts(ALTERNATIVE, MIME_HTML, "H:<p>page</p>\n");
	assert_parts("Content-Type: multipart/mixed; boundary=\"m\"\n\n--m\n" ALTERNATIVE
		     "\n--m\nContent-Type: application/pdf\n\nJVBERi0=\n"
		     "--m\nContent-Type: text/plain\nContent-Disposition: attachment\n\nlog\n"
		     "--m\n\nfooter\n--m--\n", MIME_PLAIN, "P:plain\nP:footer\n+2");
	/* an alternative that holds several parts */
	assert_parts("Content-Type: multipart/alternative; boundary=a\n\n--a\n\nplain\n--a\n"
		     "Content-Type: multipart/related; boundary=r\n\n--r\nContent-Type: text/html"
		     "\n\none\n--r\nContent-Type: text/html\n\ntwo\n--r--\n--a--\n",
		     MIME_HTML, "H:one\nH:two\n");
}

static void boundaries_that_trick(void **state)
{
	(void)state;
	/* no end; a longer one; blanks behind; the boundary within a line */
	assert_parts("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bb\n--b  \n\n"
		     "two --b\n", MIME_PLAIN, "P:one\n--bb\nP:two --b\n");
	/* no boundary at all, and one that never comes */
	assert_parts("Content-Type: multipart/mixed\n\nText\n", MIME_PLAIN, "P:Text\n");
	assert_parts("Content-Type: multipart/mixed; boundary=b\n\nText\n", MIME_PLAIN, "");
	/* the outer boundary ends what is open inside */
	assert_parts("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
		     "multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\n--b\n\nno\n",
		     MIME_PLAIN, "P:one\nP:two\n");
	/* the same boundary inside */
	assert_parts("Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: "
		     "multipart/mixed; boundary=a\n\n--a\n\none\n--a--\n", MIME_PLAIN,
		     "P:one\n");
}

static void a_forwarded_message_is_what_it_is_about(void **state)
{
	struct mime_message message;
	const char *text = "From: Bo <bo@example.com>\nSubject: Fwd: Cook\n"
		"Date: Mon, 9 Nov 2026 10:00:00 +0000\n"
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nLook!\n--b\n"
		"Content-Type: message/rfc822\n\nFrom: Ann <ann@example.com>\nSubject: Cook\n"
		"Date: Fri, 6 Nov 2026 10:00:00 +0000\n\nWe cook.\n--b--\n";

	(void)state;
	mime_message_init(&message);
	mime_message_read(&message, text, strlen(text));
	assert_string_equal(message.subject.text, "Cook");
	assert_string_equal(message.from_name.text, "Ann");
	assert_int_equal(message.date, date_from_civil(2026, 11, 6));
	assert_int_equal(message.parts.count, 2);
	mime_message_release(&message);
}

static void flowed_text(void **state)
{
	(void)state;
	assert_parts("Content-Type: text/plain; format=flowed\n\nWe look for \na cook.\n \n"
		     " From here\n-- \nAnn \n> quoted \n", MIME_PLAIN,
		     "P:We look for a cook.\n\nFrom here\n-- \nAnn \n> quoted \n");
	assert_parts("Content-Type: text/plain; format=flowed; delsp=yes\n\nlong \nword\n",
		     MIME_PLAIN, "P:longword\n");
}

/* -- hostile */

static void parts_in_parts_in_parts(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct mime_message message;

	(void)state;
	for (int i = 0; i < 100000; i++)
		strbuf_printf(&text, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
			      i);
	strbuf_puts(&text, "\nText\n");
	mime_message_init(&message);
	mime_message_read(&message, text.text, text.len);
	assert_int_equal(message.parts.count, 0);
	mime_message_release(&message);
	strbuf_release(&text);
}

static void long_headers(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct mime_message message;

	(void)state;
	strbuf_puts(&text, "Subject: ");
	strbuf_repeat(&text, "=?utf-8?Q?=C3?=\n ", 1 << 16);
	strbuf_puts(&text, "\nFrom: ");
	strbuf_repeat(&text, "<", 1 << 20);
	strbuf_puts(&text, "\n\nText\n");
	mime_message_init(&message);
	mime_message_read(&message, text.text, text.len);
	assert_true(message.subject.len < 1 << 16);
	assert_int_equal(message.parts.count, 1);
	mime_message_release(&message);
	strbuf_release(&text);
}

static void many_parts(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct mime_message message;

	(void)state;
	strbuf_puts(&text, "Content-Type: multipart/mixed; boundary=b\n\n");
	strbuf_repeat(&text, "--b\n\nx\n", 100000);
	mime_message_init(&message);
	mime_message_read(&message, text.text, text.len);
	assert_true(message.parts.count <= 1024);
	mime_message_release(&message);
	strbuf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quoted_printable),
		cmocka_unit_test(base64),
		cmocka_unit_test(charsets),
		cmocka_unit_test(charsets_that_lie),
		cmocka_unit_test(fields_are_unfolded),
		cmocka_unit_test(encoded_words),
		cmocka_unit_test(parameters),
		cmocka_unit_test(addresses),
		cmocka_unit_test(dates),
		cmocka_unit_test(parts),
		cmocka_unit_test(boundaries_that_trick),
		cmocka_unit_test(a_forwarded_message_is_what_it_is_about),
		cmocka_unit_test(flowed_text),
		cmocka_unit_test(parts_in_parts_in_parts),
		cmocka_unit_test(long_headers),
		cmocka_unit_test(many_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The table of readers: which takes what, and what is refused, with the reason. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "posting/raw.h"
#include "read/reader.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/file.h"
#include "util/strbuf.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct seen {
	struct strbuf dump;
	size_t postings, refused, bad_bytes;
	enum body_format format;
};

static void take_posting(struct raw_posting *raw, void *data)
{
	struct seen *seen = data;

	dump_posting(&seen->dump, raw);
	seen->postings++;
	seen->bad_bytes += raw->bad_bytes;
	seen->format = raw->format;
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct seen *seen = data;

	strbuf_printf(&seen->dump, "refused@%zu %s\n", line, why);
	seen->refused++;
}

/* What comes of the bytes: postings into SEEN, or the error's text as its dump. */
static bool read_bytes(const char *bytes, size_t len, struct seen *seen)
{
	struct reader_sink sink = { take_posting, take_refusal, seen };
	struct err err = ERR_INIT;
	char *exact = malloc(len > 0 ? len : 1);
	bool is_read;

	assert_non_null(exact);
	memcpy(exact, bytes, len);
	*seen = (struct seen){ .dump = STRBUF_INIT };
	is_read = reader_read(exact, len, "a", &sink, &err);
	if (!is_read) {
		assert_non_null(err.text);
		assert_int_equal(err.status, STATUS_BAD_DATA);
		strbuf_puts(&seen->dump, err.text);
	}
	err_release(&err);
	free(exact);
	return is_read;
}

static void assert_refused(const char *bytes, size_t len, const char *why)
{
	struct seen seen;

	assert_false(read_bytes(bytes, len, &seen));
	assert_dump(&seen.dump, why);
	assert_int_equal(seen.postings, 0);
	strbuf_release(&seen.dump);
}

#define REFUSED(bytes, why) assert_refused(bytes, sizeof bytes - 1, why)

static void assert_read(const char *text, enum body_format format, const char *expected)
{
	struct seen seen;

	assert_true(read_bytes(text, strlen(text), &seen));
	assert_dump(&seen.dump, expected);
	assert_int_equal(seen.format, format);
	assert_int_equal(seen.postings, 1);
	strbuf_release(&seen.dump);
}

static void nothing_to_read(void **state)
{
	(void)state;
	REFUSED("", "no postings in a: it is empty");
	REFUSED("\xef\xbb\xbf", "no postings in a: it is empty");
	REFUSED(" \t\r\n\xc2\xa0\xe2\x80\x8b\n", "no postings in a: it is blank");
	REFUSED("-----\n", "no postings in a: it has no words");
	REFUSED("\xe2\x80\xa2\n", "no postings in a: it has no words");
	REFUSED("---\n---\n", "no postings in a: it has no words");
}

static void data_is_named(void **state)
{
	(void)state;
	REFUSED("\x1f\x8b\x08", "a: this is compressed (gzip), not UTF-8 text; run gunzip first");
	REFUSED("\x28\xb5\x2f\xfd",
		"a: this is compressed (zstd), not UTF-8 text; run unzstd first");
	REFUSED("\xfd" "7zXZ\0", "a: this is compressed (xz), not UTF-8 text; run unxz first");
	REFUSED("BZh91AY&SY", "a: this is compressed (bzip2), not UTF-8 text; run bunzip2 first");
	REFUSED("PK\x03\x04", "a: this is a ZIP archive (as .docx and .odt are), not UTF-8 text; "
		"run unzip first, or save the document as text");
	REFUSED("%PDF-1.7\n", "a: this is a PDF document, not UTF-8 text; run pdftotext first");
	REFUSED("\x89PNG\r\n\x1a\n", "a: this is an image (PNG), not UTF-8 text; "
		"save the posting as text");
	REFUSED("\x7f" "ELF\x02", "a: this is a program, not UTF-8 text; give a file with text");
	REFUSED("SQLite format 3\0", "a: this is a SQLite database, not UTF-8 text; "
		"load the files that it was made from");
}

static void other_encodings_are_named(void **state)
{
	(void)state;
	REFUSED("\xff\xfe" "C\0o\0", "a: this is UTF-16 text, not UTF-8 text; "
		"run iconv -f UTF-16 -t UTF-8 on it first");
	REFUSED("\xfe\xff\0C\0o", "a: this is UTF-16 text, not UTF-8 text; "
		"run iconv -f UTF-16 -t UTF-8 on it first");
	REFUSED("\xff\xfe\0\0C\0\0\0", "a: this is UTF-32 text, not UTF-8 text; "
		"run iconv -f UTF-32 -t UTF-8 on it first");
	REFUSED("C\0o\0o\0k\0 \0w\0a\0", "a: this is UTF-16 text, not UTF-8; "
		"run iconv -f UTF-16LE -t UTF-8 on it first");
	REFUSED("\0C\0o\0o\0k\0 \0w\0a", "a: this is UTF-16 text, not UTF-8; "
		"run iconv -f UTF-16BE -t UTF-8 on it first");
}

static void bytes_that_are_no_text(void **state)
{
	char bytes[512];

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 7 + i / 256);
	assert_refused(bytes, sizeof bytes,
		       "a: this is binary data, not text; save the posting as text");
	memset(bytes, 0, sizeof bytes);
	memcpy(bytes, "Cook", 4);
	assert_refused(bytes, sizeof bytes,
		       "a: this is binary data, not text; save the posting as text");
}

#define NO_TEXT \
	"no postings in a: the page (without a title) has no text of one; if a browser shows it, " \
	"save it from there"

static void pages_without_a_posting_are_refused(void **state)
{
	(void)state;
	REFUSED("<!DOCTYPE html>\n<p>Cook", NO_TEXT);
	REFUSED("<html lang=en>Cook", NO_TEXT);
	REFUSED("<!-- x --><HTML><body><script>var a = {};</script></body>", NO_TEXT);
}

static void what_only_looks_foreign_is_read(void **state)
{
	(void)state;
	assert_read("[NO] Cook\n", BODY_TEXT, "P [NO] Cook\n");
	assert_read("{ Cook }\n", BODY_TEXT, "P { Cook }\n");
	assert_read("[1] Cook (see below)\n[2]\n", BODY_TEXT, "P [1] Cook (see below)\nP [2]\n");
	assert_read("<your company> seeks a cook\n", BODY_TEXT, "P <your company> seeks a cook\n");
	assert_read("Pan | Oslo<p>We cook.\n", BODY_MARKDOWN, "P Pan | Oslo\nP^ We cook.\n");
	assert_read("<p>We cook.</p>\n", BODY_MARKDOWN, "P We cook.\n");
	assert_read("Date: 1 November\nTo: cooks\n\nText\n", BODY_TEXT,
		    "P Date: 1 November\nP To: cooks\nP^ Text\n");
	assert_read("Cook, baker, waiter\nPan, Oslo\n", BODY_TEXT,
		    "P Cook, baker, waiter\nP Pan, Oslo\n");
	assert_read("BZh is hiring\n", BODY_TEXT, "P BZh is hiring\n");
}

static void each_reader_takes_its_own(void **state)
{
	(void)state;
	assert_read("title: Cook\ndescription: Soup\n", BODY_TEXT, "title=Cook\nP Soup\n");
	assert_read("---\ntitle: Cook\n---\nSoup\n", BODY_MARKDOWN, "title=Cook\nP Soup\n");
	assert_read("# Cook\n\nSoup\n", BODY_MARKDOWN, "H1 Cook\nP^ Soup\n");
	assert_read("Cook\n\nSoup\n", BODY_TEXT, "P Cook\nP^ Soup\n");
	assert_read("\xef\xbb\xbf# Cook\n", BODY_MARKDOWN, "H1 Cook\n");
	assert_read("---\nWe cook. Note: soup.\n---\nText\n", BODY_TEXT,
		    "-\nP We cook. Note: soup.\n-\nP Text\n");
}

static void bullets_alone_are_read_alike(void **state)
{
	static const char text[] = "Cook\n\n- soup\n  - thick\n- bread\n\n* rye\n\n-----\n\nOslo\n";
	static const char expected[] =
		"P Cook\nI1^ soup\nI2 thick\nI1 bread\nI1^ rye\n-^\nP^ Oslo\n";

	(void)state;
	assert_text(text, expected);
	assert_markdown(text, expected);
}

static void damage_is_counted_and_read(void **state)
{
	static const char nul[] = "Cook\0book\n- a\0b\n";
	struct seen seen;

	(void)state;
	assert_true(read_bytes("Caf\xe9 \xc0\xaf", 7, &seen));
	assert_int_equal(seen.bad_bytes, 3);
	strbuf_release(&seen.dump);
	assert_true(read_bytes(nul, sizeof nul - 1, &seen));
	assert_dump(&seen.dump, "P Cook\xef\xbf\xbd" "book\nI1 a\xef\xbf\xbd" "b\n");
	strbuf_release(&seen.dump);
	assert_read("Co\x1b[31mok\x07\n", BODY_TEXT, "P Co\x1b[31mok\x07\n");
}

static void assert_long_line(size_t bytes, bool is_read)
{
	struct strbuf text = STRBUF_INIT;
	struct seen seen;

	strbuf_puts(&text, "Cook\n\n");
	strbuf_repeat(&text, "soup ", bytes / 5);
	strbuf_repeat(&text, "x", bytes % 5);
	strbuf_puts(&text, "\nOslo\n");
	assert_int_equal(read_bytes(text.text, text.len, &seen), is_read);
	if (is_read)
		assert_string_equal(seen.dump.text + seen.dump.len - 7, "P Oslo\n");
	else
		assert_dump(&seen.dump,
			    "a:3: the line has 1048577 bytes, more than the 1048576 that "
			    "one may have; divide it");
	strbuf_release(&seen.dump);
	strbuf_release(&text);
}

static void long_lines_have_a_limit(void **state)
{
	(void)state;
	assert_long_line((size_t)1 << 20, true);
	assert_long_line(((size_t)1 << 20) + 1, false);
}

static void long_texts_have_a_limit(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct seen seen;

	(void)state;
	strbuf_repeat(&text, "Cook soup\n", 300000);
	assert_false(read_bytes(text.text, text.len, &seen));
	assert_dump(&seen.dump,
		    "a: the text has 3000000 bytes, more than the 2097152 that a posting "
		    "may have; divide the file");
	strbuf_release(&seen.dump);
	strbuf_release(&text);
}

/* -- the files that are written for this */

static const struct { const char *file; size_t postings, refused; const char *why; } broken[] = {
	{ "empty.txt", 0, 0, "it is empty" },
	{ "only-blanks.txt", 0, 0, "it is blank" },
	{ "only-bom.md", 0, 0, "it is empty" },
	{ "utf16-bom.txt", 0, 0, "iconv -f UTF-16" },
	{ "utf16-be-bom.txt", 0, 0, "iconv -f UTF-16" },
	{ "gzip-magic.txt", 0, 0, "gunzip" },
	{ "zip-magic.md", 0, 0, "ZIP" },
	{ "zstd-magic", 0, 0, "zstd" },
	{ "pdf-magic.txt", 0, 0, "PDF" },
	{ "binary.dat", 0, 0, "binary" },
	{ "control-bytes.txt", 1, 0, NULL },
	{ "control-bytes-in-front-matter.md", 1, 0, NULL },
	{ "invalid-utf8.txt", 1, 0, NULL },
	{ "nul-bytes.txt", 1, 0, NULL },
	{ "yaml-depth.yaml", 0, 0, "a:2:" },
	{ "yaml-depth-closed.yaml", 0, 0, "a:3:" },
	{ "yaml-alias-bomb.yaml", 0, 0, "aliases are not accepted" },
	{ "yaml-merge-key.yaml", 0, 0, "aliases are not accepted" },
	{ "yaml-unclosed.yaml", 0, 0, "quoted scalar" },
	{ "yaml-one-document-unclosed.yaml", 0, 0, "a:7:" },
	{ "front-matter-broken.md", 0, 0, "a:4:" },
	{ "yaml-duplicate-key.yaml", 0, 1, NULL },
	{ "list-one-of-three.yaml", 2, 1, NULL },
	{ "front-matter-unclosed.md", 0, 0, "a:1:" },
	{ "yaml-wrong-types.yaml", 1, 0, NULL },
};

static void broken_files_come_to_what_is_written(void **state)
{
	const char *root = getenv("srcdir");

	(void)state;
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct strbuf path = STRBUF_INIT, bytes = STRBUF_INIT;
		struct seen seen;
		bool is_read;

		strbuf_printf(&path, "%s/fixtures/broken/%s", root ? root : ".", broken[i].file);
		assert_true(file_read(path.text, FILE_BYTES_MAX, &bytes, NULL, NULL));
		is_read = read_bytes(bytes.text, bytes.len, &seen);
		if (is_read == (broken[i].why != NULL) || seen.postings != broken[i].postings)
			print_message("%s: %s\n", broken[i].file, seen.dump.text);
		assert_int_equal(is_read, broken[i].why == NULL);
		assert_int_equal(seen.postings, broken[i].postings);
		assert_int_equal(seen.refused, broken[i].refused);
		if (broken[i].why)
			assert_non_null(strstr(seen.dump.text, broken[i].why));
		strbuf_release(&seen.dump);
		strbuf_release(&bytes);
		strbuf_release(&path);
	}
}

/* -- real postings */

static bool read_file(const char *path, const struct err *failure, void *data)
{
	struct strbuf bytes = STRBUF_INIT;
	struct seen seen;
	size_t *files = data;

	assert_null(failure);
	assert_true(file_read(path, FILE_BYTES_MAX, &bytes, NULL, NULL));
	if (!read_bytes(bytes.text, bytes.len, &seen))
		print_message("%s: %s\n", path, seen.dump.text);
	assert_int_equal(seen.postings, 1);
	++*files;
	strbuf_release(&seen.dump);
	strbuf_release(&bytes);
	return true;
}

static void real_postings_are_read(void **state)
{
	static const char *const folders[] = { "seeds", "postings/markdown" };
	const char *shared = getenv("SHARED_POSTINGS");
	struct strbuf path = STRBUF_INIT;
	struct file_stamp stamp;
	size_t files = 0;

	(void)state;
	for (size_t i = 0; shared && i < COUNT(folders); i++) {
		strbuf_clear(&path);
		strbuf_printf(&path, "%s/%s", shared, folders[i]);
		if (file_stamp(path.text, &stamp, NULL))
			file_walk(path.text, read_file, &files);
	}
	strbuf_release(&path);
	if (files == 0) {
		print_message("SHARED_POSTINGS names no folder of further postings: skipped\n");
		skip();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_read),
		cmocka_unit_test(data_is_named),
		cmocka_unit_test(other_encodings_are_named),
		cmocka_unit_test(bytes_that_are_no_text),
		cmocka_unit_test(pages_without_a_posting_are_refused),
		cmocka_unit_test(what_only_looks_foreign_is_read),
		cmocka_unit_test(each_reader_takes_its_own),
		cmocka_unit_test(bullets_alone_are_read_alike),
		cmocka_unit_test(damage_is_counted_and_read),
		cmocka_unit_test(long_lines_have_a_limit),
		cmocka_unit_test(long_texts_have_a_limit),
		cmocka_unit_test(broken_files_come_to_what_is_written),
		cmocka_unit_test(real_postings_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

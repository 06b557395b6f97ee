/* Files that hold no text: the true reason why they cannot be read. */
#include "config.h"

#include "read/refuse_int.h"

#include <string.h>

#include "util/utf8.h"

/* What of a file is looked at to tell text from data. */
#define SAMPLE_BYTES ((size_t)64 << 10)

/* Fewer odd bytes than this tell nothing. */
#define DATA_BYTES_MIN 12

struct magic {
	size_t at;               /* where in the file it stands */
	const char *bytes;
	size_t len;
	const char *what;
	const char *advice;
};

#define MAGIC(at, bytes, what, advice) { at, bytes, sizeof bytes - 1, what, advice }

#define SAVE_AS_TEXT "save the posting as text"

/* The encodings come first: a byte order mark of UTF-32 begins with that of UTF-16. */
static const struct magic magics[] = {
	MAGIC(0, "\xff\xfe\0\0", "UTF-32 text", "run iconv -f UTF-32 -t UTF-8 on it first"),
	MAGIC(0, "\0\0\xfe\xff", "UTF-32 text", "run iconv -f UTF-32 -t UTF-8 on it first"),
	MAGIC(0, "\xff\xfe", "UTF-16 text", "run iconv -f UTF-16 -t UTF-8 on it first"),
	MAGIC(0, "\xfe\xff", "UTF-16 text", "run iconv -f UTF-16 -t UTF-8 on it first"),
	MAGIC(0, "\x1f\x8b", "compressed (gzip)", "run gunzip first"),
	MAGIC(0, "\x1f\x9d", "compressed", "run uncompress first"),
	MAGIC(0, "\x28\xb5\x2f\xfd", "compressed (zstd)", "run unzstd first"),
	MAGIC(0, "\xfd" "7zXZ\0", "compressed (xz)", "run unxz first"),
	MAGIC(4, "1AY&SY", "compressed (bzip2)", "run bunzip2 first"),
	MAGIC(0, "\x04\x22\x4d\x18", "compressed (lz4)", "run unlz4 first"),
	MAGIC(0, "LZIP\x01", "compressed (lzip)", "run lzip -d first"),
	MAGIC(0, "PK\x03\x04", "a ZIP archive (as .docx and .odt are)",
	      "run unzip first, or save the document as text"),
	MAGIC(0, "PK\x05\x06", "an empty ZIP archive", SAVE_AS_TEXT),
	MAGIC(0, "7z\xbc\xaf\x27\x1c", "a 7z archive", "take the files out of it first"),
	MAGIC(0, "Rar!\x1a\x07", "a RAR archive", "take the files out of it first"),
	MAGIC(257, "ustar\0", "a tar archive", "take the files out of it first"),
	MAGIC(257, "ustar  ", "a tar archive", "take the files out of it first"),
	MAGIC(0, "%PDF-", "a PDF document", "run pdftotext first"),
	MAGIC(0, "{\\rtf", "an RTF document", SAVE_AS_TEXT),
	MAGIC(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", SAVE_AS_TEXT),
	MAGIC(0, "\x89PNG\r\n\x1a\n", "an image (PNG)", SAVE_AS_TEXT),
	MAGIC(0, "\xff\xd8\xff", "an image (JPEG)", SAVE_AS_TEXT),
	MAGIC(0, "GIF87a", "an image (GIF)", SAVE_AS_TEXT),
	MAGIC(0, "GIF89a", "an image (GIF)", SAVE_AS_TEXT),
	MAGIC(0, "II*\0", "an image (TIFF)", SAVE_AS_TEXT),
	MAGIC(0, "MM\0*", "an image (TIFF)", SAVE_AS_TEXT),
	MAGIC(0, "\x7f" "ELF", "a program", "give a file with text"),
	MAGIC(0, "SQLite format 3\0", "a SQLite database", "load the files that it was made from"),
};

#define MAGICS (sizeof magics / sizeof magics[0])

static bool has_magic(const struct magic *magic, const char *bytes, size_t len)
{
	return len >= magic->at + magic->len &&
	       memcmp(bytes + magic->at, magic->bytes, magic->len) == 0;
}

/* What a sample is made of, in bytes. */
struct sample {
	size_t len;
	size_t even_nuls, odd_nuls;
	size_t controls;         /* but for blanks, line ends and what terminals are sent */
	size_t bad;              /* parts that are not UTF-8 */
};

static bool is_plain_control(unsigned char c)
{
	return c < 0x20 && !(c >= 0x07 && c <= 0x0d) && c != 0x1b && c != 0;
}

static struct sample take_sample(const char *bytes, size_t len)
{
	struct sample sample = { .len = len < SAMPLE_BYTES ? len : SAMPLE_BYTES };

	for (size_t at = 0; at < sample.len; at++) {
		sample.even_nuls += bytes[at] == 0 && at % 2 == 0;
		sample.odd_nuls += bytes[at] == 0 && at % 2 == 1;
		sample.controls += is_plain_control((unsigned char)bytes[at]);
	}
	for (size_t at = utf8_ascii_run(bytes, sample.len); at < sample.len;) {
		uint32_t code;
		bool valid = true;

		at += utf8_decode(bytes + at, sample.len - at, &code, &valid);
		at += utf8_ascii_run(bytes + at, sample.len - at);
		sample.bad += !valid;
	}
	return sample;
}

/* Every other byte is NUL: UTF-16 of a language with Latin letters, without a byte order mark. */
static const char *utf16_order(const struct sample *sample)
{
	if (sample->len < 8)
		return NULL;
	if (sample->odd_nuls * 3 > sample->len && sample->even_nuls * 20 < sample->len)
		return "UTF-16LE";
	if (sample->even_nuls * 3 > sample->len && sample->odd_nuls * 20 < sample->len)
		return "UTF-16BE";
	return NULL;
}

/* More than one byte in so many; a few of them are damage, not data. */
static bool is_much(size_t count, size_t in, const struct sample *sample)
{
	return count >= DATA_BYTES_MIN && count * in > sample->len;
}

static bool is_data(const struct sample *sample)
{
	size_t nuls = sample->even_nuls + sample->odd_nuls;

	return is_much(nuls, 16, sample) || is_much(sample->controls, 12, sample) ||
	       is_much(sample->bad, 3, sample);
}

bool refuse_binary(const char *bytes, size_t len, const char *name, struct err *err)
{
	struct sample sample;
	const char *order;

	for (size_t i = 0; i < MAGICS; i++) {
		if (has_magic(&magics[i], bytes, len))
			return err_set(err, STATUS_BAD_DATA, "%s: this is %s, not UTF-8 text; %s",
				       name, magics[i].what, magics[i].advice);
	}
	sample = take_sample(bytes, len);
	order = utf16_order(&sample);
	if (order)
		return err_set(err, STATUS_BAD_DATA,
			       "%s: this is UTF-16 text, not UTF-8; run iconv -f %s -t UTF-8 on it "
			       "first", name, order);
	if (is_data(&sample))
		return err_set(err, STATUS_BAD_DATA,
			       "%s: this is binary data, not text; " SAVE_AS_TEXT, name);
	return true;
}

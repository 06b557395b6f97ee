/* The pen: writes pieces of a body into a document, cleaned. */
#include "config.h"

#include "read/pen_int.h"

#include <assert.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

void pen_init(struct pen *pen, struct document *document, const char *body)
{
	memset(pen, 0, sizeof *pen);
	pen->document = document;
	pen->body = body;
}

void pen_open(struct pen *pen, enum block_kind kind, int level, bool after_blank)
{
	struct document *document = pen->document;

	pen_close(pen);
	document_open_block(document, kind, level);
	document->blocks.items[document->blocks.count - 1].after_blank = after_blank;
	pen->is_open = true;
	pen->has_blank = false;
	pen->is_glued = true;
}

struct block *pen_close(struct pen *pen)
{
	if (!pen->is_open)
		return NULL;
	pen->is_open = false;
	if (!document_close_block(pen->document))
		return NULL;
	return &pen->document->blocks.items[pen->document->blocks.count - 1];
}

void pen_rule(struct pen *pen, bool after_blank)
{
	pen_open(pen, BLOCK_RULE, 0, after_blank);
	pen_close(pen);
}

/* Writes the blank that is due before a character. */
static void settle(struct pen *pen)
{
	if (pen->has_blank && !pen->is_glued)
		document_add(pen->document, " ", 1, pen->blank_source);
	pen->has_blank = false;
	pen->is_glued = false;
}

static void add_stretch(struct pen *pen, size_t start, size_t end)
{
	if (start == end)
		return;
	settle(pen);
	document_add(pen->document, pen->body + start, end - start, start);
}

/*
 * The first and the last byte are tied to the first and the last of the spelling, so that a range
 * which begins or ends with the character has the whole spelling as its source.
 */
static void add_spelled(struct pen *pen, const char *bytes, size_t len, size_t start, size_t end)
{
	size_t spelled = end - start;

	assert(len > 0 && spelled > 0);
	settle(pen);
	if (len == 1) {
		document_add(pen->document, bytes, 1, end - 1);
	} else if (spelled < len) {
		document_add(pen->document, bytes, spelled, start);
		document_add_made(pen->document, bytes + spelled, len - spelled);
	} else {
		document_add(pen->document, bytes, 1, start);
		document_add_made(pen->document, bytes + 1, len - 2);
		document_add(pen->document, bytes + len - 1, 1, end - 1);
	}
}

void pen_add_code(struct pen *pen, uint32_t code, size_t start, size_t end)
{
	char bytes[4];

	switch (pen_class(code)) {
	case PEN_BLANK:
		pen_add_blank(pen, end - 1);
		return;
	case PEN_NOTHING:
		return;
	case PEN_HYPHEN:
		code = '-';
		break;
	case PEN_KEEP:
		break;
	}
	add_spelled(pen, bytes, utf8_encode(code ? code : UTF8_REPLACEMENT, bytes), start, end);
}

void pen_add(struct pen *pen, size_t start, size_t end)
{
	size_t kept = start, at = start;

	assert(pen->is_open);
	while (at < end) {
		uint32_t code;
		bool valid = true;
		size_t taken;

		/* One blank between two words, which is most of them, stays where it stands. */
		if (at > kept || pen_is_plain(pen->body[at]))
			at += ascii_words_run(pen->body + at, end - at);
		if (at == end)
			break;
		taken = utf8_decode(pen->body + at, end - at, &code, &valid);
		if (!valid || code == 0 || pen_class(code) != PEN_KEEP) {
			add_stretch(pen, kept, at);
			pen_add_code(pen, code, at, at + taken);
			kept = at + taken;
		}
		at += taken;
	}
	add_stretch(pen, kept, end);
}

void pen_add_blank(struct pen *pen, size_t source)
{
	pen->has_blank = true;
	pen->blank_source = source;
}

void pen_add_made(struct pen *pen, const char *text)
{
	assert(pen->is_open);
	document_add_made(pen->document, text, strlen(text));
	pen->has_blank = false;
	pen->is_glued = true;
}

/* What is invisible, and is not needed to tell what a text says. Direction marks and other controls
 * stay: whoever shows the text marks them. */
static bool is_nothing(uint32_t code)
{
	return code == 0xad || code == 0x180e || (code >= 0x200b && code <= 0x200d) ||
	       (code >= 0x2060 && code <= 0x2064) || code == 0xfeff;
}

enum pen_class pen_class(uint32_t code)
{
	if (code == 0x20 || (code >= 0x09 && code <= 0x0d))
		return PEN_BLANK;
	if (code < 0x80)
		return PEN_KEEP;
	if (code == 0x85 || code == 0xa0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200a) ||
	    code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000)
		return PEN_BLANK;
	if (code == 0x2010 || code == 0x2011)
		return PEN_HYPHEN;
	return is_nothing(code) ? PEN_NOTHING : PEN_KEEP;
}

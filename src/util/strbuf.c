/* A growing string with a ceiling. */
#include "config.h"

#include "util/strbuf.h"

#include "util/alloc.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAP 64

char strbuf_empty[1] = "";

/* Makes room for LEN more bytes and the NUL; LEN is known to fit under the ceiling. */
static void reserve(struct strbuf *buf, size_t len)
{
	size_t need = buf->len + len + 1;
	size_t cap = buf->cap + buf->cap / 2;

	if (need <= buf->cap)
		return;
	if (cap < FIRST_CAP)
		cap = FIRST_CAP;
	if (cap < need)
		cap = need;
	buf->text = xrealloc(buf->cap > 0 ? buf->text : NULL, cap, 1);
	buf->text[buf->len] = '\0';
	buf->cap = cap;
}

/* How many of LEN bytes may still be added. A cut does not split a character of UTF-8. */
static size_t fitting(struct strbuf *buf, const char *bytes, size_t len)
{
	size_t room = buf->ceiling > buf->len ? buf->ceiling - buf->len : 0;
	size_t back = 0;

	if (len <= room)
		return len;
	buf->truncated = true;
	while (back < 3 && back < room && ((unsigned char)bytes[room - back] & 0xC0) == 0x80)
		back++;
	return room - back;
}

void strbuf_init(struct strbuf *buf)
{
	*buf = (struct strbuf)STRBUF_INIT;
}

void strbuf_release(struct strbuf *buf)
{
	size_t ceiling = buf->ceiling;

	if (buf->cap > 0)
		free(buf->text);
	strbuf_init(buf);
	buf->ceiling = ceiling;
}

void strbuf_clear(struct strbuf *buf)
{
	if (buf->cap > 0)
		buf->text[0] = '\0';
	buf->len = 0;
	buf->truncated = false;
}

void strbuf_cut(struct strbuf *buf, size_t len)
{
	assert(len <= buf->len);
	if (len == buf->len)
		return;
	buf->len = len;
	buf->text[len] = '\0';
}

void strbuf_reserve(struct strbuf *buf, size_t len)
{
	if (len > 0 && buf->len < buf->ceiling && len <= buf->ceiling - buf->len)
		reserve(buf, len);
}

void strbuf_add(struct strbuf *buf, const char *bytes, size_t len)
{
	if (len == 0) /* and BYTES may be NULL */
		return;
	/* Where there is room, as nearly always, nothing else is asked. */
	if (len >= buf->cap - buf->len || buf->ceiling < buf->cap) {
		len = fitting(buf, bytes, len);
		if (len == 0)
			return;
		reserve(buf, len);
	}
	memcpy(buf->text + buf->len, bytes, len);
	buf->len += len;
	buf->text[buf->len] = '\0';
}

void strbuf_puts(struct strbuf *buf, const char *text)
{
	strbuf_add(buf, text, strlen(text));
}

void strbuf_putc(struct strbuf *buf, char c)
{
	if (buf->len + 1 < buf->cap && buf->len < buf->ceiling) {
		buf->text[buf->len++] = c;
		buf->text[buf->len] = '\0';
		return;
	}
	strbuf_add(buf, &c, 1);
}

void strbuf_repeat(struct strbuf *buf, const char *text, size_t times)
{
	size_t len = strlen(text);
	size_t before;

	for (; times > 0; times--) {
		before = buf->len;
		strbuf_add(buf, text, len);
		if (buf->len == before)
			return;
	}
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	strbuf_vprintf(buf, format, args);
	va_end(args);
}

void strbuf_vprintf(struct strbuf *buf, const char *format, va_list args)
{
	char small[256];
	char *text = small;
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(small, sizeof small, format, args);
	assert(len >= 0);
	if (len >= (int)sizeof small) {
		text = xmalloc((size_t)len + 1);
		len = vsnprintf(text, (size_t)len + 1, format, again);
		assert(len >= 0);
	}
	va_end(again);
	if (len > 0)
		strbuf_add(buf, text, (size_t)len);
	if (text != small)
		free(text);
}

void strbuf_insert(struct strbuf *buf, size_t at, const char *bytes, size_t len)
{
	assert(at <= buf->len);
	len = fitting(buf, bytes, len);
	if (len == 0)
		return;
	reserve(buf, len);
	memmove(buf->text + at + len, buf->text + at, buf->len - at + 1);
	memcpy(buf->text + at, bytes, len);
	buf->len += len;
}

void strbuf_remove(struct strbuf *buf, size_t at, size_t len)
{
	assert(at <= buf->len && len <= buf->len - at);
	if (len == 0)
		return;
	memmove(buf->text + at, buf->text + at + len, buf->len - at - len + 1);
	buf->len -= len;
}

char *strbuf_detach(struct strbuf *buf)
{
	char *text = buf->cap > 0 ? buf->text : xstrdup("");
	size_t ceiling = buf->ceiling;

	strbuf_init(buf);
	buf->ceiling = ceiling;
	return text;
}

void strbuf_count(struct strbuf *buf, int64_t count)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%lld", (long long)count);

	for (int i = 0; i < len; i++) {
		if (i > 0 && digits[i - 1] != '-' && (len - i) % 3 == 0)
			strbuf_putc(buf, ',');
		strbuf_putc(buf, digits[i]);
	}
}

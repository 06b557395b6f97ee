/*
 * A growing string.
 *
 * `text` is always NUL-terminated, even when empty, and never NULL; `len` does not count the NUL,
 * and the bytes may contain others. A buffer has a ceiling (STRBUF_CEILING unless set lower):
 * what would pass it is dropped, from a whole character on, and `truncated` says so. Initialise
 * with STRBUF_INIT, release with strbuf_release(); clear empties and keeps the memory.
 */
#ifndef SHORTLIST_UTIL_STRBUF_H
#define SHORTLIST_UTIL_STRBUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STRBUF_CEILING ((size_t)256 << 20)

struct strbuf {
	char *text;
	size_t len;
	size_t cap;
	size_t ceiling;
	bool truncated;
};

extern char strbuf_empty[1];
#define STRBUF_INIT { strbuf_empty, 0, 0, STRBUF_CEILING, false }

void strbuf_init(struct strbuf *buf);
void strbuf_release(struct strbuf *buf);
void strbuf_clear(struct strbuf *buf);
/* Cuts to LEN bytes, which must not be more than there are. */
void strbuf_cut(struct strbuf *buf, size_t len);

/* Makes room for LEN more bytes at once, where it is known how many will come. */
void strbuf_reserve(struct strbuf *buf, size_t len);

void strbuf_add(struct strbuf *buf, const char *bytes, size_t len);
void strbuf_puts(struct strbuf *buf, const char *text);
void strbuf_putc(struct strbuf *buf, char c);
void strbuf_repeat(struct strbuf *buf, const char *text, size_t times);
void strbuf_printf(struct strbuf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void strbuf_vprintf(struct strbuf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* Adds a number as people read it: "20,000". */
void strbuf_count(struct strbuf *buf, int64_t count);
/* Inserts at byte AT. */
void strbuf_insert(struct strbuf *buf, size_t at, const char *bytes, size_t len);
/* Removes LEN bytes from byte AT. */
void strbuf_remove(struct strbuf *buf, size_t at, size_t len);

/* Gives the text away (the caller frees it) and leaves the buffer empty. */
char *strbuf_detach(struct strbuf *buf);

#endif

/*
 * Memory, with one policy: a request that cannot be met ends the program with status 70 and a
 * sentence.
 *
 * None of these returns NULL. Sizes that would overflow count as requests that cannot be met. A
 * hook may be set that restores the terminal before the sentence is written.
 */
#ifndef SHORTLIST_UTIL_ALLOC_H
#define SHORTLIST_UTIL_ALLOC_H

#include <stddef.h>
#include <stdint.h>

void *xmalloc(size_t bytes);
void *xcalloc(size_t count, size_t bytes);
void *xrealloc(void *memory, size_t count, size_t bytes);
/* Zeroed, from the beginning of a line of the processor's cache on (64 bytes, of most). */
void *xcalloc_lines(size_t count, size_t bytes);
char *xstrdup(const char *text);
/* Copies exactly LEN bytes and adds a NUL. */
char *xstrndup(const char *text, size_t len);

/* Makes room for one more item: ITEMS holds COUNT of *CAP items of BYTES each; returns the (moved)
 * array. Grows by half, starting at eight. */
void *xgrow(void *items, size_t count, size_t *cap, size_t bytes);

/* How many bytes this thread has asked for up to now, whatever it gave back: to count what
 * something costs. */
uint64_t alloc_bytes(void);

/* Called once before the program ends for want of memory. NULL for none. */
void alloc_on_failure(void (*hook)(void));

#endif

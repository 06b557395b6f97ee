/* The terms of one posting: each one its length, in one or two bytes, and its text. */
#include "config.h"

#include "index/run.h"
#include "index/run_int.h"

#include <assert.h>
#include <string.h>

void terms_add(struct strbuf *terms, const char *term, size_t len)
{
	unsigned char head[VARINT_MAX];

	assert(len > 0 && len <= TERM_MAX);
	strbuf_add(terms, (const char *)head, varint_put(head, len));
	strbuf_add(terms, term, len);
}

void terms_add_short(struct strbuf *terms, const char *term, size_t len)
{
	assert(len > 0 && len <= TERM_SHORT);
	strbuf_reserve(terms, TERM_SHORT + 1);
	if (terms->cap - terms->len < TERM_SHORT + 2) { /* it is full */
		terms_add(terms, term, len);
		return;
	}
	terms->text[terms->len++] = (char)len;
	memcpy(terms->text + terms->len, term, TERM_SHORT);
	terms->len += len;
	terms->text[terms->len] = '\0';
}

bool terms_next(const struct strbuf *terms, size_t *at, const char **term, size_t *len)
{
	const unsigned char *bytes = (const unsigned char *)terms->text;
	const unsigned char *next = bytes + *at, *end = bytes + terms->len;
	uint32_t size;

	if (!varint_get(&next, end, &size) || size == 0 || size > TERM_MAX ||
	    size > (size_t)(end - next))
		return false;
	*term = (const char *)next;
	*len = size;
	*at = (size_t)(next - bytes) + size;
	return true;
}

int term_compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

/* Single terms of a condition: values to bind, and terms of the word index. */
#include "config.h"

#include "condition_term.h"

#include "util/alloc.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

void condition_number(struct condition *out, int64_t number)
{
	*VEC_PUSH(&out->values) = (struct condition_value){ .number = number };
}

void condition_text(struct condition *out, const char *text)
{
	*VEC_PUSH(&out->values) = (struct condition_value){ .text = xstrdup(text) };
}

/* Whether the text has anything that the word index keeps. */
static bool has_word(const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0; at < len;) {
		uint32_t code;

		at += utf8_decode(text + at, len - at, &code, NULL);
		if (utf8_is_word(code))
			return true;
	}
	return false;
}

/* Adds a term of FTS5's language: a quoted string, with a star where it is still being typed. */
static char *match_term(const char *column, const char *text, bool is_prefix)
{
	struct strbuf term = STRBUF_INIT;

	if (column)
		strbuf_printf(&term, "%s : ", column);
	strbuf_putc(&term, '"');
	for (const char *c = text; *c; c++) {
		if (*c == '"')
			strbuf_putc(&term, '"');
		strbuf_putc(&term, *c);
	}
	strbuf_puts(&term, is_prefix ? "\" *" : "\"");
	return strbuf_detach(&term);
}

void condition_match(struct condition *out, const char *column, const char *text, bool is_prefix)
{
	char *term;

	if (!has_word(text)) {
		strbuf_puts(&out->sql, "1");
		return;
	}
	term = match_term(column, text, is_prefix);
	strbuf_puts(&out->sql, "p.id IN (SELECT rowid FROM words WHERE words MATCH ?)");
	condition_text(out, term);
	free(term);
}

void condition_folded(struct condition *out, const char *text)
{
	struct strbuf folded = STRBUF_INIT;

	utf8_fold(&folded, text, strlen(text));
	condition_text(out, folded.text);
	strbuf_release(&folded);
}

/* What every reader must hold to, whatever bytes it is given. */
#ifndef SHORTLIST_TESTS_SEEN_H
#define SHORTLIST_TESTS_SEEN_H

#include "must.h"

#include <string.h>

#include "posting/raw.h"
#include "read/sink.h"
#include "util/err.h"
#include "util/utf8.h"

struct seen { size_t postings, refused; };

/* The facts are text, and the posting says something. */
static inline void seen_posting(struct raw_posting *raw, void *data)
{
	struct seen *seen = data;

	MUST(raw->line > 0);
	MUST(raw->document.text.len > 0 || raw_posting_stated(raw, FIELD_TITLE));
	for (size_t i = 0; i < raw->facts.count; i++) {
		MUST(raw->facts.items[i].field < FIELD_COUNT && *raw->facts.items[i].text);
		MUST(utf8_is_valid(raw->facts.items[i].text, strlen(raw->facts.items[i].text)));
	}
	seen->postings++;
}

/* The same for readers that write the body themselves. */
static inline void seen_made_posting(struct raw_posting *raw, void *data)
{
	MUST(utf8_is_valid(raw->body.text, raw->body.len));
	MUST(!memchr(raw->body.text, '\0', raw->body.len));
	seen_posting(raw, data);
}

static inline void seen_refusal(size_t line, const char *why, void *data)
{
	struct seen *seen = data;

	MUST(line > 0 && *why);
	seen->refused++;
}

/* A reader has ended, with postings or with a reason that names the file. */
static inline void seen_end(const struct seen *seen, bool is_read, struct err *err)
{
	if (is_read) {
		MUST(seen->postings + seen->refused > 0);
		MUST(!err->text);
	} else {
		MUST(err->text && strstr(err->text, "input") && err->status != STATUS_OK);
	}
	err_release(err);
}

#endif

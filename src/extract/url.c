/* Where the posting is: what the source states, or an address beside a label such as "URL". */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

#include "util/alloc.h"
#include "util/ascii.h"

#define URL_BYTES_MAX 2048

/* The bytes of the address at the start of TEXT, 0 for none. */
static size_t url_bytes(const char *text, size_t len)
{
	size_t end = 0;

	if (!ascii_starts_len(text, len, "http://") && !ascii_starts_len(text, len, "https://"))
		return 0;
	while (end < len && end < URL_BYTES_MAX && !ascii_is_space(text[end]) && text[end] != '<' &&
	       text[end] != '"')
		end++;
	while (end > 0 && (text[end - 1] == '.' || text[end - 1] == ',' || text[end - 1] == ')'))
		end--;
	return end;
}

static bool take(struct reading *reading, const struct pair *pair)
{
	size_t len = url_bytes(reading->view.text + pair->start, pair->end - pair->start);

	if (len == 0)
		return false;
	reading->posting->url = xstrndup(reading->view.text + pair->start, len);
	reading_note(reading, FIELD_URL, pair->start, pair->start + len, "beside a label");
	return true;
}

static bool take_link(struct reading *reading, const struct pair *pair)
{
	const struct document *document = reading->document;

	for (size_t i = 0; i < document->links.count; i++) {
		const struct document_link *link = &document->links.items[i];

		if (link->start < pair->start || link->end > pair->end || link->url == NULL ||
		    url_bytes(link->url, strlen(link->url)) == 0)
			continue;
		reading->posting->url = xstrdup(link->url);
		reading_note(reading, FIELD_URL, link->start, link->end, "beside a label");
		return true;
	}
	return false;
}

void url_extract(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_URL);

	if (stated != NULL) {
		reading->posting->url = xstrdup(stated);
		reading_note_stated(reading, FIELD_URL);
		return;
	}
	for (size_t i = 0; i < reading->outline.pairs.count; i++) {
		const struct pair *pair = &reading->outline.pairs.items[i];

		if (pair->label == LABEL_URL && (take(reading, pair) || take_link(reading, pair)))
			return;
	}
}

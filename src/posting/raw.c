/* A raw posting: its parts, and the facts that a source states in named places. */
#include "config.h"

#include "posting/raw.h"

#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"
#include "util/hash.h"
#include "util/utf8.h"
#include "util/vec.h"

void raw_posting_init(struct raw_posting *raw)
{
	memset(raw, 0, sizeof *raw);
	raw->line = 1;
	strbuf_init(&raw->body);
	raw->format = BODY_TEXT;
	document_init(&raw->document);
}

void raw_posting_release(struct raw_posting *raw)
{
	for (size_t i = 0; i < raw->facts.count; i++)
		free(raw->facts.items[i].text);
	VEC_RELEASE(&raw->facts);
	free(raw->ref);
	free(raw->company_slug);
	strbuf_release(&raw->body);
	document_release(&raw->document);
	raw_posting_init(raw);
}

static char *valid_copy(const char *text, size_t len)
{
	struct strbuf out = STRBUF_INIT;

	utf8_mend(&out, text, len);
	return strbuf_detach(&out);
}

void raw_posting_state(struct raw_posting *raw, enum field_id field, const char *text, size_t len)
{
	size_t start = 0, end = len;

	ascii_trim(text, &start, &end);
	if (start < end) {
		*VEC_PUSH(&raw->facts) = (struct raw_fact){
			.field = field, .text = valid_copy(text + start, end - start),
		};
	}
}

void raw_posting_name(char **member, const char *text, size_t len)
{
	size_t start = 0, end = len;

	ascii_trim(text, &start, &end);
	if (start == end)
		return;
	free(*member);
	*member = valid_copy(text + start, end - start);
}

static void add_fact(struct hash *hash, const struct raw_fact *fact)
{
	const char *name = field_get(fact->field)->name;

	hash_add(hash, name, strlen(name) + 1);
	hash_add(hash, fact->text, strlen(fact->text) + 1);
}

/* Fields are named, since their numbers change as fields are added. */
void raw_posting_hash(const struct raw_posting *raw, uint64_t *facts, uint64_t *dates)
{
	struct hash fact_hash, date_hash, none;

	hash_init(&none);
	fact_hash = date_hash = none;
	for (size_t i = 0; i < raw->facts.count; i++) {
		const struct raw_fact *fact = &raw->facts.items[i];

		add_fact(field_get(fact->field)->kind == FIELD_DATE ? &date_hash : &fact_hash,
			 fact);
	}
	*facts = fact_hash.low == none.low ? 0 : fact_hash.low;
	*dates = date_hash.low == none.low ? 0 : date_hash.low;
}

const char *raw_posting_stated(const struct raw_posting *raw, enum field_id field)
{
	for (size_t i = 0; i < raw->facts.count; i++) {
		if (raw->facts.items[i].field == field)
			return raw->facts.items[i].text;
	}
	return NULL;
}

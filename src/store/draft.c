/* What is written of a posting, made without a database. */
#include "config.h"

#include "store/draft_int.h"

#include "store/list_int.h"
#include "store/terms_int.h"
#include "util/alloc.h"

#include <stdlib.h>
#include <string.h>

void draft_hash(const struct posting *posting, char hex[HASH_HEX_LEN + 1])
{
	struct hash hash;

	hash_init(&hash);
	for (int shift = 0; shift < 64; shift += 8) {
		char byte = (char)(posting->stated.facts >> shift & 0xff);

		hash_add(&hash, &byte, 1);
	}
	if (posting->ref)
		hash_add(&hash, posting->ref, strlen(posting->ref) + 1);
	hash_add(&hash, posting->body.text, posting->body.len);
	hash_hex(&hash, hex);
}

struct draft *draft_make(const struct vocabulary *vocabulary, struct terms_maker *maker,
			 const struct posting *posting)
{
	struct draft *draft = xcalloc(1, sizeof *draft);

	draft_hash(posting, draft->content);
	likeness_make(&draft->likeness, posting, vocabulary->gazetteer);
	strbuf_init(&draft->meetings);
	likeness_meetings(&draft->likeness, &draft->meetings);
	strbuf_init(&draft->places);
	strbuf_init(&draft->stack);
	strbuf_init(&draft->languages);
	lists_add_places(&draft->places, posting);
	lists_add_stack(&draft->stack, posting);
	lists_add_languages(&draft->languages, posting);
	word_texts_init(&draft->texts, vocabulary, posting);
	strbuf_init(&draft->terms);
	if (maker)
		terms_make_of(maker, posting, draft->texts.places.text, draft->texts.stack.text,
			      &draft->terms);
	return draft;
}

void draft_free(struct draft *draft)
{
	if (!draft)
		return;
	strbuf_release(&draft->meetings);
	strbuf_release(&draft->places);
	strbuf_release(&draft->stack);
	strbuf_release(&draft->languages);
	word_texts_release(&draft->texts);
	strbuf_release(&draft->terms);
	free(draft);
}

size_t draft_bytes(const struct draft *draft)
{
	return sizeof *draft + draft->meetings.len + draft->places.len + draft->stack.len +
	       draft->languages.len + draft->texts.places.len + draft->texts.stack.len +
	       draft->terms.len;
}

void drafts_turn(struct run_builder *builder, struct draft *const *drafts, size_t count,
		 struct strbuf *run)
{
	for (size_t i = 0; i < count; i++)
		run_builder_add(builder, (uint32_t)i, &drafts[i]->terms);
	run_builder_write(builder, run);
}

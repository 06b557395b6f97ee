/*
 * A raw posting: what a reader found in a file, before anything is understood.
 *
 * The body as read, cut into a document, and the facts that the source itself states in named
 * places (front matter, keys of YAML, later JSON and feeds). A stated fact wins over what the text
 * says.
 */
#ifndef SHORTLIST_POSTING_RAW_H
#define SHORTLIST_POSTING_RAW_H

#include "posting/document.h"
#include "posting/field.h"
#include "posting/posting.h"
#include "util/strbuf.h"

#include <stddef.h>
#include <stdint.h>

/* FIELD_LOCATION may be stated several times; FIELD_STACK too, as a tag or a technology's name. */
struct raw_fact {
	enum field_id field;
	char *text;              /* valid UTF-8, as written, trimmed */
};

struct raw_posting {
	size_t line;             /* where it begins in its file, from 1 */
	struct strbuf body;      /* valid or not: as read */
	enum body_format format;
	struct document document;
	struct { struct raw_fact *items; size_t count, cap; } facts;
	/* What the source calls the posting, under which it is known when it comes again:
	 * "greenhouse:8503792002"; NULL where it has no name of its own. */
	char *ref;
	/* The company as an address spells it ("top-hat"), where the source states no name: to
	 * know the name in the text by; NULL: none. */
	char *company_slug;
	bool is_bare;            /* a text of which nothing says that it is a posting but itself */
	size_t bad_bytes;        /* parts of the body that are not UTF-8 */
};

void raw_posting_init(struct raw_posting *raw);
void raw_posting_release(struct raw_posting *raw);

/* Takes a copy of TEXT, trimmed and made valid UTF-8; an empty one is ignored. */
void raw_posting_state(struct raw_posting *raw, enum field_id field, const char *text, size_t len);

/* Sets *member (ref, company_slug) to a valid, trimmed copy of TEXT; an empty one is ignored. */
void raw_posting_name(char **member, const char *text, size_t len);

/* Hashes of what is stated: of the facts, and of the dates apart from them; 0 where there are none
 * of a kind. */
void raw_posting_hash(const struct raw_posting *raw, uint64_t *facts, uint64_t *dates);

/* The first stated text of a field, or NULL. */
const char *raw_posting_stated(const struct raw_posting *raw, enum field_id field);

#endif

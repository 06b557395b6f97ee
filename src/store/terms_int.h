/*
 * The kinds of terms. What is typed has a small letter of SEGMENT_PREFIXED (index/segment.h), whose
 * capital is taken by its beginnings.
 */
#ifndef SHORTLIST_STORE_TERMS_INT_H
#define SHORTLIST_STORE_TERMS_INT_H

#include "posting/field.h"
#include "posting/place.h"
#include "store/terms.h"
#include "store/tokens_int.h"

#define TERM_WORD 'w'            /* a word anywhere */
#define TERM_TITLE 't'           /* of the title, the company, the places */
#define TERM_COMPANY 'c'
#define TERM_PLACES 'l'
#define TERM_KNOWN 'k'           /* a field with a value: its name */
#define TERM_CHOICE 'f'          /* a field, '=', the name of a choice */
#define TERM_STACK 's'           /* a technology, folded; where it is required, preferred */
#define TERM_REQUIRED 'r'
#define TERM_PREFERRED 'p'
#define TERM_LANGUAGE 'g'        /* a language, folded */
#define TERM_LOCATION 'a'        /* a place of the job, of who may apply (see terms_place) */
#define TERM_SCOPE 'o'
#define TERM_SCOPE_TEXT 'x'      /* as written, folded */
#define TERM_CURRENCY 'u'

/* Each adds one term's bytes to OUT. */
void terms_known(struct strbuf *out, enum field_id field);
void terms_choice(struct strbuf *out, enum field_id field, int choice);
void terms_folded(struct strbuf *out, char kind, const char *text);

/* A place is asked for by its country, its region too, its city too (in whatever region, where
 * REGION is ""), or an area by its name. */
void terms_place(struct strbuf *out, char kind, const char *country, const char *region,
		 const char *city);
void terms_area(struct strbuf *out, char kind, const char *area);

/* As terms_make(), of the texts of places and stack as they were stored, and of SCOPE and LOCATIONS
 * as they are in the posting. */
void terms_make_of(struct terms_maker *maker, const struct posting *posting, const char *places,
		   const char *stack, struct strbuf *terms);

#endif

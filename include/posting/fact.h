/*
 * The facts of a posting by their field, for those who go through the field table.
 */
#ifndef SHORTLIST_POSTING_FACT_H
#define SHORTLIST_POSTING_FACT_H

#include "posting/posting.h"
#include "util/strbuf.h"

/* The choice that a posting has of a FIELD_CHOICE, -1 where it is unknown. */
int fact_choice(const struct posting *posting, enum field_id field);

/* The set that it has of a FIELD_CHOICES: bit N for choice N. */
unsigned fact_choices(const struct posting *posting, enum field_id field);

/* Adds the value of a field as people read it on one line, and nothing where it is unknown: choices
 * by their labels, days, zones, languages, the labels of contradictory fields. Fields of other
 * kinds say nothing here. */
void fact_format(struct strbuf *out, const struct posting *posting, enum field_id field);

#endif

/*
 * Facts in brief: what a row of the list says of a posting. Each adds a short text, not gated, or
 * nothing where the fact is not known.
 */
#ifndef SHORTLIST_SRC_TUI_BRIEF_INT_H
#define SHORTLIST_SRC_TUI_BRIEF_INT_H

#include "posting/record.h"
#include "util/strbuf.h"

#include <stdint.h>

struct gazetteer;

/* What a brief text may need beside the record. */
struct brief {
	const struct record *record;
	const struct gazetteer *gazetteer; /* may be NULL */
	int32_t today;
	bool is_line;            /* it has one line only */
	bool is_copy;            /* it stands below another posting of the same job */
};

void brief_company(const struct brief *brief, struct strbuf *out);
/* "Toronto +1" */
void brief_place(const struct brief *brief, struct strbuf *out);
void brief_workplace(const struct brief *brief, struct strbuf *out);
/* Place and workplace: "Toronto +1 · remote". */
void brief_where(const struct brief *brief, struct strbuf *out);
void brief_pay(const struct brief *brief, struct strbuf *out);
void brief_age(const struct brief *brief, struct strbuf *out);
void brief_stage(const struct brief *brief, struct strbuf *out);
/* "senior · 5+ years" */
void brief_level(const struct brief *brief, struct strbuf *out);
/* The technologies of one need, divided by blanks. */
void brief_stack(const struct brief *brief, enum need need, struct strbuf *out);

#endif

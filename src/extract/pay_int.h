/*
 * Amounts of money in a text that could be pay: single amounts and ranges, with currency and
 * period as far as the words right beside them tell. Which of them is the pay is salary.c's to
 * decide.
 */
#ifndef SHORTLIST_EXTRACT_PAY_INT_H
#define SHORTLIST_EXTRACT_PAY_INT_H

#include "extract/view_int.h"
#include "posting/money.h"

struct pay {
	int64_t min, max;        /* hundredths; -1 where not stated */
	const struct currency *currency; /* NULL where none is written */
	bool is_shared;          /* by a sign that several countries use: "$", "kr" */
	bool is_range;
	bool has_k;
	bool is_broken;          /* a range whose high end cannot be read */
	bool is_target;          /* what is earned on target: the base and more */
	bool is_named;           /* by a word for pay that is glued to it */
	enum pay_period period;  /* as written beside it */
	size_t start, end;       /* bytes of the text */
	size_t first, last;      /* words */
};

struct pays { struct pay *items; size_t count, cap; };

/* Adds what is found in bytes [START, END) of the view's text, which must be one line. A number
 * that has neither currency, scale nor period is taken only where it cannot be a count, or where
 * the text is nothing but pay: TAKES_BARE. */
void pay_find(const struct view *view, size_t start, size_t end, bool takes_bare,
	      struct pays *out);

#endif

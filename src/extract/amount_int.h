/* One amount of money as it is written: "$120k", "60.000,00 EUR", "kr 500 000". */
#ifndef SHORTLIST_EXTRACT_AMOUNT_INT_H
#define SHORTLIST_EXTRACT_AMOUNT_INT_H

#include "extract/view_int.h"
#include "posting/money.h"

struct amount {
	int64_t cents;
	bool has_k;
	bool is_open;            /* "120k+" */
	const struct currency *currency; /* NULL where none is written */
	bool is_shared;          /* by a sign that several countries use: "$", "kr" */
	size_t start, end;       /* bytes of the text */
};

/* The first digit from AT on, END for none; AT may lie behind END. */
size_t amount_next_digit(const struct view *view, size_t at, size_t end);

/* The byte after blanks from AT on. */
size_t amount_skip_blanks(const struct view *view, size_t at, size_t end);

/* Reads the amount whose first digit is at DIGIT, with the currency that stands before it, not
 * before byte START. False where none is there. */
bool amount_at_digit(const struct view *view, size_t digit, size_t start, size_t end,
		     struct amount *amount);

/* Reads an amount from AT, a digit or a currency. A bare one may still count something. */
bool amount_read(const struct view *view, size_t at, size_t end, struct amount *amount);

/* What the letter after the digits multiplies by: "180K", "60 LPA", "9 million". */
int64_t amount_scale(const struct view *view, const struct amount *amount);

/* Whether an amount without a currency counts hours, people and the like. */
bool amount_is_counted(const struct view *view, const struct amount *amount);

/* Whether the amount is as small and as bare as a count: "5", "40". */
bool amount_is_bare(const struct amount *amount);

#endif

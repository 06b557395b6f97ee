/*
 * Money as job postings state it: currencies, pay periods, amounts.
 *
 * Amounts are int64 hundredths of the unit. A year has 12 months, 52 weeks, 260 days, 2080 hours (a
 * full-time year of 40-hour weeks), which is only for comparing.
 */
#ifndef SHORTLIST_POSTING_MONEY_H
#define SHORTLIST_POSTING_MONEY_H

#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum pay_period {
	PAY_PERIOD_UNKNOWN = -1,
	PAY_YEAR, PAY_MONTH, PAY_WEEK, PAY_DAY, PAY_HOUR,
};

/* "year", "month", ...; NULL for unknown. */
const char *pay_period_name(enum pay_period period);
enum pay_period pay_period_by_name(const char *name);

/* How many of the period a year has; 1 for unknown. */
int pay_period_a_year(enum pay_period period);

struct currency {
	const char *code;        /* ISO 4217 */
	const char *symbol;      /* as shown before an amount: "CA$", "€" */
	const char *country;     /* ISO 3166 of its main country */
};

/* The table; ends with a NULL code. */
extern const struct currency currency_table[];
const struct currency *currency_by_code(const char *code);

/* Reads a currency sign or code from the start of TEXT (longest spelling wins; a code of letters
 * must not go on with a letter, a single letter must stand at a digit). A bare "$" gives USD
 * with *is_bare_dollar set. Bytes read, 0 for none. */
size_t currency_parse(const char *text, size_t len, const struct currency **currency,
		      bool *is_bare_dollar);

/* Reads an amount, "120,000.00", "60.000,00", "120k", "1.2M", "45" from the start of TEXT into
 * *cents (hundredths). Grouping and decimal marks are told apart by their positions. Bytes read;
 * 0 where there is none, where it does not fit, or where it is a version or a date (1.2.3,
 * 12.05.2024). *has_k says that a k, M, lakh, crore or such a suffix was there. What follows is
 * the caller's to judge: of "20mm" it reads 20. */
size_t money_parse(const char *text, size_t len, int64_t *cents, bool *has_k);

/* Adds "CA$165,000" or, SHORT, "CA$165k"; cents are dropped where zero. CENTS is not negative.
 * An empty CODE gives a bare number. */
void money_format(struct strbuf *out, int64_t cents, const char *code, bool is_short);

/* Adds a range such as "CA$150,000 – 180,000 a year", SHORT "CA$150–180k"; an hour's pay is
 * shown as "$45/h". MIN or MAX may be -1. */
void pay_format(struct strbuf *out, int64_t min, int64_t max, const char *code,
		enum pay_period period, bool is_short);

#endif

/* Pay that a source states in numbers: taken as it is, whether or not it is likely. */
#ifndef SHORTLIST_EXTRACT_PAY_STATED_INT_H
#define SHORTLIST_EXTRACT_PAY_STATED_INT_H

#include "posting/posting.h"

#include <stdbool.h>

/*
 * Reads a text that is nothing but the numbers, the currency and the period of a record, as
 * readers put them together: "150000 - 180000.50 CAD per year", "from 45 USD hourly", "up to
 * 90000 EUR". Fills min, max, currency and period of SALARY; the period is PAY_PERIOD_UNKNOWN where
 * none is stated. False, and SALARY is as it was, where anything else is in it, and for small
 * numbers that have neither a currency nor a period: they may be thousands.
 */
bool pay_stated_read(const char *text, struct salary *salary);

#endif

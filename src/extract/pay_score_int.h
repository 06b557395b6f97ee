/* Whether an amount of money in a posting is its pay. */
#ifndef SHORTLIST_EXTRACT_PAY_SCORE_INT_H
#define SHORTLIST_EXTRACT_PAY_SCORE_INT_H

#include "extract/pay_int.h"
#include "extract/reading_int.h"

/* How the period of an amount is known. */
enum pay_known { PAY_KNOWN_BESIDE, PAY_KNOWN_BEFORE, PAY_KNOWN_BY_SIZE };

/* What has this score or more is pay. */
#define PAY_SCORE_ENOUGH 4

/* The amount in whole units, the high end of a range; units of small worth as dollars. */
int64_t pay_units(const struct pay *pay);

/* Gives the amount a period where none is written beside it. */
enum pay_known pay_settle(const struct view *view, struct pay *pay);

/* Whether anybody is paid so much, or so little, for the period. */
bool pay_is_plausible(const struct pay *pay);

/* How sure it is that the amount, whose period is settled, is pay; negative for what is not. */
int pay_score(const struct reading *reading, const struct pay *pay, enum pay_known known);

#endif

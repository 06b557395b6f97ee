/* Pay in a record: a text, or its parts under keys of their own. */
#ifndef SHORTLIST_READ_RECORD_PAY_INT_H
#define SHORTLIST_READ_RECORD_PAY_INT_H

#include "read/key_int.h"
#include "util/node.h"
#include "util/strbuf.h"

struct record_pay { struct strbuf parts[PART_PAYS]; };

void record_pay_init(struct record_pay *pay);
void record_pay_release(struct record_pay *pay);

/* Takes one part that stands under a key of its own; 0 and less are none, as programs write it. */
void record_pay_take_part(struct record_pay *pay, enum key_part part, const struct node *node);

/* Takes what stands under a key for pay: a text, {min, max, currency, period} in any nesting, or a
 * list of such, which pay from the lowest to the highest of those in one currency. */
void record_pay_take(struct record_pay *pay, const struct node *node);

/* Adds the pay as one text, "150000 - 180000 CAD per year"; nothing where there is no amount. */
void record_pay_write(const struct record_pay *pay, struct strbuf *out);

#endif

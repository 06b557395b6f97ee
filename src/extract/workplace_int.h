/* What the reading of workplaces is made of. */
#ifndef SHORTLIST_EXTRACT_WORKPLACE_INT_H
#define SHORTLIST_EXTRACT_WORKPLACE_INT_H

#include "extract/reading_int.h"

/* Reads how many days of a week one is at the office, of a hybrid job (office_days.c);
 * workplace_extract() calls it. */
void office_days_extract(struct reading *reading);

#endif

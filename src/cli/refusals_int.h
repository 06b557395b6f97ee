/* Saying what a load refused, which load, inspect and browse share. */
#ifndef SHORTLIST_CLI_REFUSALS_INT_H
#define SHORTLIST_CLI_REFUSALS_INT_H

#include "load/load.h"

/* Says each refusal on standard error, the first twenty in full, and how many more there are. */
void refusals_tell(const struct load_report *report);

#endif

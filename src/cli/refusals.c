/* Refusals as messages. */
#include "config.h"

#include "cli/refusals_int.h"

#include "cli/message.h"

#include <string.h>

#define TOLD_MAX 20

static void tell(const struct load_refusal *refusal)
{
	if (refusal->line > 0)
		message("%s:%zu: %s", refusal->path, refusal->line, refusal->why);
	else if (strstr(refusal->why, refusal->path))
		message("%s", refusal->why);
	else
		message("%s: %s", refusal->path, refusal->why);
}

void refusals_tell(const struct load_report *report)
{
	size_t count = report->refusals.count;

	for (size_t i = 0; i < count && i < TOLD_MAX; i++)
		tell(&report->refusals.items[i]);
	if (count > TOLD_MAX)
		message("%zu more refusals; load --format json lists them all", count - TOLD_MAX);
}

/* Writing the postings of an answer, which list, export and browse without a terminal share. */
#ifndef SHORTLIST_CLI_EMIT_INT_H
#define SHORTLIST_CLI_EMIT_INT_H

#include "cli/program.h"
#include "cli/output.h"
#include "query/query.h"

/* Writes what QUERY selects, in its order, at most --limit. Where nothing matches, NOTHING is said
 * and the status is STATUS_PARTIAL. */
enum status emit_answer(struct program *program, const struct query *query, struct output *output,
			const char *nothing);

#endif

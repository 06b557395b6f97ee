/* Writing an answer a stretch at a time. */
#include "config.h"

#include "cli/emit_int.h"

#include "cli/message.h"
#include "store/find.h"
#include "store/get.h"

#define STRETCH 256

static bool emit_ids(struct program *program, struct output *output, const int64_t *ids,
		     size_t count, struct err *err)
{
	struct record record;
	bool ok = true;

	record_init(&record);
	for (size_t i = 0; ok && i < count && !output->is_closed; i++) {
		ok = get_record(program->store, ids[i],
				output->write.has_body ? GET_WHOLE : GET_ROW, &record, err);
		if (!ok)
			break;
		output_record(output, &record);
		ok = output_flush(output, err);
	}
	record_release(&record);
	return ok;
}

static bool emit_find(struct program *program, struct find *find, struct output *output,
		      struct err *err)
{
	size_t limit = program->options.limit ? program->options.limit : SIZE_MAX;
	int64_t ids[STRETCH];
	size_t got = 0, done = 0;

	do {
		size_t want = limit - done < STRETCH ? limit - done : STRETCH;

		if (!find_ids(find, (int64_t)done, want, ids, &got, err) ||
		    !emit_ids(program, output, ids, got, err))
			return false;
		done += got;
	} while (got == STRETCH && done < limit && !output->is_closed);
	return output_end(output, err);
}

enum status emit_answer(struct program *program, const struct query *query, struct output *output,
			const char *nothing)
{
	struct err err = ERR_INIT;
	struct find *find = find_new(program->store, query, &err);
	enum status status = STATUS_OK;

	if (find && program->options.all)
		find_spread(find);
	if (!find || !emit_find(program, find, output, &err))
		status = message_error(&err);
	else if (find_total(find) == 0)
		status = STATUS_PARTIAL;
	if (status == STATUS_PARTIAL)
		message("%s", store_count(program->store) > 0 ? nothing
			: "there are no postings yet; load some: shortlist load PATH");
	if (find && find_hidden(find) > 0)
		message("%lld more match but are hidden; is:hidden shows them",
			(long long)find_hidden(find));
	find_free(find);
	return status;
}

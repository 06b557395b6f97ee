/* What is made before it is asked for, piece by piece, while nobody waits. */
#include "config.h"

#include "store/find_int.h"

#include "store/start_int.h"
#include "util/date.h"

/* The order that most queries have. */
static bool warm_order(struct store *store, struct err *err)
{
	struct query *all = query_parse("", clock_today());
	struct find *find = find_make(store, all, err);
	bool ok = find != NULL;

	find_free(find);
	query_free(all);
	return ok;
}

/* One of the steps; *is_done where none was left. */
static bool warm_some(struct engine *engine, bool *is_done, struct err *err)
{
	static const enum number_fact numbers[] = { NUMBER_POSTED, NUMBER_PAY_MIN, NUMBER_PAY_MAX };
	bool is_read;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!engine->has_numbers[numbers[i]])
			return engine_numbers(engine, numbers[i], err) != NULL;
	if (!engine->is_order_warm) {
		engine->is_order_warm = true;
		return warm_order(engine->store, err);
	}
	for (int i = 0; i < NAME_FACTS; i++)
		if (!engine->has_names[i])
			return engine_read_names(engine, (enum name_fact)i, &is_read, err);
	if (!engine->has_rows)
		return engine_rows(engine, err) != NULL;
	for (int i = 0; i < NAME_FACTS; i++)
		if (!engine_inverse(engine, (enum name_fact)i)) {
			engine_make_inverse(engine, (enum name_fact)i);
			return true;
		}
	*is_done = true;
	return true;
}

bool find_warm(struct store *store, bool *is_done, struct err *err)
{
	struct engine *engine = engine_enter(store, err);
	bool ok;

	*is_done = false;
	if (!engine)
		return false;
	ok = warm_some(engine, is_done, err);
	engine_leave(engine);
	if (*is_done)
		start_write(store, NULL); /* without it the next start takes a little longer */
	return ok;
}

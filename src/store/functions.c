/* SQL functions of our own: folded comparisons and the folder of a path. */
#include "config.h"

#include "store/functions_int.h"

#include "util/date.h"
#include "util/strbuf.h"
#include "util/utf8.h"

#include <string.h>

enum fold_test { FOLD_HOLDS, FOLD_STARTS };

static void compare_folded(sqlite3_context *context, sqlite3_value **values, enum fold_test test)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	const char *want = (const char *)sqlite3_value_text(values[1]);
	struct strbuf folded = STRBUF_INIT;

	if (!text || !want) {
		sqlite3_result_int(context, 0);
		return;
	}
	utf8_fold(&folded, text, (size_t)sqlite3_value_bytes(values[0]));
	if (test == FOLD_HOLDS)
		sqlite3_result_int(context, strstr(folded.text, want) != NULL);
	else
		sqlite3_result_int(context, strncmp(folded.text, want, strlen(want)) == 0);
	strbuf_release(&folded);
}

static void holds(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	compare_folded(context, values, FOLD_HOLDS);
}

static void starts(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	compare_folded(context, values, FOLD_STARTS);
}

static void fold(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *text = (const char *)sqlite3_value_text(values[0]);
	struct strbuf folded = STRBUF_INIT;

	(void)count;
	if (!text)
		return;
	utf8_fold(&folded, text, (size_t)sqlite3_value_bytes(values[0]));
	sqlite3_result_text(context, folded.text, (int)folded.len, SQLITE_TRANSIENT);
	strbuf_release(&folded);
}

static void folder(sqlite3_context *context, int count, sqlite3_value **values)
{
	const char *path = (const char *)sqlite3_value_text(values[0]);
	const char *slash = path ? strrchr(path, '/') : NULL;

	(void)count;
	if (slash && slash > path)
		sqlite3_result_text(context, path, (int)(slash - path), SQLITE_TRANSIENT);
	else
		sqlite3_result_value(context, values[0]);
}

static void today(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	(void)values;
	sqlite3_result_int(context, clock_today());
}

int functions_add(sqlite3 *db)
{
	static const struct {
		const char *name;
		int arguments, flags;
		void (*run)(sqlite3_context *, int, sqlite3_value **);
	} table[] = {
		{ "holds", 2, SQLITE_DETERMINISTIC, holds },
		{ "starts", 2, SQLITE_DETERMINISTIC, starts },
		{ "fold", 1, SQLITE_DETERMINISTIC, fold },
		{ "folder", 1, SQLITE_DETERMINISTIC, folder },
		{ "today", 0, 0, today },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int code = sqlite3_create_function_v2(db, table[i].name, table[i].arguments,
			SQLITE_UTF8 | SQLITE_DIRECTONLY | table[i].flags, NULL, table[i].run, NULL,
			NULL, NULL);

		if (code != SQLITE_OK)
			return code;
	}
	return SQLITE_OK;
}

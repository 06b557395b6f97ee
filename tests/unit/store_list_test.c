/* Lists of facts: packed, taken apart, and seen by SQL as tables. */
#include "config.h"

#include "store/list_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>


static void assert_items(const char *list, size_t len, const char *const *want, size_t count)
{
	struct list_item item;

	for (size_t i = 0; i < count; i++) {
		assert_true(lists_next(&list, &len, &item));
		assert_int_equal(item.len, strlen(want[i]));
		assert_memory_equal(item.bytes, want[i], item.len);
	}
	assert_false(lists_next(&list, &len, &item));
}

static void test_nothing(void **state)
{
	(void)state;
	assert_items("", 0, NULL, 0);
}

static void test_any_text_is_an_item(void **state)
{
	static const char *const texts[] = { "", "1:", "Rust", "a\nb", "", "\xff\x01:9" };
	struct strbuf list = STRBUF_INIT;
	size_t count = sizeof texts / sizeof *texts;

	(void)state;
	for (size_t i = 0; i < count; i++)
		lists_add(&list, texts[i], strlen(texts[i]));
	assert_items(list.text, list.len, texts, count);
	strbuf_release(&list);
}

/* What a damaged database may hold ends the list, and no byte behind it is looked at. */
static void test_damaged(void **state)
{
	static const char *const lists[] = {
		":", "4", "4:", "4:abc", "x:abc", "-1:a", "99999999999999999999999:a",
		"18446744073709551615:a", "18446744073709551616:a", "4294967297:a",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		char *copy = malloc(strlen(lists[i]));

		assert_non_null(copy);
		memcpy(copy, lists[i], strlen(lists[i]));
		assert_items(copy, strlen(lists[i]), NULL, 0);
		free(copy);
	}
}

static sqlite3 *open_lists(void)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(list_tables_add(db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
		"CREATE TABLE posting(id INTEGER PRIMARY KEY, places, stack, languages);"
		"INSERT INTO posting VALUES(1, NULL, '5:0Rust3:1Go', NULL),"
		" (2, '2:022:CA5:CA-ON7:Toronto0:7:Toronto2:012:CA0:0:0:6:Canada"
		"2:112:US0:0:0:2:US', NULL, '7:0German'), (3, NULL, '4:0Go!9:cut', NULL),"
		" (7, NULL, '5:2Rust', '7:1French')", NULL, NULL, NULL), SQLITE_OK);
	return db;
}

/* All that SQL answers, rows divided by semicolons, values by commas. */
static void assert_answer(sqlite3 *db, const char *sql, const char *want)
{
	struct strbuf all = STRBUF_INIT;
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			strbuf_printf(&all, "%s%s", i > 0 ? "," : all.len > 0 ? ";" : "",
				      (const char *)sqlite3_column_text(stmt, i));
	assert_int_equal(sqlite3_finalize(stmt), SQLITE_OK);
	assert_string_equal(all.text, want);
	strbuf_release(&all);
}

static void test_tables(void **state)
{
	static const struct { const char *sql, *want; } rows[] = {
		{ "SELECT * FROM technology", "1,0,Rust,0;1,1,Go,1;3,0,Go!,0;7,0,Rust,2" },
		{ "SELECT * FROM language", "2,0,German,0;7,0,French,1" },
		{ "SELECT * FROM place", "2,0,0,2,CA,CA-ON,Toronto,,Toronto;2,0,1,1,CA,,,,Canada;"
		  "2,1,0,1,US,,,,US" },
		{ "SELECT name FROM technology WHERE posting = 1 ORDER BY ordinal", "Rust;Go" },
		{ "SELECT name FROM technology WHERE posting = 1 ORDER BY ordinal DESC",
		  "Go;Rust" },
		{ "SELECT name FROM technology WHERE posting = 1 ORDER BY name", "Go;Rust" },
		{ "SELECT posting FROM technology WHERE name = 'Rust' ORDER BY posting DESC",
		  "7;1" },
		{ "SELECT posting FROM technology WHERE posting > 1 AND posting < 7", "3" },
		{ "SELECT posting FROM technology WHERE posting >= 3 AND posting <= 7"
		  " ORDER BY posting", "3;7" },
		{ "SELECT posting FROM technology WHERE posting = NULL", "" },
		{ "SELECT posting FROM technology WHERE posting < 1.5", "1;1" },
		{ "SELECT posting FROM technology WHERE posting = '7'", "7" },
		{ "SELECT text FROM place WHERE posting = 2 ORDER BY is_scope, ordinal",
		  "Toronto;Canada;US" },
		{ "SELECT p.id, l.name FROM posting p JOIN language l ON l.posting = p.id"
		  " ORDER BY l.name", "7,French;2,German" },
		{ "SELECT a.posting, b.posting FROM technology a JOIN technology b"
		  " ON a.name = b.name AND a.posting < b.posting", "1,7" },
		{ "SELECT count(*) FROM posting p WHERE EXISTS"
		  " (SELECT 1 FROM place WHERE posting = p.id AND is_scope = 1)", "1" },
	};
	sqlite3 *db = open_lists();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_answer(db, rows[i].sql, rows[i].want);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void test_tables_are_not_written(void **state)
{
	sqlite3 *db = open_lists();

	(void)state;
	assert_int_not_equal(sqlite3_exec(db, "DELETE FROM technology", NULL, NULL, NULL),
			     SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_any_text_is_an_item),
		cmocka_unit_test(test_damaged),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_tables_are_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The list of results: the answer, the cursor, and the rows near the window. */
#include "config.h"

#include "session/result_list.h"

#include "store/get.h"
#include "util/vec.h"

#include <string.h>

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
	if (value > high)
		value = high;
	return value < low ? low : value;
}

static int64_t id_at(struct result_list *list, int64_t row)
{
	int64_t id = 0;
	size_t got = 0;

	if (!list->find || row < 0 || row >= list->total)
		return 0;
	return find_ids(list->find, row, 1, &id, &got, NULL) && got == 1 ? id : 0;
}

/* Moves the window so that the cursor is in it and no row is left empty without need. */
static void scroll(struct result_list *list)
{
	int64_t rows = list->rows;

	if (list->top > list->cursor)
		list->top = list->cursor;
	if (list->top < list->cursor - rows + 1)
		list->top = list->cursor - rows + 1;
	list->top = clamp(list->top, 0, list->total - rows);
}

static void set_cursor(struct result_list *list, int64_t row)
{
	list->cursor = clamp(row, 0, list->total - 1);
	list->id = id_at(list, list->cursor);
	scroll(list);
}

/* Loads the window where ROW is in it, else the rows around ROW. */
static void load(struct result_list *list, int64_t row)
{
	bool in_window = row >= list->top && row < list->top + list->rows;
	int64_t first = in_window ? list->top : clamp(row - list->rows / 2, 0, row);
	int64_t *ids = xcalloc((size_t)list->rows, sizeof *ids);
	size_t got = 0;

	result_list_forget(list);
	list->cache_first = first;
	if (!find_ids(list->find, first, (size_t)list->rows, ids, &got, NULL))
		got = 0;
	for (size_t i = 0; i < got; i++) {
		struct record *record = VEC_PUSH(&list->cache);

		record_init(record);
		if (!get_record(list->store, ids[i], GET_ROW, record, NULL)) {
			record_release(record);
			record_init(record);
		}
	}
	free(ids);
}

void result_list_init(struct result_list *list, struct store *store)
{
	memset(list, 0, sizeof *list);
	list->store = store;
	list->rows = 1;
}

void result_list_release(struct result_list *list)
{
	result_list_forget(list);
	VEC_RELEASE(&list->cache);
	find_free(list->find);
	list->find = NULL;
}

bool result_list_refresh(struct result_list *list, const struct query *query, struct err *err)
{
	struct find *find = find_new(list->store, query, err);
	int64_t row = list->cursor, above = list->cursor - list->top, place;

	if (!find)
		return false;
	find_free(list->find);
	list->find = find;
	list->total = find_total(find);
	list->hidden = find_hidden(find);
	result_list_forget(list);
	place = list->id ? find_place(find, list->id, NULL) : -1;
	list->top = (place >= 0 ? place : row) - above;
	set_cursor(list, place >= 0 ? place : row);
	return true;
}

void result_list_resize(struct result_list *list, int rows)
{
	rows = rows > 1 ? rows : 1;
	if (rows == list->rows)
		return;
	list->rows = rows;
	result_list_forget(list);
	scroll(list);
}

void result_list_move(struct result_list *list, int64_t by)
{
	/* As far as there are rows, so that no sum can overflow. */
	by = clamp(by, -list->total, list->total);
	set_cursor(list, list->cursor + by);
}

void result_list_go(struct result_list *list, int64_t to)
{
	set_cursor(list, to);
}

bool result_list_select(struct result_list *list, int64_t id)
{
	int64_t place = list->find && id ? find_place(list->find, id, NULL) : -1;

	if (place < 0)
		return false;
	set_cursor(list, place);
	return true;
}

void result_list_forget(struct result_list *list)
{
	for (size_t i = 0; i < list->cache.count; i++)
		record_release(&list->cache.items[i]);
	VEC_CLEAR(&list->cache);
}

const struct record *result_list_row(struct result_list *list, int64_t row)
{
	const struct record *record;

	if (!list->find || row < 0 || row >= list->total)
		return NULL;
	if (row < list->cache_first || row >= list->cache_first + (int64_t)list->cache.count)
		load(list, row);
	if (row < list->cache_first || row >= list->cache_first + (int64_t)list->cache.count)
		return NULL;
	record = &list->cache.items[row - list->cache_first];
	return record->id ? record : NULL;
}

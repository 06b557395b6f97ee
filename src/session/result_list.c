/* The list of results: the answer, the cursor, and the rows near the window. */
#include "config.h"

#include "session/result_list.h"

#include "store/get.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
	if (value > high)
		value = high;
	return value < low ? low : value;
}

/* -- where rows are */

/* What a row of the list is: a place of the answer, and, where it is a copy, which. */
struct spot {
	int64_t place;
	const struct opened_row *opened; /* the row at that place, where it is open */
	size_t copy;             /* from 1; 0: the row of the answer itself */
};

static struct spot spot_of(const struct result_list *list, int64_t row)
{
	int64_t above = 0;       /* copies that stand above */

	for (size_t i = 0; i < list->opened.count; i++) {
		const struct opened_row *opened = &list->opened.items[i];
		int64_t lead = opened->place + above, copies = (int64_t)opened->copies.count;

		if (row < lead)
			break;
		if (row <= lead + copies)
			return (struct spot){ opened->place, opened, (size_t)(row - lead) };
		above += copies;
	}
	return (struct spot){ row - above, NULL, 0 };
}

static int64_t row_of_place(const struct result_list *list, int64_t place)
{
	int64_t row = place;

	for (size_t i = 0; i < list->opened.count && list->opened.items[i].place < place; i++)
		row += (int64_t)list->opened.items[i].copies.count;
	return row;
}

/* The row of a posting at a place of the answer: its own among the copies, where it is open. */
static int64_t row_of(const struct result_list *list, int64_t place, int64_t id)
{
	int64_t row = row_of_place(list, place);
	struct spot spot = spot_of(list, row);

	for (size_t i = 0; spot.opened && i < spot.opened->copies.count; i++)
		if (spot.opened->copies.items[i] == id)
			return row + 1 + (int64_t)i;
	return row;
}

/* The ids of COUNT rows from FIRST on; *got of them. */
static bool ids_at(struct result_list *list, int64_t first, size_t count, int64_t *ids, size_t *got)
{
	int64_t place = spot_of(list, first).place;
	int64_t *leads = xcalloc(count, sizeof *leads);
	size_t found = 0;
	bool good = find_ids(list->find, place, count, leads, &found, NULL);

	for (*got = 0; good && *got < count; (*got)++) {
		struct spot spot = spot_of(list, first + (int64_t)*got);

		if (spot.place - place >= (int64_t)found)
			break;
		ids[*got] = spot.copy > 0 ? spot.opened->copies.items[spot.copy - 1]
					  : leads[spot.place - place];
	}
	free(leads);
	return good;
}

static int64_t id_at(struct result_list *list, int64_t row)
{
	int64_t id = 0;
	size_t got = 0;

	if (!list->find || row < 0 || row >= list->extent)
		return 0;
	return ids_at(list, row, 1, &id, &got) && got == 1 ? id : 0;
}

/* -- what is open */

static void measure(struct result_list *list)
{
	list->extent = list->total;
	for (size_t i = 0; i < list->opened.count; i++)
		list->extent += (int64_t)list->opened.items[i].copies.count;
}

static void close_at(struct result_list *list, size_t at)
{
	VEC_RELEASE(&list->opened.items[at].copies);
	VEC_REMOVE(&list->opened, at);
}

/* Opens the row at a place, unless it is or has no copies. */
static bool open_place(struct result_list *list, int64_t place, int64_t id)
{
	struct opened_row opened = { .place = place, .id = id };
	size_t at = 0;

	while (at < list->opened.count && list->opened.items[at].place < place)
		at++;
	if (at < list->opened.count && list->opened.items[at].place == place)
		return false;
	if (!find_copies(list->find, id, &opened.copies, NULL) || opened.copies.count == 0) {
		VEC_RELEASE(&opened.copies);
		return false;
	}
	(void)VEC_PUSH(&list->opened);
	memmove(&list->opened.items[at + 1], &list->opened.items[at],
		(list->opened.count - 1 - at) * sizeof opened);
	list->opened.items[at] = opened;
	return true;
}

/* Opens again in a new answer what was open before; its places are others. */
static void open_again(struct result_list *list)
{
	struct find_ids ids = { 0 };

	while (list->opened.count > 0) {
		*VEC_PUSH(&ids) = list->opened.items[list->opened.count - 1].id;
		close_at(list, list->opened.count - 1);
	}
	for (size_t i = 0; i < ids.count; i++) {
		int64_t place = find_place(list->find, ids.items[i], NULL), id;
		size_t got = 0;

		if (place >= 0 && find_ids(list->find, place, 1, &id, &got, NULL) && got == 1)
			open_place(list, place, id);
	}
	VEC_RELEASE(&ids);
	measure(list);
}

/* -- the window */

/* Moves the window so that the cursor is in it and no row is left empty without need. */
static void scroll(struct result_list *list)
{
	int64_t rows = list->rows;

	if (list->top > list->cursor)
		list->top = list->cursor;
	if (list->top < list->cursor - rows + 1)
		list->top = list->cursor - rows + 1;
	list->top = clamp(list->top, 0, list->extent - rows);
}

static void set_cursor(struct result_list *list, int64_t row)
{
	list->cursor = clamp(row, 0, list->extent - 1);
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
	if (!ids_at(list, first, (size_t)list->rows, ids, &got))
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
	while (list->opened.count > 0)
		close_at(list, list->opened.count - 1);
	VEC_RELEASE(&list->opened);
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
	open_again(list);
	place = list->id ? find_place(find, list->id, NULL) : -1;
	if (place >= 0)
		row = row_of(list, place, list->id);
	list->top = row - above;
	set_cursor(list, row);
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
	by = clamp(by, -list->extent, list->extent);
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
	set_cursor(list, row_of(list, place, id));
	return true;
}

bool result_list_fold(struct result_list *list)
{
	struct spot spot = spot_of(list, list->cursor);

	if (spot.opened)
		close_at(list, (size_t)(spot.opened - list->opened.items));
	else if (!list->find || list->id == 0 || !open_place(list, spot.place, list->id))
		return false;
	measure(list);
	result_list_forget(list);
	set_cursor(list, row_of_place(list, spot.place));
	return true;
}

bool result_list_is_copy(const struct result_list *list, int64_t row)
{
	return spot_of(list, row).copy > 0;
}

bool result_list_is_open(const struct result_list *list, int64_t row)
{
	struct spot spot = spot_of(list, row);

	return spot.opened && spot.copy == 0;
}

int64_t result_list_place(const struct result_list *list)
{
	return spot_of(list, list->cursor).place;
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

	if (!list->find || row < 0 || row >= list->extent)
		return NULL;
	if (row < list->cache_first || row >= list->cache_first + (int64_t)list->cache.count)
		load(list, row);
	if (row < list->cache_first || row >= list->cache_first + (int64_t)list->cache.count)
		return NULL;
	record = &list->cache.items[row - list->cache_first];
	return record->id ? record : NULL;
}

/* The list of results: the answer, the cursor, and the rows near the window. */
#include "config.h"

#include "session/result_list.h"

#include "store/get.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* So many windows' worth of records are kept. */
#define WINDOWS_KEPT 4

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

static bool is_in_window(const struct result_list *list, int64_t row)
{
	return row >= list->window_first &&
	       row < list->window_first + (int64_t)list->window.count;
}

/* Looks up the ids of the rows that are shown. One who moves through an answer will want those
 * above and below them next; one who types wants another answer. */
static void look_up(struct result_list *list, int64_t first)
{
	int64_t more = list->window.count > 0 ? list->rows : 0;
	size_t count = (size_t)(list->rows + 2 * more), got = 0;
	int64_t *ids = xcalloc(count, sizeof *ids);

	list->window_first = clamp(first - more, 0, first);
	VEC_CLEAR(&list->window);
	if (!ids_at(list, list->window_first, count, ids, &got))
		got = 0;
	for (size_t i = 0; i < got; i++)
		*VEC_PUSH(&list->window) = (struct window_row){ ids[i], SIZE_MAX };
	free(ids);
}

/* Where ROW is in the rows that are shown, those are looked up, else some around it. */
static void look_up_row(struct result_list *list, int64_t row)
{
	bool is_shown = row >= list->top && row < list->top + list->rows;

	if (!is_in_window(list, row))
		look_up(list, is_shown ? list->top : clamp(row - list->rows / 2, 0, row));
}

static void set_cursor(struct result_list *list, int64_t row)
{
	list->cursor = clamp(row, 0, list->extent - 1);
	list->id = 0;
	scroll(list);
	if (!list->find || list->extent == 0)
		return;
	look_up_row(list, list->cursor);
	if (is_in_window(list, list->cursor))
		list->id = list->window.items[list->cursor - list->window_first].id;
}

/* -- the records */

static size_t find_cached(const struct result_list *list, int64_t id)
{
	for (size_t i = list->cache.count; i-- > 0;)
		if (list->cache.items[i].id == id)
			return i;
	return SIZE_MAX;
}

/* Lets go of the records of rows that are not shown, where there are too many. */
static void drop_old(struct result_list *list)
{
	size_t kept = 0;

	if (list->cache.count <= (size_t)list->rows * WINDOWS_KEPT)
		return;
	for (size_t i = 0; i < list->cache.count; i++) {
		bool is_shown = false;

		for (size_t k = 0; k < list->window.count && !is_shown; k++)
			is_shown = list->window.items[k].id == list->cache.items[i].id;
		if (is_shown)
			list->cache.items[kept++] = list->cache.items[i];
		else
			record_release(&list->cache.items[i]);
	}
	list->cache.count = kept;
	for (size_t k = 0; k < list->window.count; k++)
		list->window.items[k].at = SIZE_MAX;
}

/* Reads what is not at hand of rows FIRST to END, which are in the window. */
static void read_rows(struct result_list *list, int64_t first, int64_t end)
{
	int64_t *ids = xcalloc((size_t)(end - first), sizeof *ids);
	size_t count = 0, at;

	drop_old(list);
	for (int64_t row = first; row < end; row++) {
		struct window_row *shown = &list->window.items[row - list->window_first];

		if (shown->at == SIZE_MAX)
			shown->at = find_cached(list, shown->id);
		if (shown->at != SIZE_MAX)
			continue;
		shown->at = list->cache.count + count;
		ids[count++] = shown->id;
	}
	at = list->cache.count;
	for (size_t i = 0; i < count; i++) {
		struct record *record = VEC_PUSH(&list->cache);

		record_init(record);
	}
	if (count > 0)
		get_records(list->store, ids, count, GET_LINE, &list->cache.items[at], NULL);
	free(ids);
}

/* Reads the rows that are shown, where ROW is one of them, else it alone. */
static void read_row(struct result_list *list, int64_t row)
{
	int64_t first = list->top, end = list->top + list->rows;

	if (row < first || row >= end) {
		first = row;
		end = row + 1;
	}
	first = clamp(first, list->window_first, row);
	end = clamp(end, row + 1, list->window_first + (int64_t)list->window.count);
	read_rows(list, first, end);
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
	VEC_RELEASE(&list->window);
	while (list->opened.count > 0)
		close_at(list, list->opened.count - 1);
	VEC_RELEASE(&list->opened);
	find_free(list->find);
	list->find = NULL;
}

/* The answer is another: where the cursor is in it, and what is open. */
static void take_answer(struct result_list *list)
{
	int64_t row = list->cursor, above = list->cursor - list->top, place;

	list->total = find_total(list->find);
	list->hidden = find_hidden(list->find);
	list->is_exact = find_is_exact(list->find);
	VEC_CLEAR(&list->window);
	open_again(list);
	place = list->id ? find_place(list->find, list->id, NULL) : -1;
	if (place >= 0)
		row = row_of(list, place, list->id);
	list->top = row - above;
	set_cursor(list, row);
}

bool result_list_refresh(struct result_list *list, const struct query *query, struct err *err)
{
	struct find *find = find_begin(list->store, query, err);

	if (!find)
		return false;
	find_free(list->find);
	list->find = find;
	take_answer(list);
	return true;
}

bool result_list_refine(struct result_list *list, struct err *err)
{
	if (!list->find || !find_refine(list->find, err))
		return false;
	take_answer(list);
	return true;
}

void result_list_resize(struct result_list *list, int rows)
{
	rows = rows > 1 ? rows : 1;
	if (rows == list->rows)
		return;
	list->rows = rows;
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
	VEC_CLEAR(&list->window);
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
	for (size_t i = 0; i < list->window.count; i++)
		list->window.items[i].at = SIZE_MAX;
}

void result_list_forget_posting(struct result_list *list, int64_t id)
{
	size_t at = find_cached(list, id);

	if (at == SIZE_MAX)
		return;
	record_release(&list->cache.items[at]);
	list->cache.items[at] = list->cache.items[--list->cache.count];
	for (size_t i = 0; i < list->window.count; i++)
		list->window.items[i].at = SIZE_MAX;
}

void result_list_set_seen(struct result_list *list, int64_t id)
{
	size_t at = find_cached(list, id);

	if (at != SIZE_MAX)
		record_set_seen(&list->cache.items[at]);
}

const struct record *result_list_row(struct result_list *list, int64_t row)
{
	const struct window_row *shown;

	if (!list->find || row < 0 || row >= list->extent)
		return NULL;
	look_up_row(list, row);
	if (!is_in_window(list, row))
		return NULL;
	if (list->window.items[row - list->window_first].at == SIZE_MAX)
		read_row(list, row);
	shown = &list->window.items[row - list->window_first];
	return list->cache.items[shown->at].id ? &list->cache.items[shown->at] : NULL;
}

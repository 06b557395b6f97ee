/* The filter pane's rows: the cursor among them, folding, narrowing. */
#include "config.h"

#include "session/facets.h"

#include "session/facets_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

void facet_row_release(struct facet_row *row)
{
	free(row->value);
	free(row->label);
	free(row->code);
}

static void clear_rows(struct facets *facets)
{
	for (size_t i = 0; i < facets->rows.count; i++)
		facet_row_release(&facets->rows.items[i]);
	VEC_CLEAR(&facets->rows);
}

static size_t find_code(const struct facets *facets, const char *code)
{
	size_t i = 0;

	while (i < facets->open_codes.count && strcmp(facets->open_codes.items[i], code) != 0)
		i++;
	return i;
}

bool facets_is_open(const struct facets *facets, const char *code)
{
	return code && find_code(facets, code) < facets->open_codes.count;
}

static void set_open(struct facets *facets, const char *code, bool open)
{
	size_t at = find_code(facets, code);

	if (open && at == facets->open_codes.count) {
		*VEC_PUSH(&facets->open_codes) = xstrdup(code);
	} else if (!open && at < facets->open_codes.count) {
		free(facets->open_codes.items[at]);
		VEC_REMOVE(&facets->open_codes, at);
	}
}

static void scroll(struct facets *facets)
{
	size_t height = facets->height > 1 ? (size_t)facets->height : 1;
	size_t count = facets->rows.count;

	if (facets->top > facets->cursor)
		facets->top = facets->cursor;
	/* The heading of the first value stays in sight. */
	if (facets->top > 0 && height > 1 && facets->top == facets->cursor &&
	    facets->rows.items[facets->top - 1].kind == FACET_HEADING)
		facets->top--;
	if (facets->cursor - facets->top >= height)
		facets->top = facets->cursor - height + 1;
	if (facets->top + height > count)
		facets->top = count > height ? count - height : 0;
}

static bool is_blank(const struct facets *facets, size_t at)
{
	return facets->rows.items[at].kind == FACET_BLANK;
}

/* Puts the cursor on a row, off a blank one in DIRECTION. */
static void set_cursor(struct facets *facets, size_t at, int direction)
{
	size_t last = facets->rows.count > 0 ? facets->rows.count - 1 : 0;

	if (at > last)
		at = last;
	if (facets->rows.count > 0 && is_blank(facets, at))
		at = direction < 0 || at == last ? at - 1 : at + 1;
	facets->cursor = at;
	scroll(facets);
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether two rows stand for one value; a place that is left out stands elsewhere than before. */
static bool same_row(const struct facet_row *a, const struct facet_row *b, bool of_same_depth)
{
	if (a->kind != b->kind || a->field != b->field || (of_same_depth && a->depth != b->depth))
		return false;
	return of_same_depth ? same_text(a->value, b->value)
			     : a->value && b->value && ascii_equal(a->value, b->value);
}

/* The row that is ROW of before, or FALLBACK. */
static size_t find_row(const struct facets *facets, const struct facet_row *row, size_t fallback)
{
	for (int is_loose = 0; is_loose < 2; is_loose++)
		for (size_t i = 0; i < facets->rows.count; i++)
			if (same_row(&facets->rows.items[i], row, !is_loose))
				return i;
	/* The heading of its facet where the row itself is gone. */
	for (size_t i = 0; i < facets->rows.count; i++)
		if (facets->rows.items[i].field == row->field &&
		    facets->rows.items[i].kind == FACET_HEADING && fallback > i &&
		    fallback < facets->rows.count &&
		    facets->rows.items[fallback].field != row->field)
			return i;
	return fallback;
}

void facets_init(struct facets *facets)
{
	memset(facets, 0, sizeof *facets);
	facets->height = 1;
	facets->next = FIELD_COUNT;
	line_edit_init(&facets->narrow);
}

void facets_release(struct facets *facets)
{
	clear_rows(facets);
	VEC_RELEASE(&facets->rows);
	for (size_t i = 0; i < facets->open_codes.count; i++)
		free(facets->open_codes.items[i]);
	VEC_RELEASE(&facets->open_codes);
	line_edit_release(&facets->narrow);
}

/* How many rows stand before the facet of FROM. */
static size_t count_before(const struct facets *facets, enum field_id from)
{
	size_t count = 0;

	while (from != FIELD_COUNT && count < facets->rows.count &&
	       facets->rows.items[count].field != from)
		count++;
	return count;
}

/* Takes rows out from AT on. */
static void cut_rows(struct facets *facets, size_t at, struct facets *out)
{
	for (size_t i = at; i < facets->rows.count; i++)
		*VEC_PUSH(&out->rows) = facets->rows.items[i];
	facets->rows.count = at;
}

bool facets_refresh(struct facets *facets, const struct facets_source *source, struct err *err)
{
	struct facets before = { .rows = { NULL, 0, 0 } };
	const struct facet_row *current = facets_current(facets);
	size_t kept = count_before(facets, source->from);
	bool is_kept = facets->cursor < kept, good;

	cut_rows(facets, kept, &before);
	if (current && !is_kept)
		current = &before.rows.items[facets->cursor - kept];
	good = facets_build(facets, source, current ? current->field : FIELD_COUNT, err);
	if (good) {
		set_cursor(facets, !current ? 0 : is_kept ? facets->cursor
				   : find_row(facets, current, facets->cursor), 1);
	} else {
		while (facets->rows.count > kept)
			facet_row_release(&facets->rows.items[--facets->rows.count]);
		cut_rows(&before, 0, facets);
	}
	clear_rows(&before);
	VEC_RELEASE(&before.rows);
	return good;
}

void facets_resize(struct facets *facets, int height)
{
	facets->height = height > 1 ? height : 1;
	scroll(facets);
}

void facets_move(struct facets *facets, int64_t by)
{
	int64_t last = (int64_t)facets->rows.count - 1, at = (int64_t)facets->cursor;

	if (last < 0)
		return;
	if (by < -at)
		by = -at;
	if (by > last - at)
		by = last - at;
	set_cursor(facets, (size_t)(at + by), by < 0 ? -1 : 1);
}

void facets_jump(struct facets *facets, int direction)
{
	int64_t at = (int64_t)facets->cursor + direction;

	while (at >= 0 && at < (int64_t)facets->rows.count &&
	       facets->rows.items[at].kind != FACET_HEADING)
		at += direction;
	if (at >= 0 && at < (int64_t)facets->rows.count)
		set_cursor(facets, (size_t)at, direction);
}

/* To the place that holds the one under the cursor, or to the heading. */
static void go_to_parent(struct facets *facets)
{
	int depth = facets->rows.items[facets->cursor].depth;
	size_t at = facets->cursor;

	while (at > 0) {
		const struct facet_row *row = &facets->rows.items[--at];

		if (row->kind == FACET_HEADING || (row->kind == FACET_VALUE && row->depth < depth))
			break;
	}
	set_cursor(facets, at, -1);
}

bool facets_unfold(struct facets *facets, bool open)
{
	const struct facet_row *row = facets_current(facets);

	if (!row)
		return false;
	switch (row->kind) {
	case FACET_HEADING:
		if (facets->is_closed[row->field] == !open)
			return false;
		facets->is_closed[row->field] = !open;
		return true;
	case FACET_MORE:
		if (open)
			facets->shows_all[row->field] = true;
		else
			go_to_parent(facets);
		return open;
	case FACET_VALUE:
		if (row->has_parts && row->code && row->is_open != open) {
			set_open(facets, row->code, open);
			return true;
		}
		break;
	case FACET_UNKNOWN:
	case FACET_BLANK:
		break;
	}
	if (!open)
		go_to_parent(facets);
	return false;
}

const struct facet_row *facets_current(const struct facets *facets)
{
	return facets->cursor < facets->rows.count ? &facets->rows.items[facets->cursor] : NULL;
}

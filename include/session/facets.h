/*
 * The filter pane's rows: the facets of the present answer and their values, with counts.
 *
 * Toggling a value edits the query line (query/edit.h); this module never filters by itself.
 */
#ifndef SHORTLIST_SESSION_FACETS_H
#define SHORTLIST_SESSION_FACETS_H

#include "posting/field.h"
#include "query/edit.h"
#include "query/query.h"
#include "session/line_edit.h"
#include "store/find.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum facet_row_kind {
	FACET_HEADING,           /* the field's label; open or closed */
	FACET_VALUE,
	FACET_MORE,              /* "… 64 more": opens the rest */
	FACET_UNKNOWN,           /* "2 state none" */
	FACET_BLANK,
};

struct facet_row {
	enum facet_row_kind kind;
	enum field_id field;
	int depth;               /* of a place: 0 country, 1 region, 2 city */
	bool has_parts, is_open;
	enum query_state state;
	int64_t count;           /* of an excluded value: what it would bring back */
	int64_t most;            /* the greatest count of the facet, for bars */
	char *value, *label, *code;
};

/* Which facets are counted: all, or at the least those that the window shows. */
enum facets_extent { FACETS_ALL, FACETS_IN_SIGHT };

struct facets {
	struct { struct facet_row *items; size_t count, cap; } rows;
	enum field_id next;      /* the first facet that is not counted yet; FIELD_COUNT: none */
	bool is_exact;           /* else its numbers mean "at most" */
	size_t cursor, top;
	int height;              /* rows of the window */
	struct line_edit narrow; /* typed to narrow the facet under the cursor; empty: none */
	bool is_narrowing;
	enum field_id narrowed;
	struct { char **items; size_t count, cap; } open_codes; /* places that are unfolded */
	bool is_closed[FIELD_COUNT];
	bool shows_all[FIELD_COUNT];
};

void facets_init(struct facets *facets);
void facets_release(struct facets *facets);

/* What the rows are made of. Those of the facets before FROM stay as they are; FIELD_COUNT: none
 * do. */
struct facets_source {
	struct find *find;
	struct store *store;
	const struct query *query;
	int32_t today;
	enum field_id from;
	enum facets_extent extent;
};

/* Rebuilds the rows from the answer; the cursor stays on its value. */
bool facets_refresh(struct facets *facets, const struct facets_source *source, struct err *err);

void facets_resize(struct facets *facets, int height);
void facets_move(struct facets *facets, int64_t by);
/* To the next or previous facet's heading. */
void facets_jump(struct facets *facets, int direction);
/* Opens or closes what is under the cursor: a heading, a place, the rest. */
bool facets_unfold(struct facets *facets, bool open);
const struct facet_row *facets_current(const struct facets *facets);

#endif

/* A facet on its way, as the modules that count it share it. */
#ifndef SHORTLIST_STORE_FACET_INT_H
#define SHORTLIST_STORE_FACET_INT_H

#include "store/find.h"
#include "store/plan_int.h"

struct facet_row;

struct facet {
	struct plan plan;
	const struct field *field;
	const struct facet_row *row;
	struct rows *rows;
	struct row_set selection;/* the answer without its own tests of the field */
	struct strbuf contains;  /* folded; empty: all values */
	size_t limit;
	struct facet_values *values;
	struct err *err;
};

/* Names with their counts; the names are the engine's. */
struct facet_count { const char *name; int64_t count; };
struct facet_counts { struct facet_count *items; size_t count, cap; };

/* Adds the names that rows of the selection have, in no order. */
bool facet_count_names(struct facet *facet, enum name_fact fact, struct facet_counts *counts);
/* Whether facet_count_top() can be asked instead, which is sooner done then. */
bool facet_has_top(struct facet *facet, enum name_fact fact);
/* Adds the names that are wanted (NULL: all), in no order; those that cannot be among the first
 * facet->limit of them are not added but counted in values->more. */
void facet_count_top(struct facet *facet, enum name_fact fact, bool (*is_wanted)(const char *name),
		     struct facet_counts *counts);
/* The most frequent first, then by name. */
void facet_sort(struct facet_counts *counts);

/* Adds a value unless it is narrowed away or beyond the limit. Takes over the three strings. */
void facet_add(struct facet *facet, char *value, char *label, char *code, int64_t count);

/* The rows of the selection with a posting in SET. */
int64_t facet_count_in(struct facet *facet, const struct bitset *set);
/* Counts those that no value covers. */
bool facet_count_unknown(struct facet *facet);

/* Text of a facet in a query: in lower case, as people type it. */
char *facet_as_typed(const char *label);

/* The values of a facet of places: the countries and areas, or the parts of PARENT. */
bool facet_places(struct facet *facet, const char *parent);

#endif

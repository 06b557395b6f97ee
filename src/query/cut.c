/* Cuts terms out of a line. */
#include "config.h"

#include "query/cut_int.h"

#include <stdlib.h>

#include "util/ascii.h"
#include "util/vec.h"
#include "query/lex_int.h"

static int compare_ranges(const void *a, const void *b)
{
	const struct query_range *x = a, *y = b;

	return (x->start > y->start) - (x->start < y->start);
}

bool cut_ends_blank(const struct strbuf *out)
{
	return out->len == 0 || ascii_is_space(out->text[out->len - 1]);
}

/* Puts OUT and REST together where something between them was cut. Returns what of REST is left. */
static const char *close_gap(struct strbuf *out, const char *rest)
{
	if (cut_ends_blank(out) || out->text[out->len - 1] == '(') {
		size_t blank;

		while ((blank = lex_blank(rest, 0)) > 0)
			rest += blank;
		while (*rest == ')' && out->len > 0 && cut_ends_blank(out))
			strbuf_cut(out, out->len - 1);
	} else if (*rest != ')' && lex_blank(rest, 0) == 0) {
		strbuf_putc(out, ' ');
	}
	return rest;
}

/* Keeps the order where a term that surrounds it is cut. */
static void keep_sort(const struct query *query, const struct query_range *cut, struct strbuf *out)
{
	for (size_t i = 0; i < query->sort_terms.count; i++) {
		const struct query_range *sort = &query->sort_terms.items[i];

		if (sort->start <= cut->start || sort->end > cut->end)
			continue;
		if (!cut_ends_blank(out))
			strbuf_putc(out, ' ');
		strbuf_add(out, query->line + sort->start, sort->end - sort->start);
	}
}

void cut_line(const struct query *query, struct cuts *cuts, struct strbuf *out)
{
	const char *rest = query->line;

	if (cuts->count > 0)
		qsort(cuts->items, cuts->count, sizeof *cuts->items, compare_ranges);
	for (size_t i = 0; i < cuts->count; i++) {
		const struct query_range *cut = &cuts->items[i];
		const char *start = query->line + cut->start;

		if (start > rest)
			strbuf_add(out, rest, (size_t)(start - rest));
		keep_sort(query, cut, out);
		rest = close_gap(out, query->line + cut->end);
	}
	strbuf_puts(out, rest);
	VEC_RELEASE(cuts);
}

bool cut_is_grouped(const struct query_node *node)
{
	return node->start < node->pieces.items[0].start;
}

void cut_term(struct cuts *cuts, const struct query_node *term)
{
	if (term->kind != QUERY_FIELD || cut_is_grouped(term)) {
		*VEC_PUSH(cuts) = (struct query_range){ term->start, term->end };
		return;
	}
	for (size_t i = 0; i < term->pieces.count; i++)
		*VEC_PUSH(cuts) = term->pieces.items[i];
}

const struct query_node *cut_test(const struct query_node *term, bool *is_excluded)
{
	*is_excluded = term->kind == QUERY_NOT;
	if (*is_excluded)
		term = term->children.items[0];
	return term->kind == QUERY_FIELD ? term : NULL;
}

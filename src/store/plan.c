/* The tree of a query, set by set. */
#include "config.h"

#include "store/plan_int.h"

#include "store/store_int.h"
#include "store/terms_int.h"

#include <string.h>

/* The parser caps the depth of the tree. */

static bool run_not(const struct plan *plan, const struct query_node *node, struct bitset *set,
		    bool *exact, struct err *err)
{
	struct bitset child;
	bool is_exact = true, ok;

	bitset_init(&child, plan->engine->limit);
	ok = plan_run(plan, node->children.items[0], &child, &is_exact, err);
	bitset_copy(set, &plan->engine->all);
	if (is_exact)
		bitset_and_not(set, &child);
	else
		*exact = false; /* of the many that it may be, nobody can be taken away yet */
	bitset_release(&child);
	return ok;
}

static bool run_all_of(const struct plan *plan, const struct query_node *node, struct bitset *set,
		       bool *exact, struct err *err)
{
	struct bitset child;
	bool ok = true;

	bitset_copy(set, &plan->engine->all);
	bitset_init(&child, plan->engine->limit);
	for (size_t i = 0; ok && i < node->children.count; i++) {
		bitset_clear(&child);
		ok = plan_run(plan, node->children.items[i], &child, exact, err);
		bitset_and(set, &child);
	}
	bitset_release(&child);
	return ok;
}

static bool run_any_of(const struct plan *plan, const struct query_node *node, struct bitset *set,
		       bool *exact, struct err *err)
{
	struct bitset child;
	bool ok = true;

	bitset_init(&child, plan->engine->limit);
	for (size_t i = 0; ok && i < node->children.count; i++) {
		bitset_clear(&child);
		ok = plan_run(plan, node->children.items[i], &child, exact, err);
		bitset_or(set, &child);
	}
	bitset_release(&child);
	return ok;
}

static bool run_field(const struct plan *plan, const struct query_node *node, struct bitset *set,
		      bool *exact, struct err *err)
{
	struct bitset one;
	bool ok = true;

	if (node->values.count == 0) {
		bitset_copy(set, &plan->engine->all);
		return true;
	}
	if (node->values.count == 1)
		return leaf_value(plan, node, &node->values.items[0], set, exact, err);
	bitset_init(&one, plan->engine->limit);
	for (size_t i = 0; ok && i < node->values.count; i++) {
		bitset_clear(&one);
		ok = leaf_value(plan, node, &node->values.items[i], &one, exact, err);
		bitset_or(set, &one);
	}
	bitset_release(&one);
	return ok;
}

/* A name such as "C++" or ".NET", of which words keep only the letters, is a technology. */
static bool run_word(const struct plan *plan, const struct query_node *node, struct bitset *set,
		     bool *exact, struct err *err)
{
	const char *text = node->text;
	bool is_marked = strpbrk(text, "+#") != NULL || text[0] == '.';
	const struct technology *technology = NULL;
	struct strbuf term = STRBUF_INIT;
	const struct bitset *found;

	if (is_marked)
		technology = technologies_find(plan->engine->store->vocabulary->technologies, text,
					       strlen(text));
	if (!technology)
		return leaf_words(plan, TERM_WORD, text, node->is_prefix, set, exact, err);
	terms_folded(&term, TERM_STACK, technology->name);
	found = leaf_term(plan, term.text, term.len, false, err);
	if (found)
		bitset_copy(set, found);
	strbuf_release(&term);
	return found != NULL;
}

bool plan_run(const struct plan *plan, const struct query_node *node, struct bitset *set,
	      bool *exact, struct err *err)
{
	store_note_pass(plan->engine->store);
	switch (node->kind) {
	case QUERY_ALL:
		bitset_copy(set, &plan->engine->all);
		return true;
	case QUERY_WORD:
		return run_word(plan, node, set, exact, err);
	case QUERY_PHRASE:
		return leaf_words(plan, TERM_WORD, node->text, node->is_prefix, set, exact, err);
	case QUERY_FIELD:
		return run_field(plan, node, set, exact, err);
	case QUERY_AND:
		return run_all_of(plan, node, set, exact, err);
	case QUERY_OR:
		return run_any_of(plan, node, set, exact, err);
	case QUERY_NOT:
		return run_not(plan, node, set, exact, err);
	}
	return true;
}

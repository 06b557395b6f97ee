/* The elements that are open at some place of a page: which of them a tag ends. */
#include "config.h"

#include "read/html_stack_int.h"

#include <string.h>

static bool is_term(const struct html_element *element)
{
	return strcmp(element->name, "dt") == 0 || strcmp(element->name, "dd") == 0;
}

/* An open list keeps what is around it from items and terms, a cell from all but rows and
 * tables. */
static bool is_between(const struct html_element *open, const struct html_element *element)
{
	if (is_term(element) && strcmp(open->name, "dl") == 0)
		return true;
	if (open->kind == HTML_LIST)
		return element->kind == HTML_ITEM;
	return open->kind == HTML_CELL && element->kind != HTML_ROW &&
	       strcmp(element->name, "table") != 0;
}

/* A cell ends a cell of the other kind as well, and a term its explanation. */
static bool are_alike(const struct html_element *open, const struct html_element *element)
{
	return open == element || (is_term(open) && is_term(element)) ||
	       (open->kind == HTML_CELL && element->kind == HTML_CELL);
}

/* How many are open with the innermost of the kind; 0 where there is none in reach. */
static size_t find_open(const struct html_stack *stack, size_t depth,
			const struct html_element *element, bool is_start)
{
	for (size_t at = depth; at > 0; at--) {
		if (stack->items[at - 1] == element ||
		    (is_start && are_alike(stack->items[at - 1], element)))
			return at;
		if (is_between(stack->items[at - 1], element))
			return 0;
	}
	return 0;
}

size_t html_stack_before(const struct html_stack *stack, const struct html_element *element)
{
	size_t depth = stack->depth, same = 0;

	if (element->traits & HTML_ENDS_P && depth > 0 &&
	    strcmp(stack->items[depth - 1]->name, "p") == 0)
		depth--;
	if (element->traits & HTML_ENDS_SAME)
		same = find_open(stack, depth, element, true);
	return same > 0 ? same - 1 : depth;
}

size_t html_stack_after(struct html_stack *stack, const struct html_element *element)
{
	size_t open;

	if (element->traits & HTML_VOID)
		return stack->depth;
	if (stack->flattened > 0) {
		stack->flattened--;
		return stack->depth;
	}
	open = find_open(stack, stack->depth, element, false);
	return open > 0 ? open - 1 : stack->depth;
}

bool html_stack_push(struct html_stack *stack, const struct html_element *element)
{
	if (stack->depth == HTML_DEPTH_MAX) {
		stack->flattened++;
		return false;
	}
	stack->items[stack->depth++] = element;
	return true;
}

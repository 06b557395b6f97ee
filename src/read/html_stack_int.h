/* The elements that are open at some place of a page: which of them a tag ends. */
#ifndef SHORTLIST_READ_HTML_STACK_INT_H
#define SHORTLIST_READ_HTML_STACK_INT_H

#include "read/html_element_int.h"

#include <stdbool.h>
#include <stddef.h>

/* Deeper elements are not opened; so that no row of tags takes longer than its length. */
#define HTML_DEPTH_MAX 256

/* A zeroed stack is empty. */
struct html_stack {
	const struct html_element *items[HTML_DEPTH_MAX];
	size_t depth;
	size_t flattened;        /* elements that were too deep and whose end tags are to come */
};

/* How many stay open where ELEMENT begins: it may end paragraphs and its like. */
size_t html_stack_before(const struct html_stack *stack, const struct html_element *element);

/* How many stay open after its end tag, which may end nothing. */
size_t html_stack_after(struct html_stack *stack, const struct html_element *element);

/* Opens ELEMENT; false where it is too deep. */
bool html_stack_push(struct html_stack *stack, const struct html_element *element);

#endif

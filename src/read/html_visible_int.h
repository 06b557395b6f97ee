/* What the attributes of an element say of how it looks. */
#ifndef SHORTLIST_READ_HTML_VISIBLE_INT_H
#define SHORTLIST_READ_HTML_VISIBLE_INT_H

#include "read/html_token_int.h"

#include <stdbool.h>
#include <stddef.h>

/* Nobody sees it: hidden, aria-hidden, display: none. */
bool html_is_hidden(const char *html, const struct html_token *token);

/* Its style is bold; or, for an element that is bold by itself, is not. */
bool html_is_bold(const char *html, const struct html_token *token);
bool html_is_light(const char *html, const struct html_token *token);

/* The address leads somewhere: http, https, mail, or another host ("//host/path"). */
bool html_is_address(const char *url, size_t len);

#endif

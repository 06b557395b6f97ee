/* What the attributes of an element say of how it looks. */
#include "config.h"

#include "read/html_visible_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

/* Finds PROPERTY of a style and gives its value, between blanks. */
static bool find_style(const struct html_value *style, const char *property,
		       struct html_value *value)
{
	size_t len = strlen(property);

	for (size_t at = 0; at < style->len;) {
		const char *next = memchr(style->text + at, ';', style->len - at);
		size_t end = next ? (size_t)(next - style->text) : style->len, start = at;

		ascii_trim(style->text, &start, &end);
		if (ascii_starts_len(style->text + start, end - start, property)) {
			start += len;
			while (start < end && ascii_is_space(style->text[start]))
				start++;
			if (start < end && style->text[start] == ':') {
				start++;
				ascii_trim(style->text, &start, &end);
				*value = (struct html_value){ style->text + start, end - start };
				return true;
			}
		}
		at = next ? (size_t)(next - style->text) + 1 : style->len;
	}
	return false;
}

static bool has_style(const char *html, const struct html_token *token, const char *property,
		      const char *const *values, size_t count)
{
	struct html_value style, value;

	if (!html_attribute(html, token, "style", &style) || !find_style(&style, property, &value))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (ascii_starts_len(value.text, value.len, values[i]))
			return true;
	}
	return false;
}

#define HAS_STYLE(html, token, property, values) \
	has_style(html, token, property, values, sizeof values / sizeof values[0])

bool html_is_hidden(const char *html, const struct html_token *token)
{
	static const char *const none[] = { "none" };
	static const char *const invisible[] = { "hidden", "collapse" };
	struct html_value value;

	/* Most tags have no attributes. */
	if (token->tag_end - token->attributes < sizeof "hidden")
		return false;
	if (html_attribute(html, token, "hidden", &value))
		return true;
	if (html_attribute(html, token, "aria-hidden", &value) &&
	    ascii_starts_len(value.text, value.len, "true"))
		return true;
	return HAS_STYLE(html, token, "display", none) ||
	       HAS_STYLE(html, token, "visibility", invisible);
}

bool html_is_bold(const char *html, const struct html_token *token)
{
	static const char *const bold[] = { "bold", "600", "700", "800", "900" };

	return HAS_STYLE(html, token, "font-weight", bold);
}

bool html_is_light(const char *html, const struct html_token *token)
{
	static const char *const light[] = { "normal", "100", "200", "300", "400", "500" };

	return HAS_STYLE(html, token, "font-weight", light);
}

bool html_is_address(const char *url, size_t len)
{
	static const char *const starts[] = { "https://", "http://", "mailto:", "//" };

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		if (ascii_starts_len(url, len, starts[i]))
			return len > strlen(starts[i]) && !memchr(url, '\0', len) &&
			       utf8_is_valid(url, len);
	}
	return false;
}

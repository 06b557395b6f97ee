/* Further values that several boards make. */
#include "config.h"

#include "read/board_value_int.h"

#include <string.h>

#include "read/board_make_int.h"
#include "util/ascii.h"

#define YEAR_MIN 1971
#define YEAR_MAX 2200

/* -- for other makes */

bool value_is_number(const char *text)
{
	size_t digits = 0, points = 0;

	for (; *text; text++) {
		digits += ascii_is_digit(*text);
		points += *text == '.';
		if (!ascii_is_digit(*text) && *text != '.')
			return false;
	}
	return digits > 0 && points <= 1;
}

bool value_is_true(const struct node *node)
{
	struct node *remote = node ? make_remote(node, NULL) : NULL;
	bool is_true = remote != NULL;

	node_free(remote);
	return is_true;
}

const char *value_host(const char *url, size_t *len)
{
	const char *host = strstr(url, "://");

	if (!host || host[3] == '\0')
		return NULL;
	host += 3;
	*len = strcspn(host, "/:?#");
	return *len > 0 ? host : NULL;
}

struct node *value_take(struct strbuf *out)
{
	struct node *made = make_text_len(out->text, out->len);

	strbuf_release(out);
	return made;
}

/* -- makes */

struct node *value_amount(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	size_t len;

	(void)record;
	if (!text || text[strspn(text, "0.")] == '\0' || *text == '-')
		return NULL;
	len = strlen(text);
	if (value_is_number(text) && strchr(text, '.')) {
		while (text[len - 1] == '0')
			len--;
		len -= text[len - 1] == '.';
	}
	return make_text_len(text, len);
}

struct node *value_always_remote(const struct node *value, const struct node *record)
{
	(void)value;
	(void)record;
	return make_text("remote");
}

struct node *value_always_dollars(const struct node *value, const struct node *record)
{
	(void)value;
	(void)record;
	return make_text("USD");
}

struct node *value_always_year(const struct node *value, const struct node *record)
{
	(void)value;
	(void)record;
	return make_text("year");
}

/* The parts of a text between commas, without the blanks around them. */
static struct node *divide(const char *text, size_t line)
{
	struct node *list = node_new(NODE_LIST, line);

	while (*text) {
		size_t end = strcspn(text, ",");
		size_t start = 0, stop = end;

		ascii_trim(text, &start, &stop);
		if (stop > start)
			node_add(list, make_text_len(text + start, stop - start));
		text += end + (text[end] == ',');
	}
	return list;
}

struct node *value_list(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);

	(void)record;
	return text ? divide(text, value->line) : make_copy(value);
}

struct node *value_place_text(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct node *parts, *made;

	if (!text)
		return NULL;
	parts = divide(text, value->line);
	made = make_line(parts, record);
	node_free(parts);
	return made;
}

struct node *value_words(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct strbuf words = STRBUF_INIT;

	(void)record;
	for (; text && *text; text++)
		strbuf_putc(&words, *text == '-' || *text == '_' ? ' ' : *text);
	return value_take(&words);
}

struct node *value_worldwide(const struct node *value, const struct node *record)
{
	static const char *const words[] = { "world", "global", "anywhere", "earth",
		"international" };
	struct node *line = make_line(value, record);
	const char *text = node_text(line);
	bool is_world = false;

	for (; text && *text && !is_world; text++)
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
			is_world = is_world || ascii_starts(text, words[i]);
	if (is_world)
		return line;
	node_free(line);
	return NULL;
}

/* "2023-04" */
static bool is_month(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (i == 4 ? text[i] != '-' : !ascii_is_digit(text[i]))
			return false;
	}
	return len == 7;
}

struct node *value_day(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct strbuf day = STRBUF_INIT;
	int64_t year = 0;
	size_t digits;

	(void)record;
	if (!text)
		return NULL;
	digits = ascii_number(text, strlen(text), &year);
	if (digits == 4 && text[4] == '-' && (year < YEAR_MIN || year > YEAR_MAX))
		return NULL;
	if (digits == strlen(text) && year == 0)
		return NULL;
	strbuf_puts(&day, text);
	if (is_month(text, strlen(text)))
		strbuf_puts(&day, "-01");
	return value_take(&day);
}

struct node *value_path(const struct node *value, const struct node *record)
{
	const char *url = node_text(value);
	size_t len = 0;
	const char *host = url ? value_host(url, &len) : NULL;
	const char *path = host ? strchr(host + len, '/') : NULL;

	(void)record;
	return path ? make_text_len(path, strcspn(path, "?#")) : NULL;
}

struct node *value_company_and_last(const struct node *value, const struct node *record)
{
	struct node *company = make_slug(value, record);
	struct node *last = company ? make_last_part(value, record) : NULL;
	struct strbuf name = STRBUF_INIT;

	if (node_text(last))
		strbuf_printf(&name, "%s:%s", node_text(company), node_text(last));
	node_free(company);
	node_free(last);
	return value_take(&name);
}

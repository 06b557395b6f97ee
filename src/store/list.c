/* Lists of facts, packed. */
#include "config.h"

#include "store/list_int.h"

#include "util/ascii.h"

#include <string.h>

void lists_add(struct strbuf *list, const char *bytes, size_t len)
{
	char digits[24], *at = digits + sizeof digits;
	size_t rest = len;

	*--at = ':';
	do {
		*--at = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	strbuf_add(list, at, (size_t)(digits + sizeof digits - at));
	strbuf_add(list, bytes, len);
}

bool lists_next(const char **list, size_t *len, struct list_item *item)
{
	const char *text = *list;
	size_t at = 0, bytes = 0;

	while (at < *len && ascii_is_digit(text[at]) && bytes <= *len)
		bytes = bytes * 10 + (size_t)(text[at++] - '0');
	if (at == 0 || at >= *len || text[at] != ':' || bytes > *len - at - 1)
		return false;
	at++;
	*item = (struct list_item){ text + at, bytes };
	*list += at + bytes;
	*len -= at + bytes;
	return true;
}

static void add_text(struct strbuf *list, const char *text)
{
	lists_add(list, text ? text : "", text ? strlen(text) : 0);
}

static void add_place(struct strbuf *list, bool is_scope, const struct posting_place *item)
{
	const struct place *place = &item->place;
	const char head[] = { is_scope ? '1' : '0', (char)('0' + place->kind) };

	lists_add(list, head, sizeof head);
	add_text(list, place->country);
	add_text(list, place->region_code);
	add_text(list, place->city);
	add_text(list, place->area);
	add_text(list, item->text);
}

void lists_add_places(struct strbuf *list, const struct posting *posting)
{
	for (size_t i = 0; i < posting->locations.count; i++)
		add_place(list, false, &posting->locations.items[i]);
	for (size_t i = 0; i < posting->remote_scope.count; i++)
		add_place(list, true, &posting->remote_scope.items[i]);
}

/* The need as a digit before the name. */
static void add_named(struct strbuf *list, const char *name, enum need need)
{
	struct strbuf item = STRBUF_INIT;

	strbuf_putc(&item, (char)('0' + need));
	strbuf_puts(&item, name);
	lists_add(list, item.text, item.len);
	strbuf_release(&item);
}

void lists_add_stack(struct strbuf *list, const struct posting *posting)
{
	for (size_t i = 0; i < posting->stack.count; i++)
		add_named(list, posting->stack.items[i].name, posting->stack.items[i].need);
}

void lists_add_languages(struct strbuf *list, const struct posting *posting)
{
	for (size_t i = 0; i < posting->languages.count; i++)
		add_named(list, posting->languages.items[i].name,
			  posting->languages.items[i].need);
}

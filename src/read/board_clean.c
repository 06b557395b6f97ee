/* Texts of records, repaired. */
#include "config.h"

#include "read/board_clean_int.h"

#include <string.h>

#include "read/entity_int.h"
#include "read/html_text_int.h"
#include "read/key_int.h"
#include "read/repair_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"
#include "util/utf8.h"

#define DEPTH_MAX 64
#define FACT_BYTES_MAX 2048

/* References are escaped at most so often ("&amp;amp;"). */
#define TIMES_ESCAPED_MAX 2

/* The bytes of a '<' at byte AT, escaped or not; 0 for none. */
static size_t tag_start(const char *text, size_t len, size_t at)
{
	static const char *const starts[] = { "<", "&lt;", "&#60;", "&#x3c;", "&amp;lt;" };

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		if (ascii_starts_len(text + at, len - at, starts[i]))
			return strlen(starts[i]);
	}
	return 0;
}

/* Where the next '<' from byte AT on stands, escaped or not; LEN for nowhere. */
static size_t next_tag(const char *text, size_t len, size_t at)
{
	for (; at < len; at++) {
		at += ascii_visible_run(text + at, len - at, '<', '&');
		if (at < len && (text[at] == '<' || text[at] == '&') &&
		    tag_start(text, len, at) > 0)
			break;
	}
	return at < len ? at : len;
}

static bool has_tags(const char *text, size_t len)
{
	return (memchr(text, '<', len) || memchr(text, '&', len)) && next_tag(text, len, 0) < len;
}

/* The name of a tag that lays out a text begins TEXT. */
static bool is_block_name(const char *text, size_t len)
{
	static const char *const names[] = { "p", "div", "li", "ul", "ol", "table", "h1", "h2",
		"h3", "h4", "h5", "h6", "section", "article", "br" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t name = strlen(names[i]);

		if (ascii_starts_len(text, len, names[i]) &&
		    (name == len || !ascii_is_alnum(text[name])))
			return true;
	}
	return false;
}

static bool has_block_tags(const char *text, size_t len)
{
	for (size_t at = next_tag(text, len, 0); at < len; at = next_tag(text, len, at + 1)) {
		size_t name = at + tag_start(text, len, at);

		name += name < len && text[name] == '/';
		if (is_block_name(text + name, len - name))
			return true;
	}
	return false;
}

/* A text of several lines whose only tags stand within them is Markdown, or is read as it. */
bool board_is_html(const char *text, size_t len)
{
	return has_tags(text, len) && html_text_likely(text, len) &&
	       (has_block_tags(text, len) || !memchr(text, '\n', len));
}

/* -- copies */

/* Resolves references of HTML; false where there was none. */
static bool resolve(struct strbuf *out, const char *text, size_t len)
{
	bool is_changed = false;

	for (size_t at = 0; at < len;) {
		uint32_t code = 0;
		size_t taken = text[at] == '&' ? entity_read(text + at, len - at, &code) : 0;
		char bytes[4];

		if (taken == 0) {
			strbuf_putc(out, text[at++]);
			continue;
		}
		strbuf_add(out, bytes, utf8_encode(code, bytes));
		at += taken;
		is_changed = true;
	}
	return is_changed;
}

static void resolve_all(struct strbuf *text)
{
	bool is_changed = memchr(text->text, '&', text->len) != NULL;

	for (int i = 0; is_changed && i < TIMES_ESCAPED_MAX; i++) {
		struct strbuf out = STRBUF_INIT;

		is_changed = resolve(&out, text->text, text->len);
		strbuf_clear(text);
		strbuf_add(text, out.text, out.len);
		strbuf_release(&out);
	}
}

/* Where a line may not break is of no use in a fact. */
static void plain_blanks(struct strbuf *text)
{
	for (size_t at = 0; at + 1 < text->len; at++) {
		if (memcmp(text->text + at, "\xc2\xa0", 2) == 0) {
			text->text[at] = ' ';
			strbuf_remove(text, at + 1, 1);
		}
	}
}

static struct node *clean_text(const struct node *value, const struct key *key)
{
	struct strbuf text = STRBUF_INIT;

	if (value->is_plain)
		return node_new_text(value->text, value->len, true, value->line);
	repair_mojibake(&text, value->text, value->len);
	if (!has_tags(text.text, text.len))
		resolve_all(&text);
	if (key->role != KEY_BODY && key->role != KEY_UNKNOWN && text.len <= FACT_BYTES_MAX)
		plain_blanks(&text);
	if (key->role == KEY_FACT && key->field == FIELD_URL) {
		struct strbuf address = STRBUF_INIT;

		repair_url(&address, text.text, text.len);
		strbuf_clear(&text);
		strbuf_add(&text, address.text, address.len);
		strbuf_release(&address);
	}
	return node_new_taken(&text, value->line);
}

static struct node *clean_node(const struct node *value, const struct key *key, int depth)
{
	struct node *clean;

	if (value->kind == NODE_SCALAR || depth == DEPTH_MAX)
		return value->kind == NODE_SCALAR ? clean_text(value, key) :
			node_new(value->kind, value->line);
	clean = node_new(value->kind, value->line);
	for (size_t i = 0; i < value->count; i++) {
		struct node *item = clean_node(value->items[i], key, depth + 1);

		if (value->kind == NODE_MAP)
			node_put(clean, value->keys[i], item, value->key_lines[i]);
		else
			node_add(clean, item);
	}
	return clean;
}

struct node *board_clean(const struct node *value, const char *key)
{
	struct key known = key_find(key);

	return clean_node(value, &known, 0);
}

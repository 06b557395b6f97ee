/* The texts of a record of unknown shape. */
#include "config.h"

#include "read/board_texts_int.h"

#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_path_int.h"
#include "read/key_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

/* So much of two texts is compared. */
#define HEAD_BYTES 300
#define TEXTS_MAX 16

/* A tag or a reference that is longer is none. */
#define TAG_BYTES_MAX 1024
#define REFERENCE_BYTES_MAX 10

/* Keys of the text as it is put elsewhere, or of its beginning. */
static const char *const text_keys[] = {
	"excerpt", "snippet", "teaser", "html", "markdown", "plain", "short_description",
	"shortdescription", "job_excerpt", "jobexcerpt", "description_html", "descriptionhtml",
	"description_plain", "descriptionplain", "description_text", "descriptiontext",
	"content_html", "contenthtml", "content_text", "body_html", "bodyhtml", "body_text",
	"raw_description", "clean_description", "external_description",
};

struct text {
	const struct node *node;
	const char *key;
	struct strbuf head;      /* its first letters and digits, without tags */
	bool is_html;
};

bool board_texts_is_one(const char *key)
{
	for (size_t i = 0; i < sizeof text_keys / sizeof text_keys[0]; i++) {
		if (ascii_lower(*key) == *text_keys[i] && ascii_equal(key, text_keys[i]))
			return true;
	}
	return false;
}

/* The byte behind the tag or the reference at AT. */
static size_t skip_mark(const struct node *node, size_t at)
{
	bool is_tag = node->text[at] == '<';
	size_t left = node->len - at, most = is_tag ? TAG_BYTES_MAX : REFERENCE_BYTES_MAX;
	const char *found = memchr(node->text + at, is_tag ? '>' : ';', left < most ? left : most);

	return found ? (size_t)(found - node->text) + 1 : at + 1;
}

static void read_head(struct strbuf *head, const struct node *node)
{
	for (size_t at = 0; at < node->len && head->len < HEAD_BYTES;) {
		char c = node->text[at];

		if (c == '<' || c == '&') {
			at = skip_mark(node, at);
			continue;
		}
		if (ascii_is_alnum(c) || (unsigned char)c >= 0x80)
			strbuf_putc(head, ascii_lower(c));
		at++;
	}
}

static size_t find_texts(struct text texts[TEXTS_MAX], const struct node *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->count && count < TEXTS_MAX; i++) {
		const struct node *node = record->items[i];
		struct text *text = &texts[count];

		if ((key_find(record->keys[i]).role != KEY_BODY &&
		     !board_texts_is_one(record->keys[i])) || board_is_empty(node))
			continue;
		*text = (struct text){ .node = node, .key = record->keys[i], .head = STRBUF_INIT };
		count++;
	}
	return count;
}

/* What texts are compared by. */
static void read_heads(struct text *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct node *node = texts[i].node;

		if (node->kind != NODE_SCALAR)
			continue;
		read_head(&texts[i].head, node);
		texts[i].is_html = board_is_html(node->text, node->len);
	}
}

/* The text says no more than the other: it is how that begins, or the same without tags. */
static bool is_in(const struct text *text, const struct text *other, bool is_first)
{
	size_t len = text->head.len;

	if (len == 0 || len > other->head.len ||
	    memcmp(text->head.text, other->head.text, len) != 0)
		return false;
	if (len < HEAD_BYTES && len < other->head.len)
		return true;
	if (text->is_html != other->is_html)
		return other->is_html;
	return text->node->len != other->node->len ? text->node->len < other->node->len : is_first;
}

void board_texts_put(struct node *made, const struct node *record)
{
	struct text texts[TEXTS_MAX];
	size_t count = find_texts(texts, record);

	if (count > 1)
		read_heads(texts, count);
	for (size_t i = 0; i < count; i++) {
		bool is_told = false;

		for (size_t j = 0; j < count && !is_told; j++)
			is_told = i != j && is_in(&texts[i], &texts[j], j < i);
		if (!is_told)
			node_put(made, "body", board_clean(texts[i].node, "body"),
				 texts[i].node->line > 0 ? texts[i].node->line : made->line);
	}
	for (size_t i = 0; i < count; i++)
		strbuf_release(&texts[i].head);
}

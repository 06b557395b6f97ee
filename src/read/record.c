/* A mapping as a posting: the text that is made of it. */
#include "config.h"

#include "read/record_int.h"

#include <string.h>

#include "read/body_int.h"
#include "read/key_int.h"
#include "read/record_facts_int.h"
#include "util/ascii.h"

#define DEPTH_MAX 4

/* A value that is longer than this, and has blanks, is a text to read. */
#define VALUE_BYTES_MAX 200
#define SHORT_BYTES_MAX 80
#define LINES_BYTES 200          /* of most postings' short lines and marks: room for them */

/* An item that is longer than this is a sentence. */
#define WORD_BYTES_MAX 60

bool record_is_posting(const struct node *node)
{
	bool has_title = false, has_body = false;
	size_t known = 0;

	if (node->kind != NODE_MAP)
		return false;
	for (size_t i = 0; i < node->count; i++) {
		struct key key = key_find(node->keys[i]);

		has_title = has_title || (key.role == KEY_FACT && key.field == FIELD_TITLE);
		has_body = has_body || key.role == KEY_BODY;
		known += key.role != KEY_UNKNOWN && key.role != KEY_IGNORED;
	}
	return has_title || (has_body && known > 1);
}

static bool is_sentence(const struct node *node)
{
	return node->kind == NODE_SCALAR && node->len > WORD_BYTES_MAX;
}

bool record_is_prose(const struct node *node)
{
	size_t sentences = 0;

	if (node->kind == NODE_SCALAR) /* one word, however long, is an address */
		return (node->len > VALUE_BYTES_MAX && memchr(node->text, ' ', node->len)) ||
		       (node->len > 0 && strstr(node->text, "\n\n"));
	for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
		sentences += is_sentence(node->items[i]);
	return sentences > 0 && sentences * 2 >= node->count;
}

static bool is_short(const struct node *node)
{
	return node->kind == NODE_SCALAR && node->len <= SHORT_BYTES_MAX &&
	       !memchr(node->text, '\n', node->len);
}

static bool is_empty(const struct node *node)
{
	return node->kind == NODE_SCALAR ? node_is_null(node) || node->len == 0 : node->count == 0;
}

static void end_paragraph(struct strbuf *out)
{
	while (out->len > 0 && ascii_is_space(out->text[out->len - 1]))
		strbuf_cut(out, out->len - 1);
	if (out->len > 0)
		strbuf_puts(out, "\n\n");
}

/* An underlined heading is one in plain text and in Markdown. */
static void write_heading(struct strbuf *out, const char *key)
{
	size_t start, bytes;

	end_paragraph(out);
	start = out->len;
	key_label(out, key);
	bytes = out->len - start;
	strbuf_putc(out, '\n');
	strbuf_repeat(out, "-", bytes);
	strbuf_puts(out, "\n\n");
}

static void write_item(struct strbuf *out, const char *key, const struct node *node)
{
	struct strbuf line = STRBUF_INIT;

	record_join(&line, node, ", ", 1);
	if (line.len > 0) {
		strbuf_puts(out, "- ");
		if (key) {
			key_label(out, key);
			strbuf_puts(out, ": ");
		}
		strbuf_add(out, line.text, line.len);
		strbuf_putc(out, '\n');
	}
	strbuf_release(&line);
}

/* Writes what stands under KEY (NULL for no heading). */
static void write_section(struct strbuf *out, const char *key, const struct node *node,
			  int depth)
{
	if (is_empty(node))
		return;
	if (key)
		write_heading(out, key);
	if (node->kind == NODE_SCALAR) {
		end_paragraph(out);
		strbuf_add(out, node->text, node->len);
	}
	for (size_t i = 0; node->kind == NODE_LIST && i < node->count; i++)
		write_item(out, NULL, node->items[i]);
	for (size_t i = 0; node->kind == NODE_MAP && i < node->count; i++) {
		if (node->items[i]->kind == NODE_SCALAR || depth == DEPTH_MAX)
			write_item(out, node->keys[i], node->items[i]);
		else
			write_section(out, node->keys[i], node->items[i], depth + 1);
	}
	end_paragraph(out);
}

/* The value belongs into the text although its key states a field. */
static bool is_read_too(const struct key *key, const struct node *node)
{
	if (key->role == KEY_UNKNOWN)
		return true;
	return (key->role == KEY_FACT || key->role == KEY_REMOTE) &&
	       (record_is_prose(node) || (key->field == FIELD_STACK && node->kind == NODE_MAP));
}

/* An address that is not one ("apply: by post") is read too. */
static bool is_unused_address(const struct key *key, const struct node *node)
{
	return key->role == KEY_FACT && key->field == FIELD_URL && node_text(node) &&
	       memchr(node->text, ' ', node->len);
}

static void write_bodies(struct strbuf *out, const struct node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		if (key_find(map->keys[i]).role == KEY_BODY)
			write_section(out, NULL, map->items[i], 0);
	}
}

static void write_sections(struct strbuf *out, const struct node *map)
{
	for (size_t i = 0; i < map->count; i++) {
		struct key key = key_find(map->keys[i]);

		if (is_read_too(&key, map->items[i]) && !is_short(map->items[i]))
			write_section(out, map->keys[i], map->items[i], 0);
	}
}

static void write_short_lines(struct strbuf *out, const struct node *map)
{
	struct strbuf line = STRBUF_INIT;

	for (size_t i = 0; i < map->count; i++) {
		struct key key = key_find(map->keys[i]);

		strbuf_clear(&line);
		if ((is_read_too(&key, map->items[i]) && is_short(map->items[i])) ||
		    is_unused_address(&key, map->items[i]))
			record_join(&line, map->items[i], ", ", 0);
		if (line.len == 0)
			continue;
		key_label(out, map->keys[i]);
		strbuf_puts(out, ": ");
		strbuf_add(out, line.text, line.len);
		strbuf_putc(out, '\n');
	}
	strbuf_release(&line);
}

/* The texts have been written: adds what is short, and cuts the whole. */
static void end_body(struct raw_posting *raw, const struct node *map)
{
	write_short_lines(&raw->body, map);
	end_paragraph(&raw->body);
	if (raw->body.len > 0)
		strbuf_cut(&raw->body, raw->body.len - 1);
	if (raw->format == BODY_MARKDOWN)
		body_cut(raw);
	else
		body_cut_likely(raw);
}

bool record_write_body(struct raw_posting *raw, const struct node *map)
{
	bool has_text;

	write_bodies(&raw->body, map);
	write_sections(&raw->body, map);
	has_text = raw->body.len > 0;
	end_body(raw, map);
	return has_text;
}

/* The bytes of what is no short line. */
static size_t text_bytes(const struct node *map)
{
	size_t bytes = 0;

	for (size_t i = 0; i < map->count; i++)
		bytes += map->items[i]->len > SHORT_BYTES_MAX ? map->items[i]->len : 0;
	return bytes;
}

bool record_write_in_order(struct raw_posting *raw, const struct node *map)
{
	bool has_text;

	strbuf_reserve(&raw->body, text_bytes(map) + LINES_BYTES);
	for (size_t i = 0; i < map->count; i++) {
		struct key key = key_find(map->keys[i]);

		if (key.role == KEY_BODY)
			write_section(&raw->body, NULL, map->items[i], 0);
		else if (is_read_too(&key, map->items[i]) && !is_short(map->items[i]))
			write_section(&raw->body, map->keys[i], map->items[i], 0);
	}
	has_text = raw->body.len > 0;
	end_body(raw, map);
	return has_text;
}

bool record_shows(const char *key_text, const struct node *node)
{
	struct key key = key_find(key_text);

	return key.role == KEY_BODY || is_read_too(&key, node) || is_unused_address(&key, node);
}

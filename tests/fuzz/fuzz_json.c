/*
 * JSON of any bytes, strict and as pages hold it: it ends, gives a tree within the limits or a
 * reason with its place, and what reads the tree as records ends too. It is linked with libFuzzer
 * to look for inputs and with replay.c to try the saved ones.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "posting/raw.h"
#include "read/board_int.h"
#include "read/json_int.h"
#include "read/sink.h"
#include "util/err.h"
#include "util/node.h"
#include "util/utf8.h"

#define DEPTH_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_node(const struct node *node, int depth)
{
	MUST(depth <= DEPTH_MAX);
	if (node->kind == NODE_SCALAR) {
		MUST(node->count == 0 && node->text[node->len] == '\0');
		MUST(utf8_is_valid(node->text, node->len));
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		if (node->kind == NODE_MAP) {
			MUST(utf8_is_valid(node->keys[i], strlen(node->keys[i])));
			MUST(node->key_lines[i] >= node->line && node->line > 0);
		}
		check_node(node->items[i], depth + 1);
	}
}

static void take_posting(struct raw_posting *raw, void *data)
{
	size_t *postings = data;

	MUST(raw->line > 0);
	MUST(raw->document.text.len > 0 || raw_posting_stated(raw, FIELD_TITLE));
	(*postings)++;
}

static void take_refusal(size_t line, const char *why, void *data)
{
	(void)data;
	MUST(line > 0 && *why);
}

static void read_records(const struct node *tree)
{
	const struct board *board = board_find(tree);
	struct board_count count = { .postings = 0 };
	size_t postings = 0;
	const struct reader_sink sink = { take_posting, take_refusal, &postings };
	struct err err = ERR_INIT;

	if (board && board_read(board, tree, "input", &sink, &count, &err))
		MUST(count.postings == postings && !err.text);
	else if (board)
		MUST(err.text && strstr(err.text, "input"));
	err_release(&err);
}

static void parse(const char *bytes, size_t len, enum json_mode mode)
{
	struct err err = ERR_INIT;
	size_t bad = 0;
	struct node *values = json_parse(bytes, len, "input", 1, mode, &bad, &err);

	if (!values)
		MUST(err.text && strncmp(err.text, "input:", 6) == 0);
	for (size_t i = 0; values && i < values->count; i++) {
		check_node(values->items[i], 0);
		read_records(values->items[i]);
	}
	if (values && values->count > 1)
		read_records(values);
	MUST(bad <= len);
	node_free(values);
	err_release(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = len > 0 ? (const char *)data : "";

	(void)json_recognises(bytes, len);
	parse(bytes, len, JSON_STRICT);
	parse(bytes, len, JSON_IN_PAGE);
	return 0;
}

/*
 * The parser of XML, given any bytes: it ends, it gives a tree within its limits or a reason with
 * the name of the file. It is linked with libFuzzer to look for inputs and with replay.c to try the
 * saved ones.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "read/xml_int.h"
#include "util/err.h"
#include "util/node.h"
#include "util/utf8.h"

#define DEPTH_MAX 70
#define KEYS_MAX 512             /* 256 elements, 64 attributes, the text */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check(const struct node *node, int depth)
{
	MUST(depth < DEPTH_MAX);
	MUST(node->kind == NODE_SCALAR || node->count > 0 || node->fault);
	if (node->kind == NODE_SCALAR) {
		MUST(utf8_is_valid(node->text, node->len));
		MUST(!memchr(node->text, '\0', node->len));
		return;
	}
	MUST(node->kind != NODE_MAP || node->count <= KEYS_MAX);
	for (size_t i = 0; i < node->count; i++) {
		MUST(node->items[i]->line > 0);
		check(node->items[i], depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct err err = ERR_INIT;
	const char *bytes = len > 0 ? (const char *)data : "";
	size_t bad = 0;
	struct node *tree = xml_parse(bytes, len, "input", &bad, &err);

	xml_recognises(bytes, len);
	if (tree)
		check(tree, 0);
	else
		MUST(err.text && strstr(err.text, "input") && err.status == STATUS_BAD_DATA);
	node_free(tree);
	err_release(&err);
	return 0;
}

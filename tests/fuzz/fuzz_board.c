/*
 * The tables of boards, given any JSON: each table makes a record of each mapping in it, whether or
 * not it is one of its own, so that every value stands once where another kind is looked for.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "posting/raw.h"
#include "read/board_int.h"
#include "read/board_record_int.h"
#include "read/json_int.h"
#include "util/err.h"
#include "util/utf8.h"

#define DEPTH_MAX 8
#define MAPS_MAX 24

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct seen {
	size_t postings, refused;
};

static void check_name(const char *name)
{
	if (name == NULL)
		return;
	MUST(*name != '\0' && utf8_is_valid(name, strlen(name)));
}

static void take_posting(struct raw_posting *raw, void *data)
{
	struct seen *seen = data;

	seen->postings++;
	check_name(raw->ref);
	check_name(raw->company_slug);
	for (size_t i = 0; i < raw->facts.count; i++)
		check_name(raw->facts.items[i].text);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct seen *seen = data;

	seen->refused++;
	MUST(line > 0 && *why != '\0');
}

struct run {
	const struct board *board;
	const struct node *tree;
	struct reader_sink sink;
	struct seen seen;
	size_t maps;
};

static void make_one(struct run *run, const struct node *map)
{
	struct board_count count = { .postings = 0 };
	struct node *made = board_record_make(run->board, map);

	if (run->board->finish == NULL || run->board->finish(made, map, run->tree)) {
		board_record_name(run->board, made);
		board_post(made, "fuzz", &run->sink, &count);
		MUST(count.postings + count.refused == 1);
	}
	node_free(made);
}

static void make_all(struct run *run, const struct node *node, int depth)
{
	if (node->kind == NODE_MAP && run->maps++ < MAPS_MAX)
		make_one(run, node);
	for (size_t i = 0; i < node->count && depth < DEPTH_MAX; i++)
		make_all(run, node->items[i], depth + 1);
}

static void read_all(struct run *run)
{
	struct board_count count = { .postings = 0 };
	struct err err = ERR_INIT;

	run->seen = (struct seen){ 0, 0 };
	if (!board_read(run->board, run->tree, "fuzz", &run->sink, &count, &err))
		MUST(err.text != NULL);
	MUST(run->seen.postings == count.postings && run->seen.refused == count.refused);
	err_release(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct err err = ERR_INIT;
	struct node *tree = json_parse((const char *)data, len, "fuzz", 1, JSON_IN_PAGE, NULL,
				       &err);

	for (size_t i = 0; tree && board_table[i]; i++) {
		struct run run = { .board = board_table[i], .tree = tree };

		run.sink = (struct reader_sink){ take_posting, take_refusal, &run.seen };
		if (run.board->rows)
			make_all(&run, tree, 0);
		read_all(&run);
	}
	node_free(tree);
	err_release(&err);
	return 0;
}

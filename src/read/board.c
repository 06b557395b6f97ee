/* Boards: which one a tree is of, and its records one by one. */
#include "config.h"

#include "read/board_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/board_record_int.h"

#define SAMPLE_RECORDS 5
#define RECORDS_MAX 200000
#define AROUND_DEPTH_MAX 4

/* -- which board */

/* So many of the first records are looked at, half of which must be the board's: a list may begin
 * with a notice, and a field may be left out. */
struct sample {
	const struct board *board;
	size_t seen, known;
};

static bool see_sample(const struct node *record, void *data)
{
	struct sample *sample = data;

	if (record->kind == NODE_MAP) {
		sample->seen++;
		sample->known += board_has_signs(record, sample->board->signs);
	}
	return sample->seen < SAMPLE_RECORDS;
}

/* The path of the board's list under which its records stand, or NULL. */
static const char *find_list(const struct board *board, const struct node *tree)
{
	for (const char *path = board->lists; *path;) {
		struct sample sample = { .board = board };

		board_walk(tree, path, see_sample, &sample);
		if (sample.known > 0 && sample.known * 2 >= sample.seen)
			return path;
		path += strcspn(path, " ");
		path += strspn(path, " ");
	}
	return NULL;
}

/* One is enough. */
static bool see_one(const struct node *record, void *data)
{
	(void)record;
	(void)data;
	return false;
}

static bool is_of_board(const struct board *board, const struct node *tree)
{
	if (board->file_signs && !board_has_signs(tree, board->file_signs))
		return false;
	if (board->is_anywhere)
		return !board_seek(tree, board->signs, see_one, NULL);
	return board->find ? board->find(tree) != NULL : find_list(board, tree) != NULL;
}

const struct board *board_find(const struct node *tree)
{
	for (size_t i = 0; board_table[i]; i++) {
		if (is_of_board(board_table[i], tree))
			return board_table[i];
	}
	return NULL;
}

/* -- its records */

struct reading {
	const struct board *board;
	const struct node *tree;
	const char *name;
	const struct reader_sink *sink;
	struct board_count *count;
	struct err *err;
	size_t records;
	bool is_full;            /* there are more than may be */
	struct node *pending;    /* where the board merges: the last record, not posted yet */
};

static void refuse(struct reading *reading, const struct node *node, const char *why)
{
	reading->count->refused++;
	reading->sink->refused(node->line > 0 ? node->line : 1, why, reading->sink->data);
}

static void post_pending(struct reading *reading)
{
	if (reading->pending)
		board_post(reading->pending, reading->name, reading->sink, reading->count);
	node_free(reading->pending);
	reading->pending = NULL;
}

static void post(struct reading *reading, struct node *made)
{
	if (reading->pending && board_record_joins(reading->pending, made)) {
		node_free(made);
		return;
	}
	post_pending(reading);
	reading->pending = made;
	if (!reading->board->merges)
		post_pending(reading);
}

static void read_map(struct reading *reading, const struct node *record)
{
	const char *fault = board_record_fault(record);
	struct node *made;

	if (fault) {
		refuse(reading, record, fault);
		return;
	}
	made = board_record_make(reading->board, record);
	if (reading->board->finish && !reading->board->finish(made, record, reading->tree)) {
		reading->count->left_out++;
		node_free(made);
		return;
	}
	board_record_name(reading->board, made);
	post(reading, made);
}

static bool see_record(const struct node *record, void *data)
{
	struct reading *reading = data;

	if (++reading->records > RECORDS_MAX) {
		reading->is_full = true;
		return err_set(reading->err, STATUS_BAD_DATA,
			       "%s:%zu: the file has more than %d postings; divide it",
			       reading->name, record->line, RECORDS_MAX);
	}
	if (record->kind == NODE_MAP)
		read_map(reading, record);
	else if (record->fault)
		refuse(reading, record, record->fault);
	else if (!node_is_null(record))
		refuse(reading, record, "a posting should stand here, with keys such as \"title\"");
	return true;
}

/* A map around the records that has a key twice may have two lists of them. */
static const struct node *find_torn(const struct node *node, const struct node *found, int depth)
{
	const struct node *torn = NULL;

	if (node == found || node->kind != NODE_MAP)
		return NULL;
	if (node->fault && !board_record_is_huge(node))
		return node;
	for (size_t i = 0; !torn && i < node->count && depth < AROUND_DEPTH_MAX; i++)
		torn = find_torn(node->items[i], found, depth + 1);
	return torn;
}

static bool is_whole(const struct reading *reading, const struct node *found)
{
	const struct node *torn = find_torn(reading->tree, found, 0);

	return !torn || err_set(reading->err, STATUS_BAD_DATA, "%s:%zu: %s", reading->name,
				torn->line > 0 ? torn->line : 1, torn->fault);
}

static bool read_found(struct reading *reading)
{
	const struct node *found = reading->board->find(reading->tree);
	bool goes_on = true;

	if (!is_whole(reading, found))
		return false;
	if (found && found->kind == NODE_MAP && !board_record_is_map_of_records(found))
		see_record(found, reading);
	else
		for (size_t i = 0; found && goes_on && i < found->count; i++)
			goes_on = see_record(found->items[i], reading);
	return true;
}

bool board_read(const struct board *board, const struct node *tree, const char *name,
		const struct reader_sink *sink, struct board_count *count, struct err *err)
{
	struct reading reading = {
		.board = board, .tree = tree, .name = name, .sink = sink, .count = count,
		.err = err,
	};

	if (board->is_anywhere) {
		board_seek(tree, board->signs, see_record, &reading);
	} else if (board->find) {
		if (!read_found(&reading))
			return false;
	} else {
		const char *path = find_list(board, tree);

		/* The file itself may be the record, which is refused alone. */
		if (path && *path != '.' && *path != '[' && !is_whole(&reading, NULL))
			return false;
		if (path)
			board_walk(tree, path, see_record, &reading);
	}
	post_pending(&reading);
	return !reading.is_full;
}

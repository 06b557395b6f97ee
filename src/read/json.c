/* JSON: values that follow each other, into one list; and files of it. */
#include "config.h"

#include "read/json_int.h"

#include <string.h>

#include "read/board_int.h"
#include "read/board_path_int.h"
#include "read/board_record_int.h"
#include "read/json_scan_int.h"
#include "read/json_tree_int.h"
#include "util/alloc.h"
#include "util/ascii.h"

/* Lines that are broken are read as often as this, all together; a file of such lines is none. */
#define BROKEN_TIMES_MAX 16

/* Lists of answers, and lists in them, are looked into so deep. */
#define PAGES_DEPTH_MAX 3

struct parse {
	struct json_scan scan;
	struct json_copy copy;
	struct strbuf why;       /* what is wrong with the last value */
	size_t line, col;        /* ... and where */
	size_t broken;           /* bytes that were read of values that are broken */
};

/* -- values */

static void explain(struct parse *parse, const struct json_scan *at, const char *what)
{
	strbuf_clear(&parse->why);
	strbuf_puts(&parse->why, what);
	parse->line = at->line;
	parse->col = json_scan_col(at);
}

static void clear_copy(struct json_copy *copy)
{
	strbuf_clear(&copy->marks);
	strbuf_clear(&copy->texts);
}

/* The parser knows the place in the copy only: the copy is made again up to there. */
static void explain_copy(struct parse *parse, const struct json_scan *start,
			 const struct strbuf *what, size_t bytes)
{
	struct json_scan again = *start;
	struct strbuf text = STRBUF_INIT;

	clear_copy(&parse->copy);
	json_scan_value(&again, &parse->copy, bytes);
	strbuf_printf(&text, "this is not valid JSON (%s); correct it there", what->text);
	explain(parse, &again, text.text);
	strbuf_release(&text);
}

static struct node *parse_value(struct parse *parse)
{
	const struct json_scan start = parse->scan;
	struct strbuf what = STRBUF_INIT;
	struct node *node = NULL;
	size_t bytes;

	clear_copy(&parse->copy);
	if (!json_scan_value(&parse->scan, &parse->copy, SIZE_MAX)) {
		explain(parse, &parse->scan, parse->scan.problem);
	} else {
		node = json_tree(&parse->copy, start.line, &what, &bytes);
		if (!node)
			explain_copy(parse, &start, &what, bytes);
	}
	strbuf_release(&what);
	return node;
}

/* The next line from byte AT on that begins an object; the end where none does. */
static size_t next_object_line(const struct json_scan *scan, size_t at)
{
	const char *end = scan->bytes + scan->len;
	const char *line = scan->bytes + at;

	do {
		line = memchr(line, '\n', (size_t)(end - line));
		line = line ? line + 1 : end;
	} while (line < end && *line != '{');
	return (size_t)(line - scan->bytes);
}

/* The line at byte AT, which begins with '{', ends with '}' as well. */
static bool is_object_line(const struct json_scan *scan, size_t at)
{
	const char *end = memchr(scan->bytes + at, '\n', scan->len - at);
	size_t to = end ? (size_t)(end - scan->bytes) : scan->len;

	while (to > at && ascii_is_space(scan->bytes[to - 1]))
		to--;
	return to > at && scan->bytes[to - 1] == '}';
}

/* A value is broken that is one of several: it was not the first, or the line below it is an
 * object of its own. */
static bool is_one_of_many(const struct node *list, const struct json_scan *start)
{
	size_t line_end = next_object_line(start, start->at);
	const char *first = start->bytes + start->at;
	const char *newline = memchr(first, '\n', start->len - start->at);

	if (start->mode == JSON_IN_PAGE || *first != '{')
		return false;
	return list->count > 0 ||
	       (newline && newline + 1 == start->bytes + line_end && line_end < start->len &&
		is_object_line(start, line_end));
}

/* The reason why a value is broken that ends where the next one begins, at byte END. */
static struct node *broken_value(struct parse *parse, const struct json_scan *start, size_t end)
{
	struct node *broken = node_new_text("", 0, false, start->line);
	size_t len = parse->scan.len;

	if (parse->scan.at > end) {
		while (end > start->at && ascii_is_space(start->bytes[end - 1]))
			end--;
		parse->scan = *start;
		parse->scan.len = end;
		node_free(parse_value(parse));
		parse->scan.len = len;
	}
	strbuf_printf(&parse->why, " (column %zu)", parse->col);
	broken->fault = xstrdup(parse->why.text);
	return broken;
}

/* Puts the reason in the place of a value that is broken, and goes on in the next line that begins
 * an object. False where the whole is no list of values. */
static bool skip_value(struct parse *parse, struct node *list, const struct json_scan *start)
{
	struct json_scan *scan = &parse->scan;
	size_t next;

	parse->broken += scan->at - start->at;
	if (!is_one_of_many(list, start) || parse->broken / BROKEN_TIMES_MAX > scan->len)
		return false;
	next = next_object_line(start, start->at);
	node_add(list, broken_value(parse, start, next));
	scan->line = start->line;
	for (size_t i = start->at; i < next; i++)
		scan->line += scan->bytes[i] == '\n';
	scan->at = scan->line_start = next;
	return true;
}

static bool parse_values(struct parse *parse, struct node *list, const char *name, struct err *err)
{
	while (json_scan_next(&parse->scan)) {
		const struct json_scan start = parse->scan;
		struct node *node = parse_value(parse);

		if (node)
			node_add(list, node);
		else if (!skip_value(parse, list, &start))
			return err_set(err, STATUS_BAD_DATA, "%s:%zu:%zu: %s", name, parse->line,
				       parse->col, parse->why.text);
	}
	return true;
}

struct node *json_parse(const char *bytes, size_t len, const char *name, size_t line,
			enum json_mode mode, size_t *bad, struct err *err)
{
	struct parse parse = {
		.scan = { .bytes = bytes, .len = len, .line = line, .mode = mode },
		.copy = JSON_COPY_INIT, .why = STRBUF_INIT,
	};
	struct node *list = node_new(NODE_LIST, line);

	if (!parse_values(&parse, list, name, err)) {
		node_free(list);
		list = NULL;
	}
	if (bad)
		*bad = parse.scan.bad;
	strbuf_release(&parse.copy.marks);
	strbuf_release(&parse.copy.texts);
	strbuf_release(&parse.why);
	return list;
}

/* -- files */

static size_t skip_space(const char *bytes, size_t len, size_t at)
{
	while (at < len && ascii_is_space(bytes[at]))
		at++;
	return at;
}

static bool ends_with(const char *bytes, size_t len, char last)
{
	while (len > 0 && ascii_is_space(bytes[len - 1]))
		len--;
	return len > 0 && bytes[len - 1] == last;
}

static char byte_at(const char *bytes, size_t len, size_t at)
{
	return at < len ? bytes[at] : '\0';
}

/* "{" and a name in quotes, or "[" and a value that JSON has. YAML and Markdown have brackets
 * too, but not these. */
bool json_recognises(const char *bytes, size_t len)
{
	size_t first = skip_space(bytes, len, 0);
	size_t second = skip_space(bytes, len, first + 1);
	size_t third = skip_space(bytes, len, second + 1);
	char open = byte_at(bytes, len, first), next = byte_at(bytes, len, second);
	char behind = byte_at(bytes, len, third);

	if (open == '{')
		return next == '"' || (next == '}' && third >= len);
	if (open != '[')
		return false;
	if (next == '{')
		return third >= len || behind == '"' || behind == '}';
	if (next == '[')
		return (behind && strchr("[]{\"", behind)) || ascii_is_digit(behind);
	return (next == '"' || next == ']' || ascii_is_digit(next)) &&
	       ends_with(bytes, len, ']') && !memchr(bytes, '(', len);
}

struct file {
	const char *name;
	const struct reader_sink *sink; /* the caller's */
	size_t bad;              /* given to the first posting */
	struct board_count count;
};

static void take_posting(struct raw_posting *raw, void *data)
{
	struct file *file = data;

	raw->bad_bytes += file->bad;
	file->bad = 0;
	file->sink->posting(raw, file->sink->data);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	struct file *file = data;

	file->sink->refused(line, why, file->sink->data);
}

/* The records stand within one item of a list: each item is a page of an answer, not a record. */
static bool is_list_of_pages(const struct node *tree, const struct board *board)
{
	return tree->kind == NODE_LIST &&
	       (!board || (board->find && board->find(tree) != tree));
}

static bool read_tree(struct file *file, const struct node *tree, int depth, struct err *err)
{
	const struct reader_sink sink = { take_posting, take_refusal, file };
	const struct board *board = board_find(tree);

	if (depth < PAGES_DEPTH_MAX && is_list_of_pages(tree, board)) {
		for (size_t i = 0; i < tree->count; i++) {
			if (!read_tree(file, tree->items[i], depth + 1, err))
				return false;
		}
		return true;
	}
	if (board)
		return board_read(board, tree, file->name, &sink, &file->count, err);
	if (tree->fault && tree->kind == NODE_SCALAR) {
		take_refusal(tree->line, tree->fault, file);
		file->count.refused++;
	}
	return true;
}

/* The first list in a map or its maps that holds nothing; its key into *key. */
static const struct node *empty_list(const struct node *node, const char **key, int depth)
{
	const struct node *found = NULL;

	for (size_t i = 0; node->kind == NODE_MAP && i < node->count && !found; i++) {
		*key = node->keys[i];
		if (node->items[i]->kind == NODE_LIST && node->items[i]->count == 0)
			found = node->items[i];
		else if (depth < PAGES_DEPTH_MAX)
			found = empty_list(node->items[i], key, depth + 1);
	}
	return found;
}

static bool refuse_empty(const char *name, const struct node *tree, size_t left_out,
			 struct err *err)
{
	const char *said = board_text_at(tree, "error|message");
	const char *key;

	if (left_out > 0)
		return err_set(err, STATUS_BAD_DATA,
			       "no postings in %s: what it holds is replies, deleted or not about "
			       "jobs", name);
	if (said)
		return err_set(err, STATUS_BAD_DATA, "no postings in %s: the board answered \"%s\"",
			       name, said);
	if (tree->fault && tree->kind == NODE_MAP && !board_record_is_huge(tree))
		return err_set(err, STATUS_BAD_DATA, "no postings in %s: %s", name, tree->fault);
	if (tree->kind != NODE_SCALAR && tree->count == 0)
		return err_set(err, STATUS_BAD_DATA, "no postings in %s: %s is empty", name,
			       tree->kind == NODE_LIST ? "its list" : "it");
	if (empty_list(tree, &key, 0))
		return err_set(err, STATUS_BAD_DATA, "no postings in %s: the list \"%s\" is empty",
			       name, key);
	return err_set(err, STATUS_BAD_DATA,
		       "no postings in %s: no record of this JSON has a title", name);
}

bool json_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	       struct err *err)
{
	struct file file = { .name = name, .sink = sink };
	struct node *values = json_parse(bytes, len, name, 1, JSON_STRICT, &file.bad, err);
	const struct node *tree = values && values->count == 1 ? values->items[0] : values;
	bool is_read = tree && read_tree(&file, tree, 0, err);

	if (is_read && file.count.postings + file.count.refused == 0)
		is_read = refuse_empty(name, tree, file.count.left_out, err);
	node_free(values);
	return is_read;
}

/* The queries that were asked, in memory and in a file. */
#include "config.h"

#include "session/history.h"

#include "session/line_edit.h"
#include "util/alloc.h"
#include "util/file.h"
#include "util/gate.h"
#include "util/path.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define BYTES_MAX ((size_t)HISTORY_MAX * (LINE_EDIT_BYTES + 1))

/* Adds a query as it would stand in the line; whether it was added. */
static bool add(struct history *history, const char *text, size_t len)
{
	size_t count = history->count;
	struct line_edit edit;
	bool is_new;

	line_edit_init(&edit);
	line_edit_insert(&edit, text, len);
	is_new = edit.text.len > 0 &&
		 (count == 0 || strcmp(history->items[count - 1], edit.text.text) != 0);
	if (is_new)
		*VEC_PUSH(history) = xstrdup(edit.text.text);
	line_edit_release(&edit);
	if (history->count > HISTORY_MAX) {
		free(history->items[0]);
		VEC_REMOVE(history, 0);
	}
	return is_new;
}

static void read_lines(struct history *history)
{
	struct strbuf text = STRBUF_INIT;
	size_t at = 0;

	if (file_read(history->path, BYTES_MAX, &text, NULL, NULL)) {
		while (at < text.len) {
			size_t len = strcspn(text.text + at, "\n");

			add(history, text.text + at, len);
			at += len + 1;
		}
	}
	strbuf_release(&text);
}

void history_init(struct history *history, const char *path)
{
	*history = (struct history){ .path = path ? xstrdup(path) : NULL };
	if (path)
		read_lines(history);
}

void history_release(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		free(history->items[i]);
	VEC_RELEASE(history);
	free(history->path);
	history->path = NULL;
	history->own = 0;
}

void history_add(struct history *history, const char *query)
{
	history->own += add(history, query, strlen(query));
	if (history->own > history->count)
		history->own = history->count;
}

static void write_lines(const struct history *history)
{
	struct strbuf text = STRBUF_INIT;
	char *folder = path_directory(history->path);

	for (size_t i = 0; i < history->count; i++) {
		strbuf_puts(&text, history->items[i]);
		strbuf_putc(&text, '\n');
	}
	if (path_make_directory(folder, NULL))
		file_write(history->path, text.text, text.len, true, NULL);
	free(folder);
	strbuf_release(&text);
}

void history_save(struct history *history)
{
	struct history kept;

	if (!history->path || history->own == 0)
		return;
	history_init(&kept, history->path);
	for (size_t i = history->count - history->own; i < history->count; i++)
		history_add(&kept, history->items[i]);
	write_lines(&kept);
	history->own = 0;
	history_release(&kept);
}

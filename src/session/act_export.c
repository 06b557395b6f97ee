/* Exporting from the screen: the list or the shortlist to a file whose suffix says the format. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include "export/writer.h"
#include "read/reader.h"
#include "store/get.h"
#include "util/alloc.h"
#include "util/file.h"
#include "util/path.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define STRETCH 64               /* ids that are asked for at once */
#define DEFAULT_WRITER "text"

/* Adds the records of COUNT ids. */
static bool add_records(struct session *session, const struct writer *writer,
			const struct write_options *options, const int64_t *ids, size_t count,
			size_t index, struct strbuf *out, struct err *err)
{
	bool good = true;

	for (size_t i = 0; good && i < count; i++) {
		struct record record;

		record_init(&record);
		good = get_record(session->store, ids[i], GET_WHOLE, &record, err);
		if (good && writer->record)
			writer->record(out, &record, index + i, options);
		record_release(&record);
	}
	if (good && out->truncated)
		return err_set(err, STATUS_CANNOT_CREATE,
			       "that is too much for one file; narrow the query");
	return good;
}

/* Writes all postings of an answer in its order; *count of them. */
static bool write_answer(struct session *session, struct find *find, const struct writer *writer,
			 const struct write_options *options, struct strbuf *out, size_t *count,
			 struct err *err)
{
	int64_t ids[STRETCH];
	size_t got = STRETCH;
	bool good = true;

	*count = 0;
	if (writer->begin)
		writer->begin(out, options);
	while (good && got == STRETCH) {
		good = find_ids(find, (int64_t)*count, STRETCH, ids, &got, err) &&
		       add_records(session, writer, options, ids, got, *count, out, err);
		*count += got;
	}
	if (good && writer->end)
		writer->end(out, *count, options);
	return good;
}

static bool write_file(struct session *session, struct find *find, const char *heading,
		       const char *path, bool may_replace, size_t *count, struct err *err)
{
	const struct writer *writer = writer_for_file(path);
	struct write_options options = {
		.has_body = true, .today = session->today, .heading = *heading ? heading : NULL,
		.gazetteer = session->vocabulary ? session->vocabulary->gazetteer : NULL,
		.document = reader_document,
	};
	struct strbuf out = STRBUF_INIT;
	bool good;

	if (!writer)
		writer = writer_find(DEFAULT_WRITER);
	good = write_answer(session, find, writer, &options, &out, count, err) &&
	       file_write(path, out.text, out.len, may_replace, err);
	strbuf_release(&out);
	return good;
}

/* "~/x" is a file in the home directory, as shells have it. */
static char *expand_home(const char *path)
{
	const char *home = getenv("HOME");

	return strncmp(path, "~/", 2) == 0 && home && *home ? path_join(home, path + 2)
							     : xstrdup(path);
}

static bool export_query(struct session *session, const char *line, const char *path,
			 bool may_replace, size_t *count, struct err *err)
{
	struct query *query = query_parse(line, session->today);
	struct find *find = find_new(session->store, query, err);
	bool good = find && write_file(session, find, line, path, may_replace, count, err);

	find_free(find);
	query_free(query);
	return good;
}

void export_write(struct session *session, const char *path, bool is_shortlist, bool may_replace)
{
	const char *line = is_shortlist ? SHORTLIST_LINE : session->query->line;
	char *file = expand_home(path);
	struct err err = ERR_INIT;
	struct stat status;
	size_t count;

	if (!may_replace && stat(file, &status) == 0) {
		prompt_open(session, PROMPT_REPLACE_FILE, "", file, file);
		session->prompt.is_shortlist = is_shortlist;
	} else if (export_query(session, line, file, may_replace, &count, &err)) {
		session_say(session, MESSAGE_INFO, "%zu posting%s written to %s", count,
			    count == 1 ? "" : "s", file);
	} else {
		session_fail(session, &err);
	}
	free(file);
}

static void export(struct session *session, const char *argument, bool is_shortlist)
{
	const char *file = session->settings ? session->settings->export_file : NULL;

	if (argument) {
		export_write(session, argument, is_shortlist, false);
		return;
	}
	prompt_open(session, PROMPT_EXPORT, file, NULL, NULL);
	session->prompt.is_shortlist = is_shortlist;
}

void act_export(struct session *session, const char *argument)
{
	if (!argument && session->list.total == 0)
		session_say(session, MESSAGE_INFO, "nothing is shown, so nothing to export");
	else
		export(session, argument, false);
}

void act_export_shortlist(struct session *session, const char *argument)
{
	export(session, argument, true);
}

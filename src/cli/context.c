/* What the commands share. */
#include "config.h"

#include "cli/context.h"

#include "util/alloc.h"
#include "util/date.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void set_config(struct context *context)
{
	if (context->options.config) {
		context->config_file = xstrdup(context->options.config);
		context->config_dir = path_directory(context->options.config);
	} else if (context->paths.config) {
		context->config_file = path_join(context->paths.config, "shortlist.yaml");
		context->config_dir = xstrdup(context->paths.config);
	}
}

void context_init(struct context *context, const struct options *options)
{
	memset(context, 0, sizeof *context);
	context->options = *options;
	paths_init(&context->paths);
	set_config(context);
	if (options->db)
		context->database = xstrdup(options->db);
	else if (context->paths.data)
		context->database = path_join(context->paths.data, "shortlist.db");
}

void context_release(struct context *context)
{
	store_close(context->store);
	extractor_free(context->extractor);
	vocabulary_release(&context->vocabulary);
	if (context->has_settings)
		settings_release(&context->settings);
	free(context->config_file);
	free(context->config_dir);
	free(context->database);
	paths_release(&context->paths);
}

bool context_vocabulary(struct context *context, struct err *err)
{
	return context->vocabulary.gazetteer ||
	       vocabulary_load(&context->vocabulary, context->config_dir, err);
}

bool context_extractor(struct context *context, struct err *err)
{
	if (context->extractor)
		return true;
	if (!context_vocabulary(context, err))
		return false;
	context->extractor = extractor_new(&context->vocabulary, context->config_dir, err);
	return context->extractor != NULL;
}

bool context_settings(struct context *context, struct err *err)
{
	if (context->has_settings)
		return true;
	context->has_settings = settings_load(&context->settings, context->config_file,
					      context->options.config != NULL, err);
	return context->has_settings;
}

bool context_store(struct context *context, bool only_read, struct err *err)
{
	enum store_mode mode = only_read || context->options.read_only ? STORE_READ_ONLY
									: STORE_READ_WRITE;

	if (!context->database)
		return err_set(err, STATUS_CANNOT_CREATE, "neither HOME nor XDG_DATA_HOME says where the "
			       "database is; name it with --db FILE");
	if (mode == STORE_READ_ONLY && access(context->database, F_OK) != 0)
		return err_set(err, STATUS_NO_INPUT, "%s: there is no database yet; load postings first: "
			       "shortlist load PATH", context->database);
	if (!context_vocabulary(context, err))
		return false;
	context->store = store_open(context->database, mode, &context->vocabulary, err);
	return context->store != NULL;
}

struct query *context_query(const struct words *words, size_t first, struct err *err)
{
	struct strbuf line = STRBUF_INIT;
	struct query *query;

	for (size_t i = first; i < words->count; i++)
		strbuf_printf(&line, "%s%s", i > first ? " " : "", words->items[i]);
	query = query_parse(line.text, clock_today());
	if (query->problems.count > 0) {
		const struct query_problem *problem = &query->problems.items[0];

		err_set(err, STATUS_USAGE, "%s (at character %zu of the query: %s)", problem->text,
			problem->start + 1, line.text);
		query_free(query);
		query = NULL;
	}
	strbuf_release(&line);
	return query;
}

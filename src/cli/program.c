/* What the commands share. */
#include "config.h"

#include "cli/program.h"

#include "util/alloc.h"
#include "util/date.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void set_config(struct program *program)
{
	if (program->options.config) {
		program->config_file = xstrdup(program->options.config);
		program->config_dir = path_directory(program->options.config);
	} else if (program->paths.config) {
		program->config_file = path_join(program->paths.config, "shortlist.yaml");
		program->config_dir = xstrdup(program->paths.config);
	}
}

void program_init(struct program *program, const struct options *options)
{
	memset(program, 0, sizeof *program);
	program->options = *options;
	paths_init(&program->paths);
	set_config(program);
	if (options->db)
		program->database = xstrdup(options->db);
	else if (program->paths.data)
		program->database = path_join(program->paths.data, "shortlist.db");
}

void program_release(struct program *program)
{
	store_close(program->store);
	extractor_free(program->extractor);
	vocabulary_release(&program->vocabulary);
	if (program->has_settings)
		settings_release(&program->settings);
	free(program->config_file);
	free(program->config_dir);
	free(program->database);
	paths_release(&program->paths);
}

bool program_vocabulary(struct program *program, struct err *err)
{
	return program->vocabulary.gazetteer ||
	       vocabulary_load(&program->vocabulary, program->config_dir, err);
}

bool program_extractor(struct program *program, struct err *err)
{
	if (program->extractor)
		return true;
	if (!program_vocabulary(program, err))
		return false;
	program->extractor = extractor_new(&program->vocabulary, program->config_dir, err);
	return program->extractor != NULL;
}

bool program_settings(struct program *program, struct err *err)
{
	if (program->has_settings)
		return true;
	program->has_settings = settings_load(&program->settings, program->config_file,
					      program->options.config != NULL, err);
	return program->has_settings;
}

bool program_store(struct program *program, bool only_read, struct err *err)
{
	enum store_mode mode = only_read || program->options.read_only ? STORE_READ_ONLY
									: STORE_READ_WRITE;

	if (!program->database)
		return err_set(err, STATUS_CANNOT_CREATE, "neither HOME nor XDG_DATA_HOME says "
			       "where the database is; name it with --db FILE");
	if (mode == STORE_READ_ONLY && access(program->database, F_OK) != 0)
		return err_set(err, STATUS_NO_INPUT, "%s: there is no database yet; load postings "
			       "first: shortlist load PATH", program->database);
	if (!program_vocabulary(program, err))
		return false;
	program->store = store_open(program->database, mode, &program->vocabulary, err);
	return program->store != NULL;
}

struct query *program_query(const struct words *words, size_t first, struct err *err)
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

/* The options of the command line. */
#include "config.h"

#include "cli/option.h"

#include "export/writer.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <string.h>

static bool take_query(struct options *options, const char *value, struct err *err)
{
	(void)err;
	options->query = value;
	return true;
}

static bool take_db(struct options *options, const char *value, struct err *err)
{
	if (!value[0])
		return err_set(err, STATUS_USAGE, "--db needs the name of a file");
	options->db = value;
	return true;
}

static bool take_config(struct options *options, const char *value, struct err *err)
{
	if (!value[0])
		return err_set(err, STATUS_USAGE, "--config needs the name of a file");
	options->config = value;
	return true;
}

static bool take_theme(struct options *options, const char *value, struct err *err)
{
	(void)err;
	options->theme = value;
	return true;
}

static bool take_format(struct options *options, const char *value, struct err *err)
{
	struct strbuf names = STRBUF_INIT;
	const struct writer *writer;

	options->format = value;
	if (writer_find(value))
		return true;
	for (size_t i = 0; (writer = writer_at(i)); i++)
		strbuf_printf(&names, "%s%s", i > 0 ? ", " : "", writer->name);
	err_set(err, STATUS_USAGE, "there is no format \"%s\"; there are: %s", value, names.text);
	strbuf_release(&names);
	return false;
}

static bool take_as(struct options *options, const char *value, struct err *err)
{
	struct strbuf names = STRBUF_INIT;

	options->as = reader_find(value);
	if (options->as)
		return true;
	for (const struct reader *reader = reader_table; reader->name; reader++)
		strbuf_printf(&names, "%s%s", reader > reader_table ? ", " : "", reader->name);
	err_set(err, STATUS_USAGE, "there is no format \"%s\" to read; these are: %s", value,
		names.text);
	strbuf_release(&names);
	return false;
}

static bool take_output(struct options *options, const char *value, struct err *err)
{
	if (!value[0])
		return err_set(err, STATUS_USAGE, "--output needs the name of a file");
	options->output = strcmp(value, "-") == 0 ? NULL : value;
	return true;
}

static bool take_limit(struct options *options, const char *value, struct err *err)
{
	size_t len = strlen(value);
	int64_t number;

	if (len == 0 || ascii_number(value, len, &number) != len || number < 1)
		return err_set(err, STATUS_USAGE, "--limit takes a whole number from 1 on, not "
						  "\"%s\"",
			       value);
	options->limit = (size_t)number;
	return true;
}

static bool take_color(struct options *options, const char *value, struct err *err)
{
	static const char *const names[] = { "auto", "always", "never" };

	for (int i = 0; i < 3; i++)
		if (ascii_equal(value, names[i])) {
			options->color = (enum color_when)i;
			return true;
		}
	return err_set(err, STATUS_USAGE, "--color takes auto, always or never, not \"%s\"", value);
}

#define TAKE_SWITCH(member) \
	static bool take_##member(struct options *options, const char *value, struct err *err) \
	{ \
		(void)value; \
		(void)err; \
		options->member = true; \
		return true; \
	}

TAKE_SWITCH(read_only)
TAKE_SWITCH(force)
TAKE_SWITCH(raw_csv)
TAKE_SWITCH(all)
TAKE_SWITCH(history)
TAKE_SWITCH(rebuild)
TAKE_SWITCH(ascii)
TAKE_SWITCH(help)
TAKE_SWITCH(version)

const struct option option_table[] = {
	{ "query", 'q', "QUERY", FOR_BROWSE, "Begin with this query.", take_query },
	{ "db", 0, "FILE", FOR_STORED, "Use this database instead of the one in the data "
				       "directory.",
	  take_db },
	{ "config", 0, "FILE", FOR_ALL,
	  "Use this file of settings; vocabularies, themes and keys beside it too.", take_config },
	{ "theme", 0, "NAME", FOR_BROWSE, "Use these colours.", take_theme },
	{ "read-only", 0, NULL, FOR_STORED & ~(FOR_LOAD | FOR_SYNC),
	  "Never write to the database.",
	  take_read_only },
	{ "format", 0, "NAME", FOR_RECORDS | FOR_LOAD | FOR_SYNC | FOR_STATS,
	  "Write text, markdown, csv, tsv, json or jsonl.", take_format },
	{ "output", 'o', "FILE", FOR_RECORDS | FOR_STATS, "Write to this file instead.",
	  take_output },
	{ "as", 0, "NAME", FOR_LOAD | FOR_BROWSE | FOR_INSPECT,
	  "Read files as this format, whatever they look like: text, markdown, yaml and so on.",
	  take_as },
	{ "force", 0, NULL, FOR_RECORDS | FOR_STATS | FOR_LOAD | FOR_SYNC,
	  "Replace the file of -o where it is there; load: read also what has not changed; sync: "
	  "what is not due.",
	  take_force },
	{ "limit", 0, "N", FOR_LIST | FOR_EXPORT | FOR_STATS | FOR_INSPECT, "Write at most N.",
	  take_limit },
	{ "raw-csv", 0, NULL, FOR_RECORDS,
	  "Leave cells as they are, even where a spreadsheet would take them for formulas.",
	  take_raw_csv },
	{ "all", 0, NULL, FOR_LIST | FOR_EXPORT,
	  "Write every posting, also those that are copies of another one.", take_all },
	{ "history", 0, NULL, FOR_SHOW, "Show what it said before, and what changed.",
	  take_history },
	{ "rebuild", 0, NULL, FOR_CHECK,
	  "First make anew all that is derived from the postings: sets, columns, the index of "
	  "words.",
	  take_rebuild },
	{ "color", 0, "WHEN", FOR_ALL, "Use colour: auto, always or never.", take_color },
	{ "ascii", 0, NULL, FOR_ALL, "Use no character outside ASCII for people.", take_ascii },
	{ "help", 'h', NULL, FOR_ALL, "Show this help, or that of a subcommand.", take_help },
	{ "version", 'V', NULL, FOR_ALL, "Show the version.", take_version },
	{ NULL, 0, NULL, 0, NULL, NULL },
};

struct scan {
	int argc;
	char **argv;
	int at;
	struct options *options;
	unsigned long *given;
	struct words *words;
	struct err *err;
};

static const struct option *find_long(const char *name, size_t len)
{
	for (const struct option *option = option_table; option->name; option++)
		if (strlen(option->name) == len && strncmp(option->name, name, len) == 0)
			return option;
	return NULL;
}

static const struct option *find_short(char letter)
{
	for (const struct option *option = option_table; option->name; option++)
		if (option->letter && option->letter == letter)
			return option;
	return NULL;
}

static const char *nearest(const char *name)
{
	const char *best = NULL;
	size_t least = 3;

	for (const struct option *option = option_table; option->name; option++) {
		size_t distance = ascii_distance(option->name, name, least);

		if (distance < least) {
			least = distance;
			best = option->name;
		}
	}
	return best;
}

/* VALUE is what was joined to the option; NULL: take the next word where one is needed. */
static bool take(struct scan *scan, const struct option *option, const char *value)
{
	*scan->given |= 1UL << (option - option_table);
	if (!option->argument)
		return value ? err_set(scan->err, STATUS_USAGE, "--%s takes no value", option->name)
			     : option->take(scan->options, NULL, scan->err);
	if (!value && scan->at + 1 >= scan->argc)
		return err_set(scan->err, STATUS_USAGE, "--%s needs a value: --%s %s", option->name,
			       option->name, option->argument);
	if (!value)
		value = scan->argv[++scan->at];
	return option->take(scan->options, value, scan->err);
}

static bool take_long(struct scan *scan, const char *word)
{
	size_t len = strcspn(word, "=");
	const struct option *option = find_long(word, len);
	const char *near;

	if (option)
		return take(scan, option, word[len] ? word + len + 1 : NULL);
	near = nearest(word);
	if (near)
		return err_set(scan->err, STATUS_USAGE, "there is no option --%s; did you mean "
							"--%s?",
			       word, near);
	return err_set(scan->err, STATUS_USAGE, "there is no option --%s; see shortlist --help",
		       word);
}

static bool take_short(struct scan *scan, const char *word)
{
	for (const char *c = word; *c; c++) {
		const struct option *option = find_short(*c);

		if (!option)
			return err_set(scan->err, STATUS_USAGE, "there is no option -%c; see "
				"shortlist --help",
				       *c);
		if (option->argument)
			return take(scan, option, c[1] ? c + 1 : NULL);
		if (!take(scan, option, NULL))
			return false;
	}
	return true;
}

/* "-stack:php" is a term of a query, "-" is standard input: both are words. */
static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] && (word[1] == '-' || !strchr(word, ':'));
}

bool options_parse(int argc, char **argv, struct options *options, unsigned long *given,
		   struct words *words, struct err *err)
{
	struct scan scan = {
		.argc = argc, .argv = argv, .options = options, .given = given, .words = words,
		.err = err,
	};
	bool ended = false;

	for (scan.at = 1; scan.at < argc; scan.at++) {
		const char *word = argv[scan.at];

		if (ended || !is_option(word))
			*VEC_PUSH(words) = word;
		else if (strcmp(word, "--") == 0)
			ended = true;
		else if (word[1] == '-' ? !take_long(&scan, word + 2)
					: !take_short(&scan, word + 1))
			return false;
	}
	return true;
}

bool options_fit(unsigned long given, unsigned command, const char *command_name, struct err *err)
{
	for (size_t i = 0; option_table[i].name; i++)
		if ((given >> i & 1) && !(option_table[i].commands & command))
			return err_set(err, STATUS_USAGE, "--%s does not go with \"%s\"; see "
				       "shortlist %s "
				       "--help", option_table[i].name, command_name, command_name);
	return true;
}

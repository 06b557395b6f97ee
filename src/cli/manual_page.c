/* The manual page, made from the tables when the program is built. */
#include "config.h"

#include "cli/manual.h"

#include "cli/manual_int.h"
#include "export/writer.h"
#include "load/sources.h"
#include "posting/field.h"
#include "query/key.h"
#include "read/reader.h"
#include "session/action.h"
#include "session/role.h"
#include "session/settings.h"
#include "tui/keymap.h"
#include "tui/theme.h"

#include <string.h>

#define INPUT_COLS 72

static const char *const source_lines[] = {
	"- name: acme",
	"  command: [curl, -sSf,",
	"    \"https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true\"]",
	"  every: 6h",
	"- name: feeds",
	"  command: [curl, -sSf, \"https://example.org/remote-jobs.rss\"]",
	"  tags: [remote]",
	"- name: team",
	"  command: [psql, --csv, -c,",
	"    \"SELECT title, company, location, url, description FROM job\"]",
	"- name: saved",
	"  paths: [~/jobs, \"~/Downloads/*.html\"]",
};

/* Adds text with the marks of roff made harmless. */
static void add_text(struct strbuf *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		bool at_start = out->len == 0 || out->text[out->len - 1] == '\n';

		if (at_start && (*c == '.' || *c == '\''))
			strbuf_puts(out, "\\&");
		if (*c == '\\')
			strbuf_puts(out, "\\e");
		else if (*c == '-')
			strbuf_puts(out, "\\-");
		else if (*c == '^')
			strbuf_puts(out, "\\(ha");
		else if (*c == '~')
			strbuf_puts(out, "\\(ti");
		else
			strbuf_putc(out, *c);
	}
}

static void add_line(struct strbuf *out, const char *text)
{
	add_text(out, text);
	strbuf_putc(out, '\n');
}

/* Adds a paragraph as lines of moderate length, as roff likes its input. */
static void add_filled(struct strbuf *out, const char *text)
{
	struct strbuf line = STRBUF_INIT;

	while (*text) {
		size_t len = strcspn(text, " ");

		if (line.len > 0 && line.len + 1 + len > INPUT_COLS) {
			add_line(out, line.text);
			strbuf_clear(&line);
		}
		strbuf_puts(&line, line.len > 0 ? " " : "");
		strbuf_add(&line, text, len);
		text += len;
		text += strspn(text, " ");
	}
	add_line(out, line.text);
	strbuf_release(&line);
}

static void add_head(struct strbuf *out, const char *title)
{
	strbuf_printf(out, ".SH %s\n", title);
}

static void add_term(struct strbuf *out, const char *term, const char *help)
{
	strbuf_puts(out, ".TP\n.B ");
	add_line(out, term);
	add_filled(out, help);
}

static void add_paragraph(struct strbuf *out, const char *text)
{
	strbuf_puts(out, ".PP\n");
	add_filled(out, text);
}

static void add_name(struct strbuf *out)
{
	strbuf_printf(out, ".TH SHORTLIST 1 \"2026\" \"shortlist %s\" \"User Commands\"\n",
		      SHORTLIST_VERSION);
	add_head(out, "NAME");
	strbuf_puts(out, "shortlist \\- browse job postings in a terminal\n");
	add_head(out, "SYNOPSIS");
}

static void add_commands(struct strbuf *out)
{
	const struct command *command;
	struct strbuf usage = STRBUF_INIT;

	for (size_t i = 0; (command = command_at(i)); i++) {
		strbuf_clear(&usage);
		manual_usage(command, &usage);
		strbuf_puts(out, i > 0 ? ".br\n.B " : ".B ");
		add_line(out, usage.text);
	}
	add_head(out, "DESCRIPTION");
	add_filled(out, "shortlist reads job postings from files of many kinds, works out what "
		 "each says, narrows them down with one line of query or a few keys, keeps track "
		 "of them, and exports a shortlist. What is not known is shown as unknown.");
	add_head(out, "COMMANDS");
	for (size_t i = 0; (command = command_at(i)); i++) {
		strbuf_clear(&usage);
		manual_usage(command, &usage);
		add_term(out, usage.text, command->help);
	}
	strbuf_release(&usage);
	add_paragraph(out, "A word that is no subcommand is a path; a file of such a name is given "
		      "as ./name.");
}

static void add_options(struct strbuf *out)
{
	struct strbuf name = STRBUF_INIT, help = STRBUF_INIT;
	const struct command *command;

	add_head(out, "OPTIONS");
	for (const struct option *option = option_table; option->name; option++) {
		strbuf_clear(&name);
		strbuf_clear(&help);
		manual_option_name(option, &name);
		strbuf_puts(&help, option->help);
		if (option->commands != FOR_ALL) {
			strbuf_puts(&help, " Goes with:");
			for (size_t i = 0; (command = command_at(i)); i++)
				if (option->commands & command->bit)
					strbuf_printf(&help, " %s", command->name ? command->name
								       : "browsing");
			strbuf_putc(&help, '.');
		}
		add_term(out, name.text, help.text);
	}
	strbuf_release(&name);
	strbuf_release(&help);
}

static void add_key(struct strbuf *out, const struct query_key *key)
{
	struct strbuf term = STRBUF_INIT, help = STRBUF_INIT;
	const struct choice *choices = key->kind == KEY_FIELD ? field_get(key->field)->choices
							      : NULL;

	strbuf_printf(&term, "%s:", key->name);
	strbuf_puts(&help, key->help);
	if (key->example)
		strbuf_printf(&help, " Example: %s", key->example);
	if (key->aliases)
		strbuf_printf(&help, " Also: %s.", key->aliases);
	for (size_t i = 0; choices && choices[i].name; i++)
		strbuf_printf(&help, "%s%s", i > 0 ? ", " : " Values: ", choices[i].name);
	strbuf_puts(&help, choices ? "." : "");
	add_term(out, term.text, help.text);
	strbuf_release(&term);
	strbuf_release(&help);
}

static void add_query(struct strbuf *out)
{
	add_head(out, "QUERIES");
	add_filled(out, "A query is one line of terms divided by blanks, all of which must hold.");
	add_term(out, "rust postgres", "Words: all must occur in the title, the company, the "
		 "places, the stack or the text. Case and accents do not matter. The last word of "
		 "the line also matches as the start of one, unless a blank follows it.");
	add_term(out, "\"event driven\"", "A phrase.");
	add_term(out, "key:value", "A test of a field. key:a,b and the same key again mean either; "
		 "key:none that no value is known; ranges are key:>=n, key:<n, key:n..m. Values "
		 "that rise (seniority, clearance, edu) can be asked for so too: edu:<=bachelor.");
	add_term(out, "-term", "Not. A group can be negated too.");
	add_term(out, "a OR b, ( )", "Either; groups.");
	add_paragraph(out, "Postings that you hid are left out unless is:hidden stands in the "
		      "query. The keys are:");
	for (size_t i = 0; i < query_key_count(); i++) {
		struct query_key key = query_key_at(i);

		add_key(out, &key);
	}
	add_paragraph(out, "The words that is: knows:");
	for (const struct query_is *is = query_is_table; is->name; is++)
		add_term(out, is->name, is->help);
}

static void add_action(struct strbuf *out, const struct keymap *keymap, const struct action *action)
{
	struct strbuf term = STRBUF_INIT, help = STRBUF_INIT, keys = STRBUF_INIT;

	strbuf_printf(&term, "%s%s%s", action->name, action->argument ? " " : "",
		      action->argument ? action->argument : "");
	strbuf_puts(&help, action->help);
	for (unsigned context = 1; context <= CONTEXT_HELP; context <<= 1) {
		strbuf_clear(&keys);
		if (action->contexts & context)
			keymap_keys(keymap, (enum context)context, action, 8, &keys);
		if (keys.len > 0)
			strbuf_printf(&help, " %s: %s.",
				      context_name((enum context)context), keys.text);
	}
	add_term(out, term.text, help.text);
	strbuf_release(&term);
	strbuf_release(&help);
	strbuf_release(&keys);
}

static void add_actions(struct strbuf *out)
{
	struct keymap keymap = { 0 };
	struct err err = ERR_INIT;

	add_head(out, "ACTIONS AND KEYS");
	add_filled(out, "Every action can be bound to a key and typed after ':'. The keys that are "
		 "bound at first are given by where they work.");
	keymap_load(&keymap, NULL, &err);
	for (const struct action *action = action_table; action->name; action++)
		add_action(out, &keymap, action);
	keymap_release(&keymap);
	err_release(&err);
}

static void add_settings(struct strbuf *out)
{
	struct settings settings;
	struct err err = ERR_INIT;
	struct strbuf help = STRBUF_INIT;

	add_head(out, "SETTINGS");
	add_filled(out, "The file shortlist.yaml holds a map of these:");
	if (!settings_load(&settings, NULL, false, &err)) {
		err_release(&err);
		return;
	}
	for (const struct setting *setting = setting_table; setting->name; setting++) {
		strbuf_clear(&help);
		strbuf_puts(&help, setting->help);
		if (setting->choices)
			strbuf_printf(&help, " One of: %s.", setting->choices);
		strbuf_puts(&help, " At first: ");
		settings_format(&settings, setting, &help);
		add_term(out, setting->name, help.text);
	}
	strbuf_release(&help);
	settings_release(&settings);
}

static void add_formats(struct strbuf *out)
{
	const struct writer *writer;
	struct strbuf names = STRBUF_INIT;

	add_head(out, "FORMATS");
	add_filled(out, "What a file is, is told from its content, never from its name:");
	for (const struct reader *reader = reader_table; reader->name; reader++)
		add_term(out, reader->name, reader->what);
	add_paragraph(out, "What can be written:");
	for (size_t i = 0; (writer = writer_at(i)); i++)
		add_term(out, writer->name, writer->help);
	strbuf_release(&names);
}

static void add_sources(struct strbuf *out)
{
	add_head(out, "SOURCES");
	add_filled(out, "The file sources.yaml beside the settings is a list of where postings "
		   "come from again and again, for shortlist sync. Each entry is a map of these:");
	for (size_t i = 0; source_key_name(i); i++)
		add_term(out, source_key_name(i), source_key_help(i));
	add_paragraph(out, "For example:");
	strbuf_puts(out, ".nf\n");
	for (size_t i = 0; i < sizeof source_lines / sizeof *source_lines; i++)
		add_line(out, source_lines[i]);
	strbuf_puts(out, ".fi\n");
}

static void add_themes(struct strbuf *out)
{
	struct strbuf line = STRBUF_INIT;

	add_head(out, "THEMES");
	strbuf_puts(&line, "A theme is a file themes/NAME.yaml in the configuration directory with "
		    "a map palette (names to \"#rrggbb\", 0 to 255 or default) and a map styles "
		    "(roles to \"FOREGROUND on BACKGROUND ATTRIBUTES\"). Built in are: ");
	theme_names(&line);
	strbuf_puts(&line, ". The roles:");
	add_filled(out, line.text);
	for (int role = 0; role < ROLE_COUNT; role++)
		add_term(out, role_table[role].name, role_table[role].help);
	strbuf_release(&line);
}

static const struct { const char *term, *help; } files[] = {
	{ "$XDG_DATA_HOME/shortlist/shortlist.db",
	  "The database (~/.local/share/shortlist without the variable)." },
	{ "$XDG_CONFIG_HOME/shortlist/shortlist.yaml",
	  "The settings (~/.config/shortlist without the variable)." },
	{ "$XDG_STATE_HOME/shortlist/history",
	  "The queries that were asked, at most 200, the last one last (~/.local/state/shortlist "
	  "without the variable)." },
	{ "sources.yaml",
	  "Beside the settings: where postings come from, for sync (see SOURCES)." },
	{ "keys.yaml", "Beside the settings: contexts to keys to actions; ~ unbinds." },
	{ "technologies.yaml, places.tsv, lexicon.yaml",
	  "Beside the settings: your additions to the vocabularies, in the form of the built-in "
	  "ones." },
	{ "themes/NAME.yaml", "Beside the settings: your themes." },
};

static const struct { const char *term, *help; } variables[] = {
	{ "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "Where the files above are." },
	{ "VISUAL, EDITOR", "What opens notes: a program and its first arguments; no shell is "
			    "run." },
	{ "BROWSER", "What opens links, likewise." },
	{ "NO_COLOR", "No colour, where it is set and not empty." },
	{ "COLORTERM", "truecolor or 24bit: the terminal shows 24-bit colours." },
	{ "SHORTLIST_NOW", "The present moment (ISO 8601) instead of the clock's, for tests." },
};

static const struct { const char *term, *help; } statuses[] = {
	{ "0", "Done." },
	{ "1", "Nothing matched, or some input was refused." },
	{ "2", "Wrong usage." },
	{ "65", "The database is damaged or not ours." },
	{ "66", "There is no such input." },
	{ "69", "The terminal cannot be used." },
	{ "70", "A fault of the program, or no memory." },
	{ "73", "A file cannot be made." },
	{ "74", "The disk is full or failed." },
	{ "75", "Another shortlist is writing; try again." },
	{ "77", "Permission is missing." },
	{ "78", "A file of the configuration is wrong." },
	{ "129", "The terminal went away." },
	{ "130", "Interrupted." },
};

#define ADD_TERMS(out, table) \
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) \
		add_term(out, table[i].term, table[i].help)

void manual_page(struct strbuf *out)
{
	add_name(out);
	add_commands(out);
	add_options(out);
	add_query(out);
	add_actions(out);
	add_settings(out);
	add_formats(out);
	add_sources(out);
	add_themes(out);
	add_head(out, "FILES");
	ADD_TERMS(out, files);
	add_head(out, "ENVIRONMENT");
	ADD_TERMS(out, variables);
	add_head(out, "EXIT STATUS");
	ADD_TERMS(out, statuses);
}

/*
 * Settings: one table of options with type, range, default and a sentence; the user's file over it.
 *
 * The defaults stand in settings.yaml, which is compiled in and read by the same parser as the
 * user's shortlist.yaml. An unknown or wrong entry is an error with file, line and column.
 */
#ifndef SHORTLIST_SESSION_SETTINGS_H
#define SHORTLIST_SESSION_SETTINGS_H

#include "session/layout.h"
#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

struct settings {
	char *theme;             /* "dark" */
	enum layout_way layout;
	bool ascii;              /* glyphs from ASCII only; chosen by the locale unless set */
	bool ascii_is_set;
	bool mouse;
	char *editor;            /* NULL: $VISUAL, $EDITOR, vi */
	char *browser;           /* NULL: $BROWSER, xdg-open or open */
	char *export_file;       /* what the export prompt proposes */
};

enum setting_kind { SETTING_TEXT, SETTING_BOOL, SETTING_CHOICE };

struct setting {
	const char *name;
	enum setting_kind kind;
	const char *choices;     /* divided by blanks; NULL where open */
	const char *help;
	size_t offset;           /* of the member in struct settings */
};

/* The table; ends with a NULL name. */
extern const struct setting setting_table[];

/* The defaults, then FILE where it is not NULL; a FILE that is not there is an error only where
 * MUST_EXIST. */
bool settings_load(struct settings *settings, const char *file, bool must_exist, struct err *err);
void settings_release(struct settings *settings);

/* Sets one by name from text, for :set. */
bool settings_set(struct settings *settings, const char *name, const char *value, struct err *err);
/* Adds the present value as text. */
void settings_format(const struct settings *settings, const struct setting *setting,
		     struct strbuf *out);

#endif

/*
 * A theme: what each role looks like.
 *
 * A file themes/NAME.yaml has a `palette` (names to "#rrggbb", 0-255 or "default") and `styles`
 * (role to "FOREGROUND on BACKGROUND ATTRIBUTES", such as "accent bold" or "text on panel
 * underline"); a role that is not named inherits from `text`; `inherit: NAME` starts from another
 * theme. A loaded theme never changes; load another one to switch.
 */
#ifndef SHORTLIST_TUI_THEME_H
#define SHORTLIST_TUI_THEME_H

#include "session/role.h"
#include "util/err.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stdint.h>

/* A colour: COLOR_NONE is the terminal's own; COLOR_RGB | 0xrrggbb; else 0 to 255 of the 256. */
#define COLOR_NONE UINT32_C(0x80000000)
#define COLOR_RGB UINT32_C(0x01000000)

enum attribute {
	ATTRIBUTE_BOLD = 1, ATTRIBUTE_DIM = 2, ATTRIBUTE_ITALIC = 4, ATTRIBUTE_UNDERLINE = 8,
	ATTRIBUTE_REVERSE = 16
};

struct style { uint32_t foreground, background; unsigned attributes; };

/* What the terminal can show: 0 (mono), 16, 256 or 1 << 24 colours. */
enum color_depth { DEPTH_MONO, DEPTH_16, DEPTH_256, DEPTH_RGB };

struct theme;

/* Loads NAME from CONFIG_DIR/themes (NULL for none), then from the built-in ones. NULL on failure,
 * with file, line and column in *err. */
struct theme *theme_load(const char *name, const char *config_dir, struct err *err);
void theme_free(struct theme *theme);
const char *theme_name(const struct theme *theme);

/* The style of a role with OVER laid over it (ROLE_TEXT: nothing), reduced to what DEPTH shows. */
struct style theme_style(const struct theme *theme, enum role role, enum role over,
			 enum color_depth depth);

/* Adds the names of the built-in themes, divided by blanks. */
void theme_names(struct strbuf *out);

#endif

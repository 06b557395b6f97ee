/* Which numbers stand for the colours and pairs of colours that are in use on the screen. */
#ifndef SHORTLIST_SRC_TUI_SWATCH_INT_H
#define SHORTLIST_SRC_TUI_SWATCH_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct swatch_pair { int foreground, background; };

/* A zeroed one is empty. */
struct swatch {
	struct { struct swatch_pair *items; size_t count, cap; } pairs; /* pair N is item N - 1 */
	uint32_t colors[256];    /* what each was changed to; 0: not changed */
};

void swatch_release(struct swatch *swatch);

/* The number, 16 to 255, to be changed to 0xrrggbb: the nearest of them that is free, so that a terminal
 * that does not follow shows something like it. *is_new says that it has to be changed yet. */
int swatch_color(struct swatch *swatch, uint32_t rgb, bool *is_new);
/* The number of a pair, from 1; 0 where there are LIMIT already. */
int swatch_pair(struct swatch *swatch, int foreground, int background, int limit, bool *is_new);

#endif

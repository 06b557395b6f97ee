/* Which numbers stand for the colours and pairs of colours that are in use on the screen. */
#ifndef SHORTLIST_SRC_TUI_SWATCH_INT_H
#define SHORTLIST_SRC_TUI_SWATCH_INT_H

#include "tui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct swatch_pair { int foreground, background; };

/* What a terminal has: set before it is used, the rest zeroed. */
struct swatch {
	int color_count;
	bool has_default;        /* colours of its own, number -1 */
	bool is_direct;          /* numbers are 0xrrggbb */
	/* Makes a number show another colour, given in thousandths. */
	int (*change)(int number, int red, int green, int blue);
	/* Makes a number of a pair stand for two numbers of colours; not 0 where that failed. */
	int (*make)(int pair, int foreground, int background);
	struct { struct swatch_pair *items; size_t count, cap; } pairs; /* pair N is item N - 1 */
	uint32_t colors[256];    /* what each was changed to; 0: not changed */
};

void swatch_release(struct swatch *swatch);

/* The numbers of a style's colours, which has been reduced to what the terminal has. With eight
 * colours a bright one becomes the attribute bold. */
void swatch_numbers(struct swatch *swatch, struct style *style, int *foreground, int *background);
/* The number of a pair, from 1; 0, the terminal's own, where there are LIMIT already. */
int swatch_pair(struct swatch *swatch, int foreground, int background, int limit);

#endif

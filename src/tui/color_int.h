/* Colours: the 256 of a terminal, and the nearest of them to another. */
#ifndef SHORTLIST_SRC_TUI_COLOR_INT_H
#define SHORTLIST_SRC_TUI_COLOR_INT_H

#include "tui/theme.h"

/* 0xrrggbb of colour INDEX of the 256, as xterm has them. */
uint32_t color_rgb(unsigned index);
/* The nearest of colours FIRST to LAST to 0xrrggbb. */
unsigned color_nearest(uint32_t rgb, unsigned first, unsigned last);
/* A colour of a theme as DEPTH can show it. */
uint32_t color_reduce(uint32_t color, enum color_depth depth);
/* How bright 0xrrggbb is, 0 to 255000. */
unsigned color_luma(uint32_t rgb);

#endif

/*
 * The colours of terminals: 16 of their own, a cube of 6 x 6 x 6 and 24 greys, as xterm has them
 * (256colres.h of xterm). The first 16 differ between terminals; these are xterm's.
 */
#include "config.h"

#include "tui/color_int.h"

#define CUBE_FIRST 16
#define GREY_FIRST 232

static const uint32_t first_colors[CUBE_FIRST] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static const uint32_t cube_levels[6] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };

uint32_t color_rgb(unsigned index)
{
	uint32_t level;

	if (index < CUBE_FIRST)
		return first_colors[index];
	if (index >= GREY_FIRST) {
		level = 8 + 10 * (index - GREY_FIRST);
		return level << 16 | level << 8 | level;
	}
	index -= CUBE_FIRST;
	return cube_levels[index / 36] << 16 | cube_levels[index / 6 % 6] << 8 |
	       cube_levels[index % 6];
}

static int channel(uint32_t rgb, unsigned shift)
{
	return (int)(rgb >> shift & 0xff);
}

/* Distance with the weights of the eye (Thiadmer Riemersma, "Colour metric"). */
static int distance(uint32_t a, uint32_t b)
{
	int mean = (channel(a, 16) + channel(b, 16)) / 2;
	int red = channel(a, 16) - channel(b, 16);
	int green = channel(a, 8) - channel(b, 8);
	int blue = channel(a, 0) - channel(b, 0);

	return ((512 + mean) * red * red >> 8) + 4 * green * green +
	       ((767 - mean) * blue * blue >> 8);
}

unsigned color_nearest(uint32_t rgb, unsigned first, unsigned last)
{
	unsigned nearest = first;

	for (unsigned i = first; i <= last; i++)
		if (distance(rgb, color_rgb(i)) < distance(rgb, color_rgb(nearest)))
			nearest = i;
	return nearest;
}

unsigned color_luma(uint32_t rgb)
{
	return 299u * (rgb >> 16 & 0xff) + 587u * (rgb >> 8 & 0xff) + 114u * (rgb & 0xff);
}

uint32_t color_reduce(uint32_t color, enum color_depth depth)
{
	uint32_t rgb;

	if (depth == DEPTH_MONO)
		return COLOR_NONE;
	if (color == COLOR_NONE || depth == DEPTH_RGB)
		return color;
	if (color & COLOR_RGB) {
		rgb = color & 0xffffff;
		/* The first 16 look different on each terminal, so they stand for no other. */
		return depth == DEPTH_16 ? color_nearest(rgb, 0, 15)
					 : color_nearest(rgb, CUBE_FIRST, 255);
	}
	return depth == DEPTH_16 && color > 15 ? color_nearest(color_rgb(color), 0, 15) : color;
}

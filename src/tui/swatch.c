/* Numbers for colours and pairs of colours, given out as they are needed. */
#include "config.h"

#include "tui/swatch_int.h"

#include "tui/color_int.h"
#include "util/vec.h"

#define FIRST 16
#define COUNT 240
#define FEW 8
#define WHITE 7
#define BLACK 0

void swatch_release(struct swatch *swatch)
{
	VEC_RELEASE(&swatch->pairs);
}

/* Rounded up, since curses rounds down when it turns them back. */
static int thousandths(uint32_t channel)
{
	return (int)(((channel & 0xff) * 1000 + 254) / 255);
}

/* A number of the 256 changed to the colour: the nearest that is free, so that a terminal that does
 * not follow shows something like it. */
static int changed_color(struct swatch *swatch, uint32_t rgb)
{
	unsigned nearest = color_nearest(rgb, FIRST, FIRST + COUNT - 1), index = nearest;
	uint32_t mark = rgb | COLOR_RGB;

	for (unsigned i = 0; i < COUNT; i++) {
		index = FIRST + (nearest - FIRST + i) % COUNT;
		if (swatch->colors[index] == mark)
			return (int)index;
		if (swatch->colors[index] == 0)
			break;
	}
	swatch->colors[index] = mark;
	swatch->change((int)index, thousandths(rgb >> 16), thousandths(rgb >> 8),
		       thousandths(rgb));
	return (int)index;
}

/* The number of a colour; OTHER where the terminal has no colour of its own. */
static int number_of(struct swatch *swatch, uint32_t color, int other)
{
	if (color == COLOR_NONE)
		return swatch->has_default ? -1 : other;
	if (color & COLOR_RGB)
		return swatch->is_direct ? (int)(color & 0xffffff)
					 : changed_color(swatch, color & 0xffffff);
	/* Where numbers are colours, the first eight are those of the terminal still. */
	if (swatch->is_direct && color >= FEW)
		return (int)color_rgb(color);
	return (int)color;
}

void swatch_numbers(struct swatch *swatch, struct style *style, int *foreground, int *background)
{
	*foreground = number_of(swatch, style->foreground, WHITE);
	*background = number_of(swatch, style->background, BLACK);
	if (swatch->color_count > FEW)
		return;
	if (*foreground >= FEW)
		style->attributes |= ATTRIBUTE_BOLD;
	*foreground = *foreground >= FEW ? *foreground - FEW : *foreground;
	*background = *background >= FEW ? *background - FEW : *background;
}

int swatch_pair(struct swatch *swatch, int foreground, int background, int limit)
{
	size_t i = 0;

	while (i < swatch->pairs.count && (swatch->pairs.items[i].foreground != foreground ||
					   swatch->pairs.items[i].background != background))
		i++;
	if (i < swatch->pairs.count)
		return (int)i + 1;
	if ((int)i >= limit)
		return 0;
	*VEC_PUSH(&swatch->pairs) = (struct swatch_pair){ foreground, background };
	return swatch->make((int)i + 1, foreground, background) == 0 ? (int)i + 1 : 0;
}

/* Numbers for colours and pairs of colours, given out as they are needed. */
#include "config.h"

#include "tui/swatch_int.h"

#include "tui/color_int.h"
#include "util/vec.h"

#define FIRST 16
#define COUNT 240

void swatch_release(struct swatch *swatch)
{
	VEC_RELEASE(&swatch->pairs);
}

int swatch_color(struct swatch *swatch, uint32_t rgb, bool *is_new)
{
	unsigned nearest = color_nearest(rgb, FIRST, FIRST + COUNT - 1), index = nearest;
	uint32_t mark = rgb | COLOR_RGB;

	*is_new = false;
	for (unsigned i = 0; i < COUNT; i++) {
		index = FIRST + (nearest - FIRST + i) % COUNT;
		if (swatch->colors[index] == mark)
			return (int)index;
		if (swatch->colors[index] == 0)
			break;
	}
	*is_new = true;
	swatch->colors[index] = mark;
	return (int)index;
}

int swatch_pair(struct swatch *swatch, int foreground, int background, int limit, bool *is_new)
{
	size_t i = 0;

	*is_new = false;
	while (i < swatch->pairs.count && (swatch->pairs.items[i].foreground != foreground ||
					   swatch->pairs.items[i].background != background))
		i++;
	if (i < swatch->pairs.count)
		return (int)i + 1;
	if ((int)i >= limit)
		return 0;
	*is_new = true;
	*VEC_PUSH(&swatch->pairs) = (struct swatch_pair){ foreground, background };
	return (int)i + 1;
}

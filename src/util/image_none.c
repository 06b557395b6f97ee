/* No tables at all: for the program that makes them, and where the build cannot run it. */
#include "config.h"

#include "util/image.h"

const struct image_row image_rows[] = { { NULL, NULL, NULL, 0, 0 } };

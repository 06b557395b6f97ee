/* The table of subcommands. */
#include "config.h"

#include "cli/command.h"

#include "util/ascii.h"

#include <string.h>

#define NEAR_EDITS_MAX 2

static const struct command *const commands[] = {
	&command_browse, &command_load, &command_sync, &command_list, &command_show,
	&command_inspect, &command_export, &command_stats, &command_check,
};

#define COMMAND_COUNT (sizeof commands / sizeof *commands)

const struct command *command_at(size_t at)
{
	return at < COMMAND_COUNT ? commands[at] : NULL;
}

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (commands[i]->name && strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

const struct command *command_nearest(const char *name)
{
	const struct command *best = NULL;
	size_t least = NEAR_EDITS_MAX + 1;

	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		size_t distance;

		if (!commands[i]->name)
			continue;
		distance = ascii_distance(commands[i]->name, name, NEAR_EDITS_MAX);
		if (distance < least) {
			least = distance;
			best = commands[i];
		}
	}
	return best;
}

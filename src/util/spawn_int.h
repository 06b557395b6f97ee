/* Starting a child: what those who wait for one, and those who do not, share. */
#ifndef SHORTLIST_UTIL_SPAWN_INT_H
#define SHORTLIST_UTIL_SPAWN_INT_H

#include <spawn.h>
#include <sys/types.h>

/* Starts ARGV with the usual signals; FLAGS are those of posix_spawnattr_setflags() besides. An
 * errno, or 0. */
int spawn_start(pid_t *child, char *const argv[], int flags,
		const posix_spawn_file_actions_t *actions);

#endif

/* The roles of text on the screen, by name. */
#include "config.h"

#include "session/role.h"

#include <string.h>

const struct role_row role_table[ROLE_COUNT] = {
#define ROLE_ROW(id, role_name, role_help) { .name = role_name, .help = role_help },
	ROLE_LIST(ROLE_ROW)
#undef ROLE_ROW
};

enum role role_find(const char *name)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		if (strcmp(role_table[i].name, name) == 0)
			return (enum role)i;
	return ROLE_COUNT;
}

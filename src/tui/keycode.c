/* Keys from characters and from the names of capabilities. */
#include "config.h"

#include "tui/keycode_int.h"

#include <string.h>

/* Some keys are control characters. */
static const struct { uint32_t code; enum key_special special; } controls[] = {
	{ '\t', KEYS_TAB },       { '\r', KEYS_ENTER },     { '\n', KEYS_ENTER },
	{ '\b', KEYS_BACKSPACE }, { 0x7F, KEYS_BACKSPACE }, { KEYCODE_ESCAPE, KEYS_ESCAPE },
};

/* Keys with a modifier, as xterm's description numbers them: 3 is Alt, 5 Control. */
static const struct { const char *name; enum key_special special; } names[] = {
	{ "kUP", KEYS_UP },     { "kDN", KEYS_DOWN },     { "kLFT", KEYS_LEFT },
	{ "kRIT", KEYS_RIGHT }, { "kHOM", KEYS_HOME },    { "kEND", KEYS_END },
	{ "kPRV", KEYS_PAGE_UP }, { "kNXT", KEYS_PAGE_DOWN }, { "kDC", KEYS_DELETE },
	{ "kIC", KEYS_INSERT },
};

bool keycode_character(uint32_t code, struct key *key)
{
	for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++) {
		if (controls[i].code == code) {
			key->special = controls[i].special;
			return true;
		}
	}
	if (code >= 0x7F && code < 0xA0)
		return false;
	key->has_control = code < 0x20;
	key->code = code < 0x20 ? code + '@' : code;
	return true;
}

bool keycode_named(const char *name, struct key *key)
{
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t len = strlen(names[i].name);
		const char *modifier = name + len;

		if (strncmp(name, names[i].name, len) != 0 ||
		    (strcmp(modifier, "3") != 0 && strcmp(modifier, "5") != 0))
			continue;
		key->special = names[i].special;
		key->has_alt |= *modifier == '3';
		key->has_control |= *modifier == '5';
		return true;
	}
	return false;
}

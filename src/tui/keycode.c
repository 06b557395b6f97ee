/* Keys from characters and from names. */
#include "config.h"

#include "tui/keycode_int.h"

#include <string.h>

#include "util/ascii.h"

/* Some keys are control characters. */
static const struct { uint32_t code; enum key_special special; } controls[] = {
	{ '\t', KEYS_TAB },       { '\r', KEYS_ENTER },     { '\n', KEYS_ENTER },
	{ '\b', KEYS_BACKSPACE }, { 0x7F, KEYS_BACKSPACE }, { KEYCODE_ESCAPE, KEYS_ESCAPE },
};

static const struct key_row { const char *name; enum key_special special; } keys[] = {
	{ "KEY_UP", KEYS_UP },         { "KEY_DOWN", KEYS_DOWN },
	{ "KEY_LEFT", KEYS_LEFT },     { "KEY_RIGHT", KEYS_RIGHT },
	{ "KEY_HOME", KEYS_HOME },     { "KEY_END", KEYS_END },
	{ "KEY_FIND", KEYS_HOME },     { "KEY_SELECT", KEYS_END },
	{ "KEY_A1", KEYS_HOME },       { "KEY_C1", KEYS_END },
	{ "KEY_A3", KEYS_PAGE_UP },    { "KEY_C3", KEYS_PAGE_DOWN },
	{ "KEY_PPAGE", KEYS_PAGE_UP }, { "KEY_NPAGE", KEYS_PAGE_DOWN },
	{ "KEY_IC", KEYS_INSERT },     { "KEY_DC", KEYS_DELETE },
	{ "KEY_BACKSPACE", KEYS_BACKSPACE }, { "KEY_ENTER", KEYS_ENTER },
	{ "KEY_BTAB", KEYS_SHIFT_TAB }, { "KEY_SR", KEYS_UP },
	{ "KEY_SF", KEYS_DOWN },       { "KEY_SLEFT", KEYS_LEFT },
	{ "KEY_SRIGHT", KEYS_RIGHT },
};

/* Keys with a modifier end in its number, as in xterm's description: 3 is Alt, 5 Control. */
static const struct key_row capabilities[] = {
	{ "kUP", KEYS_UP },      { "kDN", KEYS_DOWN },      { "kLFT", KEYS_LEFT },
	{ "kRIT", KEYS_RIGHT },  { "kHOM", KEYS_HOME },     { "kEND", KEYS_END },
	{ "kPRV", KEYS_PAGE_UP }, { "kNXT", KEYS_PAGE_DOWN }, { "kDC", KEYS_DELETE },
	{ "kIC", KEYS_INSERT },
};

const struct keycode_sequence keycode_sequences[] = {
	{ "\033[200~", KEYCODE_PASTE_START }, { "\033[201~", KEYCODE_PASTE_END },
	{ "\033[H", "KEY_HOME" },  { "\033[F", "KEY_END" },   { "\033OH", "KEY_HOME" },
	{ "\033OF", "KEY_END" },   { "\033[1~", "KEY_HOME" }, { "\033[4~", "KEY_END" },
	{ "\033[7~", "KEY_HOME" }, { "\033[8~", "KEY_END" },  { "\033[Z", "KEY_BTAB" },
	{ "\033[A", "KEY_UP" },    { "\033[B", "KEY_DOWN" },  { "\033[C", "KEY_RIGHT" },
	{ "\033[D", "KEY_LEFT" },
	{ NULL, NULL },
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

static bool set_function_key(const char *name, struct key *key)
{
	static const char before[] = "KEY_F(";
	int64_t number;
	const char *digits = name + strlen(before);

	if (strncmp(name, before, strlen(before)) != 0 ||
	    ascii_number(digits, strlen(digits), &number) == 0 || number < 1 || number > 12)
		return false;
	key->special = (enum key_special)(KEYS_F1 + number - 1);
	return true;
}

static bool set_modified_key(const char *name, struct key *key)
{
	for (size_t i = 0; i < sizeof capabilities / sizeof capabilities[0]; i++) {
		size_t len = strlen(capabilities[i].name);
		const char *modifier = name + len;

		if (strncmp(name, capabilities[i].name, len) != 0 ||
		    (strcmp(modifier, "3") != 0 && strcmp(modifier, "5") != 0))
			continue;
		key->special = capabilities[i].special;
		key->has_alt |= *modifier == '3';
		key->has_control |= *modifier == '5';
		return true;
	}
	return false;
}

bool keycode_named(const char *name, struct key *key)
{
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (strcmp(keys[i].name, name) == 0) {
			key->special = keys[i].special;
			return true;
		}
	}
	return set_function_key(name, key) || set_modified_key(name, key);
}

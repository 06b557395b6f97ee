/* Names of keys. */
#include "config.h"

#include "tui/key.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

/* The first row of a key is its name; further rows are other spellings. */
static const struct key_name {
	const char *name;
	enum key_special special;
	uint32_t code;
} names[] = {
	{ "Up", KEYS_UP, 0 },             { "Down", KEYS_DOWN, 0 },
	{ "Left", KEYS_LEFT, 0 },         { "Right", KEYS_RIGHT, 0 },
	{ "Home", KEYS_HOME, 0 },         { "End", KEYS_END, 0 },
	{ "PageUp", KEYS_PAGE_UP, 0 },    { "PageDown", KEYS_PAGE_DOWN, 0 },
	{ "Insert", KEYS_INSERT, 0 },     { "Delete", KEYS_DELETE, 0 },
	{ "Backspace", KEYS_BACKSPACE, 0 }, { "Enter", KEYS_ENTER, 0 },
	{ "Tab", KEYS_TAB, 0 },           { "S-Tab", KEYS_SHIFT_TAB, 0 },
	{ "Esc", KEYS_ESCAPE, 0 },        { "Space", KEYS_NONE, ' ' },
	{ "F1", KEYS_F1, 0 },             { "F2", KEYS_F2, 0 },
	{ "F3", KEYS_F3, 0 },             { "F4", KEYS_F4, 0 },
	{ "F5", KEYS_F5, 0 },             { "F6", KEYS_F6, 0 },
	{ "F7", KEYS_F7, 0 },             { "F8", KEYS_F8, 0 },
	{ "F9", KEYS_F9, 0 },             { "F10", KEYS_F10, 0 },
	{ "F11", KEYS_F11, 0 },           { "F12", KEYS_F12, 0 },
	{ "Escape", KEYS_ESCAPE, 0 },     { "PgUp", KEYS_PAGE_UP, 0 },
	{ "PgDn", KEYS_PAGE_DOWN, 0 },    { "Return", KEYS_ENTER, 0 },
	{ "Del", KEYS_DELETE, 0 },        { "Ins", KEYS_INSERT, 0 },
};

#define NAMES (sizeof names / sizeof names[0])

/* Control keys that a terminal cannot tell from another key. */
static const struct { char letter; enum key_special special; } same_keys[] = {
	{ 'I', KEYS_TAB }, { 'M', KEYS_ENTER }, { 'J', KEYS_ENTER }, { '[', KEYS_ESCAPE },
	{ 'H', KEYS_BACKSPACE },
};

static bool parse_name(const char *name, size_t len, struct key *key)
{
	for (size_t i = 0; i < NAMES; i++) {
		if (strlen(names[i].name) == len && ascii_starts_len(name, len, names[i].name)) {
			key->special = names[i].special;
			key->code = names[i].code;
			return true;
		}
	}
	return false;
}

/* One character, not a control one. */
static bool parse_character(const char *name, size_t len, struct key *key)
{
	bool is_valid = true;
	size_t taken;

	if (len == 0)
		return false;
	taken = utf8_decode(name, len, &key->code, &is_valid);
	return taken == len && is_valid && utf8_code_cols(key->code) > 0;
}

/* Makes it the letter of a control key, or the key that it is the same as. */
static bool set_control(struct key *key)
{
	char letter = key->code < 0x80 ? ascii_upper((char)key->code) : '\0';

	if (key->special != KEYS_NONE)
		return key->special != KEYS_SHIFT_TAB && key->special != KEYS_ESCAPE;
	if (key->code == ' ')
		letter = '@';
	if (letter < '@' || letter > '_')
		return false;
	for (size_t i = 0; i < sizeof same_keys / sizeof same_keys[0]; i++) {
		if (same_keys[i].letter == letter) {
			key->special = same_keys[i].special;
			key->code = 0;
			key->has_control = false;
			return true;
		}
	}
	key->code = (uint32_t)letter;
	return true;
}

/* Takes "M-", "C-" and "^" off the front; what is left is one key. */
static void parse_modifiers(const char **name, size_t *len, struct key *key)
{
	for (;;) {
		if (*len > 2 && ascii_starts_len(*name, *len, "M-") && !key->has_alt) {
			key->has_alt = true;
		} else if (*len > 2 && ascii_starts_len(*name, *len, "C-") && !key->has_control) {
			key->has_control = true;
		} else if (*len > 1 && **name == '^' && !key->has_control) {
			key->has_control = true;
			++*name;
			--*len;
			continue;
		} else {
			return;
		}
		*name += 2;
		*len -= 2;
	}
}

bool key_parse(const char *name, size_t len, struct key *key)
{
	*key = (struct key){ .special = KEYS_NONE };
	parse_modifiers(&name, &len, key);
	if (!parse_name(name, len, key) && !parse_character(name, len, key))
		return false;
	return !key->has_control || set_control(key);
}

static const char *name_of(const struct key *key)
{
	for (size_t i = 0; i < NAMES; i++)
		if (names[i].special == key->special && names[i].code == key->code)
			return names[i].name;
	return NULL;
}

void key_format(struct strbuf *out, const struct key *key)
{
	const char *name = name_of(key);
	char text[4];

	if (key->has_alt)
		strbuf_puts(out, "M-");
	if (key->has_control)
		strbuf_puts(out, name ? "C-" : "^");
	if (name)
		strbuf_puts(out, name);
	else if (key->special == KEYS_NONE)
		strbuf_add(out, text, utf8_encode(key->code, text));
}

bool key_equal(const struct key *a, const struct key *b)
{
	return a->special == b->special && a->code == b->code &&
	       a->has_control == b->has_control && a->has_alt == b->has_alt;
}

/* What tells a text that is meant to be YAML from one that merely has colons. */
#include "config.h"

#include "read/yaml_int.h"

#include <string.h>

#include "read/key_int.h"
#include "util/ascii.h"

#define KEY_BYTES_MAX 64

/* Whether a text has the keys of postings is seen from the first of them. */
#define KEYS_LOOKED_AT 1000

/* The length of the key at the start of a line, which a colon and a blank or the line end
 * follow. */
static size_t key_len(const char *line, size_t len)
{
	size_t at = 0;

	while (at < len && at < KEY_BYTES_MAX && line[at] != ':') {
		if (!ascii_is_alnum(line[at]) && !memchr(" _-/.", line[at], 5) &&
		    (unsigned char)line[at] < 0x80)
			return 0;
		at++;
	}
	if (at == 0 || at >= len || line[at] != ':' || line[0] == ' ')
		return 0;
	return at + 1 == len || ascii_is_space(line[at + 1]) ? at : 0;
}

/* The value begins a block, a list in brackets, a quoted text, an anchor, an alias or a tag. */
static bool is_sign(const char *value, size_t len)
{
	return len > 0 && memchr("|>[{\"'&*!", *value, 9) != NULL;
}

static void count_key(struct yaml_lines *lines, const char *line, size_t len, size_t key)
{
	char name[KEY_BYTES_MAX + 1];
	size_t value = key + 1;

	memcpy(name, line, key);
	name[key] = '\0';
	for (size_t i = 0; i < key; i++)
		lines->is_lower = lines->is_lower && !ascii_is_upper(name[i]) && name[i] != ' ';
	while (value < len && ascii_is_space(line[value]))
		value++;
	if (++lines->keys <= KEYS_LOOKED_AT) {
		struct key found = key_find(name);

		lines->telling += key_is_telling(&found);
		lines->known += found.role != KEY_UNKNOWN;
	}
	lines->signs += is_sign(line + value, len - value);
}

static bool is_mark(const char *line, size_t len)
{
	return len >= 3 && (memcmp(line, "---", 3) == 0 || memcmp(line, "...", 3) == 0) &&
	       (len == 3 || ascii_is_space(line[3]));
}

static size_t blanks_at(const char *line, size_t len)
{
	size_t at = 0;

	while (at < len && line[at] == ' ')
		at++;
	return at;
}

/* *MARGIN is where the keys of the item stand whose dash was in the first column. */
static void count_line(struct yaml_lines *lines, const char *line, size_t len, size_t *margin)
{
	size_t item = 0, key;

	while (len > 0 && ascii_is_space(line[len - 1]))
		len--;
	if (len == 0 || line[0] == '#')
		return;
	if (is_mark(line, len)) {
		lines->marks++;
		return;
	}
	if (ascii_is_space(line[0])) {
		size_t indent = blanks_at(line, len);

		key = indent == *margin ? key_len(line + indent, len - indent) : 0;
		if (key > 0)
			count_key(lines, line + indent, len - indent, key);
		return;
	}
	while (item + 1 < len && line[item] == '-' && line[item + 1] == ' ')
		item += 2;
	*margin = item;
	key = key_len(line + item, len - item);
	if (key > 0)
		count_key(lines, line + item, len - item, key);
	else if (item > 0)
		lines->signs += is_sign(line + item, len - item);
	else if (line[0] != '-' && line[0] != ']' && line[0] != '}' && line[0] != '%')
		lines->prose++;
}

void yaml_count_lines(struct yaml_lines *lines, const char *bytes, size_t len)
{
	size_t margin = 0;

	*lines = (struct yaml_lines){ .is_lower = true };
	for (size_t at = 0; at < len;) {
		const char *end = memchr(bytes + at, '\n', len - at);
		size_t line = end ? (size_t)(end - (bytes + at)) : len - at;

		count_line(lines, bytes + at, line, &margin);
		at += line + 1;
	}
}

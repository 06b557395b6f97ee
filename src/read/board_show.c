/* What a record of unknown shape says beside its fields. */
#include "config.h"

#include "read/board_show_int.h"

#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/key_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

/* Words of a key whose value machines read. */
static const char *const noise_words[] = {
	"id", "ids", "uid", "uuid", "guid", "hash", "checksum", "md5", "sha", "token", "slug",
	"key", "shortcode", "path", "code", "status",
	"logo", "image", "images", "img", "icon", "thumbnail", "avatar", "photo", "banner", "cover",
	"count", "counts", "views", "clicks", "impressions", "score", "rank", "index", "offset",
	"page", "lat", "lng", "lon", "latitude", "longitude", "geo", "timestamp", "tracking", "utm",
	"etag", "template", "kind", "cursor", "color", "colour", "favicon", "badge", "pixel",
	"updated", "modified", "scraped", "fetched", "crawled", "indexed", "raw", "hits",
	"rating", "reviews", "coordinates", "locale", "permalink", "serialversion",
};

/* Switches that say how a board treats the posting. */
static const char *const switch_words[] = {
	"active", "visible", "listed", "featured", "sponsored", "promoted", "easy", "new", "hot",
	"verified", "published", "closed", "expired", "deleted", "draft", "live", "saved", "hidden",
	"premium", "sticky", "highlighted", "archived", "applied", "show", "display", "enabled",
	"original", "internal", "consent", "gdpr", "direct",
};

#define COUNT_OF(words) (sizeof (words) / sizeof (words)[0])

/* One of the words of a key in snake_case, camelCase or with hyphens is WORD. */
static bool key_has(const char *key, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = key; *p; p++) {
		bool begins = p == key || !ascii_is_alnum(p[-1]) ||
			      (ascii_is_upper(*p) && !ascii_is_upper(p[-1]));
		bool ends;

		if (!begins || !ascii_starts(p, word))
			continue;
		ends = !ascii_is_alnum(p[len]) || ascii_is_upper(p[len]);
		if (ends)
			return true;
	}
	return false;
}

static bool key_has_one(const char *key, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (key_has(key, words[i]))
			return true;
	}
	return false;
}

/* Hexadecimal digits and hyphens alone, and many of them. */
static bool is_hash(const char *text)
{
	size_t len = strlen(text), digits = 0;

	for (size_t i = 0; i < len; i++) {
		char c = ascii_lower(text[i]);

		if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f') && c != '-')
			return false;
		digits += ascii_is_digit(c);
	}
	return len >= 16 && digits > 0;
}

/* "2026-08-05T10:10:39": a moment, not a day. */
static bool is_moment(const char *text)
{
	return strlen(text) > 16 && ascii_is_digit(text[0]) && text[4] == '-' && text[7] == '-' &&
	       (text[10] == 'T' || text[10] == ' ') && text[13] == ':';
}

static bool is_image(const char *text)
{
	static const char *const ends[] = { ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp",
		".ico" };
	size_t len = strlen(text);

	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		size_t end = strlen(ends[i]);

		if (len > end && ascii_equal(text + len - end, ends[i]))
			return true;
	}
	return false;
}

static bool is_long_number(const char *text)
{
	size_t digits = 0;

	while (ascii_is_digit(text[digits]))
		digits++;
	return digits > 6 && text[digits] == '\0';
}

static bool is_noise(const char *key, const struct node *value)
{
	const char *text = node_text(value);
	bool is_switch = text && value->is_plain &&
			 (ascii_equal(text, "true") || ascii_equal(text, "false"));

	if (board_is_empty(value) || key_has_one(key, noise_words, COUNT_OF(noise_words)))
		return true;
	if (is_switch)
		return ascii_equal(text, "false") ||
		       key_has_one(key, switch_words, COUNT_OF(switch_words));
	return text && (is_hash(text) || is_moment(text) || is_image(text) ||
			is_long_number(text) || strcmp(text, "0") == 0 || strcmp(text, "-1") == 0);
}

/* A map that has a name is that name; others keep what is no noise. */
static struct node *show_map(const char *key, const struct node *map)
{
	struct node *name = make_name(map, NULL), *shown;

	if (name)
		return name;
	shown = node_new(NODE_MAP, map->line);
	for (size_t i = 0; i < map->count; i++) {
		if (!is_noise(map->keys[i], map->items[i]))
			node_put(shown, map->keys[i], board_clean(map->items[i], key), map->line);
	}
	return shown;
}

static struct node *show_list(const char *key, const struct node *list)
{
	struct node *shown = node_new(NODE_LIST, list->line), *line;
	bool are_short = true;

	for (size_t i = 0; i < list->count; i++) {
		const struct node *item = list->items[i];

		if (is_noise("", item))
			continue;
		node_add(shown, item->kind == NODE_MAP ? show_map(key, item) :
			 board_clean(item, key));
		are_short = are_short && shown->items[shown->count - 1]->kind == NODE_SCALAR &&
			    shown->items[shown->count - 1]->len <= 40;
	}
	if (!are_short || shown->count == 0)
		return shown;
	line = make_line(shown, NULL);
	node_free(shown);
	return line;
}

/* A list of headings and texts: each is a section, whatever the list is called. */
static bool show_sections(struct node *made, const struct node *list)
{
	struct node *sections = list->kind == NODE_LIST ? make_sections(list, NULL) : NULL;
	struct strbuf label = STRBUF_INIT;
	bool is_shown = sections && sections->count > 0;

	for (size_t i = 0; sections && i < sections->count; i++) {
		if (*sections->keys[i] == '\0' ||
		    is_noise(sections->keys[i], sections->items[i]))
			continue;
		strbuf_clear(&label);
		strbuf_printf(&label, "%c%s", KEY_SHOWN, sections->keys[i]);
		node_put(made, label.text, board_clean(sections->items[i], "+"), made->line);
	}
	strbuf_release(&label);
	node_free(sections);
	return is_shown;
}

void board_show(struct node *made, const char *key, const struct node *value)
{
	struct strbuf label = STRBUF_INIT;
	struct node *shown = NULL;

	if (!is_noise(key, value) && !show_sections(made, value)) {
		if (value->kind == NODE_SCALAR && value->is_plain &&
		    strcmp(value->text, "true") == 0)
			shown = make_text("yes");
		else if (value->kind == NODE_SCALAR)
			shown = board_clean(value, "+");
		else
			shown = value->kind == NODE_MAP ? show_map("+", value) :
				show_list("+", value);
	}
	if (!board_is_empty(shown)) {
		strbuf_putc(&label, KEY_SHOWN);
		key_label(&label, key);
		label.text[1] = ascii_upper(label.text[1]);
		node_put(made, label.text, shown, made->line);
		shown = NULL;
	}
	node_free(shown);
	strbuf_release(&label);
}

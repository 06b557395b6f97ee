/* A mapping as a posting: what its keys state. */
#include "config.h"

#include "read/record_facts_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/key_int.h"
#include "read/record_int.h"
#include "read/record_pay_int.h"
#include "util/ascii.h"

#define DEPTH_MAX 4
#define FACT_BYTES_MAX 2048
#define FACTS_MAX 64

#define REPLACED "\xef\xbf\xbd" /* U+FFFD, as UTF-8 */

/* The words of "remote:" that need no looking into. */
static const struct { const char *word, *workplace; } remote_words[] = {
	{ "yes", "remote" }, { "true", "remote" }, { "y", "remote" }, { "on", "remote" },
	{ "1", "remote" }, { "full", "remote" }, { "fully", "remote" }, { "always", "remote" },
	{ "no", NULL }, { "false", NULL }, { "n", NULL }, { "off", NULL }, { "0", NULL },
	{ "none", NULL },
};

#define REMOTE_WORDS (sizeof remote_words / sizeof remote_words[0])

/* Words that make of "remote:" a workplace rather than a place. */
static const char *const workplace_words[] = {
	"remote", "hybrid", "office", "site", "partly", "partial", "anywhere", "home",
	"distributed", "flexible", "optional", "days",
};

#define WORKPLACE_WORDS (sizeof workplace_words / sizeof workplace_words[0])

/* Parts of the pay and of the place that stand under keys of their own. */
struct parts {
	struct record_pay pay;
	struct strbuf place[PART_PLACES];
};

bool record_contains(const char *text, const char *word)
{
	for (; *text; text++) {
		if (ascii_starts(text, word))
			return true;
	}
	return false;
}

bool record_contains_word(const char *text, const char *word)
{
	size_t len = strlen(word);

	for (const char *p = text; *p; p++) {
		if (ascii_starts(p, word) && !ascii_is_alnum(p[len]) &&
		    (p == text || !ascii_is_alnum(p[-1])))
			return true;
	}
	return false;
}

/* Adds the text of a scalar as one line. */
static void add_line(struct strbuf *out, const struct node *node)
{
	bool has_blank = false;

	if (!node_text(node))
		return;
	for (size_t i = 0; i < node->len; i++) {
		if (ascii_is_space(node->text[i])) {
			has_blank = true;
			continue;
		}
		if (has_blank && out->len > 0)
			strbuf_putc(out, ' ');
		has_blank = false;
		strbuf_putc(out, node->text[i]);
	}
}

void record_join(struct strbuf *out, const struct node *node, const char *between, int depth)
{
	struct strbuf part = STRBUF_INIT;

	if (node->kind == NODE_SCALAR)
		add_line(out, node);
	for (size_t i = 0; node->kind != NODE_SCALAR && i < node->count && depth < DEPTH_MAX; i++) {
		strbuf_clear(&part);
		record_join(&part, node->items[i], between, depth + 1);
		if (part.len == 0)
			continue;
		if (out->len > 0)
			strbuf_puts(out, between);
		if (node->kind == NODE_MAP && depth > 0) {
			key_label(out, node->keys[i]);
			strbuf_puts(out, ": ");
		}
		strbuf_add(out, part.text, part.len);
	}
	strbuf_release(&part);
}

void record_join_part(struct strbuf *out, const struct node *node, const char *between)
{
	record_join(out, node, between, 1);
	if (out->truncated)
		strbuf_clear(out);
}

void record_init_text(struct strbuf *text)
{
	strbuf_init(text);
	text->ceiling = FACT_BYTES_MAX;
}

/* What is longer is no value, and what comes oftener is no list of facts: it is left out. */
static void state(struct raw_posting *raw, enum field_id field, const struct strbuf *text)
{
	size_t facts = 0;

	for (size_t i = 0; i < raw->facts.count; i++)
		facts += raw->facts.items[i].field == field;
	if (!text->truncated && facts < FACTS_MAX)
		raw_posting_state(raw, field, text->text, text->len);
}

/* The first scalar in a node: what to take of a list or a mapping where one text is wanted. */
static const struct node *first_text(const struct node *node, int depth)
{
	static const char *const names[] = { "name", "title", "label", "text", "display_name" };
	const struct node *found = NULL;

	if (node->kind == NODE_SCALAR)
		return node_text(node) ? node : NULL;
	if (depth == DEPTH_MAX)
		return NULL;
	for (size_t i = 0; node->kind == NODE_MAP && i < sizeof names / sizeof names[0]; i++) {
		const struct node *value = node_get(node, names[i]);

		if (node_text(value))
			return value;
	}
	for (size_t i = 0; !found && i < node->count; i++)
		found = first_text(node->items[i], depth + 1);
	return found;
}

static void state_pay(struct raw_posting *raw, const struct record_pay *pay)
{
	struct strbuf text;

	record_init_text(&text);
	record_pay_write(pay, &text);
	state(raw, FIELD_SALARY, &text);
	strbuf_release(&text);
}

/* -- places */

static void add_place(struct strbuf *out, const char *part)
{
	if (*part == '\0' || record_contains_word(out->text, part))
		return;
	strbuf_puts(out, out->len > 0 ? ", " : "");
	strbuf_puts(out, part);
}

static void state_place_map(struct raw_posting *raw, const struct node *map)
{
	struct strbuf parts[PART_PLACES];
	struct strbuf text;

	record_init_text(&text);
	for (int part = 0; part < PART_PLACES; part++)
		record_init_text(&parts[part]);
	for (size_t i = 0; i < map->count; i++) {
		int part = key_find_part(FIELD_LOCATION, map->keys[i]);

		if (part != PART_NONE && parts[part].len == 0)
			record_join_part(&parts[part], map->items[i], ", ");
	}
	for (int part = 0; part < PART_PLACES; part++) {
		add_place(&text, parts[part].text);
		strbuf_release(&parts[part]);
	}
	if (text.len == 0 && first_text(map, 0))
		add_line(&text, first_text(map, 0));
	state(raw, FIELD_LOCATION, &text);
	strbuf_release(&text);
}

/* The city, region and country that stand under keys of their own complete the one place that is
 * stated, or are the place. */
static void state_place_parts(struct raw_posting *raw, const struct parts *parts)
{
	struct raw_fact *place = NULL;
	struct strbuf text;
	size_t places = 0;

	record_init_text(&text);
	for (size_t i = 0; i < raw->facts.count; i++) {
		if (raw->facts.items[i].field == FIELD_LOCATION) {
			place = &raw->facts.items[i];
			places++;
		}
	}
	if (places <= 1) {
		strbuf_puts(&text, place ? place->text : "");
		for (int part = 0; part < PART_PLACES; part++)
			add_place(&text, parts->place[part].text);
	}
	if (place && text.len > strlen(place->text)) {
		free(place->text);
		place->text = strbuf_detach(&text);
	} else if (!place) {
		state(raw, FIELD_LOCATION, &text);
	}
	strbuf_release(&text);
}

/* -- single facts */

static void state_remote(struct raw_posting *raw, const struct strbuf *text)
{
	for (size_t i = 0; i < REMOTE_WORDS; i++) {
		if (ascii_equal(text->text, remote_words[i].word)) {
			if (remote_words[i].workplace)
				raw_posting_state(raw, FIELD_WORKPLACE, remote_words[i].workplace,
						  strlen(remote_words[i].workplace));
			return;
		}
	}
	for (size_t i = 0; i < WORKPLACE_WORDS; i++) {
		if (record_contains(text->text, workplace_words[i])) {
			state(raw, FIELD_WORKPLACE, text);
			return;
		}
	}
	state(raw, FIELD_REMOTE_SCOPE, text);
}

/* A number alone is one of years. */
static void state_experience(struct raw_posting *raw, struct strbuf *text)
{
	size_t others = 0;

	for (size_t i = 0; i < text->len; i++)
		others += !ascii_is_digit(text->text[i]) && !memchr("+- ", text->text[i], 3);
	if (text->len > 0 && others == 0)
		strbuf_puts(text, " years");
	state(raw, FIELD_EXPERIENCE, text);
}

/* One with a NUL in it, or with what could not be read, leads elsewhere for each who takes it. */
static bool is_address(const struct strbuf *text)
{
	for (size_t i = 0; i < text->len; i++) {
		if ((unsigned char)text->text[i] <= ' ' || text->text[i] == 0x7f)
			return false;
	}
	if (strstr(text->text, "%00") || strstr(text->text, REPLACED))
		return false;
	return record_contains(text->text, "://") || ascii_starts(text->text, "www.") ||
	       ascii_starts(text->text, "mailto:");
}

/* Divides the words of "FullTime", as programs write them. */
static void part_words(struct strbuf *text)
{
	struct strbuf parted;

	record_init_text(&parted);
	for (size_t i = 0; i < text->len; i++) {
		if (i > 0 && ascii_is_upper(text->text[i]) && ascii_is_lower(text->text[i - 1]))
			strbuf_putc(&parted, ' ');
		strbuf_putc(&parted, text->text[i]);
	}
	strbuf_clear(text);
	strbuf_puts(text, parted.text);
	strbuf_release(&parted);
}

static void state_text(struct raw_posting *raw, enum field_id field, struct strbuf *text)
{
	bool is_yes = ascii_equal(text->text, "true") || ascii_equal(text->text, "yes");
	bool is_no = ascii_equal(text->text, "false") || ascii_equal(text->text, "no");

	if (text->len > 0 && (field == FIELD_EMPLOYMENT || field == FIELD_SENIORITY ||
			      field == FIELD_WORKPLACE))
		part_words(text);
	if (field == FIELD_EXPERIENCE)
		state_experience(raw, text);
	else if (field == FIELD_VISA && (is_yes || is_no))
		raw_posting_state(raw, field, is_yes ? "sponsors" : "refuses", is_yes ? 8 : 7);
	else if (field != FIELD_URL || is_address(text))
		state(raw, field, text);
}

/* Fields that may be stated several times, once for each item. */
static bool is_many(enum field_id field)
{
	return field == FIELD_LOCATION || field == FIELD_REMOTE_SCOPE || field == FIELD_STACK ||
	       field == FIELD_LANGUAGES;
}

static void state_node(struct raw_posting *raw, const struct key *key, const struct node *node,
		       int depth)
{
	struct strbuf text;
	bool is_name = key->field == FIELD_TITLE || key->field == FIELD_COMPANY ||
		       key->field == FIELD_URL;

	record_init_text(&text);
	if (node->kind == NODE_MAP && key->field == FIELD_LOCATION) {
		state_place_map(raw, node);
	} else if (node->kind != NODE_SCALAR && is_many(key->field)) {
		for (size_t i = 0; i < node->count && depth < DEPTH_MAX; i++)
			state_node(raw, key, node->items[i], depth + 1);
	} else if (key->role == KEY_REMOTE) {
		record_join(&text, node, ", ", 0);
		state_remote(raw, &text);
	} else if (is_name) {
		add_line(&text, first_text(node, 0));
		state_text(raw, key->field, &text);
	} else {
		record_join(&text, node, key->field == FIELD_EXPERIENCE ? " - " : ", ", 0);
		state_text(raw, key->field, &text);
	}
	strbuf_release(&text);
}

void record_state(struct raw_posting *raw, const struct node *map)
{
	struct parts parts;

	record_pay_init(&parts.pay);
	for (int part = 0; part < PART_PLACES; part++)
		record_init_text(&parts.place[part]);
	for (size_t i = 0; i < map->count; i++) {
		struct key key = key_find(map->keys[i]);
		const struct node *node = map->items[i];

		if (key.role == KEY_PAY)
			record_pay_take_part(&parts.pay, key.part, node);
		else if (key.role == KEY_PLACE)
			record_join_part(&parts.place[key.part], node, ", ");
		else if (key.role != KEY_FACT && key.role != KEY_REMOTE)
			continue;
		else if (key.field == FIELD_SALARY && !record_is_prose(node))
			record_pay_take(&parts.pay, node);
		else if (!record_is_prose(node))
			state_node(raw, &key, node, 0);
	}
	state_pay(raw, &parts.pay);
	state_place_parts(raw, &parts);
	record_pay_release(&parts.pay);
	for (int part = 0; part < PART_PLACES; part++)
		strbuf_release(&parts.place[part]);
}

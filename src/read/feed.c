/* What boards that are feeds share. */
#include "config.h"

#include "read/feed_int.h"

#include <string.h>

#include "read/board_clean_int.h"
#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/key_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

#define PERSON_BYTES_MAX 80
#define GUID_BYTES_MIN 20

/* -- makes */

/* The scalar that holds the text of an element; of several, the first that has any. */
static const struct node *text_of(const struct node *value)
{
	const struct node *text = NULL;

	if (value->kind == NODE_MAP)
		text = node_get(value, "#text");
	else if (value->kind == NODE_SCALAR)
		text = value;
	for (size_t i = 0; value->kind == NODE_LIST && !text && i < value->count; i++) {
		if (value->items[i]->kind != NODE_LIST)
			text = text_of(value->items[i]);
		if (board_is_empty(text))
			text = NULL;
	}
	return text;
}

struct node *feed_text(const struct node *value, const struct node *record)
{
	const struct node *text = text_of(value);

	(void)record;
	return text ? make_text_len(text->text, text->len) : NULL;
}

static bool is_address(const char *text)
{
	return text && (ascii_starts(text, "https://") || ascii_starts(text, "http://")) &&
	       !strpbrk(text, " \t\n");
}

struct node *feed_address(const struct node *value, const struct node *record)
{
	const char *text = node_text(text_of(value));

	(void)record;
	return is_address(text) ? make_text(text) : NULL;
}

static bool is_page_link(const struct node *link)
{
	const char *rel = node_text(node_get(link, "@rel"));

	return node_text(node_get(link, "@href")) && (!rel || strcmp(rel, "alternate") == 0);
}

struct node *feed_link(const struct node *value, const struct node *record)
{
	if (value->kind == NODE_MAP && is_page_link(value))
		return make_text(node_text(node_get(value, "@href")));
	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++) {
		if (is_page_link(value->items[i]))
			return make_text(node_text(node_get(value->items[i], "@href")));
	}
	return feed_text(value, record);
}

static void add_term(struct node *terms, const struct node *category)
{
	const char *term = node_text(node_get(category, "@label"));

	if (!term)
		term = node_text(node_get(category, "@term"));
	if (!term && category->kind != NODE_LIST)
		term = node_text(text_of(category));
	if (term && *term)
		node_add(terms, make_text(term));
}

struct node *feed_terms(const struct node *value, const struct node *record)
{
	struct node *terms = node_new(NODE_LIST, value->line), *only;

	(void)record;
	if (value->kind != NODE_LIST)
		add_term(terms, value);
	for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++)
		add_term(terms, value->items[i]);
	if (terms->count != 1)
		return terms;
	only = make_copy(terms->items[0]);
	node_free(terms);
	return only;
}

struct node *feed_categories(const struct node *value, const struct node *record)
{
	struct node *terms = feed_terms(value, record), *line = make_line(terms, record);

	node_free(terms);
	return line;
}

/* Names under which systems post. */
static bool is_nobody(const char *name)
{
	static const char *const names[] = { "admin", "administrator", "editor", "webmaster",
					     "root", "staff", "noreply", "no-reply", "jobs", "hr",
					     "anonymous", "unknown" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (ascii_equal(name, names[i]))
			return true;
	}
	return false;
}

struct node *feed_person(const struct node *value, const struct node *record)
{
	const struct node *one = value->kind == NODE_LIST && value->count > 0 ? value->items[0] :
				 value;
	const char *text = node_text(node_get(one, "name"));
	struct strbuf name = STRBUF_INIT;
	struct node *made = NULL;

	(void)record;
	if (!text && one->kind != NODE_LIST)
		text = node_text(text_of(one));
	if (text && strchr(text, '@'))
		text = strchr(text, '(') ? strchr(text, '(') + 1 : NULL;
	if (text)
		strbuf_add(&name, text, strcspn(text, "<\n)|"));
	if (name.len > 0 && name.len <= PERSON_BYTES_MAX && !is_nobody(name.text))
		made = make_text(name.text);
	strbuf_release(&name);
	return made;
}

struct node *feed_amount(const struct node *value, const struct node *record)
{
	const char *text = node_text(text_of(value));

	(void)record;
	return text && strpbrk(text, "123456789") ? make_text(text) : NULL;
}

struct node *feed_always_remote(const struct node *value, const struct node *record)
{
	(void)value;
	(void)record;
	return make_text("Remote");
}

/* -- jobs or not */

bool feed_speaks_of_jobs(const char *text)
{
	static const char *const words[] = { "job", "career", "vacanc", "hiring", "recruit",
					     "position", "employment", "opening", "stelle",
					     "karriere", "emploi", "empleo", "emprego", "vaga",
					     "lavoro", "vacature", "lediga", "praca", "internship",
					     "gig" };

	for (const char *p = text; p && *p; p++) {
		bool begins = p == text || !ascii_is_alnum(p[-1]);

		for (size_t i = 0; begins && i < sizeof words / sizeof words[0]; i++) {
			if (ascii_starts(p, words[i]))
				return true;
		}
	}
	return false;
}

const char *feed_channel_text(const struct node *file, const char *key)
{
	const struct node *channel = board_at(file, "rss.channel");
	const struct node *value;

	if (!channel)
		channel = board_at(file, "RDF.channel");
	if (!channel)
		channel = board_at(file, "feed");
	value = channel ? node_get(channel, key) : NULL;
	return value ? node_text(text_of(value)) : NULL;
}

bool feed_is_of_jobs(const struct node *file)
{
	static const char *const keys[] = { "title", "link", "description", "subtitle", "id" };

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (feed_speaks_of_jobs(feed_channel_text(file, keys[i])))
			return true;
	}
	return false;
}

/* Facts that only postings have, under whatever prefix. */
static bool states_job(const struct node *made)
{
	for (size_t i = 0; i < made->count; i++) {
		struct key key = key_find(made->keys[i]);

		if (key.role == KEY_PAY || (key.role == KEY_FACT &&
		    (key.field == FIELD_LOCATION || key.field == FIELD_EMPLOYMENT ||
		     key.field == FIELD_SALARY || key.field == FIELD_WORKPLACE ||
		     key.field == FIELD_SENIORITY)))
			return true;
	}
	return false;
}

bool feed_item_is_job(const struct node *made, const struct node *item)
{
	const struct node *category = node_get(item, "category");
	struct node *line = category ? feed_categories(category, item) : NULL;
	bool is_job = states_job(made) || feed_speaks_of_jobs(node_text(line)) ||
		      feed_speaks_of_jobs(node_text(node_get(made, "url"))) ||
		      feed_speaks_of_jobs(board_text_at(item, "guid.#text"));

	node_free(line);
	return is_job;
}

/* -- names */

void feed_name(struct node *made, const struct node *item)
{
	const struct node *value = node_get(item, "guid");
	const char *guid, *url = node_text(node_get(made, "url"));

	value = value ? value : node_get(item, "id");
	guid = value ? node_text(text_of(value)) : NULL;
	if (guid && (strstr(guid, "://") || strlen(guid) >= GUID_BYTES_MIN))
		make_set(made, "ref", make_text(guid));
	else if (url)
		make_set(made, "ref", make_text(url));
}

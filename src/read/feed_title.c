/* Titles of feeds: the company, the place and the workplace that are put into them. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "read/board_path_int.h"
#include "read/feed_int.h"
#include "util/ascii.h"
#include "util/strbuf.h"

/* So many titles are looked at to know the form of all. */
#define SAMPLE_ITEMS 20
#define COMPANY_BYTES_MAX 60

/* Where a title divides: the company is [start, end), the title proper [from, to). */
struct split {
	size_t start, end, from, to;
};

typedef bool (*split_fn)(const char *title, struct split *split);

static bool is_sound(const struct split *split)
{
	return split->end > split->start && split->end - split->start <= COMPANY_BYTES_MAX &&
	       split->to > split->from;
}

/* "Acme: Cook" */
static bool split_prefix(const char *title, struct split *split)
{
	const char *colon = strstr(title, ": ");

	if (!colon)
		return false;
	*split = (struct split){ 0, (size_t)(colon - title), (size_t)(colon - title) + 2,
				 strlen(title) };
	return is_sound(split);
}

static const char *last(const char *text, const char *word)
{
	const char *found = NULL;

	for (const char *p = strstr(text, word); p; p = strstr(p + 1, word))
		found = p;
	return found;
}

static bool split_suffix(const char *title, const char *word, struct split *split)
{
	const char *at = last(title, word);

	if (!at)
		return false;
	*split = (struct split){ (size_t)(at - title) + strlen(word), strlen(title), 0,
				 (size_t)(at - title) };
	return is_sound(split);
}

/* "Cook at Acme", "Cook @ Acme" */
static bool split_at(const char *title, struct split *split)
{
	return split_suffix(title, " at ", split) || split_suffix(title, " @ ", split);
}

/* -- the titles of the feed */

struct sample {
	split_fn split;
	size_t seen, fit;
};

static bool see_item(const struct node *item, void *data)
{
	struct sample *sample = data;
	const struct node *value = node_get(item, "title");
	struct node *title = value ? feed_text(value, item) : NULL;
	struct split split;

	sample->seen++;
	sample->fit += title && sample->split(title->text, &split);
	node_free(title);
	return sample->seen < SAMPLE_ITEMS;
}

static bool all_fit(const struct node *file, split_fn split)
{
	struct sample sample = { .split = split };
	const char *lists = FEED_LISTS;

	while (*lists && sample.seen == 0) {
		board_walk(file, lists, see_item, &sample);
		lists += strcspn(lists, " ");
		lists += strspn(lists, " ");
	}
	return sample.seen > 0 && sample.fit == sample.seen;
}

/* -- taking a title apart */

static void set_part(struct node *made, const char *key, const char *text, size_t start,
		     size_t end)
{
	ascii_trim(text, &start, &end);
	make_set(made, key, make_text_len(text + start, end - start));
}

static void take(struct node *made, const char *title, const struct split *split)
{
	struct strbuf whole = STRBUF_INIT;

	strbuf_puts(&whole, title);
	set_part(made, "company", whole.text, split->start, split->end);
	set_part(made, "title", whole.text, split->from, split->to);
	strbuf_release(&whole);
}

bool feed_split_prefix(struct node *made)
{
	const char *title = node_text(node_get(made, "title"));
	struct split split;

	if (!title || !split_prefix(title, &split))
		return false;
	take(made, title, &split);
	return true;
}

/* Where the stated company stands at the end or the beginning of the title too, it goes. */
static void take_stated(struct node *made, const char *title, const char *company)
{
	static const char *const befores[] = { " at ", " @ ", " - ", " \xe2\x80\x93 ", " | " };
	static const char *const afters[] = { ": ", " - ", " \xe2\x80\x93 ", " | ", " is hiring " };
	size_t len = strlen(title), name = strlen(company);

	for (size_t i = 0; i < sizeof befores / sizeof befores[0]; i++) {
		size_t rest = name + strlen(befores[i]);

		if (len > rest && ascii_equal(title + len - name, company) &&
		    ascii_starts(title + len - rest, befores[i])) {
			take(made, title, &(struct split){ len - name, len, 0, len - rest });
			return;
		}
	}
	for (size_t i = 0; i < sizeof afters / sizeof afters[0]; i++) {
		size_t rest = name + strlen(afters[i]);

		if (len > rest && ascii_starts(title, company) &&
		    ascii_starts(title + name, afters[i])) {
			take(made, title, &(struct split){ 0, name, rest, len });
			return;
		}
	}
}

void feed_split_title(struct node *made, const struct node *file)
{
	static const split_fn forms[] = { split_at, split_prefix };
	const char *title = node_text(node_get(made, "title"));
	const char *company = node_text(node_get(made, "company"));
	struct split split;

	if (title && company)
		take_stated(made, title, company);
	if (!title || company)
		return;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		if (forms[i](title, &split) && all_fit(file, forms[i])) {
			take(made, title, &split);
			return;
		}
	}
}

/* -- marks */

static bool is_workplace(const char *text, size_t len)
{
	static const char *const words[] = { "remote", "hybrid", "onsite", "on-site", "100% remote",
					     "fully remote", "remote ok" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strlen(words[i]) == len && ascii_starts_len(text, len, words[i]))
			return true;
	}
	return false;
}

/* What boards put in brackets that is no place. */
static bool is_label(const char *text, size_t len)
{
	static const char *const words[] = { "hiring", "new", "urgent", "featured", "hot", "closed",
					     "for hire", "job", "updated" };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strlen(words[i]) == len && ascii_starts_len(text, len, words[i]))
			return true;
	}
	return false;
}

static void state_mark(struct node *made, const char *text, size_t len)
{
	const char *key = is_workplace(text, len) ? "workplace" : "locations";

	if (len > 0 && !is_label(text, len) && !node_get(made, key))
		make_set(made, key, make_text_len(text, len));
}

void feed_take_marks(struct node *made)
{
	const char *title = node_text(node_get(made, "title"));
	const char *open, *close;

	if (!title)
		return;
	open = last(title, "(");
	close = open ? strchr(open, ')') : NULL;
	if (close && close[1] == '\0' && is_workplace(open + 1, (size_t)(close - open) - 1))
		state_mark(made, open + 1, (size_t)(close - open) - 1);
	close = *title == '[' ? strchr(title, ']') : NULL;
	if (close && close[1] == ' ' && close - title <= COMPANY_BYTES_MAX) {
		struct strbuf whole = STRBUF_INIT;

		state_mark(made, title + 1, (size_t)(close - title) - 1);
		strbuf_puts(&whole, title);
		set_part(made, "title", whole.text, (size_t)(close - title) + 1, whole.len);
		strbuf_release(&whole);
	}
}

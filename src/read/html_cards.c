/* Pages that list postings: each link to one, with what stands by it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "read/board_make_int.h"
#include "read/board_value_int.h"
#include "read/html_page_int.h"
#include "read/job_link_int.h"
#include "read/key_int.h"
#include "read/repair_int.h"
#include "util/ascii.h"
#include "util/vec.h"

/* Addresses without a host are completed by this one for looking at them. */
#define NO_HOST "https://page.invalid"

#define TITLE_BYTES_MAX 200
#define VALUE_BYTES_MAX 300

/* Texts of links that are no titles. */
static const char *const no_titles[] = {
	"apply", "apply now", "apply here", "view", "view job", "view details", "details",
	"learn more", "read more", "more", "see all jobs", "view all jobs", "all jobs", "jobs",
	"save", "share", "back", "next", "previous", "search jobs", "careers", "home", "bewerben",
	"mehr", "postuler", "solliciteer", "log in", "sign in", "sign up", "job search",
};

/* Words in the class of an element, and what it holds then; "" is what only machines need. */
static const struct { const char *word, *key; } classes[] = {
	{ "location", "locations" }, { "department", "+Department" }, { "team", "+Team" },
	{ "company", "company" }, { "employer", "company" }, { "salary", "salary" },
	{ "compensation", "salary" }, { "posted", "posted" }, { "commitment", "employment_type" },
	{ "employment", "employment_type" }, { "workplace", "workplace" },
	{ "category", "+Category" },
};

/* Labels that lists write beyond those of read/key.c. */
static const struct { const char *label, *key; } labels[] = {
	{ "Job Locations", "locations" }, { "Job Location", "locations" },
	{ "Posted Date", "posted" }, { "Department", "+Department" }, { "Team", "+Team" },
	{ "Job ID", "" }, { "Requisition ID", "" }, { "ID", "" }, { "Req ID", "" },
	{ "Job Title", "" }, { "Title", "" }, { "Apply", "" },
};

struct card {
	size_t link;             /* its node */
	size_t node;             /* what holds all that stands by it */
	struct strbuf title, url, ref;
};

struct cards {
	struct { struct card *items; size_t count, cap; } list;
	const struct html_page *page;
};

/* -- links */

static void complete_url(const struct html_page *page, const char *href, struct strbuf *out)
{
	size_t host = 0;

	if (strstr(href, "://")) {
		strbuf_puts(out, href);
		return;
	}
	if (page->url.len > 0)
		host = strcspn(page->url.text + 8, "/?#") + 8;
	if (host > 0 && host <= page->url.len)
		strbuf_add(out, page->url.text, host);
	else
		strbuf_puts(out, NO_HOST);
	strbuf_puts(out, *href == '/' ? "" : "/");
	strbuf_puts(out, href);
}

/* A capital within small letters, or digits: what programs call things. */
static bool is_id(const char *text, size_t len)
{
	size_t inner = 0, lower = 0, digits = 0, others = 0;

	for (size_t i = 0; i < len; i++) {
		inner += i > 0 && ascii_is_upper(text[i]);
		lower += ascii_is_lower(text[i]);
		digits += ascii_is_digit(text[i]);
		others += !ascii_is_alnum(text[i]);
	}
	return others == 0 && (digits > 2 || (inner > 0 && lower > 0));
}

/* "/acme/job/octxAfww", "job-opening.php?req=3762934": a word for a job, and an id behind it. Only
 * a list may be that generous. */
static bool is_job_address(const char *url)
{
	static const char *const jobs[] = { "job", "position", "vacanc", "career", "opening" };
	const char *path = strstr(url, "://") ? strstr(url, "://") + 3 : url;
	bool has_job = false;

	path += strcspn(path, "/?#");
	while (*path) {
		size_t len;

		path++;
		len = strcspn(path, "/?#&=");
		if (has_job && is_id(path, len))
			return true;
		for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++)
			has_job = has_job || ascii_starts_len(path, len, jobs[i]);
		path += len;
	}
	return false;
}

static bool is_title(const struct strbuf *text)
{
	size_t letters = 0;

	for (size_t i = 0; i < sizeof no_titles / sizeof no_titles[0]; i++) {
		if (ascii_equal(text->text, no_titles[i]))
			return false;
	}
	for (size_t i = 0; i < text->len; i++)
		letters += ascii_is_alpha(text->text[i]) || (unsigned char)text->text[i] >= 0x80;
	return letters > 2 && text->len <= TITLE_BYTES_MAX;
}

/* The heading in a link is the title, where it has one. */
static void link_title(const struct html_tree *tree, size_t link, struct strbuf *out)
{
	size_t node = link;

	for (size_t i = link + 1; i < tree->nodes.items[link].last; i++) {
		const struct html_element *element = tree->nodes.items[i].token.element;

		if (element && element->kind == HTML_HEADING) {
			node = i;
			break;
		}
	}
	html_node_line(tree, node, out);
}

static void card_release(struct card *card)
{
	strbuf_release(&card->title);
	strbuf_release(&card->url);
	strbuf_release(&card->ref);
}

/* Adds the link to the cards if it leads to a posting and says its title. */
static void take_link(struct cards *cards, size_t node)
{
	struct card card = { .link = node, .title = STRBUF_INIT, .url = STRBUF_INIT,
			     .ref = STRBUF_INIT };
	struct strbuf href = STRBUF_INIT, url = STRBUF_INIT;
	struct job_link link;

	job_link_init(&link);
	if (html_node_attribute(&cards->page->tree, node, "href", &href)) {
		complete_url(cards->page, href.text, &url);
		job_link_read(&link, url.text, url.len);
	}
	if (link.kind == JOB_LINK_JOB || is_job_address(url.text))
		link_title(&cards->page->tree, node, &card.title);
	if (is_title(&card.title)) {
		repair_url(&card.url, url.text, url.len);
		strbuf_puts(&card.ref, link.ref.text);
		*VEC_PUSH(&cards->list) = card;
	} else {
		card_release(&card);
	}
	job_link_release(&link);
	strbuf_release(&href);
	strbuf_release(&url);
}

/* -- what stands by a link */

static bool holds(const struct html_node *node, const struct html_tree *tree,
		  const struct card *card)
{
	size_t at = tree->nodes.items[card->link].token.start;

	return at >= node->token.start && at < node->after;
}

/* Widens the card as long as it holds no other posting's link. */
static void find_card(struct cards *cards, size_t index)
{
	const struct html_tree *tree = &cards->page->tree;
	struct card *card = &cards->list.items[index];
	size_t node = card->link;

	for (size_t up = tree->nodes.items[node].parent; up > 0;
	     up = tree->nodes.items[up].parent) {
		const struct html_node *wider = &tree->nodes.items[up];
		bool has_before = index > 0 && holds(wider, tree, &cards->list.items[index - 1]);
		bool has_after = index + 1 < cards->list.count &&
				 holds(wider, tree, &cards->list.items[index + 1]);

		if (has_before || has_after)
			break;
		node = up;
	}
	card->node = node;
}

static bool is_label(const struct html_tree *tree, size_t node)
{
	const char *name = html_node_name(tree, node);
	struct strbuf class = STRBUF_INIT;
	bool is = strcmp(name, "dt") == 0 || strcmp(name, "th") == 0;

	if (!is && html_node_attribute(tree, node, "class", &class))
		is = strstr(class.text, "label") != NULL;
	strbuf_release(&class);
	return is;
}

/* The key that the class of an element or of one around it, up to the card, tells; NULL: none. */
static const char *class_key(const struct html_tree *tree, size_t node, size_t card)
{
	const char *key = NULL;

	for (; !key && node > card; node = tree->nodes.items[node].parent) {
		struct strbuf class = STRBUF_INIT;

		html_node_attribute(tree, node, "class", &class);
		ascii_lower_all(class.text, class.len);
		for (size_t i = 0; !key && i < sizeof classes / sizeof classes[0]; i++) {
			if (strstr(class.text, classes[i].word))
				key = classes[i].key;
		}
		strbuf_release(&class);
	}
	return key;
}

/* Adds the key of a label to OUT; nothing for what only machines need. */
static void label_key(const char *label, struct strbuf *out)
{
	struct key key = key_find(label);

	for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		if (ascii_equal(labels[i].label, label)) {
			strbuf_puts(out, labels[i].key);
			return;
		}
	}
	if (key.role == KEY_UNKNOWN)
		strbuf_putc(out, '+');
	if (key.role != KEY_IGNORED)
		strbuf_puts(out, label);
}

struct filling {
	const struct card *card;
	struct node *made;
	struct strbuf label;     /* the last one, whose value is to come */
	struct strbuf body;
};

static void put_value(struct filling *filling, const char *key, const char *text)
{
	if (*key == '\0')
		return;
	if (strcmp(key, "locations") == 0)
		make_also(filling->made, key, make_text(text));
	else if (!node_get(filling->made, key))
		make_set(filling->made, key, make_text(text));
}

/* A text by the link: a label, a value that a label or a class names, or a line. */
static void take_text(struct filling *filling, const struct html_tree *tree, size_t node,
		      const char *text)
{
	const char *key = class_key(tree, node, filling->card->node);

	if (is_label(tree, node)) {
		strbuf_clear(&filling->label);
		strbuf_puts(&filling->label, text);
		if (filling->label.len > 0 && filling->label.text[filling->label.len - 1] == ':')
			strbuf_cut(&filling->label, filling->label.len - 1);
	} else if (filling->label.len > 0) {
		struct strbuf named = STRBUF_INIT;

		label_key(filling->label.text, &named);
		put_value(filling, named.text, text);
		strbuf_clear(&filling->label);
		strbuf_release(&named);
	} else if (key && strlen(text) <= VALUE_BYTES_MAX) {
		put_value(filling, key, text);
	} else {
		strbuf_printf(&filling->body, "%s\n", text);
	}
}

/* The elements of a card that hold text of their own, in order. */
static void fill(struct filling *filling, const struct html_page *page)
{
	const struct html_tree *tree = &page->tree;
	const struct card *card = filling->card;
	size_t last = tree->nodes.items[card->node].last;

	for (size_t i = card->node + 1; i < last;) {
		const struct html_node *node = &tree->nodes.items[i];
		struct strbuf text = STRBUF_INIT;
		bool is_leaf = true;

		if (i == card->link || node->token.element->traits & HTML_HIDDEN) {
			i = node->last;
			continue;
		}
		for (size_t in = i + 1; in < node->last; in = tree->nodes.items[in].last)
			is_leaf = is_leaf && tree->nodes.items[in].text == 0;
		if (is_leaf)
			html_node_line(tree, i, &text);
		if (text.len > 0 && (is_title(&text) || node->token.element->kind != HTML_LINK))
			take_text(filling, tree, i, text.text);
		strbuf_release(&text);
		i = is_leaf ? node->last : i + 1;
	}
}

/* -- who lists them */

/* "Careers at Acme", "Jobs at Acme", "Acme Careers". */
static void name_company(const struct html_page *page, struct node *made)
{
	static const char *const before[] = { "careers at ", "jobs at ", "work at ", "join " };
	static const char *const after[] = { " careers", " jobs", " job openings", " openings" };
	const char *head = page->head.text;
	size_t len = page->head.len;

	if (node_get(made, "company"))
		return;
	for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
		if (ascii_starts(head, before[i]))
			make_set(made, "company", make_text(head + strlen(before[i])));
	}
	for (size_t i = 0; i < sizeof after / sizeof after[0] && !node_get(made, "company"); i++) {
		size_t end = strlen(after[i]);

		if (len > end && ascii_equal(head + len - end, after[i]))
			make_set(made, "company", make_text_len(head, len - end));
	}
	if (!node_get(made, "company") && page->site.len > 0 &&
	    !html_title_is_board(page->site.text, page->site.len))
		make_set(made, "company", make_text(page->site.text));
}

static void post_card(struct html_page *page, const struct card *card)
{
	struct filling filling = { .card = card, .label = STRBUF_INIT, .body = STRBUF_INIT };
	bool has_host = !ascii_starts(card->url.text, NO_HOST);

	filling.made = node_new(NODE_MAP, page->tree.nodes.items[card->link].line);
	make_set(filling.made, "title", make_text(card->title.text));
	if (has_host)
		make_set(filling.made, "url", make_text(card->url.text));
	make_set(filling.made, "ref", make_text(card->ref.text));
	fill(&filling, page);
	make_set(filling.made, "body", make_text(filling.body.text));
	name_company(page, filling.made);
	if (!node_get(filling.made, "company") && node_get(filling.made, "url"))
		make_set(filling.made, "company_slug",
			 make_slug(node_get(filling.made, "url"), filling.made));
	html_page_post(page, filling.made);
	strbuf_release(&filling.label);
	strbuf_release(&filling.body);
}

/* The links to postings are what the page is about, not what stands beside one. */
static bool is_list(const struct cards *cards)
{
	const struct html_node *nodes = cards->page->tree.nodes.items;
	size_t text = 0;

	for (size_t i = 0; i < cards->list.count; i++)
		text += nodes[cards->list.items[i].node].text;
	return cards->list.count > 1 && !cards->page->main_is_known && text * 2 >= nodes[0].text;
}

/* A card may lead to its posting twice. */
static void drop_repeats(struct cards *cards)
{
	size_t kept = 0;

	for (size_t i = 0; i < cards->list.count; i++) {
		struct card *card = &cards->list.items[i];

		if (kept > 0 && strcmp(cards->list.items[kept - 1].url.text, card->url.text) == 0)
			card_release(card);
		else
			cards->list.items[kept++] = *card;
	}
	cards->list.count = kept;
}

bool html_cards_read(struct html_page *page)
{
	struct cards cards = { .page = page };
	bool is_read;

	for (size_t i = 1; i < page->tree.nodes.count; i++) {
		if (strcmp(html_node_name(&page->tree, i), "a") == 0)
			take_link(&cards, i);
	}
	drop_repeats(&cards);
	for (size_t i = 0; i < cards.list.count; i++)
		find_card(&cards, i);
	is_read = is_list(&cards);
	for (size_t i = 0; i < cards.list.count; i++) {
		if (is_read)
			post_card(page, &cards.list.items[i]);
		card_release(&cards.list.items[i]);
	}
	VEC_RELEASE(&cards.list);
	return is_read && page->count.postings > 0;
}

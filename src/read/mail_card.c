/* A card in a list of jobs: which of its lines is the title, the company, the place, the pay. */
#include "config.h"

#include "read/mail_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/key_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/date.h"
#include "util/utf8.h"

#define NAMES_MAX 8

/* What boards put between company, place and the rest in one line. */
static const char *const dividers[] = { " \xc2\xb7 ", " \xe2\x80\xa2 ", " | ", " \xe2\x8b\x85 " };

/* ... and between company and place where nothing else divides them. */
static const char *const dashes[] = { " \xe2\x80\x94 ", " \xe2\x80\x93 ", " - " };

/* The names are put into these in order, but for those that the card says by label. */
static const struct { const char *key; enum field_id field; } slots[] = {
	{ "title", FIELD_TITLE }, { "company", FIELD_COMPANY }, { "location", FIELD_LOCATION },
};

#define SLOTS 3

struct reading {
	const struct mail_card *card;
	struct node *made;
	char *names[NAMES_MAX];
	size_t count;
	bool is_labelled[SLOTS];
	bool company_first;
	int age;                 /* days; -1: not said */
	struct strbuf body;
};

static void put(struct reading *reading, const char *key, const char *text, size_t len)
{
	if (len > 0 && !node_get(reading->made, key))
		node_put(reading->made, key, node_new_text(text, len, false, reading->card->line),
			 reading->card->line);
}

static void add_body(struct reading *reading, const char *text)
{
	strbuf_puts(&reading->body, text);
	strbuf_puts(&reading->body, "\n\n");
}

/* The workplace that a word of some language says. */
static void put_workplace(struct reading *reading, const char *text)
{
	const char *word = "on-site";
	struct strbuf folded = STRBUF_INIT;

	utf8_fold(&folded, text, strlen(text));
	if (strstr(folded.text, "hyb") || strstr(folded.text, "hib") || strstr(folded.text, " or "))
		word = "hybrid";
	else if (strstr(folded.text, "remot") || strstr(folded.text, "distance"))
		word = "remote";
	put(reading, "workplace", word, strlen(word));
	strbuf_release(&folded);
}

/* "Oslo (Hybrid)": takes the workplace in brackets out of [*text, *text + *len). */
static void take_brackets(struct reading *reading, const char *text, size_t *len)
{
	const char *open = NULL;
	char *inner;

	for (size_t i = 0; i < *len; i++)
		open = text[i] == '(' ? text + i : open;
	if (!open || text[*len - 1] != ')' || open == text)
		return;
	inner = xstrndup(open + 1, (size_t)(text + *len - open) - 2);
	if (mail_role(inner) == MAIL_ROLE_WORKPLACE) {
		put_workplace(reading, inner);
		*len = (size_t)(open - text);
		while (*len > 0 && text[*len - 1] == ' ')
			(*len)--;
	}
	free(inner);
}

static void take_label(struct reading *reading, const char *text)
{
	const char *colon = strchr(text, ':');
	char *name = xstrndup(text, (size_t)(colon - text));
	struct key key = key_find(name);
	int days = key.field == FIELD_POSTED ? mail_age_days(colon + 2) : -1;

	for (size_t i = 0; i < SLOTS; i++)
		reading->is_labelled[i] = reading->is_labelled[i] ||
			(key.role == KEY_FACT && key.field == slots[i].field);
	if (days >= 0)
		reading->age = days;
	else
		put(reading, key.field == FIELD_POSTED ? "posted" : name, colon + 2,
		    strlen(colon + 2));
	free(name);
}

/* "Hybrid Oslo $80K-$95K", which a page showed in boxes: takes what stands around the place. */
static void take_ends(struct reading *reading, const char **text, size_t *len)
{
	const char *blank = memchr(*text, ' ', *len);
	char *word = blank ? xstrndup(*text, (size_t)(blank - *text)) : NULL;
	char *pay = xstrndup(*text, *len);
	char *sign = strstr(pay, " $");

	if (sign && sign > pay && mail_role(sign + 1) == MAIL_ROLE_PAY) {
		put(reading, "salary", sign + 1, strlen(sign + 1));
		*len = (size_t)(sign - pay);
	}
	if (word && blank < *text + *len && mail_role(word) == MAIL_ROLE_WORKPLACE &&
	    ascii_is_upper(blank[1])) {
		put_workplace(reading, word);
		*len -= (size_t)(blank + 1 - *text);
		*text = blank + 1;
	}
	free(word);
	free(pay);
}

static void take_name(struct reading *reading, const char *text, size_t len)
{
	char *name;

	take_brackets(reading, text, &len);
	if (reading->count > 1)
		take_ends(reading, &text, &len);
	if (len == 0)
		return;
	name = xstrndup(text, len);
	if (reading->count < NAMES_MAX) {
		reading->names[reading->count++] = name;
	} else {
		add_body(reading, name);
		free(name);
	}
}

static void take(struct reading *reading, const char *text)
{
	switch (mail_role(text)) {
	case MAIL_ROLE_NAME:
		take_name(reading, text, strlen(text));
		break;
	case MAIL_ROLE_PAY:
		put(reading, "salary", text, strlen(text));
		break;
	case MAIL_ROLE_WORKPLACE:
		put_workplace(reading, text);
		break;
	case MAIL_ROLE_EMPLOYMENT:
		put(reading, "employment_type", text, strlen(text));
		break;
	case MAIL_ROLE_AGE:
		reading->age = mail_age_days(text);
		break;
	case MAIL_ROLE_LABELLED:
		take_label(reading, text);
		break;
	case MAIL_ROLE_RATING:
		/* stars stand right behind the company, wherever that is */
		reading->company_first = reading->company_first || reading->count == 1;
		break;
	case MAIL_ROLE_PROSE:
		add_body(reading, text);
		break;
	case MAIL_ROLE_BUTTON:
	case MAIL_ROLE_NOISE:
	case MAIL_ROLE_FOOTER:
	case MAIL_ROLE_GREETING:
		break;
	}
}

/* The next divider in TEXT, and its bytes. */
static const char *find_divider(const char *text, size_t *len)
{
	const char *first = NULL;

	for (size_t i = 0; i < sizeof dividers / sizeof dividers[0]; i++) {
		const char *found = strstr(text, dividers[i]);

		if (found && (!first || found < first)) {
			first = found;
			*len = strlen(dividers[i]);
		}
	}
	return first;
}

/* The first line is one name, whatever signs it has, unless they divide it from its stars; the
 * others may be several. */
static void take_line(struct reading *reading, const char *text)
{
	size_t len;
	const char *divider = find_divider(text, &len);

	if (divider && reading->count == 0 && !reading->is_labelled[0] &&
	    mail_role(divider + len) != MAIL_ROLE_RATING)
		divider = NULL;
	while (divider) {
		char *part = xstrndup(text, (size_t)(divider - text));

		take(reading, part);
		free(part);
		text = divider + len;
		divider = find_divider(text, &len);
	}
	take(reading, text);
}

/* "Acme 3.9 *", "Acme / 11-50 employees": the name alone. */
static void trim_company(char *name)
{
	char *employees = strstr(name, " / ");
	size_t len;

	if (employees && strstr(employees, "employees"))
		*employees = '\0';
	len = strlen(name);
	while (len > 0 && ((unsigned char)name[len - 1] >= 0x80 || name[len - 1] == ' ') &&
	       strstr(name, "\xe2\x98\x85"))
		len--;
	if (len > 4 && name[len - 4] == ' ' && mail_role(name + len - 3) == MAIL_ROLE_RATING)
		len -= 4;
	if (len > 4)
		name[len] = '\0';
}

/* The last dash that may stand between a company and its place, and its bytes. */
static char *find_dash(char *name, size_t *len)
{
	char *last = NULL;

	for (size_t i = 0; i < sizeof dashes / sizeof dashes[0] && !last; i++) {
		for (char *p = strstr(name, dashes[i]); p; p = strstr(p + 1, dashes[i])) {
			last = p;
			*len = strlen(dashes[i]);
		}
	}
	return last == name ? NULL : last;
}

/* "Acme - Oslo", where no place stands apart, or this is plainly one. */
static void part_place(struct reading *reading, size_t company)
{
	char *name = reading->names[company];
	size_t len = 0;
	char *dash = find_dash(name, &len);

	if (!dash || reading->is_labelled[2] || reading->count == NAMES_MAX ||
	    (reading->count > company + 1 && !strstr(dash, ", ")))
		return;
	*dash = '\0';
	take_name(reading, dash + len, strlen(dash + len));
	name = reading->names[reading->count - 1];
	for (size_t i = reading->count - 1; i > company + 1; i--)
		reading->names[i] = reading->names[i - 1];
	reading->names[company + 1] = name;
}

/* Puts the names where they belong. */
static void put_names(struct reading *reading)
{
	size_t order[SLOTS] = { 0 }, wanted = 0;

	for (size_t i = 0; i < SLOTS; i++) {
		size_t slot = reading->company_first && i < 2 ? 1 - i : i;

		if (!reading->is_labelled[slot])
			order[wanted++] = slot;
	}
	for (size_t i = 0; i < wanted; i++) {
		if (i < reading->count && order[i] == 1) {
			trim_company(reading->names[i]);
			if (i > 0 || reading->is_labelled[0])
				part_place(reading, i);
		}
	}
	for (size_t i = 0; i < reading->count; i++) {
		if (i < wanted)
			put(reading, slots[order[i]].key, reading->names[i],
			    strlen(reading->names[i]));
		else
			add_body(reading, reading->names[i]);
	}
}

static void put_rest(struct reading *reading)
{
	const struct mail_card *card = reading->card;
	struct strbuf day = STRBUF_INIT;

	if (card->date != DATE_UNKNOWN)
		date_format_iso(&day, card->date - (reading->age > 0 ? reading->age : 0));
	put(reading, "posted", day.text, day.len);
	put(reading, "url", card->url ? card->url : "", card->url ? strlen(card->url) : 0);
	put(reading, "ref", card->ref ? card->ref : "", card->ref ? strlen(card->ref) : 0);
	put(reading, "body", reading->body.text, reading->body.len);
	strbuf_release(&day);
}

static bool has_letter(const struct node *title)
{
	for (size_t i = 0; title && i < title->len; i++) {
		if (ascii_is_alpha(title->text[i]) || (unsigned char)title->text[i] >= 0x80)
			return true;
	}
	return false;
}

struct node *mail_card_read(const struct mail_card *card)
{
	struct reading reading = { .card = card, .made = node_new(NODE_MAP, card->line), .age = -1,
				   .company_first = card->company_first, .body = STRBUF_INIT };

	for (size_t i = 0; i < card->count; i++) {
		if (*card->lines[i].text)
			take_line(&reading, card->lines[i].text);
	}
	put_names(&reading);
	put_rest(&reading);
	for (size_t i = 0; i < reading.count; i++)
		free(reading.names[i]);
	strbuf_release(&reading.body);
	if (!has_letter(node_get(reading.made, "title")) && !reading.is_labelled[0]) {
		node_free(reading.made);
		return NULL;
	}
	return reading.made;
}

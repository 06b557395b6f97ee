/* Pay in a record. */
#include "config.h"

#include "read/record_pay_int.h"

#include <string.h>

#include "read/record_facts_int.h"
#include "util/ascii.h"

#define DEPTH_MAX 4

void record_pay_init(struct record_pay *pay)
{
	for (int part = 0; part < PART_PAYS; part++)
		record_init_text(&pay->parts[part]);
}

void record_pay_release(struct record_pay *pay)
{
	for (int part = 0; part < PART_PAYS; part++)
		strbuf_release(&pay->parts[part]);
}

/* "0", "-1", "0.00", "1e-9": how programs write that there is none. */
static bool is_none(const char *text)
{
	size_t at = *text == '-';
	bool is_negative = at > 0;

	for (; text[at]; at++) {
		if (at > 0 && ascii_lower(text[at]) == 'e' && text[at + 1] == '-')
			return true;
		if (!ascii_is_digit(text[at]) && text[at] != '.')
			return false;
		if (text[at] != '0' && text[at] != '.' && !is_negative)
			return false;
	}
	return at > 0;
}

void record_pay_take_part(struct record_pay *pay, enum key_part part, const struct node *node)
{
	struct strbuf *text = &pay->parts[part];

	if (text->len > 0)
		return;
	record_join_part(text, node, " - ");
	if (part <= PART_MAX && is_none(text->text))
		strbuf_clear(text);
}

static void take_map(struct record_pay *pay, const struct node *map, int depth)
{
	for (size_t i = 0; i < map->count; i++) {
		enum key_part part = key_find_part(FIELD_SALARY, map->keys[i]);

		if (map->items[i]->kind == NODE_MAP && depth < DEPTH_MAX)
			take_map(pay, map->items[i], depth + 1);
		else if (part != PART_NONE)
			record_pay_take_part(pay, part, map->items[i]);
	}
}

/* The whole units of an amount; 0 where there is none. */
static int64_t units(const struct strbuf *text)
{
	int64_t value = 0;

	ascii_number(text->text, text->len, &value);
	return value;
}

static void set_text(struct strbuf *text, const struct strbuf *other)
{
	strbuf_clear(text);
	strbuf_add(text, other->text, other->len);
}

static void widen(struct record_pay *pay, const struct record_pay *other)
{
	struct strbuf *min = &pay->parts[PART_MIN], *max = &pay->parts[PART_MAX];
	const struct strbuf *low = &other->parts[PART_MIN], *high = &other->parts[PART_MAX];

	if (low->len > 0 && (min->len == 0 || units(low) < units(min)))
		set_text(min, low);
	if (high->len > 0 && (max->len == 0 || units(high) > units(max)))
		set_text(max, high);
}

static bool are_alike(const struct record_pay *a, const struct record_pay *b)
{
	return strcmp(a->parts[PART_CURRENCY].text, b->parts[PART_CURRENCY].text) == 0 &&
	       strcmp(a->parts[PART_PERIOD].text, b->parts[PART_PERIOD].text) == 0;
}

static bool is_list_of_maps(const struct node *node)
{
	for (size_t i = 0; i < node->count; i++) {
		if (node->items[i]->kind != NODE_MAP)
			return false;
	}
	return node->kind == NODE_LIST && node->count > 0;
}

void record_pay_take(struct record_pay *pay, const struct node *node)
{
	if (node->kind == NODE_MAP) {
		take_map(pay, node, 0);
	} else if (!is_list_of_maps(node)) {
		record_pay_take_part(pay, PART_AMOUNT, node);
	} else {
		take_map(pay, node->items[0], 0);
		for (size_t i = 1; i < node->count; i++) {
			struct record_pay other;

			record_pay_init(&other);
			take_map(&other, node->items[i], 0);
			if (are_alike(pay, &other))
				widen(pay, &other);
			record_pay_release(&other);
		}
	}
}

/* "yearly" and "annual" as against "year" */
static bool is_adverb(const char *period)
{
	return record_contains(period, "ly") || record_contains(period, "annual");
}

static void write_amount(const struct strbuf *parts, struct strbuf *out)
{
	const char *min = parts[PART_MIN].text, *max = parts[PART_MAX].text;

	if (parts[PART_AMOUNT].len > 0)
		strbuf_puts(out, parts[PART_AMOUNT].text);
	else if (*min && strcmp(min, max) == 0)
		strbuf_puts(out, min);
	else if (*min && *max)
		strbuf_printf(out, "%s - %s", min, max);
	else if (*min || *max)
		strbuf_printf(out, "%s %s", *min ? "from" : "up to", *min ? min : max);
}

void record_pay_write(const struct record_pay *pay, struct strbuf *out)
{
	const char *currency = pay->parts[PART_CURRENCY].text;
	const char *period = pay->parts[PART_PERIOD].text;

	write_amount(pay->parts, out);
	if (out->len == 0)
		return;
	if (*currency && !record_contains_word(out->text, currency))
		strbuf_printf(out, " %s", currency);
	if (*period && !record_contains_word(out->text, period))
		strbuf_printf(out, " %s%s", is_adverb(period) ? "" : "per ", period);
}

/* The rules of evidence, by number. */
#include "config.h"

#include "store/rule_int.h"

#include "store/column_int.h"
#include "store/store_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define PLACES_FIRST 1024

struct rule {
	int64_t id;
	enum field_id field;
	const char *name;        /* of store_rule() */
};

struct rules {
	struct rule *items;
	size_t count, cap;
	size_t *places;          /* by field and name: 1 + number of the item; 0: empty */
	size_t place_count;      /* a power of two, at least twice the count */
};

static size_t hash_rule(enum field_id field, const char *name)
{
	size_t hash = (size_t)field;

	for (; *name; name++)
		hash = hash * 31 + (unsigned char)*name;
	return hash ^ hash >> 15;
}

/* The place of a rule, or the empty one where it belongs. */
static size_t *find_place(const struct rules *rules, enum field_id field, const char *name)
{
	size_t at = hash_rule(field, name) & (rules->place_count - 1);

	for (;; at = (at + 1) & (rules->place_count - 1)) {
		const struct rule *rule;

		if (rules->places[at] == 0)
			return &rules->places[at];
		rule = &rules->items[rules->places[at] - 1];
		if (rule->field == field && strcmp(rule->name, name) == 0)
			return &rules->places[at];
	}
}

static void make_places(struct rules *rules, size_t count)
{
	free(rules->places);
	rules->place_count = count;
	rules->places = xcalloc(count, sizeof *rules->places);
	for (size_t i = 0; i < rules->count; i++)
		*find_place(rules, rules->items[i].field, rules->items[i].name) = i + 1;
}

static void add(struct rules *rules, int64_t id, enum field_id field, const char *name)
{
	*VEC_PUSH(rules) = (struct rule){ id, field, name };
	if (2 * rules->count > rules->place_count)
		make_places(rules, 2 * rules->place_count);
	else
		*find_place(rules, field, name) = rules->count;
}

static bool load(struct store *store, struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection, "SELECT id, field, name FROM rule", err);
	enum stmt_step step;

	if (!stmt)
		return false;
	while ((step = stmt_step(&store->connection, stmt, err)) == STMT_ROW) {
		const char *field = (const char *)sqlite3_column_text(stmt, 1);
		const char *name = (const char *)sqlite3_column_text(stmt, 2);

		add(store->rule_numbers, sqlite3_column_int64(stmt, 0),
		    column_field(field, strlen(field)), store_rule(store, name));
	}
	return step == STMT_DONE;
}

static bool reload(struct store *store, struct err *err)
{
	rules_forget(store);
	store->rule_numbers = xcalloc(1, sizeof *store->rule_numbers);
	make_places(store->rule_numbers, PLACES_FIRST);
	if (load(store, err))
		return true;
	rules_forget(store);
	return false;
}

void rules_free(struct rules *rules)
{
	if (!rules)
		return;
	free(rules->places);
	VEC_RELEASE(rules);
	free(rules);
}

void rules_forget(struct store *store)
{
	rules_free(store->rule_numbers);
	store->rule_numbers = NULL;
}

/* -- writing */

/* Another process may have added it since the numbers were read. */
static bool make_number(struct store *store, enum field_id field, const char *name, int64_t *id,
			struct err *err)
{
	sqlite3_stmt *stmt = stmt_get(&store->connection,
		"INSERT INTO rule(field, name) VALUES(?, ?)"
		" ON CONFLICT DO UPDATE SET name = excluded.name RETURNING id", err);

	if (!stmt)
		return false;
	stmt_text(stmt, 1, field_get(field)->name);
	stmt_text(stmt, 2, name);
	if (!stmt_value(&store->connection, stmt, 0, id, err))
		return false;
	add(store->rule_numbers, *id, field, store_rule(store, name));
	return true;
}

static bool number_of(struct store *store, enum field_id field, const char *name, int64_t *id,
		      struct err *err)
{
	size_t at;

	if (!store->rule_numbers && !reload(store, err))
		return false;
	at = *find_place(store->rule_numbers, field, name);
	if (at == 0)
		return make_number(store, field, name, id, err);
	*id = store->rule_numbers->items[at - 1].id;
	return true;
}

static void add_number(struct strbuf *list, uint64_t number)
{
	char digits[24], *at = digits + sizeof digits;

	do {
		*--at = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	if (list->len > 0)
		strbuf_putc(list, ' ');
	strbuf_add(list, at, (size_t)(digits + sizeof digits - at));
}

bool rules_write(struct store *store, const struct posting *posting, struct strbuf *list,
		 struct err *err)
{
	for (size_t i = 0; i < posting->evidence.count; i++) {
		const struct evidence *evidence = &posting->evidence.items[i];
		int64_t id;

		if (!number_of(store, evidence->field, evidence->rule, &id, err))
			return false;
		add_number(list, (uint64_t)id);
		add_number(list, evidence->start);
		add_number(list, evidence->end);
	}
	return true;
}

/* -- reading */

static bool take_number(const char **list, int64_t *number)
{
	const char *at = *list;

	*number = 0;
	while (*at == ' ')
		at++;
	if (!ascii_is_digit(*at))
		return false;
	for (; ascii_is_digit(*at); at++)
		if (*number < INT64_MAX / 10 - 1)
			*number = *number * 10 + (*at - '0');
	*list = at;
	return true;
}

static const struct rule *find_number(const struct rules *rules, int64_t id)
{
	for (size_t i = 0; rules && i < rules->count; i++)
		if (rules->items[i].id == id)
			return &rules->items[i];
	return NULL;
}

bool rules_read(struct store *store, const char *list, struct posting *posting, struct err *err)
{
	bool is_fresh = false;
	int64_t id, start, end;

	while (take_number(&list, &id) && take_number(&list, &start) && take_number(&list, &end)) {
		const struct rule *rule = find_number(store->rule_numbers, id);

		if (!rule && !is_fresh) {
			if (!reload(store, err))
				return false;
			is_fresh = true;
			rule = find_number(store->rule_numbers, id);
		}
		if (rule && rule->field != FIELD_COUNT)
			posting_add_evidence(posting, rule->field, (size_t)start, (size_t)end,
					     rule->name);
	}
	return true;
}

/* Reading the tables of places: one row, one entry, with its names. */
#include "config.h"

#include "posting/gazetteer_int.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"
#include "util/vec.h"

#define LARGE_CITY 500000u
#define COUNTRY_CODE_LEN 2

enum column { COL_KIND, COL_CODE, COL_NAME, COL_ALIASES, COL_POPULATION, COL_ZONE, COL_MEMBERS,
	      COL_COUNT };

struct text {
	const char *start;
	size_t len;
};

/* One row of a table, and where it stands. */
struct row {
	struct text cols[COL_COUNT];
	enum place_kind kind;
	uint32_t population;
	uint32_t region, country;
	struct text city_code;   /* that the two were found for; rows of one code stand together */
	struct gazetteer_key key; /* of the name */
	const char *shown;
	size_t line;
};

static const char *const kind_names[] = {
	[PLACE_COUNTRY] = "country",
	[PLACE_REGION] = "region",
	[PLACE_CITY] = "city",
	[PLACE_AREA] = "area",
};

#define KIND_COUNT (sizeof kind_names / sizeof *kind_names)

static bool row_fail(const struct row *row, struct err *err, const char *what, struct text about)
{
	return err_set(err, STATUS_CONFIG, "%s:%zu: %s: \"%.*s\"", row->shown, row->line, what,
		       (int)(about.len < 80 ? about.len : 80), about.start);
}

/* Cuts the part before MARK off the front of *rest. */
static struct text next_part(struct text *rest, char mark)
{
	const char *end = memchr(rest->start, mark, rest->len);
	struct text part = { rest->start, end ? (size_t)(end - rest->start) : rest->len };
	size_t taken = part.len + (end ? 1 : 0);

	rest->start += taken;
	rest->len -= taken;
	return part;
}

static struct text trimmed(struct text text)
{
	size_t start = 0, end = text.len;

	ascii_trim(text.start, &start, &end);
	return (struct text){ text.start + start, end - start };
}

/* Where a copy stands among the texts. */
static uint32_t keep(struct gazetteer *gazetteer, struct text text)
{
	size_t at = gazetteer->texts.count;

	for (size_t i = 0; i < text.len; i++)
		*VEC_PUSH(&gazetteer->texts) = text.start[i];
	*VEC_PUSH(&gazetteer->texts) = '\0';
	return (uint32_t)at;
}

static bool same_bytes(struct text a, struct text b)
{
	return a.len == b.len && a.len > 0 && memcmp(a.start, b.start, a.len) == 0;
}

static bool same_text(const char *a, struct text b)
{
	return strlen(a) == b.len && memcmp(a, b.start, b.len) == 0;
}

static bool split_columns(struct text line, struct row *row, struct err *err)
{
	struct text rest = line;

	for (size_t i = 0; i < COL_COUNT; i++)
		row->cols[i] = trimmed(next_part(&rest, '\t'));
	if (rest.len > 0)
		return row_fail(row, err, "a row has at most seven columns; too many here", line);
	if (row->cols[COL_NAME].len == 0)
		return row_fail(row, err, "a row needs kind, code and name, divided by tabs",
				line);
	return true;
}

static bool read_kind(struct row *row, struct err *err)
{
	struct text kind = row->cols[COL_KIND];

	for (size_t i = PLACE_COUNTRY; i < KIND_COUNT; i++) {
		if (same_text(kind_names[i], kind)) {
			row->kind = (enum place_kind)i;
			return true;
		}
	}
	return row_fail(row, err, "the kind is country, region, city or area, not", kind);
}

static bool read_population(struct row *row, struct err *err)
{
	struct text text = row->cols[COL_POPULATION];
	int64_t value = 0;

	if (text.len > 0 && ascii_number(text.start, text.len, &value) != text.len)
		return row_fail(row, err, "the population is a whole number, not", text);
	row->population = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
	return true;
}

static bool is_country_code(struct text code)
{
	return code.len == COUNTRY_CODE_LEN && ascii_is_upper(code.start[0]) &&
	       ascii_is_upper(code.start[1]);
}

/* Whether the code of a region starts with that of a country and has no blank. */
static bool is_region_code(struct text code)
{
	struct text country = { code.start, COUNTRY_CODE_LEN };

	return code.len > COUNTRY_CODE_LEN + 1 && is_country_code(country) &&
	       code.start[COUNTRY_CODE_LEN] == '-';
}

static enum place_kind entry_kind(const struct gazetteer *gazetteer, uint32_t entry)
{
	return entry == GAZETTEER_NONE ? PLACE_NONE
				       : (enum place_kind)gazetteer->entries.items[entry].kind;
}

/* Finds the region and country that the row's code names: in an earlier row. */
static bool read_parents(const struct gazetteer *gazetteer, struct row *row, struct err *err)
{
	struct text code = row->cols[COL_CODE];
	bool has_region = row->kind == PLACE_CITY && code.len > COUNTRY_CODE_LEN;

	if (row->kind == PLACE_CITY && same_bytes(code, row->city_code))
		return true;
	row->region = row->country = GAZETTEER_NONE;
	row->city_code = (struct text){ code.start, 0 };
	if (row->kind == PLACE_AREA) {
		if (code.len == 0 || memchr(code.start, ' ', code.len))
			return row_fail(row, err, "the code of an area is one word, not", code);
		return true;
	}
	if (row->kind == PLACE_COUNTRY) {
		return is_country_code(code) ||
		       row_fail(row, err, "the code of a country is two capitals (ISO 3166-1), not",
				code);
	}
	if ((row->kind == PLACE_REGION || has_region) && !is_region_code(code))
		return row_fail(row, err, "the code of a region is as in ISO 3166-2, CA-ON, not",
				code);
	if (has_region)
		row->region = gazetteer_entry_by_code(gazetteer, code.start, code.len);
	if (code.len >= COUNTRY_CODE_LEN)
		row->country = gazetteer_entry_by_code(gazetteer, code.start, COUNTRY_CODE_LEN);
	if (entry_kind(gazetteer, row->country) != PLACE_COUNTRY)
		return row_fail(row, err, "no row before this one is the country of", code);
	if (has_region && entry_kind(gazetteer, row->region) != PLACE_REGION)
		return row_fail(row, err, "no row before this one is the region", code);
	if (row->kind == PLACE_CITY)
		row->city_code = code;
	return true;
}

/* The city of that name where CODE says, or GAZETTEER_NONE. */
static uint32_t city_at(const struct gazetteer *gazetteer, const struct gazetteer_key *name,
			struct text code)
{
	const struct gazetteer_slot *slot = gazetteer_slot(gazetteer, name);
	uint32_t ref;

	ref = slot ? gazetteer_valid_ref(gazetteer, slot->ref) : GAZETTEER_NONE;
	while (ref != GAZETTEER_NONE) {
		const struct gazetteer_ref *item = &gazetteer->refs.items[ref];
		const struct gazetteer_entry *entry = &gazetteer->entries.items[item->entry];

		if (entry->kind == PLACE_CITY &&
		    same_text(gazetteer_text(gazetteer, entry->code), code))
			return item->entry;
		ref = gazetteer_valid_ref(gazetteer, item->next);
	}
	return GAZETTEER_NONE;
}

/* The entry that a row of this kind, code and name replaces, or GAZETTEER_NONE. */
static uint32_t entry_before(const struct gazetteer *gazetteer, const struct row *row)
{
	struct text code = row->cols[COL_CODE];
	uint32_t entry;

	if (row->kind == PLACE_CITY) {
		entry = city_at(gazetteer, &row->key, code);
		if (entry != GAZETTEER_NONE &&
		    !same_text(gazetteer_text(gazetteer, gazetteer->entries.items[entry].name),
			       row->cols[COL_NAME]))
			entry = GAZETTEER_NONE;
		return entry;
	}
	entry = gazetteer_entry_by_code(gazetteer, code.start, code.len);
	return entry_kind(gazetteer, entry) == row->kind ? entry : GAZETTEER_NONE;
}

static uint32_t put_entry(struct gazetteer *gazetteer, const struct row *row)
{
	uint32_t at = entry_before(gazetteer, row);
	uint16_t version = 0;

	if (at == GAZETTEER_NONE) {
		at = (uint32_t)gazetteer->entries.count;
		(void)VEC_PUSH(&gazetteer->entries);
		if (row->kind == PLACE_AREA)
			*VEC_PUSH(&gazetteer->areas) = at;
	} else {
		version = (uint16_t)(gazetteer->entries.items[at].version + 1);
	}
	gazetteer->entries.items[at] = (struct gazetteer_entry){
		.kind = (uint16_t)row->kind, .version = version, .population = row->population,
		.region = row->kind == PLACE_REGION ? at : row->region,
		.country = row->kind == PLACE_COUNTRY ? at : row->country,
		.name = keep(gazetteer, row->cols[COL_NAME]),
		.code = keep(gazetteer, row->cols[COL_CODE]),
	};
	return at;
}

static enum name_rank rank_of(const struct row *row, bool is_alias)
{
	if (row->kind != PLACE_CITY)
		return is_alias ? RANK_AREA_ALIAS : RANK_AREA;
	if (row->population > LARGE_CITY)
		return is_alias ? RANK_LARGE_CITY_ALIAS : RANK_LARGE_CITY;
	return is_alias ? RANK_CITY_ALIAS : RANK_CITY;
}

static bool read_name(const struct row *row, struct text name, struct gazetteer_key *key,
		      struct err *err)
{
	return gazetteer_key_name(key, name.start, name.len) ||
	       row_fail(row, err, "a name has letters or digits, and is short, unlike", name);
}

static bool put_alias(struct gazetteer *gazetteer, const struct row *row, uint32_t entry,
		      struct text alias, struct err *err)
{
	struct gazetteer_key key;

	if (!read_name(row, alias, &key, err))
		return false;
	gazetteer_add_key(gazetteer, &key, entry, rank_of(row, true));
	return true;
}

static bool put_aliases(struct gazetteer *gazetteer, const struct row *row, uint32_t entry,
			struct err *err)
{
	struct text rest = row->cols[COL_ALIASES];

	while (rest.len > 0) {
		struct text alias = trimmed(next_part(&rest, '|'));

		if (alias.len > 0 && !put_alias(gazetteer, row, entry, alias, err))
			return false;
	}
	return true;
}

/* Codes are found by gazetteer_entry_by_code(); the letters of a country are also a name of it. */
static bool put_code(struct gazetteer *gazetteer, const struct row *row, uint32_t entry,
		     struct err *err)
{
	struct text code = row->cols[COL_CODE];
	struct gazetteer_key key;

	if (row->kind == PLACE_CITY)
		return true;
	if (!gazetteer_key_code(&key, code.start, code.len))
		return row_fail(row, err, "this code is too long", code);
	gazetteer_add_key(gazetteer, &key, entry, RANK_AREA);
	return row->kind != PLACE_COUNTRY || put_alias(gazetteer, row, entry, code, err);
}

/* Adds what MEMBER names: a code, a city as CODE/Name, or all of another area. */
static bool put_member(struct gazetteer *gazetteer, struct text member)
{
	struct text name = member;
	struct text code = next_part(&name, '/');
	uint32_t entry = GAZETTEER_NONE;
	struct gazetteer_entry area;
	struct gazetteer_key key;

	if (name.len == 0)
		entry = gazetteer_entry_by_code(gazetteer, code.start, code.len);
	else if (gazetteer_key_name(&key, name.start, name.len))
		entry = city_at(gazetteer, &key, code);
	if (entry == GAZETTEER_NONE)
		return false;
	area = gazetteer->entries.items[entry];
	if (area.kind != PLACE_AREA) {
		*VEC_PUSH(&gazetteer->members) = entry;
		return true;
	}
	for (uint32_t i = 0; i < area.member_count; i++) {
		entry = gazetteer->members.items[area.first_member + i];
		*VEC_PUSH(&gazetteer->members) = entry;
	}
	return true;
}

static bool put_members(struct gazetteer *gazetteer, const struct row *row, uint32_t entry,
			struct err *err)
{
	struct text rest = row->cols[COL_MEMBERS];
	size_t first = gazetteer->members.count;

	if (rest.len > 0 && row->kind != PLACE_AREA)
		return row_fail(row, err, "only an area has members", rest);
	while (rest.len > 0) {
		struct text member = trimmed(next_part(&rest, '|'));

		if (member.len > 0 && !put_member(gazetteer, member))
			return row_fail(row, err, "no row before this one is the member", member);
	}
	gazetteer->entries.items[entry].first_member = (uint32_t)first;
	gazetteer->entries.items[entry].member_count = (uint32_t)(gazetteer->members.count - first);
	return true;
}

static bool read_row(struct gazetteer *gazetteer, struct text line, struct row *row,
		     struct err *err)
{
	uint32_t entry;

	if (!gazetteer_is_ascii(line.start, line.len) && !utf8_is_valid(line.start, line.len))
		return err_set(err, STATUS_CONFIG, "%s:%zu: this line is not UTF-8", row->shown,
			       row->line);
	if (!split_columns(line, row, err) || !read_kind(row, err) || !read_population(row, err) ||
	    !read_parents(gazetteer, row, err) ||
	    !read_name(row, row->cols[COL_NAME], &row->key, err))
		return false;
	entry = put_entry(gazetteer, row);
	gazetteer_add_key(gazetteer, &row->key, entry, rank_of(row, false));
	return put_aliases(gazetteer, row, entry, err) &&
	       put_code(gazetteer, row, entry, err) && put_members(gazetteer, row, entry, err);
}

bool gazetteer_read_table(const char *bytes, size_t len, const char *shown, void *gazetteer,
			  struct err *err)
{
	struct text rest = { bytes, len };
	struct row row = { .shown = shown };

	while (rest.len > 0) {
		struct text line = next_part(&rest, '\n');

		row.line++;
		if (line.len > 0 && line.start[line.len - 1] == '\r')
			line.len--;
		if (line.len == 0 || line.start[0] == '#')
			continue;
		if (!read_row(gazetteer, line, &row, err))
			return false;
	}
	return true;
}

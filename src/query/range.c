/* Reads ranges: one operand, one with an operator, or two with dots between. */
#include "config.h"

#include "query/range_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/date.h"
#include "posting/money.h"
#include "posting/zone.h"
#include "query/key_int.h"

#define CENTS 100
#define THOUSAND 1000
#define EN_DASH "\xe2\x80\x93"
/* Letters of a currency or a suffix that may be on their way. */
#define PAY_LETTERS_MAX 3
/* Keeps sums of bounds far from the end of int64_t. */
#define BOUND_MAX (INT64_C(1) << 52)

enum op { OP_NONE, OP_LESS, OP_AT_MOST, OP_MORE, OP_AT_LEAST };

static const struct { const char *text; enum op op; } ops[] = {
	{ "<=", OP_AT_MOST }, { ">=", OP_AT_LEAST }, { "<", OP_LESS }, { ">", OP_MORE },
	{ "\xe2\x89\xa4", OP_AT_MOST }, { "\xe2\x89\xa5", OP_AT_LEAST }, { "=", OP_NONE },
};

/* Days that go by a name, counted from today. */
static const struct { const char *name; int days; } named_days[] = {
	{ "today", 0 }, { "yesterday", -1 }, { "tomorrow", 1 },
};

static const struct { const char *name; enum pay_period period; } periods[] = {
	{ "hour", PAY_HOUR }, { "hr", PAY_HOUR }, { "h", PAY_HOUR }, { "day", PAY_DAY },
	{ "d", PAY_DAY }, { "week", PAY_WEEK }, { "w", PAY_WEEK }, { "month", PAY_MONTH },
	{ "mo", PAY_MONTH }, { "m", PAY_MONTH }, { "year", PAY_YEAR }, { "yr", PAY_YEAR },
	{ "y", PAY_YEAR },
};

/* How the unit of a number may be written behind it. */
static const struct { const char *unit, *text; } units[] = {
	{ "years", "y" }, { "years", "yr" }, { "years", "yrs" }, { "years", "year" },
	{ "years", "years" }, { "days", "d" }, { "days", "day" }, { "days", "days" },
};

/* One end of a range: what it stands for, and how it was written. */
struct operand {
	int64_t low, high;
	bool is_age;             /* low = high is the day that long from today */
	bool has_k;
	char currency[4];
};

struct text { const char *at; size_t len; };

static struct text text_skip(struct text text, size_t bytes)
{
	return (struct text){ text.at + bytes, text.len - bytes };
}

static struct text text_cut(struct text text, size_t len)
{
	return (struct text){ text.at, len };
}

static bool text_is(struct text text, const char *word)
{
	return text.len == strlen(word) && ascii_starts_len(text.at, text.len, word);
}

static bool is_unit(const struct field *field, struct text text)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcmp(units[i].unit, field->unit) == 0 && text_is(text, units[i].text))
			return true;
	}
	return text.len == 0;
}

static bool read_number(const struct field *field, struct text text, struct operand *operand)
{
	size_t digits = ascii_number(text.at, text.len, &operand->low);

	operand->high = operand->low;
	return digits > 0 && operand->low <= BOUND_MAX && is_unit(field, text_skip(text, digits));
}

static bool read_offset(struct text text, struct operand *operand)
{
	int minutes;

	if (zone_parse(text.at, text.len, &minutes) != text.len)
		return false;
	operand->low = operand->high = minutes;
	return true;
}

static bool read_choice(const struct field *field, struct text text, struct operand *operand)
{
	operand->low = operand->high = field_choice(field, text.at, text.len);
	return field->is_ordered && operand->low >= 0;
}

/* Takes a currency off the front of *TEXT. */
static void take_currency(struct text *text, struct operand *operand)
{
	const struct currency *currency;
	bool is_bare_dollar;
	size_t bytes = text->len > 0 ?
		currency_parse(text->at, text->len, &currency, &is_bare_dollar) : 0;

	if (bytes == 0)
		return;
	if (!is_bare_dollar)
		memcpy(operand->currency, currency->code, sizeof operand->currency);
	*text = text_skip(*text, bytes);
}

/* How often a year has the period that TEXT names behind a slash; 0 for none such. */
static int periods_a_year(struct text text)
{
	if (text.len == 0)
		return 1;
	if (text.at[0] != '/')
		return 0;
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
		if (text_is(text_skip(text, 1), periods[i].name))
			return pay_period_a_year(periods[i].period);
	}
	return 0;
}

static bool read_pay(struct text text, struct operand *operand)
{
	int64_t cents;
	size_t bytes;
	int times;

	take_currency(&text, operand);
	bytes = money_parse(text.at, text.len, &cents, &operand->has_k);
	text = text_skip(text, bytes);
	if (bytes == 0)
		return false;
	take_currency(&text, operand);
	times = periods_a_year(text);
	if (times == 0 || cents / CENTS > BOUND_MAX / times)
		return false;
	operand->low = operand->high = cents / CENTS * times + cents % CENTS * times / CENTS;
	return true;
}

/* Digits that fill TEXT up to a dash or its end, which must be WIDTH. */
static bool take_number(struct text *text, size_t width, int64_t *number)
{
	size_t bytes = ascii_number(text->at, text->len, number);

	if (bytes != width || (bytes < text->len && text->at[bytes] != '-'))
		return false;
	*text = text_skip(*text, bytes);
	return true;
}

/* The last day of a month. */
static int32_t month_end(int64_t year, int64_t month)
{
	int64_t day = 31;

	while (date_from_civil(year, month, day) == DATE_UNKNOWN)
		day--;
	return date_from_civil(year, month, day);
}

/* A year, a month of one, or a day of that: 2026, 2026-11, 2026-11-21. */
static bool read_calendar(struct text text, struct operand *operand)
{
	int64_t part[3] = { 0, 1, 1 };
	int32_t first;
	size_t parts = 0;

	while (take_number(&text, parts == 0 ? 4 : 2, &part[parts])) {
		parts++;
		if (parts == 3 || text.len < 2)
			break;
		text = text_skip(text, 1);
	}
	first = date_from_civil(part[0], part[1], part[2]);
	if (parts == 0 || text.len > 0 || first == DATE_UNKNOWN)
		return false;
	operand->low = operand->high = first;
	if (parts < 3)
		operand->high = month_end(part[0], parts == 1 ? 12 : part[1]);
	return true;
}

/* An age counts away from today into the past, or the future for what is still to come. */
static int age_direction(const struct field *field)
{
	return field->id == FIELD_EXPIRES ? 1 : -1;
}

static bool read_date(const struct field *field, struct text text, int32_t today,
		      struct operand *operand)
{
	int32_t days;
	size_t bytes = date_parse_span(text.at, text.len, &days);

	if (bytes > 0 && bytes == text.len) {
		operand->low = operand->high = (int64_t)today + age_direction(field) * days;
		operand->is_age = true;
		return true;
	}
	for (size_t i = 0; i < sizeof named_days / sizeof *named_days; i++) {
		if (text_is(text, named_days[i].name)) {
			operand->low = operand->high = (int64_t)today + named_days[i].days;
			return true;
		}
	}
	return read_calendar(text, operand);
}

static bool read_operand(const struct field *field, struct text text, int32_t today,
			 struct operand *operand)
{
	*operand = (struct operand){ .is_age = false };
	if (text.len == 0)
		return false;
	switch (field->kind) {
	case FIELD_NUMBER:
		return read_number(field, text, operand);
	case FIELD_OFFSET:
		return read_offset(text, operand);
	case FIELD_CHOICE:
		return read_choice(field, text, operand);
	case FIELD_PAY:
		return read_pay(text, operand);
	case FIELD_DATE:
		return read_date(field, text, today, operand);
	default:
		return false;
	}
}

/* The range of an age with an operator: "less" is nearer to today. */
static void apply_age(enum op op, int64_t day, int64_t today, int direction,
		      struct query_value *value)
{
	bool is_nearer = op == OP_NONE || op == OP_LESS || op == OP_AT_MOST;

	if (is_nearer && direction < 0) {
		value->min = day;
	} else if (is_nearer) {
		value->min = today;
		value->max = day;
	} else {
		day += op == OP_MORE ? direction : 0;
		*(direction < 0 ? &value->max : &value->min) = day;
	}
}

static void apply(enum op op, const struct operand *operand, struct query_value *value)
{
	switch (op) {
	case OP_NONE:
		value->min = operand->low;
		value->max = operand->high;
		break;
	case OP_LESS:
		value->max = operand->low - 1;
		break;
	case OP_AT_MOST:
		value->max = operand->high;
		break;
	case OP_MORE:
		value->min = operand->high + 1;
		break;
	case OP_AT_LEAST:
		value->min = operand->low;
		break;
	}
}

/* The byte where the two ends of a range part, and the bytes between them; 0 where TEXT has one
 * end. */
static size_t find_dots(const struct field *field, struct text text, size_t *at)
{
	for (*at = 0; *at + 1 < text.len; ++*at) {
		if (ascii_starts_len(text.at + *at, text.len - *at, ".."))
			return 2;
		if (ascii_starts_len(text.at + *at, text.len - *at, EN_DASH))
			return strlen(EN_DASH);
	}
	/* "3-5" is no range of what has dashes of its own. */
	if (field->kind != FIELD_NUMBER && field->kind != FIELD_PAY)
		return 0;
	for (*at = 1; *at + 1 < text.len; ++*at) {
		if (text.at[*at] == '-')
			return 1;
	}
	return 0;
}

static bool ends_in_k(struct text text)
{
	return text.len > 0 && ascii_lower(text.at[text.len - 1]) == 'k';
}

static void set_currency(struct query_value *value, const struct operand *operand)
{
	if (operand->currency[0])
		memcpy(value->currency, operand->currency, sizeof value->currency);
}

/* Orders the two ends, which may have been typed the other way round. */
static void set_ends(struct query_value *value, const struct operand *low,
		     const struct operand *high)
{
	bool is_turned = low->low > high->high;

	value->min = is_turned ? high->low : low->low;
	value->max = is_turned ? low->high : high->high;
	set_currency(value, low);
	set_currency(value, high);
}

static bool read_ends(const struct field *field, struct text from, struct text to, int32_t today,
		      struct query_value *value)
{
	struct operand low, high;

	if (from.len == 0 && to.len == 0)
		return false;
	if (from.len > 0 && !read_operand(field, from, today, &low))
		return false;
	if (to.len > 0 && !read_operand(field, to, today, &high))
		return false;
	if (from.len == 0) {
		apply(OP_AT_MOST, &high, value);
		set_currency(value, &high);
	} else if (to.len == 0) {
		apply(OP_AT_LEAST, &low, value);
		set_currency(value, &low);
	} else {
		if (ends_in_k(to) && !low.has_k && low.low < THOUSAND)
			low.low = low.high = low.low * THOUSAND;
		set_ends(value, &low, &high);
	}
	return true;
}

static enum op take_front_op(struct text *text)
{
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		if (ascii_starts_len(text->at, text->len, ops[i].text)) {
			*text = text_skip(*text, strlen(ops[i].text));
			return ops[i].op;
		}
	}
	return OP_NONE;
}

static enum op take_op(struct text *text)
{
	size_t len = text->len;
	enum op op = take_front_op(text);

	if (text->len < len)
		return op;
	if (text->len > 1 && text->at[text->len - 1] == '+') {
		text->len--;
		return OP_AT_LEAST;
	}
	return OP_NONE;
}

bool range_is_of(enum field_kind kind)
{
	return kind == FIELD_NUMBER || kind == FIELD_PAY || kind == FIELD_DATE ||
	       kind == FIELD_OFFSET;
}

size_t range_op(const struct field *field, const char *bytes, size_t len)
{
	struct text text = { bytes, len };

	if (field->is_ordered)
		take_front_op(&text);
	return len - text.len;
}

bool range_read(const struct field *field, const char *bytes, size_t len, int32_t today,
		struct query_value *value)
{
	struct text text = { bytes, len };
	struct operand operand;
	size_t at, dots = find_dots(field, text, &at);
	enum op op;

	value->min = INT64_MIN;
	value->max = INT64_MAX;
	value->currency[0] = '\0';
	if (dots > 0)
		return read_ends(field, text_cut(text, at), text_skip(text, at + dots), today,
				 value);
	op = take_op(&text);
	if (!read_operand(field, text, today, &operand))
		return false;
	set_currency(value, &operand);
	if (operand.is_age)
		apply_age(op, operand.low, today, age_direction(field), value);
	else
		apply(op, &operand, value);
	return true;
}

bool range_may_become(enum field_kind kind, const char *text, size_t len)
{
	size_t letters = 0;

	for (size_t i = 0; kind == FIELD_DATE && i < sizeof named_days / sizeof *named_days; i++) {
		if (key_in_words(named_days[i].name, text, len, true))
			return true;
	}
	if (kind == FIELD_OFFSET) {
		while (letters < len && ascii_is_alpha(text[len - letters - 1]))
			letters++;
		return zone_begins(text + len - letters, letters);
	}
	for (size_t i = 0; i < len; i++)
		letters += ascii_is_alpha(text[i]);
	return letters <= (kind == FIELD_PAY ? PAY_LETTERS_MAX : 0);
}

const char *range_forms(enum field_kind kind)
{
	switch (kind) {
	case FIELD_NUMBER:
		return "3, <=5, 3..5 or none";
	case FIELD_OFFSET:
		return "cet, utc+2, -5..-3 or none";
	case FIELD_PAY:
		return "150k, >=150k, 120k..160k or none";
	default:
		return "2026-11-21, 2026-11, <14d, 2w.. or none";
	}
}

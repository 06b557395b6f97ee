/* The table of columns. */
#include "config.h"

#include "store/column_int.h"

#include "util/date.h"

#include <string.h>

enum column_kind { COLUMN_TEXT, COLUMN_BOOL, COLUMN_NUMBER, COLUMN_LONG, COLUMN_OWN };

struct column {
	const char *name;
	enum column_kind kind;
	size_t at;               /* where the member lies in struct posting */
	int64_t unknown;         /* of a number: what stands for NULL */
	/* Of COLUMN_OWN; GET may be NULL for what is only asked for. */
	void (*put)(sqlite3_stmt *stmt, int at, const struct posting *posting);
	void (*get)(sqlite3_stmt *stmt, int at, struct posting *posting);
};

/* No number stands for NULL. */
#define ALWAYS INT64_MIN

static void put_currency(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	const char *currency = posting->salary.currency;

	stmt_text(stmt, at, currency[0] ? currency : NULL);
}

static void get_currency(sqlite3_stmt *stmt, int at, struct posting *posting)
{
	const char *currency = (const char *)sqlite3_column_text(stmt, at);

	if (currency && strlen(currency) < sizeof posting->salary.currency)
		memcpy(posting->salary.currency, currency, strlen(currency) + 1);
}

static void put_year_min(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	stmt_known(stmt, at, salary_year_min(&posting->salary), -1);
}

static void put_year_max(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	stmt_known(stmt, at, salary_year_max(&posting->salary), -1);
}

static void put_zone_min(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	const struct zones *zones = &posting->zones;

	stmt_known(stmt, at, zones->min > zones->max ? ALWAYS : zones->min, ALWAYS);
}

static void put_zone_max(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	const struct zones *zones = &posting->zones;

	stmt_known(stmt, at, zones->min > zones->max ? ALWAYS : zones->max, ALWAYS);
}

/* A range that is not known keeps min > max. */
static void get_zone_min(sqlite3_stmt *stmt, int at, struct posting *posting)
{
	if (sqlite3_column_type(stmt, at) != SQLITE_NULL)
		posting->zones.min = sqlite3_column_int(stmt, at);
}

static void get_zone_max(sqlite3_stmt *stmt, int at, struct posting *posting)
{
	if (sqlite3_column_type(stmt, at) != SQLITE_NULL)
		posting->zones.max = sqlite3_column_int(stmt, at);
}

/* The names of the fields, divided by blanks. */
static void put_conflicts(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	struct strbuf names = STRBUF_INIT;

	for (int id = 0; id < FIELD_COUNT; id++)
		if (posting_has_conflict(posting, (enum field_id)id))
			strbuf_printf(&names, "%s%s", names.len > 0 ? " " : "",
				      field_get((enum field_id)id)->name);
	stmt_text(stmt, at, names.len > 0 ? names.text : "");
	strbuf_release(&names);
}

static void get_conflicts(sqlite3_stmt *stmt, int at, struct posting *posting)
{
	const char *names = (const char *)sqlite3_column_text(stmt, at);

	while (names && *names) {
		size_t len = strcspn(names, " ");
		enum field_id field = column_field(names, len);

		if (field != FIELD_COUNT)
			posting_set_conflict(posting, field);
		names += len;
		names += *names == ' ';
	}
}

#define AT(member) .at = offsetof(struct posting, member)

static const struct column columns[] = {
	{ "url", COLUMN_TEXT, AT(url) },
	{ "title", COLUMN_TEXT, AT(title) },
	{ "title_inferred", COLUMN_BOOL, AT(title_inferred) },
	{ "company", COLUMN_TEXT, AT(company) },
	{ "workplace", COLUMN_NUMBER, AT(workplace), .unknown = WORKPLACE_UNKNOWN },
	{ "office_days", COLUMN_NUMBER, AT(office_days), .unknown = -1 },
	{ "zone_min", COLUMN_OWN, .put = put_zone_min, .get = get_zone_min },
	{ "zone_max", COLUMN_OWN, .put = put_zone_max, .get = get_zone_max },
	{ "zone_text", COLUMN_TEXT, AT(zones.text) },
	{ "employment", COLUMN_NUMBER, AT(employment), .unknown = ALWAYS },
	{ "seniority", COLUMN_NUMBER, AT(seniority), .unknown = SENIORITY_UNKNOWN },
	{ "years_min", COLUMN_NUMBER, AT(years_min), .unknown = -1 },
	{ "years_max", COLUMN_NUMBER, AT(years_max), .unknown = -1 },
	{ "pay_min", COLUMN_LONG, AT(salary.min), .unknown = -1 },
	{ "pay_max", COLUMN_LONG, AT(salary.max), .unknown = -1 },
	{ "pay_currency", COLUMN_OWN, .put = put_currency, .get = get_currency },
	{ "pay_period", COLUMN_NUMBER, AT(salary.period), .unknown = PAY_PERIOD_UNKNOWN },
	{ "pay_text", COLUMN_TEXT, AT(salary.text) },
	{ "pay_year_min", COLUMN_OWN, .put = put_year_min },
	{ "pay_year_max", COLUMN_OWN, .put = put_year_max },
	{ "extras", COLUMN_NUMBER, AT(extras), .unknown = ALWAYS },
	{ "posted", COLUMN_NUMBER, AT(posted), .unknown = DATE_UNKNOWN },
	{ "expires", COLUMN_NUMBER, AT(expires), .unknown = DATE_UNKNOWN },
	{ "visa", COLUMN_NUMBER, AT(visa), .unknown = VISA_UNKNOWN },
	{ "clearance", COLUMN_NUMBER, AT(clearance), .unknown = CLEARANCE_UNKNOWN },
	{ "education", COLUMN_NUMBER, AT(education), .unknown = EDUCATION_UNKNOWN },
	{ "conflicts", COLUMN_OWN, .put = put_conflicts, .get = get_conflicts },
	{ "format", COLUMN_NUMBER, AT(format), .unknown = ALWAYS },
};

#define COLUMNS (sizeof columns / sizeof *columns)

static void put(sqlite3_stmt *stmt, int at, const struct column *column,
		const struct posting *posting)
{
	const char *member = (const char *)posting + column->at;
	const char *text;
	bool flag;
	int number;
	int64_t wide;

	switch (column->kind) {
	case COLUMN_TEXT:
		memcpy(&text, member, sizeof text);
		stmt_text(stmt, at, text);
		break;
	case COLUMN_BOOL:
		memcpy(&flag, member, sizeof flag);
		stmt_int(stmt, at, flag);
		break;
	case COLUMN_NUMBER:
		memcpy(&number, member, sizeof number);
		stmt_known(stmt, at, number, column->unknown);
		break;
	case COLUMN_LONG:
		memcpy(&wide, member, sizeof wide);
		stmt_known(stmt, at, wide, column->unknown);
		break;
	case COLUMN_OWN:
		column->put(stmt, at, posting);
		break;
	}
}

static void get(sqlite3_stmt *stmt, int at, const struct column *column, struct posting *posting)
{
	char *member = (char *)posting + column->at;
	char *text;
	bool flag;
	int number;
	int64_t wide;

	switch (column->kind) {
	case COLUMN_TEXT:
		text = stmt_column_text(stmt, at);
		memcpy(member, &text, sizeof text);
		break;
	case COLUMN_BOOL:
		flag = sqlite3_column_int(stmt, at) != 0;
		memcpy(member, &flag, sizeof flag);
		break;
	case COLUMN_NUMBER:
		number = (int)stmt_column_known(stmt, at, column->unknown);
		memcpy(member, &number, sizeof number);
		break;
	case COLUMN_LONG:
		wide = stmt_column_known(stmt, at, column->unknown);
		memcpy(member, &wide, sizeof wide);
		break;
	case COLUMN_OWN:
		if (column->get)
			column->get(stmt, at, posting);
		break;
	}
}

void columns_names(struct strbuf *out, const char *suffix)
{
	for (size_t i = 0; i < COLUMNS; i++)
		strbuf_printf(out, "%s%s%s", i > 0 ? ", " : "", columns[i].name, suffix);
}

void columns_parameters(struct strbuf *out)
{
	for (size_t i = 0; i < COLUMNS; i++)
		strbuf_puts(out, i > 0 ? ", ?" : "?");
}

int columns_put(sqlite3_stmt *stmt, int at, const struct posting *posting)
{
	for (size_t i = 0; i < COLUMNS; i++)
		put(stmt, at++, &columns[i], posting);
	return at;
}

int columns_get(sqlite3_stmt *stmt, int at, struct posting *posting)
{
	for (size_t i = 0; i < COLUMNS; i++)
		get(stmt, at++, &columns[i], posting);
	return at;
}

enum field_id column_field(const char *name, size_t len)
{
	for (int id = 0; id < FIELD_COUNT; id++) {
		const char *known = field_get((enum field_id)id)->name;

		if (strlen(known) == len && memcmp(known, name, len) == 0)
			return (enum field_id)id;
	}
	return FIELD_COUNT;
}

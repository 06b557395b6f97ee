/* A field of a record as text. */
#include "config.h"

#include "export/value_int.h"

#include <inttypes.h>
#include <string.h>

#include "posting/fact.h"
#include "util/date.h"

static void add_part(struct strbuf *out, size_t start, const char *divider)
{
	if (out->len > start)
		strbuf_puts(out, divider);
}

static void add_text(struct strbuf *out, const char *text)
{
	if (text)
		strbuf_puts(out, text);
}

static void add_places(struct strbuf *out, const struct posting_place *items, size_t count,
		       const struct write_options *options)
{
	size_t start = out->len;

	for (size_t i = 0; i < count; i++) {
		add_part(out, start, "; ");
		if (items[i].place.kind == PLACE_NONE)
			strbuf_puts(out, items[i].text);
		else
			place_format(options->gazetteer, out, &items[i].place, options->is_list);
	}
}

static void add_choice(struct strbuf *out, enum field_id field, int choice)
{
	if (choice >= 0)
		strbuf_puts(out, field_get(field)->choices[choice].label);
}

static void add_date(struct strbuf *out, int32_t days)
{
	if (days != DATE_UNKNOWN)
		date_format_iso(out, days);
}

static void add_yes(struct strbuf *out, bool is_so)
{
	strbuf_puts(out, is_so ? "yes" : "");
}

/* -- one function a field */

#define VALUE(name) \
	static void name(struct strbuf *out, const struct record *record, \
			 const struct write_options *options)

VALUE(add_title)
{
	(void)options;
	strbuf_puts(out, record_title(record));
}

VALUE(add_company)
{
	(void)options;
	add_text(out, record->posting.company);
}

VALUE(add_locations)
{
	add_places(out, record->posting.locations.items, record->posting.locations.count, options);
}

VALUE(add_scope)
{
	add_places(out, record->posting.remote_scope.items, record->posting.remote_scope.count,
		   options);
}

VALUE(add_years)
{
	int min = record->posting.years_min, max = record->posting.years_max;

	(void)options;
	if (min < 0 && max < 0)
		return;
	if (min < 0)
		strbuf_printf(out, "up to %d years", max);
	else if (max < 0)
		strbuf_printf(out, "%d+ years", min);
	else if (min == max)
		strbuf_printf(out, "%d years", min);
	else
		strbuf_printf(out, "%d-%d years", min, max);
}

VALUE(add_pay)
{
	const struct salary *pay = &record->posting.salary;

	if (pay->min >= 0 || pay->max >= 0)
		pay_format(out, pay->min, pay->max, pay->currency, pay->period, options->is_list);
	else
		add_text(out, pay->text);
}

VALUE(add_posted)
{
	(void)options;
	add_date(out, record->posting.posted);
}

VALUE(add_expires)
{
	(void)options;
	add_date(out, record->posting.expires);
}

void value_technologies(struct strbuf *out, const struct posting *posting, enum need need,
			const char *suffix)
{
	size_t start = out->len;

	for (size_t i = 0; i < posting->stack.count; i++) {
		if (posting->stack.items[i].need != need)
			continue;
		add_part(out, start, ", ");
		strbuf_printf(out, "%s%s", posting->stack.items[i].name, suffix);
	}
}

VALUE(add_stack)
{
	static const struct { enum need need; const char *suffix; } groups[] = {
		{ NEED_REQUIRED, "" }, { NEED_PREFERRED, " (preferred)" }, { NEED_MENTIONED, "" },
	};
	size_t start = out->len;

	(void)options;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		struct strbuf group = STRBUF_INIT;

		value_technologies(&group, &record->posting, groups[i].need, groups[i].suffix);
		if (group.len > 0)
			add_part(out, start, ", ");
		strbuf_add(out, group.text, group.len);
		strbuf_release(&group);
	}
}

VALUE(add_url)
{
	(void)options;
	add_text(out, record->posting.url);
}

VALUE(add_source)
{
	(void)options;
	add_text(out, record->source);
}

VALUE(add_shortlisted)
{
	(void)options;
	add_yes(out, record->marks.is_shortlisted);
}

VALUE(add_stage)
{
	(void)options;
	add_choice(out, FIELD_STAGE, (int)record->marks.stage);
}

VALUE(add_tags)
{
	size_t start = out->len;

	(void)options;
	for (size_t i = 0; i < record->marks.tags.count; i++) {
		add_part(out, start, ", ");
		strbuf_puts(out, record->marks.tags.items[i]);
	}
}

VALUE(add_notes)
{
	(void)options;
	add_text(out, record->marks.notes);
}

VALUE(add_gone)
{
	(void)options;
	add_yes(out, record->is_gone);
}

VALUE(add_changed)
{
	(void)options;
	add_yes(out, record->is_changed);
}

VALUE(add_repost)
{
	(void)options;
	add_yes(out, record->is_repost);
}

VALUE(add_copies)
{
	(void)options;
	if (record->copies > 1)
		strbuf_printf(out, "%" PRId64, record->copies);
}

VALUE(add_hidden)
{
	(void)options;
	add_yes(out, record->marks.is_hidden);
}

VALUE(add_seen)
{
	(void)options;
	add_yes(out, record->marks.is_seen);
}

/* Fields that are not here are facts that posting/fact.h writes. */
static void (*const formats[FIELD_COUNT])(struct strbuf *out, const struct record *record,
					  const struct write_options *options) = {
	[FIELD_TITLE] = add_title,             [FIELD_COMPANY] = add_company,
	[FIELD_LOCATION] = add_locations,      [FIELD_REMOTE_SCOPE] = add_scope,
	[FIELD_EXPERIENCE] = add_years,        [FIELD_SALARY] = add_pay,
	[FIELD_POSTED] = add_posted,           [FIELD_EXPIRES] = add_expires,
	[FIELD_STACK] = add_stack,             [FIELD_URL] = add_url,
	[FIELD_SOURCE] = add_source,           [FIELD_GONE] = add_gone,
	[FIELD_SHORTLISTED] = add_shortlisted, [FIELD_STAGE] = add_stage,
	[FIELD_TAG] = add_tags,                [FIELD_NOTES] = add_notes,
	[FIELD_CHANGED] = add_changed,         [FIELD_REPOST] = add_repost,
	[FIELD_COPIES] = add_copies,
	[FIELD_HIDDEN] = add_hidden,           [FIELD_SEEN] = add_seen,
};

void value_format(struct strbuf *out, const struct record *record, enum field_id field,
		  const struct write_options *options)
{
	if (formats[field])
		formats[field](out, record, options);
	else
		fact_format(out, &record->posting, field);
}

void value_other_urls(struct strbuf *out, const struct record *record)
{
	const char *own = record->posting.url;
	size_t start = out->len;

	for (size_t i = 0; i < record->urls.count; i++) {
		if (own && strcmp(record->urls.items[i], own) == 0)
			continue;
		add_part(out, start, " ");
		strbuf_puts(out, record->urls.items[i]);
	}
}

const enum field_id *value_fields(size_t *count)
{
	static const enum field_id fields[] = {
		FIELD_TITLE, FIELD_COMPANY, FIELD_LOCATION, FIELD_WORKPLACE, FIELD_OFFICE_DAYS,
		FIELD_REMOTE_SCOPE, FIELD_ZONES, FIELD_EMPLOYMENT, FIELD_SENIORITY,
		FIELD_EXPERIENCE, FIELD_SALARY, FIELD_EXTRAS, FIELD_POSTED, FIELD_EXPIRES,
		FIELD_VISA, FIELD_CLEARANCE, FIELD_EDUCATION, FIELD_LANGUAGES, FIELD_STACK,
		FIELD_URL, FIELD_SOURCE, FIELD_CONFLICT, FIELD_GONE, FIELD_SHORTLISTED,
		FIELD_STAGE, FIELD_TAG, FIELD_NOTES, FIELD_COPIES,
	};

	*count = sizeof fields / sizeof *fields;
	return fields;
}

/* A field of a record as text. */
#include "config.h"

#include "export/value_int.h"

#include "util/date.h"


static void add_part(struct strbuf *out, size_t start, const char *divider)
{
	if (out->len > start)
		strbuf_puts(out, divider);
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

static void add_choices(struct strbuf *out, enum field_id field, unsigned set)
{
	const struct choice *choices = field_get(field)->choices;
	size_t start = out->len;

	for (unsigned i = 0; choices[i].name; i++) {
		if (!(set >> i & 1))
			continue;
		add_part(out, start, ", ");
		strbuf_puts(out, choices[i].label);
	}
}

static void add_years(struct strbuf *out, int min, int max)
{
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

static void add_pay(struct strbuf *out, const struct salary *pay, bool is_short)
{
	if (pay->min >= 0 || pay->max >= 0)
		pay_format(out, pay->min, pay->max, pay->currency, pay->period, is_short);
	else if (pay->text)
		strbuf_puts(out, pay->text);
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

static void add_stack(struct strbuf *out, const struct posting *posting)
{
	static const struct { enum need need; const char *suffix; } groups[] = {
		{ NEED_REQUIRED, "" }, { NEED_PREFERRED, " (preferred)" }, { NEED_MENTIONED, "" },
	};
	size_t start = out->len;

	for (size_t i = 0; i < 3; i++) {
		struct strbuf group = STRBUF_INIT;

		value_technologies(&group, posting, groups[i].need, groups[i].suffix);
		if (group.len > 0)
			add_part(out, start, ", ");
		strbuf_add(out, group.text, group.len);
		strbuf_release(&group);
	}
}

static void add_tags(struct strbuf *out, const struct marks *marks)
{
	size_t start = out->len;

	for (size_t i = 0; i < marks->tags.count; i++) {
		add_part(out, start, ", ");
		strbuf_puts(out, marks->tags.items[i]);
	}
}

static void add_text(struct strbuf *out, const char *text)
{
	if (text)
		strbuf_puts(out, text);
}

void value_format(struct strbuf *out, const struct record *record, enum field_id field,
		  const struct write_options *options)
{
	const struct posting *posting = &record->posting;

	switch (field) {
	case FIELD_TITLE:
		strbuf_puts(out, record_title(record));
		break;
	case FIELD_COMPANY:
		add_text(out, posting->company);
		break;
	case FIELD_LOCATION:
		add_places(out, posting->locations.items, posting->locations.count, options);
		break;
	case FIELD_WORKPLACE:
		add_choice(out, field, posting->workplace);
		break;
	case FIELD_REMOTE_SCOPE:
		add_places(out, posting->remote_scope.items, posting->remote_scope.count, options);
		break;
	case FIELD_EMPLOYMENT:
		add_choices(out, field, posting->employment);
		break;
	case FIELD_SENIORITY:
		add_choice(out, field, posting->seniority);
		break;
	case FIELD_EXPERIENCE:
		add_years(out, posting->years_min, posting->years_max);
		break;
	case FIELD_SALARY:
		add_pay(out, &posting->salary, options->is_list);
		break;
	case FIELD_POSTED:
		if (posting->posted != DATE_UNKNOWN)
			date_format_iso(out, posting->posted);
		break;
	case FIELD_EXPIRES:
		if (posting->expires != DATE_UNKNOWN)
			date_format_iso(out, posting->expires);
		break;
	case FIELD_VISA:
		add_choice(out, field, posting->visa);
		break;
	case FIELD_STACK:
		add_stack(out, posting);
		break;
	case FIELD_URL:
		add_text(out, posting->url);
		break;
	case FIELD_SOURCE:
		add_text(out, record->source);
		break;
	case FIELD_STAGE:
		add_choice(out, field, record->marks.stage);
		break;
	case FIELD_TAG:
		add_tags(out, &record->marks);
		break;
	case FIELD_NOTES:
		add_text(out, record->marks.notes);
		break;
	case FIELD_SHORTLISTED:
		strbuf_puts(out, record->marks.is_shortlisted ? "yes" : "");
		break;
	case FIELD_HIDDEN:
		strbuf_puts(out, record->marks.is_hidden ? "yes" : "");
		break;
	case FIELD_SEEN:
		strbuf_puts(out, record->marks.is_seen ? "yes" : "");
		break;
	case FIELD_COUNT:
		break;
	}
}

const enum field_id *value_fields(size_t *count)
{
	static const enum field_id fields[] = {
		FIELD_TITLE, FIELD_COMPANY, FIELD_LOCATION, FIELD_WORKPLACE, FIELD_REMOTE_SCOPE,
		FIELD_EMPLOYMENT, FIELD_SENIORITY, FIELD_EXPERIENCE, FIELD_SALARY, FIELD_POSTED,
		FIELD_EXPIRES, FIELD_VISA, FIELD_STACK, FIELD_URL, FIELD_SOURCE, FIELD_SHORTLISTED,
		FIELD_STAGE, FIELD_TAG, FIELD_NOTES,
	};

	*count = sizeof fields / sizeof *fields;
	return fields;
}

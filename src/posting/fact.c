/* Facts by their field: choices, and short values as text. */
#include "config.h"

#include "posting/fact.h"

#include "posting/zone.h"

int fact_choice(const struct posting *posting, enum field_id field)
{
	switch (field) {
	case FIELD_WORKPLACE:
		return (int)posting->workplace;
	case FIELD_SENIORITY:
		return (int)posting->seniority;
	case FIELD_VISA:
		return (int)posting->visa;
	case FIELD_CLEARANCE:
		return (int)posting->clearance;
	case FIELD_EDUCATION:
		return (int)posting->education;
	default:
		return -1;
	}
}

unsigned fact_choices(const struct posting *posting, enum field_id field)
{
	return field == FIELD_EMPLOYMENT ? posting->employment :
	       field == FIELD_EXTRAS ? posting->extras : 0;
}

/* What comes between two parts of a list that began at START. */
static void add_comma(struct strbuf *out, size_t start)
{
	strbuf_puts(out, out->len > start ? ", " : "");
}

static void format_choices(struct strbuf *out, const struct posting *posting, enum field_id field)
{
	const struct choice *choices = field_get(field)->choices;
	unsigned set = fact_choices(posting, field);
	size_t start = out->len;

	for (unsigned i = 0; choices[i].name; i++) {
		if (!(set >> i & 1))
			continue;
		add_comma(out, start);
		strbuf_puts(out, choices[i].label);
	}
}

static void format_zones(struct strbuf *out, const struct zones *zones)
{
	if (zones->min <= zones->max)
		zone_format_range(out, zones->min, zones->max);
	else if (zones->text)
		strbuf_puts(out, zones->text);
}

static void format_languages(struct strbuf *out, const struct posting *posting)
{
	for (size_t i = 0; i < posting->languages.count; i++) {
		const struct posting_language *language = &posting->languages.items[i];

		strbuf_printf(out, "%s%s%s", i > 0 ? ", " : "", language->name,
			      language->need == NEED_PREFERRED ? " (preferred)" : "");
	}
}

static void format_conflicts(struct strbuf *out, const struct posting *posting)
{
	size_t start = out->len;

	for (int id = 0; id < FIELD_COUNT; id++) {
		if (!posting_has_conflict(posting, (enum field_id)id))
			continue;
		add_comma(out, start);
		strbuf_puts(out, field_get((enum field_id)id)->label);
	}
}

void fact_format(struct strbuf *out, const struct posting *posting, enum field_id field)
{
	const struct field *row = field_get(field);

	if (row->kind == FIELD_CHOICE && fact_choice(posting, field) >= 0)
		strbuf_puts(out, row->choices[fact_choice(posting, field)].label);
	else if (row->kind == FIELD_CHOICES)
		format_choices(out, posting, field);
	else if (field == FIELD_OFFICE_DAYS && posting->office_days >= 0)
		strbuf_printf(out, "%d day%s a week", posting->office_days,
			      posting->office_days == 1 ? "" : "s");
	else if (field == FIELD_ZONES)
		format_zones(out, &posting->zones);
	else if (field == FIELD_LANGUAGES)
		format_languages(out, posting);
	else if (field == FIELD_CONFLICT)
		format_conflicts(out, posting);
}

/* Facts of a posting in a few characters each. */
#include "config.h"

#include "tui/brief_int.h"

#include "posting/field.h"
#include "posting/money.h"
#include "posting/place.h"
#include "util/date.h"

#define BETWEEN " · "

static void add_choice(enum field_id field, int choice, struct strbuf *out)
{
	if (choice >= 0)
		strbuf_puts(out, field_get(field)->choices[choice].label);
}

void brief_company(const struct brief *brief, struct strbuf *out)
{
	if (brief->record->posting.company)
		strbuf_puts(out, brief->record->posting.company);
}

void brief_place(const struct brief *brief, struct strbuf *out)
{
	const struct posting *posting = &brief->record->posting;
	const struct posting_place *first = posting->locations.items;

	if (posting->locations.count == 0)
		return;
	if (brief->gazetteer && first->place.kind != PLACE_NONE)
		place_format(brief->gazetteer, out, &first->place, true);
	else if (first->text)
		strbuf_puts(out, first->text);
	if (posting->locations.count > 1)
		strbuf_printf(out, " +%zu", posting->locations.count - 1);
}

void brief_workplace(const struct brief *brief, struct strbuf *out)
{
	add_choice(FIELD_WORKPLACE, (int)brief->record->posting.workplace, out);
}

void brief_where(const struct brief *brief, struct strbuf *out)
{
	size_t before = out->len, after;

	brief_place(brief, out);
	after = out->len;
	brief_workplace(brief, out);
	if (after > before && out->len > after)
		strbuf_insert(out, after, BETWEEN, sizeof BETWEEN - 1);
}

void brief_pay(const struct brief *brief, struct strbuf *out)
{
	const struct salary *salary = &brief->record->posting.salary;

	if (salary->min >= 0 || salary->max >= 0)
		pay_format(out, salary->min, salary->max, salary->currency, salary->period, true);
	else if (salary->text)
		strbuf_puts(out, salary->text);
}

void brief_age(const struct brief *brief, struct strbuf *out)
{
	date_format_age(out, brief->record->posting.posted, brief->today);
}

void brief_stage(const struct brief *brief, struct strbuf *out)
{
	add_choice(FIELD_STAGE, (int)brief->record->marks.stage, out);
}

void brief_level(const struct brief *brief, struct strbuf *out)
{
	const struct posting *posting = &brief->record->posting;
	int min = posting->years_min, max = posting->years_max;

	add_choice(FIELD_SENIORITY, (int)posting->seniority, out);
	if (min < 0 && max < 0)
		return;
	if (out->len > 0)
		strbuf_puts(out, BETWEEN);
	if (min >= 0 && max > min)
		strbuf_printf(out, "%d–%d years", min, max);
	else if (min >= 0)
		strbuf_printf(out, "%d%s year%s", min, max < 0 ? "+" : "",
			      min == 1 && max == 1 ? "" : "s");
	else
		strbuf_printf(out, "up to %d years", max);
}

void brief_stack(const struct brief *brief, enum need need, struct strbuf *out)
{
	const struct posting *posting = &brief->record->posting;
	size_t before = out->len;

	for (size_t i = 0; i < posting->stack.count; i++) {
		if (posting->stack.items[i].need != need)
			continue;
		if (out->len > before)
			strbuf_puts(out, "  ");
		strbuf_puts(out, posting->stack.items[i].name);
	}
}

/* A posting: setting it up, adding facts to it, letting it go. */
#include "config.h"

#include "posting/posting.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "util/ascii.h"
#include "util/date.h"
#include "util/vec.h"

#define CENTS 100

static const char *const need_names[] = {
	[NEED_REQUIRED] = "required",
	[NEED_PREFERRED] = "preferred",
	[NEED_MENTIONED] = "mentioned",
};

const char *need_name(enum need need)
{
	assert((size_t)need < sizeof need_names / sizeof *need_names);
	return need_names[need];
}

void posting_init(struct posting *posting)
{
	memset(posting, 0, sizeof *posting);
	posting->workplace = WORKPLACE_UNKNOWN;
	posting->seniority = SENIORITY_UNKNOWN;
	posting->years_min = -1;
	posting->years_max = -1;
	posting->salary.min = -1;
	posting->salary.max = -1;
	posting->salary.period = PAY_PERIOD_UNKNOWN;
	posting->posted = DATE_UNKNOWN;
	posting->expires = DATE_UNKNOWN;
	posting->visa = VISA_UNKNOWN;
	posting->office_days = -1;
	posting->zones.min = 1;
	posting->clearance = CLEARANCE_UNKNOWN;
	posting->education = EDUCATION_UNKNOWN;
	strbuf_init(&posting->body);
	posting->format = BODY_TEXT;
}

static void release_place(struct posting_place *item)
{
	free(item->text);
	free(item->town);
}

void posting_release(struct posting *posting)
{
	for (size_t i = 0; i < posting->locations.count; i++)
		release_place(&posting->locations.items[i]);
	for (size_t i = 0; i < posting->remote_scope.count; i++)
		release_place(&posting->remote_scope.items[i]);
	for (size_t i = 0; i < posting->stack.count; i++)
		free(posting->stack.items[i].name);
	for (size_t i = 0; i < posting->languages.count; i++)
		free(posting->languages.items[i].name);
	VEC_RELEASE(&posting->locations);
	VEC_RELEASE(&posting->remote_scope);
	VEC_RELEASE(&posting->stack);
	VEC_RELEASE(&posting->languages);
	VEC_RELEASE(&posting->evidence);
	free(posting->title);
	free(posting->company);
	free(posting->salary.text);
	free(posting->zones.text);
	free(posting->url);
	free(posting->ref);
	strbuf_release(&posting->body);
	posting_init(posting);
}

void posting_add_evidence(struct posting *posting, enum field_id field, size_t start, size_t end,
			  const char *rule)
{
	*VEC_PUSH(&posting->evidence) = (struct evidence){
		.field = field, .start = start, .end = end, .rule = rule,
	};
}

bool posting_has_conflict(const struct posting *posting, enum field_id field)
{
	return (posting->conflicts >> field & 1) != 0;
}

void posting_set_conflict(struct posting *posting, enum field_id field)
{
	static_assert(FIELD_COUNT <= sizeof posting->conflicts * 8, "a bit for each field");
	posting->conflicts |= 1U << field;
}

void posting_add_technology(struct posting *posting, const char *name, enum need need)
{
	for (size_t i = 0; i < posting->stack.count; i++) {
		struct posting_technology *known = &posting->stack.items[i];

		if (strcmp(known->name, name) != 0)
			continue;
		if (need < known->need)
			known->need = need;
		return;
	}
	*VEC_PUSH(&posting->stack) = (struct posting_technology){ xstrdup(name), need };
}

void posting_add_language(struct posting *posting, const char *name, enum need need)
{
	for (size_t i = 0; i < posting->languages.count; i++) {
		struct posting_language *known = &posting->languages.items[i];

		if (strcmp(known->name, name) != 0)
			continue;
		if (need < known->need)
			known->need = need;
		return;
	}
	*VEC_PUSH(&posting->languages) = (struct posting_language){ xstrdup(name), need };
}

/* Two that could not be resolved are the same where their texts are. */
static bool same_place(const struct posting_place *known, const struct place *place,
		       const char *text, size_t len)
{
	if (known->place.kind != place->kind)
		return false;
	if (place->kind != PLACE_NONE)
		return place_equal(&known->place, place);
	return strlen(known->text) == len && ascii_starts_len(known->text, len, text);
}

/* The place with its text; the name of a town that no gazetteer owns is copied too. */
static struct posting_place new_place(const struct place *place, char *text)
{
	struct posting_place item = { .place = *place, .text = text };

	if (place->kind != PLACE_CITY && *place->city != '\0')
		item.place.city = item.town = xstrdup(place->city);
	return item;
}

/* The places of a posting are two members of one shape; what to add, or NULL where it is there. */
static char *new_place_text(const struct posting_place *items, size_t count,
			    const struct place *place, const char *text, size_t len)
{
	size_t start = 0, end = len;
	char *copy;

	ascii_trim(text, &start, &end);
	copy = xstrndup(text + start, end - start);
	for (size_t i = 0; i < count; i++) {
		if (same_place(&items[i], place, copy, end - start)) {
			free(copy);
			return NULL;
		}
	}
	return copy;
}

void posting_add_location(struct posting *posting, const struct place *place, const char *text,
			  size_t len)
{
	char *copy = new_place_text(posting->locations.items, posting->locations.count, place, text,
				    len);

	if (copy)
		*VEC_PUSH(&posting->locations) = new_place(place, copy);
}

void posting_add_scope(struct posting *posting, const struct place *place, const char *text,
		       size_t len)
{
	char *copy = new_place_text(posting->remote_scope.items, posting->remote_scope.count, place,
				    text, len);

	if (copy)
		*VEC_PUSH(&posting->remote_scope) = new_place(place, copy);
}

static int64_t a_year(int64_t cents, enum pay_period period)
{
	int64_t times = pay_period_a_year(period);

	if (cents < 0)
		return -1;
	return cents > INT64_MAX / times ? INT64_MAX / CENTS : cents * times / CENTS;
}

int64_t salary_year_min(const struct salary *salary)
{
	return a_year(salary->min, salary->period);
}

int64_t salary_year_max(const struct salary *salary)
{
	return a_year(salary->max, salary->period);
}

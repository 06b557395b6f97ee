/* The facts of a version, and whether two versions differ in one. */
#include "config.h"

#include "store/version.h"

#include <string.h>

const enum field_id version_facts[VERSION_FACTS] = {
	FIELD_TITLE, FIELD_COMPANY, FIELD_SALARY, FIELD_WORKPLACE, FIELD_LOCATION, FIELD_URL,
};

static const char *workplace_of(const struct version *version)
{
	if (version->workplace == WORKPLACE_UNKNOWN)
		return NULL;
	return field_get(FIELD_WORKPLACE)->choices[version->workplace].label;
}

const char *version_fact(const struct version *version, enum field_id field)
{
	switch (field) {
	case FIELD_TITLE:
		return version->title;
	case FIELD_COMPANY:
		return version->company;
	case FIELD_SALARY:
		return version->pay;
	case FIELD_WORKPLACE:
		return workplace_of(version);
	case FIELD_LOCATION:
		return version->places;
	case FIELD_URL:
		return version->url;
	default:
		return NULL;
	}
}

bool version_differs(const struct version *one, const struct version *two, enum field_id field)
{
	const char *a = version_fact(one, field), *b = version_fact(two, field);

	return a != b && (!a || !b || strcmp(a, b) != 0);
}

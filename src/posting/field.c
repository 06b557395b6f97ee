/* The field table, and finding a field or a value of it by what the user typed. */
#include "config.h"

#include "posting/field.h"

#include <assert.h>
#include <string.h>

#include "util/ascii.h"

#define KEY_BYTES_MAX 31
#define NEAR_EDITS_MAX 2
#define SHORT_KEY_BYTES 4

/* The order within each list is that of its enum in posting/posting.h and posting/record.h. */
static const struct choice workplaces[] = {
	{ "remote", "remote", "remotely telecommute wfh home" },
	{ "hybrid", "hybrid", "flexible" },
	{ "onsite", "on site", "on-site office in-office in-person" },
	{ NULL, NULL, NULL },
};

static const struct choice employments[] = {
	{ "full-time", "full-time", "fulltime full ft permanent" },
	{ "part-time", "part-time", "parttime part pt" },
	{ "contract", "contract", "contractor contracting fixed-term" },
	{ "temporary", "temporary", "temp seasonal" },
	{ "internship", "internship", "intern placement" },
	{ "freelance", "freelance", "freelancer" },
	{ "volunteer", "volunteer", "voluntary unpaid" },
	{ NULL, NULL, NULL },
};

static const struct choice seniorities[] = {
	{ "intern", "intern", "internship trainee" },
	{ "junior", "junior", "jr entry entry-level graduate grad" },
	{ "mid", "mid-level", "middle intermediate mid-level midlevel" },
	{ "senior", "senior", "sr snr" },
	{ "staff", "staff", NULL },
	{ "principal", "principal", "distinguished" },
	{ "lead", "lead", "tech-lead team-lead" },
	{ "manager", "manager", "mgr management" },
	{ "director", "director", "head" },
	{ "executive", "executive", "exec vp chief c-level" },
	{ NULL, NULL, NULL },
};

static const struct choice visas[] = {
	{ "sponsors", "sponsors", "yes sponsor sponsored sponsorship" },
	{ "refuses", "refuses", "no refused" },
	{ NULL, NULL, NULL },
};

static const struct choice extras[] = {
	{ "equity", "equity", "stock shares options rsu rsus" },
	{ "bonus", "bonus", "bonuses" },
	{ "commission", "commission", "ote commissions" },
	{ NULL, NULL, NULL },
};

static const struct choice clearances[] = {
	{ "not-needed", "no clearance", "no-clearance" },
	{ "some", "security clearance", "yes clearance required clearable" },
	{ "basic", "basic clearance", "public-trust confidential bpss baseline ctc" },
	{ "secret", "secret clearance", "sc nato-secret" },
	{ "top-secret", "top secret clearance", "ts dv" },
	{ "ts-sci", "TS/SCI clearance", "ts/sci sci tssci" },
	{ NULL, NULL, NULL },
};

static const struct choice educations[] = {
	{ "not-needed", "no degree", "no-degree" },
	{ "school", "school", "high-school diploma ged" },
	{ "associate", "associate or training", "associates vocational apprenticeship" },
	{ "bachelor", "bachelor", "bachelors bachelor's bs ba bsc undergraduate" },
	{ "master", "master", "masters master's ms ma msc mba" },
	{ "doctorate", "doctorate", "phd doctor doctoral" },
	{ NULL, NULL, NULL },
};

static const struct choice stages[] = {
	{ "saved", "saved", NULL },
	{ "applied", "applied", "sent" },
	{ "interview", "interview", "interviews interviewing" },
	{ "offer", "offer", "offered" },
	{ "rejected", "rejected", "refused declined" },
	{ "withdrawn", "withdrawn", "withdrew" },
	{ NULL, NULL, NULL },
};

static const struct field fields[FIELD_COUNT] = {
	[FIELD_TITLE] = {
		.id = FIELD_TITLE, .kind = FIELD_TEXT, .name = "title", .key = "title",
		.key_aliases = "role position", .label = "title",
		.help = "Words in the title of the job.", .example = "title:backend",
		.can_sort = true, .column = 40,
	},
	[FIELD_COMPANY] = {
		.id = FIELD_COMPANY, .kind = FIELD_TEXT, .name = "company", .key = "company",
		.key_aliases = "employer", .label = "company",
		.help = "Words in the name of the company.", .example = "company:\"top hat\"",
		.can_sort = true, .is_facet = true, .column = 18,
	},
	[FIELD_LOCATION] = {
		.id = FIELD_LOCATION, .kind = FIELD_PLACE, .name = "locations", .key = "loc",
		.key_aliases = "location place city country", .label = "place",
		.help = "Where the job is: a city, region, country or area and what lies in it.",
		.example = "loc:toronto", .can_sort = true, .is_facet = true, .column = 20,
	},
	[FIELD_WORKPLACE] = {
		.id = FIELD_WORKPLACE, .kind = FIELD_CHOICE, .name = "workplace",
		.key = "workplace", .key_aliases = "work", .label = "workplace",
		.help = "Whether one works remotely, at the office, or both.",
		.example = "workplace:remote", .choices = workplaces,
		.can_sort = true, .is_facet = true, .column = 9,
	},
	[FIELD_OFFICE_DAYS] = {
		.id = FIELD_OFFICE_DAYS, .kind = FIELD_NUMBER, .unit = "days",
		.name = "office_days", .key = "days", .key_aliases = "office-days",
		.label = "office",
		.help = "Days a week at the office, where one works both ways.",
		.example = "days:<=2", .can_sort = true, .column = 6,
	},
	[FIELD_REMOTE_SCOPE] = {
		.id = FIELD_REMOTE_SCOPE, .kind = FIELD_PLACE, .name = "remote_scope",
		.key = "scope", .key_aliases = "remote-scope eligible", .label = "may live in",
		.help = "Where one may live when working remotely.", .example = "scope:canada",
		.column = 14,
	},
	[FIELD_ZONES] = {
		.id = FIELD_ZONES, .kind = FIELD_OFFSET, .name = "time_zones", .key = "zone",
		.key_aliases = "zones timezone timezones tz", .label = "time zone",
		.help = "A time zone from which one may work.", .example = "zone:cet",
		.column = 14,
	},
	[FIELD_EMPLOYMENT] = {
		.id = FIELD_EMPLOYMENT, .kind = FIELD_CHOICES, .name = "employment",
		.key = "employment", .key_aliases = "type", .label = "employment",
		.help = "The kind of employment.", .example = "employment:contract,freelance",
		.choices = employments, .can_sort = true, .is_facet = true, .column = 11,
	},
	[FIELD_SENIORITY] = {
		.id = FIELD_SENIORITY, .kind = FIELD_CHOICE, .name = "seniority",
		.key = "seniority", .key_aliases = "level", .label = "level",
		.help = "How senior the job is.", .example = "seniority:senior,staff",
		.choices = seniorities, .is_ordered = true, .can_sort = true, .is_facet = true,
		.column = 9,
	},
	[FIELD_EXPERIENCE] = {
		.id = FIELD_EXPERIENCE, .kind = FIELD_NUMBER, .unit = "years",
		.name = "experience", .key = "years", .key_aliases = "experience exp",
		.label = "experience",
		.help = "Years of experience asked for.", .example = "years:<=5",
		.can_sort = true, .column = 6,
	},
	[FIELD_SALARY] = {
		.id = FIELD_SALARY, .kind = FIELD_PAY, .name = "salary", .key = "salary",
		.key_aliases = "pay", .label = "pay",
		.help = "Pay by the year, in whole units of its currency.",
		.example = "salary:>=150k", .can_sort = true, .column = 14,
	},
	[FIELD_EXTRAS] = {
		.id = FIELD_EXTRAS, .kind = FIELD_CHOICES, .name = "extras", .key = "extra",
		.label = "extras",
		.help = "What is paid beside the salary: equity, a bonus, commission.",
		.example = "extra:equity", .choices = extras, .is_facet = true, .column = 12,
	},
	[FIELD_POSTED] = {
		.id = FIELD_POSTED, .kind = FIELD_DATE, .name = "posted", .key = "posted",
		.key_aliases = "date age", .label = "posted",
		.help = "When it was posted: a date, a month, a year or an age.",
		.example = "posted:<14d", .can_sort = true, .is_facet = true, .column = 6,
	},
	[FIELD_EXPIRES] = {
		.id = FIELD_EXPIRES, .kind = FIELD_DATE, .name = "expires", .key = "expires",
		.key_aliases = "deadline closes", .label = "expires",
		.help = "Until when one may apply.", .example = "expires:>2026-12-01",
		.can_sort = true, .column = 10,
	},
	[FIELD_VISA] = {
		.id = FIELD_VISA, .kind = FIELD_CHOICE, .name = "visa", .key = "visa",
		.key_aliases = "sponsorship", .label = "visa",
		.help = "Whether the company sponsors a visa.", .example = "visa:sponsors",
		.choices = visas, .can_sort = true, .column = 8,
	},
	[FIELD_CLEARANCE] = {
		.id = FIELD_CLEARANCE, .kind = FIELD_CHOICE, .name = "clearance",
		.key = "clearance", .label = "clearance",
		.help = "The least security clearance that is asked for.",
		.example = "clearance:secret", .choices = clearances, .is_ordered = true,
		.can_sort = true, .is_facet = true, .column = 10,
	},
	[FIELD_EDUCATION] = {
		.id = FIELD_EDUCATION, .kind = FIELD_CHOICE, .name = "education", .key = "edu",
		.key_aliases = "degree", .label = "degree",
		.help = "The least degree that is asked for.", .example = "edu:<=bachelor",
		.choices = educations, .is_ordered = true, .can_sort = true, .is_facet = true,
		.column = 10,
	},
	[FIELD_LANGUAGES] = {
		.id = FIELD_LANGUAGES, .kind = FIELD_LANGUAGE, .name = "languages", .key = "lang",
		.key_aliases = "language speaks", .label = "language",
		.help = "A language that people speak: by its name or its code.",
		.example = "lang:german", .is_facet = true, .column = 14,
	},
	[FIELD_STACK] = {
		.id = FIELD_STACK, .kind = FIELD_TECHNOLOGY, .name = "stack", .key = "stack",
		.key_aliases = "tech technology", .label = "stack",
		.help = "A technology that is required, preferred or mentioned.",
		.example = "stack:rust", .is_facet = true, .column = 24,
	},
	[FIELD_URL] = {
		.id = FIELD_URL, .kind = FIELD_TEXT, .name = "url", .key = "url",
		.key_aliases = "link", .label = "link",
		.help = "Words in the address of the posting.", .example = "url:example.com",
		.column = 24,
	},
	[FIELD_SOURCE] = {
		.id = FIELD_SOURCE, .kind = FIELD_NAME, .name = "source", .key = "source",
		.key_aliases = "file", .label = "source",
		.help = "The file or feed that the posting was read from.",
		.example = "source:hn.txt", .can_sort = true, .is_facet = true, .column = 16,
	},
	[FIELD_CONFLICT] = {
		.id = FIELD_CONFLICT, .kind = FIELD_FLAG, .name = "conflicts", .key = "conflict",
		.key_aliases = "contradiction", .label = "conflict",
		.help = "Whether it says two things about one fact.", .example = "is:conflict",
	},
	[FIELD_GONE] = {
		.id = FIELD_GONE, .kind = FIELD_FLAG, .name = "gone", .key = "gone",
		.label = "gone", .help = "Whether its file no longer holds it.",
		.example = "is:gone",
	},
	[FIELD_CHANGED] = {
		.id = FIELD_CHANGED, .kind = FIELD_FLAG, .name = "changed", .key = "changed",
		.label = "changed",
		.help = "Whether its text changed since you opened it, or in the last 14 days.",
		.example = "is:changed",
	},
	[FIELD_REPOST] = {
		.id = FIELD_REPOST, .kind = FIELD_FLAG, .name = "repost", .key = "repost",
		.label = "repost",
		.help = "Whether a copy of it was posted at least 7 days earlier.",
		.example = "is:repost",
	},
	[FIELD_COPIES] = {
		.id = FIELD_COPIES, .kind = FIELD_NUMBER, .unit = "postings", .name = "copies",
		.key = "copies", .label = "copies",
		.help = "How many postings are this job, on other boards or for other towns.",
		.example = "copies:>=2", .can_sort = true,
	},
	[FIELD_SHORTLISTED] = {
		.id = FIELD_SHORTLISTED, .kind = FIELD_FLAG, .name = "shortlisted",
		.key = "shortlisted", .key_aliases = "starred", .label = "shortlisted",
		.help = "Whether it is on the shortlist.", .example = "is:shortlisted",
		.can_sort = true, .is_user = true, .column = 1,
	},
	[FIELD_STAGE] = {
		.id = FIELD_STAGE, .kind = FIELD_CHOICE, .name = "stage", .key = "stage",
		.key_aliases = "status", .label = "stage",
		.help = "How far the application has come.", .example = "stage:applied",
		.choices = stages, .can_sort = true, .is_facet = true, .is_user = true, .column = 9,
	},
	[FIELD_TAG] = {
		.id = FIELD_TAG, .kind = FIELD_NAME, .name = "tags", .key = "tag", .label = "tags",
		.help = "A tag that you gave it.", .example = "tag:later", .is_user = true,
		.column = 12,
	},
	[FIELD_NOTES] = {
		.id = FIELD_NOTES, .kind = FIELD_TEXT, .name = "notes", .key = "notes",
		.key_aliases = "note", .label = "notes",
		.help = "Words in your notes.", .example = "notes:referral", .is_user = true,
		.column = 20,
	},
	[FIELD_HIDDEN] = {
		.id = FIELD_HIDDEN, .kind = FIELD_FLAG, .name = "hidden", .key = "hidden",
		.label = "hidden", .help = "Whether you hid it.", .example = "is:hidden",
		.is_user = true, .column = 1,
	},
	[FIELD_SEEN] = {
		.id = FIELD_SEEN, .kind = FIELD_FLAG, .name = "seen", .key = "seen",
		.key_aliases = "read", .label = "seen", .help = "Whether you have opened it.",
		.example = "is:seen", .can_sort = true, .is_user = true, .column = 1,
	},
};

/* Whether A (LEN bytes) is the NUL-terminated or blank-ended word B, in any case; a blank or '_'
 * in A counts as '-', so that "full time" is "full-time". */
static bool same_word(const char *a, size_t len, const char *b)
{
	for (size_t i = 0; i < len; i++) {
		char c = a[i] == ' ' || a[i] == '_' ? '-' : ascii_lower(a[i]);
		char d = b[i] == '_' ? '-' : ascii_lower(b[i]);

		if (b[i] == '\0' || b[i] == ' ' || c != d)
			return false;
	}
	return b[len] == '\0' || b[len] == ' ';
}

/* Whether the word stands in a list divided by blanks, which may be NULL. */
static bool in_words(const char *word, size_t len, const char *words)
{
	while (words && *words) {
		if (same_word(word, len, words))
			return true;
		words += strcspn(words, " ");
		words += *words == ' ';
	}
	return false;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The fewest edits from KEY to a word of WORDS, LIMIT + 1 where all are further away. */
static size_t words_distance(const char *key, const char *words, size_t limit)
{
	size_t best = limit + 1;

	while (words && *words) {
		size_t len = strcspn(words, " ");
		char word[KEY_BYTES_MAX + 1];

		if (len <= KEY_BYTES_MAX) {
			memcpy(word, words, len);
			word[len] = '\0';
			best = smaller(best, ascii_distance(key, word, limit));
		}
		words += len;
		words += *words == ' ';
	}
	return best;
}

static size_t key_distance(const struct field *field, const char *key, size_t limit)
{
	return smaller(words_distance(key, field->key, limit),
		       words_distance(key, field->key_aliases, limit));
}

const struct field *field_get(enum field_id id)
{
	assert((int)id >= 0 && id < FIELD_COUNT);
	return &fields[id];
}

const struct field *field_by_key(const char *key, size_t len)
{
	if (len == 0)
		return NULL;
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = &fields[i];

		if (same_word(key, len, field->key) || same_word(key, len, field->name) ||
		    in_words(key, len, field->key_aliases))
			return field;
	}
	return NULL;
}

/* The first key that goes on where KEY stops. */
static const char *key_with_prefix(const char *key)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (ascii_starts(fields[i].key, key))
			return fields[i].key;
	}
	return NULL;
}

const char *field_nearest_key(const char *key, size_t len)
{
	char typed[KEY_BYTES_MAX + 1];
	size_t limit = len < SHORT_KEY_BYTES ? 1 : NEAR_EDITS_MAX;
	size_t best = limit + 1;
	const char *nearest;

	if (len < 2 || len > KEY_BYTES_MAX)
		return NULL;
	memcpy(typed, key, len);
	typed[len] = '\0';
	nearest = key_with_prefix(typed);
	for (size_t i = 0; !nearest && i < FIELD_COUNT; i++)
		best = smaller(best, key_distance(&fields[i], typed, limit));
	for (size_t i = 0; !nearest && best <= limit && i < FIELD_COUNT; i++) {
		if (key_distance(&fields[i], typed, limit) == best)
			nearest = fields[i].key;
	}
	return nearest;
}

int field_choice(const struct field *field, const char *name, size_t len)
{
	if (len == 0 || !field->choices)
		return -1;
	for (int i = 0; field->choices[i].name; i++) {
		if (same_word(name, len, field->choices[i].name) ||
		    in_words(name, len, field->choices[i].aliases))
			return i;
	}
	return -1;
}

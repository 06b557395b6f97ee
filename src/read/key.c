/* What the keys of front matter and of YAML mean. */
#include "config.h"

#include "read/key_int.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "util/ascii.h"

/* Names are lower case, their words divided by underscores; the names of a row by blanks. */
static const struct {
	enum key_role role;
	enum field_id field;
	enum key_part part;
	const char *names;
} rows[] = {
	{ KEY_FACT, FIELD_TITLE, PART_NONE,
	  "title role position job job_title position_title role_title vacancy headline "
	  "designation jobtitle job_name position_name vacancy_name posting_title" },
	{ KEY_FACT, FIELD_COMPANY, PART_NONE,
	  "company company_name organization organisation employer firm hiring_organization "
	  "hiring_company org client employer_name companyname" },
	{ KEY_FACT, FIELD_LOCATION, PART_NONE,
	  "location locations place places office offices job_location job_locations where "
	  "based_in work_location joblocation" },
	{ KEY_PLACE, FIELD_LOCATION, PART_CITY, "city town" },
	{ KEY_PLACE, FIELD_LOCATION, PART_REGION, "state province region county" },
	{ KEY_PLACE, FIELD_LOCATION, PART_COUNTRY, "country" },
	{ KEY_FACT, FIELD_WORKPLACE, PART_NONE,
	  "workplace workplace_type workplace_model work_mode mode working_model work_model "
	  "location_type remote_policy remote_type arrangement work_arrangement "
	  "working_arrangement work_setting" },
	{ KEY_REMOTE, FIELD_WORKPLACE, PART_NONE,
	  "remote is_remote remote_ok remote_allowed remote_work telecommute" },
	{ KEY_FACT, FIELD_REMOTE_SCOPE, PART_NONE,
	  "remote_scope remote_location remote_locations remote_regions regions countries "
	  "eligible_regions eligible_countries hiring_regions allowed_locations "
	  "candidate_location candidate_required_location" },
	{ KEY_FACT, FIELD_EMPLOYMENT, PART_NONE,
	  "contract contract_type employment employment_type job_type type commitment "
	  "position_type engagement engagement_type schedule_type employment_types job_types "
	  "contract_types work_type jobtype employment_status" },
	{ KEY_FACT, FIELD_SENIORITY, PART_NONE,
	  "seniority level levels seniority_level seniority_levels experience_level "
	  "experience_levels career_level job_level grade" },
	{ KEY_FACT, FIELD_EXPERIENCE, PART_NONE,
	  "experience years years_of_experience experience_years years_experience min_experience "
	  "minimum_experience required_experience experience_required min_years years_min "
	  "minimum_years required_years min_experience_years experience_min yoe "
	  "experience_range" },
	{ KEY_FACT, FIELD_SALARY, PART_NONE,
	  "salary pay compensation wage rate salary_range pay_range compensation_range "
	  "remuneration salary_text day_rate daily_rate hourly_rate base_salary pay_rate comp "
	  "salary_estimate estimated_salary salary_info" },
	{ KEY_PAY, FIELD_SALARY, PART_MIN,
	  "salary_min min_salary salary_from salary_low minimum_salary salary_minimum pay_min "
	  "min_pay compensation_min min_amount" },
	{ KEY_PAY, FIELD_SALARY, PART_MAX,
	  "salary_max max_salary salary_to salary_high maximum_salary salary_maximum pay_max "
	  "max_pay compensation_max max_amount" },
	{ KEY_PAY, FIELD_SALARY, PART_CURRENCY, "currency salary_currency pay_currency" },
	{ KEY_PAY, FIELD_SALARY, PART_PERIOD,
	  "salary_period pay_period salary_interval salary_unit salary_frequency pay_frequency" },
	{ KEY_FACT, FIELD_POSTED, PART_NONE,
	  "posted posted_at posted_on posted_date date date_posted published published_at "
	  "published_on published_date created created_at created_on date_created "
	  "publication_date publish_date post_date opened pub_date pubdate epoch listed_at "
	  "first_published posted_time published_time listed_date date_listed posting_date" },
	{ KEY_FACT, FIELD_EXPIRES, PART_NONE,
	  "expires expires_at expires_on expiry expiry_date expiration_date deadline valid_through "
	  "valid_until until closing_date closing closes closes_on apply_by apply_before "
	  "application_deadline close_date closes_at application_close_date expire_date "
	  "expiration" },
	{ KEY_FACT, FIELD_VISA, PART_NONE,
	  "visa visa_sponsorship sponsorship sponsors_visa visa_sponsored sponsor_visa" },
	{ KEY_FACT, FIELD_CLEARANCE, PART_NONE,
	  "clearance security_clearance clearance_level clearance_required required_clearance" },
	{ KEY_FACT, FIELD_EDUCATION, PART_NONE,
	  "education education_level education_required education_requirements degree "
	  "required_degree required_education minimum_education" },
	{ KEY_FACT, FIELD_LANGUAGES, PART_NONE,
	  "languages spoken_languages required_languages language_requirements" },
	{ KEY_FACT, FIELD_STACK, PART_NONE,
	  "tags tag stack tech_stack techstack skills skill technologies technology tech keywords "
	  "frameworks key_skills" },
	{ KEY_FACT, FIELD_URL, PART_NONE,
	  "url link apply_url application_url job_url job_link apply_link posting_url source_url "
	  "web apply application href job_url_direct details_url joblink" },
	{ KEY_BODY, FIELD_COUNT, PART_NONE,
	  "description body text content details summary job_description full_description "
	  "job_summary intro introduction overview jobdescription job_desc job_details" },
	{ KEY_IGNORED, FIELD_COUNT, PART_NONE,
	  "id uid uuid guid hash checksum slug layout permalink draft lang language_code version "
	  "source source_id external_id scraped_at crawled_at fetched_at updated_at modified "
	  "last_modified logo image weight" },
};

#define ROWS (sizeof rows / sizeof rows[0])

/* The same within a mapping that stands for a place or for pay. */
static const struct {
	enum field_id field;
	enum key_part part;
	const char *names;
} part_rows[] = {
	{ FIELD_LOCATION, PART_CITY, "city town locality address_locality" },
	{ FIELD_LOCATION, PART_REGION, "region state province county address_region" },
	{ FIELD_LOCATION, PART_COUNTRY, "country country_code address_country country_name" },
	{ FIELD_SALARY, PART_AMOUNT, "amount value text display range" },
	{ FIELD_SALARY, PART_MIN, "min minimum from low min_value lower" },
	{ FIELD_SALARY, PART_MAX, "max maximum to high max_value upper" },
	{ FIELD_SALARY, PART_CURRENCY, "currency currency_code" },
	{ FIELD_SALARY, PART_PERIOD, "period per interval unit unit_text frequency" },
};

#define PART_ROWS (sizeof part_rows / sizeof part_rows[0])

#define KEY_BYTES_MAX 64

/* Where each name of the rows is, by its hash: at most half of the slots are taken. Keys are asked
 * for several times a record, and records come by the million. Made by whoever asks first. */
#define SLOT_BITS 10
#define SLOTS (1u << SLOT_BITS)

struct slot { const char *name; uint8_t len, row, rank; };

static struct slot slots[SLOTS];
static pthread_once_t slots_once = PTHREAD_ONCE_INIT;

/* The slot of a name, or the free one where it belongs. */
static struct slot *slot_of(const char *name, size_t len)
{
	uint32_t hash = 2166136261u; /* FNV-1a (Fowler, Noll, Vo) */
	size_t at;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	for (at = hash >> (32 - SLOT_BITS); slots[at].name; at = (at + 1) % SLOTS)
		if (slots[at].len == len && memcmp(slots[at].name, name, len) == 0)
			break;
	return &slots[at];
}

/* Of a name that stands in several rows the first counts. */
static void fill_slots(void)
{
	size_t count = 0;

	for (uint8_t row = 0; row < ROWS; row++) {
		uint8_t rank = 0;

		for (const char *name = rows[row].names; *name; name += *name == ' ') {
			size_t len = strcspn(name, " ");
			struct slot *slot = slot_of(name, len);

			rank++;
			assert(len < KEY_BYTES_MAX && count < SLOTS / 2);
			if (!slot->name) {
				*slot = (struct slot){ name, (uint8_t)len, row, rank };
				count++;
			}
			name += len;
		}
	}
}

/* Writes the words of a key in lower case, divided by underscores; false for one that is too
 * long. */
static bool normalise(const char *text, char out[KEY_BYTES_MAX])
{
	size_t len = 0;

	for (const char *p = text; *p; p++) {
		bool is_word = ascii_is_alnum(*p) || (unsigned char)*p >= 0x80;
		bool begins = ascii_is_upper(*p) && p > text && ascii_is_lower(p[-1]);

		if ((!is_word || begins) && len > 0 && out[len - 1] != '_')
			out[len++] = '_';
		if (len + 2 >= KEY_BYTES_MAX)
			return false;
		if (is_word)
			out[len++] = ascii_lower(*p);
	}
	while (len > 0 && out[len - 1] == '_')
		len--;
	out[len] = '\0';
	return len > 0;
}

/* Where NAME stands among the names of a row, from 1; 0 for nowhere. */
static size_t names_rank(const char *names, const char *name)
{
	size_t len = strlen(name), rank = 0;

	for (const char *p = names; p != NULL; p = strchr(p, ' ')) {
		p += *p == ' ';
		rank++;
		if (*p == *name && strncmp(p, name, len) == 0 && (p[len] == ' ' || p[len] == '\0'))
			return rank;
	}
	return 0;
}

struct key key_find(const char *text)
{
	char name[KEY_BYTES_MAX];
	const struct slot *slot;

	if (*text == KEY_SHOWN || !normalise(text, name))
		return (struct key){ KEY_UNKNOWN, FIELD_COUNT, PART_NONE, 0 };
	pthread_once(&slots_once, fill_slots);
	slot = slot_of(name, strlen(name));
	if (!slot->name)
		return (struct key){ KEY_UNKNOWN, FIELD_COUNT, PART_NONE, 0 };
	return (struct key){ rows[slot->row].role, rows[slot->row].field, rows[slot->row].part,
			     slot->rank };
}

enum key_part key_find_part(enum field_id field, const char *text)
{
	char name[KEY_BYTES_MAX];
	bool is_name = normalise(text, name);

	for (size_t i = 0; is_name && i < PART_ROWS; i++) {
		if (part_rows[i].field == field && names_rank(part_rows[i].names, name) > 0)
			return part_rows[i].part;
	}
	return PART_NONE;
}

bool key_is_telling(const struct key *key)
{
	return key->role == KEY_BODY || (key->role == KEY_FACT && key->field == FIELD_TITLE);
}

void key_label(struct strbuf *out, const char *text)
{
	size_t start = out->len;

	if (*text == KEY_SHOWN) {
		strbuf_puts(out, text + 1);
		return;
	}
	for (const char *p = text; *p; p++) {
		bool begins = ascii_is_upper(*p) && p > text && ascii_is_lower(p[-1]);

		if (begins)
			strbuf_putc(out, ' ');
		if (*p == '_' || *p == '-' || ascii_is_space(*p))
			strbuf_putc(out, ' ');
		else
			strbuf_putc(out, begins ? ascii_lower(*p) : *p);
	}
	if (out->len > start)
		out->text[start] = ascii_upper(out->text[start]);
}

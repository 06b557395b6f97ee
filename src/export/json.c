/* JSON of a posting, as DESIGN and the manual give it: absent facts are null or an empty list. */
#include "config.h"

#include "export/json.h"

#include "export/formats_int.h"
#include "export/history_int.h"
#include "posting/fact.h"
#include "util/date.h"
#include "util/gate.h"
#include "util/utf8.h"

#include <inttypes.h>
#include <string.h>

/* Whether a terminal may be shown the code point as it is; what the gate would change is
 * escaped. */
static bool is_plain(const char *bytes, size_t len)
{
	struct strbuf with_base = STRBUF_INIT, gated = STRBUF_INIT;
	bool plain;

	strbuf_putc(&with_base, 'a');
	strbuf_add(&with_base, bytes, len);
	gate(&gated, with_base.text, with_base.len, GATE_ONE_LINE, NULL);
	plain = gated.len == with_base.len && memcmp(gated.text, with_base.text, gated.len) == 0;
	strbuf_release(&with_base);
	strbuf_release(&gated);
	return plain;
}

static void add_escape(struct strbuf *out, uint32_t code)
{
	if (code >= 0x10000) {
		code -= 0x10000;
		strbuf_printf(out, "\\u%04x", (unsigned)(0xd800 + (code >> 10)));
		code = 0xdc00 + (code & 0x3ff);
	}
	strbuf_printf(out, "\\u%04x", (unsigned)code);
}

static void add_ascii(struct strbuf *out, char c)
{
	static const char named[] = "\"\\\b\f\n\r\t", names[] = "\"\\bfnrt";
	const char *at = c ? strchr(named, c) : NULL;

	if (at) {
		strbuf_putc(out, '\\');
		strbuf_putc(out, names[at - named]);
	} else if ((unsigned char)c < 0x20 || c == 0x7f) {
		add_escape(out, (unsigned char)c);
	} else {
		strbuf_putc(out, c);
	}
}

static void add_bytes(struct strbuf *out, const char *bytes, size_t len)
{
	strbuf_putc(out, '"');
	for (size_t at = 0; at < len;) {
		uint32_t code;
		size_t used;

		if ((unsigned char)bytes[at] < 0x80) {
			add_ascii(out, bytes[at++]);
			continue;
		}
		used = utf8_decode(bytes + at, len - at, &code, NULL);
		if (code == UTF8_REPLACEMENT || !is_plain(bytes + at, used))
			add_escape(out, code);
		else
			strbuf_add(out, bytes + at, used);
		at += used;
	}
	strbuf_putc(out, '"');
}

void json_string(struct strbuf *out, const char *text)
{
	if (text)
		add_bytes(out, text, strlen(text));
	else
		strbuf_puts(out, "null");
}

static void add_key(struct strbuf *out, const char *key)
{
	strbuf_printf(out, "%s\"%s\": ", out->len > 0 && out->text[out->len - 1] == '{' ? "" : ", ",
		      key);
}

static void add_member(struct strbuf *out, const char *key, const char *text)
{
	add_key(out, key);
	json_string(out, text);
}

static void add_bool(struct strbuf *out, const char *key, bool value)
{
	add_key(out, key);
	strbuf_puts(out, value ? "true" : "false");
}

static void add_number(struct strbuf *out, const char *key, int64_t value, bool is_known)
{
	add_key(out, key);
	if (is_known)
		strbuf_printf(out, "%" PRId64, value);
	else
		strbuf_puts(out, "null");
}

/* Hundredths as a number of units. */
static void add_money(struct strbuf *out, const char *key, int64_t cents)
{
	add_key(out, key);
	if (cents < 0)
		strbuf_puts(out, "null");
	else if (cents % 100 == 0)
		strbuf_printf(out, "%" PRId64, cents / 100);
	else
		strbuf_printf(out, "%" PRId64 ".%02d", cents / 100, (int)(cents % 100));
}

static void add_date(struct strbuf *out, const char *key, int32_t days)
{
	add_key(out, key);
	if (days == DATE_UNKNOWN) {
		strbuf_puts(out, "null");
		return;
	}
	strbuf_putc(out, '"');
	date_format_iso(out, days);
	strbuf_putc(out, '"');
}

static void add_choice(struct strbuf *out, enum field_id field, int choice, const char *unknown)
{
	const struct field *row = field_get(field);

	add_member(out, row->name, choice >= 0 ? row->choices[choice].name : unknown);
}

static const char *part(const char *name)
{
	return name && name[0] ? name : NULL;
}

static void add_place(struct strbuf *out, const struct posting_place *item)
{
	const struct place *place = &item->place;

	strbuf_putc(out, '{');
	add_member(out, "city", part(place->city));
	add_member(out, "region", part(place->kind == PLACE_AREA ? place->area : place->region));
	add_member(out, "country", part(place->country));
	add_member(out, "text", item->text);
	strbuf_putc(out, '}');
}

static void add_places(struct strbuf *out, const char *key, const struct posting_place *items,
		       size_t count)
{
	add_key(out, key);
	strbuf_putc(out, '[');
	for (size_t i = 0; i < count; i++) {
		strbuf_puts(out, i > 0 ? ", " : "");
		add_place(out, &items[i]);
	}
	strbuf_putc(out, ']');
}

/* What is known of a field with choices, several or one. */
static void add_choices(struct strbuf *out, const struct posting *posting, enum field_id id)
{
	const struct field *field = field_get(id);
	unsigned set = fact_choices(posting, id);
	const char *divider = "";

	add_key(out, field->name);
	strbuf_putc(out, '[');
	for (unsigned i = 0; field->choices[i].name; i++) {
		if (!(set >> i & 1))
			continue;
		strbuf_puts(out, divider);
		json_string(out, field->choices[i].name);
		divider = ", ";
	}
	strbuf_putc(out, ']');
}

static void add_zones(struct strbuf *out, const struct zones *zones)
{
	bool is_known = zones->min <= zones->max;

	add_key(out, "time_zones");
	if (!is_known && !zones->text) {
		strbuf_puts(out, "null");
		return;
	}
	strbuf_putc(out, '{');
	add_number(out, "min", zones->min, is_known);
	add_number(out, "max", zones->max, is_known);
	add_member(out, "text", zones->text);
	strbuf_putc(out, '}');
}

static void add_experience(struct strbuf *out, const struct posting *posting)
{
	add_key(out, "experience");
	if (posting->years_min < 0 && posting->years_max < 0) {
		strbuf_puts(out, "null");
		return;
	}
	strbuf_putc(out, '{');
	add_number(out, "min", posting->years_min, posting->years_min >= 0);
	add_number(out, "max", posting->years_max, posting->years_max >= 0);
	strbuf_putc(out, '}');
}

static void add_salary(struct strbuf *out, const struct salary *pay)
{
	add_key(out, "salary");
	if (pay->min < 0 && pay->max < 0 && !pay->text) {
		strbuf_puts(out, "null");
		return;
	}
	strbuf_putc(out, '{');
	add_money(out, "min", pay->min);
	add_money(out, "max", pay->max);
	add_member(out, "currency", part(pay->currency));
	add_member(out, "period", pay_period_name(pay->period));
	add_member(out, "text", pay->text);
	strbuf_putc(out, '}');
}

static void add_named(struct strbuf *out, size_t index, const char *name, enum need need)
{
	strbuf_puts(out, index > 0 ? ", {" : "{");
	add_member(out, "name", name);
	add_member(out, "need", need_name(need));
	strbuf_putc(out, '}');
}

static void add_stack(struct strbuf *out, const struct posting *posting)
{
	add_key(out, "stack");
	strbuf_putc(out, '[');
	for (size_t i = 0; i < posting->stack.count; i++)
		add_named(out, i, posting->stack.items[i].name, posting->stack.items[i].need);
	strbuf_putc(out, ']');
}

static void add_languages(struct strbuf *out, const struct posting *posting)
{
	add_key(out, "languages");
	strbuf_putc(out, '[');
	for (size_t i = 0; i < posting->languages.count; i++)
		add_named(out, i, posting->languages.items[i].name,
			  posting->languages.items[i].need);
	strbuf_putc(out, ']');
}

/* The names of the fields of which two things are said. */
static void add_conflicts(struct strbuf *out, const struct posting *posting)
{
	const char *divider = "";

	add_key(out, "conflicts");
	strbuf_putc(out, '[');
	for (int id = 0; id < FIELD_COUNT; id++) {
		if (!posting_has_conflict(posting, (enum field_id)id))
			continue;
		strbuf_puts(out, divider);
		json_string(out, field_get((enum field_id)id)->name);
		divider = ", ";
	}
	strbuf_putc(out, ']');
}

static void add_tags(struct strbuf *out, const struct marks *marks)
{
	add_key(out, "tags");
	strbuf_putc(out, '[');
	for (size_t i = 0; i < marks->tags.count; i++) {
		strbuf_puts(out, i > 0 ? ", " : "");
		json_string(out, marks->tags.items[i]);
	}
	strbuf_putc(out, ']');
}

static void add_one_evidence(struct strbuf *out, const struct posting *posting,
			     const struct evidence *evidence)
{
	size_t len = posting->body.len;
	size_t start = evidence->start < len ? evidence->start : len;
	size_t end = evidence->end < len ? evidence->end : len;

	strbuf_putc(out, '{');
	add_number(out, "start", (int64_t)start, true);
	add_number(out, "end", (int64_t)end, true);
	add_key(out, "text");
	add_bytes(out, posting->body.text + start, end - start);
	add_member(out, "rule", evidence->rule);
	strbuf_putc(out, '}');
}

/* By field, in the order of the field table. */
static void add_evidence(struct strbuf *out, const struct posting *posting)
{
	add_key(out, "evidence");
	strbuf_putc(out, '{');
	for (int field = 0; field < FIELD_COUNT; field++) {
		const char *divider = "";

		for (size_t i = 0; i < posting->evidence.count; i++) {
			const struct evidence *evidence = &posting->evidence.items[i];

			if ((int)evidence->field != field)
				continue;
			if (!divider[0]) {
				add_key(out, field_get(evidence->field)->name);
				strbuf_putc(out, '[');
			}
			strbuf_puts(out, divider);
			add_one_evidence(out, posting, evidence);
			divider = ", ";
		}
		if (divider[0])
			strbuf_putc(out, ']');
	}
	strbuf_putc(out, '}');
}

static void add_facts(struct strbuf *out, const struct posting *posting)
{
	add_member(out, "title", posting->title);
	add_bool(out, "title_inferred", posting->title_inferred);
	add_member(out, "company", posting->company);
	add_places(out, "locations", posting->locations.items, posting->locations.count);
	add_choice(out, FIELD_WORKPLACE, posting->workplace, "unknown");
	add_number(out, "office_days", posting->office_days, posting->office_days >= 0);
	add_places(out, "remote_scope", posting->remote_scope.items, posting->remote_scope.count);
	add_zones(out, &posting->zones);
	add_choices(out, posting, FIELD_EMPLOYMENT);
	add_choice(out, FIELD_SENIORITY, posting->seniority, NULL);
	add_experience(out, posting);
	add_salary(out, &posting->salary);
	add_choices(out, posting, FIELD_EXTRAS);
	add_date(out, "posted", posting->posted);
	add_date(out, "expires", posting->expires);
	add_choice(out, FIELD_VISA, posting->visa, NULL);
	add_choice(out, FIELD_CLEARANCE, posting->clearance, NULL);
	add_choice(out, FIELD_EDUCATION, posting->education, NULL);
	add_languages(out, posting);
	add_stack(out, posting);
	add_member(out, "url", posting->url);
	add_conflicts(out, posting);
}

static void add_copies(struct strbuf *out, const struct record *record,
		       const struct write_options *options)
{
	add_number(out, "copies", record->copies, true);
	add_date(out, "first_seen", record->copies > 1 ? record->first_seen : DATE_UNKNOWN);
	add_bool(out, "repost", record->is_repost);
	if (!options->has_body)
		return;
	add_key(out, "urls");
	strbuf_putc(out, '[');
	for (size_t i = 0; i < record->urls.count; i++) {
		strbuf_puts(out, i > 0 ? ", " : "");
		json_string(out, record->urls.items[i]);
	}
	strbuf_putc(out, ']');
}

static void add_record(struct strbuf *out, const struct record *record,
		       const struct write_options *options)
{
	strbuf_putc(out, '{');
	strbuf_puts(out, "\"id\": ");
	if (record->id > 0)
		strbuf_printf(out, "%" PRId64, record->id);
	else
		strbuf_puts(out, "null");
	add_facts(out, &record->posting);
	add_member(out, "source", record->source);
	add_bool(out, "shortlisted", record->marks.is_shortlisted);
	add_choice(out, FIELD_STAGE, record->marks.stage, NULL);
	add_tags(out, &record->marks);
	add_member(out, "notes", record->marks.notes);
	if (record->id > 0 && options->has_body) {
		add_key(out, "history");
		history_json(out, record);
	}
	if (record->id > 0)
		add_copies(out, record, options);
	if (options->has_evidence)
		add_evidence(out, &record->posting);
	if (options->has_body) {
		add_key(out, "body");
		add_bytes(out, record->posting.body.text, record->posting.body.len);
	}
	strbuf_putc(out, '}');
}

static void json_begin(struct strbuf *out, const struct write_options *options)
{
	(void)options;
	strbuf_puts(out, "[");
}

static void json_record(struct strbuf *out, const struct record *record, size_t index,
			const struct write_options *options)
{
	strbuf_puts(out, index > 0 ? ",\n " : "\n ");
	add_record(out, record, options);
}

static void json_end(struct strbuf *out, size_t count, const struct write_options *options)
{
	(void)options;
	strbuf_puts(out, count > 0 ? "\n]\n" : "]\n");
}

static void jsonl_record(struct strbuf *out, const struct record *record, size_t index,
			 const struct write_options *options)
{
	(void)index;
	add_record(out, record, options);
	strbuf_putc(out, '\n');
}

const struct writer writer_json = {
	.name = "json", .suffix = ".json", .help = "one JSON list with an object a posting",
	.begin = json_begin, .record = json_record, .end = json_end,
};

const struct writer writer_jsonl = {
	.name = "jsonl", .suffix = ".jsonl", .help = "JSON, one object a line",
	.record = jsonl_record,
};

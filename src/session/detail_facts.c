/* The facts of a posting as lines: what stands above its text. */
#include "config.h"

#include "session/detail_int.h"

#include "posting/fact.h"
#include "util/date.h"
#include "util/utf8.h"
#include "util/vec.h"

#include <string.h>

#define PAIR_COLS_MIN 46         /* of a pane in which two short facts share a line */
#define BETWEEN " · "
#define BRIEF_ROWS 18            /* a pane of fewer rows shows the facts in brief */

/* -- what a fact says; nothing added: it is unknown */

static void add_places(const struct detail *detail, const struct posting_place *places,
		       size_t count, const char *between, struct strbuf *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			strbuf_puts(out, between);
		if (detail->gazetteer && places[i].place.kind != PLACE_NONE)
			place_format(detail->gazetteer, out, &places[i].place, false);
		else
			strbuf_puts(out, places[i].text ? places[i].text : "");
	}
}

static void say_place(const struct detail *detail, struct strbuf *out)
{
	const struct posting *posting = &detail->record.posting;

	add_places(detail, posting->locations.items, posting->locations.count, BETWEEN, out);
}

static void say_workplace(const struct detail *detail, struct strbuf *out)
{
	const struct posting *posting = &detail->record.posting;

	fact_format(out, posting, FIELD_WORKPLACE);
	if (posting->remote_scope.count == 0)
		return;
	strbuf_puts(out, out->len > 0 ? " (" : "(");
	add_places(detail, posting->remote_scope.items, posting->remote_scope.count, ", ", out);
	strbuf_puts(out, ")");
}

static void say_pay(const struct detail *detail, struct strbuf *out)
{
	const struct salary *salary = &detail->record.posting.salary;

	if (salary->min >= 0 || salary->max >= 0)
		pay_format(out, salary->min, salary->max, salary->currency, salary->period, false);
	else if (salary->text)
		strbuf_puts(out, salary->text);
}

static void say_experience(const struct detail *detail, struct strbuf *out)
{
	int min = detail->record.posting.years_min, max = detail->record.posting.years_max;

	if (min >= 0 && max > min)
		strbuf_printf(out, "%d–%d years", min, max);
	else if (min >= 0)
		strbuf_printf(out, "%d%s year%s", min, max < 0 ? "+" : "",
			      min == 1 && max == 1 ? "" : "s");
	else if (max >= 0)
		strbuf_printf(out, "up to %d years", max);
}

static void add_date(int32_t days, int32_t today, const char *after, struct strbuf *out)
{
	if (days == DATE_UNKNOWN)
		return;
	date_format_iso(out, days);
	strbuf_puts(out, ", ");
	date_format_age(out, days, today);
	if (days < today)
		strbuf_puts(out, after);
}

static void say_posted(const struct detail *detail, struct strbuf *out)
{
	add_date(detail->record.posting.posted, detail->today, " ago", out);
}

static void say_expires(const struct detail *detail, struct strbuf *out)
{
	add_date(detail->record.posting.expires, detail->today, " ago", out);
}

static void say_source(const struct detail *detail, struct strbuf *out)
{
	strbuf_puts(out, detail->record.source ? detail->record.source : "");
}

/* The facts in their order. */
static const struct fact {
	enum field_id field;
	/* NULL: as fact_format() says it. */
	void (*say)(const struct detail *detail, struct strbuf *out);
	bool is_short;           /* may share its line */
	bool needs_value;        /* left out where unknown */
	enum role role;
} facts[] = {
	{ FIELD_LOCATION, say_place, false, false, ROLE_PLACE },
	{ FIELD_WORKPLACE, say_workplace, false, false, ROLE_PLACE },
	{ FIELD_OFFICE_DAYS, NULL, true, true, ROLE_PLACE },
	{ FIELD_ZONES, NULL, true, true, ROLE_PLACE },
	{ FIELD_SALARY, say_pay, false, false, ROLE_PAY },
	{ FIELD_EXTRAS, NULL, true, true, ROLE_PAY },
	{ FIELD_EXPERIENCE, say_experience, true, false, ROLE_TEXT },
	{ FIELD_SENIORITY, NULL, true, false, ROLE_TEXT },
	{ FIELD_EDUCATION, NULL, true, true, ROLE_TEXT },
	{ FIELD_LANGUAGES, NULL, true, true, ROLE_TEXT },
	{ FIELD_CLEARANCE, NULL, true, true, ROLE_TEXT },
	{ FIELD_POSTED, say_posted, true, false, ROLE_AGE },
	{ FIELD_VISA, NULL, true, false, ROLE_TEXT },
	{ FIELD_EMPLOYMENT, NULL, true, false, ROLE_TEXT },
	{ FIELD_EXPIRES, say_expires, true, true, ROLE_AGE },
	{ FIELD_SOURCE, say_source, false, true, ROLE_DIM },
};

#define FACTS (sizeof facts / sizeof facts[0])

static bool is_contradicted(const struct detail *detail, const struct fact *fact)
{
	return posting_has_conflict(&detail->record.posting, fact->field);
}

/* What a fact says, marked where the posting says two things of it. */
static void say(const struct detail *detail, const struct fact *fact, struct strbuf *out)
{
	if (fact->say)
		fact->say(detail, out);
	else
		fact_format(out, &detail->record.posting, fact->field);
	if (out->len > 0 && is_contradicted(detail, fact))
		strbuf_puts(out, " (!)");
}

static enum role role_of(const struct detail *detail, const struct fact *fact, bool is_known)
{
	return !is_known ? ROLE_UNKNOWN : is_contradicted(detail, fact) ? ROLE_WARNING : fact->role;
}

/* -- lines */

/* A fact that is shown, said. */
struct said {
	const struct fact *fact;
	struct strbuf text;
};

/* Fills SAID with the facts that are shown; how many. */
static size_t say_all(const struct detail *detail, struct said said[FACTS])
{
	size_t count = 0;

	for (size_t i = 0; i < FACTS; i++) {
		said[count] = (struct said){ &facts[i], STRBUF_INIT };
		say(detail, &facts[i], &said[count].text);
		if (said[count].text.len > 0 || !facts[i].needs_value)
			count++;
		else
			strbuf_release(&said[count].text);
	}
	return count;
}

/* One of two facts that share a line, from column COL on. */
static void add_half(struct lay *lay, struct detail_line *line, size_t col,
		     const struct said *said)
{
	bool is_known = said->text.len > 0;
	char *gated = gate_line(said->text.text, said->text.len);

	line_pad(line, col);
	line_puts(line, ROLE_LABEL, field_get(said->fact->field)->label);
	line_pad(line, col + LABEL_COLS);
	line_puts(line, role_of(lay->detail, said->fact, is_known), is_known ? gated : "unknown");
	free(gated);
}

/* Whether two facts fit beside each other. */
static bool fit_together(const struct lay *lay, const struct said *one, const struct said *two)
{
	size_t half = lay->cols / 2;

	return one->fact->is_short && two->fact->is_short && lay->cols >= PAIR_COLS_MIN &&
	       utf8_cols(one->text.text, one->text.len) + LABEL_COLS < half &&
	       utf8_cols(two->text.text, two->text.len) + LABEL_COLS <= lay->cols - half;
}

static void lay_one(struct lay *lay, const struct said *said)
{
	bool is_known = said->text.len > 0;

	lay_pair(lay, field_get(said->fact->field)->label,
		 role_of(lay->detail, said->fact, is_known),
		 is_known ? said->text.text : "unknown");
}

static void lay_two(struct lay *lay, const struct said *said)
{
	struct detail_line *line = lay_line(lay);

	add_half(lay, line, 0, &said[0]);
	add_half(lay, line, lay->cols / 2, &said[1]);
}

static void lay_title(struct lay *lay)
{
	const struct posting *posting = &lay->detail->record.posting;
	const char *title = record_title(&lay->detail->record);
	size_t end;

	passage_clear(&lay->passage);
	passage_add(lay, title, false);
	end = lay->passage.text.len;
	if (posting->title && posting->title_inferred)
		passage_add(lay, " (title inferred)", false);
	lay_passage(lay, &(struct wrap){ .first = "", .rest = "",
				      .role = posting->title ? ROLE_TITLE : ROLE_UNKNOWN });
	if (end < lay->passage.text.len)
		lay_range(lay, end, lay->passage.text.len, ROLE_UNKNOWN, NULL);
}

/* The company, and the link at the end of its line where that has room. */
static void lay_company(struct lay *lay)
{
	const struct posting *posting = &lay->detail->record.posting;
	size_t cols, line = lay->detail->lines.count;
	char *url;

	lay_plain(lay, posting->company ? ROLE_COMPANY : ROLE_UNKNOWN,
		  posting->company ? posting->company : "company unknown");
	if (!posting->url)
		return;
	url = gate_line(posting->url, strlen(posting->url));
	cols = utf8_cols(url, strlen(url));
	if (lay->detail->lines.count == line + 1 &&
	    utf8_cols(lay->passage.text.text, lay->passage.text.len) + 2 + cols <= lay->cols) {
		line_pad(&lay->detail->lines.items[line], lay->cols - cols);
		line_puts(&lay->detail->lines.items[line], ROLE_LINK, url);
	} else {
		lay_pair(lay, field_get(FIELD_URL)->label, ROLE_LINK, url);
	}
	free(url);
}

void lay_head(struct lay *lay)
{
	lay_title(lay);
	lay_company(lay);
}

static void lay_stack(struct lay *lay, enum need need, const char *label, enum role role)
{
	const struct posting *posting = &lay->detail->record.posting;

	passage_clear(&lay->passage);
	for (size_t i = 0; i < posting->stack.count; i++) {
		if (posting->stack.items[i].need != need)
			continue;
		if (lay->passage.text.len > 0)
			passage_add(lay, "  ", false);
		passage_add(lay, posting->stack.items[i].name, true);
	}
	if (lay->passage.text.len > 0)
		lay_labelled(lay, label, role);
}

static void lay_tags(struct lay *lay)
{
	const struct marks *marks = &lay->detail->record.marks;

	if (marks->tags.count == 0)
		return;
	passage_clear(&lay->passage);
	for (size_t i = 0; i < marks->tags.count; i++) {
		if (i > 0)
			passage_add(lay, " ", false);
		passage_add(lay, marks->tags.items[i], true);
	}
	lay_labelled(lay, "tags", ROLE_STAGE);
}

/* Notes keep their lines. */
static void lay_notes(struct lay *lay)
{
	const char *notes = lay->detail->record.marks.notes;
	struct strbuf *text = &lay->passage.text;

	if (!notes)
		return;
	passage_clear(&lay->passage);
	gate(text, notes, strlen(notes), GATE_LINES, NULL);
	while (text->len > 0 && text->text[text->len - 1] == '\n')
		strbuf_cut(text, text->len - 1);
	lay_labelled(lay, "notes", ROLE_TEXT);
}

static void lay_users(struct lay *lay)
{
	const struct marks *marks = &lay->detail->record.marks;
	struct strbuf text = STRBUF_INIT;

	if (marks->is_shortlisted) {
		strbuf_printf(&text, "★ number %lld", (long long)marks->position);
		lay_pair(lay, "shortlist", ROLE_SHORTLISTED, text.text);
	}
	if (marks->stage != STAGE_NONE)
		lay_pair(lay, "stage", ROLE_STAGE,
			 field_get(FIELD_STAGE)->choices[marks->stage].label);
	lay_tags(lay);
	if (marks->is_hidden)
		lay_pair(lay, "hidden", ROLE_WARNING,
			 marks->hidden_reason ? marks->hidden_reason : "no reason given");
	lay_notes(lay);
	strbuf_release(&text);
}

/* How many postings are this job, and the links of the others. */
static void lay_copies(struct lay *lay)
{
	const struct record *record = &lay->detail->record;
	const char *own = record->posting.url;
	struct strbuf text = STRBUF_INIT;

	record_copies(record, lay->detail->today, false, &text);
	if (record->is_repost)
		strbuf_puts(&text, " · a repost");
	if (text.len > 0)
		lay_pair(lay, "copies", ROLE_TEXT, text.text);
	for (size_t i = 0; record->copies > 1 && i < record->urls.count; i++)
		if (!own || strcmp(record->urls.items[i], own) != 0)
			lay_pair(lay, "also at", ROLE_TEXT, record->urls.items[i]);
	strbuf_release(&text);
}

/* Since when it says what it says, where it said something else before. */
static void lay_changed(struct lay *lay)
{
	const struct record *record = &lay->detail->record;
	int64_t days = (int64_t)lay->detail->today - record->changed;
	struct strbuf text = STRBUF_INIT;

	if (record->version < 2)
		return;
	if (record->changed != DATE_UNKNOWN && days > 0)
		strbuf_printf(&text, "%lld day%s ago, ", (long long)days, days == 1 ? "" : "s");
	else if (record->changed != DATE_UNKNOWN)
		strbuf_puts(&text, "today, ");
	strbuf_printf(&text, "%d versions", record->version);
	lay_pair(lay, "changed", record->is_changed ? ROLE_CHANGED : ROLE_TEXT, text.text);
	strbuf_release(&text);
}

static void lay_warnings(struct lay *lay)
{
	const struct detail *detail = lay->detail;
	struct strbuf text = STRBUF_INIT;

	if (detail->record.posting.conflicts != 0) {
		strbuf_puts(&text, "It says two things about: ");
		fact_format(&text, &detail->record.posting, FIELD_CONFLICT);
		lay_plain(lay, ROLE_WARNING, text.text);
		strbuf_cut(&text, 0);
	}
	if (detail->record.is_gone)
		lay_plain(lay, ROLE_WARNING, "Its file no longer holds this posting.");
	if (detail->marks.replaced > 0)
		strbuf_printf(&text, "%zu character%s shown as marks", detail->marks.replaced,
			      detail->marks.replaced == 1 ? " is" : "s are");
	if (detail->marks.dropped > 0)
		strbuf_printf(&text, "%s%zu invisible one%s left out", text.len > 0 ? ", " : "",
			      detail->marks.dropped, detail->marks.dropped == 1 ? "" : "s");
	if (text.len > 0) {
		strbuf_puts(&text, ".");
		lay_plain(lay, ROLE_WARNING, text.text);
	}
	strbuf_release(&text);
}

/* A place by its narrowest name alone. */
static void say_place_in_brief(const struct detail *detail, struct strbuf *out)
{
	const struct posting *posting = &detail->record.posting;

	for (size_t i = 0; i < posting->locations.count; i++) {
		const struct posting_place *place = &posting->locations.items[i];

		strbuf_puts(out, i > 0 ? BETWEEN : "");
		if (detail->gazetteer && place->place.kind != PLACE_NONE)
			place_format(detail->gazetteer, out, &place->place, true);
		else
			strbuf_puts(out, place->text ? place->text : "");
	}
}

/* Where there is little room: what is known in a row, what is not in another. */
static void lay_brief(struct lay *lay)
{
	struct strbuf unknown = STRBUF_INIT;

	passage_clear(&lay->passage);
	for (size_t at = 0; at < FACTS; at++) {
		struct strbuf said = STRBUF_INIT;

		if (facts[at].field == FIELD_LOCATION)
			say_place_in_brief(lay->detail, &said);
		else if (facts[at].field != FIELD_SOURCE)
			say(lay->detail, &facts[at], &said);
		if (said.len > 0) {
			passage_add(lay, lay->passage.text.len > 0 ? "   " : "", false);
			passage_add(lay, said.text, true);
		} else if (!facts[at].needs_value) {
			strbuf_printf(&unknown, "%s%s", unknown.len > 0 ? ", " : "unknown: ",
				      field_get(facts[at].field)->label);
		}
		strbuf_release(&said);
	}
	if (lay->passage.text.len > 0)
		lay_passage(lay, &(struct wrap){ .first = "", .rest = "", .role = ROLE_PLACE });
	if (unknown.len > 0)
		lay_plain(lay, ROLE_UNKNOWN, unknown.text);
	strbuf_release(&unknown);
}

static void lay_whole(struct lay *lay)
{
	struct said said[FACTS];
	size_t count = say_all(lay->detail, said), at = 0;

	lay_gap(lay);
	while (at < count) {
		bool is_pair = at + 1 < count && fit_together(lay, &said[at], &said[at + 1]);

		if (is_pair)
			lay_two(lay, &said[at]);
		else
			lay_one(lay, &said[at]);
		at += is_pair ? 2 : 1;
	}
	for (size_t i = 0; i < count; i++)
		strbuf_release(&said[i].text);
}

void lay_facts(struct lay *lay)
{
	lay_head(lay);
	if (lay->detail->rows < BRIEF_ROWS)
		lay_brief(lay);
	else
		lay_whole(lay);
	lay_stack(lay, NEED_REQUIRED, "must", ROLE_MUST);
	lay_stack(lay, NEED_PREFERRED, "nice", ROLE_NICE);
	lay_stack(lay, NEED_MENTIONED, "mentioned", ROLE_DIM);
	lay_copies(lay);
	lay_changed(lay);
	lay_users(lay);
	lay_warnings(lay);
}

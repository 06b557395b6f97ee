/* What the tests of extraction share. */
#include "config.h"

#include "extract_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "posting/fact.h"
#include "util/alloc.h"
#include "util/date.h"

int world_set_up(void **state)
{
	struct world *world = xcalloc(1, sizeof *world);
	struct err err = ERR_INIT;

	assert_true(vocabulary_load(&world->vocabulary, NULL, &err));
	world->extractor = extractor_new(&world->vocabulary, NULL, &err);
	assert_non_null(world->extractor);
	posting_init(&world->posting);
	*state = world;
	return 0;
}

int world_tear_down(void **state)
{
	struct world *world = *state;

	posting_release(&world->posting);
	extractor_free(world->extractor);
	vocabulary_release(&world->vocabulary);
	free(world);
	return 0;
}

/* Adds bytes [START, END) of the body; what stands between two pairs of stars is bold. */
static void add_marked(struct document *document, const char *text, size_t start, size_t end)
{
	bool is_strong = false;

	while (start < end) {
		const char *mark = strstr(text + start, "**");
		size_t stop = mark != NULL && mark < text + end ? (size_t)(mark - text) : end;
		size_t at = document->text.len;

		document_add(document, text + start, stop - start, start);
		if (is_strong)
			document_add_strong(document, at);
		is_strong = !is_strong;
		start = stop < end ? stop + 2 : end;
	}
}

static void add_line(struct raw_posting *raw, size_t start, size_t end, bool after_blank)
{
	static const struct { char mark; enum block_kind kind; int level; } kinds[] = {
		{ '#', BLOCK_HEADING, 2 }, { '-', BLOCK_ITEM, 1 }, { '|', BLOCK_PARAGRAPH, 0 },
	};
	struct document *document = &raw->document;
	const char *text = raw->body.text;
	enum block_kind kind = BLOCK_PARAGRAPH;
	int level = 0;
	bool is_strong = false;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (end - start < 2 || text[start] != kinds[i].mark || text[start + 1] != ' ')
			continue;
		kind = kinds[i].kind;
		level = kinds[i].level;
		is_strong = text[start] == '|';
		start += 2;
		break;
	}
	document_open_block(document, kind, level);
	add_marked(document, text, start, end);
	if (document_close_block(document)) {
		document->blocks.items[document->blocks.count - 1].is_strong = is_strong;
		document->blocks.items[document->blocks.count - 1].after_blank = after_blank;
	}
}

void world_raw(struct raw_posting *raw, const char *text)
{
	size_t at = 0;
	bool after_blank = false;

	raw_posting_init(raw);
	strbuf_puts(&raw->body, text);
	while (at < raw->body.len) {
		size_t end = at + strcspn(raw->body.text + at, "\n");

		if (end > at)
			add_line(raw, at, end, after_blank);
		after_blank = end == at;
		at = end + 1;
	}
}

void world_read_stated(struct world *world, const char *text, enum field_id field,
		       const char *value)
{
	struct raw_posting raw;

	posting_release(&world->posting);
	posting_init(&world->posting);
	world_raw(&raw, text);
	if (value != NULL)
		raw_posting_state(&raw, field, value, strlen(value));
	extractor_run(world->extractor, &raw, WORLD_TODAY, &world->posting);
	raw_posting_release(&raw);
}

void world_read(struct world *world, const char *text)
{
	world_read_stated(world, text, FIELD_TITLE, NULL);
}

static void add_choice(struct strbuf *out, enum field_id field, int value)
{
	if (value >= 0) {
		if (out->len > 0)
			strbuf_putc(out, ' ');
		strbuf_puts(out, field_get(field)->choices[value].name);
	}
}

static void add_places(struct strbuf *out, const struct posting_place *places, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct place *place = &places[i].place;
		const char *name = *place->city != '\0' ? place->city :
			*place->area != '\0' ? place->area : place->region;

		if (i > 0)
			strbuf_puts(out, ", ");
		if (place->kind == PLACE_NONE)
			strbuf_printf(out, "\"%s\"", places[i].text);
		else
			strbuf_printf(out, "%s/%s", name, place->country);
	}
}

static void add_salary(struct strbuf *out, const struct salary *salary)
{
	const char *period = pay_period_name(salary->period);

	if (salary->text == NULL)
		return;
	if (salary->min >= 0)
		strbuf_printf(out, "%lld", (long long)(salary->min / 100));
	if (salary->max != salary->min)
		strbuf_putc(out, '-');
	if (salary->max >= 0 && salary->max != salary->min)
		strbuf_printf(out, "%lld", (long long)(salary->max / 100));
	strbuf_printf(out, " %s %s", *salary->currency != '\0' ? salary->currency : "?",
		      period != NULL ? period : "?");
}

static void add_stack(struct strbuf *out, const struct posting *posting)
{
	static const char *const marks[] = { "", "+", "?" };

	for (size_t i = 0; i < posting->stack.count; i++)
		strbuf_printf(out, "%s%s%s", i > 0 ? " " : "", posting->stack.items[i].name,
			      marks[posting->stack.items[i].need]);
}

static void add_years(struct strbuf *out, const struct posting *posting)
{
	if (posting->years_min >= 0)
		strbuf_printf(out, "%d", posting->years_min);
	if (posting->years_max >= 0)
		strbuf_printf(out, "-%d", posting->years_max);
}

static void add_date(struct strbuf *out, int32_t days)
{
	if (days != DATE_UNKNOWN)
		date_format_iso(out, days);
}

void world_describe(const struct world *world, enum field_id field, struct strbuf *out)
{
	const struct posting *posting = &world->posting;

	strbuf_clear(out);
	switch (field) {
	case FIELD_TITLE:
		strbuf_printf(out, "%s%s", posting->title != NULL ? posting->title : "",
			      posting->title_inferred ? " (inferred)" : "");
		break;
	case FIELD_COMPANY:
		strbuf_puts(out, posting->company != NULL ? posting->company : "");
		break;
	case FIELD_LOCATION:
		add_places(out, posting->locations.items, posting->locations.count);
		break;
	case FIELD_REMOTE_SCOPE:
		add_places(out, posting->remote_scope.items, posting->remote_scope.count);
		break;
	case FIELD_WORKPLACE:
		add_choice(out, field, (int)posting->workplace);
		break;
	case FIELD_EMPLOYMENT:
		for (int i = 0; i <= EMPLOYMENT_VOLUNTEER; i++)
			add_choice(out, field, posting->employment >> i & 1 ? i : -1);
		break;
	case FIELD_SENIORITY:
		add_choice(out, field, (int)posting->seniority);
		break;
	case FIELD_EXPERIENCE:
		add_years(out, posting);
		break;
	case FIELD_SALARY:
		add_salary(out, &posting->salary);
		break;
	case FIELD_POSTED:
		add_date(out, posting->posted);
		break;
	case FIELD_EXPIRES:
		add_date(out, posting->expires);
		break;
	case FIELD_VISA:
		add_choice(out, field, (int)posting->visa);
		break;
	case FIELD_STACK:
		add_stack(out, posting);
		break;
	case FIELD_OFFICE_DAYS:
	case FIELD_ZONES:
	case FIELD_EXTRAS:
	case FIELD_CLEARANCE:
	case FIELD_EDUCATION:
	case FIELD_LANGUAGES:
		fact_format(out, posting, field);
		break;
	default:
		strbuf_puts(out, posting->url != NULL ? posting->url : "");
		break;
	}
	if (out->len == 0)
		strbuf_putc(out, '-');
	if (posting_has_conflict(posting, field))
		strbuf_putc(out, '!');
}

void world_check(struct world *world, enum field_id field, const struct world_fact *facts,
		 size_t count)
{
	struct strbuf got = STRBUF_INIT;
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		world_read(world, facts[i].text);
		world_describe(world, field, &got);
		if (strcmp(got.text, facts[i].want) == 0)
			continue;
		print_error("want \"%s\", got \"%s\" of:\n%s\n", facts[i].want, got.text,
			    facts[i].text);
		wrong++;
	}
	strbuf_release(&got);
	assert_int_equal(wrong, 0);
}

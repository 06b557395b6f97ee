/* The history of a posting for programs. */
#include "config.h"

#include "cli/versions_int.h"

#include "export/json.h"
#include "posting/field.h"
#include "util/date.h"
#include "util/diff.h"

#include <inttypes.h>

/* Text may hold zero bytes, which end no string. */
static void add_bytes(struct strbuf *out, const char *bytes, size_t len)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < len; i++) {
		if (bytes[i])
			strbuf_putc(&text, bytes[i]);
		else
			strbuf_puts(&text, "\xEF\xBF\xBD");
	}
	json_string(out, text.text);
	strbuf_release(&text);
}

static void add_day(struct strbuf *out, const char *key, int32_t day)
{
	struct strbuf text = STRBUF_INIT;

	date_format_iso(&text, day);
	strbuf_printf(out, ", \"%s\": ", key);
	json_string(out, text.len > 0 ? text.text : NULL);
	strbuf_release(&text);
}

static void add_member(struct strbuf *out, const char *key, const char *text)
{
	strbuf_printf(out, ", \"%s\": ", key);
	json_string(out, text);
}

static void add_version(struct strbuf *out, const struct version *version)
{
	const struct field *workplace = field_get(FIELD_WORKPLACE);

	strbuf_printf(out, "{\"version\": %d", version->number);
	add_day(out, "first_read", version->first);
	add_day(out, "replaced", version->replaced);
	add_member(out, "source", version->source);
	add_member(out, "title", version->title);
	add_member(out, "company", version->company);
	add_member(out, "salary", version->pay);
	add_member(out, "workplace", version->workplace == WORKPLACE_UNKNOWN
		   ? NULL : workplace->choices[version->workplace].name);
	add_member(out, "locations", version->places);
	add_member(out, "url", version->url);
	strbuf_puts(out, ", \"body\": ");
	add_bytes(out, version->body.text, version->body.len);
}

/* Adds the words that make the body of BEFORE into that of AFTER. */
static void add_difference(struct strbuf *out, const struct version *before,
			   const struct version *after)
{
	static const char *const kinds[] = {
		[DIFF_KEPT] = "kept", [DIFF_REMOVED] = "removed", [DIFF_ADDED] = "added",
	};
	struct diff diff = { 0 };

	diff_words(&diff, before->body.text, before->body.len, after->body.text, after->body.len);
	strbuf_puts(out, ", \"difference\": [");
	for (size_t i = 0; i < diff.count; i++) {
		const struct diff_run *run = &diff.items[i];
		const struct strbuf *body = run->kind == DIFF_REMOVED ? &before->body
								      : &after->body;

		strbuf_printf(out, "%s{\"%s\": ", i > 0 ? ", " : "", kinds[run->kind]);
		add_bytes(out, body->text + run->start, run->end - run->start);
		strbuf_putc(out, '}');
	}
	strbuf_putc(out, ']');
	diff_release(&diff);
}

void versions_json(struct strbuf *out, int64_t id, const struct versions *versions)
{
	strbuf_printf(out, "{\"id\": %" PRId64 ", \"versions\": [", id);
	for (size_t i = 0; i < versions->count; i++) {
		strbuf_puts(out, i > 0 ? ", " : "");
		add_version(out, &versions->items[i]);
		if (i > 0)
			add_difference(out, &versions->items[i - 1], &versions->items[i]);
		strbuf_putc(out, '}');
	}
	strbuf_puts(out, "]}");
}

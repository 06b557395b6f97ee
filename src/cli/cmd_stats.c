/* stats: how many postings have each value of a field, as a bar chart. */
#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/output.h"
#include "export/json.h"
#include "posting/field.h"
#include "query/key.h"
#include "store/find.h"
#include "util/ascii.h"
#include "util/gate.h"
#include "util/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LIMIT 20
#define BAR_COLS 40
#define LABEL_COLS_MAX 28

struct chart {
	const struct field *field;
	struct facet_values values;
	int64_t total;
	bool is_ascii;
};

/* A row as it is shown. */
static char *label_of(const struct facet_value *value)
{
	return gate_line(value->label, strlen(value->label));
}

static size_t label_cols(const struct chart *chart)
{
	size_t most = strlen("unknown");

	for (size_t i = 0; i < chart->values.count; i++) {
		char *label = label_of(&chart->values.items[i]);
		size_t cols = utf8_cols(label, strlen(label));

		most = cols > most ? cols : most;
		free(label);
	}
	return most < LABEL_COLS_MAX ? most : LABEL_COLS_MAX;
}

static int percent(int64_t part, int64_t whole)
{
	return whole > 0 ? (int)((part * 100 + whole / 2) / whole) : 0;
}

static void add_row(struct strbuf *out, const char *label, size_t cols, int64_t count, int64_t most,
		    const struct chart *chart)
{
	size_t used, fits = utf8_fit(label, strlen(label), cols, &used);
	size_t bar = most > 0 ? (size_t)((count * BAR_COLS + most - 1) / most) : 0;

	strbuf_add(out, label, fits);
	strbuf_repeat(out, " ", cols - used + 2);
	strbuf_repeat(out, chart->is_ascii ? "#" : "▇", bar);
	strbuf_repeat(out, " ", BAR_COLS - bar);
	strbuf_printf(out, " %6" PRId64 " %4d%%\n", count, percent(count, chart->total));
}

static void add_chart(struct strbuf *out, const struct chart *chart)
{
	size_t cols = label_cols(chart);
	int64_t most = 1;

	for (size_t i = 0; i < chart->values.count; i++)
		most = chart->values.items[i].count > most ? chart->values.items[i].count : most;
	for (size_t i = 0; i < chart->values.count; i++) {
		char *label = label_of(&chart->values.items[i]);

		add_row(out, label, cols, chart->values.items[i].count, most, chart);
		free(label);
	}
	if (chart->values.unknown > 0)
		strbuf_printf(out, "\n%" PRId64 " of %" PRId64 " state no %s\n",
			      chart->values.unknown,
			      chart->total, chart->field->label);
	if (chart->values.more > 0)
		strbuf_printf(out, "%zu more values; --limit shows more of them\n",
			      chart->values.more);
}

static void add_tsv(struct strbuf *out, const struct chart *chart)
{
	strbuf_printf(out, "%s\tcount\n", chart->field->name);
	for (size_t i = 0; i < chart->values.count; i++) {
		char *label = label_of(&chart->values.items[i]);

		strbuf_printf(out, "%s\t%" PRId64 "\n", label, chart->values.items[i].count);
		free(label);
	}
}

static void add_json(struct strbuf *out, const struct chart *chart)
{
	strbuf_printf(out, "{\"field\": \"%s\", \"total\": %" PRId64 ", \"unknown\": %" PRId64
		      ", \"values\": [", chart->field->name, chart->total, chart->values.unknown);
	for (size_t i = 0; i < chart->values.count; i++) {
		strbuf_puts(out, i > 0 ? ", {\"value\": " : "{\"value\": ");
		json_string(out, chart->values.items[i].label);
		strbuf_printf(out, ", \"count\": %" PRId64 "}", chart->values.items[i].count);
	}
	strbuf_puts(out, "]}\n");
}

static bool write_chart(const struct program *program, struct chart *chart, struct err *err)
{
	const char *format = program->options.format;
	struct strbuf text = STRBUF_INIT;
	bool ok;

	chart->is_ascii = output_is_ascii(&program->options);
	if (!format || ascii_equal(format, "text"))
		add_chart(&text, chart);
	else if (ascii_equal(format, "tsv"))
		add_tsv(&text, chart);
	else if (ascii_equal(format, "json") || ascii_equal(format, "jsonl"))
		add_json(&text, chart);
	else
		return err_set(err, STATUS_USAGE, "stats writes text, tsv or json, not %s", format);
	ok = output_text(&program->options, &text, err);
	strbuf_release(&text);
	return ok;
}

static enum status chart_answer(struct program *program, const struct field *field,
				const struct query *query)
{
	struct err err = ERR_INIT;
	struct chart chart = { .field = field };
	struct find *find = find_new(program->store, query, &err);
	size_t limit = program->options.limit ? program->options.limit : LIMIT;
	enum status status = STATUS_OK;

	if (!find || !find_facet(find, field->id, NULL, NULL, limit, &chart.values, &err)) {
		status = message_error(&err);
	} else {
		chart.total = find_total(find);
		if (!write_chart(program, &chart, &err))
			status = message_error(&err);
		else if (chart.total == 0)
			status = STATUS_PARTIAL;
		facet_values_release(&chart.values);
	}
	find_free(find);
	return status;
}

/* The first word is a field where it is the key of one; else all is a query. */
static const struct field *field_of(const struct words *words, size_t *first)
{
	struct query_key key;

	*first = words->count > 0 &&
		 query_key_find(words->items[0], strlen(words->items[0]), &key) &&
		 key.kind == KEY_FIELD;
	return field_get(*first ? key.field : FIELD_STACK);
}

static enum status run(struct program *program, const struct words *words)
{
	struct err err = ERR_INIT;
	size_t first;
	const struct field *field = field_of(words, &first);
	struct query *query = program_query(words, first, &err);
	enum status status;

	if (!query)
		return message_error(&err);
	if (program_store(program, true, &err))
		status = chart_answer(program, field, query);
	else
		status = message_error(&err);
	query_free(query);
	return status;
}

const struct command command_stats = {
	.name = "stats", .bit = FOR_STATS, .usage = "[FIELD] [QUERY]",
	.summary = "count the values of a field, as a bar chart",
	.help = "Counts how many postings that QUERY selects have each value of FIELD: loc, stack "
		"(when none is named), workplace, seniority, employment, posted, edu, lang, "
		"clearance, extra, company, source, visa, stage or tag. Shares are of all postings "
		"that QUERY selects.",
	.run = run,
};

/*
 * The query line, given any text: it parses, what it says of itself lies in the line, printing is a
 * fixed point, and edits and completion stay within it.
 */
#include "config.h"

#include "must.h"

#include <stdint.h>
#include <string.h>

#include "query/complete.h"
#include "query/edit.h"
#include "query/query.h"
#include "util/alloc.h"

#define TODAY 20779              /* 2026-11-22 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void check_ranges(const struct query *query)
{
	size_t len = strlen(query->line);

	for (size_t i = 0; i < query->problems.count; i++) {
		MUST(query->problems.items[i].start <= query->problems.items[i].end);
		MUST(query->problems.items[i].end <= len);
		MUST(query->problems.items[i].text[0]);
	}
	for (size_t i = 0; i < query->spans.count; i++) {
		MUST(query->spans.items[i].start < query->spans.items[i].end);
		MUST(query->spans.items[i].end <= len);
		MUST(i == 0 || query->spans.items[i - 1].end <= query->spans.items[i].start);
	}
}

static void check_print(const struct query *query)
{
	struct strbuf once = STRBUF_INIT, twice = STRBUF_INIT;
	struct query *again;

	query_print(query, &once);
	again = query_parse(once.text, TODAY);
	query_print(again, &twice);
	MUST(strcmp(once.text, twice.text) == 0);
	query_free(again);
	strbuf_release(&once);
	strbuf_release(&twice);
}

static void check_edits(const struct query *query)
{
	for (size_t i = 0; i < query_terms(query); i++) {
		struct strbuf line = STRBUF_INIT;
		struct query *less = query_without_term(query, i, TODAY);

		query_drop_term(query, i, &line);
		MUST(line.len <= strlen(query->line) + 8);
		query_free(less);
		strbuf_release(&line);
	}
}

static void check_words(const struct query *query)
{
	struct strbuf sentence = STRBUF_INIT;
	struct query_words words;

	memset(&words, 0, sizeof words);
	query_words(query, &words);
	query_words_release(&words);
	query_explain(query, &sentence);
	strbuf_release(&sentence);
}

static void check_completion(const char *line, size_t len)
{
	for (size_t cursor = 0; cursor <= len; cursor += 1 + len / 16) {
		struct completion completion;

		completion_find(line, cursor, &completion);
		MUST(completion.start <= completion.end && completion.end <= len);
		completion_release(&completion);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *line = xstrndup((const char *)data, len < 1024 ? len : 1024);
	struct query *query = query_parse(line, TODAY);

	check_ranges(query);
	check_print(query);
	check_edits(query);
	check_words(query);
	check_completion(line, strlen(line));
	query_free(query);
	free(line);
	return 0;
}

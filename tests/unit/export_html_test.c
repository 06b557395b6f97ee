/* HTML and the history: one page, escaped, that runs nothing; lists well nested. */
#include "config.h"

#include "export/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export_world.h"
#include "posting/record.h"
#include "util/alloc.h"
#include "util/date.h"
#include "util/vec.h"

#define TODAY 20779 /* 2026-11-22 */

static void fill(struct record *record)
{
	record_init(record);
	record->id = 3;
	record->source = xstrdup("/home/sam/secret/pan.md");
	record->posting.title = xstrdup("Cook & <Chef>");
	record->posting.company = xstrdup("\"Pan\"");
	record->posting.url = xstrdup("https://pan.example/3?a=1&b=2");
	record->marks.notes = xstrdup("call\n<b>Ann</b>");
	*VEC_PUSH(&record->history) = (struct record_step){ TODAY - 4, "saved" };
	*VEC_PUSH(&record->history) = (struct record_step){ TODAY, "applied" };
	*VEC_PUSH(&record->urls) = xstrdup("https://pan.example/3?a=1&b=2");
	*VEC_PUSH(&record->urls) = xstrdup("https://pot.example/1");
	strbuf_puts(&record->posting.body, "Text <script>alert(1)</script>\n");
}

static void test_nothing(void **state)
{
	struct write_options options = { .today = TODAY };
	char *text = written("html", NULL, &options);

	(void)state;
	assert_holds(text, "<!DOCTYPE html>\n");
	assert_holds(text, "<title>Postings</title>");
	assert_holds(text, "<p>0 postings</p>\n</body>\n</html>\n");
	free(text);
}

static void test_page(void **state)
{
	struct write_options options = { .today = TODAY, .has_body = true,
					 .heading = "company:\"a & b\" <i>" };
	struct record record;
	char *text;

	(void)state;
	fill(&record);
	text = written("html", &record, &options);
	assert_holds(text, "<title>company:&quot;a &amp; b&quot; &lt;i&gt;</title>");
	assert_holds(text, "<h1>company:&quot;a &amp; b&quot; &lt;i&gt;</h1>");
	assert_holds(text, "<h2>1. Cook &amp; &lt;Chef&gt;</h2>\n");
	assert_holds(text, "<p class=\"company\">&quot;Pan&quot;</p>");
	assert_holds(text, "href=\"https://pan.example/3?a=1&amp;b=2\">https://pan.example/3?a=1&am"
			   "p;"
		     "b=2</a>");
	assert_holds(text, "<dt>source</dt><dd>pan.md</dd>");
	assert_holds(text, "<dt>also at</dt><dd><a rel=\"noopener noreferrer\" "
		     "href=\"https://pot.example/1\">https://pot.example/1</a></dd>");
	assert_holds(text, "<dt>history</dt><dd>2026-11-18 saved, 2026-11-22 applied</dd>");
	assert_holds(text, "<p class=\"notes\">call\n&lt;b&gt;Ann&lt;/b&gt;</p>");
	assert_holds(text, "<pre>Text &lt;script&gt;alert(1)&lt;/script&gt;\n</pre>");
	assert_holds(text, "<p>1 posting</p>");
	assert_lacks(text, "<script");
	assert_lacks(text, "secret");
	free(text);
	record_release(&record);
}

static void test_addresses_that_run(void **state)
{
	static const char *const urls[] = {
		"javascript:alert(1)", "data:text/html,x", "https://a.example/ onclick=x",
		"file:///etc/passwd", "https://a.example/\nx",
	};
	struct write_options options = { .today = TODAY };
	struct record record;

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
		char *text;

		fill(&record);
		free(record.posting.url);
		record.posting.url = xstrdup(urls[i]);
		text = written("html", &record, &options);
		assert_lacks(text, "<dt>link</dt><dd><a");
		assert_lacks(text, "\"javascript:");
		free(text);
		record_release(&record);
	}
}

/* A document of blocks that the text spells: a digit for an item of that depth, "h" for a heading,
 * "-" for a rule, "c" for code, anything else for a paragraph; each is its own text. */
static void cut(const char *body, size_t len, enum body_format format, struct document *document)
{
	(void)format;
	for (size_t i = 0; i < len; i++) {
		enum block_kind kind = body[i] >= '0' && body[i] <= '9' ? BLOCK_ITEM :
				       body[i] == 'h' ? BLOCK_HEADING :
				       body[i] == '-' ? BLOCK_RULE :
				       body[i] == 'c' ? BLOCK_CODE : BLOCK_PARAGRAPH;

		document_open_block(document, kind, kind == BLOCK_ITEM ? body[i] - '0' :
				    kind == BLOCK_HEADING ? 2 : 0);
		if (kind != BLOCK_RULE)
			document_add(document, body + i, 1, i);
		if (body[i] == 'l')
			document_add_link(document, document->text.len - 1, "https://l.exampl"
									    "e", 17);
		document_close_block(document);
	}
}

static void assert_body(const char *spelt, const char *expected)
{
	struct write_options options = { .today = TODAY, .has_body = true, .document = cut };
	struct strbuf section = STRBUF_INIT;
	struct record record;
	char *text;

	fill(&record);
	strbuf_clear(&record.posting.body);
	strbuf_puts(&record.posting.body, spelt);
	text = written("html", &record, &options);
	strbuf_printf(&section, "<section>\n%s</section>\n", expected);
	assert_holds(text, section.text);
	strbuf_release(&section);
	free(text);
	record_release(&record);
}

static void test_blocks(void **state)
{
	(void)state;
	assert_body("p", "<p>p</p>\n");
	assert_body("h-c", "<h3>h</h3>\n<hr>\n<pre>c</pre>\n");
	assert_body("l", "<p><a rel=\"noopener noreferrer\" "
		    "href=\"https://l.example\">l</a></p>\n");
	assert_body("11p", "<ul>\n<li>1</li>\n<li>1</li>\n</ul>\n<p>p</p>\n");
	assert_body("121", "<ul>\n<li>1<ul>\n<li>2</li>\n</ul></li>\n<li>1</li>\n</ul>\n");
	assert_body("13", "<ul>\n<li>1<ul><li>\n<ul>\n<li>3</li>\n</ul></li>\n</ul></li>\n</ul>\n");
}

static void test_history_elsewhere(void **state)
{
	static const struct { const char *writer, *part; } parts[] = {
		{ "text", "history     2026-11-18 saved, 2026-11-22 applied\n" },
		{ "markdown", "- **history**: 2026-11-18 saved, 2026-11-22 applied\n" },
		{ "json", "\"history\": [{\"day\": \"2026-11-18\", \"what\": \"saved\"}, "
			  "{\"day\": \"2026-11-22\", \"what\": \"applied\"}]" },
		{ "tsv", "\t2026-11-18 saved, 2026-11-22 applied\t" },
		{ "csv", ",\"2026-11-18 saved, 2026-11-22 applied\"," },
	};
	struct write_options options = { .today = TODAY, .has_body = true };
	struct record record;

	(void)state;
	fill(&record);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char *text = written(parts[i].writer, &record, &options);

		assert_holds(text, parts[i].part);
		free(text);
	}
	record_release(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_addresses_that_run),
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_history_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

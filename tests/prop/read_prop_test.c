/*
 * What must hold of every HTML that becomes Markdown: read as Markdown it has the text of the HTML,
 * block by block, whatever marks of Markdown the text is full of. Pages are generated from a fixed
 * seed.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "posting/document.h"
#include "read/html_text_int.h"
#include "read/markdown_int.h"
#include "read/shape_int.h"
#include "util/strbuf.h"

#define ROUNDS 20000
#define BLOCKS_MAX 6
#define PIECES_MAX 5
#define SCRAPS_MAX 6
#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Marsaglia's xorshift64. */
static uint64_t seed;

static size_t pick(size_t count)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % count;
}

/* What Markdown takes for marks somewhere, and words between. */
static const char *const scraps[] = {
	"a", "b", "Cook", "soup ", " pot", " ", " ", "*", "**", "_", "__", "***", "`", "``",
	"[", "]", "(", ")", "](", "]: ", "<", ">", "&", "&amp;", "&lt;", "\\", "\\\\", "~",
	"~~", "#", "##", " #", "!", "![", "|", "---", "- ", "1. ", "2) ", "+ ", ": ", "=",
	"===", "https://a.b/c_d_", "<b>", "</b>", "<!--", "me@a.example", "caf\xc3\xa9",
	"\xe2\x80\x9cq\xe2\x80\x9d", "C#", "\xc2\xa0", "www.a.example/_x_", "{", "}", "$", "@",
	"5 * 3", "snake_case", "'", "\"", ".", "x", "&#42;",
};

/* How a line may begin: with a word, or with what begins something in Markdown. */
static const char *const starts[] = {
	"Begin", "we", "So ", "Cook", "- now", "* now", "+ now", "1. now", "2019. now",
	"10) now", "# now", "#x", "> now", "- # now", "1. > now", "- 2. + now", "```", "|",
	":", "=now", "-now", "+5", "[x]: y", "<b>", "    now",
};

/* Lines that are nothing but what Markdown divides with; some are dividing lines to all readers. */
static const char *const strokes[] = {
	"---", "===", "***", "* * *", "~~~", "--", "=", "-", "|---|", ":--", "```", "___", "#",
	"##",
};

/* Elements that a piece of a line may stand in; the first is none. */
static const struct { const char *open, *close; } inlines[] = {
	{ "", "" }, { "", "" }, { "<b>", "</b>" }, { "<strong>", "</strong>" }, { "<i>", "</i>" },
	{ "<code>", "</code>" }, { "<a href='https://a.example/x_(y)?a=1&amp;b=2'>", "</a>" },
	{ "<span style='font-weight: 700'>", "</span>" }, { "<a href='#top'>", "</a>" },
	{ "<b><a href=\"mailto:me@a.example\">", "</a></b>" },
};

static const struct { const char *open, *close; } blocks[] = {
	{ "<p>", "</p>" }, { "<div>", "</div>" }, { "<ul><li>", "</li></ul>" }, { "<p>", "" },
	{ "<ol><li>", "</li></ol>" }, { "<h2>", "</h2>" },
	{ "<ul><li><ul><li>", "</li></ul></li></ul>" },
	{ "<div><br>", "<br></div>" }, { "<ul><li><p>", "</p></li></ul>" },
	{ "<table><tr><td>", "</td></tr></table>" },
};

struct world {
	struct strbuf html;
	struct strbuf expected;  /* the texts of the blocks, a line each */
	struct strbuf line;      /* of the block that is made */
};

static void add_escaped(struct strbuf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '<' || *text == '&')
			strbuf_puts(out, *text == '<' ? "&lt;" : "&amp;");
		else
			strbuf_putc(out, *text);
	}
}

/* The last pieces of two neighbours would read as one word of another meaning ("&am" "p;"): that
 * is the text then. */
static void add_piece(struct world *world, const char *text)
{
	add_escaped(&world->html, text);
	strbuf_puts(&world->line, text);
}

/* Blanks as HTML lays them out. */
static void collapse(struct strbuf *text)
{
	struct strbuf out = STRBUF_INIT;

	for (size_t at = 0; at < text->len; at++) {
		bool is_wide = strncmp(text->text + at, "\xc2\xa0", 2) == 0;

		at += is_wide;
		if (!is_wide && text->text[at] != ' ')
			strbuf_putc(&out, text->text[at]);
		else if (out.len > 0 && out.text[out.len - 1] != ' ')
			strbuf_putc(&out, ' ');
	}
	while (out.len > 0 && out.text[out.len - 1] == ' ')
		strbuf_cut(&out, out.len - 1);
	strbuf_release(text);
	*text = out;
}

/* Adds a line without the bullets and numbers that it begins with: how many of them there are to a
 * line is not what is tried here. */
static void add_line(struct strbuf *out, const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && strchr("-+*0123456789.) ", text[at]))
		at++;
	if (at == len)
		return;
	strbuf_add(out, text + at, len - at);
	strbuf_putc(out, '\n');
}

/* Dividing lines that are typed, and what frames a text, are none of it. */
static void add_expected(struct world *world, bool is_heading)
{
	struct shape shape;

	collapse(&world->line);
	shape_read(&shape, world->line.text, 0, world->line.len);
	if (is_heading || shape.kind == SHAPE_TEXT || shape.kind == SHAPE_ITEM) {
		shape.start = 0;
		shape.end = world->line.len;
	}
	add_line(&world->expected, world->line.text + shape.start, shape.end - shape.start);
}

static void add_inline(struct world *world)
{
	size_t row = pick(COUNT(inlines));

	strbuf_puts(&world->html, inlines[row].open);
	for (size_t count = pick(SCRAPS_MAX); count > 0; count--)
		add_piece(world, scraps[pick(COUNT(scraps))]);
	strbuf_puts(&world->html, inlines[row].close);
}

static void make_block(struct world *world)
{
	size_t block = pick(COUNT(blocks));

	strbuf_clear(&world->line);
	strbuf_puts(&world->html, blocks[block].open);
	if (pick(8) == 0) {
		add_piece(world, strokes[pick(COUNT(strokes))]);
	} else {
		add_piece(world, pick(3) ? "Begin" : starts[pick(COUNT(starts))]);
		for (size_t pieces = pick(PIECES_MAX); pieces > 0; pieces--)
			add_inline(world);
	}
	strbuf_puts(&world->html, blocks[block].close);
	add_expected(world, strcmp(blocks[block].open, "<h2>") == 0);
}

static void make_page(struct world *world)
{
	strbuf_clear(&world->html);
	strbuf_clear(&world->expected);
	strbuf_puts(&world->html, "<p>Start</p>");
	strbuf_puts(&world->expected, "Start\n");
	for (size_t count = 1 + pick(BLOCKS_MAX); count > 0; count--)
		make_block(world);
}

/* The texts of the blocks, a line each, without dividing lines. */
static void read_back(struct strbuf *out, const struct strbuf *markdown)
{
	struct document document;

	document_init(&document);
	markdown_document(markdown->text, markdown->len, &document);
	for (size_t i = 0; i < document.blocks.count; i++) {
		const struct block *block = &document.blocks.items[i];

		if (block->kind == BLOCK_RULE)
			continue;
		add_line(out, document.text.text + block->start, block->end - block->start);
	}
	document_release(&document);
}

static void markdown_has_the_text_of_the_html(void **state)
{
	struct world world = { .html = STRBUF_INIT, .expected = STRBUF_INIT, .line = STRBUF_INIT };
	struct strbuf markdown = STRBUF_INIT, found = STRBUF_INIT;

	(void)state;
	seed = 88172645463325252u;
	for (int round = 0; round < ROUNDS; round++) {
		make_page(&world);
		strbuf_clear(&markdown);
		strbuf_clear(&found);
		html_text(&markdown, world.html.text, world.html.len);
		read_back(&found, &markdown);
		if (strcmp(found.text, world.expected.text) != 0) {
			print_message("round %d\n%s\n--- markdown\n%s", round, world.html.text,
				      markdown.text);
			print_message("--- expected\n%s", world.expected.text);
			print_message("--- found\n%s", found.text);
			fail();
		}
	}
	strbuf_release(&world.html);
	strbuf_release(&world.expected);
	strbuf_release(&world.line);
	strbuf_release(&markdown);
	strbuf_release(&found);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(markdown_has_the_text_of_the_html),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

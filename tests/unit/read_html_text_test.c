/* HTML as Markdown: what it is made of, what it leaves out, and what broken HTML does not do. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "posting/document.h"
#include "read/html_text_int.h"
#include "read/markdown_int.h"
#include "read_dump.h"
#include "util/strbuf.h"

static void assert_html(const char *html, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	html_text(&out, html, strlen(html));
	assert_dump(&out, expected);
	strbuf_release(&out);
}

static void assert_escaped(const char *text, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	html_text_escape(&out, text, strlen(text));
	assert_dump(&out, expected);
	strbuf_release(&out);
}

static bool is_likely(const char *text)
{
	return html_text_likely(text, strlen(text));
}

static void nothing_gives_nothing(void **state)
{
	(void)state;
	assert_html("", "");
	assert_html(" \n ", "");
	assert_html("<p></p><div>&nbsp;</div><ul><li></li></ul><b> </b>", "");
	assert_html("<a href='https://a.example'></a>", "");
	assert_escaped("", "");
	assert_escaped(" \n\n", "\n\n");
}

static void blocks_stand_apart(void **state)
{
	(void)state;
	assert_html("<p>One  fine\nday</p><div>two<br>three</div>four",
		    "One fine day\n\ntwo  \nthree\n\nfour\n");
	assert_html("a<p>b<p>c<br><br>d", "a\n\nb\n\nc\n\nd\n");
	assert_html("<h1>Cook</h1><h3>Pay: <b>good</b></h3>", "# Cook\n\n### Pay: good\n");
	assert_html("a<hr>b", "a\n\n---\n\nb\n");
	assert_html("<blockquote>a</blockquote><section><article>b</article></section>",
		    "a\n\nb\n");
}

static void lists_nest(void **state)
{
	(void)state;
	assert_html("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>d",
		    "- a\n  - b\n- c\n\nd\n");
	assert_html("<ol><li>a<li>b<ul><li>c</ul></ol>", "1. a\n2. b\n   - c\n");
	assert_html("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n\n  b\n");
	assert_html("<li>a</li><li>b</li><p>c</p>", "- a\n- b\n\nc\n");
	assert_html("<ul><li>a</li></ol></ul></ul><p>b</p></li>", "- a\n\nb\n");
	assert_html("<ul><li><h3>Pots</h3><ul><li>a</li></ul></li></ul>", "### Pots\n\n- a\n");
}

static void rows_have_cells(void **state)
{
	(void)state;
	assert_html("<table><tr><th>Pay<td>20<tr><td>Place</td><td></td><td>Ghent</td></table>",
		    "Pay | 20  \nPlace | Ghent\n");
	assert_html("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a | b\n");
	assert_html("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", "a\n\nb\n\nc\n");
}

static void words_are_marked(void **state)
{
	(void)state;
	assert_html("<p>a <b>b </b>c</p>", "a **b** c\n");
	assert_html("<p>a<b>b</b>c <strong>d:</strong>e</p>", "a**b**c <b>d:</b>e\n");
	assert_html("<p><b>All</b><b> of</b> <b>it</b></p>", "**All of it**\n");
	assert_html("<b style='font-weight:normal'>a</b> <span style='font-weight: 700'>b</span>",
		    "a **b**\n");
	assert_html("<p>use <code>a_b *</code>, not <code>`</code></p>", "use `a_b *`, not \\`\n");
	assert_html("<pre>\n a\n```\n</pre>", "````\n a\n```\n````\n");
}

static void links_lead_somewhere(void **state)
{
	(void)state;
	assert_html("<a href='https://a.example/j?utm_source=x&amp;id=1'>apply [now]</a>",
		    "[apply \\[now\\]](https://a.example/j?id=1)\n");
	assert_html("<a href=https://a.example/>https://a.example/</a>", "https://a.example/\n");
	assert_html("<a href='https://a.example/a_b'>https://a.example/a_b</a>",
		    "<https://a.example/a_b>\n");
	assert_html("<a href='https://a.example/abcdef'>https://a.example/ab...</a>",
		    "https://a.example/abcdef\n");
	assert_html("<a href='javascript:x()'>a</a> <a href='data:x'>b</a> <a href='#c'>c</a>",
		    "a b c\n");
	assert_html("<a href='//a.example/(x)'>a</a>", "[a](https://a.example/\\(x\\))\n");
	assert_html("<b>see <a href='https://a.example'>a</a></b>",
		    "**see [a](https://a.example)**\n");
}

static void what_is_hidden_stays_so(void **state)
{
	(void)state;
	assert_html("a<script>if (a<b) '<p>'</script><style>p{}</style><!-- <p>x --><nav>y</nav>b",
		    "ab\n");
	assert_html("<p hidden>x</p><p style='color:red; display : none'>x</p>a", "a\n");
	assert_html("<p aria-hidden=\"true\">x<b>y</b></p>a<svg><path/></svg>", "a\n");
	assert_html("<button>x</button><select><option>y</select><textarea><p>z</textarea>a",
		    "a\n");
	assert_html("a<script>never closed <p>b", "a\n");
}

static void characters_are_what_they_say(void **state)
{
	(void)state;
	assert_html("<p>R&amp;D&nbsp;&ndash; caf&eacute; &#8217;&#x27;&#150;</p>",
		    "R&D \u2013 caf\u00e9 \u2019'\u2013\n");
	assert_html("<p>A&B &nbsp &bogus; &amp;amp; &#xffffffff;</p>",
		    "A&B &bogus; \\&amp; \ufffd\n");
	assert_html("<p>so\u00adft caf\u00c3\u00a9</p>", "soft caf\u00e9\n");
	assert_html("<p>mail <me@a.example> or <your name>, 3 < 4 > 2</p>",
		    "mail \\<me@a.example> or \\<your name>, 3 \\< 4 > 2\n");
	assert_html("<p>a<o:p></o:p><my-part>b</my-part><font color=red>c</font></p>", "abc\n");
}

static void marks_of_markdown_stay_text(void **state)
{
	(void)state;
	assert_html("<p># 1 place</p><p>&gt; 5 years</p><p>2019. We began</p><p>===</p>",
		    "\\# 1 place\n\n\\> 5 years\n\n2019\\. We began\n\n***\n");
	assert_html("<p>*must* snake_case _x_ [a](b) ~~c~~</p>",
		    "\\*must\\* snake_case \\_x\\_ \\[a\\](b) \\~\\~c\\~\\~\n");
	assert_html("<p>Pay<br>---<br>5 * 3<br>- b</p>", "Pay  \n***  \n5 * 3  \n- b\n");
	assert_html("<h2>C #</h2>", "## C \\#\n");
}

static void escaped_tags_are_tags(void **state)
{
	(void)state;
	assert_html("&lt;p&gt;a&lt;/p&gt;&lt;ul&gt;&lt;li&gt;b &amp;amp; c&lt;/li&gt;&lt;/ul&gt;",
		    "a\n\n- b & c\n");
	assert_html("&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;b&amp;lt;/p&amp;gt;",
		    "a\n\nb\n");
	assert_html("<p>Write &lt;p&gt; and &lt;div&gt;</p>", "Write \\<p> and \\<div>\n");
}

static void lines_count_where_no_tag_does(void **state)
{
	(void)state;
	assert_html("Cook | Ghent\n\nWe <i>cook</i>\n- soup\n- R&amp;D",
		    "Cook | Ghent\n\nWe cook\n- soup\n- R&D\n");
}

static void plain_text_reads_the_same(void **state)
{
	(void)state;
	assert_escaped("Cook\n* soup\n  - pea\n# 1!\nsnake_case *x* <b>\n1984. Began",
		       "Cook\n* soup\n  - pea\n\\# 1!\nsnake_case \\*x\\* \\<b>\n1984\\. Began");
}

static void what_is_likely(void **state)
{
	(void)state;
	assert_true(is_likely("<p>a"));
	assert_true(is_likely("a<br/>b"));
	assert_true(is_likely("R&amp;D"));
	assert_true(is_likely("&lt;p&gt;"));
	assert_false(is_likely(""));
	assert_false(is_likely("R&D, a < b, <your name>, <me@a.example>"));
}

static double seconds_for(const char *opens, const char *closes, size_t times)
{
	struct strbuf html = STRBUF_INIT, out = STRBUF_INIT;
	struct timespec from, to;

	strbuf_repeat(&html, opens, times);
	strbuf_puts(&html, "x");
	strbuf_repeat(&html, closes, times);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	html_text(&out, html.text, html.len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	strbuf_release(&html);
	strbuf_release(&out);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void no_html_takes_long(void **state)
{
	static const struct { const char *opens, *closes; } pairs[] = {
		{ "<div>", "</i>" }, { "<b>", "</i>" }, { "<ul><li>", "</ol>" }, { "<!--", "" },
		{ "<a \"", "" }, { "<a x='", "" }, { "<", "" }, { "&", "" }, { "&lt;p", "" },
		{ "<b>a</b><i>b</i>", "" }, { "<script>", "" }, { "<a href=x>", "" },
		{ "<table><tr><td>", "" }, { "**_[](", "" }, { "<code>a</code>b", "" },
		{ "</p>", "" },
		{ "<p a=1 b=2 c='3'", ">" }, { "-- ", "" }, { "[x", "" }, { "<b>", "a</b>" },
		{ "<li>", "a" }, { "<pre>`", "" }, { "<br>a", "" }, { "1. ", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		double once = seconds_for(pairs[i].opens, pairs[i].closes, 50000);

		if (once >= 1.0)
			print_message("%s %s: %g s\n", pairs[i].opens, pairs[i].closes, once);
		assert_true(once < 1.0);
	}
}

static void deep_elements_are_flat(void **state)
{
	struct strbuf html = STRBUF_INIT, out = STRBUF_INIT;

	(void)state;
	strbuf_repeat(&html, "<div><b>", 1000);
	strbuf_puts(&html, "deep");
	strbuf_repeat(&html, "</b></div>", 1000);
	strbuf_puts(&html, "<p>after</p>");
	html_text(&out, html.text, html.len);
	assert_dump(&out, "**deep**\n\nafter\n");
	strbuf_release(&html);
	strbuf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_gives_nothing),
		cmocka_unit_test(blocks_stand_apart),
		cmocka_unit_test(lists_nest),
		cmocka_unit_test(rows_have_cells),
		cmocka_unit_test(words_are_marked),
		cmocka_unit_test(links_lead_somewhere),
		cmocka_unit_test(what_is_hidden_stays_so),
		cmocka_unit_test(characters_are_what_they_say),
		cmocka_unit_test(marks_of_markdown_stay_text),
		cmocka_unit_test(escaped_tags_are_tags),
		cmocka_unit_test(lines_count_where_no_tag_does),
		cmocka_unit_test(plain_text_reads_the_same),
		cmocka_unit_test(what_is_likely),
		cmocka_unit_test(no_html_takes_long),
		cmocka_unit_test(deep_elements_are_flat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

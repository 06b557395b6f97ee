/* Pages: where their postings stand, what is theirs and what stands beside them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include "posting/raw.h"
#include "read/board_make_int.h"
#include "read/html_int.h"
#include "read/html_page_int.h"
#include "read_dump.h"
#include "util/err.h"
#include "util/strbuf.h"

/* Enough words for a text to be that of a posting. */
#define DUTIES \
	"<p>You keep the light of our lighthouse on the coast, clean its lenses and wind its " \
	"clockwork. The role asks for two years of experience with lamps, a head for heights, " \
	"and no fear of fog. Apply by mail, with a drawing of your favourite lamp.</p>"

static void take_posting(struct raw_posting *raw, void *data)
{
	struct strbuf *out = data;

	strbuf_printf(out, "[%zu%s%s]\n", raw->line, raw->ref ? " " : "", raw->ref ? raw->ref : "");
	dump_posting(out, raw);
}

static void take_refusal(size_t line, const char *why, void *data)
{
	strbuf_printf(data, "[%zu refused: %s]\n", line, why);
}

static void read_page(struct strbuf *out, const char *html, size_t len)
{
	struct reader_sink sink = { take_posting, take_refusal, out };
	struct err err = ERR_INIT;

	if (!html_read(html, len, "a", &sink, &err))
		strbuf_puts(out, err.text);
	err_release(&err);
}

static void assert_page(const char *html, const char *expected)
{
	struct strbuf out = STRBUF_INIT;

	read_page(&out, html, strlen(html));
	assert_dump(&out, expected);
	strbuf_release(&out);
}

static void assert_title(const char *text, const char *site, const char *expected)
{
	static const char *const keys[] = { "title", "company", "locations" };
	struct node *made = node_new(NODE_MAP, 1);
	struct strbuf out = STRBUF_INIT;

	html_title_divide(text, site, made);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *value = node_text(node_get(made, keys[i]));

		strbuf_printf(&out, "%s%s", i > 0 ? "/" : "", value ? value : "");
	}
	assert_string_equal(out.text, expected);
	strbuf_release(&out);
	node_free(made);
}

static void what_is_a_page(void **state)
{
	static const char *const pages[] = {
		"<!DOCTYPE html><p>a", "  <HTML lang=en>", "<?xml version='1.0'?><html>",
		"<!-- saved from somewhere -->\n<head>", "<body>", "<title>a</title>",
	};
	static const char *const others[] = {
		"", "<p>a</p>", "text <html>", "<rss><title>a</title></rss>", "<your name>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		assert_true(html_recognises(pages[i], strlen(pages[i])));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(html_recognises(others[i], strlen(others[i])));
}

static void what_is_a_part(void **state)
{
	static const char *const parts[] = {
		"<p>a</p>", "Cook | Ghent<p>We cook", "&lt;p&gt;a&lt;/p&gt;", "a<br>b",
	};
	static const char *const others[] = {
		"", "a < b", "<b>a</b>", "# a\n<p>b</p>\n", "a\nb\nc\nd<br>\ne\nf\ng\nh\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		assert_true(html_part_recognises(parts[i], strlen(parts[i])));
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_false(html_part_recognises(others[i], strlen(others[i])));
}

static void pages_without_a_posting(void **state)
{
	(void)state;
	assert_page("<html><title>Log in</title><body><form><input></form>",
		    "no postings in a: the page (Log in) has no text of one; if a browser shows "
		    "it, save it from there");
	assert_page("<html><p>Our lamps are the brightest, our lamps are the best, our lamps are "
		    "made by hand, our lamps are made to last, our lamps are bright and brighter, "
		    "our lamps are bought by kings, our lamps are loved by mothers and other "
		    "living things, our lamps are light as feathers.</p>",
		    "no postings in a: the page (without a title) has no text of one; if a browser "
		    "shows it, save it from there");
}

static void linked_data(void **state)
{
	(void)state;
	assert_page("<html>\n<script type='application/ld+json'>\n"
		    "<!-- {\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":[\"JobPosting\"],\n"
		    "\"title\":\"Potter\",\"description\":\"<p>Make\tpots\n<\\/p>\","
		    "\"hiringOrganization\":{\"name\":\"Clay\"},"
		    "\"identifier\":{\"value\":\"77\"},}]} -->\n</script>"
		    "<link rel=canonical href='https://clay.example/jobs/x?utm_source=y'>",
		    "[3 clay.example:77]\ntitle=Potter\ncompany=Clay\n"
		    "url=https://clay.example/jobs/x\nP Make pots\n");
}

static void data_that_is_broken_is_named(void **state)
{
	(void)state;
	assert_page("<html>\n<script type=\"application/ld+json\">\n{\"@type\": }</script>",
		    "a:3:11: this is not valid JSON (unexpected token); correct it there");
}

static void two_postings_on_a_page(void **state)
{
	(void)state;
	assert_page("<html><script type=application/ld+json>"
		    "[{\"@type\":\"JobPosting\",\"title\":\"Potter\",\"description\":\"Pots\"},"
		    "{\"@type\":\"JobPosting\",\"title\":\"Potter\",\"description\":\"Pots\"},"
		    "{\"@type\":\"JobPosting\",\"title\":\"Glazer\",\"description\":\"Glaze\"}]"
		    "</script>",
		    "[1]\ntitle=Potter\nP Pots\n[1]\ntitle=Glazer\nP Glaze\n");
}

static void text_that_the_data_leave_out(void **state)
{
	(void)state;
	assert_page("<html><script type='application/ld+json'>{\"@type\":\"JobPosting\","
		    "\"title\":\"Keeper\",\"description\":\"Light!\"}</script><body>"
		    "<div class='job-description'><h2>Duties</h2>" DUTIES DUTIES "</div>",
		    "[1]\ntitle=Keeper\nH2 Duties\n"
		    "P^ You keep the light of our lighthouse on the coast, clean its lenses and "
		    "wind its clockwork. The role asks for two years of experience with lamps, "
		    "a head for heights, and no fear of fog. Apply by mail, with a drawing of your "
		    "favourite lamp.\n"
		    "P^ You keep the light of our lighthouse on the coast, clean its lenses and "
		    "wind its clockwork. The role asks for two years of experience with lamps, "
		    "a head for heights, and no fear of fog. Apply by mail, with a drawing of your "
		    "favourite lamp.\n");
}

static void what_boards_mark(void **state)
{
	(void)state;
	assert_page("<!doctype html><title>x</title><main>"
		    "<h1 class='top-card-layout__title big'>Potter</h1>"
		    "<a class=topcard__org-name-link>Clay</a>"
		    "<span class='topcard__flavor topcard__flavor--bullet'>Delft, Netherlands"
		    "</span>"
		    "<div class='show-more-less-html__markup'><b>You</b><ul><li>Make pots</ul>"
		    "</div>"
		    "<ul><li class=description__job-criteria-item><h3>Seniority level</h3>"
		    "<span>Associate</span></ul></main>"
		    "<section class=similar-jobs><h3 class=base-search-card__title>Pirate</h3>"
		    "<a href=/jobs/view/1>Pirate</a></section>",
		    "[1]\ntitle=Potter\ncompany=Clay\nlocations=Delft, Netherlands\n"
		    "seniority=Associate\nP! You\nI1^ Make pots\n");
	assert_page("<html><h1 data-automation=job-detail-title>Potter</h1>"
		    "<span data-automation=advertiser-name>Clay</span>"
		    "<span data-automation=job-detail-location>Perth WA</span>"
		    "<span data-automation=job-detail-salary>$70,000 a year</span>"
		    "<div data-automation=jobAdDetails><p>Make pots</p></div>",
		    "[1]\ntitle=Potter\ncompany=Clay\nlocations=Perth WA\nsalary=$70,000 a year\n"
		    "P Make pots\n");
}

static void text_without_marks(void **state)
{
	(void)state;
	assert_page("<html><head><title>Keeper at Beacon Ltd</title></head><body>"
		    "<nav><a href=/>Home</a></nav><div id=cookie-bar>We like cookies on this site"
		    "</div><div><div><h1>Keeper</h1>" DUTIES "</div><aside>Similar jobs: "
		    "<a href=/jobs/2>Pirate</a></aside></div><footer>Made of light</footer>",
		    "[1]\ntitle=Keeper\ncompany=Beacon Ltd\nH1 Keeper\n"
		    "P^ You keep the light of our lighthouse on the coast, clean its lenses and "
		    "wind its clockwork. The role asks for two years of experience with lamps, "
		    "a head for heights, and no fear of fog. Apply by mail, with a drawing of your "
		    "favourite lamp.\n");
}

static void lists_of_links(void **state)
{
	(void)state;
	assert_page("<html><title>Careers at Clay</title><table>\n"
		    "<tr><td><a href='/clay/job/12345'>Potter</a><td class=location>Delft\n"
		    "<tr><td><a href='/clay/job/12346'>Glazer</a><td class=location>Ghent\n"
		    "<tr><td><a href='/clay/job/12346'>Apply</a></table>",
		    "[2]\ntitle=Potter\nlocations=Delft\ncompany=Clay\n"
		    "[3]\ntitle=Glazer\nlocations=Ghent\ncompany=Clay\n");
	assert_page("<html><body><ul><li><span class=field-label>Job Locations</span><span>Delft"
		    "</span><a href='https://clay.example/jobs/9001/potter'><span>Job Title</span>"
		    "<h3>Potter</h3></a><dl><dt>Job ID<dd>9</dl><p>With hands</p></li><li>"
		    "<a href='https://clay.example/jobs/9002/glazer'><h3>Glazer</h3></a></ul>",
		    "[1]\ntitle=Potter\nurl=https://clay.example/jobs/9001/potter\n"
		    "locations=Delft\nP With hands\n"
		    "[1]\ntitle=Glazer\nurl=https://clay.example/jobs/9002/glazer\n");
}

static void threads(void **state)
{
	(void)state;
	assert_page("<html><title>Ask HN: Who is hiring? | Hacker News</title><table>"
		    "<tr><td class=ind indent=0><a href='user?id=u'>u</a> <span class=age "
		    "title='2026-11-02T15:00:00 17'><a href='item?id=41'>2 days ago</a></span>"
		    "<div class='commtext c00'>Clay | Potter | Delft<p>We make pots.</div>\n"
		    "<tr><td class=ind indent=1><a href='item?id=42'>now</a>"
		    "<div class='commtext c00'>An answer to the comment above.</div>\n"
		    "<tr><td><img src=s.gif height=1 width=0><a href='user?id=v'>v</a> 3 days ago "
		    "| "
		    "<a href='item?id=43'>link</a><span class=comment><font>Loom | Weaver | Lodz"
		    "</font></span></table>",
		    "[1 hn:41]\nurl=https://news.ycombinator.com/item?id=41\nposted=2026-11-02\n"
		    "P Clay | Potter | Delft\nP^ We make pots.\nP^ Posted by: u\n"
		    "[3 hn:43]\nurl=https://news.ycombinator.com/item?id=43\n"
		    "P Loom | Weaver | Lodz\nP^ Posted by: v, 3 days ago\n");
}

static void data_in_scripts(void **state)
{
	(void)state;
	assert_page("<html><script>\nvar a = {}; window.data = {\"Jobs\":["
		    "{\"Id\":1,\"Title\":\"Potter\",\"Location\":\"Delft\","
		    "\"Posted\":\"2026-10-02\",\"Description\":\"We make pots of clay, "
		    "and glaze them, and sell them at fairs.\"},"
		    "{\"Id\":2,\"Title\":\"Glazer\",\"Location\":\"Ghent\","
		    "\"Posted\":\"2026-10-03\",\"Description\":\"The other half.\"}]};"
		    "</script>",
		    "[2]\ntitle=Potter\nlocations=Delft\nposted=2026-10-02\n"
		    "P We make pots of clay, and glaze them, and sell them at fairs.\n"
		    "[2]\ntitle=Glazer\nlocations=Ghent\nposted=2026-10-03\nP The other half.\n");
}

static void titles_are_divided(void **state)
{
	(void)state;
	assert_title("", "", "//");
	assert_title("Clay hiring Potter in Delft | LinkedIn", "", "Potter/Clay/Delft");
	assert_title("Potter - Perth WA 6000 - Indeed.com", "", "Potter//Perth WA 6000");
	assert_title("Potter Job in Perth WA - SEEK", "", "Potter//Perth WA");
	assert_title("Job Application for Potter at Clay", "", "Potter/Clay/");
	assert_title("Potter at Clay", "", "Potter/Clay/");
	assert_title("Potter | Clay", "", "Potter/Clay/");
	assert_title("Potter - Clay", "Clay", "Potter//");
	assert_title("Potter", "", "Potter//");
	assert_title("LinkedIn", "", "//");
}

static double seconds_for(const char *piece, size_t times)
{
	struct strbuf html = STRBUF_INIT, out = STRBUF_INIT;
	struct timespec from, to;

	strbuf_puts(&html, "<html>");
	strbuf_repeat(&html, piece, times);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	read_page(&out, html.text, html.len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	strbuf_release(&html);
	strbuf_release(&out);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void no_page_takes_long(void **state)
{
	static const char *const pieces[] = {
		"<div>", "<div class='a b c d'>x</div>", "<a href='/jobs/12345'>Cook</a>",
		"<script type='application/ld+json'>{</script>", "<script>a = {", "<h1>a</h1>",
		"<script>a = [[[</script>", "<aside>a<p>b</aside>", "<span class=location>a",
		"<li><a href='/jobs/12345'>Cook</a><p>b", "<title>a", "<meta property=og:url>",
		"<main><article>", "<p hidden>a",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		double once = seconds_for(pieces[i], 20000);

		if (once >= 1.0)
			print_message("%s: %g s\n", pieces[i], once);
		assert_true(once < 1.0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_a_page),
		cmocka_unit_test(what_is_a_part),
		cmocka_unit_test(pages_without_a_posting),
		cmocka_unit_test(linked_data),
		cmocka_unit_test(data_that_is_broken_is_named),
		cmocka_unit_test(two_postings_on_a_page),
		cmocka_unit_test(text_that_the_data_leave_out),
		cmocka_unit_test(what_boards_mark),
		cmocka_unit_test(text_without_marks),
		cmocka_unit_test(lists_of_links),
		cmocka_unit_test(threads),
		cmocka_unit_test(data_in_scripts),
		cmocka_unit_test(titles_are_divided),
		cmocka_unit_test(no_page_takes_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* XML: the tree that it becomes, what is put right in it, and what is refused. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/reader.h"
#include "read/xml_int.h"
#include "util/err.h"
#include "util/node.h"
#include "util/strbuf.h"

static void dump(struct strbuf *out, const struct node *node, int depth)
{
	static const char brackets[] = "  []{}";

	if (node->kind == NODE_SCALAR) {
		strbuf_printf(out, node->is_plain ? "~" : "'%s'", node->text);
		return;
	}
	assert_true(depth < 70);
	strbuf_putc(out, brackets[2 * node->kind]);
	for (size_t i = 0; i < node->count; i++) {
		strbuf_puts(out, i > 0 ? " " : "");
		if (node->kind == NODE_MAP)
			strbuf_printf(out, "%s=", node->keys[i]);
		dump(out, node->items[i], depth + 1);
	}
	strbuf_putc(out, brackets[2 * node->kind + 1]);
}

static void assert_tree_len(const char *text, size_t len, size_t bad_expected,
			    const char *expected)
{
	struct strbuf out = STRBUF_INIT;
	struct err err = ERR_INIT;
	size_t bad = 0;
	struct node *tree = xml_parse(text, len, "a.xml", &bad, &err);

	if (tree)
		dump(&out, tree, 0);
	else
		strbuf_puts(&out, err.text);
	assert_string_equal(out.text, expected);
	assert_int_equal(bad, bad_expected);
	node_free(tree);
	err_release(&err);
	strbuf_release(&out);
}

static void assert_tree(const char *text, const char *expected)
{
	assert_tree_len(text, strlen(text), 0, expected);
}

/* The whole of the error must stand in what is expected, up to libxml2's own words. */
static void assert_refused(const char *text, const char *begins)
{
	struct err err = ERR_INIT;
	size_t bad;
	struct node *tree = xml_parse(text, strlen(text), "a.xml", &bad, &err);

	assert_null(tree);
	assert_non_null(err.text);
	if (strncmp(err.text, begins, strlen(begins)) != 0)
		assert_string_equal(err.text, begins);
	assert_int_equal(err.status, STATUS_BAD_DATA);
	err_release(&err);
}

static void nothing_is_refused(void **state)
{
	(void)state;
	assert_refused("", "a.xml:");
	assert_refused("<r>", "a.xml:1:");
	assert_refused("<?xml version=\"1.0\"?>", "a.xml:1:");
	assert_refused("<r></k>", "a.xml:1:");
	assert_refused("<r/><k/>", "a.xml:1:");
}

static void texts_maps_and_lists(void **state)
{
	(void)state;
	assert_tree("<r/>", "{r=~}");
	assert_tree("<r> x </r>", "{r='x'}");
	assert_tree("<r><k>1</k><c>2</c></r>", "{r={k='1' c='2'}}");
	assert_tree("<r><k>1</k><k>2</k><c/><k/></r>", "{r={k=['1' '2' ~] c=~}}");
	assert_tree("<r id='7'>x</r>", "{r={@id='7' #text='x'}}");
	assert_tree("<r id='7'/>", "{r={@id='7'}}");
	assert_tree("<r xml:lang='en'>x</r>", "{r='x'}");
	assert_tree("<r u='x?a=1&amp;b=2&#38;c'/>", "{r={@u='x?a=1&b=2&c'}}");
	assert_tree("<r><![CDATA[<p>x &nbsp; y</p>]]> z</r>", "{r='<p>x &nbsp; y</p> z'}");
}

static void prefixes_stay_but_the_roots(void **state)
{
	(void)state;
	assert_tree("<r xmlns:c='urn:c'><c:k>1</c:k></r>", "{r={c:k='1'}}");
	assert_tree("<r><c:k>1</c:k></r>", "{r={c:k='1'}}");
	assert_tree("<q:r xmlns:q='urn:q' xmlns:c='urn:c'><q:k>1</q:k><c:d/></q:r>",
		    "{r={k='1' c:d=~}}");
}

static void html_in_an_element_is_text(void **state)
{
	(void)state;
	assert_tree("<r>R&amp;D <p>x <b>y</b><br/></p></r>",
		    "{r='R&amp;D <p>x <b>y</b><br></br></p>'}");
	assert_tree("<r><div xmlns='http://www.w3.org/1999/xhtml'><p title='\"'>a &lt; b</p>"
		    "</div></r>",
		    "{r='<div><p title=\"&quot;\">a &lt; b</p></div>'}");
}

static void what_feeds_do_wrong(void **state)
{
	static const char controls[] = "<r>\x01x\0y&#0;&#2;</r>";

	(void)state;
	assert_tree("<r>R&D &nbsp;&eacute;&foo; a < b &#146; 3<4</r>",
		    "{r='R&D \xc2\xa0\xc3\xa9&foo; a < b \xe2\x80\x99 3<4'}");
	assert_tree("<r u='x&y=<z>'/>", "{r={@u='x&y=<z>'}}");
	assert_tree("\n<?xml version='1.0'?>\n<!-- a -- b --><r>]]></r>", "{r=']]>'}");
	assert_tree("<!DOCTYPE rss PUBLIC \"-//N//DTD\" \"http://n.example/a.dtd\"><r>1</r>",
		    "{r='1'}");
	assert_tree_len(controls, sizeof controls - 1, 1,
			"{r='\xef\xbf\xbdx\xef\xbf\xbdy\xef\xbf\xbd\xef\xbf\xbd'}");
}

static void encodings(void **state)
{
	(void)state;
	assert_tree_len("<r>caf\xe9</r>", 11, 1, "{r='caf\xef\xbf\xbd'}");
	assert_tree("<?xml version='1.0' encoding='ISO-8859-1'?><r>caf\xe9 \x80</r>",
		    "{r='caf\xc3\xa9 \xe2\x82\xac'}");
	assert_tree("<?xml version='1.0' encoding='windows-1252'?><r>caf\xc3\xa9</r>",
		    "{r='caf\xc3\xa9'}");
	assert_tree("<?xml version='1.0' encoding='utf-16'?><r>x</r>", "{r='x'}");
	assert_refused("<?xml version='1.0' encoding='Shift_JIS'?><r>\x83\x4a</r>",
		       "a.xml:1: the file is encoded in Shift_JIS, not in UTF-8; run iconv -f "
		       "Shift_JIS -t UTF-8 on it first");
}

static void entities_are_refused(void **state)
{
	(void)state;
	assert_refused("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY k 'c'>]>\n<r>&k;</r>",
		       "a.xml:2: a DOCTYPE with declarations");
	assert_refused("<!DOCTYPE a [\n<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>",
		       "a.xml:1: a DOCTYPE with declarations");
	assert_refused("<r>\n<!ENTITY b 'c'></r>", "a.xml:2: declarations of entities");
	assert_tree("<r>&lol9;</r>", "{r='&lol9;'}");
}

static void limits(void **state)
{
	struct strbuf text = STRBUF_INIT;

	(void)state;
	strbuf_repeat(&text, "<r>", 64);
	strbuf_repeat(&text, "</r>", 64);
	assert_true(xml_recognises(text.text, text.len));
	strbuf_clear(&text);
	strbuf_repeat(&text, "<r>\n", 65);
	assert_refused(text.text, "a.xml:65: elements are nested more than 64 deep");
	strbuf_clear(&text);
	strbuf_puts(&text, "<r ");
	for (int i = 0; i < 65; i++)
		strbuf_printf(&text, "b%d='' ", i);
	strbuf_puts(&text, "/>");
	assert_refused(text.text, "a.xml:1: an element has more than 64 attributes");
	strbuf_clear(&text);
	strbuf_repeat(&text, "<r/>", (1 << 20) + 1);
	assert_refused(text.text, "a.xml:1: the file has more elements than can be read");
	strbuf_clear(&text);
	strbuf_puts(&text, "<r>\n");
	for (int i = 0; i < 20000; i++)
		strbuf_printf(&text, "<k%d/>", i);
	assert_refused(text.text, "a.xml:2: the file has more than 10000 different names");
	strbuf_release(&text);
}

static void a_long_text_is_a_fault(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct node *tree;
	size_t bad;

	(void)state;
	strbuf_puts(&text, "<r><k>");
	strbuf_repeat(&text, "x", ((size_t)1 << 20) + 1);
	strbuf_puts(&text, "</k></r>");
	tree = xml_parse(text.text, text.len, "a.xml", &bad, NULL);
	assert_non_null(tree);
	assert_non_null(node_get(node_get(tree, "r"), "k")->fault);
	node_free(tree);
	strbuf_release(&text);
}

static void too_many_names_are_a_fault(void **state)
{
	struct strbuf text = STRBUF_INIT;
	struct node *tree;
	size_t bad;

	(void)state;
	strbuf_puts(&text, "<r>");
	for (int i = 0; i < 300; i++)
		strbuf_printf(&text, "<k%d/>", i);
	strbuf_puts(&text, "</r>");
	tree = xml_parse(text.text, text.len, "a.xml", &bad, NULL);
	assert_non_null(tree);
	assert_int_equal(node_get(tree, "r")->count, 256);
	assert_non_null(node_get(tree, "r")->fault);
	node_free(tree);
	strbuf_release(&text);
}

static void lines_are_those_of_the_file(void **state)
{
	struct node *tree;
	size_t bad;
	const char *text = "<?xml version='1.0'?>\n<!--\n\n-->\n<r>\n<k>&nbsp;\n</k>\n<k/></r>";

	(void)state;
	tree = xml_parse(text, strlen(text), "a.xml", &bad, NULL);
	assert_non_null(tree);
	assert_int_equal(node_get(tree, "r")->line, 5);
	assert_int_equal(node_get(node_get(tree, "r"), "k")->items[1]->line, 8);
	node_free(tree);
}

static bool recognises(const char *text)
{
	return xml_recognises(text, strlen(text));
}

static void recognition(void **state)
{
	(void)state;
	assert_true(recognises("<rss version='2.0'><channel>"));
	assert_true(recognises("  <?xml version='1.0'?><a/>"));
	assert_true(recognises("<!-- x --><feed xmlns='y'>"));
	assert_true(recognises("<workzag-jobs>"));
	assert_true(recognises("<jobs><job/></jobs>\n"));
	assert_false(recognises(""));
	assert_false(recognises("x"));
	assert_false(recognises("<"));
	assert_false(recognises("<p>Cook</p>"));
	assert_false(recognises("<!DOCTYPE html><html></html>"));
	assert_false(recognises("<?xml version='1.0'?><!DOCTYPE html><html/>"));
	assert_false(recognises("<https://a.example> is a link"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_refused),
		cmocka_unit_test(texts_maps_and_lists),
		cmocka_unit_test(prefixes_stay_but_the_roots),
		cmocka_unit_test(html_in_an_element_is_text),
		cmocka_unit_test(what_feeds_do_wrong),
		cmocka_unit_test(encodings),
		cmocka_unit_test(entities_are_refused),
		cmocka_unit_test(limits),
		cmocka_unit_test(a_long_text_is_a_fault),
		cmocka_unit_test(too_many_names_are_a_fault),
		cmocka_unit_test(lines_are_those_of_the_file),
		cmocka_unit_test(recognition),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Postings in XML: feeds and what applicant systems publish. */
#include "config.h"

#include "read/xml_int.h"

#include <string.h>

#include "read/board_table_int.h"
#include "read/mended_int.h"
#include "read/tag_int.h"
#include "read/xml_mend_int.h"
#include "util/ascii.h"

/* The byte of the root's tag: after declarations, comments and blanks. */
static size_t root_at(const char *bytes, size_t len)
{
	size_t at = 0;

	for (;;) {
		while (at < len && ascii_is_space(bytes[at]))
			at++;
		if (len - at < 2 || bytes[at] != '<' || !strchr("?!", bytes[at + 1]))
			return at;
		at = xml_find_after(bytes, len, at,
				    ascii_starts_len(bytes + at, len - at, "<!--") ? "-->" : ">");
	}
}

/* The roots that files of postings have. */
static bool is_known_root(const char *tag, size_t len)
{
	static const char *const roots[] = { "rss", "feed", "rdf:RDF", "atom:feed", "workzag-jobs",
					     "ShowPositionOpening" };

	for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
		size_t size = strlen(roots[i]);

		if (size + 1 < len && memcmp(tag + 1, roots[i], size) == 0 &&
		    (ascii_is_space(tag[size + 1]) || strchr(">/", tag[size + 1])))
			return *tag == '<';
	}
	return false;
}

/* The file ends with the tag that closes its root, which is none of HTML. */
static bool is_closed(const char *bytes, size_t len)
{
	size_t name = 1;
	struct tag tag;

	if (len < 2 || bytes[0] != '<' || !ascii_is_alpha(bytes[1]) || tag_read(&tag, bytes, len))
		return false;
	while (name < len && (ascii_is_alnum(bytes[name]) || strchr("-_:.", bytes[name])))
		name++;
	while (len > 0 && ascii_is_space(bytes[len - 1]))
		len--;
	return len > 2 * name + 2 && bytes[len - 1] == '>' && bytes[len - name - 1] == '/' &&
	       memcmp(bytes + len - name, bytes + 1, name - 1) == 0;
}

bool xml_recognises(const char *bytes, size_t len)
{
	size_t first = 0, root = root_at(bytes, len);
	bool is_declared;

	while (first < len && ascii_is_space(bytes[first]))
		first++;
	is_declared = ascii_starts_len(bytes + first, len - first, "<?xml") ||
		      ascii_starts_len(bytes + first, len - first, "<!DOCTYPE");
	if (ascii_starts_len(bytes + first, len - first, "<!DOCTYPE html") ||
	    ascii_starts_len(bytes + root, len - root, "<html"))
		return false;
	return is_declared || is_known_root(bytes + root, len - root) ||
	       is_closed(bytes + root, len - root);
}

/* -- reading */

/* A feed has its postings in items. The names of keys alone would make one of the feed itself. */
static const struct board *find_board(const struct node *tree)
{
	const struct board *board = board_find(tree);
	bool is_feed = node_get(tree, "rss") || node_get(tree, "RDF") || node_get(tree, "feed");

	return is_feed && board == &board_generic ? NULL : board;
}

/* The name of the root, for the reader of an error. */
static const char *root_name(const struct node *tree)
{
	return tree->count > 0 ? tree->keys[0] : "?";
}

bool xml_read(const char *bytes, size_t len, const char *name, const struct reader_sink *sink,
	      struct err *err)
{
	struct board_count count = { .postings = 0 };
	struct mended mended;
	size_t bad = 0;
	struct node *tree = xml_parse(bytes, len, name, &bad, err);
	const struct board *board = tree ? find_board(tree) : NULL;
	bool is_read;

	mended_init(&mended, sink, bad);
	is_read = board && board_read(board, tree, name, &mended.sink, &count, err);
	if (tree && (!board || (is_read && count.postings + count.refused == 0)))
		is_read = err_set(err, STATUS_BAD_DATA,
				  "no postings in %s: nothing in its <%s> looks like a posting "
				  "(an element with a title, and with a description, a company, a "
				  "place or pay)", name, root_name(tree));
	node_free(tree);
	return is_read;
}

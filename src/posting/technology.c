/* The technologies: loading, listing, and finding one by any of its spellings. */
#include "config.h"

#include "posting/technology.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "posting/technology_int.h"
#include "util/ascii.h"
#include "util/resource.h"
#include "util/utf8.h"
#include "util/vec.h"

#define HYPHEN 0x2010u
#define NON_BREAKING_HYPHEN 0x2011u
#define APOSTROPHE 0x2019u

#define EDGE_BITS_AT_FIRST 17u   /* enough for the entries that come with the program */
#define FIBONACCI 2654435769u    /* 2^32 over the golden ratio: spreads keys that lie close */
#define NODES_MAX ((size_t)1 << 24)

struct technologies *technologies_new(const char *config_dir, struct err *err)
{
	struct technologies *technologies = xcalloc(1, sizeof *technologies);

	strbuf_init(&technologies->texts);
	technologies->edge_bits = EDGE_BITS_AT_FIRST;
	technologies->edges = xcalloc((size_t)1 << technologies->edge_bits,
				      sizeof *technologies->edges);
	*VEC_PUSH(&technologies->nodes) = TECHNOLOGY_NONE;
	if (!resource_load("technologies.yaml", config_dir, technologies_read, technologies, err)) {
		technologies_free(technologies);
		return NULL;
	}
	for (uint32_t i = 0; i < technologies->entries.count; i++) {
		if (!technologies->entries.items[i].is_removed)
			*VEC_PUSH(&technologies->listed) = i;
	}
	return technologies;
}

void technologies_free(struct technologies *technologies)
{
	if (!technologies)
		return;
	for (size_t i = 0; i < technologies->entries.count; i++)
		free(technologies->entries.items[i].name);
	VEC_RELEASE(&technologies->entries);
	VEC_RELEASE(&technologies->spellings);
	strbuf_release(&technologies->texts);
	VEC_RELEASE(&technologies->nodes);
	free(technologies->edges);
	VEC_RELEASE(&technologies->listed);
	free(technologies);
}

size_t technologies_count(const struct technologies *technologies)
{
	return technologies->listed.count;
}

const struct technology *technologies_at(const struct technologies *technologies, size_t at)
{
	assert(at < technologies->listed.count);
	return &technologies->entries.items[technologies->listed.items[at]].technology;
}

/* Says of the bytes added last that they came from SOURCE on, STEP further with each. */
static void map_folded(struct technology_text *out, size_t source, size_t step)
{
	size_t needed = out->folded.len;

	if (needed > out->sources.cap) {
		out->sources.cap = needed + needed / 2;
		out->sources.items = xrealloc(out->sources.items, out->sources.cap,
					      sizeof *out->sources.items);
	}
	for (size_t i = 0, more = needed - out->sources.count; i < more; i++)
		out->sources.items[out->sources.count + i] = source + i * step;
	out->sources.count = needed;
}

/* Adds the ASCII that TEXT starts with, in lower case; its bytes. */
static size_t fold_ascii(struct strbuf *out, const char *text, size_t len)
{
	size_t count = utf8_ascii_run(text, len), first = out->len;
	char *added;

	strbuf_add(out, text, count);
	added = out->text + first;
	for (size_t i = 0; i < out->len - first; i++)
		added[i] = ascii_lower(added[i]);
	return count;
}

/* Adds the character outside ASCII that TEXT starts with; its bytes. */
static size_t fold_code(struct strbuf *out, const char *text, size_t len)
{
	uint32_t code;
	size_t taken = utf8_decode(text, len, &code, NULL);

	if (code == HYPHEN || code == NON_BREAKING_HYPHEN)
		strbuf_putc(out, '-');
	else if (code == APOSTROPHE)
		strbuf_putc(out, '\'');
	else
		utf8_fold(out, text, taken);
	return taken;
}

void technology_fold(struct technology_text *out, const char *text, size_t len, bool is_mapped)
{
	for (size_t at = 0; at < len;) {
		size_t taken = fold_ascii(&out->folded, text + at, len - at);
		size_t step = taken > 0;

		if (taken == 0)
			taken = fold_code(&out->folded, text + at, len - at);
		if (is_mapped)
			map_folded(out, at, step);
		at += taken;
	}
}

void technology_text_release(struct technology_text *text)
{
	strbuf_release(&text->folded);
	VEC_RELEASE(&text->sources);
}

/* The edge of KEY, or the empty slot where it belongs. */
static struct technology_edge *edge_slot(const struct technologies *technologies, uint32_t key)
{
	size_t mask = ((size_t)1 << technologies->edge_bits) - 1;
	size_t at = key * FIBONACCI >> (32 - technologies->edge_bits);

	while (technologies->edges[at].node != 0 && technologies->edges[at].key != key)
		at = (at + 1) & mask;
	return &technologies->edges[at];
}

uint32_t technology_step(const struct technologies *technologies, uint32_t node, char c)
{
	return edge_slot(technologies, node << 8 | (unsigned char)c)->node;
}

/* Doubles the table of edges. */
static void grow_edges(struct technologies *technologies)
{
	struct technology_edge *old = technologies->edges;
	size_t count = (size_t)1 << technologies->edge_bits;

	technologies->edge_bits++;
	technologies->edges = xcalloc(count * 2, sizeof *old);
	for (size_t i = 0; i < count; i++) {
		if (old[i].node != 0)
			*edge_slot(technologies, old[i].key) = old[i];
	}
	free(old);
}

uint32_t technology_make_step(struct technologies *technologies, uint32_t node, char c)
{
	uint32_t key = node << 8 | (unsigned char)c;
	struct technology_edge *edge = edge_slot(technologies, key);

	if (edge->node != 0)
		return edge->node;
	assert(technologies->nodes.count < NODES_MAX);
	edge->key = key;
	edge->node = (uint32_t)technologies->nodes.count;
	*VEC_PUSH(&technologies->nodes) = TECHNOLOGY_NONE;
	node = edge->node;
	if (technologies->nodes.count > (size_t)1 << (technologies->edge_bits - 1))
		grow_edges(technologies);
	return node;
}

uint32_t technology_node(const struct technologies *technologies, const char *folded, size_t len)
{
	uint32_t node = 0;

	for (size_t at = 0; at < len;) {
		node = technology_step(technologies, node, technology_token(folded, len, &at));
		if (node == 0)
			return 0;
	}
	return node;
}

/* The spelling of a node that NAME means: an ordinary one before a weak one; NULL for none. */
static const struct spelling *node_spelling(const struct technologies *technologies, uint32_t node)
{
	const struct spelling *weak = NULL;
	uint32_t at = node == 0 ? TECHNOLOGY_NONE : technologies->nodes.items[node];

	for (; at != TECHNOLOGY_NONE; at = technologies->spellings.items[at].next) {
		const struct spelling *spelling = &technologies->spellings.items[at];

		if (spelling->is_dropped)
			continue;
		if (spelling->kind == SPELLING_ORDINARY)
			return spelling;
		if (spelling->kind == SPELLING_WEAK && !weak)
			weak = spelling;
	}
	return weak;
}

const struct technology *technologies_find(const struct technologies *technologies,
					   const char *name, size_t len)
{
	struct technology_text text = { .folded = STRBUF_INIT };
	const struct spelling *spelling;
	size_t start = 0, end = len;
	uint32_t node;

	ascii_trim(name, &start, &end);
	technology_fold(&text, name + start, end - start, false);
	node = technology_node(technologies, text.folded.text, text.folded.len);
	spelling = node_spelling(technologies, node);
	technology_text_release(&text);
	return spelling ? &technologies->entries.items[spelling->entry].technology : NULL;
}

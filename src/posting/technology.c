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

#define RESOURCE "technologies.yaml"

static const struct image_part parts[] = {
	IMAGE_VECTOR(struct technologies, entries),
	IMAGE_VECTOR(struct technologies, spellings),
	IMAGE_VECTOR(struct technologies, texts),
	INTERN_PARTS(struct technologies, keys),
	IMAGE_VECTOR(struct technologies, last),
	INTERN_PARTS(struct technologies, starts.letters),
	IMAGE_VECTOR(struct technologies, starts.firsts),
	IMAGE_VECTOR(struct technologies, starts.candidates),
	IMAGE_VECTOR(struct technologies, starts.filters),
	IMAGE_VALUE(struct technologies, starts.begins),
	IMAGE_VECTOR(struct technologies, listed),
};

#define PART_COUNT (sizeof parts / sizeof *parts)

/* Reads all that is known, and makes what it is searched by. */
static bool read_all(struct technologies *technologies, const char *config_dir, struct err *err)
{
	*VEC_PUSH(&technologies->last) = TECHNOLOGY_NONE;
	if (!resource_load(RESOURCE, config_dir, technologies_read, technologies, err))
		return false;
	for (uint32_t i = 0; i < technologies->entries.count; i++) {
		if (!technologies->entries.items[i].is_removed)
			*VEC_PUSH(&technologies->listed) = i;
	}
	technology_starts_fill(&technologies->starts, &technologies->keys);
	return true;
}

static void show_entries(struct technologies *technologies)
{
	size_t count = technologies->entries.count;

	technologies->shown = xcalloc(count, sizeof *technologies->shown);
	for (uint32_t i = 0; i < count; i++)
		technologies->shown[i] = (struct technology){
			.name = technology_name(technologies, i),
			.kind = (enum technology_kind)technologies->entries.items[i].kind,
		};
}

struct technologies *technologies_new(const char *config_dir, struct err *err)
{
	struct technologies *technologies = xcalloc(1, sizeof *technologies);

	technologies->is_built_in = !resource_has_users(RESOURCE, config_dir);
	if ((!technologies->is_built_in ||
	     !image_lay("technologies", parts, PART_COUNT, technologies)) &&
	    !read_all(technologies, config_dir, err)) {
		technologies_free(technologies);
		return NULL;
	}
	show_entries(technologies);
	return technologies;
}

void technologies_free(struct technologies *technologies)
{
	if (!technologies)
		return;
	image_release(parts, PART_COUNT, technologies);
	free(technologies->shown);
	free(technologies);
}

bool technologies_are_built_in(const struct technologies *technologies)
{
	return technologies->is_built_in;
}

void technologies_print(const struct technologies *technologies, struct image_print *print)
{
	image_print(print, "technologies", parts, PART_COUNT, technologies);
}

size_t technologies_count(const struct technologies *technologies)
{
	return technologies->listed.count;
}

const struct technology *technologies_at(const struct technologies *technologies, size_t at)
{
	assert(at < technologies->listed.count);
	return &technologies->shown[technologies->listed.items[at]];
}

size_t technology_key(const char *folded, size_t len, char key[SPELLING_BYTES_MAX])
{
	size_t used = 0;

	for (size_t at = 0; at < len;)
		key[used++] = technology_token(folded, len, &at);
	return used;
}

uint32_t technology_last(const struct technologies *technologies, const char *folded, size_t len)
{
	char key[SPELLING_BYTES_MAX];
	size_t bytes;

	if (len > SPELLING_BYTES_MAX)
		return TECHNOLOGY_NONE;
	bytes = technology_key(folded, len, key);
	return technologies->last.items[intern_find(&technologies->keys, key, bytes, bytes)];
}

/* Of the spelling AT and those before it that share its key the one that a name means: an ordinary
 * one before a weak one; NULL for none. */
static const struct spelling *meant(const struct technologies *technologies, uint32_t at)
{
	const struct spelling *weak = NULL;

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
	struct strbuf folded = STRBUF_INIT;
	const struct spelling *spelling;
	size_t start = 0, end = len;

	ascii_trim(name, &start, &end);
	utf8_fold_plain(&folded, NULL, name + start, end - start);
	spelling = meant(technologies, technology_last(technologies, folded.text, folded.len));
	strbuf_release(&folded);
	return spelling ? &technologies->shown[spelling->entry] : NULL;
}

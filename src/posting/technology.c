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

struct technologies *technologies_new(const char *config_dir, struct err *err)
{
	struct technologies *technologies = xcalloc(1, sizeof *technologies);

	strbuf_init(&technologies->texts);
	*VEC_PUSH(&technologies->last) = TECHNOLOGY_NONE;
	if (!resource_load("technologies.yaml", config_dir, technologies_read, technologies, err)) {
		technologies_free(technologies);
		return NULL;
	}
	for (uint32_t i = 0; i < technologies->entries.count; i++) {
		if (!technologies->entries.items[i].is_removed)
			*VEC_PUSH(&technologies->listed) = i;
	}
	technology_starts_fill(&technologies->starts, &technologies->keys);
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
	intern_release(&technologies->keys);
	VEC_RELEASE(&technologies->last);
	technology_starts_release(&technologies->starts);
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
	return spelling ? &technologies->entries.items[spelling->entry].technology : NULL;
}

/* The files that were loaded before. */
#include "config.h"

#include "load/known_int.h"

#include "store/known.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

static void add(const struct known_source *source, void *data)
{
	struct known *known = data;
	struct known_file *file;

	/* It may lie below two of the names that were asked for. */
	if (intern_add(&known->names, source->path, strlen(source->path)) <= known->files.count)
		return;
	file = VEC_PUSH(&known->files);
	*file = (struct known_file){ .stamp = source->stamp, .postings = source->postings,
				     .is_current = source->is_current };
	if (source->name)
		file->source = intern_add(&known->sources, source->name, strlen(source->name));
	if (strlen(source->hash) == HASH_HEX_LEN)
		memcpy(file->hash, source->hash, HASH_HEX_LEN + 1);
}

bool known_ask(struct known *known, struct store *store, const char *name, struct err *err)
{
	return known_each(store, name, add, known, err);
}

void known_release(struct known *known)
{
	intern_release(&known->names);
	intern_release(&known->sources);
	VEC_RELEASE(&known->files);
}

struct known_file *known_find(struct known *known, const char *name)
{
	size_t len = strlen(name);
	uint32_t id = intern_find(&known->names, name, len, len);

	return id > 0 ? &known->files.items[id - 1] : NULL;
}

bool known_is_of(const struct known *known, const struct known_file *file,
		 const struct load_source *source)
{
	size_t len;

	if (!source || !source->name)
		return true;
	len = strlen(source->name);
	return file->source != 0 && file->source ==
	       intern_find(&known->sources, source->name, len, len);
}

/* Whether NAME lies below FOLDER, which may end with slashes. */
static bool is_below(const char *name, size_t len, const char *folder)
{
	size_t end = strlen(folder);

	while (end > 0 && folder[end - 1] == '/')
		end--;
	return len > end && strncmp(name, folder, end) == 0 && name[end] == '/';
}

bool known_missed(const struct known *known, const char *folder, known_missed_fn fn, void *data)
{
	bool go_on = true;

	for (uint32_t id = 1; go_on && id <= known->files.count; id++) {
		size_t len;
		const char *name = intern_text(&known->names, id, &len);
		char *copy;

		if (known->files.items[id - 1].is_met ||
		    known->files.items[id - 1].postings == 0 || !is_below(name, len, folder))
			continue;
		copy = xstrndup(name, len);
		go_on = fn(copy, data);
		free(copy);
	}
	return go_on;
}

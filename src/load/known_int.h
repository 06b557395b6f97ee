/* The files that were loaded before, looked up by name without the store. */
#ifndef SHORTLIST_LOAD_KNOWN_INT_H
#define SHORTLIST_LOAD_KNOWN_INT_H

#include "load/load.h"
#include "util/file.h"
#include "util/hash.h"
#include "util/intern.h"

struct known_file {
	struct file_stamp stamp;
	char hash[HASH_HEX_LEN + 1];
	size_t postings;
	uint32_t source;         /* the number in `sources` of its entry of sources.yaml; 0: none */
	bool is_current;         /* all that is read today was read of it */
	bool is_met;             /* in this load */
};

struct known {
	struct intern names;     /* number N is file N - 1 */
	struct intern sources;
	struct { struct known_file *items; size_t count, cap; } files;
};

/* Adds what STORE knows of the file NAME or of those below that folder. */
bool known_ask(struct known *known, struct store *store, const char *name, struct err *err);
void known_release(struct known *known);

/* NULL where it was never loaded. */
struct known_file *known_find(struct known *known, const char *name);

/* Whether a file that is loaded for SOURCE (NULL: for none) belongs there already. */
bool known_is_of(const struct known *known, const struct known_file *file,
		 const struct load_source *source);

/* Calls FN for each file below the folder NAME that held a posting and was not met; stops where it
 * returns false. */
typedef bool (*known_missed_fn)(const char *name, void *data);
bool known_missed(const struct known *known, const char *folder, known_missed_fn fn, void *data);

#endif

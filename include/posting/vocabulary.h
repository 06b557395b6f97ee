/* The vocabularies that reading and asking share. Both parts never change once loaded. */
#ifndef SHORTLIST_POSTING_VOCABULARY_H
#define SHORTLIST_POSTING_VOCABULARY_H

#include "posting/gazetteer.h"
#include "posting/technology.h"

struct vocabulary {
	struct gazetteer *gazetteer;
	struct technologies *technologies;
};

/* Loads both, with the user's additions from CONFIG_DIR (NULL for none). */
bool vocabulary_load(struct vocabulary *vocabulary, const char *config_dir, struct err *err);
void vocabulary_release(struct vocabulary *vocabulary);

/* Prints the tables of C that vocabulary_load() lays: for the build. */
void vocabulary_print(const struct vocabulary *vocabulary, struct image_print *print);

#endif

/* The vocabularies, loaded together. */
#include "config.h"

#include "posting/vocabulary.h"

#include <stddef.h>

bool vocabulary_load(struct vocabulary *vocabulary, const char *config_dir, struct err *err)
{
	vocabulary->technologies = NULL;
	vocabulary->gazetteer = gazetteer_new(config_dir, err);
	if (vocabulary->gazetteer)
		vocabulary->technologies = technologies_new(config_dir, err);
	if (vocabulary->technologies)
		return true;
	vocabulary_release(vocabulary);
	return false;
}

void vocabulary_release(struct vocabulary *vocabulary)
{
	gazetteer_free(vocabulary->gazetteer);
	technologies_free(vocabulary->technologies);
	vocabulary->gazetteer = NULL;
	vocabulary->technologies = NULL;
}

void vocabulary_print(const struct vocabulary *vocabulary, struct image_print *print)
{
	gazetteer_print(vocabulary->gazetteer, print);
	technologies_print(vocabulary->technologies, print);
}

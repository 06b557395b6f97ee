/* What tests of loading share: an extractor for all of a program's tests, and files. */
#ifndef SHORTLIST_TESTS_UNIT_LOAD_WORLD_H
#define SHORTLIST_TESTS_UNIT_LOAD_WORLD_H

#include "extract/extract.h"

#include <stddef.h>

/* For cmocka_run_group_tests(). */
int load_make_extractor(void **state);
int load_free_extractor(void **state);
struct extractor *load_extractor(void);

/* Writes a file of a folder. */
void load_write_file(const char *folder, const char *name, const char *text, size_t len);

#endif

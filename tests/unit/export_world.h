/* What the tests of writers share. */
#ifndef SHORTLIST_TESTS_EXPORT_WORLD_H
#define SHORTLIST_TESTS_EXPORT_WORLD_H

#include "export/writer.h"
#include "posting/record.h"

/* What the writer NAME makes of one record (NULL: of none), a whole document; the caller frees. */
char *written(const char *name, const struct record *record, const struct write_options *options);

void assert_holds(const char *text, const char *part);
void assert_lacks(const char *text, const char *part);

#endif

/* Whole files through the readers, and what came of them as text. */
#ifndef SHORTLIST_TESTS_READ_FILE_H
#define SHORTLIST_TESTS_READ_FILE_H

#include <stddef.h>

/* Reads TEXT as a file named "a" and fails unless it gives EXPECTED: "@LINE", " REF" and " (SLUG)"
 * of each posting where it has them, then as dump_posting() writes it; "refused@LINE WHY"; last the
 * reason where the file as a whole is refused. */
void assert_file(const char *text, const char *expected);
void assert_file_len(const char *text, size_t len, const char *expected);

#endif

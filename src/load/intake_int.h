/*
 * An intake: one file on its way into the store, read and understood.
 *
 * It is filled by intake_read() alone, needs neither the store nor the screen, and owns its
 * postings.
 */
#ifndef SHORTLIST_LOAD_INTAKE_INT_H
#define SHORTLIST_LOAD_INTAKE_INT_H

#include "load/load.h"
#include "util/file.h"
#include "util/hash.h"

struct intake {
	const char *path;
	struct file_stamp stamp;
	struct hash hash;
	struct { struct posting *items; size_t count, cap; } postings;
};

void intake_init(struct intake *intake, const char *path);
void intake_release(struct intake *intake);

/* Reads the file (or standard input for "-") and extracts its postings. What is refused goes into
 * REPORT. False where there is nothing to store. */
bool intake_read(struct intake *intake, const struct extractor *extractor, int32_t today,
		 struct load_report *report);

/* Notes a refusal; LINE 0 for the whole file. */
void intake_refuse(struct load_report *report, const char *path, size_t line, const char *why);

#endif

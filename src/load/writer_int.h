/*
 * The writer: intakes into the store, many a transaction, and into the report. It gathers them
 * while the reader reads, so that the database is locked for short times only.
 *
 * It runs in the thread that called for the load and alone uses the store, the report and the
 * progress function. What a transaction brought is reported once it is committed.
 */
#ifndef SHORTLIST_LOAD_WRITER_INT_H
#define SHORTLIST_LOAD_WRITER_INT_H

#include "load/intake_int.h"
#include "store/put.h"

struct writer {
	struct store *store;
	const struct load_options *options;
	struct load_shared *shared;
	struct load_report *report;
	struct err *err;
	int32_t today;

	struct { struct intake **items; size_t count, cap; } gathered; /* to be stored */
	size_t gathered_bytes;
	int64_t gathered_ms;     /* since when */
	struct put_report pending; /* what the transaction at hand brought */
	struct { struct load_file *items; size_t count, cap; } pending_files;

	char *path;              /* the last one; for the progress */
	int64_t told_ms;
	bool may_interrupt;      /* what runs is the only file of its transaction */
	struct err failure;
	bool has_failed;
};

void writer_init(struct writer *writer);
void writer_release(struct writer *writer);

/* Takes INTAKE over. False where the load is to end. */
bool writer_take(struct writer *writer, struct intake *intake);
/* Nothing has come for a while. False where the load is to end. */
bool writer_idle(struct writer *writer);
/* Stores what is left, unless something failed. */
bool writer_end(struct writer *writer);

#endif

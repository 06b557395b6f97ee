/*
 * An intake: one file on its way into the store, read and understood.
 *
 * It is made by the thread that walks, filled by one that reads, needs neither the store nor the
 * screen, and owns all that it holds; then it is handed over to the thread that stores.
 */
#ifndef SHORTLIST_LOAD_INTAKE_INT_H
#define SHORTLIST_LOAD_INTAKE_INT_H

#include "load/known_int.h"
#include "load/load.h"
#include "store/draft.h"
#include "util/file.h"
#include "util/hash.h"

#include <stdatomic.h>
#include <sys/stat.h>

enum intake_kind {
	INTAKE_READ,             /* its postings are to be stored */
	INTAKE_REFUSED,          /* nothing of it counts; `refusals` says why */
	INTAKE_SKIPPED,          /* as it was loaded before, by size and time */
	INTAKE_SAME,             /* as it was loaded before, by its bytes */
	INTAKE_MISSED,           /* a folder that was walked to its end; files are gone from it */
};

struct intake {
	enum intake_kind kind;
	char *path;              /* as it was called */
	char *name;              /* as the store knows it */
	const struct load_source *source; /* NULL: none */
	/* What was read of it before, where that may still be all there is to read; NULL: none. */
	const struct known_file *before;
	bool is_given;           /* its bytes are there already, here or with someone else */
	const char *given;
	size_t given_len;
	struct strbuf held;
	bool is_output;          /* bytes that were there already, not a file */
	struct file_stamp stamp;
	struct hash hash;
	uint64_t bytes;
	size_t known;            /* how many postings it held when it was loaded before */
	size_t replaced;         /* parts of it that are not UTF-8 */
	struct { struct posting *items; size_t count, cap; } postings;
	/* Of each, where the work has a maker of terms; NULL: still to be made. */
	struct { struct draft **items; size_t count, cap; } drafts;
	struct strbuf run;       /* of a large file, see drafts_turn() */
	struct { struct load_refusal *items; size_t count, cap; } refusals;
	bool is_partial;         /* there were some when the writer took it */
};

/* What the threads of a load tell each other while they run. */
struct load_shared {
	atomic_bool is_stopped;  /* whoever reads is to end */
	atomic_size_t postings;  /* understood */
	atomic_size_t total_files;
	atomic_ullong total_bytes;
};

/* What reading needs; the same for all files of a load. */
struct intake_work {
	const struct extractor *extractor;
	struct terms_maker *terms_maker; /* NULL where nothing is to be stored */
	const struct vocabulary *vocabulary; /* of the store */
	struct run_builder *run_builder; /* as the maker of terms */
	struct load_shared *shared;
	int32_t today;
	dev_t device;            /* the database: never opened here, since closing it again would */
	ino_t inode;             /* drop the locks that SQLite holds on it; 0: none */
};

struct intake *intake_new(const char *path, const char *name, const struct load_source *source);
void intake_free(struct intake *intake);

/* About how much memory it takes. */
size_t intake_weight(const struct intake *intake);

/* Notes a refusal; LINE 0 for the whole file. */
void intake_refuse(struct intake *intake, size_t line, const char *why);

/* Reads a file (or standard input, for "-") into BYTES and takes its stamp and hash. False where it
 * is refused. */
bool intake_open(struct intake *intake, const struct intake_work *work, struct strbuf *bytes);
/* The same for BYTES that are there already and stay until it was read. */
void intake_give(struct intake *intake, const char *bytes, size_t len);

/* Extracts the postings of BYTES; sets the kind. */
void intake_read(struct intake *intake, const struct intake_work *work, const char *bytes,
		 size_t len);

#endif

/*
 * Postings and stores for the tests of storing: a posting is written as a few words a fact, and a
 * store lives in memory or in a folder that goes away with it.
 */
#ifndef SHORTLIST_TESTS_STORE_JOBS_H
#define SHORTLIST_TESTS_STORE_JOBS_H

#include "posting/posting.h"
#include "posting/vocabulary.h"
#include "store/put.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 2026-11-22 */
#define JOBS_TODAY 20779

/* What is NULL is unknown. */
struct job {
	const char *title, *company, *url, *body;
	const char *ref;         /* what its source calls it */
	const char *places;      /* divided by ';' */
	const char *scope;       /* the same, for where one may live */
	const char *stack;       /* divided by blanks: "Rust", preferred "Go?", mentioned "C~" */
	const char *workplace, *seniority, *visa, *clearance, *education;
	const char *languages;   /* as the stack */
	const char *employment, *extras; /* divided by blanks */
	const char *conflicts;   /* keys of fields, divided by blanks */
	int days;                /* at the office; 0: unknown */
	const char *zones;       /* hours east of UTC: "1", "-5..2" */
	const char *posted, *expires;
	const char *years;       /* "2", "2-5" */
	const char *pay;         /* whole units a year: "100000-120000 USD" */
};

/* The built-in vocabularies, read once for the whole program. */
const struct vocabulary *jobs_vocabulary(void);

/* Makes a posting; posting_release() it. */
void jobs_posting(const struct job *job, struct posting *posting);

/* Puts COUNT jobs as file PATH in one transaction. MTIME tells states of the file apart. */
bool jobs_put(struct store *store, const char *path, int64_t mtime, const struct job *jobs,
	      size_t count, struct put_report *report);

/* A store in memory with COUNT jobs of the file "jobs.md", which are numbered from 1. */
struct store *jobs_store(const struct job *jobs, size_t count);

/* A new empty folder under TMPDIR; remove it with jobs_remove_folder(). */
char *jobs_folder(void);
void jobs_remove_folder(char *folder);

/* The hash of a file's bytes, 0 where it cannot be read. */
uint64_t jobs_file_hash(const char *path);

#endif

/*
 * A record: a posting as it is kept, with where it came from and what the user said about it.
 *
 * This is what lists show and writers export. A record for a list row has no body and no evidence.
 */
#ifndef SHORTLIST_POSTING_RECORD_H
#define SHORTLIST_POSTING_RECORD_H

#include "posting/posting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The order of these is the order of the choices of FIELD_STAGE. */
enum stage {
	STAGE_NONE = -1, STAGE_SAVED, STAGE_APPLIED, STAGE_INTERVIEW, STAGE_OFFER, STAGE_REJECTED,
	STAGE_WITHDRAWN
};

/* What the user said. */
struct marks {
	bool is_shortlisted;
	int64_t position;        /* place in the shortlist's order, from 1; 0 where not on it */
	enum stage stage;
	struct { char **items; size_t count, cap; } tags; /* sorted */
	char *notes;             /* NULL: none */
	bool is_hidden;
	char *hidden_reason;     /* NULL: none given */
	bool is_seen;
	int seen_version;        /* the version that was opened; 0 where it was not seen */
};

/* What became of a posting on a day: the name of the stage it was put into, "none" where it was
 * taken out of all. */
struct record_step {
	int32_t day;
	const char *what;        /* lives for ever */
};

struct record {
	int64_t id;              /* 0 for a posting that is not stored */
	struct posting posting;
	char *source;            /* the file, or "-" */
	bool is_gone;            /* its file no longer holds it */
	/* Its text changed since the user opened it; where that never was, within two weeks. */
	bool is_changed;
	int version;             /* how many texts it has had, with this one */
	int32_t added, changed;  /* the days of the first and of the present text; the second
				  * DATE_UNKNOWN where there is one text only */
	/* Of a whole record: the links of all its files, its own first. */
	struct { char **items; size_t count, cap; } urls;
	int64_t copies;          /* the postings that are this job, with this one */
	int32_t first_seen;      /* the day when the first of them was posted or loaded */
	bool is_repost;          /* one of them was posted a week or more before it */
	struct marks marks;
	/* Of a whole record: its stages, in order. */
	struct { struct record_step *items; size_t count, cap; } history;
};

void marks_init(struct marks *marks);
void marks_release(struct marks *marks);
void record_init(struct record *record);
void record_release(struct record *record);

/* The user has seen the present text. */
void record_set_seen(struct record *record);

/* The title as shown: the posting's, or "(no title)". Not gated. */
const char *record_title(const struct record *record);

/* Adds "×3, first seen 61 days ago", SHORT "×3 61d"; nothing where it has no copies. */
void record_copies(const struct record *record, int32_t today, bool is_short, struct strbuf *out);

#endif

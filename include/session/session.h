/*
 * A browsing session as it would be on any screen: no curses, no SQL.
 *
 * The terminal feeds it a size, actions and typed text; it keeps the query line, the answer, the
 * panes' state and the messages; panes draw from it. It asks for what only a terminal can do (quit,
 * suspend, run an editor, open a link) by a request, which the loop takes after each key. Members
 * are read by panes and changed only by this layer.
 */
#ifndef SHORTLIST_SESSION_SESSION_H
#define SHORTLIST_SESSION_SESSION_H

#include "extract/extract.h"
#include "load/live.h"
#include "posting/vocabulary.h"
#include "query/complete.h"
#include "query/query.h"
#include "session/action.h"
#include "session/detail.h"
#include "session/facets.h"
#include "session/history.h"
#include "session/layout.h"
#include "session/line_edit.h"
#include "session/prompt.h"
#include "session/result_list.h"
#include "session/settings.h"
#include "store/store.h"
#include "util/err.h"

#include <stdbool.h>
#include <stdint.h>

enum request_kind {
	REQUEST_NONE,
	REQUEST_QUIT,
	REQUEST_SUSPEND,
	REQUEST_REDRAW,          /* paint every cell */
	REQUEST_EDIT_NOTES,      /* `text` is what to edit; answer with session_notes_edited() */
	REQUEST_OPEN_LINK,       /* `text` is a link that passed the check */
	REQUEST_THEME,           /* `text` is a theme's name */
};

struct request { enum request_kind kind; char *text; };

/* When nothing matches: a top term, and what dropping it gives. */
struct hint { size_t term; char *text; int64_t count; bool is_exact; };

enum message_kind { MESSAGE_INFO, MESSAGE_WARNING };

/* A load that goes on beside the session, as it is asked how far it is. */
struct session_load {
	void (*look)(void *data, struct live_state *state);
	void *data;
};

struct session {
	struct store *store;
	const struct vocabulary *vocabulary;
	const struct extractor *extractor;
	struct settings *settings;
	int32_t today;

	struct line_edit line;   /* the query line as it stands */
	struct query *typed;     /* the line as parsed, with its problems */
	struct query *query;     /* the last good one: what the list shows */
	struct query_words words;/* of `query`, for marking matches */
	struct completion completion; /* while the line is edited */
	struct { struct { char *text; char *help; int64_t count; } *items; size_t count, cap; }
		candidates;      /* what Tab goes through; count -1: not counted */
	size_t chosen;           /* of candidates; SIZE_MAX: none */
	struct history history;

	struct result_list list;
	struct facets facets;
	struct detail detail;
	struct { struct hint *items; size_t count, cap; } hints;
	int64_t store_total;     /* rows that all postings of the store make */

	int cols, rows;
	enum layout_way way;
	struct layout layout;
	enum pane_id focus;
	bool is_line_edited;     /* the keys go into the query line */
	bool is_help_open;
	size_t help_top;
	struct prompt prompt;

	struct session_load load; /* look NULL: there is none */
	struct live_state loading; /* as it was last seen */
	bool is_store_stale;     /* another connection has changed it since it was asked */
	int polls_to_pass;       /* before it is asked again */
	int polls_of_message;    /* since it was said, while a load goes on */

	enum message_kind message_kind;
	struct strbuf message;   /* what the last action did; gated, one line */
	struct request request;
	bool is_quitting;

	size_t history_at;       /* the entry that is brought back; history.count: the draft */
	char *draft;             /* what was typed before history was asked */
	char *line_before;       /* what show-shortlist goes back to; NULL: nothing */
	int64_t notes_id;        /* the posting whose notes are edited */
	bool is_facets_stale;    /* to be asked anew when the filter pane is next shown */
	bool is_stage_stale;     /* the same, but only the facet of the user's stages */
	bool stays_on_top;       /* nothing was touched since a load began: the cursor is on the
				  * first row, whatever comes */
	bool is_detail_stale;    /* to be read anew when the detail is next shown */
	int64_t opened_id;       /* to be kept as seen; 0: none */
	bool is_warm;            /* what later answers need is in memory */
	bool has_given_up;       /* the answer could not be made exact */
};

struct session_options {
	struct store *store;
	const struct vocabulary *vocabulary;
	const struct extractor *extractor;
	struct settings *settings;
	const char *query;       /* NULL: empty */
	const char *history;     /* the file that keeps the queries; NULL: none */
	int32_t today;
};

/* All that OPTIONS points to must outlive the session. NULL where the store failed. */
struct session *session_new(const struct session_options *options, struct err *err);
void session_free(struct session *session);

void session_resize(struct session *session, int cols, int rows);
/* Where keys go now. */
enum context session_context(const struct session *session);
/* Runs an action; typed text goes to whatever line is under edit, and is ignored where none is. */
void session_run(struct session *session, const struct action *action, const char *argument);
void session_type(struct session *session, const char *text, size_t len);
/* Looks how a load goes on, and whether another connection has changed the store; then it asks
 * anew, while a load goes on not so often that keys would wait. Whether something is to be drawn.
 * Call it every SESSION_LOAD_POLL_MS while session_is_loading(), else once a second. */
bool session_poll(struct session *session);

#define SESSION_LOAD_POLL_MS 100

/* From now on session_poll() follows this load to its end, and then says what came of it. */
void session_follow_load(struct session *session, const struct session_load *load);
bool session_is_loading(const struct session *session);
/* Adds "loading 1,240 of 20,000 files, 3 refused". */
void session_loading(const struct session *session, struct strbuf *out);

/*
 * What is done while nobody waits: keeping what was opened as seen, making an answer and its counts
 * exact, warming the store. session_idle() does one piece of it, and breaks it off where GO_ON says
 * false; it returns whether something is to be drawn.
 */
bool session_has_work(const struct session *session);
bool session_idle(struct session *session, bool (*go_on)(void *data), void *data);

/* Hands over what the terminal is asked to do, and forgets it; free request.text. */
struct request session_take_request(struct session *session);
void session_notes_edited(struct session *session, const char *text);

/* What the last action did; the text is gated here. */
void session_say(struct session *session, enum message_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds "2 of 3 shown · 0 hidden" for the line on top, "at most 2 of 3" while that is not exact. */
void session_counts(const struct session *session, struct strbuf *out);

#endif

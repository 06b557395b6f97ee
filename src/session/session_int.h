/* What the files of the session share. */
#ifndef SHORTLIST_SRC_SESSION_SESSION_INT_H
#define SHORTLIST_SRC_SESSION_SESSION_INT_H

#include "session/session.h"

/* What shows the shortlist in its order. */
#define SHORTLIST_LINE "is:shortlisted sort:shortlisted"

/* session.c */
/* Says what went wrong, and releases ERR. */
void session_fail(struct session *session, struct err *err);
void session_request(struct session *session, enum request_kind kind, const char *text);
void session_focus(struct session *session, enum pane_id pane);
/* Computes where everything is, and brings what has come into sight up to date. */
void session_lay(struct session *session);
/* The line that is under edit, NULL for none. */
struct line_edit *session_edit(struct session *session);
/* What follows from a change of that line, or of the cursor in it. */
void session_edit_changed(struct session *session, bool is_text_changed);

/* ask.c */
/* The query line has a new text: asks where it can be understood. */
void session_line_changed(struct session *session);
void session_set_line(struct session *session, const char *text);
/* Asks the present query again, since postings or marks have changed. */
bool session_ask_again(struct session *session, struct err *err);
bool session_ask(struct session *session, const char *line, struct err *err);
/* What follows from an answer that has become another. */
void session_take_answer(struct session *session);
/* The user said something of a posting that is no FIELD of the query's: its row, the detail and the
 * facet of FIELD are brought up to date. False where the query speaks of FIELD. */
bool session_refresh_marks(struct session *session, int64_t id, enum field_id field);
void session_refresh_facets(struct session *session);
/* Those that were not counted with them and are now in sight. */
void session_count_facets(struct session *session);
/* The detail shows the selected posting. */
void session_follow(struct session *session);
/* The record under the cursor, NULL for none. */
const struct record *session_current(struct session *session);
void session_clear_hints(struct session *session);
/* Counts the first hint that is not exact; false where that was broken off. */
bool session_refine_hint(struct session *session, struct err *err);

/* idle.c */
/* Keeps the posting that was opened last as seen. */
void session_keep_opened(struct session *session);

/* complete.c: the candidates of the query line. */
void candidates_clear(struct session *session);
void candidates_step(struct session *session, int direction);
/* Puts TEXT in for bytes [start, end) of a line; returns where it ends. */
size_t edit_replace(struct line_edit *edit, size_t start, size_t end, const char *text);

/* prompt.c */
void prompt_open(struct session *session, enum prompt_kind kind, const char *text,
		 const char *subject, const char *target);
void prompt_close(struct session *session);
void prompt_changed(struct session *session);
void prompt_type(struct session *session, const char *text, size_t len);
void prompt_accept(struct session *session);
void prompt_step(struct session *session, int direction);

/* prompt_complete.c: fills the candidates of the prompt. */
void prompt_clear_candidates(struct prompt *prompt);
void prompt_complete_command(struct session *session);
void prompt_complete_stage(struct session *session);
void prompt_complete_tag(struct session *session);

/* act_command.c */
void command_run(struct session *session, const char *text);

/* act_export.c */
void export_write(struct session *session, const char *path, bool is_shortlist, bool may_replace);

#endif

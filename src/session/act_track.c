/* Actions by which the user says something about a posting. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include "store/track.h"
#include "util/alloc.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

/* The posting that is meant, NULL with a message where none is or nothing can be kept. */
static const struct record *begin(struct session *session)
{
	const struct record *record;

	session_keep_opened(session);
	record = session_current(session);
	if (store_is_read_only(session->store)) {
		session_say(session, MESSAGE_WARNING, "%s",
			    store_read_only_reason(session->store));
		return NULL;
	}
	if (!record)
		session_say(session, MESSAGE_INFO, "there is no posting here");
	return record;
}

/* Brings everything up to date after the user said something of the posting under the cursor;
 * FIELD_COUNT where it may be of any. */
static bool refresh(struct session *session, enum field_id field, struct err *err)
{
	return (field != FIELD_COUNT &&
		session_refresh_marks(session, session->list.id, field)) ||
	       session_ask_again(session, err);
}

/* Brings everything up to date and says what was done; takes over SAID and ERR. */
static bool finish(struct session *session, bool done, enum field_id field, char *said,
		   struct err *err)
{
	if (!done || !refresh(session, field, err)) {
		session_fail(session, err);
		free(said);
		return false;
	}
	if (said)
		session_say(session, MESSAGE_INFO, "%s", said);
	free(said);
	err_release(err);
	return true;
}

static int64_t count_shortlist(const struct session *session)
{
	struct query *query = query_parse(SHORTLIST_LINE " ", session->today);
	int64_t count = find_count(session->store, query, NULL);

	query_free(query);
	return count;
}

void act_shortlist(struct session *session, const char *argument)
{
	const struct record *record = begin(session);
	struct err err = ERR_INIT;
	char *said = NULL;
	bool done;

	(void)argument;
	if (!record)
		return;
	done = track_shortlist(session->store, &record->id, 1, !record->marks.is_shortlisted, &said,
			       &err);
	if (finish(session, done, FIELD_SHORTLISTED, NULL, &err))
		session_say(session, MESSAGE_INFO, "%s (%lld)",
			    said ? said : "done", (long long)count_shortlist(session));
	free(said);
}

static void move(struct session *session, int by)
{
	const struct record *record = begin(session);
	struct err err = ERR_INIT;
	char *said = NULL;
	bool done;

	if (!record)
		return;
	if (!record->marks.is_shortlisted) {
		session_say(session, MESSAGE_INFO, "put it on the shortlist first");
		return;
	}
	done = track_move(session->store, record->id, by, &said, &err);
	finish(session, done, FIELD_SHORTLISTED, said, &err);
}

void act_move_earlier(struct session *session, const char *argument)
{
	(void)argument;
	move(session, -1);
}

void act_move_later(struct session *session, const char *argument)
{
	(void)argument;
	move(session, 1);
}

/* Reads a stage's name; STAGE_NONE for "none". False where it is no stage. */
static bool read_stage(const char *text, enum stage *stage)
{
	int choice = field_choice(field_get(FIELD_STAGE), text, strlen(text));

	*stage = (enum stage)choice;
	return choice >= 0 || strcmp(text, "none") == 0;
}

void act_stage(struct session *session, const char *argument)
{
	const struct record *record = begin(session);
	struct err err = ERR_INIT;
	enum stage stage;
	char *said = NULL;
	bool done;

	if (!record)
		return;
	if (!argument) {
		prompt_open(session, PROMPT_STAGE, "", NULL, NULL);
		return;
	}
	if (!read_stage(argument, &stage)) {
		session_say(session, MESSAGE_WARNING, "\"%s\" is no stage; there are saved, "
			    "applied, interview, offer, rejected, withdrawn and none", argument);
		return;
	}
	done = track_stage(session->store, &record->id, 1, stage, &said, &err);
	finish(session, done, FIELD_STAGE, said, &err);
}

static bool has_tag(const struct marks *marks, const char *tag)
{
	for (size_t i = 0; i < marks->tags.count; i++)
		if (strcmp(marks->tags.items[i], tag) == 0)
			return true;
	return false;
}

/* Adds or removes one tag, by its sign or by whether the posting has it. */
static bool change_tag(struct session *session, const struct record *record, const char *word,
		       size_t len, char **said, struct err *err)
{
	char sign = len > 1 && (*word == '+' || *word == '-') ? *word : '\0';
	char *tag = xstrndup(word + (sign != '\0'), len - (sign != '\0'));
	bool on = sign ? sign == '+' : !has_tag(&record->marks, tag);
	bool done;

	free(*said);
	*said = NULL;
	done = track_tag(session->store, &record->id, 1, tag, on, said, err);
	free(tag);
	return done;
}

void act_tag(struct session *session, const char *argument)
{
	const struct record *record = begin(session);
	struct err err = ERR_INIT;
	char *said = NULL;
	bool done = true;

	if (!record)
		return;
	if (!argument) {
		prompt_open(session, PROMPT_TAG, "", NULL, NULL);
		return;
	}
	while (done && *argument) {
		size_t len = strcspn(argument, " ");

		if (len > 0)
			done = change_tag(session, record, argument, len, &said, &err);
		argument += len + strspn(argument + len, " ");
	}
	finish(session, done, FIELD_TAG, said, &err);
}

void act_note(struct session *session, const char *argument)
{
	const struct record *record = begin(session);

	(void)argument;
	if (!record)
		return;
	session->notes_id = record->id;
	session_request(session, REQUEST_EDIT_NOTES,
			record->marks.notes ? record->marks.notes : "");
}

void session_notes_edited(struct session *session, const char *text)
{
	struct err err = ERR_INIT;
	enum field_id field;
	char *said = NULL;
	bool done;

	if (session->notes_id == 0)
		return;
	done = track_notes(session->store, session->notes_id, text, &said, &err);
	field = session->notes_id == session->list.id ? FIELD_NOTES : FIELD_COUNT;
	session->notes_id = 0;
	finish(session, done, field, said, &err);
}

/* The posting under the cursor; of a row that is closed its copies too, for else the next of them
 * would take its place. */
static bool read_row(struct session *session, const struct record *record, struct find_ids *ids,
		     struct err *err)
{
	int64_t row = session->list.cursor;

	*VEC_PUSH(ids) = record->id;
	return result_list_is_open(&session->list, row) ||
	       result_list_is_copy(&session->list, row) ||
	       find_copies(session->list.find, record->id, ids, err);
}

static void hide(struct session *session, bool on, const char *reason)
{
	const struct record *record = begin(session);
	struct find_ids ids = { 0 };
	struct err err = ERR_INIT;
	char *said = NULL;
	bool done;

	if (!record)
		return;
	done = read_row(session, record, &ids, &err) &&
	       track_hide(session->store, ids.items, ids.count, on, reason, &said, &err);
	VEC_RELEASE(&ids);
	finish(session, done, FIELD_HIDDEN, said, &err);
}

/* Without an argument the reason is asked for; an empty one is none. */
void act_hide(struct session *session, const char *argument)
{
	if (argument)
		hide(session, true, *argument ? argument : NULL);
	else if (begin(session))
		prompt_open(session, PROMPT_HIDE, "", NULL, NULL);
}

void act_unhide(struct session *session, const char *argument)
{
	const struct record *record = session_current(session);

	(void)argument;
	if (record && !record->marks.is_hidden)
		session_say(session, MESSAGE_INFO, "this posting is not hidden");
	else
		hide(session, false, NULL);
}

static void mark(struct session *session, bool is_seen)
{
	const struct record *record = begin(session);
	struct err err = ERR_INIT;
	char *said = NULL;
	bool done;

	if (!record)
		return;
	done = track_seen(session->store, &record->id, 1, is_seen, &said, &err);
	finish(session, done, FIELD_SEEN, said, &err);
}

void act_mark_seen(struct session *session, const char *argument)
{
	(void)argument;
	mark(session, true);
}

void act_mark_new(struct session *session, const char *argument)
{
	(void)argument;
	mark(session, false);
}

void act_copies(struct session *session, const char *argument)
{
	(void)argument;
	if (!result_list_fold(&session->list))
		session_say(session, MESSAGE_INFO, "this posting has no copies");
	session_follow(session);
}

void act_split(struct session *session, const char *argument)
{
	const struct record *record = begin(session);
	struct err err = ERR_INIT;
	char *said = NULL;
	bool done;

	(void)argument;
	if (!record)
		return;
	done = track_split(session->store, record->id, &said, &err);
	finish(session, done, FIELD_COUNT, said, &err);
}

typedef bool (*journal_fn)(struct store *store, int64_t *id, char **said, struct err *err);

/* Walks the journal one step, and goes to the posting that it changed. */
static void walk(struct session *session, journal_fn fn)
{
	struct err err = ERR_INIT;
	char *said = NULL;
	int64_t id = 0;
	bool done;

	if (store_is_read_only(session->store)) {
		session_say(session, MESSAGE_WARNING, "%s",
			    store_read_only_reason(session->store));
		return;
	}
	done = fn(session->store, &id, &said, &err);
	if (finish(session, done, FIELD_COUNT, said, &err) &&
	    result_list_select(&session->list, id))
		session_follow(session);
}

void act_undo(struct session *session, const char *argument)
{
	(void)argument;
	walk(session, track_undo);
}

void act_redo(struct session *session, const char *argument)
{
	(void)argument;
	walk(session, track_redo);
}

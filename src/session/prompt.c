/* Questions on the last line: a row each. */
#include "config.h"

#include "session/prompt.h"

#include "session/act_int.h"
#include "session/session_int.h"
#include "util/alloc.h"
#include "util/gate.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

static void answer_open_link(struct session *session, const char *text);
static void answer_replace_file(struct session *session, const char *text);
static void answer_hide(struct session *session, const char *text);
static void answer_export(struct session *session, const char *text);

static const struct prompt_row {
	const char *label;
	/* Fills the candidates for what is typed; NULL for none. */
	void (*complete)(struct session *session);
	/* Does what was asked; TEXT may be empty. */
	void (*answer)(struct session *session, const char *text);
	bool needs_text;         /* an empty answer is none */
	bool is_confirm;         /* y or n, at once */
	bool enter_is_yes;
} rows[] = {
	[PROMPT_NONE] = { .label = "" },
	[PROMPT_COMMAND] = { .label = ":", .complete = prompt_complete_command,
			     .answer = command_run, .needs_text = true },
	[PROMPT_STAGE] = { .label = "stage: ", .complete = prompt_complete_stage,
			   .answer = act_stage, .needs_text = true },
	[PROMPT_TAG] = { .label = "tag: ", .complete = prompt_complete_tag, .answer = act_tag,
			 .needs_text = true },
	[PROMPT_HIDE] = { .label = "hide, because: ", .answer = answer_hide },
	[PROMPT_EXPORT] = { .label = "export to: ", .answer = answer_export,
			    .needs_text = true },
	[PROMPT_OPEN_LINK] = { .label = "open this link? (y/n) ", .answer = answer_open_link,
			       .is_confirm = true, .enter_is_yes = true },
	[PROMPT_REPLACE_FILE] = { .label = "replace this file? (y/n) ",
				  .answer = answer_replace_file, .is_confirm = true },
};

static void answer_open_link(struct session *session, const char *text)
{
	session_request(session, REQUEST_OPEN_LINK, text);
	session_say(session, MESSAGE_INFO, "opened %s", text);
}

static void answer_replace_file(struct session *session, const char *text)
{
	export_write(session, text, session->prompt.is_shortlist, true);
}

static void answer_hide(struct session *session, const char *text)
{
	act_hide(session, text);
}

static void answer_export(struct session *session, const char *text)
{
	export_write(session, text, session->prompt.is_shortlist, false);
}

const char *prompt_label(enum prompt_kind kind)
{
	return rows[kind].label;
}

void prompt_open(struct session *session, enum prompt_kind kind, const char *text,
		 const char *subject, const char *target)
{
	struct prompt *prompt = &session->prompt;

	prompt_close(session);
	prompt->kind = kind;
	prompt->subject = subject ? gate_line(subject, strlen(subject)) : NULL;
	prompt->target = target ? xstrdup(target) : NULL;
	line_edit_set(&prompt->edit, text ? text : "");
	session->history_at = session->history.count;
	session_say(session, MESSAGE_INFO, "%s", "");
	prompt_changed(session);
}

void prompt_close(struct session *session)
{
	struct prompt *prompt = &session->prompt;

	prompt->kind = PROMPT_NONE;
	free(prompt->subject);
	free(prompt->target);
	prompt->subject = prompt->target = NULL;
	prompt_clear_candidates(prompt);
	line_edit_set(&prompt->edit, "");
}

void prompt_changed(struct session *session)
{
	const struct prompt_row *row = &rows[session->prompt.kind];

	prompt_clear_candidates(&session->prompt);
	if (row->complete)
		row->complete(session);
}

/* Ends the prompt and does what it asked about. */
static void answer(struct session *session)
{
	const struct prompt_row *row = &rows[session->prompt.kind];
	char *text = xstrdup(row->is_confirm && session->prompt.target
			     ? session->prompt.target : session->prompt.edit.text.text);

	prompt_close(session);
	if (*text || !row->needs_text)
		row->answer(session, text);
	free(text);
}

void prompt_type(struct session *session, const char *text, size_t len)
{
	const struct prompt_row *row = &rows[session->prompt.kind];

	if (!row->is_confirm) {
		line_edit_insert(&session->prompt.edit, text, len);
		prompt_changed(session);
	} else if (len == 1 && (*text == 'y' || *text == 'Y')) {
		answer(session);
	} else if (len == 1 && (*text == 'n' || *text == 'N')) {
		prompt_close(session);
	}
}

void prompt_accept(struct session *session)
{
	const struct prompt_row *row = &rows[session->prompt.kind];

	if (!row->is_confirm || row->enter_is_yes)
		answer(session);
	else
		session_say(session, MESSAGE_INFO, "press y to go on, n to leave it");
}

void prompt_step(struct session *session, int direction)
{
	struct prompt *prompt = &session->prompt;
	size_t count = prompt->candidates.count;

	if (count == 0)
		return;
	if (prompt->chosen >= count)
		prompt->chosen = direction > 0 ? 0 : count - 1;
	else
		prompt->chosen = (prompt->chosen + (direction > 0 ? 1 : count - 1)) % count;
	prompt->end = edit_replace(&prompt->edit, prompt->start, prompt->end,
				   prompt->candidates.items[prompt->chosen].text);
	if (count == 1)
		prompt_changed(session);
}

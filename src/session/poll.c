/* What goes on beside the session: a load, and other connections to the store. */
#include "config.h"

#include "session/session.h"

#include "session/session_int.h"
#include "util/date.h"

/* While postings stream in, asking anew takes at most one part in so many of the time. */
#define ASK_SHARE 5
#define PASS_MAX 20

/* After so many polls what was said gives way to how far the load is; a warning stays. */
#define MESSAGE_POLLS 30

void session_follow_load(struct session *session, const struct session_load *load)
{
	session->load = *load;
	session->stays_on_top = true;
	load->look(load->data, &session->loading);
}

bool session_is_loading(const struct session *session)
{
	return session->load.look != NULL;
}

static void end_load(struct session *session)
{
	const struct live_state *state = &session->loading;

	session->load.look = NULL;
	session->polls_to_pass = 0;
	session_say(session, state->is_bad ? MESSAGE_WARNING : MESSAGE_INFO, "loaded: %s",
		    state->said.text);
}

static bool drop_old_message(struct session *session)
{
	if (session->message.len == 0 || session->message_kind == MESSAGE_WARNING ||
	    ++session->polls_of_message < MESSAGE_POLLS)
		return false;
	strbuf_clear(&session->message);
	return true;
}

/* Whether what is shown of the load has changed. */
static bool look_at_load(struct session *session)
{
	struct live_state *state = &session->loading;
	size_t files = state->files, total = state->total_files, refused = state->refused;

	if (!session_is_loading(session))
		return false;
	session->load.look(session->load.data, state);
	if (state->is_over)
		end_load(session);
	return state->is_over || drop_old_message(session) || state->files != files ||
	       state->total_files != total || state->refused != refused;
}

static void ask(struct session *session)
{
	int64_t began = clock_ms(), passes;
	struct err err = ERR_INIT;

	session->is_store_stale = false;
	if (!session_ask_again(session, &err))
		session_fail(session, &err);
	else if (session->stays_on_top)
		result_list_go(&session->list, 0);
	passes = (clock_ms() - began) * (ASK_SHARE - 1) / SESSION_LOAD_POLL_MS;
	session->polls_to_pass = !session_is_loading(session) ? 0 :
				 passes < PASS_MAX ? (int)passes : PASS_MAX;
}

bool session_poll(struct session *session)
{
	bool is_changed = look_at_load(session);

	if (store_has_changed(session->store))
		session->is_store_stale = true;
	if (session->polls_to_pass > 0) {
		session->polls_to_pass--;
		return is_changed;
	}
	if (!session->is_store_stale)
		return is_changed;
	ask(session);
	return true;
}

void session_loading(const struct session *session, struct strbuf *out)
{
	const struct live_state *state = &session->loading;

	strbuf_puts(out, "loading ");
	strbuf_count(out, (int64_t)state->files);
	if (state->total_files > 0) {
		strbuf_puts(out, " of ");
		strbuf_count(out, (int64_t)state->total_files);
	}
	strbuf_puts(out, state->total_files == 1 ? " file" : " files");
	if (state->refused > 0) {
		strbuf_puts(out, ", ");
		strbuf_count(out, (int64_t)state->refused);
		strbuf_puts(out, " refused");
	}
}

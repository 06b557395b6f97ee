/* What is done while nobody waits. */
#include "config.h"

#include "session/session_int.h"

#include "store/find.h"
#include "store/track.h"

/* A store that cannot be written now keeps the posting as new. */
void session_keep_opened(struct session *session)
{
	int64_t id = session->opened_id;

	session->opened_id = 0;
	if (id == 0 || track_opened(session->store, id, NULL))
		return;
	result_list_forget_posting(&session->list, id);
	session->is_detail_stale = true;
}

static bool has_rough_hint(const struct session *session)
{
	for (size_t i = 0; i < session->hints.count; i++)
		if (!session->hints.items[i].is_exact)
			return true;
	return false;
}

/* Whether what was tried is to be tried again: it was only broken off. */
static bool was_broken_off(struct err *err)
{
	bool was = err->status == STATUS_INTERRUPTED;

	err_release(err);
	return was;
}

static bool refine(struct session *session)
{
	struct err err = ERR_INIT;

	if (result_list_refine(&session->list, &err)) {
		session_take_answer(session);
		return true;
	}
	session->has_given_up = !was_broken_off(&err);
	return false;
}

static bool refine_hint(struct session *session)
{
	struct err err = ERR_INIT;
	bool done = session_refine_hint(session, &err);

	err_release(&err);
	return done;
}

static void warm(struct session *session)
{
	struct err err = ERR_INIT;
	bool is_done = false;

	if (find_warm(session->store, &is_done, &err))
		session->is_warm = is_done;
	else
		session->is_warm = !was_broken_off(&err);
}

static bool can_refine(const struct session *session)
{
	return !session->list.is_exact && !session->has_given_up;
}

bool session_has_work(const struct session *session)
{
	return session->opened_id != 0 || can_refine(session) || has_rough_hint(session) ||
	       !session->is_warm;
}

static bool do_piece(struct session *session)
{
	if (can_refine(session))
		return refine(session);
	if (has_rough_hint(session))
		return refine_hint(session);
	if (!session->is_warm)
		warm(session);
	return false;
}

bool session_idle(struct session *session, bool (*go_on)(void *data), void *data)
{
	bool is_changed;

	if (session->opened_id != 0) {
		session_keep_opened(session);
		return session->is_detail_stale;
	}
	store_watch(session->store, go_on, data);
	is_changed = do_piece(session);
	store_watch(session->store, NULL, NULL);
	return is_changed;
}

/* Actions on the line that is under edit. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

typedef bool (*edit_fn)(struct line_edit *edit);

static void edit(struct session *session, edit_fn fn, bool changes_text)
{
	struct line_edit *line = session_edit(session);

	if (line && fn(line))
		session_edit_changed(session, changes_text);
}

void act_word_left(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_word_left, false);
}

void act_word_right(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_word_right, false);
}

void act_line_start(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_home, false);
}

void act_line_end(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_end, false);
}

void act_delete_left(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_backspace, true);
}

void act_delete_right(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_delete, true);
}

void act_delete_word(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_delete_word, true);
}

void act_delete_to_start(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_delete_to_start, true);
}

void act_delete_to_end(struct session *session, const char *argument)
{
	(void)argument;
	edit(session, line_edit_delete_to_end, true);
}

/* The command line, settings, and opening a link. */
#include "config.h"

#include "session/act_int.h"
#include "session/session_int.h"

#include "session/action.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/spawn.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_EDITS_MAX 2

static const char *nearest_action(const char *name)
{
	const char *nearest = NULL;
	size_t best = NEAR_EDITS_MAX + 1;

	for (const struct action *action = action_table; action->name; action++) {
		size_t distance = ascii_distance(name, action->name, NEAR_EDITS_MAX);

		if (distance < best) {
			best = distance;
			nearest = action->name;
		}
	}
	return nearest;
}

static void refuse_name(struct session *session, const char *name)
{
	const char *nearest = nearest_action(name);

	if (nearest)
		session_say(session, MESSAGE_WARNING, "there is no action \"%s\"; did you mean %s?",
			    name, nearest);
	else
		session_say(session, MESSAGE_WARNING, "there is no action \"%s\"; ? lists them",
			    name);
}

/* Runs the action that a command names, with what follows the name. */
void command_run(struct session *session, const char *text)
{
	size_t start = 0, end = strlen(text), len;
	const struct action *action;
	char *name, *argument;

	ascii_trim(text, &start, &end);
	len = strcspn(text + start, " ");
	if (len == 0)
		return;
	len = len < end - start ? len : end - start;
	name = xstrndup(text + start, len);
	start += len;
	ascii_trim(text, &start, &end);
	argument = xstrndup(text + start, end - start);
	action = action_find(name);
	if (!action)
		refuse_name(session, name);
	else if (!(action->contexts & CONTEXT_PANES))
		session_say(session, MESSAGE_INFO, "%s works only while a line is typed", name);
	else
		session_run(session, action, argument);
	free(name);
	free(argument);
}

void act_command(struct session *session, const char *argument)
{
	session->is_help_open = false;
	prompt_open(session, PROMPT_COMMAND, argument, NULL, NULL);
}

static void say_setting(struct session *session, const char *name)
{
	struct strbuf value = STRBUF_INIT;

	for (const struct setting *setting = setting_table; setting->name; setting++) {
		if (!ascii_equal(setting->name, name))
			continue;
		settings_format(session->settings, setting, &value);
		session_say(session, MESSAGE_INFO, "%s: %s", name,
			    value.len > 0 ? value.text : "not set");
		strbuf_release(&value);
		return;
	}
	session_say(session, MESSAGE_WARNING, "there is no setting \"%s\"", name);
}

/* What follows from the change of a setting. */
static void apply_settings(struct session *session, const char *name)
{
	if (ascii_equal(name, "theme"))
		session_request(session, REQUEST_THEME, session->settings->theme);
	else
		session_request(session, REQUEST_REDRAW, NULL);
	if (ascii_equal(name, "layout")) {
		session->way = session->settings->layout;
		session_lay(session);
		session_follow(session);
	}
}

static void set(struct session *session, const char *name, const char *value)
{
	struct err err = ERR_INIT;

	if (!settings_set(session->settings, name, value, &err)) {
		session_fail(session, &err);
		return;
	}
	session_say(session, MESSAGE_INFO, "%s: %s", name, value);
	apply_settings(session, name);
}

void act_set(struct session *session, const char *argument)
{
	size_t len = argument ? strcspn(argument, " ") : 0;
	char *name;

	if (!session->settings)
		return;
	if (!argument) {
		act_command(session, "set ");
		return;
	}
	name = xstrndup(argument, len);
	if (argument[len])
		set(session, name, argument + len + strspn(argument + len, " "));
	else
		say_setting(session, name);
	free(name);
}

void act_theme(struct session *session, const char *argument)
{
	if (!argument)
		act_command(session, "theme ");
	else if (session->settings)
		set(session, "theme", argument);
}

/* The posting's link, else the first of its text. NULL for none; the string is not the caller's. */
static const char *find_link(struct session *session)
{
	const struct record *record = session_current(session);

	if (!record || record->posting.url)
		return record ? record->posting.url : NULL;
	if (session->detail.record.id == record->id && session->detail.document.links.count > 0)
		return session->detail.document.links.items[0].url;
	return NULL;
}

/* Adds the name of the host that a link leads to; a mail address whole. */
static void add_host(struct strbuf *out, const char *link)
{
	const char *slashes = strstr(link, "://");

	if (slashes)
		strbuf_add(out, slashes + 3, strcspn(slashes + 3, "/?#"));
	else
		strbuf_puts(out, link);
}

void act_open_link(struct session *session, const char *argument)
{
	const char *link = find_link(session);
	struct strbuf subject = STRBUF_INIT;
	struct err err = ERR_INIT;

	(void)argument;
	if (!link) {
		session_say(session, MESSAGE_INFO, "this posting has no link");
	} else if (!spawn_url_is_safe(link, &err)) {
		session_fail(session, &err);
	} else {
		add_host(&subject, link);
		if (strstr(link, "://"))
			strbuf_printf(&subject, ": %s", link);
		prompt_open(session, PROMPT_OPEN_LINK, "", subject.text, link);
	}
	strbuf_release(&subject);
}

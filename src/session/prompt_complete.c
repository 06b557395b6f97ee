/* What may be meant at a prompt: actions, and their arguments where a list is known. */
#include "config.h"

#include "session/session_int.h"

#include "session/action.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/gate.h"
#include "util/resource.h"
#include "util/vec.h"

#include <stdlib.h>
#include <string.h>

#define TAGS_MAX 100
#define WORTH_MAX 3              /* of an action: see worth() */
#define THEME_PREFIX "themes/"
#define THEME_SUFFIX ".yaml"

void prompt_clear_candidates(struct prompt *prompt)
{
	for (size_t i = 0; i < prompt->candidates.count; i++) {
		free(prompt->candidates.items[i].text);
		free(prompt->candidates.items[i].help);
	}
	VEC_CLEAR(&prompt->candidates);
	prompt->chosen = SIZE_MAX;
}

/* Whether TEXT holds PART, in any case of ASCII. */
static bool holds(const char *text, const char *part)
{
	for (; *text; text++)
		if (ascii_starts(text, part))
			return true;
	return *part == '\0';
}

/* Everything that could be meant is offered; match() then puts what starts with TYPED first. */
struct offer { struct prompt *prompt; const char *typed; bool wants_start; };

static void offer_one(const struct offer *offer, const char *text, size_t len, const char *help)
{
	char *gated = gate_line(text, len);
	bool starts = ascii_starts(gated, offer->typed);

	if (offer->wants_start ? !starts : starts || !holds(gated, offer->typed)) {
		free(gated);
		return;
	}
	(void)VEC_PUSH(&offer->prompt->candidates);
	offer->prompt->candidates.items[offer->prompt->candidates.count - 1].text = gated;
	offer->prompt->candidates.items[offer->prompt->candidates.count - 1].help =
		gate_line(help, strlen(help));
}

static void offer_words(const struct offer *offer, const char *words)
{
	while (*words) {
		size_t len = strcspn(words, " ");

		offer_one(offer, words, len, "");
		words += len + strspn(words + len, " ");
	}
}

/* How much sense it makes to type an action rather than press its key: most with an argument. */
static int worth(const struct action *action)
{
	return (action->argument ? 2 : 0) + (action->label ? 1 : 0);
}

static void offer_actions(struct session *session, const struct offer *offer, const char *before)
{
	(void)session;
	(void)before;
	for (int wanted = WORTH_MAX; wanted >= 0; wanted--)
		for (const struct action *action = action_table; action->name; action++)
			if ((action->contexts & CONTEXT_PANES) && worth(action) == wanted)
				offer_one(offer, action->name, strlen(action->name), action->help);
}

static void offer_stages(struct session *session, const struct offer *offer, const char *before)
{
	const struct choice *choices = field_get(FIELD_STAGE)->choices;

	(void)session;
	(void)before;
	for (size_t i = 0; choices[i].name; i++)
		offer_one(offer, choices[i].name, strlen(choices[i].name), "");
	offer_one(offer, "none", 4, "take the stage back");
}

static void offer_tags(struct session *session, const struct offer *offer, const char *before)
{
	struct facet_values values = { 0 };

	(void)before;
	if (!find_facet(session->list.find, FIELD_TAG, NULL, NULL, TAGS_MAX, &values, NULL))
		return;
	for (size_t i = 0; i < values.count; i++)
		offer_one(offer, values.items[i].value, strlen(values.items[i].value), "");
	facet_values_release(&values);
}

static void offer_sorts(struct session *session, const struct offer *offer, const char *before)
{
	(void)session;
	(void)before;
	for (int i = 0; i < FIELD_COUNT; i++) {
		const struct field *field = field_get((enum field_id)i);

		if (field->can_sort)
			offer_one(offer, field->key, strlen(field->key), field->help);
	}
}

static void offer_ways(struct session *session, const struct offer *offer, const char *before)
{
	(void)session;
	(void)before;
	offer_words(offer, "auto wide two one");
}

static void offer_themes(struct session *session, const struct offer *offer, const char *before)
{
	size_t prefix = strlen(THEME_PREFIX), suffix = strlen(THEME_SUFFIX);

	(void)session;
	(void)before;
	for (const struct resource *resource = resource_table; resource->name; resource++) {
		size_t len = strlen(resource->name);

		if (len > prefix + suffix && ascii_starts(resource->name, THEME_PREFIX))
			offer_one(offer, resource->name + prefix, len - prefix - suffix, "");
	}
}

static const struct setting *setting_named(const char *text, size_t len)
{
	for (const struct setting *setting = setting_table; setting->name; setting++)
		if (strlen(setting->name) == len && ascii_starts_len(text, len, setting->name))
			return setting;
	return NULL;
}

/* The names of settings; behind one, its values. */
static void offer_settings(struct session *session, const struct offer *offer, const char *before)
{
	const struct setting *setting;

	if (*before) {
		setting = setting_named(before, strcspn(before, " "));
		if (setting && setting->choices)
			offer_words(offer, setting->choices);
		else if (setting && strcmp(setting->name, "theme") == 0)
			offer_themes(session, offer, before);
		return;
	}
	for (setting = setting_table; setting->name; setting++)
		offer_one(offer, setting->name, strlen(setting->name), setting->help);
}

typedef void (*offer_fn)(struct session *session, const struct offer *offer, const char *before);

/* What is known of an argument, by the word that an action names it by. BEFORE is what stands of it
 * before the word under the cursor. */
static const struct argument {
	const char *name;
	offer_fn offer;
	const char *dividers;    /* between its words */
	const char *signs;       /* before a word, and no part of it */
} arguments[] = {
	{ "STAGE", offer_stages, " ", "" },      { "TAG", offer_tags, " ", "+-" },
	{ "SORT", offer_sorts, " ,", "-" },      { "WAY", offer_ways, " ", "" },
	{ "THEME", offer_themes, " ", "" },      { "NAME VALUE", offer_settings, " ", "" },
};

static const struct argument *find_argument(const char *name)
{
	for (size_t i = 0; i < sizeof arguments / sizeof arguments[0]; i++)
		if (strcmp(arguments[i].name, name) == 0)
			return &arguments[i];
	return NULL;
}

/* Fills the candidates from FN for the word from byte START of the line to the cursor; between FROM
 * and it stands what the argument has before the word. */
static void fill(struct session *session, offer_fn fn, size_t from, size_t start)
{
	struct prompt *prompt = &session->prompt;
	char *typed = xstrndup(prompt->edit.text.text + start, prompt->edit.cursor - start);
	char *before = xstrndup(prompt->edit.text.text + from, start - from);
	struct offer offer = { prompt, typed, true };

	prompt->start = start;
	prompt->end = prompt->edit.cursor;
	fn(session, &offer, before);
	offer.wants_start = false;
	fn(session, &offer, before);
	free(typed);
	free(before);
}

/* Offers what completes the argument that starts at byte FROM. */
static void fill_argument(struct session *session, const struct argument *argument, size_t from)
{
	const struct line_edit *edit = &session->prompt.edit;
	const char *text = edit->text.text;
	size_t at = edit->cursor;

	while (at > from && !strchr(argument->dividers, text[at - 1]))
		at--;
	if (at < edit->cursor && strchr(argument->signs, text[at]))
		at++;
	fill(session, argument->offer, from, at);
}

/* The argument that the action named by LEN bytes takes; NULL where nothing is known of it. */
static const struct argument *argument_of(const char *name, size_t len)
{
	char *text = xstrndup(name, len);
	const struct action *action = action_find(text);

	free(text);
	return action && action->argument ? find_argument(action->argument) : NULL;
}

void prompt_complete_command(struct session *session)
{
	const struct line_edit *edit = &session->prompt.edit;
	size_t name = strspn(edit->text.text, " ");
	size_t len = strcspn(edit->text.text + name, " ");
	size_t from = name + len;
	const struct argument *argument;

	if (edit->cursor <= from) {
		fill(session, offer_actions, 0, edit->cursor < name ? edit->cursor : name);
		return;
	}
	argument = argument_of(edit->text.text + name, len);
	from += strspn(edit->text.text + from, " ");
	if (argument)
		fill_argument(session, argument, from < edit->cursor ? from : edit->cursor);
}

void prompt_complete_stage(struct session *session)
{
	fill_argument(session, find_argument("STAGE"), 0);
}

void prompt_complete_tag(struct session *session)
{
	fill_argument(session, find_argument("TAG"), 0);
}

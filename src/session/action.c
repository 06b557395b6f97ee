/* The table of actions. */
#include "config.h"

#include "session/action.h"

#include <string.h>

#include "session/act_int.h"

#define ALL (CONTEXT_PANES | CONTEXT_HELP)
#define LINES (CONTEXT_QUERY | CONTEXT_PROMPT)

const struct action action_table[] = {
	/* Moving. */
	{ .name = "down", .contexts = ALL | CONTEXT_NARROW, .run = act_down,
	  .help = "Go one row down." },
	{ .name = "up", .contexts = ALL | CONTEXT_NARROW, .run = act_up,
	  .help = "Go one row up." },
	{ .name = "half-down", .contexts = ALL, .run = act_half_down,
	  .help = "Go half a page down." },
	{ .name = "half-up", .contexts = ALL, .run = act_half_up,
	  .help = "Go half a page up." },
	{ .name = "page-down", .contexts = ALL | CONTEXT_NARROW, .run = act_page_down,
	  .help = "Go a page down." },
	{ .name = "page-up", .contexts = ALL | CONTEXT_NARROW, .run = act_page_up,
	  .help = "Go a page up." },
	{ .name = "top", .contexts = ALL, .run = act_top,
	  .help = "Go to the first row." },
	{ .name = "bottom", .contexts = ALL, .run = act_bottom,
	  .help = "Go to the last row." },
	{ .name = "left", .contexts = CONTEXT_PANES | CONTEXT_TYPING, .run = act_left,
	  .help = "Go to the pane on the left; fold what is under the cursor; go one character "
		  "back." },
	{ .name = "right", .contexts = CONTEXT_PANES | CONTEXT_TYPING, .run = act_right,
	  .help = "Go to the pane on the right; unfold what is under the cursor; go one "
		  "character on." },
	{ .name = "scroll-down", .contexts = ALL, .argument = "LINES", .run = act_scroll_down,
	  .help = "Scroll the detail down, whichever pane has the keys." },
	{ .name = "scroll-up", .contexts = ALL, .argument = "LINES", .run = act_scroll_up,
	  .help = "Scroll the detail up, whichever pane has the keys." },

	/* Panes. */
	{ .name = "open", .contexts = CONTEXT_PANES, .label = "read", .run = act_open,
	  .help = "Read the posting; in the filter pane, take the value into the query." },
	{ .name = "back", .contexts = ALL | CONTEXT_TYPING, .label = "back", .run = act_back,
	  .help = "Leave what is open for what was there before." },
	{ .name = "quit", .contexts = ALL, .label = "quit", .run = act_quit,
	  .help = "Close what is open, then the program." },
	{ .name = "quit-all", .contexts = ALL | CONTEXT_TYPING, .run = act_quit_all,
	  .help = "Close the program." },
	{ .name = "focus-next", .contexts = CONTEXT_PANES, .run = act_focus_next,
	  .help = "Go to the next pane." },
	{ .name = "focus-previous", .contexts = CONTEXT_PANES, .run = act_focus_previous,
	  .help = "Go to the previous pane." },
	{ .name = "focus-list", .contexts = CONTEXT_PANES, .run = act_focus_list,
	  .help = "Go to the list." },
	{ .name = "focus-detail", .contexts = CONTEXT_PANES, .run = act_focus_detail,
	  .help = "Go to the detail." },
	{ .name = "focus-filter", .contexts = CONTEXT_PANES, .run = act_focus_filter,
	  .help = "Go to the filter pane." },
	{ .name = "filter", .contexts = CONTEXT_PANES, .label = "filter", .run = act_filter,
	  .help = "Go to the filter pane, or back to the list." },
	{ .name = "layout", .contexts = CONTEXT_PANES, .argument = "WAY", .run = act_layout,
	  .help = "Change where the panes stand: auto, wide, two, one; the next without WAY." },
	{ .name = "help", .contexts = ALL, .label = "keys", .run = act_help,
	  .help = "Show the keys, or put them away." },

	/* The query line. */
	{ .name = "query", .contexts = CONTEXT_PANES, .argument = "QUERY", .label = "query",
	  .run = act_query,
	  .help = "Edit the query line; with QUERY, ask that." },
	{ .name = "accept", .contexts = CONTEXT_TYPING, .label = "done", .run = act_accept,
	  .help = "Keep what was typed and go on." },
	{ .name = "clear", .contexts = CONTEXT_TYPING, .label = "clear", .run = act_clear,
	  .help = "Clear the line; where it is empty, go back." },
	{ .name = "clear-query", .contexts = CONTEXT_PANES, .run = act_clear_query,
	  .help = "Clear the query line." },
	{ .name = "complete", .contexts = LINES, .label = "complete", .run = act_complete,
	  .help = "Put in the next of what may be meant." },
	{ .name = "complete-previous", .contexts = LINES, .run = act_complete_previous,
	  .help = "Put in the previous of what may be meant." },
	{ .name = "history-previous", .contexts = LINES, .run = act_history_previous,
	  .help = "Bring back the query that was asked before." },
	{ .name = "history-next", .contexts = LINES, .run = act_history_next,
	  .help = "Bring back the query that was asked after." },
	{ .name = "word-left", .contexts = CONTEXT_TYPING, .run = act_word_left,
	  .help = "Go one word back in the line." },
	{ .name = "word-right", .contexts = CONTEXT_TYPING, .run = act_word_right,
	  .help = "Go one word on in the line." },
	{ .name = "line-start", .contexts = CONTEXT_TYPING, .run = act_line_start,
	  .help = "Go to the start of the line." },
	{ .name = "line-end", .contexts = CONTEXT_TYPING, .run = act_line_end,
	  .help = "Go to the end of the line." },
	{ .name = "delete-left", .contexts = CONTEXT_TYPING, .run = act_delete_left,
	  .help = "Delete the character before the cursor." },
	{ .name = "delete-right", .contexts = CONTEXT_TYPING, .run = act_delete_right,
	  .help = "Delete the character under the cursor." },
	{ .name = "delete-word", .contexts = CONTEXT_TYPING, .run = act_delete_word,
	  .help = "Delete the word before the cursor." },
	{ .name = "delete-to-start", .contexts = CONTEXT_TYPING, .run = act_delete_to_start,
	  .help = "Delete to the start of the line." },
	{ .name = "delete-to-end", .contexts = CONTEXT_TYPING, .run = act_delete_to_end,
	  .help = "Delete to the end of the line." },
	{ .name = "drop-term", .contexts = CONTEXT_LIST, .argument = "NUMBER",
	  .run = act_drop_term,
	  .help = "Where nothing matches, drop the term that has this number." },
	{ .name = "sort", .contexts = CONTEXT_PANES, .argument = "SORT", .label = "sort",
	  .run = act_sort,
	  .help = "Order by fields such as -salary,posted; the next usual order without SORT." },
	{ .name = "explain", .contexts = CONTEXT_PANES, .run = act_explain,
	  .help = "Say how the query line is understood." },
	{ .name = "reload", .contexts = CONTEXT_PANES, .run = act_reload,
	  .help = "Ask anew." },

	/* Reading. */
	{ .name = "next-match", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_next_match,
	  .help = "Go to the next match, in the next posting where this one has no more." },
	{ .name = "previous-match", .contexts = CONTEXT_LIST | CONTEXT_DETAIL,
	  .run = act_previous_match,
	  .help = "Go to the previous match, in the posting before where this one has none." },
	{ .name = "next-section", .contexts = CONTEXT_LIST | CONTEXT_DETAIL,
	  .run = act_next_section,
	  .help = "Go to the next section of the posting." },
	{ .name = "previous-section", .contexts = CONTEXT_LIST | CONTEXT_DETAIL,
	  .run = act_previous_section,
	  .help = "Go to the previous section of the posting." },
	{ .name = "next-evidence", .contexts = CONTEXT_LIST | CONTEXT_DETAIL,
	  .label = "evidence", .run = act_next_evidence,
	  .help = "Show where the text says the next fact." },
	{ .name = "previous-evidence", .contexts = CONTEXT_LIST | CONTEXT_DETAIL,
	  .run = act_previous_evidence,
	  .help = "Show where the text says the previous fact." },
	{ .name = "changes", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_changes,
	  .help = "Show what changed from version to version, the latest first, then the text." },
	{ .name = "open-link", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .label = "open link",
	  .run = act_open_link,
	  .help = "Open the posting's link, after asking." },

	/* The filter pane. */
	{ .name = "include", .contexts = CONTEXT_FILTER, .label = "include", .run = act_include,
	  .help = "Ask for the value, or no longer." },
	{ .name = "exclude", .contexts = CONTEXT_FILTER, .label = "exclude", .run = act_exclude,
	  .help = "Leave the value out, or no longer." },
	{ .name = "clear-value", .contexts = CONTEXT_FILTER, .run = act_clear_value,
	  .help = "Take the value, or all of the heading's, out of the query." },
	{ .name = "unfold", .contexts = CONTEXT_FILTER, .run = act_unfold,
	  .help = "Unfold what is under the cursor, or fold it." },
	{ .name = "next-facet", .contexts = CONTEXT_FILTER, .run = act_next_facet,
	  .help = "Go to the next heading." },
	{ .name = "previous-facet", .contexts = CONTEXT_FILTER, .run = act_previous_facet,
	  .help = "Go to the previous heading." },
	{ .name = "narrow", .contexts = CONTEXT_FILTER, .label = "narrow", .run = act_narrow,
	  .help = "Type letters that the values of this heading must hold." },

	/* What you say about postings. */
	{ .name = "shortlist", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .label = "shortlist",
	  .run = act_shortlist,
	  .help = "Put the posting on the shortlist, or take it off." },
	{ .name = "move-earlier", .contexts = CONTEXT_LIST | CONTEXT_DETAIL,
	  .run = act_move_earlier,
	  .help = "Move the posting up on the shortlist." },
	{ .name = "move-later", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_move_later,
	  .help = "Move the posting down on the shortlist." },
	{ .name = "show-shortlist", .contexts = CONTEXT_PANES, .run = act_show_shortlist,
	  .help = "Show the shortlist in its order, or what was shown before." },
	{ .name = "stage", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .argument = "STAGE",
	  .label = "stage", .run = act_stage,
	  .help = "Say how far the application has come; \"none\" takes it back." },
	{ .name = "tag", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .argument = "TAG",
	  .label = "tag", .run = act_tag,
	  .help = "Add a tag or take it off: +later, -later; later alone does either." },
	{ .name = "note", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .label = "note",
	  .run = act_note,
	  .help = "Write notes about the posting in your editor." },
	{ .name = "hide", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .argument = "REASON",
	  .label = "hide", .run = act_hide,
	  .help = "Hide it and its copies, with a reason or none; see is:hidden." },
	{ .name = "unhide", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_unhide,
	  .help = "Show the posting again." },
	{ .name = "mark-seen", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_mark_seen,
	  .help = "Mark the posting as seen." },
	{ .name = "mark-new", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_mark_new,
	  .help = "Mark the posting as not seen." },
	{ .name = "copies", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .label = "copies",
	  .run = act_copies,
	  .help = "Show the other postings of the same job below it, or put them away." },
	{ .name = "split", .contexts = CONTEXT_LIST | CONTEXT_DETAIL, .run = act_split,
	  .help = "Say that the posting is another job than its copies." },
	{ .name = "undo", .contexts = CONTEXT_PANES, .label = "undo", .run = act_undo,
	  .help = "Take back the last change." },
	{ .name = "redo", .contexts = CONTEXT_PANES, .run = act_redo,
	  .help = "Make the change again that was taken back." },

	/* The rest. */
	{ .name = "export", .contexts = CONTEXT_PANES, .argument = "FILE", .label = "export",
	  .run = act_export,
	  .help = "Write the postings of the list to FILE; its suffix says the format." },
	{ .name = "export-shortlist", .contexts = CONTEXT_PANES, .argument = "FILE",
	  .run = act_export_shortlist,
	  .help = "Write the shortlist to FILE; its suffix says the format." },
	{ .name = "command", .contexts = ALL, .label = "command", .run = act_command,
	  .help = "Type the name of an action." },
	{ .name = "set", .contexts = CONTEXT_PANES, .argument = "NAME VALUE", .run = act_set,
	  .help = "Change a setting until the end; without VALUE, say what it is." },
	{ .name = "theme", .contexts = CONTEXT_PANES, .argument = "THEME", .run = act_theme,
	  .help = "Change the colours until the end." },
	{ .name = "redraw", .contexts = ALL | CONTEXT_TYPING, .run = act_redraw,
	  .help = "Draw the whole screen again." },
	{ .name = "suspend", .contexts = ALL, .run = act_suspend,
	  .help = "Stop the program as the shell's job." },
	{ .name = NULL },
};

static const struct { enum context context; const char *name; } context_names[] = {
	{ CONTEXT_LIST, "list" },     { CONTEXT_DETAIL, "detail" }, { CONTEXT_FILTER, "filter" },
	{ CONTEXT_QUERY, "query" },   { CONTEXT_PROMPT, "prompt" }, { CONTEXT_NARROW, "narrow" },
	{ CONTEXT_HELP, "help" },
};

#define CONTEXTS (sizeof context_names / sizeof context_names[0])

const struct action *action_find(const char *name)
{
	for (const struct action *action = action_table; action->name; action++)
		if (strcmp(action->name, name) == 0)
			return action;
	return NULL;
}

const char *context_name(enum context context)
{
	for (size_t i = 0; i < CONTEXTS; i++)
		if (context_names[i].context == context)
			return context_names[i].name;
	return "panes";
}

bool context_find(const char *name, enum context *context)
{
	for (size_t i = 0; i < CONTEXTS; i++) {
		if (strcmp(context_names[i].name, name) == 0) {
			*context = context_names[i].context;
			return true;
		}
	}
	return false;
}

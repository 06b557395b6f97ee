/* What the actions of action.c run, by file. ARGUMENT may be NULL. */
#ifndef SHORTLIST_SRC_SESSION_ACT_INT_H
#define SHORTLIST_SRC_SESSION_ACT_INT_H

struct session;

/* act_move.c */
void act_down(struct session *session, const char *argument);
void act_up(struct session *session, const char *argument);
void act_half_down(struct session *session, const char *argument);
void act_half_up(struct session *session, const char *argument);
void act_page_down(struct session *session, const char *argument);
void act_page_up(struct session *session, const char *argument);
void act_top(struct session *session, const char *argument);
void act_bottom(struct session *session, const char *argument);
void act_left(struct session *session, const char *argument);
void act_right(struct session *session, const char *argument);
void act_scroll_down(struct session *session, const char *argument);
void act_scroll_up(struct session *session, const char *argument);
void act_next_match(struct session *session, const char *argument);
void act_previous_match(struct session *session, const char *argument);
void act_next_section(struct session *session, const char *argument);
void act_previous_section(struct session *session, const char *argument);
void act_next_evidence(struct session *session, const char *argument);
void act_previous_evidence(struct session *session, const char *argument);
void act_changes(struct session *session, const char *argument);

/* act_pane.c */
void act_open(struct session *session, const char *argument);
void act_back(struct session *session, const char *argument);
void act_quit(struct session *session, const char *argument);
void act_quit_all(struct session *session, const char *argument);
void act_focus_next(struct session *session, const char *argument);
void act_focus_previous(struct session *session, const char *argument);
void act_focus_list(struct session *session, const char *argument);
void act_focus_detail(struct session *session, const char *argument);
void act_focus_filter(struct session *session, const char *argument);
void act_filter(struct session *session, const char *argument);
void act_layout(struct session *session, const char *argument);
void act_help(struct session *session, const char *argument);
void act_redraw(struct session *session, const char *argument);
void act_suspend(struct session *session, const char *argument);

/* act_query.c */
void act_query(struct session *session, const char *argument);
void act_accept(struct session *session, const char *argument);
void act_clear(struct session *session, const char *argument);
void act_clear_query(struct session *session, const char *argument);
void act_complete(struct session *session, const char *argument);
void act_complete_previous(struct session *session, const char *argument);
void act_history_previous(struct session *session, const char *argument);
void act_history_next(struct session *session, const char *argument);
void act_drop_term(struct session *session, const char *argument);
void act_sort(struct session *session, const char *argument);
void act_explain(struct session *session, const char *argument);
void act_reload(struct session *session, const char *argument);
void act_show_shortlist(struct session *session, const char *argument);

/* act_line.c */
void act_word_left(struct session *session, const char *argument);
void act_word_right(struct session *session, const char *argument);
void act_line_start(struct session *session, const char *argument);
void act_line_end(struct session *session, const char *argument);
void act_delete_left(struct session *session, const char *argument);
void act_delete_right(struct session *session, const char *argument);
void act_delete_word(struct session *session, const char *argument);
void act_delete_to_start(struct session *session, const char *argument);
void act_delete_to_end(struct session *session, const char *argument);

/* act_filter.c */
void act_include(struct session *session, const char *argument);
void act_exclude(struct session *session, const char *argument);
void act_clear_value(struct session *session, const char *argument);
void act_unfold(struct session *session, const char *argument);
void act_next_facet(struct session *session, const char *argument);
void act_previous_facet(struct session *session, const char *argument);
void act_narrow(struct session *session, const char *argument);

/* act_track.c */
void act_shortlist(struct session *session, const char *argument);
void act_move_earlier(struct session *session, const char *argument);
void act_move_later(struct session *session, const char *argument);
void act_stage(struct session *session, const char *argument);
void act_tag(struct session *session, const char *argument);
void act_note(struct session *session, const char *argument);
void act_hide(struct session *session, const char *argument);
void act_unhide(struct session *session, const char *argument);
void act_mark_seen(struct session *session, const char *argument);
void act_mark_new(struct session *session, const char *argument);
void act_copies(struct session *session, const char *argument);
void act_split(struct session *session, const char *argument);
void act_undo(struct session *session, const char *argument);
void act_redo(struct session *session, const char *argument);

/* act_command.c */
void act_open_link(struct session *session, const char *argument);
void act_export(struct session *session, const char *argument);
void act_export_shortlist(struct session *session, const char *argument);
void act_command(struct session *session, const char *argument);
void act_set(struct session *session, const char *argument);
void act_theme(struct session *session, const char *argument);

#endif

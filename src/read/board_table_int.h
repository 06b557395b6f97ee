/* The boards that read/board_table.c lists. */
#ifndef SHORTLIST_READ_BOARD_TABLE_INT_H
#define SHORTLIST_READ_BOARD_TABLE_INT_H

#include "read/board_int.h"

extern const struct board board_greenhouse;
extern const struct board board_ashby;
extern const struct board board_lever;
extern const struct board board_workable;
extern const struct board board_smartrecruiters;
extern const struct board board_recruitee;
extern const struct board board_teamtailor;
extern const struct board board_bamboohr;
extern const struct board board_workday;
extern const struct board board_eightfold;
extern const struct board board_oracle;
extern const struct board board_pinpoint;
extern const struct board board_rippling;
extern const struct board board_paylocity;
extern const struct board board_phenom;
extern const struct board board_freehire;
extern const struct board board_adzuna;
extern const struct board board_usajobs;
extern const struct board board_remoteok;
extern const struct board board_remotive;
extern const struct board board_arbeitnow;
extern const struct board board_jobicy;
extern const struct board board_himalayas;
extern const struct board board_themuse;
extern const struct board board_workingnomads;
extern const struct board board_simplify;
extern const struct board board_json_resume;
extern const struct board board_hn_thread;
extern const struct board board_hn_other;
extern const struct board board_hn_hits;
extern const struct board board_hn_items;
extern const struct board board_hn_kept;
extern const struct board board_schema_org;
extern const struct board board_wwr;
extern const struct board board_neogov;
extern const struct board board_teamtailor_rss;
extern const struct board board_personio;
extern const struct board board_hr_xml;
extern const struct board board_export;
extern const struct board board_jobspy;
extern const struct board board_glassdoor;
extern const struct board board_linkedin;
extern const struct board board_feed;
extern const struct board board_generic;

#endif

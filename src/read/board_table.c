/* The boards, the most particular first; those that know records by the names of keys last. */
#include "config.h"

#include "read/board_table_int.h"

const struct board *const board_table[] = {
	&board_greenhouse,
	&board_ashby,
	&board_lever,
	&board_workable,
	&board_smartrecruiters,
	&board_recruitee,
	&board_teamtailor,
	&board_bamboohr,
	&board_workday,
	&board_eightfold,
	&board_oracle,
	&board_pinpoint,
	&board_rippling,
	&board_freehire,
	&board_adzuna,
	&board_usajobs,
	&board_remoteok,
	&board_remotive,
	&board_arbeitnow,
	&board_jobicy,
	&board_himalayas,
	&board_themuse,
	&board_workingnomads,
	&board_simplify,
	&board_json_resume,
	&board_hn_thread,
	&board_hn_hits,
	&board_hn_items,
	&board_hn_kept,
	&board_schema_org,
	&board_generic,
	NULL,
};

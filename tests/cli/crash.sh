#!/bin/sh
# Two loads, a browser and somebody who tags, at once on one database and killed again and again:
# what was acknowledged is there, and nothing is there in part.
#
# CRASH_SECONDS=600 is the full measure; only those are killed that tests/cli/crash.py started.
. "$(dirname "$0")/lib.sh"

begin four-killed
if has python3 && python3 -c 'import pty, sqlite3' 2>/dev/null; then
	program=$(cd "$(dirname "$shortlist")" && pwd)/$(basename "$shortlist")
	mkdir "$scratch/crash"
	python3 "$srcdir/tests/cli/crash.py" "$program" "$scratch/crash" "${CRASH_SECONDS:-4}" \
		>"$scratch/said" 2>&1 || fault "$(head -20 "$scratch/said")"
	cat "$scratch/said"
	end
else
	skip four-killed "no python3 with pty and sqlite3"
fi

exit $total_failed

#!/bin/sh
# Real postings, where they are at hand: every file is read or refused with a reason, and the labelled ones
# keep their floors (what share is right, in thousandths). Raise a floor when the extraction gets better.
. "$(dirname "$0")/lib.sh"

postings=$shared/postings
if [ ! -d "$postings" ]; then
	skip real 'no real postings here'
	exit 0
fi

begin every-file-is-read-or-refused
find "$postings" -type f | sort >"$scratch/files"
tr "\n" "\0" <"$scratch/files" | xargs -0 "$shortlist" inspect --format jsonl >"$scratch/read" 2>"$scratch/err"
code=$?
[ "$code" -lt 124 ] || fault "status $code: $(tail -3 "$scratch/err")"
# Up to 123: xargs' word for one that said no, which is right, since some are refused.
run_db load --format json "$postings"
cp "$scratch/out" "$scratch/report"
while read -r file; do
	grep -qF "$file" "$scratch/read" "$scratch/report" || fault "$file: nothing was read and nothing said"
done <"$scratch/files"
end

begin no-posting-lost-none-invented
if has python3; then
	python3 "$srcdir/tests/cli/counts.py" "$postings" "$scratch/report" >"$scratch/counts" 2>"$scratch/err"
	[ -s "$scratch/counts" ] && fault "$(cat "$scratch/counts")"
	compared=$(awk '/files compared/ { print $1 }' "$scratch/err")
	[ "${compared:-0}" -ge 50 ] || fault "only ${compared:-no} files were compared: $(tail -1 "$scratch/err")"
fi
end

begin a-second-time-nothing-is-new
run_db load "$postings"
out '0 new, 0 changed, '
run_db load --force "$postings"
out '0 new, 0 changed, '
run_db check
status 0
end

floors='title 950 company 950 workplace 950 seniority 950 years_min 950 employment 950 salary 970
	locations_f1 950 stack_f1 970 need 950'

score=$shared/tools/score_extraction.py
if ! has python3 || [ ! -f "$score" ]; then
	skip labelled 'no python3 or no scorer'
	exit $total_failed
fi
python3 "$score" --program "$shortlist" "$postings/labelled" >"$scratch/scores" 2>"$scratch/err"
# shellcheck disable=SC2086 # pairs of words
set -- $floors
while [ $# -ge 2 ]; do
	begin "labelled-$1"
	right=$(awk -v name="$1" '$1 == name { printf "%d", $2 * 1000 + 0.5 }' "$scratch/scores")
	[ "${right:-0}" -ge "$2" ] || fault "${right:-no score} of 1000, under $2"
	end
	shift 2
done

exit $total_failed

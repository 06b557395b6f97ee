#!/bin/sh
# The facts of the sample postings against those a careful reader takes from them: never fewer right than
# the floor of each field, in percent. Raise a floor when the extraction gets better.
. "$(dirname "$0")/lib.sh"

if ! has python3; then
	skip fixtures 'no python3 to compare JSON with'
	exit 0
fi

floors='title 90 company 88 locations 86 workplace 80 employment 92 seniority 97 experience 92
	salary 88 posted 92 expires 88 visa 93 stack 84 stack-precision 95 office_days 88 time_zones 95
	extras 90 clearance 97 education 97 languages 91'

# Each posting behind the name of its file; one run for all, since every start costs.
"$shortlist" inspect --format jsonl "$fixtures/text" "$fixtures/markdown" "$fixtures/yaml" 2>/dev/null |
	sed -E "s|^(.*\"source\": \"$fixtures/([^\"]*)\".*)\$|\\2	\\1|" >"$scratch/got"
python3 "$(dirname "$0")/facts.py" "$fixtures/expected.jsonl" <"$scratch/got" >"$scratch/scores" \
	2>"$scratch/err"

begin every-posting-is-read
grep -q '^lost 0 ' "$scratch/scores" || fault "$(grep '^lost' "$scratch/scores") $(head -3 "$scratch/err")"
end

# shellcheck disable=SC2086 # pairs of words
set -- $floors
while [ $# -ge 2 ]; do
	begin "facts-$1"
	awk -v field="$1" -v floor="$2" '
		$1 == field && $3 > 0 {
			seen = 1
			share = 100 * $2 / $3
			if (share < floor)
				printf "%d of %d right, under %d %%\n", $2, $3, floor
			else
				printf "%s: %d of %d\n", field, $2, $3 > "/dev/stderr"
		}
		END { if (!seen) print "nothing to compare" }' "$scratch/scores" >"$scratch/low"
	[ ! -s "$scratch/low" ] || fault "$(cat "$scratch/low")"
	end
	shift 2
done

begin traps
! grep -q '^trap ' "$scratch/err" || fault "$(grep '^trap ' "$scratch/err")"
end

exit $total_failed

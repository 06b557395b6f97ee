#!/bin/sh
# Files in the shapes that boards, applicant systems and programs write: each posting of them is
# read, no more, and what they state in named places arrives to the letter.
. "$(dirname "$0")/lib.sh"

if ! has python3; then
	skip formats 'no python3 to compare JSON with'
	exit 0
fi

# Each posting behind the name of its file; one run for all, since every start costs.
find "$fixtures/formats" -type f ! -name expected.jsonl ! -name README | LC_ALL=C sort | tr '\n' '\0' |
	xargs -0 "$shortlist" inspect --format jsonl 2>"$scratch/said" |
	sed -E "s|^(.*\"source\": \"$fixtures/formats/([^\"]*)\".*)\$|\\2	\\1|" >"$scratch/got"
python3 "$(dirname "$0")/facts.py" "$fixtures/formats/expected.jsonl" -v <"$scratch/got" \
	>"$scratch/scores" 2>"$scratch/err"

begin every-posting-is-read
grep -q '^lost 0 ' "$scratch/scores" || fault "$(grep '^lost' "$scratch/scores") $(cat "$scratch/said")"
end

begin none-is-invented
[ "$(wc -l <"$scratch/got")" -eq "$(wc -l <"$fixtures/formats/expected.jsonl")" ] ||
	fault "$(wc -l <"$scratch/got") postings read"
end

begin what-is-stated-arrives
awk '$1 != "lost" && $2 != $3' "$scratch/scores" >"$scratch/low"
[ ! -s "$scratch/low" ] || fault "$(cat "$scratch/low" "$scratch/err")"
end

exit $total_failed

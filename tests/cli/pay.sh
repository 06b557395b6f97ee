#!/bin/sh
# The pay read from the text of real postings against the pay that their boards state, where these are at
# hand: at least 97 % of it right, and at most 1 % of the postings that state none get one.
. "$(dirname "$0")/lib.sh"

boards=$shared/postings/ashby
if [ ! -d "$boards" ] || ! has python3; then
	skip pay 'no real postings here, or no python3'
	exit 0
fi
mkdir "$scratch/texts"
python3 "$srcdir/tests/cli/pay.py" texts "$boards" "$scratch/texts"
run inspect --format jsonl "$scratch/texts"
python3 "$srcdir/tests/cli/pay.py" score "$boards" <"$scratch/out" >"$scratch/score" 2>"$scratch/wrong"

begin stated-pay-is-read
awk '$1 == "right" && $3 >= 50 && $2 >= 0.97 * $3 { good = 1 } END { exit !good }' "$scratch/score" ||
	fault "$(grep '^right' "$scratch/score") $(cat "$scratch/wrong")"
end

begin no-pay-where-none-is-stated
awk '$1 == "false" && $3 >= 100 && $2 <= 0.01 * $3 { good = 1 } END { exit !good }' "$scratch/score" ||
	fault "$(grep '^false' "$scratch/score")"
end

exit $total_failed

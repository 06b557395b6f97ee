#!/bin/sh
# Several processes at once on one database, which none of them finds there at first.
. "$(dirname "$0")/lib.sh"

begin several-loads-at-once
i=0
while [ $i -lt 40 ]; do
	for part in a b c d; do
		mkdir -p "$scratch/$part"
		printf -- '---\ntitle: Baker %s%d\n---\nBake loaf %s%d.\n' $part $i $part $i >"$scratch/$part/$i.md"
	done
	i=$((i + 1))
done
for part in a b c d; do
	{
		"$shortlist" load --db "$db" "$scratch/$part" >"$scratch/$part.out" 2>&1
		echo $? >"$scratch/$part.code"
	} &
done
wait
for part in a b c d; do
	[ "$(cat "$scratch/$part.code")" -eq 0 ] || fault "load $part: $(cat "$scratch/$part.out")"
done
run_db list
rows 160
run_db check
status 0
end

begin reading-while-loading
"$shortlist" load --db "$db" "$fixtures/text" "$fixtures/markdown" >"$scratch/load.out" 2>&1 &
for i in 1 2 3 4 5 6 7 8; do
	run_db list --limit 1
	status 0
done
wait
run_db check
status 0
end

exit $total_failed

#!/bin/sh
# kill -9 while files are loaded: whatever the step on the disk, the database is sound, holds whole files
# only, and the next load completes it.
#
# KILLS and FILES make it longer: KILLS=50 FILES=2000 is the full measure.
. "$(dirname "$0")/lib.sh"
kills=${KILLS:-12} files=${FILES:-150}

begin kill-while-loading
library=$scratch/die_at.so
${CC:-cc} -shared -fPIC -o "$library" "$srcdir/tests/cli/die_at.c" -ldl 2>"$scratch/cc" ||
	{ skip kill-while-loading "no way to build what ends the program"; exit 0; }

# Each file holds three postings, with words that belong together.
folder=$scratch/postings
mkdir "$folder"
awk -v n="$files" -v dir="$folder" 'BEGIN {
	for (i = 0; i < n; i++) {
		file = sprintf("%s/%05d.yaml", dir, i)
		for (j = 0; j < 3; j++) {
			printf "---\ntitle: Baker %d of batch%d\ncompany: Oven %d\n", j, i, i > file
			printf "description: Bake loaf %d of batch%d, in Toronto, with Rust.\n", j, i > file
		}
		close(file)
	}
}'

# How many steps on the disk a whole load takes.
LD_PRELOAD=$library DIE_COUNT=$scratch/steps \
	"$shortlist" load --db "$scratch/whole.db" "$folder" >/dev/null 2>&1
steps=$(cat "$scratch/steps" 2>/dev/null || echo 0)
[ "$steps" -gt 0 ] ||
	{ skip kill-while-loading "the library cannot be preloaded into this build"; exit 0; }

# Loads into $1 until step $2; whether it was ended there.
killed_at() {
	LD_PRELOAD=$library DIE_AT=$2 "$shortlist" load --db "$1" "$folder" >/dev/null 2>&1
	[ $? -eq 137 ]
}

hit=0 partial=0 hot=0
k=1
while [ "$k" -le "$kills" ]; do
	db=$scratch/kill.db
	# Every fifth goes on with what the one before it left.
	[ $((k % 5)) -eq 0 ] || rm -f "$db" "$db-journal"
	killed_at "$db" $((steps * k / (kills + 1) + k % 7)) 2>/dev/null && hit=$((hit + 1))
	[ -e "$db-journal" ] && hot=$((hot + 1))
	if [ -e "$db" ] && [ -s "$db" ]; then
		run_db check
		status 0
		# Whole files only: every batch has all three of its postings.
		run_db list --format tsv
		tail -n +2 "$scratch/out" | sed -n 's/.*of \(batch[0-9]*\).*/\1/p' | sort | uniq -c |
			awk '$1 != 3 { print $2 " has " $1 }' >"$scratch/halves"
		[ ! -s "$scratch/halves" ] || fault "kill $k: $(head -3 "$scratch/halves")"
		rows=$(tail -n +2 "$scratch/out" | wc -l)
		[ "$rows" -lt $((files * 3)) ] && partial=$((partial + 1))
	fi
	k=$((k + 1))
done
[ "$hit" -gt 0 ] || fault "no kill hit the load while it ran"
echo "$kills kills of a load of $files files ($steps steps on the disk): $hit hit it, $hot left a journal," \
	"$partial left a part"
end

begin complete-after-kills
run_db load "$folder"
status 0
run_db list
rows $((files * 3))
run_db check
status 0
end

exit $total_failed

#!/bin/sh
# A damaged, foreign or newer database: what is said, and that it is not touched.
. "$(dirname "$0")/lib.sh"
load_samples

# Runs each command on $db, which must be refused with status $1 and a message with $2.
refused() {
	before=$(cksum <"$db")
	for command in list 'show 1' export stats check "load $fixtures/yaml"; do
		# shellcheck disable=SC2086 # a command and its argument
		run_db $command
		status "$1"
		err "$2"
		[ "$before" = "$(cksum <"$db")" ] || fault "$last: the file was changed"
	done
}

good=$db

begin sound
run_db check
status 0
silent
out 'database       ok'
end

begin no-database
db=$scratch/notes.txt
echo 'buy bread' >"$db"
refused 65 'it is not a shortlist database'
end

begin truncated
db=$scratch/half.db
head -c 65536 "$good" >"$db"
refused 65 damaged
end

begin other-program
db=$scratch/other.db
if has sqlite3; then
	sqlite3 "$db" 'CREATE TABLE recipes(name)'
	refused 65 'another program'
elif has python3; then
	python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute("CREATE TABLE r(n)")' "$db"
	refused 65 'another program'
fi
end

begin newer
db=$scratch/newer.db
cp "$good" "$db"
# The version stands in bytes 60 to 63 of the file.
printf '\000\000\003\347' | dd of="$db" bs=1 seek=60 conv=notrunc 2>/dev/null
before=$(cksum <"$db")
run_db list
status 0
run_db load "$fixtures/broken/control-bytes.txt"
status 77
err newer
[ "$before" = "$(cksum <"$db")" ] || fault 'the file was changed'
end

begin links
db=$scratch/link.db
ln -s "$good" "$db"
run_db list
status 77
err 'symbolic link'
rm "$db"
ln "$good" "$db"
run_db list
status 77
err 'hard link'
rm "$db"
end

begin folder
db=$scratch/folder.db
mkdir "$db"
run_db list
status 65
end

begin check-finds-damage
db=$scratch/words.db
cp "$good" "$db"
if has sqlite3; then
	sqlite3 "$db" "UPDATE document SET body = CAST('something else' AS BLOB) WHERE id = 1"
	run_db check
	status 65
	err 'index of words'
fi
end

# All that is derived from the postings is made anew.
begin rebuild
db=$scratch/sets.db
cp "$good" "$db"
run_db list
cp "$scratch/out" "$scratch/before"
if has sqlite3; then
	sqlite3 "$db" "DELETE FROM run; DELETE FROM term; UPDATE word_data SET block = x'00'"
	run_db check
	status 65
	err 'in no set'
fi
run_db check --rebuild
status 0
silent
out 'rebuild        ok'
out 'database       ok'
run_db list
cmp -s "$scratch/out" "$scratch/before" || fault 'the list is another one'
run_db check --rebuild --read-only
status 77
run_db list --rebuild
status 2
end

# A process that was killed while it wrote leaves a journal; who comes next, if only to read, plays it back.
begin cut-off
db=$scratch/cut.db
cp "$good" "$db"
if has python3; then
	python3 - "$db" <<'PY'
import os, sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute('PRAGMA cache_size = 2')
base.execute('BEGIN')
base.execute('UPDATE document SET body = zeroblob(30000)')
os._exit(0)
PY
	[ -e "$db-journal" ] || fault 'there is no journal'
	run_db list
	status 0
	rows 48
	run_db check
	status 0
fi
end

# A disk that is full, or a limit of the size of files, costs what is being loaded and nothing else.
begin no-room
db=$scratch/room.db
cp "$good" "$db"
run_db check
status 0
blocks=$(($(wc -c <"$db") / 512 + 8))
for i in 1 2 3 4 5 6 7 8 9; do
	awk -v i=$i 'BEGIN { for (n = 0; n < 3000; n++) print "Bake loaf " n " of batch " i " today." }' \
		>"$scratch/large$i.txt"
done
(
	ulimit -f $blocks
	run_db load --as text "$scratch"/large?.txt
	echo "$code" >"$scratch/code"
)
code=$(cat "$scratch/code") last='load where there is no room'
status 74
run_db check
status 0
run_db list
rows 48
end

# Another program holds the lock for writing, for as long as we like.
if has sqlite3; then
	begin another-writes
	db=$good
	mkfifo "$scratch/orders" "$scratch/answers"
	sqlite3 "$db" <"$scratch/orders" >"$scratch/answers" &
	exec 8>"$scratch/orders" 9<"$scratch/answers"
	echo "BEGIN IMMEDIATE; SELECT 'held';" >&8
	read -r answer <&9
	[ "$answer" = held ] || fault "sqlite3 did not take the lock: $answer"
	run_db list --limit 1
	status 0
	exec 8>&- 9<&-
	wait
	end
else
	skip another-writes "no sqlite3"
fi

exit $total_failed

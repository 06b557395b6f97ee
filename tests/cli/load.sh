#!/bin/sh
# load and inspect: files, folders, standard input, and what is refused.
. "$(dirname "$0")/lib.sh"

begin load
run_db load "$fixtures/text"
status 0
silent
out '24 new, 0 changed, 0 unchanged'
run_db load "$fixtures/text"
status 0
out '0 new, 0 changed, 24 unchanged'
end

begin broken-files
run_db load "$fixtures/broken"
status 1
err 'no postings in'
err 'aliases are not accepted'
err 'binary.dat'
err 'gunzip'
err 'yaml-depth.yaml:2:70'
end

begin report-as-json
run_db load --format json "$fixtures/broken"
status 1
silent
out '"refused": [{"path": '
out '"line": 6'
if has python3; then
	python3 -c 'import json, sys; json.load(sys.stdin)' <"$scratch/out" || fault 'it is no JSON'
fi
end

begin nothing-there
run_db load "$scratch/missing"
status 1
err missing
run_db load "$scratch/missing" "$fixtures/yaml"
status 1
out ' new'
end

begin odd-files
mkfifo "$scratch/fifo"
run_db load "$scratch/fifo"
status 1
run_db load /dev/zero
status 1
run_db load /dev/null
status 1
end

begin odd-names
odd="$scratch/$(printf 'a\nb\033[31m.md')"
printf '# Baker\n\nBake bread.\n' >"$odd"
run_db load "$odd"
status 0
printf '' >"$odd"
run_db load "$odd"
status 1
grep -q "$(printf '\033')" "$scratch/err" && fault 'ESC of a name reached the messages'
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fault 'a name broke a message in two'
mkdir "$scratch/names"
printf '# Baker\n\nBake rolls.\n' >"$scratch/names/-rf"
cd "$scratch/names" || exit 1
run_db load -- -rf
status 0
printf '# Baker\n\nBake cakes.\n' >"$scratch/names/list"
run_db ./list
status 0
cd "$srcdir" || exit 1
end

begin standard-input
db=$scratch/stdin.db
printf '# Baker\n\nBake bread.\n' | run_db load -
"$shortlist" load --db "$db" - <"$fixtures/text/night-watch.txt" >"$scratch/out" 2>&1 ||
	fault "$(cat "$scratch/out")"
out '1 new'
run_db list --format jsonl
out '"source": "-"'
"$shortlist" load --db "$db" - </dev/null >"$scratch/out" 2>"$scratch/err"
code=$? last='load of nothing'
status 1
end

begin inspect
run inspect "$fixtures/text/night-watch.txt"
status 0
silent
out '"evidence"'
out '"body"'
run inspect --format jsonl "$fixtures/yaml"
status 0
[ "$(wc -l <"$scratch/out")" -eq 8 ] || fault 'not a line for each posting'
run inspect --format jsonl "$fixtures/yaml" --limit 2
status 0
[ "$(wc -l <"$scratch/out")" -eq 2 ] || fault 'the limit does not hold'
run inspect "$fixtures/broken/empty.txt"
status 1
"$shortlist" inspect --format jsonl - <"$fixtures/text/night-watch.txt" >"$scratch/out" 2>&1 ||
	fault 'standard input'
out '"source": "-"'
[ -z "$(find "$HOME" -name '*.db')" ] || fault 'something was stored'
end

begin long-lines
sh "$fixtures/broken/make-long-line.sh" >"$scratch/long.txt"
run inspect "$scratch/long.txt" --format jsonl
status 0
sh "$fixtures/broken/make-long-line.sh" 20000000 >"$scratch/longer.txt"
run inspect "$scratch/longer.txt"
status 1
err "at most 16777216"
end

# A posting changed in its file keeps its number; one taken out is kept.
begin changed-and-gone
db=$scratch/changed.db
mkdir "$scratch/changing"
printf -- '---\ntitle: Baker\n---\ntitle: Miller\n' >"$scratch/changing/two.yaml"
run_db load "$scratch/changing"
out '2 new'
printf -- '---\ntitle: Baker of bread\n---\ntitle: Miller\n' >"$scratch/changing/two.yaml"
run_db load "$scratch/changing"
out '0 new, 1 changed, 1 unchanged'
printf 'title: Miller\n' >"$scratch/changing/two.yaml"
run_db load "$scratch/changing"
out '1 gone'
end

exit $total_failed

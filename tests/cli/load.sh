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
	mkdir "$scratch/told"
	printf -- '- title: Baker\n- just a line\n- title: Miller\n' >"$scratch/told/a.yaml"
	printf -- '---\ntitle: Cook\n---\nCook soup.\n' >"$scratch/told/b.md"
	run_db load "$scratch/told/b.md"
	run_db load --format json "$scratch/told"
	status 1
	python3 -c '
import json, sys
told = json.load(open(sys.argv[1]))
folder = sys.argv[2]
want = {"path": folder + "/a.yaml", "postings": 2, "new": 2, "changed": 0, "unchanged": 0, "gone": 0}
assert told["read"] == [want], told["read"]
assert [(r["path"], r["line"]) for r in told["refused"]] == [(folder + "/a.yaml", 2)], told["refused"]
counts = {k: told[k] for k in ("files", "skipped", "new", "changed", "unchanged", "gone", "stopped")}
assert counts == {"files": 2, "skipped": 1, "new": 2, "changed": 0, "unchanged": 1, "gone": 0,
                  "stopped": False}, counts
assert told["bytes"] > 0 and told["seconds"] >= 0
' "$scratch/out" "$scratch/told" || fault 'the report is not right'
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

# What is no regular file is refused at once, with what it is, and named in a folder passed over.
begin odd-files
mkdir "$scratch/odd"
mkfifo "$scratch/odd/fifo"
run_db load "$scratch/odd/fifo"
status 1
err 'is a pipe; name a regular file'
run_db load /dev/zero
status 1
err 'is a device; name a regular file'
run_db load /dev/null
status 1
err 'is a device; name a regular file'
if has python3; then
	python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' \
		"$scratch/odd/socket"
	run_db load "$scratch/odd/socket"
	status 1
	err 'socket'
fi
[ ! -r /proc/self/status ] || run_db load /proc/self/status
status 1
run_db load "$scratch/odd"
status 0
out '(0 files)'
silent
end

begin circles
mkdir -p "$scratch/circle/inner"
ln -s .. "$scratch/circle/inner/up"
ln -s loop "$scratch/circle/loop"
printf -- '---\ntitle: Baker\n---\nBake rings.\n' >"$scratch/circle/inner/ring.md"
ln -s ring.md "$scratch/circle/inner/same.md"
run_db load "$scratch/circle"
status 1
out '1 new'
err 'circle/loop'
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fault 'more than the loop was refused'
end

begin only-blanks
printf '' >"$scratch/nothing.md"
printf ' \n\t\n' >"$scratch/blank.md"
printf '\357\273\277' >"$scratch/bom.md"
for name in nothing blank bom; do
	run --db "$scratch/blank.db" load "$scratch/$name.md"
	status 1
	err 'no postings in'
done
run list --db "$scratch/blank.db"
rows 0
end

begin odd-names
odd="$scratch/$(printf 'a\nb\033[31m.md')"
printf -- '---\ntitle: Baker\n---\nBake bread.\n' >"$odd"
run_db load "$odd"
status 0
printf '' >"$odd"
run_db load "$odd"
status 1
grep -q "$(printf '\033')" "$scratch/err" && fault 'ESC of a name reached the messages'
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fault 'a name broke a message in two'
mkdir "$scratch/names"
printf -- '---\ntitle: Baker\n---\nBake rolls.\n' >"$scratch/names/-rf"
cd "$scratch/names" || exit 1
run_db load -- -rf
status 0
latin=$scratch/names/$(printf 'caf\351.md')
if printf -- '---\ntitle: Baker\n---\nBake coffee cakes.\n' >"$latin" 2>/dev/null; then
	run_db load "$scratch/names"
	status 0
	out '1 new, 0 changed, 1 unchanged'
	run_db load "$scratch/names"
	out '0 new, 0 changed, 2 unchanged'
fi
printf -- '---\ntitle: Baker\n---\nBake cakes.\n' >"$scratch/names/list"
run_db ./list
status 0
cd "$srcdir" || exit 1
end

begin standard-input
db=$scratch/stdin.db
printf -- '---\ntitle: Baker\n---\nBake bread.\n' | run_db load -
"$shortlist" load --db "$db" - <"$fixtures/text/night-watch.txt" >"$scratch/out" 2>&1 ||
	fault "$(cat "$scratch/out")"
out '1 new'
run_db list --format jsonl
out '"source": "-"'
"$shortlist" load --db "$db" - </dev/null >"$scratch/out" 2>"$scratch/err"
code=$? last='load of nothing'
status 1
printf -- '---\ntitle: Baker\n---\nBake pies.\n' | "$shortlist" load --db "$db" >"$scratch/out" 2>"$scratch/err"
code=$? last='load of a pipe'
status 0
out '1 new'
"$shortlist" load --db "$db" <"$fixtures/text/night-watch.txt" >"$scratch/out" 2>"$scratch/err"
code=$? last='load of what is redirected'
status 0
"$shortlist" load --db "$db" </dev/null >"$scratch/out" 2>"$scratch/err"
code=$? last='load without anything'
status 2
end

begin force-and-as
run --db "$scratch/as.db" load "$fixtures/yaml"
status 0
run --db "$scratch/as.db" load --force "$fixtures/yaml"
status 0
out '0 new, 0 changed'
run --db "$scratch/as.db" load --as papyrus "$fixtures/yaml"
status 2
err 'there is no format "papyrus" to read; these are: '
printf -- '- title: Baker\n- title: Miller\n' >"$scratch/list.yaml"
run inspect --as text --format jsonl "$scratch/list.yaml"
status 0
[ "$(wc -l <"$scratch/out")" -eq 1 ] || fault 'it was not read as text'
run inspect --as YAML --format jsonl "$scratch/list.yaml"
status 0
[ "$(wc -l <"$scratch/out")" -eq 2 ] || fault 'it was not read as YAML'
end

# The same files, however the folder is called and from wherever.
begin names-of-one-folder
mkdir "$scratch/here"
printf -- '---\ntitle: Baker\n---\nBake here.\n' >"$scratch/here/a.md"
cd "$scratch" || exit 1
run --db "$scratch/here.db" load here
out '1 new'
cd here || exit 1
ln -s here "$scratch/there"
for name in . ./a.md a.md "$scratch/here" "$scratch/here/" ../here ../there// ../there/a.md; do
	run --db "$scratch/here.db" load "$name"
	status 0
	out '0 new, 0 changed, 1 unchanged (1 file)'
done
rm a.md
run --db "$scratch/here.db" load .
status 0
out '1 gone'
cd "$srcdir" || exit 1
end

begin interrupted
mkdir "$scratch/many"
i=0
while [ $i -lt 300 ]; do
	printf -- '---\ntitle: Baker %d\n---\nBake loaf %d on street %d.\n\n%1500s\n' $i $i $((i * 7)) . >"$scratch/many/$i.md"
	i=$((i + 1))
done
db=$scratch/many.db
run_db load "$scratch/many/0.md"
# It reads standard input last, and so is still at work when the interruption comes. (A shell would start
# it with the interruption ignored.)
if has python3; then
	python3 - "$shortlist" "$db" "$scratch/many" <<'PY' >"$scratch/said"
import os, signal, subprocess, sys
shortlist, db, folder = sys.argv[1:]
empty = os.path.getsize(db)
signal.signal(signal.SIGINT, signal.SIG_DFL)
load = subprocess.Popen([shortlist, 'load', '--db', db, folder, '-'], stdin=subprocess.PIPE,
                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
while load.poll() is None and os.path.getsize(db) <= empty:
    pass
load.send_signal(signal.SIGINT)
said = load.stderr.read().decode()
load.wait()
print(load.returncode, said)
PY
	grep -q '^130 .*what was loaded so far is kept' "$scratch/said" || fault "$(cat "$scratch/said")"
fi
run_db check
status 0
run_db load "$scratch/many"
status 0
run_db list
rows 300
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

#!/bin/sh
# export: to standard output and to files, which appear whole or not at all.
. "$(dirname "$0")/lib.sh"
load_samples

begin empty-shortlist
run_db export
status 1
err 'the shortlist is empty'
end

begin query
run_db export stack:rust
status 0
silent
out '1. '
run_db export xyzzy
status 1
end

begin file
run_db export stack:rust -o "$scratch/rust.txt"
status 0
silent
[ ! -s "$scratch/out" ] || fault 'something went to standard output too'
grep -q '^1\. ' "$scratch/rust.txt" || fault 'no first posting'
[ "$(stat -c %a "$scratch/rust.txt" 2>/dev/null || echo 600)" = 600 ] || fault 'others can read it'
end

begin no-overwriting
before=$(cksum <"$scratch/rust.txt")
run_db export stack:python -o "$scratch/rust.txt"
status 73
err '--force'
[ "$before" = "$(cksum <"$scratch/rust.txt")" ] || fault 'the file was changed'
run_db export stack:python -o "$scratch/rust.txt" --force
status 0
[ "$before" != "$(cksum <"$scratch/rust.txt")" ] || fault 'the file was not replaced'
end

begin format-by-suffix
for suffix in csv tsv json jsonl md txt html; do
	run_db export stack:rust -o "$scratch/by.$suffix"
	status 0
done
head -1 "$scratch/by.csv" | grep -q '^id,title' || fault csv
head -1 "$scratch/by.json" | grep -qF '[' || fault json
head -1 "$scratch/by.md" | grep -q '^# stack:rust' || fault markdown
head -1 "$scratch/by.txt" | grep -q '^stack:rust' || fault text
head -1 "$scratch/by.html" | grep -qF '<!DOCTYPE html>' || fault html
grep -qF '<h1>stack:rust</h1>' "$scratch/by.html" || fault 'the query is not on the page'
run_db export stack:rust --format json -o "$scratch/other.txt"
head -1 "$scratch/other.txt" | grep -qF '[' || fault 'the option does not win over the suffix'
end

begin places-that-cannot-be-written
run_db export stack:rust -o "$scratch/no/such/folder.txt"
[ "$code" -ge 64 ] || fault "status $code"
ln -s "$scratch/target" "$scratch/link.txt"
run_db export stack:rust -o "$scratch/link.txt" --force
[ "$code" -ge 64 ] || fault "a link was followed, status $code"
[ ! -e "$scratch/target" ] || fault 'a link was written through'
[ -z "$(find "$scratch" -maxdepth 1 -name '.*tmp*' -o -maxdepth 1 -name '*.part')" ] ||
	fault 'something was left behind'
end

begin full-disk
if [ -w /dev/full ]; then
	"$shortlist" export stack:rust --db "$db" >/dev/full 2>"$scratch/err"
	code=$? last='export to a full disk'
	status 74
fi
end

begin json-is-json
if has python3; then
	for format in json jsonl; do
		run_db export --format $format 'sort:title '
		python3 - "$scratch/out" $format <<'PY' || fault "$format does not parse"
import json, sys
text = open(sys.argv[1], encoding='utf-8').read()
rows = json.loads(text) if sys.argv[2] == 'json' else [json.loads(l) for l in text.splitlines()]
assert len(rows) == 48, len(rows)
keys = ['id', 'title', 'title_inferred', 'company', 'locations', 'workplace', 'office_days',
        'remote_scope', 'time_zones', 'employment', 'seniority', 'experience', 'salary', 'extras',
        'posted', 'expires', 'visa', 'clearance', 'education', 'languages', 'stack', 'url',
        'conflicts', 'source', 'shortlisted', 'stage', 'tags', 'notes', 'history', 'copies',
        'first_seen', 'repost', 'urls', 'body']
assert all(list(row) == keys for row in rows), list(rows[0])
PY
	done
	run_db export --format csv 'sort:title '
	python3 - "$scratch/out" <<'PY' || fault 'csv does not parse'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding='utf-8', newline='')))
assert len(rows) == 49 and len({len(row) for row in rows}) == 1
PY
fi
end

exit $total_failed

#!/bin/sh
# list, show, stats: what a query gives, in which format, with which status.
. "$(dirname "$0")/lib.sh"

begin no-database-yet
run_db list
status 66
err 'shortlist load PATH'
[ ! -e "$db" ] || fault 'a database was made by asking'
end

load_samples

begin list
run_db list
status 0
silent
rows 48
run_db list rust
status 0
run_db list 'xyzzy plugh'
status 1
err 'nothing matches'
end

begin one-line-a-posting
run_db list --limit 2
[ "$(wc -l <"$scratch/out")" -eq 2 ] || fault 'not a line for each posting'
no_out 'title	company'
run_db list --limit 2 --format tsv
out 'title	company'
end

begin minus-is-no-option
run_db list -stack:php
status 0
silent
run_db list is:remote -loc:germany
status 0
run_db list -- -php
status 0
end

begin several-words-are-one-query
run_db list stack:rust is:remote
cp "$scratch/out" "$scratch/first"
run_db list 'stack:rust is:remote'
cmp -s "$scratch/out" "$scratch/first" || fault 'they differ'
end

begin limit
run_db list --limit 3
status 0
rows 3
run_db list --limit=1
rows 1
run_db list --limit 1000
rows 48
end

begin formats
for format in text tsv csv json jsonl markdown; do
	run_db list --format $format --limit 2
	status 0
	silent
	[ -s "$scratch/out" ] || fault "$format is empty"
done
run_db list --format JSON --limit 1
status 0
end

begin wrong-queries
run_db list foo:bar
status 2
err 'foo'
run_db list locc:toronto
status 2
err 'loc'
run_db list salary:much
status 2
run_db list '(rust'
status 2
end

begin nothing-in-every-format
for format in text tsv csv json jsonl markdown; do
	run_db list --format $format xyzzy
	status 1
done
run_db list --format json xyzzy
out '[]'
end

begin order
run_db list --format jsonl 'has:salary sort:-salary'
status 0
run_db list --format jsonl sort:title --limit 1
status 0
run_db list sort:nothing
status 2
end

begin color
run_db list --format text --limit 1
grep -q "$(printf '\033')" "$scratch/out" && fault 'colour where nobody looks'
run_db list --format text --limit 1 --color always
grep -q "$(printf '\033')" "$scratch/out" || fault 'no colour where asked for'
NO_COLOR=1
export NO_COLOR
run_db list --format text --limit 1
grep -q "$(printf '\033')" "$scratch/out" && fault 'colour against NO_COLOR'
unset NO_COLOR
end

begin ascii
run_db list --format text --ascii
LC_ALL=C grep -q '[^ -~]' "$scratch/out" && fault 'not ASCII'
end

begin show
run_db show 1 2
status 0
silent
out '1. '
out '2. '
run_db show 1 9999
status 1
err 9999
out '1. '
for wrong in 0 -1 x 1.5 ''; do
	run_db show "$wrong"
	status 2
done
run_db show 1 --format json
out '"body"'
end

begin stats
run_db stats
status 0
run_db stats workplace
out remote
run_db stats loc stack:rust
status 0
run_db stats seniority --format json
out '"field": "seniority"'
run_db stats posted --format tsv
out 'count'
run_db stats title
status 2
run_db stats workplace xyzzy
status 1
run_db stats --format csv
status 2
run_db stats stack --limit 1
out 'more values'
end

begin hidden-is-said
run_db list is:hidden
status 1
end

begin read-only
run_db list --read-only --limit 1
status 0
end

exit $total_failed

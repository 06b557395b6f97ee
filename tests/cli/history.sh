#!/bin/sh
# show --history, is:changed, is:gone: what became of a posting.
. "$(dirname "$0")/lib.sh"

file=$scratch/baker.md

# Writes the posting as of the Nth version.
write_version() {
	case $1 in
	1) pay='50,000 EUR a year' when='in the morning' ;;
	2) pay='60,000 EUR a year' when='at night' ;;
	3) pay='60,000 EUR a year' when="$(printf 'at \033[31mdawn\342\200\256')" ;;
	esac
	cat >"$file" <<-END
	---
	title: Baker
	company: Acme Bread
	salary: $pay
	---
	# What you do

	- Knead the dough $when.
	- Clean the oven.

	Apply by post until the end of the month.
	END
}

write_version 1
SHORTLIST_NOW=2026-10-01T12:00:00Z
run_db load "$file"

begin one-version
run_db show --history 1
status 0
silent
out 'version 1, first read 2026-10-01'
no_out 'version 2'
run_db list is:changed
status 1
end

begin two-versions
write_version 2
SHORTLIST_NOW=2026-11-20T12:00:00Z
run_db load "$file"
SHORTLIST_NOW=2026-11-22T12:00:00Z
run_db show --history 1
status 0
out 'version 2, first read 2026-11-20'
out 'version 1, first read 2026-10-01, replaced 2026-11-20'
out 'pay: [-50,000 EUR a year-] {+60,000 EUR a year+}'
out 'Knead the dough [-in the morning-]{+at night+}.'
no_out 'Apply by post'
no_out "$(printf '\033')"
run_db list is:changed
status 0
end

begin hostile-text
write_version 3
run_db load "$file"
run_db show --history 1
status 0
no_out "$(printf '\033')"
no_out "$(printf '\342\200\256')"
run_db show --history --color always 1
out "$(printf '\033[31m[-night-]\033[0m')"
run_db show --history --ascii 1
LC_ALL=C grep -q '[^ -~]' "$scratch/out" && fault 'there is more than ASCII'
end

begin json
run_db show --history --format json 1
status 0
out '"version": 3'
out '"replaced": "2026-11-20"'
out '{"removed": "in the morning"}, {"added": "at night"}'
if command -v python3 >/dev/null; then
	python3 -c 'import json, sys
[one] = json.load(open(sys.argv[1]))
bodies = [version["body"] for version in one["versions"]]
for version, body in zip(one["versions"][1:], bodies[1:]):
    parts = [text for run in version["difference"] for kind, text in run.items()
             if kind != "removed"]
    assert "".join(parts) == body, parts' "$scratch/out" || fault 'the runs are not the text'
fi
run_db show --history --format jsonl 1 1
[ "$(wc -l <"$scratch/out")" -eq 2 ] || fault 'not a line for each'
end

begin refusals
run_db show --history 7
status 1
err 'there is no posting 7'
run_db show --history --format csv 1
status 2
err 'text, json or jsonl'
run_db list --history
status 2
end

begin gone
mkdir "$scratch/folder"
sed 's/Baker/Gardener/' "$file" >"$scratch/folder/gardener.md"
cp "$file" "$scratch/folder/copy.md"
run_db load "$scratch/folder"
run_db list is:gone
status 1
rm "$scratch/folder/gardener.md" "$scratch/folder/copy.md"
sed 's/Baker/Cook/' "$file" >"$scratch/folder/cook.md"
run_db load "$scratch/folder"
run_db list is:gone
status 0
out 'Gardener'
no_out 'Baker'
end

exit $total_failed

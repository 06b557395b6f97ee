#!/bin/sh
# sync: sources that are files and commands, and what may go wrong with them.
. "$(dirname "$0")/lib.sh"

config=$scratch/config
mkdir -p "$config/feed"
export XDG_CONFIG_HOME="$config"
mkdir -p "$config/shortlist"
sources=$config/shortlist/sources.yaml

baker() {
	printf -- '- title: %s\n  company: Old Mill\n  description: |\n    Bake %s, early in the day.\n' \
		"$1" "$2"
}

begin none
run_db sync
status 66
err 'sources.yaml: there are no sources yet'
end

begin faults-of-the-file
printf -- '- name: a\n  comand: [x]\n' >"$sources"
run_db sync
status 78
err 'sources.yaml:2: a source has no "comand"; did you mean "command"?'
printf -- '- name: a\n  command: "curl x | jq ."\n' >"$sources"
run_db sync
status 78
err 'a command is a list of its words, since no shell reads it'
printf -- '- name: a\n  path: /x\n- name: a\n  path: /y\n' >"$sources"
run_db sync
status 78
err 'sources.yaml:3: there are two sources of the name "a"'
printf -- '- name: a\n' >"$sources"
run_db sync
status 78
err 'either a command or paths'
printf -- '- name: a\n  path: x\n  every: often\n' >"$sources"
run_db sync
status 78
err 'a time is a number and'
printf 'name: a\n' >"$sources"
run_db sync
status 78
err 'sources are a list'
run_db sync --config "$scratch/nowhere/shortlist.yaml"
status 66
end

begin commands-and-files
baker Baker bread >"$config/feed/one.yaml"
baker Miller flour >"$config/feed/two.yaml"
baker Carter 'nothing, drive the cart' >"$scratch/carter.yaml"
cat >"$sources" <<YAML
- name: mill
  paths: [$config/feed/*.yaml]
  tags: [local]
- name: carter
  command: [cat, $scratch/carter.yaml]
  format: yaml
  tags: [far, away]
YAML
run_db sync
status 0
silent
out 'mill: 2 new, 0 changed, 0 unchanged'
out 'carter: 1 new, 0 changed, 0 unchanged'
run_db list tag:local
rows 2
run_db list 'tag:far tag:away source:carter'
rows 1
run_db list source:mill
rows 2
run_db sync
status 0
out 'mill: 0 new, 0 changed, 2 unchanged'
out 'carter: 0 new, 0 changed, 1 unchanged'
run_db sync carter
status 0
no_out mill
end

begin a-name-that-is-none
run_db sync cater
status 2
err 'did you mean "carter"?'
end

begin what-is-gone
rm "$config/feed/two.yaml"
baker Carter 'less than before, drive the new cart' >"$scratch/carter.yaml"
run_db sync
status 0
out 'mill: 0 new, 0 changed, 1 unchanged, 1 gone'
out 'carter: 0 new, 1 changed'
run_db list is:gone
rows 1
out Miller
end

# Those that hang, flood, fail or print rubbish are named; the others finish, nothing else changes.
begin faults-of-a-source
cat >>"$sources" <<YAML
- name: hangs
  command: [sleep, "1000"]
  time-limit: 1s
- name: floods
  command: ["yes", "title: x"]
- name: fails
  command: [sh, -c, "cat $scratch/carter.yaml; echo no such host >&2; exit 6"]
- name: rubbish
  command: [printf, '{"error": "not found"}']
- name: silent
  command: ["true"]
- name: missing
  command: [no-such-program-of-ours]
YAML
run_db sync
status 1
out 'mill: 0 new, 0 changed, 1 unchanged'
out 'carter: 0 new, 0 changed, 1 unchanged'
err 'hangs: sleep: was not done after 1 s and was ended'
err 'floods: yes: printed more than'
err 'fails: sh: ended with status 6; it said: no such host'
err 'rubbish: '
err 'silent: '
err 'missing: no-such-program-of-ours: '
run_db list
rows 3
run_db check
status 0
end

begin a-source-that-fails-keeps-its-postings
cat >"$sources" <<YAML
- name: carter
  command: [sh, -c, "echo broken >&2; exit 1"]
YAML
run_db sync
status 1
err 'carter: sh: ended with status 1; it said: broken; what it gave before is kept'
run_db list 'source:carter is:gone'
rows 0
end

begin not-due
cat >"$sources" <<YAML
- name: mill
  paths: [$config/feed]
  every: 6h
YAML
run_db sync
status 0
SHORTLIST_NOW=2026-11-22T16:00:00Z
run_db sync
status 0
out 'mill: not due for another 2 h'
run_db sync --force
out 'mill: 0 new'
run_db sync mill
out 'mill: 0 new'
SHORTLIST_NOW=2026-11-23T16:00:00Z
run_db sync
out 'mill: 0 new'
SHORTLIST_NOW=2026-11-22T12:00:00Z
end

begin as-json
cat >"$sources" <<YAML
- name: mill
  paths: [$config/feed]
- name: fails
  command: ["false"]
YAML
run_db sync --format json
status 1
out '{"name": "mill", "state": "done", "new": 0'
out '{"name": "fails", "state": "failed"'
if has python3; then
	python3 -c 'import json, sys; json.load(sys.stdin)' <"$scratch/out" || fault 'it is no JSON'
fi
end

exit $total_failed

#!/bin/sh
# Standard streams that are closed, broken or full.
. "$(dirname "$0")/lib.sh"
load_samples

begin reader-gone
{
	"$shortlist" export 'sort:title ' --db "$db" 2>"$scratch/err"
	echo $? >"$scratch/code"
} | head -1 >/dev/null
code=$(cat "$scratch/code") last='export to head'
[ "$code" -eq 0 ] || [ "$code" -eq 141 ] || fault "status $code"
silent
end

begin closed-streams
"$shortlist" list --db "$db" --limit 1 <&- >"$scratch/out" 2>"$scratch/err"
code=$? last='list without standard input'
status 0
"$shortlist" list --db "$db" --limit 1 >"$scratch/out" 2>&-
code=$? last='list without standard error'
status 0
"$shortlist" load --db "$scratch/closed.db" "$fixtures/text" <&- >&- 2>&-
"$shortlist" check --db "$scratch/closed.db" >"$scratch/out" 2>"$scratch/err"
code=$? last='check of what was loaded without streams'
status 0
run list --db "$scratch/closed.db"
rows 24
end

# Without a terminal the list takes the place of the screen.
begin no-terminal
run --db "$scratch/plain.db" "$fixtures/yaml" </dev/null
status 0
[ "$(wc -l <"$scratch/out")" -ge 8 ] || fault 'no list'
run -q title:engineer --db "$db" </dev/null
[ "$code" -le 1 ] || fault "status $code"
end

begin no-home
(
	unset HOME XDG_DATA_HOME XDG_CONFIG_HOME
	"$shortlist" list >"$scratch/out" 2>"$scratch/err"
	echo $? >"$scratch/code"
)
code=$(cat "$scratch/code") last='list without HOME'
status 73
err '--db FILE'
end

begin data-directory
run load "$fixtures/yaml"
status 0
[ -f "$HOME/.local/share/shortlist/shortlist.db" ] || fault 'not in the data directory'
XDG_DATA_HOME=$scratch/data
export XDG_DATA_HOME
run load "$fixtures/yaml"
status 0
[ -f "$scratch/data/shortlist/shortlist.db" ] || fault 'not in XDG_DATA_HOME'
unset XDG_DATA_HOME
end

begin locales
for locale in C POSIX '' C.UTF-8 xx_XX.nonsense; do
	LC_ALL=$locale "$shortlist" list --db "$db" --limit 1 >"$scratch/out" 2>"$scratch/err"
	code=$? last="list in the locale \"$locale\""
	status 0
done
end

exit $total_failed

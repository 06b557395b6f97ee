# What the scripts of this folder share: a scratch home, running the program, and saying what came of it.
#
#   begin NAME; run ARGUMENTS...; status 0; out 'text on standard output'; err 'text of messages'; end
#
# Every check of a case that fails is said; the case is then "not ok NAME".
set -u
# make gives some of its jobs a broken pipe here.
exec </dev/null
srcdir=${srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
builddir=${builddir:-$srcdir/build}
shortlist=${SHORTLIST:-$builddir/shortlist}
fixtures=$srcdir/fixtures
shared=${SHARED_POSTINGS:-$srcdir/../shared}

if [ ! -x "$shortlist" ]; then
	echo "not ok $(basename "$0" .sh): there is no $shortlist"
	exit 1
fi
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
HOME=$scratch/home
mkdir -p "$HOME"
export HOME LC_ALL=C.UTF-8 TZ=UTC SHORTLIST_NOW=2026-11-22T12:00:00Z
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME NO_COLOR
db=$scratch/shortlist.db
total_failed=0

begin() {
	case_name=$1
	case_failed=0
}

fault() {
	echo "  $case_name: $*"
	case_failed=1
}

# Runs the program; standard input is empty unless it is redirected.
run() {
	last="shortlist $*"
	"$shortlist" "$@" >"$scratch/out" 2>"$scratch/err"
	code=$?
}

# The same, on the scratch database.
run_db() {
	run --db "$db" "$@"
}

status() {
	[ "$code" -eq "$1" ] || fault "$last: status $code, not $1: $(head -3 "$scratch/err")"
}

out() {
	grep -qF -e "$1" "$scratch/out" || fault "$last: standard output lacks: $1"
}

no_out() {
	! grep -qF -e "$1" "$scratch/out" || fault "$last: standard output has: $1"
}

err() {
	grep -qF -e "$1" "$scratch/err" || fault "$last: no message says: $1 ($(head -3 "$scratch/err"))"
}

silent() {
	[ ! -s "$scratch/err" ] || fault "$last: said: $(head -3 "$scratch/err")"
}

# How many postings were listed; the line of names on top, where there is one, does not count.
rows() {
	listed=$(grep -vc '^id	title	' "$scratch/out")
	[ "$listed" -eq "$1" ] || fault "$last: $listed rows, not $1"
}

end() {
	if [ "$case_failed" -eq 0 ]; then
		echo "ok $case_name"
	else
		echo "not ok $case_name"
		total_failed=1
	fi
}

skip() {
	echo "skip $1: $2"
}

has() {
	command -v "$1" >/dev/null 2>&1
}

load_samples() {
	"$shortlist" load --db "$db" "$fixtures/text" "$fixtures/markdown" "$fixtures/yaml" \
		>"$scratch/out" 2>"$scratch/err"
}

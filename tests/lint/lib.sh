# What the scripts of this folder share. Each looks at the tree of $srcdir and prints "ok NAME", or
# "not ok NAME" after the places ("file:line: what") that it found.
set -u
srcdir=${srcdir:-$(dirname "$0")/../..}
cd "$srcdir" || exit 1
export LC_ALL=C

awk=${AWK:-awk}
scratch=$(mktemp -d) || exit 1
# What was found is remembered in a file: reports stand at the end of pipes.
trap '[ ! -e "$scratch/failed" ]; failed=$?; rm -rf "$scratch"; exit $failed' EXIT

# report NAME: standard input is what was found; nothing is fine.
report() {
	cat >"$scratch/found"
	if [ -s "$scratch/found" ]; then
		cat "$scratch/found"
		echo "not ok $1"
		: >"$scratch/failed"
	else
		echo "ok $1"
	fi
}

c_files() {
	find src include tests -name '*.[ch]' | sort
}

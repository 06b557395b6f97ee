#!/bin/sh
# Every header compiles alone, and has the guard that its name gives.
. "$(dirname "$0")/lib.sh"

cc=${CC:-cc}
if ! command -v "${cc%% *}" >/dev/null 2>&1; then
	echo "skip headers: no compiler"
	exit 0
fi

find include src -name '*.h' | sort >"$scratch/headers"

while read -r header; do
	name=${header#include/}
	name=${name#src/}
	guard=SHORTLIST_$(echo "${name%.h}" | tr 'a-z/' 'A-Z_')
	grep -qE "^#ifndef (${guard}|SHORTLIST_(SRC_)?$(echo "${name%.h}" | tr a-z/ A-Z_)|SHORTLIST_$(basename "${name%.h}" | tr a-z A-Z))_H\$" "$header" ||
		echo "$header:1: the guard is not ${guard}_H"
done <"$scratch/headers" | report guards

# All at once: each in a translation unit of its own would cost a second for nothing.
mkdir "$scratch/units"
while read -r header; do
	name=${header#include/}
	name=${name#src/}
	unit=$scratch/units/$(echo "${name%.h}" | tr / _).c
	# Twice, for the guard.
	printf '#include "%s"\n#include "%s"\n' "$name" "$name" >"$unit"
done <"$scratch/headers"
$cc -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -Wall -Wextra -Wno-unused -fsyntax-only \
	-Iinclude -Isrc "$scratch"/units/*.c 2>&1 | grep -E 'error|warning' | report headers-alone


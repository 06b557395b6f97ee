#!/bin/sh
# Who includes whom: the layers of the tree, no circle, one file with curses, SQLite in one folder.
. "$(dirname "$0")/lib.sh"

# Every include of src and include as "file line header", headers as written.
find src include -name '*.[ch]' | sort | xargs $awk '
	/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
		header = $0
		sub(/^[^<"]*[<"]/, "", header)
		sub(/[>"].*/, "", header)
		print FILENAME, FNR, header
	}' >"$scratch/includes"

# A layer, and the layers whose headers it may include besides its own.
cat >"$scratch/layers" <<'TABLE'
util
posting util
read posting util
extract posting util
query posting util
index util
export posting util
store index query posting util
load read extract store query posting util
session load export store read extract query posting util
tui session query posting util
cli tui session load export store read extract query posting util
TABLE

$awk '
	NR == FNR {
		for (i = 1; i <= NF; i++)
			may[$1, $i] = 1
		known[$1] = 1
		next
	}
	{
		split($1, part, "/")
		from = part[2]
		if (split($3, to, "/") < 2 || !(to[1] in known))
			next
		if (!((from, to[1]) in may))
			printf "%s:%s: %s may not include %s\n", $1, $2, from, $3
		else if (from != to[1] && to[2] ~ /_int\.h$/)
			printf "%s:%s: %s is private to %s\n", $1, $2, $3, to[1]
	}' "$scratch/layers" "$scratch/includes" | report layers

# Takes away the headers that include none of those left, again and again; what stays is in a circle or
# leads to one.
$awk '
	$1 ~ /\.h$/ {
		from = $1
		sub(/^(src|include)\//, "", from)
		names[from] = 1
		uses[from, $3] = 1
	}
	END {
		do {
			removed = 0
			for (name in names) {
				free = 1
				for (pair in uses) {
					split(pair, ends, SUBSEP)
					if (ends[1] == name && (ends[2] in names))
						free = 0
				}
				if (free) {
					delete names[name]
					removed = 1
				}
			}
		} while (removed)
		for (name in names)
			print name ": in a circle of includes, or leading to one"
	}' "$scratch/includes" | sort | report no-circles

$awk '$3 ~ /curses\.h$|^term\.h$/ && $1 != "src/tui/terminal.c" {
	printf "%s:%s: %s belongs to src/tui/terminal.c\n", $1, $2, $3
}' "$scratch/includes" | report curses-in-one-file

$awk '$3 ~ /sqlite3/ && $1 !~ /^src\/store\// {
	printf "%s:%s: %s belongs to src/store\n", $1, $2, $3
}' "$scratch/includes" | report sqlite-in-the-store

# Each source begins with config.h; one with a header of its own has that next.
for file in $(find src -name '*.c' | sort); do
	own=${file#src/}
	own=${own%.c}
	first=$($awk -v f="$file" '$1 == f { print $3; exit }' "$scratch/includes")
	second=$($awk -v f="$file" '$1 == f && ++n == 2 { print $3; exit }' "$scratch/includes")
	[ "$first" = config.h ] || echo "$file:1: the first include is not config.h"
	[ -f "include/$own.h" ] || [ -f "src/${own}_int.h" ] || continue
	[ "$second" = "$own.h" ] || [ "$second" = "${own}_int.h" ] ||
		echo "$file:1: the second include is not its own header"
done | report own-header-first


#!/bin/sh
# What no file of ours may hold, and how long files, functions and lines may be.
. "$(dirname "$0")/lib.sh"

# Functions that run a shell, overflow, depend on the locale, hide an error, or draw past the grid.
functions='system|popen|strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtok|mktemp|tmpnam'
functions="$functions|tempnam|alloca|strtod|strtof|initscr|isalpha|isdigit|isalnum|isspace|isupper|islower"
functions="$functions|ispunct|isxdigit|toupper|tolower|iswalpha|iswspace|towlower|towupper|wcwidth"
functions="$functions|wcswidth|printw|wprintw|mvprintw|mvwprintw|malloc|calloc|realloc|strdup|strndup"

# Comments and strings are no code.
code() {
	$awk '
	FNR == 1 { in_comment = 0 }
	{
		line = $0
		gsub(/\\./, "", line)
		gsub(/"[^"]*"/, "\"\"", line)
		out = ""
		while (line != "") {
			if (in_comment) {
				end = index(line, "*/")
				if (!end)
					break
				line = substr(line, end + 2)
				in_comment = 0
			} else {
				start = index(line, "/*")
				if (!start) {
					out = out line
					break
				}
				out = out substr(line, 1, start - 1)
				line = substr(line, start + 2)
				in_comment = 1
			}
		}
		print FILENAME ":" FNR ":" out
	}' "$@"
}

find src include -name '*.[ch]' | sort >"$scratch/sources"
# shellcheck disable=SC2046 # no name of ours has a blank
code $(cat "$scratch/sources") >"$scratch/code"

grep -E "[^A-Za-z0-9_.>]($functions)[ ]*\(" "$scratch/code" |
	grep -v '^src/util/alloc\.c:' | grep -v '^src/tui/terminal\.c:.*wcwidth' |
	report banned-functions

grep -nE '\b(TODO|FIXME|XXX|HACK|stub|stubs|placeholder|not implemented|unimplemented)\b' \
	$(cat "$scratch/sources") README doc/* 2>/dev/null | report unfinished-words

# A file-spanning variable that can change and is not the file's own.
grep -E ':[0-9]+:(struct|int|bool|char|long|unsigned|size_t|enum) [^()]*(=.*)?;[ 	]*$' "$scratch/code" |
	grep -E '^src/[^:]*\.c:' | grep -vE ':(extern|typedef|const|struct [a-z_]+|enum [a-z_]+);' |
	grep -vE '\bconst\b|:(struct|enum)( [a-z_]+)? \{|strbuf_empty' | report no-shared-variables

grep -nE '^[ ]*typedef[ ]+(struct|union)' $(cat "$scratch/sources") | report no-struct-typedefs

c_files >"$scratch/all"
# shellcheck disable=SC2046
grep -nE '[ 	]+$' $(cat "$scratch/all") | report no-trailing-blanks

# A tab is eight columns; a character is one, however many bytes it has.
# shellcheck disable=SC2046
$awk '{
	line = $0
	cols = 0
	while ((at = index(line, "\t"))) {
		head = substr(line, 1, at - 1)
		gsub(/[\200-\277]/, "", head)
		cols += length(head)
		cols += 8 - cols % 8
		line = substr(line, at + 1)
	}
	gsub(/[\200-\277]/, "", line)
	cols += length(line)
	if (cols > 100)
		printf "%s:%d: %d columns\n", FILENAME, FNR, cols
}' $(cat "$scratch/all") | report line-length

# shellcheck disable=SC2046
$awk '/^    +[^ *]/ { printf "%s:%d: indented by blanks\n", FILENAME, FNR }' \
	$(cat "$scratch/all") | report tabs

xargs wc -l <"$scratch/sources" | $awk '$2 != "total" && $1 > 500 {
	printf "%s:1: %d lines\n", $2, $1
}' | report file-length

# A function begins with "{" and ends with "}" in the first column.
# shellcheck disable=SC2046
$awk '
	FNR == 1 { start = 0 }
	/^\{/ { start = FNR }
	/^}/ && start {
		if (FNR - start + 1 > 80)
			printf "%s:%d: a function of %d lines\n", FILENAME, start, FNR - start + 1
		start = 0
	}' $(grep '\.c$' "$scratch/all") | report function-length


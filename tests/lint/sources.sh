#!/bin/sh
# Makefile.am lists every source and header there is, once each, and none that is not there.
. "$(dirname "$0")/lib.sh"

# The words of Makefile.am that name files of ours, of the lists that are compiled or taken along.
tr -s ' \t\\' '\n\n\n' <Makefile.am | grep -E '^(src|include)/.*\.[ch]$' |
	grep -vxE 'src/(resource|image)_table\.c' | sort >"$scratch/listed"
find src include -name '*.[ch]' | sort >"$scratch/there"

sort -u "$scratch/listed" | comm -23 "$scratch/there" - | sed 's/$/: not in Makefile.am/' |
	report all-are-listed
sort -u "$scratch/listed" | comm -13 "$scratch/there" - | sed 's/^/Makefile.am: there is no /' |
	report all-are-there
uniq -d "$scratch/listed" | sed 's/^/Makefile.am: twice: /' | report none-twice

# Tests too: a program of cmocka or a script that nobody runs says nothing.
{
	find tests/unit tests/prop tests/screen -name '*_test.c'
	find tests/fuzz -name 'fuzz_*.c'
	find tests/cli tests/lint tests/unit tests/fuzz tests/screen -name '*.sh' ! -name 'lib*.sh'
} | sort | while read -r file; do
	grep -qF "${file%.c}" Makefile.am || echo "$file: not in Makefile.am"
done | report all-tests-run


#!/bin/sh
# Data files with everything that C cares about come back from the compiled table as they were.
# Uses $srcdir, $AWK and $CC where they are set. Exit 77: without a compiler nothing is tested.
set -u
srcdir=${srcdir:-$(dirname "$0")/../..}
srcdir=$(cd "$srcdir" && pwd)
test -f "$srcdir/src/util/resources.awk" || srcdir=$(cd "$(dirname "$0")/../.." && pwd)
awk=${AWK:-awk} cc=${CC:-cc}

command -v "${cc%% *}" > /dev/null || { echo "no compiler: $cc"; exit 77; }
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/util" "$dir/themes" && cd "$dir" || exit 1

printf 'a\\b "q" ??= ??/ %%s & \\& \\\\\\"\n\ttab\r\n\nCaf\303\251 \\' > src/util/odd.yaml
printf '' > themes/empty.yaml
printf '\n\n' > themes/lines.yaml
: > config.h
cat > main.c << 'END'
#include "util/resource.h"
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv)
{
	const struct resource *resource = resource_table;
	while (argc == 2 && resource->name && strcmp(resource->name, argv[1]) != 0)
		resource++;
	if (!resource->name)
		return 1;
	return fwrite(resource->bytes, 1, resource->len, stdout) != resource->len;
}
END

failed=0
check() {
	if "$@"; then echo "ok $*"; else echo "not ok $*"; failed=1; fi
}

LC_ALL=C $awk -f "$srcdir/src/util/resources.awk" src/util/odd.yaml themes/empty.yaml \
	themes/lines.yaml "named.tsv=src/util/odd.yaml" > table.c || exit 1
$cc -std=c11 -Wall -Wextra -Werror -I. -I"$srcdir/include" main.c table.c -o main || exit 1
{ cat src/util/odd.yaml; echo; } > wanted
for name in odd.yaml named.tsv; do
	./main $name > got
	check cmp wanted got
done
./main themes/empty.yaml > got
check cmp themes/empty.yaml got
./main themes/lines.yaml > got
check cmp themes/lines.yaml got
if LC_ALL=C $awk -f "$srcdir/src/util/resources.awk" missing > /dev/null 2>&1; then
	echo "not ok a missing file was passed over"
	failed=1
fi
exit $failed

#!/bin/sh
# Tries every saved input of tests/fuzz/corpus on its entry point.
status=0
for corpus in "$srcdir"/tests/fuzz/corpus/*; do
	name=${corpus##*/}
	if "$builddir/tests/fuzz/fuzz_$name" "$corpus"; then
		echo "ok fuzz corpus $name"
	else
		echo "not ok fuzz corpus $name"
		status=1
	fi
done
exit $status

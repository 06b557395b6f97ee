#!/bin/sh
# Nothing that is committed names a place or a tool of the machine it was made on.
. "$(dirname "$0")/lib.sh"

if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
	echo "skip names: not a git checkout"
	exit 0
fi

# The words are spelled so that this file does not find itself.
words='/wo[r]k/|/tmp/[t]eam|tool [l]ibrary|crates\.[i]o|registry\.npm[j]s|pypi\.[o]rg|proxy\.golan[g]'
words="$words|\\.librar[y]|localhost:[0-9]|127\\.0\\.0\\.[1]"

git grep -nIE "$words" -- . ':!fixtures' | report names-of-the-machine

git ls-files | grep -E '\.(o|a|lo|la|log|trs|db|orig|rej|swp)$|~$' | report nothing-made-is-committed


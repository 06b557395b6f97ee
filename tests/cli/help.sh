#!/bin/sh
# Help of the program and of each subcommand, the version, and wrong usage with the nearest right one.
. "$(dirname "$0")/lib.sh"

commands='load list show inspect export stats check'

begin help
run --help
status 0
silent
for command in $commands; do
	out "shortlist $command"
done
run -h
status 0
end

begin help-of-each
for command in $commands; do
	run "$command" --help
	status 0
	out "Usage: shortlist $command"
	out --help
	silent
done
end

begin version
run --version
status 0
out 'shortlist 0.'
run list -V
status 0
end

# Where a command does not take an option, its help does not name it.
begin help-says-what-fits
run check --help
no_out --limit
run list --help
out --limit
out --format
no_out --theme
end

begin nearest-option
for wrong in limt forat colour; do
	run list --$wrong
	status 2
	err 'did you mean --'
done
run list --nothinglikeit
status 2
err 'shortlist --help'
run list -x
status 2
end

begin option-values
run list --limit
status 2
err '--limit needs a value'
for wrong in 0 -1 x 1x 99999999999999999999 ''; do
	run list --limit "$wrong"
	status 2
done
run list --format pdf
status 2
err 'text, markdown'
run list --color maybe
status 2
run list --force=yes
status 2
run list --db ''
status 2
end

begin option-that-does-not-fit
run check --limit 3
status 2
err '--limit does not go with'
run load --theme dark x
status 2
end

begin missing-arguments
for command in load show inspect; do
	run "$command"
	status 2
done
run check something
status 2
end

begin mistyped-subcommand
run laod "$fixtures/text"
status 2
err 'did you mean the subcommand "load"?'
run lst
status 2
end

begin nothing-loaded-yet
run --db "$scratch/none.db"
status 1
err 'there are no postings yet'
end

exit $total_failed

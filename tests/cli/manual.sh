#!/bin/sh
# The manual page names every option, subcommand, query key and key of the screen.
. "$(dirname "$0")/lib.sh"

page=$builddir/doc/shortlist.1
begin manual-is-made
[ -s "$page" ] || fault "$page is not there"
end

# The text without the marks of man(7).
sed 's/\\f[A-Z]//g; s/\\-/-/g; s/\\&//g; s/\\(ha/^/g; s/\\(ti/~/g; s/\\(rs/\\\\/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g; s/\\e/\\/g' "$page" >"$scratch/page"

in_page() {
	grep -qF -e "$1" "$scratch/page" || fault "the manual lacks $1"
}

begin manual-names-options
run --help
grep -oE -e '--[a-z][a-z-]*' "$scratch/out" | sort -u >"$scratch/options"
[ "$(wc -l <"$scratch/options")" -gt 10 ] || fault 'the help names hardly any'
while read -r option; do
	in_page "$option"
done <"$scratch/options"
end

begin manual-names-commands
for command in load list show inspect export stats check; do
	in_page "$command"
done
end

begin manual-names-query-keys
for key in loc stack must nice company title seniority salary years posted expires workplace \
	employment visa stage tag source notes url is has sort; do
	in_page "$key:"
done
end

# An entry of the file of keys is "  key: action argument".
begin manual-names-screen-keys
sed -n 's/^  "\{0,1\}\([^ ]*[^ ":]\)"\{0,1\}: *[a-z].*/\1/p' "$srcdir/src/tui/keys.yaml" |
	sed 's/\\\\/\\/' | sort -u >"$scratch/keys"
[ "$(wc -l <"$scratch/keys")" -gt 40 ] || fault 'the file of keys names hardly any'
while read -r key; do
	in_page "$key"
done <"$scratch/keys"
end

begin manual-names-settings
sed -n 's/^\([a-z][a-z_-]*\):.*/\1/p' "$srcdir/src/session/settings.yaml" >"$scratch/settings"
while read -r setting; do
	in_page "$setting"
done <"$scratch/settings"
end

if has mandoc; then
	begin manual-lint
	# There is no date: the page is the same whenever it is made.
	mandoc -Tlint -W warning "$page" 2>&1 | grep -vE '(missing|cannot parse) date' >"$scratch/lint"
	[ ! -s "$scratch/lint" ] || fault "$(head -5 "$scratch/lint")"
	end
else
	skip manual-lint 'no mandoc'
fi

exit $total_failed

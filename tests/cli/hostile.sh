#!/bin/sh
# No byte of a posting reaches a terminal, a pipe or a file but printable text and line ends.
. "$(dirname "$0")/lib.sh"

if ! has perl && ! has python3; then
	skip hostile 'neither perl nor python3 to look at bytes with'
	exit 0
fi

seen=$scratch/seen
mkdir "$seen"
number=0

# Keeps both streams of the last run, to be looked at together at the end of a case.
keep() {
	number=$((number + 1))
	cp "$scratch/out" "$seen/$number.$1"
	cp "$scratch/err" "$seen/$number.text"
	echo "$last" | tr -d '\000-\037' >"$seen/$number.what"
}

# Says which forbidden characters were seen. CSV ends lines with CR LF; TSV has tabs.
clean() {
	if has python3; then
		python3 - "$seen" <<'PY'
import glob, sys
for path in sorted(glob.glob(sys.argv[1] + '/*')):
    stem, form = path.rsplit('.', 1)
    if form == 'what':
        continue
    what = open(stem + '.what', errors='replace').read().strip()
    try:
        text = open(path, 'rb').read().decode('utf-8')
    except UnicodeDecodeError as e:
        print(what, 'gives invalid UTF-8 at', e.start)
        continue
    if form == 'csv':
        text = text.replace('\r\n', '\n')
    allowed = '\n\t' if form == 'tsv' else '\n'
    bad = sorted({c for c in text if c not in allowed and (
        c < ' ' or '\x7f' <= c <= '\x9f' or '\u202a' <= c <= '\u202e' or '\u2066' <= c <= '\u2069'
        or '\u200b' <= c <= '\u200f' or c == '\ufeff' or c == '\u061c'
        or '\U000e0000' <= c <= '\U000e0fff')})
    if bad:
        print(what, 'gives', ' '.join('U+%04X' % ord(c) for c in bad))
PY
	else
		perl -e 'for my $path (@ARGV) {
			next if $path =~ /\.what$/;
			open my $in, "<", $path; binmode $in; local $/; $_ = <$in>;
			s/\r\n/\n/g if $path =~ /\.csv$/;
			s/\t//g if $path =~ /\.tsv$/;
			print "$path\n" if /[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xaa-\xae]/
		}' "$seen"/*
	fi >"$scratch/bad"
	[ ! -s "$scratch/bad" ] || fault "$(head -5 "$scratch/bad")"
	rm -f "$seen"/*
}

for file in "$fixtures"/broken/control-bytes* "$fixtures/broken/invalid-utf8.txt" \
	"$fixtures/broken/nul-bytes.txt"; do
	name=$(basename "$file")
	db=$scratch/$name.db
	begin "hostile-$name"
	run_db load "$file"
	status 0
	keep text
	for format in text tsv csv json jsonl markdown; do
		for command in list 'show 1' export inspect; do
			# shellcheck disable=SC2086 # a command and its argument
			case $command in
			inspect) run inspect "$file" --format $format ;;
			export) run_db export 'sort:title ' --format $format ;;
			*) run_db $command --format $format ;;
			esac
			status 0
			keep $format
		done
	done
	run_db stats company
	keep text
	run_db export 'sort:title ' -o "$scratch/$name.txt"
	cp "$scratch/$name.txt" "$scratch/out"
	keep text
	clean
	end
done

# What is typed or named can be hostile too.
begin hostile-arguments
esc=$(printf '\033]52;c;AAAA\007\302\233')
run_db list "foo:$esc"
keep text
run_db list "$esc"
keep tsv
run load "$esc"
keep text
run "--$esc"
keep text
run list --format "$esc"
keep text
run_db show "$esc"
keep text
run list --db "$scratch/$esc/x.db"
keep text
run load --format json "$scratch/$esc"
keep json
clean
end

exit $total_failed

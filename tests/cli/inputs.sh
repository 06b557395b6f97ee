#!/bin/sh
# Files and arguments that are broken or made to hurt, one case for each kind: what is said of them,
# with which exit status, and that the database stays as it was. Each is read with little memory and
# within a time. (The other scripts of this folder look at some of them more closely.)
. "$(dirname "$0")/lib.sh"

# A build with sanitizers needs more room than any limit leaves it.
limit=unlimited
# Address space: threads reserve more of it than they use.
(ulimit -v 1048576 && exec "$shortlist" --version) >/dev/null 2>&1 && limit=1048576
within=
has timeout && within='timeout 60'

repeat() {
	yes -- "$1" | head -n "$2" | tr -d '\n'
}

# Runs the program within the limits.
bounded() {
	last="shortlist $*"
	(
		[ "$limit" = unlimited ] || ulimit -v $limit
		# shellcheck disable=SC2086 # a command and its argument
		exec $within "$shortlist" "$@"
	) >"$scratch/out" 2>"$scratch/err"
	code=$?
}

bounded_db() {
	bounded --db "$db" "$@"
}

held=$scratch/held.db
db=$held
run_db load "$fixtures/yaml"
before=$(cksum <"$held")

unchanged() {
	[ "$before" = "$(cksum <"$held")" ] || fault "$last: the database was changed"
	[ ! -e "$held-journal" ] || fault "$last: a journal was left behind"
}

# The files are refused, all of them, and the database is as it was.
refused() {
	db=$held
	bounded_db load "$@"
	status 1
	out "0 new, 0 changed, 0 unchanged, $# refused"
	unchanged
}

# The files are read without a word. Afterwards the output is what `inspect` says of them.
taken() {
	bounded inspect --format jsonl "$@"
	status 0
	silent
}

# Some records are refused; so many others are loaded, into a database of their own.
partly() {
	db=$scratch/$case_name.db
	bounded_db load "$2"
	status 1
	out "$1 new, 0 changed, 0 unchanged"
}

# Begins a case, in a folder of its own.
row() {
	begin "$1"
	mkdir "$scratch/$1"
	cd "$scratch/$1" || exit 1
}

# -- YAML and JSON

row 1-yaml-depth
{ printf -- '- title: Cook\n  x: '; repeat '[' 1000000; } >lists.yaml
repeat '{"":[' 200000 >maps.yaml
repeat '[' 1000000 >only.yaml
refused lists.yaml maps.yaml only.yaml
err 'lists.yaml:2:68: this is nested more than 64 levels deep; flatten it'
err 'maps.yaml:1:161: this nests deeper than 64 levels; flatten it'
err 'only.yaml:1:65: this nests deeper than 64 levels; flatten it'
end

row 2-yaml-aliases
{
	printf 'title: Cook\na: &a [soup, soup, soup]\n'
	for pair in ab bc cd de ef fg gh hi; do
		printf '%s: &%s [*%s, *%s, *%s, *%s]\n' ${pair#?} ${pair#?} ${pair%?} ${pair%?} \
			${pair%?} ${pair%?}
	done
} >bomb.yaml
printf -- '- &a\n  title: Cook\n- <<: *a\n  company: Pan\n' >merge.yaml
refused bomb.yaml merge.yaml
err 'bomb.yaml:3:8: YAML aliases are not accepted; write the value out'
err 'merge.yaml:3:7: YAML aliases are not accepted; write the value out'
end

row 3-yaml-escapes
printf 'title: !<tag:%%41%% Cook\n' >tag.yaml
printf 'title: !x%%ff%%ff%%ff Cook\n' >bytes.yaml
printf 'title: "\\xZZ"\n' >escape.yaml
printf 'title: "Co\\\n  \\\n  ok\ncompany: Pan\n' >wrapped.yaml
{ printf '%%TAG ! tag:'; repeat '%20' 2000; printf '\n---\ntitle: !x Cook\n'; } >uri.yaml
refused tag.yaml bytes.yaml escape.yaml wrapped.yaml uri.yaml
err 'tag.yaml:1:17: did not find URI escaped octet while parsing a tag; correct the YAML there'
err 'bytes.yaml:1:10: found an incorrect leading UTF-8 octet'
err 'escape.yaml:1:11: did not find expected hexdecimal number'
err 'wrapped.yaml:5:1: found unexpected end of stream'
err 'uri.yaml:3:8: this YAML tag is not accepted; remove it and leave the value'
end

row 4-key-twice
printf -- '- title: Cook\n  company: Pan\n  title: Chef\n- title: Baker\n' >twice.yaml
printf '{"title": "Cook",\n"title": "Chef"}\n{"title": "Baker", "company": "Oven"}\n' >twice.jsonl
partly 1 twice.jsonl
err 'twice.jsonl:1: the key "title" stands twice, on line 1 and on line 2; remove one'
partly 1 twice.yaml
err 'twice.yaml:1: the key "title" stands twice, on line 1 and on line 3; remove one'
end

row 5-json-depth
{
	printf '[{"title": "Cook", "x":\n'
	repeat '[' 100000
	repeat ']' 100000
	printf '}]'
} >deep.json
repeat '[' 100000 >open.json
refused deep.json open.json
err 'deep.json:2:63: this nests deeper than 64 levels; flatten it'
err 'open.json:1:65: this nests deeper than 64 levels; flatten it'
end

row 6-json-numbers
{
	printf '{"title": "Cook", "company": "Pan", "salary": '
	repeat 9 1000000
	printf '}\n{"title": "Chef", "salary_min": 1e999, "posted": NaN, "salary_max": -NaN12345}\n'
	printf '{"title": "Baker", "salary_min": -1e-999, "posted": 1e18}\n'
} >numbers.jsonl
taken numbers.jsonl
rows 3
no_out '"posted": "'
[ "$(grep -c '"min": [0-9]\|"max": [0-9]' "$scratch/out")" -eq 0 ] || fault 'an amount was made up'
out '"text": "99999'
end

row 7-nul
printf '[{"title": "Co\\u0000ok", "url": "https://pan.example/\\u0000x", "body": "a\\u0000b"}]' >a.json
printf 'title: "Co\\0ok"\nurl: "https://pan.example/%%00x"\nbody: "a\\0b"\n' >b.yaml
printf 'title,company,url\nCo\000ok,Pan,https://pan.example/\000x\n' >c.csv
taken a.json b.yaml c.csv
rows 3
[ "$(grep -cF '"Co\ufffdok"' "$scratch/out")" -eq 3 ] || fault 'a title was cut'
[ "$(grep -cF 'a\u0000b' "$scratch/out")" -eq 2 ] || fault 'a text was cut'
no_out https
printf 'title: Co\000ok\ncompany: Pan\n' >raw.yaml
refused raw.yaml
err 'raw.yaml:1:10: a control character stands here; remove it, or write it as an escape'
end

row 8-many-keys
awk 'BEGIN { printf "[{\"title\": \"Cook\", \"company\": \"Pan\""
	for (i = 0; i < 100000; i++) printf ",\n\"k%d\": 1", i
	print "},\n{\"title\": \"Baker\", \"company\": \"Oven\"}]" }' >keys.json
awk 'BEGIN { print "- title: Cook"; for (i = 0; i < 100000; i++) print "  k" i ": 1"
	print "- title: Baker" }' >keys.yaml
partly 1 keys.json
err 'keys.json:1: an object has 100002 keys, more than 256; leave some out'
partly 1 keys.yaml
err 'keys.yaml:1: it has more than 256 keys; leave some out'
end

# -- XML

row 9-xml-entities
{
	printf '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
	for pair in ab bc cd de ef fg gh hi; do
		printf '<!ENTITY %s "%s">' ${pair#?} "$(repeat "&${pair%?};" 10)"
	done
	printf ']>\n<rss><channel><item><title>&i;</title></item></channel></rss>\n'
} >laughs.xml
refused laughs.xml
err 'laughs.xml:2: a DOCTYPE with declarations of its own is not accepted; take it out of the file'
end

row 10-xml-outside
printf '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>' >own.xml
refused own.xml
err 'own.xml:1: a DOCTYPE with declarations of its own is not accepted; take it out of the file'
no_out root:
printf '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>Jobs</title><item><title>Cook</title><description>Soup &x; bread</description></item></channel></rss>' >other.xml
taken other.xml
no_out root:
end

row 11-xml-memory
{ printf '<rss>'; repeat '<k/>' 64000; printf '</rss>'; } >small.xml
{ printf '<rss>'; repeat '<k/>' 1000000; printf '</rss>'; } >large.xml
refused small.xml large.xml
err 'no postings in small.xml: nothing in its <rss> looks like a posting'
err 'large.xml:1: the file has more elements than can be read; divide it'
end

row 12-xml-large-parts
{ printf '<rss><item><title>'; repeat soup 500000; printf '</title></item></rss>'; } >token.xml
awk 'BEGIN { printf "<rss><k"; for (i = 0; i < 100000; i++) printf " a%d=\"1\"", i
	print "/></rss>" }' >attributes.xml
{ printf '<rss><k>'; repeat '<!-' 300000; printf '</k></rss>'; } >comments.xml
awk 'BEGIN { printf "<rss>"; for (i = 0; i < 100000; i++) print "<k>" }' >deep.xml
refused token.xml attributes.xml comments.xml deep.xml
err 'token.xml:1: the text of an element has more than 1 MiB; shorten it'
err 'attributes.xml:1: an element has more than 64 attributes; leave some out'
err 'no postings in comments.xml: nothing in its <rss> looks like a posting'
err 'deep.xml:64: elements are nested more than 64 deep, which no feed is'
{
	printf '<rss><channel><item><title>Cook</title><description>'
	repeat '<![CDATA[s]]>' 100000
	printf '</description><link>https://pan.example/jobs/1</link></item></channel></rss>'
} >pieces.xml
taken pieces.xml
out '"title": "Cook"'
end

row 13-compressed
if has gzip; then
	head -c 20000000 /dev/zero | gzip >bomb.xml
else
	printf '\037\213\010\000' >bomb.xml
fi
printf '\050\265\057\375\004\000' >bomb.json
printf '\375\067\172\130\132\000\000' >bomb.csv
refused bomb.xml bomb.json bomb.csv
err 'bomb.xml: this is compressed (gzip), not UTF-8 text; run gunzip first'
err 'bomb.json: this is compressed (zstd), not UTF-8 text; run unzstd first'
err 'bomb.csv: this is compressed (xz), not UTF-8 text; run unxz first'
end

# -- HTML, Markdown and tables

# A page of a posting; what comes behind its text is standard input.
page() {
	printf '<html><head><title>Cook at Pan</title></head><body><main><h1>Cook</h1>'
	printf '<h2>About the role</h2><p>We are hiring a cook for our kitchen in Oslo, who '
	printf 'makes soup and bread for two hundred guests a day.</p><h2>Requirements</h2><ul>'
	printf '<li>Five years of experience in a kitchen</li><li>You speak English</li></ul>'
	printf '<h2>Benefits</h2><p>Salary: 40,000 EUR a year, and all the soup that you can eat.</p>'
	cat
}

row 14-html
{ repeat '<b>' 100000; echo 'The end'; } | page >bold.html
{ repeat '<div>' 100000; echo 'The end'; } | page >boxes.html
printf '<ol><li>Salt</ol></ol></ol><script>var a = "<p>poison</p>";</script><p>Oil &bogus; &#xZZ; &#99999999999; &amp The end' |
	page >broken.html
taken bold.html boxes.html broken.html
rows 3
[ "$(grep -c '"title": "Cook".*"min": 40000.*The end' "$scratch/out")" -eq 3 ] || fault 'not all was read'
out 'Oil &bogus; &#xZZ; &#99999999999; & The end'
no_out poison
end

row 15-markdown
for pieces in 'a <![CDATA[' '*_' '[](' '<!--' '> ' '- ' '[a]: b '; do
	number=$((${number:-0} + 1))
	{ printf -- '---\ntitle: Cook %d\n---\nWe cook.\n\n' $number; repeat "$pieces" 40000; } >$number.md
done
taken ./*.md
rows 7
end

row 16-csv
printf 'title,company\nCook,Pan\nChef,"Pot\n' >open.csv
{ printf 'title,company\nCook,"'; repeat 'soup, ' 200000; printf '"\n'; } >cell.csv
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "title,"; print "x\na" }' >columns.csv
refused open.csv cell.csv columns.csv
err 'open.csv:3: the quote that opens here is not closed within 1 MiB or before the file ends; close'
err 'cell.csv:2: the line has 1200007 bytes, more than the 1048576 that one may have; divide it'
err 'columns.csv:1: the row has more than 256 columns; leave some out'
printf 'title,company,location\nCook,Pan,Oslo\nChef,Pot, Inc,Oslo,Norway\nBaker,Oven\n' >ragged.csv
partly 2 ragged.csv
err 'ragged.csv:3: the row has 5 cells, the header 3'
printf '\357\273\277title;company;location\r\nCook;Pan;Oslo\r\n' >marked.csv
taken marked.csv
out '"title": "Cook"'
out '"company": "Pan"'
end

# -- any file

row 17-long-line
dd if=/dev/zero of=hundred.txt bs=1 count=0 seek=100000000 2>/dev/null
repeat 'soup ' 300000 >line.txt
{ printf '[{"title": "Cook", "body": "'; repeat 'soup ' 300000; printf '"}]'; } >text.json
refused hundred.txt line.txt text.json
err 'hundred.txt: has 100000000 bytes, and at most 16777216 are read; divide it into smaller ones'
err 'line.txt:1: the line has 1500000 bytes, more than the 1048576 that one may have; divide it'
err 'text.json:1: a text has more than 1 MiB; shorten it'
tr '\0' a </dev/zero | bounded_db load -
status 1
err 'standard input: has more than 16777216 bytes, the most that are read; divide it'
unchanged
end

row 18-not-utf8
{
	printf 'Cook\n\nWe cook \300\257 soup \355\240\200 and \364\220\200\200 bread \377 '
	printf 'in our kitchen every day of the year, with five years of experience.\342\202'
} >bad.txt
printf '[{"title": "Caf\351 cook", "company": "Pan", "body": "a\\ud800b"}]' >latin.json
db=$scratch/utf8.db
bounded_db load bad.txt latin.json
status 0
out '2 new, 0 changed, 0 unchanged (2 files); 13 bad characters replaced (where letters are lost, run iconv'
bounded_db list --format jsonl
out 'Caf\ufffd cook'
printf '\377\376C\000o\000o\000k\000\n\000' >mark.txt
printf 'C\000o\000o\000k\000 \000f\000o\000r\000 \000u\000s\000\n\000' >bare.txt
refused mark.txt bare.txt
err 'mark.txt: this is UTF-16 text, not UTF-8 text; run iconv -f UTF-16 -t UTF-8 on it first'
err 'bare.txt: this is UTF-16 text, not UTF-8; run iconv -f UTF-16LE -t UTF-8 on it first'
end

row 19-nothing
printf '' >empty.json
printf ' \n\t\n' >blank.yaml
printf '\357\273\277' >bom.csv
printf '<rss><channel><title>Jobs</title></channel></rss>' >feed.xml
printf '[]' >list.json
refused empty.json blank.yaml bom.csv feed.xml list.json
err 'no postings in empty.json: it is empty'
err 'no postings in blank.yaml: it is blank'
err 'no postings in bom.csv: it is empty'
err 'no postings in feed.xml: '
err 'no postings in list.json: its list is empty'
end

row 20-no-regular-file
mkfifo pipe
refused pipe /dev/zero /dev/null
err 'pipe: is a pipe; name a regular file'
err '/dev/zero: is a device; name a regular file'
if has python3; then
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
	refused socket
	err 'socket'
fi
mkdir folder
mkfifo folder/pipe
bounded_db load folder
status 0
silent
out '(0 files)'
bounded_db load --as text "$held"
status 1
err 'is the database itself; it is not read for postings'
unchanged
end

# Files of the system that say another size than they have stand for those that grow and shrink.
row 21-other-size
ln -s nowhere.md gone.md
refused gone.md
err 'gone.md: cannot be read: No such file or directory; check the name'
for file in /proc/self/status /sys/kernel/uevent_seqnum; do
	[ -r $file ] || continue
	refused $file
	err "$file: was changed while it was read; try again when it is finished"
done
end

row 22-names
odd=$(printf 'a\nb\033[31m.md')
printf '' >"$odd"
refused "$odd"
grep -q "$(printf '\033')" "$scratch/err" && fault 'ESC of a name reached the messages'
[ "$(wc -l <"$scratch/err")" -eq 1 ] || fault 'a name broke a message in two'
rm -- "$odd"
latin=$(printf 'caf\351.md')
for name in -rf --help list ' ' '%s%n' "$latin"; do
	printf -- '---\ntitle: Baker\n---\nBake bread for %s.\n' $((number += 1)) >./"$name" || rm -f ./"$name"
done 2>/dev/null
db=$scratch/names.db
bounded_db load -- -rf --help list ' ' '%s%n'
status 0
silent
out '5 new'
bounded_db load .
status 0
bounded_db load -rf
status 2
err '-r'
end

# -- what a posting says

row 23-dates
for date in 292277026596-12-04 0000-00-00 2024-02-30 9223372036854775808 -9223372036854775808 \
	18446744073709551617000 1969-12-31 2201-01-01 2026-13-01 1e18 tomorrow; do
	printf -- '- title: Cook\n  company: Pan %s\n  posted: "%s"\n  body: Make soup.\n' "$date" "$date"
done >dates.yaml
taken dates.yaml
rows 11
[ "$(grep -c '"posted": null' "$scratch/out")" -eq 11 ] || fault 'a date that is none was taken'
printf 'title: Cook\ncompany: Pan\nposted: 2026-03-29T02:30:00 Europe/Oslo\n' >gap.yaml
taken gap.yaml
out '"posted": "2026-03-29"'
end

row 24-pay
for pay in 99999999999999999999 1e400 -5 9223372036854775807k; do
	printf -- '- title: Cook\n  company: Pan %s\n  salary: "%s"\n  body: Make soup.\n' "$pay" "$pay"
done >pay.yaml
taken pay.yaml
rows 4
[ "$(grep -c '"min": [0-9]\|"max": [0-9]' "$scratch/out")" -eq 0 ] || fault 'an amount was made up'
out '"text": "99999999999999999999"'
out '"text": "1e400"'
printf -- '- title: Cook\n  company: Pan\n  salary: EUR 60.000,00\n' >comma.yaml
taken comma.yaml
out '{"min": 60000, "max": 60000, "currency": "EUR", "period": "year", "text": "EUR 60.000,00"}'
printf -- '- title: Cook\n  company: Pan\n  salary_min: 60000\n  salary_max: 50000\n' >turned.yaml
taken turned.yaml
out '"min": 50000, "max": 60000'
end

# -- loading, identity and export

row 25-many
awk 'BEGIN { for (i = 0; i <= 200000; i++) print "{\"title\":\"C" i "\",\"company\":\"P\"}" }' >many.jsonl
awk 'BEGIN { printf "[{\"title\": \"Cook\", \"company\": \"Pan\", \"tags\": [\"a\""
	for (i = 0; i < 100000; i++) printf ", \"t%d\"", i
	print "]}]" }' >tags.json
refused many.jsonl
err 'many.jsonl:200001: the file has more than 200000 postings; divide it'
taken tags.json
rows 1
end

row 26-again
printf -- '- title: Cook\n  company: Pan\n  id: 7\n  body: Make soup.\n- title: Chef\n  company: Pot\n' >jobs.yaml
db=$scratch/again.db
bounded_db load jobs.yaml
out '2 new, 0 changed, 0 unchanged'
first=$(cksum <"$db")
bounded_db load jobs.yaml
status 0
out '0 new, 0 changed, 2 unchanged'
[ "$first" = "$(cksum <"$db")" ] || fault 'the same file changed the database'
bounded_db load --force jobs.yaml
status 0
out '0 new, 0 changed, 2 unchanged'
printf -- '- title: Cook\n  company: Pan\n  id: 7\n  body: Make soup and bread.\n- title: Chef\n  company: Pot\n' >jobs.yaml
bounded_db load jobs.yaml
status 0
out '0 new, 1 changed, 1 unchanged'
end

row 27-names-of-postings
printf '[{"id": "../../.ssh/authorized_keys", "slug": "-rf", "title": "CON", "company": "Pan"},
{"id": "%s", "title": "../../etc/passwd", "company": "..", "slug": ".profile"}]' "$(repeat a 300)" >jobs.json
db=$scratch/slugs.db
bounded_db load jobs.json
status 0
mkdir made
cd made || exit 1
bounded_db export 'sort:title ' -o all.md
status 0
[ "$(find "$scratch/27-names-of-postings" -type f | wc -l)" -eq 2 ] || fault 'it wrote more than one file'
bounded_db export 'sort:title ' -o all.md
status 73
err 'all.md: the file is there already; name another, or replace it with --force'
end

row 28-formulas
printf 'title: "=HYPERLINK(1)"\ncompany: "+Pan"\nlocation: "@SUM(1)"\nbody: |\n  -1 is what we pay.\n' >a.yaml
printf 'title: "\\t=1+1"\ncompany: "\\r=Pan"\nbody: "\\0=1"\n' >b.yaml
printf 'title: "\357\274\235HYPERLINK(1)"\nbody: We cook.\n' >c.yaml
db=$scratch/cells.db
bounded_db load a.yaml b.yaml c.yaml
status 0
bounded_db export 'sort:title ' --format csv
status 0
for cell in '=HYPERLINK(1)' '+Pan' '@SUM(1)' '-1 is what we pay.' '=1+1' '=Pan' "$(printf '\357\274\235HYPERLINK(1)')"; do
	out "\"'$cell"
	no_out "\"$cell"
done
cp "$scratch/out" back.csv
taken back.csv
out '"title": "=HYPERLINK(1)"'
out '"company": "+Pan"'
bounded_db export 'sort:title ' --format csv --raw-csv
out '"=HYPERLINK(1)","+Pan"'
end

row 29-targets
db=$held
echo precious >there.md
ln -s there.md link.md
mkdir folder.md
bounded_db export 'sort:title ' -o there.md
status 73
err 'there.md: the file is there already; name another, or replace it with --force'
bounded_db export 'sort:title ' -o link.md --force
status 73
err 'link.md: is a symbolic link and is not replaced; choose another name'
bounded_db export 'sort:title ' -o folder.md --force
status 73
err 'folder.md: is a folder and is not replaced; choose another name'
bounded_db export 'sort:title ' -o no/such.md
status 66
err 'no: the folder cannot be opened: No such file or directory; check the name'
# A limit of the size of files stands for a disk that is full.
(
	ulimit -f 1
	exec "$shortlist" export --db "$db" 'sort:title ' -o there.md --force
) >/dev/null 2>said
code=$? last='export where there is no room'
cp said "$scratch/err"
status 74
err 'there.md: cannot be written: File too large; raise the limit on file sizes and try again'
[ "$(cat there.md)" = precious ] || fault 'the old file is not what it was'
[ "$(find . -name '.shortlist*' | wc -l)" -eq 0 ] || fault 'a temporary file was left behind'
if [ -w /dev/full ]; then
	"$shortlist" export --db "$db" 'sort:title ' >/dev/full 2>"$scratch/err"
	code=$? last='export to a full disk'
	status 74
fi
bounded_db export 'sort:title ' -o there.md --force
status 0
[ "$(wc -l <there.md)" -gt 8 ] || fault 'the file was not replaced'
unchanged
end

cd "$srcdir" || exit 1
exit $total_failed

#!/bin/sh
# Feeds and tables that would hurt or that are broken: the file is refused whole, and says why and where.
. "$(dirname "$0")/lib.sh"

file=

# Begins a case with a file of that name, which holds standard input.
broken() {
	begin "$1"
	file=$scratch/$1
	cat >"$file"
}

# The file is refused with this reason; nothing of it is in the database.
refused() {
	run_db load "$file"
	status 1
	err "$1"
	run_db list
	[ "$(grep -c . "$scratch/out")" -eq 0 ] || fault "$(head -2 "$scratch/out")"
	end
}

broken entities.xml <<'EOF'
<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<rss><channel><item><title>&c;</title></item></channel></rss>
EOF
refused 'entities.xml:2: a DOCTYPE with declarations of its own is not accepted'

broken external.xml <<'EOF'
<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>
EOF
refused 'external.xml:1: a DOCTYPE with declarations of its own is not accepted'

begin nobody-is-asked
printf '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>Jobs</title><item><title>Cook</title><description>&passwd;</description></item></channel></rss>' >"$scratch/asked.xml"
run inspect "$scratch/asked.xml"
status 0
out Cook
no_out root:
end

begin deep.xml
file=$scratch/deep.xml
awk 'BEGIN { printf "<rss>"; for (i = 0; i < 100000; i++) print "<k>" }' >"$file"
refused 'deep.xml:64: elements are nested more than 64 deep'

begin attributes.xml
file=$scratch/attributes.xml
awk 'BEGIN { printf "<rss><k"; for (i = 0; i < 100000; i++) printf " a%d=\"1\"", i; print "/></rss>" }' >"$file"
refused 'attributes.xml:1: an element has more than 64 attributes'

begin elements.xml
file=$scratch/elements.xml
awk 'BEGIN { printf "<rss>"; for (i = 0; i < 1100000; i++) printf "<k/>"; print "</rss>" }' >"$file"
refused 'elements.xml:1: the file has more elements than can be read'

broken cut.rss <<'EOF'
<rss><channel>
<item><title>Cook</title><description>We cook.</description></item>
<item><title>Chef</tit
EOF
refused 'cut.rss:'

broken cut-where.rss <<'EOF'
<rss><channel>
<item><title>Cook</title>
<description>We
EOF
refused 'cut-where.rss:4:1: the XML is broken or cut off'

broken japanese.xml <<'EOF'
<?xml version="1.0" encoding="Shift_JIS"?><rss><channel><title>CAFE</title></channel></rss>
EOF
printf '<?xml version="1.0" encoding="Shift_JIS"?><rss><channel><title>\203\112</title></channel></rss>' >"$file"
refused 'run iconv -f Shift_JIS -t UTF-8 on it first'

broken garden.rss <<'EOF'
<rss><channel><title>My garden</title><item><title>Roses</title><link>https://g.example/roses</link></item></channel></rss>
EOF
refused 'no postings in '

broken unclosed.csv <<'EOF'
title,company,location
Cook,Pan,Oslo
Chef,"Pot,Bergen
Baker,Oven,Oslo
EOF
refused 'unclosed.csv:3: the quote that opens here is not closed'

begin columns.csv
file=$scratch/columns.csv
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "title,"; print "x"; print "a" }' >"$file"
refused 'columns.csv:1:'

begin wide.csv
file=$scratch/wide.csv
awk 'BEGIN { for (i = 0; i < 300; i++) printf "title,"; print "x"; print "a" }' >"$file"
refused 'wide.csv:1: the row has more than 256 columns'

begin rows.csv
file=$scratch/rows.csv
awk 'BEGIN { print "title,company"; for (i = 0; i < 200001; i++) print "a,b" }' >"$file"
run inspect --limit 1 "$file"
err 'rows.csv:200002: the file has more than 200000 postings; divide it'
end

broken names.csv <<'EOF'
alpha,beta,gamma,delta
1,2,3,4
5,6,7,8
9,10,11,12
EOF
refused 'its first line does not name what a posting has'

begin one-row-of-three
printf 'title,company,location\nCook,Pan,Oslo\nChef,Pot, Inc,Oslo,Norway\nBaker,Oven,Oslo\n' >"$scratch/some.csv"
run_db load "$scratch/some.csv"
status 1
err 'some.csv:3: the row has 5 cells, the header 3'
run_db list
out Cook
out Baker
no_out Chef
end

begin guarded-cells-come-back
db=$scratch/guard.db
printf 'title: "=HYPERLINK(1)"\ncompany: "+Pan"\ndescription: |\n  -1 is what we pay.\n' >"$scratch/guard.yaml"
run_db load "$scratch/guard.yaml"
status 0
run_db export 'title:hyperlink' --format csv -o "$scratch/guard.csv"
grep -q "'=HYPERLINK" "$scratch/guard.csv" || fault "$(cat "$scratch/guard.csv")"
run inspect --format json "$scratch/guard.csv"
status 0
out '"title": "=HYPERLINK(1)"'
out '"company": "+Pan"'
out '"body": "-1 is what we pay.'
end

exit $total_failed

# Prints a C file with the data files that are compiled in: resource_table of util/resource.h.
#
#     LC_ALL=C awk -f resources.awk FILE... > resource_table.c
#
# FILE is a path, or NAME=PATH. The name of a path is the path without "src/FOLDER/" in front, since
# a data file lies beside the code that reads it: src/posting/cities.tsv is "cities.tsv" and
# themes/dark.yaml is "themes/dark.yaml". Files are UTF-8: a last line without a newline is given
# one, and a NUL is not possible. A file that cannot be read ends it with status 1 and part of the
# output written, so the caller writes to a temporary name first. Bytes outside ASCII pass as they
# are: compilers warn of bad UTF-8 and of bidirectional controls in a data file, as they should.

function fail(message) {
	print "resources.awk: " message > "/dev/stderr"
	failed = 1
	exit 1
}

# One string literal a line: quick for the compilers, and a diff of the output can be read. A
# question mark is escaped because two of them may begin a trigraph.
function print_file(path, number,    line, got) {
	print "static const char file_" number "[] ="
	while ((got = (getline line < path)) > 0) {
		gsub(/[\\"?]/, "\\\\&", line)
		gsub(/\t/, "\\t", line)
		gsub(/\r/, "\\r", line)
		print "\"" line "\\n\""
	}
	if (got < 0)
		fail("cannot read " path)
	close(path)
	print "\"\";\n"
}

BEGIN {
	print "/* Made from the data files by src/util/resources.awk; change those. */"
	print "#include \"config.h\"\n"
	print "#include \"util/resource.h\"\n"
	print "#include <stddef.h>\n"
	for (i = 1; i < ARGC; i++) {
		at = index(ARGV[i], "=")
		path = substr(ARGV[i], at + 1)
		name[i] = at ? substr(ARGV[i], 1, at - 1) : path
		if (!at)
			sub(/^(.*\/)?src\/[^\/]*\//, "", name[i])
		print_file(path, i)
	}
	print "const struct resource resource_table[] = {"
	for (i = 1; i < ARGC; i++)
		print "\t{ \"" name[i] "\", file_" i ", sizeof file_" i " - 1 },"
	print "\t{ NULL, NULL, 0 },\n};"
	exit failed
}

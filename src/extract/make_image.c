/* Prints the vocabularies as tables of C, see util/image.h; run by the build, not installed. */
#include "config.h"

#include "extract/extract.h"

#include <stdio.h>

#define HEAD "/* Made from the vocabularies by src/extract/make_image.c; change those. */\n" \
	"#include \"config.h\"\n\n#include \"util/image.h\"\n\n#include <stddef.h>\n\n"
#define ROWS "const struct image_row image_rows[] = {\n"
#define FOOT "\t{ NULL, NULL, NULL, 0, 0 },\n};\n"

/* This program has no tables itself (see util/image_none.c), and so reads the files. */
static bool print_all(struct image_print *print, struct err *err)
{
	struct vocabulary vocabulary;
	struct extractor *extractor;

	if (!vocabulary_load(&vocabulary, NULL, err))
		return false;
	extractor = extractor_new(&vocabulary, NULL, err);
	if (extractor) {
		vocabulary_print(&vocabulary, print);
		extractor_print(extractor, print);
		extractor_free(extractor);
	}
	vocabulary_release(&vocabulary);
	return extractor != NULL;
}

int main(void)
{
	struct image_print print = { STRBUF_INIT, STRBUF_INIT, 0 };
	struct err err = ERR_INIT;
	bool is_good = print_all(&print, &err);

	if (is_good)
		is_good = printf("%s%s%s%s%s", HEAD, print.tables.text, ROWS, print.rows.text,
				 FOOT) > 0 && fflush(stdout) == 0;
	else
		fprintf(stderr, "%s\n", err.text);
	err_release(&err);
	strbuf_release(&print.tables);
	strbuf_release(&print.rows);
	return is_good ? 0 : 1;
}

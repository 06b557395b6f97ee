/* What the tests of writers share. */
#include "config.h"

#include "export_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

char *written(const char *name, const struct record *record, const struct write_options *options)
{
	const struct writer *writer = writer_find(name);
	struct strbuf out = STRBUF_INIT;

	assert_non_null(writer);
	if (writer->begin)
		writer->begin(&out, options);
	if (record)
		writer->record(&out, record, 0, options);
	if (writer->end)
		writer->end(&out, record != NULL, options);
	return strbuf_detach(&out);
}

void assert_holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" is in:\n%s", part, text);
}

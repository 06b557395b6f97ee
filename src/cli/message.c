/* Messages to standard error. */
#include "config.h"

#include "cli/message.h"

#include "util/gate.h"
#include "util/strbuf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void message(const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;
	char *line;

	va_start(args, format);
	strbuf_vprintf(&text, format, args);
	va_end(args);
	line = gate_line(text.text, text.len);
	fprintf(stderr, "shortlist: %s\n", line);
	free(line);
	strbuf_release(&text);
}

enum status message_error(struct err *err)
{
	enum status status = err->status;

	message("%s", err->text ? err->text : "it failed, and nothing says why");
	err_release(err);
	return status ? status : STATUS_INTERNAL;
}

/* An error as a sentence with an exit status. */
#include "config.h"

#include "util/err.h"

#include "util/strbuf.h"

#include <stdlib.h>

/* A message may quote what it complains about; it stays one that a person reads. */
#define TEXT_BYTES_MAX 4096

bool err_set(struct err *err, enum status status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	err_vset(err, status, format, args);
	va_end(args);
	return false;
}

bool err_vset(struct err *err, enum status status, const char *format, va_list args)
{
	struct strbuf text = STRBUF_INIT;

	if (!err)
		return false;
	text.ceiling = TEXT_BYTES_MAX;
	strbuf_vprintf(&text, format, args);
	/* Freed only now: the arguments may quote the text that is replaced. */
	free(err->text);
	err->text = strbuf_detach(&text);
	err->status = status;
	return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	va_list args;

	if (!err)
		return false;
	text.ceiling = TEXT_BYTES_MAX;
	va_start(args, format);
	strbuf_vprintf(&text, format, args);
	va_end(args);
	strbuf_puts(&text, ": ");
	strbuf_puts(&text, err->text ? err->text : "");
	free(err->text);
	err->text = strbuf_detach(&text);
	return false;
}

void err_release(struct err *err)
{
	free(err->text);
	err->text = NULL;
	err->status = STATUS_OK;
}

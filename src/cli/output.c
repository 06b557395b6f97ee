/* Writing a command's data. */
#include "config.h"

#include "cli/output.h"

#include "read/reader.h"
#include "util/ascii.h"
#include "util/date.h"
#include "util/file.h"

#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define FLUSH_BYTES ((size_t)64 << 10)

bool output_is_terminal(void)
{
	return isatty(STDOUT_FILENO);
}

bool output_has_color(const struct options *options)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	if (options->color != COLOR_AUTO)
		return options->color == COLOR_ALWAYS;
	return output_is_terminal() && !options->output && !(no_color && no_color[0]) && term &&
	       strcmp(term, "dumb") != 0;
}

size_t output_cols(void)
{
	struct winsize size;

	if (!output_is_terminal() || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		return 0;
	return size.ws_col;
}

bool output_is_ascii(const struct options *options)
{
	if (options->ascii)
		return true;
	return output_is_terminal() && !options->output &&
	       !ascii_equal(nl_langinfo(CODESET), "UTF-8");
}

static const struct writer *choose(const struct options *options, const char *plain)
{
	const struct writer *writer = NULL;

	if (options->format)
		return writer_find(options->format);
	if (options->output)
		writer = writer_for_file(options->output);
	if (writer)
		return writer;
	return writer_find(output_is_terminal() || options->output ? "text" : plain);
}

bool output_init(struct output *output, struct program *program, const char *plain,
		 struct err *err)
{
	const struct options *options = &program->options;

	memset(output, 0, sizeof *output);
	strbuf_init(&output->text);
	output->options = options;
	output->writer = choose(options, plain);
	output->write = (struct write_options){
		.use_color = output_has_color(options), .is_ascii = output_is_ascii(options),
		.is_raw_csv = options->raw_csv, .cols = output_cols(), .today = clock_today(),
		.gazetteer = program->vocabulary.gazetteer, .document = reader_document,
	};
	if (options->output && !options->force && access(options->output, F_OK) == 0)
		return err_set(err, STATUS_CANNOT_CREATE, "%s: the file is there already; name "
			       "another, or replace it with --force", options->output);
	return true;
}

void output_release(struct output *output)
{
	strbuf_release(&output->text);
}

static void begin(struct output *output)
{
	if (output->count == 0 && output->writer->begin)
		output->writer->begin(&output->text, &output->write);
}

void output_record(struct output *output, const struct record *record)
{
	begin(output);
	output->writer->record(&output->text, record, output->count++, &output->write);
}

static bool write_all(struct strbuf *text, bool *is_closed, struct err *err)
{
	size_t at = 0;

	while (at < text->len && !*is_closed) {
		ssize_t written = write(STDOUT_FILENO, text->text + at, text->len - at);

		if (written >= 0)
			at += (size_t)written;
		else if (errno == EPIPE)
			*is_closed = true;
		else if (errno != EINTR)
			return err_set(err, STATUS_IO, "standard output: %s", strerror(errno));
	}
	strbuf_clear(text);
	return true;
}

bool output_flush(struct output *output, struct err *err)
{
	if (output->options->output || output->text.len < FLUSH_BYTES)
		return true;
	return write_all(&output->text, &output->is_closed, err);
}

static bool write_out(const struct options *options, struct strbuf *text, bool *is_closed,
		      struct err *err)
{
	if (text->truncated)
		return err_set(err, STATUS_BAD_DATA, "the output would be over 256 MiB; narrow the "
			       "query or use --limit");
	if (options->output)
		return file_write(options->output, text->text, text->len, options->force, err);
	return write_all(text, is_closed, err);
}

bool output_end(struct output *output, struct err *err)
{
	begin(output);
	if (output->writer->end)
		output->writer->end(&output->text, output->count, &output->write);
	return write_out(output->options, &output->text, &output->is_closed, err);
}

bool output_text(const struct options *options, const struct strbuf *text, struct err *err)
{
	struct strbuf copy = STRBUF_INIT;
	bool is_closed = false, ok;

	strbuf_add(&copy, text->text, text->len);
	ok = write_out(options, &copy, &is_closed, err);
	strbuf_release(&copy);
	return ok;
}

/*
 * Makes up job postings, always the same ones, for benchmarks.
 *
 *     generate COUNT FOLDER [FIRST [FEED [TEXT]]]
 *
 * writes posting FIRST (0) to FIRST + COUNT - 1 into FOLDER, which is made where it is missing:
 *
 *     json/00000.jsonl ...   a record a line, 1,000 a file, keys as job boards have them
 *     text.tsv               title, company, location and body of the first TEXT (all) of them, for
 *                            the .import of sqlite3
 *     titles.txt             "title, company, location", one a line, for fzf and ripgrep
 *     feed.xml               RSS with the first FEED (20,000) of them, for readers of feeds
 *
 * Posting N is the same whatever COUNT is, so that a folder of more begins with what one of less
 * has. A posting has about 3 KB, 425 words and 285 different ones.
 */
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "advert.h"
#include "util/alloc.h"
#include "util/err.h"

#define RECORDS_A_FILE 1000
#define FEED_DEFAULT 20000
#define COUNT_MAX 100000000
#define BUFFER_BYTES ((size_t)1 << 20)

static void die(const char *what, const char *path)
{
	fprintf(stderr, "generate: %s: %s: %s\n", path, what, strerror(errno));
	exit(STATUS_CANNOT_CREATE);
}

static FILE *open_output(const char *folder, const char *name)
{
	struct strbuf path = STRBUF_INIT;
	FILE *file;

	strbuf_printf(&path, "%s/%s", folder, name);
	file = fopen(path.text, "w");
	if (!file)
		die("cannot be written", path.text);
	setvbuf(file, NULL, _IOFBF, BUFFER_BYTES);
	strbuf_release(&path);
	return file;
}

static void close_output(FILE *file, const char *name)
{
	bool is_written = !ferror(file);

	if (fclose(file) != 0 || !is_written)
		die("cannot be written", name);
}

static void make_folder(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		die("cannot be made", path);
}

/* Adds TEXT with what stands for each of the characters in SPECIAL. */
static void add_escaped(struct strbuf *out, const struct strbuf *text, const char *special,
			const char *const *escapes)
{
	const char *p = text->text, *end = p + text->len;

	while (p < end) {
		size_t plain = strcspn(p, special);

		strbuf_add(out, p, plain);
		p += plain;
		if (p < end)
			strbuf_puts(out, escapes[strchr(special, *p++) - special]);
	}
}

static void add_json(struct strbuf *out, const char *key, const struct strbuf *text)
{
	static const char *const escapes[] = { "\\n", "\\\"", "\\\\" };

	if (text->len == 0)
		return;
	strbuf_printf(out, ", \"%s\": \"", key);
	add_escaped(out, text, "\n\"\\", escapes);
	strbuf_putc(out, '"');
}

static void add_record(struct strbuf *out, const struct advert *advert, uint64_t number)
{
	strbuf_printf(out, "{\"id\": \"%" PRIu64 "\"", number);
	add_json(out, "title", &advert->title);
	add_json(out, "company", &advert->company);
	add_json(out, "location", &advert->location);
	add_json(out, "date_posted", &advert->date);
	add_json(out, "employment_type", &advert->employment);
	add_json(out, "salary", &advert->salary);
	add_json(out, "url", &advert->url);
	add_json(out, "description", &advert->body);
	strbuf_puts(out, "}\n");
}

static void add_row(struct strbuf *out, const struct advert *advert)
{
	static const char *const blank[] = { " ", " " };

	strbuf_printf(out, "%s\t%s\t%s\t", advert->title.text, advert->company.text,
		      advert->location.text);
	add_escaped(out, &advert->body, "\n\t", blank);
	strbuf_putc(out, '\n');
}

/* Adds TEXT as XML, or, TWICE, as XML that is text in XML: the body of a feed's item is HTML. */
static void add_xml(struct strbuf *out, const struct strbuf *text, bool twice)
{
	static const char *const once_escapes[] = { "\n", "&lt;", "&gt;", "&amp;" };
	static const char *const twice_escapes[] = { "&lt;br&gt;", "&amp;lt;", "&amp;gt;",
		"&amp;amp;" };

	add_escaped(out, text, "\n<>&", twice ? twice_escapes : once_escapes);
}

static void add_item(struct strbuf *out, const struct advert *advert)
{
	strbuf_puts(out, "<item><title>");
	add_xml(out, &advert->title, false);
	strbuf_printf(out, "</title><link>%s</link><guid>%s</guid><description>", advert->url.text,
		      advert->url.text);
	add_xml(out, &advert->body, true);
	strbuf_puts(out, "</description></item>\n");
}

struct outputs {
	const char *folder;
	FILE *json, *text, *titles, *feed;
	size_t records, files, feed_left, text_left;
	struct strbuf line;
};

static void put(struct outputs *outputs, FILE *file)
{
	fwrite(outputs->line.text, 1, outputs->line.len, file);
	strbuf_clear(&outputs->line);
}

static void put_record(struct outputs *outputs, const struct advert *advert, uint64_t number)
{
	struct strbuf name = STRBUF_INIT;

	if (outputs->records++ % RECORDS_A_FILE == 0) {
		if (outputs->json)
			close_output(outputs->json, "json");
		strbuf_printf(&name, "json/%05zu.jsonl", outputs->files++);
		outputs->json = open_output(outputs->folder, name.text);
		strbuf_release(&name);
	}
	add_record(&outputs->line, advert, number);
	put(outputs, outputs->json);
}

static void put_advert(struct outputs *outputs, const struct advert *advert, uint64_t number)
{
	put_record(outputs, advert, number);
	if (outputs->text_left > 0) {
		outputs->text_left--;
		add_row(&outputs->line, advert);
		put(outputs, outputs->text);
	}
	strbuf_printf(&outputs->line, "%s, %s, %s\n", advert->title.text, advert->company.text,
		      advert->location.text);
	put(outputs, outputs->titles);
	if (outputs->feed_left > 0) {
		outputs->feed_left--;
		add_item(&outputs->line, advert);
		put(outputs, outputs->feed);
	}
}

static void open_outputs(struct outputs *outputs, const char *folder)
{
	struct strbuf json = STRBUF_INIT;

	make_folder(folder);
	strbuf_printf(&json, "%s/json", folder);
	make_folder(json.text);
	strbuf_release(&json);
	outputs->folder = folder;
	outputs->text = open_output(folder, "text.tsv");
	outputs->titles = open_output(folder, "titles.txt");
	outputs->feed = open_output(folder, "feed.xml");
	strbuf_init(&outputs->line);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>"
	      "<title>Jobs</title><link>https://jobs.example.com/</link>"
	      "<description>Made-up jobs</description>\n", outputs->feed);
}

static void close_outputs(struct outputs *outputs)
{
	fputs("</channel></rss>\n", outputs->feed);
	if (outputs->json)
		close_output(outputs->json, "json");
	close_output(outputs->text, "text.tsv");
	close_output(outputs->titles, "titles.txt");
	close_output(outputs->feed, "feed.xml");
	strbuf_release(&outputs->line);
}

/* A count on the command line; ends the program where it is none. */
static uint64_t read_count(const char *text)
{
	char *end;
	unsigned long long count;

	errno = 0;
	count = strtoull(text, &end, 10);
	if (errno != 0 || *end != '\0' || end == text || count > COUNT_MAX) {
		fprintf(stderr, "generate: \"%s\" is no number of postings\n", text);
		exit(STATUS_USAGE);
	}
	return count;
}

int main(int argc, char **argv)
{
	struct corpus corpus;
	struct advert advert = ADVERT_INIT;
	struct outputs outputs = { 0 };
	uint64_t count, first;

	if (argc < 3 || argc > 6) {
		fputs("usage: generate COUNT FOLDER [FIRST [FEED [TEXT]]]\n", stderr);
		return STATUS_USAGE;
	}
	count = read_count(argv[1]);
	first = argc > 3 ? read_count(argv[3]) : 0;
	outputs.feed_left = argc > 4 ? (size_t)read_count(argv[4]) : FEED_DEFAULT;
	outputs.text_left = argc > 5 ? (size_t)read_count(argv[5]) : (size_t)count;
	corpus_init(&corpus);
	open_outputs(&outputs, argv[2]);
	for (uint64_t number = first; number < first + count; number++) {
		advert_make(&advert, &corpus, number);
		put_advert(&outputs, &advert, number);
	}
	close_outputs(&outputs);
	advert_release(&advert);
	corpus_release(&corpus);
	return STATUS_OK;
}

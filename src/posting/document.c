/* A document: built block by block by the readers, and asked where its bytes came from. */
#include "config.h"

#include "posting/document.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "util/utf8.h"
#include "util/vec.h"

void document_init(struct document *document)
{
	memset(document, 0, sizeof *document);
	strbuf_init(&document->text);
}

void document_release(struct document *document)
{
	for (size_t i = 0; i < document->links.count; i++)
		free(document->links.items[i].url);
	VEC_RELEASE(&document->links);
	VEC_RELEASE(&document->strongs);
	VEC_RELEASE(&document->runs);
	VEC_RELEASE(&document->blocks);
	strbuf_release(&document->text);
	document_init(document);
}

static struct block *last_block(struct document *document)
{
	assert(document->blocks.count > 0);
	return &document->blocks.items[document->blocks.count - 1];
}

void document_open_block(struct document *document, enum block_kind kind, int level)
{
	*VEC_PUSH(&document->blocks) = (struct block){
		.kind = kind, .level = level, .start = document->text.len,
		.end = document->text.len,
	};
}

void document_add(struct document *document, const char *bytes, size_t len, size_t source)
{
	size_t at = document->text.len;
	struct document_run *last = NULL;

	strbuf_add(&document->text, bytes, len);
	len = document->text.len - at;
	if (len == 0)
		return;
	if (document->runs.count > 0)
		last = &document->runs.items[document->runs.count - 1];
	if (last && last->at + last->len == at && last->source + last->len == source)
		last->len += len;
	else
		*VEC_PUSH(&document->runs) = (struct document_run){ at, len, source };
}

void document_add_made(struct document *document, const char *bytes, size_t len)
{
	strbuf_add(&document->text, bytes, len);
}

void document_add_link(struct document *document, size_t start, const char *url, size_t len)
{
	struct strbuf valid = STRBUF_INIT;

	assert(start <= document->text.len);
	utf8_mend(&valid, url, len);
	*VEC_PUSH(&document->links) = (struct document_link){
		start, document->text.len, strbuf_detach(&valid),
	};
}

void document_add_strong(struct document *document, size_t start)
{
	struct document_strong *last = NULL;
	size_t end = document->text.len;

	if (start >= end)
		return;
	if (document->strongs.count > 0)
		last = &document->strongs.items[document->strongs.count - 1];
	if (last && last->end >= last_block(document)->start && start >= last->end &&
	    start - last->end <= 1 && (start == last->end || document->text.text[last->end] == ' '))
		last->end = end;
	else
		*VEC_PUSH(&document->strongs) = (struct document_strong){ start, end };
}

/* Blanks, line ends, and characters that look like nothing at the end of a line. */
static bool is_blank(uint32_t code)
{
	return code == 0x20 || (code >= 0x09 && code <= 0x0d) || code == 0x85 || code == 0xa0 ||
	       code == 0x1680 || (code >= 0x2000 && code <= 0x200b) || code == 0x2028 ||
	       code == 0x2029 || code == 0x202f || code == 0x205f || code == 0x3000 ||
	       code == 0xfeff;
}

/* The start of the character that ends at byte AT, not before START. */
static size_t before(const char *text, size_t start, size_t at)
{
	size_t first = at - 1;

	while (first > start && at - first < 4 && ((unsigned char)text[first] & 0xc0) == 0x80)
		first--;
	return first;
}

/* Narrows [*start, *end) to what stands between its blanks. */
static void trim(const char *text, size_t *start, size_t *end)
{
	uint32_t code;

	while (*start < *end) {
		size_t taken = utf8_decode(text + *start, *end - *start, &code, NULL);

		if (!is_blank(code))
			break;
		*start += taken;
	}
	while (*end > *start) {
		size_t at = before(text, *start, *end);

		utf8_decode(text + at, *end - at, &code, NULL);
		if (!is_blank(code))
			break;
		*end = at;
	}
}

/* Cuts what is bold at byte AT. */
static void cut_strongs(struct document *document, size_t at)
{
	while (document->strongs.count > 0) {
		struct document_strong *last =
			&document->strongs.items[document->strongs.count - 1];

		if (last->start < at) {
			if (last->end > at)
				last->end = at;
			break;
		}
		document->strongs.count--;
	}
}

/* Cuts the text, its runs, its links and what is bold at byte AT. */
static void cut(struct document *document, size_t at)
{
	cut_strongs(document, at);
	strbuf_cut(&document->text, at);
	while (document->runs.count > 0) {
		struct document_run *run = &document->runs.items[document->runs.count - 1];

		if (run->at < at) {
			if (run->at + run->len > at)
				run->len = at - run->at;
			break;
		}
		document->runs.count--;
	}
	while (document->links.count > 0) {
		struct document_link *link = &document->links.items[document->links.count - 1];

		if (link->start < at) {
			if (link->end > at)
				link->end = at;
			break;
		}
		free(link->url);
		document->links.count--;
	}
}

static size_t moved(size_t at, size_t from, size_t bytes)
{
	return at < from + bytes ? from : at - bytes;
}

/* Moves what is bold for BYTES that were taken out of the text at AT. */
static void move_strongs(struct document *document, size_t at, size_t bytes)
{
	for (size_t i = document->strongs.count; i > 0; i--) {
		struct document_strong *strong = &document->strongs.items[i - 1];

		if (strong->end <= at)
			break;
		strong->start = strong->start > at ? moved(strong->start, at, bytes) :
			strong->start;
		strong->end = moved(strong->end, at, bytes);
		if (strong->start == strong->end)
			VEC_REMOVE(&document->strongs, i - 1);
	}
}

/* Takes BYTES out of the text at AT, the start of the last block. */
static void remove_front(struct document *document, size_t at, size_t bytes)
{
	size_t i;

	if (bytes == 0)
		return;
	strbuf_remove(&document->text, at, bytes);
	for (i = document->runs.count; i > 0 && document->runs.items[i - 1].at >= at; i--) {
		struct document_run *run = &document->runs.items[i - 1];
		size_t end = moved(run->at + run->len, at, bytes);
		size_t lost = run->at < at + bytes ? at + bytes - run->at : 0;

		run->source += lost < run->len ? lost : run->len;
		run->at = moved(run->at, at, bytes);
		run->len = end - run->at;
	}
	while (i < document->runs.count && document->runs.items[i].len == 0)
		VEC_REMOVE(&document->runs, i);
	for (i = document->links.count; i > 0 && document->links.items[i - 1].end > at; i--) {
		struct document_link *link = &document->links.items[i - 1];

		link->start = link->start > at ? moved(link->start, at, bytes) : link->start;
		link->end = moved(link->end, at, bytes);
	}
	move_strongs(document, at, bytes);
}

/* Links around nothing but blanks have nothing left to be followed by. */
static void drop_empty_links(struct document *document, size_t from)
{
	for (size_t i = document->links.count; i > 0; i--) {
		struct document_link *link = &document->links.items[i - 1];

		if (link->start < from)
			break;
		if (link->start == link->end) {
			free(link->url);
			VEC_REMOVE(&document->links, i - 1);
		}
	}
}

bool document_close_block(struct document *document)
{
	struct block *block = last_block(document);
	size_t start = block->start, end = document->text.len;

	if (block->kind == BLOCK_RULE)
		end = start;
	else
		trim(document->text.text, &start, &end);
	if (start == end && block->kind != BLOCK_RULE) {
		cut(document, block->start);
		document->blocks.count--;
		return false;
	}
	cut(document, end);
	remove_front(document, block->start, start - block->start);
	drop_empty_links(document, block->start);
	block->end = document->text.len;
	strbuf_putc(&document->text, '\n');
	return true;
}

/* The first run that ends after byte AT of the text. */
static size_t run_after(const struct document *document, size_t at)
{
	size_t low = 0, high = document->runs.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct document_run *run = &document->runs.items[middle];

		if (run->at + run->len <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool document_source(const struct document *document, size_t start, size_t end,
		     size_t *source_start, size_t *source_end)
{
	size_t from = SIZE_MAX, to = 0;

	for (size_t i = run_after(document, start); i < document->runs.count; i++) {
		const struct document_run *run = &document->runs.items[i];
		size_t first = run->at > start ? run->at : start;
		size_t last = run->at + run->len < end ? run->at + run->len : end;

		if (first >= last)
			break;
		if (run->source + (first - run->at) < from)
			from = run->source + (first - run->at);
		if (run->source + (last - run->at) > to)
			to = run->source + (last - run->at);
	}
	if (from >= to)
		return false;
	*source_start = from;
	*source_end = to;
	return true;
}

bool document_from_source(const struct document *document, size_t source_start, size_t source_end,
			  size_t *start, size_t *end)
{
	size_t from = SIZE_MAX, to = 0;

	for (size_t i = 0; i < document->runs.count; i++) {
		const struct document_run *run = &document->runs.items[i];
		size_t run_end = run->source + run->len;
		size_t first = run->source > source_start ? run->source : source_start;
		size_t last = run_end < source_end ? run_end : source_end;

		if (first >= last)
			continue;
		if (run->at + (first - run->source) < from)
			from = run->at + (first - run->source);
		if (run->at + (last - run->source) > to)
			to = run->at + (last - run->source);
	}
	if (from >= to)
		return false;
	*start = from;
	*end = to;
	return true;
}

size_t document_block_at(const struct document *document, size_t at)
{
	size_t low = 0, high = document->blocks.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct block *block = &document->blocks.items[middle];

		if (at < block->start)
			high = middle;
		else if (at > block->end)
			low = middle + 1;
		else
			return middle;
	}
	return document->blocks.count;
}

/* What reading a text as Markdown would cost. */
#include "config.h"

#include "read/markdown_int.h"

#include <stdint.h>

#include "util/ascii.h"

/* Longer texts than this are read as plain text. */
#define BYTES_MAX ((size_t)2 << 20)

/*
 * md4c (0.4.8 was measured) looks through the lines of a paragraph for each bracket and each
 * address in it, through a word for each address in it, through the marks of a paragraph for each
 * address, and through the open lists and quotes at each blank line. The products are bounded so
 * that each stays below a tenth of a second; a posting is far below.
 */
#define BRACKET_LINES_MAX 10000000u
#define ADDRESS_LINES_MAX 100000000u
#define WORD_ADDRESS_BYTES_MAX 40000000u
#define CONTAINER_LINES_MAX 40000000u
#define ADDRESS_MARKS_MAX 200000000u

struct cost {
	uint64_t lines, brackets, addresses, marks; /* of the paragraph */
	uint64_t word, signs;    /* bytes of the word, and signs of an address in it */
	uint64_t bracket_lines, address_lines, word_addresses, address_marks;
	uint64_t deepest, all_lines;
};

static void end_word(struct cost *cost)
{
	cost->word_addresses += cost->word * cost->signs;
	cost->addresses += cost->signs;
	cost->word = cost->signs = 0;
}

static void end_paragraph(struct cost *cost)
{
	cost->bracket_lines += cost->lines * cost->brackets;
	cost->address_lines += cost->lines * cost->addresses;
	cost->address_marks += cost->marks * cost->addresses;
	cost->lines = cost->brackets = cost->addresses = cost->marks = 0;
}

/* The most lists and quotes that a line can open: one for each mark before its text, one for
 * every two columns that it is indented. */
static uint64_t containers(const char *line, size_t len)
{
	uint64_t count = 0;
	size_t blanks = 0;

	for (size_t at = 0; at < len; at++) {
		char c = line[at];

		if (c == '>' || c == '-' || c == '*' || c == '+' || c == '.' || c == ')')
			count++;
		else if (c == ' ')
			blanks++;
		else if (c == '\t')
			blanks += 4;
		else if (!ascii_is_digit(c))
			break;
	}
	return count + blanks / 2;
}

/* Reads the line at the start of TEXT and returns its length with its end. */
static size_t count_line(struct cost *cost, const char *text, size_t left)
{
	size_t at = 0;
	bool is_blank = true;

	for (; at < left && text[at] != '\n' && text[at] != '\r'; at++) {
		char c = text[at];

		if (c == ' ' || c == '\t') {
			end_word(cost);
			continue;
		}
		is_blank = false;
		cost->word++;
		cost->signs += c == ':' || c == '@' || c == '.';
		cost->brackets += c == '[' || c == ']' || c == '<';
		cost->marks += !ascii_is_alnum(c);
	}
	end_word(cost);
	cost->lines++;
	cost->all_lines++;
	if (is_blank) {
		end_paragraph(cost);
	} else {
		uint64_t depth = containers(text, at);

		cost->deepest = depth > cost->deepest ? depth : cost->deepest;
	}
	return at < left ? at + 1 : at;
}

bool markdown_is_cheap(const char *body, size_t len)
{
	struct cost cost = { .lines = 0 };

	if (len > BYTES_MAX)
		return false;
	for (size_t at = 0; at < len;)
		at += count_line(&cost, body + at, len - at);
	end_paragraph(&cost);
	return cost.bracket_lines <= BRACKET_LINES_MAX &&
	       cost.address_lines <= ADDRESS_LINES_MAX &&
	       cost.word_addresses <= WORD_ADDRESS_BYTES_MAX &&
	       cost.address_marks <= ADDRESS_MARKS_MAX &&
	       cost.deepest * cost.all_lines <= CONTAINER_LINES_MAX;
}

/* Differences of texts, written as the words with [-those taken away-] and {+those put in+}. */
#include "config.h"

#include "util/diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "util/strbuf.h"

static const char *const marks[][2] = {
	[DIFF_KEPT] = { "", "" }, [DIFF_REMOVED] = { "[-", "-]" }, [DIFF_ADDED] = { "{+", "+}" },
};

static void draw(struct strbuf *out, const struct diff *diff, const char *before,
		 const char *after)
{
	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_run *run = &diff->items[i];
		const char *text = run->kind == DIFF_REMOVED ? before : after;

		strbuf_puts(out, marks[run->kind][0]);
		strbuf_add(out, text + run->start, run->end - run->start);
		strbuf_puts(out, marks[run->kind][1]);
	}
}

static void assert_diff(const char *before, const char *after, const char *wanted)
{
	struct strbuf drawn = STRBUF_INIT;
	struct diff diff = { 0 };

	diff_words(&diff, before, strlen(before), after, strlen(after));
	draw(&drawn, &diff, before, after);
	assert_string_equal(drawn.text, wanted);
	diff_release(&diff);
	strbuf_release(&drawn);
}

static void test_nothing(void **state)
{
	(void)state;
	assert_diff("", "", "");
	assert_diff(" \n ", "", "");
	assert_diff("", "one word", "{+one word+}");
	assert_diff("one word", "", "[-one word-]");
}

static void test_blanks_do_not_count(void **state)
{
	(void)state;
	assert_diff("a  b\nc", "a b c", "a b c");
	assert_diff("a b", "  a b\n", "a b\n");
}

static void test_words(void **state)
{
	(void)state;
	assert_diff("pay 100,000 a year", "pay 120,000 a year",
		    "pay [-100,000 -]{+120,000 +}a year");
	assert_diff("we want you", "we do want you now", "we {+do +}want you {+now+}");
	assert_diff("we do want you now", "we want you", "we [-do -]want you[-now-]");
	assert_diff("Berlin, or Bern.", "Berlin or Bern!", "Berlin [-, -]or Bern[-.-]{+!+}");
	assert_diff("a b", "b a", "[-a -]b {+a+}");
}

static void test_repeated_words(void **state)
{
	(void)state;
	assert_diff("x x x y x x", "x x y x x x", "x x [-x -]y {+x +}x x");
	assert_diff("b a b a b a", "a b a b", "[-b -]a b a b[-a-]");
}

/* What was put in or taken away is whole lines where it may be said so. */
static void test_whole_lines(void **state)
{
	(void)state;
	assert_diff("Trim wicks.\nCount ships.\n", "Trim wicks.\nPolish.\nCount ships.\n",
		    "Trim wicks.\n{+Polish.\n+}Count ships.\n");
	assert_diff("Trim wicks.\nPolish.\nCount ships.\n", "Trim wicks.\nCount ships.\n",
		    "Trim wicks.\n[-Polish.\n-]Count ships.\n");
	assert_diff("a. b. c.", "a. d. b. c.", "a. {+d. +}b. c.");
	assert_diff("One.\n", "One.\nTwo.\n", "One.\n{+Two.\n+}");
}

/* A few words that happen to stand in both are no comfort between whole sentences of change. */
static void test_islands(void **state)
{
	(void)state;
	assert_diff("Our crew bakes bread and sells rolls to all.",
		    "Many people plant trees and water young seeds daily.",
		    "[-Our crew bakes bread and sells rolls to all-]"
		    "{+Many people plant trees and water young seeds daily+}.");
}

static void test_other_scripts(void **state)
{
	(void)state;
	assert_diff("\xE6\x9D\xB1\xE4\xBA\xAC", "\xE6\x9D\xB1\xE5\x8C\x97",
		    "\xE6\x9D\xB1[-\xE4\xBA\xAC-]{+\xE5\x8C\x97+}");
	assert_diff("na\xC3\xAFve", "naive", "[-na\xC3\xAFve-]{+naive+}");
	assert_diff("a \xFF\xFE b", "a \xE4 b", "a [-\xFF\xFE -]{+\xE4 +}b");
}

/* Marsaglia's xorshift64. */
static uint64_t seed = 88172645463325252;

static size_t pick(size_t count)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % count;
}

static void make(struct strbuf *text, size_t words, size_t vocabulary)
{
	strbuf_clear(text);
	for (size_t i = 0; i < words; i++)
		strbuf_printf(text, "w%zu%s", pick(vocabulary), pick(5) ? " " : ", ");
}

/* The runs of KIND and those kept, without blanks. */
static void gather(struct strbuf *out, const struct diff *diff, enum diff_kind kind,
		   const char *text)
{
	strbuf_clear(out);
	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_run *run = &diff->items[i];

		for (size_t at = run->start; at < run->end; at++)
			if ((run->kind == kind || run->kind == DIFF_KEPT) && text[at] != ' ')
				strbuf_putc(out, text[at]);
	}
}

static void without_blanks(struct strbuf *out, const char *text)
{
	strbuf_clear(out);
	for (; *text; text++)
		if (*text != ' ')
			strbuf_putc(out, *text);
}

/* What was kept and put in is the new text; runs are not empty and of different kinds. */
static void test_gives_the_new_text(void **state)
{
	struct strbuf texts[2] = { STRBUF_INIT, STRBUF_INIT };
	struct strbuf got = STRBUF_INIT, wanted = STRBUF_INIT;

	(void)state;
	for (int round = 0; round < 400; round++) {
		size_t vocabulary = 1 + pick(30);
		struct diff diff = { 0 };

		make(&texts[0], pick(40), vocabulary);
		make(&texts[1], pick(40), vocabulary);
		diff_words(&diff, texts[0].text, texts[0].len, texts[1].text, texts[1].len);
		gather(&got, &diff, DIFF_ADDED, texts[1].text);
		without_blanks(&wanted, texts[1].text);
		assert_string_equal(got.text, wanted.text);
		for (size_t i = 0; i < diff.count; i++) {
			assert_true(diff.items[i].start < diff.items[i].end);
			assert_true(i == 0 || diff.items[i].kind != diff.items[i - 1].kind);
		}
		diff_release(&diff);
	}
	strbuf_release(&texts[0]);
	strbuf_release(&texts[1]);
	strbuf_release(&got);
	strbuf_release(&wanted);
}

/* Long texts of few words in another order have no short way; it is not looked for for long. */
static void test_is_bounded(void **state)
{
	struct strbuf texts[2] = { STRBUF_INIT, STRBUF_INIT };
	struct diff diff = { 0 };

	(void)state;
	make(&texts[0], 50000, 3);
	make(&texts[1], 50000, 3);
	diff_words(&diff, texts[0].text, texts[0].len, texts[1].text, texts[1].len);
	assert_true(diff.count > 0);
	make(&texts[0], 50000, 40000);
	make(&texts[1], 50000, 40000);
	diff_words(&diff, texts[0].text, texts[0].len, texts[1].text, texts[1].len);
	assert_true(diff.count > 0);
	diff_release(&diff);
	strbuf_release(&texts[0]);
	strbuf_release(&texts[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_blanks_do_not_count),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_whole_lines),
		cmocka_unit_test(test_repeated_words),
		cmocka_unit_test(test_islands),
		cmocka_unit_test(test_other_scripts),
		cmocka_unit_test(test_gives_the_new_text),
		cmocka_unit_test(test_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

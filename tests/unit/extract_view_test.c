/* Views: words, what stands between them, and phrases. */
#include "config.h"

#include "extract/view_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct lexicon *lexicon;

static int set_up(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	lexicon = lexicon_new(NULL, &err);
	return lexicon != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	lexicon_free(lexicon);
	return 0;
}

static void check_words(const char *text, const char *want)
{
	struct strbuf got = STRBUF_INIT;
	struct view view;

	view_init(&view, lexicon, text, strlen(text));
	for (size_t i = 0; i < view.words.count; i++) {
		const struct word *word = &view.words.items[i];

		assert_true(word->start < word->end && word->end <= view.len);
		if (i > 0)
			strbuf_putc(&got, '|');
		strbuf_add(&got, text + word->start, word->end - word->start);
	}
	assert_string_equal(got.text, want);
	view_release(&view);
	strbuf_release(&got);
}

static void test_words(void **state)
{
	(void)state;
	check_words("", "");
	check_words(" .,- \n", "");
	check_words("a", "a");
	check_words("RSUs for SWEs, GBAbout", "RSUs|for|SWEs|GB|About");
	check_words("5+ years (Rust/Go)", "5|years|Rust|Go");
	check_words("you\xe2\x80\x99ll don't Acme's", "you\xe2\x80\x99ll|don't|Acme's");
	/* U+3300: longer folded than it is written, so that what follows stands further on. */
	check_words("\xe3\x8c\x80 plain words", "\xe3\x8c\x80|plain|words");
	check_words("na\xc3\xafve Z\xc3\xbcrich", "na\xc3\xafve|Z\xc3\xbcrich");
	check_words("CoreDate: 12 Feb 2026Location: Hull, GBAbout UsFor 40 years",
		    "Core|Date|12|Feb|2026|Location|Hull|GB|About|Us|For|40|years");
	check_words("JavaScript PostgreSQL", "JavaScript|PostgreSQL");
	check_words("\xff\xfe" "a\xff", "a");
}

/* A word compared with one that a rule names: apostrophes do not count. */
static void test_is(void **state)
{
	static const char *const list[] = { "tea", "youll" };
	const char *text = "You'll you\xe2\x80\x99ll youll you'l tea's Tea";
	struct view view;

	(void)state;
	view_init(&view, lexicon, text, strlen(text));
	assert_int_equal(view.words.count, 6);
	for (size_t i = 0; i < 3; i++)
		assert_true(view_is(&view, i, "youll"));
	assert_false(view_is(&view, 3, "youll"));
	assert_false(view_is(&view, 4, "tea"));
	assert_true(view_is(&view, 4, "teas"));
	assert_true(VIEW_IS_ONE_OF(&view, 0, list));
	assert_true(VIEW_IS_ONE_OF(&view, 5, list));
	assert_false(VIEW_IS_ONE_OF(&view, 4, list));
	assert_false(VIEW_IS_ONE_OF(&view, 6, list));
	view_release(&view);
}

static void test_gaps(void **state)
{
	static const struct { const char *text; unsigned gap; } gaps[] = {
		{ "a b", GAP_BLANK }, { "a-b", GAP_HYPHEN }, { "a - b", GAP_BLANK | GAP_DASH },
		{ "a, b", GAP_COMMA | GAP_BLANK }, { "a. b", GAP_STOP | GAP_BLANK },
		{ "sr. b", GAP_OTHER | GAP_BLANK }, { "a\nb", GAP_LINE }, { "a/b", GAP_SLASH },
		{ "a \xe2\x94\x82 b", GAP_BLANK | GAP_BAR },
		{ "a \xef\xbd\x9c b", GAP_BLANK | GAP_BAR },
		{ "a \xe2\x9d\x98 b", GAP_BLANK | GAP_BAR },
		{ "a | b", GAP_BLANK | GAP_BAR }, { "a \xc2\xb7 b", GAP_BLANK | GAP_BAR },
		{ "a (b", GAP_BLANK | GAP_OPEN }, { "a: b", GAP_COLON | GAP_BLANK },
		{ "a $b", GAP_BLANK | GAP_MONEY }, { "a+b", GAP_PLUS },
		{ "a\xe2\x80\x94" "b", GAP_DASH },
	};

	(void)state;
	for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
		struct view view;

		view_init(&view, lexicon, gaps[i].text, strlen(gaps[i].text));
		assert_int_equal(view.words.count, 2);
		assert_int_equal(view_gap(&view, 1), gaps[i].gap);
		assert_int_equal(view_gap(&view, 2), GAP_LINE);
		view_release(&view);
	}
}

static void test_the_longest_phrase_counts(void **state)
{
	static const char text[] = "Work from anywhere four weeks a year. Remote-first!";
	struct view view;
	const struct hit *hit;

	(void)state;
	view_init(&view, lexicon, text, strlen(text));
	hit = view_find(&view, LEXICON_WORKPLACE, -1, 0, view.words.count);
	assert_int_equal(hit->value, WORKPLACE_WORD_NEUTRAL);
	assert_int_equal(hit->first, 0);
	assert_int_equal(hit->last, 5);
	hit = view_find(&view, LEXICON_WORKPLACE, -1, 5, view.words.count);
	assert_int_equal(hit->value, WORKPLACE_WORD_MAYBE_REMOTE);
	assert_int_equal(view_start(&view, hit->first), 38);
	assert_null(view_find(&view, LEXICON_WORKPLACE, -1, 5, hit->first));
	view_release(&view);
}

static void test_sentences(void **state)
{
	static const char text[] = "One two. Three, four (five).\nSix";
	struct view view;

	(void)state;
	view_init(&view, lexicon, text, strlen(text));
	assert_int_equal(view_back(&view, 3, GAP_SENTENCE), 2);
	assert_int_equal(view_ahead(&view, 3, GAP_SENTENCE), 5);
	assert_int_equal(view_ahead(&view, 3, GAP_CLAUSE), 4);
	assert_int_equal(view_back(&view, 0, GAP_SENTENCE), 0);
	assert_int_equal(view_ahead(&view, 5, GAP_SENTENCE), 6);
	assert_int_equal(view_word_from(&view, 9), 2);
	assert_int_equal(view_word_from(&view, 1000), 6);
	assert_true(view_is(&view, 0, "one"));
	assert_false(view_is(&view, 6, "one"));
	view_release(&view);
}

/* A view in the memory of another is as one of its own. */
static void test_memory_is_kept(void **state)
{
	static const char *const texts[] = {
		"Remote. It\xe2\x80\x99s a role at 2nd Caf\xc3\xa9 \xe2\x80\x93 ACME", "",
		"CoreDate posted: r\xc3\xa9sum\xc3\xa9 2026. Senior Engineer", "x",
	};
	struct view kept;

	(void)state;
	view_init(&kept, lexicon, "Work from anywhere", 18);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct view view;

		view_init(&view, lexicon, texts[i], strlen(texts[i]));
		view_renew(&kept, texts[i], strlen(texts[i]));
		assert_int_equal(kept.words.count, view.words.count);
		for (size_t at = 0; at < view.words.count; at++) {
			assert_int_equal(view_start(&kept, at), view_start(&view, at));
			assert_int_equal(kept.words.items[at].id, view.words.items[at].id);
			assert_int_equal(view_gap(&kept, at), view_gap(&view, at));
		}
		for (int group = 0; group < LEXICON_GROUP_COUNT; group++)
			assert_int_equal(kept.hits[group].count, view.hits[group].count);
		view_release(&view);
	}
	view_release(&kept);
}

#define LINES "\n\n\n\n\n\n\n\n"

/* Where a byte of the text is found among the words. */
static void test_word_from_every_byte(void **state)
{
	static const char text[] = "One,    two"
		LINES LINES LINES LINES LINES LINES LINES LINES " three four five six";
	struct view view;
	size_t want = 0;

	(void)state;
	view_init(&view, lexicon, text, strlen(text));
	for (size_t at = 0; at < sizeof text + 200; at++) {
		while (want < view.words.count && view.words.items[want].start < at)
			want++;
		assert_int_equal(view_word_from(&view, at), want);
	}
	view_release(&view);
}

/* Capitals, numbers and places of words that are not plain. */
static void test_words_beyond_ascii(void **state)
{
	static const char text[] = "\xc3\x89t\xc3\xa9 o\xcc\x88 NA\xc3\x8fVE it\xe2\x80\x99s A1B "
		"\xef\xac\x81ne";
	struct view view;

	(void)state;
	view_init(&view, lexicon, text, strlen(text));
	assert_int_equal(view.words.count, 6);
	assert_true(view_is(&view, 0, "ete") && view.words.items[0].is_upper);
	assert_int_equal(view_end(&view, 1), 5);
	assert_true(view_is(&view, 1, "o"));
	assert_int_equal(view_end(&view, 2), 9);
	assert_true(view_is(&view, 2, "naive") && view.words.items[2].is_caps);
	assert_true(view_is(&view, 3, "it's"));
	assert_true(view_is(&view, 4, "a1b") && view.words.items[4].is_caps);
	assert_true(view_is(&view, 5, "fine"));
	view_release(&view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_is),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_the_longest_phrase_counts),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_memory_is_kept),
		cmocka_unit_test(test_word_from_every_byte),
		cmocka_unit_test(test_words_beyond_ascii),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

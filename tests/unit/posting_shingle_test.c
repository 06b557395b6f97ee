/* Signatures: what changes them, what does not, and how near their estimates are. */
#include "config.h"

#include "posting/shingle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "util/strbuf.h"

static struct signature of(const char *text)
{
	struct signature signature;

	signature_make(&signature, text, strlen(text));
	return signature;
}

/* The words FIRST to LAST of a text that has each word once. */
static struct signature of_words(int first, int last)
{
	struct strbuf text = STRBUF_INIT;
	struct signature signature;

	for (int i = first; i < last; i++)
		strbuf_printf(&text, "word%d%s", i, i % 9 == 8 ? ".\n" : " ");
	signature = of(text.text);
	strbuf_release(&text);
	return signature;
}

static void assert_near(int percent, int wanted)
{
	if (percent < wanted - 12 || percent > wanted + 12)
		fail_msg("%d %% is not near %d %%", percent, wanted);
}

static void test_no_text(void **state)
{
	struct signature none = of(""), marks = of(" *** --- \n"), some = of_words(0, 100);

	(void)state;
	assert_int_equal(none.words, 0);
	assert_int_equal(marks.words, 0);
	assert_int_equal(signature_common(&none, &marks), 0);
	assert_int_equal(signature_contained(&none, &some), 0);
	assert_int_equal(signature_contained(&none, &none), 0);
}

static void test_few_words(void **state)
{
	struct signature two = of("keep lanterns"), three = of("keep the lanterns");

	(void)state;
	assert_int_equal(two.words, 2);
	assert_int_equal(signature_common(&two, &two), 0);
	assert_int_equal(signature_common(&three, &three), 100);
}

static void test_what_does_not_matter(void **state)
{
	static const char plain[] =
		"About us\n\nWe brew tea in kettles of copper, and we like it.\n- You know Rust\n"
		"- You know caf\xc3\xa9s\nMore: https://kettle.example/jobs?id=3\n";
	static const char *const same[] = {
		("# About us\n\nWe **brew** tea in kettles of _copper_, and we like it.\n\n"
		 "* You know Rust\n* You know cafes\n\nMore: "
		 "[](https://kettle.example/jobs?utm=4)"),
		("ABOUT US We brew tea in kettles of copper \xe2\x80\x93 and we like it; you know "
		 "rust; you know cafe\xcc\x81s. MORE <mailto:jobs@kettle.example>"),
	};
	struct signature first = of(plain);

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct signature other = of(same[i]);

		assert_int_equal(other.words, first.words);
		assert_memory_equal(&other, &first, sizeof first);
	}
}

static void test_scripts_without_blanks(void **state)
{
	struct signature all = of("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe6\x96\x87");
	struct signature mixed = of("Rust\xe6\x97\xa5\xe6\x9c\xac 2");

	(void)state;
	assert_int_equal(all.words, 5);
	assert_int_equal(mixed.words, 4);
}

static void test_estimates(void **state)
{
	struct signature whole = of_words(0, 600), half = of_words(0, 300);
	struct signature shifted = of_words(60, 660), other = of_words(2000, 2600);

	(void)state;
	assert_int_equal(signature_common(&whole, &whole), 100);
	assert_near(signature_common(&whole, &half), 50);
	assert_near(signature_common(&whole, &shifted), 82);
	assert_in_range(signature_common(&whole, &other), 0, 4);
	assert_near(signature_contained(&half, &whole), 100);
	assert_near(signature_contained(&whole, &shifted), 90);
	assert_in_range(signature_contained(&whole, &other), 0, 8);
}

/* So much is cut that hardly anything of it was sampled: its beginning tells. */
static void test_cut_short(void **state)
{
	struct signature whole = of_words(0, 900), cut = of_words(0, 60), end = of_words(800, 860);

	(void)state;
	assert_in_range(signature_contained(&cut, &whole), 95, 100);
	assert_in_range(signature_contained(&end, &whole), 0, 10);
}

static void test_bands(void **state)
{
	struct signature whole = of_words(0, 600), near = of_words(0, 590);
	struct signature other = of_words(700, 1300);
	size_t shared = 0, strange = 0;

	(void)state;
	for (size_t i = 0; i < SIGNATURE_BANDS; i++) {
		shared += signature_band(&whole, i) == signature_band(&near, i);
		for (size_t k = 0; k < SIGNATURE_BANDS; k++)
			strange += signature_band(&whole, i) == signature_band(&other, k);
	}
	assert_in_range(shared, 1, SIGNATURE_BANDS);
	assert_int_equal(strange, 0);
}

static void test_bytes(void **state)
{
	struct signature first = of_words(0, 200), again;
	unsigned char bytes[SIGNATURE_BYTES];

	(void)state;
	signature_write(&first, bytes);
	assert_int_equal(bytes[0], 200);
	assert_true(signature_read(&again, bytes, sizeof bytes));
	assert_memory_equal(&again, &first, sizeof first);
	assert_false(signature_read(&again, bytes, sizeof bytes - 1));
	assert_int_equal(again.words, 0);
	assert_false(signature_read(&again, NULL, 0));
}

/* What is stored must be found again by every later version. */
static void test_stays_the_same(void **state)
{
	struct signature signature = of("keep the lanterns of the harbour lit");

	(void)state;
	assert_int_equal(signature.words, 7);
	assert_true(signature_band(&signature, 0) == UINT64_C(0x5C523E5E917D9CC7));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_text), cmocka_unit_test(test_few_words),
		cmocka_unit_test(test_what_does_not_matter),
		cmocka_unit_test(test_scripts_without_blanks), cmocka_unit_test(test_estimates),
		cmocka_unit_test(test_cut_short), cmocka_unit_test(test_bands),
		cmocka_unit_test(test_bytes), cmocka_unit_test(test_stays_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The content hash against published values of FNV-1a with 128 bits. */
#include "config.h"

#include "util/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void known_values(void **state)
{
	static const struct { const char *text, *hex; } rows[] = {
		{ "", "6c62272e07bb014262b821756295c58d" },
		{ "a", "d228cb696f1a8caf78912b704e4a8964" },
		{ "foobar", "343e1662793c64bf6f0d3597ba446f18" },
	};
	char hex[HASH_HEX_LEN + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct hash hash;

		hash_init(&hash);
		hash_add(&hash, rows[i].text, strlen(rows[i].text));
		hash_hex(&hash, hex);
		assert_string_equal(hex, rows[i].hex);
	}
}

static void parts_are_the_whole(void **state)
{
	static const char text[] = "Senior Backend Engineer\0in Toronto";
	struct hash whole, parts;
	size_t cut;

	(void)state;
	hash_init(&whole);
	hash_add(&whole, text, sizeof text);
	for (cut = 0; cut <= sizeof text; cut++) {
		hash_init(&parts);
		hash_add(&parts, text, cut);
		hash_add(&parts, text + cut, sizeof text - cut);
		assert_true(parts.high == whole.high && parts.low == whole.low);
	}
}

static void a_bit_changes_it(void **state)
{
	char text[32] = "the same text but for one bit";
	struct hash before, after;
	size_t bit;

	(void)state;
	hash_init(&before);
	hash_add(&before, text, sizeof text);
	for (bit = 0; bit < 8 * sizeof text; bit++) {
		text[bit / 8] = (char)(text[bit / 8] ^ (1 << bit % 8));
		hash_init(&after);
		hash_add(&after, text, sizeof text);
		assert_true(after.high != before.high && after.low != before.low);
		text[bit / 8] = (char)(text[bit / 8] ^ (1 << bit % 8));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_values),
		cmocka_unit_test(parts_are_the_whole),
		cmocka_unit_test(a_bit_changes_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Currencies: the table of them, and how they are written. */
#include "config.h"

#include "posting/money.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

const struct currency currency_table[] = {
	{ "USD", "$", "US" }, { "EUR", "€", "EU" }, { "GBP", "£", "GB" },
	{ "CAD", "CA$", "CA" }, { "AUD", "A$", "AU" }, { "NZD", "NZ$", "NZ" },
	{ "CHF", "CHF", "CH" }, { "SEK", "SEK", "SE" }, { "NOK", "NOK", "NO" },
	{ "DKK", "DKK", "DK" }, { "ISK", "ISK", "IS" }, { "PLN", "PLN", "PL" },
	{ "CZK", "CZK", "CZ" }, { "HUF", "HUF", "HU" }, { "RON", "RON", "RO" },
	{ "BGN", "BGN", "BG" }, { "RSD", "RSD", "RS" }, { "UAH", "₴", "UA" },
	{ "RUB", "₽", "RU" }, { "BYN", "BYN", "BY" }, { "KZT", "₸", "KZ" },
	{ "GEL", "₾", "GE" }, { "AMD", "AMD", "AM" }, { "TRY", "₺", "TR" },
	{ "ILS", "₪", "IL" }, { "AED", "AED", "AE" }, { "SAR", "SAR", "SA" },
	{ "QAR", "QAR", "QA" }, { "KWD", "KWD", "KW" }, { "BHD", "BHD", "BH" },
	{ "OMR", "OMR", "OM" }, { "JOD", "JOD", "JO" }, { "EGP", "E£", "EG" },
	{ "MAD", "MAD", "MA" }, { "TND", "TND", "TN" }, { "NGN", "₦", "NG" },
	{ "KES", "KES", "KE" }, { "GHS", "GH₵", "GH" }, { "TZS", "TZS", "TZ" },
	{ "UGX", "UGX", "UG" }, { "ZAR", "R", "ZA" }, { "INR", "₹", "IN" },
	{ "PKR", "PKR", "PK" }, { "BDT", "৳", "BD" }, { "LKR", "LKR", "LK" },
	{ "NPR", "NPR", "NP" }, { "JPY", "¥", "JP" }, { "CNY", "CN¥", "CN" },
	{ "KRW", "₩", "KR" }, { "TWD", "NT$", "TW" }, { "HKD", "HK$", "HK" },
	{ "SGD", "S$", "SG" }, { "MYR", "RM", "MY" }, { "THB", "฿", "TH" },
	{ "IDR", "IDR", "ID" }, { "PHP", "₱", "PH" }, { "VND", "₫", "VN" },
	{ "BRL", "R$", "BR" }, { "MXN", "MX$", "MX" }, { "ARS", "AR$", "AR" },
	{ "CLP", "CLP", "CL" }, { "COP", "COP", "CO" }, { "PEN", "S/", "PE" },
	{ "UYU", "UYU", "UY" }, { "CRC", "₡", "CR" }, { "DOP", "RD$", "DO" },
	{ NULL, NULL, NULL },
};

/*
 * How currencies are written, in the order of the first byte in lower case. A spelling with a
 * capital letter is found as it stands, another in any case: codes that are common words ("try",
 * "all", "mad") are written with capitals.
 */
static const struct spelling { const char *text, *code; } spellings[] = {
	{ "$us", "USD" }, { "$ca", "CAD" }, { "$cad", "CAD" }, { "$aud", "AUD" }, { "$au", "AUD" },
	{ "$nzd", "NZD" }, { "aud", "AUD" }, { "au$", "AUD" }, { "a$", "AUD" }, { "aud$", "AUD" },
	{ "aed", "AED" }, { "ARS", "ARS" }, { "ar$", "ARS" }, { "ars$", "ARS" }, { "bgn", "BGN" },
	{ "byn", "BYN" }, { "bhd", "BHD" }, { "bdt", "BDT" }, { "baht", "THB" }, { "brl", "BRL" },
	{ "CAD", "CAD" }, { "cad$", "CAD" }, { "ca$", "CAD" }, { "c$", "CAD" }, { "cdn$", "CAD" },
	{ "can$", "CAD" }, { "chf", "CHF" }, { "czk", "CZK" }, { "cny", "CNY" },
	{ "crowns", "CZK" }, { "cn¥", "CNY" }, { "clp", "CLP" }, { "clp$", "CLP" },
	{ "COP", "COP" }, { "cop$", "COP" }, { "col$", "COP" }, { "dkk", "DKK" }, { "dhs", "AED" },
	{ "dh", "AED" }, { "dop", "DOP" }, { "dollars", "USD" }, { "dollar", "USD" },
	{ "dirhams", "AED" }, { "eur", "EUR" }, { "euro", "EUR" }, { "euros", "EUR" },
	{ "egp", "EGP" }, { "e£", "EGP" }, { "Fr.", "CHF" }, { "francs", "CHF" },
	{ "forint", "HUF" }, { "gbp", "GBP" }, { "gb£", "GBP" }, { "GEL", "GEL" }, { "ghs", "GHS" },
	{ "gh₵", "GHS" }, { "huf", "HUF" }, { "hkd", "HKD" }, { "hk$", "HKD" }, { "ISK", "ISK" },
	{ "ILS", "ILS" }, { "inr", "INR" }, { "idr", "IDR" }, { "jod", "JOD" }, { "jpy", "JPY" },
	{ "jp¥", "JPY" }, { "kč", "CZK" }, { "kzt", "KZT" }, { "kwd", "KWD" }, { "kes", "KES" },
	{ "ksh", "KES" }, { "kshs", "KES" }, { "ksh.", "KES" }, { "krw", "KRW" }, { "kr", "SEK" },
	{ "kr.", "SEK" }, { "kronor", "SEK" }, { "kroner", "NOK" }, { "le£", "EGP" },
	{ "lkr", "LKR" }, { "MAD", "MAD" }, { "myr", "MYR" }, { "mxn", "MXN" }, { "mx$", "MXN" },
	{ "mex$", "MXN" }, { "nzd", "NZD" }, { "nz$", "NZD" }, { "nzd$", "NZD" }, { "nok", "NOK" },
	{ "NIS", "ILS" }, { "ngn", "NGN" }, { "naira", "NGN" }, { "NPR", "NPR" }, { "nt$", "TWD" },
	{ "ntd", "TWD" }, { "omr", "OMR" }, { "pln", "PLN" }, { "pounds", "GBP" },
	{ "pounds sterling", "GBP" }, { "pkr", "PKR" }, { "PHP", "PHP" }, { "PhP", "PHP" },
	{ "PEN", "PEN" }, { "qar", "QAR" }, { "RON", "RON" }, { "RSD", "RSD" }, { "RUB", "RUB" },
	{ "RUR", "RUB" }, { "R", "ZAR" }, { "rs", "INR" }, { "rs.", "INR" }, { "rupees", "INR" },
	{ "rmb", "CNY" }, { "RM", "MYR" }, { "Rp", "IDR" }, { "Rp.", "IDR" }, { "r$", "BRL" },
	{ "reais", "BRL" }, { "ringgit", "MYR" }, { "rd$", "DOP" }, { "sfr", "CHF" },
	{ "sfr.", "CHF" }, { "sek", "SEK" }, { "SAR", "SAR" }, { "sgd", "SGD" }, { "s$", "SGD" },
	{ "sg$", "SGD" }, { "S/", "PEN" }, { "S/.", "PEN" }, { "TRY", "TRY" }, { "tnd", "TND" },
	{ "tzs", "TZS" }, { "tsh", "TZS" }, { "tk", "BDT" }, { "tk.", "BDT" }, { "twd", "TWD" },
	{ "thb", "THB" }, { "usd", "USD" }, { "us$", "USD" }, { "us dollars", "USD" },
	{ "usd$", "USD" }, { "u.s.$", "USD" }, { "uah", "UAH" }, { "ugx", "UGX" }, { "ush", "UGX" },
	{ "uyu", "UYU" }, { "uyu$", "UYU" }, { "vnd", "VND" }, { "yen", "JPY" }, { "yuan", "CNY" },
	{ "zł", "PLN" }, { "zl", "PLN" }, { "zar", "ZAR" }, { "złotych", "PLN" },
	{ "złoty", "PLN" }, { "zloty", "PLN" }, { "£", "GBP" }, { "¥", "JPY" }, { "đ", "VND" },
	{ "лв", "BGN" }, { "лв.", "BGN" }, { "грн", "UAH" }, { "грн.", "UAH" }, { "руб", "RUB" },
	{ "руб.", "RUB" }, { "֏", "AMD" }, { "৳", "BDT" }, { "฿", "THB" }, { "€", "EUR" },
	{ "₴", "UAH" }, { "₽", "RUB" }, { "₸", "KZT" }, { "₾", "GEL" }, { "₺", "TRY" },
	{ "₪", "ILS" }, { "₦", "NGN" }, { "₵", "GHS" }, { "₹", "INR" }, { "₩", "KRW" },
	{ "₱", "PHP" }, { "₫", "VND" }, { "₡", "CRC" }, { "人民币", "CNY" }, { "円", "JPY" },
	{ "元", "CNY" }, { "원", "KRW" },
};

#define SPELLINGS (sizeof spellings / sizeof spellings[0])

/* Whether a letter of any alphabet starts TEXT. */
static bool starts_letter(const char *text, size_t len)
{
	uint32_t code;

	if (len == 0)
		return false;
	utf8_decode(text, len, &code, NULL);
	return utf8_is_word(code) && !(code >= '0' && code <= '9');
}

/* Whether SPELLING (LEN bytes) starts TEXT and ends where it may. A single letter ("R") has to
 * stand at a digit. */
static bool spelled(const char *text, size_t text_len, const char *spelling, size_t len)
{
	bool is_exact = false;

	if (len > text_len)
		return false;
	for (size_t i = 0; i < len; i++)
		is_exact |= ascii_is_upper(spelling[i]);
	for (size_t i = 0; i < len; i++) {
		if (text[i] != spelling[i] && (is_exact || ascii_lower(text[i]) != spelling[i]))
			return false;
	}
	if (len == 1 && ascii_is_alpha(spelling[0]))
		return text_len > 1 && ascii_is_digit(text[1]);
	return !ascii_is_alpha(spelling[len - 1]) || !starts_letter(text + len, text_len - len);
}

const struct currency *currency_by_code(const char *code)
{
	for (const struct currency *currency = currency_table; currency->code; currency++) {
		if (ascii_equal(currency->code, code))
			return currency;
	}
	return NULL;
}

static unsigned char first_byte(const char *text)
{
	return (unsigned char)ascii_lower(text[0]);
}

/* The first spelling that begins with the byte or a greater one. */
static size_t spellings_from(unsigned char byte)
{
	size_t low = 0;
	size_t high = SPELLINGS;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (first_byte(spellings[middle].text) < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t currency_parse(const char *text, size_t len, const struct currency **currency,
		      bool *is_bare_dollar)
{
	const char *code = NULL;
	size_t longest = 0;

	*is_bare_dollar = false;
	if (len == 0 || ascii_is_digit(text[0]) || ascii_is_space(text[0]))
		return 0;
	for (size_t i = spellings_from(first_byte(text));
	     i < SPELLINGS && first_byte(spellings[i].text) == first_byte(text); i++) {
		const char *spelling = spellings[i].text;
		size_t bytes;

		if (spelling[1] != '\0' &&
		    (len < 2 || ascii_lower(spelling[1]) != ascii_lower(text[1])))
			continue;
		bytes = strlen(spelling);
		if (bytes > longest && spelled(text, len, spelling, bytes)) {
			longest = bytes;
			code = spellings[i].code;
		}
	}
	if (longest == 0 && text[0] == '$') {
		*currency = &currency_table[0];
		*is_bare_dollar = true;
		return 1;
	}
	if (longest > 0)
		*currency = currency_by_code(code);
	return longest;
}

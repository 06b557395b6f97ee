/* Currencies: the table of them, and how they are written. */
#include "config.h"

#include "posting/money.h"

#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

/* A spelling with a capital letter is found as it stands, another in any case. Codes that are
 * common words ("try", "all", "mad") are therefore written with capitals, the others without. */
const struct currency currency_table[] = {
	{ "USD", "$", "usd us$ $us usd$ u.s.$", "US" },
	{ "EUR", "€", "eur € euro euros", "EU" },
	{ "GBP", "£", "gbp £ gb£", "GB" },
	{ "CAD", "CA$", "CAD cad$ ca$ c$ cdn$ can$ $ca $cad", "CA" },
	{ "AUD", "A$", "aud au$ a$ aud$ $aud $au", "AU" },
	{ "NZD", "NZ$", "nzd nz$ nzd$ $nzd", "NZ" },
	{ "CHF", "CHF", "chf sfr sfr. Fr.", "CH" },
	{ "SEK", "SEK", "sek", "SE" },
	{ "NOK", "NOK", "nok", "NO" },
	{ "DKK", "DKK", "dkk", "DK" },
	{ "ISK", "ISK", "ISK", "IS" },
	{ "PLN", "PLN", "pln zł zl", "PL" },
	{ "CZK", "CZK", "czk kč", "CZ" },
	{ "HUF", "HUF", "huf", "HU" },
	{ "RON", "RON", "RON", "RO" },
	{ "BGN", "BGN", "bgn лв лв.", "BG" },
	{ "RSD", "RSD", "RSD", "RS" },
	{ "UAH", "₴", "uah ₴ грн грн.", "UA" },
	{ "RUB", "₽", "RUB RUR ₽ руб руб.", "RU" },
	{ "BYN", "BYN", "byn", "BY" },
	{ "KZT", "₸", "kzt ₸", "KZ" },
	{ "GEL", "₾", "GEL ₾", "GE" },
	{ "AMD", "AMD", "֏", "AM" },
	{ "TRY", "₺", "TRY ₺", "TR" },
	{ "ILS", "₪", "ILS NIS ₪", "IL" },
	{ "AED", "AED", "aed dhs dh", "AE" },
	{ "SAR", "SAR", "SAR", "SA" },
	{ "QAR", "QAR", "qar", "QA" },
	{ "KWD", "KWD", "kwd", "KW" },
	{ "BHD", "BHD", "bhd", "BH" },
	{ "OMR", "OMR", "omr", "OM" },
	{ "JOD", "JOD", "jod", "JO" },
	{ "EGP", "E£", "egp e£ le£", "EG" },
	{ "MAD", "MAD", "MAD", "MA" },
	{ "TND", "TND", "tnd", "TN" },
	{ "NGN", "₦", "ngn ₦", "NG" },
	{ "KES", "KES", "kes ksh kshs ksh.", "KE" },
	{ "GHS", "GH₵", "ghs gh₵ ₵", "GH" },
	{ "TZS", "TZS", "tzs tsh", "TZ" },
	{ "UGX", "UGX", "ugx ush", "UG" },
	{ "ZAR", "R", "zar R", "ZA" },
	{ "INR", "₹", "inr ₹ rs rs. rupees", "IN" },
	{ "PKR", "PKR", "pkr", "PK" },
	{ "BDT", "৳", "bdt ৳ tk tk.", "BD" },
	{ "LKR", "LKR", "lkr", "LK" },
	{ "NPR", "NPR", "NPR", "NP" },
	{ "JPY", "¥", "jpy ¥ jp¥ 円 yen", "JP" },
	{ "CNY", "CN¥", "cny cn¥ rmb 元 人民币", "CN" },
	{ "KRW", "₩", "krw ₩ 원", "KR" },
	{ "TWD", "NT$", "twd nt$ ntd", "TW" },
	{ "HKD", "HK$", "hkd hk$", "HK" },
	{ "SGD", "S$", "sgd s$ sg$", "SG" },
	{ "MYR", "RM", "myr RM", "MY" },
	{ "THB", "฿", "thb ฿ baht", "TH" },
	{ "IDR", "IDR", "idr Rp Rp.", "ID" },
	{ "PHP", "₱", "PHP PhP ₱", "PH" },
	{ "VND", "₫", "vnd ₫ đ", "VN" },
	{ "BRL", "R$", "brl r$", "BR" },
	{ "MXN", "MX$", "mxn mx$ mex$", "MX" },
	{ "ARS", "AR$", "ARS ar$ ars$", "AR" },
	{ "CLP", "CLP", "clp clp$", "CL" },
	{ "COP", "COP", "COP cop$ col$", "CO" },
	{ "PEN", "S/", "PEN S/ S/.", "PE" },
	{ "UYU", "UYU", "uyu uyu$", "UY" },
	{ "CRC", "₡", "₡", "CR" },
	{ "DOP", "RD$", "dop rd$", "DO" },
	{ NULL, NULL, NULL, NULL },
};

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

size_t currency_parse(const char *text, size_t len, const struct currency **currency,
		      bool *is_bare_dollar)
{
	size_t longest = 0;

	*is_bare_dollar = false;
	if (len == 0 || ascii_is_digit(text[0]) || ascii_is_space(text[0]))
		return 0;
	for (const struct currency *row = currency_table; row->code; row++) {
		for (const char *word = row->spellings; *word;) {
			size_t bytes = strcspn(word, " ");

			if (bytes > longest && spelled(text, len, word, bytes)) {
				longest = bytes;
				*currency = row;
			}
			word += bytes;
			word += *word == ' ';
		}
	}
	if (longest == 0 && text[0] == '$') {
		longest = 1;
		*currency = &currency_table[0];
		*is_bare_dollar = true;
	}
	return longest;
}

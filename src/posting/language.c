/* The table of languages, and finding one by any of its names. */
#include "config.h"

#include "posting/language.h"

#include <stdbool.h>
#include <string.h>

#include "util/ascii.h"
#include "util/strbuf.h"
#include "util/utf8.h"

/* Longer than every name of the table. */
#define NAME_BYTES_MAX 64

static const struct {
	const char *name;
	const char *others;      /* codes, the own name, further names; divided by blanks, with '-'
				  * for a blank within one */
} languages[] = {
	{ "English", "en eng englisch anglais ingles inglese engels angielski engelska"
		     " angličtina" },
	{ "German", "de deu ger deutsch allemand aleman alemão tedesco duits niemiecki tyska"
		    " němčina" },
	{ "French", "fr fra fre français französisch frances francese frans" },
	{ "Spanish", "es spa español castellano castilian spanisch espagnol spaans" },
	{ "Portuguese", "pt por português brazilian-portuguese" },
	{ "Italian", "it ita italiano italienisch" },
	{ "Dutch", "nl nld dut nederlands flemish vlaams niederländisch néerlandais" },
	{ "Polish", "pl pol polski polnisch" },
	{ "Czech", "cs ces cze čeština" },
	{ "Slovak", "sk slk slo slovenčina" },
	{ "Slovenian", "sl slv slovenščina slovene" },
	{ "Hungarian", "hu hun magyar" },
	{ "Romanian", "ro ron rum română" },
	{ "Bulgarian", "bg bul български" },
	{ "Croatian", "hr hrv hrvatski" },
	{ "Serbian", "sr srp srpski српски" },
	{ "Bosnian", "bs bos bosanski" },
	{ "Macedonian", "mk mkd mac македонски" },
	{ "Albanian", "sq sqi alb shqip" },
	{ "Greek", "el ell gre ελληνικα" },
	{ "Turkish", "tr tur türkçe" },
	{ "Russian", "ru rus русский russisch" },
	{ "Ukrainian", "uk ukr українська" },
	{ "Belarusian", "be bel беларуская" },
	{ "Lithuanian", "lt lit lietuvių" },
	{ "Latvian", "lv lav latviešu" },
	{ "Estonian", "et est eesti" },
	{ "Finnish", "fi fin suomi" },
	{ "Swedish", "sv swe svenska" },
	{ "Norwegian", "no nor norsk bokmal nynorsk" },
	{ "Danish", "da dan dansk" },
	{ "Icelandic", "is isl ice íslenska" },
	{ "Irish", "ga gle gaeilge" },
	{ "Welsh", "cy cym wel cymraeg" },
	{ "Scottish Gaelic", "gd gla gàidhlig" },
	{ "Catalan", "ca cat català valencian" },
	{ "Basque", "eu eus baq euskara" },
	{ "Galician", "gl glg galego" },
	{ "Maltese", "mt mlt malti" },
	{ "Luxembourgish", "lb ltz lëtzebuergesch" },
	{ "Arabic", "ar ara العربية" },
	{ "Hebrew", "he heb עברית ivrit" },
	{ "Persian", "fa fas per farsi dari فارسی" },
	{ "Urdu", "ur urd اردو" },
	{ "Hindi", "hi hin हिन्दी" },
	{ "Bengali", "bn ben bangla বাংলা" },
	{ "Punjabi", "pa pan ਪੰਜਾਬੀ" },
	{ "Gujarati", "gu guj ગુજરાતી" },
	{ "Marathi", "mr mar मराठी" },
	{ "Tamil", "ta tam தமிழ்" },
	{ "Telugu", "te tel తెలుగు" },
	{ "Kannada", "kn kan ಕನ್ನಡ" },
	{ "Malayalam", "ml mal മലയാളം" },
	{ "Sinhala", "si sin සිංහල" },
	{ "Nepali", "ne nep नेपाली" },
	{ "Chinese",
	  "zh zho chi mandarin mandarin-chinese chinese-mandarin chinesisch "
	  "putonghua zhongwen 中文 汉语 普通话" },
	{ "Cantonese", "yue 粤语 廣東話" },
	{ "Japanese", "ja jpn nihongo japanisch 日本語" },
	{ "Korean", "ko kor hangugeo 한국어" },
	{ "Vietnamese", "vi vie tiếng-việt" },
	{ "Thai", "th tha ไทย" },
	{ "Lao", "lo lao ລາວ" },
	{ "Khmer", "km khm ខ្មែរ" },
	{ "Burmese", "my mya bur မြန်မာ" },
	{ "Indonesian", "id ind bahasa-indonesia" },
	{ "Malay", "ms msa may bahasa-melayu bahasa-malaysia" },
	{ "Tagalog", "tl tgl filipino" },
	{ "Mongolian", "mn mon монгол" },
	{ "Kazakh", "kk kaz қазақ" },
	{ "Uzbek", "uz uzb o'zbek" },
	{ "Georgian", "ka kat geo ქართული" },
	{ "Armenian", "hy hye arm հայերեն" },
	{ "Azerbaijani", "az aze azərbaycan azeri" },
	{ "Swahili", "sw swa kiswahili" },
	{ "Amharic", "am amh አማርኛ" },
	{ "Somali", "so som soomaali" },
	{ "Hausa", "ha hau" },
	{ "Yoruba", "yo yor" },
	{ "Igbo", "ig ibo" },
	{ "Zulu", "zu zul isizulu" },
	{ "Xhosa", "xh xho isixhosa" },
	{ "Afrikaans", "af afr" },
	{ "Haitian Creole", "ht hat kreyòl" },
	{ "American Sign Language", "ase asl" },
	{ "British Sign Language", "bfi bsl" },
};

#define LANGUAGES (sizeof languages / sizeof *languages)

/* A name as it is compared: folded, '-' for a blank. */
static void fold(struct strbuf *out, const char *name, size_t len)
{
	utf8_fold(out, name, len);
	for (size_t i = 0; i < out->len; i++)
		out->text[i] = out->text[i] == ' ' ? '-' : out->text[i];
}

static bool is_same(const struct strbuf *folded, const char *name, size_t len)
{
	struct strbuf other = STRBUF_INIT;
	bool is_equal;

	if (utf8_ascii_run(name, len) == len && len != folded->len)
		return false;
	fold(&other, name, len);
	is_equal = other.len == folded->len && memcmp(other.text, folded->text, other.len) == 0;
	strbuf_release(&other);
	return is_equal;
}

static bool is_in(const struct strbuf *folded, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, " ");

		if (is_same(folded, names, len))
			return true;
		names += len;
		names += *names == ' ';
	}
	return false;
}

/* Most are named in English, which needs no folding. */
static const char *find_plain(const char *text, size_t len)
{
	for (size_t i = 0; i < LANGUAGES; i++)
		if (strlen(languages[i].name) == len &&
		    ascii_starts_len(text, len, languages[i].name))
			return languages[i].name;
	return NULL;
}

const char *language_find(const char *text, size_t len)
{
	const char *name = len > NAME_BYTES_MAX ? NULL : find_plain(text, len);
	struct strbuf folded = STRBUF_INIT;

	if (name || len == 0 || len > NAME_BYTES_MAX)
		return name;
	fold(&folded, text, len);
	for (size_t i = 0; i < LANGUAGES && !name; i++)
		if (is_same(&folded, languages[i].name, strlen(languages[i].name)) ||
		    is_in(&folded, languages[i].others))
			name = languages[i].name;
	strbuf_release(&folded);
	return name;
}

const char *language_name(size_t index)
{
	return index < LANGUAGES ? languages[index].name : NULL;
}

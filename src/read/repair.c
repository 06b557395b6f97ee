/* What sources do to texts and addresses, undone. */
#include "config.h"

#include "read/repair_int.h"

#include <stdint.h>
#include <string.h>

#include "util/ascii.h"
#include "util/utf8.h"

/* -- UTF-8 that was taken for bytes */

/* Windows-1252 from 0x80 on. What it leaves open (0x81, ...) is read as Latin-1 has it. */
static const uint16_t windows[32] = {
	0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
	0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
};

/* The byte that a character was read from; -1 where it was none beyond ASCII. */
static int byte_of(uint32_t code)
{
	if (code >= 0x80 && code <= 0xff)
		return (int)code;
	for (int i = 0; code > 0xff && i < 32; i++) {
		if (windows[i] == code)
			return 0x80 + i;
	}
	return -1;
}

static size_t sequence_len(int lead)
{
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/* One sequence: what it takes of the text, and what it says. */
struct misread {
	size_t bytes;
	char text[4];
	size_t len;
	bool is_sure;            /* no text has these characters side by side */
};

/* What does stand after a letter with an accent: the end of a quotation, a blank, a dash. */
static bool is_punctuation(uint32_t code)
{
	return code == 0xa0 || code == 0xab || code == 0xbb || (code >= 0x2010 && code <= 0x203a);
}

/*
 * No text has these characters side by side: a control of C1; a capital with an accent before a
 * sign; an A with a circumflex before a no-break space; what curly quotes, dashes and emoji become.
 * A small letter with an accent, as longer sequences begin with, may have a no-break space and a
 * sign after it.
 */
static bool is_telling(const struct misread *read, const uint32_t codes[4])
{
	size_t marks = 0;

	for (size_t i = 1; i < read->len; i++) {
		if (codes[i] >= 0x80 && codes[i] < 0xa0)
			return true;
		marks += is_punctuation(codes[i]);
	}
	if (read->len == 2)
		return marks == 0 || (codes[0] == 0xc2 && codes[1] == 0xa0);
	return marks + 1 < read->len && codes[1] != 0xa0 &&
	       (codes[0] == 0xe2 || codes[0] == 0xef || codes[0] == 0xf0);
}

/* Reads the sequence at the start of TEXT; false where there is none. */
static bool read_misread(struct misread *read, const char *text, size_t len)
{
	uint32_t codes[4] = { 0 }, code;
	size_t at = utf8_decode(text, len, &codes[0], NULL);
	int lead = byte_of(codes[0]);
	bool is_valid = true;

	read->len = sequence_len(lead);
	if (read->len == 0)
		return false;
	read->text[0] = (char)lead;
	for (size_t i = 1; i < read->len; i++) {
		int byte;

		if (at >= len)
			return false;
		at += utf8_decode(text + at, len - at, &codes[i], NULL);
		byte = byte_of(codes[i]);
		if (byte < 0x80 || byte > 0xbf)
			return false;
		read->text[i] = (char)byte;
	}
	read->bytes = at;
	read->is_sure = is_telling(read, codes);
	utf8_decode(read->text, read->len, &code, &is_valid);
	return is_valid;
}

/* Where the next sequence may start from byte AT on, LEN for nowhere: the lead bytes, 0xc2 to 0xf4,
 * were read as the characters of that number, which all have the same first byte. */
static size_t next_lead(const char *text, size_t len, size_t at)
{
	const char *found = memchr(text + at, 0xc3, len - at);

	return found ? (size_t)(found - text) : len;
}

static bool has_sure(const char *text, size_t len)
{
	for (size_t at = next_lead(text, len, 0); at < len; at = next_lead(text, len, at + 1)) {
		struct misread read;

		if (read_misread(&read, text + at, len - at) && read.is_sure)
			return true;
	}
	return false;
}

/* Small letters of ASCII beside the sequence: an accented capital would not stand there. */
static bool is_in_word(const char *text, size_t len, size_t at, size_t bytes)
{
	return (at > 0 && ascii_is_lower(text[at - 1])) ||
	       (at + bytes < len && ascii_is_lower(text[at + bytes]));
}

static size_t repair_once(struct strbuf *out, const char *text, size_t len)
{
	bool is_broken = has_sure(text, len);
	size_t repaired = 0;

	for (size_t at = 0; at < len;) {
		struct misread read;
		size_t lead = next_lead(text, len, at);

		strbuf_add(out, text + at, lead - at);
		at = lead;
		if (at == len)
			break;
		if (read_misread(&read, text + at, len - at) &&
		    (read.is_sure || is_broken ||
		     (read.len == 2 && is_in_word(text, len, at, read.bytes)))) {
			strbuf_add(out, read.text, read.len);
			at += read.bytes;
			repaired++;
			continue;
		}
		strbuf_putc(out, text[at++]);
	}
	return repaired;
}

static bool has_any(const char *text, size_t len)
{
	for (size_t at = next_lead(text, len, 0); at < len; at = next_lead(text, len, at + 1)) {
		struct misread read;

		if (read_misread(&read, text + at, len - at))
			return true;
	}
	return false;
}

size_t repair_mojibake(struct strbuf *out, const char *text, size_t len)
{
	struct strbuf once = STRBUF_INIT;
	size_t repaired;

	if (!has_any(text, len)) {
		strbuf_add(out, text, len);
		return 0;
	}
	repaired = repair_once(&once, text, len);
	if (repaired > 0)
		repair_once(out, once.text, once.len);
	else
		strbuf_add(out, text, len);
	strbuf_release(&once);
	return repaired;
}

/* -- addresses */

enum weight {
	ALWAYS,
	WORDS,                   /* only where its value has no number in it: that may be an id */
};

/* Parameters that say where a visitor came from, not what the address names. A name that ends in
 * '*' stands for all that begin so. */
static const struct { const char *host; enum weight weight; const char *names; } trackers[] = {
	/* Campaigns: Google Analytics, Matomo, AT Internet, Adobe, HubSpot, Marketo, Mailchimp. */
	{ NULL, ALWAYS, "utm_* utm-* mtm_* pk_campaign pk_kwd pk_source piwik_* xtor s_cid s_kwcid "
			"_hsenc _hsmi __hstc __hssc __hsfp hsCtaTracking mkt_tok mc_cid mc_eid" },
	/* Clicks on advertisements: Facebook, Google, Microsoft, Twitter, TikTok, Yandex. */
	{ NULL, ALWAYS, "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid yclid "
			"li_fat_id igshid igsh _ga _gl" },
	/* Where applicants come from: Greenhouse, Lever, Jobvite, SmartRecruiters, iCIMS,
	 * Recruitics, Phenom, Personio, Ashby, Teamtailor. */
	{ NULL, ALWAYS, "gh_src lever-source* lever-origin lever-social __jvst __jvsd trid dcr_ci "
			"iis iisn iisp rx_* jobPipeline _pc ashby_src ashby_jobboard_* "
			"ttref tt_ref src" },
	/* The same under names that now and then mean something else. */
	{ NULL, WORDS, "ref referer referrer referral ref_src ref_id source sourceid sid via "
		       "from_source jobsource job_source sourceType" },
	/* Which place of which list was clicked. */
	{ "linkedin.com", ALWAYS, "trk trkInfo trkEmail refId trackingId position pageNum eBP "
			"recommendedFlavor lipi midToken midSig eid otpToken origin "
			"originToLandingJobPostings savedSearchId alternateChannel "
			"originalReferer sessionId" },
	{ "indeed.", ALWAYS, "tk from advn adid ad sjdu acatk pub camk fccid xkcb xpse alid "
			     "qd rd sal astse assa mclk bb jsa oc rsn" },
	{ "glassdoor.", ALWAYS, "ao ittk guid src cs s t vt ea cb pos cpc jrtk uido" },
	{ NULL, ALWAYS, "trk refId trackingId" },
};

#define TRACKERS (sizeof trackers / sizeof trackers[0])

static bool is_named(const char *names, const char *name, size_t len)
{
	for (const char *p = names; *p; p += *p == ' ') {
		size_t width = strcspn(p, " ");

		if (p[width - 1] == '*' && len >= width - 1 && strncmp(p, name, width - 1) == 0)
			return true;
		if (width == len && strncmp(p, name, len) == 0)
			return true;
		p += width;
	}
	return false;
}

static bool host_has(const char *url, size_t len, const char *part)
{
	size_t width = strlen(part);

	for (size_t at = 0; at + width <= len && url[at] != '?' && url[at] != '#'; at++) {
		if (ascii_starts_len(url + at, len - at, part))
			return true;
	}
	return false;
}

static bool has_number(const char *text, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++)
		digits += ascii_is_digit(text[i]);
	return digits > 2;
}

static bool is_tracker(const char *url, size_t path, const char *pair, size_t len)
{
	const char *equals = memchr(pair, '=', len);
	size_t name = equals ? (size_t)(equals - pair) : len;

	for (size_t i = 0; i < TRACKERS; i++) {
		if (trackers[i].host && !host_has(url, path, trackers[i].host))
			continue;
		if (is_named(trackers[i].names, pair, name))
			return trackers[i].weight == ALWAYS || !has_number(pair + name, len - name);
	}
	return false;
}

/* Adds the pairs of [start, end) that are no trackers. */
static void add_pairs(struct strbuf *out, const char *url, size_t path, size_t start, size_t end)
{
	char before = '?';

	for (size_t at = start, stop; at < end; at = stop + 1) {
		const char *next = memchr(url + at, '&', end - at);

		stop = next ? (size_t)(next - url) : end;
		/* "&amp;" that was never resolved. */
		if (at > start && stop - at > 4 && strncmp(url + at, "amp;", 4) == 0)
			at += 4;
		if (stop == at || is_tracker(url, path, url + at, stop - at))
			continue;
		strbuf_putc(out, before);
		strbuf_add(out, url + at, stop - at);
		before = '&';
	}
}

/* "#:~:text=" marks words on the page, "#utm_source=" and the like follow people. */
static bool is_empty_fragment(const char *url, size_t path, size_t at, size_t end)
{
	return end - at < 2 || ascii_starts_len(url + at, end - at, "#:~:") ||
	       is_tracker(url, path, url + at + 1, end - at - 1);
}

void repair_url(struct strbuf *out, const char *url, size_t len)
{
	size_t start = 0, path, query;

	ascii_trim(url, &start, &len);
	url += start;
	len -= start;
	for (query = 0; query < len && url[query] != '#'; query++)
		;
	for (path = 0; path < query && url[path] != '?'; path++)
		;
	strbuf_add(out, url, path);
	if (path < query)
		add_pairs(out, url, path, path + 1, query);
	if (!is_empty_fragment(url, path, query, len))
		strbuf_add(out, url + query, len - query);
}

/* What a line in a list of jobs is: told by words that boards write, in tables. */
#include "config.h"

#include "read/mail_int.h"

#include <stdlib.h>
#include <string.h>

#include "read/key_int.h"
#include "util/alloc.h"
#include "util/ascii.h"
#include "util/utf8.h"

/* A name of a job, a company or a place is not longer; what is, is a sentence about the job. */
#define NAME_BYTES_MAX 140
#define NAME_WORDS_MAX 18
#define LINE_BYTES_MAX 400
#define PAY_BYTES_MAX 90
#define LABEL_BYTES_MAX 32

enum match {
	WHOLE,                   /* the line is this */
	STARTS,
	HAS,
};

/* Phrases are folded; "#" stands for a number with or without a plus. */
static const struct { enum mail_role role; enum match match; const char *phrase; } phrases[] = {
	{ MAIL_ROLE_WORKPLACE, WHOLE, "remote" }, { MAIL_ROLE_WORKPLACE, WHOLE, "hybrid" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "on-site" }, { MAIL_ROLE_WORKPLACE, WHOLE, "onsite" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "on site" }, { MAIL_ROLE_WORKPLACE, WHOLE, "in-person" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "in person" }, { MAIL_ROLE_WORKPLACE, WHOLE, "in office" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "in-office" }, { MAIL_ROLE_WORKPLACE, WHOLE, "hybride" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "fully remote" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "remote only" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "remote or hybrid" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "hybrid or remote" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "in-office or remote" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "sur site" }, { MAIL_ROLE_WORKPLACE, WHOLE, "a distance" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "vor ort" }, { MAIL_ROLE_WORKPLACE, WHOLE, "presencial" },
	{ MAIL_ROLE_WORKPLACE, WHOLE, "hibrido" }, { MAIL_ROLE_WORKPLACE, WHOLE, "remoto" },
	{ MAIL_ROLE_EMPLOYMENT, WHOLE, "full-time" }, { MAIL_ROLE_EMPLOYMENT, WHOLE, "full time" },
	{ MAIL_ROLE_EMPLOYMENT, WHOLE, "part-time" }, { MAIL_ROLE_EMPLOYMENT, WHOLE, "part time" },
	{ MAIL_ROLE_EMPLOYMENT, WHOLE, "contract" }, { MAIL_ROLE_EMPLOYMENT, WHOLE, "contractor" },
	{ MAIL_ROLE_EMPLOYMENT, WHOLE, "internship" },
	{ MAIL_ROLE_EMPLOYMENT, WHOLE, "temporary" }, { MAIL_ROLE_EMPLOYMENT, WHOLE, "permanent" },
	{ MAIL_ROLE_EMPLOYMENT, WHOLE, "freelance" },
	{ MAIL_ROLE_BUTTON, WHOLE, "view job" }, { MAIL_ROLE_BUTTON, WHOLE, "view jobs" },
	{ MAIL_ROLE_BUTTON, WHOLE, "view" }, { MAIL_ROLE_BUTTON, WHOLE, "apply" },
	{ MAIL_ROLE_BUTTON, STARTS, "apply now" }, { MAIL_ROLE_BUTTON, WHOLE, "view details" },
	{ MAIL_ROLE_BUTTON, WHOLE, "1-click apply" }, { MAIL_ROLE_BUTTON, WHOLE, "see job" },
	{ MAIL_ROLE_BUTTON, WHOLE, "see details" }, { MAIL_ROLE_BUTTON, WHOLE, "learn more" },
	{ MAIL_ROLE_BUTTON, STARTS, "read more" }, { MAIL_ROLE_BUTTON, WHOLE, "save" },
	{ MAIL_ROLE_BUTTON, WHOLE, "details" }, { MAIL_ROLE_BUTTON, WHOLE, "apply here" },
	{ MAIL_ROLE_BUTTON, WHOLE, "view this job" }, { MAIL_ROLE_BUTTON, WHOLE, "job details" },
	{ MAIL_ROLE_BUTTON, WHOLE, "view job details" }, { MAIL_ROLE_BUTTON, WHOLE, "link" },
	{ MAIL_ROLE_BUTTON, WHOLE, "zum job" }, { MAIL_ROLE_BUTTON, WHOLE, "jetzt bewerben" },
	{ MAIL_ROLE_BUTTON, WHOLE, "voir l'offre" }, { MAIL_ROLE_BUTTON, WHOLE, "postuler" },
	{ MAIL_ROLE_BUTTON, STARTS, "apply with resume" },
	{ MAIL_ROLE_BUTTON, WHOLE, "ver oferta" },
	{ MAIL_ROLE_NOISE, HAS, "school alum" }, { MAIL_ROLE_NOISE, HAS, "company alum" },
	{ MAIL_ROLE_NOISE, STARTS, "# connection" }, { MAIL_ROLE_NOISE, STARTS, "# applicant" },
	{ MAIL_ROLE_NOISE, STARTS, "# referral" }, { MAIL_ROLE_NOISE, STARTS, "#% match" },
	{ MAIL_ROLE_NOISE, STARTS, "# alum" }, { MAIL_ROLE_NOISE, STARTS, "#%" },
	{ MAIL_ROLE_NOISE, STARTS, "this company is actively" },
	{ MAIL_ROLE_NOISE, STARTS, "actively " }, { MAIL_ROLE_NOISE, STARTS, "easily apply" },
	{ MAIL_ROLE_NOISE, STARTS, "easy apply" }, { MAIL_ROLE_NOISE, STARTS, "be an early" },
	{ MAIL_ROLE_NOISE, STARTS, "be among the first" }, { MAIL_ROLE_NOISE, WHOLE, "promoted" },
	{ MAIL_ROLE_NOISE, WHOLE, "sponsored" }, { MAIL_ROLE_NOISE, WHOLE, "new" },
	{ MAIL_ROLE_NOISE, STARTS, "responded to" }, { MAIL_ROLE_NOISE, STARTS, "urgently hiring" },
	{ MAIL_ROLE_NOISE, STARTS, "hiring multiple" }, { MAIL_ROLE_NOISE, WHOLE, "match" },
	{ MAIL_ROLE_NOISE, WHOLE, "estimated pay" }, { MAIL_ROLE_NOISE, STARTS, "candidature" },
	{ MAIL_ROLE_NOISE, STARTS, "in your network" }, { MAIL_ROLE_NOISE, STARTS, "fast growing" },
	{ MAIL_ROLE_NOISE, WHOLE, "good match" }, { MAIL_ROLE_NOISE, WHOLE, "strong match" },
	{ MAIL_ROLE_NOISE, WHOLE, "top match" }, { MAIL_ROLE_NOISE, WHOLE, "logo" },
	{ MAIL_ROLE_FOOTER, STARTS, "see all" }, { MAIL_ROLE_FOOTER, STARTS, "view all" },
	{ MAIL_ROLE_FOOTER, STARTS, "see more" }, { MAIL_ROLE_FOOTER, STARTS, "view more" },
	{ MAIL_ROLE_FOOTER, STARTS, "unsubscribe" }, { MAIL_ROLE_FOOTER, STARTS, "manage " },
	{ MAIL_ROLE_FOOTER, STARTS, "this email was" },
	{ MAIL_ROLE_FOOTER, STARTS, "this message was" },
	{ MAIL_ROLE_FOOTER, STARTS, "you are receiving" },
	{ MAIL_ROLE_FOOTER, STARTS, "you're receiving" },
	{ MAIL_ROLE_FOOTER, STARTS, "you received this" },
	{ MAIL_ROLE_FOOTER, STARTS, "these job ads" }, { MAIL_ROLE_FOOTER, STARTS, "edit this" },
	{ MAIL_ROLE_FOOTER, STARTS, "edit your" },
	{ MAIL_ROLE_FOOTER, STARTS, "copyright \xc2\xa9" },
	{ MAIL_ROLE_FOOTER, STARTS, "\xc2\xa9" }, { MAIL_ROLE_FOOTER, STARTS, "(c) " },
	{ MAIL_ROLE_FOOTER, STARTS, "privacy policy" }, { MAIL_ROLE_FOOTER, WHOLE, "help center" },
	{ MAIL_ROLE_FOOTER, STARTS, "get more recommend" },
	{ MAIL_ROLE_FOOTER, STARTS, "get the app" },
	{ MAIL_ROLE_FOOTER, STARTS, "stand out" },
	{ MAIL_ROLE_FOOTER, STARTS, "job search smarter" },
	{ MAIL_ROLE_FOOTER, STARTS, "show me more" }, { MAIL_ROLE_FOOTER, STARTS, "abmelden" },
	{ MAIL_ROLE_FOOTER, STARTS, "alle jobs" }, { MAIL_ROLE_FOOTER, STARTS, "voir tout" },
	{ MAIL_ROLE_FOOTER, STARTS, "se desabonner" }, { MAIL_ROLE_FOOTER, STARTS, "try premium" },
	{ MAIL_ROLE_FOOTER, STARTS, "update your preferences" },
	{ MAIL_ROLE_FOOTER, STARTS, "was this email" }, { MAIL_ROLE_FOOTER, STARTS, "follow us" },
	{ MAIL_ROLE_GREETING, STARTS, "your job alert" }, { MAIL_ROLE_GREETING, STARTS, "hi " },
	{ MAIL_ROLE_GREETING, STARTS, "hello " },
	{ MAIL_ROLE_GREETING, STARTS, "hello," }, { MAIL_ROLE_GREETING, STARTS, "dear " },
	{ MAIL_ROLE_GREETING, STARTS, "hey " }, { MAIL_ROLE_GREETING, STARTS, "good morning" },
	{ MAIL_ROLE_GREETING, STARTS, "hallo " }, { MAIL_ROLE_GREETING, STARTS, "guten tag" },
	{ MAIL_ROLE_GREETING, STARTS, "bonjour" }, { MAIL_ROLE_GREETING, STARTS, "liebe" },
	{ MAIL_ROLE_GREETING, STARTS, "sehr geehrte" },
	{ MAIL_ROLE_GREETING, HAS, "jobs for you" }, { MAIL_ROLE_GREETING, HAS, "new jobs" },
	{ MAIL_ROLE_GREETING, HAS, "jobs match" }, { MAIL_ROLE_GREETING, HAS, "new job matches" },
	{ MAIL_ROLE_GREETING, HAS, "recommended jobs" }, { MAIL_ROLE_GREETING, HAS, "jobs in " },
	{ MAIL_ROLE_GREETING, STARTS, "here are" }, { MAIL_ROLE_GREETING, STARTS, "jobs similar" },
	{ MAIL_ROLE_GREETING, STARTS, "similar jobs" },
	{ MAIL_ROLE_GREETING, HAS, "top job picks" },
	{ MAIL_ROLE_GREETING, STARTS, "we found" }, { MAIL_ROLE_GREETING, STARTS, "daily job" },
	{ MAIL_ROLE_GREETING, STARTS, "# jobs" }, { MAIL_ROLE_GREETING, STARTS, "# new" },
	{ MAIL_ROLE_GREETING, HAS, "job alert" }, { MAIL_ROLE_GREETING, STARTS, "new jobs" },
	{ MAIL_ROLE_GREETING, STARTS, "based on your" },
	{ MAIL_ROLE_GREETING, HAS, "jobs that match" },
	{ MAIL_ROLE_AGE, WHOLE, "just posted" }, { MAIL_ROLE_AGE, WHOLE, "today" },
	{ MAIL_ROLE_AGE, WHOLE, "posted today" }, { MAIL_ROLE_AGE, WHOLE, "yesterday" },
};

#define PHRASES (sizeof phrases / sizeof phrases[0])

/* The byte of TEXT after PHRASE, which it begins with; NULL where it does not. */
static const char *after_phrase(const char *text, const char *phrase)
{
	for (; *phrase; phrase++) {
		if (*phrase != '#') {
			if (*text++ != *phrase)
				return NULL;
			continue;
		}
		if (!ascii_is_digit(*text))
			return NULL;
		while (ascii_is_digit(*text) || *text == ',' || *text == '+')
			text++;
	}
	return text;
}

static bool has_phrase(const char *text, const char *phrase, enum match match)
{
	const char *after = after_phrase(text, phrase);

	if (match == WHOLE)
		return after && !after[strspn(after, ".!:\xc2\xbb ")];
	for (; !after && match == HAS && *text; text++)
		after = after_phrase(text, phrase);
	return after != NULL;
}

/* -- ages */

/* Words for a day and for more, folded, with their days; the longer first. */
static const struct { const char *word; int days; } units[] = {
	{ "hour", 0 }, { "stunde", 0 }, { "heure", 0 }, { "minute", 0 }, { "day", 1 }, { "tag", 1 },
	{ "jour", 1 }, { "dia", 1 }, { "giorn", 1 }, { "dag", 1 }, { "week", 7 }, { "woche", 7 },
	{ "semaine", 7 }, { "semana", 7 }, { "month", 30 }, { "monat", 30 }, { "mois", 30 },
	{ "mo", 30 }, { "d", 1 }, { "h", 0 }, { "w", 7 }, { "\xe5\xa4\xa9", 1 },
};

#define UNITS (sizeof units / sizeof units[0])

/* "Posted 3 days ago", "30+ days ago", "il y a 3 jours", "3d": a number, a unit, and no more than
 * the words that make an age of them. */
int mail_age_days(const char *text)
{
	static const char *const before[] = {
		"posted ", "active ", "reposted ", "il y a ", "vor ", "hace ", "",
	};
	struct strbuf folded = STRBUF_INIT;
	int days = -1;

	if (strlen(text) > NAME_BYTES_MAX)
		return days;
	utf8_fold_plain(&folded, NULL, text, strlen(text));
	if (has_phrase(folded.text, "just posted", WHOLE) ||
	    has_phrase(folded.text, "today", WHOLE) ||
	    has_phrase(folded.text, "posted today", WHOLE))
		days = 0;
	else if (has_phrase(folded.text, "yesterday", WHOLE))
		days = 1;
	for (size_t i = 0; days < 0 && i < sizeof before / sizeof before[0]; i++) {
		const char *at = folded.text;
		int64_t count = 0;
		size_t used;

		if (strncmp(at, before[i], strlen(before[i])) != 0)
			continue;
		at += strlen(before[i]);
		used = ascii_number(at, strlen(at), &count);
		at += used;
		at += strspn(at, "+ ");
		for (size_t u = 0; used > 0 && count < 1000 && days < 0 && u < UNITS; u++) {
			size_t len = strlen(units[u].word);
			const char *rest = at + len;

			if (strncmp(at, units[u].word, len) != 0)
				continue;
			while (len > 2 && ascii_is_alpha(*rest))
				rest++;
			if (!*rest || strncmp(rest, " ago", 4) == 0 || rest[0] == '\xe5')
				days = (int)count * units[u].days;
		}
	}
	strbuf_release(&folded);
	return days;
}

/* -- the others */

static size_t count_words(const char *text)
{
	size_t words = 0;

	for (size_t i = 0; text[i]; i++)
		words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
	return words;
}

/* "$120,000 - $150,000 a year", "52 k EUR": money and a number stand first, or words that lead to
 * them. */
static bool is_pay(const char *text)
{
	static const char *const leads[] = {
		"from ", "up to ", "estimated ", "est. ", "pay ", "ca. ", "ab ",
	};
	static const char *const signs[] = {
		"$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "\xe2\x82\xb9", "\xe5\x85\x83",
		"z\xc5\x82", "usd", "eur", "gbp", "chf", "cad", "aud", "inr", "sek",
	};
	bool has_sign = false, has_digit = strpbrk(text, "0123456789") != NULL;
	size_t at = 0;

	for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++) {
		if (ascii_starts(text + at, leads[i]))
			at += strlen(leads[i]);
	}
	for (size_t i = 0; !has_sign && i < sizeof signs / sizeof signs[0]; i++) {
		has_sign = ascii_starts(text + at, signs[i]);
		for (const char *p = text + at; ascii_is_digit(text[at]) && *p && !has_sign; p++)
			has_sign = ascii_starts(p, signs[i]);
	}
	return has_digit && strlen(text) <= PAY_BYTES_MAX &&
	       (has_sign || strstr(text, "\xe6\x97\xb6\xe8\x96\xaa"));
}

/* "3.9", "4.1 ★": of five. */
static bool is_rating(const char *text)
{
	const char *after = text + 3;

	if (!(text[0] >= '1' && text[0] <= '5') || text[1] != '.' || !ascii_is_digit(text[2]))
		return false;
	after += strspn(after, " ");
	return !*after || strcmp(after, "\xe2\x98\x85") == 0 || strcmp(after, "stars") == 0;
}

/* "Location: Oslo", where the label is a key that postings have. */
static bool is_labelled(const char *text)
{
	const char *colon = strchr(text, ':');
	char *name;
	struct key key;

	if (!colon || colon[1] != ' ' || (size_t)(colon - text) > LABEL_BYTES_MAX)
		return false;
	name = xstrndup(text, (size_t)(colon - text));
	key = key_find(name);
	free(name);
	return key.role == KEY_FACT || key.role == KEY_REMOTE || key.role == KEY_PLACE;
}

/* "0.1% - 0.5%": a share in the company. */
static bool is_share(const char *text)
{
	return ascii_is_digit(text[0]) && strchr(text, '%') &&
	       !strpbrk(text, "abcdefghijklmnopqrstuvwxyz");
}

static bool is_prose(const char *text)
{
	size_t len = strlen(text), words = count_words(text);
	bool ends = len > 3 && (strcmp(text + len - 3, "\xe2\x80\xa6") == 0 ||
				strchr(".!?", text[len - 1]));

	return len > NAME_BYTES_MAX || is_share(text) || words > NAME_WORDS_MAX ||
	       (ends && words > 6);
}

enum mail_role mail_role(const char *text)
{
	struct strbuf folded = STRBUF_INIT;
	enum mail_role role = MAIL_ROLE_NAME;

	if (strlen(text) > LINE_BYTES_MAX)
		return MAIL_ROLE_PROSE;
	utf8_fold_plain(&folded, NULL, text, strlen(text));
	for (size_t i = 0; role == MAIL_ROLE_NAME && i < PHRASES; i++) {
		if (has_phrase(folded.text, phrases[i].phrase, phrases[i].match))
			role = phrases[i].role;
	}
	strbuf_release(&folded);
	if (role != MAIL_ROLE_NAME)
		return role;
	if (is_rating(text))
		return MAIL_ROLE_RATING;
	if (mail_age_days(text) >= 0)
		return MAIL_ROLE_AGE;
	if (is_pay(text))
		return MAIL_ROLE_PAY;
	if (is_labelled(text))
		return MAIL_ROLE_LABELLED;
	return is_prose(text) ? MAIL_ROLE_PROSE : MAIL_ROLE_NAME;
}

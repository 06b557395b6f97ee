/*
 * The lexicon: the words and phrases by which postings say things, as data.
 *
 * lexicon.yaml holds groups ("workplace"), each with named values ("remote"), each a list of
 * phrases. A phrase is words divided by blanks, written folded and without apostrophes; "#"
 * stands for a number and "*" for any one word. All phrases are kept in one trie over words, so
 * that a text is matched against all of them in one pass (see extract/view_int.h). A user's
 * lexicon.yaml adds phrases; a value that begins with "-" takes one away. The lexicon never
 * changes once loaded.
 */
#ifndef SHORTLIST_EXTRACT_LEXICON_INT_H
#define SHORTLIST_EXTRACT_LEXICON_INT_H

#include "util/err.h"
#include "util/image.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum lexicon_group {
	LEXICON_SECTION,         /* enum section_kind */
	LEXICON_LABEL,           /* enum label */
	LEXICON_WORKPLACE,
	LEXICON_EMPLOYMENT,      /* enum employment, then EMPLOYMENT_WORD_... */
	LEXICON_SENIORITY,       /* enum seniority, then "neutral" */
	LEXICON_NEED,
	LEXICON_TITLE,
	LEXICON_COMPANY,
	LEXICON_PLACE,
	LEXICON_PAY,
	LEXICON_EXTRAS,
	LEXICON_EXPERIENCE,
	LEXICON_DATE,
	LEXICON_VISA,
	LEXICON_STACK,
	LEXICON_PASSAGE,         /* enum section_kind: what a paragraph or item says it is */
	LEXICON_EDUCATION,       /* enum education, then EDUCATION_WORD_... */
	LEXICON_CLEARANCE,       /* enum clearance, then CLEARANCE_WORD_... */
	LEXICON_LANGUAGE,
	LEXICON_GROUP_COUNT
};

enum label {
	LABEL_TITLE, LABEL_COMPANY, LABEL_LOCATION, LABEL_WORKPLACE, LABEL_EMPLOYMENT,
	LABEL_SENIORITY, LABEL_EXPERIENCE, LABEL_SALARY, LABEL_POSTED, LABEL_EXPIRES, LABEL_URL,
	LABEL_STACK, LABEL_SCOPE, LABEL_VISA, LABEL_OTHER
};

enum workplace_word {
	WORKPLACE_WORD_REMOTE, WORKPLACE_WORD_HYBRID, WORKPLACE_WORD_ONSITE,
	WORKPLACE_WORD_MAYBE_REMOTE, WORKPLACE_WORD_MAYBE_HYBRID, WORKPLACE_WORD_MAYBE_ONSITE,
	WORKPLACE_WORD_BARE_REMOTE, WORKPLACE_WORD_BARE_HYBRID, WORKPLACE_WORD_BARE_ONSITE,
	WORKPLACE_WORD_NEUTRAL
};

/* What a short phrase says beside a label or in a header; what a longer one says anywhere. */
enum employment_word { EMPLOYMENT_WORD_NEUTRAL = 7, EMPLOYMENT_WORD_SAID = 8 };

enum need_word {
	NEED_WORD_PREFERRED_AHEAD,   /* "nice to have:", speaks of what follows */
	NEED_WORD_PREFERRED_BEHIND,  /* "is a plus", speaks of what stands before */
	NEED_WORD_REQUIRED,
	NEED_WORD_CLAUSE,            /* a word that begins a new clause after a comma */
	NEED_WORD_NEUTRAL
};

enum title_word {
	TITLE_WORD_ROLE,             /* "engineer" */
	TITLE_WORD_ADJECTIVE,        /* "backend": may stand in a title of a team */
	TITLE_WORD_BEFORE,           /* "looking for a" */
	TITLE_WORD_AS,               /* "as a": only what has a capital follows */
	TITLE_WORD_HIRING,           /* "hiring": company before, role after */
	TITLE_WORD_STOP,             /* ends a title in prose: "to", "who" */
	TITLE_WORD_TEAM,             /* "team" */
	TITLE_WORD_FLUFF,            /* "talented": no part of a title */
	TITLE_WORD_AFTER,            /* "will", "role": after a title that "the" stands before */
	TITLE_WORD_NEUTRAL,          /* "hiring manager": no title */
	TITLE_WORD_LEAD              /* "multiple openings": stands before a title, no part of it */
};

enum company_word {
	COMPANY_WORD_BEFORE,         /* "working at", "join": a name follows */
	COMPANY_WORD_WEAK_BEFORE,    /* "at" */
	COMPANY_WORD_ABOUT,          /* "about", of a heading */
	COMPANY_WORD_AFTER,          /* "is hiring": a name stands before */
	COMPANY_WORD_WEAK_AFTER,     /* "is a", "builds" */
	COMPANY_WORD_GENERIC,        /* no name: "the role", "our" */
	COMPANY_WORD_SUFFIX,         /* "inc", "gmbh" */
	COMPANY_WORD_OWNED,          /* "mission": what "Acme's" stands before */
	COMPANY_WORD_THINGS          /* "responsibilities": no verb, though it ends like one */
};

enum place_word {
	PLACE_WORD_STRONG,           /* "this role is based in": places follow */
	PLACE_WORD_BEFORE,           /* "based in" */
	PLACE_WORD_AFTER,            /* "office": a place stands before */
	PLACE_WORD_SCOPE,            /* "must reside in" */
	PLACE_WORD_SCOPE_AFTER,      /* "only", "residents" */
	PLACE_WORD_WEAK_AFTER,       /* "hq" */
	PLACE_WORD_NOT,              /* "headquartered in", "offices in": the company's */
	PLACE_WORD_ZONE,             /* "cet", "pacific time" */
	PLACE_WORD_NOWHERE,          /* "multiple locations": beside "Location", but no place */
	PLACE_WORD_EXCEPT            /* "except": takes the places behind it away */
};

enum pay_word {
	PAY_WORD_YEAR, PAY_WORD_MONTH, PAY_WORD_WEEK, PAY_WORD_DAY, PAY_WORD_HOUR,
	PAY_WORD_FOR,                /* "salary", "base pay" */
	PAY_WORD_AGAINST,            /* "funding", "revenue" */
	PAY_WORD_EXTRA,              /* "bonus", "commission": beside pay, or what the amount is */
	PAY_WORD_UP_TO, PAY_WORD_FROM, PAY_WORD_LAKH,
	PAY_WORD_TARGET,             /* "ote": with what is earned on target */
	PAY_WORD_ADDED,              /* "an additional": an amount after it is none of the base */
	PAY_WORD_COUNTED,            /* "hours", "people": a number before it is no money */
	PAY_WORD_NEUTRAL             /* "biweekly": how often it is paid */
};

/* The first three are enum extra. */
enum extras_word {
	EXTRAS_WORD_EQUITY, EXTRAS_WORD_BONUS, EXTRAS_WORD_COMMISSION,
	EXTRAS_WORD_MAYBE_EQUITY, EXTRAS_WORD_MAYBE_BONUS, EXTRAS_WORD_MAYBE_COMMISSION,
	EXTRAS_WORD_BESIDE,          /* "we offer", "eligible for": a maybe beside it is one */
	EXTRAS_WORD_NOT,             /* "no", "without" before it */
	EXTRAS_WORD_AGAINST,         /* "inclusion", "investors": equity beside it is no pay */
	EXTRAS_WORD_WORK,            /* "administer": what stands behind it is one's work */
	EXTRAS_WORD_NEUTRAL          /* "private equity", "bonus points" */
};

enum experience_word {
	EXPERIENCE_WORD_YEARS, EXPERIENCE_WORD_FOR, EXPERIENCE_WORD_PAST, EXPERIENCE_WORD_AGAINST,
	EXPERIENCE_WORD_NONE, EXPERIENCE_WORD_MONTHS,
	EXPERIENCE_WORD_GENERAL,     /* "professional": years of it are of no one skill */
	EXPERIENCE_WORD_ASKS         /* "you have": a number behind it is asked of applicants */
};

enum date_word {
	DATE_WORD_POSTED, DATE_WORD_EXPIRES, DATE_WORD_AGO, DATE_WORD_TODAY, DATE_WORD_YESTERDAY
};

enum visa_word {
	VISA_WORD_SPONSORS, VISA_WORD_REFUSES,
	VISA_WORD_BARE,              /* "visa": an offer in a header's cell */
	VISA_WORD_NEUTRAL            /* "require visa sponsorship", "visa cards" */
};

enum stack_word {
	STACK_WORD_BEFORE,           /* "experience in": what follows is a technology */
	STACK_WORD_AFTER,            /* "developer": what stands before is one */
	STACK_WORD_USED,             /* "our stack", "we use": this block names the stack */
	STACK_WORD_NOT,              /* "customers like", "competitors": what follows is none */
	STACK_WORD_BASIC,            /* "http", "json": what everybody uses */
	STACK_WORD_SYSTEM,           /* "linux": an operating system */
	STACK_WORD_ASKED,            /* "proficiency": its sentence asks for what it names */
	STACK_WORD_SERVED,           /* "sponsors of": others' projects follow, languages too */
	STACK_WORD_BANNED            /* "not permitted": its sentence forbids what it names */
};

/* "BS" is a degree beside another word of that kind; "degree" alone is a bachelor's. */
enum education_word {
	EDUCATION_WORD_MAYBE_SCHOOL = 6, EDUCATION_WORD_MAYBE_ASSOCIATE,
	EDUCATION_WORD_MAYBE_BACHELOR, EDUCATION_WORD_MAYBE_MASTER, EDUCATION_WORD_DEGREE,
	EDUCATION_WORD_AGAINST,      /* "tuition": the sentence asks for no degree */
	EDUCATION_WORD_NEUTRAL       /* "MS Office" */
};

/* "secret" and "SC" are levels in a sentence that speaks of a clearance. */
enum clearance_word {
	CLEARANCE_WORD_MAYBE_BASIC = 6, CLEARANCE_WORD_MAYBE_SECRET,
	CLEARANCE_WORD_MAYBE_TOP_SECRET, CLEARANCE_WORD_MAYBE_TS_SCI,
	CLEARANCE_WORD_MAYBE_NONE,
	CLEARANCE_WORD_NEUTRAL       /* "customs clearance" */
};

enum language_word {
	LANGUAGE_WORD_NAME,
	LANGUAGE_WORD_CUE,           /* "fluent": a language is near, with small words between */
	LANGUAGE_WORD_QUALITY,       /* "good": right before the name */
	LANGUAGE_WORD_NEUTRAL        /* "english speaking customers" */
};

#define LEXICON_PHRASE_WORDS 12
#define LEXICON_UNKNOWN 0        /* the id of a word that is in no phrase */

struct lexicon;
struct trie;

struct lexicon *lexicon_new(const char *config_dir, struct err *err);
void lexicon_free(struct lexicon *lexicon);

/* The same as the build made it, with the marks of the built-in technologies. NULL where there is
 * none, or where CONFIG_DIR has something to add. */
struct lexicon *lexicon_built_in(const char *config_dir);

/* Prints the tables of C that lexicon_built_in() lays: for the build. */
void lexicon_print(const struct lexicon *lexicon, struct image_print *print);

/* The id of a folded word; apostrophes in it do not count. */
uint32_t lexicon_word(const struct lexicon *lexicon, const char *folded, size_t len);

/* What is known of a word. */
struct lexicon_entry {
	int32_t number;          /* what it says as a number ("three"), -1 for another word */
	uint32_t mark;           /* see lexicon_mark(); 0 for none */
	uint8_t opens_heading, closes_heading;
	uint16_t is_in_phrase;
};

/* The same of a word of less than LEXICON_SHORT bytes, as it is looked up: all of it in one line of
 * the processor's cache. A free slot says what is known of a word that is not there. */
#define LEXICON_SHORT 16u
struct lexicon_slot {
	uint64_t head, tail;     /* its first eight bytes and the others, zeroes behind it */
	uint32_t id;             /* LEXICON_UNKNOWN where no phrase has it */
	uint32_t mark;
	int32_t number;
	uint32_t is_taken;
};

struct lexicon_short { const struct lexicon_slot *slots; uint32_t bits; }; /* two to that power */

/* Puts a mark on a word, which need not be in a phrase: what else begins with it. For one who makes
 * views afterwards. */
void lexicon_mark(struct lexicon *lexicon, const char *word, size_t len, uint32_t mark);

/* What is known of the word LEN bytes at FOLDED, without apostrophes, in a longer text: ROOM bytes,
 * LEN at least, may be read. Its id into *id. */
const struct lexicon_entry *lexicon_look(const struct lexicon *lexicon, const char *folded,
					 size_t len, size_t room, uint32_t *id);

/* The same for a word that may have apostrophes, of which nothing more than LEN bytes is read. */
const struct lexicon_entry *lexicon_look_any(const struct lexicon *lexicon, const char *folded,
					     size_t len, uint32_t *id);

/* The words of less than LEXICON_SHORT bytes; good until the next lexicon_mark(). */
const struct lexicon_short *lexicon_short_words(const struct lexicon *lexicon);

/* The first slot that a word without apostrophes may have. */
static inline const struct lexicon_slot *lexicon_short_first(const struct lexicon_short *words,
							     uint64_t head, uint64_t tail)
{
	const uint64_t spread = UINT64_C(0x9E3779B97F4A7C15); /* 2^64 over the golden ratio */
	uint64_t mixed = (head ^ (tail ^ tail >> 31) * UINT64_C(0xBF58476D1CE4E5B9)) * spread;

	return &words->slots[mixed >> (64 - words->bits)];
}

/* Its slot, from the first on, or a free one. */
static inline const struct lexicon_slot *lexicon_short_find(const struct lexicon_short *words,
							    const struct lexicon_slot *slot,
							    uint64_t head, uint64_t tail)
{
	size_t mask = ((size_t)1 << words->bits) - 1;

	while (slot->is_taken && (slot->head != head || slot->tail != tail))
		slot = &words->slots[((size_t)(slot - words->slots) + 1) & mask];
	return slot;
}

/* Whether a phrase for a heading or a label begins, or ends, with the word. */
bool lexicon_opens_heading(const struct lexicon *lexicon, uint32_t word);
bool lexicon_closes_heading(const struct lexicon *lexicon, uint32_t word);

/* The phrases: a trie over the ids of words, whose groups are those above. */
const struct trie *lexicon_phrases(const struct lexicon *lexicon);

#endif

/*
 * A view: a text as extractors read it, cut into words once, with every phrase of the lexicon
 * found.
 *
 * It is made of a document's text or of what a source states, so that both go through the same
 * parsers. Ranges of words are half-open. The text must outlive the view.
 */
#ifndef SHORTLIST_EXTRACT_VIEW_INT_H
#define SHORTLIST_EXTRACT_VIEW_INT_H

#include "extract/lexicon_int.h"
#include "util/strbuf.h"
#include "util/utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What stands between a word and the one before it. */
enum gap {
	GAP_BLANK = 1 << 0,
	GAP_HYPHEN = 1 << 1,     /* a dash without blanks around it */
	GAP_DASH = 1 << 2,       /* a dash after a blank */
	GAP_SLASH = 1 << 3,
	GAP_COMMA = 1 << 4,
	GAP_STOP = 1 << 5,       /* the end of a sentence, ';' too */
	GAP_OPEN = 1 << 6,       /* a bracket */
	GAP_CLOSE = 1 << 7,
	GAP_COLON = 1 << 8,
	GAP_BAR = 1 << 9,        /* '|', a middle dot or bullet */
	GAP_LINE = 1 << 10,
	GAP_PLUS = 1 << 11,
	GAP_GLUE = 1 << 12,      /* nothing at all: "CoreDate" */
	GAP_OTHER = 1 << 13,
	GAP_MONEY = 1 << 14      /* a currency sign */
};

/* Gaps that a phrase may span. */
#define GAP_IN_PHRASE (GAP_BLANK | GAP_HYPHEN | GAP_SLASH | GAP_PLUS | GAP_OTHER)
/* Gaps that end a sentence, and those that end a clause of one. */
#define GAP_SENTENCE (GAP_STOP | GAP_LINE)
#define GAP_CLAUSE (GAP_STOP | GAP_LINE | GAP_OPEN | GAP_CLOSE | GAP_COLON)

struct word {
	uint32_t at, len;        /* in the folded text */
	uint32_t start, end;     /* in the text */
	uint32_t id;             /* in the lexicon, LEXICON_UNKNOWN for a word that is not */
	int32_t number;          /* what a number says, -1 for another word */
	uint32_t mark;           /* the lexicon's, see lexicon_mark(); 0 if not of letters only */
	uint16_t gap;            /* a set of enum gap: what stands before */
	bool is_upper;           /* begins with a capital, or with a digit */
	bool is_caps;            /* all of it capitals, two at least */
	bool is_letters;         /* nothing but letters of ASCII, and no part of a longer word */
	bool is_plain;           /* ASCII without apostrophes, and no part of a longer word */
};

struct hit {
	int value;
	size_t first, last;      /* words [first, last) */
};

struct hits { struct hit *items; size_t count, cap; };

struct view {
	const struct lexicon *lexicon;
	const char *text;
	size_t len;
	struct strbuf folded;    /* with plain hyphens and apostrophes, see utf8_fold_plain() */
	struct utf8_runs runs;
	struct { struct word *items; size_t count, cap; } words;
	/* The first word that starts in, or behind, each stretch of VIEW_STRETCH bytes. */
	struct { uint32_t *items; size_t count, cap; } stretches;
	struct hits hits[LEXICON_GROUP_COUNT];
};

#define VIEW_STRETCH 64

void view_init(struct view *view, const struct lexicon *lexicon, const char *text, size_t len);
void view_release(struct view *view);

/* Makes a view that was initialised one of another text, in the memory that it has; much memory is
 * given back first. */
void view_renew(struct view *view, const char *text, size_t len);

/* The first word that starts at byte AT or later. */
size_t view_word_from(const struct view *view, size_t at);

/* The first hit of GROUP (and VALUE, -1 for any) within words [first, last), NULL for none. */
const struct hit *view_find(const struct view *view, enum lexicon_group group, int value,
			    size_t first, size_t last);
bool view_has(const struct view *view, enum lexicon_group group, int value, size_t first,
	      size_t last);
/* The index of the first hit of GROUP that starts at word FIRST or later. */
size_t view_hit_from(const struct view *view, enum lexicon_group group, size_t first);

/* Where the part of the text around word AT that is bounded by GAPS begins and ends, at most
 * VIEW_REACH words each way. */
#define VIEW_REACH 80
size_t view_back(const struct view *view, size_t at, unsigned gaps);
size_t view_ahead(const struct view *view, size_t at, unsigned gaps);

/* The gap before word AT; GAP_LINE where there is no such word. */
static inline unsigned view_gap(const struct view *view, size_t at)
{
	return at < view->words.count ? view->words.items[at].gap : GAP_LINE;
}

/* The bytes of the text from word FIRST to word LAST (not included). */
static inline size_t view_start(const struct view *view, size_t first)
{
	return first < view->words.count ? view->words.items[first].start : view->len;
}

static inline size_t view_end(const struct view *view, size_t last)
{
	return last > 0 ? view->words.items[last - 1].end : 0;
}

/* Whether word AT, which is longer than WORD, is WORD where apostrophes do not count. */
bool view_is_plain(const struct view *view, size_t at, const char *word);

/* Whether word AT is the folded WORD. Apostrophes do not count, as in the lexicon: "youll". */
static inline bool view_is(const struct view *view, size_t at, const char *word)
{
	size_t len = strlen(word);
	const char *folded;

	if (at >= view->words.count || view->words.items[at].len < len)
		return false;
	folded = view->folded.text + view->words.items[at].at;
	if (view->words.items[at].len == len)
		return memcmp(folded, word, len) == 0;
	return *folded == *word && view_is_plain(view, at, word);
}

/* Whether word AT is one of COUNT folded words. */
bool view_is_one_of(const struct view *view, size_t at, const char *const *list, size_t count);

/* The same, of a static table. */
#define VIEW_IS_ONE_OF(view, at, list) \
	view_is_one_of(view, at, list, sizeof(list) / sizeof((list)[0]))

#endif

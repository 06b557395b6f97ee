/*
 * Technologies: canonical names, how people spell them, and which spellings need corroboration.
 *
 * Read once from technologies.yaml (the file says its form) and the user's; never changes after
 * that. A spelling is found as whole words in text; '+', '#' and '.' belong to a word where a
 * spelling has them ("C++", "C#", ".NET", "Node.js"), and "C" is not found in "C++". A version
 * that is attached does not belong to it ("Python3"). Nothing is found inside a link.
 *
 * An entry of the file is a mapping:
 *
 *     name     how it is shown; also a spelling, weak where `weak` has it
 *     kind     language, framework, library, database, cloud, tool, platform, protocol, concept
 *     aliases  further spellings, found in any case; a blank fits a hyphen too
 *     weak     spellings that are ordinary words, found as they are written only, standing alone:
 *              not joined to another word by a hyphen or an ampersand ("C-level", "R&D")
 *     not      phrases in which a spelling means something else ("Series C"), in any case
 *     replace  (true) what was said of this name before is forgotten
 *     remove   (true) there is no such technology
 *
 * A user's entry of a known name needs no kind and adds to it; a spelling that another technology
 * had in an earlier file is taken over.
 */
#ifndef SHORTLIST_POSTING_TECHNOLOGY_H
#define SHORTLIST_POSTING_TECHNOLOGY_H

#include "util/err.h"
#include "util/image.h"

#include <stdbool.h>
#include <stddef.h>

enum technology_kind {
	TECHNOLOGY_LANGUAGE, TECHNOLOGY_FRAMEWORK, TECHNOLOGY_LIBRARY, TECHNOLOGY_DATABASE,
	TECHNOLOGY_CLOUD, TECHNOLOGY_TOOL, TECHNOLOGY_PLATFORM, TECHNOLOGY_PROTOCOL,
	TECHNOLOGY_CONCEPT, TECHNOLOGY_KIND_COUNT
};

struct technology {
	const char *name;
	enum technology_kind kind;
};

struct technology_match {
	size_t start, end;       /* bytes of the text */
	const struct technology *technology;
	bool is_weak;            /* an ordinary word: counts only with corroboration */
};

struct technology_matches { struct technology_match *items; size_t count, cap; };

struct technologies;

struct technologies *technologies_new(const char *config_dir, struct err *err);
void technologies_free(struct technologies *technologies);

/* Whether no file of the user's has a part in them. */
bool technologies_are_built_in(const struct technologies *technologies);

/* Prints the tables of C that technologies_new() lays: for the build. */
void technologies_print(const struct technologies *technologies, struct image_print *print);

size_t technologies_count(const struct technologies *technologies);
const struct technology *technologies_at(const struct technologies *technologies, size_t at);

/* The technology that NAME (LEN bytes, any case, any spelling, weak ones too) means; NULL for
 * none. */
const struct technology *technologies_find(const struct technologies *technologies,
					   const char *name, size_t len);

/* Adds every spelling found in TEXT to OUT in order of position; where two overlap the longer wins.
 * Linear in LEN. */
void technologies_scan(const struct technologies *technologies, const char *text, size_t len,
		       struct technology_matches *out);

#endif

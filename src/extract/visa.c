/* Whether the employer sponsors a visa. A refusal outweighs an offer made elsewhere in the text. */
#include "config.h"

#include "extract/reading_int.h"

#include <string.h>

static const struct hit *find(const struct view *view)
{
	const struct hit *hit = view_find(view, LEXICON_VISA, VISA_WORD_REFUSES, 0,
		view->words.count);

	return hit != NULL ? hit :
		view_find(view, LEXICON_VISA, VISA_WORD_SPONSORS, 0, view->words.count);
}

static enum visa meaning(const struct hit *hit)
{
	return hit->value == VISA_WORD_REFUSES ? VISA_REFUSES : VISA_SPONSORS;
}

void visa_extract(struct reading *reading)
{
	const char *stated = raw_posting_stated(reading->raw, FIELD_VISA);
	const struct hit *hit;

	if (stated != NULL) {
		struct view view;

		view_init(&view, reading->lexicon, stated, strlen(stated));
		hit = find(&view);
		if (hit != NULL) {
			reading->posting->visa = meaning(hit);
			reading_note_stated(reading, FIELD_VISA);
		}
		view_release(&view);
	}
	hit = find(&reading->view);
	if (hit == NULL || reading->posting->visa != VISA_UNKNOWN)
		return;
	reading->posting->visa = meaning(hit);
	reading_note_words(reading, FIELD_VISA, hit->first, hit->last, "the text says so");
}

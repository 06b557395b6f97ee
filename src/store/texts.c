/* The texts of a posting in which words are looked for. */
#include "config.h"

#include "store/texts_int.h"

static void add_words(struct strbuf *out, const char *words)
{
	if (!words || !words[0])
		return;
	strbuf_puts(out, words);
	strbuf_putc(out, ' ');
}

static void add_places(struct strbuf *out, const struct gazetteer *gazetteer,
		       const struct posting *posting)
{
	for (size_t i = 0; i < posting->locations.count; i++) {
		const struct posting_place *item = &posting->locations.items[i];

		add_words(out, item->text);
		if (item->place.kind == PLACE_NONE)
			continue;
		place_format(gazetteer, out, &item->place, false);
		strbuf_puts(out, " | ");
	}
}

void word_texts_init(struct word_texts *texts, const struct vocabulary *vocabulary,
		const struct posting *posting)
{
	strbuf_init(&texts->places);
	strbuf_init(&texts->stack);
	add_places(&texts->places, vocabulary->gazetteer, posting);
	for (size_t i = 0; i < posting->stack.count; i++)
		add_words(&texts->stack, posting->stack.items[i].name);
}

void word_texts_release(struct word_texts *texts)
{
	strbuf_release(&texts->places);
	strbuf_release(&texts->stack);
}

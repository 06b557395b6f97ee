/* A sink that tells the first posting how many bytes of its file had to be mended. */
#include "config.h"

#include "read/mended_int.h"

static void give_posting(struct raw_posting *raw, void *data)
{
	struct mended *mended = data;

	raw->bad_bytes += mended->bad;
	mended->bad = 0;
	mended->to->posting(raw, mended->to->data);
}

static void give_refusal(size_t line, const char *why, void *data)
{
	const struct mended *mended = data;

	mended->to->refused(line, why, mended->to->data);
}

void mended_init(struct mended *mended, const struct reader_sink *to, size_t bad)
{
	*mended = (struct mended){
		.sink = { give_posting, give_refusal, mended }, .to = to, .bad = bad,
	};
}

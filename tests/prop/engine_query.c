/* Chance, words, and queries that are made of them. */
#include "config.h"

#include "engine_query.h"

#include <string.h>

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define PICK(rows) ((rows)[world_pick(COUNT(rows))])

static uint64_t state;

void world_seed(uint64_t seed)
{
	state = seed;
}

size_t world_pick(size_t count)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state >> 11) % count;
}

static const char *const words[] = {
	"rust", "we", "services", "team", "and", "the", "event", "driven", "backend", "node.js",
	"C++", "C#", ".NET", "naïve", "Straße", "日本語", "ledger", "trees", "night", "harbour",
	"bread", "rails", "clinic", "maps", "e-mail", "3D", "x86-64", "don't", "ÉCOLE", "Ελλάδα",
	"re\xcc\x81sume\xcc\x81", "ﬁne", "a", "I", "o'clock", "#1", "🚀", "I/O", "co-operate", "zzz",
};

/* Often one of the first words; some have a beginning in common with many others. */
void world_word(struct strbuf *body)
{
	size_t at = world_pick(1 + world_pick(3 * COUNT(words)));

	if (at < COUNT(words))
		strbuf_puts(body, words[at]);
	else if (at < 2 * COUNT(words))
		strbuf_printf(body, "pre%zu", world_pick(90));
	else
		strbuf_printf(body, "w%zux", world_pick(3000));
}

const struct job *world_job(const struct world *world)
{
	for (int tries = 0; world->files.count > 0 && tries < 10; tries++) {
		const struct world_file *file = &world->files.items[world_pick(world->files.count)];

		if (file->jobs.count > 0)
			return &file->jobs.items[world_pick(file->jobs.count)];
	}
	return NULL;
}

/* Values of keys, with what is wrong or unfinished among them. */
static const struct { const char *key; const char *values[14]; } tests[] = {
	{ "title", { "engineer", "rust", "sen", "\"rust engineer\"", "node.js", "c++", "größe",
		     "none", "any", "\"engineer pay", "日" } },
	{ "company", { "acme", "\"top hat\"", "top", "mul", "\"müller söhne\"", "deep.ai", "none",
		       "any", "c3", "\"top h" } },
	{ "loc", { "toronto", "canada", "london", "\"london, gb\"", "berlin,paris", "europe",
		   "emea", "\"san fr", "san", "atlantis", "atl", "none", "any", "ontario" } },
	{ "scope", { "canada", "europe", "germany", "any", "none", "mars", "ma", "anywhere" } },
	{ "workplace", { "remote", "hybrid,onsite", "none", "any", "re" } },
	{ "days", { "<=2", "3", ">1", "none", "any", "1..2" } },
	{ "zone", { "cet", "utc+1", "pst", "none", "any", "-5..0" } },
	{ "employment", { "full-time", "contract,part-time", "none", "any", "volunteer" } },
	{ "seniority", { "senior", "<=mid", ">=senior", "junior,lead", "none", "any",
			 "mid..staff" } },
	{ "years", { "2", "<3", ">=5", "none", "any", "3..8" } },
	{ "salary", { ">=90k", "<60k", "100k", "100k..150k", "\">=80k EUR\"", "none", "any",
		      ">=100000usd", "70000" } },
	{ "extra", { "equity", "bonus,commission", "none", "any" } },
	{ "posted", { "<8d", "<2d", ">365d", "2026-11", "2026-11-12", "none", "any", "today" } },
	{ "expires", { "<30d", ">2026-11-01", "none", "any" } },
	{ "visa", { "sponsors", "refuses", "none", "any" } },
	{ "clearance", { "secret", "<=secret", "none", "any", "not-needed" } },
	{ "edu", { "<=bachelor", "master", "none", "any" } },
	{ "lang", { "german", "deutsch", "en", "ger", "none", "any", "klingon" } },
	{ "stack", { "rust", "c++", "java", "jav", "go,php", "c#", ".net", "node.js", "none", "any",
		     "cob", "pyth" } },
	{ "must", { "rust", "go", "py", "java,rust" } },
	{ "nice", { "go", "javascript", "rust" } },
	{ "url", { "jobs.example", "12", "none", "any" } },
	{ "source", { "boards", "mail", "one", "none", "any", "\"board one\"", "7.json" } },
	{ "copies", { ">1", "1", "2..3", ">=4", "none", "any" } },
	{ "stage", { "applied", "saved,offer", "none", "any" } },
	{ "tag", { "later", "la", "größe", "GRÖSSE", "none", "any", "dream,far" } },
	{ "notes", { "rust", "call", "zoë", "none", "any" } },
	{ "is", { "remote", "hybrid", "new", "seen", "shortlisted", "hidden", "conflict", "gone",
		  "changed", "repost", "onsite" } },
	{ "has", { "salary", "loc", "stage", "tag", "notes", "posted", "title", "company", "url",
		   "source", "stack", "years", "lang" } },
};

static const char *const orders[] = {
	"posted", "-posted", "salary", "-salary", "title", "-title", "company", "-company,salary",
	"loc", "-loc", "workplace", "days,-years", "employment", "-seniority,posted", "years",
	"expires", "visa,clearance", "-clearance", "edu", "source", "-source", "copies", "-copies",
	"shortlisted", "stage", "-stage,title", "seen", "-seen,-salary", "title,company,-posted",
};

/* A few words in a row that stand in a posting, with what is between them. */
static void add_stretch(const struct world *world, struct strbuf *line, size_t wanted)
{
	const struct job *job = world_job(world);
	const char *text = !job ? "" : world_pick(3) == 0 && job->title ? job->title : job->body;
	size_t len = strlen(text), at = world_pick(len + 1);

	while (at > 0 && text[at - 1] != ' ')
		at--;
	for (; text[at] && wanted > 0; at++) {
		wanted -= text[at] == ' ';
		if (wanted > 0 && text[at] != '"' && text[at] != '\n')
			strbuf_putc(line, text[at]);
	}
}

static void add_query_word(struct strbuf *line)
{
	struct strbuf word = STRBUF_INIT;
	size_t len;

	world_word(&word);
	len = world_pick(3) == 0 ? 1 + world_pick(word.len) : word.len;
	while (len < word.len && ((unsigned char)word.text[len] & 0xC0) == 0x80)
		len++;
	strbuf_add(line, word.text, len);
	strbuf_release(&word);
}

static void add_test(struct strbuf *line)
{
	size_t at = world_pick(COUNT(tests)), count = 0;

	while (count < COUNT(tests[at].values) && tests[at].values[count])
		count++;
	strbuf_printf(line, "%s:%s", tests[at].key, tests[at].values[world_pick(count)]);
}

static void add_simple(const struct world *world, struct strbuf *line)
{
	if (world_pick(5) == 0)
		strbuf_putc(line, '-');
	switch (world_pick(10)) {
	case 0:
	case 1:
	case 2:
		add_query_word(line);
		break;
	case 3:
	case 4:
		strbuf_putc(line, '"');
		add_stretch(world, line, 1 + world_pick(world_pick(9) == 0 ? 90 : 4));
		if (world_pick(4) > 0)
			strbuf_putc(line, '"');
		break;
	default:
		add_test(line);
		break;
	}
}

static void add_group(const struct world *world, struct strbuf *line)
{
	strbuf_puts(line, world_pick(4) == 0 ? "-(" : "(");
	for (size_t i = 0, count = 1 + world_pick(3); i < count; i++) {
		if (i > 0)
			strbuf_puts(line, world_pick(2) == 0 ? " OR " : " ");
		add_simple(world, line);
	}
	strbuf_puts(line, world_pick(8) == 0 ? "" : ")");
}

void world_query(const struct world *world, struct strbuf *line)
{
	strbuf_clear(line);
	if (world_pick(4) == 0)
		strbuf_printf(line, "sort:%s ", PICK(orders));
	for (size_t i = 0, count = world_pick(4); i < count; i++) {
		if (world_pick(5) == 0)
			add_group(world, line);
		else
			add_simple(world, line);
		strbuf_puts(line, i + 1 < count ? (world_pick(8) == 0 ? " OR " : " ") : "");
	}
	if (world_pick(3) == 0)
		strbuf_putc(line, ' ');
}

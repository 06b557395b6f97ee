/* What the addresses of postings say: the company, the posting's own part. */
#include "config.h"

#include <string.h>

#include "read/board_make_int.h"
#include "util/ascii.h"

/* Hosts of boards, by the end of their name. A company's part is the first of the path, or the
 * first of the host's name. */
static const struct { const char *host; bool is_in_host; } hosts[] = {
	{ "greenhouse.io", false }, { "lever.co", false }, { "ashbyhq.com", false },
	{ "workable.com", false }, { "smartrecruiters.com", false }, { "recruitee.com", true },
	{ "teamtailor.com", true }, { "bamboohr.com", true }, { "personio.de", true },
	{ "personio.com", true }, { "myworkdayjobs.com", true }, { "breezy.hr", true },
	{ "rippling.com", false }, { "jobvite.com", false }, { "icims.com", true },
	{ "pinpointhq.com", true }, { "applytojob.com", true }, { "join.com", false },
	{ "jobs.personio.de", true }, { "traffit.com", true }, { "hibob.com", true },
};

/* First parts of a path, or of a host's name, that are no company. */
static const char *const common[] = { "www", "jobs", "job", "careers", "career", "apply", "embed",
	"companies", "company", "boards", "job-boards", "en", "de", "fr", "work", "join", "about",
	"api", "v1", "v0", "hire", "hiring", "eu" };

/* Second parts of a host's name that stand between a country and a name. */
static const char *const second_levels[] = { "co", "com", "org", "net", "ac", "gov", "edu", "ltd",
	"or", "ne" };

struct address {
	const char *host, *host_end;
	const char *path, *end;  /* the path without its first slash; up to '?' or '#' */
};

static struct address read_address(const char *text)
{
	const char *scheme = strstr(text, "://");
	struct address address = { .host = scheme ? scheme + 3 : text };

	address.host_end = address.host + strcspn(address.host, "/?#:");
	address.path = address.host_end + strcspn(address.host_end, "/?#");
	address.path += *address.path == '/';
	address.end = address.path + strcspn(address.path, "?#");
	return address;
}

static bool is_one_of(const char *const *words, size_t count, const char *part, size_t len)
{
	for (size_t i = 0; i < count; i++) {
		if (strlen(words[i]) == len && ascii_starts_len(part, len, words[i]))
			return true;
	}
	return false;
}

static bool is_common(const char *part, size_t len)
{
	return is_one_of(common, sizeof common / sizeof common[0], part, len);
}

/* The first part of [FROM, TO), divided by DIVIDER, that is no common word. */
static struct node *first_part(const char *from, const char *to, char divider)
{
	while (from < to) {
		const char *end = memchr(from, divider, (size_t)(to - from));
		size_t len = (size_t)((end ? end : to) - from);

		if (len > 0 && !is_common(from, len))
			return make_text_len(from, len);
		from += len + 1;
	}
	return NULL;
}

static bool host_ends(const struct address *address, const char *name)
{
	size_t len = (size_t)(address->host_end - address->host), name_len = strlen(name);

	return len >= name_len && ascii_starts_len(address->host_end - name_len, name_len, name) &&
	       (len == name_len || address->host_end[-(ptrdiff_t)name_len - 1] == '.');
}

/* The part of the host's name that ends before END. */
static const char *label_before(const struct address *address, const char *end)
{
	while (end > address->host && end[-1] != '.')
		end--;
	return end;
}

/* "careers.acme.com" and "www.acme.co.uk" are Acme's. */
static struct node *host_name(const struct address *address)
{
	const char *end = label_before(address, address->host_end);
	const char *start;

	if (end == address->host)
		return NULL;
	end--;
	start = label_before(address, end);
	if (start > address->host &&
	    is_one_of(second_levels, sizeof second_levels / sizeof second_levels[0], start,
		      (size_t)(end - start))) {
		end = start - 1;
		start = label_before(address, end);
	}
	return end > start && !is_common(start, (size_t)(end - start)) ?
		make_text_len(start, (size_t)(end - start)) : NULL;
}

struct node *make_slug(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct address address;

	(void)record;
	if (!text)
		return NULL;
	address = read_address(text);
	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		if (!host_ends(&address, hosts[i].host))
			continue;
		if (!hosts[i].is_in_host)
			return first_part(address.path, address.end, '/');
		return first_part(address.host, address.host_end - strlen(hosts[i].host), '.');
	}
	return host_name(&address);
}

struct node *make_last_part(const struct node *value, const struct node *record)
{
	const char *text = node_text(value);
	struct address address;
	const char *end, *start;

	(void)record;
	if (!text)
		return NULL;
	address = read_address(text);
	end = address.end;
	while (end > address.path && end[-1] == '/')
		end--;
	start = end;
	while (start > address.path && start[-1] != '/')
		start--;
	return make_text_len(start, (size_t)(end - start));
}

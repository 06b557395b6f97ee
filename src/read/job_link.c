/* Addresses of postings: which are, what names the posting in them, and nothing else of them. */
#include "config.h"

#include "read/job_link_int.h"

#include <string.h>

#include "util/ascii.h"

#define URL_BYTES_MAX 2048
#define VALUE_BYTES_MAX 64
#define WRAPPED_MAX 3

enum id_place {
	ID_NONE,
	ID_SEGMENT,              /* the segment of the path behind what is looked for */
	ID_DIGITS,               /* the digits at the end of that segment */
	ID_LAST,                 /* the last segment, which is long */
};

/* Boards, by a label of the host's name and a part of the path. */
static const struct {
	const char *host, *path, *board;
	enum id_place id;
	bool is_alert, company_first;
} boards[] = {
	{ "linkedin", "/jobs/view/", "linkedin", ID_DIGITS, true, false },
	{ "indeed", "/rc/clk", "indeed", ID_NONE, true, false },
	{ "indeed", "/pagead/clk", "indeed", ID_NONE, true, false },
	{ "indeed", "/viewjob", "indeed", ID_NONE, true, false },
	{ "glassdoor", "/partner/jobListing", "glassdoor", ID_NONE, true, true },
	{ "glassdoor", "/job-listing/", "glassdoor", ID_NONE, true, true },
	{ "wellfound", "/jobs/", "wellfound", ID_NONE, true, false },
	{ "builtin*", "/job/", "builtin", ID_NONE, true, true },
	{ "jobright", "/jobs/info/", "jobright", ID_SEGMENT, true, false },
	{ "ziprecruiter", "/ekm/", NULL, ID_NONE, true, false },
	{ "ziprecruiter", "/km/", NULL, ID_NONE, true, false },
	{ "ziprecruiter", "/jobs/", NULL, ID_NONE, true, false },
	{ "dice", "/job-detail/", "dice", ID_SEGMENT, true, false },
	{ "greenhouse", "/jobs/", "greenhouse", ID_SEGMENT, false, false },
	{ "lever", "/", "lever", ID_LAST, false, false },
	{ "ashbyhq", "/", "ashby", ID_LAST, false, false },
	{ "workable", "/j/", "workable", ID_SEGMENT, false, false },
	{ "myworkdayjobs", "/job/", NULL, ID_NONE, false, false },
	{ "recruitee", "/o/", NULL, ID_NONE, false, false },
};

#define BOARDS (sizeof boards / sizeof boards[0])

/* Parameters that name a posting, and the board whose ids they hold. */
static const struct { const char *name, *board; } parameters[] = {
	{ "jk", "indeed" }, { "vjk", "indeed" }, { "joblistingid", "glassdoor" },
	{ "jl", "glassdoor" }, { "gh_jid", "greenhouse" }, { "currentjobid", "linkedin" },
	{ "ashby_jid", "ashby" }, { "jobid", NULL }, { "job_id", NULL }, { "jid", NULL },
	{ "id", NULL }, { "job", NULL }, { "reqid", NULL }, { "req", NULL },
	{ "requisitionid", NULL }, { "positionid", NULL }, { "vacancyid", NULL },
	{ "career_job_req_id", NULL }, { "p", NULL }, { "rid", NULL },
};

#define PARAMETERS (sizeof parameters / sizeof parameters[0])

/* Segments of a path behind which a posting stands, on any host. */
static const char *const segments[] = {
	"job", "jobs", "job-detail", "job-details", "job-listing", "job-offer", "vacancy",
	"vacancies", "position", "positions", "opening", "openings", "careers", "career",
	"posting", "postings", "stellenangebot", "stellenangebote", "stelle", "emploi", "offre",
	"offres", "oferta", "vacature", "vacatures", "it-jobs", "remote-jobs", "roles",
};

#define SEGMENTS (sizeof segments / sizeof segments[0])

/* Hosts and paths that only count clicks. */
static const char *const counters[] = {
	"sendgrid.net", "awstrack.me", "cts.indeed.com", "links.", "link.", "click.", "email.",
	"track.", "trk.", "/ls/click", "/click/", "mandrillapp.com", "list-manage.com", "t.co/",
	"mailchi.mp", "hubspotlinks.com",
};

#define COUNTERS (sizeof counters / sizeof counters[0])

/* The parts of an address, as ranges of it. */
struct parts { size_t host, path, query, end; };

void job_link_init(struct job_link *link)
{
	memset(link, 0, sizeof *link);
	strbuf_init(&link->url);
	strbuf_init(&link->ref);
}

void job_link_release(struct job_link *link)
{
	strbuf_release(&link->url);
	strbuf_release(&link->ref);
	job_link_init(link);
}

/* -- unwrapping */

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undoes one layer of percent-encoding, up to a '&', or a '/' that stands as it is. */
static void add_unescaped(struct strbuf *out, const char *text)
{
	for (; *text && *text != '&' && !(*text == '/' && out->len > 0); text++) {
		int high = *text == '%' ? hex_digit(text[1]) : -1;
		int low = high >= 0 ? hex_digit(text[2]) : -1;

		if (low < 0) {
			strbuf_putc(out, *text);
			continue;
		}
		strbuf_putc(out, (char)(unsigned char)(high * 16 + low));
		text += 2;
	}
}

/* The address within an address, escaped; NULL for none. */
static const char *find_wrapped(const char *url)
{
	static const char *const starts[] = {
		"https%3a%2f%2f", "http%3a%2f%2f", "https:%2f%2f", "http:%2f%2f",
	};

	for (const char *p = url; *p; p++) {
		for (size_t i = 0; *p == 'h' && i < sizeof starts / sizeof starts[0]; i++) {
			if (ascii_starts(p, starts[i]))
				return p;
		}
	}
	return NULL;
}

static void unwrap(struct strbuf *url)
{
	const char *inner = find_wrapped(url->text);

	for (int i = 0; inner && i < WRAPPED_MAX; i++) {
		struct strbuf found = STRBUF_INIT;

		add_unescaped(&found, inner);
		strbuf_clear(url);
		strbuf_add(url, found.text, found.len);
		strbuf_release(&found);
		inner = find_wrapped(url->text);
	}
}

/* -- parts */

static bool cut(struct parts *parts, const char *url, size_t len)
{
	size_t scheme = ascii_starts_len(url, len, "https://") ? 8 :
			ascii_starts_len(url, len, "http://") ? 7 : 0;

	parts->host = scheme;
	parts->path = scheme + strcspn(url + scheme, "/?#");
	parts->query = parts->path + strcspn(url + parts->path, "?#");
	parts->end = parts->query + strcspn(url + parts->query, "#");
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)url[i] <= ' ' || url[i] == 0x7f)
			return false;
	}
	return scheme > 0 && parts->path > scheme && len <= URL_BYTES_MAX;
}

/* The host has LABEL among its parts; one that ends in a star is a beginning. */
static bool has_label(const char *host, size_t len, const char *label)
{
	size_t wanted = strlen(label);
	bool is_prefix = label[wanted - 1] == '*';

	wanted -= is_prefix;
	for (size_t at = 0; at + wanted <= len; at++) {
		bool begins = at == 0 || host[at - 1] == '.';

		if (begins && host[at] == *label && strncmp(host + at, label, wanted) == 0 &&
		    (is_prefix || at + wanted == len || host[at + wanted] == '.'))
			return true;
	}
	return false;
}

/* Where TEXT stands within [start, end) of URL; SIZE_MAX for nowhere. */
static size_t find(const char *url, size_t start, size_t end, const char *text)
{
	size_t len = strlen(text);
	char first = ascii_lower(*text);

	for (size_t at = start; at + len <= end; at++) {
		if (ascii_lower(url[at]) == first && ascii_starts_len(url + at, end - at, text))
			return at;
	}
	return SIZE_MAX;
}

static bool is_plain_value(const char *value, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!ascii_is_alnum(value[i]) && value[i] != '-' && value[i] != '_')
			return false;
	}
	return len > 0 && len <= VALUE_BYTES_MAX;
}

static void set_ref(struct job_link *link, const char *board, const char *id, size_t len)
{
	if (link->ref.len == 0 && is_plain_value(id, len)) {
		strbuf_printf(&link->ref, "%s:", board);
		strbuf_add(&link->ref, id, len);
	}
}

/* Adds "?name=value" of what names a posting, and notes it. */
static void take_parameters(struct job_link *link, const char *url, const struct parts *parts)
{
	char divider = '?';

	for (size_t at = parts->query; at < parts->end; ) {
		size_t name = at + 1, end = name + strcspn(url + name, "&#");
		size_t equals = name + strcspn(url + name, "=&#");
		size_t value = equals + 1;

		at = end;
		for (size_t i = 0; equals < end && i < PARAMETERS; i++) {
			if (strlen(parameters[i].name) != equals - name ||
			    !ascii_starts_len(url + name, equals - name, parameters[i].name) ||
			    !is_plain_value(url + value, end - value))
				continue;
			strbuf_putc(&link->url, divider);
			strbuf_add(&link->url, url + name, end - name);
			divider = '&';
			if (parameters[i].board)
				set_ref(link, parameters[i].board, url + value, end - value);
		}
	}
}

/* -- which board */

/* The id of a posting in the path, from FOUND on, where what the board's row looks for ends. */
static void take_id(struct job_link *link, const char *url, const struct parts *parts, size_t found,
		    size_t row)
{
	size_t start = found, end = found + strcspn(url + found, "/?#");

	switch (boards[row].id) {
	case ID_DIGITS:
		for (start = end; start > found && ascii_is_digit(url[start - 1]); start--)
			;
		break;
	case ID_LAST:
		end = parts->query;
		if (find(url, found, end, "/apply") == end - 6)
			end -= 6;
		for (start = end; start > found && url[start - 1] != '/'; start--)
			;
		start = end - start < 32 ? end : start;
		break;
	case ID_NONE:
	case ID_SEGMENT:
		break;
	}
	if (boards[row].id != ID_NONE)
		set_ref(link, boards[row].board, url + start, end - start);
}

/* *is_host: the host is that of a board, whose other pages are no postings. */
static bool is_board(struct job_link *link, const char *url, const struct parts *parts,
		     bool *is_host)
{
	*is_host = false;
	for (size_t i = 0; i < BOARDS; i++) {
		size_t found;

		if (!has_label(url + parts->host, parts->path - parts->host, boards[i].host))
			continue;
		found = find(url, parts->path, parts->query, boards[i].path);
		*is_host = *is_host || boards[i].is_alert;
		if (found == SIZE_MAX)
			continue;
		take_id(link, url, parts, found + strlen(boards[i].path), i);
		if (boards[i].id != ID_NONE && link->ref.len == 0)
			continue;
		link->is_alert = boards[i].is_alert;
		link->company_first = boards[i].company_first;
		return true;
	}
	return false;
}

/* A segment that names one of many: it has a digit, or words that hyphens divide. */
static bool is_name(const char *segment, size_t len)
{
	size_t hyphens = 0, digits = 0;

	for (size_t i = 0; i < len; i++) {
		hyphens += segment[i] == '-';
		digits += ascii_is_digit(segment[i]);
	}
	return digits > 0 || hyphens > 1;
}

/* ".../jobs/backend-engineer-123" on any host. */
static bool is_posting_path(const char *url, const struct parts *parts)
{
	bool is_behind = false;

	for (size_t at = parts->path; at < parts->query; ) {
		size_t start = at + 1, len = strcspn(url + start, "/?#");

		if (is_behind && is_name(url + start, len))
			return true;
		for (size_t i = 0; i < SEGMENTS && !is_behind; i++)
			is_behind = strlen(segments[i]) == len &&
				    ascii_starts_len(url + start, len, segments[i]);
		at = start + len;
	}
	return false;
}

static bool is_counter(const char *url, const struct parts *parts)
{
	for (size_t i = 0; i < COUNTERS; i++) {
		if (find(url, parts->host, parts->query, counters[i]) != SIZE_MAX)
			return true;
	}
	return false;
}

/* What a board's own address for a posting is, where what the mail has leads to it in a roundabout
 * way. */
static void shorten(struct job_link *link)
{
	const char *id = strchr(link->ref.text, ':');
	struct strbuf url = STRBUF_INIT;

	if (ascii_starts(link->ref.text, "linkedin:"))
		strbuf_printf(&url, "https://www.linkedin.com/jobs/view/%s/", id + 1);
	else if (ascii_starts(link->ref.text, "indeed:"))
		strbuf_printf(&url, "https://www.indeed.com/viewjob?jk=%s", id + 1);
	if (url.len > 0) {
		strbuf_clear(&link->url);
		strbuf_add(&link->url, url.text, url.len);
	}
	strbuf_release(&url);
}

void job_link_read(struct job_link *link, const char *url, size_t len)
{
	struct strbuf whole = STRBUF_INIT;
	struct parts parts;

	job_link_release(link);
	strbuf_add(&whole, url, len < URL_BYTES_MAX * 4 ? len : 0);
	unwrap(&whole);
	if (cut(&parts, whole.text, whole.len)) {
		bool is_known, is_host;

		strbuf_add(&link->url, whole.text, parts.query);
		take_parameters(link, whole.text, &parts);
		is_known = is_board(link, whole.text, &parts, &is_host);
		if (is_known || link->ref.len > 0 ||
		    (!is_host && is_posting_path(whole.text, &parts)))
			link->kind = JOB_LINK_JOB;
		else if (is_counter(whole.text, &parts))
			link->kind = JOB_LINK_COUNTER;
		shorten(link);
		/* "/rc/clk" and the like lead nowhere alone */
		if (find(whole.text, parts.path, parts.query, "/clk") != SIZE_MAX &&
		    link->ref.len == 0)
			strbuf_clear(&link->url);
		if (link->kind == JOB_LINK_COUNTER && parts.end > parts.query + 1)
			strbuf_clear(&link->url);
	}
	strbuf_release(&whole);
}

/* -- texts */

static size_t url_len(const char *text, size_t len)
{
	size_t end = 0;

	while (end < len && (unsigned char)text[end] > ' ' && !strchr("<>\"`|\\^", text[end]))
		end++;
	while (end > 0 && strchr(".,;:!?'*_", text[end - 1]))
		end--;
	for (size_t i = 0; i < end; i++) {
		if (text[i] == ')' || text[i] == ']')
			return i;
	}
	return end;
}

void job_link_clean(struct strbuf *out, const char *text, size_t len)
{
	struct job_link link;
	size_t at = 0;

	job_link_init(&link);
	while (at < len) {
		const char *next = memchr(text + at, 'h', len - at);
		size_t start = next ? (size_t)(next - text) : len, used = 0;

		strbuf_add(out, text + at, start - at);
		at = start;
		if (ascii_starts_len(text + at, len - at, "http://") ||
		    ascii_starts_len(text + at, len - at, "https://"))
			used = url_len(text + at, len - at);
		if (used > 0) {
			size_t query = 0;

			while (query < used && text[at + query] != '?' && text[at + query] != '#')
				query++;
			job_link_read(&link, text + at, used);
			if (link.url.len > 0)
				strbuf_add(out, link.url.text, link.url.len);
			else
				strbuf_add(out, text + at, query);
			at += used;
		} else if (at < len) {
			strbuf_putc(out, text[at++]);
		}
	}
	job_link_release(&link);
}

/* The parts of a mail: texts and pages, however they are nested. */
#include "config.h"

#include "read/mime_int.h"

#include <string.h>

#include "util/ascii.h"
#include "util/date.h"
#include "util/vec.h"

/* Parts within parts; what lies deeper is not read. */
#define DEPTH_MAX 16
#define PARTS_MAX 256
#define TEXT_BYTES_MAX ((size_t)4 << 20)
#define BOUNDARY_BYTES_MAX 200

/* A piece of a message that has a header of its own, and its place among the others. */
struct entity {
	const char *bytes;
	size_t len;
	int depth;
	size_t alternative;
	bool is_message;         /* forwarded: its header is one of mail */
};

/* What is still to be read, the next on top. */
struct walk {
	struct mime_message *message;
	struct { struct entity *items; size_t count, cap; } stack;
	size_t alternatives;
	size_t bytes;            /* decoded */
};

void mime_message_init(struct mime_message *message)
{
	memset(message, 0, sizeof *message);
	strbuf_init(&message->subject);
	strbuf_init(&message->from_name);
	strbuf_init(&message->from_address);
	message->date = DATE_UNKNOWN;
}

void mime_message_release(struct mime_message *message)
{
	for (size_t i = 0; i < message->parts.count; i++)
		strbuf_release(&message->parts.items[i].text);
	VEC_RELEASE(&message->parts);
	strbuf_release(&message->subject);
	strbuf_release(&message->from_name);
	strbuf_release(&message->from_address);
	mime_message_init(message);
}

bool mime_message_chooses(const struct mime_message *message, size_t at, enum mime_kind wanted)
{
	const struct mime_part *part = &message->parts.items[at];
	bool has_wanted = false;

	for (size_t i = 0; part->alternative > 0 && i < message->parts.count; i++) {
		const struct mime_part *other = &message->parts.items[i];

		has_wanted = has_wanted ||
			     (other->alternative == part->alternative && other->kind == wanted);
	}
	return part->alternative == 0 || part->kind == wanted || !has_wanted;
}

/* -- text */

/* A line that ends in a blank goes on in the next (RFC 3676); one quoted more or less deeply does
 * not, nor does the line before a signature. */
static void join_flowed(struct strbuf *out, const char *text, size_t len, bool drops_blank)
{
	for (size_t at = 0, next; at < len; at = next) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t stop = end ? (size_t)(end - text) : len, start = at;

		next = end ? stop + 1 : len;
		stop -= stop > at && text[stop - 1] == '\r';
		start += start < stop && text[start] == ' '; /* stuffed */
		strbuf_add(out, text + start, stop - start);
		if (stop > start && text[stop - 1] == ' ' && text[start] != '>' && next < len &&
		    text[next] != '>' && text[next] != '\n' && text[next] != '\r' &&
		    !(stop - start == 3 && memcmp(text + start, "-- ", 3) == 0)) {
			if (drops_blank)
				strbuf_cut(out, out->len - 1);
			continue;
		}
		strbuf_putc(out, '\n');
	}
}

static enum mime_encoding find_encoding(const struct entity *entity, size_t header)
{
	struct strbuf value = STRBUF_INIT;
	enum mime_encoding encoding = MIME_AS_IT_IS;

	mime_field(&value, entity->bytes, header, "Content-Transfer-Encoding");
	if (ascii_starts(value.text, "quoted-printable"))
		encoding = MIME_QUOTED_PRINTABLE;
	else if (ascii_starts(value.text, "base64"))
		encoding = MIME_BASE64;
	strbuf_release(&value);
	return encoding;
}

static bool is_parameter(const char *type, const char *name, const char *wanted)
{
	struct strbuf value = STRBUF_INIT;
	bool is_it = mime_parameter(&value, type, name) && ascii_equal(value.text, wanted);

	strbuf_release(&value);
	return is_it;
}

static void take_text(struct walk *walk, const struct entity *entity, size_t header,
		      const char *type, enum mime_kind kind)
{
	struct strbuf bytes = STRBUF_INIT, charset = STRBUF_INIT, text = STRBUF_INIT;
	struct mime_part *part;

	if (walk->message->parts.count == PARTS_MAX || walk->bytes > TEXT_BYTES_MAX)
		return;
	mime_decode(&bytes, entity->bytes + header, entity->len - header,
		    find_encoding(entity, header));
	mime_parameter(&charset, type, "charset");
	mime_to_utf8(&text, bytes.text, bytes.len, charset.text);
	part = VEC_PUSH(&walk->message->parts);
	*part = (struct mime_part){ .kind = kind, .alternative = entity->alternative };
	strbuf_init(&part->text);
	if (kind == MIME_PLAIN && is_parameter(type, "format", "flowed"))
		join_flowed(&part->text, text.text, text.len, is_parameter(type, "delsp", "yes"));
	else
		strbuf_add(&part->text, text.text, text.len);
	walk->bytes += text.len;
	strbuf_release(&bytes);
	strbuf_release(&charset);
	strbuf_release(&text);
}

/* -- parts */

static void push(struct walk *walk, const char *bytes, size_t len, const struct entity *outer,
		 size_t alternative, bool is_message)
{
	*VEC_PUSH(&walk->stack) = (struct entity){
		bytes, len, outer ? outer->depth + 1 : 0, alternative, is_message,
	};
}

/* A line "--boundary", "--boundary--" (*is_last) and nothing more. */
static bool is_boundary(const char *line, size_t len, const struct strbuf *boundary, bool *is_last)
{
	size_t at = 2 + boundary->len;

	if (len < at || memcmp(line, "--", 2) != 0 ||
	    memcmp(line + 2, boundary->text, boundary->len) != 0)
		return false;
	*is_last = len >= at + 2 && memcmp(line + at, "--", 2) == 0;
	at += *is_last ? 2 : 0;
	while (at < len && ascii_is_space(line[at]))
		at++;
	return at == len;
}

/* Puts the parts between the boundaries on the stack, the first on top. One that has no end ends
 * with what holds it. */
static void push_parts(struct walk *walk, const struct entity *entity, size_t header,
		       const struct strbuf *boundary, size_t alternative)
{
	size_t first = walk->stack.count, start = 0, len = entity->len;
	bool is_open = false, is_last = false;

	for (size_t at = header, next; at < len && !is_last; at = next) {
		const char *end = memchr(entity->bytes + at, '\n', len - at);

		next = end ? (size_t)(end - entity->bytes) + 1 : len;
		if (!is_boundary(entity->bytes + at, next - at, boundary, &is_last))
			continue;
		if (is_open)
			push(walk, entity->bytes + start, at - start, entity, alternative, false);
		is_open = !is_last;
		start = next;
		if (walk->stack.count - first == PARTS_MAX)
			break;
	}
	if (is_open && start < len)
		push(walk, entity->bytes + start, len - start, entity, alternative, false);
	for (size_t low = first, high = walk->stack.count; low + 1 < high; low++) {
		struct entity swapped = walk->stack.items[low];

		walk->stack.items[low] = walk->stack.items[--high];
		walk->stack.items[high] = swapped;
	}
}

static void read_multipart(struct walk *walk, const struct entity *entity, size_t header,
			   const char *type)
{
	struct strbuf boundary = STRBUF_INIT;
	size_t alternative = entity->alternative;

	mime_parameter(&boundary, type, "boundary");
	if (ascii_starts(type, "multipart/alternative") && alternative == 0)
		alternative = ++walk->alternatives;
	if (boundary.len == 0 || boundary.len > BOUNDARY_BYTES_MAX)
		take_text(walk, entity, header, "", MIME_PLAIN);
	else if (entity->depth < DEPTH_MAX)
		push_parts(walk, entity, header, &boundary, alternative);
	strbuf_release(&boundary);
}

static void read_field(struct strbuf *out, const struct entity *entity, size_t header,
		       const char *name)
{
	struct strbuf value = STRBUF_INIT;

	mime_field(&value, entity->bytes, header, name);
	strbuf_clear(out);
	mime_words(out, value.text, value.len);
	strbuf_release(&value);
}

/* The innermost message is the one that is read: what was forwarded is what it is about. */
static void read_head(struct mime_message *message, const struct entity *entity, size_t header)
{
	struct strbuf value = STRBUF_INIT;
	int32_t date;

	read_field(&message->subject, entity, header, "Subject");
	strbuf_clear(&message->from_name);
	strbuf_clear(&message->from_address);
	mime_field(&value, entity->bytes, header, "From");
	mime_address(value.text, &message->from_name, &message->from_address);
	strbuf_clear(&value);
	mime_field(&value, entity->bytes, header, "Date");
	date = mime_date(value.text, value.len);
	message->date = date != DATE_UNKNOWN ? date : message->date;
	strbuf_release(&value);
}

static bool is_attachment(const struct entity *entity, size_t header)
{
	struct strbuf value = STRBUF_INIT;
	bool is_it = mime_field(&value, entity->bytes, header, "Content-Disposition") &&
		     ascii_starts(value.text, "attachment");

	strbuf_release(&value);
	return is_it;
}

static void read_entity(struct walk *walk, const struct entity *entity)
{
	size_t header = mime_header_len(entity->bytes, entity->len);
	struct strbuf type = STRBUF_INIT;

	if (entity->is_message)
		read_head(walk->message, entity, header);
	mime_field(&type, entity->bytes, header, "Content-Type");
	if (ascii_starts(type.text, "multipart/"))
		read_multipart(walk, entity, header, type.text);
	else if (ascii_starts(type.text, "message/rfc822") && entity->depth < DEPTH_MAX)
		push(walk, entity->bytes + header, entity->len - header, entity,
		     entity->alternative, true);
	else if (is_attachment(entity, header))
		walk->message->others++;
	else if (ascii_starts(type.text, "text/html"))
		take_text(walk, entity, header, type.text, MIME_HTML);
	else if (type.len == 0 || ascii_starts(type.text, "text/plain") ||
		 !strchr(type.text, '/'))
		take_text(walk, entity, header, type.text, MIME_PLAIN);
	else
		walk->message->others++;
	strbuf_release(&type);
}

void mime_message_read(struct mime_message *message, const char *bytes, size_t len)
{
	struct walk walk = { .message = message };

	push(&walk, bytes, len, NULL, 0, true);
	while (walk.stack.count > 0) {
		struct entity entity = walk.stack.items[--walk.stack.count];

		read_entity(&walk, &entity);
	}
	VEC_RELEASE(&walk.stack);
}

/* What became of a posting, for the writers. */
#include "config.h"

#include "export/history_int.h"

#include "export/json.h"
#include "util/date.h"

void history_format(struct strbuf *out, const struct record *record)
{
	for (size_t i = 0; i < record->history.count; i++) {
		strbuf_puts(out, i > 0 ? ", " : "");
		date_format_iso(out, record->history.items[i].day);
		strbuf_printf(out, " %s", record->history.items[i].what);
	}
}

void history_json(struct strbuf *out, const struct record *record)
{
	strbuf_putc(out, '[');
	for (size_t i = 0; i < record->history.count; i++) {
		strbuf_puts(out, i > 0 ? ", {\"day\": \"" : "{\"day\": \"");
		date_format_iso(out, record->history.items[i].day);
		strbuf_puts(out, "\", \"what\": ");
		json_string(out, record->history.items[i].what);
		strbuf_putc(out, '}');
	}
	strbuf_putc(out, ']');
}

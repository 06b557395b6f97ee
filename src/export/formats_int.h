/* The writers of this folder, for the table. */
#ifndef SHORTLIST_EXPORT_FORMATS_INT_H
#define SHORTLIST_EXPORT_FORMATS_INT_H

#include "export/writer.h"

extern const struct writer writer_text, writer_markdown, writer_html, writer_tsv, writer_csv,
	writer_json, writer_jsonl;

#endif

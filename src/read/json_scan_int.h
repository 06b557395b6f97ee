/*
 * JSON looked over before it is parsed, and written out so that the parser takes it.
 *
 * The scan knows the marks of JSON but not its grammar, which is the parser's. In one pass it
 * copies a value and mends it, and puts into the copy what the parser would forget. Texts are read
 * here and stand beside the copy, each with a NUL: in it they are two numbers, where they begin
 * and their bytes, led by '@', so that the parser never sees them. Every other scalar becomes a
 * string as well, which begins with '#' where it was plain (a number, true) and with "'" where it
 * counts as a text; every key is led by its line and column, so that no two are alike; and every
 * object begins with the key "", whose value is the object's own line and column:
 *
 *	{"pay": 12, "pay": "x"}    {"":"1:1","1:2:0:3": "#12", "1:13:4:3": "@8:1"}
 */
#ifndef SHORTLIST_READ_JSON_SCAN_INT_H
#define SHORTLIST_READ_JSON_SCAN_INT_H

#include "read/json_int.h"
#include "util/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

#define JSON_DEPTH_MAX 64

struct json_copy { struct strbuf marks, texts; };

#define JSON_COPY_INIT { STRBUF_INIT, STRBUF_INIT }

struct json_scan {
	const char *bytes;
	size_t len;
	size_t at;
	size_t line;             /* of byte AT */
	size_t line_start;       /* where it begins */
	enum json_mode mode;
	size_t values;           /* scanned so far */
	size_t bad;              /* parts of texts that were no UTF-8, lone surrogates among them */
	const char *problem;     /* why json_scan_value() failed; AT is where */
};

/* Skips what may stand between values: false at the end. */
bool json_scan_next(struct json_scan *scan);

/* Copies the value at AT, as said above; the copy is empty before. False with a problem, or once
 * the token is reached that fills its marks to STOP bytes (SIZE_MAX for none). */
bool json_scan_value(struct json_scan *scan, struct json_copy *copy, size_t stop);

/* The column of byte AT, in bytes from 1. */
size_t json_scan_col(const struct json_scan *scan);

#endif

/*
 * An error: a sentence for the user, and the exit status that goes with it.
 *
 * The caller holds a struct err, initialised with ERR_INIT. A function that fails fills it with
 * what happened, where, and what to do; one that succeeds leaves it alone. The text may quote
 * untrusted bytes: whoever shows it passes it through the gate. A longer text than 4 KiB is
 * cut. Release with err_release().
 */
#ifndef SHORTLIST_UTIL_ERR_H
#define SHORTLIST_UTIL_ERR_H

#include <stdarg.h>
#include <stdbool.h>

/* Exit statuses; the values above 63 are those of sysexits.h. */
enum status {
	STATUS_OK = 0,
	STATUS_PARTIAL = 1,      /* nothing matched, or some input was refused */
	STATUS_USAGE = 2,
	STATUS_BAD_DATA = 65,
	STATUS_NO_INPUT = 66,
	STATUS_UNAVAILABLE = 69, /* no terminal, no opener */
	STATUS_INTERNAL = 70,
	STATUS_CANNOT_CREATE = 73,
	STATUS_IO = 74,
	STATUS_BUSY = 75,        /* try again */
	STATUS_PERMISSION = 77,
	STATUS_CONFIG = 78,
	STATUS_HANGUP = 129,
	STATUS_INTERRUPTED = 130,
};

struct err {
	enum status status;
	char *text;              /* NULL while nothing is wrong */
};

#define ERR_INIT { STATUS_OK, NULL }

/* Both replace what ERR held and return false, so that a failing function can end with it. ERR
 * may be NULL, where the caller does not want to know. */
bool err_set(struct err *err, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool err_vset(struct err *err, enum status status, const char *format, va_list args)
	__attribute__((format(printf, 3, 0)));

/* Puts "WHERE: " before the text. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

void err_release(struct err *err);

#endif

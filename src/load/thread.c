/* Starting a thread. */
#include "config.h"

#include "load/thread_int.h"

#include <signal.h>
#include <string.h>

/* As much as the first thread has by rule; some systems give others a sixteenth of it. */
#define STACK_BYTES ((size_t)8 << 20)

/* What a fault of the thread itself raises is not held back. */
static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };

bool thread_start(pthread_t *thread, void *(*fn)(void *data), void *data, struct err *err)
{
	sigset_t held, before;
	pthread_attr_t attributes;
	int number;

	sigfillset(&held);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		sigdelset(&held, faults[i]);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	pthread_sigmask(SIG_BLOCK, &held, &before);
	number = pthread_create(thread, &attributes, fn, data);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return number == 0 || err_set(err, STATUS_INTERNAL, "no thread can be started: %s; close "
				      "other programs and try again", strerror(number));
}

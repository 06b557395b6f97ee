/* Threads that leave the signals of the program to the one that started them. */
#ifndef SHORTLIST_LOAD_THREAD_INT_H
#define SHORTLIST_LOAD_THREAD_INT_H

#include "util/err.h"

#include <pthread.h>
#include <stdbool.h>

/* Runs FN in a thread of its own; join it with pthread_join(). */
bool thread_start(pthread_t *thread, void *(*fn)(void *data), void *data, struct err *err);

#endif
